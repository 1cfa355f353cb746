//! Listing every file that the program makes of a site.

use super::page::{Page, Shows};
use super::sitemap;
use super::templates::{self, TemplateNames, of_kind};
use super::{followed, outputs};
use crate::config::{Config, RedirectPages};
use crate::diagnostic::{Checked, Diagnostic};
use crate::organise::{
    EntryId, Kind, LanguageId, SectionId, SeriesId, Site, TaxonomyId, TermId, Unpublished, YearId, waits,
};
use crate::url_path::UrlPath;

/// Where whoever finds a weak spot looks first (RFC 9116 §3).
const SECURITY_TXT: &str = "/.well-known/security.txt";

/// Returns all pages of the site: the long ones first, so that none is left over when the others are done.
///
/// Fails (in what is found) with a template that a document asks for and the theme lacks.
pub fn plan(site: &Site<'_>, config: &Config, templates: &TemplateNames) -> Checked<Vec<Page>> {
    let mut pages = Vec::with_capacity(site.entries.len() + site.terms.len() + 64);
    let mut planner = Planner {
        site,
        config,
        templates,
        found: Vec::new(),
    };
    let mut at_top = |path: &str, shows: Shows| {
        pages.extend(UrlPath::parse(path).map(|url| Page {
            url,
            template: None,
            shows,
        }));
    };
    let engines = &config.search_engines;
    let has_news = engines.news_sitemap && sitemap::has_news(site);
    if has_news {
        at_top("/sitemap-news.xml", Shows::NewsSitemap);
    }
    if let Some(key) = &engines.indexnow_key {
        at_top(&format!("/{key}.txt"), Shows::IndexNowKey);
    }
    // A file of the content's own takes the place of one that would be made.
    let is_own = |url: &str| site.files.iter().any(|file| file.url.as_str() == url);
    for file in config.hosting.servers.iter().flat_map(|server| server.files()) {
        let url = format!("/{}", file.name());
        if !is_own(&url) {
            at_top(&url, Shows::Hosting(*file));
        }
    }
    if config.security.is_some() && !is_own(SECURITY_TXT) {
        at_top(SECURITY_TXT, Shows::SecurityTxt);
    }
    if !is_own("/robots.txt") {
        at_top("/robots.txt", Shows::Robots { has_news });
    }
    followed::feeds(site, config, &mut pages);
    followed::calendars(site, config, &mut pages);
    outputs::outputs(site, config, &mut pages);
    planner.languages(&mut pages);
    planner.sections(&mut pages);
    planner.terms(&mut pages);
    planner.series(&mut pages);
    planner.archive(&mut pages);
    planner.entries(&mut pages);
    planner.redirects(&mut pages);
    sitemap::sitemaps(site, config, &mut pages);
    Checked {
        value: pages,
        found: planner.found,
    }
}

/// Returns how many pages a list of `total` items takes, at `per_page` a page; 0 puts all on one.
pub(super) fn page_count(total: usize, per_page: usize) -> usize {
    if per_page == 0 {
        1
    } else {
        total.div_ceil(per_page).max(1)
    }
}

/// Returns the address of a page of a list: the list's own for the first, `…/page/2/` for the second.
pub(super) fn list_page(list: &UrlPath, number: usize) -> UrlPath {
    if number <= 1 {
        return list.clone();
    }
    // The list's address is one already, and what is put behind it has digits and letters only.
    list.join(&below_list(number)).unwrap_or_else(|| list.clone())
}

/// Returns what stands behind the address of a list in that of its second page and the next: `page/2/`.
pub(super) fn below_list(number: usize) -> String {
    format!("page/{number}/")
}

struct Planner<'a> {
    site: &'a Site<'a>,
    config: &'a Config,
    templates: &'a TemplateNames,
    found: Vec<Diagnostic>,
}

