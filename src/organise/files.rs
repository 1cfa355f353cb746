//! Which files go along: all, but those that belong to what is not published.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::Material;
use super::paths::{join, logical};
use super::sections::is_taxonomy;
use super::site::{FileCopy, Site};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::front_matter::{DownloadSource, FrontMatter};
use crate::parse::{Body, Document, Filling, Form};
use crate::read::ContentPath;
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
    let shown: HashSet<&str> = site.entries.iter().map(|entry| entry.document.path.as_str()).collect();
    let unpublished: Vec<&Document> = material
        .documents
        .iter()
        .filter(|document| !shown.contains(document.path.as_str()))
        .collect();
    if (unpublished.is_empty() && material.in_error.is_empty()) || material.files.is_empty() {
        return BTreeSet::new();
    }
    let known: HashMap<&str, &'a str> = material
        .files
        .iter()
        .map(|file| (file.path.as_str(), file.path.as_str()))
        .collect();
    let public_folders: HashSet<&str> = site
        .entries
        .iter()
        .map(|entry| entry.document)
        .filter(|document| owns_folder(document, material))
        .map(|document| document.path.folder())
        .collect();
    let mut folders: HashSet<&str> = unpublished
        .iter()
        .filter(|document| owns_folder(document, material))
        .map(|document| document.path.folder())
        .collect();
    // What a document in error refers to is not known, so all that lies beside it may be its own.
    let in_error = material.in_error.iter().map(|waiting| &waiting.path);
    let (bundles, leaves): (Vec<&ContentPath>, _) = in_error.partition(|path| path.file_name().starts_with("index."));
    folders.extend(bundles.iter().map(|path| path.folder()));
    let beside: HashSet<&str> = leaves.iter().map(|path| path.folder()).collect();
    let mut kept: BTreeSet<&'a str> = BTreeSet::new();
    for file in material.files {
        let path = file.path.as_str();
        // The innermost folder that is somebody's own decides.
        let mut above = path.rmatch_indices('/').map(|(at, _)| &path[..at]);
        let owner = above.find(|folder| public_folders.contains(folder) || folders.contains(folder));
        let is_hidden = owner.is_some_and(|folder| !public_folders.contains(folder));
        let folder = file.path.folder();
        if is_hidden || (owner.is_none() && !folder.is_empty() && beside.contains(folder)) {
            kept.insert(path);
        }
    }
    let own = material.config.base_url.as_str();
    for document in unpublished {
        references(document, &document.front, own, &mut |path| {
            kept.extend(known.get(path).copied());
        });
    }
    if kept.is_empty() {
        return kept;
    }
    for entry in &site.entries {
        references(entry.document, &entry.front, own, &mut |path| {
            kept.remove(path);
        });
    }
    of_the_site(material.config, &mut |path| {
        kept.remove(path.trim_start_matches('/'));
    });
    kept
}

/// Calls `take` with every text of `site.toml` that may name a file: a logo is the site's, whoever else shows it.
fn of_the_site(config: &Config, take: &mut impl FnMut(&str)) {
    config.organisation.logo.iter().for_each(|logo| take(&logo.value));
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

/// Whether the folder of a document is its own: a bundle's, and that of a term or a person.
fn owns_folder(document: &Document, material: Material<'_>) -> bool {
    match document.name.form {
        Form::Leaf => false,
        Form::Bundle => true,
        Form::Index => {
            let logical = logical(&document.name);
            is_taxonomy(&logical, material) && !material.taxonomy_folders.iter().any(|(_, folder)| *folder == logical)
        }
    }
}

/// Calls `take` with the content path of each file that a document may refer to.
fn references(document: &Document, front: &FrontMatter, own: &str, take: &mut impl FnMut(&str)) {
    let folder = document.path.folder();
    let mut refer = |target: &str| {
        let target = target.split(['#', '?']).next().unwrap_or(target);
        // Copied from a browser it has the site's own host in front.
        let target = match target.strip_prefix(own) {
            Some(path) => format!("/{path}"),
            None => target.to_owned(),
        };
        let target = target.as_str();
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
    front.links.iter().for_each(|link| refer(&link.value));
    let mut values: Vec<&tera::Value> = front.extra.iter().map(|(_, value)| value).collect();
    while let Some(value) = values.pop() {
        if let Some(text) = value.as_str() {
            refer(text);
        }
        values.extend(value.as_array().into_iter().flatten());
        values.extend(value.as_map().into_iter().flat_map(|map| map.values()));
    }
    in_body(&document.body, &mut refer);
    // Links with the site's own host are no holes.
    for (at, _) in document.body.html.match_indices(own) {
        let address = &document.body.html[at..];
        refer(address.split(['"', '<', ' ']).next().unwrap_or(address));
    }
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
            Filling::LinkEnd | Filling::Dimensions { .. } | Filling::Code(_) => {}
        }
    }
}
