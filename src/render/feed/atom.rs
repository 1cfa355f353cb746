//! Atom 1.0 (RFC 4287).

use jiff::Timestamp;

use super::items::Article;
use super::{Feed, changed, note, stylesheet};
use crate::date::Moment;
use crate::organise::LanguageId;
use crate::plan::view::Shared;
use crate::render::stream::Stream;
use crate::render::xml::Xml;

/// Returns all of a feed that stands before its items.
pub(super) fn head(feed: &Feed<'_>, shared: &Shared<'_>) -> Stream {
    let config = shared.config;
    let mut xml = Xml::styled(stylesheet(shared).as_deref());
    let language = shared.tag(feed.language).as_str();
    xml.start(
        "feed",
        &[("xmlns", "http://www.w3.org/2005/Atom"), ("xml:lang", language)],
    );
    xml.raw("\n").element("title", &feed.title).element("id", first(feed));
    let own = [("rel", "self"), ("type", "application/atom+xml"), ("href", &feed.own)];
    xml.empty("link", &own);
    xml.empty(
        "link",
        &[("rel", "alternate"), ("type", "text/html"), ("href", &feed.page)],
    );
    for (rel, url) in &feed.others {
        xml.empty("link", &[("rel", rel), ("type", "application/atom+xml"), ("href", url)]);
    }
    if let Some(hub) = &config.feeds.hub {
        xml.empty("link", &[("rel", "hub"), ("href", hub)]);
    }
    // An empty feed still needs a date: that of the site's newest article. A site without any was never changed.
    let newest = feed
        .newest
        .or_else(|| newest_of_all(shared))
        .unwrap_or(Timestamp::UNIX_EPOCH);
    xml.element("updated", &Moment::at(newest, &config.timezone).rfc3339());
    xml.raw("<author>").element("name", feed.publisher);
    if let Some(url) = &config.organisation.url {
        xml.element("uri", url);
    }
    xml.raw("</author>\n");
    if let Some(copyright) = feed.copyright {
        xml.element("rights", copyright);
    }
    if let Some(logo) = &feed.logo {
        xml.element("logo", logo);
    }
    if shared.feed_style.is_some() {
        xml.raw(&note(feed, shared));
    }
    xml.into_stream()
}

/// Returns when the last article of any language came or was changed, of those that are the newest of their lists.
fn newest_of_all(shared: &Shared<'_>) -> Option<Timestamp> {
    let languages = (0..shared.config.languages.len()).map(|n| LanguageId(n as u32));
    let newest = languages.filter_map(|id| shared.language_lists(id).latest.first());
    newest.filter_map(|id| changed(&shared.head(*id), shared)).max()
}

/// The pages of a feed are one feed (RFC 5005 §3), and have the name of the first.
fn first<'f>(feed: &'f Feed<'_>) -> &'f str {
    let first = feed.others.iter().find(|(rel, _)| *rel == "first");
    first.map_or(&feed.own, |(_, url)| url)
}

/// Returns an item.
pub(super) fn item(article: &Article<'_>) -> String {
    let mut xml = Xml::default();
    xml.start("entry", &[("xml:lang", article.language)]).raw("\n");
    xml.element("title", article.title).element("id", &article.id);
    let link = [("rel", "alternate"), ("type", "text/html"), ("href", &*article.link)];
    xml.empty("link", &link);
    if let Some(picture) = &article.picture {
        let size = picture.size.map(|size| size.to_string());
        let mut attributes = vec![("rel", "enclosure"), ("href", &*picture.url)];
        attributes.extend(picture.media_type.map(|media_type| ("type", media_type)));
        attributes.extend(size.as_deref().map(|size| ("length", size)));
        xml.empty("link", &attributes);
    }
    if let Some(published) = &article.published {
        xml.element("published", &published.rfc3339());
    }
    // What has no date at all is in no feed.
    if let Some(updated) = &article.updated {
        xml.element("updated", &updated.rfc3339());
    }
    for (name, page) in &article.authors {
        xml.raw("<author>")
            .element("name", name)
            .element("uri", page)
            .raw("</author>\n");
    }
    for subject in &article.subjects {
        xml.empty("category", &[("term", subject)]);
    }
    if let Some(summary) = &article.summary {
        xml.element("summary", summary);
    }
    if let Some(html) = &article.html {
        xml.raw("<content type=\"html\">").text(html).raw("</content>\n");
    }
    xml.raw("</entry>\n");
    xml.text_so_far()
}
