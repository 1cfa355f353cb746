//! Structured data: what a page is about, for search engines (JSON-LD 1.1 with the words of schema.org, one graph a page).
//!
//! Fields are those that Google's documentation of each type requires or recommends, as far as the article has them; what it does not have is
//! not made up.

mod article;
mod event;
mod people;

use serde_json::{Map, Value as Json, json};
use tera::Value;

use super::crops::crops;
use super::social::card_image;
use super::{Shared, absolute, is_elsewhere, permalink};
use crate::organise::{EntryId, Kind, LanguageId};
use crate::parse::markdown;
use crate::plan::Shows;

/// What every page tells of itself.
pub(super) struct Described<'a> {
    pub title: &'a str,
    /// Its whole address.
    pub url: &'a str,
    pub language: LanguageId,
    pub entry: Option<EntryId>,
    /// The way here from home, without itself: a list of LINK.
    pub breadcrumbs: Vec<Value>,
}

/// Returns the graph as text that can stand in `<script>`; none where a page has nothing to tell.
pub(super) fn graph(shows: Shows, page: &Described<'_>, shared: &Shared<'_>) -> Value {
    let mut nodes = match shows {
        Shows::Home(id, _) => vec![website(id, shared), people::publisher(id, shared)],
        Shows::Entry(id) => of_entry(id, page, shared),
        Shows::Section(..) | Shows::Taxonomy(_) | Shows::Series(_) | Shows::Archive(_) | Shows::Year(..) => {
            vec![list(page, shared)]
        }
        Shows::Term(id, _) if shared.is_author(id) => vec![people::profile(id, page, shared)],
        Shows::Term(..) => vec![list(page, shared)],
        _ => return Value::none(),
    };
    nodes.extend(breadcrumbs(page, shared));
    let graph = without_nothing(json!({ "@context": "https://schema.org", "@graph": nodes }));
    // Without `<` no text can end the script, or begin a comment in it (HTML, "Restrictions for contents of script elements").
    Value::safe_string(&graph.to_string().replace('<', "\\u003c"))
}

/// An announcement tells of its event as long as that is to come; its report is news about it.
fn of_entry(id: EntryId, page: &Described<'_>, shared: &Shared<'_>) -> Vec<Json> {
    let head = shared.head(id);
    let publisher = people::publisher(head.language, shared);
    match head.event {
        Some(event) if !head.event_is_past && head.announcement.is_none() => {
            let mut node = event::event(event, &head, shared);
            node["@id"] = json!(format!("{}#event", page.url));
            vec![node, publisher]
        }
        _ if head.kind == Kind::Page => vec![list_or_page("WebPage", page, shared)],
        _ => vec![article::article(id, page, shared), publisher],
    }
}

fn list(page: &Described<'_>, shared: &Shared<'_>) -> Json {
    list_or_page("CollectionPage", page, shared)
}

fn list_or_page(kind: &str, page: &Described<'_>, shared: &Shared<'_>) -> Json {
    let description = page.entry.map(|id| super::plain_summary(id, shared));
    json!({
        "@type": kind,
        "@id": page.url,
        "url": page.url,
        "name": page.title,
        "description": description.as_ref().and_then(Value::as_str),
        "image": page.entry.map(|id| image(id, shared)),
        "inLanguage": shared.tag(page.language).as_str(),
        "isPartOf": { "@id": website_id(page.language, shared) },
    })
}

fn website(id: LanguageId, shared: &Shared<'_>) -> Json {
    let config = shared.config;
    json!({
        "@type": "WebSite",
        "@id": website_id(id, shared),
        "url": permalink(shared.language(id).url, config),
        "name": shared.localized(&config.title, id),
        "description": config.description.as_ref().map(|text| shared.localized(text, id)),
        "inLanguage": shared.tag(id).as_str(),
        "publisher": { "@id": people::publisher_id(shared) },
    })
}

fn website_id(id: LanguageId, shared: &Shared<'_>) -> String {
    format!("{}#website", permalink(shared.language(id).url, shared.config))
}

/// The way from home to the page, itself at the end; none where that is one step, for a list has two at the least.
fn breadcrumbs(page: &Described<'_>, shared: &Shared<'_>) -> Option<Json> {
    let field = |link: &Value, name: &str| link.get_from_path(name).and_then(Value::as_str).map(str::to_owned);
    let above = page.breadcrumbs.iter().map(|link| {
        let url = field(link, "url").map(|url| absolute(&url, shared.config));
        (field(link, "title").unwrap_or_default(), url)
    });
    let steps = above.chain([(page.title.to_owned(), Some(page.url.to_owned()))]);
    let items: Vec<Json> = (1..)
        .zip(steps)
        .map(
            |(position, (name, item))| json!({ "@type": "ListItem", "position": position, "name": name, "item": item }),
        )
        .collect();
    (items.len() > 1).then(|| json!({ "@type": "BreadcrumbList", "itemListElement": items }))
}

/// Returns the picture of a document, or nothing.
fn image(id: EntryId, shared: &Shared<'_>) -> Json {
    picture(&shared.of_card(id, "image"))
}

/// Returns the pictures of an article or an event: its own, that in other shapes, and its social card, which it has where its own is none that is
/// shown everywhere.
fn images(id: EntryId, shared: &Shared<'_>) -> Vec<Json> {
    let own = image(id, shared);
    let crops = crops(id, shared).map_or_else(Vec::new, |found| found.crops);
    let crops = crops.iter().map(|crop| {
        let url = permalink(&crop.url, shared.config);
        let mut cropped = own.clone();
        (cropped["url"], cropped["contentUrl"]) = (json!(url), json!(url));
        (cropped["width"], cropped["height"]) = (json!(crop.size.0), json!(crop.size.1));
        cropped
    });
    let mut images: Vec<Json> = crops.collect();
    images.insert(0, own);
    images.push(picture(&card_image(id, shared)));
    images
}

/// Returns an IMAGE as structured data. A licence is told where it is an address, as it has to be.
fn picture(image: &Value) -> Json {
    let text = |name: &str| {
        let text = image.get_from_path(name).and_then(Value::as_str)?;
        (!text.is_empty()).then(|| text.to_owned())
    };
    let number = |name: &str| image.get_from_path(name).and_then(Value::as_u64);
    let Some(url) = text("permalink") else {
        return Json::Null;
    };
    let caption = text("caption").map(|html| markdown::plain_of_html(&html));
    json!({
        "@type": "ImageObject",
        "url": url,
        "contentUrl": url,
        "width": number("width"),
        "height": number("height"),
        "caption": caption.or(text("alt")),
        "creditText": text("credit"),
        "license": text("license").filter(|license| is_elsewhere(license)),
    })
}

/// Takes out what has no value: nothing is told of what an article does not have.
pub fn without_nothing(value: Json) -> Json {
    let is_something = |value: &Json| match value {
        Json::Null => false,
        Json::Array(items) => !items.is_empty(),
        Json::String(text) => !text.is_empty(),
        _ => true,
    };
    match value {
        Json::Object(fields) => {
            let fields = fields.into_iter().map(|(key, value)| (key, without_nothing(value)));
            Json::Object(fields.filter(|(_, value)| is_something(value)).collect::<Map<_, _>>())
        }
        Json::Array(items) => {
            let items = items.into_iter().map(without_nothing);
            Json::Array(items.filter(is_something).collect())
        }
        other => other,
    }
}
