//! Values of documents that several pages show, of which a large site keeps the recent ones.

use std::sync::{Arc, Mutex};

use super::super::seen::FactNumber;
use crate::organise::EntryId;

/// How many are kept at the most. Up to as many documents each is made once; of a larger site, pages that are made one after the other
/// show mostly the same documents, for they are near in time.
const MOST: usize = 65_536;

/// A value, and the facts that it was made from.
pub(super) type Made<T> = (T, Arc<[FactNumber]>);

/// Values by document.
#[derive(Debug)]
pub(super) struct Recent<T>(Vec<Mutex<Option<Of<T>>>>);

/// Of which document a value is, and the value.
type Of<T> = (EntryId, Made<T>);

impl<T: Clone> Recent<T> {
    /// Returns room for the values of `count` documents.
    pub fn of(count: usize) -> Self {
        Self((0..count.min(MOST)).map(|_| Mutex::default()).collect())
    }

    /// Returns the value of a document, made if it is not at hand.
    pub fn get(&self, id: EntryId, make: impl FnOnce() -> Made<T>) -> Made<T> {
        let Some(slot) = self.0.get(id.index() % self.0.len().max(1)) else {
            return make();
        };
        let known = slot
            .lock()
            .ok()
            .and_then(|slot| slot.clone())
            .filter(|(of, _)| *of == id);
        if let Some((_, made)) = known {
            return made;
        }
        // Not under the lock: to make one may take another.
        let made = make();
        if let Ok(mut slot) = slot.lock() {
            *slot = Some((id, made.clone()));
        }
        made
    }
}
