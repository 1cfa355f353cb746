//! What each part of the site is called from one build to the next, and a hash of what it holds.

use rayon::prelude::*;

use super::heads::Head;
use super::held::{
    Names, archive, head, indexed, language_head, language_lists, language_parts, section_head, section_lists,
    taxonomy_head, term_head, whole, whole_series, year_head, year_lists,
};
use super::seen::{Fact, FactNumber, hash_of};
use crate::organise::{
    CalendarOf, EntryId, LanguageId, Redirect, SectionId, SeriesId, Site, TaxonomyId, TermId, YearId,
};
use crate::plan::{FeedAt, FeedOf, Page, Shows};

/// The facts of all parts of a site, numbered: those of documents first, then those of sections, and so on.
#[derive(Debug)]
pub(super) struct Values {
    pub facts: Vec<Fact>,
    sections: FactNumber,
    taxonomies: FactNumber,
    terms: FactNumber,
    series: FactNumber,
    years: FactNumber,
    languages: FactNumber,
    redirects: FactNumber,
}

/// The numbers of facts, by what they are of.
impl Values {
    /// A document, whole.
    pub fn entry(&self, id: EntryId) -> FactNumber {
        PER_ENTRY * id.0
    }

    /// What other pages see of a document.
    pub fn head(&self, id: EntryId) -> FactNumber {
        PER_ENTRY * id.0 + 1
    }

    /// When a document was published, and whether it stands in feeds.
    pub fn published(&self, id: EntryId) -> FactNumber {
        PER_ENTRY * id.0 + 2
    }

    /// Where all leads that a document names.
    pub fn links(&self, id: EntryId) -> FactNumber {
        PER_ENTRY * id.0 + 3
    }

    /// How much there is to read in a document.
    pub fn words(&self, id: EntryId) -> FactNumber {
        PER_ENTRY * id.0 + 4
    }

    /// How a document's text begins.
    pub fn excerpt(&self, id: EntryId) -> FactNumber {
        PER_ENTRY * id.0 + 5
    }

    /// What search engines are told of a document.
    pub fn indexed(&self, id: EntryId) -> FactNumber {
        PER_ENTRY * id.0 + 6
    }

    pub fn section(&self, id: SectionId) -> FactNumber {
        self.sections + 2 * id.0
    }

    pub fn section_lists(&self, id: SectionId) -> FactNumber {
        self.sections + 2 * id.0 + 1
    }

    pub fn taxonomy(&self, id: TaxonomyId) -> FactNumber {
        self.taxonomies + 2 * id.0
    }

    pub fn taxonomy_terms(&self, id: TaxonomyId) -> FactNumber {
        self.taxonomies + 2 * id.0 + 1
    }

    pub fn term(&self, id: TermId) -> FactNumber {
        self.terms + 2 * id.0
    }

    pub fn term_items(&self, id: TermId) -> FactNumber {
        self.terms + 2 * id.0 + 1
    }

    pub fn series(&self, id: SeriesId) -> FactNumber {
        self.series + id.0
    }

    pub fn year(&self, id: YearId) -> FactNumber {
        self.years + 2 * id.0
    }

    pub fn year_lists(&self, id: YearId) -> FactNumber {
        self.years + 2 * id.0 + 1
    }

    pub fn language(&self, id: LanguageId) -> FactNumber {
        self.languages + 5 * id.0
    }

    pub fn language_lists(&self, id: LanguageId) -> FactNumber {
        self.languages + 5 * id.0 + 1
    }

    pub fn language_parts(&self, id: LanguageId) -> FactNumber {
        self.languages + 5 * id.0 + 2
    }

    pub fn archive(&self, id: LanguageId) -> FactNumber {
        self.languages + 5 * id.0 + 3
    }

    /// What a language has as JSON.
    pub fn language_json(&self, id: LanguageId) -> FactNumber {
        self.languages + 5 * id.0 + 4
    }

    pub fn redirect(&self, index: usize) -> FactNumber {
        self.redirects + number(index)
    }

    /// Adds a fact that is of none of these.
    pub fn add(&mut self, fact: Fact) -> FactNumber {
        self.facts.push(fact);
        number(self.facts.len() - 1)
    }
}

/// Entries and terms are numbered with 32 bits too, and a site has seven facts of each at the most.
fn number(index: usize) -> FactNumber {
    FactNumber::try_from(index).unwrap_or(FactNumber::MAX)
}

/// How many facts each document has.
const OF_ENTRY: usize = 7;
/// The same as a number of a fact.
const PER_ENTRY: FactNumber = OF_ENTRY as FactNumber;

