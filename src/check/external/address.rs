//! Which addresses of other sites stand in a file.

use std::ops::Range;

/// An address, and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// The address, without what stands behind `#`.
    pub address: String,
    /// Where it stands, in bytes.
    pub at: Range<usize>,
}

/// Returns all addresses of the web in the text of a file: in links, in HTML, in calls of shortcodes and in front matter. Code, at the `skipped` ranges, is no link;
/// these come in the order of the text.
pub fn addresses(text: &str, skipped: &[Range<usize>]) -> Vec<Written> {
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(colon) = text[from..].find("://").map(|at| from + at) {
        from = colon + 3;
        let start = colon
            - text[..colon]
                .bytes()
                .rev()
                .take_while(|byte| byte.is_ascii_alphabetic())
                .count();
        let scheme = &text[start..colon];
        if !scheme.eq_ignore_ascii_case("http") && !scheme.eq_ignore_ascii_case("https") {
            continue;
        }
        let end = end_of(text, start);
        from = from.max(end);
        let is_code = skipped.iter().any(|skipped| skipped.start < end && skipped.end > start);
        let written = &text[start..end];
        // A pattern that somebody fills in is no address.
        if is_code || written.contains(['{', '}', '…', '$', '*']) || written.len() <= colon + 3 - start {
            continue;
        }
        let address = plain(written);
        let address = address.split('#').next().unwrap_or_default().to_owned();
        found.push(Written {
            address,
            at: start..end,
        });
    }
    found
}

/// Returns where the address ends that begins at `start`: at what cannot stand in one, or at what closes what was opened before it.
fn end_of(text: &str, start: usize) -> usize {
    let opened = text[..start].chars().next_back();
    let mut depth = 0_i32;
    let mut end = text.len();
    let mut before = ' ';
    for (at, c) in text[start..].char_indices() {
        let is_end = match c {
            _ if c.is_whitespace() || c.is_control() => true,
            '<' | '>' | '"' | '`' | '|' | '”' | '“' => true,
            '\'' => opened == Some('\''),
            '(' => {
                depth += 1;
                false
            }
            ')' if before == '\\' => false,
            ')' => {
                depth -= 1;
                depth < 0
            }
            ']' => !text[start..start + at].contains('['),
            _ => false,
        };
        if is_end {
            end = start + at;
            break;
        }
        before = c;
    }
    let written = &text[start..end];
    // In a sentence the sign behind an address is the sentence's.
    let is_closed = matches!(opened, Some('(' | '<' | '"' | '\''));
    if is_closed {
        return end;
    }
    start
        + written
            .trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '\'', '’', '~', '\\'])
            .len()
}

/// Returns an address without what Markdown and HTML write before a sign.
fn plain(written: &str) -> String {
    let mut address = String::with_capacity(written.len());
    let mut signs = written.chars().peekable();
    while let Some(c) = signs.next() {
        let is_escape = c == '\\' && signs.peek().is_some_and(char::is_ascii_punctuation);
        if !is_escape {
            address.push(c);
        }
    }
    address.replace("&amp;", "&")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Vec<String> {
        let found = addresses(text, &[]);
        for one in &found {
            assert!(text[one.at.clone()].to_lowercase().starts_with("http"), "{one:?}");
        }
        found.into_iter().map(|one| one.address).collect()
    }

    #[test]
    fn an_address_is_found_however_it_is_written() {
        for (text, address) in [
            ("Zie [dit](https://a.nl/b).", "https://a.nl/b"),
            ("[dit](<https://a.nl/b> \"titel\")", "https://a.nl/b"),
            ("[dit](https://a.nl/b_(c)) en", "https://a.nl/b_(c)"),
            ("(zie https://a.nl/b)", "https://a.nl/b"),
            ("[dit]: https://a.nl/b\n", "https://a.nl/b"),
            ("<https://a.nl/b?c=1&d=2>", "https://a.nl/b?c=1&d=2"),
            ("<a href=\"https://a.nl/b?c=1&amp;d=2\">x</a>", "https://a.nl/b?c=1&d=2"),
            ("<a href='https://a.nl/b'>x</a>", "https://a.nl/b"),
            ("Zie https://a.nl/b.", "https://a.nl/b"),
            ("**https://a.nl/b**", "https://a.nl/b"),
            ("url: https://a.nl/b\n", "https://a.nl/b"),
            ("links: [https://a.nl/b, x]", "https://a.nl/b"),
            ("{{< video src=\"https://a.nl/b\" >}}", "https://a.nl/b"),
            ("[dit](https://a.nl/b\\_c#d)", "https://a.nl/b_c"),
            ("HTTPS://A.nl/b", "HTTPS://A.nl/b"),
            ("| https://a.nl/b|", "https://a.nl/b"),
            ("[https://a.nl/b]", "https://a.nl/b"),
            (
                "https://a.nl/deel?u=https://b.nl/c",
                "https://a.nl/deel?u=https://b.nl/c",
            ),
        ] {
            assert_eq!(found(text), [address], "{text}");
        }
        assert_eq!(found("https://a.nl https://b.nl"), ["https://a.nl", "https://b.nl"]);
    }

    #[test]
    fn what_is_none_is_none() {
        for text in [
            "ftp://a.nl/",
            "mailto:a@a.nl",
            "https://",
            "https:// a",
            "https://a.nl/{jaar}",
            "https://*.a.nl/",
            "://",
            "é://x",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
        let text = "Zie `https://a.nl/` en https://b.nl/";
        let found: Vec<_> = addresses(text, std::slice::from_ref(&(4..19)))
            .into_iter()
            .map(|one| one.address)
            .collect();
        assert_eq!(found, ["https://b.nl/"]);
    }
}
