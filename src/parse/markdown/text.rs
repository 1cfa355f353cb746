//! Plain text and code: placeholders looked up, quotation marks of the language, words counted.

use std::ops::Range;

use super::escape::escape_into;
use super::fragment::Writer;
use super::quotes;
use super::shortcodes::Piece;
use super::stretches::{holds_calls, placeholders};

impl Writer<'_, '_> {
    pub(super) fn text(&mut self, text: &str, range: &Range<usize>) {
        if self.replaced.is_none() || !holds_calls(text) {
            self.plain_text(text, range);
            return;
        }
        for piece in placeholders(text) {
            match piece.call {
                None => self.plain_text(piece.text, range),
                Some(n) => self.piece(n),
            }
        }
    }

    pub(super) fn plain_text(&mut self, text: &str, range: &Range<usize>) {
        if let Some(mark) = self.quotation_mark(text, range) {
            self.state.words.feed(text);
            self.part.html.push_str(mark);
            return;
        }
        // An address is not read aloud; it is skipped.
        if holds_address(text) {
            let words = text.split_whitespace().filter(|word| !holds_address(word));
            words.for_each(|word| {
                self.state.words.feed(word);
                self.state.words.feed(" ");
            });
        } else {
            self.state.words.feed(text);
        }
        escape_into(&mut self.part.html, text);
    }

    /// Returns the mark of the language where the text is one that the parser made of a straight one.
    pub(super) fn quotation_mark(&self, text: &str, range: &Range<usize>) -> Option<&'static str> {
        let mut chars = text.chars();
        let (Some(smart @ ('‘' | '’' | '“' | '”')), None) = (chars.next(), chars.next()) else {
            return None;
        };
        let source = self.source.get(range.clone()).unwrap_or_default();
        let (before, after) = (&self.source[..range.start], &self.source[range.end..]);
        Some(quotes::mark(smart, source, before, after, self.state.context.language))
    }

    /// Code shows the calls in it as they are, those in comment marks without them.
    pub(super) fn shown_in_code(&self, code: &str) -> String {
        let (Some(replaced), true) = (self.replaced, holds_calls(code)) else {
            return code.to_owned();
        };
        let shown = placeholders(code)
            .into_iter()
            .map(|piece| match piece.call.and_then(|n| replaced.pieces.get(n)) {
                Some(Piece::Shown(text)) => text.as_str(),
                Some(Piece::Call { at, .. } | Piece::Wrong { at, .. }) => &self.original[at.clone()],
                None => piece.text,
            });
        shown.collect()
    }
}

/// Whether a whole address stands in a text.
fn holds_address(text: &str) -> bool {
    memchr::memchr_iter(b':', text.as_bytes()).any(|at| text[at..].starts_with("://"))
}
