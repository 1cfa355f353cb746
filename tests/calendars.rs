//! Calendars, read back by a parser that is not ours: one of each event, and those to subscribe to.

mod common;

use calcard::common::timezone::Tz;
use calcard::icalendar::{ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use common::{Built, site};

const EVENTS: &str = "
    -- site.toml --
    title = { nl = \"Stad\", en = \"City\" }
    base_url = \"https://stad.example/map/\"
    [languages.en]
    fallback = \"show\"
    [sections.agenda]
    title = \"Agenda\"
    kind = \"event\"
";

/// A site with the settings of [`EVENTS`] and these files.
fn with(files: &str) -> common::Site {
    site(&format!("{EVENTS}{files}"))
}

/// Reads a calendar, and by the letter what its parser is lenient about.
#[track_caller]
fn calendar(built: &Built<'_>, path: &str) -> ICalendar {
    let text = built.page(path);
    assert!(
        text.ends_with("\r\n") && !text.replace("\r\n", "").contains(['\r', '\n']),
        "{text}"
    );
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{} bytes: {line}", line.len());
    }
    let mut open = Vec::new();
    for line in text.lines() {
        if let Some(name) = line.strip_prefix("BEGIN:") {
            open.push(name);
        } else if let Some(name) = line.strip_prefix("END:") {
            assert_eq!(open.pop(), Some(name), "{text}");
        }
        let name = line.split([':', ';']).next().unwrap_or_default();
        let is_name = name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'-') && !name.is_empty();
        assert!(is_name || line.starts_with(' '), "{line}");
    }
    assert!(open.is_empty() && text.starts_with("BEGIN:VCALENDAR\r\n"), "{text}");
    let mut parser = Parser::new(&text);
    let entry = parser.entry();
    let Entry::ICalendar(calendar) = entry else {
        panic!("{path} is no calendar, but {entry:?}:\n{text}");
    };
    assert_eq!(parser.entry(), Entry::Eof, "{text}");
    // RFC 5545 §3.6: at least one component.
    assert!(calendar.components.len() > 1, "{text}");
    for (property, name) in [
        (ICalendarProperty::Version, "VERSION"),
        (ICalendarProperty::Prodid, "PRODID"),
    ] {
        assert!(
            calendar.components[0].has_property(&property),
            "{path} lacks {name}:\n{text}"
        );
    }
    for event in events(&calendar) {
        for needed in [
            ICalendarProperty::Uid,
            ICalendarProperty::Dtstamp,
            ICalendarProperty::Dtstart,
        ] {
            assert_eq!(event.properties(&needed).count(), 1, "{needed:?}:\n{text}");
        }
    }
    calendar
}

fn events(calendar: &ICalendar) -> Vec<&ICalendarComponent> {
    let is_event = |component: &&ICalendarComponent| component.component_type == ICalendarComponentType::VEvent;
    calendar.components.iter().filter(is_event).collect()
}

fn of(event: &ICalendarComponent, property: ICalendarProperty) -> &str {
    let entry = event.property(&property);
    entry
        .and_then(|entry| entry.values.first()?.as_text())
        .unwrap_or_default()
}

fn summaries(calendar: &ICalendar) -> Vec<&str> {
    events(calendar)
        .into_iter()
        .map(|event| of(event, ICalendarProperty::Summary))
        .collect()
}

/// When the events of a calendar start and end, as the parser works it out with zone data of its own.
fn times(calendar: &ICalendar) -> Vec<(String, String)> {
    let expanded = calendar.expand_dates(Tz::UTC, 100);
    assert_eq!(expanded.errors, []);
    let time = |second: i64| jiff::Timestamp::from_second(second).expect("a moment").to_string();
    let stamps = expanded.events.iter().map(|event| event.timestamps());
    stamps.map(|(start, end)| (time(start), time(end))).collect()
}

