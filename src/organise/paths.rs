//! Paths and addresses of documents.

use super::site::LanguageId;
use crate::config::Config;
use crate::language::Tag;
use crate::parse::DocumentName;
use crate::slug::slug_of_name;
use crate::url_path::UrlPath;

/// Returns the path that a document and its translations have in common: `nieuws/2026/raad`.
pub(super) fn logical(name: &DocumentName) -> String {
    if name.folder.is_empty() {
        name.stem.to_string()
    } else {
        [&name.folder, "/", &name.stem].concat()
    }
}

/// Returns what stands before every address of a language: nothing, or `/en`.
pub(super) fn prefix(language: LanguageId, config: &Config) -> String {
    if language.index() == 0 {
        String::new()
    } else {
        format!("/{}", config.languages[language.index()].tag.as_str().to_lowercase())
    }
}

/// Returns a folder as a part of an address: each name as a slug.
pub(super) fn folder_slug(folder: &str, language: &Tag) -> String {
    let parts: Vec<String> = folder
        .split('/')
        .filter(|part| !part.is_empty())
        .map(|part| slug_or_self(part, language))
        .collect();
    parts.join("/")
}

/// A name without a letter or digit stays as it is: it is the writer's, and an address check follows.
pub(super) fn slug_or_self(name: &str, language: &Tag) -> String {
    let slug = slug_of_name(name, language);
    if slug.is_empty() { name.to_owned() } else { slug }
}

/// Returns a name that a writer made up (of a term, of a series) as one part of an address; none where nothing is written.
pub(super) fn part(name: &str, language: &Tag) -> Option<String> {
    let slug = slug_of_name(name, language);
    if !slug.is_empty() {
        return Some(slug);
    }
    let name = name.trim();
    let unfit = name.starts_with('.') || name.contains(['/', '\\', '%', '?', '#']) || name.contains(char::is_control);
    match name {
        "" => None,
        _ if unfit => Some("-".to_owned()),
        _ => Some(name.to_owned()),
    }
}

/// Returns an address made of parts; home where they make none.
pub(super) fn address(text: &str) -> UrlPath {
    UrlPath::parse(text).unwrap_or_else(UrlPath::root)
}

/// Resolves `path` against `folder`, both with `/`; none where it leads above the top.
pub fn join(folder: &str, path: &str) -> Option<String> {
    let mut joined = String::with_capacity(folder.len() + 1 + path.len());
    let folder = if path.starts_with('/') { "" } else { folder };
    for part in folder.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." if joined.is_empty() => return None,
            ".." => joined.truncate(joined.rfind('/').unwrap_or(0)),
            _ => {
                if !joined.is_empty() {
                    joined.push('/');
                }
                joined.push_str(part);
            }
        }
    }
    Some(joined)
}
