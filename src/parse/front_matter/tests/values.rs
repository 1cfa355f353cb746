//! What each key takes.

use super::*;

#[test]
fn scalars_are_text_and_single_values_are_lists() {
    let front = clean(
        "seo_title: 2019\nkicker: yes\ntags: Een\nauthors: [a, ~, '', b, a]\ntakeaways: ['1', b]\naliases:\nsummary: ''\ndate: ''\ndraft: ja\nweight: '3'\nseries: 007",
    );
    assert_eq!(
        (front.seo_title.as_deref(), front.kicker.as_deref()),
        (Some("2019"), Some("yes"))
    );
    assert_eq!(front.takeaways, ["1".into(), "b".into()]);
    assert_eq!(
        (front.draft, front.weight, front.summary.as_deref(), front.aliases.len()),
        (Some(true), Some(3), None, 0)
    );
    assert!(front.date.is_none());
    assert_eq!(front.series.as_ref().map(|series| &*series.value), Some("007"));
    let terms: Vec<(&str, Vec<&str>)> = front
        .terms
        .iter()
        .map(|(name, terms)| (&**name, terms.iter().map(|term| &*term.value).collect()))
        .collect();
    assert_eq!(terms, [("tags", vec!["Een"]), ("authors", vec!["a", "b"])]);
    let title = read_as(Role::Article, "---\ntitle: |\n  Raad\n  besluit\n---\n")
        .0
        .value
        .title
        .map(|title| title.value);
    assert_eq!(title.as_deref(), Some("Raad besluit"));
}

#[test]
fn a_yes_is_no_text_and_a_number_only_where_a_name_can_be_one() {
    for line in [
        "kicker: true",
        "seo_title: false",
        "summary: 3",
        "tags: true",
        "tags: [a, false]",
        "authors: 3",
        "takeaways: 1.5",
        "quotes: true",
        "url: 3",
        "slug: true",
        "aliases: 3",
        "series: true",
    ] {
        found(line, Code::WrongType, &["text"]);
    }
    assert_eq!(
        clean("slug: 2026\ntags: [2026]").slug.map(|slug| slug.value).as_deref(),
        Some("2026")
    );
}

#[test]
fn slips_of_dates_are_told_with_the_date_that_was_meant() {
    for (line, words) in [
        ("date: 2026-02-30", "up to and including 28"),
        ("date: 5 maart 2026", "2026-03-05"),
        ("updated: 05/03/2026", "2026-03-05"),
        ("publish_at: 2026-03-05 25:00", "23:59"),
        ("expires_at: gauw", "2026-03-05"),
        ("event: {start: 2026-11-12 13:00, end: 17:00}", "end: 2026-11-12 17:00"),
        ("event: {start: 12 november 2026 13.00 uur}", "2026-11-12 13:00"),
        ("updated: 2026-01-02 2:00 PM", "2026-01-02 14:00"),
        ("updated: “2026-01-02”", "a curly quote (“)"),
        ("withdrawn: {date: gisteren}", "withdrawn.date"),
    ] {
        found(line, Code::BadDate, &[words]);
    }
}

