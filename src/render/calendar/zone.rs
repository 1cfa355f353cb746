//! VTIMEZONE (RFC 5545 §3.6.5): what the clocks of a time zone showed, for as long as a calendar needs to know.

use jiff::Timestamp;
use jiff::civil::{DateTime, Weekday};
use jiff::tz::Offset;

use super::lines::Lines;
use super::time::local_text;
use crate::date::TimeZone;

/// For how many years after the last event a rule has to hold to be written as one.
const YEARS: i64 = 6;
const SECONDS_A_YEAR: i64 = 31_556_952;

/// A moment from which clocks show something else.
#[derive(Debug)]
struct Onset {
    from: Offset,
    to: Offset,
    name: String,
    /// What clocks showed just before, moved on: as they would have shown it (§3.6.5, "local time").
    local: DateTime,
    at: Timestamp,
}

/// Adds what clocks in `zone` show from `first` to `last`: as two rules for every year where there are such and they hold on for some years,
/// else each change by itself.
pub fn write(lines: &mut Lines, zone: &TimeZone, (first, last): (Timestamp, Timestamp)) {
    lines.raw("BEGIN", "VTIMEZONE").raw("TZID", zone.name());
    let onsets = onsets(zone, first, last);
    match rules(&onsets, years_after(last, YEARS - 2)) {
        Some(rules) => rules
            .iter()
            .for_each(|(onset, rule)| observance(lines, onset, Some(rule), onset.to > onset.from)),
        None => {
            // From the change that holds when the first begins.
            let start = onsets.iter().rposition(|onset| onset.at <= first).unwrap_or(0);
            let needed = onsets[start..].iter().enumerate();
            for (n, onset) in needed.take_while(|(n, onset)| *n == 0 || onset.at <= last) {
                observance(lines, onset, None, n > 0 && onset.to > onset.from);
            }
        }
    }
    lines.raw("END", "VTIMEZONE");
}

/// Returns the two changes before `first`, and all after it until some years after `last`.
fn onsets(zone: &TimeZone, first: Timestamp, last: Timestamp) -> Vec<Onset> {
    let zone = zone.as_jiff();
    let just_after = Timestamp::from_second(first.as_second() + 1).unwrap_or(first);
    let earlier: Vec<_> = zone.preceding(just_after).take(2).collect();
    let until = years_after(last, YEARS);
    let later = zone.following(first).take_while(|change| change.timestamp() <= until);
    let all = earlier.into_iter().rev().chain(later);
    let mut onsets: Vec<Onset> = Vec::new();
    for change in all {
        let at = change.timestamp();
        let before = Timestamp::from_second(at.as_second() - 1).unwrap_or(at);
        let from = zone.to_offset(before);
        onsets.push(Onset {
            from,
            to: change.offset(),
            name: change.abbreviation().to_owned(),
            local: from.to_datetime(at),
            at,
        });
    }
    if onsets.first().is_none_or(|onset| onset.at > first) {
        // Clocks that never changed before, and since when nobody asks.
        let info = zone.to_offset_info(first);
        let (offset, at) = (info.offset(), Timestamp::UNIX_EPOCH.min(first));
        let local = offset.to_datetime(at);
        let name = info.abbreviation().to_owned();
        onsets.insert(
            0,
            Onset {
                from: offset,
                to: offset,
                name,
                local,
                at,
            },
        );
    }
    onsets
}

fn years_after(moment: Timestamp, years: i64) -> Timestamp {
    Timestamp::from_second(moment.as_second() + years * SECONDS_A_YEAR).unwrap_or(Timestamp::MAX)
}

/// Returns two changes and the rule by which each comes again every year, until `until` at least; none where there are no such rules.
fn rules(onsets: &[Onset], until: Timestamp) -> Option<[(&Onset, String); 2]> {
    let of = |first: usize| -> Option<(&Onset, String)> {
        let every_other: Vec<&Onset> = onsets.iter().skip(first).step_by(2).collect();
        // Of fewer nobody can tell that they are of a rule.
        (every_other.len() >= 3 && every_other.last()?.at > until).then_some(())?;
        Some((every_other[0], yearly(&every_other)?))
    };
    Some([of(0)?, of(1)?])
}

/// Returns the rule by which a change comes every year: on the last Sunday of a month, or on its second.
fn yearly(onsets: &[&Onset]) -> Option<String> {
    let first = onsets.first()?;
    let place = |local: &DateTime| (i16::from(local.day()) - 1) / 7 + 1;
    let is_last = |local: &DateTime| local.day() + 7 > local.date().days_in_month();
    let all_last = onsets.iter().all(|onset| is_last(&onset.local));
    let same = |onset: &&Onset| {
        let (a, b) = (&first.local, &onset.local);
        (first.from, first.to, &first.name) == (onset.from, onset.to, &onset.name)
            && (a.month(), a.weekday(), a.time()) == (b.month(), b.weekday(), b.time())
            && (all_last || place(a) == place(b))
    };
    let years = onsets
        .windows(2)
        .all(|pair| pair[1].local.year() == pair[0].local.year() + 1);
    (years && onsets.iter().all(same)).then_some(())?;
    let nth = if all_last { -1 } else { place(&first.local) };
    let (month, day) = (first.local.month(), weekday(first.local.weekday()));
    Some(format!("FREQ=YEARLY;BYMONTH={month};BYDAY={nth}{day}"))
}

fn observance(lines: &mut Lines, onset: &Onset, rule: Option<&str>, is_daylight: bool) {
    let kind = if is_daylight { "DAYLIGHT" } else { "STANDARD" };
    lines
        .raw("BEGIN", kind)
        .raw("DTSTART", &local_text(onset.local))
        .raw("TZOFFSETFROM", &offset_text(onset.from))
        .raw("TZOFFSETTO", &offset_text(onset.to))
        .text("TZNAME", &onset.name);
    if let Some(rule) = rule {
        lines.raw("RRULE", rule);
    }
    lines.raw("END", kind);
}

/// Returns an offset as `+0100`, with seconds only where it has some, and never `-0000` (§3.3.14).
fn offset_text(offset: Offset) -> String {
    let seconds = offset.seconds();
    let sign = if seconds < 0 { '-' } else { '+' };
    let (hours, minutes, rest) = (seconds.abs() / 3600, seconds.abs() / 60 % 60, seconds.abs() % 60);
    let rest = if rest == 0 { String::new() } else { format!("{rest:02}") };
    format!("{sign}{hours:02}{minutes:02}{rest}")
}

fn weekday(day: Weekday) -> &'static str {
    const DAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    DAYS[day.to_monday_zero_offset().unsigned_abs() as usize]
}

#[cfg(test)]
#[path = "zone_tests.rs"]
mod tests;
