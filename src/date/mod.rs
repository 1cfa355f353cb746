//! Dates as writers type them: read generously, never guessed.
//!
//! A [`Moment`] is a day or a moment of it; a [`TimeZone`] says what the clock showed where. The time zone data is
//! jiff's; where the clock skips an hour or shows one twice, jiff's "compatible" rule decides, which is that of
//! RFC 5545: a time that does not exist moves on by the hour that was skipped, a time that exists twice is the first.

mod clock;
mod error;
mod meant;
mod moment;
mod packed;
mod parse;

mod zone;

pub use clock::{Clock, Span as ClockSpan};
pub use error::{DateError, DateErrorKind};
pub use moment::Moment;
pub use packed::{packed_date, packed_timestamp};
pub use zone::TimeZone;
