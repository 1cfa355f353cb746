//! A text for readers, in each language in which the site has it.

use crate::language::Tag;

/// A text for readers: one for all languages, or one a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Localized {
    /// `kicker = "Nieuws"`
    All(Box<str>),
    /// `kicker = { nl = "Nieuws", en = "News" }`
    Each(Vec<(Tag, Box<str>)>),
}

impl Localized {
    /// Returns the text in `language`, else in `default`, else the first there is.
    pub fn get(&self, language: &Tag, default: &Tag) -> &str {
        match self {
            Self::All(text) => text,
            Self::Each(texts) => {
                let find = |wanted: &Tag| texts.iter().find(|(tag, _)| tag == wanted);
                let found = find(language).or_else(|| find(default)).or_else(|| texts.first());
                found.map_or("", |(_, text)| text)
            }
        }
    }
}
