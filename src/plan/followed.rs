//! What readers can follow: which lists have feeds and calendars.

use std::collections::HashSet;

use super::page::{FeedAt, FeedOf, Page, Shows};
use super::pages::{list_page, page_count};
use crate::config::{Config, FeedFormat};
use crate::organise::{EntryId, LanguageId, SectionId, Site, TermId, calendars as all_calendars};
use crate::url_path::UrlPath;

/// Adds all feeds.
pub(super) fn feeds(site: &Site<'_>, config: &Config, pages: &mut Vec<Page>) {
    let mut add = |url: &UrlPath, of: FeedOf, lists: [&[EntryId]; 2]| {
        // How many there are is asked only where it matters.
        let count = match config.feeds.pages {
            1 => 1,
            _ => feed_pages(count(lists, site), config),
        };
        for (format, number) in config
            .feeds
            .formats()
            .flat_map(|format| (1..=count).map(move |number| (format, number)))
        {
            pages.extend(feed_address(url, format, number).map(|url| Page {
                url,
                template: None,
                shows: Shows::Feed(FeedAt { of, format, number }),
            }));
        }
    };
    for (n, language) in site.languages.iter().enumerate() {
        let lists = [&*language.latest, &*language.upcoming];
        add(&language.url, FeedOf::Language(LanguageId(n as u32)), lists);
    }
    for (n, section) in site.sections.iter().enumerate() {
        if config.section_has_feeds(&section.name) {
            let lists = [&*section.items, &*section.upcoming];
            add(&section.url, FeedOf::Section(SectionId(n as u32)), lists);
        }
    }
    for (n, term) in site.terms.iter().enumerate() {
        if term_has_feed(site, config, TermId(n as u32)) {
            add(&term.url, FeedOf::Term(TermId(n as u32)), [&term.items, &[]]);
        }
    }
}

/// Returns how many documents of these lists stand in their feed.
fn count(lists: [&[EntryId]; 2], site: &Site<'_>) -> usize {
    let all: HashSet<EntryId> = lists.concat().into_iter().collect();
    let in_feeds = |id: &&EntryId| site.entries[id.index()].is_in_feeds;
    all.iter().filter(in_feeds).count()
}

/// Returns the address of a feed, or of another page of it.
pub fn feed_address(list: &UrlPath, format: FeedFormat, number: usize) -> Option<UrlPath> {
    list_page(list, number).join(format.file_name())
}

/// Returns how many pages a feed of `total` items has.
pub fn feed_pages(total: usize, config: &Config) -> usize {
    let all = page_count(total, config.feeds.items);
    match config.feeds.pages {
        0 => all,
        most => all.min(most),
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

/// Returns whether a term has feeds: if its taxonomy has, and it has documents.
fn term_has_feed(site: &Site<'_>, config: &Config, term: TermId) -> bool {
    let term = &site.terms[term.index()];
    let taxonomy = &site.taxonomies[term.taxonomy.index()];
    config.taxonomy_has_feeds(&taxonomy.name) && !term.items.is_empty()
}
