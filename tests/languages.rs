//! A site in several languages: who is whose translation, what is inherited, what lists show.

mod common;

use common::{Site, site};
use courant::build::Outcome;

fn two(fallback: &str) -> Site {
    site(&format!(
        "
        -- site.toml --
        title = \"Nieuws\"
        base_url = \"https://a.nl\"
        [languages.en]
        title = \"News\"
        fallback = \"{fallback}\"
        -- content/nieuws/_index.md --
        ---
        title: Het nieuws
        ---
        -- content/nieuws/_index.en.md --
        ---
        title: The news
        ---
        -- content/nieuws/raad.md --
        ---
        title: Raad
        date: 2026-01-02
        tags: [Data]
        authors: [Anna Bakker]
        image: {{ src: foto.svg, alt: Een foto, credit: Redactie }}
        ---
        Zie [de brief](brief.md).
        -- content/nieuws/foto.svg --
        <svg width=\"4\" height=\"3\"></svg>
        -- content/nieuws/raad.en.md --
        ---
        title: Council
        image: {{ alt: A picture }}
        ---
        See [the letter](brief.md) and [in Dutch](raad.md).
        -- content/nieuws/brief.md --
        ---
        title: Brief
        date: 2026-01-01
        ---
    "
    ))
}

#[test]
fn a_translation_inherits_what_it_does_not_say() {
    let site = two("hide");
    let built = site.build();
    let page = "en/nieuws/raad/index.html";
    built
        .is_clean()
        .page_contains(page, "<html lang=\"en\"")
        .page_contains(page, "Council")
        .page_contains(page, "January 2, 2026");
    built
        .page_contains(page, "alt=\"A picture\"")
        .page_contains(page, "src=\"/nieuws/foto.svg\"")
        .page_contains(page, "Redactie");
    built
        .page_contains(page, "href=\"/en/tags/data/\"")
        .page_contains(page, "Anna Bakker")
        .page_contains(page, "minute");
}

#[test]
fn versions_know_each_other() {
    let site = two("hide");
    let built = site.build();
    for page in ["nieuws/raad/index.html", "en/nieuws/raad/index.html"] {
        for code in ["nl", "en", "x-default"] {
            built.page_contains(page, &format!("hreflang=\"{code}\""));
        }
    }
    built
        .page_contains("nieuws/raad/index.html", "href=\"/en/nieuws/raad/\"")
        .page_contains("sitemap.xml", "hreflang=\"en\"");
    built.page_lacks("nieuws/brief/index.html", "x-default");
}

#[test]
fn links_lead_to_the_readers_own_language_where_it_is_there() {
    let site = two("hide");
    let built = site.build();
    built.page_contains("en/nieuws/raad/index.html", "<a href=\"/nieuws/brief/\">the letter</a>");
    built.page_contains("en/nieuws/raad/index.html", "<a href=\"/en/nieuws/raad/\">in Dutch</a>");
}

#[test]
fn each_language_has_its_own_lists_and_a_setting_shows_the_rest() {
    let hidden = two("hide");
    let built = hidden.build();
    built
        .page_contains("en/nieuws/index.html", "The news")
        .page_contains("en/nieuws/index.html", "Council");
    built
        .page_lacks("en/nieuws/index.html", "Brief")
        .page_lacks("nieuws/index.html", "Council")
        .page_contains("en/atom.xml", "Council");
    let shown = two("show");
    let built = shown.build();
    built
        .page_contains("en/nieuws/index.html", "Brief")
        .page_contains("en/nieuws/index.html", "in Dutch")
        .page_contains("en/nieuws/index.html", "lang=\"nl\"");
    built.page_lacks("en/nieuws/index.html", ">Raad<");
}

#[test]
fn a_section_exists_in_every_language_without_a_file() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [languages.en]
        [sections.nieuws]
        title = { nl = \"Nieuws\", en = \"News\" }
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    site.build()
        .is_clean()
        .page_contains("en/nieuws/index.html", ">News</h1>")
        .page_contains("en/index.html", "News");
}

#[test]
fn mistakes_with_languages_are_told() {
    let site = two("hide");
    site.write("content/nieuws/raad.de.md", b"---\ntitle: Rat\n---\n");
    site.build()
        .finds(&["content/nieuws/raad.de.md:1:1 site/unknown-translation"])
        .ends(Outcome::Failed);
    site.remove("content/nieuws/raad.de.md");
    site.write("content/nieuws/raad/index.en.md", b"---\ntitle: Council again\n---\n");
    let built = site.build();
    assert!(
        built
            .found()
            .iter()
            .any(|found| found.ends_with("site/two-translations")),
        "{:?}",
        built.found()
    );
    built.ends(Outcome::Failed);
}

