//! The site as it is kept from one build to the next: where no head of a document has changed, nor anything else that it is put together from, it
//! need not be put together again.

use std::borrow::Cow;
use std::sync::OnceLock;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::addresses::by_path;
use super::lists::is_placed_by_title;
use super::site::{
    Entry, EntryId, FileCopy, Front, Hidden, Kind, LanguageId, LanguageSite, OfEvent, Redirect, Section, SectionId,
    Series, SeriesId, Site, Targets, Taxonomy, Term, TermId, Unpublished, Waiting, Year,
};
use crate::config::Config;
use crate::date::{Clock, packed_timestamp};
use crate::parse::front_matter::FrontMatter;
use crate::parse::{Document, DocumentRef, Fetched};
use crate::read::ContentFile;
use crate::url_path::UrlPath;

/// A [`Site`] as it is kept: documents and files by their number in the lists that it was made from, both sorted by path.
#[derive(Serialize, Deserialize)]
pub struct Kept<'a> {
    #[serde(borrow)]
    entries: Vec<KeptEntry<'a>>,
    languages: Cow<'a, [LanguageSite]>,
    sections: Cow<'a, [Section]>,
    taxonomies: Cow<'a, [Taxonomy]>,
    terms: Cow<'a, [Term]>,
    series: Cow<'a, [Series]>,
    years: Cow<'a, [Year]>,
    files: Vec<(u32, UrlPath)>,
    redirects: Cow<'a, [Redirect]>,
    waiting: Cow<'a, [Waiting]>,
    hidden: Vec<KeptHidden<'a>>,
    kept_back: Vec<u32>,
    by_url: Vec<(UrlPath, Option<EntryId>)>,
    withheld: Vec<(&'a str, Unpublished)>,
}

/// An [`Entry`].
#[derive(Serialize, Deserialize)]
struct KeptEntry<'a> {
    document: u32,
    inherited: Option<Cow<'a, FrontMatter>>,
    language: LanguageId,
    kind: Kind,
    url: UrlPath,
    section: Option<SectionId>,
    title: &'a str,
    #[serde(with = "packed_timestamp::optional")]
    published: Option<Timestamp>,
    is_in_feeds: bool,
    translations: Cow<'a, [EntryId]>,
    terms: Cow<'a, [TermId]>,
    previous: Option<EntryId>,
    next: Option<EntryId>,
    related: Cow<'a, [EntryId]>,
    series: Option<(SeriesId, u32)>,
    event_is_past: bool,
    of_event: Option<Cow<'a, OfEvent>>,
}

/// A [`Hidden`].
#[derive(Serialize, Deserialize)]
struct KeptHidden<'a> {
    document: u32,
    inherited: Option<Cow<'a, FrontMatter>>,
    language: LanguageId,
    url: Option<UrlPath>,
    why: Unpublished,
}

/// Adds a site to `bytes`, for [`restore`]; it was made from these documents and files. None where it holds something else.
pub fn preserve(site: &Site<'_>, documents: &[Document], files: &[ContentFile], bytes: Vec<u8>) -> Option<Vec<u8>> {
    let document = |of: DocumentRef<'_>| {
        let found = documents.binary_search_by(|known| known.path.cmp(of.path()));
        found.ok().map(|n| n as u32)
    };
    let file = |of: &ContentFile| {
        let found = files.binary_search_by(|known| known.path.cmp(&of.path));
        found.ok().map(|n| n as u32)
    };
    let Site {
        now: _, // another build has its own
        entries,
        languages,
        sections,
        taxonomies,
        terms,
        series,
        years,
        files: copies,
        redirects,
        waiting,
        hidden,
        kept_back,
        targets:
            Targets {
                by_path: _,      // worked out from the others
                by_file_name: _, // likewise
                by_url,
                withheld,
            },
    } = site;
    let entries = entries.iter().map(|entry| {
        let Entry {
            document: of,
            front,
            language,
            kind,
            url,
            section,
            title,
            published,
            is_in_feeds,
            translations,
            terms,
            previous,
            next,
            related,
            series,
            event_is_past,
            of_event,
        } = entry;
        Some(KeptEntry {
            document: document(*of)?,
            inherited: inherited(front),
            language: *language,
            kind: *kind,
            url: url.clone(),
            section: *section,
            title,
            published: *published,
            is_in_feeds: *is_in_feeds,
            translations: Cow::Borrowed(translations),
            terms: Cow::Borrowed(terms),
            previous: *previous,
            next: *next,
            related: Cow::Borrowed(related),
            series: *series,
            event_is_past: *event_is_past,
            of_event: of_event.as_deref().map(Cow::Borrowed),
        })
    });
    let hidden = hidden.iter().map(|hidden| {
        let Hidden {
            document: of,
            front,
            language,
            url,
            why,
        } = hidden;
        Some(KeptHidden {
            document: document(*of)?,
            inherited: inherited(front),
            language: *language,
            url: url.clone(),
            why: *why,
        })
    });
    let kept = Kept {
        entries: entries.collect::<Option<_>>()?,
        languages: Cow::Borrowed(languages),
        sections: Cow::Borrowed(sections),
        taxonomies: Cow::Borrowed(taxonomies),
        terms: Cow::Borrowed(terms),
        series: Cow::Borrowed(series),
        years: Cow::Borrowed(years),
        files: copies
            .iter()
            .map(|copy| Some((file(copy.file)?, copy.url.clone())))
            .collect::<Option<_>>()?,
        redirects: Cow::Borrowed(redirects),
        waiting: Cow::Borrowed(waiting),
        hidden: hidden.collect::<Option<_>>()?,
        kept_back: kept_back.iter().map(|back| file(back)).collect::<Option<_>>()?,
        by_url: by_url.iter().map(|(url, entry)| (url.clone(), *entry)).collect(),
        withheld: withheld.iter().map(|(key, why)| (&**key, *why)).collect(),
    };
    postcard::to_extend(&kept, bytes).ok()
}

