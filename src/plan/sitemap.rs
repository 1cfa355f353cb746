//! Sitemaps: which pages they list, and in how many parts (sitemaps.org protocol 0.9).

use std::collections::HashSet;
use std::sync::OnceLock;

use jiff::{Timestamp, ToSpan};
use serde::{Deserialize, Serialize};

use super::page::{Page, Shows};
use super::view::Head;
use crate::config::Config;
use crate::organise::{EntryId, LanguageId, Site};
use crate::url_path::UrlPath;

/// How many addresses a sitemap may hold.
const MOST: usize = 50_000;
/// How long one may be, in bytes: the protocol has 52,428,800, and what is counted here is an estimate from above.
const LONGEST: usize = 50_000_000;
/// What stands around an address, and around one of the same page in another language.
const AROUND: usize = 160;

/// A part of the pages that a sitemap lists, in their order: the first, and the one after the last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    from: u32,
    to: u32,
}

/// All pages, and which of them sitemaps list.
#[derive(Debug)]
pub struct Listed<'a> {
    pages: &'a [Page],
    site: &'a Site<'a>,
    /// In the order of their addresses, once a sitemap is made.
    order: OnceLock<Box<[u32]>>,
}

impl<'a> Listed<'a> {
    /// Returns the pages of a site.
    pub fn new(pages: &'a [Page], site: &'a Site<'a>) -> Self {
        Self {
            pages,
            site,
            order: OnceLock::new(),
        }
    }

    /// Returns the first page of each template.
    pub fn one_of_each_template(&self) -> impl Iterator<Item = &'a Page> {
        let mut seen = HashSet::new();
        let pages = self.pages.iter();
        pages.filter(move |page| page.template.as_deref().is_some_and(|template| seen.insert(template)))
    }

    /// Returns those of one sitemap.
    pub fn part(&self, part: Part) -> impl Iterator<Item = &'a Page> {
        let order = self.order.get_or_init(|| order(self.pages, self.site));
        let range = part.from as usize..(part.to as usize).min(order.len());
        order[range].iter().map(|n| &self.pages[*n as usize])
    }
}

/// Returns the address of a part, counted from 1.
pub fn sitemap_part(number: usize) -> Option<UrlPath> {
    UrlPath::parse(&format!("/sitemap-{number}.xml"))
}

/// How long news is news (Google, "Create a news sitemap").
const NEWS_HOURS: i64 = 48;

/// Returns until when what was published then is news.
pub fn news_until(published: Option<Timestamp>) -> Option<Timestamp> {
    published?.checked_add(NEWS_HOURS.hours()).ok()
}

/// Whether there is news for a sitemap: an empty one is none (the schema of the protocol wants an address at the least).
pub(super) fn has_news(site: &Site<'_>) -> bool {
    let is_news = |id: &&EntryId| {
        let until = news_until(site.entries[id.index()].published);
        until.is_some_and(|until| !site.now.reached(until))
    };
    (0..).map(LanguageId).zip(&site.languages).any(|(id, language)| {
        // Newest first: behind the first that is no news any more, none is.
        let mut news = language.latest.iter().take_while(is_news);
        news.any(|entry| Head::of(*entry, &site.entries[entry.index()]).is_news_of(id))
    })
}

/// Adds the sitemaps of all pages, in front: the long files are made first.
pub(super) fn sitemaps(site: &Site<'_>, config: &Config, pages: &mut Vec<Page>) {
    let parts = parts(site, config, pages);
    let page = |url: Option<UrlPath>, shows: Shows| {
        url.map(|url| Page {
            url,
            template: None,
            shows,
        })
    };
    let top = UrlPath::parse("/sitemap.xml");
    let made: Vec<Page> = match parts[..] {
        [only] => page(top, Shows::Sitemap(only)).into_iter().collect(),
        _ => {
            let each = (1..).zip(&parts);
            let each = each.filter_map(|(number, part)| page(sitemap_part(number), Shows::Sitemap(*part)));
            let index = page(top, Shows::SitemapIndex(parts.len()));
            index.into_iter().chain(each).collect()
        }
    };
    pages.splice(0..0, made);
}

