//! What a language writes: numbers, sizes, dates, times and ranges of them, by CLDR.
//!
//! A table of our own with CLDR's data, and not ICU4X's `icu_datetime` and `icu_decimal`: measured here, those add 14
//! crates, 13 seconds of processor time to a release build and 0.55 MB to the program, and they write no ranges and no
//! file sizes. The table was filled in from what they give. A language that it lacks gets dates by ISO 8601.
//!
//! Where this departs from CLDR: the short date has the month as an abbreviation in every language (CLDR's skeleton
//! `yMMMd`; its "medium" for German is `13.10.2019`); a range of days has no spaces round its dash; what English puts
//! before AM and PM is a no-break space that every font has (U+00A0 for U+202F). Plain `en` is that of the United
//! States, as in CLDR, with a clock of twelve hours; `en-GB` and all other English has the day first and 24 hours.

use std::sync::Arc;

use jiff::civil::{Date, Time, Weekday};

use super::table::{Clock, Conventions, DateShape, OTHER, TABLE};
use super::{PluralCategory, PluralRules, Tag};
use crate::date::Moment;

/// The dash of a range without spaces, and a word joiner: a line would break behind a dash alone (UAX #14, class BA).
const DASH: &str = "–\u{2060}";

/// How one language writes numbers and dates. Made once a language and then shared; cheap to clone.
#[derive(Debug, Clone)]
pub struct Locale {
    tag: Tag,
    conventions: &'static Conventions,
    plurals: Arc<PluralRules>,
}

impl Locale {
    /// Returns how the language writes.
    pub fn of(tag: &Tag) -> Self {
        Self {
            tag: tag.clone(),
            conventions: conventions(tag),
            plurals: Arc::new(PluralRules::of(tag)),
        }
    }

    /// Returns the language.
    pub fn tag(&self) -> &Tag {
        &self.tag
    }

    /// Whether it is known how the language writes dates and numbers; else dates are written as ISO 8601 has them.
    pub fn is_known(&self) -> bool {
        self.conventions.tag != OTHER.tag
    }

    /// Returns the form that `number` of something takes.
    pub fn plural(&self, number: u64) -> PluralCategory {
        self.plurals.category(number)
    }

    /// Returns a whole number with its groups: `1.234`.
    pub fn number(&self, number: impl Into<i128>) -> String {
        let number = number.into();
        let digits = number.unsigned_abs().to_string();
        let sign = if number < 0 { "-" } else { "" };
        format!("{sign}{}", self.grouped(&digits))
    }

    /// Returns a number with one decimal: `1.234,5`.
    pub fn decimal(&self, number: f64) -> String {
        let rounded = format!("{:.1}", number.abs());
        // Infinity and "not a number" have no tenths; they are as Rust writes them.
        let Some((whole, tenths)) = rounded.split_once('.') else {
            return number.to_string();
        };
        let sign = if number < 0.0 && rounded != "0.0" { "-" } else { "" };
        format!("{sign}{}{}{tenths}", self.grouped(whole), self.conventions.decimal)
    }

    /// Returns the size of a file, for people: `340 kB`, `1,2 MB`, `24 MB`. A kilobyte is 1,000 bytes.
    pub fn file_size(&self, bytes: u64) -> String {
        let Conventions {
            bytes: [b, kb, mb, gb],
            before_unit,
            decimal,
            ..
        } = self.conventions;
        let rounded = |unit: u64| bytes / unit + u64::from(bytes % unit >= unit / 2);
        let whole = |number: u64, sign| format!("{}{before_unit}{sign}", self.grouped(&number.to_string()));
        if bytes < 1000 {
            return whole(bytes, b);
        }
        if rounded(1000) < 1000 {
            return whole(rounded(1000), kb);
        }
        let (unit, sign) = if rounded(1_000_000) < 1000 {
            (1_000_000, mb)
        } else {
            (1_000_000_000, gb)
        };
        match rounded(unit / 10) {
            tenths @ 0..100 if tenths % 10 != 0 => {
                format!("{}{decimal}{}{before_unit}{sign}", tenths / 10, tenths % 10)
            }
            _ => whole(rounded(unit), sign),
        }
    }

