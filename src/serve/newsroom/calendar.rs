//! What is to come: what is published or goes offline when, and events.

use std::collections::BTreeSet;

use jiff::Timestamp;
use jiff::civil::Date;
use serde::Serialize;

use super::asked::Asked;
use super::desk::{Known, Newsroom};
use super::moment::At;
use super::pages;
use super::{CALENDAR, DOCUMENT, MOMENTS};
use crate::date::Moment;
use crate::newsroom::{Change, Item, Overview, Status, What, changes};
use crate::organise::Drafts;
use crate::parse::front_matter::EventStatus;
use crate::serve::answer::Answer;

/// How much of it stands beside the list.
const SOON: usize = 4;

/// What is to come first.
#[derive(Debug, Serialize)]
pub(super) struct Soon {
    publications: Vec<Group>,
    events: Vec<Group>,
    href: String,
    /// How many more there are of both.
    more: bool,
}

/// What comes on one day, or in one month.
#[derive(Debug, Serialize)]
struct Group {
    name: String,
    /// For `<time>`.
    iso: String,
    entries: Vec<Entry>,
}

/// Something that is to come.
#[derive(Debug, Serialize)]
struct Entry {
    title: String,
    language: String,
    href: String,
    /// When, within the day or the month.
    when: String,
    iso: String,
    /// Of publications: `lift`, `expiry` or `draft`; of events how they stand, if not as planned.
    what: Option<&'static str>,
    place: Option<String>,
    /// Of events that are not published yet.
    is_hidden: bool,
    /// The site at that moment.
    preview: Option<String>,
}

/// Returns the events that are to come, soonest first; of translations the first.
fn events(overview: &Overview) -> Vec<&Item> {
    let coming = |item: &&Item| item.event.as_ref().is_some_and(|event| !event.is_over);
    let mut all: Vec<&Item> = overview.items.iter().filter(coming).collect();
    all.retain(|item| !matches!(item.status, Status::InError | Status::Expired(_)));
    all.sort_by_key(|item| (item.group, item.language));
    all.dedup_by_key(|item| item.group);
    all.sort_by(|a, b| {
        let start = |item: &Item| item.event.as_ref().map(|event| event.start);
        (start(a), &a.path).cmp(&(start(b), &b.path))
    });
    all
}

#[derive(Debug, Serialize)]
struct View {
    publications: Vec<Group>,
    events: Vec<Group>,
}

/// Returns the page.
pub(super) fn page(asked: &Asked, known: &Known, overview: &Overview, newsroom: &Newsroom) -> Answer {
    let view = View {
        publications: by_day(&changes(overview), asked, overview),
        events: by_month(&events(overview), asked, overview),
    };
    pages::page("calendar.html", &view, asked, known, overview, newsroom)
}

/// Returns what is to come first.
pub(super) fn soon(asked: &Asked, overview: &Overview) -> Soon {
    let (changes, events) = (changes(overview), events(overview));
    Soon {
        publications: by_day(&changes[..changes.len().min(SOON)], asked, overview),
        events: by_month(&events[..events.len().min(SOON)], asked, overview),
        href: asked.link(CALENDAR, &[]),
        more: changes.len() > SOON || events.len() > SOON,
    }
}

/// Returns the site at the moment of a change, as a visitor finds it.
pub(super) fn preview(change: Change<'_>, overview: &Overview) -> String {
    let drafts = if change.what == What::Draft {
        Drafts::Show
    } else {
        Drafts::Hide
    };
    format!("{MOMENTS}{}/", At::from(change.at, drafts, &overview.timezone))
}

fn by_day(changes: &[Change<'_>], asked: &Asked, overview: &Overview) -> Vec<Group> {
    let words = asked.words();
    let day = |change: &Change<'_>| Moment::at(change.at, &overview.timezone).date;
    let groups = changes.chunk_by(|a, b| day(a) == day(b)).map(|changes| {
        let entries = changes.iter().map(|change| Entry {
            when: words.time(change.at, &overview.timezone),
            iso: Moment::at(change.at, &overview.timezone).iso(),
            what: Some(change.what.name()),
            preview: Some(preview(*change, overview)),
            ..entry(change.item, asked, overview)
        });
        let day = day(&changes[0]);
        group(words.day(day), day.to_string(), entries)
    });
    groups.collect()
}

fn by_month(events: &[&Item], asked: &Asked, overview: &Overview) -> Vec<Group> {
    let words = asked.words();
    let start =
        |item: &Item| (item.event.as_ref()).map_or(Date::ZERO, |event| event.start.in_zone(&overview.timezone).date);
    let month = |item: &Item| (start(item).year(), start(item).month());
    let groups = events.chunk_by(|a, b| month(a) == month(b)).map(|events| {
        let entries = events.iter().filter_map(|item| {
            let event = item.event.as_deref()?;
            Some(Entry {
                when: words.event(event, &overview.timezone),
                iso: event.start.iso(),
                what: match event.status {
                    EventStatus::Scheduled => None,
                    EventStatus::Cancelled => Some("cancelled"),
                    EventStatus::Postponed => Some("postponed"),
                    EventStatus::Rescheduled => Some("rescheduled"),
                    EventStatus::MovedOnline => Some("moved_online"),
                },
                place: event.venue.as_deref().map(str::to_owned),
                is_hidden: item.status != Status::Published,
                ..entry(item, asked, overview)
            })
        });
        let first = start(events[0]);
        group(
            words.month(first),
            format!("{:04}-{:02}", first.year(), first.month()),
            entries,
        )
    });
    groups.collect()
}

fn group(name: String, iso: String, entries: impl Iterator<Item = Entry>) -> Group {
    Group {
        name,
        iso,
        entries: entries.collect(),
    }
}

fn entry(item: &Item, asked: &Asked, overview: &Overview) -> Entry {
    Entry {
        title: item.title.to_string(),
        language: overview.languages[item.language].as_str().to_owned(),
        href: asked.link(DOCUMENT, &[("path", item.path.as_str())]),
        when: String::new(),
        iso: String::new(),
        what: None,
        place: None,
        is_hidden: false,
        preview: None,
    }
}

/// Returns the next moments at which something changes, each once.
pub(super) fn moments(overview: &Overview, most: usize) -> Vec<Timestamp> {
    let mut seen = BTreeSet::new();
    let lifts = changes(overview)
        .into_iter()
        .filter(|change| change.what != What::Draft);
    lifts
        .map(|change| change.at)
        .filter(|at| seen.insert(*at))
        .take(most)
        .collect()
}
