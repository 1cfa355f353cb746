//! Reading dates: what is accepted, what is refused and how.

use super::*;

fn amsterdam() -> TimeZone {
    TimeZone::parse("Europe/Amsterdam").unwrap()
}

#[track_caller]
fn reads(written: &str, expected: &str) {
    let moment = moment(written, &amsterdam()).unwrap();
    assert_eq!(moment.iso(), expected, "{written}");
}

#[track_caller]
fn refuses(written: &str, kind: DateErrorKind, hint: &str) {
    let error = moment(written, &amsterdam()).expect_err(written);
    assert_eq!((error.kind, error.hint()), (kind, hint), "{written}");
    assert!(error.message().contains(written.trim()), "{written}: {error}");
}

#[test]
fn days_are_read() {
    reads("2026-03-05", "2026-03-05");
    reads(" 2026-03-05\t", "2026-03-05");
    reads("2026-3-5", "2026-03-05");
    reads("2024-02-29", "2024-02-29");
}

#[test]
fn times_without_offset_are_those_of_the_zone() {
    reads("2026-03-05 9:00", "2026-03-05T09:00:00+01:00");
    reads("2026-07-05 09:00", "2026-07-05T09:00:00+02:00");
    reads("2026-03-05T09:00", "2026-03-05T09:00:00+01:00");
    reads("2026-03-05 09:00:30", "2026-03-05T09:00:30+01:00");
    reads("2026-03-05  09:00:30.123456789", "2026-03-05T09:00:30+01:00");
    reads("2026-03-05 23:59", "2026-03-05T23:59:00+01:00");
    reads("2026-03-05 00:00", "2026-03-05T00:00:00+01:00");
}

#[test]
fn times_with_an_offset_are_shown_as_the_clocks_of_the_zone_showed_them() {
    reads("2026-03-05T09:00:00+01:00", "2026-03-05T09:00:00+01:00");
    reads("2020-07-22 8:00:00 -0500", "2020-07-22T15:00:00+02:00");
    reads("2012-02-22 15:09:51 -0400", "2012-02-22T20:09:51+01:00");
    reads("2012-02-22 23:09:51 -0400", "2012-02-23T04:09:51+01:00");
    reads("2026-03-05T09:00Z", "2026-03-05T10:00:00+01:00");
    reads("2026-03-05t09:00:00.5z", "2026-03-05T10:00:00+01:00");
    reads("2026-03-05 09:00 UTC", "2026-03-05T10:00:00+01:00");
    reads("2026-03-05 09:00 +01", "2026-03-05T09:00:00+01:00");
    reads("2026-03-05 09:00:00+05:30", "2026-03-05T04:30:00+01:00");
}

#[test]
fn the_clock_change_follows_the_compatible_rule() {
    // 29 March 2026: from 02:00 to 03:00.
    reads("2026-03-29 01:59", "2026-03-29T01:59:00+01:00");
    let skipped = Moment::parse("2026-03-29 02:30", &amsterdam()).map_err(|error| error.kind);
    assert_eq!(skipped, Err(DateErrorKind::SkippedTime));
    reads("2026-03-29 03:00", "2026-03-29T03:00:00+02:00");
    // 25 October 2026: from 03:00 back to 02:00; the first of the two is meant.
    reads("2026-10-25 02:30", "2026-10-25T02:30:00+02:00");
    reads("2026-10-25 02:30 +01:00", "2026-10-25T02:30:00+01:00");
    reads("2026-10-25 03:00", "2026-10-25T03:00:00+01:00");
}

#[test]
fn days_and_times_that_do_not_exist_are_refused() {
    use DateErrorKind::{NoSuchDay, NoSuchTime};
    refuses(
        "2026-02-30",
        NoSuchDay,
        "the days of 2026-02 go from 01 up to and including 28",
    );
    refuses(
        "2026-04-00",
        NoSuchDay,
        "the days of 2026-04 go from 01 up to and including 30",
    );
    refuses("2026-31-03", NoSuchDay, "the month comes before the day: 2026-03-31");
    refuses("2026-13-05", NoSuchDay, "the month comes before the day: 2026-05-13");
    refuses("2026-99-99", NoSuchDay, "the months go from 01 up to and including 12");
    refuses("9999-12-31", NoSuchDay, "use a year from 0001 up to and including 9998");
    refuses("0000-01-01", NoSuchDay, "use a year from 0001 up to and including 9998");
    refuses(
        "2026-03-05 25:00",
        NoSuchTime,
        "a time goes from 00:00 up to and including 23:59",
    );
    refuses(
        "2026-03-05 09:60",
        NoSuchTime,
        "a time goes from 00:00 up to and including 23:59",
    );
    refuses(
        "2026-12-31 24:00",
        NoSuchTime,
        "midnight is the start of a day: 2027-01-01 00:00",
    );
}

