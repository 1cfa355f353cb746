//! The event of a document.

use serde::{Deserialize, Serialize};

use crate::date::Moment;
use crate::diagnostic::{Span, Spanned};

/// An event: announced before it ends, reported after.
#[derive(Debug, Clone, Hash, Serialize, Deserialize)]
pub struct Event {
    /// Where the `event` key's value stands.
    pub span: Span,
    /// Its name, where it is not the headline.
    pub name: Option<Box<str>>,
    /// When it starts, in its own time zone.
    pub start: Spanned<Moment>,
    /// When it ends; a date alone means that whole day.
    pub end: Option<Spanned<Moment>>,
    /// Its time zone, an IANA name.
    pub timezone: Box<str>,
    /// The place's name.
    pub venue: Option<Box<str>>,
    /// The place's address.
    pub address: Option<Box<str>>,
    /// Where to follow it online.
    pub online_url: Option<Box<str>>,
    /// Who holds it.
    pub organiser: Option<Organiser>,
    /// Where to register.
    pub registration_url: Option<Box<str>>,
    /// What it costs to come.
    pub price: Option<Price>,
    /// Whether it goes on as planned.
    pub status: EventStatus,
    /// How people attend.
    pub attendance: Attendance,
    /// When it would have started ([`EventStatus::Rescheduled`]).
    pub previous_start: Option<Moment>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// What happens when.
    pub programme: Vec<Session>,
}

/// What a document says of an event that another announces: a translation of its original's, a report of that of its announcement. What it
/// does not say it inherits.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct EventInPart {
    /// Where the `event` key's value stands.
    pub span: Span,
    /// Its name.
    pub name: Option<Box<str>>,
    /// The place's name.
    pub venue: Option<Box<str>>,
    /// The place's address.
    pub address: Option<Box<str>>,
    /// Where to follow it online.
    pub online_url: Option<Box<str>>,
    /// Who holds it.
    pub organiser: Option<Organiser>,
    /// Where to register.
    pub registration_url: Option<Box<str>>,
    /// What it costs to come.
    pub price: Option<Price>,
    /// Whether it goes on as planned.
    pub status: Option<EventStatus>,
    /// How people attend.
    pub attendance: Option<Attendance>,
    /// Who speaks.
    pub speakers: Vec<Speaker>,
    /// What happens when.
    pub programme: Vec<Session>,
}

impl EventInPart {
    /// Takes what it does not say from `other`, which does not know when the event is either.
    pub fn complete(&mut self, other: &Self) {
        macro_rules! inherit {
            ($($field:ident),+) => { $(if self.$field.is_none() { self.$field.clone_from(&other.$field); })+ };
        }
        inherit!(
            name,
            venue,
            address,
            online_url,
            organiser,
            registration_url,
            price,
            status,
            attendance
        );
        if self.speakers.is_empty() {
            self.speakers.clone_from(&other.speakers);
        }
        if self.programme.is_empty() {
            self.programme.clone_from(&other.programme);
        }
    }

    /// Returns the event: these words, and what `original` says besides.
    pub fn completed(&self, original: &Event) -> Event {
        let text = |own: &Option<Box<str>>, original: &Option<Box<str>>| own.clone().or_else(|| original.clone());
        Event {
            span: self.span,
            name: text(&self.name, &original.name),
            venue: text(&self.venue, &original.venue),
            address: text(&self.address, &original.address),
            online_url: text(&self.online_url, &original.online_url),
            organiser: self.organiser.clone().or_else(|| original.organiser.clone()),
            registration_url: text(&self.registration_url, &original.registration_url),
            price: self.price.clone().or_else(|| original.price.clone()),
            status: self.status.unwrap_or(original.status),
            attendance: self.attendance.unwrap_or(original.attendance),
            speakers: if self.speakers.is_empty() {
                original.speakers.clone()
            } else {
                self.speakers.clone()
            },
            programme: if self.programme.is_empty() {
                original.programme.clone()
            } else {
                self.programme.clone()
            },
            ..original.clone()
        }
    }
}

