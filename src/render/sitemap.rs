//! `sitemap.xml` (sitemaps.org protocol 0.9), with the languages of each page.

use super::page::own_text;
use super::xml::Xml;
use crate::organise::{Kind, LanguageId};
use crate::plan::view::{Shared, permalink};
use crate::plan::{Page, Shows};

/// Returns the sitemap, of a long one all before its end given to `take`: first pages of lists and all documents. `lastmod` only where front matter knows it.
pub fn sitemap(pages: &[Page], shared: &Shared<'_>, take: &mut dyn FnMut(&[u8])) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.raw(
        "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n",
    );
    let mut listed: Vec<&Page> = pages.iter().filter(|page| belongs(page, shared)).collect();
    listed.sort_by(|a, b| a.url.cmp(&b.url));
    let mut stream = xml.into_stream();
    for page in listed {
        let mut xml = Xml::default();
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
        stream.push(&xml.text_so_far());
        stream.spill(take);
    }
    stream.push("</urlset>\n");
    stream.finish()
}

/// First pages of lists and documents, unless they are drafts, which search engines are to leave out.
fn belongs(page: &Page, shared: &Shared<'_>) -> bool {
    let is_first = matches!(
        page.shows,
        Shows::Home(_, 1)
            | Shows::Section(_, 1)
            | Shows::Entry(_)
            | Shows::Taxonomy(_)
            | Shows::Term(_, 1)
            | Shows::Series(_)
            | Shows::Archive(_)
            | Shows::Year(_, 1)
    );
    is_first && own_text(page, shared).is_none_or(|id| !shared.head(id).is_draft)
}

fn changed(page: &Page, shared: &Shared<'_>) -> Option<String> {
    let Shows::Entry(id) = page.shows else { return None };
    let head = shared.head(id);
    if head.kind == Kind::Page && head.updated.is_none() {
        return None;
    }
    head.updated.or(head.date).map(|moment| moment.iso())
}

fn versions(page: &Page, shared: &Shared<'_>) -> Vec<(LanguageId, String)> {
    let config = shared.config;
    match page.shows {
        Shows::Entry(id) => {
            let heads = shared.head(id).translations.iter().map(|id| shared.head(*id));
            let heads = heads.filter(|head| !head.is_draft);
            heads.map(|head| (head.language, permalink(head.url, config))).collect()
        }
        Shows::Section(id, _) => {
            let heads = shared.section(id).translations.iter().map(|id| shared.section(*id));
            heads.map(|head| (head.language, permalink(head.url, config))).collect()
        }
        Shows::Term(id, _) => {
            let heads = shared.term(id).translations.iter().map(|id| shared.term(*id));
            heads.map(|head| (head.language, permalink(head.url, config))).collect()
        }
        Shows::Taxonomy(id) => {
            let heads = shared.taxonomy(id).translations.iter().map(|id| shared.taxonomy(*id));
            heads.map(|head| (head.language, permalink(head.url, config))).collect()
        }
        Shows::Series(id) => {
            let series = shared.series(id).translations.iter().map(|id| shared.series(*id));
            series
                .map(|series| (series.language, permalink(&series.url, config)))
                .collect()
        }
        Shows::Archive(_) => {
            let languages = (0..config.languages.len()).map(|n| LanguageId(n as u32));
            let archives = languages.filter_map(|id| Some((id, shared.archive(id)?)));
            archives
                .map(|(id, archive)| (id, permalink(archive.url, config)))
                .collect()
        }
        Shows::Year(id, _) => {
            let years = shared.year(id).translations.iter().map(|id| shared.year(*id));
            years.map(|year| (year.language, permalink(year.url, config))).collect()
        }
        Shows::Home(..) => {
            let languages = (0..config.languages.len()).map(|n| LanguageId(n as u32));
            languages
                .map(|id| (id, permalink(shared.language(id).url, config)))
                .collect()
        }
        _ => Vec::new(),
    }
}
