//! How large the letters of a typeface are, so that the one of the reader's system that stands in for it until it has come takes as much room:
//! then nothing moves when they change places. And the typefaces of pictures: which letters they have, and how wide a text is in them.

mod container;
mod metrics;
mod near;
mod open_type;
mod typefaces;

pub use container::is_font;
pub use metrics::{Metrics, metrics};
pub use near::{Like, near};
pub use typefaces::{SANS, Typeface, Typefaces, Written};
