//! What is put into pages that are served: the script that talks to the server.

use std::sync::LazyLock;

use hyper::body::Bytes;
use memchr::memmem;
use xxhash_rust::xxh3::xxh3_64;

/// The script. It is its own file, so that a site which allows no scripts in its pages can be worked on all the same.
pub(super) const SCRIPT: &str = concat!(
    "{\n",
    include_str!("client/in_place.js"),
    include_str!("client/live.js"),
    "}\n"
);
/// Where it is asked for.
pub(super) const SCRIPT_AT: &str = "/_courant/live.js";

/// What tells this script from that of another version.
pub(super) fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| format!("{:016x}", xxh3_64(SCRIPT.as_bytes())));
    &VERSION
}

/// Returns a page with the script in it, at its end; `is` is the hash of the page as it is, and the script is told whether it has to say that this is
/// a draft.
pub(super) fn with_script(html: &[u8], is: u128, is_unmarked: bool) -> Bytes {
    let version = version();
    let draft = if is_unmarked { " data-draft" } else { "" };
    let script = format!(
        "<script src=\"{SCRIPT_AT}?{version}\" nonce=\"{version}\" data-is=\"{is:032x}\"{draft} async></script>"
    );
    let at = memmem::rfind(html, b"</body>").unwrap_or(html.len());
    [&html[..at], script.as_bytes(), &html[at..]].concat().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_script_stands_at_the_end_of_a_page_whether_that_is_said_or_not() {
        let text = |html: &str| String::from_utf8_lossy(&with_script(html.as_bytes(), 0xab, false)).into_owned();
        let whole = text("<body><p>&lt;/body&gt;</p></body></html>");
        assert!(
            whole.starts_with("<body><p>&lt;/body&gt;</p><script src=\"/_courant/live.js?"),
            "{whole}"
        );
        assert!(
            whole.ends_with("data-is=\"000000000000000000000000000000ab\" async></script></body></html>"),
            "{whole}"
        );
        assert!(text("<p>Kort").ends_with("></script>"));
    }
}
