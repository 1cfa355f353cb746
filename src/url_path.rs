//! Addresses within the site.

use std::fmt;
use std::sync::Arc;

/// The address of a page or file in the site, from the base URL's own path: `/nieuws/2026/raad/`.
///
/// Starts with `/`, has no empty, `.` or `..` part, no backslash, `?`, `#`, `%` or control character; not
/// percent-encoded (that is done where it is written into a page). A page ends with `/`, a file does not.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct UrlPath(Arc<str>);

impl UrlPath {
    /// Returns the address, if `text` is one that stays inside the site.
    pub fn parse(text: &str) -> Option<Self> {
        let inner = text.strip_prefix('/')?;
        let clean = !inner.contains(['\\', '?', '#', '%']) && !inner.chars().any(char::is_control);
        let parts = inner.strip_suffix('/').unwrap_or(inner);
        let inside = parts.is_empty() || parts.split('/').all(|part| !matches!(part, "" | "." | ".."));
        (clean && inside && inner != "/").then(|| Self(text.into()))
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
            format!("{inner}index.html")
        } else {
            inner.to_owned()
        }
    }

    /// Returns the address with `more` (which has no `/` at its start) behind it, if that is one.
    pub fn join(&self, more: &str) -> Option<Self> {
        let separator = if self.0.ends_with('/') { "" } else { "/" };
        Self::parse(&format!("{}{separator}{more}", self.0))
    }
}

impl fmt::Display for UrlPath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
