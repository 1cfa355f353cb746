//! YAML as nearly all heads are written: a line a key, with a text, a number or a list of these behind it.
//!
//! To read that takes a tenth of what the parser of all YAML takes. What might mean something else to that one is left to it.

use granit_parser::ScalarStyle;

use super::scalar::scalar;
use super::{Key, Kind, Node};
use crate::diagnostic::Span;

/// How long a text and a key may be: far from all bounds of the parser.
const MOST: usize = 64 * 1024;
const LONGEST_KEY: usize = 100;

/// A part of the text, and the byte of the file at which it starts.
#[derive(Clone, Copy)]
struct Part<'t> {
    text: &'t str,
    at: usize,
}

/// Reads `text`, which starts at byte `at` of its file; none where it takes the parser to tell what it says.
pub(super) fn read(text: &str, at: usize) -> Option<Node> {
    // All bytes together: sixteen are looked at in one step.
    let is_odd_byte = |byte: u8| (byte < b' ' && byte != b'\n') || byte == 0x7f;
    let has_odd_byte = text.bytes().fold(false, |found, byte| found | is_odd_byte(byte));
    if text.len() > MOST || has_odd_byte || !text.is_ascii() && text.chars().any(is_odd) {
        return None;
    }
    let mut rest = Part { text, at };
    let mut entries: Vec<(Key, Node)> = Vec::with_capacity(8);
    while let Some(line) = rest.next_line() {
        if line.text.is_empty() {
            continue;
        }
        let (key, value) = line.entry()?;
        if entries.iter().any(|(known, _)| *known.text == *key.text) {
            return None;
        }
        let node = match value.text {
            "" => rest.lines_of_list()?,
            _ => value.list().or_else(|| value.scalar())?,
        };
        let (span, text) = (key.span(), key.text.into());
        entries.push((Key { span, text }, node));
    }
    let (first, last) = (entries.first()?.0.span.start, entries.last()?.1.span.end);
    Some(Node {
        span: Span {
            start: first,
            end: last,
        },
        kind: Kind::Mapping(entries),
    })
}

/// Whether a character that is not ASCII is a line break to some, or nothing that can be seen.
fn is_odd(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{9f}' | '\u{2028}' | '\u{2029}' | '\u{e000}'..='\u{ffff}')
}

impl<'t> Part<'t> {
    fn span(self) -> Span {
        Span::new(self.at, self.at + self.text.len())
    }

    /// Returns the part from byte `from` on, without the spaces at its start.
    fn from(self, from: usize) -> Self {
        let text = self.text[from..].trim_start_matches(' ');
        Self {
            text,
            at: self.at + self.text.len() - text.len(),
        }
    }

    /// Takes the first line off, and returns it without its end.
    fn next_line(&mut self) -> Option<Self> {
        if self.text.is_empty() {
            return None;
        }
        let length = memchr::memchr(b'\n', self.text.as_bytes()).unwrap_or(self.text.len());
        let line = Self {
            text: &self.text[..length],
            ..*self
        };
        let behind = (length + 1).min(self.text.len());
        *self = Self {
            text: &self.text[behind..],
            at: self.at + behind,
        };
        Some(line)
    }

    /// Splits `key: value`.
    fn entry(self) -> Option<(Self, Self)> {
        let is_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let length = self.text.bytes().take_while(|byte| is_key(byte)).count();
        let key = Self {
            text: &self.text[..length],
            ..self
        };
        let starts = key.text.starts_with(|c: char| c.is_ascii_alphabetic());
        let is_null = key.text.eq_ignore_ascii_case("null");
        let behind = self.text[length..].strip_prefix(':')?;
        if !starts || is_null || length > LONGEST_KEY || !(behind.is_empty() || behind.starts_with(' ')) {
            return None;
        }
        Some((key, self.from(length + 1)))
    }

    /// Reads a scalar that is the whole of this part.
    fn scalar(self) -> Option<Node> {
        let quoted = |quote| self.text.strip_prefix(quote)?.strip_suffix(quote);
        let (text, style) = if let Some(text) = quoted('"') {
            (text, ScalarStyle::DoubleQuoted)
        } else if let Some(text) = quoted('\'') {
            (text, ScalarStyle::SingleQuoted)
        } else {
            (self.text, ScalarStyle::Plain)
        };
        let is_clear = match style {
            ScalarStyle::DoubleQuoted => memchr::memchr2(b'"', b'\\', text.as_bytes()).is_none(),
            ScalarStyle::SingleQuoted => memchr::memchr(b'\'', text.as_bytes()).is_none(),
            _ => {
                let mut signs = memchr::memchr2_iter(b':', b'#', text.as_bytes());
                let means_more = |at: usize| match text.as_bytes()[at] {
                    b':' => text[at + 1..].is_empty() || text[at + 1..].starts_with(' '),
                    _ => text[..at].ends_with(' '),
                };
                text.starts_with(char::is_alphanumeric) && !text.ends_with(' ') && !signs.any(means_more)
            }
        };
        is_clear.then(|| Node {
            span: self.span(),
            kind: scalar(text.into(), style),
        })
    }

