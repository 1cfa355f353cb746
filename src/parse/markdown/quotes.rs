//! Quotation marks as a language has them (CLDR, "delimiters").

use crate::language::Tag;

/// How far back a mark is looked for that was typed as it is: no quotation is longer.
const FAR: usize = 500;

/// Returns what stands for the mark `smart` that the parser made of the straight one in `source`, with `before` and `after`
/// the text around it.
pub(super) fn mark(smart: char, source: &str, before: &str, after: &str, language: &Tag) -> &'static str {
    let (last, next) = (before.chars().next_back(), after.chars().next());
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // An apostrophe within a word is one everywhere.
    if source == "'" && word(last) && word(next) {
        return "’";
    }
    // Dutch words that start with one: 's avonds, 't, 'n, '80.
    if source == "'" && smart == '‘' && language.primary() == "nl" {
        let second = after.chars().nth(1);
        let short = matches!(next, Some('s' | 't' | 'n' | 'k' | 'm' | 'r')) && !word(second);
        if short || next.is_some_and(|c| c.is_ascii_digit()) {
            return "’";
        }
    }
    // Years without their century, in any language: '90, the '90s.
    if source == "'" && smart == '‘' && is_short_year(after) {
        return "’";
    }
    // The parser takes marks two by two. It knows nothing of one that was typed as it is to be („nein"), nor of a single one: 5" buis.
    let smart = match (source, smart) {
        ("\"", '“') if closes(last, next) => {
            if last.is_some_and(|c| c.is_ascii_digit()) && !is_open(before, ['„', '“', '«', '"']) {
                return "″";
            }
            '”'
        }
        ("'", '‘' | '’') if closes(last, next) => {
            if !is_open(before, ['‚', '‘', '‹', '\'']) {
                return "’";
            }
            '’'
        }
        ("\"", '”') if opens(last, next) => '“',
        _ => smart,
    };
    match (language.primary(), source, smart) {
        ("de", "\"", '“') | ("pl", "\"", '“') => "„",
        ("de", "\"", '”') => "“",
        ("de", "'", '‘') => "‚",
        ("de", "'", '’') => "‘",
        // With a narrow space that does not break, as French sets them.
        ("fr", "\"", '“') => "«\u{202f}",
        ("fr", "\"", '”') => "\u{202f}»",
        (_, _, '‘') => "‘",
        (_, _, '’') => "’",
        (_, _, '“') => "“",
        _ => "”",
    }
}

/// Whether two digits follow, and no mark further on in the paragraph that would close what opens here.
fn is_short_year(after: &str) -> bool {
    let digits = after.bytes().take_while(u8::is_ascii_digit).count();
    let paragraph = after.split("\n\n").next().unwrap_or_default();
    let closed = || {
        paragraph.match_indices('\'').any(|(at, _)| {
            let last = paragraph[..at].chars().next_back();
            closes(last, paragraph[at + 1..].chars().next())
        })
    };
    digits == 2 && !closed()
}

/// Whether a mark between these two characters can only be a closing one.
fn closes(last: Option<char>, next: Option<char>) -> bool {
    last.is_some_and(|c| c.is_alphanumeric() || ".,!?…;)]}%»”’".contains(c))
        && next.is_none_or(|c| c.is_whitespace() || ".,;:!?)]}…".contains(c))
}

/// Whether a mark between these two characters can only be an opening one.
fn opens(last: Option<char>, next: Option<char>) -> bool {
    last.is_none_or(|c| c.is_whitespace() || "([{".contains(c)) && next.is_some_and(char::is_alphanumeric)
}

/// Whether one of the marks stands in the paragraph before; only the last stretch of a long one counts.
fn is_open(before: &str, marks: [char; 4]) -> bool {
    let near = before.char_indices().rev().take(FAR).last().map_or(0, |(at, _)| at);
    let paragraph = before[near..].rsplit("\n\n").next().unwrap_or_default();
    paragraph.contains(marks)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_without_its_century_has_an_apostrophe() {
        let english = Tag::parse("en").unwrap();
        let of = |after: &str| mark('‘', "'", "in ", after, &english);
        for after in ["90", "90 and later", "90s, they say", "68 of May"] {
            assert_eq!(of(after), "’", "{after}");
        }
        for after in ["90 of them' he said", "1990 was good", "9 to 5", "ninety"] {
            assert_eq!(of(after), "‘", "{after}");
        }
    }
}
