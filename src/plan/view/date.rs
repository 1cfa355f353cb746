//! Dates as templates see them.

use tera::Value;

use super::fields::Fields;
use crate::date::Moment;
use crate::language::Locale;

/// Returns a DATE: the moment in every form that a page needs.
pub fn date(moment: &Moment, locale: &Locale) -> Value {
    let long = locale.long_date(moment.date);
    let time = moment.time.map(|time| locale.time(time));
    let full = moment.time.map(|time| locale.date_time(moment.date, time));
    Fields::new()
        .text("iso", &moment.iso())
        .text("day", &moment.date.to_string())
        .text("long", &long)
        .text("short", &locale.short_date(moment.date))
        .text("full", full.as_deref().unwrap_or(&long))
        .with("year", i64::from(moment.date.year()))
        .maybe("time", time.as_deref())
        .into()
}

/// Returns a DATE, or none.
pub fn maybe_date(moment: Option<&Moment>, locale: &Locale) -> Value {
    moment.map_or_else(Value::none, |moment| date(moment, locale))
}
