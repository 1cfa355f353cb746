//! What each page of the last build was made from, and a hash of what it became.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Cache;
use crate::plan::view::{Fact, Question};

/// The pages of a build.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct KeptPages {
    /// Under what they were made; others say nothing.
    key: u128,
    /// All facts, each once, sorted.
    facts: Vec<Fact>,
    questions: Vec<Question>,
    /// The name of each page, the hash of its bytes, and its facts by their number.
    pages: Vec<(u64, u128, Box<[u32]>)>,
}

impl KeptPages {
    /// Returns the pages that were kept under `name`, if they were made under `key`.
    pub fn read(cache: &Cache, name: &str, key: u128) -> Self {
        let kept = cache
            .read(name)
            .and_then(|bytes| postcard::from_bytes::<Self>(&bytes).ok());
        kept.filter(|kept| kept.key == key).unwrap_or_default()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Returns what must be asked again before [`KeptPages::unchanged`] can tell.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Returns the pages that would be made again just as they are, by name, with the hash of their bytes: those of which all facts
    /// are among `facts`.
    pub fn unchanged(&self, facts: &HashMap<u64, u64>) -> HashMap<u64, Unchanged> {
        let holds: Vec<bool> = self
            .facts
            .iter()
            .map(|fact| facts.get(&fact.name) == Some(&fact.value))
            .collect();
        let pages = self.pages.iter().enumerate();
        let good = pages.filter(|(_, (_, _, of))| of.iter().all(|n| holds.get(*n as usize) == Some(&true)));
        good.map(|(n, (name, hash, _))| (*name, Unchanged { hash: *hash, number: n }))
            .collect()
    }

    fn facts_of(&self, unchanged: Unchanged) -> impl Iterator<Item = Fact> {
        let of = self.pages.get(unchanged.number).map_or(&[][..], |(_, _, of)| of);
        of.iter().filter_map(|n| self.facts.get(*n as usize).copied())
    }

    /// Keeps the pages of a build that was made under `key`: those made now with their facts, and those that are as they were. `asked` is
    /// what was asked for those made now.
    pub fn keep(&self, cache: &Cache, name: &str, key: u128, pages: Vec<KeptPage>, asked: Vec<Question>) {
        let mut facts: Vec<Fact> = Vec::new();
        for page in &pages {
            match &page.from {
                MadeFrom::Now(of) => facts.extend_from_slice(of),
                MadeFrom::Before(unchanged) => facts.extend(self.facts_of(*unchanged)),
            }
        }
        facts.sort_unstable();
        facts.dedup();
        let number = |fact: &Fact| facts.binary_search(fact).ok().and_then(|n| u32::try_from(n).ok());
        let pages = pages.iter().map(|page| {
            let of: Option<Box<[u32]>> = match &page.from {
                MadeFrom::Now(of) => of.iter().map(number).collect(),
                MadeFrom::Before(unchanged) => self.facts_of(*unchanged).map(|fact| number(&fact)).collect(),
            };
            of.map(|of| (page.name, page.hash, of))
        });
        let pages: Option<Vec<_>> = pages.collect();
        let Some(pages) = pages else { return cache.forget(name) };
        let mut questions = asked;
        questions.extend(self.questions.iter().cloned());
        questions.sort_unstable();
        questions.dedup();
        questions.retain(|question| {
            let name = question.name();
            facts.binary_search_by(|fact| fact.name.cmp(&name)).is_ok()
        });
        let kept = Self {
            key,
            facts,
            questions,
            pages,
        };
        match postcard::to_stdvec(&kept) {
            Ok(bytes) => cache.write(name, &bytes),
            Err(_) => cache.forget(name),
        }
    }
}

/// A page that need not be made again.
#[derive(Debug, Clone, Copy)]
pub struct Unchanged {
    /// Of its bytes.
    pub hash: u128,
    number: usize,
}

/// A page to be kept.
#[derive(Debug)]
pub struct KeptPage {
    /// Its name.
    pub name: u64,
    /// Of its bytes.
    pub hash: u128,
    /// What it was made from.
    pub from: MadeFrom,
}

/// What a page was made from.
#[derive(Debug)]
pub enum MadeFrom {
    /// These facts.
    Now(Box<[Fact]>),
    /// Those of the build before.
    Before(Unchanged),
}
