//! Terms: one for all spellings with one slug, in each language; people among them.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::Material;
use super::check::waits;
use super::inherit::{Placed, head};
use super::paths::{address, folder_slug, part, prefix, slug_or_self};
use super::people::{People, Slip, absent_author, unknown_author};
use super::sections::capitalised;
use super::site::{LanguageId, Taxonomy, TaxonomyId, Term, TermId, Unpublished, Waiting};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::language::sort_key;
use crate::parse::front_matter::TermName;
use crate::parse::{Document, Form};

/// All terms, and which terms each document has.
pub(super) struct Terms {
    pub taxonomies: Vec<Taxonomy>,
    pub terms: Vec<Term>,
    /// By the index of the public document: its terms.
    pub of_document: Vec<Box<[TermId]>>,
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

/// The language, the taxonomy, and what the spellings have in common.
type Key = (LanguageId, usize, String);

/// A term while it is gathered.
struct Gathered<'a> {
    key: Key,
    /// Each spelling, and in how many documents it is the first.
    spellings: Vec<(&'a str, u32)>,
    own: Option<usize>,
    used: bool,
}

/// All terms while they are gathered, in the order in which they were met.
#[derive(Default)]
struct Gathering<'a> {
    terms: Vec<Gathered<'a>>,
    numbers: HashMap<Key, usize>,
}

impl<'a> Gathering<'a> {
    /// Returns what a name stands for, which was not met before; none where nothing is written.
    fn name<'k>(
        &mut self,
        language: LanguageId,
        taxonomy: usize,
        name: &'a str,
        people: &'k People,
        config: &Config,
    ) -> Option<Named<'k>> {
        let mut slug = part(name, &config.languages[language.index()].tag)?;
        let mut slip = None;
        if config.taxonomies[taxonomy].name == "authors" {
            slug = people.slug(language, slug);
            slip = people.slip(language, &slug);
        }
        let term = self.number((language, taxonomy, slug));
        let spellings = &mut self.terms[term].spellings;
        spellings.push((name, 0));
        Some(Named {
            term,
            spelling: spellings.len() - 1,
            slip,
        })
    }

    /// Returns the number of a term, which is made where it is new.
    fn number(&mut self, key: Key) -> usize {
        *self.numbers.entry(key).or_insert_with_key(|key| {
            self.terms.push(Gathered {
                key: key.clone(),
                spellings: Vec::new(),
                own: None,
                used: false,
            });
            self.terms.len() - 1
        })
    }
}

/// What a name stands for.
#[derive(Clone, Copy)]
struct Named<'k> {
    /// The number of the term.
    term: usize,
    /// Which of its spellings.
    spelling: usize,
    slip: Option<Slip<'k>>,
}

