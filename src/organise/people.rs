//! People: which of the names of authors are those of files, and which are slips.

use std::collections::{BTreeMap, HashMap};

use super::Material;
use super::paths::{logical, slug_or_self};
use super::site::{LanguageId, Waiting};
use super::terms::own_text;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Tag;
use crate::parse::front_matter::TermName;
use crate::parse::{Document, document_name};
use crate::read::ContentPath;

/// The people who have a file.
pub(super) struct People {
    /// In each language, the slugs of those with a file in it or in the default one; sorted.
    known: Vec<Vec<String>>,
    /// Those whose file is not published now: to name one is no slip.
    absent: BTreeMap<String, ContentPath>,
    /// The slug of a file, by that of the name it gives.
    by_title: HashMap<(LanguageId, String), String>,
}

/// What may be wrong with the name of a person.
#[derive(Clone, Copy)]
pub(super) enum Slip<'k> {
    /// The person's file is not published.
    Away(&'k ContentPath),
    /// There is no such file, and perhaps one of nearly that name.
    Unknown(Option<&'k str>),
}

impl People {
    /// Of those with a published file `files` are the languages and slugs.
    pub fn of(
        files: &[(LanguageId, String)],
        by_title: HashMap<(LanguageId, String), String>,
        waiting: &[Waiting],
        material: Material<'_>,
    ) -> Self {
        let known = (0..material.config.languages.len()).map(|language| {
            let own = files.iter().filter(|(of, _)| of.index() == language || of.index() == 0);
            let mut slugs: Vec<String> = own.map(|(_, slug)| slug.clone()).collect();
            slugs.sort();
            slugs.dedup();
            slugs
        });
        Self {
            known: known.collect(),
            absent: absent_people(waiting, material),
            by_title,
        }
    }

    /// Returns the slug of the person's file for that of a name.
    pub fn slug(&self, language: LanguageId, name: String) -> String {
        let original = (LanguageId(0), name);
        let own = self.by_title.get(&(language, original.1.clone()));
        own.or_else(|| self.by_title.get(&original))
            .cloned()
            .unwrap_or(original.1)
    }

    /// Returns what may be wrong with a name of this slug.
    pub fn slip(&self, language: LanguageId, slug: &str) -> Option<Slip<'_>> {
        let known = &self.known[language.index()];
        if known.binary_search_by(|known| known.as_str().cmp(slug)).is_ok() {
            return None;
        }
        match self.absent.get(slug) {
            Some(path) => Some(Slip::Away(path)),
            None => (!known.is_empty()).then(|| Slip::Unknown(nearest(slug, known))),
        }
    }
}

/// Returns the slugs that the files of people who are not published now would give, with the files.
fn absent_people(waiting: &[Waiting], material: Material<'_>) -> BTreeMap<String, ContentPath> {
    let config = material.config;
    let languages: Vec<Tag> = config.languages.iter().map(|language| language.tag.clone()).collect();
    let slugs = waiting.iter().filter_map(|waiting| {
        let logical = logical(&document_name(&waiting.path, &languages));
        let (taxonomy, rest) = own_text(&logical, material)?;
        let last = rest.rsplit('/').next()?;
        let slug = || (slug_or_self(last, &config.language), waiting.path.clone());
        (config.taxonomies[taxonomy].name == "authors").then(slug)
    });
    slugs.collect()
}

/// Whether a name is that of a file: in small letters and one word. One with a space or a capital is that of a person.
fn names_a_file(name: &str) -> bool {
    !name.contains(char::is_whitespace) && !name.chars().any(char::is_uppercase)
}

/// Where a person's file is not published, what stands in the page is what the article calls the person: the file's name.
pub(super) fn absent_author(name: &TermName, path: &ContentPath, document: &Document) -> Option<Diagnostic> {
    let message = format!(
        "content/{path} is not published, so this page calls its author {}",
        name.value
    );
    let found = Diagnostic::new(Code::AuthorNotPublished, message)
        .at(name.span)
        .hint("publish that file, or write the person's whole name here")
        .grouped(&*name.value)
        .in_file(&document.path.from_root());
    names_a_file(&name.value).then_some(found)
}

/// Returns the slug of which another may be a slip: the nearest that starts with the same letter. `known` is sorted.
fn nearest<'k>(slug: &str, known: &'k [String]) -> Option<&'k str> {
    let first = slug.chars().next()?;
    let from = known.partition_point(|known| known.chars().next() < Some(first));
    let alike = known[from..].iter().take_while(|known| known.starts_with(first));
    let near = alike
        .filter(|known| known.len().abs_diff(slug.len()) <= 2)
        .map(|known| (strsim::damerau_levenshtein(known, slug), known.as_str()))
        .min();
    near.filter(|(distance, _)| *distance <= 2).map(|(_, known)| known)
}

/// A name of a file is a slip where there is no such file.
pub(super) fn unknown_author(name: &TermName, near: Option<&str>, document: &Document) -> Option<Diagnostic> {
    if !names_a_file(&name.value) {
        return None;
    }
    let found = Diagnostic::new(Code::UnknownAuthor, format!("there is no author {}", name.value))
        .at(name.span)
        .in_file(&document.path.from_root());
    Some(match near {
        Some(known) => found.hint(format!("did you mean {known}?")),
        _ => found.hint("make a file for this person among the authors, or write the whole name with capitals"),
    })
}
