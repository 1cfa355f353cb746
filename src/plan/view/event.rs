//! Events as templates see them.

use tera::Value;

use super::date::{date, maybe_date};
use super::fields::{Fields, list_of, or_none};
use super::{Head, Shared};
use crate::language::Locale;
use crate::parse::front_matter::{Attendance, Event, EventStatus, Price, Session, Speaker};

/// Returns an EVENT, or none.
pub fn event(head: &Head<'_>, shared: &Shared<'_>) -> Value {
    let Some(event) = head.event else {
        return Value::none();
    };
    let locale = shared.locale(head.language);
    let past = head.event_is_past;
    let register = registration(event, head, shared);
    Fields::new()
        .text("name", event.name.as_deref().unwrap_or(head.title))
        .with("start", date(&event.start.value, locale))
        .with("end", maybe_date(event.end.as_ref().map(|end| &end.value), locale))
        .text("when", &when(event, locale))
        .text("timezone", &event.timezone)
        .text("utc_offset", &event.start.value.utc_offset())
        .maybe("timezone_note", other_clock(event, shared).as_deref())
        .maybe("venue", event.venue.as_deref())
        .maybe("address", event.address.as_deref())
        .maybe("online_url", shared.open(&event.online_url))
        .with(
            "organiser",
            or_none(event.organiser.as_ref().map(|organiser| {
                Fields::new()
                    .text("name", &organiser.name)
                    .maybe("url", shared.open(&organiser.url))
            })),
        )
        .maybe("registration_url", register)
        .with("price", or_none(event.price.as_ref().map(|one| price(one, locale))))
        .text("status", status_word(event.status))
        .text("attendance", attendance_word(event.attendance))
        .with("previous_start", maybe_date(event.previous_start.as_ref(), locale))
        .with("past", past)
        .with(
            "speakers",
            list_of(event.speakers.iter().map(|one| speaker(one, shared))),
        )
        .with("programme", list_of(event.programme.iter().map(session)))
        .into()
}

fn price(price: &Price, locale: &Locale) -> Fields {
    Fields::new()
        .text("amount", &price.amount())
        .text("currency", &price.currency)
        .text("text", &locale.money(price.hundredths, &price.currency))
        .with("free", price.hundredths == 0)
}

/// Returns where to register, as long as somebody can.
pub fn registration<'e>(event: &'e Event, head: &Head<'_>, shared: &Shared<'_>) -> Option<&'e str> {
    let is_open = !head.event_is_past && event.status.takes_place();
    shared.open(&event.registration_url).filter(|_| is_open)
}

/// Returns where it can be followed online, unless it does not take place then.
pub fn online<'e>(event: &'e Event, shared: &Shared<'_>) -> Option<&'e str> {
    shared.open(&event.online_url).filter(|_| event.status.takes_place())
}

/// Returns the event that stands on a card. A report in a file of its own is news, and has its own date.
fn on_card<'h>(head: &Head<'h>) -> Option<&'h Event> {
    let event = head.event;
    event.filter(|_| head.announcement.is_none() || head.date.is_none())
}

/// What a social card shows of an event.
pub(super) struct OnSocialCard<'h> {
    /// When it is, in words.
    pub when: String,
    pub venue: Option<&'h str>,
    pub status: &'static str,
}

/// Returns what a social card shows of an event, if its document's card does.
pub(super) fn when_on_card<'h>(head: &Head<'h>, shared: &Shared<'_>) -> Option<OnSocialCard<'h>> {
    let event = on_card(head)?;
    Some(OnSocialCard {
        when: when(event, shared.locale(head.language)),
        venue: event.venue.as_deref(),
        status: status_word(event.status),
    })
}

/// Returns the few facts of an event that stand on a card.
pub fn event_card(head: &Head<'_>, shared: &Shared<'_>) -> Value {
    let Some(event) = on_card(head) else {
        return Value::none();
    };
    let locale = shared.locale(head.language);
    Fields::new()
        .text("when", &when(event, locale))
        .with("start", date(&event.start.value, locale))
        .with("end", maybe_date(event.end.as_ref().map(|end| &end.value), locale))
        .maybe("timezone_note", other_clock(event, shared).as_deref())
        .maybe("venue", event.venue.as_deref())
        .text("status", status_word(event.status))
        .text("attendance", attendance_word(event.attendance))
        .with("past", head.event_is_past)
        .into()
}

/// How far the event's clock is from universal time, where a time is given and the site's own clock shows another: `UTC−5`. Not the city after
/// which its zone is called: that IANA has in English alone, and every language reads this.
fn other_clock(event: &Event, shared: &Shared<'_>) -> Option<String> {
    let start = &event.start.value;
    let differs = start.has_time() && start.offset != start.in_zone(&shared.config.timezone).offset;
    differs.then(|| start.utc_offset())
}

fn when(event: &Event, locale: &Locale) -> String {
    let start = &event.start.value;
    let end = event.end.as_ref().map(|end| (end.value.date, end.value.time));
    locale.range((start.date, start.time), end)
}

/// Returns the word by which front matter and templates know a status.
pub fn status_word(status: EventStatus) -> &'static str {
    EventStatus::ALL
        .iter()
        .find(|(_, known)| *known == status)
        .map_or("scheduled", |(word, _)| word)
}

/// Returns the word by which front matter and templates know how people attend.
pub fn attendance_word(attendance: Attendance) -> &'static str {
    Attendance::ALL
        .iter()
        .find(|(_, known)| *known == attendance)
        .map_or("offline", |(word, _)| word)
}

fn speaker(speaker: &Speaker, shared: &Shared<'_>) -> Value {
    Fields::new()
        .text("name", &speaker.name)
        .maybe("role", speaker.role.as_deref())
        .maybe("organisation", speaker.organisation.as_deref())
        .maybe("url", shared.open(&speaker.url))
        .into()
}

fn session(session: &Session) -> Value {
    Fields::new()
        .maybe("time", session.time.as_deref())
        .maybe("end", session.end.as_deref())
        .text("title", &session.title)
        .with(
            "speakers",
            list_of(session.speakers.iter().map(|name| Value::normal_string(name))),
        )
        .maybe("room", session.room.as_deref())
        .into()
}
