//! Runs of events, and text with placeholders in it.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::Event;

use super::fragment::Writer;
use super::shortcodes::{END, START};

/// The first byte of a placeholder in UTF-8.
const START_BYTE: u8 = 0xef;

/// Returns the number of the event that ends what event `n` starts.
pub(super) fn end_of(events: &[(Event<'_>, Range<usize>)], n: usize) -> usize {
    let mut depth = 0usize;
    for (at, (event, _)) in events.iter().enumerate().skip(n) {
        match event {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len() - 1
}

pub(super) fn plain_until(events: &[(Event<'_>, Range<usize>)], n: usize, writer: &Writer<'_, '_>) -> String {
    plain_of(&events[n + 1..end_of(events, n)], writer)
}

/// Returns the words of events as readers see them: without calls, with the quotation marks of the language.
pub(super) fn plain_of(events: &[(Event<'_>, Range<usize>)], writer: &Writer<'_, '_>) -> String {
    let mut text = String::new();
    for (event, range) in events {
        match event {
            Event::Text(piece) | Event::Code(piece) if writer.replaced.is_some() && holds_calls(piece) => {
                placeholders(piece)
                    .iter()
                    .filter(|piece| piece.call.is_none())
                    .for_each(|piece| text.push_str(piece.text));
            }
            Event::Text(piece) => text.push_str(writer.quotation_mark(piece, range).unwrap_or(piece)),
            Event::Code(piece) => text.push_str(piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    if is_tidy(&text) {
        return text;
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Whether words are parted by one space each, and by nothing else.
fn is_tidy(text: &str) -> bool {
    let bytes = text.as_bytes();
    // All bytes together: sixteen are looked at in one step.
    let is_other = bytes.iter().fold(false, |found, byte| found | (*byte < b' '));
    let pairs = bytes.iter().zip(bytes.get(1..).unwrap_or_default());
    let is_twice = pairs.fold(false, |found, pair| found | (pair == (&b' ', &b' ')));
    let is_wide = || text.chars().any(|c| !c.is_ascii() && c.is_whitespace());
    !is_other && !is_twice && !text.starts_with(' ') && !text.ends_with(' ') && (text.is_ascii() || !is_wide())
}

pub(super) fn clean_id(id: &str) -> String {
    let clean: String = id
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
        .collect();
    if clean.is_empty() { "kop".to_owned() } else { clean }
}

/// A stretch of text, or the number of a call.
pub(super) struct Stretch<'t> {
    pub(super) text: &'t str,
    pub(super) call: Option<usize>,
}

pub(super) fn placeholders(text: &str) -> Vec<Stretch<'_>> {
    let mut stretches = Vec::new();
    let mut rest = text;
    while let Some(start) = rest.find(START) {
        let inner = &rest[start + START.len_utf8()..];
        let Some(end) = inner.find(END) else { break };
        if start > 0 {
            stretches.push(Stretch {
                text: &rest[..start],
                call: None,
            });
        }
        stretches.push(Stretch {
            text: "",
            call: inner[..end].parse().ok(),
        });
        rest = &inner[end + END.len_utf8()..];
    }
    if !rest.is_empty() {
        stretches.push(Stretch { text: rest, call: None });
    }
    stretches
}

/// Returns `text` without placeholders, for places that show no calls: titles, names of languages.
pub(super) fn without_calls(text: &str) -> Cow<'_, str> {
    if !holds_calls(text) {
        return Cow::Borrowed(text);
    }
    placeholders(text).iter().map(|stretch| stretch.text).collect()
}

/// Whether a placeholder stands in a text.
pub(super) fn holds_calls(text: &str) -> bool {
    // Its first byte is one that few texts have, and is found many at once.
    memchr::memchr(START_BYTE, text.as_bytes()).is_some() && text.contains(START)
}

pub(super) fn is_only_placeholders(text: &str) -> bool {
    holds_calls(text)
        && placeholders(text)
            .iter()
            .all(|stretch| stretch.call.is_some() || stretch.text.trim().is_empty())
        || text.trim().is_empty()
}
