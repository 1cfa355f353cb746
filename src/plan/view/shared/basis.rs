//! What all pages are made from.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use jiff::Timestamp;
use rayon::prelude::*;
use tera::Value;

use super::super::card::Lead;
use super::super::crops::{Crop, Crops, crops};
use super::super::seen::{Fact, FactNumber, Question, Seen, hash_of};
use super::super::social::{Drawing, Social, ground};
use super::super::values::{self, Values};
use super::super::wanted::MadeOf;
use super::super::{links, site};
use super::Shared;
use super::recent::Recent;
use crate::config::Config;
use crate::date::Moment;
use crate::diagnostic::Diagnostic;
use crate::language::Locale;
use crate::organise::{Entry, EntryId, LanguageId, Site, address_key, withheld_at};
use crate::parse::markdown::Highlighted;
use crate::parse::{Contents, LinkBy};
use crate::plan::Page;
use crate::read::ContentPath;
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
    /// The theme's options, checked, by [`LanguageId`].
    pub options: &'a [Value],
    /// Code, coloured.
    pub code: &'a Highlighted,
    /// The address of the stylesheet with which browsers show feeds, where the theme has one.
    pub feed_style: Option<&'a str>,
    /// Pictures of which no crops can be made, and what is told of each.
    pub uncropped: &'a BTreeMap<ContentPath, Diagnostic>,
    /// What social cards are drawn with, where they are made.
    pub social: Option<Drawing<'a>>,
    /// Each template with all that it includes and extends, by name.
    pub templates: &'a HashMap<String, MadeOf>,
}

/// A value that several pages show, and the facts that it was made from.
pub(super) type Memo = OnceLock<(Value, Box<[FactNumber]>)>;

/// A value of a document, and the facts that it was made from.
pub(super) type Made<T> = (T, Arc<[FactNumber]>);

/// Up to how many documents the cards and leads of all are kept, so that each is made once.
const ALL: usize = 65_536;
/// Of how many those of a larger site are kept: both take some kilobytes, and pages that are made one after the other show mostly the same
/// documents, for they are near in time.
const SOME: usize = 16_384;
/// How many dates are kept: most that are shown together are of the same days.
const DATES: usize = 1_024;

/// What all pages are made from.
#[derive(Debug)]
pub struct Basis<'a> {
    pub(super) common: Common<'a>,
    pub(super) site: &'a Site<'a>,
    pub(super) contents: &'a Contents<'a>,
    pub(super) values: Values,
    /// What was asked; each has the number behind those of all parts.
    questions: Mutex<Asked>,
    pub(super) languages: Vec<Memo>,
    pub(super) sections: Vec<Memo>,
    pub(super) terms: Vec<Memo>,
    pub(super) authors: Vec<Memo>,
    pub(super) taxonomies: Vec<Memo>,
    pub(super) cards: Recent<EntryId, Made<Value>>,
    pub(super) leads: Recent<EntryId, Made<Lead>>,
    pub(super) socials: Recent<EntryId, Made<Option<Arc<Social>>>>,
    pub(super) dates: Recent<(Moment, LanguageId), Value>,
    /// The feeds of each language and of each section, and the way to each section.
    pub(super) language_feeds: Vec<Memo>,
    pub(super) section_feeds: Vec<Memo>,
    pub(super) section_trails: Vec<Memo>,
    /// The value `site` of each language, and its own fact: every page has it, so what it was made from is not theirs.
    pub(super) sites: Vec<(Value, FactNumber)>,
    /// What social cards in each language see of it, with a hash of what they are drawn from.
    pub(super) social_grounds: Vec<(Value, u128)>,
}

/// What was asked, and the answers in the order of their numbers.
#[derive(Debug, Default)]
struct Asked {
    numbers: HashMap<Question, FactNumber>,
    answers: Vec<Fact>,
}

fn memos(count: usize) -> Vec<Memo> {
    (0..count).map(|_| Memo::new()).collect()
}

impl<'a> Basis<'a> {
    /// Returns what pages of `site` are made from.
    pub fn new(site: &'a Site<'a>, contents: &'a Contents<'a>, common: Common<'a>) -> Self {
        let values = values::values(site, |id| links::answers(id, site, common.config));
        Self::numbered((site, contents, common), values)
    }

