//! What readers can follow: which lists have feeds and calendars.

use std::collections::HashSet;

use super::page::{FeedFormat, FeedOf, Page, Shows};
use crate::config::Config;
use crate::organise::{LanguageId, SectionId, Site, TermId, calendars as all_calendars};
use crate::url_path::UrlPath;

/// Adds all feeds.
pub(super) fn feeds(site: &Site<'_>, config: &Config, pages: &mut Vec<Page>) {
    let formats = feed_formats(config);
    let mut add = |url: &UrlPath, of: FeedOf| {
        pages.extend(formats.iter().filter_map(|&format| {
            let url = url.join(format.file_name())?;
            Some(Page {
                url,
                template: None,
                shows: Shows::Feed(of, format),
            })
        }));
    };
    for (n, language) in site.languages.iter().enumerate() {
        add(&language.url, FeedOf::Language(LanguageId(n as u32)));
    }
    for (n, section) in site.sections.iter().enumerate() {
        if section_has_feed(config, &section.name) {
            add(&section.url, FeedOf::Section(SectionId(n as u32)));
        }
    }
    for (n, term) in site.terms.iter().enumerate() {
        if term_has_feed(site, config, TermId(n as u32)) {
            add(&term.url, FeedOf::Term(TermId(n as u32)));
        }
    }
}

/// Adds all calendars but those in whose place the content has a file of its own.
pub(super) fn calendars(site: &Site<'_>, config: &Config, pages: &mut Vec<Page>) {
    let files = site.files.iter().map(|file| file.url.as_str());
    let own: HashSet<&str> = files.filter(|url| url.ends_with(".ics")).collect();
    let made = all_calendars(site, config).filter(|(url, _)| !own.contains(url.as_str()));
    pages.extend(made.map(|(url, of)| Page {
        url,
        template: None,
        shows: Shows::Calendar(of),
    }));
}

/// Returns the formats in which feeds are made.
pub(super) fn feed_formats(config: &Config) -> Vec<FeedFormat> {
    let mut formats = Vec::new();
    if config.feeds.atom {
        formats.push(FeedFormat::Atom);
    }
    if config.feeds.rss {
        formats.push(FeedFormat::Rss);
    }
    formats
}

/// Returns whether a section has feeds: unless `site.toml` says no.
pub(super) fn section_has_feed(config: &Config, name: &str) -> bool {
    config.section(name).is_none_or(|section| section.feed)
}

/// Returns whether a term has feeds: if its taxonomy has, and it has documents.
fn term_has_feed(site: &Site<'_>, config: &Config, term: TermId) -> bool {
    let term = &site.terms[term.index()];
    let taxonomy = &site.taxonomies[term.taxonomy.index()];
    taxonomy_has_feeds(config, &taxonomy.name) && !term.items.is_empty()
}

/// Returns whether the terms of a taxonomy have feeds.
pub(super) fn taxonomy_has_feeds(config: &Config, name: &str) -> bool {
    config.taxonomy(name).is_some_and(|taxonomy| taxonomy.feed)
}
