//! The site as pages see it: what many of them show is built once, and what each has seen is written down.
//!
//! Nothing outside this folder can reach the site itself: that is what makes the facts of a page complete.

mod basis;
mod built;
mod recent;

pub use basis::{Basis, Common};

use std::borrow::Cow;
use std::ops::Deref;

use jiff::Timestamp;
use rayon::prelude::*;

use super::heads::{
    ArchiveHead, Head, Indexed, LanguageHead, LanguageLists, LanguageParts, SectionHead, SectionLists, TaxonomyHead,
    TermHead, YearHead, YearLists,
};
use super::seen::{FactNumber, Question, Seen};
use super::{href, identity, links};
use crate::config::{OutputFormat, Outputs};
use crate::organise::{
    Entry, EntryId, FileCopy, LanguageId, Redirect, SectionId, Series, SeriesId, Target, TaxonomyId, TermId, YearId,
    has_calendar, has_outputs, withheld_at,
};
use crate::parse::{Content, LinkBy, WordCount};
use crate::read::ContentPath;

/// The site as one page sees it.
#[derive(Debug, Clone, Copy)]
pub struct Shared<'a> {
    basis: &'a Basis<'a>,
    seen: &'a Seen,
}

impl<'a> Deref for Shared<'a> {
    type Target = Common<'a>;

    fn deref(&self) -> &Common<'a> {
        &self.basis.common
    }
}

impl<'a> Shared<'a> {
    /// Returns `basis` as the page sees it that `seen` is of.
    pub(super) fn new(basis: &'a Basis<'a>, seen: &'a Seen) -> Self {
        Self { basis, seen }
    }
}

/// Parts of the site, each noted.
impl<'a> Shared<'a> {
    /// Returns a document, for its own page.
    pub fn entry(&self, id: EntryId) -> &'a Entry<'a> {
        self.seen.note(self.basis.values.entry(id));
        &self.basis.site.entries[id.index()]
    }

