//! `sitemap.xml` (sitemaps.org protocol 0.9), with the languages of each page.

use super::xml::Xml;
use crate::organise::{EntryId, Kind, LanguageId};
use crate::plan::view::{Shared, permalink};
use crate::plan::{Page, Shows};

/// Returns the sitemap: first pages of lists and all documents. `lastmod` only where front matter knows it.
pub fn sitemap(pages: &[Page], shared: &Shared<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.raw(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let mut listed: Vec<&Page> = pages.iter().filter(|page| belongs(page)).collect();
    listed.sort_by(|a, b| a.url.cmp(&b.url));
    for page in listed {
        xml.raw("<url>").element("loc", &permalink(&page.url, shared.config));
        if let Some(changed) = changed(page, shared) {
            xml.element("lastmod", &changed);
        }
        let versions = versions(page, shared);
        if versions.len() > 1 {
            for (language, address) in versions {
                let code = shared.tag(language).as_str();
                xml.empty(
                    "xhtml:link",
                    &[("rel", "alternate"), ("hreflang", code), ("href", &address)],
                );
            }
        }
        xml.raw("</url>\n");
    }
    xml.raw("</urlset>\n");
    xml.finish()
}

fn belongs(page: &Page) -> bool {
    matches!(
        page.shows,
        Shows::Home(_, 1)
            | Shows::Section(_, 1)
            | Shows::Entry(_)
            | Shows::Taxonomy(_)
            | Shows::Term(_, 1)
            | Shows::Series(_)
    )
}

fn changed(page: &Page, shared: &Shared<'_>) -> Option<String> {
    let Shows::Entry(id) = page.shows else { return None };
    let entry = shared.entry(id);
    if entry.kind == Kind::Page && entry.front.updated.is_none() {
        return None;
    }
    let front = entry
        .front
        .updated
        .as_ref()
        .map(|updated| &updated.value)
        .or(entry.date());
    front.map(|moment| moment.iso())
}

fn versions(page: &Page, shared: &Shared<'_>) -> Vec<(LanguageId, String)> {
    let (site, config) = (shared.site, shared.config);
    let of_entry = |id: &EntryId| {
        (
            site.entries[id.index()].language,
            permalink(&site.entries[id.index()].url, config),
        )
    };
    match page.shows {
        Shows::Entry(id) => site.entries[id.index()].translations.iter().map(of_entry).collect(),
        Shows::Section(id, _) => {
            let translations = site.sections[id.index()].translations.iter();
            translations
                .map(|id| &site.sections[id.index()])
                .map(|s| (s.language, permalink(&s.url, config)))
                .collect()
        }
        Shows::Term(id, _) => {
            let translations = site.terms[id.index()].translations.iter();
            translations
                .map(|id| &site.terms[id.index()])
                .map(|t| (t.language, permalink(&t.url, config)))
                .collect()
        }
        Shows::Taxonomy(id) => {
            let translations = site.taxonomies[id.index()].translations.iter();
            translations
                .map(|id| &site.taxonomies[id.index()])
                .map(|t| (t.language, permalink(&t.url, config)))
                .collect()
        }
        Shows::Series(id) => {
            let translations = site.series[id.index()].translations.iter();
            translations
                .map(|id| &site.series[id.index()])
                .map(|s| (s.language, permalink(&s.url, config)))
                .collect()
        }
        Shows::Home(..) => {
            let languages = site.languages.iter().enumerate();
            languages
                .map(|(n, language)| (LanguageId(n as u32), permalink(&language.url, config)))
                .collect()
        }
        _ => Vec::new(),
    }
}
