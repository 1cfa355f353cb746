//! What `[check.external]` says: which links to other sites are asked for, and how.

use std::time::Duration;

use url::Url;

use super::keys;
use super::reader::{Reader, Table};

/// What `[check.external]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct External {
    /// Addresses that are not asked for.
    pub skip: Vec<Pattern>,
    /// What becomes of addresses inside a network.
    pub private: Private,
    /// How long a host is left alone between two questions.
    pub pause: Duration,
    /// How long one answer may take.
    pub timeout: Duration,
    /// How long all may take together.
    pub time_limit: Duration,
    /// For how long a good answer holds.
    pub keep: Duration,
}

impl Default for External {
    fn default() -> Self {
        Self {
            skip: Vec::new(),
            private: Private::Refuse,
            pause: Duration::from_secs(1),
            timeout: Duration::from_secs(15),
            time_limit: Duration::from_secs(15 * 60),
            keep: Duration::from_secs(7 * DAY),
        }
    }
}

const DAY: u64 = 24 * 60 * 60;

/// What becomes of addresses inside a network.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Private {
    /// They are not asked for: whoever can put a link into a document would have the machine that checks it look around in its own network.
    #[default]
    Refuse,
    /// They are asked for as any other.
    Ask,
}

/// Addresses that begin alike: `https://intranet.example.org/`, with `*` for anything in between; or a host, `example.org`, with all below it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(String);

impl Pattern {
    /// Reads a pattern. An error is in words for people.
    pub fn of(text: &str) -> Result<Self, String> {
        let is_bare = text.trim_matches(['*', '.', '/', ':']).is_empty();
        if is_bare || text.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return Err(format!(
                "\"{text}\" is neither the beginning of an address nor the name of a host"
            ));
        }
        Ok(Self(text.to_lowercase()))
    }

    /// Whether an address is one of these.
    pub fn is_of(&self, address: &str, url: &Url) -> bool {
        let has_address = |address: &str| begins_with(&address.to_lowercase(), &self.0);
        if self.0.contains("://") {
            return has_address(address) || has_address(url.as_str());
        }
        let (name, path) = self.0.split_once('/').unwrap_or((&self.0, ""));
        let name = name.trim_start_matches("*.");
        let host = url.host_str().unwrap_or_default();
        let is_host = host == name || host.strip_suffix(name).is_some_and(|front| front.ends_with('.'));
        is_host && begins_with(&url.path().to_lowercase()[1.min(url.path().len())..], path)
    }
}

/// Whether a text begins with a pattern, in which `*` stands for anything.
fn begins_with(text: &str, pattern: &str) -> bool {
    let mut pieces = pattern.split('*');
    let Some(mut rest) = text.strip_prefix(pieces.next().unwrap_or_default()) else {
        return false;
    };
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
    }
    true
}

/// Reads `[check.external]`, which stands in `[check]`.
pub(super) fn external(check: &Table<'_>, reader: &mut Reader) -> External {
    let mut external = External::default();
    let Some(node) = check.get("external") else {
        return external;
    };
    let Some(table) = reader.table(node, "check.external", keys::of("check.external")) else {
        return external;
    };
    for node in table
        .get("skip")
        .map(|node| reader.items(node, "check.external.skip"))
        .unwrap_or_default()
    {
        let Some(text) = reader.text(node, "check.external.skip") else {
            continue;
        };
        match Pattern::of(&text) {
            Ok(pattern) => external.skip.push(pattern),
            Err(problem) => reader.bad_value(
                node.span,
                problem,
                "write a host or the beginning of an address:  skip = [\"linkedin.com\"]",
            ),
        }
    }
    let words = [("refuse", Private::Refuse), ("ask", Private::Ask)];
    let private = table
        .get("private")
        .and_then(|node| reader.word(node, "check.external.private", &words));
    external.private = private.unwrap_or_default();
    let mut seconds = |key: &str, range, usual: Duration, unit: u64| {
        let usual_number = i64::try_from(usual.as_secs() / unit).unwrap_or_default();
        let node = table.get(key)?;
        let number = reader.whole(node, &format!("check.external.{key}"), range, usual_number)?;
        Some(Duration::from_secs(u64::try_from(number).unwrap_or_default() * unit))
    };
    external.pause = seconds("pause", 0..=60, external.pause, 1).unwrap_or(external.pause);
    external.timeout = seconds("timeout", 1..=120, external.timeout, 1).unwrap_or(external.timeout);
    external.time_limit = seconds("time_limit", 1..=86_400, external.time_limit, 1).unwrap_or(external.time_limit);
    external.keep = seconds("keep_days", 0..=365, external.keep, DAY).unwrap_or(external.keep);
    external
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_is_a_host_or_the_beginning_of_an_address() {
        for (pattern, address, is) in [
            ("https://a.nl/", "https://a.nl/weg", true),
            ("https://a.nl/", "http://a.nl/weg", false),
            ("https://a.nl/*/pdf", "https://a.nl/2026/pdf/1", true),
            ("https://a.nl/*/pdf", "https://a.nl/2026/doc/1", false),
            ("https://*.a.nl/", "https://b.a.nl/", true),
            ("a.nl", "https://a.nl/weg", true),
            ("a.nl", "https://www.a.nl/", true),
            ("*.a.nl", "https://www.a.nl/", true),
            ("a.nl", "https://aa.nl/", false),
            ("a.nl", "https://b.nl/a.nl", false),
            ("a.nl/weg", "https://www.a.nl/weg/terug", true),
            ("a.nl/weg", "https://www.a.nl/heen", false),
            ("A.NL", "https://a.nl/", true),
        ] {
            let (pattern_of, url) = (
                Pattern::of(pattern).expect("a pattern"),
                Url::parse(address).expect("an address"),
            );
            assert_eq!(pattern_of.is_of(address, &url), is, "{pattern} {address}");
        }
        for nonsense in ["", "*", "https://a.nl/ b", "..", "://"] {
            assert!(Pattern::of(nonsense).is_err(), "{nonsense}");
        }
    }
}
