//! Calendars: iCalendar (RFC 5545, with the names and addresses of RFC 7986).

mod event;
mod lines;
mod newsroom;
mod time;
mod zone;

pub use newsroom::newsroom;

use std::collections::{BTreeMap, HashSet};

use jiff::Timestamp;

use self::event::{Shown, event};
use self::lines::Lines;
use self::time::Times;
use crate::date::TimeZone;
use crate::organise::{CalendarOf, EntryId, LanguageId};
use crate::plan::view::{Shared, permalink};
use crate::url_path::UrlPath;

/// How often a program that subscribed may look again.
const REFRESH: &str = "PT12H";

/// Returns a calendar, whose address is `url`. What is to come, and what of it is cancelled, is decided by the moment of the build.
pub fn calendar(of: CalendarOf, url: &UrlPath, shared: &Shared<'_>) -> Vec<u8> {
    let mut lines = begun();
    let (events, shown) = match of {
        CalendarOf::Event(id) => (vec![id], Shown::Alone),
        _ => (head(&mut lines, of, url, shared), Shown::InList),
    };
    let times = events
        .iter()
        .filter_map(|id| Some((*id, Times::of(shared.head(*id).event?))));
    let times: Vec<(EntryId, Times)> = times.collect();
    zones(&mut lines, &times, shared);
    for (id, times) in &times {
        event(&mut lines, *id, times, shown, shared);
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

/// Returns the beginning of a calendar.
fn begun() -> Lines {
    let mut lines = Lines::default();
    let program = concat!("-//Courant//Courant ", env!("CARGO_PKG_VERSION"), "//EN");
    lines
        .raw("BEGIN", "VCALENDAR")
        .raw("VERSION", "2.0")
        .raw("PRODID", program)
        .raw("CALSCALE", "GREGORIAN");
    lines
}

/// Adds what a program shows of a calendar to subscribe to, and returns the events in it.
fn head(lines: &mut Lines, of: CalendarOf, url: &UrlPath, shared: &Shared<'_>) -> Vec<EntryId> {
    let config = shared.config;
    let among = |language: LanguageId, lists: &[&[EntryId]]| {
        let listed: HashSet<EntryId> = lists.iter().copied().flatten().copied().collect();
        let upcoming = shared.language_lists(language).upcoming.iter().copied();
        upcoming.filter(|id| listed.contains(id)).collect::<Vec<_>>()
    };
    let (language, title, page, mut events) = match of {
        CalendarOf::Section(id) => {
            let (section, lists) = (shared.section(id), shared.section_lists(id));
            let events = among(section.language, &[lists.items, lists.upcoming]);
            (section.language, Some(section.title), section.url, events)
        }
        CalendarOf::Term(id) => {
            let term = shared.term(id);
            let events = among(term.language, &[shared.term_items(id)]);
            (term.language, Some(term.name), term.url, events)
        }
        CalendarOf::Language(id) => (
            id,
            None,
            shared.language(id).url,
            shared.language_lists(id).upcoming.to_vec(),
        ),
        CalendarOf::Event(id) => {
            let head = shared.head(id);
            (head.language, Some(head.title), head.url, vec![id])
        }
    };
    // A draft is for the eyes of who writes it.
    events.retain(|id| !shared.head(*id).is_draft);
    let site_title = shared.localized(&config.title, language);
    let title = title.map_or_else(|| site_title.to_owned(), |title| format!("{title} | {site_title}"));
    lines.text("NAME", &title).text("X-WR-CALNAME", &title);
    if let Some(description) = &config.description {
        lines.text("DESCRIPTION", shared.localized(description, language));
    }
    lines
        .raw("URL", &permalink(page, config))
        .raw("SOURCE;VALUE=URI", &permalink(url, config))
        .raw("REFRESH-INTERVAL;VALUE=DURATION", REFRESH)
        .raw("X-PUBLISHED-TTL", REFRESH)
        .raw("X-WR-TIMEZONE", config.timezone.name());
    events
}

/// Adds the time zones that the events name. Where there is no event that of the site stands in the calendar: it must hold something
/// (RFC 5545 §3.6).
fn zones(lines: &mut Lines, events: &[(EntryId, Times)], shared: &Shared<'_>) {
    let mut spans: BTreeMap<&str, (&TimeZone, Timestamp, Timestamp)> = BTreeMap::new();
    for (_, times) in events {
        if let Some((first, last)) = times.span_in_zone() {
            let span = spans.entry(times.zone.name()).or_insert((&times.zone, first, last));
            (span.1, span.2) = (span.1.min(first), span.2.max(last));
        }
    }
    if events.is_empty() {
        let epoch = Timestamp::UNIX_EPOCH;
        zone::write(lines, &shared.config.timezone, (epoch, epoch));
    }
    for (zone, first, last) in spans.into_values() {
        zone::write(lines, zone, (first, last));
    }
}
