//! What is not published leaves no trace, and is never silent.

mod common;

use common::site;
use courant::build::Outcome;

const REST: &str = "
        -- content/nieuws/open.md --
        ---
        title: Open
        date: 2026-01-01
        tags: [Data]
        ---
        Zie [het andere](geheim.md).
        -- content/nieuws/geheim.md --
        ---
        title: Geheim
        date: 2026-01-02
        tags: [Data, Verborgen]
        authors: [Piet Geheim]
        series: Reeks
        aliases: [/oud-geheim/]
        image: { src: geheim.svg, alt: x }
        PLACE
        ---
        Tekst.
        -- content/nieuws/geheim.svg --
        <svg width='2' height='1'/>
        -- content/nieuws/bundel/index.md --
        ---
        title: Geheime bundel
        date: 2026-01-02
        PLACE
        ---
        -- content/nieuws/bundel/Geheim.pdf --
        x
";

#[track_caller]
fn leaves_no_trace(line: &str, now: &str) {
    let site = site(&REST.replace("PLACE", line)).now(now);
    let built = site.build();
    built
        .is_done()
        .nowhere("Geheim")
        .nowhere("geheim")
        .nowhere("erborgen")
        .nowhere("Reeks")
        .has_no_file("nieuws/bundel/Geheim.pdf");
    built.page_contains("nieuws/open/index.html", "Zie het andere.");
    assert_eq!(built.found(), ["content/nieuws/open.md:6:5 link/unpublished"]);
    let waiting: Vec<&str> = built
        .report
        .waiting
        .iter()
        .map(|waiting| waiting.path.as_str())
        .collect();
    assert_eq!(waiting, ["nieuws/bundel/index.md", "nieuws/geheim.md"]);
}

#[test]
fn a_draft_an_embargo_and_what_expired_leave_no_trace() {
    leaves_no_trace("draft: true", "2026-05-01");
    leaves_no_trace("publish_at: 2026-06-01 09:00", "2026-06-01T06:59:59Z");
    leaves_no_trace("expires_at: 2026-04-01", "2026-04-02T12:00:00Z");
    leaves_no_trace("kicker: x", "2026-01-01T12:00:00Z"); // a date in the future
}

#[test]
fn an_embargo_lifts_at_its_minute_in_the_site_s_zone() {
    let site = site(&REST.replace("PLACE", "publish_at: 2026-06-01 09:00")).now("2026-06-01T07:00:00Z");
    let built = site.build();
    built
        .is_clean()
        .page_contains("nieuws/geheim/index.html", "Geheim")
        .page_contains("oud-geheim/index.html", "/nieuws/geheim/");
    built
        .page_contains("index.html", "Geheim")
        .page_contains("tags/verborgen/index.html", "Geheim");
}

#[test]
fn an_article_dated_today_is_published_today() {
    let site = site(
        "
        -- content/nieuws/vandaag.md --
        ---
        title: Vandaag
        date: 2026-03-05
        ---
    ",
    );
    // Half past midnight in Amsterdam is still yesterday where the build server stands.
    let mut site = site.now("2026-03-04T23:30:00Z");
    site.build()
        .is_clean()
        .page_contains("nieuws/vandaag/index.html", "Vandaag");
    site.set_now("2026-03-04T22:30:00Z");
    site.build().is_clean().nowhere("Vandaag");
}

#[test]
fn a_translation_of_what_waits_waits_too() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [languages.en]
        fallback = \"show\"
        -- content/nieuws/a.md --
        ---
        title: Geheim
        date: 2026-01-01
        publish_at: 2026-06-01
        ---
        -- content/nieuws/a.en.md --
        ---
        title: Secret
        ---
    ",
    )
    .now("2026-05-01");
    site.build().is_done().nowhere("Geheim").nowhere("Secret");
}

#[test]
fn an_event_in_the_future_is_announced_today() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [sections.agenda]
        kind = \"event\"
        -- content/agenda/congres.md --
        ---
        title: Congres
        date: 2026-01-01
        event: { start: 2027-01-01 10:00 }
        ---
    ",
    )
    .now("2026-05-01");
    site.build()
        .is_clean()
        .page_contains("agenda/congres/index.html", "Congres")
        .page_contains("agenda/index.html", "Congres");
}

#[test]
fn drafts_are_shown_where_asked_for() {
    let site = site(&REST.replace("PLACE", "draft: true")).drafts();
    site.build()
        .is_clean()
        .page_contains("nieuws/geheim/index.html", "Geheim")
        .page_contains("nieuws/index.html", "Geheim")
        // Nobody else is to find them, or to get them in a feed.
        .page_contains("sitemap.xml", "/nieuws/open/")
        .page_lacks("sitemap.xml", "/nieuws/geheim/")
        .page_contains("atom.xml", "Open")
        .page_lacks("atom.xml", "Geheim");
}

#[test]
fn no_slip_publishes_what_was_to_wait() {
    for line in [
        "“draft”: true",
        "\u{200b}draft: true",
        "«publish_at»: 2027-01-01",
        "“expires_at”: 2026-02-01",
        "published: false",
        "publish_at:",
        "expires_at: null",
        "draft: \"\"",
    ] {
        let site = site(&REST.replace("PLACE", line));
        let built = site.build();
        built.finds(&[
            "content/nieuws/bundel/index.md:4:1 front-matter/lost-embargo",
            "content/nieuws/geheim.md:9:1 front-matter/lost-embargo",
        ]);
        built.ends(Outcome::Failed).nowhere("Geheim");
    }
}
