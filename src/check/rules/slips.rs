//! Slips of the keyboard that change what a text is, and that nobody sees: all of them can be mended without asking.

use crate::check::{BlockKind, DocumentView};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};
use crate::pasted;

/// Tells of titles with spaces around them or two in a row.
pub(in crate::check) fn title_spaces(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for key in ["title", "seo_title", "kicker"] {
        let Some(node) = view.head_value(&[key]) else { continue };
        let written = view.source.get(node.span.range()).unwrap_or_default();
        // Only where the text stands on one line, between plain quotes, as it is.
        let Some(scalar) = node.scalar() else { continue };
        let inner = ['"', '\'']
            .iter()
            .find_map(|quote| written.strip_prefix(*quote)?.strip_suffix(*quote));
        let Some(inner) = inner.filter(|inner| *inner == &*scalar.text && !inner.contains('\n')) else {
            continue;
        };
        let tidy = inner
            .split(' ')
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ");
        if tidy == inner || tidy.is_empty() {
            continue;
        }
        let start = node.span.start as usize + 1;
        let span = Span::new(start, start + inner.len());
        let message = format!("{key} has spaces around it, or two in a row");
        let fix = Fix {
            pieces: vec![(span, tidy.clone().into())],
        };
        let told = Diagnostic::new(Code::TitleSpaces, message)
            .at(span)
            .hint(format!("write  {tidy}"));
        found.push(told.fix(fix));
    }
    found
}

/// Tells of headings without a space behind their signs: `##Plannen` is text.
pub(in crate::check) fn heading_signs(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let paragraphs = view
        .prose
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph);
    let found = paragraphs.filter_map(|block| {
        let text = view.source.get(block.span.range())?;
        let line = text.lines().next()?.trim_end();
        let rest = line.trim_start_matches('#');
        let signs = line.len() - rest.len();
        // One alone is what people put before a word for others to find it.
        let first = rest.chars().next()?;
        let is_meant =
            (2..=6).contains(&signs) && (first.is_alphanumeric() || matches!(first, '\u{a0}' | '"' | '‘' | '“' | '*'));
        let after = if first == '\u{a0}' { first.len_utf8() } else { 0 };
        let words = rest[after..].trim();
        if !is_meant || words.is_empty() {
            return None;
        }
        let at = block.span.start as usize + signs;
        let fix = Fix {
            pieces: vec![(Span::new(at, at + after), " ".into())],
        };
        let message = format!("\"{line}\" has no space behind its signs, so it is text and no heading");
        let span = Span::new(block.span.start as usize, block.span.start as usize + line.len());
        Some(
            Diagnostic::new(Code::HeadingSpace, message)
                .at(span)
                .hint(format!("write  {} {words}", &line[..signs]))
                .fix(fix),
        )
    });
    found.collect()
}

/// Tells of curly quotes around the values of attributes in typed HTML: to a browser they are part of the value.
pub(in crate::check) fn curly_quotes(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (_, span) in &view.prose.html {
        let raw = view.source.get(span.range()).unwrap_or_default();
        let Some(pieces) = straight(raw, span.start as usize) else {
            continue;
        };
        let message = "this tag has curly quotes around a value, which browsers take for a part of it";
        let told = Diagnostic::new(Code::CurlyQuotes, message)
            .at(*span)
            .hint("write straight ones:  class=\"kader\"");
        found.push(told.fix(Fix { pieces }));
    }
    found
}

/// Returns straight quotes for each pair of curly ones around a value; none where there is no such pair, or one that is not clear.
fn straight(raw: &str, start: usize) -> Option<Vec<(Span, Box<str>)>> {
    let mut pieces = Vec::new();
    let mut in_tag = false;
    let mut rest = raw;
    while let Some(c) = rest.chars().next() {
        let at = raw.len() - rest.len();
        rest = &rest[c.len_utf8()..];
        match c {
            '<' => in_tag = true,
            '>' => in_tag = false,
            '=' if in_tag => {
                let Some(open) = rest.chars().next() else { break };
                if matches!(open, '"' | '\'') {
                    // A straight value is passed over, whatever is in it.
                    rest = &rest[1..];
                    rest = rest.split_once(open).map_or("", |(_, after)| after);
                } else if pasted::is_quote(open) {
                    let inner = &rest[open.len_utf8()..];
                    let close = inner.char_indices().find(|(_, c)| pasted::is_quote(*c))?;
                    let value = &inner[..close.0];
                    if value.contains(['"', '<', '>', '=']) {
                        return None;
                    }
                    let first = start + at + 1;
                    let last = first + open.len_utf8() + value.len();
                    pieces.push((Span::new(first, first + open.len_utf8()), "\"".into()));
                    pieces.push((Span::new(last, last + close.1.len_utf8()), "\"".into()));
                    rest = &inner[close.0 + close.1.len_utf8()..];
                }
            }
            _ => {}
        }
    }
    (!pieces.is_empty()).then_some(pieces)
}
