//! What is not published leaves no trace.

use super::*;

/// What waits, and why: `path: why`.
fn waiting(site: &Site<'_>) -> Vec<String> {
    let told = site.waiting.iter().map(|waiting| {
        let why = match waiting.why {
            Unpublished::Draft => "draft".to_owned(),
            Unpublished::Until(at) => format!("until {at}"),
            Unpublished::Since(at) => format!("since {at}"),
            Unpublished::InError => "in error".to_owned(),
            Unpublished::Unused => "unused".to_owned(),
        };
        format!("{}: {why}", waiting.path)
    });
    told.collect()
}

#[track_caller]
fn check(line: &str, now: &str, expected: Option<&str>) {
    let sample = sample(&format!("-- nieuws/a.md --\n{line}\n")).at(now);
    let site = sample.clean();
    let expected: Vec<String> = expected.iter().map(|why| format!("nieuws/a.md: {why}")).collect();
    assert_eq!(waiting(&site), expected, "{line}");
    assert_eq!(site.entries.len(), 1 - expected.len());
}

#[test]
fn each_moment_is_exact() {
    // Amsterdam is an hour ahead of UTC in March, two in June.
    check(
        "date: 2026-03-05",
        "2026-03-04T22:59:59Z",
        Some("until 2026-03-04T23:00:00Z"),
    );
    check("date: 2026-03-05", "2026-03-04T23:00:00Z", None);
    check(
        "date: 2026-01-01\npublish_at: 2026-06-01 09:00",
        "2026-06-01T06:59:59Z",
        Some("until 2026-06-01T07:00:00Z"),
    );
    check(
        "date: 2026-01-01\npublish_at: 2026-06-01 09:00",
        "2026-06-01T07:00:00Z",
        None,
    );
    // A date in the future counts only where publish_at is absent.
    check("date: 2027-01-01\npublish_at: 2026-01-01", NOW, None);
    // "Not after" a day is to its end.
    check("date: 2026-01-01\nexpires_at: 2026-06-01", "2026-06-01T21:59:59Z", None);
    check(
        "date: 2026-01-01\nexpires_at: 2026-06-01",
        "2026-06-01T22:00:00Z",
        Some("since 2026-06-01T22:00:00Z"),
    );
    check(
        "date: 2026-01-01\nexpires_at: 2026-06-01 09:00",
        "2026-06-01T07:00:00Z",
        Some("since 2026-06-01T07:00:00Z"),
    );
    check("date: 2026-01-01\ndraft: true", NOW, Some("draft"));
    check("date: 2026-01-01\nevent: { start: 2027-01-01 }", NOW, None);
}

#[test]
fn a_translation_is_never_out_before_its_original() {
    let at = |original: &str, own: &str, now: &str| {
        let text = format!("[languages.en]\n-- nieuws/a.md --\n{original}\n-- nieuws/a.en.md --\n{own}\n");
        let sample = sample(&text).at(now);
        let organised = organise(sample.material());
        waiting(&organised.value)
    };
    let both = |until: &str| {
        ["nieuws/a.en.md", "nieuws/a.md"]
            .map(|path| format!("{path}: until {until}"))
            .to_vec()
    };
    let until = "2026-06-30T22:00:00Z";
    assert_eq!(at("publish_at: 2026-07-01", "kicker: x", NOW), both(until));
    assert_eq!(at("publish_at: 2026-07-01", "date: 2026-01-01", NOW), both(until));
    assert_eq!(at("publish_at: 2026-07-01", "publish_at: 2026-05-01", NOW), both(until));
    assert_eq!(at("date: 2026-07-01", "date: 2026-01-01", NOW), both(until));
    // It may be out later, and keeps its own date once the embargo has lifted.
    assert_eq!(
        at("date: 2026-01-01", "publish_at: 2026-07-01", NOW),
        [format!("nieuws/a.en.md: until {until}")]
    );
    assert_eq!(at("date: 2026-05-01", "date: 2026-01-01", NOW), Vec::<String>::new());
    assert_eq!(at("expires_at: 2026-05-01", "date: 2026-01-01", NOW).len(), 2);
    assert_eq!(at("draft: true", "date: 2026-01-01", NOW).len(), 2);
}

#[test]
fn a_translation_of_what_is_in_error_waits_with_it() {
    let text = "
        [languages.en]
        -- nieuws/a.md --
        publish_at: 2026-07-01
        -- nieuws/a.en.md --
        date: 2026-01-01
        -- nieuws/alleen.en.md --
        date: 2026-01-01
    ";
    let sample = sample(text).broken("nieuws/a.md");
    let organised = organise(sample.material());
    let site = organised.value;
    assert_eq!(waiting(&site), ["nieuws/a.en.md: in error", "nieuws/a.md: in error"]);
    let told: Vec<&str> = organised.found.iter().map(|found| found.code.name()).collect();
    assert_eq!(told, ["site/original-in-error"]);
    assert_eq!(site.entries.len(), 1);
}

