//! What the loop waits for, and how a burst of it becomes one build.

use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// Something happened to the files that the site is made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Event {
    /// A file is there whole, has gone or has another name.
    Whole,
    /// Somebody writes into a file, and may not be done.
    Half,
    /// One of the folders that are watched has come or gone: they are to be watched anew.
    Folders,
    /// Somebody asked the program to end.
    Stopped,
    /// Browsers are not answered any more.
    Ended,
}

impl Event {
    fn is_end(self) -> bool {
        matches!(self, Self::Stopped | Self::Ended)
    }
}

/// How long nothing must happen before a save counts as done: programs that save several files, or one by way of another, do so at once.
const SETTLED: Duration = Duration::from_millis(2);
/// How long nothing must happen to a file that somebody writes into and has not closed.
const HALF: Duration = Duration::from_millis(30);
/// After how long a build is due although things go on happening.
const MOST: Duration = Duration::from_millis(400);

/// What was waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Waited {
    /// A save, or several; whether folders are to be watched anew.
    Saved { folders: bool },
    /// Nothing, for as long as was asked.
    Nothing,
    /// Somebody asked the program to end.
    Stopped,
    /// Browsers are not answered any more.
    Ended,
}

/// Waits for a save, `most` at the longest, and until it is done. One may have `begun`.
pub(super) fn wait(events: &Receiver<Event>, begun: Option<Event>, most: Duration) -> Waited {
    let mut last = match begun.map_or_else(|| events.recv_timeout(most), Ok) {
        Ok(event) => event,
        Err(RecvTimeoutError::Timeout) => return Waited::Nothing,
        Err(RecvTimeoutError::Disconnected) => return Waited::Ended,
    };
    let started = Instant::now();
    let mut folders = last == Event::Folders;
    while !last.is_end() && started.elapsed() < MOST {
        let quiet = if last == Event::Half { HALF } else { SETTLED };
        match events.recv_timeout(quiet) {
            Ok(event) => {
                last = event;
                folders |= event == Event::Folders;
            }
            Err(_) => break,
        }
    }
    match last {
        Event::Stopped => Waited::Stopped,
        Event::Ended => Waited::Ended,
        _ => Waited::Saved { folders },
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_burst_is_one_save() {
        let (send, events) = channel();
        for event in [Event::Half, Event::Whole, Event::Folders, Event::Whole] {
            send.send(event).expect("somebody waits");
        }
        assert_eq!(wait(&events, None, Duration::ZERO), Waited::Saved { folders: true });
        assert_eq!(wait(&events, None, Duration::ZERO), Waited::Nothing);
        send.send(Event::Ended).expect("somebody waits");
        assert_eq!(wait(&events, None, Duration::ZERO), Waited::Ended);
        send.send(Event::Stopped).expect("somebody waits");
        assert_eq!(wait(&events, Some(Event::Half), Duration::ZERO), Waited::Stopped);
    }
}
