//! Which template makes which kind of page.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Diagnostic};
use crate::organise::{Entry, Kind};
use crate::parse::Document;
use crate::parse::front_matter::Text;
use crate::plan::view::SOCIAL_TEMPLATE;

/// The names of all templates that the site and its theme have.
#[derive(Debug, Clone, Default)]
pub struct TemplateNames(BTreeSet<String>);

impl FromIterator<String> for TemplateNames {
    fn from_iter<I: IntoIterator<Item = String>>(names: I) -> Self {
        Self(names.into_iter().collect())
    }
}

impl TemplateNames {
    /// Whether there are templates for an archive. It is the one kind of page that a theme need not show.
    pub fn show_archive(&self) -> bool {
        [ARCHIVE, YEAR].concat().iter().all(|name| self.0.contains(*name))
    }

    /// Returns the first of `names` that there is. A small theme need not have a template for every kind: an event
    /// looks like an article, a series like a term.
    pub(super) fn first(&self, names: &[&str]) -> Result<Box<str>, Diagnostic> {
        let found = names.iter().find(|name| self.0.contains(**name));
        found.map(|name| Box::from(*name)).ok_or_else(|| {
            let wanted = names.first().copied().unwrap_or_default();
            Diagnostic::new(Code::UnknownTemplate, format!("the theme has no template {wanted}"))
                .hint(format!(
                    "add templates/{wanted} to the site or the theme, or let the theme extend \"courant\""
                ))
                .grouped(wanted)
        })
    }

    /// Returns the template of a document: the one it asks for, else its kind's.
    pub(super) fn of_entry(&self, entry: &Entry<'_>, own: &[&str]) -> Result<Box<str>, Diagnostic> {
        match &entry.front.template {
            None => self.first(own),
            Some(asked) => match self.missing(asked, entry.document.get()) {
                None => Ok(asked.value.clone()),
                Some(missing) => Err(missing),
            },
        }
    }

    /// Returns what to tell of a template that a document asks for and that is not there.
    pub(super) fn missing(&self, asked: &Text, document: &Document) -> Option<Diagnostic> {
        let is_part = ["partials/", "shortcodes/"]
            .iter()
            .any(|folder| asked.value.starts_with(folder));
        let is_part = is_part || *asked.value == *SOCIAL_TEMPLATE;
        let is_there = self.0.contains(&*asked.value);
        if is_there && !is_part {
            return None;
        }
        let message = if is_there {
            format!("{} makes a part of a page, not a page", asked.value)
        } else {
            format!("there is no template {}", asked.value)
        };
        let diagnostic = Diagnostic::new(Code::UnknownTemplate, message).hint(self.nearest(&asked.value));
        // A translation inherits the template: then the place is in another file, and only the file is named.
        let own_words = document.front.template.is_some();
        let diagnostic = if own_words {
            diagnostic.at(asked.span)
        } else {
            diagnostic
        };
        Some(diagnostic.in_file(&document.path.from_root()))
    }

    fn nearest(&self, asked: &str) -> String {
        // What no article can ask for: the frame of all pages, and those of other things.
        let is_other = |name: &str| matches!(name, "base.html" | "404.html" | "redirect.html");
        let is_page = |name: &&str| !name.contains('/') && name.ends_with(".html") && !is_other(name);
        let pages: Vec<&str> = self.0.iter().map(String::as_str).filter(is_page).collect();
        let near = pages
            .iter()
            .map(|name| (strsim::damerau_levenshtein(name, asked), name))
            .min();
        match near {
            Some((distance, name)) if distance <= 2 => format!("did you mean  template: {name}  ?"),
            _ => format!(
                "make templates/{asked} beside site.toml, or write one of: {}",
                pages.join(", ")
            ),
        }
    }
}

/// Returns the templates that can show a kind of document, best first.
pub(super) fn of_kind(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Article => &["article.html", "page.html"],
        Kind::Event => &["event.html", "article.html", "page.html"],
        Kind::Page => &["page.html", "article.html"],
        Kind::Home => HOME,
        Kind::Section(_) => SECTION,
        Kind::Term(_) => TERM,
    }
}

pub(super) const HOME: &[&str] = &["home.html", "section.html"];
pub(super) const SECTION: &[&str] = &["section.html", "home.html"];
pub(super) const TAXONOMY: &[&str] = &["taxonomy.html"];
pub(super) const TERM: &[&str] = &["term.html", "section.html"];
pub(super) const AUTHOR: &[&str] = &["author.html", "term.html", "section.html"];
pub(super) const SERIES: &[&str] = &["series.html", "term.html", "section.html"];
pub(super) const ARCHIVE: &[&str] = &["archive.html"];
pub(super) const YEAR: &[&str] = &["year.html"];
pub(super) const NOT_FOUND: &[&str] = &["404.html", "page.html"];
pub(super) const REDIRECT: &[&str] = &["redirect.html"];
