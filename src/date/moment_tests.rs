//! Moments: their instants, zones and texts.

use super::*;

fn zone(name: &str) -> TimeZone {
    TimeZone::parse(name).unwrap()
}

fn read(written: &str, name: &str) -> Moment {
    Moment::parse(written, &zone(name)).unwrap()
}

#[track_caller]
fn spans(written: &str, name: &str, start: &str, end: &str) {
    let moment = read(written, name);
    assert_eq!(moment.timestamp().to_string(), start, "start of {written}");
    assert_eq!(moment.end_timestamp(&zone(name)).to_string(), end, "end of {written}");
}

#[test]
fn a_day_lasts_until_the_next_midnight_of_its_zone() {
    let amsterdam = "Europe/Amsterdam";
    spans("2026-03-05", amsterdam, "2026-03-04T23:00:00Z", "2026-03-05T23:00:00Z");
    spans("2026-03-29", amsterdam, "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z"); // 23 hours
    spans("2026-10-25", amsterdam, "2026-10-24T22:00:00Z", "2026-10-25T23:00:00Z"); // 25 hours
    spans(
        "2026-03-05",
        "America/New_York",
        "2026-03-05T05:00:00Z",
        "2026-03-06T05:00:00Z",
    );
    spans("2026-03-05", "UTC", "2026-03-05T00:00:00Z", "2026-03-06T00:00:00Z");
    // In São Paulo the clock went from 24:00 to 01:00, so this day has no midnight.
    spans(
        "2018-11-04",
        "America/Sao_Paulo",
        "2018-11-04T03:00:00Z",
        "2018-11-05T02:00:00Z",
    );
}

#[test]
fn a_moment_with_a_time_is_over_at_once() {
    let written = "2026-03-05 09:00 -05:00";
    spans(
        written,
        "Europe/Amsterdam",
        "2026-03-05T14:00:00Z",
        "2026-03-05T14:00:00Z",
    );
}

#[test]
fn a_moment_is_written_by_the_standards() {
    for (written, name, rfc3339, rfc2822) in [
        (
            "2019-10-13 9:00",
            "Europe/Amsterdam",
            "2019-10-13T09:00:00+02:00",
            "Sun, 13 Oct 2019 09:00:00 +0200",
        ),
        (
            "2026-03-05",
            "Europe/Amsterdam",
            "2026-03-05T00:00:00+01:00",
            "Thu, 05 Mar 2026 00:00:00 +0100",
        ),
        (
            "2020-07-22 8:00:05",
            "America/St_Johns",
            "2020-07-22T08:00:05-02:30",
            "Wed, 22 Jul 2020 08:00:05 -0230",
        ),
        (
            "2026-01-01 0:00",
            "UTC",
            "2026-01-01T00:00:00+00:00",
            "Thu, 01 Jan 2026 00:00:00 +0000",
        ),
        // The clocks of Monrovia were 44 minutes and 30 seconds behind.
        (
            "1960-01-01 12:00",
            "Africa/Monrovia",
            "1960-01-01T12:44:30+00:00",
            "Fri, 01 Jan 1960 12:44:30 +0000",
        ),
    ] {
        let moment = read(written, name);
        assert_eq!(
            (moment.rfc3339().as_str(), moment.rfc2822().as_str()),
            (rfc3339, rfc2822)
        );
    }
}

#[test]
fn the_iso_form_of_a_day_has_no_time() {
    assert_eq!(read("2019-10-13", "Europe/Amsterdam").iso(), "2019-10-13");
    assert_eq!(read("2019-10-13 9:00", "UTC").to_string(), "2019-10-13T09:00:00+00:00");
}

#[test]
fn in_another_zone_a_moment_moves_and_a_day_stays() {
    let tokyo = zone("Asia/Tokyo");
    let moment = read("2026-03-05 20:00", "Europe/Amsterdam");
    assert_eq!(moment.in_zone(&tokyo).iso(), "2026-03-06T04:00:00+09:00");
    assert_eq!(moment.in_zone(&tokyo).timestamp(), moment.timestamp());
    let day = read("2026-03-05", "Europe/Amsterdam").in_zone(&tokyo);
    assert_eq!(day.rfc3339(), "2026-03-05T00:00:00+09:00");
}

#[test]
fn moments_sort_by_the_instant_at_which_they_start() {
    let amsterdam = "Europe/Amsterdam";
    let mut moments = [
        read("2026-03-05 12:00", amsterdam),
        read("2026-03-05 01:00 +09:00", amsterdam),
        read("2026-03-05 00:00", amsterdam),
        read("2026-03-05", amsterdam),
        read("2026-03-04 23:30", "UTC"),
    ];
    moments.sort();
    let sorted: Vec<_> = moments.iter().map(Moment::iso).collect();
    let expected = [
        "2026-03-04T17:00:00+01:00",
        "2026-03-05",
        "2026-03-05T00:00:00+01:00",
        "2026-03-04T23:30:00+00:00",
        "2026-03-05T12:00:00+01:00",
    ];
    assert_eq!(sorted, expected);
}

#[test]
fn how_far_a_clock_is_ahead_is_said_as_every_language_reads_it() {
    let offset = |zone: &str| {
        let zone = TimeZone::parse(zone).unwrap();
        Moment::parse("2026-07-01 9:00", &zone).unwrap().utc_offset()
    };
    assert_eq!(offset("Europe/Amsterdam"), "UTC+2");
    assert_eq!(offset("America/New_York"), "UTC−4");
    assert_eq!(offset("America/St_Johns"), "UTC−2:30");
    assert_eq!(offset("Asia/Kathmandu"), "UTC+5:45");
    assert_eq!(offset("Atlantic/Reykjavik"), "UTC");
}
