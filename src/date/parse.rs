//! Reads a date as writers type it.

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::{AmbiguousOffset, Offset};

use super::{DateError, DateErrorKind, Moment, TimeZone, meant};

const HOW: &str = "write year, month and day, and perhaps a time: 2026-03-05 or 2026-03-05 09:00";

/// Reads a moment; [`Moment::parse`] says how.
pub(super) fn moment(text: &str, zone: &TimeZone) -> Result<Moment, DateError> {
    let written = text.trim();
    read(written, zone).map_err(|error| {
        let pasted = meant::pasted(written, |plain| read(plain, zone).is_ok());
        pasted.unwrap_or(error)
    })
}

fn read(written: &str, zone: &TimeZone) -> Result<Moment, DateError> {
    let (date, rest) = day(written)?;
    let moment = match rest {
        "" => Moment::day(date, zone),
        rest => {
            let (time, behind) = time(written, date, rest)?;
            let local = date.to_datetime(time);
            let instant = match behind {
                "" => {
                    let instant = zone.as_jiff().to_ambiguous_timestamp(local);
                    if matches!(instant.offset(), AmbiguousOffset::Gap { .. }) {
                        return Err(skipped(written, zone));
                    }
                    instant.compatible()
                }
                behind => offset(written, local, rest, behind)?.to_timestamp(local),
            };
            let instant = instant.map_err(|_| too_far(written))?;
            Moment::at(instant, zone)
        }
    };
    // The very first and last days of the calendar have no instant in every zone.
    let in_range = |date: Date| (1..=9998).contains(&date.year());
    if in_range(moment.date) {
        Ok(moment)
    } else {
        Err(too_far(written))
    }
}

/// A time that no clock showed: an hour later or earlier is for the writer to say.
fn skipped(written: &str, zone: &TimeZone) -> DateError {
    let message = format!(
        "\"{written}\" is a time that the clocks in {} skipped that night",
        zone.name()
    );
    let hint = "write an hour later, or the offset from UTC behind it".to_owned();
    DateError::new(DateErrorKind::SkippedTime, message, hint)
}

/// Reads `2026-03-05` and returns what stands behind it, without the `T` or the spaces between.
fn day(written: &str) -> Result<(Date, &str), DateError> {
    let Some((year, month, day, rest)) = year_month_day(written) else {
        return Err(meant::no_date(written, HOW));
    };
    let Ok(date) = Date::new(year, month, day) else {
        return Err(no_such_day(written, year, month, day));
    };
    let rest = match rest.strip_prefix(['T', 't']) {
        Some(time) if !time.is_empty() => time,
        None if rest.is_empty() || rest.starts_with([' ', '\t', '\u{a0}']) => rest.trim_start(),
        _ => {
            let message = format!("\"{written}\" has \"{rest}\" behind the day");
            let hint = match meant::time(rest) {
                Some(_) => format!("write  {}", spelled(date, rest)),
                None => HOW.to_owned(),
            };
            return Err(DateError::new(DateErrorKind::NotATime, message, hint));
        }
    };
    Ok((date, rest))
}

fn year_month_day(written: &str) -> Option<(i16, i8, i8, &str)> {
    let (year, rest) = number(written, 4..=4)?;
    let (month, rest) = number(rest.strip_prefix('-')?, 1..=2)?;
    let (day, rest) = number(rest.strip_prefix('-')?, 1..=2)?;
    Some((year, i8::try_from(month).ok()?, i8::try_from(day).ok()?, rest))
}

/// Reads `9:00`, `09:00:00` or `09:00:00.5` and returns what stands behind it.
fn time<'a>(written: &str, date: Date, rest: &'a str) -> Result<(Time, &'a str), DateError> {
    let Some((hour, minute, second, rest)) = hour_minute_second(rest) else {
        let message = format!("\"{written}\" has \"{rest}\" where a time would stand");
        let hint = match meant::time(rest) {
            Some(_) => format!("write  {}", spelled(date, rest)),
            None => format!("write the time in hours and minutes, such as  {date} 09:00  , or leave it out"),
        };
        return Err(DateError::new(DateErrorKind::NotATime, message, hint));
    };
    let Ok(time) = Time::new(hour, minute, second, 0) else {
        let message = format!("\"{written}\" has a time that does not exist");
        let hint = match (hour, minute, second, date.tomorrow()) {
            (24, 0, 0, Ok(tomorrow)) => format!("midnight is the start of a day: {tomorrow} 00:00"),
            _ => "a time goes from 00:00 up to and including 23:59".to_owned(),
        };
        return Err(DateError::new(DateErrorKind::NoSuchTime, message, hint));
    };
    Ok((time, rest.trim_start()))
}

