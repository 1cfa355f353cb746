//! A site and its finished pages as rules see them, and the rules that look at these.

use std::sync::Arc;

use jiff::Timestamp;

use super::{html, rules};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::language::Tag;
use crate::organise::{Site, join};
use crate::parse::Document;
use crate::read::{ContentFile, Inventory};
use crate::words::Dictionary;

/// A site with all that a rule may ask of it.
#[derive(Debug, Clone, Copy)]
pub struct SiteView<'a> {
    /// The settings.
    pub config: &'a Config,
    /// The site as it is at `now`, with drafts where they are looked at.
    pub site: &'a Site<'a>,
    /// All documents that are good, sorted by path.
    pub documents: &'a [Document],
    /// All files of the content.
    pub inventory: &'a Inventory,
    /// The moment.
    pub now: Timestamp,
}

/// A finished page.
#[derive(Debug, Clone)]
pub struct PageView<'a> {
    /// Its address, as a path from the site's top: `/nieuws/raad/`.
    pub url: &'a str,
    /// The page.
    pub html: &'a str,
    /// The file of the document that it shows; none for lists and the like.
    pub document: Option<Arc<str>>,
    /// The file of the template that makes it.
    pub template: Option<Arc<str>>,
    /// The words of the theme, in each language.
    pub words: &'a [Dictionary],
    /// Its language; none where it has none.
    pub language: Option<&'a Tag>,
    /// The settings.
    pub config: &'a Config,
}

/// A rule about the whole site. What it finds has a file and a place where there is one.
pub type SiteRule = fn(&SiteView<'_>) -> Vec<Diagnostic>;

/// A rule about a finished page.
pub type PageRule = fn(&PageView<'_>) -> Vec<Diagnostic>;

/// All rules about the whole site.
const SITE_RULES: &[SiteRule] = &[
    rules::terms::nearly_the_same,
    rules::people::unused,
    rules::translations::missing,
    rules::calendar::without_report,
    rules::calendar::soon_public,
];

/// All rules about finished pages.
const PAGE_RULES: &[PageRule] = &[html::page];

/// Returns what all rules find in a site.
pub fn of_site(view: &SiteView<'_>) -> Vec<Diagnostic> {
    SITE_RULES.iter().flat_map(|rule| rule(view)).collect()
}

/// Returns what all rules find in a finished page.
pub fn of_page(view: &PageView<'_>) -> Vec<Diagnostic> {
    PAGE_RULES.iter().flat_map(|rule| rule(view)).collect()
}

impl SiteView<'_> {
    /// Returns the file that `path` names, as written in a document of `folder`.
    pub fn file(&self, folder: &str, path: &str) -> Option<&ContentFile> {
        let joined = join(folder, path)?;
        let files = &self.inventory.files;
        let at = files.binary_search_by(|file| file.path.as_str().cmp(&joined)).ok()?;
        files.get(at)
    }
}
