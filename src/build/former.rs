//! What the build before made: which of its files would come out as they are.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_128;

use super::files::{File, MadeFrom};
use super::last;
use super::stages::Ground;
use crate::cache::{KeptPage, KeptPages, Unchanged};
use crate::plan::view::{Basis, Question};
use crate::plan::{Page, Shows};
use crate::publish::{Publisher, Put};
use crate::theme::Theme;

/// The files of the build before.
pub(super) struct Former {
    key: u128,
    pages: KeptPages,
    unchanged: HashMap<u64, Unchanged>,
}

impl Former {
    /// Reads what the build before made, and finds what of it holds.
    pub fn read(ground: &Ground<'_>, basis: &Basis<'_>, pages: &[Page], files: &[File<'_>]) -> Self {
        let key = key(ground);
        let Some(cache) = ground.cache else {
            return Self {
                key,
                pages: KeptPages::default(),
                unchanged: HashMap::new(),
            };
        };
        let kept = KeptPages::read(cache, &name(ground), key);
        let unchanged = if kept.is_empty() {
            HashMap::new()
        } else {
            let mut facts = basis.facts(kept.questions());
            facts.extend(files.iter().map(|file| (file.fact.name, file.fact.value)));
            debug_assert!(pages.len() <= files.len());
            kept.unchanged(&facts)
        };
        Self {
            key,
            pages: kept,
            unchanged,
        }
    }

    /// Leaves a file in the output as it is, if it is there and would be made again just so.
    pub fn kept(&self, file: &File<'_>, publisher: Option<&Publisher<'_>>) -> Option<(Put, Unchanged)> {
        let may_be_kept = match file.from {
            // It lists all pages, of which it is told apart from the site.
            MadeFrom::Page(page) => page.shows != Shows::Sitemap,
            MadeFrom::Content(_) => true,
            // At hand as it is.
            MadeFrom::Asset(_) => false,
        };
        let unchanged = self.unchanged.get(&file.fact.name).filter(|_| may_be_kept)?;
        let put = publisher?.keep(&file.path, unchanged.hash)?;
        Some((put, *unchanged))
    }

    /// Keeps what this build made for the next one.
    pub fn keep(&self, ground: &Ground<'_>, pages: Vec<KeptPage>, asked: Vec<Question>) {
        if let Some(cache) = ground.cache {
            self.pages.keep(cache, &name(ground), self.key, pages, asked);
        }
    }
}

fn name(ground: &Ground<'_>) -> String {
    last::key(ground.options).named("pages")
}

/// Returns the hash of all that every page follows from, but for the templates and the documents.
fn key(ground: &Ground<'_>) -> u128 {
    let Theme {
        layers,
        templates: _, // each a fact of its own
        words,
        assets,
        options,
        named_files: _, // checked, and shown as options
        shortcodes: _,  // among the context of documents
    } = ground.theme;
    let words = words.iter().map(|words| (&words.layer, &words.name, &words.text));
    let assets = assets.files.iter().map(|asset| (&asset.path, &asset.url));
    let words: Vec<_> = words.collect();
    let assets: Vec<_> = assets.collect();
    // A template can print of the options what JSON has of them.
    let options = serde_json::to_string(options).unwrap_or_default();
    let asked = last::key(ground.options);
    let text = format!("{} {asked:?} {layers:?} {words:?} {assets:?} {options}", ground.context);
    xxh3_128(text.as_bytes())
}