#[test]
fn a_language_can_be_added_with_one_file() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [languages.fy]
        -- i18n/fy.toml --
        share_title = \"Diel dit berjocht\"
        [minutes]
        one = \"{count} minút\"
        other = \"{count} minuten\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        -- content/nieuws/a.fy.md --
        ---
        title: In artikel
        ---
    ",
    );
    let built = site.build();
    let page = "fy/nieuws/a/index.html";
    built
        .is_done()
        .page_contains(page, "Diel dit berjocht")
        .page_contains(page, "1 minút")
        .page_contains(page, "1 Jannewaris 2026");
    // Words that the file lacks are those of the site's own language, and that is told once.
    assert!(
        built.found().iter().all(|found| found.ends_with("theme/missing-word")),
        "{:?}",
        built.found()
    );
}

#[test]
fn a_translation_says_only_what_differs_of_an_event_and_series_know_each_other() {
    let site = site(
        "
        -- site.toml --
        title = \"Nieuws\"
        base_url = \"https://a.nl\"
        [languages.en]
        title = \"News\"
        [sections.agenda]
        kind = \"event\"
        -- content/agenda/dag.md --
        ---
        title: Dag
        series: Reeks
        event:
          start: 2026-12-01 09:00
          end: 2026-12-01 17:00
          timezone: America/New_York
          venue: Zaal
          registration_url: https://x.nl/aanmelden
        ---
        -- content/agenda/dag.en.md --
        ---
        title: Day
        series: Series
        event: { venue: Hall }
        ---
    ",
    );
    let built = site.build();
    built.is_clean();
    for text in ["Hall", "https://x.nl/aanmelden", "5:00", "Time zone: UTC−5"] {
        built.page_contains("en/agenda/dag/index.html", text);
    }
    built.page_contains("agenda/index.html", "(UTC−5)");
    built.page_contains(
        "series/reeks/index.html",
        "hreflang=\"en\" href=\"https://a.nl/en/series/series/\"",
    );
    site.write("content/agenda/dga.en.md", b"---\ntitle: Los\n---\n");
    let found = site.build().found();
    assert!(
        found.contains(&"content/agenda/dga.en.md:2:8 site/unknown-translation".to_owned()),
        "{found:?}"
    );
    site.remove("content/agenda/dga.en.md");
    site.write(
        "content/agenda/zomaar.en.md",
        b"---\ntitle: Los\nevent: { venue: Hall }\n---\n",
    );
    site.build()
        .finds(&["content/agenda/zomaar.en.md:3:8 front-matter/bad-value"]);
}

#[test]
fn a_word_that_is_borrowed_is_marked_with_its_language() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [languages.pl]
        fallback = \"show\"
        [languages.en]
        fallback = \"show\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    let built = site.build();
    built
        .is_done()
        .page_contains(
            "pl/nieuws/index.html",
            "<p class=\"in-language\" lang=\"nl\">(in het Nederlands)",
        )
        .page_contains(
            "en/nieuws/index.html",
            "<p class=\"in-language\" lang=\"en\">(in Dutch)",
        );
}

#[test]
fn pages_say_their_language_and_the_others_as_open_graph_has_them() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        [languages.en-GB]
        [languages.pap]
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        -- content/nieuws/a.en-GB.md --
        ---
        title: A
        ---
        -- content/nieuws/a.pap.md --
        ---
        title: A
        ---
    ",
    );
    let built = site.build();
    built.is_done();
    let own = |locale: &str| format!("<meta property=\"og:locale\" content=\"{locale}\">");
    let other = |locale: &str| format!("<meta property=\"og:locale:alternate\" content=\"{locale}\">");
    built
        .page_contains("nieuws/a/index.html", &own("nl_NL"))
        .page_contains("nieuws/a/index.html", &other("en_GB"))
        .page_contains("en-gb/nieuws/a/index.html", &own("en_GB"))
        .page_contains("en-gb/nieuws/a/index.html", &other("nl_NL"))
        .page_lacks("pap/nieuws/a/index.html", "\"og:locale\"");
    // Each version names all of them, itself included, and the one for everybody else.
    for page in ["nieuws/a/index.html", "en-gb/nieuws/a/index.html"] {
        for (code, path) in [
            ("nl", "nieuws/a/"),
            ("en-GB", "en-gb/nieuws/a/"),
            ("x-default", "nieuws/a/"),
        ] {
            let link = format!("<link rel=\"alternate\" hreflang=\"{code}\" href=\"https://a.nl/{path}\">");
            built.page_contains(page, &link);
        }
        built.page_contains(page, "<link rel=\"canonical\" href=\"https://a.nl/");
    }
}
