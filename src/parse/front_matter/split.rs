//! Where the front matter ends and the text begins.

use super::heading::leading;
use crate::diagnostic::{Code, Diagnostic, Span};

/// The head of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head {
    /// How it is written.
    pub format: Format,
    /// What stands between the fences, without them.
    pub inner: Span,
    /// From the first fence to the end of the last.
    pub span: Span,
    /// The byte at which the body starts.
    pub body: usize,
}

/// How front matter is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// Between `---`.
    Yaml,
    /// Between `+++`.
    Toml,
}

impl Format {
    fn fence(self) -> &'static str {
        match self {
            Self::Yaml => "---",
            Self::Toml => "+++",
        }
    }
}

/// Finds the front matter of a file; none where it has none. A byte order mark and empty lines before it are skipped.
pub(super) fn split(file: &str) -> Result<Option<Head>, Diagnostic> {
    let open = file.len() - file.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let first = file[open..].lines().next().unwrap_or_default().trim_end();
    let format = match first {
        "---" => Format::Yaml,
        "+++" => Format::Toml,
        _ => return Ok(None),
    };
    let start = line_after(file, open);
    let mut at = start;
    while at < file.len() {
        let next = line_after(file, at);
        let line = file[at..next].trim_end();
        if line == format.fence() || (line == "..." && format == Format::Yaml && !goes_on(&file[next..])) {
            let end = at + file[at..next].trim_end().len();
            let (inner, span) = (Span::new(start, at), Span::new(open, end));
            return Ok(Some(Head {
                format,
                inner,
                span,
                body: next,
            }));
        }
        at = next;
    }
    Err(unclosed(file, format, open, start))
}

/// Returns the text of a file behind its front matter, all of it where there is none that can be read; where a heading is the title, also
/// behind the one with which a file without front matter starts.
pub fn text_of(file: &str, heading_is_title: bool) -> &str {
    match split(file) {
        Ok(Some(head)) => &file[head.body..],
        Ok(None) if heading_is_title => leading(file, 0).map_or(file, |(_, behind)| &file[behind..]),
        _ => file,
    }
}

/// Whether behind YAML's own end of a document, at which other programs end front matter too, there are more keys and then the fence: they
/// would be text, and a `draft: true` among them in vain.
fn goes_on(rest: &str) -> bool {
    let mut keys = 0;
    for line in rest.lines() {
        match line.trim_end() {
            "---" => return keys > 0,
            "" => {}
            line if is_like_head(line, Format::Yaml) => keys += 1,
            _ => return false,
        }
    }
    false
}

fn line_after(file: &str, at: usize) -> usize {
    file[at..].find('\n').map_or(file.len(), |end| at + end + 1)
}

fn unclosed(file: &str, format: Format, open: usize, start: usize) -> Diagnostic {
    let fence = format.fence();
    let first_line = line_number(file, open);
    let found = Diagnostic::new(
        Code::Unclosed,
        format!("the front matter starts on line {first_line} with {fence} and never ends"),
    )
    .at(Span::new(open, open + fence.len()));
    found.hint(match likely_end(&file[start..], format) {
        LikelyEnd::Meant { line, text } => {
            let number = first_line + line;
            format!("line {number} is  {text}  ; let it be {fence} and nothing else, at the start of the line")
        }
        LikelyEnd::Before { line } => {
            format!(
                "put a line with only {fence} before line {}, where the text seems to start",
                first_line + line
            )
        }
        LikelyEnd::File => format!("put a line with only {fence} behind the last key"),
    })
}

fn line_number(file: &str, at: usize) -> usize {
    1 + file[..at].bytes().filter(|byte| *byte == b'\n').count()
}

/// Where front matter that is never closed seems to end; lines count from 1 behind the first fence.
enum LikelyEnd<'a> {
    /// At a line that was probably meant to end it.
    Meant { line: usize, text: &'a str },
    /// Before a line that is text.
    Before { line: usize },
    /// At the end of the file.
    File,
}

fn likely_end(rest: &str, format: Format) -> LikelyEnd<'_> {
    for (line, text) in (1..).zip(rest.lines()) {
        let trimmed = text.trim();
        if is_like_fence(trimmed) {
            return LikelyEnd::Meant { line, text: trimmed };
        }
        if !trimmed.is_empty() && !is_like_head(text, format) {
            return LikelyEnd::Before { line };
        }
    }
    LikelyEnd::File
}

/// Whether a line looks as if it were meant for a fence: too long, too short, or with the dashes of a word processor.
pub(super) fn is_like_fence(line: &str) -> bool {
    let of =
        |signs: &[char]| !line.is_empty() && line.chars().count() <= 10 && line.chars().all(|c| signs.contains(&c));
    of(&['-', '–', '—', '−', ' ']) || of(&['+', ' ']) || of(&['=', ' '])
}

/// Whether a line looks like part of front matter: a key, a line of a list, a comment, or indented.
fn is_like_head(line: &str, format: Format) -> bool {
    let separator = match format {
        Format::Yaml => ':',
        Format::Toml => '=',
    };
    let key = line.split_once(separator).map(|(key, _)| key.trim());
    let is_key =
        key.is_some_and(|key| !key.is_empty() && !key.contains(' ') && !key.starts_with(['*', '#', '>', '<', '[']));
    is_key || line.starts_with([' ', '\t', '-', '[', ']', '}']) || (line.starts_with('#') && format == Format::Toml)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, head: &str, body: &str) {
        let found = split(file).ok().flatten();
        let found = found.map(|found| (&file[found.inner.range()], &file[found.body..]));
        assert_eq!(found, Some((head, body)), "{file:?}");
    }

    #[test]
    fn both_fences_are_found_with_any_line_ending() {
        check("---\ntitle: x\n---\nbody", "title: x\n", "body");
        check("+++\ntitle = 'x'\n+++\nbody", "title = 'x'\n", "body");
        check("\u{feff}---\r\ntitle: x\r\n---\r\nbody", "title: x\r\n", "body");
        check("\n\n---  \na: 1\n--- ", "a: 1\n", "");
        check("---\na: 1\n...\nbody", "a: 1\n", "body");
        check("---\n---\n", "", "");
    }

    #[test]
    fn a_rule_in_the_text_is_no_fence() {
        assert_eq!(split("text\n---\nmore"), Ok(None));
        check("---\na: |\n  ---\n---\n---\n", "a: |\n  ---\n", "---\n");
        assert_eq!(split(""), Ok(None));
        assert_eq!(split("----\na: 1\n----\n"), Ok(None));
    }

    #[test]
    fn a_head_that_never_ends_is_told_of_with_the_line_where_it_should() {
        for (file, hint) in [
            ("---\ntitle: x\n", "behind the last key"),
            (
                "---\ntitle: x\ntags:\n  - y\n- z\n\nDe raad besloot: ja.\n",
                "before line 7,",
            ),
            ("\n---\ntitle: x\n\n# Kop\n", "before line 5,"),
            ("---\ntitle: x\n—\nTekst\n", "line 3 is  —  ;"),
            ("---\ntitle: x\n ---\nTekst\n", "line 3 is  ---  ;"),
            ("+++\ntitle = 'x'\n---\nTekst\n", "line 3 is  ---  ; let it be +++"),
            ("---", "behind the last key"),
        ] {
            let found = split(file).unwrap_err();
            assert_eq!(found.code, Code::Unclosed, "{file}");
            assert!(
                found.hint.as_ref().is_some_and(|found| found.contains(hint)),
                "{file}: {:?}",
                found.hint
            );
        }
    }
}
