//! A report in a file of its own: it takes from its announcement what it does not say itself, and the two lead to each other.

mod common;

use common::{Site, site};

const CONGRESS: &str = "\
---
title: Kom naar het congres
date: 2026-10-01
event:
  name: Congres Data
  start: 2026-11-12 13:00
  end: 2026-11-12 17:00
  venue: Stadhuis
  registration_url: https://meld.example/
  speakers: [{ name: Ada Voorbeeld, role: wethouder, organisation: Gemeente Zandmeer }]
  programme: [{ time: \"13:00\", title: Opening }]
---
Wees welkom.
";

/// A site with an announcement, and a report whose `event` is this.
fn with(event: &str) -> Site {
    let site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [languages.en]
        [sections.evenementen]
        kind = \"event\"
        -- content/nieuws/2026/ander.md --
        ---
        title: Ander nieuws
        date: 2026-11-10
        ---
    ",
    );
    site.write("content/evenementen/congres.md", CONGRESS.as_bytes());
    let report = format!("---\ntitle: Zo was het congres\ndate: 2026-11-16\n{event}\n---\nHet was druk.\n");
    site.write("content/nieuws/2026/verslag.md", report.as_bytes());
    site
}

const ANNOUNCEMENT: &str = "evenementen/congres/index.html";
const REPORT: &str = "nieuws/2026/verslag/index.html";

#[test]
fn a_report_has_the_facts_of_its_announcement_and_the_two_lead_to_each_other() {
    for event in [
        "event: /evenementen/congres.md",
        "event: ../../evenementen/congres.md",
        "event: { announcement: /evenementen/congres.md }",
    ] {
        let site = with(event);
        let built = site.build();
        built.is_clean();
        let report = built.page(REPORT);
        for text in [
            "12 november 2026",
            "Stadhuis",
            "Ada Voorbeeld",
            "wethouder, Gemeente Zandmeer",
            "Opening",
            "<dt>Aankondiging</dt>",
            "<a href=\"/evenementen/congres/\">Kom naar het congres</a>",
            "Deel dit verslag",
        ] {
            assert!(report.contains(text), "{event}: {text}\n{report}");
        }
        assert!(!report.contains("https://meld.example/"), "{event}");
        // To search engines it is news about the event of the announcement, and the calendar has that once.
        assert!(report.contains("\"@type\":\"NewsArticle\""), "{report}");
        assert!(
            report.contains("\"url\":\"https://proef.example/evenementen/congres/\""),
            "{report}"
        );
        built.has_no_file("nieuws/2026/verslag/event.ics");
        assert!(site.output().join("evenementen/congres/event.ics").exists());
        built
            .page_contains(ANNOUNCEMENT, "<dt>Verslag</dt>")
            .page_contains(ANNOUNCEMENT, "Deel dit evenement")
            .page_contains(ANNOUNCEMENT, "<a href=\"/nieuws/2026/verslag/\">Zo was het congres</a>");
    }
}

#[test]
fn what_a_report_says_itself_goes_first() {
    let site = with(
        "event: { announcement: /evenementen/congres.md, venue: Schouwburg, speakers: [{ name: Bo Anders }], attendance: mixed }",
    );
    let built = site.build();
    built
        .is_clean()
        .page_contains(REPORT, "Schouwburg")
        .page_contains(REPORT, "Bo Anders")
        .page_contains(REPORT, "Op locatie en online")
        .page_contains(REPORT, "Opening")
        .page_lacks(REPORT, "Ada Voorbeeld")
        .page_contains(ANNOUNCEMENT, "Ada Voorbeeld");
    // One that says when it was itself, too.
    let site = with("event: { announcement: /evenementen/congres.md, start: 2026-11-13, venue: Kerk }");
    let built = site.build();
    built
        .is_clean()
        .page_contains(REPORT, "13 november 2026")
        .page_contains(REPORT, "Kerk")
        .page_contains(REPORT, "Ada Voorbeeld")
        .page_contains(REPORT, "<dt>Aankondiging</dt>");
}

#[test]
fn a_report_stands_in_lists_as_the_news_that_it_is() {
    let mut site = with("event: /evenementen/congres.md");
    let built = site.build();
    let list = built.page("nieuws/index.html");
    assert!(
        list.contains("16 november 2026") && !list.contains("12 november 2026"),
        "{list}"
    );
    built.page_contains("archief/2026/index.html", "datetime=\"2026-11-16\"");
    // What is to come is the announcement, also where the report is there before the end.
    site.set_now("2026-11-12T10:00:00Z");
    site.write(
        "content/nieuws/2026/verslag.md",
        b"---\ntitle: Zo is het congres\ndate: 2026-11-11\nevent: /evenementen/congres.md\n---\n",
    );
    let built = site.build();
    built.is_clean();
    assert_eq!(
        built
            .page("index.html")
            .matches("<article class=\"event-card\"")
            .count(),
        1
    );
}

#[test]
fn readers_of_each_language_get_the_facts_and_the_links_in_theirs() {
    let site = with("event: { announcement: ../../evenementen/congres.md, speakers: [{ name: Bo Anders }] }");
    site.write(
        "content/nieuws/2026/verslag.en.md",
        b"---\ntitle: How the congress went\nevent: { programme: [{ time: \"13:00\", title: Start }] }\n---\n",
    );
    let english = "en/nieuws/2026/verslag/index.html";
    // Where the announcement has no translation, it is marked as what it is.
    let built = site.build();
    built
        .is_clean()
        .page_contains(
            english,
            "lang=\"nl\" dir=\"ltr\" hreflang=\"nl\">Kom naar het congres</a>",
        )
        .page_contains(english, "Bo Anders")
        .page_contains(english, "Start")
        .page_contains(english, "Stadhuis");
    site.write(
        "content/evenementen/congres.en.md",
        b"---\ntitle: Come to the congress\nevent: { venue: Town hall }\n---\n",
    );
    let built = site.build();
    built
        .is_clean()
        .page_contains(english, "<a href=\"/en/evenementen/congres/\">Come to the congress</a>")
        .page_contains(english, "Town hall")
        .page_contains(english, "Bo Anders")
        .page_lacks(english, "Stadhuis")
        .page_contains(
            "en/evenementen/congres/index.html",
            "<a href=\"/en/nieuws/2026/verslag/\">How the congress went</a>",
        )
        .page_contains(REPORT, "Stadhuis");
    // And a report that has no translation, likewise.
    site.remove("content/nieuws/2026/verslag.en.md");
    site.build().is_clean().page_contains(
        "en/evenementen/congres/index.html",
        "hreflang=\"nl\">Zo was het congres</a>",
    );
}

#[test]
fn several_reports_stand_in_the_order_in_which_they_came() {
    let site = with("event: /evenementen/congres.md");
    site.write(
        "content/nieuws/2026/aaa.md",
        b"---\ntitle: En toen dit\ndate: 2026-11-18\nevent: /evenementen/congres.md\n---\n",
    );
    let built = site.build();
    built.is_clean().page_contains(ANNOUNCEMENT, "<dt>Verslagen</dt>");
    let page = built.page(ANNOUNCEMENT);
    let at = |title: &str| page.find(&format!(">{title}</a></dd>")).expect("a link to the report");
    assert!(at("Zo was het congres") < at("En toen dit"));
}

#[test]
fn an_announcement_without_a_title_of_its_event_is_not_called_after_the_report() {
    let mut site = with("event: /evenementen/congres.md");
    site.set_now("2026-11-12T10:00:00Z");
    let nameless = CONGRESS.replace("  name: Congres Data\n", "");
    site.write("content/evenementen/congres.md", nameless.as_bytes());
    site.write(
        "content/nieuws/2026/verslag.md",
        b"---\ntitle: De eerste dag\ndate: 2026-11-12\nevent: /evenementen/congres.md\n---\n",
    );
    site.build()
        .is_clean()
        .page_contains(REPORT, "voor Kom naar het congres");
}

#[test]
fn an_announcement_that_is_not_published_leaves_no_trace_in_its_report() {
    for (key, code) in [
        ("draft: true", "link/unpublished"),
        ("publish_at: 2026-12-24", "link/unpublished"),
        ("expires_at: 2026-11-13", "link/unpublished"),
    ] {
        let site = with("event: /evenementen/congres.md");
        let announcement = CONGRESS.replace("date: 2026-10-01", &format!("date: 2026-10-01\n{key}"));
        site.write("content/evenementen/congres.md", announcement.as_bytes());
        let built = site.build();
        built
            .is_done()
            .finds(&[&format!("content/nieuws/2026/verslag.md:4:8 {code}")])
            .page_contains(REPORT, "Het was druk.")
            .page_lacks(REPORT, "Aankondiging")
            .nowhere("Stadhuis");
    }
    // And one in error, where the good ones are published.
    let site = with("event: /evenementen/congres.md").keep_going();
    let broken = CONGRESS.replace("end: 2026-11-12", "end: 2026-13-12");
    site.write("content/evenementen/congres.md", broken.as_bytes());
    let built = site.build();
    built
        .finds(&[
            "content/evenementen/congres.md:7:8 front-matter/bad-date",
            "content/nieuws/2026/verslag.md:4:8 link/in-error",
        ])
        .nowhere("Stadhuis");
}

#[test]
fn a_report_that_is_not_published_is_not_linked() {
    let mut site = with("publish_at: 2026-12-01\nevent: /evenementen/congres.md");
    site.build()
        .is_clean()
        .page_lacks(ANNOUNCEMENT, "Verslag")
        .nowhere("Zo was het congres");
    site.set_now("2026-12-01");
    site.build()
        .is_clean()
        .page_contains(ANNOUNCEMENT, "Zo was het congres");
}

#[test]
fn a_file_that_announces_no_event_is_told_of_where_it_is_named() {
    for (event, found) in [
        ("event: /evenementen/congers.md", "link/dead"),
        ("event: /nieuws/2026/ander.md", "event/no-announcement"),
        ("event: verslag.md", "link/names-itself"),
        ("event: https://elders.example/congres.md", "front-matter/unsafe-path"),
        ("event: /evenementen/congres/", "front-matter/bad-value"),
        ("event: /evenementen/congres.md#programma", "front-matter/bad-value"),
        ("event: een middag over data", "front-matter/wrong-type"),
        ("event: ../../../../geheim.md", "link/dead"),
    ] {
        let site = with(event);
        site.build()
            .finds(&[&format!("content/nieuws/2026/verslag.md:4:8 {found}")]);
    }
    let site = with("event: { announcement: /nieuws/2026/ander.md }");
    site.build()
        .finds(&["content/nieuws/2026/verslag.md:4:24 event/no-announcement"]);
    // A report of a report.
    let site = with("event: /nieuws/2026/nog.md");
    site.write(
        "content/nieuws/2026/nog.md",
        b"---\ntitle: Nog een\ndate: 2026-11-17\nevent: /evenementen/congres.md\n---\n",
    );
    site.build()
        .finds(&["content/nieuws/2026/verslag.md:4:8 event/no-announcement"]);
    // Two that name each other.
    let site = with("event: /nieuws/2026/nog.md");
    site.write(
        "content/nieuws/2026/nog.md",
        b"---\ntitle: Nog een\ndate: 2026-11-17\nevent: verslag.md\n---\n",
    );
    site.build().finds(&[
        "content/nieuws/2026/nog.md:4:8 event/no-announcement",
        "content/nieuws/2026/verslag.md:4:8 event/no-announcement",
    ]);
    // Its own translation.
    let site = with("event: verslag.en.md");
    site.write(
        "content/nieuws/2026/verslag.en.md",
        b"---\ntitle: Report\nevent: { start: 2026-11-12 13:00 }\n---\n",
    );
    site.build()
        .finds(&["content/nieuws/2026/verslag.md:4:8 event/no-announcement"]);
}

#[test]
fn what_cannot_be_read_without_a_start_is_told_of() {
    let site = with("event: { announcement: /evenementen/congres.md, end: 2026-11-12 18:00 }");
    site.build()
        .is_done()
        .finds(&["content/nieuws/2026/verslag.md:4:54 front-matter/bad-value"]);
}

#[test]
fn the_announcement_of_what_waits_is_checked_before_its_day() {
    let site = with("publish_at: 2026-12-01\nevent: /nieuws/2026/ander.md");
    site.build()
        .is_done()
        .finds(&["content/nieuws/2026/verslag.md:5:8 event/no-announcement"]);
}

/// The titles of the cards, coming events and lines of a page, in their order.
fn listed(page: &str) -> Vec<&str> {
    let cards = page.split("card-title\"><a href=\"").skip(1);
    let lines = page.split("<span class=\"line-text\"><a href=\"").skip(1);
    let titles = cards.chain(lines).filter_map(|link| {
        let text = &link[link.find('>')? + 1..];
        Some(&text[..text.find("</a>")?])
    });
    titles.collect()
}

#[test]
fn once_an_event_is_over_its_report_stands_for_its_announcement() {
    let mut site = with("event: /evenementen/congres.md\ntags: [Data]");
    site.write(
        "content/evenementen/congres.md",
        CONGRESS
            .replace("date: 2026-10-01", "date: 2026-10-01\ntags: [Data]")
            .as_bytes(),
    );
    let report = "---\ntitle: Foto's van het congres\ndate: 2026-11-17\ntags: [Data]\nevent: congres.md\n---\n";
    site.write("content/evenementen/fotos.md", report.as_bytes());
    site.write(
        "content/evenementen/later.md",
        b"---\ntitle: Borrel\ndate: 2026-10-02\nevent: { start: 2026-11-14, attendance: offline }\n---\n",
    );
    let built = site.build();
    built.is_clean();
    let photos = "Foto&#39;s van het congres";
    let lists = |page: &str| -> Vec<String> { listed(&built.page(page)).into_iter().map(str::to_owned).collect() };
    // In the order of the days that stand there.
    assert_eq!(lists("evenementen/index.html"), [photos, "Borrel"]);
    assert_eq!(lists("nieuws/index.html"), ["Zo was het congres", "Ander nieuws"]);
    assert_eq!(lists("tags/data/index.html"), [photos, "Zo was het congres"]);
    for everything in ["index.html", "archief/2026/index.html"] {
        let titles = lists(everything);
        assert!(!titles.contains(&"Kom naar het congres".to_owned()), "{titles:?}");
        assert!(titles.contains(&"Zo was het congres".to_owned()), "{titles:?}");
    }
    // It can be reached from its reports, and from there goes on as they do.
    built
        .page_contains(REPORT, "<a href=\"/evenementen/congres/\">Kom naar het congres</a>")
        .page_contains(
            ANNOUNCEMENT,
            "Vorig evenement</span> <span class=\"neighbour-title\">Borrel",
        )
        .page_contains("evenementen/later/index.html", &format!("neighbour-title\">{photos}"))
        .page_lacks(ANNOUNCEMENT, "Lees ook");
    // Until then the announcement stands, whatever is told beforehand.
    site.set_now("2026-11-12T10:00:00Z");
    for day in ["16", "17"] {
        for report in ["content/nieuws/2026/verslag.md", "content/evenementen/fotos.md"] {
            let text = std::fs::read_to_string(site.root().join(report)).unwrap();
            site.write(report, text.replace(&format!("2026-11-{day}"), "2026-11-11").as_bytes());
        }
    }
    let built = site.build();
    built.is_clean();
    site.clean_build();
    assert_eq!(site.tree(), site.clean_tree());
    let titles = listed(&built.page("evenementen/index.html")).join(", ");
    assert_eq!(titles, format!("Kom naar het congres, Borrel, {photos}"));
}

#[test]
fn where_only_the_announcement_is_translated_that_is_what_stands_in_lists() {
    let site = with("event: /evenementen/congres.md");
    let settings = std::fs::read_to_string(site.root().join("site.toml")).unwrap();
    site.write(
        "site.toml",
        settings
            .replace("[languages.en]", "[languages.en]\nfallback = \"show\"")
            .as_bytes(),
    );
    site.write(
        "content/evenementen/congres.en.md",
        b"---\ntitle: Come to the congress\n---\n",
    );
    let built = site.build();
    built.is_clean();
    assert_eq!(
        listed(&built.page("en/index.html")),
        ["Ander nieuws", "Come to the congress"]
    );
    assert_eq!(
        listed(&built.page("index.html")),
        ["Zo was het congres", "Ander nieuws"]
    );
    // With a report in that language, that; and where neither is, the report.
    site.write(
        "content/nieuws/2026/verslag.en.md",
        b"---\ntitle: How the congress went\n---\n",
    );
    assert_eq!(
        listed(&site.build().page("en/index.html")),
        ["How the congress went", "Ander nieuws"]
    );
    site.remove("content/nieuws/2026/verslag.en.md");
    site.remove("content/evenementen/congres.en.md");
    assert_eq!(
        listed(&site.build().page("en/index.html")),
        ["Zo was het congres", "Ander nieuws"]
    );
}
