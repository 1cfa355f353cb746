//! Lists, terms, people, neighbours.

use super::*;
use crate::diagnostic::Code;

#[test]
fn names_that_differ_in_a_sign_are_two_terms_or_told_of() {
    let text = |tags: &str| {
        format!(
            "-- nieuws/a.md --\ndate: 2026-01-01\ntags: [C, \"C#\"]\n-- nieuws/b.md --\ndate: 2026-01-02\ntags: [{tags}]"
        )
    };
    let sample = sample(&text("C++, R&D, r-d, Café, cafe"));
    let site = sample.clean();
    let slugs: Vec<&str> = site.terms.iter().map(|term| &*term.slug).collect();
    assert_eq!(slugs, ["c", "c-plus-plus", "c-sharp", "cafe", "r-d"]);
    let told = super::sample(&text("50+, 50")).found();
    assert!(told.len() == 1 && told[0].contains(Code::OneTerm.name()), "{told:?}");
}

#[test]
fn the_folder_of_articles_is_none_of_a_taxonomy() {
    let site = |path: &str, term: &str| {
        let text = format!(
            "[taxonomies.tags]\npath = \"{path}\"\n-- nieuws/a.md --\ndate: 2026-01-01\ntags: [Raad]\n-- nieuws/b/index.md --\ndate: 2026-01-01\ntags: [Raad]\n-- onderwerpen/raad.md --\n{term}\n-- onderwerpen/_index.md --\ndate: 2026-01-01"
        );
        sample(&text).found()
    };
    let of_settings = |found: Vec<String>| -> Vec<String> {
        let mut found = found;
        found.retain(|found| found.starts_with("site.toml"));
        found
    };
    let found = of_settings(site("nieuws", "title: Raad"));
    assert!(found.len() == 1 && found[0].contains("articles lie in it"), "{found:?}");
    assert_eq!(of_settings(site("onderwerpen", "title: Raad")), [""; 0]);
}

#[test]
fn spellings_of_one_slug_are_one_term_and_the_most_used_is_shown() {
    let sample = sample(
        "
        -- nieuws/a.md --
        date: 2026-01-01
        tags: [open data, Open Data]
        -- nieuws/b.md --
        date: 2026-01-02
        tags: Open data
        -- nieuws/c.md --
        date: 2026-01-03
        tags: [Open data]
        -- tags/analytics/_index.md --
        title: Cijfers
        -- nieuws/d.md --
        date: 2026-01-04
        tags: [Analytics]
        -- auteurs/kim.md --
        title: Kim de Vries
        ",
    );
    let site = sample.clean();
    let told: Vec<(&str, &str, usize)> = site
        .terms
        .iter()
        .map(|term| (term.url.as_str(), &*term.name, term.items.len()))
        .collect();
    assert_eq!(
        told,
        [
            ("/tags/analytics/", "Cijfers", 1),
            ("/tags/open-data/", "Open data", 3),
            ("/auteurs/kim/", "Kim de Vries", 0),
        ]
    );
}

#[test]
fn an_author_is_a_file_a_name_or_a_slip() {
    let text = |author: &str| {
        format!(
            "
            -- authors/jansen.md --
            title: Jan Jansen
            -- authors/bakker.md --
            draft: true
            -- authors/devries/_index.md --
            title: Kim de Vries
            slug: kim
            -- nieuws/a.md --
            date: 2026-01-01
            authors: {author}
            "
        )
    };
    let term = |author: &str| {
        let sample = sample(&text(author));
        let site = sample.clean();
        let article = entry(&site, "nieuws/a.md");
        let term = &site.terms[article.terms[0].index()];
        format!("{} {}", term.url, term.name)
    };
    assert_eq!(term("jansen"), "/authors/jansen/ Jan Jansen");
    assert_eq!(term("Jan Jansen"), "/authors/jansen/ Jan Jansen");
    assert_eq!(term("kim"), "/authors/kim/ Kim de Vries");
    assert_eq!(term("Kim de Vries"), "/authors/kim/ Kim de Vries");
    assert_eq!(term("Een Gast"), "/authors/een-gast/ Een Gast");
    // A person whose file is not published yet is no slip of another, and the page has no better name.
    assert_eq!(
        sample(&text("bakker")).found(),
        [
            "nieuws/a.md site/author-not-published: content/authors/bakker.md is not published, so this page calls its author bakker"
        ]
    );
    assert_eq!(
        sample(&text("jansne")).found(),
        ["nieuws/a.md site/unknown-author: there is no author jansne"]
    );
    assert_eq!(
        sample(&text("iemandanders")).found(),
        ["nieuws/a.md site/unknown-author: there is no author iemandanders"]
    );
}