/// Gathers all terms of the public documents.
pub(super) fn terms<'a>(
    public: &[Placed<'a>],
    hidden: &[(Placed<'a>, Unpublished)],
    waiting: &[Waiting],
    material: Material<'a>,
    found: &mut Vec<Diagnostic>,
) -> Terms {
    let config = material.config;
    let mut gathering = Gathering::default();
    let mut indexes: HashMap<(LanguageId, usize), usize> = HashMap::new();
    let mut texts: Vec<(usize, usize)> = Vec::new();
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
        let term = gathering.number((document.language, taxonomy, slug));
        let first = *gathering.terms[term].own.get_or_insert(n);
        if first != n {
            found.push(second_text(document.document, public[first].document));
        }
        texts.push((n, term));
    }
    let files = gathering.terms.iter().map(|term| &term.key);
    let files = files.filter(|(_, taxonomy, _)| config.taxonomies[*taxonomy].name == "authors");
    let files: Vec<(LanguageId, String)> = files.map(|(language, _, slug)| (*language, slug.clone())).collect();
    let people = People::of(&files, by_title, waiting, material);
    // A few hundred names stand in a hundred thousand places.
    let mut named: HashMap<(LanguageId, usize, &str), Option<Named<'_>>> = HashMap::new();
    let mut of_document: Vec<Box<[usize]>> = Vec::with_capacity(public.len());
    let mut terms: Vec<usize> = Vec::new();
    for document in public {
        terms.clear();
        let is_own = || {
            document
                .document
                .front
                .terms
                .iter()
                .any(|(name, _)| &**name == "authors")
        };
        for (taxonomy, configured) in config.taxonomies.iter().enumerate() {
            let Some((_, names)) = document.front.terms.iter().find(|(name, _)| **name == *configured.name) else {
                continue;
            };
            for name in names {
                let mut other = None;
                let known = named
                    .entry((document.language, taxonomy, &name.value))
                    .or_insert_with(|| {
                        let known = gathering.name(document.language, taxonomy, &name.value, &people, config)?;
                        let spellings = &gathering.terms[known.term].spellings;
                        other = unlike(name, &spellings[..known.spelling], document.document);
                        Some(known)
                    });
                let Some(Named { term, spelling, slip }) = *known else {
                    continue;
                };
                found.extend(match slip {
                    Some(Slip::Away(path)) => absent_author(name, path, document.document),
                    Some(Slip::Unknown(near)) if is_own() => unknown_author(name, near, document.document),
                    _ => None,
                });
                found.extend(other);
                if !terms.contains(&term) {
                    gathering.terms[term].used = true;
                    gathering.terms[term].spellings[spelling].1 += 1;
                    terms.push(term);
                }
            }
        }
        of_document.push(terms.as_slice().into());
    }
    for (document, why) in hidden {
        let Unpublished::Until(at) = *why else { continue };
        let terms = document.document.front.terms.iter();
        let names = terms
            .filter(|(name, _)| &**name == "authors")
            .flat_map(|(_, names)| names);
        for name in names {
            let tag = &config.languages[document.language.index()].tag;
            let slug = part(&name.value, tag).map(|slug| people.slug(document.language, slug));
            if let Some(Slip::Unknown(near)) = slug.and_then(|slug| people.slip(document.language, &slug)) {
                let unknown = unknown_author(name, near, document.document);
                found.extend(unknown.map(|unknown| waits(unknown, at, config)));
            }
        }
    }
    found.extend(unused(public, hidden, material, &gathering, &texts));
    assemble(public, material, gathering, &indexes, texts, of_document)
}

/// Tells of a name that differs in more than its spelling from another with the same address: once, where it first stands.
fn unlike(name: &TermName, known: &[(&str, u32)], document: &Document) -> Option<Diagnostic> {
    let known = known.iter().map(|(known, _)| *known);
    let other = known.filter(|known| signs(known) != signs(&name.value)).min()?;
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
    gathering: &Gathering<'_>,
    texts: &[(usize, usize)],
) -> Vec<Diagnostic> {
    let config = material.config;
    let is_unused = |term: &Gathered<'_>| config.taxonomies[term.key.1].name != "authors" && !term.used;
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
    let texts = texts.iter().map(|(n, term)| (*n, &gathering.terms[*term]));
    let unused = texts.filter(|(_, term)| is_unused(term) && !waits(&term.key));
    let found = unused.map(|(n, term)| {
        let (_, taxonomy, slug) = &term.key;
        let document = public[n].document;
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

/// Returns the taxonomy in whose folder a document lies, and its path there.
pub(super) fn own_text<'l>(logical: &'l str, material: Material<'_>) -> Option<(usize, &'l str)> {
    material
        .taxonomy_folders
        .iter()
        .enumerate()
        .find_map(|(n, (_, folder))| {
            let rest = logical.strip_prefix(folder.as_str())?;
            (rest.is_empty() || rest.starts_with('/')).then(|| (n, rest.trim_start_matches('/')))
        })
}

/// Makes of what was gathered the taxonomies and terms of the site, in the order of languages, taxonomies and addresses.
fn assemble(
    public: &[Placed<'_>],
    material: Material<'_>,
    gathering: Gathering<'_>,
    indexes: &HashMap<(LanguageId, usize), usize>,
    texts: Vec<(usize, usize)>,
    named: Vec<Box<[usize]>>,
) -> Terms {
    let config = material.config;
    let Gathering {
        terms: gathered,
        numbers,
    } = gathering;
    let mut order: Vec<usize> = (0..gathered.len()).collect();
    order.sort_unstable_by_key(|n| &gathered[*n].key);
    let mut taxonomies: Vec<Taxonomy> = Vec::new();
    let mut terms: Vec<Term> = Vec::new();
    let mut ids: Vec<Option<TermId>> = vec![None; gathered.len()];
    let mut text_of: HashMap<usize, TextOf> = HashMap::new();
    let title_of = |n: usize| public[n].front.title.as_ref().map(|title| title.value.clone());
    for number in order {
        let term = &gathered[number];
        let (language, taxonomy, slug) = &term.key;
        let (language, configured) = (*language, &config.taxonomies[*taxonomy]);
        let is_person = configured.name == "authors" && term.own.is_some();
        if !term.used && !is_person {
            continue;
        }
        let is_new = taxonomies
            .last()
            .is_none_or(|last| last.language != language || *last.name != *configured.name);
        if is_new {
            let index = indexes.get(&(language, *taxonomy)).copied();
            let tag = &config.languages[language.index()].tag;
            let title = configured.title.as_ref().map(|title| title.get(tag, &config.language));
            let folder = folder_slug(&material.taxonomy_folders[*taxonomy].1, &config.language);
            let id = TaxonomyId(taxonomies.len() as u32);
            taxonomies.push(Taxonomy {
                name: configured.name.as_str().into(),
                language,
                title: index.and_then(title_of).or_else(|| title.map(Box::from)),
                url: address(&format!("{}/{folder}/", prefix(language, config))),
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
        let spellings = term.spellings.iter();
        let used = spellings.max_by(|a, b| a.1.cmp(&b.1).then_with(|| b.0.cmp(a.0)));
        let inherited = || {
            let is_original = language.index() == 0 || configured.name != "authors";
            let number = (!is_original).then(|| numbers.get(&(LanguageId(0), *taxonomy, slug.clone())))??;
            ids[*number].map(|id| terms[id.index()].name.clone())
        };
        let name = term.own.and_then(title_of).or_else(inherited);
        let name = name.or_else(|| used.map(|(name, _)| Box::from(*name)));
        let taxonomy = &mut taxonomies[taxonomy_id.index()];
        taxonomy.terms.push(id);
        terms.push(Term {
            taxonomy: taxonomy_id,
            language,
            url: address(&format!("{}{slug}/", taxonomy.url)),
            name: name.unwrap_or_else(|| capitalised(slug).into()),
            slug: slug.as_str().into(),
            entry: None,
            translations: Vec::new(),
            items: Vec::new(),
            calendar: false,
        });
        ids[number] = Some(id);
    }
    for (n, term) in texts {
        text_of.insert(n, ids[term].map_or(TextOf::Nothing, TextOf::Term));
    }
    for index in indexes.values() {
        text_of.entry(*index).or_insert(TextOf::Nothing);
    }
    translations(&mut taxonomies, &mut terms);
    let of_document = named
        .into_iter()
        .map(|terms| terms.iter().filter_map(|term| ids[*term]).collect())
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
    // By the first taxonomy of that name, and what the spellings have in common.
    let mut alike: HashMap<(TaxonomyId, &str), Vec<TermId>> = HashMap::with_capacity(terms.len());
    let key = |term: &Term| same[&taxonomies[term.taxonomy.index()].name][0];
    for (n, term) in terms.iter().enumerate() {
        alike.entry((key(term), &term.slug)).or_default().push(TermId(n as u32));
    }
    let of_terms: Vec<Vec<TermId>> = terms
        .iter()
        .map(|term| alike.get(&(key(term), &*term.slug)).cloned().unwrap_or_default())
        .collect();
    for (term, translations) in terms.iter_mut().zip(of_terms) {
        term.translations = translations;
    }
    for taxonomy in taxonomies.iter_mut() {
        taxonomy.translations = same.get(&taxonomy.name).cloned().unwrap_or_default();
        taxonomy
            .terms
            .sort_by_cached_key(|id| (sort_key(&terms[id.index()].name), id.0));
    }
}
