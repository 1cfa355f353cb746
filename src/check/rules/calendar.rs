//! What time brings: events that are over and have no report, and what is published within a day.

use jiff::{SignedDuration, Timestamp};

use crate::check::SiteView;
use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::organise::{Entry, Unpublished, event_over};
use crate::parse::Document;
use crate::parse::front_matter::EventStatus;

/// How long a newsroom has for a report, and from when on nobody waits for one any more.
const TIME: SignedDuration = SignedDuration::from_hours(7 * 24);
const FORGOTTEN: SignedDuration = SignedDuration::from_hours(180 * 24);
/// How soon is soon.
const SOON: SignedDuration = SignedDuration::from_hours(24);

/// Tells of events that are over and of which nothing has been reported.
pub(in crate::check) fn without_report(view: &SiteView<'_>) -> Vec<Diagnostic> {
    let found = view.site.entries.iter().filter_map(|entry| {
        let event = entry.front.event.as_deref()?;
        let over = event_over(event);
        let since = view.now.duration_since(over);
        let is_due = since >= TIME && since <= FORGOTTEN;
        let took_place = !matches!(event.status, EventStatus::Cancelled | EventStatus::Postponed);
        // Of a translation the original is told.
        let is_original = entry.language.index() == 0 || entry.translations.len() <= 1;
        if !is_due || !took_place || !is_original || is_reported(entry, over) {
            return None;
        }
        let document = entry.document.get();
        let message = format!("this event has been over for {} days, and there is no report of it", since.as_hours() / 24);
        let hint = format!("write one:  courant new report \"…\" --event content/{}  ; or write here what came of it, and add  updated", document.path);
        Some(told(Code::EventReport, message, hint, title(document), document))
    });
    found.collect()
}

/// Whether what came of an event is told: in a document of its own, or in the announcement itself, changed since.
fn is_reported(entry: &Entry<'_>, over: Timestamp) -> bool {
    let front = &entry.front;
    let is_later = |moment: &Moment| moment.timestamp() >= over;
    entry.is_report()
        || entry
            .of_event
            .as_ref()
            .is_some_and(|of_event| !of_event.reports.is_empty())
        || !front.takeaways.is_empty()
        || !front.quotes.is_empty()
        || [&front.updated, &front.date]
            .into_iter()
            .flatten()
            .any(|moment| is_later(&moment.value))
}

/// Tells of embargoes that lift within a day: the last moment to look.
pub(in crate::check) fn soon_public(view: &SiteView<'_>) -> Vec<Diagnostic> {
    let found = view.site.hidden.iter().filter_map(|hidden| {
        let Unpublished::Until(at) = hidden.why else {
            return None;
        };
        if at.duration_since(view.now) > SOON {
            return None;
        }
        let document = hidden.document.get();
        let front = &document.front;
        let place = front
            .publish_at
            .as_ref()
            .or(front.date.as_ref())
            .map_or(title(document), |moment| moment.span);
        let moment = Moment::at(at, &view.config.timezone);
        let message = format!("this is published within a day, at {}", moment.rfc3339());
        let hint = "read it once more; nothing has to be done if it is good".to_owned();
        Some(told(Code::EmbargoSoon, message, hint, place, document))
    });
    found.collect()
}

fn title(document: &Document) -> Span {
    document
        .front
        .title
        .as_ref()
        .map_or(document.front.span, |title| title.span)
}

fn told(code: Code, message: String, hint: String, span: Span, document: &Document) -> Diagnostic {
    Diagnostic::new(code, message)
        .at(span)
        .hint(hint)
        .in_file(&document.path.from_root())
}
