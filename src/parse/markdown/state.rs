//! What is collected while the text of one document is read, its inner fragments included.

use std::collections::HashMap;

use super::MarkdownContext;
use super::ids::Ids;
use super::labels::labels;
use crate::diagnostic::{Diagnostic, Span};
use crate::parse::Heading;
use crate::word_count::WordCounter;

/// What is collected.
pub(super) struct State<'a> {
    pub context: &'a MarkdownContext<'a>,
    pub found: Vec<Diagnostic>,
    pub ids: Ids,
    pub headings: Vec<Heading>,
    pub words: WordCounter,
    pub excerpt: Option<String>,
    pub excerpt_is_final: bool,
    pub has_code: bool,
    /// Links to places in the text itself, checked when all ids are known.
    pub anchors: Vec<(String, Span)>,
    pub calls: u32,
    pub footnotes: u32,
    /// How many tables have each name.
    tables: HashMap<String, u32>,
}

impl<'a> State<'a> {
    pub fn new(context: &'a MarkdownContext<'a>) -> Self {
        Self {
            context,
            found: Vec::new(),
            ids: Ids::default(),
            headings: Vec::new(),
            words: WordCounter::default(),
            excerpt: None,
            excerpt_is_final: false,
            has_code: false,
            anchors: Vec::new(),
            calls: 0,
            footnotes: 0,
            tables: HashMap::new(),
        }
    }

    /// Returns the name of the next table, for who goes from region to region: each has its own, which says below which heading it stands.
    pub fn name_of_table(&mut self) -> String {
        let table = labels(self.context.language).table;
        let name = match self.headings.last() {
            Some(heading) => format!("{table}: {}", heading.title),
            None => table.to_owned(),
        };
        let count = self.tables.entry(name.clone()).or_insert(0);
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    }
}
