//! Links to files: who follows one wants to know beforehand that it opens no page, and what it costs.

use crate::check::{DocumentView, ProseLink};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Locale;
use crate::safe::has_scheme;

/// The files that open in a program of their own, and what people call them; small letters.
const KINDS: &[(&str, &[&str])] = &[
    ("pdf", &["pdf"]),
    ("doc", &["doc", "word"]),
    ("docx", &["docx", "doc", "word"]),
    ("odt", &["odt", "opendocument"]),
    ("xls", &["xls", "excel"]),
    ("xlsx", &["xlsx", "xls", "excel"]),
    ("ods", &["ods", "opendocument"]),
    ("ppt", &["ppt", "powerpoint"]),
    ("pptx", &["pptx", "ppt", "powerpoint"]),
    ("odp", &["odp", "opendocument"]),
    ("csv", &["csv"]),
    ("zip", &["zip"]),
    ("epub", &["epub"]),
    ("rtf", &["rtf"]),
];
/// Units of size; small letters.
const UNITS: &[&str] = &["b", "kb", "kib", "mb", "mib", "gb", "gib", "ko", "mo", "go"];

/// Tells of links to files that do not say which kind of file that is, and how large.
pub(in crate::check) fn facts(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    view.prose.links.iter().filter_map(|link| of(link, view)).collect()
}

fn of(link: &ProseLink, view: &DocumentView<'_>) -> Option<Diagnostic> {
    let path = link.target.split(['?', '#']).next().unwrap_or(&link.target);
    let name = path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let (_, ending) = name.rsplit_once('.')?;
    let (kind, words) = KINDS.iter().find(|(kind, _)| *kind == ending)?;
    if link.text.is_empty() {
        return None;
    }
    let text = link.text.to_lowercase();
    // What stands between brackets behind the link is read with it.
    let behind = behind(link, view).to_lowercase();
    let said = format!("{text} {behind}");
    let says_kind = words.iter().any(|word| holds_word(&said, word));
    let is_here = !has_scheme(&link.target);
    let locale = Locale::of(view.language);
    let size = view.file_named(path).map(|file| locale.file_size(file.size));
    // Of another site's file nobody here knows the size.
    let says_size = !is_here || size.is_none() || holds_size(&said);
    if says_kind && says_size {
        return None;
    }
    let kind = kind.to_uppercase();
    let missing = match (says_kind, says_size) {
        (false, false) => format!("that it opens a file ({kind}), and how large that is"),
        (false, true) => format!("that it opens a file ({kind})"),
        (true, _) => "how large the file is".to_owned(),
    };
    let facts = size.map_or(kind.clone(), |size| format!("{kind}, {size}"));
    let message = format!("\"{}\" does not say {missing}", link.text);
    // What stands between brackets at its end said part of it.
    let name = link.text.trim_end();
    let name = match name.rsplit_once('(') {
        Some((name, last)) if says_kind && last.ends_with(')') => name.trim_end(),
        _ => name,
    };
    let hint = format!("write  [{name} ({facts})]({})", link.target);
    Some(Diagnostic::new(Code::DownloadFacts, message).at(link.span).hint(hint))
}

/// Returns what stands between brackets just behind a link.
fn behind<'v>(link: &ProseLink, view: &'v DocumentView<'_>) -> &'v str {
    let rest = view.source.get(link.span.end as usize..).unwrap_or_default();
    let line = rest.lines().next().unwrap_or_default();
    let inner = line
        .trim_start()
        .strip_prefix('(')
        .and_then(|rest| rest.split_once(')'));
    inner.map_or("", |(inner, _)| inner)
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
}

fn holds_word(text: &str, word: &str) -> bool {
    words(text).any(|known| known == word)
}

/// Whether a number with a unit of size stands in a text: `340 kB`, `1,2MB`.
fn holds_size(text: &str) -> bool {
    let mut after_number = false;
    for word in words(text) {
        let unit = word.trim_start_matches(|c: char| c.is_ascii_digit());
        let has_number = unit.len() < word.len();
        if (has_number || after_number) && UNITS.contains(&unit) {
            return true;
        }
        after_number = has_number && unit.is_empty();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Tag;

    #[test]
    fn a_size_is_a_number_with_a_unit() {
        for (text, expected) in [
            ("verslag (pdf, 340 kb)", true),
            ("verslag (1,2mb)", true),
            ("verslag, 12 mo", true),
            ("verslag van 2026", false),
            ("mb", false),
            ("12 pagina's", false),
        ] {
            assert_eq!(holds_size(text), expected, "{text}");
        }
        let size = |bytes| Locale::of(&Tag::parse("en").expect("a tag")).file_size(bytes);
        assert_eq!([size(12), size(1_500), size(2_340_000)], ["12 B", "2 kB", "2.3 MB"]);
    }
}
