//! Characters that come along when text is pasted from a word processor, a web page or a chat: to a person they look like what
//! a file wants, to a program they are something else.

/// Whether it is a quote that YAML and TOML do not take for one.
pub fn is_quote(c: char) -> bool {
    matches!(
        c,
        '“' | '”'
            | '„'
            | '‟'
            | '‘'
            | '’'
            | '‚'
            | '‛'
            | '«'
            | '»'
            | '‹'
            | '›'
            | '″'
            | '′'
            | '＂'
            | '＇'
            | '`'
            | '´'
    )
}

/// Whether nobody can see it: no width at all, or a mark of direction (Unicode TR 36).
pub fn is_invisible(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

/// Whether it looks like a space and is none to YAML: a no-break space and its like.
pub fn is_odd_space(c: char) -> bool {
    c.is_whitespace() && !c.is_ascii()
}

/// Whether it looks like a hyphen and is none.
pub fn is_dash(c: char) -> bool {
    matches!(
        c,
        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Returns the text as it was meant: nothing that cannot be seen, spaces and hyphens for what looks like them, and none of these
/// quotes at its ends.
pub fn meant(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !is_invisible(*c))
        .map(|c| match c {
            c if is_odd_space(c) => ' ',
            c if is_dash(c) => '-',
            c => c,
        })
        .collect();
    let outside = |c: char| is_quote(c) || c.is_whitespace();
    plain.trim_matches(outside).to_owned()
}

/// Returns the first of these characters that stands in a text, in words: `an en dash (–)`.
pub fn named(text: &str) -> Option<String> {
    let odd = |c: &char| is_quote(*c) || is_invisible(*c) || is_odd_space(*c) || is_dash(*c);
    let c = text.chars().find(odd)?;
    Some(match c {
        '“' | '”' | '„' | '‟' | '‘' | '’' | '‚' | '‛' => format!("a curly quote ({c})"),
        c if is_quote(c) => format!("a quote of another kind ({c})"),
        '\u{a0}' | '\u{202f}' => format!("a no-break space (U+{:04X})", u32::from(c)),
        c if is_odd_space(c) => format!("a space of another kind (U+{:04X})", u32::from(c)),
        '\u{2013}' => format!("an en dash ({c})"),
        '\u{2014}' => format!("an em dash ({c})"),
        c if is_dash(c) => format!("a dash of another kind ({c})"),
        c => format!("a character that nobody can see (U+{:04X})", u32::from(c)),
    })
}

/// Says what stands around or in a key that is not what it looks like: `the key “draft” has curly quotes around it`. None where there
/// is nothing of the kind.
pub fn odd_key(key: &str) -> Option<String> {
    let plain = meant(key);
    if plain == key {
        return None;
    }
    let (start, end) = (key.chars().next()?, key.chars().next_back()?);
    let curly = |c: char| is_quote(c) && !matches!(c, '«' | '»' | '‹' | '›' | '`' | '´');
    Some(match (is_quote(start), is_quote(end)) {
        (true, true) if curly(start) && curly(end) => format!("the key {key} has curly quotes around it"),
        (true, true) => format!("the key {key} has quotes of another kind around it"),
        (true, false) | (false, true) => format!("the key {plain} has {} beside it", named(key)?),
        (false, false) => format!("the key {plain} has {} in it or beside it", named(key)?),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_meant_is_told_and_what_is_odd_is_named() {
        for (text, plain, odd) in [
            ("“draft”", "draft", "a curly quote (“)"),
            ("«draft»", "draft", "a quote of another kind («)"),
            ("\u{200b}draft", "draft", "nobody can see (U+200B)"),
            ("2026–01–02", "2026-01-02", "an en dash (–)"),
            ("\u{a0}\u{a0}src", "src", "a no-break space (U+00A0)"),
        ] {
            assert_eq!(meant(text), plain);
            assert!(named(text).is_some_and(|named| named.contains(odd)), "{text}");
        }
        assert_eq!((meant("l’avis").as_str(), named("draft")), ("l’avis", None));
    }

    #[test]
    fn a_key_is_said_to_have_what_it_has() {
        for (key, words) in [
            ("“draft”", "the key “draft” has curly quotes around it"),
            ("‘draft’", "the key ‘draft’ has curly quotes around it"),
            ("«draft»", "the key «draft» has quotes of another kind around it"),
            ("“draft", "the key draft has a curly quote (“) beside it"),
            (
                "draft\u{200b}",
                "the key draft has a character that nobody can see (U+200B) in it or beside it",
            ),
        ] {
            assert_eq!(odd_key(key).as_deref(), Some(words));
        }
        assert_eq!(odd_key("publish_at"), None);
    }
}