impl<'a> Names<'a> {
    /// Works out the names of all parts of `site`.
    fn of(site: &'a Site<'a>) -> Self {
        let entries = site.entries.par_iter().with_min_len(256);
        let sections = site.sections.iter();
        let taxonomies = site.taxonomies.iter();
        Self {
            site,
            entries: entries
                .map(|entry| named("entry", entry.document.path().as_str()))
                .collect(),
            sections: sections.map(|section| named("section", section.url.as_str())).collect(),
            taxonomies: taxonomies
                .map(|taxonomy| named("taxonomy", taxonomy.url.as_str()))
                .collect(),
            terms: site.terms.iter().map(|term| named("term", term.url.as_str())).collect(),
            series: site
                .series
                .iter()
                .map(|series| named("series", series.url.as_str()))
                .collect(),
            years: site.years.iter().map(|year| named("year", year.url.as_str())).collect(),
        }
    }

    /// Returns the facts of a document, in the order of their numbers.
    fn facts(&self, id: EntryId, links: &impl Fn(EntryId) -> u64) -> [Fact; OF_ENTRY] {
        let (entry, name) = (&self.site.entries[id.index()], self.entry(id));
        let seen = Head::of(id, entry);
        [
            fact(name, 0, whole(entry, self)),
            fact(name, 1, head(&seen, self)),
            fact(name, 2, hash_of((entry.published, entry.is_in_feeds))),
            fact(name, 3, links(id)),
            fact(name, 4, hash_of(entry.body().words)),
            fact(name, 5, hash_of(&entry.body().excerpt)),
            fact(name, 6, indexed(&seen.into(), self)),
        ]
    }
}

impl Values {
    /// The facts of all parts of `site`, and behind them others.
    fn of(site: &Site<'_>, facts: Vec<Fact>) -> Self {
        let sections = OF_ENTRY * site.entries.len();
        let taxonomies = sections + 2 * site.sections.len();
        let terms = taxonomies + 2 * site.taxonomies.len();
        let series = terms + 2 * site.terms.len();
        let years = series + site.series.len();
        let languages = years + 2 * site.years.len();
        let redirects = languages + 5 * site.languages.len();
        Self {
            facts,
            sections: number(sections),
            taxonomies: number(taxonomies),
            terms: number(terms),
            series: number(series),
            years: number(years),
            languages: number(languages),
            redirects: number(redirects),
        }
    }

    /// Facts of all parts of `site` that say nothing of what these hold.
    pub fn empty(site: &Site<'_>) -> Self {
        Self::of(site, vec![Fact { name: 0, value: 0 }; count(site)])
    }

    /// Works out the facts of those documents anew whose text has changed, and of nothing else, in the facts of a former build of the same
    /// site; returns the numbers of those that are others now.
    pub fn with_texts(
        site: &Site<'_>,
        facts: Vec<Fact>,
        changed: &[EntryId],
        links: impl Fn(EntryId) -> u64,
    ) -> (Self, Vec<FactNumber>) {
        let names = Names::of(site);
        let mut values = Self::of(site, facts);
        let mut others = Vec::new();
        for id in changed {
            let first = OF_ENTRY * id.index();
            for (n, fact) in (first..).zip(names.facts(*id, &links)) {
                if let Some(known) = values.facts.get_mut(n).filter(|known| **known != fact) {
                    *known = fact;
                    others.push(number(n));
                }
            }
        }
        (values, others)
    }
}

/// Returns how many facts a site has.
pub(super) fn count(site: &Site<'_>) -> usize {
    Values::of(site, Vec::new()).redirects as usize + site.redirects.len()
}

