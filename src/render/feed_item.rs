//! One article in a feed. It is the same in every feed that it stands in, so it is made once.

use std::borrow::Cow;
use std::sync::OnceLock;

use jiff::Timestamp;
use tera::{Tera, Value};

use super::body::{Addresses, fill};
use super::feed::FeedFailed;
use super::xml::Xml;
use crate::config::Config;
use crate::date::Moment;
use crate::organise::EntryId;
use crate::plan::FeedFormat;
use crate::plan::view::{FactNumber, Head, Seen, Shared, is_withdrawn, permalink, plain_summary};

/// Past how many documents items are made again for each feed: an item takes a kilobyte.
const KEPT: usize = 65_536;

/// The items of all feeds, each made when it is first asked for.
#[derive(Debug)]
pub struct Items {
    atom: Vec<Item>,
    rss: Vec<Item>,
}

/// An item, and the facts that it was made from.
type Item = OnceLock<(Box<str>, Box<[FactNumber]>)>;

impl Items {
    /// Returns items for `count` documents.
    pub fn new(count: usize, config: &Config) -> Self {
        let room = |used: bool| {
            let count = if used && count <= KEPT { count } else { 0 };
            (0..count).map(|_| OnceLock::new()).collect()
        };
        Self {
            atom: room(config.feeds.atom),
            rss: room(config.feeds.rss),
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
        if let Some((made, facts)) = place.and_then(OnceLock::get) {
            shared.see(facts);
            return Ok(Cow::Borrowed(made));
        }
        let seen = Seen::default();
        let apart = shared.apart(&seen);
        let item = match format {
            FeedFormat::Atom => atom(id, &apart, tera)?,
            FeedFormat::Rss => rss(id, &apart, tera)?,
        };
        let facts = seen.into_facts();
        shared.see(&facts);
        Ok(match place {
            Some(place) => Cow::Borrowed(&place.get_or_init(|| (item.into(), facts)).0),
            None => Cow::Owned(item),
        })
    }
}

fn atom(id: EntryId, shared: &Shared<'_>, tera: &Tera) -> Result<String, FeedFailed> {
    let config = shared.config;
    let mut xml = Xml::default();
    let head = &shared.head(id);
    let link = permalink(head.url, config);
    xml.raw("<entry>\n").element("title", head.title).element("id", &link);
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &link)]);
    let moment = |at| Moment::at(at, &config.timezone).rfc3339();
    if let Some(published) = head.published {
        xml.element("published", &moment(published));
    }
    // What has no date at all is in no feed.
    if let Some(changed) = changed(head, shared) {
        xml.element("updated", &moment(changed));
    }
    for name in authors(head, shared) {
        xml.raw("<author>").element("name", name).raw("</author>\n");
    }
    for term in terms(head, shared) {
        xml.empty("category", &[("term", term)]);
    }
    let summary = summary(id, shared);
    if let Some(summary) = summary.as_str() {
        xml.element("summary", summary);
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
    let head = &shared.head(id);
    let link = permalink(head.url, config);
    xml.raw("<item>\n").element("title", head.title).element("link", &link);
    xml.start("guid", &[("isPermaLink", "true")])
        .text(&link)
        .raw("</guid>\n");
    if let Some(published) = head.published {
        xml.element("pubDate", &Moment::at(published, &config.timezone).rfc2822());
    }
    for name in authors(head, shared) {
        xml.element("dc:creator", name);
    }
    for term in terms(head, shared) {
        xml.element("category", term);
    }
    // The specification of content:encoded wants the description before it.
    xml.element("description", summary(id, shared).as_str().unwrap_or_default());
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
pub(super) fn changed(head: &Head<'_>, shared: &Shared<'_>) -> Option<Timestamp> {
    let updated = head.updated.map(|updated| updated.timestamp());
    let withdrawn = head.withdrawn.and_then(|notice| notice.date);
    let withdrawn = withdrawn.map(|date| date.timestamp()).filter(|at| shared.reached(*at));
    updated.max(head.published).max(withdrawn)
}

/// Takes out what only works in the page itself.
fn for_feeds(html: &str) -> String {
    html.replace(" tabindex=\"0\"", "")
}

/// Returns the lead as plain text; none where there is none.
fn summary(id: EntryId, shared: &Shared<'_>) -> Value {
    let summary = plain_summary(id, shared);
    let text = summary.as_str().unwrap_or_default();
    // Who reads only the feed has to know it too.
    let head = shared.head(id);
    if is_withdrawn(head.withdrawn, shared) {
        let notice = shared.word(head.language, "withdrawn", &[]);
        return Value::normal_string(format!("{notice} {text}").trim_end());
    }
    if text.is_empty() { Value::none() } else { summary }
}

fn authors<'a>(head: &Head<'a>, shared: &'a Shared<'a>) -> impl Iterator<Item = &'a str> {
    named(head, shared, |taxonomy| taxonomy == "authors")
}

fn terms<'a>(head: &Head<'a>, shared: &'a Shared<'a>) -> impl Iterator<Item = &'a str> {
    named(head, shared, |taxonomy| taxonomy != "authors")
}

fn named<'a>(head: &Head<'a>, shared: &'a Shared<'a>, wanted: fn(&str) -> bool) -> impl Iterator<Item = &'a str> {
    head.terms.iter().filter_map(move |term| {
        let term = shared.term(*term);
        wanted(shared.taxonomy(term.taxonomy).name).then_some(term.name)
    })
}
