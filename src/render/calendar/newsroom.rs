//! The newsroom's own calendar: when documents are published and taken down, and events to come. It holds what is under embargo, so each entry is marked as
//! private (RFC 5545 §3.8.1.3).

use jiff::Timestamp;
use xxhash_rust::xxh3::xxh3_128;

use super::event::{status, when};
use super::lines::Lines;
use super::time::{Times, utc_text};
use super::{begun, zone};
use crate::date::TimeZone;
use crate::newsroom::{Change, Item, Overview, Status, What, changes};

/// Returns the calendar of the documents that `is_asked` takes.
pub fn newsroom(overview: &Overview, is_asked: impl Fn(&Item) -> bool) -> Vec<u8> {
    let mut lines = begun();
    let title = format!("{}: newsroom", overview.title);
    lines
        .text("NAME", &title)
        .text("X-WR-CALNAME", &title)
        .raw("X-WR-TIMEZONE", overview.timezone.name());
    let changes: Vec<Change<'_>> = changes(overview)
        .into_iter()
        .filter(|change| is_asked(change.item))
        .collect();
    let events: Vec<&Item> = overview
        .items
        .iter()
        .filter(|item| is_asked(item) && is_to_come(item))
        .collect();
    if changes.is_empty() && events.is_empty() {
        // A calendar must hold something (§3.6).
        zone::write(
            &mut lines,
            &overview.timezone,
            (Timestamp::UNIX_EPOCH, Timestamp::UNIX_EPOCH),
        );
    }
    for change in &changes {
        let what = match change.what {
            What::Lift => "Published",
            What::Draft => "Draft, to be published",
            What::Expiry => "Taken down",
            What::EventOver => "Over",
        };
        let entry = Entry::begin(&mut lines, change.item, change.what.name(), overview);
        entry.lines.raw("DTSTART", &utc_text(change.at));
        entry.end(&format!("{what}: {}", change.item.title));
    }
    for item in events {
        event(&mut lines, item, overview);
    }
    lines.raw("END", "VCALENDAR");
    lines.finish()
}

/// Whether a document announces an event that is not over, and that readers will know of.
fn is_to_come(item: &Item) -> bool {
    let is_known = matches!(item.status, Status::Published | Status::Waiting(_) | Status::Draft);
    is_known && item.event.as_ref().is_some_and(|event| !event.is_over)
}

fn event(lines: &mut Lines, item: &Item, overview: &Overview) {
    let Some(event) = &item.event else { return };
    // Moments know how far their clocks were ahead, so that no time zone has to be told.
    let times = Times::between(&event.start, event.end.as_ref(), TimeZone::utc());
    let entry = Entry::begin(lines, item, "event", overview);
    when(entry.lines, "DTSTART", times.start, &times);
    if let Some(end) = times.end {
        when(entry.lines, "DTEND", end, &times);
    }
    if let Some(venue) = &event.venue {
        entry.lines.text("LOCATION", venue);
    }
    entry.lines.raw("STATUS", status(event.status));
    entry.end(&item.title);
}

/// An entry that is begun.
struct Entry<'l> {
    lines: &'l mut Lines,
    path: String,
    state: &'static str,
}

impl<'l> Entry<'l> {
    fn begin(lines: &'l mut Lines, item: &Item, what: &str, overview: &Overview) -> Self {
        let id = xxh3_128(format!("{} {}", overview.base_url, item.path).as_bytes());
        lines
            .raw("BEGIN", "VEVENT")
            .raw("UID", &format!("{what}-{id:032x}"))
            .raw("DTSTAMP", &utc_text(overview.now));
        Self {
            lines,
            path: format!("content/{}", item.path),
            state: item.status.name(),
        }
    }

    fn end(self, summary: &str) {
        self.lines
            .text("SUMMARY", summary)
            .text("DESCRIPTION", &format!("{} ({})", self.path, self.state))
            .raw("CLASS", "PRIVATE")
            // Nobody is busy because something is published.
            .raw("TRANSP", "TRANSPARENT")
            .raw("END", "VEVENT");
    }
}