#[test]
fn a_month_as_a_word_is_refused_with_the_date_in_figures() {
    use DateErrorKind::InWords;
    for (written, figures) in [
        ("5 maart 2026", "2026-03-05"),
        ("March 5, 2026", "2026-03-05"),
        ("5th March 2026", "2026-03-05"),
        ("donderdag 5 maart 2026 9:00", "2026-03-05 09:00"),
        ("5. März 2026", "2026-03-05"),
        ("1er août 2026", "2026-08-01"),
        ("Thu, 05 Mar 2026 10:00:00 +0100", "2026-03-05 10:00"),
        ("5-mei-2026", "2026-05-05"),
        ("13 juin 2026", "2026-06-13"),
        ("13 JULI 2026", "2026-07-13"),
        ("maandag 4 mei 2026", "2026-05-04"),
        ("mardi 5 mai 2026", "2026-05-05"),
        ("Sept. 3 2026", "2026-09-03"),
    ] {
        refuses(written, InWords, &format!("write it in figures: {figures}"));
    }
    refuses("31 februari 2026", InWords, HOW);
    refuses("maart 2026", InWords, HOW);
    refuses("maandag 4 2026", DateErrorKind::NotADate, HOW);
    refuses("4 jui 2026", DateErrorKind::NotADate, HOW);
}

#[test]
fn another_order_is_refused_with_what_may_be_meant() {
    use DateErrorKind::WrongOrder;
    refuses(
        "05/03/2026",
        WrongOrder,
        "write 2026-03-05 or 2026-05-03, whichever is meant",
    );
    refuses(
        "5-3-2026",
        WrongOrder,
        "write 2026-03-05 or 2026-05-03, whichever is meant",
    );
    refuses("25.03.2026 9:00", WrongOrder, "write 2026-03-25 09:00");
    refuses("03/25/2026", WrongOrder, "write 2026-03-25");
    refuses("5/5/2026", WrongOrder, "write 2026-05-05");
    refuses("2026/03/05", WrongOrder, "write 2026-03-05");
    refuses("20260305", WrongOrder, "put hyphens between: 2026-03-05");
    refuses("20260305T0900", WrongOrder, "put hyphens between: 2026-03-05 09:00");
    refuses("05-03-26", WrongOrder, HOW);
    refuses("45/45/2026", WrongOrder, HOW);
}

#[test]
fn what_is_no_date_is_refused() {
    use DateErrorKind::{NotADate, NotATime, NotAnOffset};
    for written in [
        "",
        "morgen",
        "true",
        "2026",
        "12",
        "2026-03",
        "20261399",
        "-2026-03-05",
        "é",
        "1.5",
        "123456789",
    ] {
        let error = moment(written, &amsterdam()).expect_err(written);
        assert_eq!((error.kind, error.hint()), (NotADate, HOW), "{written}");
    }
    let time = "write the time in hours and minutes, such as  2026-03-05 09:00  , or leave it out";
    refuses("2026-03-05 ochtend", NotATime, time);
    refuses("2026-03-05 9:00:00.", NotATime, "write  2026-03-05 09:00");
    refuses("2026-03-05, 9:00", NotATime, "write  2026-03-05 09:00");
    refuses("2026-03-05T", NotATime, HOW);
    refuses("2026-03-05-raad", NotATime, HOW);
    let offset = "leave it out for the site's own time zone, or write the difference in figures, such as  2026-03-05 09:00 +01:00";
    for written in ["2026-03-05 9:00 CET", "2026-03-05 9:00 +25:00", "2026-03-05 9:00 +1"] {
        refuses(written, NotAnOffset, offset);
    }
}

#[test]
fn the_hint_has_the_time_that_was_written() {
    for (written, time) in [
        ("10.00", "10:00"),
        ("9u30", "09:30"),
        ("9 uur", "09:00"),
        ("om 14:00", "14:00"),
        ("om 14:00 uur", "14:00"),
        ("14:00 uur", "14:00"),
        ("14h30", "14:30"),
        ("2:00 PM", "14:00"),
        ("2:00 p.m.", "14:00"),
        ("2pm", "14:00"),
        ("12:15 AM", "00:15"),
        ("12:15 PM", "12:15"),
        ("3 uur 's middags", "15:00"),
    ] {
        let error = moment(&format!("2026-01-02 {written}"), &amsterdam()).expect_err(written);
        assert_eq!(error.hint(), format!("write  2026-01-02 {time}"), "{written}");
        let error = moment(&format!("2 januari 2026 {written}"), &amsterdam()).expect_err(written);
        assert_eq!(
            error.hint(),
            format!("write it in figures: 2026-01-02 {time}"),
            "{written}"
        );
    }
}

#[test]
fn a_pasted_date_is_refused_with_what_is_in_it() {
    for (written, odd) in [
        ("2026–01–02", "an en dash (–)"),
        ("“2026-01-02”", "a curly quote (“)"),
        ("2026-01-02\u{200b}", "nobody can see (U+200B)"),
        ("2026‑01‑02", "a dash of another kind (‑)"),
    ] {
        let error = moment(written, &amsterdam()).expect_err(written);
        assert!(error.message().contains(odd), "{error}");
        assert!(error.hint().ends_with(":  2026-01-02"), "{}", error.hint());
    }
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn no_text_is_a_panic(text in "\\PC{0,30}|[0-9T:/. +-]{0,24}|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}[T ][0-9:.]{0,12}[Z+-]?[0-9]{0,4}") {
            if let Ok(moment) = moment(&text, &amsterdam()) {
                let _ = (moment.rfc2822(), moment.end_timestamp(&amsterdam()));
                prop_assert_eq!(Moment::parse(&moment.iso(), &amsterdam()).unwrap().timestamp(), moment.timestamp());
            }
        }
    }
}
