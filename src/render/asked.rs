//! What templates ask the program for that depends on the site: noted for the page that is made.
//!
//! The engine gives its functions no place to note anything, so while a template runs there is one for its thread.

use std::cell::{Cell, RefCell};

use crate::plan::view::Shared;

thread_local! {
    static ASKED: RefCell<Vec<Asked>> = const { RefCell::new(Vec::new()) };
    /// Whether what runs may ask for nothing.
    static ALONE: Cell<bool> = const { Cell::new(false) };
}

/// What a function or filter looked up.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Asked {
    /// What lies at a content path.
    Path(String),
    /// Whether an address from the site's top is of something that is not published.
    Address(String),
}

/// Notes that a function or filter looked something up.
pub(super) fn note(one: Asked) {
    ASKED.with_borrow_mut(|asked| {
        if !asked.contains(&one) {
            asked.push(one);
        }
    });
}

/// Runs a template, and notes for the page what it asked for.
pub(super) fn asked<T>(shared: &Shared<'_>, run: impl FnOnce() -> T) -> T {
    // A template may be run for another: what that one has asked so far is its own.
    let outer = ASKED.take();
    let result = run();
    for one in ASKED.replace(outer) {
        match one {
            Asked::Path(path) => shared.see_path(&path),
            Asked::Address(url) => {
                shared.is_withheld(&url);
            }
        }
    }
    result
}

/// Runs a template that may ask for nothing of the site: what it makes is kept by what it was given.
pub(super) fn alone<T>(run: impl FnOnce() -> T) -> T {
    ALONE.set(true);
    let result = run();
    ALONE.set(false);
    result
}

/// Whether the template that runs may ask for nothing of the site.
pub(super) fn is_alone() -> bool {
    ALONE.get()
}
