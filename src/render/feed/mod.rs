//! Feeds: Atom 1.0 (RFC 4287), RSS 2.0 and JSON Feed 1.1, with the whole text or the summary.

mod atom;
mod items;
mod json;
mod rss;

pub use items::{FeedFailed, Items, changed};

use std::cmp::Reverse;

use jiff::Timestamp;
use tera::Tera;

use super::stream::Stream;
use crate::config::FeedFormat;
use crate::organise::{EntryId, LanguageId};
use crate::plan::view::{Shared, absolute, configured, permalink};
use crate::plan::{FeedAt, FeedOf, feed_address, feed_pages};
use crate::url_path::UrlPath;

/// What a feed is about, whatever its format.
struct Feed<'a> {
    language: LanguageId,
    title: String,
    description: String,
    /// The page that lists the same, as a whole address.
    page: String,
    /// Its own address.
    own: String,
    /// Its other pages (RFC 5005 §3): what each is of this one, and its address.
    others: Vec<(&'static str, String)>,
    /// Who publishes it.
    publisher: &'a str,
    copyright: Option<&'a str>,
    logo: Option<String>,
    items: Vec<EntryId>,
    /// When the last of them was changed.
    newest: Option<Timestamp>,
}

/// Returns a feed; of a long one all before its end is given to `take`. Its dates come from its articles, never from the clock.
pub fn feed(
    at: FeedAt,
    items: &Items,
    shared: &Shared<'_>,
    tera: &Tera,
    take: &mut dyn FnMut(&[u8]),
) -> Result<Vec<u8>, FeedFailed> {
    let format = at.format;
    let feed = feed_of(at, shared);
    let (head, between, end) = match format {
        FeedFormat::Atom => (atom::head(&feed, shared), "", "</feed>\n"),
        FeedFormat::Rss => (rss::head(&feed, shared), "", "</channel>\n</rss>\n"),
        FeedFormat::Json => (json::head(&feed, shared), ",\n", "]}\n"),
    };
    items.make_ahead(&feed.items, format, shared, tera);
    let mut stream: Stream = head;
    for (n, &id) in feed.items.iter().enumerate() {
        let item = items.of(id, format, shared, tera)?;
        if n == 0 {
            // Most are about as long.
            stream.reserve(item.len() * feed.items.len());
        } else {
            stream.push(between);
        }
        stream.push(&item);
        stream.spill(take);
    }
    stream.push(end);
    Ok(stream.finish())
}

fn feed_of<'a>(at: FeedAt, shared: &Shared<'a>) -> Feed<'a> {
    let config = shared.config;
    let FeedAt { of, format, number } = at;
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
    // A feed wants what is newest, whatever the order of the list.
    let mut items: Vec<EntryId> = all.concat();
    items.retain(|id| shared.is_in_feeds(*id));
    items.sort_by_key(|id| (Reverse(shared.published(*id)), *id));
    items.dedup();
    let pages = feed_pages(items.len(), config);
    let address = |number: usize| feed_address(page, format, number).map(|url| permalink(&url, config));
    if config.feeds.items > 0 {
        let before = (number - 1) * config.feeds.items;
        items.drain(..before.min(items.len()));
        items.truncate(config.feeds.items);
    }
    let whole = |url: &UrlPath| permalink(url, config);
    let logo = config.organisation.logo.as_ref();
    Feed {
        language,
        title: own_title.map_or_else(|| site_title.to_owned(), |title| format!("{title} | {site_title}")),
        description: config
            .description
            .as_ref()
            .map_or(site_title, |text| shared.localized(text, language))
            .to_owned(),
        page: whole(page),
        own: address(number).unwrap_or_default(),
        others: others(number, pages)
            .filter_map(|(rel, number)| Some((rel, address(number)?)))
            .collect(),
        publisher: shared.localized(config.organisation.name.as_ref().unwrap_or(&config.title), language),
        copyright: config.copyright.as_ref().map(|text| shared.localized(text, language)),
        logo: logo.map(|logo| absolute(&configured(&logo.value, config), config)),
        newest: items.iter().filter_map(|id| changed(&shared.head(*id), shared)).max(),
        items,
    }
}

/// The other pages of a feed of several, by what each is of this one.
fn others(number: usize, pages: usize) -> impl Iterator<Item = (&'static str, usize)> {
    let all = [
        ("first", 1, pages > 1),
        ("previous", number.saturating_sub(1), number > 1),
        ("next", number + 1, number < pages),
        ("last", pages, pages > 1),
    ];
    all.into_iter()
        .filter(|(.., is_there)| *is_there)
        .map(|(rel, number, _)| (rel, number))
}

/// Returns the address of the stylesheet with which a browser shows the feed.
fn stylesheet(shared: &Shared<'_>) -> Option<String> {
    shared.feed_style.map(|url| configured(url, shared.config))
}

/// Returns what tells somebody who opens a feed in a browser what it is: XHTML, which a browser shows in any XML.
fn note(feed: &Feed<'_>, shared: &Shared<'_>) -> String {
    let mut xml = super::xml::Xml::default();
    let word = |key: &str| shared.word(feed.language, key, &[]);
    xml.raw("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>")
        .text(&word("feed_note"))
        .raw("</p><p>");
    xml.start("a", &[("href", &feed.page)])
        .text(&word("feed_page"))
        .raw("</a></p></div>\n");
    xml.text_so_far()
}
