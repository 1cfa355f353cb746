//! Ids in a text: each once.

use std::collections::{BTreeSet, HashMap};

use crate::language::Tag;
use crate::slug::slugify;

/// The ids that a text has given out.
#[derive(Debug, Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    /// What writers gave headings further down: an id that was chosen goes before one that is made.
    kept: BTreeSet<String>,
    /// How often a base was asked for, so that a thousand equal headings take a thousand steps.
    counts: HashMap<String, u32>,
}

impl Ids {
    /// Returns an id made of `text`.
    pub fn of_text(&mut self, text: &str, language: &Tag) -> String {
        let slug = slugify(text, language);
        self.unique(if slug.is_empty() { "kop".to_owned() } else { slug })
    }

    /// Keeps an id for the heading that its writer gave it.
    pub fn keep(&mut self, id: String) {
        self.kept.insert(id);
    }

    /// Returns the id that a heading was given, if it is the first.
    pub fn given(&mut self, id: String) -> String {
        self.kept.remove(&id);
        self.unique(id)
    }

    /// Returns `base`, or that with a number behind it.
    pub fn unique(&mut self, base: String) -> String {
        if !self.kept.contains(&base) && self.taken.insert(base.clone()) {
            return base;
        }
        let count = self.counts.entry(base.clone()).or_insert(0);
        loop {
            *count += 1;
            let id = format!("{base}-{count}");
            if !self.kept.contains(&id) && self.taken.insert(id.clone()) {
                return id;
            }
        }
    }

    /// Notes an id that a writer gave in HTML.
    pub fn note(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// Returns all ids, sorted.
    pub fn all(&self) -> Vec<String> {
        self.taken.iter().cloned().collect()
    }
}
