//! A page: one file of the output, and what it is made from.

use serde::{Deserialize, Serialize};

use super::sitemap::Part;
use crate::config::{FeedFormat, HostFile, OutputFormat};
use crate::organise::{CalendarOf, EntryId, LanguageId, SectionId, SeriesId, TaxonomyId, TermId, YearId};
use crate::url_path::UrlPath;

/// One file of the output, before it is made.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Page {
    /// Its address.
    pub url: UrlPath,
    /// The template that makes it; none for what the program writes itself (feeds, sitemap, robots.txt).
    pub template: Option<Box<str>>,
    /// What it shows.
    pub shows: Shows,
}

/// What a page shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Shows {
    /// The home page of a language; the number counts its list's pages from 1.
    Home(LanguageId, usize),
    /// A section's list.
    Section(SectionId, usize),
    /// A document.
    Entry(EntryId),
    /// The terms of a taxonomy.
    Taxonomy(TaxonomyId),
    /// The documents of a term.
    Term(TermId, usize),
    /// The documents of a series.
    Series(SeriesId),
    /// The years of a language's archive.
    Archive(LanguageId),
    /// The documents of a year.
    Year(YearId, usize),
    /// What a server shows where nothing is.
    NotFound(LanguageId),
    /// The page at a former address: the index in `Site::redirects`.
    Redirect(usize),
    /// A feed.
    Feed(FeedAt),
    /// A calendar.
    Calendar(CalendarOf),
    /// A document in another form.
    Output(EntryId, OutputFormat),
    /// A page, counted from 1, of the index of what a language has as JSON.
    Index(LanguageId, usize),
    /// What a language model reads first: `llms.txt`.
    Llms(LanguageId),
    /// A sitemap of these pages: `sitemap.xml`, or a part of it.
    Sitemap(Part),
    /// `sitemap.xml` of a site so large that its sitemap is in this many parts.
    SitemapIndex(usize),
    /// The sitemap of the news of the last two days: `sitemap-news.xml`.
    NewsSitemap,
    /// A file for a server.
    Hosting(HostFile),
    /// `.well-known/security.txt` (RFC 9116).
    SecurityTxt,
    /// The key of IndexNow, in a file of that name.
    IndexNowKey,
    /// `robots.txt`
    Robots {
        /// Whether there is a sitemap of news, which it names.
        has_news: bool,
    },
}

/// What a feed holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedOf {
    /// All articles in a language.
    Language(LanguageId),
    /// Those of a section.
    Section(SectionId),
    /// Those of a term.
    Term(TermId),
}

/// A feed, or a page of one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct FeedAt {
    /// What it holds.
    pub of: FeedOf,
    /// How it is written.
    pub format: FeedFormat,
    /// Which of its pages, from 1.
    pub number: usize,
}
