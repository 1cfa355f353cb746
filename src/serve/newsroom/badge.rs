//! How a document stands, in a word and a sentence.

use serde::Serialize;

use super::words::Speech;
use crate::date::TimeZone;
use crate::newsroom::{Item, Status};

/// How a document stands.
#[derive(Debug, Serialize)]
pub(super) struct Badge {
    /// For the stylesheet, and in the query of the list.
    pub name: &'static str,
    /// In words, with the moment that it depends on.
    pub text: String,
}

/// Returns how a document stands.
pub(super) fn badge(item: &Item, words: &Speech, zone: &TimeZone) -> Badge {
    let name = item.status.name();
    let with = |key, at| words.text(key, &[("moment", &words.short_moment(at, zone))]);
    let text = match item.status {
        Status::Waiting(at) => with("waiting_until", at),
        Status::Expired(at) => with("expired_since", at),
        _ => words.text(&format!("status_{name}"), &[]),
    };
    Badge { name, text }
}
