//! Looking at the output folder on threads of its own, while the site is put together.

use std::num::NonZero;
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle, available_parallelism};

use rayon::ThreadPoolBuilder;

use crate::publish::{Look, is_as_left, look};

/// A look at the output folder that is under way.
pub(super) struct Looking<'a> {
    output: &'a Path,
    state: Mutex<State>,
}

enum State {
    UnderWay(JoinHandle<Look>),
    Done(Look),
    /// It has been asked for, or nobody has looked: who asks looks again.
    Given,
}

impl<'a> Looking<'a> {
    /// Begins to look.
    pub fn at(output: &'a Path) -> Self {
        let folder = output.to_owned();
        Self {
            output,
            state: Mutex::new(State::UnderWay(thread::spawn(move || apart(&folder)))),
        }
    }

    /// For who may never ask.
    pub fn if_asked(output: &'a Path) -> Self {
        Self {
            output,
            state: Mutex::new(State::Given),
        }
    }

    /// Whether the folder is as the build left it whose list has this hash.
    pub fn is_as_left(&self, hash: u128) -> bool {
        let look = self.done();
        let is_as_left = is_as_left(self.output, &look, hash);
        *self.state.lock().unwrap_or_else(PoisonError::into_inner) = State::Done(look);
        is_as_left
    }

    /// Returns how the folder was found.
    pub fn done(&self) -> Look {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let looked = match std::mem::replace(&mut *state, State::Given) {
            State::UnderWay(thread) => thread.join().ok(),
            State::Done(look) => Some(look),
            State::Given => None,
        };
        looked.unwrap_or_else(|| look(self.output))
    }
}

/// Looks by itself: among the threads that read articles it would hold those up.
fn apart(output: &Path) -> Look {
    if !output.exists() {
        return look(output);
    }
    let threads = available_parallelism().map_or(1, NonZero::get);
    match ThreadPoolBuilder::new().num_threads(threads).build() {
        Ok(alone) => alone.install(|| look(output)),
        Err(_) => look(output),
    }
}
