//! The site: all published documents, and how they hang together.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Deref;
use std::sync::OnceLock;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::date::{Clock, Moment, packed_timestamp};
use crate::parse::front_matter::{Event, FrontMatter};
use crate::parse::{Body, DocumentRef};
use crate::read::{ContentFile, ContentPath};
use crate::url_path::UrlPath;

macro_rules! ids {
    ($($(#[doc = $doc:literal])+ $name:ident;)+) => {
        $($(#[doc = $doc])+
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        pub struct $name(pub u32);

        impl $name {
            /// Returns the index in its list.
            pub fn index(self) -> usize { self.0 as usize }
        })+
    };
}

ids! {
    /// The index of an [`Entry`] in [`Site::entries`].
    EntryId;
    /// The index of a [`LanguageSite`] in [`Site::languages`] and of its configuration in `Config::languages`.
    LanguageId;
    /// The index of a [`Section`] in [`Site::sections`].
    SectionId;
    /// The index of a [`Taxonomy`] in [`Site::taxonomies`].
    TaxonomyId;
    /// The index of a [`Term`] in [`Site::terms`].
    TermId;
    /// The index of a [`Series`] in [`Site::series`].
    SeriesId;
    /// The index of a [`Year`] in [`Site::years`].
    YearId;
}

/// All that is published, in every language, and how it hangs together.
#[derive(Debug)]
pub struct Site<'a> {
    /// The moment for which it was made.
    pub now: &'a Clock,
    /// Every published document with a page or a text of its own, sorted by content path.
    pub entries: Vec<Entry<'a>>,
    /// The languages, the default one first.
    pub languages: Vec<LanguageSite>,
    /// Every section in every language.
    pub sections: Vec<Section>,
    /// Every taxonomy that has terms, in every language.
    pub taxonomies: Vec<Taxonomy>,
    /// Every term in every language in which it has documents.
    pub terms: Vec<Term>,
    /// Every series in every language in which it has documents.
    pub series: Vec<Series>,
    /// Every year of the archive of each language, newest first.
    pub years: Vec<Year>,
    /// Files that are copied from content to output.
    pub files: Vec<FileCopy<'a>>,
    /// Former addresses.
    pub redirects: Vec<Redirect>,
    /// What is not published now, documents in error among it.
    pub waiting: Vec<Waiting>,
    /// The documents that are good and not published now.
    pub hidden: Vec<Hidden<'a>>,
    /// The files that wait with them, sorted by path.
    pub kept_back: Vec<&'a ContentFile>,
    /// What a link can lead to.
    pub targets: Targets,
}

/// A published document.
#[derive(Debug)]
pub struct Entry<'a> {
    /// The document as it was written.
    pub document: DocumentRef<'a>,
    /// Its front matter, with what a translation inherits.
    pub front: Front<'a>,
    /// Its language.
    pub language: LanguageId,
    /// What it is.
    pub kind: Kind,
    /// Its address.
    pub url: UrlPath,
    /// The innermost section that it lies in, in its language; none for the home page and pages at the top.
    pub section: Option<SectionId>,
    /// The title: front matter's, or the configuration's or a name made of the folder's.
    pub title: Cow<'a, str>,
    /// What it was published (for lists): seconds since 1970; `None` sorts last.
    pub published: Option<Timestamp>,
    /// Whether it stands in feeds. What has no date is never new, and Atom wants a date of each (RFC 4287 §4.1.2): a made-up one would bring
    /// an old page to subscribers as news. A draft is for the eyes of who writes it: a subscriber's reader would keep it.
    pub is_in_feeds: bool,
    /// Itself and its translations, in the order of the languages.
    pub translations: Box<[EntryId]>,
    /// Its terms, by taxonomy in the order of the configuration, then as written. Authors are among them.
    pub terms: Box<[TermId]>,
    /// The older neighbour in its section's order by date; of a page, the one before it in its section's own order.
    pub previous: Option<EntryId>,
    /// The newer one; of a page, the one after it.
    pub next: Option<EntryId>,
    /// What else to read.
    pub related: Box<[EntryId]>,
    /// The series it is part of and its place there, from 0.
    pub series: Option<(SeriesId, u32)>,
    /// When its event is over, if it has one and that is over at `now`.
    pub event_is_past: bool,
    /// The other documents about its event; none where no document names another in its `event`.
    pub of_event: Option<Box<OfEvent>>,
}

/// What else is published about an event.
#[derive(Debug, Clone, Default, Hash, Serialize, Deserialize)]
pub struct OfEvent {
    /// Of a report: the document that announces it.
    pub announcement: Option<EntryId>,
    /// Of an announcement: the documents that report it, oldest first; in its language where they are.
    pub reports: Vec<EntryId>,
}

/// The front matter of a document: as written, or with what a translation inherits. (`Cow` would keep room for a whole one in
/// every entry.)
#[derive(Debug, Clone)]
pub enum Front<'a> {
    /// As it stands in the file.
    Written(DocumentRef<'a>),
    /// With what the original says and it does not.
    Inherited(Box<FrontMatter>),
}

impl Deref for Front<'_> {
    type Target = FrontMatter;

    fn deref(&self) -> &FrontMatter {
        match self {
            Self::Written(document) => &document.get().front,
            Self::Inherited(front) => front,
        }
    }
}

