//! What each page of the last build was made from, and a hash of what it became.

use std::collections::HashMap;

use super::Cache;
use super::packed::{Numbers, Unread, put, put_fact};
use crate::plan::view::{Fact, FactNumber, Question};

/// How much is written at once.
const BLOCK: usize = 256 * 1024;
/// How many bytes a page takes that was made from nothing.
const PAGE: usize = 40;

/// The pages of a build.
#[derive(Debug, Default)]
pub struct KeptPages {
    /// Under what they were made; others say nothing.
    key: u128,
    /// All facts, by number.
    facts: Vec<Fact>,
    /// What was asked for the last of them.
    questions: Vec<Question>,
    pages: Vec<KeptPage>,
}

/// A page that was made.
#[derive(Debug)]
pub struct KeptPage {
    /// Which page, and what it is.
    pub is: Fact,
    /// Of its bytes.
    pub hash: u128,
    /// The facts that it was made from.
    pub from: Numbers,
}

impl KeptPages {
    /// Returns the pages that were kept under `name`, if they were made under `key`.
    pub fn read(cache: &Cache, name: &str, key: u128) -> Self {
        let kept = cache.read(name).and_then(|bytes| Self::of_bytes(&bytes));
        kept.filter(|kept| kept.key == key).unwrap_or_default()
    }

    /// Returns the pages that were kept under `name`, if what was kept has this hash.
    pub fn read_as(cache: &Cache, name: &str, hash: u128) -> Option<Self> {
        Self::of_bytes(&cache.read_as(name, hash)?)
    }

    /// Takes them apart: all facts by number with what was asked for the last of them, and the pages.
    pub fn into_parts(self) -> ((Vec<Fact>, Vec<Question>), Vec<KeptPage>) {
        ((self.facts, self.questions), self.pages)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Returns what must be asked again before [`KeptPages::unchanged`] can tell.
    pub fn questions(&self) -> &[Question] {
        &self.questions
    }

    /// Returns the pages that would be made again just as they are, by name: those of which all facts are among `facts`, which are by name
    /// with their numbers in this build. They have these numbers.
    pub fn unchanged(self, facts: &HashMap<u64, (FactNumber, u64)>) -> HashMap<u64, KeptPage> {
        let now: Vec<Option<FactNumber>> = self
            .facts
            .iter()
            .map(|fact| facts.get(&fact.name).filter(|(_, value)| *value == fact.value))
            .map(|known| known.map(|(number, _)| *number))
            .collect();
        let pages = self.pages.into_iter().filter_map(|page| {
            let from = page.from.iter().map(|number| *now.get(number as usize)?);
            let from = Numbers::of(from.collect::<Option<Vec<FactNumber>>>()?);
            Some((page.is.name, KeptPage { from, ..page }))
        });
        pages.collect()
    }

    /// Keeps the pages of a build that was made under `key`, with all facts by number; the last of these answer `questions`. Returns the hash of what
    /// is kept.
    pub fn keep(
        cache: &Cache,
        name: &str,
        key: u128,
        pages: Vec<KeptPage>,
        (facts, questions): (Vec<Fact>, Vec<Question>),
    ) -> Option<u128> {
        let kept = Self {
            key,
            facts,
            questions,
            pages,
        }
        .without_idle_questions();
        kept.write(cache, name)
    }

    /// Writes all of it a block at a time: of a million pages it is not whole in memory once more.
    fn write(&self, cache: &Cache, name: &str) -> Option<u128> {
        let mut draft = cache.draft(name)?;
        let mut bytes = Vec::with_capacity(BLOCK + 4096);
        bytes.extend_from_slice(&self.key.to_le_bytes());
        put(&mut bytes, self.facts.len() as u64);
        for fact in &self.facts {
            put_fact(&mut bytes, *fact);
            draft.add_whole(&mut bytes, BLOCK);
        }
        put(&mut bytes, self.pages.len() as u64);
        for KeptPage { is, hash, from } in &self.pages {
            put_fact(&mut bytes, *is);
            bytes.extend_from_slice(&hash.to_le_bytes());
            from.put(&mut bytes);
            draft.add_whole(&mut bytes, BLOCK);
        }
        let bytes = postcard::to_extend(&self.questions, bytes).ok()?;
        draft.add(&bytes);
        draft.finish()
    }

    fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let mut unread = Unread(bytes);
        let key = unread.wide()?;
        let facts = unread.facts()?;
        let count = unread.length(PAGE)?;
        let mut pages = Vec::with_capacity(count);
        for _ in 0..count {
            pages.push(KeptPage {
                is: unread.fact()?,
                hash: unread.wide()?,
                from: unread.numbers()?,
            });
        }
        Some(Self {
            key,
            facts,
            questions: postcard::from_bytes(unread.0).ok()?,
            pages,
        })
    }

    /// Without the questions that no page asks any more: they would be asked for ever.
    fn without_idle_questions(mut self) -> Self {
        let first = self.facts.len().saturating_sub(self.questions.len());
        let mut is_asked = vec![false; self.questions.len()];
        for number in self.pages.iter().flat_map(|page| page.from.iter()) {
            if let Some(asked) = (number as usize).checked_sub(first).and_then(|n| is_asked.get_mut(n)) {
                *asked = true;
            }
        }
        if is_asked.iter().all(|asked| *asked) {
            return self;
        }
        let mut next = first as FactNumber;
        let moved: Vec<FactNumber> = is_asked
            .iter()
            .map(|asked| {
                let number = next;
                next += FactNumber::from(*asked);
                number
            })
            .collect();
        for page in &mut self.pages {
            page.from = Numbers::of(page.from.iter().map(|number| {
                let question = (number as usize).checked_sub(first).and_then(|n| moved.get(n));
                question.copied().unwrap_or(number)
            }));
        }
        let mut asked = is_asked.iter();
        self.questions.retain(|_| asked.next().copied().unwrap_or_default());
        let mut asked = is_asked.iter();
        let mut n = 0;
        self.facts.retain(|_| {
            n += 1;
            n <= first || asked.next().copied().unwrap_or_default()
        });
        self
    }
}
