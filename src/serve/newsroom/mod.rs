//! The newsroom's view of a site that is served, at `/_courant/`: its documents and how they stand, what is to come, the site at another moment, and how
//! a document is shared.
//!
//! **Plain pages.** Each is HTML that works without script, with an address that says all that was chosen; a script takes them in as
//! they change. They are made when somebody asks for them, from an [`Overview`] that is made once after each build and only if somebody asks.
//!
//! **Other moments** are sites of their own, each below `/_courant/as-at/` and in a folder of its own ([`previews`]): the pages of now are not touched, and
//! what is under embargo lies in no folder that is published.
//!
//! **Strict.** The pages load nothing but their own stylesheet and script, are in no frame, and are given to no page of another site ([`pages::answer`]).

mod as_at;
mod asked;
mod badge;
mod calendar;
mod card;
mod desk;
mod document;
mod feed;
mod list;
mod mark;
mod metadata;
mod moment;
mod pages;
mod previews;
mod words;

use hyper::{HeaderMap, StatusCode, Uri};

use super::answer::{Answer, Content, of_kind, to_address, with};
use asked::Asked;
pub(super) use desk::Newsroom;
pub(super) use previews::Previews;

/// Where the newsroom is.
pub(super) const NEWSROOM: &str = "/_courant/";
/// As it is typed.
const WITHOUT_SLASH: &str = "/_courant";
const CALENDAR: &str = "/_courant/agenda";
const DOCUMENT: &str = "/_courant/document";
const AS_AT: &str = "/_courant/as-at";
const LIVE: &str = "/_courant/newsroom/live";
/// Below this is the site at other moments: `/_courant/as-at/2026-12-01T0900/nieuws/`.
const MOMENTS: &str = "/_courant/as-at/";

/// The files that these pages load.
const FILES: [(&str, &str, &str); 5] = [
    (
        "/_courant/newsroom.svg",
        "image/svg+xml",
        include_str!("look/newsroom.svg"),
    ),
    (
        "/_courant/newsroom.css",
        "text/css; charset=utf-8",
        include_str!("look/newsroom.css"),
    ),
    (
        "/_courant/newsroom.js",
        "text/javascript; charset=utf-8",
        include_str!("look/newsroom.js"),
    ),
    (
        "/_courant/mark.css",
        "text/css; charset=utf-8",
        include_str!("look/mark.css"),
    ),
    (
        "/_courant/mark.js",
        "text/javascript; charset=utf-8",
        include_str!("look/mark.js"),
    ),
];

impl Newsroom {
    /// Whether an address is one of these pages.
    pub fn has(address: &str) -> bool {
        matches!(address, NEWSROOM | WITHOUT_SLASH | CALENDAR | DOCUMENT | AS_AT | LIVE)
            || address.starts_with(MOMENTS)
            || FILES.iter().any(|(at, ..)| *at == address)
    }

    /// Answers a request for one of these pages; may take as long as a build does.
    pub fn answer(&self, uri: &Uri, headers: &HeaderMap) -> Answer {
        if asked::is_from_elsewhere(headers) {
            return pages::refused();
        }
        let address = uri.path();
        if let Some((_, kind, text)) = FILES.iter().find(|(at, ..)| *at == address) {
            return pages::file(text, kind, headers);
        }
        if address == WITHOUT_SLASH {
            return to_address(NEWSROOM);
        }
        if address == LIVE {
            return of_kind(
                "text/event-stream",
                with(StatusCode::OK, Content::Events(self.listen())),
            );
        }
        if let Some(rest) = address.strip_prefix(MOMENTS).filter(|rest| !rest.is_empty()) {
            return mark::answer(self, rest, headers);
        }
        let known = self.known();
        let asked = Asked::new(uri, headers, known.overview.as_deref());
        let Some(overview) = known.overview.as_deref() else {
            return pages::broken(&asked, &known, self);
        };
        match address {
            CALENDAR => calendar::page(&asked, &known, overview, self),
            DOCUMENT => document::page(&asked, &known, overview, self),
            AS_AT => as_at::page(&asked, &known, overview, self),
            _ => list::page(&asked, &known, overview, self),
        }
    }
}