/// Gives a document that [`restore`] brought back the title that it has now. False where more may follow from its title, or from the lead or kicker
/// beside it, than what pages show of it: then the site must be put together again.
pub fn retitle(site: &mut Site<'_>, id: EntryId, title: Box<str>, config: &Config) -> bool {
    let entry = &site.entries[id.index()];
    // What a translation inherits was worked out with its own lines; a report names the event as its announcement does.
    let stands_alone = matches!(entry.front, Front::Written(_)) && entry.of_event.is_none();
    if !stands_alone || is_placed_by_title(site, id, config) {
        return false;
    }
    site.entries[id.index()].title = Cow::Owned(title.into());
    true
}

fn inherited<'a>(front: &'a Front<'_>) -> Option<Cow<'a, FrontMatter>> {
    match front {
        Front::Written(_) => None,
        Front::Inherited(front) => Some(Cow::Borrowed(front)),
    }
}

impl<'a> Kept<'a> {
    /// Reads what [`preserve`] added.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }
}

/// Returns the site that was kept, of these documents and files: the same in number and order, sorted by path. None where they cannot be.
pub fn restore<'a>(
    kept: Kept<'a>,
    documents: &'a [Fetched<'a>],
    files: &'a [ContentFile],
    now: &'a Clock,
) -> Option<Site<'a>> {
    let document = |n: u32| documents.get(n as usize).map(DocumentRef::Fetched);
    let front = |document: DocumentRef<'a>, inherited: Option<Cow<'a, FrontMatter>>| match inherited {
        None => Front::Written(document),
        Some(front) => Front::Inherited(Box::new(front.into_owned())),
    };
    let entries = kept.entries.into_iter().map(|entry| {
        let document = document(entry.document)?;
        Some(Entry {
            document,
            front: front(document, entry.inherited),
            language: entry.language,
            kind: entry.kind,
            url: entry.url,
            section: entry.section,
            title: Cow::Borrowed(entry.title),
            published: entry.published,
            is_in_feeds: entry.is_in_feeds,
            translations: entry.translations.into(),
            terms: entry.terms.into(),
            previous: entry.previous,
            next: entry.next,
            related: entry.related.into(),
            series: entry.series,
            event_is_past: entry.event_is_past,
            of_event: entry.of_event.map(|of_event| Box::new(of_event.into_owned())),
        })
    });
    let hidden = kept.hidden.into_iter().map(|hidden| {
        let document = document(hidden.document)?;
        Some(Hidden {
            document,
            front: front(document, hidden.inherited),
            language: hidden.language,
            url: hidden.url,
            why: hidden.why,
        })
    });
    let copies = kept.files.into_iter().map(|(n, url)| {
        let file = files.get(n as usize)?;
        Some(FileCopy { file, url })
    });
    let kept_back = kept.kept_back.into_iter().map(|n| files.get(n as usize));
    let mut site = Site {
        now,
        entries: entries.collect::<Option<_>>()?,
        languages: kept.languages.into_owned(),
        sections: kept.sections.into_owned(),
        taxonomies: kept.taxonomies.into_owned(),
        terms: kept.terms.into_owned(),
        series: kept.series.into_owned(),
        years: kept.years.into_owned(),
        files: copies.collect::<Option<_>>()?,
        redirects: kept.redirects.into_owned(),
        waiting: kept.waiting.into_owned(),
        hidden: hidden.collect::<Option<_>>()?,
        kept_back: kept_back.collect::<Option<_>>()?,
        targets: Targets {
            by_path: Default::default(),
            by_file_name: OnceLock::new(),
            by_url: kept.by_url.into_iter().collect(),
            withheld: kept.withheld.into_iter().map(|(key, why)| (key.into(), why)).collect(),
        },
    };
    site.targets.by_path = by_path(&site, documents.iter().map(Fetched::path));
    Some(site)
}
