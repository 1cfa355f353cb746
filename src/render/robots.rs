//! `robots.txt` (RFC 9309).

use crate::config::Config;

/// Returns `robots.txt`: everything may be read, and where the sitemap is.
pub fn robots(config: &Config) -> Vec<u8> {
    format!("User-agent: *\nAllow: /\n\nSitemap: {}sitemap.xml\n", config.base_url).into_bytes()
}
