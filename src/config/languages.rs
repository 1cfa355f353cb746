//! Reading the languages of a site.

use super::reader::{Reader, Table};
use super::types::{Fallback, LanguageConfig};
use super::{Localized, keys};
use crate::language::{Tag, direction, own_name};
use crate::tree::Kind;

pub(super) fn language_tag(top: &Table<'_>, reader: &mut Reader) -> Tag {
    let given = top.get("language").and_then(|node| {
        let text = reader.text(node, "language")?;
        let tag = Tag::parse(&text);
        if tag.is_none() {
            reader.bad_value(
                node.span,
                format!("language is \"{text}\", which is no language code"),
                "write  language = \"nl\"",
            );
        }
        tag
    });
    given.unwrap_or_else(Tag::dutch)
}

pub(super) fn languages(top: &Table<'_>, default: &Tag, reader: &mut Reader) -> Vec<LanguageConfig> {
    let of = |tag: &Tag| LanguageConfig {
        tag: tag.clone(),
        name: own_name(tag).to_owned(),
        fallback: Fallback::Hide,
        dir: direction(tag),
    };
    let mut languages = vec![of(default)];
    for (key, node) in top
        .get("languages")
        .map(|node| reader.entries(node, "languages"))
        .unwrap_or_default()
    {
        let Some(tag) = Tag::parse(&key.text) else {
            let hint = "name it by its code:  [languages.en]";
            reader.bad_value(key.span, format!("{} is no language code", key.text), hint);
            continue;
        };
        let mut language = of(&tag);
        let path = format!("languages.{}", key.text);
        if let Some(table) = reader.table(node, &path, keys::of("languages.CODE")) {
            if let Some(name) = table.get("name").and_then(|node| reader.text(node, "name")) {
                language.name = name;
            }
            let words = [("show", Fallback::Show), ("hide", Fallback::Hide)];
            language.fallback = table
                .get("fallback")
                .and_then(|node| reader.word(node, "fallback", &words))
                .unwrap_or_default();
            let words = [("ltr", "ltr"), ("rtl", "rtl")];
            if let Some(dir) = table.get("dir").and_then(|node| reader.word(node, "dir", &words)) {
                language.dir = dir;
            }
        }
        match languages.iter_mut().find(|known| known.tag == language.tag) {
            Some(known) => *known = language,
            None => languages.push(language),
        }
    }
    languages
}

/// `[languages.en] title` and `description` say the same as a table by language.
pub(super) fn overrides(
    top: &Table<'_>,
    default: &Tag,
    known: &[Tag],
    title: &mut Option<Localized>,
    description: &mut Option<Localized>,
    reader: &mut Reader,
) {
    // What is no table has been told of.
    let Some(Kind::Mapping(languages)) = top.get("languages").map(|node| &node.kind) else {
        return;
    };
    for (key, node) in languages {
        let Some(tag) = Tag::parse(&key.text).filter(|tag| known.contains(tag)) else {
            continue;
        };
        let Kind::Mapping(entries) = &node.kind else {
            continue;
        };
        for (name, place) in [("title", &mut *title), ("description", &mut *description)] {
            let Some((_, node)) = entries.iter().find(|(key, _)| &*key.text == name) else {
                continue;
            };
            let Some(text) = reader.text(node, name) else { continue };
            let mut each = match place.take() {
                Some(Localized::Each(each)) => each,
                Some(Localized::All(text)) => vec![(default.clone(), text)],
                None => Vec::new(),
            };
            each.retain(|(known, _)| *known != tag);
            each.push((tag.clone(), text.into()));
            *place = Some(Localized::Each(each));
        }
    }
}
