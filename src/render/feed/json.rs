//! JSON Feed 1.1.

use serde::Serialize;

use super::Feed;
use super::items::Article;
use crate::plan::view::Shared;
use crate::render::stream::Stream;

#[derive(Serialize)]
struct Head<'a> {
    version: &'static str,
    title: &'a str,
    home_page_url: &'a str,
    feed_url: &'a str,
    description: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    next_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    icon: Option<&'a str>,
    authors: [Author<'a>; 1],
    language: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hubs: Option<[Hub<'a>; 1]>,
}

#[derive(Serialize)]
struct Author<'a> {
    name: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<&'a str>,
}

#[derive(Serialize)]
struct Hub<'a> {
    r#type: &'static str,
    url: &'a str,
}

#[derive(Serialize)]
struct Item<'a> {
    id: &'a str,
    url: &'a str,
    title: &'a str,
    /// One of both is required: where feeds have no whole text, the summary is what there is.
    #[serde(skip_serializing_if = "Option::is_none")]
    content_html: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    content_text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_published: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date_modified: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    authors: Vec<Author<'a>>,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    tags: &'a [&'a str],
    language: &'a str,
}

/// Returns all of a feed that stands before its items.
pub(super) fn head(feed: &Feed<'_>, shared: &Shared<'_>) -> Stream {
    let config = shared.config;
    let next = feed.others.iter().find(|(rel, _)| *rel == "next");
    let head = written(&Head {
        version: "https://jsonfeed.org/version/1.1",
        title: &feed.title,
        home_page_url: &feed.page,
        feed_url: &feed.own,
        description: &feed.description,
        next_url: next.map(|(_, url)| &**url),
        icon: feed.logo.as_deref(),
        authors: [Author {
            name: feed.publisher,
            url: config.organisation.url.as_deref(),
        }],
        language: shared.tag(feed.language).as_str(),
        hubs: config.feeds.hub.as_deref().map(|url| [Hub { r#type: "WebSub", url }]),
    });
    let open = head.strip_suffix('}').unwrap_or_default();
    format!("{open},\"items\":[\n").into()
}

/// Returns an item.
pub(super) fn item(article: &Article<'_>) -> String {
    let (html, summary) = (article.html.as_deref(), article.summary.as_deref());
    let authors = article
        .authors
        .iter()
        .map(|(name, page)| Author { name, url: Some(page) });
    written(&Item {
        id: &article.id,
        url: &article.link,
        title: article.title,
        content_html: html,
        content_text: html.is_none().then(|| summary.unwrap_or_default()),
        summary: summary.filter(|_| html.is_some()),
        image: article.picture.as_ref().map(|picture| &*picture.url),
        date_published: article.published.map(|moment| moment.rfc3339()),
        date_modified: article.updated.map(|moment| moment.rfc3339()),
        authors: authors.collect(),
        tags: &article.subjects,
        language: article.language,
    })
}

fn written(value: &impl Serialize) -> String {
    // Structs of texts can be written.
    serde_json::to_string(value).unwrap_or_default()
}
