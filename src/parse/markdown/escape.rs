//! Escaping for HTML.

/// Adds `text` with `&`, `<`, `>` and `"` escaped: right in text and in attributes.
pub(super) fn escape_into(out: &mut String, text: &str) {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        if CODES[usize::from(byte)].is_empty() {
            continue;
        }
        out.push_str(&text[from..at]);
        out.push_str(CODES[usize::from(byte)]);
        from = at + 1;
    }
    out.push_str(&text[from..]);
}

/// What is written for each byte that is escaped.
const CODES: [&str; 256] = {
    let mut codes = [""; 256];
    codes[b'&' as usize] = "&amp;";
    codes[b'<' as usize] = "&lt;";
    codes[b'>' as usize] = "&gt;";
    codes[b'"' as usize] = "&quot;";
    codes
};

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
