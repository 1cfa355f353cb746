//! The theme's words in each language of the site.

use std::collections::{BTreeMap, BTreeSet};

use super::Theme;
use super::slips::{of_no_language, slips};
use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::language::{Locale, Tag};
use crate::words::{Dictionary, Words};

/// The language that a theme falls back on which has none of the site's: most have it.
const LAST_RESORT: &str = "en";

/// Returns the words of each language, in the order of the configuration; those that one lacks are told once a language.
///
/// What a language lacks is said in the site's default language, and what that lacks in English (or else the first language
/// that the theme has): a site in a language that its theme has no words for can still be published.
pub fn dictionaries(theme: &Theme, config: &Config, locales: &[Locale]) -> Checked<Vec<Dictionary>> {
    let mut files = Files {
        theme,
        read: BTreeMap::new(),
        found: Vec::new(),
        unasked: BTreeSet::new(),
    };
    let all: Vec<Words> = config
        .languages
        .iter()
        .map(|language| files.of(&language.tag))
        .collect();
    let (Some(first), Some(locale)) = (all.first(), locales.first()) else {
        return Checked {
            value: Vec::new(),
            found: files.found,
        };
    };
    let last = last_resort(theme).filter(|tag| tag.primary() != config.language.primary());
    let last = last.map(|tag| (files.of(&tag), tag));
    let mut found = files.found;
    // What a file lacks that cannot be read, it may have.
    let is_read = !found.iter().any(Diagnostic::is_error);
    let languages: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
    found.extend(of_no_language(theme, &|name| files.read.contains_key(name), &languages));
    let lacking = |words: &Words, reference: &Words, tag: &Tag, shown_in: &Tag| {
        let mut missing = words.missing_from(reference);
        missing.retain(|word| !files.unasked.contains(*word));
        lacking(words, &missing, tag, shown_in)
    };
    let mut default = Dictionary::new(first.clone());
    if let Some((words, tag)) = &last {
        found.extend(lacking(first, words, &config.language, tag).filter(|_| is_read));
        default = default.falling_back_on(&Dictionary::new(words.clone()), &Locale::of(tag));
    }
    let mut dictionaries = vec![default.clone()];
    for (words, language) in all.iter().zip(&config.languages).skip(1) {
        found.extend(lacking(words, first, &language.tag, &config.language).filter(|_| is_read));
        dictionaries.push(Dictionary::new(words.clone()).falling_back_on(&default, locale));
    }
    Checked {
        value: dictionaries,
        found,
    }
}

/// The files of words, each read once.
struct Files<'t> {
    theme: &'t Theme,
    read: BTreeMap<String, Words>,
    found: Vec<Diagnostic>,
    /// The words that nothing asks for: no language lacks them.
    unasked: BTreeSet<String>,
}

impl Files<'_> {
    /// Returns the words of a language. A regional one takes those of its main one where it has none: en-GB those of en.
    fn of(&mut self, tag: &Tag) -> Words {
        let own = self.in_all_layers(tag.as_str());
        if tag.primary() == tag.as_str() {
            return own;
        }
        Words::layered([own, self.in_all_layers(tag.primary())])
    }

    fn in_all_layers(&mut self, code: &str) -> Words {
        let name = format!("{code}.toml");
        if let Some(words) = self.read.get(&name) {
            return words.clone();
        }
        let mut layers = Vec::new();
        for file in self.theme.words.iter().filter(|file| file.name == name) {
            let checked = Words::parse(&file.text);
            if checked.found.is_empty() {
                let (found, unasked) = slips(file, &checked.value, self.theme);
                self.found.extend(found);
                self.unasked.extend(unasked);
            }
            let found = checked.found.into_iter().map(|found| found.in_file(&file.from_root));
            self.found.extend(found);
            layers.push(checked.value);
        }
        let words = Words::layered(layers);
        self.read.insert(name, words.clone());
        words
    }
}

fn last_resort(theme: &Theme) -> Option<Tag> {
    let mut codes: Vec<&str> = theme
        .words
        .iter()
        .filter_map(|file| file.name.strip_suffix(".toml"))
        .collect();
    codes.sort_by_key(|code| (*code != LAST_RESORT, *code));
    codes.into_iter().find_map(Tag::parse)
}

/// Tells of the words that a language lacks.
fn lacking(words: &Words, missing: &[&str], tag: &Tag, shown_in: &Tag) -> Option<Diagnostic> {
    if missing.is_empty() {
        return None;
    }
    let message = if words.is_empty() {
        format!("the theme has no words in {tag}")
    } else {
        let shown: Vec<&str> = missing.iter().take(5).copied().collect();
        let more = match missing.len() - shown.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("the theme has no {tag} words for: {}{more}", shown.join(", "))
    };
    let hint = format!("add them to i18n/{tag}.toml; until then they are shown in {shown_in}");
    Some(Diagnostic::new(Code::MissingWord, message).hint(hint))
}
