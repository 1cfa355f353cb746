//! Reading the `event` key.

use super::values::Values;
use super::{Attendance, Event, EventStatus, HeadContext, Organiser, Session, Speaker};
use crate::date::TimeZone;
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::{Kind, Node};

const KEYS: &[&str] = &[
    "name",
    "start",
    "end",
    "timezone",
    "venue",
    "address",
    "online_url",
    "organiser",
    "registration_url",
    "status",
    "attendance",
    "previous_start",
    "speakers",
    "programme",
];

pub(super) fn event(node: &Node, context: &HeadContext<'_>, values: &mut Values<'_>) -> Option<Event> {
    let entries = values.mapping(node, "event", "event: { start: 2026-11-12 13:00, venue: Stadhuis }")?;
    let get = |key: &str| {
        entries
            .iter()
            .find(|(known, _)| &*known.text == key)
            .map(|(_, node)| node)
    };
    for (key, _) in entries.iter().filter(|(key, _)| !KEYS.contains(&&*key.text)) {
        let near = KEYS
            .iter()
            .map(|known| (strsim::damerau_levenshtein(known, &key.text), *known))
            .min();
        let hint = near
            .filter(|(distance, _)| *distance <= 3)
            .map(|(_, known)| format!("did you mean  {known}: ?"));
        let message = format!("event has no key {}", key.text);
        values.found.push(
            Diagnostic::new(Code::NearMiss, message)
                .at(key.span)
                .hint(hint.unwrap_or_else(|| format!("event knows: {}", KEYS.join(", "))))
                .grouped(format!("event.{}", key.text)),
        );
    }
    let zone = get("timezone")
        .and_then(|node| values.spanned_text(node, "event.timezone"))
        .and_then(|text| {
            let zone = TimeZone::parse(&text.value);
            if zone.is_none() {
                let message = format!("event.timezone is \"{}\", which is no time zone", text.value);
                values.bad_value(
                    text.span,
                    message,
                    "write a region and a city:  timezone: Europe/Amsterdam".to_owned(),
                );
            }
            zone
        });
    let zone = zone.unwrap_or_else(|| context.timezone.clone());
    let Some(start_node) = get("start").filter(|node| !matches!(node.kind, Kind::Null)) else {
        let found = Diagnostic::new(Code::BadValue, "this event has no start");
        values
            .found
            .push(found.at(node.span).hint("say when it starts:  start: 2026-11-12 13:00"));
        return None;
    };
    let start = values.moment_in(start_node, "event.start", &zone);
    let end = get("end").and_then(|node| values.moment_in(node, "event.end", &zone));
    let start = start?;
    if let Some(end) = &end {
        let days_only = !end.value.has_time() || !start.value.has_time();
        let before = if days_only {
            end.value.date < start.value.date
        } else {
            end.value.timestamp() < start.value.timestamp()
        };
        if before {
            values.found.push(
                Diagnostic::new(Code::EndsBeforeStart, "the event ends before it starts")
                    .at(end.span)
                    .hint("put the later moment in end, or take end out"),
            );
        }
    }
    let text = |key: &'static str, values: &mut Values<'_>| {
        get(key).and_then(|node| values.text(node, &format!("event.{key}")))
    };
    let address = |key: &'static str, values: &mut Values<'_>| {
        get(key).and_then(|node| values.address(node, &format!("event.{key}")))
    };
    let (venue, place) = (text("venue", values), text("address", values));
    let online_url = address("online_url", values);
    let attendance = get("attendance").and_then(|node| values.word(node, "event.attendance", &Attendance::ALL));
    let status = get("status")
        .and_then(|node| values.word(node, "event.status", &EventStatus::ALL))
        .unwrap_or_default();
    let implied = match (venue.is_some() || place.is_some(), online_url.is_some()) {
        (true, true) => Attendance::Mixed,
        (false, true) => Attendance::Online,
        _ => Attendance::Offline,
    };
    Some(Event {
        span: node.span,
        name: text("name", values),
        start,
        end,
        timezone: zone.name().into(),
        venue,
        address: place,
        online_url,
        organiser: get("organiser").and_then(|node| organiser(node, values)),
        registration_url: address("registration_url", values),
        status,
        attendance: attendance.unwrap_or(implied),
        previous_start: get("previous_start")
            .and_then(|node| values.moment_in(node, "event.previous_start", &zone))
            .map(|at| at.value),
        speakers: get("speakers").map(|node| speakers(node, values)).unwrap_or_default(),
        programme: get("programme").map(|node| programme(node, values)).unwrap_or_default(),
    })
}

fn organiser(node: &Node, values: &mut Values<'_>) -> Option<Organiser> {
    let Kind::Mapping(entries) = &node.kind else {
        return values
            .text(node, "event.organiser")
            .map(|name| Organiser { name, url: None });
    };
    let get = |key: &str| {
        entries
            .iter()
            .find(|(known, _)| &*known.text == key)
            .map(|(_, node)| node)
    };
    let name = get("name").and_then(|node| values.text(node, "event.organiser.name"))?;
    Some(Organiser {
        name,
        url: get("url").and_then(|node| values.address(node, "event.organiser.url")),
    })
}

fn speakers(node: &Node, values: &mut Values<'_>) -> Vec<Speaker> {
    let items = values.items(node);
    items
        .iter()
        .filter_map(|item| {
            let Kind::Mapping(entries) = &item.kind else {
                let name = values.text(item, "event.speakers")?;
                return Some(Speaker {
                    name,
                    role: None,
                    organisation: None,
                    url: None,
                });
            };
            let get = |key: &str| {
                entries
                    .iter()
                    .find(|(known, _)| &*known.text == key)
                    .map(|(_, node)| node)
            };
            let Some(name) = get("name").and_then(|node| values.text(node, "name")) else {
                values.bad_value(
                    item.span,
                    "this speaker has no name".to_owned(),
                    "write  - name: \"…\"".to_owned(),
                );
                return None;
            };
            Some(Speaker {
                name,
                role: get("role").and_then(|node| values.text(node, "role")),
                organisation: get("organisation").and_then(|node| values.text(node, "organisation")),
                url: get("url").and_then(|node| values.address(node, "url")),
            })
        })
        .collect()
}

fn programme(node: &Node, values: &mut Values<'_>) -> Vec<Session> {
    let items = values.items(node);
    items
        .iter()
        .filter_map(|item| {
            let Kind::Mapping(entries) = &item.kind else {
                let title = values.text(item, "event.programme")?;
                return Some(Session {
                    time: None,
                    end: None,
                    title,
                    speakers: Vec::new(),
                    room: None,
                });
            };
            let get = |key: &str| {
                entries
                    .iter()
                    .find(|(known, _)| &*known.text == key)
                    .map(|(_, node)| node)
            };
            let Some(title) = get("title").and_then(|node| values.text(node, "title")) else {
                let hint = "write  - { time: \"13:00\", title: \"Opening\" }".to_owned();
                values.bad_value(item.span, "this part of the programme has no title".to_owned(), hint);
                return None;
            };
            let speakers = get("speakers")
                .map(|node| values.texts(node, "speakers"))
                .unwrap_or_default();
            Some(Session {
                time: get("time").and_then(|node| values.text(node, "time")),
                end: get("end").and_then(|node| values.text(node, "end")),
                title,
                speakers: speakers.into_iter().map(|name| name.value).collect(),
                room: get("room").and_then(|node| values.text(node, "room")),
            })
        })
        .collect()
}
