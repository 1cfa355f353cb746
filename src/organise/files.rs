//! Which files go along: all, but those that belong to what is not published.

use std::collections::{BTreeSet, HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::Material;
use super::paths::join;
use super::secret::Secret;
use super::site::{FileCopy, Site};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::front_matter::{DownloadSource, FrontMatter};
use crate::parse::{Document, ReferenceTo};
use crate::read::{ContentFile, ContentPath};
use crate::url_path::UrlPath;

/// Returns the files to copy, and those that wait, both sorted by path.
pub(super) fn files<'a>(
    site: &Site<'_>,
    material: Material<'a>,
    found: &mut Vec<Diagnostic>,
) -> (Vec<FileCopy<'a>>, Vec<&'a ContentFile>) {
    let kept_back = kept_back(site, material);
    let mut copies = Vec::with_capacity(material.files.len());
    let (waiting, public): (Vec<_>, Vec<_>) = material
        .files
        .iter()
        .partition(|file| kept_back.contains(file.path.as_str()));
    for file in public {
        match UrlPath::parse(&format!("/{}", file.path)) {
            Some(url) => copies.push(FileCopy { file, url }),
            None => {
                let message = "this file's name cannot be an address: it has a sign such as % ? or # in it";
                let hint = "rename the file with letters, digits and hyphens";
                found.push(
                    Diagnostic::new(Code::BadName, message)
                        .hint(hint)
                        .in_file(&file.path.from_root()),
                );
            }
        }
    }
    (copies, waiting)
}

/// Returns the files that only documents which are not published have: those that lie in their folders or are called after them, and
/// those that they refer to.
fn kept_back<'a>(site: &Site<'_>, material: Material<'a>) -> BTreeSet<&'a str> {
    let all_are_shown = site.entries.len() == material.documents.len() && material.in_error.is_empty();
    if all_are_shown || material.files.is_empty() {
        return BTreeSet::new();
    }
    let shown: HashSet<&str> = site
        .entries
        .iter()
        .map(|entry| entry.document.path().as_str())
        .collect();
    let known: HashMap<&str, &'a str> = material
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.path.as_str()))
        .collect();
    let is_shown = |document: &Document| shown.contains(document.path.as_str());
    let unpublished = material.documents.iter().filter(|document| !is_shown(document));
    let secret = Secret::of(material, is_shown);
    // What a document in error refers to is not known, so all that lies beside it may be its own.
    let in_error = material.in_error.iter().map(|waiting| &waiting.path);
    let beside: HashSet<&str> = in_error
        .filter(|path| path.as_str().ends_with(".md"))
        .map(ContentPath::folder)
        .collect();
    let mut kept: BTreeSet<&'a str> = BTreeSet::new();
    for file in material.files {
        let folder = file.path.folder();
        if secret.has(&file.path) || (!folder.is_empty() && beside.contains(folder) && !secret.is_open(folder)) {
            kept.insert(file.path.as_str());
        }
    }
    let config = material.config;
    for document in unpublished {
        references(document, &document.front, config, &mut |path| {
            kept.extend(known.get(path).copied());
        });
    }
    if kept.is_empty() {
        return kept;
    }
    for entry in &site.entries {
        references(entry.document.get(), &entry.front, config, &mut |path| {
            if !kept.remove(path) && !path.is_ascii() {
                // A disk may part accents from their letters.
                kept.remove(path.nfc().collect::<String>().as_str());
                kept.remove(path.nfd().collect::<String>().as_str());
            }
        });
    }
    of_the_site(material.config, &mut |path| {
        kept.remove(path.trim_start_matches('/'));
    });
    kept
}

/// Calls `take` with every text of `site.toml` that may name a file: a logo is the site's, whoever else shows it, and so is the picture of pages without one.
fn of_the_site(config: &Config, take: &mut impl FnMut(&str)) {
    let named = config.organisation.logo.iter().chain(&config.social.image);
    named.for_each(|file| take(&file.value));
    let menus = config.menu.main.iter().chain(&config.menu.footer).flatten();
    menus.for_each(|item| take(&item.url));
    let mut values: Vec<&toml::Value> = config.theme_options.values().chain(config.extra.values()).collect();
    while let Some(value) = values.pop() {
        match value {
            toml::Value::String(text) => take(text),
            toml::Value::Array(inner) => values.extend(inner),
            toml::Value::Table(inner) => values.extend(inner.values()),
            _ => {}
        }
    }
}

/// Calls `take` with the content path of each file that a document may refer to.
fn references(document: &Document, front: &FrontMatter, config: &Config, take: &mut impl FnMut(&str)) {
    let folder = document.path.folder();
    let mut refer = |target: &str| {
        let target = target.split(['#', '?']).next().unwrap_or(target);
        // Copied from a browser it has the site's own host in front.
        let own = config.path_of(target);
        if let Some(path) = join(folder, own.as_deref().unwrap_or(target)) {
            take(&path);
        }
    };
    let images = front
        .image
        .as_deref()
        .into_iter()
        .chain(front.person.as_deref().and_then(|person| person.photo.as_ref()));
    images
        .filter_map(|image| image.src.as_ref())
        .for_each(|src| refer(&src.value));
    for download in &front.downloads {
        if let DownloadSource::File(path) = &download.source.value {
            refer(path);
        }
    }
    front.links.iter().for_each(|link| refer(&link.value));
    let mut values: Vec<&tera::Value> = front.extra.iter().map(|(_, value)| value).collect();
    while let Some(value) = values.pop() {
        if let Some(text) = value.as_str() {
            refer(text);
        }
        values.extend(value.as_array().into_iter().flatten());
        values.extend(value.as_map().into_iter().flat_map(|map| map.values()));
    }
    for reference in &document.body.references {
        match &reference.to {
            // Any argument may name a file.
            ReferenceTo::Link(target, _) | ReferenceTo::Argument { value: target, .. } => refer(target),
            ReferenceTo::Picture(target) | ReferenceTo::Address(target) => refer(target),
        }
    }
}