    /// Returns an amount in hundredths of a currency's unit: `€ 12,50`, of whole units `€ 12`. The sign of the euro is known everywhere; other
    /// currencies have their letters (ISO 4217). Where they stand follows CLDR's standard format of currencies.
    pub fn money(&self, hundredths: u64, currency: &str) -> String {
        let whole = self.grouped(&(hundredths / 100).to_string());
        let amount = match hundredths % 100 {
            0 => whole,
            rest => format!("{whole}{}{rest:02}", self.conventions.decimal),
        };
        let sign = if currency == "EUR" { "€" } else { currency };
        match (self.tag.as_str(), self.tag.primary()) {
            (_, "en" | "ga" | "mt") if sign == "€" => format!("{sign}{amount}"),
            (_, "nl" | "fy" | "en" | "ga" | "mt") | ("de-AT" | "de-CH", _) => format!("{sign}\u{a0}{amount}"),
            _ => format!("{amount}\u{a0}{sign}"),
        }
    }

    /// Returns the name of a month, 1 to 12, as it stands in a date: `oktober`. Another number gives nothing.
    pub fn month(&self, month: i8) -> &'static str {
        name(&self.conventions.months, month)
    }

    /// Returns what stands over the days of a month of a year: `Oktober`, and where it is not known what months are called `2019-10`.
    pub fn month_of(&self, year: i16, month: i8) -> String {
        if !self.is_known() {
            return format!("{year:04}-{month:02}");
        }
        let alone = self.conventions.months_alone.as_ref();
        let name = name(alone.unwrap_or(&self.conventions.months), month);
        // A heading begins with a capital, also where a month within a date has none.
        let mut letters = name.chars();
        let first = letters.next().into_iter().flat_map(char::to_uppercase);
        first.chain(letters).collect()
    }

    /// Returns the name of a day of the week: `zondag`.
    pub fn weekday(&self, weekday: Weekday) -> &'static str {
        name(&self.conventions.weekdays, weekday.to_monday_one_offset())
    }

    /// Returns a date with its month in full: `13 oktober 2019`.
    pub fn long_date(&self, date: Date) -> String {
        self.day_of_month(&self.day(date), date, Some(date.year()), &Length::Long)
    }

    /// Returns a date with its month short: `13 okt 2019`.
    pub fn short_date(&self, date: Date) -> String {
        self.day_of_month(&self.day(date), date, Some(date.year()), &Length::Short)
    }

    /// Returns a time: `09:00`.
    pub fn time(&self, time: Time) -> String {
        let (hour, minute) = (time.hour(), time.minute());
        match self.conventions.clock {
            Clock::Hours24(between) => format!("{hour:02}{between}{minute:02}"),
            Clock::Hours12 => format!("{}\u{a0}{}", twelve_hours(time), half(time)),
        }
    }

    /// Returns a date with its time: `13 oktober 2019 om 09:00`.
    pub fn date_time(&self, date: Date, time: Time) -> String {
        format!("{}{}{}", self.long_date(date), self.conventions.at, self.time(time))
    }

    /// Returns a moment in full: with its time, where it has one.
    pub fn moment(&self, moment: &Moment) -> String {
        match moment.time {
            Some(time) => self.date_time(moment.date, time),
            None => self.long_date(moment.date),
        }
    }

    /// Returns the days from `first` up to and including `last`: `5–7 oktober 2026`, `30 november – 2 december 2026`.
    pub fn days(&self, first: Date, last: Date) -> String {
        let conventions = self.conventions;
        if last <= first {
            return self.long_date(first);
        }
        if first.year() != last.year() || matches!(conventions.date, DateShape::Iso) {
            return format!("{} – {}", self.long_date(first), self.long_date(last));
        }
        let start = self.day(first);
        if first.month() == last.month() {
            let both = format!("{start}{DASH}{}", self.day(last));
            return self.day_of_month(&both, last, Some(last.year()), &Length::Long);
        }
        let start = self.day_of_month(&start, first, None, &Length::Long);
        format!("{start} – {}", self.long_date(last))
    }

    /// Returns the times from `start` to `end`: `13:00–17:00`, in English `1:00–5:00 PM`.
    pub fn times(&self, start: Time, end: Time) -> String {
        match self.conventions.clock {
            Clock::Hours12 if half(start) == half(end) => format!("{}{DASH}{}", twelve_hours(start), self.time(end)),
            Clock::Hours12 => format!("{} – {}", self.time(start), self.time(end)),
            Clock::Hours24(_) => format!("{}{DASH}{}", self.time(start), self.time(end)),
        }
    }

    /// Returns when something is that lasts from `start` to `end`, as short as it can be said:
    /// `12 november 2026, 13:00–17:00`, `5–7 oktober 2026`, `12 november 2026 om 13:00`.
    ///
    /// Both are day and time in one time zone. An end at midnight belongs to the day before. An end before the start is
    /// left out, and so are times where only one of two days has one.
    pub fn range(&self, start: (Date, Option<Time>), end: Option<(Date, Option<Time>)>) -> String {
        let whole = |(date, time): (Date, Option<Time>)| match time {
            Some(time) => self.date_time(date, time),
            None => self.long_date(date),
        };
        let Some(end) = end.filter(|end| *end > start) else {
            return whole(start);
        };
        let ends_next_midnight =
            || end.1 == Some(Time::midnight()) && start.0.tomorrow().is_ok_and(|next| next == end.0);
        let same_day = end.0 == start.0 || ends_next_midnight();
        match (start.1, end.1) {
            (Some(from), Some(to)) if same_day => format!("{}, {}", self.long_date(start.0), self.times(from, to)),
            (Some(_), Some(_)) => format!("{} – {}", whole(start), whole(end)),
            _ if same_day => whole(start),
            _ => self.days(start.0, end.0),
        }
    }

    fn grouped(&self, digits: &str) -> String {
        if digits.len() < self.conventions.grouped_from {
            return digits.to_owned();
        }
        let mut text = String::with_capacity(digits.len() * 2);
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push_str(self.conventions.group);
            }
            text.push(digit);
        }
        text
    }

    fn day(&self, date: Date) -> String {
        match self.conventions.date {
            DateShape::DayFirst { behind_day, .. } => date.day().to_string() + behind_day,
            DateShape::MonthFirst | DateShape::Iso => date.day().to_string(),
        }
    }

    fn day_of_month(&self, day: &str, date: Date, year: Option<i16>, length: &Length) -> String {
        let months = match length {
            Length::Long => &self.conventions.months,
            Length::Short => &self.conventions.short_months,
        };
        let month = name(months, date.month());
        match (&self.conventions.date, year) {
            (DateShape::Iso, _) => date.to_string(),
            (DateShape::MonthFirst, Some(year)) => [month, " ", day, ", ", &year.to_string()].concat(),
            (DateShape::MonthFirst, None) => [month, " ", day].concat(),
            (
                DateShape::DayFirst {
                    between, between_short, ..
                },
                year,
            ) => {
                let between = match length {
                    Length::Long => between,
                    Length::Short => between_short,
                };
                match year {
                    Some(year) => [day, between, month, between, &year.to_string()].concat(),
                    None => [day, between, month].concat(),
                }
            }
        }
    }
}

