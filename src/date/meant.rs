//! Tells which date somebody probably meant, for hints only: nothing here is ever accepted as a date.

use jiff::civil::{Date, Time};

use super::parse::{number, spelled};
use super::{DateError, DateErrorKind};
use crate::pasted::{meant, named};

/// The months in Dutch, English, German and French; the start of a name will do for an abbreviation.
const MONTHS: [&[&str]; 12] = [
    &["januari", "january", "januar", "jänner", "janvier"],
    &["februari", "february", "februar", "février", "fevrier"],
    &["maart", "mrt", "march", "märz", "maerz", "mars"],
    &["april", "avril"],
    &["mei", "may", "mai"],
    &["juni", "june", "juin"],
    &["juli", "july", "juillet"],
    &["augustus", "august", "août", "aout"],
    &["september", "septembre"],
    &["oktober", "october", "octobre"],
    &["november", "novembre"],
    &["december", "dezember", "décembre", "decembre"],
];

/// Returns the error for a text that would be a date if it had been typed rather than pasted: to a person it looks like one.
pub(super) fn pasted(written: &str, is_date: impl Fn(&str) -> bool) -> Option<DateError> {
    let odd = named(written)?;
    let plain = meant(written);
    let message = format!("\"{written}\" has {odd} in it");
    let hint = format!("type it anew, with nothing in it but figures, hyphens and colons:  {plain}");
    is_date(&plain).then(|| DateError::new(DateErrorKind::NotADate, message, hint))
}

/// Reads a time as people write it: `10.00`, `9u30`, `om 14:00 uur`, `2:00 PM`, `3 uur 's middags`.
pub(super) fn time(written: &str) -> Option<Time> {
    let lower = written.to_lowercase();
    let mut text = lower.trim_start_matches([',', ' ', '\t', '\u{a0}', 't']);
    let mut is_announced = false;
    for word in ["om ", "at ", "um ", "à ", "vanaf "] {
        if let Some(rest) = text.strip_prefix(word) {
            (text, is_announced) = (rest.trim_start(), true);
        }
    }
    let (hour, minute, rest) = match number(text, 4..=4) {
        Some((both, rest)) => (both / 100, both % 100, rest),
        None => {
            let (hour, rest) = number(text, 1..=2)?;
            let minute = rest
                .strip_prefix([':', '.', 'u', 'h'])
                .and_then(|rest| number(rest, 2..=2));
            match minute {
                Some((minute, rest)) => (hour, minute, rest),
                None if is_announced || is_of_the_clock(rest.trim_start()) => (hour, 0, rest),
                None => return None,
            }
        }
    };
    // Seconds.
    let rest = rest.trim_start_matches(|c: char| c == ':' || c == '.' || c.is_ascii_digit());
    let word = |words: &[&str]| {
        rest.split_whitespace()
            .any(|word| words.iter().any(|known| word.starts_with(known)))
    };
    let hour = match hour {
        12 if word(&["am", "a.m", "nacht"]) => 0,
        1..12 if word(&["pm", "p.m", "middag", "'s-middag", "avond", "'s-avond"]) => hour + 12,
        _ => hour,
    };
    Time::new(i8::try_from(hour).ok()?, i8::try_from(minute).ok()?, 0, 0).ok()
}

/// Whether a text starts with a word that says that the figures before it are a time: `uur`, `PM`.
pub(super) fn is_of_the_clock(text: &str) -> bool {
    let lower = text.to_lowercase();
    let word = lower
        .split(|c: char| c.is_whitespace() || c == ',')
        .next()
        .unwrap_or_default();
    let words = [
        "uur", "u", "u.", "h", "h.", "uhr", "am", "pm", "a.m.", "p.m.", "'s", "o'clock", "heures",
    ];
    words.contains(&word)
}

/// Returns the error for a text that is no date, with the date that was probably meant.
pub(super) fn no_date(written: &str, how: &str) -> DateError {
    if written.is_empty() {
        let message = "the date is empty".to_owned();
        return DateError::new(DateErrorKind::NotADate, message, how.to_owned());
    }
    if let Some(error) = in_words(written, how) {
        return error;
    }
    if let Some(error) = in_numbers(written, how) {
        return error;
    }
    let message = format!("\"{written}\" is no date");
    DateError::new(DateErrorKind::NotADate, message, how.to_owned())
}

