//! What of a document the site is put together from, as a hash: two texts with one outline make the same site, but for the pages that show them.

use serde_json::Value;
use xxhash_rust::xxh3::xxh3_64;

use crate::parse::front_matter::FrontMatter;
use crate::parse::{Body, Document, Reference};

/// Returns the outline of a document.
pub fn outline(document: &Document) -> u64 {
    let Document {
        path: _,   // its name
        source: _, // all of it
        name,
        front,
        body,
    } = document;
    outline_of(&postcard::to_stdvec(&(name, front)).unwrap_or_default(), body)
}

/// Returns the outline of a document; `head` is its name and its front matter, as they are kept.
pub(super) fn outline_of(head: &[u8], body: &Body) -> u64 {
    xxh3_64(head).rotate_left(1) ^ xxh3_64(&parts(body))
}

/// Returns what a body names, and what of it can be named.
fn parts(body: &Body) -> Vec<u8> {
    let Body {
        content: _,
        kept: _,
        references,
        headings,
        anchors,
        words: _,
        excerpt: _,
        has_code: _,
        has_calls: _,
    } = body;
    let mut seen = Vec::with_capacity(1024);
    for Reference { to, span: _ } in references {
        seen = postcard::to_extend(to, seen).unwrap_or_default();
    }
    postcard::to_extend(&(headings, anchors), seen).unwrap_or_default()
}

/// Whether two versions of the document at one path, read under the same settings, differ in nothing but their text and the lines over it: title, lead
/// and kicker, and the title for search engines. Both have a title of their own.
pub fn differ_in_lines(then: &Document, now: &Document) -> bool {
    let have_titles = then.front.title.is_some() && now.front.title.is_some();
    let (before, after) = (rest(&then.front), rest(&now.front));
    have_titles && parts(&then.body) == parts(&now.body) && before.is_some() && before == after
}

/// Returns what front matter says besides those lines, wherever it says it.
fn rest(front: &FrontMatter) -> Option<Value> {
    let mut front = front.clone();
    front.title = None;
    front.summary = None;
    front.seo_title = None;
    front.kicker = None;
    let mut rest = serde_json::to_value(&front).ok()?;
    without_places(&mut rest);
    Some(rest)
}

/// Takes out where each value was written. Keys of the writer's own are no fields here, but lists of keys and values.
fn without_places(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("span");
            fields.values_mut().for_each(without_places);
        }
        Value::Array(values) => values.iter_mut().for_each(without_places),
        _ => {}
    }
}
