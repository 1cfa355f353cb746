//! A document as rules see it, and the rules that look at one.

use std::sync::Arc;

use super::{Prose, SiteView, rules, text};
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Span};
use crate::language::Tag;
use crate::organise::Kind;
use crate::parse::Document;
use crate::parse::front_matter::FrontMatter;
use crate::parse::markdown::Passage;
use crate::read::ContentFile;
use crate::tree::{Kind as NodeKind, Node};

/// A document as it was written, with all that a rule may ask of it.
#[derive(Debug, Clone, Copy)]
pub struct DocumentView<'a> {
    /// What was read of it.
    pub document: &'a Document,
    /// Its front matter, with what a translation inherits.
    pub front: &'a FrontMatter,
    /// The whole file.
    pub source: &'a str,
    /// The byte at which its text starts.
    pub text_at: usize,
    /// Its front matter as a tree with places; none where there is none.
    pub head: Option<&'a Node>,
    /// Its text as the parser sees it, with what stands within calls of shortcodes.
    pub passages: &'a [Passage],
    /// What the text holds, gathered from the passages.
    pub prose: &'a Prose,
    /// The language that it is said to be in.
    pub language: &'a Tag,
    /// What it is; none where it is not published and nobody knows yet.
    pub kind: Option<Kind>,
    /// The site that it is of.
    pub site: &'a SiteView<'a>,
}

/// A rule about one document. What it finds has a place, and its file is put in later.
pub type DocumentRule = fn(&DocumentView<'_>) -> Vec<Diagnostic>;

/// All rules about one document.
const RULES: &[DocumentRule] = &[
    rules::lengths::title,
    rules::lengths::lead,
    rules::pictures::said,
    rules::pictures::sizes,
    rules::headings::order,
    rules::headings::fake,
    rules::links::texts,
    rules::downloads::facts,
    rules::tables::tables,
    rules::lists::fake,
    rules::emphasis::capitals,
    rules::emphasis::too_much,
    rules::media::told_in_words,
    rules::slips::title_spaces,
    rules::slips::heading_signs,
    rules::slips::curly_quotes,
    text::personal,
    text::hard_to_read,
    text::other_language,
];

/// Returns what all rules find in a document.
pub fn of_document(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let file = view.file();
    let found = RULES.iter().flat_map(|rule| rule(view));
    found.map(|found| found.in_file(&file)).collect()
}

impl DocumentView<'_> {
    /// Returns its file, as a path from the root.
    pub fn file(&self) -> Arc<str> {
        self.document.path.from_root()
    }

    /// Returns the settings of the site.
    pub fn config(&self) -> &Config {
        self.site.config
    }

    /// Returns the value of a key of its front matter, by a path such as `["image", "alt"]`; none where it is absent.
    pub fn head_value(&self, path: &[&str]) -> Option<&Node> {
        let mut node = self.head?;
        for key in path {
            let NodeKind::Mapping(entries) = &node.kind else {
                return None;
            };
            node = entries
                .iter()
                .find(|(known, _)| &*known.text == *key)
                .map(|(_, node)| node)?;
        }
        Some(node)
    }

    /// Returns where a key's value stands in the front matter; the first line of the file where there is none.
    pub fn head_place(&self, path: &[&str]) -> Span {
        self.head_value(path).map_or(self.top(), |node| node.span)
    }

    /// Returns the first line of the file, for what has no place of its own.
    pub fn top(&self) -> Span {
        let start = self.document.front.span.start as usize;
        let line = self
            .source
            .get(start..)
            .and_then(|rest| rest.lines().next())
            .unwrap_or_default();
        Span::new(start, start + line.trim_end().len())
    }

    /// Returns the file of the site that a link or picture names, as written in this document.
    pub fn file_named(&self, target: &str) -> Option<&ContentFile> {
        let path = target.split(['?', '#']).next().unwrap_or(target);
        self.site.file(self.document.path.folder(), path)
    }
}
