//! What pages of one language say: its words, and those it falls back on.

use std::sync::Arc;

use super::{Words, fill};
use crate::language::{Locale, Tag};

/// The words of a language, and behind them those of the site's default language. Cheap to clone.
#[derive(Debug, Clone)]
pub struct Dictionary {
    words: Arc<Words>,
    fallbacks: Vec<Fallback>,
}

/// The words of another language, with the language whose plural forms they have.
#[derive(Debug, Clone)]
struct Fallback {
    words: Arc<Words>,
    locale: Locale,
}

/// Where a text comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// From the words of the language itself.
    Own,
    /// From those of the default language, since the language lacks it.
    Fallback,
}

impl Dictionary {
    /// Returns the dictionary of a language that falls back on nothing: the default language.
    pub fn new(words: Words) -> Self {
        Self {
            words: Arc::new(words),
            fallbacks: Vec::new(),
        }
    }

    /// Returns it with what it lacks taken from `default`, the dictionary of the language of `locale`, and from what that
    /// falls back on itself.
    #[must_use]
    pub fn falling_back_on(mut self, default: &Self, locale: &Locale) -> Self {
        self.fallbacks.push(Fallback {
            words: Arc::clone(&default.words),
            locale: locale.clone(),
        });
        self.fallbacks.extend(default.fallbacks.iter().cloned());
        self
    }

    /// Returns the words of the language itself.
    pub fn words(&self) -> &Words {
        &self.words
    }

    /// Returns where the text of `key` comes from; nothing where no language has it.
    pub fn level(&self, key: &str) -> Option<Level> {
        if self.words.get(key).is_some() {
            return Some(Level::Own);
        }
        let mut others = self.fallbacks.iter();
        others
            .any(|fallback| fallback.words.get(key).is_some())
            .then_some(Level::Fallback)
    }

    /// Returns the language that the text of `key` is borrowed from; nothing where it is the language's own, or nowhere.
    pub fn borrowed_from(&self, key: &str) -> Option<&Tag> {
        let is_own = self.words.get(key).is_some();
        let mut others = self.fallbacks.iter().filter(|_| !is_own);
        let found = others.find(|fallback| fallback.words.get(key).is_some());
        found.map(|fallback| fallback.locale.tag())
    }

    /// Returns the text of `key` with `values` filled in; where no language has it the key itself, to be seen.
    pub fn text(&self, key: &str, values: &[(&str, &str)]) -> String {
        let fallback = || self.fallbacks.iter().find_map(|fallback| fallback.words.get(key));
        fill(self.words.get(key).or_else(fallback).unwrap_or(key), values)
    }

    /// Returns the form of `key` for `count` of something, with `{count}` filled in as `locale` writes numbers.
    pub fn plural(&self, key: &str, count: u64, locale: &Locale) -> String {
        self.plural_with(key, count, locale, &[])
    }

    /// Returns the form of `key` for `count` of something, with `{count}` and `values` filled in.
    ///
    /// Plural forms follow the language that the words are in; the number is written as `locale`, that of the page, does.
    pub fn plural_with(&self, key: &str, count: u64, locale: &Locale, values: &[(&str, &str)]) -> String {
        let fallback = || {
            let mut others = self.fallbacks.iter();
            others.find_map(|fallback| fallback.words.get_plural(key, fallback.locale.plural(count)))
        };
        let text = self.words.get_plural(key, locale.plural(count)).or_else(fallback);
        let number = locale.number(count);
        let mut all = Vec::with_capacity(values.len() + 1);
        all.push(("count", number.as_str()));
        all.extend_from_slice(values);
        fill(text.unwrap_or(key), &all)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Both {
        dutch: Locale,
        french: Locale,
        nl: Dictionary,
        fr: Dictionary,
    }

    fn both() -> Both {
        let locale = |tag| Locale::of(&Tag::parse(tag).unwrap());
        let words = |text| Dictionary::new(Words::parse(text).value);
        let (dutch, french) = (locale("nl"), locale("fr"));
        let nl = words(
            "share = 'Deel op {service}'
             only = 'Alleen hier'
             [parts]
             one = '{count} deel van {total}'
             other = '{count} delen'",
        );
        let fr = words(
            "share = 'Partager sur {service}'
             [minutes]
             one = '{count} minute'
             other = '{count} minutes'",
        );
        let fr = fr.falling_back_on(&nl, &dutch);
        Both { dutch, french, nl, fr }
    }

    #[test]
    fn a_language_says_it_in_its_own_words_or_falls_back() {
        let Both { nl, fr, .. } = both();
        let service = [("service", "LinkedIn")];
        assert_eq!(nl.text("share", &service), "Deel op LinkedIn");
        assert_eq!(fr.text("share", &service), "Partager sur LinkedIn");
        assert_eq!(fr.text("share", &[]), "Partager sur {service}");
        assert_eq!(fr.text("only", &[]), "Alleen hier");
        assert_eq!(fr.text("nowhere", &[]), "nowhere");
        let levels = ["share", "only", "parts", "nowhere"].map(|key| fr.level(key));
        assert_eq!(
            levels,
            [Some(Level::Own), Some(Level::Fallback), Some(Level::Fallback), None]
        );
        assert_eq!(nl.level("minutes"), None);
        let borrowed = ["share", "only", "nowhere"].map(|key| fr.borrowed_from(key).map(Tag::as_str));
        assert_eq!(borrowed, [None, Some("nl"), None]);
    }

    #[test]
    fn plural_forms_follow_the_language_of_the_words() {
        let Both { dutch, french, nl, fr } = both();
        assert_eq!(fr.plural("minutes", 0, &french), "0 minute");
        assert_eq!(fr.plural("minutes", 1234, &french), "1\u{202f}234 minutes");
        assert_eq!(nl.plural_with("parts", 1, &dutch, &[("total", "3")]), "1 deel van 3");
        assert_eq!(nl.plural("parts", 1234, &dutch), "1.234 delen");
        assert_eq!(fr.plural("parts", 0, &french), "0 delen");
        assert_eq!(fr.plural("parts", 1234, &french), "1\u{202f}234 delen");
        assert_eq!(nl.plural("share", 2, &dutch), "Deel op {service}");
        assert_eq!(nl.plural("minutes", 2, &dutch), "minutes");
    }
}
