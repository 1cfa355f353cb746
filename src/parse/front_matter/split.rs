//! Where the front matter ends and the text begins.

use crate::diagnostic::{Code, Diagnostic, Span};

/// The head of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Head<'a> {
    /// How it is written.
    pub format: Format,
    /// What stands between the fences.
    pub text: &'a str,
    /// The byte of the file at which `text` starts.
    pub at: usize,
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

/// Finds the front matter of a file; none where it has none. A byte order mark and empty lines before it are skipped.
pub(super) fn split(file: &str) -> Result<Option<Head<'_>>, Diagnostic> {
    let mark = if file.starts_with('\u{feff}') {
        '\u{feff}'.len_utf8()
    } else {
        0
    };
    let open = mark + (file[mark..].len() - file[mark..].trim_start_matches([' ', '\t', '\r', '\n']).len());
    let first = file[open..].lines().next().unwrap_or_default().trim_end();
    let (format, fence) = match first {
        "---" => (Format::Yaml, "---"),
        "+++" => (Format::Toml, "+++"),
        _ => return Ok(None),
    };
    let at = open + file[open..].find('\n').map_or(file.len() - open, |n| n + 1);
    let mut line_start = at;
    while line_start < file.len() {
        let end = file[line_start..].find('\n').map_or(file.len(), |n| line_start + n + 1);
        let line = file[line_start..end].trim_end();
        if line == fence || (format == Format::Yaml && line == "...") {
            let head = Head {
                format,
                text: &file[at..line_start],
                at,
                span: Span::new(open, line_start + fence.len()),
                body: end,
            };
            return Ok(Some(head));
        }
        line_start = end;
    }
    Err(Diagnostic::new(
        Code::Unclosed,
        format!("the front matter starts with {fence} here and never ends"),
    )
    .at(Span::new(open, open + fence.len()))
    .hint(format!(
        "put a line with only {fence} between the last key and the text of the article"
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(file: &str, head: &str, body: &str) {
        let found = split(file).ok().flatten();
        let found = found.map(|found| (found.text, &file[found.body..]));
        assert_eq!(found, Some((head, body)), "{file:?}");
    }

    #[test]
    fn both_fences_are_found_with_any_line_ending() {
        check("---\ntitle: x\n---\nbody", "title: x\n", "body");
        check("+++\ntitle = 'x'\n+++\nbody", "title = 'x'\n", "body");
        check("\u{feff}---\r\ntitle: x\r\n---\r\nbody", "title: x\r\n", "body");
        check("\n\n---\na: 1\n---", "a: 1\n", "");
    }

    #[test]
    fn a_rule_in_the_text_is_no_fence() {
        assert_eq!(split("text\n---\nmore"), Ok(None));
        check("---\na: |\n  ---\n---\n---\n", "a: |\n  ---\n", "---\n");
    }

    #[test]
    fn a_fence_that_never_closes_is_named() {
        assert_eq!(
            split("---\ntitle: x\n").map_err(|found| found.code),
            Err(Code::Unclosed)
        );
    }
}
