//! Numbers as people write them: digits in groups, with points, spaces or hyphens between.

use std::ops::Range;

/// Digits that stand together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// Where it stands in the text.
    pub at: Range<usize>,
    /// The digits.
    pub digits: Vec<u8>,
    /// How many digits each of its groups has.
    pub groups: Vec<usize>,
}

/// What may stand between two groups; one number has but one of them.
const BETWEEN: [char; 5] = ['.', ' ', '-', '\u{a0}', '\u{202f}'];

/// What a number that stands by itself does not touch: it would be part of a name, an address, or a longer number.
fn is_glue(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '/' | '=' | '#' | '@' | '%' | '&' | '+' | '\\' | '~')
}

/// Returns the numbers in a text that stand by themselves.
pub(super) fn numbers(text: &str) -> impl Iterator<Item = Number> + '_ {
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + text.get(from..)?.find(|c: char| c.is_ascii_digit())?;
            let number = number_at(text, start);
            from = number.at.end;
            let touches = text[..start].chars().next_back().is_some_and(is_glue)
                || text[number.at.end..].chars().next().is_some_and(is_glue);
            if !touches && !goes_on(text, &number.at) {
                return Some(number);
            }
        }
    })
}

/// Whether a point, a comma or a hyphen joins it to what is no group of it: `1,5`, `2026-123`.
fn goes_on(text: &str, at: &Range<usize>) -> bool {
    let is_joint = |c: char| matches!(c, '.' | ',' | '-' | ':' | '\u{2013}');
    let mut before = text[..at.start].chars().rev();
    let mut behind = text[at.end..].chars();
    let before = before.next().is_some_and(is_joint) && before.next().is_some_and(|c| c.is_ascii_alphanumeric());
    let behind = behind.next().is_some_and(is_joint) && behind.next().is_some_and(|c| c.is_ascii_alphanumeric());
    // A colon ends the word that says what the number is.
    (before && !text[..at.start].ends_with(':')) || behind
}

/// Returns the number that begins with the digit at `start`.
fn number_at(text: &str, start: usize) -> Number {
    let mut groups: Vec<Range<usize>> = Vec::new();
    let mut between: Option<char> = None;
    let mut at = start;
    loop {
        let length = text[at..].bytes().take_while(u8::is_ascii_digit).count();
        groups.push(at..at + length);
        let end = at + length;
        let mut behind = text[end..].chars();
        let Some(separator) = behind
            .next()
            .filter(|c| BETWEEN.contains(c) && between.is_none_or(|known| known == *c))
        else {
            break;
        };
        if !behind.next().is_some_and(|c| c.is_ascii_digit()) {
            break;
        }
        // Nine digits are a whole: what a space parts from them is another number.
        if separator.is_whitespace()
            && (length >= 8
                || text[end + separator.len_utf8()..]
                    .bytes()
                    .take_while(u8::is_ascii_digit)
                    .count()
                    >= 8)
        {
            break;
        }
        between = Some(separator);
        at = end + separator.len_utf8();
    }
    let end = groups.last().map_or(start, |group| group.end);
    Number {
        at: start..end,
        digits: text[start..end]
            .bytes()
            .filter(u8::is_ascii_digit)
            .map(|digit| digit - b'0')
            .collect(),
        groups: groups.iter().map(Range::len).collect(),
    }
}

/// Returns the part of the line before a place, at most `most` bytes of it.
pub(super) fn before(text: &str, at: usize, most: usize) -> &str {
    let line = text[..at].rfind('\n').map_or(0, |end| end + 1);
    let from = (at.saturating_sub(most).max(line)..=at).find(|from| text.is_char_boundary(*from));
    &text[from.unwrap_or(at)..at]
}

/// Returns the part of the line behind a place, at most `most` bytes of it.
pub(super) fn behind(text: &str, at: usize, most: usize) -> &str {
    let line = text[at..].find('\n').map_or(text.len(), |end| at + end);
    let to = (at..=(at + most).min(line)).rev().find(|to| text.is_char_boundary(*to));
    &text[at..to.unwrap_or(at)]
}
