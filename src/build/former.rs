//! What the build before made: which of its files would come out as they are.

use std::collections::HashMap;

use xxhash_rust::xxh3::xxh3_128;

use super::files::{File, Known, MadeFrom};
use super::last;
use super::stages::Ground;
use crate::cache::{KeptPage, KeptPages, Numbers};
use crate::plan::Shows;
use crate::plan::view::{Basis, Fact, Question};
use crate::publish::{Publisher, Put};
use crate::theme::Theme;

/// The files of the build before that would be made again just so, by the name of what each is.
pub(super) struct Former {
    name: String,
    key: u128,
    unchanged: HashMap<u64, KeptPage>,
}

impl Former {
    /// Reads what the build before made, and finds what of it holds.
    pub fn read(ground: &Ground<'_>, basis: &Basis<'_>) -> Self {
        let (name, key) = (Self::name(ground), key(ground));
        let kept = ground.cache.map(|cache| KeptPages::read(cache, &name, key));
        let kept = kept.filter(|kept| !kept.is_empty());
        let unchanged = kept.map_or_else(HashMap::new, |kept| {
            let facts = basis.facts(kept.questions());
            kept.unchanged(&facts)
        });
        Self { name, key, unchanged }
    }

    /// Keeps what this build made for the next one; returns the hash of what is kept.
    pub fn keep(&self, ground: &Ground<'_>, pages: Vec<KeptPage>, facts: (Vec<Fact>, Vec<Question>)) -> Option<u128> {
        KeptPages::keep(ground.cache?, &self.name, self.key, pages, facts)
    }

    /// Returns the name under which what is made with these options is kept.
    pub fn name(ground: &Ground<'_>) -> String {
        last::key(ground.options).named("pages")
    }

    /// Keeps what a build made that did not look for what the build before had made.
    pub fn keep_pages(ground: &Ground<'_>, pages: Vec<KeptPage>, facts: (Vec<Fact>, Vec<Question>)) -> Option<u128> {
        let former = Self {
            name: Self::name(ground),
            key: key(ground),
            unchanged: HashMap::new(),
        };
        former.keep(ground, pages, facts)
    }

    /// Leaves a file in the output as it is, if it is there and would be made again just so; with the facts that it was made from.
    pub fn kept(&self, file: &File<'_>, publisher: Option<&Publisher<'_>>) -> Option<(Put, Numbers)> {
        let may_be_kept = match file.from {
            // They list all pages, or all former addresses, of which they are told apart from the site.
            MadeFrom::Page(page) => !matches!(page.shows, Shows::Sitemap(_) | Shows::Hosting(_)),
            MadeFrom::Content(_, known) => known == Known::Yes,
            // At hand as it is.
            MadeFrom::Asset(_) => false,
        };
        let kept = self.unchanged.get(&file.fact.name).filter(|_| may_be_kept)?;
        if kept.is.value != file.fact.value {
            return None;
        }
        Some((publisher?.keep(&file.path, kept.hash)?, kept.from.clone()))
    }
}

/// Returns the hash of all that every page follows from, but for the templates and the documents.
fn key(ground: &Ground<'_>) -> u128 {
    let Theme {
        layers,
        templates: _, // each a fact of its own
        words,
        assets,
        options,
        named_files: _,     // checked, and shown as options
        named_addresses: _, // likewise
        shortcodes: _,      // among the context of documents
    } = ground.theme;
    let words = words.iter().map(|words| (&words.layer, &words.name, &words.text));
    let assets = assets.files.iter().map(|asset| (&asset.path, &asset.url));
    let words: Vec<_> = words.collect();
    let assets: Vec<_> = assets.collect();
    // A template can print of the options what JSON has of them.
    let options = serde_json::to_string(options).unwrap_or_default();
    let asked = last::key(ground.options);
    let fonts = &ground.fonts;
    let text = format!(
        "{} {asked:?} {layers:?} {words:?} {assets:?} {fonts:?} {options}",
        ground.context
    );
    xxh3_128(text.as_bytes())
}
