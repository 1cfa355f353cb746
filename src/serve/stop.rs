//! Ctrl-C, the end of the terminal, and what else asks a program to end.

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
struct Asked(Vec<tokio::signal::unix::Signal>);

#[cfg(unix)]
impl Asked {
    fn new() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        let mut kinds = vec![SignalKind::interrupt(), SignalKind::terminate()];
        // The terminal is closed. Whoever started the program so that it goes on behind it, as `nohup` does, meant that.
        if !is_hangup_ignored() {
            kinds.push(SignalKind::hangup());
        }
        kinds.into_iter().map(signal).collect::<io::Result<_>>().map(Self)
    }

    async fn again(&mut self) {
        std::future::poll_fn(|context| {
            // Each is asked, so that each wakes this.
            let asked = self.0.iter_mut().map(|signal| signal.poll_recv(context).is_ready());
            if asked.fold(false, |any, one| any | one) {
                return std::task::Poll::Ready(());
            }
            std::task::Poll::Pending
        })
        .await;
    }
}

/// Whether the program was started so that the end of its terminal means nothing to it. Linux says so (proc(5), `SigIgn`). Elsewhere nobody can be asked
/// without unsafe code: there a program that says nothing to a terminal counts as one, for that is what `nohup` sees to.
#[cfg(unix)]
fn is_hangup_ignored() -> bool {
    use std::io::IsTerminal;
    // Signals are counted from one, and this is the first.
    const HANGUP: u128 = 1;
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    match ignored.and_then(|mask| u128::from_str_radix(mask.trim(), 16).ok()) {
        Some(mask) => mask & HANGUP != 0,
        None => !io::stdout().is_terminal(),
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
