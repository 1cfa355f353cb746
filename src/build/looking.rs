//! Looking at the output folder on a thread of its own, while the site is put together.

use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::thread::{self, JoinHandle};

use rayon::ThreadPoolBuilder;

use crate::publish::{Look, look};

/// A look at the output folder that is under way.
pub(super) struct Looking<'a> {
    output: &'a Path,
    /// None once it has been asked for: a later round looks again.
    thread: Mutex<Option<JoinHandle<Look>>>,
}

impl<'a> Looking<'a> {
    /// Begins to look.
    pub fn at(output: &'a Path) -> Self {
        let folder = output.to_owned();
        Self {
            output,
            thread: Mutex::new(Some(thread::spawn(move || apart(&folder)))),
        }
    }

    /// Returns how the folder was found.
    pub fn done(&self) -> Look {
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        thread
            .and_then(|thread| thread.join().ok())
            .unwrap_or_else(|| look(self.output))
    }
}

/// Looks by itself: among the threads that read articles it would hold those up, and nothing waits for it before the site is put together.
fn apart(output: &Path) -> Look {
    match ThreadPoolBuilder::new().num_threads(1).build() {
        Ok(alone) => alone.install(|| look(output)),
        Err(_) => look(output),
    }
}
