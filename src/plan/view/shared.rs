//! What many pages show, built once.

use std::sync::OnceLock;

use rayon::prelude::*;
use tera::Value;
use tera::value::Key;

use super::card::card;
use super::fields::Fields;
use super::head::{feed_links, trail};
use super::links::link_address;
use super::{href, person, site};
use crate::config::Config;
use crate::language::{Locale, Tag};
use crate::organise::{Entry, EntryId, LanguageId, SectionId, Site, TermId, withheld_at};
use crate::parse::LinkBy;
use crate::parse::markdown::{self, Highlighted};
use crate::plan::FeedOf;
use crate::words::Dictionary;

/// The values that pages share, and where they come from.
#[derive(Debug)]
pub struct Shared<'a> {
    /// The site.
    pub site: &'a Site<'a>,
    /// Its configuration.
    pub config: &'a Config,
    /// How each language writes dates and numbers, by [`LanguageId`].
    pub locales: &'a [Locale],
    /// The theme's words in each language, by [`LanguageId`].
    pub words: &'a [Dictionary],
    /// All code of the site, coloured; there before anything is rendered.
    pub code: &'a OnceLock<Highlighted>,
    pub(super) languages: Vec<Value>,
    pub(super) sections: Vec<Value>,
    pub(super) terms: Vec<Value>,
    pub(super) authors: Vec<Value>,
    pub(super) taxonomies: Vec<Value>,
    pub(super) cards: Vec<Value>,
    /// The feeds of each language and of each section, and the way to each section and to home.
    pub(super) language_feeds: Vec<Vec<Value>>,
    pub(super) section_feeds: Vec<Vec<Value>>,
    pub(super) section_trails: Vec<Vec<Value>>,
    pub(super) sites: Vec<Value>,
}

/// Builds what pages share. `options` are the theme's options, checked.
pub fn shared<'a>(
    site: &'a Site<'a>,
    config: &'a Config,
    locales: &'a [Locale],
    words: &'a [Dictionary],
    options: &Value,
    code: &'a OnceLock<Highlighted>,
) -> Shared<'a> {
    let mut shared = Shared {
        site,
        config,
        locales,
        words,
        code,
        languages: Vec::new(),
        sections: Vec::new(),
        terms: Vec::new(),
        authors: Vec::new(),
        taxonomies: Vec::new(),
        cards: Vec::new(),
        language_feeds: Vec::new(),
        section_feeds: Vec::new(),
        section_trails: Vec::new(),
        sites: Vec::new(),
    };
    // Each of these reads those before it.
    shared.languages = site::languages(&shared);
    shared.sections = site
        .sections
        .iter()
        .map(|section| named(&section.name, &section.title, &section.url, config))
        .collect();
    shared.taxonomies = site::taxonomies(&shared);
    shared.terms = site
        .terms
        .par_iter()
        .map(|term| {
            let url = href(&term.url, config);
            Fields::new()
                .text("name", &term.name)
                .text("slug", &term.slug)
                .text("url", &url)
                .into()
        })
        .collect();
    shared.authors = person::authors(&shared);
    shared.cards = (0..site.entries.len())
        .into_par_iter()
        .map(|n| card(EntryId(n as u32), &shared))
        .collect();
    let languages = (0..site.languages.len()).map(|n| LanguageId(n as u32));
    shared.language_feeds = languages.map(|id| feed_links(FeedOf::Language(id), &shared)).collect();
    let sections = (0..site.sections.len()).map(|n| SectionId(n as u32));
    shared.section_feeds = sections
        .clone()
        .map(|id| feed_links(FeedOf::Section(id), &shared))
        .collect();
    shared.section_trails = sections
        .map(|id| trail(site.sections[id.index()].language, Some(id), &shared))
        .collect();
    shared.sites = site::sites(&shared, options);
    shared
}

fn named(name: &str, title: &str, url: &crate::url_path::UrlPath, config: &Config) -> Value {
    Fields::new()
        .text("name", name)
        .text("title", title)
        .text("url", &href(url, config))
        .into()
}

impl<'a> Shared<'a> {
    /// Returns the entry.
    pub fn entry(&self, id: EntryId) -> &'a Entry<'a> {
        &self.site.entries[id.index()]
    }

    /// Returns how a language writes dates and numbers.
    pub fn locale(&self, language: LanguageId) -> &'a Locale {
        &self.locales[language.index()]
    }

    /// Returns the tag of a language.
    pub fn tag(&self, language: LanguageId) -> &'a Tag {
        &self.config.languages[language.index()].tag
    }

    /// Returns a word of the theme; the key itself where the theme lacks it.
    pub fn word(&self, language: LanguageId, key: &str, values: &[(&str, &str)]) -> String {
        self.words[language.index()].text(key, values)
    }

    /// Returns a text of the configuration in `language`.
    pub fn localized(&self, text: &'a crate::config::Localized, language: LanguageId) -> &'a str {
        text.get(self.tag(language), &self.config.language)
    }

    /// Returns the value `site` of a language.
    pub fn site_value(&self, language: LanguageId) -> Value {
        self.sites[language.index()].clone()
    }

    /// Returns the CARD of a document.
    pub fn card(&self, id: EntryId) -> Value {
        self.cards[id.index()].clone()
    }

    /// Returns one field of the CARD of a document.
    pub(super) fn of_card(&self, id: EntryId, field: &'static str) -> Value {
        let card = self.cards[id.index()].as_map();
        let field = card.and_then(|card| card.get(&Key::Str(field)));
        field.cloned().unwrap_or_else(Value::none)
    }

    pub(super) fn language_value(&self, language: LanguageId) -> Value {
        self.languages[language.index()].clone()
    }

    pub(super) fn section_value(&self, section: SectionId) -> Value {
        self.sections[section.index()].clone()
    }

    /// Returns a TERM, or for `authors` what a byline shows.
    pub(super) fn term_value(&self, term: TermId) -> Value {
        self.terms[term.index()].clone()
    }

    /// Returns inline Markdown as HTML in the language of `entry`, or none.
    pub(super) fn inline(&self, entry: EntryId, text: Option<&str>) -> Value {
        let Some(text) = text else { return Value::none() };
        let resolve = |target: &str| link_address(self, entry, target, LinkBy::Path);
        let language = self.tag(self.entry(entry).language);
        Value::safe_string(&markdown::inline_with(text, language, &resolve))
    }

    /// Returns an address that front matter gives, unless what it leads to is not published.
    pub(super) fn open<'u>(&self, url: &'u Option<Box<str>>) -> Option<&'u str> {
        let url = url.as_deref()?;
        withheld_at(self.site, self.config, url).is_none().then_some(url)
    }

    /// Whether the term is one of `authors`.
    pub(super) fn is_author(&self, term: TermId) -> bool {
        let term = &self.site.terms[term.index()];
        &*self.site.taxonomies[term.taxonomy.index()].name == "authors"
    }
}