/// `5 maart 2026`, `March 5, 2026`, `5. März 2026`, `1er mars 2026`
fn in_words(written: &str, how: &str) -> Option<DateError> {
    let mut month = None;
    let mut day = None;
    let mut year = None;
    let mut rest = "";
    let mut at = written;
    while let Some(start) = at.find(char::is_alphanumeric) {
        let word_on = &at[start..];
        let end = word_on.find(|c: char| !c.is_alphanumeric()).unwrap_or(word_on.len());
        let (word, behind) = word_on.split_at(end);
        at = behind;
        let seen = (day.is_some(), month.is_some(), year.is_some());
        match number(word, 1..=4) {
            Some((value, "")) if word.len() == 4 && !seen.2 => year = Some(value),
            Some((value, "" | "er" | "e" | "ste" | "de" | "st" | "nd" | "rd" | "th")) if !seen.0 => {
                day = i8::try_from(value).ok();
            }
            Some(_) => return None,
            None if !seen.1 => month = month_of(word),
            None => {}
        }
        if day.is_some() && month.is_some() && year.is_some() {
            rest = behind;
            break;
        }
    }
    let month = month?;
    let date = || Date::new(year?, month, day?).ok();
    let message = format!("\"{written}\" has its month as a word");
    let hint = match date() {
        Some(date) => format!("write it in figures: {}", spelled(date, rest)),
        None => how.to_owned(),
    };
    Some(DateError::new(DateErrorKind::InWords, message, hint))
}

fn month_of(word: &str) -> Option<i8> {
    let word = word.to_lowercase();
    let is_meant = |names: &&[&str]| word.chars().count() >= 3 && names.iter().any(|name| name.starts_with(&word));
    // "jui" may be two months, and then it is none.
    let mut meant = (1..).zip(MONTHS).filter(|(_, names)| is_meant(names));
    match (meant.next(), meant.next()) {
        (Some((month, _)), None) => Some(month),
        _ => None,
    }
}

/// `05/03/2026`, `5-3-2026`, `5.3.2026`, `2026/03/05`, `20260305`
fn in_numbers(written: &str, how: &str) -> Option<DateError> {
    let wrong = |hint: Option<String>| {
        let message = format!("\"{written}\" is not in the order year, month, day with hyphens between");
        let hint = hint.unwrap_or_else(|| how.to_owned());
        Some(DateError::new(DateErrorKind::WrongOrder, message, hint))
    };
    if let Some((date, rest)) = without_hyphens(written) {
        return wrong(Some(format!("put hyphens between: {}", spelled(date, rest))));
    }
    let (first, rest) = number(written, 1..=4)?;
    let sign = rest.chars().next().filter(|sign| "/.-".contains(*sign))?;
    let (second, rest) = number(rest.strip_prefix(sign)?, 1..=2)?;
    let (third, rest) = number(rest.strip_prefix(sign)?, 1..=4)?;
    if first > 31 {
        let date = date(first, second, third);
        return wrong(date.map(|date| format!("write {}", spelled(date, rest))));
    }
    if third < 1000 {
        return wrong(None);
    }
    let day_first = date(third, second, first);
    let month_first = date(third, first, second).filter(|other| Some(*other) != day_first);
    match (day_first, month_first) {
        (Some(one), Some(other)) => {
            let (one, other) = (spelled(one, rest), spelled(other, rest));
            wrong(Some(format!("write {one} or {other}, whichever is meant")))
        }
        (one, other) => wrong(one.or(other).map(|date| format!("write {}", spelled(date, rest)))),
    }
}

/// Reads `20260305` and returns what stands behind it.
fn without_hyphens(written: &str) -> Option<(Date, &str)> {
    let (digits, rest) = written.split_at_checked(8)?;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let whole = |text: Option<&str>, length: usize| match number(text?, length..=length)? {
        (value, "") => Some(value),
        _ => None,
    };
    let (year, month) = (whole(digits.get(..4), 4)?, whole(digits.get(4..6), 2)?);
    Some((date(year, month, whole(digits.get(6..), 2)?)?, rest))
}

fn date(year: i16, month: i16, day: i16) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}
