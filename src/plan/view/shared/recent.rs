//! Values that several pages show, of which a large site keeps the recent ones.

use std::sync::Mutex;

/// Values by what each is of, one at each place.
#[derive(Debug)]
pub(super) struct Recent<K, T>(Vec<Mutex<Option<(K, T)>>>);

impl<K: Copy + PartialEq, T: Clone> Recent<K, T> {
    /// Returns room for `count` values.
    pub fn of(count: usize) -> Self {
        Self((0..count).map(|_| Mutex::default()).collect())
    }

    /// Returns the value of `key`, which takes the place of what else was at `place`; made if it is not at hand.
    pub fn get(&self, place: usize, key: K, make: impl FnOnce() -> T) -> T {
        let Some(slot) = self.0.get(place % self.0.len().max(1)) else {
            return make();
        };
        let at_hand = |slot: &Option<(K, T)>| {
            let (of, value) = slot.as_ref()?;
            (*of == key).then(|| value.clone())
        };
        let known = slot.lock().ok().and_then(|slot| at_hand(&slot));
        if let Some(value) = known {
            return value;
        }
        // Not under the lock: to make one may take another.
        let value = make();
        if let Ok(mut slot) = slot.lock() {
            *slot = Some((key, value.clone()));
        }
        value
    }
}
