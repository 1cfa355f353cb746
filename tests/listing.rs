//! `courant list`: how all documents stand, and what comes next.

mod common;

use std::process::Output;

use common::{Site, courant, site};

fn newsroom() -> Site {
    site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [languages.en]
        -- content/nieuws/raad.md --
        ---
        title: Raad kiest
        date: 2026-03-05
        ---
        De raad koos.
        -- content/nieuws/raad.en.md --
        ---
        title: Council chooses
        ---
        The council chose.
        -- content/nieuws/ontwerp.md --
        ---
        title: Ontwerp
        date: 2026-11-26
        draft: true
        ---
        Nog niet af.
        -- content/nieuws/embargo.md --
        ---
        title: Geheim
        date: 2026-12-01 09:00
        ---
        Onder embargo.
        -- content/nieuws/oud.md --
        ---
        title: Verlopen
        date: 2026-01-05
        expires_at: 2026-02-01
        ---
        Voorbij.
        -- content/nieuws/fout.md --
        ---
        title: Fout
        date: gisteren
        ---
        -- content/nieuws/dood.md --
        ---
        title: Dode link
        date: 2026-03-01
        ---
        Zie [dit](weg.md).
        -- content/evenementen/dag.md --
        ---
        title: Dag
        date: 2026-11-01
        event: { start: 2026-11-25 10:00, end: 2026-11-25 12:00 }
        ---
        Kom.
    ",
    )
}

fn list(site: &Site, arguments: &[&str]) -> Output {
    courant(site.root(), &[&["list", "--now", "2026-11-23"], arguments].concat())
}

#[track_caller]
fn json(site: &Site, arguments: &[&str]) -> serde_json::Value {
    let output = list(site, &[arguments, &["--json"]].concat());
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    serde_json::from_slice(&output.stdout).expect("JSON")
}

#[test]
fn every_document_stands_under_how_it_stands() {
    let site = newsroom();
    let output = list(&site, &[]);
    let told = String::from_utf8_lossy(&output.stdout);
    let expected = "\
With errors: 2
  1 error  nl  nieuws/dood.md  Dode link
  1 error  nl  nieuws/fout.md  Fout

Drafts: 1
  nl  nieuws/ontwerp.md  Ontwerp

Waiting: 1
  until 1 December 2026 09:00  nl  nieuws/embargo.md  Geheim

Published: 3
  2026-11-01  nl  evenementen/dag.md  Dag
  2026-03-05  en  nieuws/raad.en.md   Council chooses
  2026-03-05  nl  nieuws/raad.md      Raad kiest

Expired: 1
  since 2 February 2026  nl  nieuws/oud.md  Verlopen

Next: 25 November 2026 12:00 (2026-11-25T12:00:00+01:00):
  evenementen/dag.md (Dag) is over, and stands among the past events
courant build  shows what is wrong, at its line.
";
    assert_eq!(told, expected);
    assert!(output.stderr.is_empty());
    assert!(!site.root().join("public").exists(), "nothing is built");
}

#[test]
fn a_list_holds_what_is_asked_for() {
    let site = newsroom();
    let paths = |arguments: &[&str]| -> Vec<String> {
        let all = json(&site, arguments)["documents"]
            .as_array()
            .cloned()
            .unwrap_or_default();
        all.iter()
            .filter_map(|one| one["path"].as_str().map(str::to_owned))
            .collect()
    };
    assert_eq!(paths(&["--status", "draft"]), ["nieuws/ontwerp.md"]);
    assert_eq!(
        paths(&["--status", "waiting,expired"]),
        ["nieuws/embargo.md", "nieuws/oud.md"]
    );
    assert_eq!(paths(&["--language", "EN"]), ["nieuws/raad.en.md"]);
    assert_eq!(paths(&["--status", "draft", "--language", "en"]), [""; 0]);
    let unknown = list(&site, &["--language", "de"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert_eq!(
        String::from_utf8_lossy(&unknown.stderr),
        "error: the site has no language \"de\"; its languages are: nl, en\n"
    );
}

#[test]
fn programs_learn_when_the_site_has_to_be_built_again() {
    let site = newsroom();
    let ask = |now: &str| {
        let output = courant(site.root(), &["list", "--next", "--json", "--now", now]);
        serde_json::from_slice::<serde_json::Value>(&output.stdout).expect("JSON")["next"].clone()
    };
    let event = ask("2026-11-23");
    assert_eq!(event["at"], "2026-11-25T12:00:00+01:00");
    assert_eq!(event["unix"], 1_795_604_400);
    assert_eq!(event["changes"][0]["what"], "event-over");
    let lift = ask("2026-11-25T12:00:00+01:00");
    assert_eq!(lift["at"], "2026-12-01T09:00:00+01:00");
    assert_eq!(lift["changes"][0]["path"], "nieuws/embargo.md");
    assert_eq!(lift["changes"][0]["what"], "lift");
    // A draft never comes by itself.
    assert_eq!(ask("2026-12-01T09:00:00+01:00"), serde_json::Value::Null);
    // Before the other article expires, that is what comes.
    let expiry = ask("2026-01-20");
    assert_eq!(expiry["changes"][0]["what"], "expiry");
    assert_eq!(expiry["at"], "2026-02-02T00:00:00+01:00");
}

#[test]
fn settings_that_cannot_be_read_are_told_of() {
    let site = newsroom();
    site.write("site.toml", b"title = 3\n");
    let output = list(&site, &[]);
    assert_eq!(output.status.code(), Some(1));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("site.toml:1:9: error[config/wrong-type]"), "{told}");
    assert!(output.stdout.is_empty());
}

#[test]
fn as_a_calendar_the_list_holds_what_time_brings_for_the_newsroom_alone() {
    let site = newsroom();
    let output = list(&site, &["--ics"]);
    let text = String::from_utf8(output.stdout).expect("text");
    let read = calcard::icalendar::ICalendar::parse(&text).expect("a calendar");
    let events = || {
        let components = read.components.iter();
        components.filter(|one| one.component_type == calcard::icalendar::ICalendarComponentType::VEvent)
    };
    assert_eq!(events().count(), 3, "{text}");
    for line in [
        "SUMMARY:Published: Geheim",
        "DTSTART:20261201T080000Z",
        "SUMMARY:Draft\\, to be published: Ontwerp",
        "DESCRIPTION:content/nieuws/embargo.md (waiting)",
        "SUMMARY:Dag",
        "DTSTART:20261125T090000Z",
        "DTEND:20261125T110000Z",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line}:\n{text}");
    }
    assert_eq!(text.matches("CLASS:PRIVATE\r\n").count(), 3, "{text}");
    let drafts = list(&site, &["--ics", "--status", "draft"]);
    let drafts = String::from_utf8(drafts.stdout).expect("text");
    assert!(drafts.contains("Ontwerp") && !drafts.contains("Geheim"), "{drafts}");
    let none = list(&site, &["--ics", "--status", "expired"]);
    let none = String::from_utf8(none.stdout).expect("text");
    assert!(
        calcard::icalendar::ICalendar::parse(&none).is_ok() && none.contains("BEGIN:VTIMEZONE"),
        "{none}"
    );
    assert_eq!(list(&site, &["--ics", "--json"]).status.code(), Some(2));
}
