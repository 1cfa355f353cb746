//! What all pages are made from.

use std::collections::HashMap;
use std::sync::{Mutex, OnceLock};

use jiff::Timestamp;
use tera::Value;

use super::super::seen::{Fact, Question, Seen, hash_of};
use super::super::values::{self, Values};
use super::super::{links, site};
use super::Shared;
use crate::config::Config;
use crate::language::Locale;
use crate::organise::{Entry, EntryId, Site, address_key, withheld_at};
use crate::parse::markdown::Highlighted;
use crate::parse::{Contents, LinkBy};
use crate::plan::Page;
use crate::words::Dictionary;

/// What is the same for every page: not one of these comes from a document.
#[derive(Debug, Clone, Copy)]
pub struct Common<'a> {
    /// The site's configuration.
    pub config: &'a Config,
    /// How each language writes dates and numbers, by [`LanguageId`].
    pub locales: &'a [Locale],
    /// The theme's words in each language, by [`LanguageId`].
    pub words: &'a [Dictionary],
    /// The theme's options, checked.
    pub options: &'a Value,
    /// Code, coloured.
    pub code: &'a Highlighted,
    /// A hash of each template with all that it includes and extends, by name.
    pub templates: &'a HashMap<String, u64>,
}

/// A value that several pages show, and the facts that it was made from.
pub(super) type Memo = OnceLock<(Value, Box<[Fact]>)>;

/// What all pages are made from.
#[derive(Debug)]
pub struct Basis<'a> {
    pub(super) common: Common<'a>,
    pub(super) site: &'a Site<'a>,
    pub(super) contents: &'a Contents<'a>,
    pub(super) values: Values,
    pub(super) questions: Mutex<HashMap<Question, Fact>>,
    pub(super) languages: Vec<Memo>,
    pub(super) sections: Vec<Memo>,
    pub(super) terms: Vec<Memo>,
    pub(super) authors: Vec<Memo>,
    pub(super) taxonomies: Vec<Memo>,
    pub(super) cards: Vec<Memo>,
    /// The feeds of each language and of each section, and the way to each section.
    pub(super) language_feeds: Vec<Memo>,
    pub(super) section_feeds: Vec<Memo>,
    pub(super) section_trails: Vec<Memo>,
    /// The value `site` of each language, and its own fact: every page has it, so what it was made from is not theirs.
    pub(super) sites: Vec<(Value, Fact)>,
}

fn memos(count: usize) -> Vec<Memo> {
    (0..count).map(|_| Memo::new()).collect()
}

impl<'a> Basis<'a> {
    /// Returns what pages of `site` are made from.
    pub fn new(site: &'a Site<'a>, contents: &'a Contents<'a>, common: Common<'a>) -> Self {
        let mut basis = Self {
            common,
            site,
            contents,
            values: values::values(site, |id| links::answers(id, site, common.config)),
            questions: Mutex::default(),
            languages: memos(site.languages.len()),
            sections: memos(site.sections.len()),
            terms: memos(site.terms.len()),
            authors: memos(site.terms.len()),
            taxonomies: memos(site.taxonomies.len()),
            cards: memos(site.entries.len()),
            language_feeds: memos(site.languages.len()),
            section_feeds: memos(site.sections.len()),
            section_trails: memos(site.sections.len()),
            sites: Vec::new(),
        };
        let seen = Seen::default();
        let sites = site::sites(&basis.seen_by(&seen));
        basis.sites = sites
            .into_iter()
            .enumerate()
            .map(|(n, value)| {
                // What a template can print of it; of a text that is printed unescaped too, the code that makes it decides.
                let printed = serde_json::to_vec(&value).unwrap_or_default();
                let name = values::named("site", common.config.languages[n].tag.as_str());
                let value_hash = hash_of(printed);
                let fact = Fact {
                    name,
                    value: value_hash,
                };
                (value, fact)
            })
            .collect();
        basis
    }

    /// Returns the site as a page sees it that writes down what it has seen in `seen`.
    pub fn seen_by<'s>(&'s self, seen: &'s Seen) -> Shared<'s>
    where
        'a: 's,
    {
        Shared::new(self, seen)
    }

    /// Returns the entry of a document: for who tells of it, not for pages.
    pub fn entries(&self) -> &'a [Entry<'a>] {
        &self.site.entries
    }

    /// Returns the fact of a page: which template makes it, and what it shows.
    pub fn page_fact(&self, page: &Page) -> Fact {
        values::page(page, self.site)
    }

    /// Returns the facts of all parts of the site, and of what `questions` asked, by name.
    pub fn facts(&self, questions: &[Question]) -> HashMap<u64, u64> {
        let mut facts = self.values.by_name();
        facts.extend(self.sites.iter().map(|(_, fact)| (fact.name, fact.value)));
        let by_path: HashMap<&str, EntryId> = if questions.iter().any(Question::is_of_document) {
            let entries = self.site.entries.iter().enumerate();
            entries
                .map(|(n, entry)| (entry.document.path.as_str(), EntryId(n as u32)))
                .collect()
        } else {
            HashMap::new()
        };
        facts.extend(questions.iter().filter_map(|question| {
            let answer = self.answer(question, &|path| by_path.get(path).copied())?;
            Some((question.name(), answer))
        }));
        facts
    }

    /// Returns all that was asked.
    pub fn into_questions(self) -> Vec<Question> {
        let questions = self.questions.into_inner().unwrap_or_default();
        let mut questions: Vec<Question> = questions.into_keys().collect();
        questions.sort_unstable();
        questions
    }

    pub(super) fn answer(&self, question: &Question, entry: &dyn Fn(&str) -> Option<EntryId>) -> Option<u64> {
        let (site, config) = (self.site, self.common.config);
        Some(match question {
            Question::Reached(second) => hash_of(site.now.reached(Timestamp::from_second(*second).ok()?)),
            Question::Link(from, target, by_ref) => {
                let by = if *by_ref { LinkBy::Ref } else { LinkBy::Path };
                hash_of(links::address(site, config, entry(from)?, target, by))
            }
            Question::File(from, target) => hash_of(links::file_answer(site, entry(from)?, target)),
            Question::Withheld(url) => {
                let key = address_key(url.split(['?', '#']).next().unwrap_or(url));
                let is_known = site.targets.withheld.contains_key(key.as_str());
                hash_of((withheld_at(site, config, url).is_some(), is_known))
            }
            Question::Path(path) => hash_of(links::at_path(site, path)),
            Question::Template(name) => self.common.templates.get(&**name).copied().unwrap_or_default(),
        })
    }
}
