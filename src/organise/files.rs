//! Which files go along: all, but those that belong to what is not published.

use std::collections::{BTreeSet, HashMap};

use super::Material;
use super::paths::join;
use super::site::{FileCopy, Site};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::front_matter::{DownloadSource, FrontMatter};
use crate::parse::{Body, Document, Filling, Form};
use crate::url_path::UrlPath;

/// Returns the files to copy, sorted by path.
pub(super) fn files<'a>(site: &Site<'_>, material: Material<'a>, found: &mut Vec<Diagnostic>) -> Vec<FileCopy<'a>> {
    let kept_back = kept_back(site, material);
    let mut copies = Vec::with_capacity(material.files.len());
    for file in material
        .files
        .iter()
        .filter(|file| !kept_back.contains(file.path.as_str()))
    {
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
    copies
}

/// Returns the files that only documents which are not published have: those in their bundles, and those that they refer to.
fn kept_back<'a>(site: &Site<'_>, material: Material<'a>) -> BTreeSet<&'a str> {
    let hidden: BTreeSet<&str> = site.waiting.iter().map(|waiting| waiting.path.as_str()).collect();
    if hidden.is_empty() || material.files.is_empty() {
        return BTreeSet::new();
    }
    let known: HashMap<&str, &'a str> = material
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.path.as_str()))
        .collect();
    let unpublished: Vec<&Document> = material
        .documents
        .iter()
        .filter(|document| hidden.contains(document.path.as_str()))
        .collect();
    let public_bundles: BTreeSet<&str> = site
        .entries
        .iter()
        .map(|entry| entry.document)
        .filter(|document| is_bundle(document))
        .map(|document| document.path.folder())
        .collect();
    let mut bundles: BTreeSet<&str> = unpublished
        .iter()
        .filter(|document| is_bundle(document))
        .map(|document| document.path.folder())
        .collect();
    // A document in error is known by its path alone.
    bundles.extend(
        hidden
            .iter()
            .filter_map(|path| path.rsplit_once('/'))
            .filter(|(_, name)| name.starts_with("index."))
            .map(|(folder, _)| folder),
    );
    bundles.retain(|folder| !public_bundles.contains(folder));
    let mut kept: BTreeSet<&'a str> = BTreeSet::new();
    for folder in &bundles {
        let inside = material.files.iter().map(|file| file.path.as_str());
        kept.extend(inside.filter(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))));
    }
    for document in unpublished {
        references(document, &document.front, &mut |path| {
            kept.extend(known.get(path).copied());
        });
    }
    if kept.is_empty() {
        return kept;
    }
    for entry in &site.entries {
        references(entry.document, &entry.front, &mut |path| {
            kept.remove(path);
        });
    }
    kept
}

fn is_bundle(document: &Document) -> bool {
    document.name.form == Form::Bundle
}

/// Calls `take` with the content path of each file that a document may refer to.
fn references(document: &Document, front: &FrontMatter, take: &mut impl FnMut(&str)) {
    let folder = document.path.folder();
    let mut refer = |target: &str| {
        let target = target.split(['#', '?']).next().unwrap_or(target);
        if let Some(path) = join(folder, target) {
            take(&path);
        }
    };
    let images = front
        .image
        .iter()
        .chain(front.person.as_deref().and_then(|person| person.photo.as_ref()));
    images
        .filter_map(|image| image.src.as_ref())
        .for_each(|src| refer(&src.value));
    for download in &front.downloads {
        if let DownloadSource::File(path) = &download.source.value {
            refer(path);
        }
    }
    in_body(&document.body, &mut refer);
}

fn in_body(body: &Body, refer: &mut impl FnMut(&str)) {
    for hole in &body.holes {
        match &hole.what {
            Filling::LinkStart { target, .. } | Filling::Address { target, .. } => refer(target),
            Filling::Image(image) => refer(&image.src),
            Filling::Shortcode(call) => {
                // Any argument may name a file.
                call.arguments.iter().for_each(|(_, value)| refer(value));
                if let Some(body) = &call.body {
                    in_body(body, refer);
                }
            }
            Filling::LinkEnd => {}
        }
    }
}
