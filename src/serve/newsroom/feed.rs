//! How a document stands in a feed: read from the feed itself, as its readers do.

use roxmltree::{Document, Node};
use serde::Serialize;
use serde_json::Value;

use super::words::Speech;
use crate::date::{Moment, TimeZone};

/// How many characters of a text a reader shows.
const SHOWN: usize = 280;

/// A document in a feed.
#[derive(Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Entry {
    /// The name of the feed.
    feed: String,
    title: String,
    /// The beginning of the summary, else of the text.
    text: String,
    authors: Vec<String>,
    /// When it was published, as people write it, and for `<time>`.
    date: Option<(String, String)>,
}

/// Finds the entry of the page at `address` in a feed of this media type: Atom (RFC 4287), RSS 2.0 or JSON Feed 1.1.
pub(super) fn entry(kind: &str, feed: &str, address: &str, words: &Speech, zone: &TimeZone) -> Option<Entry> {
    let raw = if kind.contains("json") {
        json(feed, address)?
    } else {
        xml(feed, address)?
    };
    let at = raw.date.and_then(|date| {
        let moment = Moment::parse(&date, zone).ok().map(|moment| moment.timestamp());
        moment.or_else(|| jiff::fmt::rfc2822::parse(&date).ok().map(|date| date.timestamp()))
    });
    Some(Entry {
        feed: one_line(&raw.feed),
        title: one_line(&raw.title),
        text: shortened(&one_line(&raw.text)),
        authors: raw.authors.iter().map(|name| one_line(name)).collect(),
        date: at.map(|at| (words.day_or_moment(at, zone), Moment::at(at, zone).iso())),
    })
}

struct Raw {
    feed: String,
    title: String,
    text: String,
    authors: Vec<String>,
    date: Option<String>,
}

fn xml(feed: &str, address: &str) -> Option<Raw> {
    let feed = Document::parse(feed).ok()?;
    let root = feed.root_element();
    // An RSS feed has its items in a channel.
    let of = child(root, "channel").unwrap_or(root);
    let is_this = |item: &Node<'_, '_>| {
        let mut links = item.children().filter(|node| node.has_tag_name_of("link"));
        links.any(|link| {
            let is_page = link.attribute("rel").is_none_or(|rel| rel == "alternate");
            is_page && link.attribute("href").or(link.text()).map(str::trim) == Some(address)
        })
    };
    let mut items = of
        .children()
        .filter(|node| node.has_tag_name_of("entry") || node.has_tag_name_of("item"));
    let item = items.find(is_this)?;
    let text = |name: &str| child(item, name).and_then(|node| node.text()).map(str::to_owned);
    let named = item
        .children()
        .filter(|node| node.has_tag_name_of("author") || node.has_tag_name_of("creator"));
    let authors = named.filter_map(|node| child(node, "name").unwrap_or(node).text().map(str::to_owned));
    let whole = || {
        text("content")
            .or_else(|| text("encoded"))
            .map(|html| without_tags(&html))
    };
    let summary = text("summary").or_else(|| text("description").map(|html| without_tags(&html)));
    Some(Raw {
        feed: child(of, "title")
            .and_then(|node| node.text())
            .unwrap_or_default()
            .to_owned(),
        title: text("title").unwrap_or_default(),
        text: summary.or_else(whole).unwrap_or_default(),
        authors: authors.collect(),
        date: text("published")
            .or_else(|| text("updated"))
            .or_else(|| text("pubDate")),
    })
}

fn json(feed: &str, address: &str) -> Option<Raw> {
    let feed: Value = serde_json::from_str(feed).ok()?;
    let item = feed["items"].as_array()?.iter().find(|item| item["url"] == address)?;
    let text = |name: &str| item[name].as_str().map(str::to_owned);
    let authors = item["authors"].as_array().into_iter().flatten();
    let whole = || text("content_text").or_else(|| text("content_html").map(|html| without_tags(&html)));
    Some(Raw {
        feed: feed["title"].as_str().unwrap_or_default().to_owned(),
        title: text("title").unwrap_or_default(),
        text: text("summary").or_else(whole).unwrap_or_default(),
        authors: authors
            .filter_map(|author| author["name"].as_str().map(str::to_owned))
            .collect(),
        date: text("date_published"),
    })
}

