//! Links by which a reader shares a page: plain links, nothing loaded from anywhere.

use serde::Serialize;
use tera::Value;

use super::address::query_value;
use super::fields::{list_of, map_of};
use crate::config::ShareService;

/// Bluesky takes 300 graphemes; the address and a space must fit too.
const BLUESKY_LIMIT: usize = 300;

/// A link of a service; none where script shares the page.
#[derive(Serialize)]
struct ShareLink<'a> {
    name: &'a str,
    title: &'a str,
    url: Option<&'a str>,
}

/// Returns the share links for a page, in the order of `site.toml`.
pub fn share(services: &[ShareService], title: &str, permalink: &str) -> Value {
    if services.is_empty() {
        return list_of([]);
    }
    let encoded = Encoded::of(title, permalink);
    list_of(services.iter().map(|service| {
        let known = ShareService::ALL.iter().find(|(_, _, known)| known == service);
        let (name, label) = known.map_or(("", ""), |(name, label, _)| (*name, *label));
        let url = link(*service, title, permalink, &encoded);
        let url = url.as_deref();
        map_of(&ShareLink {
            name,
            title: label,
            url,
        })
    }))
}

/// Title and address as values of a query.
struct Encoded {
    t: String,
    u: String,
}

impl Encoded {
    fn of(title: &str, permalink: &str) -> Self {
        Self {
            t: query_value(title),
            u: query_value(permalink),
        }
    }
}

/// Returns the address that shares `permalink`, as each service documents it; none where script does it.
fn link(service: ShareService, title: &str, permalink: &str, encoded: &Encoded) -> Option<String> {
    let Encoded { t, u } = encoded;
    let link = match service {
        ShareService::LinkedIn => ["https://www.linkedin.com/sharing/share-offsite/?url=", u].concat(),
        ShareService::Bluesky => {
            let room = BLUESKY_LIMIT.saturating_sub(permalink.chars().count() + 1);
            let short = shortened(title, room);
            let shortened = if short == title {
                None
            } else {
                Some(query_value(&short))
            };
            let t = shortened.as_ref().unwrap_or(t);
            ["https://bsky.app/intent/compose?text=", t, "%20", u].concat()
        }
        // The fragment is not sent to the server: the reader chooses the own instance there.
        ShareService::Mastodon => ["https://share.joinmastodon.org/#text=", t, "%20", u].concat(),
        ShareService::X => ["https://x.com/intent/post?text=", t, "&url=", u].concat(),
        ShareService::Facebook => ["https://www.facebook.com/sharer/sharer.php?u=", u].concat(),
        ShareService::WhatsApp => ["https://wa.me/?text=", t, "%20", u].concat(),
        // RFC 6068: line breaks in a body are %0D%0A.
        ShareService::Email => ["mailto:?subject=", t, "&body=", t, "%0D%0A%0D%0A", u].concat(),
        ShareService::Copy => return None,
    };
    Some(link)
}

/// Returns `text` in at most `room` characters, cut at a word with an ellipsis.
pub fn shortened(text: &str, room: usize) -> String {
    if text.chars().count() <= room {
        return text.to_owned();
    }
    let cut: String = text.chars().take(room.saturating_sub(1)).collect();
    let words = cut
        .rsplit_once(char::is_whitespace)
        .map_or(cut.as_str(), |(words, _)| words);
    format!("{}…", words.trim_end_matches([',', '.', ';', ':', ' ']))
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "https://nieuws.example.org/a/";

    #[track_caller]
    fn check(service: ShareService, title: &str, expected: &str) {
        assert_eq!(
            link(service, title, PAGE, &Encoded::of(title, PAGE)).as_deref(),
            Some(expected)
        );
    }

    #[test]
    fn each_service_gets_title_and_address_encoded_its_way() {
        let u = "https%3A%2F%2Fnieuws.example.org%2Fa%2F";
        check(
            ShareService::LinkedIn,
            "x",
            &format!("https://www.linkedin.com/sharing/share-offsite/?url={u}"),
        );
        check(
            ShareService::X,
            "A & b?",
            &format!("https://x.com/intent/post?text=A%20%26%20b%3F&url={u}"),
        );
        check(
            ShareService::WhatsApp,
            "100% é+",
            &format!("https://wa.me/?text=100%25%20%C3%A9%2B%20{u}"),
        );
        check(
            ShareService::Mastodon,
            "#tag",
            &format!("https://share.joinmastodon.org/#text=%23tag%20{u}"),
        );
        check(
            ShareService::Email,
            "a b",
            &format!("mailto:?subject=a%20b&body=a%20b%0D%0A%0D%0A{u}"),
        );
        assert_eq!(link(ShareService::Copy, "x", PAGE, &Encoded::of("x", PAGE)), None);
    }

    #[test]
    fn a_long_title_leaves_room_for_the_address_on_bluesky() {
        let title = "woord ".repeat(100);
        let link = link(ShareService::Bluesky, &title, PAGE, &Encoded::of(&title, PAGE)).unwrap_or_default();
        let text = link.split_once("text=").map_or("", |(_, text)| text);
        let text = percent_encoding::percent_decode_str(text)
            .decode_utf8_lossy()
            .into_owned();
        assert!(text.chars().count() <= 300 && text.ends_with(PAGE), "{text}");
    }
}