    /// Reads a list between brackets.
    fn list(self) -> Option<Node> {
        let inner = self.text.strip_prefix('[')?.strip_suffix(']')?;
        let mut items = Vec::new();
        let mut rest = Self {
            text: inner,
            at: self.at + 1,
        }
        .from(0);
        while !rest.text.is_empty() {
            let quote = rest.text.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''));
            let length = match quote {
                Some(quote) => 2 + memchr::memchr(quote, &rest.text.as_bytes()[1..])?,
                None => memchr::memchr(b',', rest.text.as_bytes()).unwrap_or(rest.text.len()),
            };
            let item = Self {
                text: rest.text[..length].trim_end_matches(' '),
                ..rest
            };
            // Between brackets more signs mean something.
            if quote.is_none() && item.text.contains(['[', ']', '{', '}', ':', '#']) {
                return None;
            }
            items.push(item.scalar()?);
            let behind = rest.from(length);
            rest = match behind.text.strip_prefix(',') {
                // A comma at the end is left to the parser.
                Some(_) => Some(behind.from(1)).filter(|rest| !rest.text.is_empty())?,
                None if behind.text.is_empty() => behind,
                None => return None,
            };
        }
        Some(Node {
            span: self.span(),
            kind: Kind::Sequence(items),
        })
    }

    /// Takes the lines of a list off, each with a hyphen.
    fn lines_of_list(&mut self) -> Option<Node> {
        let indent = self.text.len() - self.text.trim_start_matches(' ').len();
        let hyphen = self.at + indent;
        let mut items: Vec<Node> = Vec::new();
        let mut rest = *self;
        while let Some(line) = rest.next_line() {
            let item = line.text.get(indent..).filter(|item| item.starts_with("- "));
            if item.is_none() || line.text[..indent].contains(|c| c != ' ') {
                break;
            }
            items.push(line.from(indent + 2).scalar()?);
            *self = rest;
        }
        // The parser sees no start of a list whose hyphens stand below the first letter of its key.
        let (first, end) = (items.first()?.span.start, items.last()?.span.end);
        let start = if indent == 0 {
            first
        } else {
            Span::new(hyphen, hyphen).start
        };
        Some(Node {
            span: Span { start, end },
            kind: Kind::Sequence(items),
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::yaml::parse;
    use super::*;

    /// Checks that what is read here is what the parser reads, with nothing to tell.
    #[track_caller]
    fn check(text: &str) -> bool {
        let file = format!("---\n{text}");
        let Some(node) = read(text, 4) else { return false };
        assert_eq!(parse(&file, text, 4), Ok((Some(node), Vec::new())), "{text}");
        true
    }

    #[test]
    fn heads_of_articles_are_plain() {
        assert!(check(
            "title: \"Raad: ja\"\ndate: 2026-03-05\nslug: raad\n\nweight: 3\n"
        ));
        assert!(check(
            "tags: [\"open data\", b, 'c', 2026 ]\nempty: []\nurl: https://a.nl/#x\n"
        ));
        assert!(check("tags:\n  - a\n  - \"b: c\"\nb: 1\n"));
        assert!(check("authors:\n- jan\n\nb: 1\n"));
        assert!(check("title:   'é’ – ½'\nb: één\n"));
    }

    #[test]
    fn what_takes_the_parser_is_left_to_it() {
        for text in [
            "",
            "# x",
            "a:",
            "a: &b c",
            "a: *b",
            "a: |\n  x",
            "a: b: c",
            "a: b #c",
            "a: b\n  c",
            "a: \"\\n\"",
            "a: 'it''s'",
            "a: [b, [c]]",
            "a: [b,]",
            "a: {b: c}",
            "a: 1\na: 2",
            "null: 1",
            "a:\n  b: c",
            "a:\n- b\n  c",
            "a: b ",
            "a: ---",
            "a: \"b\" c",
        ] {
            assert!(!check(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn both_read_the_same(lines in prop::collection::vec(
            prop_oneof![
                ("[a-c]", "[ a-c0-9:#,\\[\\]{}&*!|>'\"%@`?~.\\\\é’–😀-]{0,12}").prop_map(|(key, value)| format!("{key}: {value}")),
                ("[a-c]", "[ab \"',]{0,9}").prop_map(|(key, value)| format!("{key}: [{value}]")),
                ("[a-c]", "( {0,2}- [ a:#'\"-]{1,5}\n){0,3}").prop_map(|(key, items)| format!("{key}:\n{items}")),
                "[ a-c0-9:#,\\[\\]{}&*!|>'\"%@`?~.\\\\é’\u{a0}\u{85}\u{2028}\u{feff}\t\r-]{0,12}",
            ], 0..4
        )) {
            check(&lines.join("\n"));
        }
    }
}
