//! Terms: one for all spellings with one slug, in each language; people among them.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Material;
use super::check::waits;
use super::inherit::{Placed, head};
use super::paths::{address, folder_slug, logical, part, prefix, slug_or_self};
use super::sections::capitalised;
use super::site::{LanguageId, Taxonomy, TaxonomyId, Term, TermId, Unpublished, Waiting};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::{Tag, sort_key};
use crate::parse::front_matter::TermName;
use crate::parse::{Document, Form, document_name};
use crate::read::ContentPath;

/// All terms, and which terms each document has.
pub(super) struct Terms {
    pub taxonomies: Vec<Taxonomy>,
    pub terms: Vec<Term>,
    /// By the index of the public document: its terms.
    pub of_document: Vec<Vec<TermId>>,
    /// By the index of the public document: the term or taxonomy that it is the text of.
    pub text_of: HashMap<usize, TextOf>,
}

/// What a document in a taxonomy's folder is the text of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TextOf {
    Taxonomy(TaxonomyId),
    Term(TermId),
    /// A term that no document has: it is not published.
    Nothing,
}

/// A term while it is gathered.
#[derive(Default)]
struct Gathered {
    spellings: BTreeMap<Arc<str>, u32>,
    own: Option<usize>,
    used: bool,
}

type Key = (LanguageId, usize, String);

