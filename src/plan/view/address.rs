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
    href_below(config.base_path(), url)
}

/// The same for a site whose top is at the path `base`, which ends with a `/`.
pub fn href_below(base: &str, url: &UrlPath) -> String {
    joined(base.trim_end_matches('/'), url.as_str())
}

/// Returns the whole address: `https://nieuws.example.org/nieuws/raad/`.
pub fn permalink(url: &UrlPath, config: &Config) -> String {
    joined(&config.base_url, &url.as_str()[1..])
}

/// Returns `base` and behind it `path`, encoded. In one allocation: this is done a hundred times a page.
fn joined(base: &str, path: &str) -> String {
    let mut address = String::with_capacity(base.len() + path.len() + 8);
    address.push_str(base);
    // Without an early end, so that many bytes are looked at in one go.
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() | matches!(byte, b'-'..=b'/' | b'_');
    if path.bytes().fold(true, |plain, byte| plain & is_plain(byte)) {
        address.push_str(path);
    } else {
        address.extend(utf8_percent_encode(path, PATH));
    }
    address
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
    let mut value = String::with_capacity(text.len() * 2);
    value.extend(utf8_percent_encode(text, VALUE));
    value
}