#[test]
fn an_event_can_be_taken_into_a_calendar() {
    let site = with(
        "
    -- content/agenda/congres.md --
    ---
    title: Elf gemeenten over de balie
    date: 2026-11-17 10:00
    updated: 2026-11-18
    tags: [Open data, \"Recht, en meer\"]
    authors: [Jan Jansen]
    summary: \"Een *dag* lang; met koffie, en taart.\"
    event:
      name: \"Congres: de balie\"
      start: 2026-12-05 09:30
      end: 2026-12-05 17:00
      venue: De Punt
      address: Plein 1, Stad
      online_url: https://kijk.example/?a=1,2;b
      organiser: { name: Gemeente Stad, url: \"https://www.stad.example/\" }
    ---
    Tekst.
    ",
    );
    let built = site.build();
    built.is_clean();
    let calendar = calendar(&built, "agenda/congres/event.ics");
    let event = events(&calendar)[0];
    for (property, expected) in [
        (ICalendarProperty::Summary, "Congres: de balie"),
        (ICalendarProperty::Location, "De Punt, Plein 1, Stad"),
        (ICalendarProperty::Url, "https://stad.example/map/agenda/congres/"),
        (ICalendarProperty::Conference, "https://kijk.example/?a=1,2;b"),
        (ICalendarProperty::Contact, "Gemeente Stad"),
    ] {
        assert_eq!(of(event, property.clone()), expected, "{property:?}");
    }
    let description = "Een dag lang; met koffie, en taart.\n\nhttps://stad.example/map/agenda/congres/";
    assert_eq!(of(event, ICalendarProperty::Description), description);
    let categories = event.property(&ICalendarProperty::Categories).expect("categories");
    let categories: Vec<_> = categories.values.iter().filter_map(|value| value.as_text()).collect();
    assert_eq!(categories, ["Open data", "Recht, en meer"]);
    assert_eq!(
        times(&calendar),
        [("2026-12-05T08:30:00Z".into(), "2026-12-05T16:00:00Z".into())]
    );
    let text = built.page("agenda/congres/event.ics");
    for line in [
        "DTSTART;TZID=Europe/Amsterdam:20261205T093000\r\n",
        "DTSTAMP:20261117T230000Z\r\n",
        "STATUS:CONFIRMED\r\n",
        "SEQUENCE:29915940\r\n",
    ] {
        assert!(text.contains(line), "no {line}:\n{text}");
    }
    // The page leads there.
    built
        .page_contains(
            "agenda/congres/index.html",
            "href=\"/map/agenda/congres/event.ics\" type=\"text/calendar\">Zet in uw agenda</a>",
        )
        .page_contains(
            "agenda/congres/index.html",
            "<link rel=\"alternate\" type=\"text/calendar\"",
        )
        .page_contains(
            "agenda/index.html",
            "<a href=\"webcal://stad.example/map/agenda/calendar.ics\">Abonneer</a>",
        )
        .page_contains(
            "en/agenda/index.html",
            "<a href=\"webcal://stad.example/map/en/agenda/calendar.ics\">Subscribe</a>",
        )
        .page_contains("index.html", "href=\"/map/calendar.ics\"")
        .page_contains("tags/open-data/index.html", "href=\"/map/tags/open-data/calendar.ics\"");
}

#[test]
fn times_are_told_as_they_are_meant() {
    let event = |name: &str, event: &str| {
        format!(
            "\n    -- content/agenda/{name}.md --\n    ---\n    title: {name}\n    date: 2026-01-01\n    event: {{ {event} }}\n    ---\n"
        )
    };
    let files = [
        event("a-zonder-einde", "start: 2027-01-05 09:30"),
        event("b-hele-dag", "start: 2027-02-05"),
        event("c-hele-dagen", "start: 2027-03-05, end: 2027-03-07"),
        event("d-tot-en-met-een-dag", "start: 2027-04-05 13:00, end: 2027-04-06"),
        event(
            "e-nacht-van-zomertijd",
            "start: 2027-03-27 22:00, end: 2027-03-28 05:00",
        ),
        event(
            "f-uur-dat-tweemaal-komt",
            "start: \"2027-10-31T02:30:00+01:00\", end: 2027-10-31 04:00",
        ),
        event(
            "g-elders",
            "start: 2027-05-05 09:30, end: 2027-05-05 10:00, timezone: Asia/Kolkata",
        ),
        event("h-utc", "start: 2027-06-05 09:30, timezone: UTC"),
        event("i-einde-is-begin", "start: 2027-07-05 09:30, end: 2027-07-05 09:30"),
    ];
    let site = with(&files.concat());
    let built = site.build();
    built.is_clean();
    let of = |name: &str| {
        let path = format!("agenda/{name}/event.ics");
        let calendar = calendar(&built, &path);
        let text = built.page(&path).replace("\r\n ", "");
        let lines = text.split("BEGIN:VEVENT").nth(1).unwrap_or_default();
        let lines = lines
            .lines()
            .filter(|line| line.starts_with("DTSTART") || line.starts_with("DTEND"));
        (lines.map(str::to_owned).collect::<Vec<_>>(), times(&calendar).remove(0))
    };
    let check = |name: &str, lines: &[&str], start: &str, end: &str| {
        let (written, (starts, ends)) = of(name);
        assert_eq!(
            (written, starts.as_str()),
            (lines.iter().map(|line| (*line).to_owned()).collect(), start),
            "{name}"
        );
        // Of an end that is not told parsers think differently.
        assert!(end.is_empty() || ends == end, "{name}: {ends}");
    };
    let z = |text: &str| format!("2027-{text}:00Z");
    check(
        "a-zonder-einde",
        &["DTSTART;TZID=Europe/Amsterdam:20270105T093000"],
        &z("01-05T08:30"),
        "",
    );
    let day = ["DTSTART;VALUE=DATE:20270205", "DTEND;VALUE=DATE:20270206"];
    check("b-hele-dag", &day, &z("02-05T00:00"), &z("02-06T00:00"));
    let days = ["DTSTART;VALUE=DATE:20270305", "DTEND;VALUE=DATE:20270308"];
    check("c-hele-dagen", &days, &z("03-05T00:00"), &z("03-08T00:00"));
    let lines = [
        "DTSTART;TZID=Europe/Amsterdam:20270405T130000",
        "DTEND;TZID=Europe/Amsterdam:20270407T000000",
    ];
    check("d-tot-en-met-een-dag", &lines, &z("04-05T11:00"), &z("04-06T22:00"));
    let lines = [
        "DTSTART;TZID=Europe/Amsterdam:20270327T220000",
        "DTEND;TZID=Europe/Amsterdam:20270328T050000",
    ];
    check("e-nacht-van-zomertijd", &lines, &z("03-27T21:00"), &z("03-28T03:00"));
    // A clock would mean the first of the two (§3.3.5), which is an hour earlier.
    let lines = [
        "DTSTART:20271031T013000Z",
        "DTEND;TZID=Europe/Amsterdam:20271031T040000",
    ];
    check("f-uur-dat-tweemaal-komt", &lines, &z("10-31T01:30"), &z("10-31T03:00"));
    let lines = [
        "DTSTART;TZID=Asia/Kolkata:20270505T093000",
        "DTEND;TZID=Asia/Kolkata:20270505T100000",
    ];
    check("g-elders", &lines, &z("05-05T04:00"), &z("05-05T04:30"));
    check("h-utc", &["DTSTART:20270605T093000Z"], &z("06-05T09:30"), "");
    check(
        "i-einde-is-begin",
        &["DTSTART;TZID=Europe/Amsterdam:20270705T093000"],
        &z("07-05T07:30"),
        "",
    );
    // Each time zone once, before the events; universal time needs none.
    let all = built.page("agenda/calendar.ics");
    assert_eq!(all.matches("BEGIN:VTIMEZONE").count(), 2, "{all}");
    assert!(!built.page("agenda/h-utc/event.ics").contains("VTIMEZONE"));
    assert_eq!(times(&calendar(&built, "agenda/calendar.ics")).len(), 9);
}

#[test]
fn a_list_has_a_calendar_of_what_is_to_come() {
    let mut site = with(
        "
    -- content/agenda/eerst.md --
    ---
    title: Eerst
    date: 2026-01-01
    tags: [Data]
    event: { start: 2026-12-01 10:00 }
    ---
    -- content/agenda/eerst.en.md --
    ---
    title: First
    ---
    -- content/agenda/later.md --
    ---
    title: Later
    date: 2026-01-01
    event: { start: 2026-12-20, status: cancelled }
    ---
    -- content/agenda/geweest.md --
    ---
    title: Geweest
    date: 2026-01-01
    tags: [Recht]
    event: { start: 2026-10-01 }
    ---
    -- content/nieuws/ook.md --
    ---
    title: Ook
    date: 2026-01-01
    tags: [Data]
    event: { start: 2026-12-10 }
    ---
    -- content/nieuws/geen.md --
    ---
    title: Geen
    date: 2026-01-01
    tags: [Weer]
    ---
    -- content/agenda/geheim.md --
    ---
    title: Geheim
    date: 2026-11-30
    event: { start: 2026-12-24, venue: Geheim }
    ---
    -- content/agenda/schets.md --
    ---
    title: Schets
    date: 2026-01-01
    draft: true
    event: { start: 2026-12-25 }
    ---
    ",
    );
    {
        let built = site.build();
        built.is_clean().nowhere("Geheim").nowhere("geheim").nowhere("Schets");
        let of = |path: &str| summaries(&calendar(&built, path)).join(" ");
        assert_eq!(of("calendar.ics"), "Eerst Ook Later");
        assert_eq!(of("en/calendar.ics"), "First Ook Later");
        assert_eq!(of("agenda/calendar.ics"), "Eerst Later");
        assert_eq!(of("en/agenda/calendar.ics"), "First Later");
        assert_eq!(of("nieuws/calendar.ics"), "Ook");
        assert_eq!(of("tags/data/calendar.ics"), "Eerst Ook");
        // Nobody who subscribed finds it gone; a calendar holds at least a time zone.
        assert_eq!(of("tags/recht/calendar.ics"), "");
        assert_eq!(of("agenda/geweest/event.ics"), "Geweest");
        built
            .has_no_file("tags/weer/calendar.ics")
            .has_no_file("nieuws/geen/event.ics");
        let english = built.page("en/agenda/calendar.ics");
        assert!(english.contains("SUMMARY;LANGUAGE=en:First\r\n") && english.contains("SUMMARY;LANGUAGE=nl:Later\r\n"));
        assert!(english.contains("X-WR-CALNAME:Agenda | City\r\n"), "{english}");
        // Whoever subscribes is not busy because something is on.
        assert!(english.contains("TRANSP:TRANSPARENT") && !built.page("agenda/eerst/event.ics").contains("TRANSP"));
        // No calendar for a past or cancelled event in the page.
        built
            .page_lacks("agenda/later/index.html", "Zet in uw agenda")
            .page_lacks("agenda/geweest/index.html", "Zet in uw agenda")
            .page_contains("agenda/eerst/index.html", "Zet in uw agenda");
    }
    // A later day, and the same as built from nothing.
    for now in ["2026-12-01T20:00:00Z", "2026-12-15", "2027-01-15"] {
        site.set_now(now);
        site.build().is_clean();
        site.clean_build();
        assert_eq!(site.tree(), site.clean_tree(), "{now}");
    }
    let built = site.build();
    assert_eq!(summaries(&calendar(&built, "calendar.ics")).len(), 0);
    assert_eq!(
        of(
            events(&calendar(&built, "agenda/geheim/event.ics"))[0],
            ICalendarProperty::Location
        ),
        "Geheim"
    );
}

#[test]
fn a_changed_event_is_the_same_one_and_newer() {
    let write = |title: &str, rest: &str, event: &str| {
        format!("---\ntitle: {title}\ndate: 2026-01-01\n{rest}\nevent: {{ start: 2026-12-01 10:00{event} }}\n---\n")
    };
    let site = with(
        "\n    -- content/agenda/een.md --\n    ---\n    title: Een\n    event: { start: 2026-12-01 10:00 }\n    ---\n",
    );
    let mut of_each: Vec<(String, i64, String)> = Vec::new();
    let mut note = |path: &str| {
        let built = site.build();
        built.is_clean();
        let calendar = calendar(&built, path);
        let event = events(&calendar)[0];
        let text = built.page(path);
        let line = |name: &str| {
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(name))
                .unwrap_or_default();
            line.trim().to_owned()
        };
        let sequence = line("SEQUENCE:").parse().expect("a number");
        of_each.push((event.uid().unwrap_or_default().to_owned(), sequence, line("STATUS:")));
        site.clean_build();
        assert_eq!(site.tree(), site.clean_tree());
        line("DTSTAMP:")
    };
    // Of an event without any date nothing is known but that it has always been so.
    assert_eq!(note("agenda/een/event.ics"), "19700101T000000Z");
    for (title, rest, event, path, stamp) in [
        ("Twee", "", "", "agenda/een/event.ics", "20251231T230000Z"),
        (
            "Drie",
            "slug: drie",
            ", status: cancelled",
            "agenda/drie/event.ics",
            "20251231T230000Z",
        ),
        (
            "Vier",
            "updated: 2026-02-01",
            ", status: rescheduled",
            "agenda/een/event.ics",
            "20260131T230000Z",
        ),
        (
            "Vijf",
            "updated: 2026-02-02 09:00",
            ", status: postponed",
            "agenda/een/event.ics",
            "20260202T080000Z",
        ),
        (
            "Zes",
            "withdrawn: { date: 2026-03-01 }",
            "",
            "agenda/een/event.ics",
            "20260228T230000Z",
        ),
    ] {
        site.write("content/agenda/een.md", write(title, rest, event).as_bytes());
        assert_eq!(note(path), stamp, "{title}");
    }
    assert!(of_each.iter().all(|(uid, ..)| *uid == of_each[0].0), "{of_each:?}");
    assert!(of_each.windows(2).all(|pair| pair[0].1 <= pair[1].1), "{of_each:?}");
    let told: Vec<_> = of_each
        .iter()
        .map(|(_, sequence, status)| (*sequence, status.as_str()))
        .collect();
    assert_eq!(told[..3], [(0, "CONFIRMED"), (0, "CONFIRMED"), (1, "CANCELLED")]);
    let statuses: Vec<_> = told[3..].iter().map(|(_, status)| *status).collect();
    assert_eq!(statuses, ["CONFIRMED", "TENTATIVE", "CANCELLED"]);
}

#[test]
fn nobody_is_sent_to_join_what_is_cancelled() {
    let site = with(
        "
    -- content/agenda/weg.md --
    ---
    title: Weg
    date: 2026-01-01
    event: { start: 2026-12-01 10:00, status: cancelled, online_url: \"https://kijk.example/\" }
    ---
    ",
    );
    site.build()
        .is_clean()
        .page_lacks("agenda/weg/event.ics", "kijk.example")
        .page_lacks("calendar.ics", "kijk.example");
}

#[test]
fn no_text_breaks_out_of_its_line() {
    let long = "Één “lange” titel, met ‘alles’; \\\\ en: 👩🏽‍💻 שלום ".repeat(7);
    assert!(long.chars().count() > 300);
    let site = with(&format!(
        "
    -- content/agenda/lang.md --
    ---
    title: \"{long}\"
    date: 2026-01-01
    tags: [\"a;b,c\"]
    summary: \"Regel een\\nBEGIN:VALARM\"
    event:
      name: \"{long}\"
      start: 2026-12-01 10:00
      venue: \"Zaal\\r\\nATTENDEE:mailto:x@example.org\"
      organiser: {{ name: \"N\\nX-KWAAD:1\" }}
    ---
    "
    ));
    let built = site.build();
    built.is_done();
    for path in [
        "agenda/lang/event.ics",
        "agenda/calendar.ics",
        "tags/a-b-c/calendar.ics",
    ] {
        let calendar = calendar(&built, path);
        let event = events(&calendar)[0];
        assert_eq!(
            of(event, ICalendarProperty::Summary),
            long.replace("\\\\", "\\").trim_end(),
            "{path}"
        );
        let text = built.page(path);
        for line in ["BEGIN:VALARM", "ATTENDEE", "X-KWAAD"] {
            assert!(!text.lines().any(|written| written.starts_with(line)), "{text}");
        }
        assert!(
            of(event, ICalendarProperty::Location).contains("ATTENDEE:mailto"),
            "{text}"
        );
    }
}

#[test]
fn a_zone_that_there_is_not_is_an_error_at_its_place() {
    let site = with(
        "
    -- content/agenda/x.md --
    ---
    title: X
    date: 2026-01-01
    event: { start: 2026-12-01 10:00, timezone: Europe/Zandmeer }
    ---
    ",
    );
    site.build().finds(&["content/agenda/x.md:4:45 front-matter/bad-value"]);
}

#[test]
fn a_site_can_do_without_and_can_bring_its_own() {
    let event = "
    -- content/agenda/x/index.md --
    ---
    title: X
    date: 2026-01-01
    event: { start: 2026-12-01 }
    ---
    [agenda](/agenda/calendar.ics)
    ";
    let own = with(&format!("{event}\n    -- content/agenda/x/event.ics --\n    eigen\n"));
    let built = own.build();
    built.is_clean();
    assert_eq!(built.page("agenda/x/event.ics"), "eigen\n");
    assert_eq!(summaries(&calendar(&built, "agenda/calendar.ics")), ["X"]);
    let without = with(event);
    let settings = EVENTS.replace("\n    ", "\n").replace("\n-- site.toml --\n", "");
    without.write(
        "site.toml",
        format!("{settings}\n[feeds]\ncalendar = false\n").as_bytes(),
    );
    let built = without.build();
    built.finds(&["content/agenda/x/index.md:6:1 link/unknown-address"]);
    built
        .has_no_file("agenda/x/event.ics")
        .has_no_file("calendar.ics")
        .nowhere("webcal")
        .nowhere("text/calendar");
}
