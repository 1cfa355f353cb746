//! What a VTIMEZONE says, against the time zone itself.

use std::collections::BTreeMap;

use jiff::civil::{Date, date};
use jiff::{Timestamp, ToSpan};

use super::*;

fn written(zone: &str, first: &str, last: &str) -> String {
    let mut lines = Lines::default();
    let zone = TimeZone::parse(zone).unwrap();
    write(&mut lines, &zone, (first.parse().unwrap(), last.parse().unwrap()));
    String::from_utf8(lines.finish()).unwrap()
}

/// Reads a VTIMEZONE by the letter of the standard: all its changes, sorted, each with the offset that holds from it on.
fn changes(text: &str) -> Vec<(Timestamp, i32)> {
    let mut changes = Vec::new();
    for part in text.split("BEGIN:").skip(2) {
        let fields: BTreeMap<&str, &str> = part.lines().filter_map(|line| line.split_once(':')).collect();
        let offset = |name: &str| {
            let (hours, minutes) = fields[name][1..].split_at(2);
            let seconds = hours.parse::<i32>().unwrap() * 3600 + minutes[..2].parse::<i32>().unwrap() * 60;
            let seconds = seconds + minutes.get(2..4).map_or(0, |rest| rest.parse().unwrap());
            if fields[name].starts_with('-') {
                -seconds
            } else {
                seconds
            }
        };
        let start: jiff::civil::DateTime = fields["DTSTART"].parse().unwrap();
        let days = fields
            .get("RRULE")
            .map_or(vec![start.date()], |rule| days_of(rule, start.date()));
        for day in days.into_iter().filter(|day| *day >= start.date()) {
            let from = Offset::from_seconds(offset("TZOFFSETFROM")).unwrap();
            let onset = from.to_timestamp(day.to_datetime(start.time())).unwrap();
            changes.push((onset, offset("TZOFFSETTO")));
        }
    }
    changes.sort_unstable();
    changes
}

/// The days of a rule such as `FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU`, for some years from a day on.
fn days_of(rule: &str, from: Date) -> Vec<Date> {
    let part = |name: &str| rule.split(';').find_map(|part| part.strip_prefix(name)).unwrap();
    let (month, by_day) = (part("BYMONTH=").parse().unwrap(), part("BYDAY="));
    let (nth, day) = by_day.split_at(by_day.len() - 2);
    let days = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];
    let day = days.iter().position(|known| *known == day).unwrap() as i8;
    let weekday = jiff::civil::Weekday::from_monday_zero_offset(day).unwrap();
    (from.year()..from.year() + 40)
        .map(|year| {
            date(year, month, 1)
                .nth_weekday_of_month(nth.parse().unwrap(), weekday)
                .unwrap()
        })
        .collect()
}

#[test]
fn it_says_what_the_time_zone_says_at_every_moment_of_the_events() {
    let zones = [
        "Europe/Amsterdam",
        "Europe/London",
        "Europe/Dublin",
        "America/New_York",
        "America/Santiago",
        "Asia/Tokyo",
        "Asia/Kolkata",
        "Asia/Kathmandu",
        "Australia/Lord_Howe",
        "Africa/Casablanca",
        "Africa/Cairo",
        "Pacific/Apia",
        "Asia/Gaza",
        "America/Sao_Paulo",
        "Europe/Istanbul",
        "Etc/GMT-14",
        "America/St_Johns",
        "Antarctica/Troll",
        "Pacific/Chatham",
        "Asia/Tehran",
        "America/Nuuk",
    ];
    for name in zones {
        let zone = TimeZone::parse(name).unwrap();
        for (first, last) in [
            ("2026-03-29T00:59:59Z", "2026-03-29T01:00:00Z"),
            ("2026-11-05T08:30:00Z", "2026-11-05T16:00:00Z"),
            ("2005-01-01T00:00:00Z", "2009-06-01T00:00:00Z"),
            ("2016-08-01T00:00:00Z", "2036-12-01T00:00:00Z"),
            ("1975-05-05T00:00:00Z", "1979-05-05T00:00:00Z"),
        ] {
            let text = written(name, first, last);
            let changes = changes(&text);
            let (mut at, last): (Timestamp, Timestamp) = (first.parse().unwrap(), last.parse().unwrap());
            while at <= last {
                let place = changes.partition_point(|(onset, _)| *onset <= at);
                let found = place.checked_sub(1).map(|place| changes[place].1);
                let expected = zone.as_jiff().to_offset(at).seconds();
                assert_eq!(found, Some(expected), "{name} at {at}\n{text}");
                at += 17.hours();
            }
        }
    }
}

#[test]
fn a_zone_with_summer_time_is_two_rules() {
    let text = written("Europe/Amsterdam", "2026-11-05T08:30:00Z", "2026-11-05T16:00:00Z");
    let expected = "BEGIN:VTIMEZONE\r\nTZID:Europe/Amsterdam\r\n\
        BEGIN:DAYLIGHT\r\nDTSTART:20260329T020000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\nTZNAME:CEST\r\n\
        RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU\r\nEND:DAYLIGHT\r\n\
        BEGIN:STANDARD\r\nDTSTART:20261025T030000\r\nTZOFFSETFROM:+0200\r\nTZOFFSETTO:+0100\r\nTZNAME:CET\r\n\
        RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n";
    assert_eq!(text, expected);
    let york = written("America/New_York", "2026-11-05T08:30:00Z", "2026-11-05T16:00:00Z");
    assert!(
        york.contains("BYMONTH=3;BYDAY=2SU") && york.contains("BYMONTH=11;BYDAY=1SU"),
        "{york}"
    );
}

#[test]
fn a_zone_without_rules_has_each_change_by_itself() {
    let tokyo = written("Asia/Tokyo", "2026-11-05T08:30:00Z", "2026-11-05T16:00:00Z");
    assert_eq!(
        (tokyo.matches("BEGIN:").count(), tokyo.matches("RRULE").count()),
        (2, 0),
        "{tokyo}"
    );
    assert!(
        tokyo.contains("TZOFFSETTO:+0900") && tokyo.contains("BEGIN:STANDARD"),
        "{tokyo}"
    );
    // Clocks go back for Ramadan.
    let rabat = written("Africa/Casablanca", "2026-01-05T08:30:00Z", "2026-06-05T16:00:00Z");
    assert_eq!(
        (rabat.matches("BEGIN:").count(), rabat.matches("RRULE").count()),
        (4, 0),
        "{rabat}"
    );
    assert_eq!(offset_text(Offset::UTC), "+0000");
    assert_eq!(offset_text(Offset::from_seconds(-12_345).unwrap()), "-032545");
}
