//! Lists: what sections, terms and languages show, in their order, and who stands next to whom.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::once::is_told_by_another;
use super::sections::{by_weight, upward};
use super::site::{Entry, EntryId, Kind, LanguageId, LanguageSite, SectionId, Site, TaxonomyId, TermId};
use super::{Material, outputs};
use crate::config::{Config, Fallback, SectionConfig, SectionKind, SortBy};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::sort_key;
use crate::organise::paths::{address, prefix};

/// Returns the languages, still empty.
pub(super) fn languages(config: &Config) -> Vec<LanguageSite> {
    (0..config.languages.len())
        .map(|n| LanguageSite {
            url: address(&format!("{}/", prefix(LanguageId(n as u32), config))),
            home: None,
            latest: Vec::new(),
            upcoming: Vec::new(),
            sections: Vec::new(),
            taxonomies: Vec::new(),
            pages: Vec::new(),
            archive: None,
            calendar: false,
            json: Vec::new(),
        })
        .collect()
}

/// Fills all lists.
pub(super) fn fill(site: &mut Site<'_>, material: Material<'_>, found: &mut Vec<Diagnostic>) {
    texts(site);
    let order = newest_first(&site.entries);
    for n in 0..site.languages.len() {
        let language = LanguageId(n as u32);
        of_language(site, language, &order, material);
    }
    for n in 0..site.taxonomies.len() {
        let language = site.taxonomies[n].language;
        site.languages[language.index()].taxonomies.push(TaxonomyId(n as u32));
    }
    sort_sections(site, material);
    neighbours(site, &order);
    neighbours_of_pages(site);
    outputs::list(site, &order, material.config);
    undated(site, material, found);
}

/// Gives home pages and sections their texts.
fn texts(site: &mut Site<'_>) {
    let in_taxonomy: Vec<EntryId> = site.taxonomies.iter().filter_map(|taxonomy| taxonomy.entry).collect();
    for (n, entry) in site.entries.iter().enumerate() {
        let id = EntryId(n as u32);
        match entry.kind {
            Kind::Home if !in_taxonomy.contains(&id) => site.languages[entry.language.index()].home = Some(id),
            Kind::Section(section) => site.sections[section.index()].entry = Some(id),
            _ => {}
        }
    }
}

