//! The front matter of one document.

use std::ops::{Deref, DerefMut};
use std::sync::{Arc, LazyLock};

use serde::{Deserialize, Serialize};

use super::{Change, Download, Event, EventInPart, ImageSpec, Person, Quote, Related, Withdrawn};
use crate::date::Moment;
use crate::diagnostic::{Span, Spanned};
use crate::language::Tag;

/// A text and where it was written.
pub type Text = Spanned<Box<str>>;

/// The name of a term and where it was written. Shared: what one document names, a thousand others do.
pub type TermName = Spanned<Arc<str>>;

/// A taxonomy's name, and the terms that a document names of it.
pub type NamedTerms = (Arc<str>, Box<[TermName]>);

/// What the front matter of one document says; what it does not say is absent.
///
/// What most documents say stands here; what few say, in [`Rare`], reads as if it did. So a million documents at hand take a fifth of what
/// room for all keys in each of them would.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct FrontMatter {
    /// Where the front matter stands, both fences included; empty at the file's start where there is none.
    pub span: Span,
    /// The headline: present in every document but an index, a term, a person or a translation that inherits.
    pub title: Option<Text>,
    /// When it was published.
    pub date: Option<Spanned<Moment>>,
    /// Never published.
    pub draft: Option<bool>,
    /// The lead, as inline Markdown source.
    pub summary: Option<Box<str>>,
    /// The terms of each taxonomy of the configuration that the document names, `authors` among them, in the order of
    /// the configuration's taxonomies. A name stands once.
    pub terms: Vec<NamedTerms>,
    /// The picture at the top.
    pub image: Option<Box<ImageSpec>>,
    /// The last part of the address.
    pub slug: Option<Text>,
    /// The rest; none where the document says nothing of it.
    rare: Option<Box<Rare>>,
}

/// What the front matter of few documents says.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Rare {
    /// The title for browser and search engine.
    pub seo_title: Option<Box<str>>,
    /// When it was last changed.
    pub updated: Option<Spanned<Moment>>,
    /// Not published before this.
    pub publish_at: Option<Spanned<Moment>>,
    /// Not published from this on.
    pub expires_at: Option<Spanned<Moment>>,
    /// The line over the headline.
    pub kicker: Option<Box<str>>,
    /// The event that it announces or reports.
    pub event: Option<Box<Event>>,
    /// The file of the document that announces the event which this one reports.
    pub announcement: Option<Text>,
    /// What a translation says of its original's event, or a report of its announcement's, where it does not say when that starts.
    pub event_in_part: Option<Box<EventInPart>>,
    /// What to take away, as inline Markdown source.
    pub takeaways: Vec<Box<str>>,
    /// What people said.
    pub quotes: Vec<Quote>,
    /// Files to download.
    pub downloads: Vec<Download>,
    /// What was wrong and has been put right.
    pub corrections: Vec<Change>,
    /// The public history.
    pub changes: Vec<Change>,
    /// Why and since when it no longer holds.
    pub withdrawn: Option<Box<Withdrawn>>,
    /// The whole address, from the site's top: `/eigen/adres/`.
    pub url: Option<Text>,
    /// Former addresses, from the site's top.
    pub aliases: Vec<Text>,
    /// The language, where the file's name does not tell.
    pub language: Option<Spanned<Tag>>,
    /// What translations of one document have in common, where their file names do not.
    pub translation_key: Option<Text>,
    /// The template, where it is not the kind's own.
    pub template: Option<Text>,
    /// Whether the table of contents is shown; the theme decides where absent.
    pub toc: Option<bool>,
    /// Whether share links are shown.
    pub share: Option<bool>,
    /// Whether the newsletter block is shown.
    pub newsletter: Option<bool>,
    /// The order in lists by weight: light before heavy, absent last.
    pub weight: Option<i64>,
    /// The series that it is part of.
    pub series: Option<Text>,
    /// What else to read.
    pub related: Related,
    /// What a person's own file says of them.
    pub person: Option<Box<Person>>,
    /// Files and pages of this site that links in texts of the front matter lead to, as written.
    pub links: Vec<Text>,
    /// All keys that Courant does not know, in the order of the file, for templates (`page.extra`).
    #[serde(with = "super::extra")]
    pub extra: Vec<(Box<str>, tera::Value)>,
}

impl FrontMatter {
    /// Whether it says nothing that few documents say.
    #[cfg(test)]
    pub(super) fn has_nothing_rare(&self) -> bool {
        self.rare.is_none()
    }
}

/// What a document says that says none of it.
static NOTHING: LazyLock<Rare> = LazyLock::new(Rare::default);

impl Deref for FrontMatter {
    type Target = Rare;

    fn deref(&self) -> &Rare {
        self.rare.as_deref().unwrap_or(&NOTHING)
    }
}

impl DerefMut for FrontMatter {
    /// Makes room for what few documents say.
    fn deref_mut(&mut self) -> &mut Rare {
        self.rare.get_or_insert_default()
    }
}
