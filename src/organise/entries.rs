//! Entries: the published documents with their kind, address and terms.

use std::borrow::Cow;

use super::Material;
use super::events::over;
use super::inherit::Placed;
use super::paths::{folder_slug, prefix, slug_or_self};
use super::sections::{section_of, upward};
use super::site::{Entry, EntryId, Kind, LanguageId, Section, SectionId};
use super::terms::{Terms, TextOf};
use super::visibility::published;
use crate::config::SectionKind;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::front_matter::{FrontMatter, Text};
use crate::parse::{DocumentName, DocumentRef, Form};
use crate::url_path::UrlPath;

/// Makes the entries, in the order of their paths.
pub(super) fn entries<'a>(
    public: Vec<Placed<'a>>,
    sections: &[Section],
    terms: &mut Terms,
    material: Material<'a>,
    found: &mut Vec<Diagnostic>,
) -> Vec<Entry<'a>> {
    let config = material.config;
    let mut entries: Vec<Entry<'a>> = Vec::with_capacity(public.len());
    // Which documents are translations of each other, by their group.
    let mut versions: Vec<(u32, LanguageId, EntryId)> = Vec::with_capacity(public.len());
    for (n, placed) in public.into_iter().enumerate() {
        let id = EntryId(entries.len() as u32);
        let document = placed.document;
        let text_of = terms.text_of.get(&n).copied();
        let is_index = document.name.form == Form::Index;
        let folder = if is_index {
            placed.logical.as_str()
        } else {
            &document.name.folder
        };
        let section = section_of(folder, placed.language, sections, config.languages.len());
        let kind = match text_of {
            Some(TextOf::Nothing) => continue,
            Some(TextOf::Term(term)) => {
                terms.terms[term.index()].entry = Some(id);
                Kind::Term(term)
            }
            // The text of a taxonomy's page: it has that page's address, and no list of its own.
            Some(TextOf::Taxonomy(taxonomy)) => {
                terms.taxonomies[taxonomy.index()].entry = Some(id);
                Kind::Home
            }
            None if is_index && placed.logical.is_empty() => Kind::Home,
            None if is_index => match section {
                Some(section) => Kind::Section(section),
                None => Kind::Page,
            },
            None => kind(section, sections, material),
        };
        let url = match (kind, text_of) {
            (Kind::Term(term), _) => terms.terms[term.index()].url.clone(),
            (_, Some(TextOf::Taxonomy(taxonomy))) => terms.taxonomies[taxonomy.index()].url.clone(),
            (Kind::Section(section), _) => sections[section.index()].url.clone(),
            (Kind::Home, _) => {
                UrlPath::parse(&format!("{}/", prefix(placed.language, config))).unwrap_or_else(UrlPath::root)
            }
            _ => match document_url(Named::of(&placed), section, sections, material) {
                Some(url) => url,
                None => {
                    let message = "this file's name cannot be made into an address";
                    let hint = "rename the file with letters, digits and hyphens, or give it a slug";
                    found.push(
                        Diagnostic::new(Code::BadName, message)
                            .hint(hint)
                            .in_file(&document.path.from_root()),
                    );
                    continue;
                }
            },
        };
        // No translation inherits the title of its original.
        let own_title = document.front.title.as_ref();
        let title = own_title.map(|title| Cow::Borrowed(&*title.value));
        let title = title.unwrap_or_else(|| match kind {
            Kind::Section(section) => Cow::Owned(sections[section.index()].title.to_string()),
            Kind::Term(term) => Cow::Owned(terms.terms[term.index()].name.to_string()),
            _ => Cow::Borrowed(
                config
                    .title
                    .get(&config.languages[placed.language.index()].tag, &config.language),
            ),
        });
        let past = placed
            .front
            .event
            .as_deref()
            .is_some_and(|event| material.now.reached(over(event)));
        // An event without a date of its own is as old as it is.
        let started = placed
            .front
            .event
            .as_deref()
            .filter(|_| past)
            .map(|event| event.start.value.timestamp());
        let shown = if matches!(kind, Kind::Article | Kind::Event | Kind::Page) {
            std::mem::take(&mut terms.of_document[n])
        } else {
            Box::default()
        };
        versions.push((placed.group, placed.language, id));
        let published = published(&placed.front).or(started);
        let is_draft = placed.front.draft == Some(true);
        entries.push(Entry {
            document: DocumentRef::AtHand(document),
            language: placed.language,
            kind,
            url,
            section,
            title,
            published,
            is_in_feeds: !is_draft && (published.is_some() || placed.front.updated.is_some()),
            translations: Box::default(),
            terms: shown,
            previous: None,
            next: None,
            related: Box::default(),
            series: None,
            event_is_past: past,
            of_event: None,
            front: placed.front,
        });
    }
    versions.sort_unstable();
    for same in versions.chunk_by(|(a, ..), (b, ..)| a == b) {
        for (_, _, id) in same {
            entries[id.index()].translations = same.iter().map(|(_, _, id)| *id).collect();
        }
    }
    entries
}

