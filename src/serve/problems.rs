//! What is wrong with the site, as the browser shows it over the page.

use serde::Serialize;

use crate::diagnostic::{Diagnostic, locate};

/// How many problems are shown; the terminal has them all.
const SHOWN: usize = 20;
/// How many characters of a line are shown before the place, from there, and behind it.
const BEFORE: usize = 60;
const MARKED: usize = 120;
const BEHIND: usize = 60;

/// A problem with its place.
#[derive(Debug, Serialize)]
pub(super) struct Shown {
    code: &'static str,
    message: String,
    file: Option<String>,
    /// These count from 1, columns in characters.
    line: Option<usize>,
    column: Option<usize>,
    /// The line itself in three parts, of which the middle one is what it is about.
    text: Option<[String; 3]>,
    hint: Option<String>,
    /// The address that opens the place in an editor.
    open: Option<String>,
}

#[derive(Debug, Serialize)]
struct All {
    problems: Vec<Shown>,
    /// How many more there are.
    more: usize,
}

/// Returns the errors among what a build found as one JSON object. `read` gives the bytes of a file by its path from the root, and `open` the address
/// that opens it at a line and column.
pub(super) fn problems(
    found: &[Diagnostic],
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
    open: &dyn Fn(&str, usize, usize) -> Option<String>,
) -> String {
    let mut errors: Vec<&Diagnostic> = found.iter().filter(|found| found.is_error()).collect();
    errors.sort_by(|a, b| (&a.file, a.span, a.code).cmp(&(&b.file, b.span, b.code)));
    let shown = errors.iter().take(SHOWN).map(|error| shown(error, read, open));
    let all = All {
        problems: shown.collect(),
        more: errors.len().saturating_sub(SHOWN),
    };
    // Text and numbers always have a form in JSON.
    serde_json::to_string(&all).unwrap_or_default()
}

/// Returns a problem with its place; `read` and `open` as above.
pub(super) fn shown(
    error: &Diagnostic,
    read: &dyn Fn(&str) -> Option<Vec<u8>>,
    open: &dyn Fn(&str, usize, usize) -> Option<String>,
) -> Shown {
    let bytes = error.file.as_deref().filter(|_| error.span.is_some()).and_then(read);
    let place = locate(error, bytes.as_deref()).place;
    Shown {
        code: error.code.name(),
        message: error.message.clone(),
        file: error.file.as_deref().map(str::to_owned),
        line: place.as_ref().map(|place| place.line),
        column: place.as_ref().map(|place| place.column),
        text: place.as_ref().map(|place| {
            let to_end = place.text.chars().count() + 1;
            let end = if place.end_line == place.line {
                place.end_column
            } else {
                to_end
            };
            parts(&place.text, place.column - 1, end.max(place.column) - 1)
        }),
        hint: error.hint.clone(),
        open: error.file.as_deref().and_then(|file| {
            let (line, column) = place.as_ref().map_or((1, 1), |place| (place.line, place.column));
            open(file, line, column)
        }),
    }
}

/// Returns a line in three parts, from and to these characters, each with no more of it than can be shown.
fn parts(line: &str, from: usize, to: usize) -> [String; 3] {
    let signs: Vec<char> = line.chars().collect();
    let (from, to) = (from.min(signs.len()), to.min(signs.len()));
    let mark = |cut: bool| if cut { "…" } else { "" };
    let start = from.saturating_sub(BEFORE);
    let end = to.min(from + MARKED);
    let behind = signs.len().min(end + BEHIND);
    let text = |from: usize, to: usize| signs[from..to].iter().collect::<String>();
    [
        format!("{}{}", mark(start > 0), text(start, from)),
        text(from, end),
        format!("{}{}", text(end, behind), mark(behind < signs.len())),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_shown_around_the_place_that_it_is_about() {
        assert_eq!(
            parts("datum: gisteren", 7, 15),
            ["datum: ", "gisteren", ""].map(str::to_owned)
        );
        assert_eq!(parts("kort", 9, 12), ["kort", "", ""].map(str::to_owned));
        let [before, marked, behind] = parts(&"é".repeat(1000), 500, 900);
        assert_eq!(
            [before, marked, behind].map(|part| part.chars().count()),
            [BEFORE + 1, MARKED, BEHIND + 1]
        );
    }
}
