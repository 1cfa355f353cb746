//! A new translation: beside its original, with the original's text to write over.

use std::fs;
use std::path::Path;

use super::archetype::{Value, archetype};
use super::document::{content_path, language};
use super::write::{new_file, refused};
use super::{Made, Refused};
use crate::config::Config;
use crate::newsroom::Overview;
use crate::parse::front_matter::text_of;

/// What is asked for.
#[derive(Debug, Clone)]
pub struct AskedTranslation<'a> {
    /// The original, from the content folder, the site's or the one that somebody is in.
    pub original: &'a str,
    /// The language to translate to.
    pub language: &'a str,
    /// The translated title; the original's where it is not known yet.
    pub title: Option<&'a str>,
    /// The folder that somebody is in.
    pub here: &'a Path,
}

/// Makes the file of a translation in the site in `root`, as a draft.
pub fn new_translation(
    asked: &AskedTranslation<'_>,
    root: &Path,
    config: &Config,
    overview: &Overview,
) -> Result<Made, Refused> {
    let language = language(Some(asked.language), config)?;
    let missing = || {
        let hint = "write where the original lies in content, for instance  courant new translation nieuws/raad.md --language en";
        Refused::new(format!("there is no file {} in content", asked.original), hint)
    };
    let path = content_path(asked.original, asked.here, root).ok_or_else(missing)?;
    let (Some(item), Some(name)) = (overview.item(&path), path.strip_suffix(".md")) else {
        let hint = "only documents, whose names end in .md, have translations";
        return Err(Refused::new(format!("content/{path} is no document"), hint));
    };
    let ending = name.rsplit_once('.').filter(|(_, ending)| {
        overview
            .languages
            .iter()
            .any(|tag| tag.as_str().eq_ignore_ascii_case(ending))
    });
    let base = ending.map_or(name, |(base, _)| base);
    if overview.languages.get(item.language) == Some(&language) {
        let hint = "name another language than its own with  --language";
        return Err(Refused::new(
            format!("content/{path} is in that language already"),
            hint,
        ));
    }
    let is_default = language == config.language;
    let file = if is_default {
        format!("content/{base}.md")
    } else {
        format!("content/{base}.{language}.md")
    };
    let original = fs::read_to_string(root.join("content").join(&path)).map_err(|error| refused(&path, &error))?;
    let title = asked.title.unwrap_or(&item.title).trim();
    let values = [
        ("title", Value::Text(title.to_owned())),
        ("original", Value::Plain(path.clone())),
        (
            "text",
            Value::Plain(text_of(&original, config.markdown.heading_as_title).trim().to_owned()),
        ),
    ];
    let text = archetype(root, &config.theme, "translation", &language)?.filled(&values)?;
    new_file(&root.join(&file), &file, &text)?;
    Ok(Made { file, note: None })
}
