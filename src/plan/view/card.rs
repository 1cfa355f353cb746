//! Cards: what lists, neighbours and related articles show of a document.

use serde::Serialize;
use tera::Value;

use super::event::event_card;
use super::fields::{Fields, list_of, map_of, or_none};
use super::image::image;
use super::{Head, Shared, href, permalink};
use crate::organise::{EntryId, Kind};
use crate::parse::front_matter::Withdrawn;
use crate::parse::markdown;
use crate::reading_time;

/// Returns the CARD of a document.
pub(super) fn card(id: EntryId, shared: &Shared<'_>) -> Value {
    let head = &shared.head(id);
    Fields::sized(16)
        .text("kind", kind_word(head.kind))
        .text("title", head.title)
        .text("url", &href(head.url, shared.config))
        .text("permalink", &permalink(head.url, shared.config))
        .with("summary", shared.lead(id).html)
        .maybe("kicker", kicker(head, shared))
        .with("date", shared.date(head.date, head.language))
        .with("updated", shared.date(head.updated, head.language))
        .with("reading_time", reading_time(head, shared))
        .with("image", image(head.image, id, shared))
        .with("language", shared.language_value(head.language))
        .with(
            "section",
            or_none(head.section.map(|section| shared.section_value(section))),
        )
        .with(
            "authors",
            list_of(author_terms(head, shared).map(|term| shared.term_value(term))),
        )
        .with("event", event_card(head, shared))
        .with("withdrawn", is_withdrawn(head.withdrawn, shared))
        .into()
}

/// Whether a document no longer holds; a withdrawal of tomorrow does not count today.
pub fn is_withdrawn(notice: Option<&Withdrawn>, shared: &Shared<'_>) -> bool {
    notice.is_some_and(|notice| notice.date.is_none_or(|date| shared.reached(date.timestamp())))
}

/// Returns the word by which templates know what a document is.
pub fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Home => "home",
        Kind::Section(_) => "section",
        Kind::Article => "article",
        Kind::Event => "event",
        Kind::Page => "page",
        Kind::Term(_) => "term",
    }
}

/// The lead of a document: front matter's summary, else the text's beginning; none where there is neither.
#[derive(Debug, Clone)]
pub(super) struct Lead {
    /// As inline HTML.
    pub html: Value,
    /// As plain text.
    pub plain: Value,
}

/// Returns the lead of a document.
pub(super) fn lead(head: &Head<'_>, shared: &Shared<'_>) -> Lead {
    let Some(summary) = head.summary else {
        // That of the text's beginning is plain: a `<` in it is one.
        let plain = shared.excerpt(head.id).map_or_else(Value::none, Value::normal_string);
        return Lead {
            html: plain.clone(),
            plain,
        };
    };
    let html = shared.inline(head.id, Some(summary));
    let text = html.as_str().unwrap_or_default();
    let plain = markdown::plain_of_html(text);
    if plain == text {
        // One text for both.
        let plain = Value::normal_string(text);
        let html = plain.clone().mark_safe();
        return Lead { html, plain };
    }
    let plain = Value::normal_string(&plain);
    Lead { html, plain }
}

/// Returns the lead as plain text, or none.
pub fn plain_summary(id: EntryId, shared: &Shared<'_>) -> Value {
    shared.lead(id).plain
}

/// Returns the lead as inline HTML, or none.
pub fn summary_html(id: EntryId, shared: &Shared<'_>) -> Value {
    shared.lead(id).html
}

/// Returns the line over the headline: the document's own, else its section's.
pub fn kicker<'a>(head: &Head<'a>, shared: &Shared<'a>) -> Option<&'a str> {
    if let Some(kicker) = head.kicker {
        return Some(kicker);
    }
    let section = shared.section(head.section?);
    let kicker = shared
        .config
        .section(section.name)
        .and_then(|section| section.kicker.as_ref());
    kicker.map(|kicker| shared.localized(kicker, head.language))
}

/// Returns how long it takes to read, as number and in words.
pub(super) fn reading_time(head: &Head<'_>, shared: &Shared<'_>) -> Value {
    let tag = shared.tag(head.language);
    let count = shared.word_count(head.id);
    let minutes = reading_time::minutes(count, &shared.config.reading_time, tag);
    let text = shared.words[head.language.index()].plural("minutes", u64::from(minutes), shared.locale(head.language));
    map_of(&ReadingTime {
        minutes,
        words: count.words,
        text: &text,
    })
}

/// How long it takes to read.
#[derive(Serialize)]
struct ReadingTime<'a> {
    minutes: u32,
    words: u32,
    text: &'a str,
}

/// Returns the terms of `authors` that a document has.
pub(super) fn author_terms<'b>(
    head: &Head<'b>,
    shared: &'b Shared<'_>,
) -> impl Iterator<Item = crate::organise::TermId> + 'b {
    head.terms.iter().copied().filter(|term| shared.is_author(*term))
}
