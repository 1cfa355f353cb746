//! Quotation marks as a language has them (CLDR, "delimiters").

use crate::language::Tag;

/// Returns what stands for the mark `smart` that the parser made of the straight one in `source`, with `before` and `after`
/// the text around it.
pub(super) fn mark(smart: char, source: &str, before: Option<char>, after: &str, language: &Tag) -> &'static str {
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    // An apostrophe within a word is one everywhere.
    if source == "'" && word(before) && word(after.chars().next()) {
        return "’";
    }
    // Dutch words that start with one: 's avonds, 't, 'n, '80.
    if source == "'" && smart == '‘' && language.primary() == "nl" {
        let mut chars = after.chars();
        let (first, second) = (chars.next(), chars.next());
        let short = matches!(first, Some('s' | 't' | 'n' | 'k' | 'm' | 'r')) && !word(second);
        if short || first.is_some_and(|c| c.is_ascii_digit()) {
            return "’";
        }
    }
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