#[test]
fn nothing_is_made_of_what_waits() {
    let sample = sample(
        "
        [taxonomies.topics]
        -- nieuws/open.md --
        date: 2026-01-01
        tags: [Data]
        -- nieuws/geheim.md --
        draft: true
        date: 2026-01-02
        tags: [Data, Verborgen]
        topics: [Verborgen]
        authors: [Piet Geheim]
        series: Reeks
        aliases: [/oud/]
        -- verborgen/geheim.md --
        draft: true
        -- tags/verborgen/_index.md --
        title: Verborgen
        -- tags/verborgen/foto.png --
        -- authors/piet/_index.md --
        draft: true
        -- authors/piet/foto.png --
        ",
    );
    let site = sample.clean();
    assert_eq!(
        addresses(&site),
        [
            "/",
            "/archief/",
            "/archief/2026/",
            "/nieuws/",
            "/nieuws/open/",
            "/tags/",
            "/tags/data/"
        ]
    );
    assert_eq!(paths(&site, &site.terms[0].items), ["nieuws/open.md"]);
    let open = entry(&site, "nieuws/open.md");
    assert!(open.previous.is_none() && open.next.is_none() && open.related.is_empty());
    assert!(site.series.is_empty() && site.redirects.is_empty());
    assert_eq!(files_of(&site), Vec::<&str>::new());
}

#[test]
fn files_go_with_the_documents_that_have_them() {
    let sample = sample(
        "
        [languages.en]
        [organisation]
        logo = \"/beeld/logo.svg\"
        -- nieuws/open.md --
        date: 2026-01-01

        ![x](gedeeld.png) [y](/nieuws/dicht/deel.csv)
        -- nieuws/geheim.md --
        draft: true
        image: geheim.png
        eigen: { foto: [extra.png] }
        downloads: [{ title: x, file: bijlagen/geheim.pdf }]

        ![x](gedeeld.png) ![y](/beeld/logo.svg) <img src=\"html.png\" alt=\"x\">
        -- nieuws/geheim.png --
        -- nieuws/html.png --
        -- nieuws/extra.png --
        -- nieuws/bijlagen/geheim.pdf --
        -- nieuws/gedeeld.png --
        -- nieuws/van-niemand.png --
        -- beeld/logo.svg --
        -- nieuws/dicht/index.md --
        publish_at: 2026-07-01
        -- nieuws/dicht/a.png --
        -- nieuws/dicht/diep/b.png --
        -- nieuws/dicht/deel.csv --
        -- nieuws/half/index.md --
        date: 2026-01-01
        -- nieuws/half/index.en.md --
        draft: true
        image: en.png
        -- nieuws/half/nl.png --
        -- nieuws/half/en.png --
        ",
    );
    let expected = [
        "beeld/logo.svg",
        "nieuws/dicht/deel.csv",
        "nieuws/gedeeld.png",
        "nieuws/half/nl.png",
        "nieuws/van-niemand.png",
    ];
    assert_eq!(files_of(&sample.clean()), expected);
}

#[test]
fn what_lies_beside_a_document_in_error_waits_unless_another_has_it() {
    let text = "
        -- favicon.ico --
        -- over.md --
        -- nieuws/goed.md --
        date: 2026-01-01

        ![x](goed.png)
        -- nieuws/kapot.md --
        date: 2026-01-01
        -- nieuws/kapot.png --
        -- nieuws/goed.png --
        -- nieuws/bundel/index.md --
        date: 2026-01-01
        -- nieuws/bundel/los.csv --
        -- nieuws/kapotte-bundel/index.md --
        date: 2026-01-01
        -- nieuws/kapotte-bundel/beeld/a.png --
    ";
    let sample = sample(text)
        .broken("nieuws/kapot.md")
        .broken("nieuws/kapotte-bundel/index.md")
        .broken("over.md");
    assert_eq!(
        files_of(&sample.clean()),
        ["favicon.ico", "nieuws/bundel/los.csv", "nieuws/goed.png"]
    );
}

#[test]
fn drafts_can_be_shown_and_embargoes_still_hold() {
    let sample = sample("-- a.md --\ndraft: true\n-- b.md --\ndraft: true\npublish_at: 2027-01-01\n");
    let material = Material {
        drafts: Drafts::Show,
        ..sample.material()
    };
    let site = organise(material).value;
    assert_eq!(waiting(&site), ["b.md: until 2026-12-31T23:00:00Z"]);
}

#[test]
fn files_wait_with_the_folder_or_the_article_that_they_lie_with() {
    let sample = sample(
        "
        -- dossier/_index.md --
        draft: true
        -- dossier/a.md --
        draft: true
        -- dossier/plan.pdf --
        -- dossier/genoemd.pdf --
        -- dossier/beeld/kaart.png --
        -- dossier/open/b.md --
        date: 2026-01-01
        -- dossier/open/b.csv --
        -- alleen/a.md --
        draft: true
        -- alleen/plan.pdf --
        -- nieuws/open.md --
        date: 2026-01-01

        [x](/dossier/genoemd.pdf) ![y](geheim.png)
        -- nieuws/open.pdf --
        -- nieuws/2026-01-05-geheim.md --
        draft: true
        -- nieuws/geheim.docx --
        -- nieuws/Geheim.JPG --
        -- nieuws/geheim.png --
        -- nieuws/2026-01-05-geheim.pdf --
        -- nieuws/geheim/foto.png --
        -- nieuws/geheimzinnig.png --
        -- concept.md --
        draft: true
        -- concept.pdf --
        -- favicon.ico --
        ",
    );
    let expected = [
        "dossier/genoemd.pdf",
        "dossier/open/b.csv",
        "favicon.ico",
        "nieuws/geheim.png",
        "nieuws/geheimzinnig.png",
        "nieuws/open.pdf",
    ];
    assert_eq!(files_of(&sample.clean()), expected);
}
