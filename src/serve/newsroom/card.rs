//! How a document looks where it is shared.

use serde::Serialize;

use super::metadata::Metadata;

/// A card of a document.
#[derive(Debug, Serialize)]
pub(super) struct Card {
    title: Option<String>,
    description: Option<String>,
    /// The host that the site is published at.
    host: String,
    site: Option<String>,
    /// The address of the picture on this server.
    picture: Option<String>,
    picture_alt: Option<String>,
    /// Whether the page has a picture that is not here.
    is_elsewhere: bool,
    /// Whether the page asks for a card with a large picture.
    is_large: bool,
}

impl Card {
    /// Returns the card of a page by what it tells of itself: Open Graph first, as services take it, else title and description. `published` is the
    /// address of the site, `here` that of this server.
    pub fn of(told: &Metadata, published: &str, here: &str) -> Self {
        let owned = |text: Option<&str>| text.map(str::to_owned);
        let picture = told.property(&["og:image", "twitter:image"]);
        let local = picture.and_then(|address| local(address, here));
        Self {
            title: owned(told.property(&["og:title", "twitter:title"]).or(told.title.as_deref())),
            description: owned(
                told.property(&["og:description", "twitter:description"])
                    .or(told.description.as_deref()),
            ),
            host: host(published).trim_start_matches("www.").to_owned(),
            site: owned(told.property(&["og:site_name"])),
            is_elsewhere: picture.is_some() && local.is_none(),
            picture: local,
            picture_alt: owned(told.property(&["og:image:alt", "twitter:image:alt"])),
            is_large: told.property(&["twitter:card"]) == Some("summary_large_image"),
        }
    }
}

/// Returns an address as a path on this server; none for one elsewhere.
pub(super) fn local(address: &str, here: &str) -> Option<String> {
    if address.starts_with('/') && !address.starts_with("//") {
        return Some(address.to_owned());
    }
    let path = address.strip_prefix(here.trim_end_matches('/'))?;
    path.starts_with('/').then(|| path.to_owned())
}

/// Returns the host of an address: `nieuws.example.org`.
fn host(address: &str) -> &str {
    let behind = address.split_once("://").map_or(address, |(_, behind)| behind);
    behind.split('/').next().unwrap_or(behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_shown_if_it_is_here() {
        let here = "http://127.0.0.1:1618/";
        for (address, path) in [
            ("http://127.0.0.1:1618/beeld/a.png", Some("/beeld/a.png")),
            ("/beeld/a.png", Some("/beeld/a.png")),
            ("//evil.example/a.png", None),
            ("http://127.0.0.1:16180/a.png", None),
            ("https://elders.example/a.png", None),
            ("data:image/png;base64,", None),
        ] {
            assert_eq!(local(address, here).as_deref(), path, "{address}");
        }
        assert_eq!(host("https://www.nieuws.example.org/a/"), "www.nieuws.example.org");
    }
}
