//! What a page was made from, written down while it is made.
//!
//! The site lies behind [`Shared`](super::Shared), and each of its methods that gives out a part of it notes which part that was and what
//! it held, as a [`Fact`]. So what a page depends on is known by construction: there is no other way to the site. A later build need
//! not make a page again if all its facts still hold.

use std::cell::RefCell;
use std::hash::{Hash, Hasher};

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

/// A part of the site, and what it held.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Fact {
    /// Which part: a hash of what stays the same from one build to the next, such as a path.
    pub name: u64,
    /// A hash of what it held.
    pub value: u64,
}

impl Fact {
    /// Returns the fact that what `name` names holds `value`.
    pub fn new(name: impl Hash, value: impl Hash) -> Self {
        Self {
            name: hash_of(name),
            value: hash_of(value),
        }
    }
}

/// The number of a fact in one build.
pub type FactNumber = u32;

/// The facts that one page was made from.
#[derive(Debug, Default)]
pub struct Seen(RefCell<Noted>);

/// Up to how many facts are remembered, so that one which is noted again soon is not sorted out at the end.
const REMEMBERED: usize = 1 << 7;

#[derive(Debug)]
struct Noted {
    facts: Vec<FactNumber>,
    /// Facts that were noted lately, each at the place that its number gives it.
    lately: [Option<FactNumber>; REMEMBERED],
}

impl Default for Noted {
    fn default() -> Self {
        Self {
            facts: Vec::with_capacity(32),
            lately: [None; REMEMBERED],
        }
    }
}

impl Noted {
    fn note(&mut self, fact: FactNumber) {
        // Multiplied, since documents have six numbers each, one of which is noted most: those would come to half of all places.
        let place = fact.wrapping_mul(0x9e37_79b9) as usize >> (FactNumber::BITS - REMEMBERED.trailing_zeros());
        if self.lately[place] != Some(fact) {
            self.lately[place] = Some(fact);
            self.facts.push(fact);
        }
    }
}

impl Seen {
    pub(super) fn note(&self, fact: FactNumber) {
        self.0.borrow_mut().note(fact);
    }

    pub(super) fn note_all(&self, facts: &[FactNumber]) {
        let mut noted = self.0.borrow_mut();
        facts.iter().for_each(|fact| noted.note(*fact));
    }

    /// Returns the facts, each once.
    pub fn into_facts(self) -> Box<[FactNumber]> {
        let mut facts = self.0.into_inner().facts;
        facts.sort_unstable();
        facts.dedup();
        facts.into()
    }
}

/// A part of the site that has no place in it, since it depends on what is asked for. Kept, so that a later build can ask again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Question {
    /// Whether a moment has come; in seconds since 1970.
    Reached(i64),
    /// Where a link leads that is written in the document at a path, as Hugo's `ref` finds it or not.
    Link(Box<str>, Box<str>, bool),
    /// Which file is meant by an address in the document at a path.
    File(Box<str>, Box<str>),
    /// Whether what an address leads to is not published.
    Withheld(Box<str>),
    /// What lies at a content path, whoever asks.
    Path(Box<str>),
    /// Whether no crops can be made of the picture at a content path.
    Uncropped(Box<str>),
    /// What a template is made of, with all that it includes and extends.
    Template(Box<str>),
}

impl Question {
    /// Returns the name of the fact that answers it.
    pub fn name(&self) -> u64 {
        hash_of(("question", self))
    }

    /// Whether it is asked in a document.
    pub(super) fn is_of_document(&self) -> bool {
        matches!(self, Self::Link(..) | Self::File(..))
    }
}

/// Gathers what is hashed. All facts are hashed by the program that reads them: a hash says nothing to another one.
#[derive(Debug, Default)]
pub(super) struct Gathered(Vec<u8>);

impl Hasher for Gathered {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        xxh3_64(&self.0)
    }
}

/// Returns the hash of a value.
pub(super) fn hash_of(value: impl Hash) -> u64 {
    let mut gathered = Gathered(Vec::with_capacity(256));
    value.hash(&mut gathered);
    gathered.finish()
}
