//! Archetypes: what a new document holds at first. The site's go before its theme's, and these before the built-in ones; one in the
//! language of the document (`article.en.md`) before one without a language.

use std::fs;
use std::path::{Path, PathBuf};

use super::Refused;
use crate::language::Tag;
use crate::read::THEMES;
use crate::theme::BUILTIN;

/// The folder in which a site or a theme has its own.
const ARCHETYPES: &str = "archetypes";
/// How many themes may extend each other; a circle ends here.
const THEMES_DEEP: usize = 10;

/// Those of the program, by name and language. English stands in for other languages.
const BUILT_IN: &[(&str, &str, &str)] = &[
    ("article", "nl", include_str!("archetypes/article.nl.md")),
    ("article", "en", include_str!("archetypes/article.en.md")),
    ("event", "nl", include_str!("archetypes/event.nl.md")),
    ("event", "en", include_str!("archetypes/event.en.md")),
    ("report", "nl", include_str!("archetypes/report.nl.md")),
    ("report", "en", include_str!("archetypes/report.en.md")),
    ("author", "nl", include_str!("archetypes/author.nl.md")),
    ("author", "en", include_str!("archetypes/author.en.md")),
    ("page", "nl", include_str!("archetypes/page.nl.md")),
    ("page", "en", include_str!("archetypes/page.en.md")),
    ("translation", "nl", include_str!("archetypes/translation.nl.md")),
    ("translation", "en", include_str!("archetypes/translation.en.md")),
];

/// An archetype, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Archetype {
    text: String,
    shown: String,
}

/// Finds the archetype of a kind of document.
pub(super) fn archetype(root: &Path, theme: &str, name: &str, language: &Tag) -> Result<Archetype, Refused> {
    let names = [
        format!("{name}.{language}.md"),
        format!("{name}.{}.md", language.primary()),
        format!("{name}.md"),
    ];
    for folder in folders(root, theme) {
        for file in names.iter().map(|name| folder.join(name)) {
            let shown = file.strip_prefix(root).unwrap_or(&file).display().to_string();
            match fs::read_to_string(&file) {
                Ok(text) => return Ok(Archetype { text, shown }),
                Err(error) if error.kind() == std::io::ErrorKind::InvalidData => {
                    return Err(Refused::new(
                        format!("{shown} is not UTF-8 text"),
                        "save it again as UTF-8",
                    ));
                }
                Err(error) if !file.exists() => drop(error),
                Err(error) => {
                    let problem = format!("{shown} cannot be read: {error}");
                    return Err(Refused::new(
                        problem,
                        "mend that, or take the file away: there is a built-in one",
                    ));
                }
            }
        }
    }
    let of = |wanted: &str| {
        BUILT_IN
            .iter()
            .find(|(of, language, _)| *of == name && *language == wanted)
    };
    let text = of(language.primary())
        .or_else(|| of("en"))
        .map_or("", |(_, _, text)| text);
    Ok(Archetype {
        text: text.to_owned(),
        shown: format!("the built-in {name}"),
    })
}

/// The folders that are looked into, in this order.
fn folders(root: &Path, theme: &str) -> Vec<PathBuf> {
    let mut folders = vec![root.join(ARCHETYPES)];
    let mut next = Some(theme.to_owned());
    while let Some(name) = next.take_if(|name| name != BUILTIN && folders.len() < THEMES_DEEP) {
        let folder = root.join(THEMES).join(&name);
        let manifest = fs::read_to_string(folder.join("theme.toml")).unwrap_or_default();
        let manifest: toml::Table = manifest.parse().unwrap_or_default();
        next = manifest
            .get("extends")
            .and_then(|extends| extends.as_str())
            .map(str::to_owned);
        folders.push(folder.join(ARCHETYPES));
    }
    folders
}

impl Archetype {
    /// Takes a text of the program as one.
    pub fn of(text: &str, shown: &str) -> Self {
        Self {
            text: text.to_owned(),
            shown: shown.to_owned(),
        }
    }

    /// Fills in what stands between `{{` and `}}`. In the front matter a text gets quotes; a date has none in either place.
    pub fn filled(&self, values: &[(&str, Value)]) -> Result<String, Refused> {
        let fence = ["---", "+++"].into_iter().find(|fence| self.text.starts_with(fence));
        let end = fence.and_then(|fence| self.text.get(fence.len()..)?.find(&format!("\n{fence}")));
        let head_ends = end.map_or(0, |at| at + 3);
        let mut out = String::with_capacity(self.text.len() + 64);
        let mut rest = &*self.text;
        while let Some((before, behind)) = rest.split_once("{{") {
            let Some((name, after)) = behind.split_once("}}") else {
                break;
            };
            let at = self.text.len() - rest.len() + before.len();
            let line = self.text[..at].matches('\n').count() + 1;
            out.push_str(before);
            let name = name.trim();
            let Some((_, value)) = values.iter().find(|(known, _)| *known == name) else {
                let known: Vec<String> = values.iter().map(|(known, _)| format!("{{{{ {known} }}}}")).collect();
                return Err(Refused::new(
                    format!(
                        "{}, line {line}: there is nothing to fill in for {{{{ {name} }}}}",
                        self.shown
                    ),
                    format!("what can stand there is: {}", known.join(", ")),
                ));
            };
            match value {
                Value::Plain(text) => out.push_str(text),
                // What JSON quotes YAML reads as the same text (YAML 1.2.2, 1.3), and TOML too (1.0, "String").
                Value::Text(text) if at < head_ends => {
                    out.push_str(&serde_json::Value::from(text.as_str()).to_string())
                }
                Value::Text(text) => out.push_str(text),
            }
            rest = after;
        }
        out.push_str(rest);
        Ok(out)
    }
}

/// What is filled in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Value {
    /// As it is: a date.
    Plain(String),
    /// What somebody wrote.
    Text(String),
}
