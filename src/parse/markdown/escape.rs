//! Escaping for HTML.

/// Adds `text` with `&`, `<`, `>` and `"` escaped: right in text and in attributes.
pub(super) fn escape_into(out: &mut String, text: &str) {
    // Writing to a string cannot fail.
    let _ = pulldown_cmark_escape::escape_html(out, text);
}

/// Returns `text` escaped.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    escape_into(&mut out, text);
    out
}

/// Takes back the escapes of the five characters of HTML.
pub(super) fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    let plain = text
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'");
    plain.replace("&nbsp;", "\u{a0}").replace("&amp;", "&")
}
