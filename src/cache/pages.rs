//! What each page of the last build was made from, and a hash of what it became.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};

use super::Cache;
use crate::plan::view::{Fact, FactNumber, Question};

/// The pages of a build.
#[derive(Debug, Default, Serialize, Deserialize)]
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
#[derive(Debug, Serialize, Deserialize)]
pub struct KeptPage {
    /// Which page, and what it is.
    pub is: Fact,
    /// Of its bytes.
    pub hash: u128,
    /// The facts that it was made from.
    pub from: Box<[FactNumber]>,
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
            let from: Option<Box<[FactNumber]>> = page.from.iter().map(|number| *now.get(*number as usize)?).collect();
            Some((page.is.name, KeptPage { from: from?, ..page }))
        });
        pages.collect()
    }

    /// Keeps the pages of a build that was made under `key`, with all facts by number; the last of these answer `questions`.
    pub fn keep(
        cache: &Cache,
        name: &str,
        key: u128,
        pages: Vec<KeptPage>,
        (facts, questions): (Vec<Fact>, Vec<Question>),
    ) {
        let kept = Self {
            key,
            facts,
            questions,
            pages,
        }
        .without_idle_questions();
        match postcard::to_stdvec(&kept) {
            Ok(bytes) => cache.write(name, &bytes),
            Err(_) => cache.forget(name),
        }
    }

    /// Without the questions that no page asks any more: they would be asked for ever.
    fn without_idle_questions(mut self) -> Self {
        let first = self.facts.len().saturating_sub(self.questions.len());
        let mut is_asked = vec![false; self.questions.len()];
        for number in self.pages.iter().flat_map(|page| &page.from) {
            if let Some(asked) = (*number as usize).checked_sub(first).and_then(|n| is_asked.get_mut(n)) {
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
            for number in &mut page.from {
                let question = (*number as usize).checked_sub(first).and_then(|n| moved.get(n));
                *number = question.copied().unwrap_or(*number);
            }
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