    /// Returns what other pages see of a document.
    pub fn head(&self, id: EntryId) -> Head<'a> {
        self.seen.note(self.basis.values.head(id));
        Head::of(id, &self.basis.site.entries[id.index()])
    }

    /// Returns what search engines are told of a document. Another title is nothing to them, so it makes no other sitemap.
    pub fn indexed(&self, id: EntryId) -> Indexed<'a> {
        self.seen.note(self.basis.values.indexed(id));
        Head::of(id, &self.basis.site.entries[id.index()]).into()
    }

    /// Returns how much there is to read in a document. Feeds do not say it, so a longer text changes no feed.
    pub fn word_count(&self, id: EntryId) -> WordCount {
        self.seen.note(self.basis.values.words(id));
        self.basis.site.entries[id.index()].body().words
    }

    /// Returns the beginning of a document's text, for where its front matter has no summary.
    pub(super) fn excerpt(&self, id: EntryId) -> Option<&'a str> {
        self.seen.note(self.basis.values.excerpt(id));
        self.basis.site.entries[id.index()].body().excerpt.as_deref()
    }

    /// Returns when a document was published.
    pub fn published(&self, id: EntryId) -> Option<Timestamp> {
        self.seen.note(self.basis.values.published(id));
        self.basis.site.entries[id.index()].published
    }

    /// Whether a document stands in feeds.
    pub fn is_in_feeds(&self, id: EntryId) -> bool {
        self.seen.note(self.basis.values.published(id));
        self.basis.site.entries[id.index()].is_in_feeds
    }

    /// Returns the UUID by which feeds and calendars know a document. It follows from its path, by which its facts are called.
    pub fn uuid(&self, id: EntryId) -> String {
        self.seen.note(self.basis.values.head(id));
        let document = self.basis.site.entries[id.index()].document;
        identity::uuid(&document.get().name, self.config)
    }

    /// Returns the forms in which a document is published beside its page.
    pub fn outputs(&self, id: EntryId) -> Outputs {
        let is_made = OutputFormat::ALL.into_iter().any(|format| self.config.makes(format));
        // Where there are none nothing is looked at.
        let head = is_made.then(|| self.head(id));
        let Some(head) = head.filter(|head| has_outputs(head.kind, head.is_draft)) else {
            return Outputs::default();
        };
        self.config
            .outputs_in(self.upward(head.section).map(|section| section.name))
    }

    /// Returns a section and those that it lies in, the nearest first.
    pub(super) fn upward(&self, from: Option<SectionId>) -> impl Iterator<Item = SectionHead<'a>> {
        std::iter::successors(from.map(|id| self.section(id)), |section| {
            section.parent.map(|id| self.section(id))
        })
    }

    /// Returns what a language has as JSON, newest first.
    pub fn language_json(&self, id: LanguageId) -> &'a [EntryId] {
        self.seen.note(self.basis.values.language_json(id));
        &self.basis.site.languages[id.index()].json
    }

    /// Whether a document has a calendar of its own.
    pub(crate) fn has_calendar(&self, id: EntryId) -> bool {
        self.seen.note(self.basis.values.head(id));
        has_calendar(&self.basis.site.entries[id.index()], self.config)
    }

    /// Returns the text of a document; none where its file is no longer what was read.
    pub fn content(&self, id: EntryId) -> Option<Cow<'a, Content>> {
        self.basis.contents.of(self.entry(id).document.get())
    }

    pub(crate) fn section(&self, id: SectionId) -> SectionHead<'a> {
        self.seen.note(self.basis.values.section(id));
        (&self.basis.site.sections[id.index()]).into()
    }

    pub(crate) fn section_lists(&self, id: SectionId) -> SectionLists<'a> {
        self.seen.note(self.basis.values.section_lists(id));
        (&self.basis.site.sections[id.index()]).into()
    }

    pub(crate) fn taxonomy(&self, id: TaxonomyId) -> TaxonomyHead<'a> {
        self.seen.note(self.basis.values.taxonomy(id));
        (&self.basis.site.taxonomies[id.index()]).into()
    }

    pub(crate) fn taxonomy_terms(&self, id: TaxonomyId) -> &'a [TermId] {
        self.seen.note(self.basis.values.taxonomy_terms(id));
        &self.basis.site.taxonomies[id.index()].terms
    }

    pub(crate) fn term(&self, id: TermId) -> TermHead<'a> {
        self.seen.note(self.basis.values.term(id));
        (&self.basis.site.terms[id.index()]).into()
    }

    pub(crate) fn term_items(&self, id: TermId) -> &'a [EntryId] {
        self.seen.note(self.basis.values.term_items(id));
        &self.basis.site.terms[id.index()].items
    }

    pub(crate) fn series(&self, id: SeriesId) -> &'a Series {
        self.seen.note(self.basis.values.series(id));
        &self.basis.site.series[id.index()]
    }

    pub(crate) fn year(&self, id: YearId) -> YearHead<'a> {
        self.seen.note(self.basis.values.year(id));
        (&self.basis.site.years[id.index()]).into()
    }

    pub(crate) fn year_lists(&self, id: YearId) -> YearLists<'a> {
        self.seen.note(self.basis.values.year_lists(id));
        (&self.basis.site.years[id.index()]).into()
    }

    /// Returns the years of a language; none where it has no archive.
    pub(crate) fn archive(&self, id: LanguageId) -> Option<ArchiveHead<'a>> {
        self.seen.note(self.basis.values.archive(id));
        self.basis.site.languages[id.index()].archive.as_ref().map(Into::into)
    }

    pub(crate) fn language(&self, id: LanguageId) -> LanguageHead<'a> {
        self.seen.note(self.basis.values.language(id));
        (&self.basis.site.languages[id.index()]).into()
    }

    pub(crate) fn language_lists(&self, id: LanguageId) -> LanguageLists<'a> {
        self.seen.note(self.basis.values.language_lists(id));
        (&self.basis.site.languages[id.index()]).into()
    }

    pub(crate) fn language_parts(&self, id: LanguageId) -> LanguageParts<'a> {
        self.seen.note(self.basis.values.language_parts(id));
        (&self.basis.site.languages[id.index()]).into()
    }

    pub(crate) fn redirect(&self, index: usize) -> &'a Redirect {
        self.seen.note(self.basis.values.redirect(index));
        &self.basis.site.redirects[index]
    }

    /// Returns all former addresses. That there is another one is no fact: what lists them is made anew in every build.
    pub(crate) fn redirects(&self) -> &'a [Redirect] {
        &self.basis.site.redirects
    }

    /// Returns the site as something that several pages show sees it: a part that is made apart, and whose facts are theirs
    /// ([`Shared::see`]).
    pub fn apart<'s>(&self, seen: &'s Seen) -> Shared<'s>
    where
        'a: 's,
    {
        Shared {
            basis: self.basis,
            seen,
        }
    }

    /// Has parts that several pages show made apart, on all cores.
    pub fn each_apart<T: Sync>(&self, parts: &[T], make: impl Fn(&T, &Shared<'_>) + Sync) {
        let basis = self.basis;
        parts
            .par_iter()
            .for_each(|part| make(part, &Shared::new(basis, &Seen::default())));
    }

    /// Notes the facts of a part that was made apart.
    pub fn see(&self, facts: &[FactNumber]) {
        self.seen.note_all(facts);
    }

    /// Whether a moment has come.
    pub fn reached(&self, moment: Timestamp) -> bool {
        // The clock counts whole seconds, a fraction as the next.
        let second = moment.as_second() + i64::from(moment.subsec_nanosecond() > 0);
        self.ask(Question::Reached(second));
        self.basis.site.now.reached(moment)
    }

    /// Whether no crops can be made of a picture.
    pub(super) fn is_uncropped(&self, picture: &ContentPath) -> bool {
        self.ask(Question::Uncropped(picture.as_str().into()));
        self.uncropped.contains_key(picture)
    }

    /// Notes that the page is made with a template.
    pub fn see_template(&self, name: &str) {
        self.ask(Question::Template(name.into()));
    }

    /// Notes that a template asked what lies at a content path.
    pub fn see_path(&self, path: &str) {
        self.ask(Question::Path(path.into()));
    }

    /// Returns where a link in a document leads: its address, and the title of the document that it leads to.
    pub(crate) fn resolved_link(&self, from: EntryId, target: &str, by: LinkBy) -> Option<links::Address<'a>> {
        let site = self.basis.site;
        if links::is_named(&site.entries[from.index()], target, by) {
            self.seen.note(self.basis.values.links(from));
        } else {
            let path = site.entries[from.index()].document.path().as_str();
            self.ask(Question::Link(path.into(), target.into(), by == LinkBy::Ref));
        }
        links::address(site, self.config, from, target, by)
    }

    /// Returns the file that `src`, as written in a document, names.
    pub fn file(&self, from: EntryId, src: &str) -> Option<&'a FileCopy<'a>> {
        let site = self.basis.site;
        if links::is_named(&site.entries[from.index()], src, LinkBy::Path) {
            self.seen.note(self.basis.values.links(from));
        } else {
            let path = site.entries[from.index()].document.path().as_str();
            self.ask(Question::File(path.into(), src.into()));
        }
        links::file(site, from, src)
    }

    /// Whether what an address leads to is not published.
    pub fn is_withheld(&self, url: &str) -> bool {
        // Any other is of another site.
        if !url.starts_with('/') && self.config.path_of(url).is_none() {
            return false;
        }
        self.ask(Question::Withheld(url.into()));
        withheld_at(self.basis.site, self.config, url).is_some()
    }

    /// Returns an address that front matter gives, unless what it leads to is not published.
    pub(crate) fn open<'u>(&self, url: &'u Option<Box<str>>) -> Option<&'u str> {
        url.as_deref().filter(|url| !self.is_withheld(url))
    }

    /// Returns what lies at a content path: for the value `site`, which has a fact of its own.
    pub(super) fn target(&self, path: &str) -> Option<Target> {
        self.see_path(path);
        self.basis.site.targets.by_path.get(path).copied()
    }

    pub(super) fn file_url(&self, file: u32) -> String {
        href(&self.basis.site.files[file as usize].url, self.config)
    }

    /// How wide and high a picture is: for the value `site`, which has a fact of its own.
    pub(super) fn file_size(&self, file: u32) -> Option<(u32, u32)> {
        self.basis.site.files[file as usize].file.dimensions
    }

    /// Whether there is something at an address: for the value `site`, which has a fact of its own.
    pub(super) fn has_address(&self, url: &str) -> bool {
        self.basis.site.targets.by_url.contains_key(url)
    }

    fn ask(&self, question: Question) {
        let entry = |path: &str| match self.basis.site.targets.by_path.get(path) {
            Some(Target::Entry(id)) => Some(*id),
            _ => None,
        };
        if let Some(fact) = self.basis.ask(question, &entry) {
            self.seen.note(fact);
        }
    }
}
