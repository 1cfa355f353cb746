//! Reading the `event` key.

use super::addresses::{file, link_in, shown};
use super::example::Name;
use super::read_price::price;
use super::values::{Group, Values};
use super::{Attendance, Event, EventInPart, EventStatus, Organiser, Session, Speaker, Text};
use crate::date::{Moment, TimeZone};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::safe::has_scheme;
use crate::tree::{Kind, Node, ScalarValue};

/// The key of a report for the file that announces its event.
const ANNOUNCEMENT: &str = "announcement";

const EVENT: &[&str] = &[
    "name",
    "start",
    "end",
    "timezone",
    "venue",
    "address",
    "online_url",
    "organiser",
    "registration_url",
    "price",
    "currency",
    "status",
    "attendance",
    "previous_start",
    "speakers",
    "programme",
    ANNOUNCEMENT,
];

/// What a document says of an event.
#[derive(Default)]
pub(super) struct Told {
    /// The file of the document that announces it, where that is another.
    pub announcement: Option<Text>,
    /// All of it.
    pub event: Option<Event>,
    /// Some of it: the rest stands in the announcement, or in the original of a translation.
    pub part: Option<EventInPart>,
}

/// Reads an event. All of its keys are read, so that all of its problems are found; without a start it is none, but for a translation and a report.
pub(super) fn event(node: &Node, is_translation: bool, values: &mut Values<'_>) -> Told {
    if let Kind::Scalar(scalar) = &node.kind
        && scalar.value == ScalarValue::Text
        && scalar.text.contains(['/', '.'])
    {
        let announcement = announcement(node, "event".into(), values);
        return Told {
            announcement,
            ..Told::default()
        };
    }
    let Some(group) = values.group(node, "event", EVENT) else {
        return Told::default();
    };
    let named = group.get(ANNOUNCEMENT);
    let announcement = named.and_then(|(node, name)| announcement(node, name, values));
    if (is_translation || named.is_some()) && group.get("start").is_none() {
        return Told {
            announcement,
            event: None,
            part: Some(in_part(node.span, &group, values)),
        };
    }
    Told {
        announcement,
        event: whole(node.span, &group, values),
        part: None,
    }
}

/// The file of the document that announces an event.
fn announcement(node: &Node, name: Name<'_>, values: &mut Values<'_>) -> Option<Text> {
    let text = values.spanned_text(node, name)?;
    let is_document = text.value.ends_with(".md") && !text.value.contains(['#', '?']);
    if !is_document && !has_scheme(&text.value) {
        let expected = match name.group {
            "" => "a group of keys, or the file that announces the event",
            _ => "the file that announces the event",
        };
        let message = format!("{name} is {}, and should be {expected}", shown(&text.value));
        let path = values.hint_with(name.key, "\"/evenementen/congres.md\"");
        let hint = match name.group {
            "" => format!(
                "{}  ; or, in a report,  {}",
                values.hint_for(name),
                path.trim_start_matches("write  ")
            ),
            _ => path,
        };
        values.bad_value(text.span, message, hint);
        return None;
    }
    file(text, name, values)
}

fn whole(span: Span, group: &Group<'_>, values: &mut Values<'_>) -> Option<Event> {
    let zone = timezone(group, values).unwrap_or_else(|| values.zone.clone());
    let start = start(group, span, &zone, values);
    let end = end(group, start.as_ref(), &zone, values);
    let (venue, address) = (group.text("venue", values), group.text("address", values));
    let online_url = link_in(group, "online_url", values);
    let attendance = group
        .get("attendance")
        .and_then(|(node, name)| values.word(node, name, &Attendance::ALL));
    let implied = match (venue.is_some() || address.is_some(), online_url.is_some()) {
        (true, true) => Attendance::Mixed,
        (false, true) => Attendance::Online,
        _ => Attendance::Offline,
    };
    let status = group
        .get("status")
        .and_then(|(node, name)| values.word(node, name, &EventStatus::ALL));
    let previous_start = group
        .get("previous_start")
        .and_then(|(node, name)| values.moment_in(node, name, &zone));
    let name = group.text("name", values);
    let organiser = group
        .get("organiser")
        .and_then(|(node, name)| organiser(node, name, values));
    let registration_url = link_in(group, "registration_url", values);
    let speakers = group
        .get("speakers")
        .map(|(node, name)| speakers(node, name, values))
        .unwrap_or_default();
    let programme = group
        .get("programme")
        .map(|(node, name)| programme(node, name, values))
        .unwrap_or_default();
    Some(Event {
        span,
        name,
        start: start?,
        end,
        timezone: zone.name().into(),
        venue,
        address,
        online_url,
        organiser,
        registration_url,
        price: price(group, values),
        status: status.unwrap_or_default(),
        attendance: attendance.unwrap_or(implied),
        previous_start: previous_start.map(|moment| moment.value),
        speakers,
        programme,
    })
}

