//! One article in a feed. It is the same in every feed that it stands in, so it is made once.

use std::borrow::Cow;
use std::sync::OnceLock;

use jiff::Timestamp;
use tera::Tera;

use super::{atom, json, rss};
use crate::config::{Config, FeedFormat};
use crate::date::Moment;
use crate::organise::{EntryId, TermId};
use crate::parse::front_matter::ImageSpec;
use crate::plan::view::{self, FactNumber, Head, Seen, Shared, is_withdrawn, media_type, permalink, plain_summary};
use crate::render::body::{Addresses, TextFailed, fill};
use crate::render::clean::Cleaner;

/// A feed that could not be made: the document whose shortcode failed.
pub type FeedFailed = (EntryId, TextFailed);

/// Past how many documents items are made again for each feed: an item takes a kilobyte.
const KEPT: usize = 65_536;

/// From how many items on those of a feed are made on all cores.
const LONG: usize = 256;

/// The items of all feeds, each made when it is first asked for.
#[derive(Debug)]
pub struct Items {
    /// By the number of the format.
    of_formats: [Vec<Item>; FeedFormat::ALL.len()],
    /// Takes out of texts what only works in pages.
    pub cleaner: Cleaner,
}

/// An item, and the facts that it was made from.
type Item = OnceLock<(Box<str>, Box<[FactNumber]>)>;

impl Items {
    /// Returns items for `count` documents.
    pub fn new(count: usize, config: &Config) -> Self {
        let room = |format: FeedFormat| {
            let count = if config.feeds.are_made_in(format) && count <= KEPT {
                count
            } else {
                0
            };
            (0..count).map(|_| OnceLock::new()).collect()
        };
        Self {
            of_formats: FeedFormat::ALL.map(room),
            cleaner: Cleaner::default(),
        }
    }

    /// Returns the item of a document.
    pub(super) fn of(
        &self,
        id: EntryId,
        format: FeedFormat,
        shared: &Shared<'_>,
        tera: &Tera,
    ) -> Result<Cow<'_, str>, FeedFailed> {
        let place = self.of_formats[format as usize].get(id.index());
        if let Some((made, facts)) = place.and_then(OnceLock::get) {
            shared.see(facts);
            return Ok(Cow::Borrowed(made));
        }
        let seen = Seen::default();
        let apart = shared.apart(&seen);
        let article = self.article(id, &apart, tera)?;
        let item = match format {
            FeedFormat::Atom => atom::item(&article),
            FeedFormat::Rss => rss::item(&article, apart.config),
            FeedFormat::Json => json::item(&article),
        };
        let facts = seen.into_facts();
        shared.see(&facts);
        Ok(match place {
            Some(place) => Cow::Borrowed(&place.get_or_init(|| (item.into(), facts)).0),
            None => Cow::Owned(item),
        })
    }

    /// Makes the items of a long feed on all cores: after a change of one title there is nothing else for the others to do. What fails is met again by
    /// who asks for it.
    pub(super) fn make_ahead(&self, ids: &[EntryId], format: FeedFormat, shared: &Shared<'_>, tera: &Tera) {
        let is_kept = !self.of_formats[format as usize].is_empty();
        if is_kept && ids.len() >= LONG {
            shared.each_apart(ids, |id, shared| drop(self.of(*id, format, shared, tera)));
        }
    }

    fn article<'a>(&self, id: EntryId, shared: &Shared<'a>, tera: &Tera) -> Result<Article<'a>, FeedFailed> {
        let config = shared.config;
        let head = shared.head(id);
        let html = config.feeds.full.then(|| fill(id, Addresses::Whole, shared, tera));
        let html = html.transpose().map_err(|failed| (id, failed))?;
        let at = |at| Moment::at(at, &config.timezone);
        Ok(Article {
            id: format!("urn:uuid:{}", shared.uuid(id)),
            title: head.title,
            link: permalink(head.url, config),
            language: shared.tag(head.language).as_str(),
            published: head.published.map(at),
            updated: changed(&head, shared).map(at),
            authors: named(&head, shared, true)
                .map(|(name, term)| (name, permalink(shared.term(term).url, config)))
                .collect(),
            subjects: named(&head, shared, false).map(|(name, _)| name).collect(),
            summary: summary(id, shared),
            html: html.map(|html| self.cleaner.clean(html)),
            picture: picture(head.image, id, shared),
        })
    }
}

/// What feeds tell of an article, whatever their format.
#[derive(Debug)]
pub(super) struct Article<'a> {
    /// What it is called for ever.
    pub id: String,
    pub title: &'a str,
    pub link: String,
    pub language: &'a str,
    pub published: Option<Moment>,
    pub updated: Option<Moment>,
    /// With the addresses of their pages.
    pub authors: Vec<(&'a str, String)>,
    pub subjects: Vec<&'a str>,
    pub summary: Option<String>,
    /// The whole text, where feeds have it.
    pub html: Option<String>,
    pub picture: Option<Picture<'a>>,
}

/// The picture of an article.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub url: String,
    pub media_type: Option<&'static str>,
    /// In bytes.
    pub size: Option<u64>,
    /// Width and height.
    pub dimensions: Option<(u32, u32)>,
    pub alt: Option<&'a str>,
    pub credit: Option<&'a str>,
}

fn picture<'a>(spec: Option<&'a ImageSpec>, id: EntryId, shared: &Shared<'a>) -> Option<Picture<'a>> {
    let spec = spec?;
    let src = &*spec.src.as_ref()?.value;
    let found = view::picture(src, id, shared)?;
    Some(Picture {
        url: found.url,
        media_type: media_type(src),
        size: found.file.map(|file| file.file.size),
        dimensions: found.file.and_then(|file| file.file.dimensions),
        alt: spec.alt.as_deref().filter(|alt| !alt.is_empty()),
        credit: spec.credit.as_deref(),
    })
}

/// When a document was last changed.
pub fn changed(head: &Head<'_>, shared: &Shared<'_>) -> Option<Timestamp> {
    let updated = head.updated.map(|updated| updated.timestamp());
    let withdrawn = head.withdrawn.and_then(|notice| notice.date);
    let withdrawn = withdrawn.map(|date| date.timestamp()).filter(|at| shared.reached(*at));
    updated.max(head.published).max(withdrawn)
}

/// Returns the lead as plain text; none where there is none.
fn summary(id: EntryId, shared: &Shared<'_>) -> Option<String> {
    let summary = plain_summary(id, shared);
    let text = summary.as_str().unwrap_or_default();
    // Who reads only the feed has to know it too.
    let head = shared.head(id);
    if is_withdrawn(head.withdrawn, shared) {
        let notice = shared.word(head.language, "withdrawn", &[]);
        return Some(format!("{notice} {text}").trim_end().to_owned());
    }
    (!text.is_empty()).then(|| text.to_owned())
}

/// Returns the terms of a document with their names: its authors, or all others.
fn named<'a>(head: &Head<'a>, shared: &Shared<'a>, authors: bool) -> impl Iterator<Item = (&'a str, TermId)> {
    let shared = *shared;
    let terms = head.terms.iter().copied();
    let wanted = terms.filter(move |term| shared.is_author(*term) == authors);
    wanted.map(move |term| (shared.term(term).name, term))
}
