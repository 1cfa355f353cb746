//! What of a document the site is put together from, as a hash: two texts with one outline make the same site, but for the pages that show them.

use xxhash_rust::xxh3::xxh3_64;

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
    let seen = postcard::to_extend(&(headings, anchors), seen).unwrap_or_default();
    xxh3_64(head).rotate_left(1) ^ xxh3_64(&seen)
}
