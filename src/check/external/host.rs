//! Hosts, each asked by one at a time, with a pause between.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use url::Url;

/// After how many questions in a row without an answer a host is left alone.
const SILENT_AFTER: u32 = 2;

/// All hosts that have been asked.
#[derive(Debug, Default)]
pub(super) struct Hosts(Mutex<HashMap<String, Arc<Mutex<Host>>>>);

/// What is known of a host.
#[derive(Debug, Default)]
pub(super) struct Host {
    /// Before when it is not asked.
    not_before: Option<Instant>,
    /// How often in a row it did not answer.
    unanswered: u32,
    /// For how many seconds from now on it asked not to be asked, where that is longer than anybody waits.
    pub closed: Option<u64>,
}

impl Hosts {
    /// Returns the host of an address.
    pub fn of(&self, url: &Url) -> Arc<Mutex<Host>> {
        Arc::clone(locked(&self.0).entry(name(url)).or_default())
    }
}

/// Returns what tells hosts apart: name and port.
pub(super) fn name(url: &Url) -> String {
    format!(
        "{}:{}",
        url.host_str().unwrap_or_default(),
        url.port_or_known_default().unwrap_or_default()
    )
}

/// What a thread that panicked left is as good as before: each change is a whole.
pub(super) fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Host {
    /// Waits until it may be asked; false where that would be behind `end`.
    pub fn wait(&self, end: Instant) -> bool {
        let now = Instant::now();
        let at = self.not_before.map_or(now, |at| at.max(now));
        if at >= end {
            return false;
        }
        thread::sleep(at - now);
        true
    }

    /// It has been asked: it is left alone for `pause` now.
    pub fn asked(&mut self, pause: Duration) {
        self.not_before = Some(Instant::now() + pause);
    }

    /// It answered, whatever it said.
    pub fn answered(&mut self) {
        self.unanswered = 0;
    }

    /// It did not.
    pub fn did_not_answer(&mut self) {
        self.unanswered += 1;
    }

    /// Whether it is left alone since it does not answer.
    pub fn is_silent(&self) -> bool {
        self.unanswered >= SILENT_AFTER
    }
}