/// What a document is by the nearest section that says what it holds.
fn kind(section: Option<SectionId>, sections: &[Section], material: Material<'_>) -> Kind {
    if section.is_none() {
        return Kind::Page;
    }
    let configured = upward(section, sections).find_map(|id| material.config.section(&sections[id.index()].name));
    match configured.map(|section| section.kind) {
        None | Some(SectionKind::Article) => Kind::Article,
        Some(SectionKind::Event) => Kind::Event,
        Some(SectionKind::Page) => Kind::Page,
    }
}

/// What the address of a document follows from.
#[derive(Clone, Copy)]
pub(super) struct Named<'p> {
    pub name: &'p DocumentName,
    pub front: &'p FrontMatter,
    pub language: LanguageId,
    /// The address that it gives itself.
    pub url: Option<&'p Text>,
}

impl<'p> Named<'p> {
    pub fn of(placed: &'p Placed<'_>) -> Self {
        Self {
            name: &placed.document.name,
            front: &placed.front,
            language: placed.language,
            url: placed.document.front.url.as_ref(),
        }
    }
}

/// Returns the address of a document that is no index.
pub(super) fn document_url(
    placed: Named<'_>,
    section: Option<super::site::SectionId>,
    sections: &[Section],
    material: Material<'_>,
) -> Option<UrlPath> {
    let config = material.config;
    let tag = &config.languages[placed.language.index()].tag;
    if let Some(url) = placed.url {
        let is_file = url.value.rsplit('/').next().is_some_and(|last| last.contains('.'));
        return UrlPath::parse(&if is_file || url.value.ends_with('/') {
            url.value.to_string()
        } else {
            format!("{}/", url.value)
        });
    }
    let name = placed.name;
    let slug = slug_or_self(placed.front.slug.as_ref().map_or(&name.stem, |slug| &slug.value), tag);
    let before = prefix(placed.language, config);
    let section_name = section.map_or("", |section| &*sections[section.index()].name);
    let pattern = pattern(section, sections, material);
    let Some(pattern) = pattern else {
        let folder = folder_slug(&name.folder, tag);
        let separator = if folder.is_empty() { "" } else { "/" };
        return UrlPath::parse(&format!("{before}{separator}{folder}/{slug}/"));
    };
    let date = placed.front.date.as_ref().map(|date| date.value.date);
    let between = name.folder.strip_prefix(section_name).unwrap_or_default();
    let mut url = before;
    for part in pattern.split('/').filter(|part| !part.is_empty()) {
        let part = match part {
            ":slug" => slug.clone(),
            ":year" => date.map_or_else(String::new, |date| format!("{:04}", date.year())),
            ":month" => date.map_or_else(String::new, |date| format!("{:02}", date.month())),
            ":day" => date.map_or_else(String::new, |date| format!("{:02}", date.day())),
            ":section" => folder_slug(section_name, tag),
            ":path" => folder_slug(between, tag),
            fixed => fixed.to_owned(),
        };
        // A part that the document cannot fill, such as the year of an undated one, is left out.
        if !part.is_empty() {
            url.push('/');
            url.push_str(&part);
        }
    }
    url.push('/');
    UrlPath::parse(&url)
}

/// The pattern of the nearest section that has one.
fn pattern<'c>(section: Option<SectionId>, sections: &[Section], material: Material<'c>) -> Option<&'c str> {
    let mut configured = upward(section, sections).filter_map(|id| material.config.section(&sections[id.index()].name));
    configured.find_map(|section| section.permalink.as_deref())
}
