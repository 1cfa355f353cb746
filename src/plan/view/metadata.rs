//! Dublin Core in the head of a page, as Dutch government sites have it: the nine properties of the core of OWMS 4.0 as far as they are known, and
//! those of its mantle that an article has (standaarden.overheid.nl/owms/4.0).
//!
//! The list that a value is of stands in `title`, as rijksoverheid.nl has it: the attribute `scheme` is gone from HTML.

use tera::Value;

use super::fields::{Fields, list_of};
use super::{Shared, plain_summary};
use crate::config::{Localized, Metadata};
use crate::date::Moment;
use crate::organise::{EntryId, Kind, LanguageId};

/// What a page is about.
pub(super) struct Described<'a> {
    pub title: &'a str,
    /// Its whole address.
    pub url: &'a str,
    pub language: LanguageId,
    /// The document whose text it shows.
    pub entry: Option<EntryId>,
}

/// Returns what `[metadata]` asks for: a list of META; empty where there is no such table.
pub(super) fn metadata(page: &Described<'_>, shared: &Shared<'_>) -> Value {
    let config = shared.config;
    let Some(metadata) = &config.metadata else {
        return list_of([]);
    };
    let in_language = |text: &Localized| text.get(shared.tag(page.language), &config.language).to_owned();
    let publisher = config.organisation.name.as_ref().unwrap_or(&config.title);
    let authority = in_language(metadata.authority.as_ref().unwrap_or(publisher));
    let authority_scheme = metadata.authority_scheme.as_deref();
    let (creator, creator_scheme) = match &metadata.creator {
        Some((name, scheme)) => (in_language(name), scheme.as_deref()),
        None => (authority.clone(), authority_scheme),
    };
    let head = page.entry.map(|id| shared.head(id));
    let kind = head.as_ref().map(|head| head.kind);
    let mut lines: Vec<Value> = Vec::with_capacity(16);
    let mut add = |name: &str, scheme: Option<&str>, content: &str| {
        let line = Fields::new()
            .text("name", name)
            .maybe("scheme", scheme)
            .text("content", content);
        lines.push(line.into());
    };
    add("DCTERMS.identifier", Some("XSD.anyURI"), page.url);
    add("DCTERMS.title", None, page.title);
    add("DCTERMS.type", Some(&metadata.type_scheme), of_kind(kind, metadata));
    add(
        "DCTERMS.language",
        Some("XSD.language"),
        shared.tag(page.language).as_str(),
    );
    add("OVERHEID.authority", authority_scheme, &authority);
    add("DCTERMS.creator", creator_scheme, &creator);
    if let Some((place, scheme)) = &metadata.spatial {
        add("DCTERMS.spatial", scheme.as_deref(), &in_language(place));
    }
    if let Some(head) = &head {
        if let Some(changed) = head.updated.or(head.date) {
            add("DCTERMS.modified", Some(form(changed)), &changed.iso());
        }
        if let Some(date) = head.date {
            add("DCTERMS.issued", Some(form(date)), &date.iso());
        }
        let summary = plain_summary(head.id, shared);
        if let Some(summary) = summary.as_str().filter(|summary| !summary.is_empty()) {
            add("DCTERMS.description", None, summary);
        }
        for term in head.terms.iter().filter(|term| !shared.is_author(**term)) {
            add("DCTERMS.subject", None, shared.term(*term).name);
        }
    }
    if let Some(rights) = &config.copyright {
        add("DCTERMS.rights", None, &in_language(rights));
    }
    list_of(lines)
}

fn of_kind(kind: Option<Kind>, metadata: &Metadata) -> &str {
    let [article, event, page, list] = &metadata.types;
    match kind {
        Some(Kind::Article) => article,
        Some(Kind::Event) => event,
        Some(Kind::Page) => page,
        _ => list,
    }
}

/// How a moment is written (XML Schema part 2).
fn form(moment: &Moment) -> &'static str {
    if moment.has_time() { "XSD.dateTime" } else { "XSD.date" }
}
