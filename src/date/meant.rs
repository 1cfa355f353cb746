//! Tells which date somebody probably meant, for hints only: nothing here is ever accepted as a date.

use jiff::civil::Date;

use super::parse::{number, spelled};
use super::{DateError, DateErrorKind};

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
