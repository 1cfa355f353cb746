//! Footnotes: references in the text, notes at its end, and the way back.

use std::ops::Range;

use pulldown_cmark::Event;

use super::fragment::Writer;
use crate::diagnostic::{Code, Severity};

/// In how many places of one paragraph a note without a text is looked for, and how long its label may be.
const PLACES: usize = 100;
const LABEL: usize = 64;

/// A note that the text refers to.
pub(super) struct Note {
    number: u32,
    id: String,
    references: Vec<String>,
}

impl Writer<'_, '_> {
    /// Tells of notes that have no text: `[^9]`, which the parser then takes for text.
    pub(super) fn missing_notes(&mut self, inner: &[(Event<'_>, Range<usize>)]) {
        let (Some(first), Some(last)) = (inner.first(), inner.last()) else {
            return;
        };
        let text = &self.source[first.1.start..last.1.end];
        if memchr::memchr(b'^', text.as_bytes()).is_none() {
            return;
        }
        let texts = inner.iter().filter(|(event, _)| matches!(event, Event::Text(_)));
        let spans: Vec<Range<usize>> = texts.map(|(_, range)| range.clone()).collect();
        let places = text.match_indices("[^").take(PLACES);
        let places: Vec<usize> = places.map(|(at, _)| first.1.start + at).collect();
        for start in places {
            let end = self.source.as_bytes()[start..last.1.end]
                .iter()
                .take(LABEL)
                .position(|byte| *byte == b']');
            let Some(length) = end else { continue };
            let label = self.source[start + 2..start + length].to_owned();
            let next = spans.partition_point(|span| span.start <= start);
            let is_text = next.checked_sub(1).is_some_and(|n| spans[n].contains(&start));
            if !is_text || label.is_empty() || label.contains(char::is_whitespace) {
                continue;
            }
            let span = self.span(&(start..start + length + 1));
            let message = format!("there is no note {label}");
            let hint = format!("write its text on a line of its own:  [^{label}]: …");
            self.find(Code::DeadAnchor, message, span, hint).severity = Severity::Warning;
        }
    }

    pub(super) fn reference(&mut self, label: &str) {
        let label_text = self.labels().footnote;
        if !self.notes.contains_key(label) {
            self.state.footnotes += 1;
            let number = self.state.footnotes;
            self.note_order.push(label.to_owned());
            let id = self.state.ids.unique(format!("fn-{number}"));
            self.notes.insert(
                label.to_owned(),
                Note {
                    number,
                    id,
                    references: Vec::new(),
                },
            );
        }
        let Some(note) = self.notes.get_mut(label) else { return };
        let reference = self.state.ids.unique(format!("fnref-{}", note.number));
        let html = format!(
            "<sup class=\"footnote-ref\"><a href=\"#{}\" id=\"{reference}\" aria-label=\"{label_text} {}\">{}</a></sup>",
            note.id, note.number, note.number
        );
        note.references.push(reference);
        self.push(&html);
    }

    /// Writes the notes in the order in which the text refers to them; one that nothing refers to comes last, so that
    /// nothing written is lost.
    pub(super) fn footnotes(&mut self) {
        let mut unused: Vec<String> = self
            .note_texts
            .keys()
            .filter(|label| !self.notes.contains_key(*label))
            .cloned()
            .collect();
        unused.sort();
        for label in &unused {
            let span = self.note_places.get(label).copied().unwrap_or_default();
            let message = format!("the text does not refer to note {label}");
            let hint = format!("write  [^{label}]  where it belongs in the text, or take the note out");
            self.find(Code::UnusedNote, message, span, hint);
        }
        if self.note_order.is_empty() && unused.is_empty() {
            return;
        }
        let (heading, back) = (self.labels().footnotes, self.labels().back);
        // A page has one region of its notes; those of a stretch between the ends of a call are part of that.
        let is_whole = self.depth == 0;
        self.line(&match is_whole {
            true => format!("<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{heading}\">\n<ol>\n"),
            false => "<div class=\"footnotes\">\n<ol>\n".to_owned(),
        });
        for label in self.note_order.clone().into_iter().chain(unused) {
            let text = self.note_texts.remove(&label).unwrap_or_default();
            let Some(note) = self.notes.get(&label) else {
                self.push("<li>");
                self.append(text);
                self.push("</li>\n");
                continue;
            };
            let number = note.number;
            let links: Vec<String> = note
                .references
                .iter()
                .enumerate()
                .map(|(n, id)| {
                    let which = if n == 0 { String::new() } else { format!(" ({})", n + 1) };
                    format!(" <a class=\"footnote-backref\" href=\"#{id}\" aria-label=\"{back} {number}{which}\">↩</a>")
                })
                .collect();
            let start = format!("<li id=\"{}\">", note.id);
            self.push(&start);
            // A call may stand behind the last paragraph.
            let last_hole = text.holes.last().map_or(0, |hole| hole.at as usize);
            let ends_in_paragraph = text.html.ends_with("</p>\n") && last_hole < text.html.len();
            self.append(text);
            if ends_in_paragraph {
                self.part.html.truncate(self.part.html.len() - "</p>\n".len());
                self.push(&links.concat());
                self.push("</p>\n</li>\n");
            } else {
                self.push(&format!("<p>{}</p>\n</li>\n", links.concat()));
            }
        }
        self.push(if is_whole {
            "</ol>\n</section>\n"
        } else {
            "</ol>\n</div>\n"
        });
    }
}
