//! All documents of a site, as a newsroom sees them.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::Timestamp;

use super::{Item, OfItem, Status};
use crate::config::Config;
use crate::date::TimeZone;
use crate::diagnostic::Diagnostic;
use crate::language::Tag;
use crate::organise::{InCommon, Kind, Site, Target, Unpublished, Waiting};
use crate::parse::Document;
use crate::parse::front_matter::FrontMatter;
use crate::parse::{Body, document_name};
use crate::read::ContentPath;
use crate::url_path::UrlPath;

/// All documents of a site at a moment.
#[derive(Debug, Clone)]
pub struct Overview {
    /// The site's name, in its default language.
    pub title: String,
    /// Where the site is published, as `site.toml` has it.
    pub base_url: String,
    /// The languages, the default one first.
    pub languages: Vec<Tag>,
    /// The zone in which moments are told.
    pub timezone: TimeZone,
    /// The moment for which this holds.
    pub now: Timestamp,
    /// All documents, sorted by path.
    pub items: Vec<Item>,
    /// All that the build found.
    pub found: Arc<[Diagnostic]>,
}

/// What an overview is made of.
#[derive(Debug, Clone, Copy)]
pub struct Of<'a> {
    /// The settings, and the address that `site.toml` has.
    pub config: &'a Config,
    /// The site, with drafts.
    pub site: &'a Site<'a>,
    /// The documents that it was put together from, sorted by path.
    pub documents: &'a [Document],
    /// Those that are left out of it since they are in error, with what could be read of them.
    pub broken: &'a [(Waiting, Option<Document>)],
    /// What the build found.
    pub found: &'a Arc<[Diagnostic]>,
    /// The moment for which the site was made.
    pub now: Timestamp,
}

impl Overview {
    /// Makes the overview of a site.
    pub fn new(of: Of<'_>) -> Self {
        let config = of.config;
        let mut items: Vec<Item> = Vec::with_capacity(of.documents.len() + of.broken.len());
        let mut groups = Groups::new(config.languages.len());
        let hidden: HashMap<&str, usize> = (of.site.hidden.iter().enumerate())
            .map(|(n, hidden)| (hidden.document.path().as_str(), n))
            .collect();
        for document in of.documents {
            let item = good(of, document, hidden.get(document.path.as_str()).copied());
            items.push(groups.take(Some(document), item));
        }
        for (waiting, document) in of.broken {
            items.push(groups.take(document.as_ref(), broken(of, waiting, document.as_ref())));
        }
        for item in &mut items {
            item.missing = groups.missing(item.group);
        }
        items.sort_by(|a, b| a.path.cmp(&b.path));
        with_found(&mut items, of.found);
        Self {
            title: config.title.get(&config.language, &config.language).to_owned(),
            base_url: config.written_base_url.clone(),
            languages: config.languages.iter().map(|language| language.tag.clone()).collect(),
            timezone: config.timezone.clone(),
            now: of.now,
            items,
            found: Arc::clone(of.found),
        }
    }

    /// Returns the document at a path from the content folder.
    pub fn item(&self, path: &str) -> Option<&Item> {
        let at = self.items.binary_search_by(|item| item.path.as_str().cmp(path)).ok()?;
        self.items.get(at)
    }

    /// Returns what was found in a document.
    pub fn found_in<'o>(&'o self, item: &'o Item) -> impl Iterator<Item = &'o Diagnostic> {
        item.found.iter().filter_map(|n| self.found.get(*n as usize))
    }

    /// Returns the errors of what is no document: settings, templates, words.
    pub fn errors_elsewhere(&self) -> impl Iterator<Item = &Diagnostic> {
        self.found.iter().filter(|found| {
            let of_item = found.file.as_deref().and_then(|file| file.strip_prefix("content/"));
            found.is_error() && of_item.is_none_or(|path| self.item(path).is_none())
        })
    }
}

