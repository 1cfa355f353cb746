//! Lists that are none: lines that begin with a dash, a bullet or a number, which Markdown takes for text (WCAG 2.2, 1.3.1).

use crate::check::{Block, BlockKind, DocumentView};
use crate::diagnostic::{Code, Diagnostic, Fix, Span};

/// Tells of paragraphs whose lines look like items.
pub(in crate::check) fn fake(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found: Vec<Diagnostic> = Vec::new();
    let mut last: Option<Mark> = None;
    for block in view
        .prose
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph)
    {
        let text = block.text();
        let marks: Vec<Mark> = text.lines().filter_map(mark).collect();
        // A number in bold is that of a section.
        let is_bold = block.runs.first().is_some_and(|run| run.strong);
        let first = text
            .lines()
            .next()
            .and_then(mark)
            .filter(|first| !(is_bold && *first == Mark::Number));
        let is_list = match (&*marks, &last, first) {
            // A bullet is nothing else.
            (marks, ..) if marks.contains(&Mark::Bullet) => true,
            ([first, second, ..], ..) => first == second,
            // Items in paragraphs of their own.
            (_, Some(before), Some(first)) => *before == first,
            _ => false,
        };
        if is_list {
            found.push(looks_like(block, view));
            last = None;
        } else {
            last = first;
        }
    }
    found
}

/// What a line begins with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    Bullet,
    Dash,
    Number,
    Letter,
}

fn mark(line: &str) -> Option<Mark> {
    let line = line.trim_start();
    let mut chars = line.chars();
    let first = chars.next()?;
    let rest = chars.as_str();
    if matches!(
        first,
        '•' | '‣' | '◦' | '▪' | '■' | '●' | '▸' | '►' | '\u{b7}' | '\u{f0b7}'
    ) {
        return Some(Mark::Bullet);
    }
    // A number with a stroke before it is below zero.
    if matches!(first, '-' | '–' | '—' | '*' | '+')
        && rest.trim_start().starts_with(char::is_alphabetic)
        && !rest.starts_with(first)
    {
        return Some(Mark::Dash);
    }
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    let behind = |count: usize| -> bool {
        let rest = &line[count..];
        let after = rest.strip_prefix([')', '.', ':']).or_else(|| rest.strip_prefix(".)"));
        after.is_some_and(|after| after.trim_start().starts_with(char::is_alphabetic))
    };
    if (1..=2).contains(&digits) && behind(digits) {
        return Some(Mark::Number);
    }
    let is_letter =
        first.is_ascii_lowercase() && rest.starts_with(')') && rest[1..].trim_start().starts_with(char::is_alphabetic);
    is_letter.then_some(Mark::Letter)
}

fn looks_like(block: &Block, view: &DocumentView<'_>) -> Diagnostic {
    let message = "this looks like a list and is a paragraph: nobody is told that it has items, or how many";
    let found = Diagnostic::new(Code::ListFake, message)
        .at(block.span)
        .hint(
            "put an empty line before it, and let each line begin with a hyphen and a space, or with  1.  and a space",
        )
        .grouped("list");
    match as_a_list(block, view) {
        Some(fix) => found.fix(fix),
        None => found,
    }
}

/// Returns a hyphen for each bullet of a paragraph, each of whose lines begins with one: there it can mean nothing else.
fn as_a_list(block: &Block, view: &DocumentView<'_>) -> Option<Fix> {
    let start = block.span.start as usize;
    let text = view.source.get(block.span.range())?;
    let mut at = start;
    let mut pieces = Vec::new();
    for line in text.split_inclusive('\n') {
        // How far it is indented says in which list it is.
        let item = line.trim_start_matches([' ', '\t']);
        let sign = item.chars().next()?;
        let spaces = item[sign.len_utf8()..]
            .chars()
            .take_while(|c| matches!(c, ' ' | '\t' | '\u{a0}'));
        let length = sign.len_utf8() + spaces.map(char::len_utf8).sum::<usize>();
        if mark(item) != Some(Mark::Bullet) || length == item.trim_end().len() {
            return None;
        }
        let sign_at = at + line.len() - item.len();
        pieces.push((Span::new(sign_at, sign_at + length), "- ".into()));
        at += line.len();
    }
    Some(Fix { pieces })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_an_item_is_known_and_what_only_looks_so_is_not() {
        for (line, expected) in [
            ("• een", Some(Mark::Bullet)),
            ("– een", Some(Mark::Dash)),
            ("-een", Some(Mark::Dash)),
            ("1) een", Some(Mark::Number)),
            ("2.een", Some(Mark::Number)),
            ("a) een", Some(Mark::Letter)),
            ("-5 graden", None),
            ("2026. Een jaar", None),
            ("12:30 uur", None),
            ("--een", None),
            ("3.5 procent", None),
            ("Een", None),
            ("", None),
        ] {
            assert_eq!(mark(line), expected, "{line}");
        }
    }
}