    /// Returns what pages of `site` are made from, for who makes some of them and does not ask what of: no fact says anything, which a large site
    /// takes longest to work out.
    pub fn without_facts(site: &'a Site<'a>, contents: &'a Contents<'a>, common: Common<'a>) -> Self {
        Self::numbered((site, contents, common), Values::empty(site))
    }

    fn numbered((site, contents, common): (&'a Site<'a>, &'a Contents<'a>, Common<'a>), values: Values) -> Self {
        let mut basis = Self::of((site, contents, common), values, Asked::default());
        // Numbered before anything is asked, for questions are numbered behind all else.
        let languages = common.config.languages.iter();
        let names = languages.map(|language| values::named("site", language.tag.as_str()));
        let numbers: Vec<FactNumber> = names.map(|name| basis.values.add(Fact { name, value: 0 })).collect();
        basis.see_sites(numbers);
        basis
    }

    /// Returns what pages of `site` are made from which a former build made too, of `facts` the last of which answer `questions`, and in which
    /// nothing but the texts of documents has changed. With it, the numbers of the facts that are others now. None where the facts are of another site.
    pub fn with_texts(
        site: &'a Site<'a>,
        contents: &'a Contents<'a>,
        common: Common<'a>,
        (mut facts, questions): (Vec<Fact>, Vec<Question>),
        changed: &[EntryId],
    ) -> Option<(Self, Vec<FactNumber>)> {
        let answers = facts.split_off(facts.len().checked_sub(questions.len())?);
        let first = FactNumber::try_from(facts.len()).ok()?;
        let asked = Asked {
            numbers: questions.into_iter().zip(first..).collect(),
            answers,
        };
        let of_sites = facts.len().checked_sub(common.config.languages.len())?;
        if of_sites != values::count(site) {
            return None;
        }
        let links = |id| links::answers(id, site, common.config);
        let (values, others) = Values::with_texts(site, facts, changed, links);
        let before: Vec<Fact> = values.facts.get(of_sites..)?.to_vec();
        let mut basis = Self::of((site, contents, common), values, asked);
        basis.see_sites((FactNumber::try_from(of_sites).ok()?..first).collect());
        (basis.values.facts[of_sites..] == before).then_some((basis, others))
    }

    fn of(
        (site, contents, common): (&'a Site<'a>, &'a Contents<'a>, Common<'a>),
        values: Values,
        asked: Asked,
    ) -> Self {
        let count = site.entries.len();
        let kept = if count <= ALL { count } else { SOME };
        Self {
            common,
            site,
            contents,
            values,
            questions: Mutex::new(asked),
            languages: memos(site.languages.len()),
            sections: memos(site.sections.len()),
            terms: memos(site.terms.len()),
            authors: memos(site.terms.len()),
            taxonomies: memos(site.taxonomies.len()),
            cards: Recent::of(kept),
            leads: Recent::of(kept),
            socials: Recent::of(if common.social.is_some() { kept } else { 0 }),
            dates: Recent::of(count.min(DATES)),
            language_feeds: memos(site.languages.len()),
            section_feeds: memos(site.sections.len()),
            section_trails: memos(site.sections.len()),
            sites: Vec::new(),
            social_grounds: Vec::new(),
        }
    }

    /// Makes the value `site` of each language, whose facts have these numbers.
    fn see_sites(&mut self, numbers: Vec<FactNumber>) {
        let seen = Seen::default();
        let sites = site::sites(&self.seen_by(&seen));
        for (value, number) in sites.iter().zip(&numbers) {
            // What a template can print of it; of a text that is printed unescaped too, the code that makes it decides.
            let printed = serde_json::to_vec(value).unwrap_or_default();
            self.values.facts[*number as usize].value = hash_of(printed);
        }
        if let Some(drawing) = self.common.social {
            self.social_grounds = sites.iter().map(|site| ground(site, drawing)).collect();
        }
        self.sites = sites.into_iter().zip(numbers).collect();
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

    /// Returns all social cards of the site, each once, sorted by address.
    pub fn socials(&self) -> Vec<Arc<Social>> {
        if self.common.social.is_none() {
            return Vec::new();
        }
        let ids = (0..self.site.entries.len()).into_par_iter().with_min_len(64);
        let socials = ids.filter_map(|n| {
            // Each page that names one notes for itself what that was made from.
            let seen = Seen::default();
            self.seen_by(&seen).social(EntryId(n as u32))
        });
        let mut socials: Vec<Arc<Social>> = socials.collect();
        socials.sort_by(|a, b| a.url.as_str().cmp(b.url.as_str()));
        socials.dedup_by(|later, first| later.url == first.url);
        socials
    }

    /// Returns all pictures of the site that are cropped, by path, each with all its crops.
    pub fn crops(&self) -> Vec<Crops> {
        if !self.common.config.search_engines.crops {
            return Vec::new();
        }
        let mut pictures: BTreeMap<ContentPath, Crops> = BTreeMap::new();
        for n in 0..self.site.entries.len() {
            let seen = Seen::default();
            let Some(found) = crops(EntryId(n as u32), &self.seen_by(&seen)) else {
                continue;
            };
            match pictures.get_mut(&found.picture) {
                Some(picture) => picture.crops.extend(found.crops),
                None => drop(pictures.insert(found.picture.clone(), found)),
            }
        }
        let mut pictures: Vec<Crops> = pictures.into_values().collect();
        for picture in &mut pictures {
            picture.crops.sort_by(|a: &Crop, b: &Crop| a.url.cmp(&b.url));
            picture.crops.dedup();
        }
        pictures.retain(|picture| !picture.crops.is_empty());
        pictures
    }

    /// Returns the fact of a page: which template makes it, and what it shows.
    pub fn page_fact(&self, page: &Page) -> Fact {
        values::page(page, self.site)
    }

    /// Asks what a former build asked, and returns all facts by name with their numbers.
    pub fn facts(&self, questions: &[Question]) -> HashMap<u64, (FactNumber, u64)> {
        let by_path: HashMap<&str, EntryId> = if questions.iter().any(Question::is_of_document) {
            let entries = self.site.entries.iter().enumerate();
            entries
                .map(|(n, entry)| (entry.document.path().as_str(), EntryId(n as u32)))
                .collect()
        } else {
            HashMap::new()
        };
        for question in questions {
            self.ask(question.clone(), &|path| by_path.get(path).copied());
        }
        let asked = self.asked();
        let all = self.values.facts.iter().chain(&asked.answers);
        all.zip(0..)
            .map(|(fact, number)| (fact.name, (number, fact.value)))
            .collect()
    }

    /// Returns all facts by number, and what was asked for the last of them, in their order.
    pub fn into_facts(self) -> (Vec<Fact>, Vec<Question>) {
        let asked = self.questions.into_inner().unwrap_or_default();
        let mut facts = self.values.facts;
        facts.extend(asked.answers);
        let mut questions: Vec<(Question, FactNumber)> = asked.numbers.into_iter().collect();
        questions.sort_unstable_by_key(|(_, number)| *number);
        (facts, questions.into_iter().map(|(question, _)| question).collect())
    }

    fn asked(&self) -> MutexGuard<'_, Asked> {
        // Nothing that is done under the lock can panic half-way.
        self.questions.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Returns the fact that answers a question; none where it cannot be asked any more.
    pub(super) fn ask(&self, question: Question, entry: &dyn Fn(&str) -> Option<EntryId>) -> Option<FactNumber> {
        let mut asked = self.asked();
        if let Some(number) = asked.numbers.get(&question) {
            return Some(*number);
        }
        let value = self.answer(&question, entry)?;
        let number = FactNumber::try_from(self.values.facts.len() + asked.answers.len()).ok()?;
        asked.answers.push(Fact {
            name: question.name(),
            value,
        });
        asked.numbers.insert(question, number);
        Some(number)
    }

    fn answer(&self, question: &Question, entry: &dyn Fn(&str) -> Option<EntryId>) -> Option<u64> {
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
            Question::Uncropped(path) => hash_of(self.common.uncropped.contains_key(&**path)),
            Question::Template(name) => self.common.templates.get(&**name).map_or(0, |template| template.hash),
        })
    }
}
