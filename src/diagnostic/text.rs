//! Diagnostics for people: place, what is wrong, the line with a mark under it, how to mend it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::secret::without_secrets;
use super::{Code, Diagnostic, Severity, locate};

/// How many places of equal warnings are shown.
const PLACES: usize = 3;
/// How many errors of one kind in one file are shown with their lines. The others take one line each: a hundred links to a folder
/// that was renamed are one mistake.
const ERRORS: usize = 10;
/// The longest part of a line that is shown.
const WIDTH: usize = 120;

/// Whether colours are used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Colour {
    /// For a terminal.
    Yes,
    /// For a file or a pipe.
    No,
}

/// Returns all diagnostics as text: warnings first, equal ones once, then errors, so that these stand at the end of what a
/// terminal shows; within each by file and place. `read` gives the bytes of a file by its path from the root.
pub fn text(found: &[Diagnostic], colour: Colour, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let mut out = String::new();
    let read = &|file: &str| Some(without_secrets(found, file, read(file)?));
    let mut files: BTreeMap<String, Option<Vec<u8>>> = BTreeMap::new();
    let mut ordered: Vec<&Diagnostic> = found.iter().collect();
    ordered.sort_by(|a, b| (&a.file, a.span, a.code).cmp(&(&b.file, b.span, b.code)));
    ordered.dedup();
    let (errors, warnings): (Vec<&Diagnostic>, Vec<&Diagnostic>) =
        ordered.into_iter().partition(|found| found.is_error());
    for group in grouped(&warnings) {
        one(&mut out, group[0], colour, &mut files, read);
        if group.len() > 1 {
            let others: Vec<String> = group[1..]
                .iter()
                .take(PLACES - 1)
                .map(|found| place(found, &mut files, read))
                .collect();
            let more = group.len() - 1 - others.len();
            let rest = if more > 0 {
                format!(" and {more} more")
            } else {
                String::new()
            };
            let _ = writeln!(out, "    also: {}{rest}", others.join(", "));
        }
    }
    let mut shown: BTreeMap<(Code, Option<&str>), Shown<'_>> = BTreeMap::new();
    for error in errors {
        let alike = shown.entry((error.code, error.file.as_deref())).or_default();
        alike.count += 1;
        let is_new = error.hint.as_deref().is_some_and(|hint| alike.hints.insert(hint));
        if alike.count <= ERRORS {
            one(&mut out, error, colour, &mut files, read);
        } else {
            heading(&mut out, error, colour, &mut files, read);
            // How to mend it has been said, unless this is another mistake than those above.
            if is_new {
                hint(&mut out, error);
            }
        }
    }
    out
}

/// What has been shown of the errors of one kind in one file.
#[derive(Default)]
struct Shown<'d> {
    count: usize,
    hints: BTreeSet<&'d str>,
}

/// Puts equal warnings together: by code and group, in the order of the first of each.
fn grouped<'a>(warnings: &[&'a Diagnostic]) -> Vec<Vec<&'a Diagnostic>> {
    let mut order: Vec<Vec<&'a Diagnostic>> = Vec::new();
    let mut index: BTreeMap<(Code, &str), usize> = BTreeMap::new();
    for warning in warnings {
        let key = (warning.code, warning.group.as_deref().unwrap_or(&warning.message));
        match index.get(&key) {
            Some(n) => order[*n].push(warning),
            None => {
                index.insert(key, order.len());
                order.push(vec![warning]);
            }
        }
    }
    order
}

type Files = BTreeMap<String, Option<Vec<u8>>>;

fn bytes<'f>(found: &Diagnostic, files: &'f mut Files, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Option<&'f [u8]> {
    let file = found.file.as_deref()?;
    files.entry(file.to_owned()).or_insert_with(|| read(file)).as_deref()
}

fn place(found: &Diagnostic, files: &mut Files, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let file = found.file.as_deref().unwrap_or_default().to_owned();
    match locate(found, bytes(found, files, read)).place {
        Some(place) => format!("{file}:{}:{}", place.line, place.column),
        None => file,
    }
}

type Read<'r> = &'r dyn Fn(&str) -> Option<Vec<u8>>;

/// Shows where and what, the line with a mark under it, and how to mend it.
fn one(out: &mut String, found: &Diagnostic, colour: Colour, files: &mut Files, read: Read<'_>) {
    heading(out, found, colour, files, read);
    if let Some(place) = locate(found, bytes(found, files, read)).place
        && !place.text.trim().is_empty()
    {
        let length = if place.end_line == place.line {
            place.end_column.saturating_sub(place.column)
        } else {
            usize::MAX
        };
        let (line, mark) = marked(&place.text, place.column - 1, length);
        let (start, end) = colours(found, colour);
        // Writing to a string cannot fail.
        let _ = writeln!(out, "    {line}\n    {start}{mark}{end}");
    }
    hint(out, found);
}

/// Shows where and what, in one line.
fn heading(out: &mut String, found: &Diagnostic, colour: Colour, files: &mut Files, read: Read<'_>) {
    let word = match found.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let (start, end) = colours(found, colour);
    let at = place(found, files, read);
    let separator = if at.is_empty() { "" } else { ": " };
    let _ = writeln!(
        out,
        "{}{separator}{start}{word}{end}[{}]: {}",
        plain(&at),
        found.code.name(),
        plain(&found.message)
    );
}

fn hint(out: &mut String, found: &Diagnostic) {
    if let Some(hint) = &found.hint {
        let _ = writeln!(out, "    hint: {}", plain(hint));
    }
}

