//! The site at another moment, as it is sent: each page with a mark that says so.

use hyper::body::Bytes;
use hyper::{HeaderMap, StatusCode};
use memchr::memmem;
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_128;

use super::desk::{Newsroom, here};
use super::metadata::Metadata;
use super::moment::At;
use super::pages;
use super::words::Language;
use super::{AS_AT, MOMENTS};
use crate::newsroom::Overview;
use crate::organise::Drafts;
use crate::serve::answer::{Answer, Content, Stateful, of_kind, plain, to_address, with};
use crate::serve::file::{Opened, Page, Stands, page};
use crate::serve::kind::{HTML, kind};
use crate::serve::place::{self, Place};

#[derive(Debug, Serialize)]
struct View {
    lang: &'static str,
    moment: String,
    /// The word for how drafts are shown, if they are.
    drafts: Option<&'static str>,
    is_not_published: bool,
    /// This page now.
    back: String,
    /// Where another moment is chosen.
    choose: String,
    is: String,
}

/// Answers a request for what lies below a moment: `2026-12-01T0900/nieuws/`.
pub(super) fn answer(newsroom: &Newsroom, rest: &str, headers: &HeaderMap) -> Answer {
    let (name, path) = rest
        .split_once('/')
        .map_or((rest, None), |(name, path)| (name, Some(path)));
    let Some(at) = At::named(name) else {
        return plain(
            StatusCode::NOT_FOUND,
            "This names no moment. Choose one in the newsroom, at /_courant/as-at.\n",
        );
    };
    let Some(path) = path else {
        return to_address(&format!("{MOMENTS}{at}/"));
    };
    let known = newsroom.known();
    let folder = known.overview.as_deref().and_then(|overview| {
        let folder = newsroom
            .previews
            .folder(at, known.number, &overview.timezone, &newsroom.options())?;
        Some((overview, folder))
    });
    let Some((overview, folder)) = folder else {
        let text = "The site cannot be made for this moment: it has errors, which the newsroom shows, at /_courant/.\n";
        return plain(StatusCode::SERVICE_UNAVAILABLE, text);
    };
    let address = format!("/{path}");
    match place::find(&folder, &address) {
        Place::File(path, file) if kind(&file) != HTML => match Opened::at(&path) {
            Ok(opened) => Stateful::file(opened, kind(&file)).answer(headers),
            // It has gone since.
            Err(_) => plain(StatusCode::NOT_FOUND, "This is not there any more.\n"),
        },
        Place::Folder => to_address(&format!("{MOMENTS}{at}{address}/")),
        Place::File(..) | Place::Nothing => {
            let page = page(&folder, &address);
            let html = marked(&page, at, &address, overview, newsroom);
            if page.stands != Stands::Itself {
                return of_kind(HTML, with(StatusCode::NOT_FOUND, Content::Bytes(html)));
            }
            let tag = format!("{:x}", xxh3_128(&html));
            Stateful::bytes(html, HTML, &tag).answer(headers)
        }
    }
}

/// Returns a page with the mark in it, at its end, so that it moves nothing in the page.
fn marked(page: &Page, at: At, address: &str, overview: &Overview, newsroom: &Newsroom) -> Bytes {
    let html = &*page.bytes;
    let told = Metadata::of(&String::from_utf8_lossy(html));
    let of_page = told.lang.as_deref().and_then(Language::of);
    let of_site = || overview.languages.first().and_then(|tag| Language::of(tag.as_str()));
    let language = of_page.or_else(of_site).unwrap_or(Language::English);
    let options = newsroom.options();
    let is_now = matches!(place::find(&options.output, address), Place::File(..));
    let (_, base) = here(&options);
    let view = View {
        lang: language.tag(),
        moment: language
            .words()
            .moment(at.timestamp(&overview.timezone), &overview.timezone),
        drafts: match at.drafts {
            Drafts::Hide => None,
            Drafts::Show => Some("mark.drafts"),
            Drafts::Public => Some("mark.public"),
        },
        is_not_published: !is_now && page.stands == Stands::Itself,
        back: if is_now {
            format!("{base}{}", address.trim_start_matches('/'))
        } else {
            base.to_owned()
        },
        choose: AS_AT.to_owned(),
        is: format!("{:032x}", page.is),
    };
    // The template is part of the program, and a test makes it.
    let mark = pages::render("mark.html", &view, language).unwrap_or_default();
    let place = memmem::rfind(html, b"</body>").unwrap_or(html.len());
    [&html[..place], mark.as_bytes(), &html[place..]].concat().into()
}