fn good(of: Of<'_>, document: &Document, hidden: Option<usize>) -> Item {
    let entry = match of.site.targets.by_path.get(&document.path) {
        Some(Target::Entry(id)) => of.site.entries.get(id.index()),
        _ => None,
    };
    let hidden = hidden.and_then(|n| of.site.hidden.get(n));
    let (front, language, kind, url, status): (&FrontMatter, usize, Option<Kind>, Option<&UrlPath>, Status) =
        match (entry, hidden) {
            (Some(entry), _) => {
                let known = (
                    &*entry.front,
                    entry.language.index(),
                    Some(entry.kind),
                    Some(&entry.url),
                );
                (known.0, known.1, known.2, known.3, Status::Published)
            }
            (None, Some(hidden)) => {
                let status = match hidden.why {
                    Unpublished::Draft => Status::Draft,
                    Unpublished::Until(at) => Status::Waiting(at),
                    Unpublished::Since(at) => Status::Expired(at),
                    Unpublished::InError => Status::InError,
                    Unpublished::Unused => Status::Unused,
                };
                (
                    &*hidden.front,
                    hidden.language.index(),
                    None,
                    hidden.url.as_ref(),
                    status,
                )
            }
            (None, None) => {
                let language = language_of(of.config, document.name.language.as_ref());
                (&document.front, language, None, None, Status::Unused)
            }
        };
    let own = document.front.title.as_ref().map(|title| &*title.value);
    let title = entry
        .map(|entry| &*entry.title)
        .or(own)
        .unwrap_or(document.path.as_str());
    let body = &document.body;
    let path = &document.path;
    Item::new(
        OfItem {
            path,
            title,
            front,
            body,
            kind,
            language,
            url,
            status,
        },
        of.config,
        of.now,
    )
}

fn broken(of: Of<'_>, waiting: &Waiting, document: Option<&Document>) -> Item {
    let (front, body) = (FrontMatter::default(), Body::default());
    let tags: Vec<Tag> = of
        .config
        .languages
        .iter()
        .map(|language| language.tag.clone())
        .collect();
    let name = document_name(&waiting.path, &tags);
    let of_item = OfItem {
        path: &waiting.path,
        title: &waiting.title,
        front: document.map_or(&front, |document| &document.front),
        body: document.map_or(&body, |document| &document.body),
        kind: None,
        language: language_of(of.config, name.language.as_ref()),
        url: None,
        status: Status::InError,
    };
    Item::new(of_item, of.config, of.now)
}

fn language_of(config: &Config, tag: Option<&Tag>) -> usize {
    let position = |tag: &Tag| config.languages.iter().position(|known| known.tag == *tag);
    tag.and_then(position).unwrap_or(0)
}

/// Which documents are translations of each other, and the languages that each group has.
struct Groups<'a> {
    numbers: HashMap<InCommon<'a>, u32>,
    languages: usize,
    has: Vec<Vec<bool>>,
}

impl<'a> Groups<'a> {
    fn new(languages: usize) -> Self {
        Self {
            numbers: HashMap::new(),
            languages,
            has: Vec::new(),
        }
    }

    fn take(&mut self, document: Option<&'a Document>, item: Item) -> Item {
        let next = self.has.len() as u32;
        // Of what cannot be read nobody knows what it translates.
        let group = document.map_or(next, |document| {
            *self.numbers.entry(InCommon::of(document)).or_insert(next)
        });
        if group == next {
            self.has.push(vec![false; self.languages]);
        }
        if let Some(has) = self
            .has
            .get_mut(group as usize)
            .and_then(|has| has.get_mut(item.language))
        {
            *has = true;
        }
        Item { group, ..item }
    }

    fn missing(&self, group: u32) -> Box<[usize]> {
        let has = self.has.get(group as usize).map(Vec::as_slice).unwrap_or_default();
        let lacking = has.iter().enumerate().filter(|(_, has)| !**has);
        lacking.map(|(language, _)| language).collect()
    }
}

/// Puts with each document what was found in it. One with an error is in error, wherever the build met that.
fn with_found(items: &mut [Item], found: &[Diagnostic]) {
    let mut of_files: HashMap<&str, Vec<u32>> = HashMap::new();
    for (n, one) in found.iter().enumerate() {
        if let Some(path) = one.file.as_deref().and_then(|file| file.strip_prefix("content/")) {
            of_files.entry(path).or_default().push(n as u32);
        }
    }
    if of_files.is_empty() {
        return;
    }
    for item in items {
        let path: &ContentPath = &item.path;
        let Some(of_file) = of_files.remove(path.as_str()) else {
            continue;
        };
        let is_error = |n: &&u32| found.get(**n as usize).is_some_and(Diagnostic::is_error);
        item.errors = of_file.iter().filter(is_error).count();
        item.found = of_file.into();
        if item.errors > 0 {
            item.status = Status::InError;
        }
    }
}