#[test]
fn an_event_is_read_in_its_own_zone() {
    let event = |event: &str| *clean(&format!("event: {event}")).event.clone().unwrap();
    let london = event(
        "{start: 2026-11-12 13:00, timezone: Europe/London, status: moved_online, online_url: https://a.nl/, venue: Hal}",
    );
    assert_eq!(london.start.value.rfc3339(), "2026-11-12T13:00:00+00:00");
    assert_eq!(
        (london.status, london.attendance, &*london.timezone),
        (EventStatus::MovedOnline, Attendance::Mixed, "Europe/London")
    );
    let day = event(
        "{start: 2026-11-12 13:00, end: 2026-11-12, organiser: {name: A, url: /a/}, speakers: [A, {name: B, role: C}], programme: [Opening, {time: 13:00, title: D, speakers: A}]}",
    );
    assert_eq!(
        (day.timezone.as_ref(), day.attendance),
        ("Europe/Amsterdam", Attendance::Offline)
    );
    assert_eq!(
        (
            day.speakers.len(),
            day.programme[1].time.as_deref(),
            day.programme[1].speakers.len()
        ),
        (2, Some("13:00"), 1)
    );
    for (line, code, words) in [
        (
            "{start: 2026-11-12 13:00, end: 2026-11-12 12:00}",
            Code::EndsBeforeStart,
            "earlier moment in start",
        ),
        (
            "{start: 2026-11-12, end: 2026-11-11}",
            Code::EndsBeforeStart,
            "ends before it starts",
        ),
        ("{venue: Hal}", Code::BadValue, "start: 2026-11-12 13:00"),
        ("{start: ''}", Code::BadValue, "no start"),
        (
            "{start: 2026-11-12, timezone: Amsterdam}",
            Code::BadValue,
            "Europe/Amsterdam",
        ),
        (
            "{start: 2026-11-12, status: canceled}",
            Code::BadValue,
            "status: \"cancelled\"",
        ),
        (
            "{start: 2026-11-12, status: Afgelast}",
            Code::BadValue,
            "status: \"cancelled\"",
        ),
        (
            "{start: 2026-11-12, status: uitgesteld}",
            Code::BadValue,
            "status: \"postponed\"",
        ),
        (
            "{start: 2026-11-12, status: onzeker}",
            Code::BadValue,
            "write one of these words behind status: scheduled, cancelled",
        ),
        (
            "{start: 2026-11-12, attendance: hybride}",
            Code::BadValue,
            "attendance: \"mixed\"",
        ),
        (
            "{start: 2026-11-12, organiser: {url: /a/}}",
            Code::BadValue,
            "organiser has no name",
        ),
        (
            "{start: 2026-11-12, programme: [{time: 13:00}]}",
            Code::BadValue,
            "no title",
        ),
        ("{start: 2026-11-12, venu: x}", Code::NearMiss, "did you mean  venue"),
        ("{start: 2026-11-12, regie: x}", Code::NearMiss, "it knows: name, start"),
    ] {
        found(&format!("event: {line}"), code, &[words]);
    }
}

#[test]
fn reports_carry_quotes_downloads_and_histories() {
    let front = clean(
        "quotes: [Kort, {text: Lang, name: A}]\ndownloads: [a.pdf, {title: B, file: /b.pdf, language: nl}, {url: https://a.nl/c.pdf}]\n\
        changes: [{date: 2026-03-06, text: C}]\nwithdrawn: {date: 2026-04-01, replaced_by: ../nieuw.md}\nrelated: false\n\
        image: {src: a.jpg, alt: '', focus: 50% 30%}",
    );
    assert_eq!(
        (front.quotes.len(), front.downloads.len(), front.changes.len()),
        (2, 3, 1)
    );
    assert!(matches!(front.downloads[2].source.value, DownloadSource::Url(_)));
    assert_eq!(front.related, Related::Off);
    assert_eq!(front.image.and_then(|image| image.alt).as_deref(), Some(""));
    for (line, words) in [
        ("quotes: [{name: A}]", "no text"),
        ("downloads: [{title: A}]", "no file"),
        ("changes: [{date: 2026-03-06}]", "a date and a text"),
        ("corrections: {text: x}", "a date and a text"),
        ("image: {src: a.jpg, focus: midden}", "two percentages"),
        ("language: Nederlands", "language: \"nl\""),
        ("language: Klingon!", "language: \"nl\""),
    ] {
        found(line, Code::BadValue, &[words]);
    }
    found(
        "authors: [{name: A. Jansen}]",
        Code::WrongType,
        &["write only the name:  authors: [\"A. Jansen\"]"],
    );
    found(
        "image: 5",
        Code::WrongType,
        &["image is a number, and should be one picture"],
    );
    found(
        "image: {alt: x, caption: y}",
        Code::BadValue,
        &["no picture is shown", "src: \"foto.jpg\""],
    );
    clean("image: {src: , alt: ''}");
    clean("image: {alt: x}\nlanguage: en");
    assert_eq!(clean("related: nee").related, Related::Off);
    found("image: {source: a.jpg}", Code::NearMiss, &["image has no key source"]);
}

#[test]
fn spaces_that_were_pasted_are_told_of() {
    check("title:\u{a0}X", &["2:7 syntax"]);
    check("title:\u{a0}X\ndate:\u{a0}2026-01-02", &["2:7 syntax", "3:6 syntax"]);
    found(
        "image:\n\u{a0}\u{a0}src: weg.jpg",
        Code::Syntax,
        &["starts with a no-break space (U+00A0)", "type spaces in its place"],
    );
}

#[test]
fn an_update_comes_after_the_date() {
    found(
        "date: 2026-03-02\nupdated: 2026-03-01",
        Code::BadValue,
        &["updated lies before date"],
    );
    clean("date: 2026-03-02 10:00\nupdated: 2026-03-02");
    clean("date: 2026-03-02\nupdated: 2026-03-02");
}