impl Planner<'_> {
    fn add(&mut self, pages: &mut Vec<Page>, url: UrlPath, template: Result<Box<str>, Diagnostic>, shows: Shows) {
        match template {
            Ok(template) => pages.push(Page {
                url,
                template: Some(template),
                shows,
            }),
            Err(diagnostic) => self.found.push(diagnostic),
        }
    }

    /// The template of a list that may have a text of its own.
    fn list_template(&self, entry: Option<EntryId>, own: &[&str]) -> Result<Box<str>, Diagnostic> {
        match entry {
            Some(entry) => self.templates.of_entry(&self.site.entries[entry.index()], own),
            None => self.templates.first(own),
        }
    }

    fn add_list(
        &mut self,
        pages: &mut Vec<Page>,
        url: &UrlPath,
        template: Result<Box<str>, Diagnostic>,
        count: usize,
        shows: impl Fn(usize) -> Shows,
    ) {
        match template {
            Ok(template) => pages.extend((1..=count).map(|number| Page {
                url: list_page(url, number),
                template: Some(template.clone()),
                shows: shows(number),
            })),
            Err(diagnostic) => self.found.push(diagnostic),
        }
    }

    fn languages(&mut self, pages: &mut Vec<Page>) {
        for (n, language) in self.site.languages.iter().enumerate() {
            let id = LanguageId(n as u32);
            let template = self.list_template(language.home, templates::HOME);
            let count = page_count(language.latest.len(), self.config.paginate_by);
            self.add_list(pages, &language.url, template, count, |number| Shows::Home(id, number));
            if let Some(url) = language.url.join("404.html") {
                self.add(
                    pages,
                    url,
                    self.templates.first(templates::NOT_FOUND),
                    Shows::NotFound(id),
                );
            }
        }
    }

    fn sections(&mut self, pages: &mut Vec<Page>) {
        for (n, section) in self.site.sections.iter().enumerate() {
            let id = SectionId(n as u32);
            let template = self.list_template(section.entry, templates::SECTION);
            let count = page_count(section.items.len(), section_paginate_by(self.config, &section.name));
            self.add_list(pages, &section.url, template, count, |number| {
                Shows::Section(id, number)
            });
        }
    }

    fn terms(&mut self, pages: &mut Vec<Page>) {
        for (n, taxonomy) in self.site.taxonomies.iter().enumerate() {
            let template = self.list_template(taxonomy.entry, templates::TAXONOMY);
            self.add(
                pages,
                taxonomy.url.clone(),
                template,
                Shows::Taxonomy(TaxonomyId(n as u32)),
            );
        }
        for (n, term) in self.site.terms.iter().enumerate() {
            let id = TermId(n as u32);
            let taxonomy = &self.site.taxonomies[term.taxonomy.index()];
            let own = if &*taxonomy.name == "authors" {
                templates::AUTHOR
            } else {
                templates::TERM
            };
            let template = self.list_template(term.entry, own);
            let count = page_count(term.items.len(), term_paginate_by(self.config, &taxonomy.name));
            self.add_list(pages, &term.url, template, count, |number| Shows::Term(id, number));
        }
    }

    fn series(&mut self, pages: &mut Vec<Page>) {
        for (n, series) in self.site.series.iter().enumerate() {
            let template = self.templates.first(templates::SERIES);
            self.add(pages, series.url.clone(), template, Shows::Series(SeriesId(n as u32)));
        }
    }

    fn archive(&mut self, pages: &mut Vec<Page>) {
        for (n, language) in self.site.languages.iter().enumerate() {
            if let Some(archive) = &language.archive {
                let template = self.templates.first(templates::ARCHIVE);
                self.add(
                    pages,
                    archive.url.clone(),
                    template,
                    Shows::Archive(LanguageId(n as u32)),
                );
            }
        }
        for (n, year) in self.site.years.iter().enumerate() {
            let id = YearId(n as u32);
            let template = self.templates.first(templates::YEAR);
            let count = page_count(year.items.len(), self.config.archive.paginate_by);
            self.add_list(pages, &year.url, template, count, |number| Shows::Year(id, number));
        }
    }

    fn entries(&mut self, pages: &mut Vec<Page>) {
        for (n, entry) in self.site.entries.iter().enumerate() {
            if matches!(entry.kind, Kind::Article | Kind::Event | Kind::Page) {
                let template = self.templates.of_entry(entry, of_kind(entry.kind));
                self.add(pages, entry.url.clone(), template, Shows::Entry(EntryId(n as u32)));
            }
        }
        for hidden in &self.site.hidden {
            let (Unpublished::Until(at), Some(asked)) = (hidden.why, &hidden.front.template) else {
                continue;
            };
            let missing = self.templates.missing(asked, hidden.document.get());
            self.found
                .extend(missing.map(|missing| waits(missing, at, self.config)));
        }
    }

    fn redirects(&mut self, pages: &mut Vec<Page>) {
        if self.site.redirects.is_empty() || self.config.hosting.redirect_pages == RedirectPages::None {
            return;
        }
        let template = self.templates.first(templates::REDIRECT);
        for (n, redirect) in self.site.redirects.iter().enumerate() {
            self.add(pages, redirect.from.clone(), template.clone(), Shows::Redirect(n));
        }
    }
}

/// Returns how many documents a page of the section's list holds.
pub(super) fn section_paginate_by(config: &Config, name: &str) -> usize {
    config
        .section(name)
        .and_then(|section| section.paginate_by)
        .unwrap_or(config.paginate_by)
}

/// Returns how many documents a page of a term holds.
pub(super) fn term_paginate_by(config: &Config, taxonomy: &str) -> usize {
    config
        .taxonomy(taxonomy)
        .and_then(|taxonomy| taxonomy.paginate_by)
        .unwrap_or(config.paginate_by)
}
