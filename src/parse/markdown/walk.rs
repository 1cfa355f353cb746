//! A text as its parser sees it, for who looks at how it was written: events with their places in the file, and calls of shortcodes as they stand.

use std::ops::Range;

use pulldown_cmark::{CowStr, Event, Parser, Tag};

use super::fragment::{MAX_DEPTH, OPTIONS};
use super::links;
use super::places::{Places, indent_at};
use super::shortcodes::{self, BodyIs, Piece, Replaced};
use super::stretches::{holds_calls, placeholders, without_calls};
use crate::diagnostic::Span;

/// A stretch of Markdown: the text of a document, or what stands between the ends of a call in it.
#[derive(Debug, Clone)]
pub struct Passage {
    /// The shortcode between whose ends it stands.
    pub within: Option<Call>,
    /// What it holds, in the order of the text, each with its place in the bytes of the file.
    pub parts: Vec<(Part, Span)>,
}

/// What a passage holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Part {
    /// What the parser of Markdown made of it. Quotation marks and dashes are as they were typed, and no call is among the text.
    Event(Event<'static>),
    /// A call of a shortcode. Markdown between its ends is a passage of its own.
    Call(Call),
}

/// A call of a shortcode, as it was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Call {
    /// Its name.
    pub name: Box<str>,
    /// The arguments; a positional one has its number from 0 as name.
    pub arguments: Vec<(Box<str>, Box<str>)>,
    /// What stands between its ends, where it has two.
    pub body: Option<Box<str>>,
}

impl Call {
    /// Returns an argument.
    pub fn argument(&self, name: &str) -> Option<&str> {
        let found = self.arguments.iter().find(|(given, _)| **given == *name);
        found.map(|(_, value)| &**value)
    }
}

/// Returns the passages of the text of `file`, which starts at byte `from`: the text itself first, then what stands within calls.
pub fn passages(file: &str, from: usize) -> Vec<Passage> {
    let mut all = Vec::new();
    let text = file.get(from..).unwrap_or_default();
    Walk { all: &mut all }.walk(text, Places::from(from), 0, None);
    all
}

/// Returns what a comment of HTML says to `courant check`, from the word for that on: `off link-text: Zo heet de knop -->`. Such a comment stands in no
/// page.
pub fn check_comment(raw: &str) -> Option<&str> {
    let (_, comment) = raw.split_once("<!--")?;
    let said = comment.trim_start().strip_prefix("courant-check")?;
    said.starts_with([' ', '\t', ':', '-', '\n']).then_some(said)
}

struct Walk<'w> {
    all: &'w mut Vec<Passage>,
}

impl Walk<'_> {
    fn walk(&mut self, text: &str, places: Places, depth: usize, within: Option<Call>) {
        let replaced = shortcodes::replace(text);
        let source = replaced.as_ref().map_or(text, |replaced| replaced.text.as_str());
        let stretch = Stretch {
            original: text,
            source,
            replaced: replaced.as_ref(),
            places: &places,
        };
        let mut parts = Vec::with_capacity(source.len() / 32 + 8);
        let mut inner: Vec<(Call, Range<usize>)> = Vec::new();
        for (event, range) in Parser::new_ext(source, OPTIONS).into_offset_iter() {
            match event {
                Event::Text(text) if holds_calls(&text) => stretch.pieces(&text, &range, &mut parts, &mut inner),
                event => parts.push((Part::Event(stretch.without_calls(event)), stretch.span(&range))),
            }
        }
        self.all.push(Passage { within, parts });
        if depth >= MAX_DEPTH {
            return;
        }
        for (call, range) in inner {
            let body = text.get(range.clone()).unwrap_or_default();
            let places = places.after(range.start);
            let (body, places) = places.without_indent(body, indent_at(text, range.start));
            self.walk(&body, places, depth + 1, Some(call));
        }
    }
}

/// A stretch of text with placeholders.
struct Stretch<'s> {
    original: &'s str,
    source: &'s str,
    replaced: Option<&'s Replaced>,
    places: &'s Places,
}