fn hour_minute_second(text: &str) -> Option<(i8, i8, i8, &str)> {
    let (hour, rest) = number(text, 1..=2)?;
    let (minute, mut rest) = number(rest.strip_prefix(':')?, 2..=2)?;
    let mut second = 0;
    if let Some(more) = rest.strip_prefix(':') {
        (second, rest) = number(more, 2..=2)?;
        if let Some(fraction) = rest.strip_prefix(['.', ',']) {
            rest = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if rest.len() == fraction.len() {
                return None;
            }
        }
    }
    let small = |number: i16| i8::try_from(number).ok();
    Some((small(hour)?, small(minute)?, small(second)?, rest))
}

/// Reads `Z`, `UTC`, `+01:00`, `-0500` or `+01`, which stands at the end of `time`.
fn offset(written: &str, local: DateTime, time: &str, rest: &str) -> Result<Offset, DateError> {
    if matches!(rest, "Z" | "z" | "UTC" | "GMT") {
        return Ok(Offset::UTC);
    }
    let read = || {
        let (sign, rest) = match rest.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, rest.strip_prefix('+')?),
        };
        let (hours, minutes) = match number(rest, 2..=4)? {
            (hours, "") if rest.len() == 2 => (hours, 0),
            (both, "") if rest.len() == 4 => (both / 100, both % 100),
            (hours, minutes) => match number(minutes.strip_prefix(':')?, 2..=2)? {
                (minutes, "") if hours < 100 => (hours, minutes),
                _ => return None,
            },
        };
        let fits = hours < 24 && minutes < 60;
        let seconds = sign * (i32::from(hours) * 3600 + i32::from(minutes) * 60);
        fits.then(|| Offset::from_seconds(seconds).ok())?
    };
    read().ok_or_else(|| {
        if meant::is_of_the_clock(rest) {
            let message = format!("\"{written}\" has \"{rest}\" behind the time");
            let hint = format!("write  {}", spelled(local.date(), time));
            return DateError::new(DateErrorKind::NotAnOffset, message, hint);
        }
        let message = format!("\"{written}\" has \"{rest}\" behind the time, which is no difference with UTC");
        let hint = format!(
            "leave it out for the site's own time zone, or write the difference in figures, such as  {} +01:00",
            spelled(local.date(), time)
        );
        DateError::new(DateErrorKind::NotAnOffset, message, hint)
    })
}

/// Reads the digits at the start, if there are as many as `length` says, and returns what stands behind them.
pub(super) fn number(text: &str, length: std::ops::RangeInclusive<usize>) -> Option<(i16, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    // Digits are one byte each, so this is a boundary; a few of them always fit.
    let (number, rest) = text.split_at(digits);
    if length.contains(&digits) {
        Some((number.parse().ok()?, rest))
    } else {
        None
    }
}

fn no_such_day(written: &str, year: i16, month: i8, day: i8) -> DateError {
    let first = Date::new(year, month, 1);
    let (message, hint) = match first {
        Ok(first) => {
            let last = first.days_in_month();
            (
                format!("\"{written}\" is a day that does not exist"),
                format!("the days of {year:04}-{month:02} go from 01 up to and including {last}"),
            )
        }
        Err(_) if (1..=12).contains(&day) && Date::new(year, day, month).is_ok() => (
            format!("\"{written}\" has {month} for its month"),
            format!("the month comes before the day: {year:04}-{day:02}-{month:02}"),
        ),
        Err(_) => (
            format!("\"{written}\" has {month} for its month"),
            "the months go from 01 up to and including 12".to_owned(),
        ),
    };
    DateError::new(DateErrorKind::NoSuchDay, message, hint)
}

fn too_far(written: &str) -> DateError {
    let message = format!("\"{written}\" lies outside the years that can be used");
    DateError::new(
        DateErrorKind::NoSuchDay,
        message,
        "use a year from 0001 up to and including 9998".to_owned(),
    )
}

/// Returns a day, and the time that the writer put behind it, for hints.
pub(super) fn spelled(date: Date, rest: &str) -> String {
    match meant::time(rest) {
        Some(time) => format!("{date} {:02}:{:02}", time.hour(), time.minute()),
        None => date.to_string(),
    }
}

#[cfg(test)]
#[path = "parse_tests.rs"]
mod tests;
