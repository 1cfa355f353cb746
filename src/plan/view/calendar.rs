//! The way to a calendar.

use super::fields::Fields;
use super::{href, permalink};
use crate::config::Config;
use crate::url_path::UrlPath;

/// Returns a CALENDAR.
pub(super) fn calendar(url: &UrlPath, config: &Config) -> Fields {
    let whole = permalink(url, config);
    // By this scheme a calendar program subscribes; with any other a browser may only download.
    let behind = whole.find("://").map_or("", |at| &whole[at..]);
    Fields::new()
        .text("url", &href(url, config))
        .text("permalink", &whole)
        .text("webcal", &format!("webcal{behind}"))
}
