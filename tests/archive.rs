//! The archive: a page with all years, and a page a year, in each language.

mod common;

use common::site;

const SITE: &str = "
    -- site.toml --
    title = \"Proef\"
    base_url = \"https://proef.example/\"
    [languages.en]
    [sections.agenda]
    kind = \"event\"
    [[menu.main]]
    title = \"Archief\"
    url = \"/archief/\"
    -- content/nieuws/oud.md --
    ---
    title: Het oudste
    date: 2019-03-05
    ---
    -- content/nieuws/mei.md --
    ---
    title: Van mei
    date: 2026-05-01
    kicker: Onderzoek
    ---
    -- content/nieuws/maart.md --
    ---
    title: Van maart
    date: 2026-03-31
    ---
    -- content/nieuws/maart.en.md --
    ---
    title: Of March
    ---
    -- content/nieuws/tijdloos.md --
    ---
    title: Zonder dag
    ---
    -- content/nieuws/concept.md --
    ---
    title: Geheim
    date: 2021-03-31
    draft: true
    ---
    -- content/nieuws/later.md --
    ---
    title: Nog geheim
    date: 2022-03-31
    publish_at: 2027-01-01
    ---
    -- content/agenda/congres.md --
    ---
    title: Verslag van het congres
    date: 2025-12-20
    event: { start: 2026-03-10 }
    ---
    -- content/agenda/straks.md --
    ---
    title: Wat nog komt
    date: 2026-01-10
    event: { start: 2027-03-10 }
    ---
";

/// The parts of `text`, in their order.
#[track_caller]
fn in_order(text: &str, parts: &[&str]) {
    let mut from = 0;
    for part in parts {
        let at = text[from..].find(part);
        from += at.unwrap_or_else(|| panic!("{part:?} does not follow in\n{text}")) + part.len();
    }
}

#[test]
fn years_and_months_stand_newest_first() {
    let site = site(SITE);
    let built = site.build();
    built.is_done();
    let years = built.page("archief/index.html");
    in_order(
        &years,
        &["/archief/2026/", "3 berichten", "/archief/2019/", "1 bericht<"],
    );
    built.page_contains(
        "archief/2026/index.html",
        "<meta name=\"description\" content=\"Archief 2026: 3 berichten\">",
    );
    let year = built.page("archief/2026/index.html");
    in_order(
        &year,
        &[
            "<h1>Archief 2026</h1>",
            "3 berichten",
            "/archief/2026/#_month-5",
            "/archief/2026/#_month-3",
            "<h2 id=\"_month-5\" class=\"month-title\">Mei</h2>",
            "1 mei 2026",
            "Van mei",
            "Onderzoek",
            "Maart</h2>",
            "Van maart",
            // An event on the day on which it was.
            "10 maart 2026",
            "Verslag van het congres",
            "href=\"/archief/2019/\"",
            "Eerder",
        ],
    );
    assert!(!year.contains("Later"), "{year}");
    for path in [
        "archief/2026/index.html",
        "archief/index.html",
        "archief/2019/index.html",
    ] {
        for text in ["Zonder dag", "Geheim", "Nog geheim", "Wat nog komt"] {
            built.page_lacks(path, text);
        }
    }
    built
        .has_no_file("archief/2021/index.html")
        .has_no_file("archief/2022/index.html")
        .has_no_file("archief/2025/index.html");
}

#[test]
fn each_language_has_its_own_and_they_know_of_each_other() {
    let site = site(SITE);
    let built = site.build();
    built
        .is_done()
        .page_contains("en/archive/2026/index.html", "<h1>Archive 2026</h1>")
        .page_contains("en/archive/2026/index.html", "March</h2>")
        .page_contains(
            "en/archive/2026/index.html",
            "<a href=\"/archief/2026/\" hreflang=\"nl\"",
        )
        .has_no_file("en/archive/2019/index.html")
        .page_contains(
            "archief/index.html",
            "hreflang=\"en\" href=\"https://proef.example/en/archive/\"",
        )
        // The menu leads to that of its language.
        .page_contains("index.html", "<li><a href=\"/archief/\">Archief</a></li>")
        .page_contains("en/index.html", "<li><a href=\"/en/archive/\">Archief</a></li>");
    let sitemap = built.page("sitemap.xml");
    in_order(
        &sitemap,
        &[
            "<loc>https://proef.example/archief/</loc>",
            "hreflang=\"en\" href=\"https://proef.example/en/archive/\"",
            "<loc>https://proef.example/archief/2019/</loc>",
            "<loc>https://proef.example/archief/2026/</loc>",
            "hreflang=\"en\" href=\"https://proef.example/en/archive/2026/\"",
        ],
    );
}

#[test]
fn a_full_year_has_several_pages_and_its_months_lead_to_theirs() {
    let site = site(SITE);
    let settings = String::from_utf8(std::fs::read(site.root().join("site.toml")).expect("settings")).expect("text");
    let with = |more: &str| site.write("site.toml", format!("{settings}\n{more}").as_bytes());
    with("[archive]\npath = \"jaren\"\npaginate_by = 2");
    let built = site.build();
    // The menu leads to nothing now.
    assert_eq!(
        built.found(),
        [
            "content/nieuws/tijdloos.md:1:1 site/no-date",
            "site.toml:8:7 link/unknown-address"
        ]
    );
    with("[archive]\npaginate_by = 2");
    let built = site.build();
    built.is_done();
    let first = built.page("archief/2026/index.html");
    in_order(
        &first,
        &[
            "/archief/2026/#_month-3",
            "Mei</h2>",
            "Maart</h2>",
            "Van maart",
            "/archief/2026/page/2/",
        ],
    );
    assert!(!first.contains("congres"), "{first}");
    let second = built.page("archief/2026/page/2/index.html");
    in_order(
        &second,
        &[
            "/archief/2026/#_month-5",
            "/archief/2026/#_month-3",
            "Maart</h2>",
            "congres",
        ],
    );
    assert!(!second.contains("Mei</h2>"), "{second}");
    built.page_lacks("sitemap.xml", "page/2");
    with("[archive]\nyears = false");
    site.build().has_no_file("archief/index.html");
}

#[test]
fn a_theme_that_shows_no_years_has_no_archive_unless_the_site_asks() {
    let site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        theme = \"klein\"
        -- themes/klein/theme.toml --
        name = \"klein\"
        version = \"1\"
        -- themes/klein/templates/page.html --
        {{ page.title }}
        -- themes/klein/templates/home.html --
        {{ page.title }} {{ site.archive }}
        -- themes/klein/templates/article.html --
        {{ page.title }}
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    site.build().is_clean().has_no_file("archief/index.html");
    let settings =
        "title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntheme = \"klein\"\n[archive]\nyears = true\n";
    site.write("site.toml", settings.as_bytes());
    site.build()
        .finds(&[" site/unknown-template", " site/unknown-template"]);
}

#[test]
fn a_place_that_is_no_folder_is_an_error_at_its_line() {
    for path in ["../x", "/", "a?b"] {
        let text = format!("title = \"x\"\nbase_url = \"https://a.nl\"\n[archive]\npath = \"{path}\"\n");
        let site = site("-- content/a.md --\n---\ntitle: A\n---\n");
        site.write("site.toml", text.as_bytes());
        site.build().finds(&["site.toml:4:8 config/bad-value"]);
    }
}
