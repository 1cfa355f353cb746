//! Who has an address, and what it is called in a message.

use std::collections::HashMap;

use super::inherit::head;
use super::site::{EntryId, LanguageId, SectionId, SeriesId, Site, TaxonomyId, TermId, YearId};
use crate::diagnostic::Span;
use crate::parse::Document;
use crate::parse::front_matter::Text;
use crate::read::ContentPath;
use crate::url_path::UrlPath;

/// Who has each address, by its [`address_key`].
pub(super) type Owners = HashMap<String, Owner>;

/// Who has an address. There is one for every file of the output, so it holds no text of its own.
#[derive(Debug, Clone)]
pub(super) struct Owner {
    pub url: UrlPath,
    pub is: Is,
}

/// What has an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    /// The page of a document.
    Document(EntryId),
    /// A former address of a document, and which of them.
    Alias(EntryId, u32),
    /// A file of the content, by its place in [`Site::files`].
    File(u32),
    Home(LanguageId),
    Section(SectionId),
    Taxonomy(TaxonomyId),
    Term(TermId),
    Series(SeriesId),
    Archive(LanguageId),
    Year(YearId),
    /// The page for what is not found.
    NotFound,
    Feed,
    Calendar,
    /// A document in another form, or a list of those.
    Output,
    /// What the program writes at the top.
    Program,
}

impl Owner {
    /// What it is called in a message.
    pub fn name(&self, site: &Site<'_>) -> String {
        match self.is {
            Is::Home(_) => "the home page".to_owned(),
            Is::Section(id) => format!("the section {}", site.sections[id.index()].name),
            Is::Taxonomy(id) => format!("the list of {}", site.taxonomies[id.index()].name),
            Is::Term(id) => format!("the page of {}", site.terms[id.index()].name),
            Is::Series(id) => format!("the series {}", site.series[id.index()].name),
            Is::Archive(_) => "the archive".to_owned(),
            Is::Year(id) => format!("the year {} in the archive", site.years[id.index()].number),
            Is::NotFound => "the page for what is not found".to_owned(),
            Is::Feed => "a feed".to_owned(),
            Is::Calendar => "a calendar".to_owned(),
            Is::Output => format!("the file {}", self.url),
            Is::Program => format!("the file {}", self.url),
            Is::Document(_) | Is::File(_) => self
                .told_in(site)
                .map_or_else(String::new, |path| format!("content/{path}")),
            Is::Alias(..) => {
                let path = self.told_in(site);
                path.map_or_else(String::new, |path| format!("an alias in content/{path}"))
            }
        }
    }

    /// The file that asks for the address, or that has it by its name.
    pub fn told_in<'a>(&self, site: &Site<'a>) -> Option<&'a ContentPath> {
        match self.is {
            Is::Document(id) | Is::Alias(id, _) => Some(site.entries[id.index()].document.path()),
            Is::File(n) => Some(&site.files[n as usize].file.path),
            _ => None,
        }
    }

    /// Where that file asks for it.
    pub fn span(&self, site: &Site<'_>) -> Span {
        match self.is {
            Is::Document(id) => {
                let document = site.entries[id.index()].document.get();
                asked(document).map_or_else(|| head(document), |own| own.span)
            }
            Is::Alias(id, n) => site.entries[id.index()].document.front.aliases[n as usize].span,
            _ => Span::default(),
        }
    }

    /// Whether it does, with a `slug` or `url`.
    pub fn asks(&self, site: &Site<'_>) -> bool {
        matches!(self.is, Is::Document(id) if asked(site.entries[id.index()].document.get()).is_some())
    }

    /// Whether it is one of the archive, which has its address from `site.toml`.
    pub fn is_archive(&self) -> bool {
        matches!(self.is, Is::Archive(_) | Is::Year(_))
    }

    /// Whether it is a list, which has more pages under its address.
    pub fn is_list(&self) -> bool {
        let is_list = matches!(
            self.is,
            Is::Home(_) | Is::Section(_) | Is::Taxonomy(_) | Is::Term(_) | Is::Series(_) | Is::Year(_)
        );
        is_list && self.url.as_str().ends_with('/')
    }

    /// The document that a link to the address leads to.
    pub fn entry(&self, site: &Site<'_>) -> Option<EntryId> {
        match self.is {
            Is::Document(id) | Is::Alias(id, _) => Some(id),
            Is::Home(id) => site.languages[id.index()].home,
            Is::Section(id) => site.sections[id.index()].entry,
            Is::Taxonomy(id) => site.taxonomies[id.index()].entry,
            Is::Term(id) => site.terms[id.index()].entry,
            Is::File(_)
            | Is::Series(_)
            | Is::Archive(_)
            | Is::Year(_)
            | Is::NotFound
            | Is::Feed
            | Is::Calendar
            | Is::Output
            | Is::Program => None,
        }
    }
}

/// Where a document asks for its address, if it does.
pub(super) fn asked(document: &Document) -> Option<&Text> {
    document.front.url.as_ref().or(document.front.slug.as_ref())
}
