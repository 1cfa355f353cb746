//! Ctrl-C, and what else asks a program to end.

use std::io;
use std::process;
use std::sync::mpsc::Sender;
use std::thread;

use super::event::Event;

/// How a program ends that was interrupted, as shells have it (128 and the number of the signal).
const INTERRUPTED: i32 = 130;

/// From now on sends [`Event::Stopped`] where somebody asks the program to end. Whoever asks again does not want to wait for a build that is running,
/// nor for what is put away: the program ends at that moment, and the next one puts it away.
pub(super) fn heed(events: Sender<Event>) -> io::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut asked = runtime.block_on(async { Asked::new() })?;
    thread::spawn(move || {
        runtime.block_on(asked.again());
        // The loop has ended: so does the program.
        let _ = events.send(Event::Stopped);
        runtime.block_on(asked.again());
        process::exit(INTERRUPTED);
    });
    Ok(())
}

#[cfg(unix)]
struct Asked(tokio::signal::unix::Signal, tokio::signal::unix::Signal);

#[cfg(unix)]
impl Asked {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self(signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?))
    }

    async fn again(&mut self) {
        let Self(interrupt, terminate) = self;
        std::future::poll_fn(|context| {
            if interrupt.poll_recv(context).is_ready() || terminate.poll_recv(context).is_ready() {
                return std::task::Poll::Ready(());
            }
            std::task::Poll::Pending
        })
        .await;
    }
}

#[cfg(not(unix))]
struct Asked;

#[cfg(not(unix))]
impl Asked {
    fn new() -> io::Result<Self> {
        Ok(Self)
    }

    async fn again(&mut self) {
        let _ = tokio::signal::ctrl_c().await;
    }
}
