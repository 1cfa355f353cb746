//! What a template is made of: itself, and all that it names.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use xxhash_rust::xxh3::xxh3_64;

use super::load::{TemplateFile, Theme};
use super::wanted::wanted;
use crate::plan::view::MadeOf;

/// Returns, for each name of a template, all files that making a page with it may read: the templates of that name in all
/// layers, and those that they name in quotes or call as a component, and so on. One more than is read costs a page made again; one
/// less would be a page that is not.
pub fn made_of(theme: &Theme) -> HashMap<String, MadeOf> {
    let mut files: BTreeMap<&str, Vec<&TemplateFile>> = BTreeMap::new();
    for template in &theme.templates {
        files.entry(&template.name).or_default().push(template);
    }
    let components: BTreeMap<&str, &str> = theme.templates.iter().flat_map(components).collect();
    let named: BTreeMap<&str, BTreeSet<&str>> = files
        .iter()
        .map(|(name, files)| {
            let names = files.iter().flat_map(|file| names(&file.text, theme));
            let calls = files
                .iter()
                .flat_map(|file| calls(&file.text))
                .filter_map(|call| components.get(call).copied());
            let known = names.chain(calls).filter_map(|name| files_of(name, &theme.templates));
            (*name, known.collect())
        })
        .collect();
    let mut made_of = HashMap::with_capacity(files.len());
    for name in files.keys() {
        let mut reached = BTreeSet::from([*name]);
        let mut ahead = vec![*name];
        while let Some(next) = ahead.pop() {
            let new = named
                .get(next)
                .into_iter()
                .flatten()
                .filter(|name| reached.insert(**name));
            ahead.extend(new.copied().collect::<Vec<_>>());
        }
        let reached: Vec<&TemplateFile> = (reached.iter())
            .filter_map(|name| files.get(name))
            .flatten()
            .copied()
            .collect();
        let mut bytes = Vec::new();
        for file in &reached {
            // What the engine takes of it depends on where others put it.
            let lean = file.lean.as_ref().unwrap_or(&file.text);
            for part in [&file.layer, &file.name, &file.text, lean] {
                bytes.extend((part.len() as u64).to_le_bytes());
                bytes.extend(part.as_bytes());
            }
        }
        let template = MadeOf {
            hash: xxh3_64(&bytes),
            wanted: wanted(reached.iter().map(|file| &*file.text)),
        };
        made_of.insert((*name).to_owned(), template);
    }
    made_of
}

fn files_of<'t>(name: &str, templates: &'t [TemplateFile]) -> Option<&'t str> {
    templates
        .iter()
        .find(|template| template.name == name)
        .map(|template| &*template.name)
}

/// Returns all in a template that can be the name of another one.
pub(super) fn quoted(text: &str) -> impl Iterator<Item = &str> {
    text.split(['"', '\'', '`'])
        .filter(|piece| piece.ends_with(".html") || piece.contains('.'))
}

/// Returns all that stands in quotes, without the layer before it.
fn names<'t>(text: &'t str, theme: &'t Theme) -> impl Iterator<Item = &'t str> {
    quoted(text).map(|piece| {
        let layer = theme
            .layers
            .iter()
            .find_map(|layer| piece.strip_prefix(layer.as_str())?.strip_prefix('/'));
        layer.unwrap_or(piece)
    })
}

/// Returns the components that a file defines, with the file's name.
fn components(file: &TemplateFile) -> impl Iterator<Item = (&str, &str)> {
    let defined = file.text.split("{%").filter_map(|tag| {
        let rest = tag.trim_start_matches('-').trim_start().strip_prefix("component")?;
        Some(word(rest.trim_start()))
    });
    defined.map(|name| (name, &*file.name))
}

/// Returns all that may be a call of a component.
fn calls(text: &str) -> impl Iterator<Item = &str> {
    text.split('<').skip(1).map(|call| word(call.trim_start()))
}

fn word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '.' | ':' | '-'));
    &text[..end.unwrap_or(text.len())]
}