fn in_part(span: Span, group: &Group<'_>, values: &mut Values<'_>) -> EventInPart {
    for key in ["end", "timezone", "previous_start"] {
        if let Some((node, name)) = group.get(key) {
            let found = Diagnostic::new(
                Code::BadValue,
                format!("{name} stands without a start, so it is not read"),
            );
            let start = values.hint_for(Name::of("event", "start"));
            let hint = format!("say when it started too:  {}", start.trim_start_matches("write  "));
            values.found.push(found.at(node.span).hint(hint).as_warning());
        }
    }
    EventInPart {
        span,
        name: group.text("name", values),
        venue: group.text("venue", values),
        address: group.text("address", values),
        online_url: link_in(group, "online_url", values),
        organiser: group
            .get("organiser")
            .and_then(|(node, name)| organiser(node, name, values)),
        registration_url: link_in(group, "registration_url", values),
        price: price(group, values),
        status: group
            .get("status")
            .and_then(|(node, name)| values.word(node, name, &EventStatus::ALL)),
        attendance: group
            .get("attendance")
            .and_then(|(node, name)| values.word(node, name, &Attendance::ALL)),
        speakers: group
            .get("speakers")
            .map(|(node, name)| speakers(node, name, values))
            .unwrap_or_default(),
        programme: group
            .get("programme")
            .map(|(node, name)| programme(node, name, values))
            .unwrap_or_default(),
    }
}

fn timezone(group: &Group<'_>, values: &mut Values<'_>) -> Option<TimeZone> {
    let (node, name) = group.get("timezone")?;
    let text = values.text(node, name)?;
    let zone = TimeZone::parse(&text);
    if zone.is_none() {
        let hint = format!("{}  , a region and a city", values.hint_for(name));
        values.bad_value(node.span, format!("{name} is \"{text}\", which is no time zone"), hint);
    }
    zone
}

fn start(group: &Group<'_>, whole: Span, zone: &TimeZone, values: &mut Values<'_>) -> Option<Spanned<Moment>> {
    let given = group
        .get("start")
        .filter(|(node, _)| node.scalar().is_none_or(|scalar| !scalar.text.trim().is_empty()));
    let Some((node, name)) = given else {
        let hint = format!(
            "say when it starts:  {}",
            values
                .hint_for(Name::of("event", "start"))
                .trim_start_matches("write  ")
        );
        values.bad_value(whole, "this event has no start".to_owned(), hint);
        return None;
    };
    values.moment_in(node, name, zone)
}

fn end(
    group: &Group<'_>,
    start: Option<&Spanned<Moment>>,
    zone: &TimeZone,
    values: &mut Values<'_>,
) -> Option<Spanned<Moment>> {
    let (node, name) = group.get("end")?;
    // A time alone is what people write first, and it is clear what they mean; but the day could be the next.
    if let (Some(scalar), Some(start)) = (node.scalar(), start)
        && let Some((hour, minute)) = scalar.text.trim().split_once([':', '.'])
        && [hour, minute]
            .iter()
            .all(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        let hint = values.hint_with("end", &format!("{} {hour:0>2}:{minute:0>2}", start.value.date));
        let found = Diagnostic::new(
            Code::BadDate,
            format!("{name}: \"{}\" has a time and no day", scalar.text.trim()),
        );
        values.found.push(found.at(node.span).hint(hint));
        return None;
    }
    let end = values.moment_in(node, name, zone)?;
    if let Some(start) = start.filter(|start| !start.value.has_time() && end.value.has_time()) {
        let hint = values.hint_with("start", &format!("{} 09:00", start.value.date));
        let message = "the event ends at a time, and its start has none";
        values
            .found
            .push(Diagnostic::new(Code::BadDate, message).at(start.span).hint(hint));
    }
    // Where one has no time, all of its day is meant.
    let before = |start: &Moment| match start.has_time() && end.value.has_time() {
        true => end.value.timestamp() < start.timestamp(),
        false => end.value.date < start.date,
    };
    if start.is_some_and(|start| before(&start.value)) {
        values.found.push(
            Diagnostic::new(Code::EndsBeforeStart, "the event ends before it starts")
                .at(end.span)
                .hint("put the earlier moment in start and the later one in end, or take end out"),
        );
    }
    Some(end)
}