/// Returns all entries, newest first; undated ones last, by path.
fn newest_first(entries: &[Entry<'_>]) -> Vec<EntryId> {
    let mut order: Vec<EntryId> = (0..entries.len()).map(|n| EntryId(n as u32)).collect();
    order.sort_unstable_by_key(|id| place(entries, *id));
    order
}

/// Returns where a document stands among others, newest first.
pub(super) fn place(entries: &[Entry<'_>], id: EntryId) -> impl Ord + use<> {
    Reverse((entries[id.index()].published, Reverse(id)))
}

fn of_language(site: &mut Site<'_>, language: LanguageId, order: &[EntryId], material: Material<'_>) {
    let shows_others = language.index() != 0 && material.config.languages[language.index()].fallback == Fallback::Show;
    let belongs = |entry: &Entry<'_>| {
        entry.language == language
            || (shows_others
                && entry.language.index() == 0
                && !entry
                    .translations
                    .iter()
                    .any(|id| site.entries[id.index()].language == language))
    };
    let mut latest = Vec::new();
    let mut upcoming = Vec::new();
    let mut pages = Vec::new();
    let mut of_section: Vec<(SectionId, EntryId, Listed)> = Vec::new();
    let mut of_term: Vec<(TermId, EntryId)> = Vec::new();
    let count = site.sections.len() / site.languages.len().max(1);
    for &id in order {
        let entry = &site.entries[id.index()];
        if !matches!(entry.kind, Kind::Article | Kind::Event | Kind::Page) || !belongs(entry) {
            continue;
        }
        // What is to come is its announcement.
        let coming = entry.front.event.is_some() && !entry.event_is_past && !entry.is_report();
        if coming && entry.kind != Kind::Page {
            upcoming.push(id);
        }
        match entry.kind {
            Kind::Article => latest.push(id),
            Kind::Event if !coming => latest.push(id),
            Kind::Page if entry.section.is_none() && entry.language == language => pages.push(id),
            _ => {}
        }
        let listed = if entry.kind == Kind::Event && coming {
            Listed::Upcoming
        } else {
            Listed::Item
        };
        let innermost = entry
            .section
            .map(|section| SectionId((language.index() * count + section.index() % count.max(1)) as u32));
        of_section.extend(upward(innermost, &site.sections).map(|section| (section, id, listed)));
        for term in &entry.terms {
            let own = if entry.language == language {
                Some(*term)
            } else {
                in_language(site, *term, language)
            };
            of_term.extend(own.map(|term| (term, id)));
        }
    }
    let start = |id: &EntryId| {
        site.entries[id.index()]
            .front
            .event
            .as_deref()
            .map(|event| event.start.value.timestamp())
    };
    upcoming.sort_by_key(|id| (start(id), id.0));
    pages.sort_by_cached_key(|id| weight_then_title(&site.entries[id.index()]));
    let here = &mut site.languages[language.index()];
    here.latest = latest;
    here.upcoming = upcoming;
    here.pages = pages;
    for (section, id, listed) in of_section {
        let section = &mut site.sections[section.index()];
        match listed {
            Listed::Item => section.items.push(id),
            Listed::Upcoming => section.upcoming.push(id),
        }
    }
    for (term, id) in of_term {
        site.terms[term.index()].items.push(id);
    }
    let top = (0..site.sections.len()).map(|n| SectionId(n as u32));
    let mut top: Vec<SectionId> = top
        .filter(|id| {
            let section = &site.sections[id.index()];
            section.language == language && section.parent.is_none()
        })
        .collect();
    by_weight(&mut top, &site.sections);
    site.languages[language.index()].sections = top;
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Listed {
    Item,
    Upcoming,
}

fn in_language(site: &Site<'_>, term: TermId, language: LanguageId) -> Option<TermId> {
    let translations = &site.terms[term.index()].translations;
    translations
        .iter()
        .copied()
        .find(|id| site.terms[id.index()].language == language)
}

fn weight_then_title(entry: &Entry<'_>) -> (i64, (String, String)) {
    (entry.front.weight.unwrap_or(i64::MAX), sort_key(&entry.title))
}

/// What `site.toml` says of a section, or of the nearest one around it.
pub(super) fn configured<'c>(site: &Site<'_>, section: SectionId, config: &'c Config) -> Option<&'c SectionConfig> {
    upward(Some(section), &site.sections).find_map(|id| config.section(&site.sections[id.index()].name))
}

/// In which order a section lists its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    /// Newest first, as they come in.
    Date,
    /// By the day that lists show, the last first: the event's start for most.
    Shown,
    /// Light before heavy, then by title.
    Weight,
    Title,
}

impl Order {
    /// Sections of events by the day that they show, others by what `site.toml` says.
    fn of(configured: Option<&SectionConfig>) -> Self {
        match configured.map(|section| (section.kind, section.sort_by)) {
            Some((SectionKind::Event, _)) => Self::Shown,
            Some((SectionKind::Page, SortBy::Date) | (_, SortBy::Weight)) => Self::Weight,
            Some((_, SortBy::Title)) => Self::Title,
            Some((_, SortBy::Date)) | None => Self::Date,
        }
    }
}

/// Whether the place of a document in any list may follow from its title.
pub(super) fn is_placed_by_title(site: &Site<'_>, id: EntryId, config: &Config) -> bool {
    let entry = &site.entries[id.index()];
    let by_title = |section: SectionId| {
        matches!(
            Order::of(configured(site, section, config)),
            Order::Weight | Order::Title
        )
    };
    let mut sections = upward(entry.section, &site.sections);
    !matches!(entry.kind, Kind::Article | Kind::Event) || sections.any(by_title)
}

fn sort_sections(site: &mut Site<'_>, material: Material<'_>) {
    for n in 0..site.sections.len() {
        let order = Order::of(configured(site, SectionId(n as u32), material.config));
        let mut items = std::mem::take(&mut site.sections[n].items);
        let mut upcoming = std::mem::take(&mut site.sections[n].upcoming);
        let entries = &site.entries;
        let start = |id: &EntryId| {
            entries[id.index()]
                .front
                .event
                .as_deref()
                .map(|event| event.start.value.timestamp())
        };
        upcoming.sort_by_key(|id| (start(id), id.0));
        match order {
            Order::Shown => items.sort_by_key(|id| Reverse((shown(&entries[id.index()]), Reverse(id.0)))),
            Order::Weight => items.sort_by_cached_key(|id| weight_then_title(&entries[id.index()])),
            Order::Title => items.sort_by_cached_key(|id| sort_key(&entries[id.index()].title)),
            Order::Date => {}
        }
        site.sections[n].items = items;
        site.sections[n].upcoming = upcoming;
    }
}

/// The moment by which a document stands among events.
fn shown(entry: &Entry<'_>) -> Option<Timestamp> {
    let event = entry.listed_event().map(|event| event.start.value.timestamp());
    event.or(entry.published)
}

/// The older and the newer neighbour in the innermost section, in the same language: news by date, events by the day that lists show. An
/// announcement for which a report stands has the neighbours of that report.
fn neighbours(site: &mut Site<'_>, order: &[EntryId]) {
    let mut told: HashMap<SectionId, HashSet<EntryId>> = HashMap::new();
    for (n, entry) in site.entries.iter().enumerate() {
        if let (Some(section), Some(_)) = (entry.section, &entry.of_event) {
            told.entry(section).or_default().insert(EntryId(n as u32));
        }
    }
    let mut reported: Vec<(EntryId, EntryId)> = Vec::new();
    let (mut events, news): (Vec<EntryId>, Vec<EntryId>) = order
        .iter()
        .partition(|id| site.entries[id.index()].kind == Kind::Event);
    events.sort_by_key(|id| Reverse((shown(&site.entries[id.index()]), Reverse(id.0))));
    let mut newer: Vec<Option<EntryId>> = vec![None; site.sections.len()];
    for id in news.into_iter().chain(events) {
        let entry = &site.entries[id.index()];
        let Some(section) = entry
            .section
            .filter(|_| matches!(entry.kind, Kind::Article | Kind::Event))
        else {
            continue;
        };
        if let (Some(of_event), Some(told)) = (&entry.of_event, told.get(&section))
            && is_told_by_another(id, entry.language, told, &site.entries)
        {
            let report = of_event.reports.iter().find(|report| told.contains(report));
            reported.extend(report.map(|report| (id, *report)));
            continue;
        }
        let before = newer[section.index()].replace(id);
        if let Some(before) = before {
            site.entries[before.index()].previous = Some(id);
            site.entries[id.index()].next = Some(before);
        }
    }
    for (announcement, report) in reported {
        let Entry { previous, next, .. } = site.entries[report.index()];
        (
            site.entries[announcement.index()].previous,
            site.entries[announcement.index()].next,
        ) = (previous, next);
    }
}

/// The page before and the one after in the order of its section: undated pages are read in that, if in any.
fn neighbours_of_pages(site: &mut Site<'_>) {
    for (n, section) in site.sections.iter().enumerate() {
        let own = Some(SectionId(n as u32));
        let is_page = |id: &EntryId| {
            let entry = &site.entries[id.index()];
            entry.kind == Kind::Page && entry.section == own && entry.language == section.language
        };
        let pages: Vec<EntryId> = section.items.iter().copied().filter(is_page).collect();
        for pair in pages.windows(2) {
            site.entries[pair[1].index()].previous = Some(pair[0]);
            site.entries[pair[0].index()].next = Some(pair[1]);
        }
    }
}

fn undated(site: &Site<'_>, material: Material<'_>, found: &mut Vec<Diagnostic>) {
    for entry in site
        .entries
        .iter()
        .filter(|entry| entry.kind == Kind::Article && entry.published.is_none())
    {
        let section = entry.section;
        let by_date = section
            .and_then(|section| configured(site, section, material.config))
            .is_none_or(|section| section.sort_by == SortBy::Date);
        if by_date {
            let start = entry.document.front.span.start;
            found.push(
                Diagnostic::new(
                    Code::NoDate,
                    "this article has no date, so it stands last in lists and in no feed",
                )
                .at(Span { start, end: start + 3 })
                .hint("add a line to the front matter:  date: 2026-03-05")
                .grouped("no date")
                .in_file(&entry.document.path().from_root()),
            );
        }
    }
}
