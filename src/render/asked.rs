//! What templates ask the program for that depends on the site: noted for the page that is made.
//!
//! The engine gives its functions no place to note anything, so while a template runs there is one for its thread.

use std::cell::RefCell;

use crate::plan::view::Shared;

thread_local! {
    static ASKED: RefCell<Vec<String>> = const { RefCell::new(Vec::new()) };
}

/// Notes that a function or filter looked up a content path.
pub(super) fn note(path: &str) {
    ASKED.with_borrow_mut(|asked| {
        if !asked.iter().any(|known| known == path) {
            asked.push(path.to_owned());
        }
    });
}

/// Runs a template, and notes for the page what it asked for.
pub(super) fn asked<T>(shared: &Shared<'_>, run: impl FnOnce() -> T) -> T {
    // A template may be run for another: what that one has asked so far is its own.
    let outer = ASKED.take();
    let result = run();
    for path in ASKED.replace(outer) {
        shared.see_path(&path);
    }
    result
}
