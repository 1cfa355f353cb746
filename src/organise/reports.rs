//! Reports of events that another document announces: what they take from it, and how the two find each other.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::inherit::Placed;
use super::paths::join;
use super::site::{Entry, EntryId, Front, LanguageId, OfEvent};
use crate::parse::front_matter::{Event, FrontMatter};
use crate::read::ContentPath;

/// A report, and the document that announces its event.
#[derive(Debug)]
pub(super) struct Report {
    report: ContentPath,
    announcement: ContentPath,
}

/// Returns the path of the announcement from the content folder, for a document in another folder than the one that names it.
pub(super) fn from_top(folder: &str, path: &str) -> Option<Box<str>> {
    Some(format!("/{}", join(folder, path)?).into())
}

/// Gives reports what they do not say themselves of their events. Where there is no announcement that is published they get nothing: what is
/// not published leaves no trace. `public` is sorted by path.
pub(super) fn inherit(public: &mut [Placed<'_>]) -> Vec<Report> {
    let reports: Vec<usize> = (0..public.len())
        .filter(|n| public[*n].front.announcement.is_some())
        .collect();
    if reports.is_empty() {
        return Vec::new();
    }
    let versions: HashMap<(u32, LanguageId), usize> = public
        .iter()
        .enumerate()
        .map(|(n, placed)| ((placed.group, placed.language), n))
        .collect();
    // What is taken is from announcements alone, so that the order of reports does not count.
    let found = reports.into_iter().filter_map(|n| {
        let announcement = announcement(&public[n], public, &versions)?;
        let event = completed(&public[n].front, &public[announcement].front)?;
        Some((n, announcement, event))
    });
    let found: Vec<(usize, usize, Event)> = found.collect();
    let found = found.into_iter().map(|(n, announcement, event)| {
        let mut front = (*public[n].front).clone();
        front.event = Some(Box::new(event));
        public[n].front = Front::Inherited(Box::new(front));
        Report {
            report: public[n].document.path.clone(),
            announcement: public[announcement].document.path.clone(),
        }
    });
    found.collect()
}

/// Returns the document that announces the event of a report, in the report's language if it is there and the report names no other.
fn announcement(
    report: &Placed<'_>,
    public: &[Placed<'_>],
    versions: &HashMap<(u32, LanguageId), usize>,
) -> Option<usize> {
    let path = &report.front.announcement.as_ref()?.value;
    let path = join(report.document.path.folder(), path)?;
    let at = |path: &str| {
        public
            .binary_search_by(|known| known.document.path.as_str().cmp(path))
            .ok()
    };
    // As links find it, whichever way its accents are written.
    let named = at(&path)
        .or_else(|| at(&path.nfc().collect::<String>()))
        .or_else(|| at(&path.nfd().collect::<String>()))?;
    let own = || versions.get(&(public[named].group, report.language)).copied();
    let found = match &public[named].document.name.language {
        Some(_) => named,
        None => own().unwrap_or(named),
    };
    let is_announcement = public[found].front.event.is_some() && public[found].front.announcement.is_none();
    (is_announcement && public[found].group != report.group).then_some(found)
}

/// Returns the event as a report tells of it: what it says itself goes first.
fn completed(report: &FrontMatter, announcement: &FrontMatter) -> Option<Event> {
    let mut announced = (**announcement.event.as_ref()?).clone();
    // The headline of a report is no name of the event.
    let title = announcement.title.as_ref().map(|title| &title.value);
    announced.name = announced.name.or_else(|| title.cloned());
    Some(match (&report.event, &report.event_in_part) {
        (Some(own), _) => {
            let mut own = (**own).clone();
            own.name = own.name.or_else(|| announced.name.clone());
            own.complete(&announced);
            own
        }
        (None, Some(part)) => part.completed(&announced),
        (None, None) => announced,
    })
}

/// Tells reports and announcements of each other. `entries` are sorted by path.
pub(super) fn link(entries: &mut [Entry<'_>], reports: &[Report]) {
    if reports.is_empty() {
        return;
    }
    let at = |entries: &[Entry<'_>], path: &ContentPath| {
        let found = entries.binary_search_by(|entry| entry.document.path().cmp(path));
        found.ok().map(|n| EntryId(n as u32))
    };
    let mut pairs = Vec::with_capacity(reports.len());
    for Report { report, announcement } in reports {
        if let (Some(report), Some(announcement)) = (at(entries, report), at(entries, announcement)) {
            let of_event = OfEvent {
                announcement: Some(announcement),
                reports: Vec::new(),
            };
            entries[report.index()].of_event = Some(Box::new(of_event));
            pairs.push((report, announcement));
        }
    }
    for (report, announcement) in pairs {
        for version in entries[announcement.index()].translations.clone() {
            // Readers of each language get the report in theirs where there is one.
            let language = entries[version.index()].language;
            let own = entries[report.index()].translations.iter().copied();
            let own = own.filter(|id| entries[id.index()].is_report());
            let own = own
                .clone()
                .find(|id| entries[id.index()].language == language)
                .or_else(|| own.clone().next());
            let known = &mut entries[version.index()].of_event.get_or_insert_default().reports;
            known.extend(own.filter(|own| !known.contains(own)));
        }
    }
    for n in 0..entries.len() {
        let Some(mut of_event) = entries[n].of_event.take() else {
            continue;
        };
        of_event.reports.sort_by_key(|id| (entries[id.index()].published, *id));
        entries[n].of_event = Some(of_event);
    }
}
