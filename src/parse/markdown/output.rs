//! What a writer of HTML writes with: pieces of text, lines, attributes and holes.

use super::escape::escape_into;
use super::fragment::Writer;
use crate::diagnostic::Span;
use crate::parse::{Filling, Hole};

impl Writer<'_, '_> {
    pub(super) fn hole(&mut self, what: Filling, span: Span) {
        let at = u32::try_from(self.part.html.len()).unwrap_or(u32::MAX);
        self.part.holes.push(Hole { at, what, span });
    }

    pub(super) fn push(&mut self, html: &str) {
        self.part.html.push_str(html);
    }

    /// Writes an attribute of the tag that is open.
    pub(super) fn attribute(&mut self, name: &str, value: &str) {
        self.push(" ");
        self.push(name);
        self.push("=\"");
        escape_into(&mut self.part.html, value);
        self.push("\"");
    }

    pub(super) fn line(&mut self, html: &str) {
        if !self.part.html.is_empty() && !self.part.html.ends_with('\n') {
            self.part.html.push('\n');
        }
        self.part.html.push_str(html);
    }

    /// Writes the level of a heading as it stands in its tag.
    pub(super) fn level(&mut self, level: u8) {
        self.part.html.push(char::from(b'0' + level));
    }
}