#[test]
fn lists_have_the_newest_first_and_undated_ones_last() {
    let sample = sample(
        "
        [sections.gids]
        kind = \"page\"
        [sections.agenda]
        kind = \"event\"
        -- nieuws/b.md --
        date: 2026-01-02
        -- nieuws/a.md --
        date: 2026-01-02
        -- nieuws/oud.md --
        date: 2020-01-02
        -- nieuws/geen.md --
        -- nieuws/dossier/_index.md --
        -- nieuws/dossier/d.md --
        date: 2026-02-01
        -- gids/zwaar.md --
        weight: 9
        -- gids/b.md --
        title: beta
        -- gids/a.md --
        title: Alfa
        -- agenda/geweest.md --
        event: { start: 2026-05-01 10:00 }
        -- agenda/eerder.md --
        event: { start: 2026-04-01 10:00 }
        -- agenda/vandaag.md --
        event: { start: 2026-06-01 }
        -- agenda/straks.md --
        event: { start: 2026-07-01 10:00 }
        -- agenda/2026/_index.md --
        -- agenda/2026/dan.md --
        event: { start: 2026-06-15 10:00 }
        -- over.md --
        ",
    );
    let organised = organise(sample.material());
    let found: Vec<_> = organised
        .found
        .iter()
        .map(|found| (found.file.as_deref(), found.code))
        .collect();
    assert_eq!(found, [(Some("content/nieuws/geen.md"), Code::NoDate)]);
    let site = organised.value;
    let section = |name: &str| site.sections.iter().find(|section| &*section.name == name).unwrap();
    assert_eq!(
        paths(&site, &section("nieuws").items),
        [
            "nieuws/dossier/d.md",
            "nieuws/a.md",
            "nieuws/b.md",
            "nieuws/oud.md",
            "nieuws/geen.md"
        ]
    );
    assert_eq!(
        paths(&site, &section("gids").items),
        ["gids/zwaar.md", "gids/a.md", "gids/b.md"]
    );
    let agenda = section("agenda");
    assert_eq!(paths(&site, &agenda.items), ["agenda/geweest.md", "agenda/eerder.md"]);
    let coming = ["agenda/vandaag.md", "agenda/2026/dan.md", "agenda/straks.md"];
    assert_eq!(paths(&site, &agenda.upcoming), coming);
    assert_eq!(paths(&site, &site.languages[0].upcoming), coming);
    assert_eq!(paths(&site, &section("agenda/2026").upcoming), ["agenda/2026/dan.md"]);
    assert_eq!(
        paths(&site, &site.languages[0].latest),
        [
            "agenda/geweest.md",
            "agenda/eerder.md",
            "nieuws/dossier/d.md",
            "nieuws/a.md",
            "nieuws/b.md",
            "nieuws/oud.md",
            "nieuws/geen.md"
        ]
    );
    assert_eq!(paths(&site, &site.languages[0].pages), ["over.md"]);
    let a = entry(&site, "nieuws/a.md");
    assert_eq!(a.next, None);
    assert_eq!(
        paths(&site, &a.previous.into_iter().collect::<Vec<_>>()),
        ["nieuws/b.md"]
    );
}

