//! An event stands once in a list. Before its end that is the announcement; once it is over the report stands for both, and leads to it.

use std::collections::HashSet;

use super::site::{Entry, EntryId, LanguageId, Site};

/// Leaves out of each list the announcement of an event that is over where a report of it stands in the same list. Of the two the one in the
/// reader's language stays.
pub(super) fn leave_out_doubles(site: &mut Site<'_>) {
    let Site {
        entries,
        languages,
        sections,
        terms,
        ..
    } = site;
    let told: HashSet<EntryId> = (0..entries.len())
        .filter(|n| entries[*n].of_event.is_some())
        .map(|n| EntryId(n as u32))
        .collect();
    if told.is_empty() {
        return;
    }
    let once = |list: &mut Vec<EntryId>, language| {
        let listed: HashSet<EntryId> = list.iter().copied().filter(|id| told.contains(id)).collect();
        if listed.len() > 1 {
            list.retain(|id| !told.contains(id) || !is_told_by_another(*id, language, &listed, entries));
        }
    };
    for (n, language) in languages.iter_mut().enumerate() {
        once(&mut language.latest, LanguageId(n as u32));
    }
    for section in sections {
        once(&mut section.items, section.language);
    }
    for term in terms {
        once(&mut term.items, term.language);
    }
}

/// Whether another document of a list in `language` tells of the event of this one, so that it can be left out.
pub(super) fn is_told_by_another(
    id: EntryId,
    language: LanguageId,
    listed: &HashSet<EntryId>,
    entries: &[Entry<'_>],
) -> bool {
    let entry = &entries[id.index()];
    match entry.announcement() {
        None => is_reported(entry, language, listed, entries),
        // A report that these readers cannot read, of an event whose announcement they can.
        Some(announcement) => {
            let versions = entries[announcement.index()].translations.iter();
            entry.language != language
                && versions.filter(|version| listed.contains(version)).any(|version| {
                    let version = &entries[version.index()];
                    version.language == language
                        && version.event_is_past
                        && !is_reported(version, language, listed, entries)
                })
        }
    }
}

/// Whether a report of the event that a document announced stands in the list, in a language that does its readers no worse.
fn is_reported(
    announcement: &Entry<'_>,
    language: LanguageId,
    listed: &HashSet<EntryId>,
    entries: &[Entry<'_>],
) -> bool {
    let reports = announcement.of_event.iter().flat_map(|of_event| &of_event.reports);
    let mut reports = reports.filter(|report| listed.contains(report));
    announcement.event_is_past
        && reports.any(|report| announcement.language != language || entries[report.index()].language == language)
}