impl Event {
    /// Takes what a translation with a start of its own does not say from `original`, where both start at one moment.
    pub fn complete(&mut self, original: &Self) {
        if self.speakers.is_empty() {
            self.speakers.clone_from(&original.speakers);
        }
        if self.programme.is_empty() {
            self.programme.clone_from(&original.programme);
        }
        if self.start.value != original.start.value {
            return;
        }
        self.end = self.end.take().or_else(|| original.end.clone());
        self.venue = self.venue.take().or_else(|| original.venue.clone());
        self.address = self.address.take().or_else(|| original.address.clone());
        self.online_url = self.online_url.take().or_else(|| original.online_url.clone());
        self.organiser = self.organiser.take().or_else(|| original.organiser.clone());
        self.registration_url = self
            .registration_url
            .take()
            .or_else(|| original.registration_url.clone());
        self.price = self.price.take().or_else(|| original.price.clone());
        if self.status == EventStatus::Scheduled {
            self.status = original.status;
            self.previous_start = self.previous_start.or(original.previous_start);
        }
        if self.attendance == Attendance::Offline {
            self.attendance = original.attendance;
        }
    }
}

/// What it costs to come to an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Price {
    /// In hundredths of the currency's unit; 0 is free.
    pub hundredths: u64,
    /// The currency (ISO 4217).
    pub currency: Box<str>,
}

impl Price {
    /// Returns the amount as machines read it: `12.50`, and of whole units `12`.
    pub fn amount(&self) -> String {
        match self.hundredths % 100 {
            0 => (self.hundredths / 100).to_string(),
            rest => format!("{}.{rest:02}", self.hundredths / 100),
        }
    }
}

/// Who holds an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Organiser {
    /// Their name.
    pub name: Box<str>,
    /// Their site.
    pub url: Option<Box<str>>,
}

/// Whether an event goes on as planned (schema.org/EventStatusType).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum EventStatus {
    /// As planned.
    #[default]
    Scheduled,
    /// It will not take place.
    Cancelled,
    /// Later, and nobody knows when.
    Postponed,
    /// At another time than first announced.
    Rescheduled,
    /// Online in the place of on location.
    MovedOnline,
}

impl EventStatus {
    /// All, with the word that front matter and templates use.
    pub const ALL: [(&'static str, Self); 5] = [
        ("scheduled", Self::Scheduled),
        ("cancelled", Self::Cancelled),
        ("postponed", Self::Postponed),
        ("rescheduled", Self::Rescheduled),
        ("moved-online", Self::MovedOnline),
    ];

    /// Whether people can come on the day that is given. Of an event that is postponed that is the former one, which stays until there is
    /// another (schema.org/EventPostponed).
    pub fn takes_place(self) -> bool {
        !matches!(self, Self::Cancelled | Self::Postponed)
    }
}

/// How people attend an event (schema.org/EventAttendanceModeEnumeration).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub enum Attendance {
    /// At the venue.
    #[default]
    Offline,
    /// From where they are.
    Online,
    /// Either.
    Mixed,
}

impl Attendance {
    /// All, with the word that front matter and templates use.
    pub const ALL: [(&'static str, Self); 3] = [
        ("offline", Self::Offline),
        ("online", Self::Online),
        ("mixed", Self::Mixed),
    ];
}

/// Somebody who speaks at an event.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Speaker {
    /// Their name.
    pub name: Box<str>,
    /// What they do.
    pub role: Option<Box<str>>,
    /// For whom.
    pub organisation: Option<Box<str>>,
    /// More about them.
    pub url: Option<Box<str>>,
}

/// A part of an event's programme.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Session {
    /// When it starts, as written (`13:00`) or as text (`na de lunch`).
    pub time: Option<Box<str>>,
    /// When it ends.
    pub end: Option<Box<str>>,
    /// What it is about.
    pub title: Box<str>,
    /// Names of who speaks.
    pub speakers: Vec<Box<str>>,
    /// Where.
    pub room: Option<Box<str>>,
}