#[test]
fn an_event_is_over_at_its_end_or_at_midnight() {
    let over = |event: &str, now: &str| {
        let sample = sample(&format!("-- nieuws/a.md --\ndate: 2026-01-01\nevent: {{ {event} }}\n")).at(now);
        let site = sample.clean();
        entry(&site, "nieuws/a.md").event_is_past
    };
    assert!(!over(
        "start: 2026-06-01 10:00, end: 2026-06-01 12:00",
        "2026-06-01T09:59:59Z"
    ));
    assert!(over(
        "start: 2026-06-01 10:00, end: 2026-06-01 12:00",
        "2026-06-01T10:00:00Z"
    ));
    assert!(!over("start: 2026-06-01 10:00", "2026-06-01T21:59:58Z"));
    assert!(over("start: 2026-06-01 10:00", "2026-06-01T22:00:00Z"));
    assert!(!over("start: 2026-06-01, end: 2026-06-02", "2026-06-02T21:59:58Z"));
    assert!(over("start: 2026-06-01, end: 2026-06-02", "2026-06-02T22:00:00Z"));
    // At the venue's own midnight.
    assert!(!over(
        "start: 2026-06-01, timezone: America/New_York",
        "2026-06-02T03:59:58Z"
    ));
}

#[test]
fn a_section_of_a_section_of_events_lists_by_start() {
    let sample = sample(
        "
        [sections.agenda]
        kind = \"event\"
        -- agenda/2025/_index.md --
        -- agenda/2025/a.md --
        date: 2025-01-02
        event: { start: 2025-03-01 }
        -- agenda/2025/b.md --
        date: 2025-01-01
        event: { start: 2025-04-01 }
        ",
    );
    let site = sample.clean();
    let section = site
        .sections
        .iter()
        .find(|section| &*section.name == "agenda/2025")
        .unwrap();
    assert_eq!(paths(&site, &section.items), ["agenda/2025/b.md", "agenda/2025/a.md"]);
}

#[test]
fn related_documents_share_the_rarest_terms_and_then_are_the_newest() {
    let sample = sample(
        "
        -- nieuws/a.md --
        date: 2026-01-01
        tags: [zeldzaam, gewoon]
        -- nieuws/b.md --
        date: 2025-01-01
        tags: [zeldzaam]
        -- nieuws/c.md --
        date: 2026-01-02
        tags: [gewoon]
        -- nieuws/d.md --
        date: 2026-01-03
        tags: [gewoon]
        -- nieuws/e.md --
        date: 2026-01-04
        tags: [iets anders]
        -- nieuws/f.md --
        date: 2026-01-05
        tags: [gewoon]
        related: [b.md, f.md, /nieuws/a.md]
        -- nieuws/g.md --
        date: 2026-01-06
        tags: [gewoon]
        related: false
        ",
    );
    let site = sample.clean();
    let related = |path: &str| paths(&site, &entry(&site, path).related);
    assert_eq!(
        related("nieuws/a.md"),
        ["nieuws/b.md", "nieuws/g.md", "nieuws/f.md", "nieuws/d.md",]
    );
    assert_eq!(related("nieuws/e.md"), Vec::<&str>::new());
    assert_eq!(related("nieuws/f.md"), ["nieuws/b.md", "nieuws/a.md"]);
    assert_eq!(related("nieuws/g.md"), Vec::<&str>::new());
}

#[test]
fn a_series_goes_by_weight_where_all_have_one_else_by_date() {
    let text = |weight: &str| {
        format!(
            "-- a.md --\ndate: 2026-01-02\nseries: Reeks\nweight: 1\n-- b.md --\ndate: 2026-01-01\nseries: reeks\n{weight}\n"
        )
    };
    let order = |weight: &str| {
        let sample = sample(&text(weight));
        let site = sample.clean();
        assert_eq!(site.series[0].url.as_str(), "/series/reeks/");
        paths(&site, &site.series[0].items).join(" ")
    };
    assert_eq!(order("weight: 2"), "a.md b.md");
    assert_eq!(order("kicker: x"), "b.md a.md");
}
