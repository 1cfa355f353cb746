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

/// Under what the pages of a build are kept.
pub(super) struct Shelf {
    /// The name of the file.
    pub name: String,
    /// A hash of all that every page follows from.
    key: u128,
}

impl Shelf {
    /// Returns that of a build.
    pub fn of(ground: &Ground<'_>) -> Self {
        Self {
            name: last::key(ground.options).named("pages"),
            key: key(ground),
        }
    }

    /// Keeps what a build made for the next one; returns the hash of what is kept.
    pub fn keep(&self, ground: &Ground<'_>, pages: Vec<KeptPage>, facts: (Vec<Fact>, Vec<Question>)) -> Option<u128> {
        KeptPages::keep(ground.cache?, &self.name, self.key, pages, facts)
    }
}

/// The files of the build before that would be made again just so, by the name of what each is.
pub(super) struct Former {
    /// Where they are kept.
    pub shelf: Shelf,
    unchanged: HashMap<u64, KeptPage>,
}

impl Former {
    /// Reads what the build before made, and finds what of it holds.
    pub fn read(ground: &Ground<'_>, basis: &Basis<'_>) -> Self {
        let shelf = Shelf::of(ground);
        let kept = ground.cache.map(|cache| KeptPages::read(cache, &shelf.name, shelf.key));
        let kept = kept.filter(|kept| !kept.is_empty());
        let unchanged = kept.map_or_else(HashMap::new, |kept| {
            let facts = basis.facts(kept.questions());
            kept.unchanged(&facts)
        });
        Self { shelf, unchanged }
    }

    /// Leaves a file in the output as it is, if it is there and would be made again just so; with the facts that it was made from.
    pub fn kept(&self, file: &File<'_>, publisher: Option<&Publisher<'_>>) -> Option<(Put, Numbers)> {
        if let MadeFrom::Social(_) = file.from {
            return Some((publisher?.keep_by_name(&file.path)?, Numbers::of([])));
        }
        let may_be_kept = match file.from {
            // They list all pages, or all former addresses, of which they are told apart from the site.
            MadeFrom::Page(page) => !matches!(page.shows, Shows::Sitemap(_) | Shows::Hosting(_)),
            MadeFrom::Content(_, known) | MadeFrom::Crop(_, _, known) => known == Known::Yes,
            // At hand as it is.
            MadeFrom::Asset(_) | MadeFrom::Social(_) => false,
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
        fonts: _, // those of social cards
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
    let fonts = ground.fonts;
    let social = ground.social.map(|social| social.typefaces.hash());
    let text = format!(
        "{} {asked:?} {layers:?} {words:?} {assets:?} {fonts:?} {social:?} {options}",
        ground.context
    );
    xxh3_128(text.as_bytes())
}
