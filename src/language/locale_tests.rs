//! What each language writes.

use super::*;
use crate::date::TimeZone;

fn locale(tag: &str) -> Locale {
    Locale::of(&Tag::parse(tag).unwrap())
}

fn date(text: &str) -> Date {
    text.parse().unwrap()
}

fn moment(text: &str) -> Moment {
    Moment::parse(text, &TimeZone::parse("Europe/Amsterdam").unwrap()).unwrap()
}

#[test]
fn a_locale_can_be_shared_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<Locale>();
}

#[test]
fn numbers_have_the_groups_and_decimals_of_the_language() {
    for (tag, small, large, decimal) in [
        ("nl", "1.234", "-1.234.567", "1.234,5"),
        ("en", "1,234", "-1,234,567", "1,234.5"),
        ("en-GB", "1,234", "-1,234,567", "1,234.5"),
        ("de", "1.234", "-1.234.567", "1.234,5"),
        ("fr", "1\u{202f}234", "-1\u{202f}234\u{202f}567", "1\u{202f}234,5"),
        ("fy", "1.234", "-1.234.567", "1.234,5"),
        ("es", "1234", "-1.234.567", "1234,5"),
        ("pl", "1234", "-1\u{a0}234\u{a0}567", "1234,5"),
        ("cy", "1,234", "-1,234,567", "1,234.5"),
    ] {
        let locale = locale(tag);
        let found = (locale.number(1234), locale.number(-1_234_567), locale.decimal(1234.5));
        assert_eq!(found, (small.into(), large.into(), decimal.into()), "{tag}");
    }
    let nl = locale("nl");
    assert_eq!(nl.number(0), "0");
    assert_eq!(nl.number(999), "999");
    assert_eq!(nl.number(i64::MIN), "-9.223.372.036.854.775.808");
    assert_eq!(nl.decimal(1.0), "1,0");
    assert_eq!(nl.decimal(-0.01), "0,0");
    assert_eq!(nl.decimal(-2.26), "-2,3");
    assert_eq!(nl.decimal(f64::NAN), "NaN");
}

#[test]
fn file_sizes_are_rounded_for_people() {
    let nl = locale("nl");
    for (bytes, expected) in [
        (0, "0 B"),
        (999, "999 B"),
        (1000, "1 kB"),
        (340_400, "340 kB"),
        (999_499, "999 kB"),
        (999_500, "1 MB"),
        (1_240_000, "1,2 MB"),
        (9_940_000, "9,9 MB"),
        (9_960_000, "10 MB"),
        (24_400_000, "24 MB"),
        (999_600_000, "1 GB"),
        (2_500_000_000, "2,5 GB"),
        (1_234_000_000_000, "1.234 GB"),
        (u64::MAX, "18.446.744.074 GB"),
    ] {
        assert_eq!(nl.file_size(bytes), expected);
    }
    assert_eq!(locale("fr").file_size(1_240_000), "1,2\u{a0}Mo");
    assert_eq!(locale("en").file_size(1_240_000), "1.2 MB");
}

#[test]
fn dates_are_written_as_cldr_has_them() {
    for (tag, long, short, full) in [
        ("nl", "13 oktober 2019", "13 okt 2019", "13 oktober 2019 om 09:00"),
        ("nl-BE", "13 oktober 2019", "13 okt 2019", "13 oktober 2019 om 09:00"),
        (
            "en",
            "October 13, 2019",
            "Oct 13, 2019",
            "October 13, 2019 at 9:00\u{a0}AM",
        ),
        (
            "en-US",
            "October 13, 2019",
            "Oct 13, 2019",
            "October 13, 2019 at 9:00\u{a0}AM",
        ),
        ("en-GB", "13 October 2019", "13 Oct 2019", "13 October 2019 at 09:00"),
        ("en-IE", "13 October 2019", "13 Oct 2019", "13 October 2019 at 09:00"),
        ("de", "13. Oktober 2019", "13. Okt. 2019", "13. Oktober 2019 um 09:00"),
        ("fr", "13 octobre 2019", "13 oct. 2019", "13 octobre 2019 à 09:00"),
        ("fy", "13 Oktober 2019", "13 Okt 2019", "13 Oktober 2019 om 09:00"),
        (
            "es",
            "13 de octubre de 2019",
            "13 oct 2019",
            "13 de octubre de 2019 a las 09:00",
        ),
        ("it", "13 ottobre 2019", "13 ott 2019", "13 ottobre 2019 alle ore 09:00"),
        (
            "pl",
            "13 października 2019",
            "13 paź 2019",
            "13 października 2019 09:00",
        ),
        ("da", "13. oktober 2019", "13. okt. 2019", "13. oktober 2019 kl. 09.00"),
        ("sv", "13 oktober 2019", "13 okt. 2019", "13 oktober 2019 kl. 09:00"),
        ("nn", "13. oktober 2019", "13. okt. 2019", "13. oktober 2019 kl. 09:00"),
        (
            "pt",
            "13 de outubro de 2019",
            "13 de out. de 2019",
            "13 de outubro de 2019 às 09:00",
        ),
        ("cy", "2019-10-13", "2019-10-13", "2019-10-13 09:00"),
    ] {
        let locale = locale(tag);
        let day = date("2019-10-13");
        assert_eq!(locale.long_date(day), long, "{tag}");
        assert_eq!(locale.short_date(day), short, "{tag}");
        assert_eq!(locale.moment(&moment("2019-10-13 9:00")), full, "{tag}");
        assert_eq!(locale.moment(&moment("2019-10-13")), long, "{tag}");
    }
    assert_eq!(locale("nl").short_date(date("2026-03-05")), "5 mrt 2026");
    assert_eq!(locale("en-GB").short_date(date("2026-09-05")), "5 Sept 2026");
}

