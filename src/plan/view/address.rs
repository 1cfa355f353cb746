//! Addresses as pages write them.

use percent_encoding::{AsciiSet, CONTROLS, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::config::Config;
use crate::url_path::UrlPath;

/// What must be encoded in the path of an address (RFC 3986 §3.3), and `'` for care in HTML.
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}')
    .add(b'\'')
    .add(b'\\');

/// What must be encoded in a value of a query, for every service: all but RFC 3986's unreserved characters.
const VALUE: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// Returns the address from the host's top, percent-encoded: `/nieuws/raad/`.
pub fn href(url: &UrlPath, config: &Config) -> String {
    let base = config.base_path();
    format!("{}{}", &base[..base.len() - 1], utf8_percent_encode(url.as_str(), PATH))
}

/// Returns the whole address: `https://nieuws.example.org/nieuws/raad/`.
pub fn permalink(url: &UrlPath, config: &Config) -> String {
    format!("{}{}", config.base_url, utf8_percent_encode(&url.as_str()[1..], PATH))
}

/// Returns `address` as a whole one: with the host, if it is a path from the host's top.
pub fn absolute(address: &str, config: &Config) -> String {
    let is_path = address.starts_with('/') && !address.starts_with("//");
    if !is_path {
        return address.to_owned();
    }
    let base_path = config.base_path();
    let host = &config.base_url[..config.base_url.len() - base_path.len()];
    format!("{host}{address}")
}

/// Returns an address of the configuration as a page writes it: a path is put under the base path.
pub fn configured(address: &str, config: &Config) -> String {
    UrlPath::parse(address).map_or_else(|| address.to_owned(), |url| href(&url, config))
}

/// Returns `text` as the value of a query.
pub fn query_value(text: &str) -> String {
    utf8_percent_encode(text, VALUE).to_string()
}
