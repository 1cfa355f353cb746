//! Cards: what lists, neighbours and related articles show of a document.

use tera::Value;

use super::date::maybe_date;
use super::event::event_card;
use super::fields::{Fields, list_of, or_none};
use super::image::image;
use super::{Shared, href, permalink};
use crate::organise::{Entry, EntryId, Kind};
use crate::parse::markdown;
use crate::reading_time;

/// Returns the CARD of a document.
pub(super) fn card(id: EntryId, shared: &Shared<'_>) -> Value {
    let entry = shared.entry(id);
    let locale = shared.locale(entry.language);
    Fields::sized(16)
        .text("kind", kind_word(entry.kind))
        .text("title", &entry.title)
        .text("url", &href(&entry.url, shared.config))
        .text("permalink", &permalink(&entry.url, shared.config))
        .with("summary", summary(id, shared))
        .maybe("kicker", kicker(entry, shared))
        .with("date", maybe_date(entry.date(), locale))
        .with(
            "updated",
            maybe_date(entry.front.updated.as_ref().map(|updated| &updated.value), locale),
        )
        .with("reading_time", reading_time(entry, shared))
        .with("image", image(entry.front.image.as_ref(), id, shared))
        .with("language", shared.language_value(entry.language))
        .with(
            "section",
            or_none(entry.section.map(|section| shared.section_value(section))),
        )
        .with(
            "authors",
            list_of(author_terms(entry, shared).map(|term| shared.term_value(term))),
        )
        .with("event", event_card(entry, shared))
        .with("withdrawn", is_withdrawn(entry, shared))
        .into()
}

/// Whether a document no longer holds; a withdrawal of tomorrow does not count today.
pub fn is_withdrawn(entry: &Entry<'_>, shared: &Shared<'_>) -> bool {
    let notice = entry.front.withdrawn.as_deref();
    notice.is_some_and(|notice| notice.date.is_none_or(|date| shared.site.now.reached(date.timestamp())))
}

/// Returns the word by which templates know what a document is.
pub(super) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Home => "home",
        Kind::Section(_) => "section",
        Kind::Article => "article",
        Kind::Event => "event",
        Kind::Page => "page",
        Kind::Term(_) => "term",
    }
}

/// Returns the lead as inline HTML: front matter's summary, else the text's beginning.
pub(super) fn summary(id: EntryId, shared: &Shared<'_>) -> Value {
    let entry = shared.entry(id);
    match (&entry.front.summary, &entry.body.excerpt) {
        (Some(summary), _) => shared.inline(id, Some(summary)),
        (None, Some(excerpt)) => Value::normal_string(excerpt),
        (None, None) => Value::none(),
    }
}

/// Returns the lead as plain text. That of the text's beginning is: a `<` in it is one.
pub fn plain_summary(id: EntryId, shared: &Shared<'_>) -> Option<String> {
    let written = shared.entry(id).front.summary.is_some();
    let summary = shared.of_card(id, "summary");
    let summary = summary.as_str()?;
    Some(if written {
        markdown::plain_of_html(summary)
    } else {
        summary.to_owned()
    })
}

/// Returns the line over the headline: the document's own, else its section's.
pub(super) fn kicker<'a>(entry: &'a Entry<'_>, shared: &Shared<'a>) -> Option<&'a str> {
    if let Some(kicker) = entry.front.kicker.as_deref() {
        return Some(kicker);
    }
    let section = &shared.site.sections[entry.section?.index()];
    let kicker = shared
        .config
        .section(&section.name)
        .and_then(|section| section.kicker.as_ref());
    kicker.map(|kicker| shared.localized(kicker, entry.language))
}

/// Returns how long it takes to read, as number and in words.
pub(super) fn reading_time(entry: &Entry<'_>, shared: &Shared<'_>) -> Value {
    let tag = shared.tag(entry.language);
    let minutes = reading_time::minutes(entry.body.words, &shared.config.reading_time, tag);
    let text =
        shared.words[entry.language.index()].plural("minutes", u64::from(minutes), shared.locale(entry.language));
    Fields::new()
        .with("minutes", minutes)
        .with("words", entry.body.words.words)
        .text("text", &text)
        .into()
}

/// Returns the terms of `authors` that a document has.
pub(super) fn author_terms<'b>(
    entry: &'b Entry<'_>,
    shared: &'b Shared<'_>,
) -> impl Iterator<Item = crate::organise::TermId> + 'b {
    entry.terms.iter().copied().filter(|term| shared.is_author(*term))
}
