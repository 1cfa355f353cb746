//! The site at hand behind a build, on a thread of its own, and what becomes of saves that it takes in.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread;

use super::event::Event;
use super::hub::Hub;
use crate::build::{BuildOptions, Taken, Wish, at_hand};

/// The site of the last build, at hand.
#[derive(Debug)]
pub(super) struct AtHand {
    /// Which site it is ([`crate::build::BuildReport::site`]).
    pub site: u128,
    wishes: Sender<Wish>,
}

impl AtHand {
    /// Puts the site together that a build with these options reported to be this one; meanwhile wishes wait.
    pub fn of(options: &BuildOptions, site: u128) -> Self {
        let (wishes, asked) = channel();
        let options = options.clone();
        thread::spawn(move || at_hand(&options, site, &asked));
        Self { site, wishes }
    }

    /// Has it take in that these files were saved. Where it does, they are shown at once; where it does not, that is told by `events`. False where nobody is
    /// there to be asked.
    pub fn take_in(&self, paths: BTreeSet<String>, hub: &Arc<Hub>, events: &Sender<Event>) -> bool {
        let (hub, site) = (Arc::clone(hub), self.wishes.clone());
        let mut refused = Refused(Some(events.clone()));
        let taken = Box::new(move |taken| {
            if let Taken::In(assets) = taken {
                refused.is_not_so();
                hub.go_ahead(site, assets);
            }
        });
        self.wishes.send(Wish::TakeIn(paths, taken)).is_ok()
    }
}

/// Tells that a save was not taken in, when it is dropped: be it that nobody is there any more to do so.
struct Refused(Option<Sender<Event>>);

impl Refused {
    fn is_not_so(&mut self) {
        self.0 = None;
    }
}

impl Drop for Refused {
    fn drop(&mut self) {
        if let Some(events) = &self.0 {
            // The loop has ended: so does the program.
            let _ = events.send(Event::Refused);
        }
    }
}
