//! One document, as a newsroom sees it.

use jiff::Timestamp;

use crate::config::Config;
use crate::date::Moment;
use crate::language::Tag;
use crate::organise::{Kind, event_over, expires, published};
use crate::parse::Body;
use crate::parse::front_matter::{EventStatus, FrontMatter};
use crate::read::ContentPath;
use crate::reading_time::minutes;
use crate::url_path::UrlPath;

/// Whether a document is published, and why not. The first that holds counts: a draft in error is in error.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It has errors, so it is in no site.
    InError,
    /// It says itself that it is one.
    Draft,
    /// It is published at this moment.
    Waiting(Timestamp),
    /// It is not published any more from this moment on.
    Expired(Timestamp),
    /// It is published.
    Published,
    /// It is the text of a term that no published document has.
    Unused,
}

impl Status {
    /// All names, in the order in which a newsroom wants to see documents: what asks for work first.
    pub const NAMES: [&str; 6] = ["error", "draft", "waiting", "published", "expired", "unused"];

    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::InError => "error",
            Self::Draft => "draft",
            Self::Waiting(_) => "waiting",
            Self::Expired(_) => "expired",
            Self::Published => "published",
            Self::Unused => "unused",
        }
    }
}

/// A document.
#[derive(Debug, Clone)]
pub struct Item {
    /// Where it lies.
    pub path: ContentPath,
    /// Its title; its path where it has none.
    pub title: Box<str>,
    /// Whether it is published.
    pub status: Status,
    /// Its date as pages show it.
    pub date: Option<Moment>,
    /// The language that it is in: its place among those of the site.
    pub language: usize,
    /// The languages of the site in which nobody has written it yet.
    pub missing: Box<[usize]>,
    /// What it and its translations have in common: a number that no other document has.
    pub group: u32,
    /// How many minutes it takes to read; none for what is read in lists.
    pub minutes: Option<u32>,
    /// The address that it has, or would have.
    pub url: Option<UrlPath>,
    /// When it will be published, if that is still to come; for a draft too, if it were none.
    pub lift: Option<Timestamp>,
    /// From when on it is not published any more.
    pub expires: Option<Timestamp>,
    /// The event that it announces.
    pub event: Option<Box<TheEvent>>,
    /// What was found in it: places in [`Overview::found`](super::Overview::found).
    pub found: Box<[u32]>,
    /// How many of these are errors.
    pub errors: usize,
    /// What it is found by: title, path and terms, in small letters and without accents.
    pub(super) words: Box<str>,
}

/// The event of a document.
#[derive(Debug, Clone)]
pub struct TheEvent {
    /// When it starts, in its own zone.
    pub start: Moment,
    /// When it ends, if that is known.
    pub end: Option<Moment>,
    /// Since when it is over, or will be.
    pub over: Timestamp,
    /// Whether it is over.
    pub is_over: bool,
    /// Whether it goes on as planned.
    pub status: EventStatus,
    /// Where.
    pub venue: Option<Box<str>>,
}

/// What an item is made of.
#[derive(Debug, Clone, Copy)]
pub struct OfItem<'a> {
    /// Where it lies.
    pub path: &'a ContentPath,
    /// Its title.
    pub title: &'a str,
    /// Its front matter, with what a translation inherits.
    pub front: &'a FrontMatter,
    /// Its text.
    pub body: &'a Body,
    /// What it is, where that is known.
    pub kind: Option<Kind>,
    /// Its place among the languages of the site.
    pub language: usize,
    /// Its address.
    pub url: Option<&'a UrlPath>,
    /// Whether it is published, by what the site knows of it.
    pub status: Status,
}

impl Item {
    /// Makes an item as it is at `now`. What it has in common with others, and what was found in it, is put in later.
    pub fn new(of: OfItem<'_>, config: &Config, now: Timestamp) -> Self {
        let front = of.front;
        let shown = front.date.as_ref().or(front.publish_at.as_ref());
        let is_news = match of.kind {
            Some(kind) => matches!(kind, Kind::Article | Kind::Event),
            None => front.date.is_some() || front.event.is_some(),
        };
        let is_read = is_news || matches!(of.kind, Some(Kind::Page));
        let tag = &config.languages[of.language].tag;
        let is_draft = front.draft == Some(true) && of.status != Status::InError;
        Self {
            path: of.path.clone(),
            title: of.title.into(),
            status: if is_draft { Status::Draft } else { of.status },
            date: shown.map(|date| date.value),
            language: of.language,
            missing: Box::default(),
            group: 0,
            minutes: is_read.then(|| minutes(of.body.words, &config.reading_time, tag)),
            url: of.url.cloned(),
            lift: published(front).filter(|at| *at > now),
            expires: expires(front, &config.timezone),
            event: event(front, now),
            found: Box::default(),
            errors: 0,
            words: words(of, tag),
        }
    }

    /// Whether the document is found by all words of `search`, which are parts of words in any order; by none all are.
    pub fn is_found_by(&self, search: &str) -> bool {
        let plain = super::search::plain(search);
        plain.split_whitespace().all(|word| self.words.contains(word))
    }

    /// How many warnings there are.
    pub fn warnings(&self) -> usize {
        self.found.len() - self.errors
    }
}

fn event(front: &FrontMatter, now: Timestamp) -> Option<Box<TheEvent>> {
    // A report names the announcement, which is in the list itself.
    let event = front.event.as_deref().filter(|_| front.announcement.is_none())?;
    let over = event_over(event);
    Some(Box::new(TheEvent {
        start: event.start.value,
        end: event.end.as_ref().map(|end| end.value),
        over,
        is_over: over <= now,
        status: event.status,
        venue: event.venue.clone(),
    }))
}

fn words(of: OfItem<'_>, language: &Tag) -> Box<str> {
    let mut all = format!("{} {} {language}", of.title, of.path);
    for (_, names) in &of.front.terms {
        for name in names {
            all.push(' ');
            all.push_str(&name.value);
        }
    }
    super::search::plain(&all).into()
}