impl Entry<'_> {
    /// Returns its text.
    pub fn body(&self) -> &Body {
        &self.document.get().body
    }

    /// Returns the document that announces the event which this one reports.
    pub fn announcement(&self) -> Option<EntryId> {
        self.of_event.as_ref().and_then(|of_event| of_event.announcement)
    }

    /// Whether it reports an event that another document announces.
    pub fn is_report(&self) -> bool {
        self.announcement().is_some()
    }

    /// Returns the event that it is about for lists: it stands there by that event's day. A report in a file of its own is news, and has its own.
    pub fn listed_event(&self) -> Option<&Event> {
        let event = self.front.event.as_deref();
        event.filter(|_| !self.is_report() || self.date().is_none())
    }

    /// Returns its date as pages show it: that of publication where it has no other.
    pub fn date(&self) -> Option<&Moment> {
        let date = self.front.date.as_ref().or(self.front.publish_at.as_ref());
        date.map(|date| &date.value)
    }
}

/// What a document is; decides its template and where it is listed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// The text of the home page.
    Home,
    /// The text of a section.
    Section(SectionId),
    /// News.
    Article,
    /// An announcement or report of an event.
    Event,
    /// A page without date.
    Page,
    /// The text of a term (a person, in `authors`). A person's own file makes a page even without articles.
    Term(TermId),
}

/// What one language of the site holds.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LanguageSite {
    /// Its home: `/` or `/en/`.
    pub url: UrlPath,
    /// The text of its home page.
    pub home: Option<EntryId>,
    /// All articles and past events that stand in feeds and on the home page, newest first; untranslated ones of the default
    /// language too where the language shows them.
    pub latest: Vec<EntryId>,
    /// Coming events, soonest first.
    pub upcoming: Vec<EntryId>,
    /// Top sections, by weight, then title.
    pub sections: Vec<SectionId>,
    /// Taxonomies with terms, in the order of the configuration.
    pub taxonomies: Vec<TaxonomyId>,
    /// Pages at the top (`privacy.md`), by weight, then title.
    pub pages: Vec<EntryId>,
    /// All years; none where there is nothing with a date, or no archive is made.
    pub archive: Option<Archive>,
    /// Whether it has a calendar to subscribe to.
    pub calendar: bool,
    /// Its documents that are published as JSON, newest first, undated ones last.
    pub json: Vec<EntryId>,
}

/// The years in which a language has something.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Archive {
    /// Its address: `/archief/`.
    pub url: UrlPath,
    /// Its years, newest first.
    pub years: Vec<YearId>,
}

/// What came in one year in one language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Year {
    /// Which: 2019.
    pub number: i16,
    /// Its language.
    pub language: LanguageId,
    /// Its address: `/archief/2019/`.
    pub url: UrlPath,
    /// The same year in all languages that have something in it, itself included.
    pub translations: Vec<YearId>,
    /// The next year in which there is something.
    pub newer: Option<YearId>,
    /// The last one before it.
    pub older: Option<YearId>,
    /// Its articles and past events, newest first.
    pub items: Vec<EntryId>,
    /// The months in which there is something, newest first.
    pub months: Vec<Month>,
}

/// One month of a year.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
pub struct Month {
    /// Which: 1 to 12.
    pub number: i8,
    /// How many of the year's documents are of it; they stand together, behind those of later months.
    pub count: usize,
}

/// A section in one language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Section {
    /// The path of its folder: `nieuws`.
    pub name: Box<str>,
    /// Its language.
    pub language: LanguageId,
    /// Its title.
    pub title: Box<str>,
    /// Its address.
    pub url: UrlPath,
    /// Its own text, if it has one in this language.
    pub entry: Option<EntryId>,
    /// The same section in all languages, itself included, in the order of the languages.
    pub translations: Vec<SectionId>,
    /// The section that it lies in.
    pub parent: Option<SectionId>,
    /// The sections in it, by weight, then title.
    pub children: Vec<SectionId>,
    /// What it lists, children's documents included, in its order. For events: past ones, newest first.
    pub items: Vec<EntryId>,
    /// Coming events, soonest first (sections of kind event only).
    pub upcoming: Vec<EntryId>,
    /// The order of sections in menus.
    pub weight: Option<i64>,
    /// Whether it has a calendar to subscribe to.
    pub calendar: bool,
}

/// A taxonomy in one language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Taxonomy {
    /// Its name, as in `site.toml`: `tags`.
    pub name: Box<str>,
    /// Its language.
    pub language: LanguageId,
    /// Its own title, where the configuration or an `_index.md` gives one.
    pub title: Option<Box<str>>,
    /// Its address: `/tags/`.
    pub url: UrlPath,
    /// Its own text.
    pub entry: Option<EntryId>,
    /// The same taxonomy in all languages in which it has terms, itself included.
    pub translations: Vec<TaxonomyId>,
    /// Its terms, by name.
    pub terms: Vec<TermId>,
}

