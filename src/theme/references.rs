//! What stylesheets and scripts refer to: `url(…)` and `@import "…"`, `import … from "…"` and `export … from "…"`.

use std::ops::Range;

/// An address in an asset.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reference {
    /// Where it stands, without quotes.
    pub place: Range<usize>,
    /// Whether it stands between quotes.
    pub quoted: bool,
    /// How much depends on it.
    pub need: Need,
}

/// How much depends on an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Need {
    /// Without it the asset is broken.
    Always,
    /// It is asked for when something happens: `import("./kaart.js")`.
    Perhaps,
}

/// Returns the addresses in an asset, in its order; none in one that is neither a stylesheet nor a script.
pub(super) fn references(path: &str, text: &str) -> Vec<Reference> {
    match path.rsplit_once('.').map(|(_, ending)| ending) {
        Some("css") => in_stylesheet(text),
        Some("js" | "mjs") => in_script(text),
        _ => Vec::new(),
    }
}

fn in_stylesheet(css: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < css.len() {
        let rest = &css[at..];
        let length = if rest.starts_with("/*") {
            comment(rest)
        } else if rest.starts_with(['"', '\'']) {
            quoted(rest)
        } else if let Some(behind) = rest.strip_prefix("url(") {
            let end = end_of_url(behind);
            found.extend(address(css, at + 4..at + 4 + end));
            4 + end
        } else if let Some(behind) = rest.strip_prefix("@import") {
            let start = rest.len() - behind.trim_start().len();
            let end = start + quoted(&rest[start..]);
            if rest[start..].starts_with(['"', '\'']) {
                found.extend(address(css, at + start..at + end));
                end
            } else {
                start
            }
        } else {
            rest.chars().next().map_or(1, char::len_utf8)
        };
        at += length;
    }
    found
}

/// Returns where the address of `url(` ends, from behind the bracket.
fn end_of_url(rest: &str) -> usize {
    let start = rest.len() - rest.trim_start().len();
    let inner = &rest[start..];
    let from = if inner.starts_with(['"', '\'']) {
        start + quoted(inner)
    } else {
        start
    };
    rest[from..].find(')').map_or(rest.len(), |end| from + end)
}

/// Returns the address in a stretch that may have spaces and quotes around it.
fn address(text: &str, stretch: Range<usize>) -> Option<Reference> {
    let written = &text[stretch.clone()];
    let inner = written.trim();
    let bare = inner.trim_matches(['"', '\'']);
    let start = stretch.start + written.find(bare)?;
    (!bare.is_empty()).then_some(Reference {
        place: start..start + bare.len(),
        quoted: inner.len() > bare.len(),
        need: Need::Always,
    })
}

/// Goes through a script token by token: an address is a text right behind `from`, `import` or `import(`.
fn in_script(script: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    let mut before = [""; 2];
    let mut at = 0;
    while at < script.len() {
        let rest = &script[at..];
        let first = rest.chars().next().unwrap_or(' ');
        let length = if rest.starts_with("/*") {
            comment(rest)
        } else if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if first.is_whitespace() {
            first.len_utf8()
        } else {
            let length = match first {
                '"' | '\'' => quoted(rest),
                '`' => template(rest),
                _ if is_of_name(first) => rest.find(|c| !is_of_name(c)).unwrap_or(rest.len()),
                _ => first.len_utf8(),
            };
            let need = match before {
                [_, "from" | "import"] => Some(Need::Always),
                ["import", "("] => Some(Need::Perhaps),
                _ => None,
            };
            if let Some(need) = need.filter(|_| matches!(first, '"' | '\'') && length > 2) {
                found.push(Reference {
                    place: at + 1..at + length - 1,
                    quoted: true,
                    need,
                });
            }
            before = [before[1], &rest[..length]];
            length
        };
        at += length;
    }
    found
}

fn is_of_name(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '$')
}

fn comment(rest: &str) -> usize {
    rest[2..].find("*/").map_or(rest.len(), |end| end + 4)
}

/// Returns the length of a text with its quotes. One that does not end on its line is a single sign: part of a regular expression.
fn quoted(rest: &str) -> usize {
    let mut chars = rest.char_indices();
    let Some((_, quote)) = chars.next() else { return 0 };
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '\n' => break,
            _ if c == quote => return at + 1,
            _ => {}
        }
    }
    quote.len_utf8()
}

fn template(rest: &str) -> usize {
    let mut chars = rest.char_indices().skip(1);
    while let Some((at, c)) = chars.next() {
        match c {
            '\\' => drop(chars.next()),
            '`' => return at + 1,
            _ => {}
        }
    }
    1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, text: &str, expected: &[&str]) {
        let found = references(path, text);
        let found: Vec<&str> = found.iter().map(|reference| &text[reference.place.clone()]).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_stylesheet_refers_to_pictures_fonts_and_others() {
        check("a.css", "@import \"b.css\"; a { b: url(c.png) }", &["b.css", "c.png"]);
        check(
            "a.css",
            "@import url( 'b.css' ) print; @import'c.css';",
            &["b.css", "c.css"],
        );
        check("a.css", "a{b:url(\"d).png\") url()}", &["d).png"]);
        check("a.css", "/* url(weg.png) */ a::before { content: \"url(x)\" }", &[]);
        check("a.css", "@import", &[]);
        check("a.css", "a{b:url(é.png", &["é.png"]);
        check("a.svg", "url(a.png)", &[]);
    }

    #[test]
    fn a_script_imports_others() {
        check(
            "a.js",
            "import \"./b.js\";import{c}from'./c.js';",
            &["./b.js", "./c.js"],
        );
        check(
            "a.mjs",
            "import d, { e as f } from\n  \"../d.js\"\nexport * from './e.js'",
            &["../d.js", "./e.js"],
        );
        check("a.js", "const x = await import(\"./f.js\")", &["./f.js"]);
        check(
            "a.js",
            "// import \"./b.js\"\n/* import './c.js' */ 'import \"x\"'",
            &[],
        );
        check(
            "a.js",
            "`import \"./b.js\"`; Array.from(\"./x\"); x.import = './y'; /[\"']/.test(a)\nimport './é.js'",
            &["./é.js"],
        );
        check("a.js", "import", &[]);
        check("a.js", "import \"", &[]);
    }
}
