//! One article in a feed. It is the same in every feed that it stands in, so it is made once.

use std::borrow::Cow;
use std::sync::OnceLock;

use jiff::Timestamp;
use tera::{Tera, Value};

use super::body::{Addresses, fill};
use super::feed::FeedFailed;
use super::xml::Xml;
use crate::date::{Clock, Moment};
use crate::organise::{Entry, EntryId};
use crate::parse::markdown;
use crate::plan::FeedFormat;
use crate::plan::view::{Shared, is_withdrawn, permalink};

/// Past how many documents items are made again for each feed: keeping those of a million would take gigabytes.
const KEPT: usize = 100_000;

/// The items of all feeds, each made when it is first asked for.
#[derive(Debug)]
pub struct Items {
    atom: Vec<OnceLock<Box<str>>>,
    rss: Vec<OnceLock<Box<str>>>,
}

impl Items {
    /// Returns items for the documents of a site.
    pub fn new(shared: &Shared<'_>) -> Self {
        let count = shared.site.entries.len();
        let room = |used: bool| {
            let count = if used && count <= KEPT { count } else { 0 };
            (0..count).map(|_| OnceLock::new()).collect()
        };
        Self {
            atom: room(shared.config.feeds.atom),
            rss: room(shared.config.feeds.rss),
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
        let place = match format {
            FeedFormat::Atom => self.atom.get(id.index()),
            FeedFormat::Rss => self.rss.get(id.index()),
        };
        if let Some(made) = place.and_then(OnceLock::get) {
            return Ok(Cow::Borrowed(made));
        }
        let item = match format {
            FeedFormat::Atom => atom(id, shared, tera)?,
            FeedFormat::Rss => rss(id, shared, tera)?,
        };
        Ok(match place {
            Some(place) => Cow::Borrowed(place.get_or_init(|| item.into())),
            None => Cow::Owned(item),
        })
    }
}

fn atom(id: EntryId, shared: &Shared<'_>, tera: &Tera) -> Result<String, FeedFailed> {
    let config = shared.config;
    let mut xml = Xml::default();
    let entry = shared.entry(id);
    let link = permalink(&entry.url, config);
    xml.raw("<entry>\n").element("title", &entry.title).element("id", &link);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &link)]);
    let moment = |at| Moment::at(at, &config.timezone).rfc3339();
    if let Some(published) = entry.published {
        xml.element("published", &moment(published));
    }
    // What has no date at all is in no feed.
    if let Some(changed) = changed(entry, shared.site.now) {
        xml.element("updated", &moment(changed));
    }
    for name in authors(entry, shared) {
        xml.raw("<author>").element("name", name).raw("</author>\n");
    }
    for term in terms(entry, shared) {
        xml.empty("category", &[("term", term)]);
    }
    if let Some(summary) = summary(id, shared) {
        xml.element("summary", &summary);
    }
    if config.feeds.full {
        let html = fill(id, Addresses::Whole, shared, tera).map_err(|failed| (id, failed))?;
        xml.raw("<content type=\"html\">")
            .text(&for_feeds(&html))
            .raw("</content>\n");
    }
    xml.raw("</entry>\n");
    Ok(xml.text_so_far())
}

fn rss(id: EntryId, shared: &Shared<'_>, tera: &Tera) -> Result<String, FeedFailed> {
    let config = shared.config;
    let mut xml = Xml::default();
    let entry = shared.entry(id);
    let link = permalink(&entry.url, config);
    xml.raw("<item>\n")
        .element("title", &entry.title)
        .element("link", &link);
    xml.start("guid", &[("isPermaLink", "true")])
        .text(&link)
        .raw("</guid>\n");
    if let Some(published) = entry.published {
        xml.element("pubDate", &Moment::at(published, &config.timezone).rfc2822());
    }
    for name in authors(entry, shared) {
        xml.element("dc:creator", name);
    }
    for term in terms(entry, shared) {
        xml.element("category", term);
    }
    // The specification of content:encoded wants the description before it.
    xml.element("description", &summary(id, shared).unwrap_or_default());
    if config.feeds.full {
        let html = fill(id, Addresses::Whole, shared, tera).map_err(|failed| (id, failed))?;
        xml.raw("<content:encoded>")
            .text(&for_feeds(&html))
            .raw("</content:encoded>\n");
    }
    xml.raw("</item>\n");
    Ok(xml.text_so_far())
}

/// When a document was last changed.
pub(super) fn changed(entry: &Entry<'_>, now: &Clock) -> Option<Timestamp> {
    let updated = entry.front.updated.as_ref().map(|updated| updated.value.timestamp());
    let withdrawn = entry.front.withdrawn.as_deref().and_then(|notice| notice.date);
    let withdrawn = withdrawn.map(|date| date.timestamp()).filter(|at| now.reached(*at));
    updated.max(entry.published).max(withdrawn)
}

/// Takes out what only works in the page itself.
fn for_feeds(html: &str) -> String {
    html.replace(" tabindex=\"0\"", "")
}

fn summary(id: EntryId, shared: &Shared<'_>) -> Option<String> {
    let card = shared.card(id);
    let summary = card
        .get_from_path("summary")
        .and_then(Value::as_str)
        .map(markdown::plain_of_html);
    let summary = summary.filter(|summary| !summary.is_empty());
    // Who reads only the feed has to know it too.
    if is_withdrawn(shared.entry(id), shared) {
        let notice = shared.word(shared.entry(id).language, "withdrawn", &[]);
        return Some(
            format!("{notice} {}", summary.unwrap_or_default())
                .trim_end()
                .to_owned(),
        );
    }
    summary
}

fn authors<'a>(entry: &'a Entry<'_>, shared: &Shared<'a>) -> impl Iterator<Item = &'a str> {
    named(entry, shared, |taxonomy| taxonomy == "authors")
}

fn terms<'a>(entry: &'a Entry<'_>, shared: &Shared<'a>) -> impl Iterator<Item = &'a str> {
    named(entry, shared, |taxonomy| taxonomy != "authors")
}

fn named<'a>(entry: &'a Entry<'_>, shared: &Shared<'a>, wanted: fn(&str) -> bool) -> impl Iterator<Item = &'a str> {
    let site = shared.site;
    entry.terms.iter().filter_map(move |term| {
        let term = &site.terms[term.index()];
        wanted(&site.taxonomies[term.taxonomy.index()].name).then_some(&*term.name)
    })
}
