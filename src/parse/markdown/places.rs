//! Where the bytes of a text stand in its file: also when the indent of its lines was taken off.

use std::borrow::Cow;
use std::ops::Range;
use std::rc::Rc;

use crate::diagnostic::Span;

/// Where a text stands. Cheap to narrow, so that ten thousand calls in one text copy no lines.
#[derive(Debug, Clone)]
pub(super) struct Places {
    /// For each line that moved: its first byte in the whole text, and in the file.
    lines: Rc<[(usize, usize)]>,
    /// The first byte of this text in the whole one.
    offset: usize,
}

impl Places {
    /// A text that stands in its file from byte `base` on as it is.
    pub fn from(base: usize) -> Self {
        Self {
            lines: Rc::new([(0, base)]),
            offset: 0,
        }
    }

    /// Returns where byte `at` of the text stands in the file.
    pub fn of(&self, at: usize) -> usize {
        let at = at + self.offset;
        let line = self.lines.partition_point(|(start, _)| *start <= at).saturating_sub(1);
        self.lines.get(line).map_or(at, |(start, place)| place + (at - start))
    }

    /// Returns where a stretch of the text stands in the file.
    pub fn span(&self, range: &Range<usize>) -> Span {
        let start = self.of(range.start);
        Span::new(start, self.of(range.end).max(start))
    }

    /// Returns the places of a text that is this one from `start` on.
    pub fn after(&self, start: usize) -> Self {
        Self {
            lines: Rc::clone(&self.lines),
            offset: self.offset + start,
        }
    }

    /// Takes up to `indent` spaces off each line of `text` but the first, and returns it with its places, given those of `text`.
    pub fn without_indent<'t>(self, text: &'t str, indent: usize) -> (Cow<'t, str>, Self) {
        if indent == 0 || !text.contains('\n') {
            return (Cow::Borrowed(text), self);
        }
        let mut plain = String::with_capacity(text.len());
        let mut lines = Vec::new();
        let mut from = 0;
        for line in text.split_inclusive('\n') {
            let spaces = line.bytes().take(indent).take_while(|b| *b == b' ').count();
            let off = if from == 0 { 0 } else { spaces };
            lines.push((plain.len(), self.of(from + off)));
            plain.push_str(&line[off..]);
            from += line.len();
        }
        let lines = lines.into();
        (Cow::Owned(plain), Self { lines, offset: 0 })
    }
}

/// Returns how far the item of a list is indented in which the call stands that opens before byte `at` of `text`: the width of what comes
/// before it in its line, where that is only spaces and the marks of lists.
pub(super) fn indent_at(text: &str, at: usize) -> usize {
    let line = text
        .get(..at)
        .and_then(|before| before.rsplit('\n').next())
        .unwrap_or_default();
    let line = line.rfind("{{").map_or(line, |open| &line[..open]);
    let is_mark = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '-' | '*' | '+' | '.' | ')');
    if line.chars().all(is_mark) { line.len() } else { 0 }
}
