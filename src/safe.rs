//! What may stand in an address or a path that a writer types: nothing that runs code or leaves its folder.

use std::borrow::Cow;

/// The schemes that a link may have.
const SCHEMES: &[&str] = &["http", "https", "mailto", "tel", "sms", "webcal"];

/// The schemes that run code, or open what is on the reader's own machine.
const HARMFUL: &[&str] = &["javascript", "vbscript", "data", "blob", "file", "about"];

/// Whether an address is read as it is written, by browsers and by people: nearly all are, and then nothing has to be looked for in them.
fn is_plain(address: &str) -> bool {
    // All bytes together, which takes a few steps for a whole address.
    address
        .bytes()
        .fold(true, |plain, byte| plain & byte.is_ascii_graphic())
}

/// Returns the address as a browser reads it (WHATWG URL, "basic URL parser"): without control characters and spaces at
/// the ends, and without tabs and line breaks anywhere.
fn as_browsers_read(address: &str) -> Cow<'_, str> {
    if is_plain(address) {
        return Cow::Borrowed(address);
    }
    let trimmed = address.trim_matches(|c: char| c <= ' ');
    if trimmed.bytes().any(|byte| matches!(byte, b'\t' | b'\n' | b'\r')) {
        return trimmed.chars().filter(|c| !matches!(c, '\t' | '\n' | '\r')).collect();
    }
    Cow::Borrowed(trimmed)
}

/// Returns the scheme of an address as a browser reads it, as written.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let valid = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, b'+' | b'-' | b'.'));
    valid.then_some(scheme)
}

fn is_one_of(scheme: &str, known: &[&str]) -> bool {
    known.iter().any(|known| scheme.eq_ignore_ascii_case(known))
}

/// Whether an address is of a scheme that runs code or opens what is on the reader's own machine.
pub fn runs_code(address: &str) -> bool {
    let address = as_browsers_read(address);
    scheme(&address).is_some_and(|scheme| is_one_of(scheme, HARMFUL))
}

/// Whether a text of which nobody knows what a template will do with it would run code as an address. As text
/// ("Javascript: een inleiding") it may begin like one: with a space behind the colon and without a sign that code cannot do
/// without, it is read by people only.
pub fn could_run_code(text: &str) -> bool {
    let read = as_browsers_read(text);
    let Some((_, behind)) = read.split_once(':').filter(|_| runs_code(&read)) else {
        return false;
    };
    !behind.starts_with(char::is_whitespace) || behind.contains(['(', '`', '=', '<', '[', '%'])
}

/// Whether an address has a scheme of its own, safe or not.
pub fn has_scheme(address: &str) -> bool {
    // Most have this one.
    if address.starts_with("https://") {
        return true;
    }
    scheme(&as_browsers_read(address)).is_some() || address.starts_with("//")
}

/// Whether an address is one that a link may have: of a scheme that runs nothing, or a path.
pub fn is_safe_address(address: &str) -> bool {
    if address.starts_with("https://") && is_plain(address) {
        return true;
    }
    let address = as_browsers_read(address);
    if !is_plain(&address) && address.chars().any(char::is_control) {
        return false;
    }
    match scheme(&address) {
        Some(scheme) => is_one_of(scheme, SCHEMES),
        // Without a scheme it is a path, unless something odd stands before a colon: "java&#115;cript:".
        None => !address.split(['/', '?', '#']).next().unwrap_or_default().contains(':'),
    }
}

/// Whether an address leads to one place from whatever page it stands on: it has a scheme, or starts at the site's top.
pub fn is_from_everywhere(address: &str) -> bool {
    has_scheme(address) || address.starts_with(['/', '#'])
}

