//! When an event is, as a calendar says it (RFC 5545 §3.3.4, §3.3.5).

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

use crate::date::{Moment, TimeZone};
use crate::parse::front_matter::Event;

/// A start or an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum When {
    /// A day; as an end, the first that is no part of it.
    Day(Date),
    /// What the clocks of the event's time zone show.
    Local(DateTime),
    /// A moment that those clocks cannot tell from another: in the hour that they show twice, or in universal time.
    Utc(Timestamp),
}

/// When an event starts and ends.
#[derive(Debug)]
pub struct Times {
    /// Its time zone.
    pub zone: TimeZone,
    /// When it starts.
    pub start: When,
    /// When it ends, where that is known: after its start.
    pub end: Option<When>,
}

impl Times {
    /// Returns the times of an event.
    pub fn of(event: &Event) -> Self {
        // Front matter was checked for a zone that there is.
        let zone = TimeZone::parse(&event.timezone).unwrap_or_else(TimeZone::utc);
        Self::between(&event.start.value, event.end.as_ref().map(|end| &end.value), zone)
    }

    /// Returns the times of what starts and perhaps ends, as clocks in `zone` show them.
    pub fn between(start: &Moment, end: Option<&Moment>, zone: TimeZone) -> Self {
        let (start_when, end_when) = match (start.time, end) {
            (None, end) => {
                let last = end.map_or(start.date, |end| end.date).max(start.date);
                let after = last.tomorrow().unwrap_or(last);
                (When::Day(start.date), Some(When::Day(after)))
            }
            (Some(_), None) => (when(start, &zone), None),
            (Some(_), Some(end)) if end.has_time() => (when(start, &zone), Some(when(end, &zone))),
            // A day alone means all of it.
            (Some(_), Some(end)) => {
                let after = end.date.tomorrow().unwrap_or(end.date);
                (when(start, &zone), Some(midnight(after, &zone)))
            }
        };
        // The end comes after the start or is not told of (§3.8.2.2).
        let end = end_when.filter(|end| instant(*end, &zone) > instant(start_when, &zone));
        Self {
            zone,
            start: start_when,
            end,
        }
    }

    /// Returns its first and its last moment, where it is told in what clocks of a time zone show.
    pub fn span_in_zone(&self) -> Option<(Timestamp, Timestamp)> {
        let whens = [Some(self.start), self.end].into_iter().flatten();
        let local = whens.filter(|when| matches!(when, When::Local(_)));
        let instants: Vec<Timestamp> = local.map(|when| instant(when, &self.zone)).collect();
        Some((*instants.iter().min()?, *instants.iter().max()?))
    }
}

/// A clock that shows an hour twice means the first (§3.3.5), as jiff's "compatible" rule has it; any other moment is told in universal time.
fn when(moment: &Moment, zone: &TimeZone) -> When {
    let local = moment.date.to_datetime(moment.time.unwrap_or(Time::midnight()));
    let at = moment.timestamp();
    let is_universal = zone
        .as_jiff()
        .to_fixed_offset()
        .is_ok_and(|offset| offset == Offset::UTC);
    if is_universal || instant(When::Local(local), zone) != at {
        return When::Utc(at);
    }
    When::Local(local)
}

fn midnight(date: Date, zone: &TimeZone) -> When {
    let midnight = Moment::day(date, zone);
    when(
        &Moment {
            time: Some(Time::midnight()),
            ..midnight
        },
        zone,
    )
}

fn instant(when: When, zone: &TimeZone) -> Timestamp {
    let compatible = |local: DateTime| {
        let ambiguous = zone.as_jiff().to_ambiguous_timestamp(local);
        ambiguous.compatible().unwrap_or(Timestamp::MAX)
    };
    match when {
        When::Day(date) => compatible(date.to_datetime(Time::midnight())),
        When::Local(local) => compatible(local),
        When::Utc(at) => at,
    }
}

/// Returns a date: `20261105`.
pub fn date_text(date: Date) -> String {
    format!("{:04}{:02}{:02}", date.year(), date.month(), date.day())
}

/// Returns a date with a time: `20261105T093000`.
pub fn local_text(local: DateTime) -> String {
    let time = local.time();
    let date = date_text(local.date());
    format!("{date}T{:02}{:02}{:02}", time.hour(), time.minute(), time.second())
}

/// Returns a moment in universal time: `20261105T083000Z`.
pub fn utc_text(at: Timestamp) -> String {
    format!("{}Z", local_text(Offset::UTC.to_datetime(at)))
}
