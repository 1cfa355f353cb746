//! Dates as templates see them.

use serde::Serialize;
use tera::Value;

use super::fields::map_of;
use crate::date::Moment;
use crate::language::Locale;

/// A DATE: the moment in every form that a page needs.
#[derive(Serialize)]
struct Date<'a> {
    iso: &'a str,
    day: &'a str,
    long: &'a str,
    short: &'a str,
    full: &'a str,
    year: i64,
    time: Option<&'a str>,
}

/// Returns a DATE.
pub fn date(moment: &Moment, locale: &Locale) -> Value {
    let iso = moment.iso();
    let with_time = moment.time.map(|time| {
        let full = locale.date_time(moment.date, time);
        (moment.date.to_string(), locale.time(time), full)
    });
    let (day, time, full) = match &with_time {
        Some((day, time, full)) => (day, Some(&**time), Some(full)),
        None => (&iso, None, None),
    };
    let long = locale.long_date(moment.date);
    map_of(&Date {
        iso: &iso,
        day,
        long: &long,
        short: &locale.short_date(moment.date),
        full: full.unwrap_or(&long),
        year: moment.date.year().into(),
        time,
    })
}

/// Returns a DATE, or none.
pub fn maybe_date(moment: Option<&Moment>, locale: &Locale) -> Value {
    moment.map_or_else(Value::none, |moment| date(moment, locale))
}