/// Returns the address that was probably meant by one that is not [from everywhere](is_from_everywhere).
pub fn address_meant(address: &str) -> String {
    let first = address.split(['/', '?', '#']).next().unwrap_or_default();
    if first.contains('@') && !address.contains('/') {
        return format!("mailto:{address}");
    }
    let ending = first.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = matches!(
        &*ending.to_ascii_lowercase(),
        "md" | "html"
            | "pdf"
            | "svg"
            | "png"
            | "jpg"
            | "jpeg"
            | "webp"
            | "gif"
            | "docx"
            | "xlsx"
            | "csv"
            | "zip"
            | "ics"
            | "xml"
    );
    let is_host = ending.len() >= 2 && ending.bytes().all(|byte| byte.is_ascii_alphabetic()) && !is_file;
    if is_host && !first.starts_with('.') {
        return format!("https://{address}");
    }
    let path = address.trim_start_matches(['.', '/']);
    match path.strip_suffix(".md") {
        // A page stands at its address, not at its file.
        Some(page) => format!("/{}/", page.trim_end_matches("/index").trim_end_matches("/_index")),
        None => format!("/{path}"),
    }
}

/// Whether a path is one that stays among files: no backslash, no NUL, no drive, nothing encoded that would be one of those.
/// `..` is allowed: what it leads to is looked up among the files that there are.
pub fn is_safe_file(path: &str) -> bool {
    !path.contains('\\')
        && !path.chars().any(char::is_control)
        && !hides_a_sign(path)
        && !path.starts_with("//")
        && !leaves(path)
}

/// Whether a dot, a slash, a backslash or a NUL is written in a path by its number.
fn hides_a_sign(path: &str) -> bool {
    let mut codes = path.split('%').skip(1).filter_map(|behind| behind.get(..2));
    codes.any(|code| {
        ["2e", "2f", "5c", "00"]
            .iter()
            .any(|known| code.eq_ignore_ascii_case(known))
    })
}

/// Whether a path from the top goes above it. A relative one cannot be judged without its folder.
fn leaves(path: &str) -> bool {
    let Some(path) = path.strip_prefix('/') else {
        return false;
    };
    let mut depth = 0usize;
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." if depth == 0 => return true,
            ".." => depth -= 1,
            _ => depth += 1,
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_that_leads_nowhere_is_told_with_the_one_that_was_meant() {
        for (address, meant) in [
            ("www.x.nl", "https://www.x.nl"),
            ("mastodon.nl/@x", "https://mastodon.nl/@x"),
            ("nieuws/goed.md", "/nieuws/goed/"),
            ("./nieuws/", "/nieuws/"),
            ("logo.svg", "/logo.svg"),
            ("a@b.nl", "mailto:a@b.nl"),
        ] {
            assert!(!is_from_everywhere(address), "{address}");
            assert_eq!(address_meant(address), meant);
        }
        for address in ["https://a.nl", "/nieuws/", "#kop", "//a.nl/", "mailto:a@b.nl"] {
            assert!(is_from_everywhere(address), "{address}");
        }
    }

    #[test]
    fn nothing_that_runs_code_is_safe() {
        for address in [
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            " javascript:x",
            "java\tscript:x",
            "java\nscript:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "vbscript:x",
            "file:///etc/passwd",
            "java\0script:x",
        ] {
            assert!(!is_safe_address(address), "{address:?}");
        }
        for address in [
            "https://a.nl/?a:b",
            "mailto:a@b.nl",
            "/pad/",
            "../a.md#x:y",
            "#kop",
            "//cdn.example.org/x",
            "HTTP://a.nl",
        ] {
            assert!(is_safe_address(address), "{address:?}");
        }
    }

    #[test]
    fn a_text_may_begin_with_the_word_javascript() {
        for text in [
            "Javascript: een inleiding",
            "Data: wat de gemeente ermee doet",
            "rood",
            "/pad/",
        ] {
            assert!(!could_run_code(text), "{text:?}");
        }
        for text in [
            "javascript:alert(1)",
            "javascript: alert(1)",
            "javascript: alert%281%29",
            "data:text/html,x",
            "data: text/html,<b>",
        ] {
            assert!(could_run_code(text), "{text:?}");
        }
    }

    #[test]
    fn a_path_stays_among_files() {
        for path in ["a\\b", "a\0b", "%2e%2e/a", "/../a", "/a/../../b", "//host/x", "a%2Fb"] {
            assert!(!is_safe_file(path), "{path:?}");
        }
        for path in ["foto.jpg", "../2026/foto.jpg", "/beeld/a b.jpg", "./a"] {
            assert!(is_safe_file(path), "{path:?}");
        }
    }
}
