//! What the newsroom's pages say, in Dutch and in English.

use std::fmt;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::date::{Moment, TimeZone};
use crate::language::{Locale, Tag};
use crate::newsroom::TheEvent;
use crate::words::{Dictionary, Words};

/// A language of these pages. The site may have others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Language {
    Dutch,
    English,
}

impl Language {
    pub const ALL: [Self; 2] = [Self::Dutch, Self::English];

    /// Its tag (BCP 47).
    pub fn tag(self) -> &'static str {
        match self {
            Self::Dutch => "nl",
            Self::English => "en",
        }
    }

    /// Returns the language of a tag, whatever its region.
    pub fn of(tag: &str) -> Option<Self> {
        let primary = tag.split('-').next().unwrap_or_default();
        Self::ALL
            .into_iter()
            .find(|known| known.tag().eq_ignore_ascii_case(primary))
    }

    /// How it is called by who speaks it.
    pub fn own_name(self) -> &'static str {
        match self {
            Self::Dutch => "Nederlands",
            Self::English => "English",
        }
    }

    /// Returns the words of the language.
    pub fn words(self) -> &'static Speech {
        static DUTCH: LazyLock<Speech> = LazyLock::new(|| Speech::new("nl", include_str!("words/nl.toml")));
        static ENGLISH: LazyLock<Speech> = LazyLock::new(|| Speech::new("en-GB", include_str!("words/en.toml")));
        match self {
            Self::Dutch => &DUTCH,
            Self::English => &ENGLISH,
        }
    }
}

/// The words of a language, and how it writes dates and numbers.
pub(super) struct Speech {
    words: Dictionary,
    locale: Locale,
}

impl Speech {
    fn new(tag: &str, words: &str) -> Self {
        let tag = Tag::parse(tag).unwrap_or_else(Tag::dutch);
        Self {
            words: Dictionary::new(Words::parse(words).value),
            locale: Locale::of(&tag),
        }
    }

    /// Returns a text with these values filled in.
    pub fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        self.words.text(key, values)
    }

    /// Returns the form of a text for so many.
    pub fn count(&self, key: &str, count: usize) -> String {
        self.words.plural(key, count as u64, &self.locale)
    }

    /// Returns a number as the language writes it.
    pub fn number(&self, number: usize) -> String {
        self.locale.number(number as i128)
    }

    /// Returns a day, or a moment of it, short enough for a list.
    pub fn short(&self, moment: &Moment) -> String {
        self.locale.short_date(moment.date)
    }

    /// Returns a day with its name.
    pub fn day(&self, date: Date) -> String {
        format!(
            "{} {}",
            self.locale.weekday(date.weekday()),
            self.locale.long_date(date)
        )
    }

    /// Returns a moment with the name of its day.
    pub fn moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        let moment = Moment::at(at, zone);
        format!(
            "{} {}",
            self.locale.weekday(moment.date.weekday()),
            self.locale.moment(&moment)
        )
    }

    /// Returns a moment with the name of its day; the start of a day is that day.
    pub fn day_or_moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        let day = Moment::at(at, zone).date;
        if Moment::day(day, zone).timestamp() == at {
            self.day(day)
        } else {
            self.moment(at, zone)
        }
    }

    /// Returns a moment short enough for a list: a start of a day is that day.
    pub fn short_moment(&self, at: Timestamp, zone: &TimeZone) -> String {
        let moment = Moment::at(at, zone);
        let day = self.locale.short_date(moment.date);
        if Moment::day(moment.date, zone).timestamp() == at {
            return day;
        }
        format!("{day}, {}", self.time(at, zone))
    }

    /// Returns the time of day.
    pub fn time(&self, at: Timestamp, zone: &TimeZone) -> String {
        Moment::at(at, zone)
            .time
            .map_or_else(String::new, |time| self.locale.time(time))
    }

    /// Returns when an event is, by the clocks of `zone`.
    pub fn event(&self, event: &TheEvent, zone: &TimeZone) -> String {
        let there = |moment: &Moment| {
            let moment = moment.in_zone(zone);
            (moment.date, moment.time)
        };
        self.locale.range(there(&event.start), event.end.as_ref().map(there))
    }

    /// Returns a month of a year.
    pub fn month(&self, date: Date) -> String {
        format!("{} {}", self.locale.month(date.month()), date.year())
    }

    /// Returns the words themselves.
    #[cfg(test)]
    fn all(&self) -> &Words {
        self.words.words()
    }
}

impl fmt::Debug for Speech {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Speech({})", self.locale.tag())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::placeholders;

    #[test]
    fn both_languages_say_the_same_things() {
        let [nl, en] = Language::ALL.map(|language| language.words().all());
        assert!(!nl.is_empty());
        assert_eq!(nl.missing_from(en), Vec::<&str>::new());
        assert_eq!(en.missing_from(nl), Vec::<&str>::new());
        for key in nl.keys() {
            let names = |words: &Words| {
                let mut names: Vec<String> = placeholders(words.get(key).unwrap_or_default())
                    .into_iter()
                    .map(str::to_owned)
                    .collect();
                names.sort();
                names
            };
            assert_eq!(names(nl), names(en), "{key}");
        }
    }

    #[test]
    fn a_language_is_known_by_its_tag() {
        assert_eq!(Language::of("nl-BE"), Some(Language::Dutch));
        assert_eq!(Language::of("EN"), Some(Language::English));
        assert_eq!(Language::of("fy"), None);
    }
}
