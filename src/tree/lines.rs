//! Lines of YAML as a person sees them, for saying what is wrong with one.

/// A line without its ending, and the byte at which it starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Line<'t> {
    pub start: usize,
    pub text: &'t str,
}

/// What a line says: `key: value`, `- key: value` or `- value`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry<'t> {
    /// The key; empty where there is none.
    pub key: &'t str,
    /// The byte of the text at which the value starts.
    pub value_at: usize,
    /// The value, without spaces at its ends.
    pub value: &'t str,
}

/// Returns the nearest place at or before `at` at which a character starts.
pub(super) fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

impl<'t> Line<'t> {
    /// Returns the line in which byte `at` of `text` stands.
    pub fn at(text: &'t str, at: usize) -> Self {
        let at = floor(text, at);
        let start = text[..at].rfind('\n').map_or(0, |end| end + 1);
        let rest = &text[start..];
        let length = rest.find('\n').unwrap_or(rest.len());
        Self {
            start,
            text: rest[..length].trim_end_matches('\r'),
        }
    }

    /// Returns the line before this one that is not blank.
    pub fn before(self, text: &'t str) -> Option<Self> {
        let mut line = self;
        loop {
            line = Self::at(text, line.start.checked_sub(1)?);
            if !line.is_blank() {
                return Some(line);
            }
        }
    }

    /// Returns the line after this one.
    pub fn after(self, text: &'t str) -> Option<Self> {
        let end = self.start + text[self.start..].find('\n')? + 1;
        (end < text.len()).then(|| Self::at(text, end))
    }

    pub fn is_blank(self) -> bool {
        self.text.trim().is_empty()
    }

    /// Whether a key of the top may start here: neither blank nor indented, no list item, no comment.
    pub fn is_top(self) -> bool {
        !self.is_blank() && !self.text.starts_with([' ', '\t', '-', '#', ']', '}'])
    }

    /// Returns how many bytes of white space it starts with.
    pub fn indent(self) -> usize {
        self.text.len() - self.text.trim_start().len()
    }

    /// Returns what the line says.
    pub fn entry(self) -> Entry<'t> {
        let mut from = self.indent();
        while let Some(item) = self.text[from..].strip_prefix("- ") {
            from = self.text.len() - item.trim_start().len();
        }
        let inner = self.text[from..].trim_end();
        let colon = inner
            .find(": ")
            .or_else(|| inner.find(":\t"))
            .or_else(|| inner.strip_suffix(':').map(str::len));
        let Some(colon) = colon.filter(|_| !inner.starts_with(['"', '\'', '[', '{', '#'])) else {
            return Entry {
                key: "",
                value_at: self.start + from,
                value: inner,
            };
        };
        let value = inner[colon + 1..].trim_start();
        Entry {
            key: inner[..colon].trim_end(),
            value_at: self.start + from + inner.len() - value.len(),
            value,
        }
    }

    /// Returns `key` and rest of a line that lacks the space behind its colon: `title:Raad`.
    pub fn without_space(self) -> Option<(&'t str, &'t str)> {
        let (key, rest) = self.text.trim().split_once(':')?;
        let word = !key.is_empty()
            && key
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'));
        (word && !rest.is_empty() && !rest.starts_with([' ', '\t']) && !rest.starts_with("//")).then_some((key, rest))
    }

    /// Whether more brackets open on the line than close, quotes not looked into.
    pub fn leaves_open(self) -> bool {
        let mut depth = 0i32;
        let mut quote = None;
        for c in self.entry().value.chars() {
            match (quote, c) {
                (Some(open), c) if open == c => quote = None,
                (Some(_), _) => {}
                (None, '"' | '\'') => quote = Some(c),
                (None, '[' | '{') => depth += 1,
                (None, ']' | '}') => depth -= 1,
                _ => {}
            }
        }
        depth > 0
    }
}

impl Entry<'_> {
    /// Returns the entry with its value in quotes, ready to copy.
    pub fn quoted(&self) -> String {
        self.with_value(&in_quotes(self.value))
    }

    /// Returns the entry with another value.
    pub fn with_value(&self, value: &str) -> String {
        match self.key {
            "" => format!("- {value}"),
            key => format!("{key}: {value}"),
        }
    }

    /// Returns how a message names it.
    pub fn name(&self) -> String {
        match self.key {
            "" => "this value".to_owned(),
            key => format!("the value of {key}"),
        }
    }

    /// Returns the sign at the start of the value that means something in YAML, if there is one.
    pub fn sign(&self) -> Option<char> {
        let mut characters = self.value.chars();
        let first = characters.next()?;
        let spaced = characters.next().is_none_or(|second| second == ' ');
        let sign = matches!(
            first,
            '@' | '`' | '%' | '&' | '*' | '!' | '[' | ']' | '{' | '}' | '|' | '>' | ',' | '#'
        );
        (sign || (spaced && matches!(first, '-' | '?' | ':'))).then_some(first)
    }
}

/// Whether a text starts with an apostrophe that belongs to its first word: `'s Avonds`, `'t Hof`, `'90`.
pub(super) fn starts_with_apostrophe(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('\'') else {
        return false;
    };
    let word = rest.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    rest.starts_with(|c: char| c.is_ascii_digit())
        || matches!(
            &*word.to_lowercase(),
            "s" | "t" | "n" | "k" | "m" | "r" | "ie" | "er" | "ns" | "tis" | "twas" | "em" | "til"
        )
}

/// Returns a text between quotes, with those that need no escapes where there are such.
pub(crate) fn in_quotes(text: &str) -> String {
    // The curly ones of a word processor mean nothing to YAML and TOML.
    let curly = |c: char| matches!(c, '“' | '”' | '„' | '‟');
    let inner = text.strip_prefix(curly).and_then(|rest| rest.strip_suffix(curly));
    let text = inner.filter(|inner| !inner.is_empty()).unwrap_or(text);
    if !text.contains(['"', '\\']) {
        format!("\"{text}\"")
    } else if !text.contains('\'') {
        format!("'{text}'")
    } else {
        format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_says_key_and_value() {
        for (text, key, value) in [
            ("title: Raad: x", "title", "Raad: x"),
            ("  - name:  x ", "name", "x"),
            ("  - x", "", "x"),
            ("title:", "title", ""),
            ("- 'a: b'", "", "'a: b'"),
            ("tijd: 12:30", "tijd", "12:30"),
            ("", "", ""),
        ] {
            let entry = Line::at(text, 0).entry();
            assert_eq!((entry.key, entry.value), (key, value), "{text}");
            assert_eq!(&text[entry.value_at..entry.value_at + value.len()], value);
        }
    }

    #[test]
    fn quotes_are_chosen_such_that_they_fit() {
        assert_eq!(in_quotes("Raad: x"), "\"Raad: x\"");
        assert_eq!(in_quotes("De \"raad\""), "'De \"raad\"'");
        assert_eq!(in_quotes("Raad's \"x\""), "\"Raad's \\\"x\\\"\"");
    }
}
