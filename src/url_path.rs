//! Addresses within the site.

use std::borrow::Borrow;
use std::fmt;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// The address of a page or file in the site, from the base URL's own path: `/nieuws/2026/raad/`.
///
/// Starts with `/`, has no empty, `.` or `..` part, no backslash, `?`, `#`, `%` or control character; not
/// percent-encoded (that is done where it is written into a page). A page ends with `/`, a file does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// Returns the address, if `text` is one that stays inside the site.
    pub fn parse(text: &str) -> Option<Self> {
        text.strip_prefix('/').filter(|inner| is_inside(inner))?;
        Some(Self(text.into()))
    }

    /// The site's home: `/`.
    pub fn root() -> Self {
        Self("/".into())
    }

    /// Returns it as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the file that a web server gives at this address, relative to the output folder:
    /// `nieuws/2026/raad/index.html`.
    pub fn output_file(&self) -> String {
        let inner = &self.0[1..];
        if inner.is_empty() || inner.ends_with('/') {
            [inner, "index.html"].concat()
        } else {
            inner.to_owned()
        }
    }

    /// Returns the address with `more` (which has no `/` at its start) behind it, if that is one.
    pub fn join(&self, more: &str) -> Option<Self> {
        let separator = if self.0.ends_with('/') { "" } else { "/" };
        is_inside(more).then(|| Self([&*self.0, separator, more].concat().into()))
    }
}

/// Whether what stands behind the first `/` of an address, or behind another address, stays inside the site.
fn is_inside(text: &str) -> bool {
    let unfit = |byte: u8| matches!(byte, b'\\' | b'?' | b'#' | b'%') || byte.is_ascii_control();
    // All bytes rather than those up to the first that is unfit: so many are looked at together, and hardly any is unfit.
    let clean = !text.bytes().fold(false, |found, byte| found | unfit(byte))
        && (text.is_ascii() || !text.chars().any(char::is_control));
    let parts = text.strip_suffix('/').unwrap_or(text);
    let inside = parts.is_empty() || parts.split('/').all(|part| !matches!(part, "" | "." | ".."));
    clean && inside && text != "/"
}

/// So that a map by address can be asked for a text.
impl Borrow<str> for UrlPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// As it is kept from one build to the next. That it is one was found when it was made, and that it is the same, by the hash of its file.
impl<'de> Deserialize<'de> for UrlPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        let is_address = text.starts_with('/');
        is_address
            .then(|| Self(text.into()))
            .ok_or_else(|| D::Error::custom("not an address"))
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
