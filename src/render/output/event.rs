//! The event of a document as JSON.

use serde_json::{Value as Json, json};

use super::content::address;
use crate::parse::front_matter::{Event, Session, Speaker};
use crate::plan::view::{Head, Shared, attendance_word, online, registration, status_word};

/// Returns an event with all that is known of it now: nobody can register for what is over.
pub fn event(event: &Event, head: &Head<'_>, shared: &Shared<'_>) -> Json {
    let organiser = event.organiser.as_ref().map(|organiser| {
        let url = shared.open(&organiser.url).map(|url| address(url, shared));
        json!({ "name": &*organiser.name, "url": url })
    });
    json!({
        "name": event.name.as_deref().unwrap_or(head.title),
        "start": event.start.value.iso(),
        "end": event.end.as_ref().map(|end| end.value.iso()),
        "timezone": &*event.timezone,
        "status": status_word(event.status),
        "attendance": attendance_word(event.attendance),
        "previous_start": event.previous_start.map(|start| start.iso()),
        "venue": event.venue.as_deref(),
        "address": event.address.as_deref(),
        "online_url": online(event, shared).map(|url| address(url, shared)),
        "registration_url": registration(event, head, shared).map(|url| address(url, shared)),
        "price": event.price.as_ref().map(|price| json!({ "amount": price.amount(), "currency": &*price.currency })),
        "organiser": organiser,
        "speakers": event.speakers.iter().map(|one| speaker(one, shared)).collect::<Vec<_>>(),
        "programme": event.programme.iter().map(session).collect::<Vec<_>>(),
    })
}

fn speaker(speaker: &Speaker, shared: &Shared<'_>) -> Json {
    json!({
        "name": &*speaker.name,
        "role": speaker.role.as_deref(),
        "organisation": speaker.organisation.as_deref(),
        "url": shared.open(&speaker.url).map(|url| address(url, shared)),
    })
}

fn session(session: &Session) -> Json {
    json!({
        "time": session.time.as_deref(),
        "end": session.end.as_deref(),
        "title": &*session.title,
        "speakers": session.speakers.iter().map(|name| &**name).collect::<Vec<_>>(),
        "room": session.room.as_deref(),
    })
}
