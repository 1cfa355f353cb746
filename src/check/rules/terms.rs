//! Terms that are probably one: the same word in other capitals, or with another letter.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::check::SiteView;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Tag;

/// How long a name has to be for another letter to be a slip: shorter ones are often two words.
const LONG: usize = 5;

/// Where a name stands.
struct Place {
    file: Arc<str>,
    span: Span,
}

/// The spellings of one term, each with its places.
type Spellings<'v> = BTreeMap<&'v str, Vec<Place>>;

/// Tells of spellings that differ in capitals, or by one letter, from another that is used more.
pub(in crate::check) fn nearly_the_same(view: &SiteView<'_>) -> Vec<Diagnostic> {
    // By language and taxonomy: each name in small letters, with its spellings.
    let mut all: BTreeMap<(Option<&Tag>, &str), BTreeMap<String, Spellings<'_>>> = BTreeMap::new();
    for document in view.documents {
        for (taxonomy, names) in &document.front.terms {
            // Of people's names another letter makes another person, and a slip of a file's name is told by the build.
            if &**taxonomy == "authors" {
                continue;
            }
            let terms = all.entry((document.name.language.as_ref(), taxonomy)).or_default();
            for name in names {
                let place = Place {
                    file: document.path.from_root(),
                    span: name.span,
                };
                let spellings = terms.entry(name.value.trim().to_lowercase()).or_default();
                spellings.entry(name.value.trim()).or_default().push(place);
            }
        }
    }
    let mut found = Vec::new();
    for ((_, taxonomy), terms) in &all {
        for spellings in terms.values() {
            found.extend(other_capitals(spellings, taxonomy));
        }
        found.extend(other_letter(terms, taxonomy));
    }
    found
}

fn used(spellings: &Spellings<'_>) -> usize {
    spellings.values().map(Vec::len).sum()
}

/// Returns the spelling that is used most; the first in order of characters where several are.
fn usual<'s>(spellings: &Spellings<'s>) -> &'s str {
    let most = spellings
        .iter()
        .max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(a.0)));
    most.map_or("", |(name, _)| name)
}

fn other_capitals(spellings: &Spellings<'_>, taxonomy: &str) -> Vec<Diagnostic> {
    let usual = usual(spellings);
    let count = spellings.get(usual).map_or(0, Vec::len);
    let others = spellings.iter().filter(|(name, _)| **name != usual);
    let each = others.flat_map(|(name, places)| places.iter().map(move |place| (name, place)));
    each.map(|(name, place)| {
        let message = format!("\"{name}\" is written \"{usual}\" in {count} other places of {taxonomy}");
        told(message, usual, place).grouped(*name)
    })
    .collect()
}

fn other_letter(terms: &BTreeMap<String, Spellings<'_>>, taxonomy: &str) -> Vec<Diagnostic> {
    // Two words that differ by one letter become the same by taking one out of one of them, or of each.
    let mut shorter: HashMap<String, Vec<&str>> = HashMap::new();
    for name in terms.keys().filter(|name| name.chars().count() >= LONG) {
        let without = name
            .char_indices()
            .map(|(at, c)| format!("{}{}", &name[..at], &name[at + c.len_utf8()..]));
        for key in without.chain([name.clone()]) {
            shorter.entry(key).or_default().push(name);
        }
    }
    let mut found = BTreeMap::new();
    for names in shorter.values() {
        for (n, a) in names.iter().enumerate() {
            for b in &names[n + 1..] {
                if a != b && differ_by_a_letter(a, b) {
                    let (rare, common) = if (used(&terms[*a]), *b) < (used(&terms[*b]), *a) {
                        (a, b)
                    } else {
                        (b, a)
                    };
                    found.insert(*rare, *common);
                }
            }
        }
    }
    let found = found.into_iter().filter_map(|(rare, common)| {
        let (name, places) = terms[rare].iter().next()?;
        let usual = usual(&terms[common]);
        let message = format!(
            "\"{name}\" is nearly \"{usual}\", another of {taxonomy}, which stands in {} places",
            used(&terms[common])
        );
        Some(told(message, usual, places.first()?))
    });
    found.collect()
}

/// Whether two names differ by one letter, and not by a number: `WCAG 2.1` and `WCAG 2.2` are two things.
fn differ_by_a_letter(a: &str, b: &str) -> bool {
    let digits = |text: &str| -> String { text.chars().filter(char::is_ascii_digit).collect() };
    strsim::osa_distance(a, b) == 1 && digits(a) == digits(b)
}

fn told(message: String, usual: &str, place: &Place) -> Diagnostic {
    Diagnostic::new(Code::TermSpelling, message)
        .at(place.span)
        .hint(format!(
            "if the same is meant, write  {usual}  ; readers find all about a subject under one name"
        ))
        .in_file(&place.file)
}
