//! Footnotes: references in the text, notes at its end, and the way back.

use super::fragment::Writer;

/// A note that the text refers to.
pub(super) struct Note {
    number: u32,
    id: String,
    references: Vec<String>,
}

impl Writer<'_, '_> {
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
        if self.note_order.is_empty() && unused.is_empty() {
            return;
        }
        let (heading, back) = (self.labels().footnotes, self.labels().back);
        self.line(&format!(
            "<section class=\"footnotes\" role=\"doc-endnotes\" aria-label=\"{heading}\">\n<ol>\n"
        ));
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
        self.push("</ol>\n</section>\n");
    }
}
