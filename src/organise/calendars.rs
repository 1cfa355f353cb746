//! Calendars: which lists have one to subscribe to, and their addresses.

use serde::{Deserialize, Serialize};

use super::lists::configured;
use super::site::{Entry, EntryId, Kind, LanguageId, SectionId, Site, TermId};
use crate::config::{Config, SectionKind};
use crate::url_path::UrlPath;

/// What a calendar holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum CalendarOf {
    /// All coming events in a language, to subscribe to.
    Language(LanguageId),
    /// Those of a section.
    Section(SectionId),
    /// Those of a term.
    Term(TermId),
    /// The event of one document.
    Event(EntryId),
}

/// Returns the address of the calendar of one event, whose page is at `url`: `event.ics` in its folder.
pub fn calendar_of_event(url: &UrlPath) -> Option<UrlPath> {
    if url.as_str().ends_with('/') {
        return url.join("event.ics");
    }
    // A page that is a file has it beside itself.
    let (folder, name) = url.as_str().rsplit_once('/')?;
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    UrlPath::parse(&format!("{folder}/{name}.ics"))
}

/// Returns the address of the calendar of a list.
pub fn calendar_of_list(url: &UrlPath) -> Option<UrlPath> {
    url.join("calendar.ics")
}

/// Whether a document has a calendar: if it has an event, and a page. That of an event which another announces is the announcement's.
pub fn has_calendar(entry: &Entry<'_>, config: &Config) -> bool {
    let has_page = matches!(entry.kind, Kind::Article | Kind::Event | Kind::Page);
    config.feeds.calendar && entry.front.event.is_some() && !entry.is_report() && has_page
}

/// Notes of each list whether it has a calendar: where an event is among its documents, over or not, and in any case in a section of events.
/// So the address to which somebody subscribed stays when nothing is to come.
pub(super) fn mark(site: &mut Site<'_>, config: &Config) {
    if !config.feeds.calendar {
        return;
    }
    let is_event: Vec<bool> = site.entries.iter().map(|entry| has_calendar(entry, config)).collect();
    let has_event = |ids: &[EntryId]| ids.iter().any(|id| is_event[id.index()]);
    for n in 0..site.sections.len() {
        let configured = configured(site, SectionId(n as u32), config);
        let is_of_events = configured.is_some_and(|section| section.kind == SectionKind::Event);
        let section = &mut site.sections[n];
        section.calendar = is_of_events || has_event(&section.items) || has_event(&section.upcoming);
        let language = &mut site.languages[section.language.index()];
        language.calendar |= section.calendar;
    }
    for language in &mut site.languages {
        language.calendar |= has_event(&language.latest) || has_event(&language.upcoming);
    }
    for term in &mut site.terms {
        term.calendar = has_event(&term.items);
    }
}

/// Returns all calendars with their addresses.
pub fn calendars<'s>(site: &'s Site<'_>, config: &'s Config) -> impl Iterator<Item = (UrlPath, CalendarOf)> {
    let languages = (0..).map(LanguageId).zip(&site.languages);
    let languages = languages.filter(|(_, language)| language.calendar);
    let languages = languages.map(|(id, language)| (&language.url, CalendarOf::Language(id)));
    let sections = (0..).map(SectionId).zip(&site.sections);
    let sections = sections.filter(|(_, section)| section.calendar);
    let sections = sections.map(|(id, section)| (&section.url, CalendarOf::Section(id)));
    let terms = (0..).map(TermId).zip(&site.terms).filter(|(_, term)| term.calendar);
    let terms = terms.map(|(id, term)| (&term.url, CalendarOf::Term(id)));
    let lists = languages.chain(sections).chain(terms);
    let lists = lists.filter_map(|(url, of)| Some((calendar_of_list(url)?, of)));
    let events = (0..).map(EntryId).zip(&site.entries);
    let events = events.filter(|(_, entry)| has_calendar(entry, config));
    let events = events.filter_map(|(id, entry)| Some((calendar_of_event(&entry.url)?, CalendarOf::Event(id))));
    lists.chain(events)
}
