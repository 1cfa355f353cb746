//! What is made for machines: documents in other forms than their pages, and the lists of those.

use std::collections::HashSet;

use super::page::{Page, Shows};
use super::pages::page_count;
use crate::config::{Config, OutputFormat};
use crate::organise::{LanguageId, Site, all_outputs, index_of, llms_of};
use crate::url_path::UrlPath;

/// How many documents a page of the index holds.
pub const INDEXED: usize = 100;

/// Adds all that is made for machines, but what the content has a file of its own for.
pub(super) fn outputs(site: &Site<'_>, config: &Config, pages: &mut Vec<Page>) {
    let makes = |format| config.makes(format);
    if !OutputFormat::ALL.into_iter().any(makes) {
        return;
    }
    let own: HashSet<&str> = site.files.iter().map(|file| file.url.as_str()).collect();
    let mut add = |url: Option<UrlPath>, shows: Shows| {
        let url = url.filter(|url| !own.contains(url.as_str()));
        pages.extend(url.map(|url| Page {
            url,
            template: None,
            shows,
        }));
    };
    for (url, id, format) in all_outputs(site, config) {
        add(Some(url), Shows::Output(id, format));
    }
    for (id, language) in (0..).map(LanguageId).zip(&site.languages) {
        if makes(OutputFormat::Json) {
            for number in 1..=page_count(language.json.len(), INDEXED) {
                add(index_of(&language.url, number), Shows::Index(id, number));
            }
        }
        if makes(OutputFormat::Markdown) {
            add(llms_of(&language.url), Shows::Llms(id));
        }
    }
}
