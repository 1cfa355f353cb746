//! The theme's words in each language of the site.

use super::Theme;
use crate::config::Config;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::language::Locale;
use crate::words::{Dictionary, Words};

/// Returns the words of each language, in the order of the configuration; those that one lacks are told once a language.
pub fn dictionaries(theme: &Theme, config: &Config, locales: &[Locale]) -> Checked<Vec<Dictionary>> {
    let mut found = Vec::new();
    let all: Vec<Words> = config
        .languages
        .iter()
        .map(|language| {
            let tag = language.tag.as_str();
            // A regional language takes the words of its main one where it has none: en-GB those of en.
            let names = [format!("{tag}.toml"), format!("{}.toml", language.tag.primary())];
            let mut layers = Vec::new();
            for name in &names {
                for file in theme.words.iter().filter(|file| file.name == *name) {
                    let checked = Words::parse(&file.text);
                    found.extend(checked.found.into_iter().map(|found| found.in_file(&file.from_root)));
                    layers.push(checked.value);
                }
            }
            Words::layered(layers)
        })
        .collect();
    let Some(first) = all.first() else {
        return Checked {
            value: Vec::new(),
            found,
        };
    };
    let default = Dictionary::new(first.clone());
    let dictionaries = all
        .iter()
        .enumerate()
        .map(|(n, words)| {
            if n == 0 {
                return default.clone();
            }
            let missing = words.missing_from(first);
            if !missing.is_empty() {
                let tag = &config.languages[n].tag;
                let shown: Vec<&str> = missing.iter().take(5).copied().collect();
                let more = if missing.len() > 5 {
                    format!(" and {} more", missing.len() - 5)
                } else {
                    String::new()
                };
                found.push(
                    Diagnostic::new(
                        Code::MissingWord,
                        format!("the theme has no {tag} words for: {}{more}", shown.join(", ")),
                    )
                    .hint(format!(
                        "add them to i18n/{tag}.toml; until then they are shown in {}",
                        config.language
                    )),
                );
            }
            Dictionary::new(words.clone()).falling_back_on(&default, &locales[0])
        })
        .collect();
    Checked {
        value: dictionaries,
        found,
    }
}
