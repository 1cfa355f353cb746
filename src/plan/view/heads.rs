//! The parts of the site that pages see of each other.
//!
//! Each is what may be seen without its lists and its text, so that a page which names a section need not be made again whenever an
//! article is added to it.

use jiff::Timestamp;

use crate::date::Moment;
use crate::organise::{
    Archive, Entry, EntryId, Kind, LanguageId, LanguageSite, Month, Section, SectionId, Taxonomy, TaxonomyId, Term,
    TermId, Year, YearId,
};
use crate::parse::front_matter::{Event, ImageSpec, Person, Withdrawn};
use crate::url_path::UrlPath;

/// What other pages see of a document.
#[derive(Debug, Clone, Copy)]
pub struct Head<'a> {
    /// Which.
    pub id: EntryId,
    /// What it is.
    pub kind: Kind,
    /// Its language.
    pub language: LanguageId,
    /// Its title.
    pub title: &'a str,
    /// Its address.
    pub url: &'a UrlPath,
    /// Front matter's summary, as inline Markdown.
    pub summary: Option<&'a str>,
    /// The line over the headline.
    pub kicker: Option<&'a str>,
    /// When it was published, as pages show it.
    pub date: Option<&'a Moment>,
    /// When it was changed.
    pub updated: Option<&'a Moment>,
    /// When it was published, for lists.
    pub published: Option<Timestamp>,
    /// Its picture.
    pub image: Option<&'a ImageSpec>,
    /// Its event.
    pub event: Option<&'a Event>,
    /// Whether that is over.
    pub event_is_past: bool,
    /// The document that announces its event, where that is another.
    pub announcement: Option<EntryId>,
    /// Whether it is a draft, shown to who writes it.
    pub is_draft: bool,
    /// Why it no longer holds.
    pub withdrawn: Option<&'a Withdrawn>,
    /// What a person's file says of them.
    pub person: Option<&'a Person>,
    /// Where it lies.
    pub section: Option<SectionId>,
    /// Its terms, authors among them.
    pub terms: &'a [TermId],
    /// Itself and its translations.
    pub translations: &'a [EntryId],
}

impl<'a> Head<'a> {
    /// Whether it stands in the sitemap of news of a language, as long as it is news. What another language shows as not translated is an article of
    /// its own language.
    pub fn is_news_of(&self, language: LanguageId) -> bool {
        self.language == language && !self.is_draft && self.date.is_some()
    }

    pub(in crate::plan) fn of(id: EntryId, entry: &'a Entry<'a>) -> Self {
        let front = &*entry.front;
        Self {
            id,
            kind: entry.kind,
            language: entry.language,
            title: &entry.title,
            url: &entry.url,
            summary: front.summary.as_deref(),
            kicker: front.kicker.as_deref(),
            date: entry.date(),
            updated: front.updated.as_ref().map(|updated| &updated.value),
            published: entry.published,
            image: front.image.as_deref(),
            event: front.event.as_deref(),
            event_is_past: entry.event_is_past,
            announcement: entry.announcement(),
            is_draft: front.draft == Some(true),
            withdrawn: front.withdrawn.as_deref(),
            person: front.person.as_deref(),
            section: entry.section,
            terms: &entry.terms,
            translations: &entry.translations,
        }
    }
}

/// What search engines are told of a document: nothing of what it says.
#[derive(Debug, Clone, Copy)]
pub struct Indexed<'a> {
    /// What it is.
    pub kind: Kind,
    /// Its language.
    pub language: LanguageId,
    /// Its address.
    pub url: &'a UrlPath,
    /// When it was published, as pages show it.
    pub date: Option<&'a Moment>,
    /// When it was changed.
    pub updated: Option<&'a Moment>,
    /// The address of its picture, as written.
    pub image: Option<&'a str>,
    /// Whether it is a draft, shown to who writes it.
    pub is_draft: bool,
    /// Itself and its translations.
    pub translations: &'a [EntryId],
}

impl<'a> From<Head<'a>> for Indexed<'a> {
    fn from(head: Head<'a>) -> Self {
        Self {
            kind: head.kind,
            language: head.language,
            url: head.url,
            date: head.date,
            updated: head.updated,
            image: head.image.and_then(|image| image.src.as_ref()).map(|src| &*src.value),
            is_draft: head.is_draft,
            translations: head.translations,
        }
    }
}

/// A section without its lists.
#[derive(Debug, Clone, Copy)]
pub struct SectionHead<'a> {
    /// The path of its folder.
    pub name: &'a str,
    /// Its language.
    pub language: LanguageId,
    /// Its title.
    pub title: &'a str,
    /// Its address.
    pub url: &'a UrlPath,
    /// Its own text.
    pub entry: Option<EntryId>,
    /// The same section in all languages.
    pub translations: &'a [SectionId],
    /// The section that it lies in.
    pub parent: Option<SectionId>,
    /// Whether it has a calendar to subscribe to.
    pub calendar: bool,
}

impl<'a> From<&'a Section> for SectionHead<'a> {
    fn from(section: &'a Section) -> Self {
        Self {
            name: &section.name,
            language: section.language,
            title: &section.title,
            url: &section.url,
            entry: section.entry,
            translations: &section.translations,
            parent: section.parent,
            calendar: section.calendar,
        }
    }
}

/// What a section lists.
#[derive(Debug, Clone, Copy)]
pub struct SectionLists<'a> {
    /// Its documents.
    pub items: &'a [EntryId],
    /// Coming events.
    pub upcoming: &'a [EntryId],
    /// The sections in it.
    pub children: &'a [SectionId],
}