#[test]
fn months_and_weekdays_have_names() {
    assert_eq!(locale("nl").month(3), "maart");
    assert_eq!(locale("de").weekday(date("2019-10-13").weekday()), "Sonntag");
    assert_eq!(locale("fy").weekday(date("2019-10-14").weekday()), "moandei");
    for month in [i8::MIN, -1, 0, 13, i8::MAX] {
        assert_eq!(locale("nl").month(month), "");
    }
}

#[test]
fn english_of_america_counts_twelve_hours_twice() {
    let en = locale("en");
    for (time, expected) in [
        ("00:05", "12:05\u{a0}AM"),
        ("12:00", "12:00\u{a0}PM"),
        ("23:59", "11:59\u{a0}PM"),
    ] {
        assert_eq!(en.time(time.parse().unwrap()), expected);
    }
}

#[test]
fn a_range_is_as_short_as_it_can_be_said() {
    #[track_caller]
    fn check(tag: &str, start: &str, end: &str, expected: &str) {
        let parts = |text| {
            let moment = moment(text);
            (moment.date, moment.time)
        };
        let end = (!end.is_empty()).then(|| parts(end));
        assert_eq!(locale(tag).range(parts(start), end), expected);
    }
    check("nl", "2026-11-12", "", "12 november 2026");
    check("nl", "2026-11-12", "2026-11-12", "12 november 2026");
    check("nl", "2026-10-05", "2026-10-07", "5–\u{2060}7 oktober 2026");
    check("nl", "2026-11-30", "2026-12-02", "30 november – 2 december 2026");
    check("nl", "2026-12-30", "2027-01-02", "30 december 2026 – 2 januari 2027");
    check("nl", "2026-11-12 13:00", "", "12 november 2026 om 13:00");
    check(
        "nl",
        "2026-11-12 13:00",
        "2026-11-12 17:00",
        "12 november 2026, 13:00–\u{2060}17:00",
    );
    check(
        "nl",
        "2026-11-12 20:00",
        "2026-11-13 00:00",
        "12 november 2026, 20:00–\u{2060}00:00",
    );
    check(
        "nl",
        "2026-11-12 13:00",
        "2026-11-12 13:00",
        "12 november 2026 om 13:00",
    );
    check(
        "nl",
        "2026-11-12 13:00",
        "2026-11-12 09:00",
        "12 november 2026 om 13:00",
    );
    check("nl", "2026-11-12 13:00", "2026-11-12", "12 november 2026 om 13:00");
    check("nl", "2026-11-12 13:00", "2026-11-13", "12–\u{2060}13 november 2026");
    check("nl", "2026-11-12", "2026-11-12 17:00", "12 november 2026");
    check("nl", "2026-11-12", "2026-11-10", "12 november 2026");
    let both = "12 november 2026 om 13:00 – 13 november 2026 om 17:00";
    check("nl", "2026-11-12 13:00", "2026-11-13 17:00", both);
    check("en", "2026-10-05", "2026-10-07", "October 5–\u{2060}7, 2026");
    check("en", "2026-11-30", "2026-12-02", "November 30 – December 2, 2026");
    check(
        "en",
        "2026-11-12 13:00",
        "2026-11-12 17:00",
        "November 12, 2026, 1:00–\u{2060}5:00\u{a0}PM",
    );
    check(
        "en",
        "2026-11-12 9:00",
        "2026-11-12 17:00",
        "November 12, 2026, 9:00\u{a0}AM – 5:00\u{a0}PM",
    );
    check(
        "en-GB",
        "2026-11-12 13:00",
        "2026-11-12 17:00",
        "12 November 2026, 13:00–\u{2060}17:00",
    );
    check("de", "2026-10-05", "2026-10-07", "5.–\u{2060}7. Oktober 2026");
    check("fr", "2026-11-30", "2026-12-02", "30 novembre – 2 décembre 2026");
    check("es", "2026-10-05", "2026-10-07", "5–\u{2060}7 de octubre de 2026");
    check("cy", "2026-10-05", "2026-10-07", "2026-10-05 – 2026-10-07");
}

#[test]
fn a_month_by_itself_begins_with_a_capital() {
    for (tag, expected) in [
        ("nl", "Maart"),
        ("en", "March"),
        ("fr", "Mars"),
        ("pl", "Marzec"),
        ("cy", "2019-03"),
    ] {
        assert_eq!(locale(tag).month_of(2019, 3), expected, "{tag}");
    }
}

#[test]
fn money_is_written_as_the_language_has_it() {
    for (tag, euro, franc) in [
        ("nl", "€\u{a0}1.234,50", "CHF\u{a0}12"),
        ("en", "€1,234.50", "CHF\u{a0}12"),
        ("de", "1.234,50\u{a0}€", "12\u{a0}CHF"),
        ("fr", "1\u{202f}234,50\u{a0}€", "12\u{a0}CHF"),
    ] {
        let locale = Locale::of(&Tag::parse(tag).unwrap());
        assert_eq!(
            (&*locale.money(123_450, "EUR"), &*locale.money(1200, "CHF")),
            (euro, franc),
            "{tag}"
        );
    }
}
