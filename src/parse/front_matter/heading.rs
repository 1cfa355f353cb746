//! The heading at the start of a text, where that is the title (`[markdown] heading_as_title`).

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::keys::one_line;
use super::types::Text;
use crate::diagnostic::{Span, Spanned};

/// Returns the words of the heading of the first level with which the text starts at byte `from`, and the byte behind it.
pub(super) fn leading(file: &str, from: usize) -> Option<(Text, usize)> {
    let text = file.get(from..)?;
    let mut events = Parser::new_ext(text, Options::ENABLE_HEADING_ATTRIBUTES).into_offset_iter();
    let (Event::Start(Tag::Heading { level, .. }), range) = events.next()? else {
        return None;
    };
    if level != HeadingLevel::H1 {
        return None;
    }
    let mut words = String::new();
    for (event, _) in events {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(TagEnd::Heading(_)) => break,
            _ => {}
        }
    }
    let words = words.trim();
    let end = range.start + text[range.clone()].trim_end().len();
    let span = Span::new(from + range.start, from + end);
    (!words.is_empty()).then(|| (Spanned::new(one_line(words.into()), span), from + range.end))
}
