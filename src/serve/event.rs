//! What the loop waits for, and how a burst of it becomes one save.

use std::collections::{BTreeSet, VecDeque};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

use crate::build::BuildReport;

/// Something happened.
#[derive(Debug)]
pub(super) enum Event {
    /// A file is there whole, has gone or has another name; by path from the site's root.
    Whole(Vec<String>),
    /// Somebody writes into a file, and may not be done.
    Half(Vec<String>),
    /// One of the folders that are watched has come or gone: they are to be watched anew.
    Folders,
    /// A build has ended, after so long.
    Built(Box<BuildReport>, Duration),
    /// What was saved is something for a build, and for nothing less.
    Refused,
    /// Somebody asked the program to end.
    Stopped,
    /// Browsers are not answered any more.
    Ended,
}

/// How long nothing must happen before a save counts as done: programs that save several files, or one by way of another, do so at once.
const SETTLED: Duration = Duration::from_millis(2);
/// How long nothing must happen to a file that somebody writes into and has not closed.
const HALF: Duration = Duration::from_millis(30);
/// After how long a save counts as done although things go on happening.
const MOST: Duration = Duration::from_millis(400);

/// What was waited for.
#[derive(Debug)]
pub(super) enum Waited {
    /// A save, or several.
    Saved(Saved),
    /// A build has ended, after so long.
    Built(Box<BuildReport>, Duration),
    /// What was saved is something for a build, and for nothing less.
    Refused,
    /// Nothing, for as long as was asked.
    Nothing,
    /// Somebody asked the program to end.
    Stopped,
    /// Browsers are not answered any more.
    Ended,
}

/// A save, or several.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Saved {
    /// The files, by path from the site's root, as far as anybody has told.
    pub paths: BTreeSet<String>,
    /// Whether folders are to be watched anew.
    pub folders: bool,
}

/// What happens, as it happens.
#[derive(Debug)]
pub(super) struct Events {
    happens: Receiver<Event>,
    /// What has happened and was not waited for.
    put_by: VecDeque<Event>,
}

impl Events {
    /// Nothing has happened yet.
    pub fn new(happens: Receiver<Event>) -> Self {
        Self {
            happens,
            put_by: VecDeque::new(),
        }
    }

    /// Waits until something has happened, `most` at the longest; for a save, until it is done.
    pub fn wait(&mut self, most: Duration) -> Waited {
        let mut saved = Saved::default();
        let mut quiet = match self.next(most) {
            Ok(event) => match saved.add(event) {
                Ok(quiet) => quiet,
                Err(other) => return other,
            },
            Err(RecvTimeoutError::Timeout) => return Waited::Nothing,
            Err(RecvTimeoutError::Disconnected) => return Waited::Ended,
        };
        let started = Instant::now();
        let mut later = VecDeque::new();
        while started.elapsed() < MOST {
            let Ok(event) = self.next(quiet) else { break };
            match saved.add(event) {
                Ok(other) => quiet = other,
                Err(Waited::Built(report, took)) => later.push_back(Event::Built(report, took)),
                // Of an earlier one, which is built with this.
                Err(Waited::Refused) => later.push_back(Event::Refused),
                Err(end) => return end,
            }
        }
        later.append(&mut self.put_by);
        self.put_by = later;
        Waited::Saved(saved)
    }

    /// Whether something happens within this time. It is waited for as any other then.
    pub fn happens_within(&mut self, time: Duration) -> bool {
        let next = self.next(time);
        next.is_ok_and(|event| {
            self.put_by.push_front(event);
            true
        })
    }

    fn next(&mut self, most: Duration) -> Result<Event, RecvTimeoutError> {
        match self.put_by.pop_front() {
            Some(event) => Ok(event),
            None => self.happens.recv_timeout(most),
        }
    }
}

impl Saved {
    /// Takes in what happened to files; returns how long nothing must happen now.
    fn add(&mut self, event: Event) -> Result<Duration, Waited> {
        match event {
            Event::Whole(paths) => {
                self.paths.extend(paths);
                Ok(SETTLED)
            }
            Event::Half(paths) => {
                self.paths.extend(paths);
                Ok(HALF)
            }
            Event::Folders => {
                self.folders = true;
                Ok(SETTLED)
            }
            Event::Built(report, took) => Err(Waited::Built(report, took)),
            Event::Refused => Err(Waited::Refused),
            Event::Stopped => Err(Waited::Stopped),
            Event::Ended => Err(Waited::Ended),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_burst_is_one_save_and_what_else_happens_in_it_is_told_behind_it() {
        let (send, happens) = channel();
        let mut events = Events::new(happens);
        let of = |path: &str| vec![path.to_owned()];
        for event in [
            Event::Half(of("content/a.md")),
            Event::Refused,
            Event::Whole(of("content/a.md")),
            Event::Folders,
            Event::Whole(of("assets/b.css")),
        ] {
            send.send(event).expect("somebody waits");
        }
        let expected = Saved {
            paths: ["assets/b.css", "content/a.md"].map(str::to_owned).into(),
            folders: true,
        };
        assert!(matches!(events.wait(Duration::ZERO), Waited::Saved(saved) if saved == expected));
        assert!(matches!(events.wait(Duration::ZERO), Waited::Refused));
        assert!(matches!(events.wait(Duration::ZERO), Waited::Nothing));
        send.send(Event::Ended).expect("somebody waits");
        assert!(events.happens_within(Duration::ZERO));
        assert!(matches!(events.wait(Duration::ZERO), Waited::Ended));
        send.send(Event::Half(of("content/a.md"))).expect("somebody waits");
        send.send(Event::Stopped).expect("somebody waits");
        assert!(matches!(events.wait(Duration::ZERO), Waited::Stopped));
    }
}
