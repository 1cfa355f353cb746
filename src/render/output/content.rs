//! What both forms of a document are made of: texts with whole addresses, pictures, files, whom it names.

use tera::Tera;

use crate::config::OutputFormat;
use crate::organise::{EntryId, LanguageId, TermId, output_of};
use crate::parse::LinkBy;
use crate::parse::front_matter::{Change, Download, DownloadSource};
use crate::plan::view::{Head, Shared, absolute, configured, is_elsewhere, link_address, permalink};
use crate::render::body::{Addresses, fill};
use crate::render::clean::Cleaner;
use crate::render::feed::FeedFailed;

/// Returns the text of a document as HTML that holds nothing but text, with whole addresses.
pub fn text(id: EntryId, cleaner: &Cleaner, shared: &Shared<'_>, tera: &Tera) -> Result<String, FeedFailed> {
    let html = fill(id, Addresses::Whole, shared, tera).map_err(|failed| (id, failed))?;
    Ok(cleaner.clean(html))
}

/// Returns inline Markdown of the front matter as HTML with whole addresses.
pub fn inline(id: EntryId, text: &str, shared: &Shared<'_>) -> String {
    let html = shared.inline(id, Some(text));
    whole(html.as_str().unwrap_or_default(), shared)
}

/// Returns HTML with whole addresses in the place of those from the top.
pub fn whole(html: &str, shared: &Shared<'_>) -> String {
    html.replace("=\"/", &format!("=\"{}", absolute("/", shared.config)))
}

/// Returns an address of the front matter as a whole one.
pub fn address(url: &str, shared: &Shared<'_>) -> String {
    absolute(&configured(url, shared.config), shared.config)
}

/// Returns the address of a document in another form, if it has that.
pub fn in_form(id: EntryId, format: OutputFormat, shared: &Shared<'_>) -> Option<String> {
    let is_made = shared.outputs(id).has(format);
    let url = output_of(shared.head(id).url, format).filter(|_| is_made)?;
    Some(permalink(&url, shared.config))
}

/// A file to download.
pub struct File<'a> {
    pub title: &'a str,
    pub url: String,
    /// In bytes, where known.
    pub size: Option<u64>,
    pub language: Option<&'a str>,
}

/// Returns a file to download; none where it is not published.
pub fn file<'a>(download: &'a Download, id: EntryId, shared: &Shared<'_>) -> Option<File<'a>> {
    let (url, name, size) = match &download.source.value {
        DownloadSource::Url(url) if shared.is_withheld(url) => return None,
        DownloadSource::Url(url) => (address(url, shared), url, None),
        DownloadSource::File(path) => {
            let file = shared.file(id, path)?;
            (permalink(&file.url, shared.config), path, Some(file.file.size))
        }
    };
    Some(File {
        title: download
            .title
            .as_deref()
            .unwrap_or(name.rsplit('/').next().unwrap_or(name)),
        url,
        size,
        language: download.language.as_deref(),
    })
}

/// Returns the lines of a history that may be known: nobody announces what has a date in the future.
pub fn history<'c>(changes: &'c [Change], shared: &Shared<'_>) -> impl Iterator<Item = &'c Change> {
    let shared = *shared;
    changes
        .iter()
        .filter(move |change| shared.reached(change.date.timestamp()))
}

/// Returns what stands in the place of a withdrawn document: its title and address; none while that is not published.
pub fn replacement(target: &str, id: EntryId, shared: &Shared<'_>) -> Option<(String, String)> {
    if is_elsewhere(target) {
        let url = link_address(shared, id, target, LinkBy::Path)?;
        return Some((target.to_owned(), url));
    }
    let address = shared.resolved_link(id, target, LinkBy::Path)?;
    let title = address.title.unwrap_or(target).to_owned();
    Some((title, absolute(&address.url, shared.config)))
}

/// Returns the names and the addresses of the authors of a document.
pub fn authors<'a>(head: &Head<'a>, shared: &Shared<'a>) -> Vec<(TermId, &'a str, String)> {
    let terms = head.terms.iter().filter(|term| shared.is_author(**term));
    let named = terms.map(|id| (*id, shared.term(*id)));
    named
        .map(|(id, term)| (id, term.name, permalink(term.url, shared.config)))
        .collect()
}

/// Returns the terms of a document that are no authors: the taxonomy of each, its name and its address.
pub fn terms<'a>(head: &Head<'a>, shared: &Shared<'a>) -> Vec<(&'a str, &'a str, String)> {
    let terms = head.terms.iter().filter(|term| !shared.is_author(**term));
    let named = terms.map(|id| shared.term(*id));
    named
        .map(|term| {
            let taxonomy = shared.taxonomy(term.taxonomy).name;
            (taxonomy, term.name, permalink(term.url, shared.config))
        })
        .collect()
}

/// Returns the home page of a language as a whole address.
pub fn home(id: LanguageId, shared: &Shared<'_>) -> String {
    permalink(shared.language(id).url, shared.config)
}
