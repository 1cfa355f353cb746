//! The words of a theme: `i18n/nl.toml` and its like.
//!
//! A file holds texts by key, groups of them (`in_language.nl`) and words with plural forms (`minutes.one`). Those of
//! the site, its theme and the themes that this extends lie over each other ([`Words::layered`]), and a language falls
//! back on the site's own ([`Dictionary`]).

mod dictionary;
mod fill;
mod parse;

use std::collections::BTreeMap;

pub use dictionary::{Dictionary, Level};
pub use fill::{fill, placeholders};

use crate::language::PluralCategory;

/// The words of one language, by key.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words(BTreeMap<Box<str>, Word>);

/// A word: one text, or one a plural form.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Word {
    Text(Box<str>),
    /// There is always one for [`PluralCategory::Other`].
    Plural(Vec<(PluralCategory, Box<str>)>),
}

impl Word {
    fn form(&self, category: PluralCategory) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Plural(forms) => {
                let find = |wanted| forms.iter().find(|(category, _)| *category == wanted);
                let found = find(category).or_else(|| find(PluralCategory::Other));
                found.map_or("", |(_, text)| text)
            }
        }
    }
}

impl Words {
    /// Lays sets of words over each other: the first that has a key decides it, with all its plural forms.
    pub fn layered(layers: impl IntoIterator<Item = Self>) -> Self {
        let mut words = BTreeMap::new();
        for (key, word) in layers.into_iter().flat_map(|layer| layer.0) {
            words.entry(key).or_insert(word);
        }
        Self(words)
    }

    /// Returns the text of `key`; of a word with plural forms the form `other`.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.get_plural(key, PluralCategory::Other)
    }

    /// Returns the form of `key`; its form `other` where it lacks this one, and the text itself of a word without forms.
    pub fn get_plural(&self, key: &str, category: PluralCategory) -> Option<&str> {
        self.0.get(key).map(|word| word.form(category))
    }

    /// Returns all keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(|key| &**key)
    }

    /// Returns the keys that `reference` has and these words lack, sorted.
    pub fn missing_from<'a>(&self, reference: &'a Self) -> Vec<&'a str> {
        reference.keys().filter(|key| !self.0.contains_key(*key)).collect()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Words {
        let read = Words::parse(text);
        assert_eq!(read.found, [], "{text}");
        read.value
    }

    #[test]
    fn the_first_layer_that_has_a_key_decides_it() {
        let site = words("home = 'Voorpagina'\n[minutes]\nother = '{count} min'");
        let theme = words("home = 'Home'\nmore = 'Meer'\n[minutes]\none = '1 minuut'\nother = '{count} minuten'");
        let parent = words("more = 'Verder'\nless = 'Minder'");
        let all = Words::layered([site, theme, parent]);
        assert_eq!(all.keys().collect::<Vec<_>>(), ["home", "less", "minutes", "more"]);
        assert_eq!(all.get("home"), Some("Voorpagina"));
        assert_eq!(all.get("more"), Some("Meer"));
        assert_eq!(all.get("less"), Some("Minder"));
        assert_eq!(all.get_plural("minutes", PluralCategory::One), Some("{count} min"));
    }

    #[test]
    fn a_form_that_is_not_there_is_the_other_form() {
        let words = words("home = 'Home'\n[minutes]\none = 'een'\nother = 'meer'");
        assert_eq!(words.get_plural("minutes", PluralCategory::One), Some("een"));
        assert_eq!(words.get_plural("minutes", PluralCategory::Few), Some("meer"));
        assert_eq!(words.get("minutes"), Some("meer"));
        assert_eq!(words.get_plural("home", PluralCategory::One), Some("Home"));
        assert_eq!(words.get("away"), None);
    }

    #[test]
    fn missing_keys_are_listed_in_order() {
        let nl = words("b = 'b'\na = 'a'\n[c]\nx = 'x'\n[d]\nother = 'd'");
        let en = words("a = 'a'\nz = 'z'");
        assert_eq!(en.missing_from(&nl), ["b", "c.x", "d"]);
        assert_eq!(nl.missing_from(&en), ["z"]);
        assert!(nl.missing_from(&nl).is_empty() && Words::default().is_empty());
    }
}
