//! How large the letters of a typeface are, so that the one of the reader's system that stands in for it until it has come takes as much room:
//! then nothing moves when they change places.

mod container;
mod metrics;
mod near;

pub use container::is_font;
pub use metrics::{Metrics, metrics};
pub use near::{Like, near};
