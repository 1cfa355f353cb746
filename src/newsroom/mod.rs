//! newsroom: what a newsroom wants to know of its documents: which are published, which wait and until when, what is wrong in which, what is to come.
//!
//! One immutable value ([`Overview`]), made from what the build itself made ([`Site`](crate::organise::Site)) and found: nobody reads front matter for it
//! a second time, so that it says what the build does.

mod change;
mod item;
mod overview;
mod search;

pub use change::{Change, What, changes, next};
pub use item::{Item, OfItem, Status, TheEvent};
pub use overview::{Of, Overview};
