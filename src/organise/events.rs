//! Events in time.

use jiff::Timestamp;

use crate::date::{Moment, TimeZone};
use crate::parse::front_matter::Event;

/// Returns when an event is over: at its end; on the last second of its day where only days or a start are given.
pub fn over(event: &Event) -> Timestamp {
    let zone = TimeZone::parse(&event.timezone).unwrap_or_else(TimeZone::utc);
    let last = event.end.as_ref().map_or(&event.start.value, |end| &end.value);
    if event.end.is_some() && last.has_time() {
        return last.timestamp();
    }
    Moment::day(last.date, &zone).end_timestamp(&zone)
}