/// Works out all facts of `site`. `links` says where the links of a document lead, as a hash.
pub(super) fn values(site: &Site<'_>, links: impl Fn(EntryId) -> u64 + Sync) -> Values {
    let names = Names::of(site);
    let entries: Vec<[Fact; OF_ENTRY]> = (0..site.entries.len())
        .into_par_iter()
        .with_min_len(64)
        .map(|n| names.facts(EntryId(n as u32), &links))
        .collect();
    let mut facts: Vec<Fact> = entries.into_flattened();
    facts.reserve(2 * (names.sections.len() + names.taxonomies.len() + names.terms.len()) + 64);
    // In the order in which `Values::of` numbers them.
    for (section, name) in site.sections.iter().zip(&names.sections) {
        facts.push(fact(*name, 0, section_head(&section.into(), &names)));
        facts.push(fact(*name, 1, section_lists(&section.into(), &names)));
    }
    for (taxonomy, name) in site.taxonomies.iter().zip(&names.taxonomies) {
        facts.push(fact(*name, 0, taxonomy_head(&taxonomy.into(), &names)));
        facts.push(fact(*name, 1, hash_of(names.terms(&taxonomy.terms))));
    }
    for (term, name) in site.terms.iter().zip(&names.terms) {
        facts.push(fact(*name, 0, term_head(&term.into(), &names)));
        facts.push(fact(*name, 1, hash_of(names.entries(&term.items))));
    }
    for (series, name) in site.series.iter().zip(&names.series) {
        facts.push(fact(*name, 0, whole_series(series, &names)));
    }
    for (year, name) in site.years.iter().zip(&names.years) {
        facts.push(fact(*name, 0, year_head(&year.into(), &names)));
        facts.push(fact(*name, 1, year_lists(&year.into(), &names)));
    }
    for language in &site.languages {
        let name = named("language", language.url.as_str());
        facts.push(fact(name, 0, language_head(&language.into(), &names)));
        facts.push(fact(name, 1, language_lists(&language.into(), &names)));
        facts.push(fact(name, 2, language_parts(&language.into(), &names)));
        let archive = language.archive.as_ref().map(|head| archive(&head.into(), &names));
        facts.push(fact(name, 3, hash_of(archive)));
        facts.push(fact(name, 4, hash_of(names.entries(&language.json))));
    }
    for Redirect { from, to, language } in &site.redirects {
        facts.push(fact(named("redirect", from.as_str()), 0, hash_of((to, language))));
    }
    Values::of(site, facts)
}

/// Returns the fact of a page: which template makes it, and what it shows.
pub(super) fn page(page: &Page, site: &Site<'_>) -> Fact {
    let Page {
        url: _, // its name
        template,
        shows,
    } = page;
    let entry = |id: EntryId| site.entries[id.index()].document.path().as_str();
    let section = |id: SectionId| site.sections[id.index()].url.as_str();
    let term = |id: TermId| site.terms[id.index()].url.as_str();
    let language = |id: LanguageId| site.languages[id.index()].url.as_str();
    let (what, of, number) = match *shows {
        Shows::Home(id, number) => (0u8, language(id), number),
        Shows::Section(id, number) => (1, section(id), number),
        Shows::Entry(id) => (2, entry(id), 0),
        Shows::Taxonomy(id) => (3, site.taxonomies[id.index()].url.as_str(), 0),
        Shows::Term(id, number) => (4, term(id), number),
        Shows::Series(id) => (5, site.series[id.index()].url.as_str(), 0),
        Shows::NotFound(id) => (6, language(id), 0),
        Shows::Redirect(index) => (7, site.redirects[index].from.as_str(), 0),
        // The format and which page of it is in the address.
        Shows::Feed(FeedAt { of, .. }) => match of {
            FeedOf::Language(id) => (8, language(id), 0),
            FeedOf::Section(id) => (9, section(id), 0),
            FeedOf::Term(id) => (10, term(id), 0),
        },
        Shows::Sitemap(_) => (11, "", 0),
        Shows::SitemapIndex(parts) => (17, "", parts),
        Shows::NewsSitemap => (18, "", 0),
        Shows::IndexNowKey => (19, "", 0),
        Shows::Hosting(_) => (20, "", 0),
        Shows::SecurityTxt => (21, "", 0),
        Shows::Robots { has_news } => (12, "", usize::from(has_news)),
        Shows::Archive(id) => (13, language(id), 0),
        Shows::Year(id, number) => (14, site.years[id.index()].url.as_str(), number),
        Shows::Calendar(CalendarOf::Language(id)) => (31, language(id), 0),
        Shows::Calendar(CalendarOf::Section(id)) => (32, section(id), 0),
        Shows::Calendar(CalendarOf::Term(id)) => (33, term(id), 0),
        Shows::Calendar(CalendarOf::Event(id)) => (34, entry(id), 0),
        Shows::Output(id, format) => (40, entry(id), format as usize),
        Shows::Index(id, number) => (41, language(id), number),
        Shows::Llms(id) => (42, language(id), 0),
    };
    fact(page_name(page), 0, hash_of((template, what, of, number)))
}

/// Returns the name of the fact of a page.
pub fn page_name(page: &Page) -> u64 {
    named("page", page.url.as_str())
}

pub(super) fn named(kind: &str, name: &str) -> u64 {
    hash_of((kind, name))
}

fn fact(name: u64, part: u8, value: u64) -> Fact {
    // Parts of one thing are told apart by their number; a name is a hash, of which a multiple of an odd number is as good.
    let name = name.wrapping_add(u64::from(part).wrapping_mul(0x9e37_79b9_7f4a_7c15));
    Fact { name, value }
}