impl Stretch<'_> {
    fn span(&self, range: &Range<usize>) -> Span {
        let map = |at: usize| self.replaced.map_or(at, |replaced| replaced.original(at));
        self.places.span(&(map(range.start)..map(range.end)))
    }

    /// Parts text from the calls in it.
    fn pieces(
        &self,
        text: &str,
        range: &Range<usize>,
        parts: &mut Vec<(Part, Span)>,
        inner: &mut Vec<(Call, Range<usize>)>,
    ) {
        let as_written = self.source.get(range.clone()) == Some(text);
        for piece in placeholders(text) {
            let Some(n) = piece.call else {
                let at = piece.text.as_ptr() as usize - text.as_ptr() as usize;
                let place = if as_written {
                    range.start + at..range.start + at + piece.text.len()
                } else {
                    range.clone()
                };
                let text = Event::Text(CowStr::from(piece.text.to_owned()));
                parts.push((Part::Event(text), self.span(&place)));
                continue;
            };
            let Some(Piece::Call { call, at, body }) = self.replaced.and_then(|replaced| replaced.pieces.get(n)) else {
                continue;
            };
            let call = Call {
                name: call.name.clone(),
                arguments: call.arguments.clone(),
                body: body
                    .as_ref()
                    .and_then(|(range, _)| self.original.get(range.clone()).map(Into::into)),
            };
            if let Some((range, BodyIs::Markdown)) = body {
                inner.push((call.clone(), range.clone()));
            }
            parts.push((Part::Call(call), self.places.span(at)));
        }
    }

    /// Returns an event without placeholders; a link to what a `ref` names leads there.
    fn without_calls(&self, event: Event<'_>) -> Event<'static> {
        let plain = |text: CowStr<'_>| -> CowStr<'static> {
            match holds_calls(&text) {
                true => CowStr::from(without_calls(&text).into_owned()),
                false => text.into_static(),
            }
        };
        match event {
            Event::Code(text) => Event::Code(plain(text)),
            Event::Html(text) => Event::Html(plain(text)),
            Event::InlineHtml(text) => Event::InlineHtml(plain(text)),
            Event::Start(Tag::Link {
                link_type,
                dest_url,
                title,
                id,
            }) => Event::Start(Tag::Link {
                link_type,
                dest_url: self.target(dest_url),
                title: plain(title),
                id: plain(id),
            }),
            Event::Start(Tag::Image {
                link_type,
                dest_url,
                title,
                id,
            }) => Event::Start(Tag::Image {
                link_type,
                dest_url: self.target(dest_url),
                title: plain(title),
                id: plain(id),
            }),
            event => event.into_static(),
        }
    }

    fn target(&self, dest: CowStr<'_>) -> CowStr<'static> {
        if !holds_calls(&dest) {
            return dest.into_static();
        }
        let pieces = self
            .replaced
            .map(|replaced| replaced.pieces.as_slice())
            .unwrap_or_default();
        CowStr::from(match links::destination(&dest, pieces) {
            links::Destination::Inside(target, _) | links::Destination::Outside(target) => target,
            links::Destination::Anchor(id) => format!("#{id}"),
            links::Destination::Empty | links::Destination::Unsafe => String::new(),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_where_they_were_written() {
        let file = "---\nx\n---\nEen {{< button href=\"/a/\" >}}knop{{< /button >}} en [meer](b.md).\n\n- {{% note %}}\n  ## Let op\n  {{% /note %}}\n";
        let all = passages(file, 10);
        assert_eq!(all.len(), 2);
        for passage in &all {
            for (part, span) in &passage.parts {
                if let Part::Event(Event::Text(text)) = part {
                    assert_eq!(&file[span.range()], &**text);
                }
            }
        }
        let parts = all.iter().flat_map(|passage| &passage.parts);
        let calls: Vec<_> = parts
            .filter_map(|(part, span)| match part {
                Part::Call(call) => Some((&*call.name, call.body.as_deref(), &file[span.range()])),
                Part::Event(_) => None,
            })
            .collect();
        assert_eq!(calls[0], ("button", Some("knop"), "{{< button href=\"/a/\" >}}"));
        assert_eq!(calls[1].0, "note");
        assert_eq!(all[1].within.as_ref().map(|call| &*call.name), Some("note"));
    }
}