/// Gathers all terms of the public documents.
pub(super) fn terms(
    public: &[Placed<'_>],
    hidden: &[(Placed<'_>, Unpublished)],
    waiting: &[Waiting],
    material: Material<'_>,
    found: &mut Vec<Diagnostic>,
) -> Terms {
    let config = material.config;
    let mut gathered: BTreeMap<Key, Gathered> = BTreeMap::new();
    let mut indexes: HashMap<(LanguageId, usize), usize> = HashMap::new();
    let mut texts: Vec<(usize, Key)> = Vec::new();
    let mut by_title: HashMap<(LanguageId, String), String> = HashMap::new();
    for (n, document) in public.iter().enumerate() {
        let Some((taxonomy, rest)) = own_text(&document.logical, material) else {
            continue;
        };
        if rest.is_empty() {
            if document.document.name.form == Form::Index {
                indexes.insert((document.language, taxonomy), n);
            }
            continue;
        }
        if document.document.front.date.is_some() {
            found.push(dated(document.document, &config.taxonomies[taxonomy].name));
        }
        let tag = &config.languages[document.language.index()].tag;
        let last = rest.rsplit('/').next().unwrap_or(rest);
        let slug = document.front.slug.as_ref().map_or(last, |slug| &slug.value);
        let slug = part(slug, tag).unwrap_or_else(|| "-".to_owned());
        if config.taxonomies[taxonomy].name == "authors"
            && let Some(title) = &document.front.title
        {
            by_title
                .entry((document.language, slug_or_self(&title.value, tag)))
                .or_insert_with(|| slug.clone());
        }
        let key = (document.language, taxonomy, slug);
        let first = *gathered.entry(key.clone()).or_default().own.get_or_insert(n);
        if first != n {
            found.push(second_text(document.document, public[first].document));
        }
        texts.push((n, key));
    }
    let people: Vec<Vec<String>> = (0..config.languages.len())
        .map(|language| people(&gathered, language, material))
        .collect();
    let absent = absent_people(waiting, material);
    let mut slips: HashMap<(LanguageId, String), Option<&str>> = HashMap::new();
    let mut named: Vec<Vec<Key>> = Vec::with_capacity(public.len());
    // A few hundred names stand in a hundred thousand places.
    let mut slugs: HashMap<(LanguageId, &str), Option<String>> = HashMap::new();
    for document in public {
        let mut keys: Vec<Key> = Vec::new();
        let tag = &config.languages[document.language.index()].tag;
        for (taxonomy, configured) in config.taxonomies.iter().enumerate() {
            let Some((_, names)) = document.front.terms.iter().find(|(name, _)| **name == *configured.name) else {
                continue;
            };
            for name in names {
                let slug = slugs
                    .entry((document.language, &name.value))
                    .or_insert_with(|| part(&name.value, tag));
                let Some(mut slug) = slug.clone() else {
                    continue;
                };
                if configured.name == "authors" {
                    let titled = by_title
                        .get(&(document.language, slug.clone()))
                        .or_else(|| by_title.get(&(LanguageId(0), slug.clone())));
                    if let Some(own) = titled {
                        slug.clone_from(own);
                    }
                    let own_words = document
                        .document
                        .front
                        .terms
                        .iter()
                        .any(|(name, _)| &**name == "authors");
                    let known = &people[document.language.index()];
                    let is_known = known.binary_search(&slug).is_ok();
                    let away = absent.get(&slug).filter(|_| !is_known);
                    found.extend(away.and_then(|path| absent_author(name, path, document)));
                    if own_words && !known.is_empty() && !is_known && away.is_none() {
                        // Who is no file in one article is often none in many.
                        let near = slips
                            .entry((document.language, slug.clone()))
                            .or_insert_with(|| nearest(&slug, known));
                        found.extend(unknown_author(&name.value, name.span, *near, document));
                    }
                }
                let key = (document.language, taxonomy, slug);
                if let Some(term) = gathered.get(&key) {
                    found.extend(unlike(name, &term.spellings, document.document));
                }
                if keys.contains(&key) {
                    continue;
                }
                let term = gathered.entry(key.clone()).or_default();
                term.used = true;
                *term.spellings.entry(name.value.clone()).or_insert(0) += 1;
                keys.push(key);
            }
        }
        named.push(keys);
    }
    for (document, why) in hidden {
        let Unpublished::Until(at) = *why else { continue };
        let known = &people[document.language.index()];
        let names = document
            .document
            .front
            .terms
            .iter()
            .filter(|(name, _)| &**name == "authors");
        for name in names.flat_map(|(_, names)| names) {
            let tag = &config.languages[document.language.index()].tag;
            let Some(slug) = part(&name.value, tag).filter(|_| !known.is_empty()) else {
                continue;
            };
            let is_known = known.binary_search(&slug).is_ok()
                || absent.contains_key(&slug)
                || by_title.contains_key(&(document.language, slug.clone()))
                || by_title.contains_key(&(LanguageId(0), slug.clone()));
            if !is_known {
                let unknown = unknown_author(&name.value, name.span, nearest(&slug, known), document);
                found.extend(unknown.map(|unknown| waits(unknown, at, config)));
            }
        }
    }
    found.extend(unused(public, hidden, material, &gathered, &texts));
    assemble(public, material, gathered, &indexes, texts, named)
}

/// Tells of a name that differs in more than its spelling from another with the same address: once, where it first stands.
fn unlike(name: &TermName, known: &BTreeMap<Arc<str>, u32>, document: &Document) -> Option<Diagnostic> {
    if known.is_empty() || known.contains_key(&name.value) {
        return None;
    }
    let other = known.keys().find(|known| signs(known) != signs(&name.value))?;
    let message = format!(
        "\"{}\" and \"{other}\" have one address, so they are taken for one",
        name.value
    );
    let hint = "if they are two things, name one of them otherwise, with a word in place of the sign";
    let found = Diagnostic::new(Code::OneTerm, message).at(name.span).hint(hint);
    Some(found.in_file(&document.path.from_root()))
}

/// Returns the signs of a name that mean something, and that its address does not have.
fn signs(name: &str) -> String {
    let means_something =
        |c: &char| !c.is_alphanumeric() && !c.is_whitespace() && !c.is_control() && !is_punctuation(*c);
    name.nfc().filter(means_something).collect()
}

/// Whether people write a sign or leave it out, and mean the same.
fn is_punctuation(c: char) -> bool {
    is_combining_mark(c) || ".,:;!?-_/&'\"()[]´`‘’“”„‚«»‹›–—‐‑…·\u{ad}\u{200b}\u{200c}\u{200d}\u{feff}™®©".contains(c)
}

/// News in the folder of a taxonomy would go without a word.
fn dated(document: &Document, taxonomy: &str) -> Diagnostic {
    let message = format!("this lies in the folder of {taxonomy}, so it is the text of a term and no article");
    let hint = format!("move it to a section, or give [taxonomies.{taxonomy}] another path in site.toml");
    Diagnostic::new(Code::DatedTerm, message)
        .at(head(document))
        .hint(hint)
        .grouped(taxonomy)
        .in_file(&document.path.from_root())
}

/// The texts of terms that no article has, unless one that waits does: of these no page is made.
fn unused(
    public: &[Placed<'_>],
    hidden: &[(Placed<'_>, Unpublished)],
    material: Material<'_>,
    gathered: &BTreeMap<Key, Gathered>,
    texts: &[(usize, Key)],
) -> Vec<Diagnostic> {
    let config = material.config;
    let is_unused = |key: &Key| {
        let name = &config.taxonomies[key.1].name;
        name != "authors" && gathered.get(key).is_some_and(|term| !term.used)
    };
    let waits = |(_, taxonomy, slug): &Key| {
        let name = &config.taxonomies[*taxonomy].name;
        let terms = hidden.iter().flat_map(|(document, _)| document.front.terms.iter());
        let names = terms
            .filter(|(known, _)| **known == **name)
            .flat_map(|(_, names)| names);
        names
            .into_iter()
            .any(|one| part(&one.value, &config.language).as_ref() == Some(slug))
    };
    let unused = texts.iter().filter(|(_, key)| is_unused(key) && !waits(key));
    let found = unused.map(|(n, (_, taxonomy, slug))| {
        let document = public[*n].document;
        let message = format!("no published article has the term {slug}, so no page is made of this");
        Diagnostic::new(Code::UnusedTerm, message)
            .at(head(document))
            .hint("give an article this term, or take the file out")
            .grouped(&config.taxonomies[*taxonomy].name)
            .in_file(&document.path.from_root())
    });
    found.collect()
}

fn second_text(document: &Document, first: &Document) -> Diagnostic {
    let message = format!("this and content/{} are both the page of one term", first.path);
    Diagnostic::new(Code::SameAddress, message)
        .at(head(document))
        .hint("put them together in one file, or give one of the two another slug")
        .in_file(&document.path.from_root())
}

/// Returns the slugs that the files of people who are not published now would give, with the files: to name one is no slip.
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
fn absent_author(name: &TermName, path: &ContentPath, document: &Placed<'_>) -> Option<Diagnostic> {
    let message = format!(
        "content/{path} is not published, so this page calls its author {}",
        name.value
    );
    let found = Diagnostic::new(Code::AuthorNotPublished, message)
        .at(name.span)
        .hint("publish that file, or write the person's whole name here")
        .grouped(&*name.value)
        .in_file(&document.document.path.from_root());
    names_a_file(&name.value).then_some(found)
}

/// Returns the slugs of the people with a file, in a language or the default one, sorted.
fn people(gathered: &BTreeMap<Key, Gathered>, language: usize, material: Material<'_>) -> Vec<String> {
    let is_authors = |taxonomy: usize| material.config.taxonomies[taxonomy].name == "authors";
    let of = gathered
        .keys()
        .filter(|(of, taxonomy, _)| is_authors(*taxonomy) && (of.index() == language || of.index() == 0));
    let mut slugs: Vec<String> = of.map(|(_, _, slug)| slug.clone()).collect();
    slugs.sort();
    slugs.dedup();
    slugs
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
fn unknown_author(
    name: &str,
    span: crate::diagnostic::Span,
    near: Option<&str>,
    document: &Placed<'_>,
) -> Option<Diagnostic> {
    if !names_a_file(name) {
        return None;
    }
    let message = format!("there is no author {name}");
    let found = Diagnostic::new(Code::UnknownAuthor, message)
        .at(span)
        .in_file(&document.document.path.from_root());
    Some(match near {
        Some(known) => found.hint(format!("did you mean {known}?")),
        _ => found.hint("make a file for this person among the authors, or write the whole name with capitals"),
    })
}

/// Returns the taxonomy in whose folder a document lies, and its path there.
fn own_text<'l>(logical: &'l str, material: Material<'_>) -> Option<(usize, &'l str)> {
    material
        .taxonomy_folders
        .iter()
        .enumerate()
        .find_map(|(n, (_, folder))| {
            let rest = logical.strip_prefix(folder.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| (n, rest.trim_start_matches('/')))
        })
}

fn assemble(
    public: &[Placed<'_>],
    material: Material<'_>,
    gathered: BTreeMap<Key, Gathered>,
    indexes: &HashMap<(LanguageId, usize), usize>,
    texts: Vec<(usize, Key)>,
    named: Vec<Vec<Key>>,
) -> Terms {
    let config = material.config;
    let mut taxonomies: Vec<Taxonomy> = Vec::new();
    let mut terms: Vec<Term> = Vec::new();
    let mut ids: HashMap<Key, TermId> = HashMap::new();
    let mut text_of: HashMap<usize, TextOf> = HashMap::new();
    let title_of = |n: usize| public[n].front.title.as_ref().map(|title| title.value.clone());
    for ((language, taxonomy, slug), term) in gathered {
        let is_person = config.taxonomies[taxonomy].name == "authors" && term.own.is_some();
        if !term.used && !is_person {
            continue;
        }
        let url = format!(
            "{}/{}/",
            prefix(language, config),
            folder_slug(&material.taxonomy_folders[taxonomy].1, &config.language)
        );
        let is_new = taxonomies
            .last()
            .is_none_or(|last| last.language != language || *last.name != *config.taxonomies[taxonomy].name);
        if is_new {
            let index = indexes.get(&(language, taxonomy)).copied();
            let configured = config.taxonomies[taxonomy].title.as_ref();
            let configured =
                configured.map(|title| Box::from(title.get(&config.languages[language.index()].tag, &config.language)));
            let id = TaxonomyId(taxonomies.len() as u32);
            taxonomies.push(Taxonomy {
                name: config.taxonomies[taxonomy].name.as_str().into(),
                language,
                title: index.and_then(title_of).or(configured),
                url: address(&url),
                entry: None,
                translations: Vec::new(),
                terms: Vec::new(),
            });
            if let Some(index) = index {
                text_of.insert(index, TextOf::Taxonomy(id));
            }
        }
        let taxonomy_id = TaxonomyId((taxonomies.len() - 1) as u32);
        let id = TermId(terms.len() as u32);
        // The most used spelling; of those used as often, the first in order of characters.
        let used = term
            .spellings
            .iter()
            .max_by(|a, b| a.1.cmp(b.1).then_with(|| b.0.cmp(a.0)))
            .map(|(name, _)| (&**name).into());
        let original = (language.index() != 0)
            .then(|| ids.get(&(LanguageId(0), taxonomy, slug.clone())))
            .flatten();
        let inherited = original
            .map(|id: &TermId| terms[id.index()].name.clone())
            .filter(|_| config.taxonomies[taxonomy].name == "authors");
        let name = term
            .own
            .and_then(title_of)
            .or(inherited)
            .or(used)
            .unwrap_or_else(|| capitalised(&slug).into());
        terms.push(Term {
            taxonomy: taxonomy_id,
            language,
            url: address(&format!("{url}{slug}/")),
            slug: slug.as_str().into(),
            name,
            entry: None,
            translations: Vec::new(),
            items: Vec::new(),
        });
        taxonomies[taxonomy_id.index()].terms.push(id);
        ids.insert((language, taxonomy, slug), id);
    }
    for (n, key) in texts {
        text_of.insert(n, ids.get(&key).map_or(TextOf::Nothing, |id| TextOf::Term(*id)));
    }
    for index in indexes.values() {
        text_of.entry(*index).or_insert(TextOf::Nothing);
    }
    translations(&mut taxonomies, &mut terms);
    let of_document = named
        .into_iter()
        .map(|keys| keys.iter().filter_map(|key| ids.get(key).copied()).collect())
        .collect();
    Terms {
        taxonomies,
        terms,
        of_document,
        text_of,
    }
}

fn translations(taxonomies: &mut [Taxonomy], terms: &mut [Term]) {
    let mut same: HashMap<Box<str>, Vec<TaxonomyId>> = HashMap::new();
    for (n, taxonomy) in taxonomies.iter().enumerate() {
        same.entry(taxonomy.name.clone())
            .or_default()
            .push(TaxonomyId(n as u32));
    }
    let mut alike: HashMap<(Box<str>, Box<str>), Vec<TermId>> = HashMap::new();
    for (n, term) in terms.iter().enumerate() {
        let taxonomy = taxonomies[term.taxonomy.index()].name.clone();
        alike
            .entry((taxonomy, term.slug.clone()))
            .or_default()
            .push(TermId(n as u32));
    }
    for term in terms.iter_mut() {
        let key = (taxonomies[term.taxonomy.index()].name.clone(), term.slug.clone());
        term.translations = alike.get(&key).cloned().unwrap_or_default();
    }
    for taxonomy in taxonomies.iter_mut() {
        taxonomy.translations = same.get(&taxonomy.name).cloned().unwrap_or_default();
    }
    for taxonomy in taxonomies.iter_mut() {
        taxonomy
            .terms
            .sort_by_cached_key(|id| (sort_key(&terms[id.index()].name), id.0));
    }
}