/// By the local name alone: feeds bring names of several vocabularies.
trait Named {
    fn has_tag_name_of(&self, name: &str) -> bool;
}

impl Named for Node<'_, '_> {
    fn has_tag_name_of(&self, name: &str) -> bool {
        self.is_element() && self.tag_name().name() == name
    }
}

fn child<'n, 'i>(of: Node<'n, 'i>, name: &str) -> Option<Node<'n, 'i>> {
    of.children().find(|node| node.has_tag_name_of(name))
}

fn without_tags(html: &str) -> String {
    let clean = ammonia::Builder::empty().clean(html).to_string();
    // What is left is text as HTML has it.
    let plain = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&nbsp;", "\u{a0}"),
        ("&amp;", "&"),
    ];
    plain.iter().fold(clean, |text, (from, to)| text.replace(from, to))
}

fn one_line(text: &str) -> String {
    text.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(SHOWN) {
        None => text.to_owned(),
        Some((end, _)) => {
            let end = text[..end].rfind(' ').unwrap_or(end);
            format!("{} …", text[..end].trim_end())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::serve::newsroom::words::Language;

    fn read(kind: &str, feed: &str) -> Option<Entry> {
        let zone = TimeZone::parse("Europe/Amsterdam").expect("a zone");
        entry(kind, feed, "http://a/raad/", Language::Dutch.words(), &zone)
    }

    #[test]
    fn the_same_is_read_from_each_format() {
        let atom = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>Proef</title>
            <entry><title>Ander</title><link rel="alternate" href="http://a/ander/"/></entry>
            <entry><title>Raad &lt;b&gt;</title><link rel="enclosure" href="http://a/b"/><link rel="alternate" href="http://a/raad/"/>
            <author><name>Anna</name><uri>http://a/anna/</uri></author><published>2026-03-05T09:00:00+01:00</published>
            <content type="html">&lt;p&gt;De raad &amp;amp; markt&lt;/p&gt;</content></entry></feed>"#;
        let rss = r#"<rss xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Proef</title><item><title>Raad &lt;b&gt;</title>
            <link>http://a/raad/</link><dc:creator>Anna</dc:creator><pubDate>Thu, 05 Mar 2026 09:00:00 +0100</pubDate>
            <description>&lt;p&gt;De raad &amp;amp; markt&lt;/p&gt;</description></item></channel></rss>"#;
        let json = r#"{"title":"Proef","items":[{"url":"http://a/raad/","title":"Raad <b>","authors":[{"name":"Anna"}],
            "date_published":"2026-03-05T09:00:00+01:00","content_html":"<p>De raad &amp; markt</p>"}]}"#;
        let one = read("application/atom+xml", atom).expect("an entry");
        assert_eq!((one.title.as_str(), one.text.as_str()), ("Raad <b>", "De raad & markt"));
        assert_eq!(
            one.date.as_ref().map(|(_, iso)| iso.as_str()),
            Some("2026-03-05T09:00:00+01:00")
        );
        assert_eq!(read("application/rss+xml", rss).as_ref(), Some(&one));
        assert_eq!(read("application/feed+json", json).as_ref(), Some(&one));
        assert_eq!(read("application/atom+xml", "<feed"), None);
        assert_eq!(read("application/feed+json", "{}"), None);
    }

    #[test]
    fn a_long_text_ends_at_a_word() {
        let text = shortened(&"woord ".repeat(100));
        assert!(text.ends_with("woord …") && text.chars().count() <= SHOWN + 2, "{text}");
    }
}
