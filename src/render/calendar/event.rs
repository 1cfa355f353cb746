//! VEVENT (RFC 5545 §3.6.1): one event in a calendar.

use jiff::Timestamp;

use super::lines::{Lines, quoted};
use super::time::{Times, When, date_text, local_text, utc_text};
use crate::organise::EntryId;
use crate::parse::front_matter::{Attendance, Event, EventStatus};
use crate::plan::view::{Head, Shared, is_withdrawn, online, permalink, plain_summary};
use crate::render::feed::changed;

/// Where an event is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// In a calendar of its own: whoever takes it means to come.
    Alone,
    /// In a calendar to subscribe to: nobody is busy because something is on.
    InList,
}

/// Adds an event.
pub fn event(lines: &mut Lines, id: EntryId, times: &Times, shown: Shown, shared: &Shared<'_>) {
    let head = shared.head(id);
    let Some(event) = head.event else { return };
    let language = shared.tag(head.language).as_str();
    let in_language = |name: &str| format!("{name};LANGUAGE={language}");
    let changed = changed(&head, shared);
    let is_withdrawn = is_withdrawn(head.withdrawn, shared);
    lines
        .raw("BEGIN", "VEVENT")
        .raw("UID", &shared.uuid(id))
        // When what stands here was last changed (§3.8.7.2), never when the site was built; of a page without any date, ever.
        .raw("DTSTAMP", &utc_text(changed.unwrap_or(Timestamp::UNIX_EPOCH)));
    if let Some(changed) = changed {
        lines.raw("LAST-MODIFIED", &utc_text(changed));
    }
    when(lines, "DTSTART", times.start, times);
    if let Some(end) = times.end {
        when(lines, "DTEND", end, times);
    }
    lines.text(&in_language("SUMMARY"), event.name.as_deref().unwrap_or(head.title));
    let summary = plain_summary(id, shared);
    let page = permalink(head.url, shared.config);
    // Not every program shows URL.
    let description = match summary.as_str().filter(|summary| !summary.is_empty()) {
        Some(summary) => format!("{summary}\n\n{page}"),
        None => page.clone(),
    };
    lines.text(&in_language("DESCRIPTION"), &description);
    if let Some(location) = location(event, shared) {
        lines.text(&in_language("LOCATION"), &location);
    }
    lines.raw("URL", &page);
    if let Some(url) = online(event, shared) {
        lines.raw("CONFERENCE;VALUE=URI", url);
    }
    contact(lines, event, shared);
    categories(lines, &head, language, shared);
    lines
        .raw(
            "STATUS",
            if is_withdrawn {
                "CANCELLED"
            } else {
                status(event.status)
            },
        )
        .raw("SEQUENCE", &sequence(&head, is_withdrawn).to_string());
    if shown == Shown::InList {
        lines.raw("TRANSP", "TRANSPARENT");
    }
    lines.raw("END", "VEVENT");
}

pub(super) fn when(lines: &mut Lines, name: &str, when: When, times: &Times) {
    match when {
        When::Day(date) => lines.raw(&format!("{name};VALUE=DATE"), &date_text(date)),
        When::Local(local) => lines.raw(&format!("{name};TZID={}", times.zone.name()), &local_text(local)),
        When::Utc(at) => lines.raw(name, &utc_text(at)),
    };
}

/// Returns the place: a hall and its address, or where it is seen from elsewhere.
fn location(event: &Event, shared: &Shared<'_>) -> Option<String> {
    let is_online = event.attendance == Attendance::Online || event.status == EventStatus::MovedOnline;
    let place = [event.venue.as_deref(), event.address.as_deref()];
    let place: Vec<&str> = place.into_iter().flatten().filter(|_| !is_online).collect();
    if place.is_empty() {
        return online(event, shared).map(str::to_owned);
    }
    Some(place.join(", "))
}

fn contact(lines: &mut Lines, event: &Event, shared: &Shared<'_>) {
    let Some(organiser) = &event.organiser else { return };
    match shared.open(&organiser.url) {
        Some(url) => lines.text(&format!("CONTACT;ALTREP={}", quoted(url)), &organiser.name),
        None => lines.text("CONTACT", &organiser.name),
    };
}

fn categories(lines: &mut Lines, head: &Head<'_>, language: &str, shared: &Shared<'_>) {
    let subjects = head.terms.iter().filter(|term| !shared.is_author(**term));
    let names: Vec<&str> = subjects.map(|term| shared.term(*term).name).collect();
    if !names.is_empty() {
        lines.texts(&format!("CATEGORIES;LANGUAGE={language}"), names.into_iter());
    }
}

/// What was moved still takes place; what was put off may.
pub(super) fn status(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Scheduled | EventStatus::Rescheduled | EventStatus::MovedOnline => "CONFIRMED",
        EventStatus::Postponed => "TENTATIVE",
        EventStatus::Cancelled => "CANCELLED",
    }
}

/// Returns a number that rises with each revision (RFC 5545 §3.8.7.4). How often an event was changed is told nowhere, but when: so it is 0
/// for one that was never changed, 1 for one of which only the status was, and else the minute of the change.
fn sequence(head: &Head<'_>, is_withdrawn: bool) -> i64 {
    let updated = head.updated.map(|updated| updated.timestamp());
    let withdrawn = head.withdrawn.filter(|_| is_withdrawn).and_then(|notice| notice.date);
    let changed = updated.max(withdrawn.map(|date| date.timestamp()));
    let is_as_planned = head.event.is_none_or(|event| event.status == EventStatus::Scheduled) && !is_withdrawn;
    match changed {
        Some(changed) => (changed.as_second() / 60).clamp(1, i64::from(i32::MAX)),
        None if is_as_planned => 0,
        None => 1,
    }
}