/// A term in one language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Term {
    /// Its taxonomy.
    pub taxonomy: TaxonomyId,
    /// Its language.
    pub language: LanguageId,
    /// What its spellings have in common.
    pub slug: Box<str>,
    /// Its own file's title, else the most used spelling (the first in order of characters where several are).
    pub name: Box<str>,
    /// Its address: `/tags/open-data/`.
    pub url: UrlPath,
    /// Its own text or person's file.
    pub entry: Option<EntryId>,
    /// The same term in all languages, itself included.
    pub translations: Vec<TermId>,
    /// Its documents, newest first.
    pub items: Vec<EntryId>,
    /// Whether it has a calendar to subscribe to.
    pub calendar: bool,
}

/// A series in one language.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Series {
    /// Its name.
    pub name: Box<str>,
    /// Its language.
    pub language: LanguageId,
    /// Its address: `/series/slug/` (`/reeksen/slug/` never: one word for all languages).
    pub url: UrlPath,
    /// The same series in all languages, itself included: those that hold translations of its documents.
    pub translations: Vec<SeriesId>,
    /// Its documents: by weight where all have one, else oldest first.
    pub items: Vec<EntryId>,
}

/// A file that is copied from content to output.
#[derive(Debug)]
pub struct FileCopy<'a> {
    /// What to copy.
    pub file: &'a ContentFile,
    /// Where it goes.
    pub url: UrlPath,
}

/// An address that leads to another.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Redirect {
    /// The former address; a page if it ends with `/` or has no dot in its last part.
    pub from: UrlPath,
    /// The address now.
    pub to: UrlPath,
    /// The language of the page that it leads to.
    pub language: LanguageId,
}

/// A document that is not published at `now`, and why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Waiting {
    /// The file.
    pub path: ContentPath,
    /// Its title.
    pub title: Box<str>,
    /// Why.
    pub why: Unpublished,
}

/// A document that is not published now, as far as its links are checked before it is.
#[derive(Debug)]
pub struct Hidden<'a> {
    /// The document as it was written.
    pub document: DocumentRef<'a>,
    /// Its front matter, with what a translation inherits.
    pub front: Front<'a>,
    /// Its language.
    pub language: LanguageId,
    /// The address that it would have.
    pub url: Option<UrlPath>,
    /// Why it is not published.
    pub why: Unpublished,
}

/// Why a document is not published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unpublished {
    /// `draft: true`
    Draft,
    /// `publish_at`, or a date in the future.
    Until(#[serde(with = "packed_timestamp")] Timestamp),
    /// `expires_at`
    Since(#[serde(with = "packed_timestamp")] Timestamp),
    /// It has errors, or its original has, and the good ones are published without it.
    InError,
    /// It is the text of a term that no published document has. Only a link can meet this: nothing waits here.
    Unused,
}

/// The path of a document, and where in it the name of the file starts.
#[derive(Debug)]
pub(super) struct Named {
    pub path: ContentPath,
    start: u32,
}

impl Named {
    pub fn of(path: &ContentPath) -> Self {
        let start = path.as_str().len() - path.file_name().len();
        Self {
            path: path.clone(),
            start: start as u32,
        }
    }

    pub fn name(&self) -> &str {
        &self.path.as_str()[self.start as usize..]
    }
}

/// What a link can lead to, by content path and by address. No text is here that is not elsewhere: each would be kept once more for
/// every article.
#[derive(Debug, Default)]
pub struct Targets {
    /// By the path of the file in content.
    pub by_path: HashMap<ContentPath, Target>,
    /// The paths of all documents by their file names, once one is asked for by that alone.
    pub(super) by_file_name: OnceLock<Box<[Named]>>,
    /// All addresses that the build makes.
    pub by_url: HashMap<UrlPath, Option<EntryId>>,
    /// The addresses, former ones included, that documents would have which are not published, by
    /// [`address_key`](super::address_key). Nothing of these is in the output: they tell a link to one from a link to nothing.
    pub withheld: HashMap<Box<str>, Unpublished>,
}

/// What lies at a content path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A published document.
    Entry(EntryId),
    /// A document that is not published.
    Unpublished(Unpublished),
    /// A file that is copied: its index in [`Site::files`].
    File(u32),
}

/// Where a link leads, worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// To a document of the site, with the fragment behind it.
    Entry(EntryId, Option<Box<str>>),
    /// To a file of the site: its index in [`Site::files`].
    File(u32),
    /// To an address of the site (with what followed `?` or `#`) that is known.
    Address(Box<str>),
    /// To an address of the site at which nothing is published.
    UnknownAddress(Box<str>),
    /// To a document that is not published.
    Unpublished(Unpublished),
    /// To a document, and a heading that it does not have.
    DeadAnchor(EntryId, Box<str>),
    /// To nothing.
    Dead,
}