enum Length {
    Long,
    Short,
}

/// The regions whose English is that of the United States in CLDR.
const AMERICAN: [&str; 10] = ["AS", "CA", "GU", "MH", "MP", "PH", "PR", "UM", "US", "VI"];

fn conventions(tag: &Tag) -> &'static Conventions {
    let region = tag.as_str().split('-').skip(1).find(|part| matches!(part.len(), 2 | 3));
    let wanted = match (tag.primary(), region) {
        ("en", Some(region)) if !AMERICAN.contains(&region) => "en-GB",
        ("no" | "nn", _) => "nb",
        (primary, _) => primary,
    };
    TABLE.iter().find(|row| row.tag == wanted).unwrap_or(&OTHER)
}

/// Returns the name of what is counted from 1.
fn name(names: &'static [&'static str], number: i8) -> &'static str {
    let index = usize::try_from(number).ok().and_then(|number| number.checked_sub(1));
    index.and_then(|index| names.get(index)).copied().unwrap_or_default()
}

fn twelve_hours(time: Time) -> String {
    let hour = match time.hour() % 12 {
        0 => 12,
        hour => hour,
    };
    format!("{hour}:{:02}", time.minute())
}

fn half(time: Time) -> &'static str {
    if time.hour() < 12 { "AM" } else { "PM" }
}

#[cfg(test)]
#[path = "locale_tests.rs"]
mod tests;