impl<'a> From<&'a Section> for SectionLists<'a> {
    fn from(section: &'a Section) -> Self {
        Self {
            items: &section.items,
            upcoming: &section.upcoming,
            children: &section.children,
        }
    }
}

/// A taxonomy without its terms.
#[derive(Debug, Clone, Copy)]
pub struct TaxonomyHead<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its language.
    pub language: LanguageId,
    /// Its own title.
    pub title: Option<&'a str>,
    /// Its address.
    pub url: &'a UrlPath,
    /// Its own text.
    pub entry: Option<EntryId>,
    /// The same taxonomy in all languages.
    pub translations: &'a [TaxonomyId],
}

impl<'a> From<&'a Taxonomy> for TaxonomyHead<'a> {
    fn from(taxonomy: &'a Taxonomy) -> Self {
        Self {
            name: &taxonomy.name,
            language: taxonomy.language,
            title: taxonomy.title.as_deref(),
            url: &taxonomy.url,
            entry: taxonomy.entry,
            translations: &taxonomy.translations,
        }
    }
}

/// A term without its documents.
#[derive(Debug, Clone, Copy)]
pub struct TermHead<'a> {
    /// Its taxonomy.
    pub taxonomy: TaxonomyId,
    /// Its language.
    pub language: LanguageId,
    /// What its spellings have in common.
    pub slug: &'a str,
    /// How it is shown.
    pub name: &'a str,
    /// Its address.
    pub url: &'a UrlPath,
    /// Its own text or person's file.
    pub entry: Option<EntryId>,
    /// The same term in all languages.
    pub translations: &'a [TermId],
    /// Whether it has a calendar to subscribe to.
    pub calendar: bool,
}

impl<'a> From<&'a Term> for TermHead<'a> {
    fn from(term: &'a Term) -> Self {
        Self {
            taxonomy: term.taxonomy,
            language: term.language,
            slug: &term.slug,
            name: &term.name,
            url: &term.url,
            entry: term.entry,
            translations: &term.translations,
            calendar: term.calendar,
        }
    }
}

/// A year without its documents.
#[derive(Debug, Clone, Copy)]
pub struct YearHead<'a> {
    /// Which.
    pub number: i16,
    /// Its language.
    pub language: LanguageId,
    /// Its address.
    pub url: &'a UrlPath,
    /// The same year in all languages.
    pub translations: &'a [YearId],
    /// The next year in which there is something.
    pub newer: Option<YearId>,
    /// The last one before it.
    pub older: Option<YearId>,
}

impl<'a> From<&'a Year> for YearHead<'a> {
    fn from(year: &'a Year) -> Self {
        Self {
            number: year.number,
            language: year.language,
            url: &year.url,
            translations: &year.translations,
            newer: year.newer,
            older: year.older,
        }
    }
}

/// What came in a year.
#[derive(Debug, Clone, Copy)]
pub struct YearLists<'a> {
    /// Its documents, newest first.
    pub items: &'a [EntryId],
    /// How many of them are of which month.
    pub months: &'a [Month],
}

impl<'a> From<&'a Year> for YearLists<'a> {
    fn from(year: &'a Year) -> Self {
        Self {
            items: &year.items,
            months: &year.months,
        }
    }
}

/// The years of a language.
#[derive(Debug, Clone, Copy)]
pub struct ArchiveHead<'a> {
    /// The address of the page that lists them.
    pub url: &'a UrlPath,
    /// Its years, newest first.
    pub years: &'a [YearId],
}

impl<'a> From<&'a Archive> for ArchiveHead<'a> {
    fn from(archive: &'a Archive) -> Self {
        Self {
            url: &archive.url,
            years: &archive.years,
        }
    }
}

/// A language without its lists.
#[derive(Debug, Clone, Copy)]
pub struct LanguageHead<'a> {
    /// Its home.
    pub url: &'a UrlPath,
    /// The text of its home page.
    pub home: Option<EntryId>,
    /// Whether it has a calendar to subscribe to.
    pub calendar: bool,
}

/// What a language lists.
#[derive(Debug, Clone, Copy)]
pub struct LanguageLists<'a> {
    /// Articles and past events, newest first.
    pub latest: &'a [EntryId],
    /// Coming events.
    pub upcoming: &'a [EntryId],
}

/// What a language is parted into.
#[derive(Debug, Clone, Copy)]
pub struct LanguageParts<'a> {
    /// Top sections.
    pub sections: &'a [SectionId],
    /// Taxonomies with terms.
    pub taxonomies: &'a [TaxonomyId],
    /// Pages at the top.
    pub pages: &'a [EntryId],
}

impl<'a> From<&'a LanguageSite> for LanguageHead<'a> {
    fn from(language: &'a LanguageSite) -> Self {
        Self {
            url: &language.url,
            home: language.home,
            calendar: language.calendar,
        }
    }
}

impl<'a> From<&'a LanguageSite> for LanguageLists<'a> {
    fn from(language: &'a LanguageSite) -> Self {
        Self {
            latest: &language.latest,
            upcoming: &language.upcoming,
        }
    }
}

impl<'a> From<&'a LanguageSite> for LanguageParts<'a> {
    fn from(language: &'a LanguageSite) -> Self {
        Self {
            sections: &language.sections,
            taxonomies: &language.taxonomies,
            pages: &language.pages,
        }
    }
}
