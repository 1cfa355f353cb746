//! What somebody asks the newsroom for: its query and its language.

use hyper::Uri;
use hyper::header::{ACCEPT_LANGUAGE, HeaderMap};
use percent_encoding::percent_decode_str;

use super::words::{Language, Speech};
use crate::newsroom::Overview;
use crate::plan::view::query_value;

/// The name under which the language of the page is asked for.
const LANG: &str = "lang";

/// A request for a page.
#[derive(Debug)]
pub(super) struct Asked {
    /// The path of its address.
    pub path: String,
    /// What its query says, as names and values.
    pairs: Vec<(String, String)>,
    /// The language of the page.
    pub language: Language,
}

impl Asked {
    /// Reads a request. The language is the one that is asked for, else that of the site, else what the browser prefers.
    pub fn new(uri: &Uri, headers: &HeaderMap, overview: Option<&Overview>) -> Self {
        let pairs = pairs(uri.query().unwrap_or_default());
        let chosen = pairs.iter().find(|(name, _)| name == LANG);
        let of_site = || overview.and_then(|overview| Language::of(overview.languages.first()?.as_str()));
        let preferred = || {
            let accepted = headers.get(ACCEPT_LANGUAGE)?.to_str().ok()?;
            // In the order of the browser, which puts the preferred one first (RFC 9110, 12.5.4, leaves it to quality).
            accepted
                .split(',')
                .find_map(|one| Language::of(one.split(';').next()?.trim()))
        };
        let language = chosen.and_then(|(_, tag)| Language::of(tag));
        Self {
            path: uri.path().to_owned(),
            language: language
                .or_else(of_site)
                .or_else(preferred)
                .unwrap_or(Language::English),
            pairs,
        }
    }

    /// Returns the words of the page.
    pub fn words(&self) -> &'static Speech {
        self.language.words()
    }

    /// Returns what was said under a name; nothing is an empty text.
    pub fn value(&self, name: &str) -> &str {
        let found = self.pairs.iter().find(|(known, _)| known == name);
        found.map_or("", |(_, value)| value.trim())
    }

    /// Returns the address of another page with this query; the language stays what was chosen.
    pub fn link(&self, path: &str, query: &[(&str, &str)]) -> String {
        let chosen = Some((LANG, self.value(LANG))).filter(|(_, tag)| !tag.is_empty());
        address(path, query.iter().copied().chain(chosen))
    }

    /// Returns the address of this page with other values; an empty one is left out.
    pub fn link_with(&self, changed: &[(&str, &str)]) -> String {
        let kept = self.pairs.iter().map(|(name, value)| (name.as_str(), value.as_str()));
        let kept = kept.filter(|(name, _)| !changed.iter().any(|(other, _)| other == name));
        address(&self.path, kept.chain(changed.iter().copied()))
    }
}

fn address<'q>(path: &str, query: impl Iterator<Item = (&'q str, &'q str)>) -> String {
    let said = query.filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = said
        .map(|(name, value)| format!("{}={}", query_value(name), query_value(value)))
        .collect();
    if query.is_empty() {
        return path.to_owned();
    }
    format!("{path}?{}", query.join("&"))
}

/// Reads a query as a form sends it (WHATWG URL, application/x-www-form-urlencoded).
fn pairs(query: &str) -> Vec<(String, String)> {
    let decoded = |text: &str| {
        let spaced = text.replace('+', " ");
        percent_decode_str(&spaced).decode_utf8_lossy().into_owned()
    };
    let pairs = query.split('&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| pair.split_once('=').unwrap_or((pair, "")))
        .map(|(name, value)| (decoded(name), decoded(value)))
        .collect()
}

/// Whether a page of another site asks, be it by a link: such a one could have sites built here, or look at what is under embargo from a frame (W3C, Fetch
/// Metadata). What no page asks for says "none".
pub(super) fn is_from_elsewhere(headers: &HeaderMap) -> bool {
    let site = headers.get("sec-fetch-site").and_then(|site| site.to_str().ok());
    site.is_some_and(|site| matches!(site, "cross-site" | "same-site"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(uri: &str, accepted: &'static str) -> Asked {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, hyper::header::HeaderValue::from_static(accepted));
        Asked::new(&uri.parse().expect("an address"), &headers, None)
    }

    #[test]
    fn a_form_is_read_as_it_is_sent() {
        let asked = asked("/_courant/?q=caf%C3%A9+raad&status=&odd&x=%ff&q=twee", "nl");
        assert_eq!(
            (asked.value("q"), asked.value("odd"), asked.value("nergens")),
            ("café raad", "", "")
        );
        assert_eq!(
            asked.link_with(&[("status", "draft"), ("q", "a&b")]),
            "/_courant/?x=%EF%BF%BD&status=draft&q=a%26b"
        );
    }

    #[test]
    fn the_language_is_that_which_is_asked_for_and_stays() {
        let chosen = asked("/_courant/?lang=nl", "en");
        assert_eq!(chosen.language, Language::Dutch);
        assert_eq!(chosen.link("/x", &[("a", "")]), "/x?lang=nl");
        assert_eq!(
            asked("/_courant/", "fr, nl-BE;q=0.8, en;q=0.7").language,
            Language::Dutch
        );
        assert_eq!(asked("/_courant/", "fr").language, Language::English);
    }
}
