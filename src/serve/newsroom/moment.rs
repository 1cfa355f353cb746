//! Another moment, as an address names it.

use std::fmt;

use jiff::Timestamp;
use jiff::civil::DateTime;

use crate::date::{Moment, TimeZone};
use crate::organise::Drafts;

/// At the end of the name of a moment: whether drafts are shown too, and whether as if they were none.
const ENDS: [(&str, Drafts); 3] = [
    ("-drafts", Drafts::Show),
    ("-public", Drafts::Public),
    ("", Drafts::Hide),
];

/// A minute by the clocks of the site's zone, and whether drafts are shown: `2026-12-01T0900`, `2026-12-01T0900-drafts`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct At {
    local: DateTime,
    pub drafts: Drafts,
}

impl At {
    /// The first minute that begins at `at` or after it, in `zone`.
    pub fn from(at: Timestamp, drafts: Drafts, zone: &TimeZone) -> Self {
        let seconds = at.as_second() + i64::from(at.subsec_nanosecond() > 0);
        let whole = seconds.div_euclid(60) + i64::from(seconds.rem_euclid(60) > 0);
        let at = Timestamp::from_second(whole * 60).unwrap_or(at);
        let local = zone.as_jiff().to_datetime(at);
        Self { local, drafts }
    }

    /// The last minute that begins before `at`.
    pub fn before(at: Timestamp, drafts: Drafts, zone: &TimeZone) -> Self {
        let minute = (at.as_second() - 1).div_euclid(60) * 60;
        Self::from(Timestamp::from_second(minute).unwrap_or(at), drafts, zone)
    }

    /// Reads what the field of a form sends (`2026-12-01T09:00`) or what somebody types: a day alone is its start.
    pub fn typed(text: &str, drafts: Drafts, zone: &TimeZone) -> Option<Self> {
        let moment = Moment::parse(text, zone).ok()?;
        Some(Self::from(moment.timestamp(), drafts, zone))
    }

    /// Reads the name of a moment, written as [`At`] writes it and in no other way.
    pub fn named(name: &str) -> Option<Self> {
        let mut ends = ENDS.into_iter();
        let (text, drafts) = ends.find_map(|(end, drafts)| Some((name.strip_suffix(end)?, drafts)))?;
        let (day, time) = text.split_once('T')?;
        let (hour, minute) = time.split_at_checked(2)?;
        let local: DateTime = format!("{day}T{hour}:{minute}:00").parse().ok()?;
        let at = Self { local, drafts };
        // The years that dates of a site have.
        let is_in_range = (1..=9998).contains(&local.year());
        (is_in_range && at.to_string() == name).then_some(at)
    }

    /// Returns the moment.
    pub fn timestamp(self, zone: &TimeZone) -> Timestamp {
        let at = zone.as_jiff().to_ambiguous_timestamp(self.local).compatible();
        at.unwrap_or(Timestamp::UNIX_EPOCH)
    }

    /// Returns what the field of a form takes (WHATWG HTML, a local date and time).
    pub fn for_field(self) -> String {
        let local = self.local;
        format!("{}T{:02}:{:02}", local.date(), local.hour(), local.minute())
    }
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { local, drafts } = self;
        let behind = ENDS
            .iter()
            .find(|(_, known)| known == drafts)
            .map_or("", |(end, _)| end);
        write!(f, "{}T{:02}{:02}{behind}", local.date(), local.hour(), local.minute())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn zone() -> TimeZone {
        TimeZone::parse("Europe/Amsterdam").expect("a zone")
    }

    #[test]
    fn the_name_of_a_moment_is_that_of_no_other() {
        let at = At::typed("2026-12-01T09:00", Drafts::Hide, &zone()).expect("a moment");
        assert_eq!(at.to_string(), "2026-12-01T0900");
        assert_eq!(at.timestamp(&zone()).to_string(), "2026-12-01T08:00:00Z");
        assert_eq!(at.for_field(), "2026-12-01T09:00");
        assert_eq!(At::named("2026-12-01T0900"), Some(at));
        assert_eq!(
            At::named("2026-12-01T0900-drafts").map(|at| at.drafts),
            Some(Drafts::Show)
        );
        for odd in [
            "",
            "..",
            "2026-12-01",
            "2026-12-01T09:00",
            "2026-12-01T900",
            "2026-12-01T0900-",
            "2026-13-01T0900",
            "2026-12-01T2500",
            "2026-12-1T0900",
            "-000001-12-01T0900",
            "2026-12-01T+900",
            "2026-12-01T09é0",
            "9999-12-01T0900",
        ] {
            assert_eq!(At::named(odd), None, "{odd}");
        }
        assert_eq!(At::typed("morgen", Drafts::Hide, &zone()), None);
    }

    #[test]
    fn a_lift_has_come_at_its_minute_and_an_expiry_has_not_before_it() {
        let lift: Timestamp = "2026-12-01T08:00:30Z".parse().expect("a moment");
        let at = At::from(lift, Drafts::Hide, &zone());
        assert!(at.timestamp(&zone()) >= lift);
        assert!(At::before(lift, Drafts::Hide, &zone()).timestamp(&zone()) < lift);
        let whole: Timestamp = "2026-12-01T08:00:00Z".parse().expect("a moment");
        assert_eq!(At::before(whole, Drafts::Hide, &zone()).to_string(), "2026-12-01T0859");
    }
}
