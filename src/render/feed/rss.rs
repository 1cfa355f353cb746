//! RSS 2.0, with what Atom, Dublin Core, Media RSS and the content module add to it.

use super::items::{Article, Picture};
use super::{Feed, note, stylesheet};
use crate::config::Config;
use crate::date::Moment;
use crate::plan::view::{Shared, media_type};
use crate::render::stream::Stream;
use crate::render::xml::Xml;

const NAMESPACES: [(&str, &str); 5] = [
    ("version", "2.0"),
    ("xmlns:atom", "http://www.w3.org/2005/Atom"),
    ("xmlns:content", "http://purl.org/rss/1.0/modules/content/"),
    ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
    ("xmlns:media", "http://search.yahoo.com/mrss/"),
];

/// Returns all of a feed that stands before its items.
pub(super) fn head(feed: &Feed<'_>, shared: &Shared<'_>) -> Stream {
    let config = shared.config;
    let mut xml = Xml::styled(stylesheet(shared).as_deref());
    xml.start("rss", &NAMESPACES).raw("\n<channel>\n");
    xml.element("title", &feed.title).element("link", &feed.page);
    xml.element("description", &feed.description)
        .element("language", shared.tag(feed.language).as_str());
    let own = [("rel", "self"), ("type", "application/rss+xml"), ("href", &*feed.own)];
    xml.empty("atom:link", &own);
    for (rel, url) in &feed.others {
        xml.empty(
            "atom:link",
            &[("rel", rel), ("type", "application/rss+xml"), ("href", url)],
        );
    }
    if let Some(hub) = &config.feeds.hub {
        xml.empty("atom:link", &[("rel", "hub"), ("href", hub)]);
    }
    if let Some(copyright) = feed.copyright {
        xml.element("copyright", copyright);
    }
    if let Some(newest) = feed.newest {
        xml.element("lastBuildDate", &Moment::at(newest, &config.timezone).rfc2822());
    }
    // A GIF, JPEG or PNG, says the specification; other kinds are for Atom and JSON Feed.
    let is_known = |logo: &&String| matches!(media_type(logo), Some("image/gif" | "image/jpeg" | "image/png"));
    if let Some(logo) = feed.logo.as_ref().filter(is_known) {
        xml.raw("<image>").element("url", logo).element("title", &feed.title);
        xml.element("link", &feed.page).raw("</image>\n");
    }
    if shared.feed_style.is_some() {
        xml.raw(&note(feed, shared));
    }
    xml.into_stream()
}

/// Returns an item.
pub(super) fn item(article: &Article<'_>, config: &Config) -> String {
    let mut xml = Xml::default();
    xml.raw("<item>\n")
        .element("title", article.title)
        .element("link", &article.link);
    xml.start("guid", &[("isPermaLink", "false")])
        .text(&article.id)
        .raw("</guid>\n");
    if let Some(published) = &article.published {
        xml.element("pubDate", &published.rfc2822());
    }
    if let Some(updated) = article
        .updated
        .filter(|updated| Some(updated) != article.published.as_ref())
    {
        xml.element("atom:updated", &updated.rfc3339());
    }
    for (name, _) in &article.authors {
        xml.element("dc:creator", name);
    }
    if config.languages.len() > 1 {
        xml.element("dc:language", article.language);
    }
    for subject in &article.subjects {
        xml.element("category", subject);
    }
    // The specification of content:encoded wants the description before it.
    xml.element("description", article.summary.as_deref().unwrap_or_default());
    if let Some(html) = &article.html {
        xml.raw("<content:encoded>").text(html).raw("</content:encoded>\n");
    }
    if let Some(picture) = &article.picture {
        media(&mut xml, picture);
    }
    xml.raw("</item>\n");
    xml.text_so_far()
}

fn media(xml: &mut Xml, picture: &Picture<'_>) {
    let size = picture.size.map(|size| size.to_string());
    let sides = picture
        .dimensions
        .map(|(width, height)| (width.to_string(), height.to_string()));
    let mut attributes = vec![("url", &*picture.url), ("medium", "image")];
    attributes.extend(picture.media_type.map(|media_type| ("type", media_type)));
    attributes.extend(size.as_deref().map(|size| ("fileSize", size)));
    if let Some((width, height)) = &sides {
        attributes.extend([("width", &**width), ("height", &**height)]);
    }
    xml.start("media:content", &attributes);
    if let Some(alt) = picture.alt {
        xml.raw("\n").element("media:description", alt);
    }
    if let Some(credit) = picture.credit {
        xml.element("media:credit", credit);
    }
    xml.raw("</media:content>\n");
}
