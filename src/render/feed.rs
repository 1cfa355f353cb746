//! Feeds: Atom 1.0 (RFC 4287) and RSS 2.0, with the whole text or the summary.

use jiff::Timestamp;
use tera::Tera;

use super::body::TextFailed;
use super::feed_item::{Items, changed};
use super::xml::Xml;
use crate::date::Moment;
use crate::organise::{EntryId, LanguageId};
use crate::plan::view::{Shared, permalink};
use crate::plan::{FeedFormat, FeedOf};
use crate::url_path::UrlPath;

/// A feed that could not be made: the document whose shortcode failed.
pub type FeedFailed = (EntryId, TextFailed);

/// What a feed is about, whatever its format.
struct Feed<'a> {
    language: LanguageId,
    title: String,
    description: String,
    page: &'a UrlPath,
    items: Vec<EntryId>,
}

/// Returns a feed; of a long one all before its end is given to `take`. Its dates come from its articles, never from the clock.
pub fn feed(
    of: FeedOf,
    format: FeedFormat,
    url: &UrlPath,
    items: &Items,
    shared: &Shared<'_>,
    tera: &Tera,
    take: &mut dyn FnMut(&[u8]),
) -> Result<Vec<u8>, FeedFailed> {
    let feed = feed_of(of, shared);
    let mut xml = match format {
        FeedFormat::Atom => atom(&feed, url, shared),
        FeedFormat::Rss => rss(&feed, url, shared),
    };
    for (n, &id) in feed.items.iter().enumerate() {
        let item = items.of(id, format, shared, tera)?;
        if n == 0 {
            // Most are about as long.
            xml.reserve(item.len() * feed.items.len());
        }
        xml.raw(&item).spill(take);
    }
    xml.raw(match format {
        FeedFormat::Atom => "</feed>\n",
        FeedFormat::Rss => "</channel>\n</rss>\n",
    });
    Ok(xml.finish())
}

fn feed_of<'a>(of: FeedOf, shared: &Shared<'a>) -> Feed<'a> {
    let config = shared.config;
    // Coming events are news too: who subscribes wants to hear of them before they are over.
    let (language, own_title, page, all): (_, Option<&str>, _, [&[EntryId]; 2]) = match of {
        FeedOf::Language(id) => {
            let (language, lists) = (shared.language(id), shared.language_lists(id));
            (id, None, language.url, [lists.latest, lists.upcoming])
        }
        FeedOf::Section(id) => {
            let (section, lists) = (shared.section(id), shared.section_lists(id));
            (
                section.language,
                Some(section.title),
                section.url,
                [lists.items, lists.upcoming],
            )
        }
        FeedOf::Term(id) => {
            let (term, items) = (shared.term(id), shared.term_items(id));
            (term.language, Some(term.name), term.url, [items, &[]])
        }
    };
    let site_title = shared.localized(&config.title, language);
    let limit = match config.feeds.items {
        0 => usize::MAX,
        limit => limit,
    };
    // A feed wants what is newest, whatever the order of the list. What has no date is never new, and Atom wants a date of each (RFC 4287
    // §4.1.2): a made-up one would bring an old page to subscribers as news.
    let mut items: Vec<EntryId> = all.concat();
    // A draft is for the eyes of who writes it: a subscriber's reader would keep it.
    items.retain(|id| !shared.head(*id).is_draft);
    items.retain(|id| shared.published(*id).is_some() || changed(&shared.head(*id), shared).is_some());
    items.sort_by_key(|id| (std::cmp::Reverse(shared.published(*id)), *id));
    items.dedup();
    items.truncate(limit);
    Feed {
        language,
        title: own_title.map_or_else(|| site_title.to_owned(), |title| format!("{title} | {site_title}")),
        description: config
            .description
            .as_ref()
            .map_or(site_title, |text| shared.localized(text, language))
            .to_owned(),
        page,
        items,
    }
}

/// Returns all of an Atom feed that stands before its items.
fn atom(feed: &Feed<'_>, url: &UrlPath, shared: &Shared<'_>) -> Xml {
    let config = shared.config;
    let (own, page) = (permalink(url, config), permalink(feed.page, config));
    let mut xml = Xml::new();
    xml.start(
        "feed",
        &[
            ("xmlns", "http://www.w3.org/2005/Atom"),
            ("xml:lang", shared.tag(feed.language).as_str()),
        ],
    );
    xml.raw("\n").element("title", &feed.title).element("id", &own);
    xml.empty(
        "link",
        &[("rel", "self"), ("type", "application/atom+xml"), ("href", &own)],
    );
    xml.empty("link", &[("rel", "alternate"), ("type", "text/html"), ("href", &page)]);
    // An empty feed still needs a date: the oldest there is says "never changed".
    let newest = feed
        .items
        .iter()
        .filter_map(|id| changed(&shared.head(*id), shared))
        .max()
        .unwrap_or(Timestamp::UNIX_EPOCH);
    xml.element("updated", &Moment::at(newest, &config.timezone).rfc3339());
    let publisher = config.organisation.name.as_ref().unwrap_or(&config.title);
    xml.raw("<author>")
        .element("name", shared.localized(publisher, feed.language))
        .raw("</author>\n");
    xml
}

/// Returns all of an RSS feed that stands before its items.
fn rss(feed: &Feed<'_>, url: &UrlPath, shared: &Shared<'_>) -> Xml {
    let config = shared.config;
    let mut xml = Xml::new();
    xml.raw("<rss version=\"2.0\" xmlns:atom=\"http://www.w3.org/2005/Atom\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>\n");
    xml.element("title", &feed.title)
        .element("link", &permalink(feed.page, config));
    xml.element("description", &feed.description)
        .element("language", shared.tag(feed.language).as_str());
    xml.empty(
        "atom:link",
        &[
            ("rel", "self"),
            ("type", "application/rss+xml"),
            ("href", &permalink(url, config)),
        ],
    );
    if let Some(newest) = feed
        .items
        .iter()
        .filter_map(|id| changed(&shared.head(*id), shared))
        .max()
    {
        xml.element("lastBuildDate", &Moment::at(newest, &config.timezone).rfc2822());
    }
    xml
}
