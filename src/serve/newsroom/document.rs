//! The page of one document: how it stands, where to see it, how it is shared, and what was found in it.

use std::path::PathBuf;

use serde::Serialize;

use super::MOMENTS;
use super::asked::Asked;
use super::badge::{Badge, badge};
use super::card::{Card, local};
use super::desk::{Known, Newsroom, here};
use super::feed::{self, Entry};
use super::metadata::Metadata;
use super::moment::At;
use super::pages::{self, Choice, Problem};
use super::{DOCUMENT, NEWSROOM};
use crate::date::Moment;
use crate::language::own_name;
use crate::newsroom::{Item, Overview, Status};
use crate::organise::Drafts;
use crate::plan::view::href_below;
use crate::serve::answer::Answer;
use crate::serve::place::{self, Place};

#[derive(Debug, Serialize)]
struct View {
    back: String,
    /// None where there is no such document.
    document: Option<Shown>,
}

#[derive(Debug, Serialize)]
struct Shown {
    title: String,
    path: String,
    language: String,
    language_name: String,
    badge: Badge,
    is_draft: bool,
    is_in_error: bool,
    date: Option<(String, String)>,
    lift: Option<String>,
    expires: Option<String>,
    event: Option<String>,
    minutes: Option<u32>,
    /// Where it is or will be published.
    address: Option<String>,
    versions: Vec<Choice>,
    missing: Vec<String>,
    problems: Vec<Problem>,
    page: Option<Page>,
}

/// The page of the document.
#[derive(Debug, Serialize)]
struct Page {
    href: String,
    /// The moment at which it is shown, where that is not now.
    at: Option<String>,
    card: Card,
    entry: Option<Entry>,
    has_feeds: bool,
}

/// Where the page of a document is to be seen.
#[derive(Clone)]
struct Seen {
    /// Before its address: `/`, or where the site at another moment is.
    base: String,
    /// The folder of that site.
    folder: PathBuf,
    at: Option<At>,
}

/// Returns the page.
pub(super) fn page(asked: &Asked, known: &Known, overview: &Overview, newsroom: &Newsroom) -> Answer {
    let item = overview.item(asked.value("path"));
    let view = View {
        back: asked.link(NEWSROOM, &[]),
        document: item.map(|item| shown(item, asked, known, overview, newsroom)),
    };
    pages::page("document.html", &view, asked, known, overview, newsroom)
}

fn shown(item: &Item, asked: &Asked, known: &Known, overview: &Overview, newsroom: &Newsroom) -> Shown {
    let (words, zone) = (asked.words(), &overview.timezone);
    let tag = &overview.languages[item.language];
    let versions = overview
        .items
        .iter()
        .filter(|other| other.group == item.group && other.path != item.path);
    let versions = versions.map(|other| Choice {
        name: own_name(&overview.languages[other.language]).to_owned(),
        href: asked.link(DOCUMENT, &[("path", other.path.as_str())]),
        is_chosen: false,
        value: overview.languages[other.language].as_str().to_owned(),
    });
    let address = item.url.as_ref().map(|url| href_below(&overview.base_url, url));
    // What was found stands at places in what was found by that build.
    let found = overview.found_in(item).filter(|_| !known.is_stale);
    Shown {
        title: item.title.to_string(),
        path: item.path.to_string(),
        language: tag.as_str().to_owned(),
        language_name: own_name(tag).to_owned(),
        badge: badge(item, words, zone),
        is_draft: item.status == Status::Draft,
        is_in_error: item.status == Status::InError,
        date: item.date.map(|date| (date.iso(), words.short(&date))),
        lift: item.lift.map(|at| words.moment(at, zone)),
        expires: item.expires.map(|at| words.moment(at, zone)),
        event: item.event.as_ref().map(|event| words.event(event, zone)),
        minutes: item.minutes,
        address,
        versions: versions.collect(),
        missing: item
            .missing
            .iter()
            .map(|n| own_name(&overview.languages[*n]).to_owned())
            .collect(),
        problems: pages::problems(found, newsroom),
        page: page_of(item, asked, known, overview, newsroom),
    }
}

/// Finds out where a document is to be seen, drafts as `drafts` has it. What is not published now is seen at a moment at which it is.
fn seen(item: &Item, drafts: Drafts, known: &Known, overview: &Overview, newsroom: &Newsroom) -> Option<Seen> {
    let zone = &overview.timezone;
    // The end of the day, so that another moment is not built with every save.
    let today = Moment::at(overview.now, zone).date;
    let evening = Moment::day(today, zone).end_timestamp(zone);
    let last = item.expires.filter(|at| *at <= evening);
    let at = match item.status {
        Status::InError | Status::Unused => return None,
        Status::Published => None,
        _ => match (item.lift, last) {
            (Some(lift), _) => Some(At::from(lift, drafts, zone)),
            (None, None) if drafts == Drafts::Show && newsroom.shows_drafts() => None,
            (None, Some(last)) => Some(At::before(last, drafts, zone)),
            (None, None) => Some(At::from(evening, drafts, zone)),
        },
    };
    let Some(at) = at else {
        let options = newsroom.options();
        return Some(Seen {
            base: here(&options).1.to_owned(),
            folder: options.output,
            at: None,
        });
    };
    let folder = newsroom.previews.folder(at, known.number, zone, &newsroom.options())?;
    Some(Seen {
        base: format!("{MOMENTS}{at}/"),
        folder,
        at: Some(at),
    })
}

fn page_of(item: &Item, asked: &Asked, known: &Known, overview: &Overview, newsroom: &Newsroom) -> Option<Page> {
    let url = item.url.as_ref()?;
    let (link, seen) = if item.status == Status::Draft {
        // A draft tells nobody of itself: it is read as it will be published.
        let as_public = seen(item, Drafts::Public, known, overview, newsroom)?;
        (seen(item, Drafts::Show, known, overview, newsroom)?, as_public)
    } else {
        let seen = seen(item, Drafts::Hide, known, overview, newsroom)?;
        (seen.clone(), seen)
    };
    let html = std::fs::read_to_string(seen.folder.join(url.output_file())).ok()?;
    let told = Metadata::of(&html);
    let options = newsroom.options();
    let (here, _) = here(&options);
    let href = href_below(&seen.base, url);
    // As feeds name it, which is as the page names itself where it does.
    let whole = told.canonical.clone().unwrap_or_else(|| format!("{here}{href}"));
    let is_feed = |kind: &str| kind.contains("atom") || kind.contains("rss") || kind.contains("json");
    let mut feeds = told.feeds.iter().filter(|(kind, _)| is_feed(kind)).peekable();
    let has_feeds = feeds.peek().is_some();
    let entry = feeds.find_map(|(kind, address)| {
        let path = local(address, here)?;
        let address = format!("/{}", path.strip_prefix(&seen.base)?);
        let Place::File(file, _) = place::find(&seen.folder, &address) else {
            return None;
        };
        let feed = std::fs::read_to_string(file).ok()?;
        feed::entry(kind, &feed, &whole, asked.words(), &overview.timezone)
    });
    Some(Page {
        at: link.at.map(|at| {
            asked
                .words()
                .moment(at.timestamp(&overview.timezone), &overview.timezone)
        }),
        card: Card::of(&told, &overview.base_url, here),
        href: href_below(&link.base, url),
        entry,
        has_feeds,
    })
}
