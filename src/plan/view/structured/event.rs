//! Events (schema.org/Event; Google, "Event structured data").

use serde_json::{Value as Json, json};

use super::images;
use crate::date::Moment;
use crate::parse::front_matter::{Attendance, Event, EventStatus, Price, Speaker};
use crate::plan::view::event::registration;
use crate::plan::view::{Head, Shared, absolute, configured, is_withdrawn, permalink, plain_summary};

/// Returns the event of a document.
pub(super) fn event(event: &Event, head: &Head<'_>, shared: &Shared<'_>) -> Json {
    // What a report in a file of its own says of itself, it does not say of the event.
    let announced = head.announcement.map(|id| shared.head(id));
    let of = announced.as_ref().unwrap_or(head);
    let summary = plain_summary(of.id, shared);
    let moved = event
        .previous_start
        .as_ref()
        .filter(|_| event.status == EventStatus::Rescheduled);
    let speakers: Vec<Json> = event.speakers.iter().map(|one| speaker(one, shared)).collect();
    // What is withdrawn is announced no more.
    let is_withdrawn = is_withdrawn(head.withdrawn, shared) && !head.event_is_past;
    let status = if is_withdrawn {
        "EventCancelled"
    } else {
        status(event.status)
    };
    json!({
        "@type": "Event",
        "name": event.name.as_deref().unwrap_or(head.title),
        "description": summary.as_str(),
        "url": permalink(of.url, shared.config),
        "image": images(of.id, shared),
        "startDate": moment(&event.start.value),
        "endDate": event.end.as_ref().map(|end| moment(&end.value)),
        "previousStartDate": moved.map(moment),
        "eventStatus": format!("https://schema.org/{}", status),
        "eventAttendanceMode": format!("https://schema.org/{}EventAttendanceMode", attendance(event)),
        "location": locations(event, shared),
        "organizer": event.organiser.as_ref().map(|organiser| json!({
            "@type": "Organization",
            "name": &*organiser.name,
            "url": shared.open(&organiser.url),
        })),
        "performer": speakers,
        "offers": offer(event, head, of, shared),
        "isAccessibleForFree": event.price.as_ref().map(|price| price.hundredths == 0),
        "inLanguage": shared.tag(head.language).as_str(),
    })
}

/// Returns how to come, and what that costs where it is said; none once nobody can. Who comes without registering reads all of it on the page.
fn offer(event: &Event, head: &Head<'_>, announced: &Head<'_>, shared: &Shared<'_>) -> Option<Json> {
    let registration = registration(event, head, shared);
    let is_open = !head.event_is_past && event.status.takes_place();
    let price = event.price.as_ref().filter(|_| is_open);
    if registration.is_none() && price.is_none() {
        return None;
    }
    let url = match registration {
        Some(url) => absolute(&configured(url, shared.config), shared.config),
        None => permalink(announced.url, shared.config),
    };
    Some(json!({
        "@type": "Offer",
        "url": url,
        "price": price.map(Price::amount),
        "priceCurrency": price.map(|price| &*price.currency),
    }))
}

/// With the offset from UTC; a day is a day, never its midnight.
fn moment(moment: &Moment) -> String {
    moment.iso()
}

/// A hall, and where it is seen from elsewhere.
fn locations(event: &Event, shared: &Shared<'_>) -> Vec<Json> {
    let is_online = event.attendance == Attendance::Online || event.status == EventStatus::MovedOnline;
    let (venue, address) = (event.venue.as_deref(), event.address.as_deref());
    // Google requires an address: where there is none, the name of the place says where it is.
    let place = venue
        .or(address)
        .filter(|_| !is_online)
        .map(|name| json!({ "@type": "Place", "name": name, "address": address.unwrap_or(name) }));
    let online = shared
        .open(&event.online_url)
        .map(|url| json!({ "@type": "VirtualLocation", "url": url }));
    place.into_iter().chain(online).collect()
}

fn status(status: EventStatus) -> &'static str {
    match status {
        EventStatus::Scheduled => "EventScheduled",
        EventStatus::Cancelled => "EventCancelled",
        EventStatus::Postponed => "EventPostponed",
        EventStatus::Rescheduled => "EventRescheduled",
        EventStatus::MovedOnline => "EventMovedOnline",
    }
}

fn attendance(event: &Event) -> &'static str {
    match event.attendance {
        _ if event.status == EventStatus::MovedOnline => "Online",
        Attendance::Offline => "Offline",
        Attendance::Online => "Online",
        Attendance::Mixed => "Mixed",
    }
}

fn speaker(speaker: &Speaker, shared: &Shared<'_>) -> Json {
    let organisation = speaker.organisation.as_deref();
    json!({
        "@type": "Person",
        "name": &*speaker.name,
        "jobTitle": speaker.role.as_deref(),
        "affiliation": organisation.map(|name| json!({ "@type": "Organization", "name": name })),
        "url": shared.open(&speaker.url),
    })
}
