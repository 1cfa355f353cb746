//! A day, or a moment of it.

use std::cmp::Ordering;
use std::fmt;

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;
use serde::{Deserialize, Serialize};

use super::packed::Packed;
use super::{DateError, TimeZone, parse};

/// A day, or a moment of it, with the offset from UTC that held then.
///
/// Ordered by the instant at which it starts; a whole day comes before its own midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "Packed", into = "Packed")]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day, where one was given.
    pub time: Option<Time>,
    /// How far ahead of UTC the clock was; for a whole day, at its start.
    pub offset: Offset,
}

impl Moment {
    /// Reads what a writer typed: year, month, day, and perhaps a time and an offset from UTC.
    ///
    /// `2026-03-05`, `2026-3-5`, `2026-03-05 9:00`, `2026-03-05T09:00:00.5+01:00`, `2020-07-22 8:00:00 -0500`,
    /// `2012-02-22T15:09Z`. Without an offset the time is that of `zone`; with one, the moment is shown as the clocks
    /// of `zone` showed it. Fractions of a second are dropped.
    pub fn parse(text: &str, zone: &TimeZone) -> Result<Self, DateError> {
        parse::moment(text, zone)
    }

    /// Returns the whole day `date` in `zone`.
    pub fn day(date: Date, zone: &TimeZone) -> Self {
        let midnight = date.to_datetime(Time::midnight());
        let start = zone.as_jiff().to_ambiguous_timestamp(midnight).compatible();
        // Where the clock skips midnight the day starts later; this offset still leads from midnight to that instant.
        let offset = start.ok().and_then(|start| offset_between(midnight, start));
        Self {
            date,
            time: None,
            offset: offset.unwrap_or(Offset::UTC),
        }
    }

    /// Returns the instant as the clocks of `zone` showed it, in whole seconds.
    pub fn at(instant: Timestamp, zone: &TimeZone) -> Self {
        let offset = zone.as_jiff().to_offset(instant);
        let local = offset.to_datetime(instant);
        let time = Time::new(local.hour(), local.minute(), local.second(), 0);
        Self {
            date: local.date(),
            time: Some(time.unwrap_or(Time::midnight())),
            offset,
        }
    }

    /// Whether a time of day was given.
    pub fn has_time(&self) -> bool {
        self.time.is_some()
    }

    /// Returns the instant: for a whole day its start.
    pub fn timestamp(&self) -> Timestamp {
        let local = self.local();
        let latest = if local.year() > 0 {
            Timestamp::MAX
        } else {
            Timestamp::MIN
        };
        self.offset.to_timestamp(local).unwrap_or(latest)
    }

    /// Returns the instant at which it is over: for a whole day the start of the next in `zone`, else the moment itself.
    ///
    /// It takes the zone since a day on which the clock changes has 23 or 25 hours.
    pub fn end_timestamp(&self, zone: &TimeZone) -> Timestamp {
        match (self.time, self.date.tomorrow()) {
            (None, Ok(tomorrow)) => Self::day(tomorrow, zone).timestamp(),
            _ => self.timestamp(),
        }
    }

    /// Returns it in `zone`: a moment as the clocks there showed it; a whole day is the same day everywhere.
    #[must_use]
    pub fn in_zone(&self, zone: &TimeZone) -> Self {
        match self.time {
            Some(_) => Self::at(self.timestamp(), zone),
            None => Self::day(self.date, zone),
        }
    }

    /// Returns date, time and offset by RFC 3339: `2019-10-13T09:00:00+02:00`; a whole day has its midnight.
    ///
    /// An offset with seconds, as clocks had before time zones, cannot be written so; the moment is then in UTC.
    pub fn rfc3339(&self) -> String {
        let (local, offset) = self.whole_minutes();
        format!(
            "{}T{:02}:{:02}:{:02}{}",
            day_text(local.date()),
            local.hour(),
            local.minute(),
            local.second(),
            offset_text(offset, ":")
        )
    }

    /// Returns how far the clock was ahead of universal time, for people of any language: `UTC+2`, `UTC−3:30`, `UTC`.
    pub fn utc_offset(&self) -> String {
        let minutes = self.offset.seconds().abs() / 60;
        let sign = if self.offset.is_negative() { '−' } else { '+' };
        match (minutes / 60, minutes % 60) {
            (0, 0) => "UTC".to_owned(),
            (hours, 0) => format!("UTC{sign}{hours}"),
            (hours, minutes) => format!("UTC{sign}{hours}:{minutes:02}"),
        }
    }

    /// Returns what `<time datetime>` takes: `2019-10-13`, or [`Moment::rfc3339`] where there is a time.
    pub fn iso(&self) -> String {
        match self.time {
            Some(_) => self.rfc3339(),
            None => day_text(self.date),
        }
    }

    /// Returns date, time and offset by RFC 2822, as RSS wants: `Sun, 13 Oct 2019 09:00:00 +0200`.
    pub fn rfc2822(&self) -> String {
        const DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        const MONTHS: [&str; 12] = [
            "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
        ];
        let (local, offset) = self.whole_minutes();
        let weekday = local.weekday().to_monday_zero_offset().unsigned_abs() as usize;
        let month = local.month().unsigned_abs() as usize - 1;
        format!(
            "{}, {:02} {} {:04} {:02}:{:02}:{:02} {}",
            DAYS[weekday],
            local.day(),
            MONTHS[month],
            local.year(),
            local.hour(),
            local.minute(),
            local.second(),
            offset_text(offset, "")
        )
    }

    fn local(&self) -> DateTime {
        self.date.to_datetime(self.time.unwrap_or(Time::midnight()))
    }

    fn whole_minutes(&self) -> (DateTime, Offset) {
        if self.offset.seconds() % 60 == 0 {
            (self.local(), self.offset)
        } else {
            (Offset::UTC.to_datetime(self.timestamp()), Offset::UTC)
        }
    }
}

impl Ord for Moment {
    fn cmp(&self, other: &Self) -> Ordering {
        let key = |moment: &Self| (moment.timestamp(), moment.time, moment.date, moment.offset.seconds());
        key(self).cmp(&key(other))
    }
}

impl PartialOrd for Moment {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// As [`Moment::iso`].
impl fmt::Display for Moment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.iso())
    }
}

/// Returns the offset at which a clock that shows `local` means `instant`.
fn offset_between(local: DateTime, instant: Timestamp) -> Option<Offset> {
    let as_utc = Offset::UTC.to_timestamp(local).ok()?;
    let seconds = as_utc.as_second() - instant.as_second();
    Offset::from_seconds(i32::try_from(seconds).ok()?).ok()
}

fn day_text(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year(), date.month(), date.day())
}

fn offset_text(offset: Offset, between: &str) -> String {
    let minutes = offset.seconds() / 60;
    let sign = if minutes < 0 { '-' } else { '+' };
    let minutes = minutes.abs();
    format!("{sign}{:02}{between}{:02}", minutes / 60, minutes % 60)
}

#[cfg(test)]
#[path = "moment_tests.rs"]
mod tests;