/// What makes a terminal show in the colour of the problem, and what ends that.
fn colours(found: &Diagnostic, colour: Colour) -> (&'static str, &'static str) {
    match (found.severity, colour) {
        (_, Colour::No) => ("", ""),
        (Severity::Error, Colour::Yes) => ("\u{1b}[1;31m", "\u{1b}[0m"),
        (Severity::Warning, Colour::Yes) => ("\u{1b}[1;33m", "\u{1b}[0m"),
    }
}

/// Control characters that a writer put into a file must not reach the terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}

/// Returns the line, cut around `column` where it is long, and the marks under it.
fn marked(line: &str, column: usize, length: usize) -> (String, String) {
    let chars: Vec<char> = line
        .chars()
        .map(|c| {
            if c == '\t' {
                ' '
            } else if c.is_control() {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect();
    let from = if chars.len() > WIDTH {
        column.saturating_sub(WIDTH / 2).min(chars.len().saturating_sub(1))
    } else {
        0
    };
    let to = (from + WIDTH).min(chars.len());
    let shown: String = chars[from..to].iter().collect();
    let column = column.min(chars.len()) - from;
    let length = length.clamp(1, (to - from).saturating_sub(column).max(1));
    // A wide character takes two places of a terminal.
    let width = |chars: &[char]| chars.iter().map(|c| if is_wide(*c) { 2 } else { 1 }).sum::<usize>();
    let before = width(&chars[from..(from + column).min(to)]);
    let under = width(&chars[(from + column).min(to)..(from + column + length).min(to)]).max(1);
    let (start, end) = (if from > 0 { "…" } else { "" }, if to < chars.len() { "…" } else { "" });
    let gap = " ".repeat(before + start.chars().count());
    (format!("{start}{shown}{end}"), format!("{gap}{}", "^".repeat(under)))
}

/// Whether a terminal shows a character two places wide (Unicode East Asian Width, the common ranges).
fn is_wide(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{1f300}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Span;

    fn file(_: &str) -> Option<Vec<u8>> {
        Some("---\ntitle: Raad: besluit\ntags: 日本 x\n".as_bytes().to_vec())
    }

    fn warning(group: &str) -> Diagnostic {
        Diagnostic::new(Code::NearMiss, "tilte?")
            .at(Span::new(4, 9))
            .grouped(group)
            .in_file(&"content/a.md".into())
    }

    #[test]
    fn an_error_shows_its_line_with_a_mark_and_a_hint() {
        let error = Diagnostic::new(Code::UnquotedColon, "a colon")
            .at(Span::new(11, 24))
            .hint("quotes")
            .in_file(&"content/a.md".into());
        assert_eq!(
            text(&[error], Colour::No, &file),
            "content/a.md:2:8: error[front-matter/unquoted-colon]: a colon\n    title: Raad: besluit\n           ^^^^^^^^^^^^^\n    hint: quotes\n"
        );
    }

    #[test]
    fn what_nobody_else_may_read_is_shown_in_no_line() {
        let at = |code, start, end| {
            Diagnostic::new(code, "x")
                .at(Span::new(start, end))
                .in_file(&"content/a.md".into())
        };
        let read = |_: &str| Some(b"BSN 123.456.782 [klik](x)\n".to_vec());
        let shown = text(
            &[at(Code::LinkText, 16, 25), at(Code::CitizenNumber, 4, 15)],
            Colour::No,
            &read,
        );
        assert!(!shown.contains("123") && !shown.contains("782"), "{shown}");
        assert_eq!(shown.matches("    BSN ***.***.*** [klik](x)\n").count(), 2, "{shown}");
        let shown = text(&[at(Code::LinkText, 16, 25)], Colour::No, &read);
        assert!(shown.contains("123.456.782"), "{shown}");
    }

    #[test]
    fn equal_warnings_are_shown_once_with_a_few_places() {
        let mut many = vec![warning("a"); 2];
        many.extend((0..5).map(|n| Diagnostic {
            file: Some(format!("content/{n}.md").into()),
            ..warning("a")
        }));
        let shown = text(&many, Colour::No, &file);
        assert!(
            shown.contains("also: content/1.md:2:1, content/2.md:2:1 and 3 more"),
            "{shown}"
        );
        assert_eq!(shown.matches("warning[").count(), 1);
    }

    #[test]
    fn every_error_is_shown_and_one_of_many_alike_in_a_line() {
        let error = |n: usize| {
            Diagnostic::new(Code::UnquotedColon, format!("colon {n}"))
                .at(Span::new(n, n + 1))
                .hint(if n == ERRORS + 4 { "another" } else { "quotes" })
                .in_file(&"content/a.md".into())
        };
        let many: Vec<Diagnostic> = (0..ERRORS + 5).map(error).collect();
        let shown = text(&many, Colour::No, &file);
        for n in 0..ERRORS + 5 {
            assert!(shown.contains(&format!("]: colon {n}\n")), "{shown}");
        }
        assert_eq!(shown.matches("hint: quotes").count(), ERRORS, "{shown}");
        let last = "error[front-matter/unquoted-colon]: colon 13\n\
            content/a.md:2:11: error[front-matter/unquoted-colon]: colon 14\n    hint: another\n";
        assert!(shown.ends_with(last), "{shown}");
    }

    #[test]
    fn the_mark_stands_under_wide_characters_and_long_lines_are_cut() {
        let (line, mark) = marked("日本 x", 3, 1);
        assert_eq!((line.as_str(), mark.as_str()), ("日本 x", "     ^"));
        let (line, mark) = marked(&"a".repeat(1000), 500, 3);
        assert!(line.chars().count() <= WIDTH + 2 && mark.ends_with("^^^"));
    }
}
