//! `courant list --json`: one object, for programs.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::date::Moment;
use crate::newsroom::{Change, Item, Overview, Status, next};

/// Returns the documents, and what comes next.
pub(super) fn documents(items: &[&Item], overview: &Overview) -> String {
    let of_items: Vec<Value> = items.iter().map(|item| document(item, overview)).collect();
    let object = json!({
        "now": local(overview.now, overview),
        "base_url": overview.base_url,
        "timezone": overview.timezone.name(),
        "languages": overview.languages.iter().map(|tag| tag.as_str()).collect::<Vec<_>>(),
        "documents": of_items,
        "next": value_of_next(&next(overview), overview),
    });
    format!("{object}\n")
}

/// Returns what comes next.
pub(super) fn json_of_next(next: &[Change<'_>], overview: &Overview) -> String {
    format!("{}\n", json!({ "next": value_of_next(next, overview) }))
}

fn value_of_next(next: &[Change<'_>], overview: &Overview) -> Value {
    let Some(first) = next.first() else {
        return Value::Null;
    };
    let changes: Vec<Value> = (next.iter())
        .map(|change| {
            json!({ "path": change.item.path.as_str(), "title": &*change.item.title, "what": change.what.name() })
        })
        .collect();
    json!({ "at": local(first.at, overview), "unix": first.at.as_second(), "changes": changes })
}

fn document(item: &Item, overview: &Overview) -> Value {
    let language = |n: &usize| overview.languages.get(*n).map(|tag| tag.as_str());
    let at = match item.status {
        Status::Waiting(at) | Status::Expired(at) => Some(at),
        _ => None,
    };
    json!({
        "path": item.path.as_str(),
        "title": &*item.title,
        "status": item.status.name(),
        "at": at.map(|at| local(at, overview)),
        "date": item.date.map(|date| date.iso()),
        "expires": item.expires.map(|at| local(at, overview)),
        "language": language(&item.language),
        "missing": item.missing.iter().filter_map(language).collect::<Vec<_>>(),
        "url": item.url.as_ref().map(|url| url.as_str()),
        "minutes": item.minutes,
        "event": item.event.as_ref().map(|event| json!({
            "start": event.start.iso(),
            "end": event.end.map(|end| end.iso()),
            "over": event.is_over,
            "venue": event.venue.as_deref(),
        })),
        "errors": item.errors,
        "warnings": item.warnings(),
    })
}

/// A moment in the site's own zone (RFC 3339).
fn local(at: Timestamp, overview: &Overview) -> String {
    Moment::at(at, &overview.timezone).rfc3339()
}