fn parts(site: &Site<'_>, config: &Config, pages: &[Page]) -> Vec<Part> {
    // A thousand bytes an address and language, which hardly any has.
    if pages.len() * (config.languages.len() + 2) * 1000 <= LONGEST {
        return parted([], MOST, LONGEST);
    }
    let languages = if config.languages.len() > 1 {
        config.languages.len() + 1
    } else {
        0
    };
    let order = order(pages, site);
    let sizes = order.iter().map(|n| {
        let page = &pages[*n as usize];
        let address = AROUND + config.base_url.len() + longest(page.url.as_str());
        let image = match page.shows {
            Shows::Entry(id) => site.entries[id.index()].front.image.as_deref(),
            _ => None,
        };
        let image = image.and_then(|image| image.src.as_ref());
        let image = image.map_or(0, |src| {
            AROUND + config.base_url.len() + longest(page.url.as_str()) + longest(&src.value)
        });
        // Translations have addresses about as long.
        address + languages * (address + AROUND) + image
    });
    parted(sizes, MOST, LONGEST)
}

/// How long an address can be at the most once it is encoded and escaped.
fn longest(url: &str) -> usize {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'/' | b'_' | b'.');
    url.bytes().map(|byte| if is_plain(byte) { 1 } else { 6 }).sum()
}

/// Parts what has these sizes so that no part holds more than `most` or is longer than `longest`. There is one part at the least, and the
/// last goes to the end.
fn parted(sizes: impl IntoIterator<Item = usize>, most: usize, longest: usize) -> Vec<Part> {
    let mut parts = vec![Part { from: 0, to: u32::MAX }];
    let (mut count, mut length) = (0, 0);
    for (size, n) in sizes.into_iter().zip(0..) {
        if count == most || (count > 0 && length + size > longest) {
            if let Some(last) = parts.last_mut() {
                last.to = n;
            }
            parts.push(Part { from: n, to: u32::MAX });
            (count, length) = (0, 0);
        }
        (count, length) = (count + 1, length + size);
    }
    parts
}

fn order(pages: &[Page], site: &Site<'_>) -> Box<[u32]> {
    let listed = (0..).zip(pages).filter(|(_, page)| belongs(page, site));
    let mut order: Vec<u32> = listed.map(|(n, _)| n).collect();
    order.sort_by(|a, b| pages[*a as usize].url.cmp(&pages[*b as usize].url));
    order.into()
}

/// First pages of lists and documents, unless they are drafts, which search engines are to leave out.
fn belongs(page: &Page, site: &Site<'_>) -> bool {
    let is_draft = |id: EntryId| site.entries[id.index()].front.draft == Some(true);
    let text = match page.shows {
        Shows::Home(id, 1) => site.languages[id.index()].home,
        Shows::Section(id, 1) => site.sections[id.index()].entry,
        Shows::Entry(id) => Some(id),
        Shows::Taxonomy(id) => site.taxonomies[id.index()].entry,
        Shows::Term(id, 1) => site.terms[id.index()].entry,
        Shows::Series(_) | Shows::Archive(_) | Shows::Year(_, 1) => None,
        _ => return false,
    };
    !text.is_some_and(is_draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_holds_no_more_and_is_no_longer_than_it_may() {
        let parts = |sizes: &[usize]| {
            let parts = parted(sizes.iter().copied(), 3, 100);
            parts.iter().map(|part| (part.from, part.to)).collect::<Vec<_>>()
        };
        let end = u32::MAX;
        assert_eq!(parts(&[]), [(0, end)]);
        assert_eq!(parts(&[1, 1, 1]), [(0, end)]);
        assert_eq!(parts(&[1, 1, 1, 1]), [(0, 3), (3, end)]);
        assert_eq!(parts(&[50, 50, 1]), [(0, 2), (2, end)]);
        assert_eq!(parts(&[500, 1, 99, 1]), [(0, 1), (1, 3), (3, end)]);
        assert_eq!(parted(std::iter::repeat_n(10, 150_001), MOST, LONGEST).len(), 4);
    }
}