fn organiser(node: &Node, name: Name<'_>, values: &mut Values<'_>) -> Option<Organiser> {
    let Kind::Mapping(entries) = &node.kind else {
        return values.text(node, name).map(|name| Organiser { name, url: None });
    };
    let group = values.group_of(entries, "organiser", &["name", "url"]);
    let url = link_in(&group, "url", values);
    let name = values.needed(&group, "name", node.span, "this organiser has no name", name)?;
    Some(Organiser { name, url })
}

fn speakers(node: &Node, name: Name<'_>, values: &mut Values<'_>) -> Vec<Speaker> {
    values
        .items(node)
        .iter()
        .filter_map(|item| speaker(item, name, values))
        .collect()
}

fn speaker(item: &Node, name: Name<'_>, values: &mut Values<'_>) -> Option<Speaker> {
    let Kind::Mapping(entries) = &item.kind else {
        let name = values.text(item, name)?;
        return Some(Speaker {
            name,
            role: None,
            organisation: None,
            url: None,
        });
    };
    let group = values.group_of(entries, "speakers", &["name", "role", "organisation", "url"]);
    let (role, organisation) = (group.text("role", values), group.text("organisation", values));
    let url = link_in(&group, "url", values);
    let name = values.needed(&group, "name", item.span, "this speaker has no name", name)?;
    Some(Speaker {
        name,
        role,
        organisation,
        url,
    })
}

fn programme(node: &Node, name: Name<'_>, values: &mut Values<'_>) -> Vec<Session> {
    values
        .items(node)
        .iter()
        .filter_map(|item| session(item, name, values))
        .collect()
}

/// What a text says of the clock.
enum Clock {
    /// Hours and minutes.
    At((u8, u8)),
    /// Looks like a time, and is none: `25:00`.
    None,
    /// Something else, such as `na de lunch`.
    Words,
}

fn on_the_clock(text: &str) -> Clock {
    let parts = text.trim().split_once([':', '.']);
    let number = |part: &str| (1..=2).contains(&part.len()).then(|| part.parse::<u8>().ok())?;
    match parts.and_then(|(hour, minute)| Some((number(hour)?, number(minute)?))) {
        Some((hour, minute)) if hour < 24 && minute < 60 => Clock::At((hour, minute)),
        Some(_) => Clock::None,
        Option::None => Clock::Words,
    }
}

fn session(item: &Node, name: Name<'_>, values: &mut Values<'_>) -> Option<Session> {
    let Kind::Mapping(entries) = &item.kind else {
        let title = values.text(item, name)?;
        return Some(Session {
            time: None,
            end: None,
            title,
            speakers: Vec::new(),
            room: None,
        });
    };
    let group = values.group_of(entries, "programme", &["time", "end", "title", "speakers", "room"]);
    let (time, end, room) = (
        group.text("time", values),
        group.text("end", values),
        group.text("room", values),
    );
    let clock = |text: &Option<Box<str>>| text.as_deref().map(on_the_clock);
    for (key, time) in [("time", clock(&time)), ("end", clock(&end))] {
        if let (Some(Clock::None), Some((node, name))) = (time, group.get(key)) {
            let hint = values.hint_for(name);
            values.bad_value(node.span, format!("{name} is a time that no clock has"), hint);
        }
    }
    if let (Some(Clock::At(start)), Some(Clock::At(stop)), Some((node, _))) =
        (clock(&time), clock(&end), group.get("end"))
        && stop < start
    {
        let found = Diagnostic::new(
            Code::EndsBeforeStart,
            "this part of the programme ends before it starts",
        );
        let hint = "put the earlier time in time and the later one in end";
        values.found.push(found.at(node.span).hint(hint));
    }
    let speakers = group
        .get("speakers")
        .map(|(node, name)| values.texts(node, name))
        .unwrap_or_default();
    let title = values.needed(
        &group,
        "title",
        item.span,
        "this part of the programme has no title",
        name,
    )?;
    Some(Session {
        time,
        end,
        title,
        speakers: speakers.into_iter().map(|speaker| speaker.value).collect(),
        room,
    })
}
