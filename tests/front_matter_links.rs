//! Links in the texts of front matter and of `site.toml`: they lead somewhere, or are told of, like those of the text.

mod common;

use common::site;

const FIELDS: &[&str] = &[
    "summary: 'Zie [dit](LINK).'",
    "takeaways: ['Zie [dit](LINK).']",
    "quotes: [{ text: 'Zie [dit](LINK).', name: Jan }]",
    "corrections: [{ date: 2026-01-03, text: 'Zie [dit](LINK).' }]",
    "changes: [{ date: 2026-01-03, text: 'Zie [dit](LINK).' }]",
    "withdrawn: { date: 2026-01-03, reason: 'Zie [dit](LINK).' }",
];

fn with(field: &str, link: &str) -> common::Site {
    site(&format!(
        "
        -- content/nieuws/een.md --
        ---
        title: Een
        date: 2026-01-02
        {}
        ---
        Tekst.
        -- content/nieuws/twee.md --
        ---
        title: Twee
        date: 2026-01-02
        ---
        -- content/nieuws/geheim.md --
        ---
        title: Geheim
        date: 2026-01-02
        draft: true
        takeaways: ['Zie [het plan](geheim.pdf) en [nog een](https://proef.example/nieuws/geheim.csv).']
        ---
        Zie ook [dit](https://proef.example/nieuws/geheim.txt).
        -- content/nieuws/geheim.pdf --
        x
        -- content/nieuws/geheim.txt --
        x
    ",
        field.replace("LINK", link)
    ))
}

#[test]
fn a_link_in_front_matter_leads_to_the_page() {
    for field in FIELDS {
        let site = with(field, "twee.md");
        let built = site.build();
        built.is_clean();
        built.page_contains("nieuws/een/index.html", "<a href=\"/nieuws/twee/\">dit</a>");
    }
}

#[test]
fn a_link_in_front_matter_to_nothing_is_an_error_and_one_to_a_draft_plain_text() {
    for field in FIELDS {
        let found = with(field, "nergens.md").build().found();
        assert!(
            found.len() == 1 && found[0].starts_with("content/nieuws/een.md:4:"),
            "{found:?}"
        );
        assert!(found[0].ends_with(" link/dead"), "{found:?}");
        let site = with(field, "geheim.md");
        let built = site.build();
        assert!(built.found()[0].ends_with(" link/unpublished"), "{:?}", built.found());
        built
            .page_contains("nieuws/een/index.html", "Zie dit.")
            .nowhere("geheim");
    }
}

#[test]
fn texts_of_the_settings_follow_the_base_path() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl/sub/\"
        [newsletter]
        action = \"/aanmelden\"
        privacy_url = \"/privacy/\"
        consent = \"Zie [privacy](/privacy/) of [dit](privacy.md).\"
        -- content/privacy.md --
        ---
        title: Privacy
        ---
    ",
    );
    let built = site.build();
    built.is_clean();
    built
        .page_contains("index.html", "action=\"/sub/aanmelden\"")
        .page_contains(
            "index.html",
            "<a href=\"/sub/privacy/\">privacy</a> of <a href=\"/sub/privacy/\">dit</a>",
        );
}

#[test]
fn a_button_is_a_link_like_any_other() {
    let text = |call: &str| {
        let site = with("kicker: x", "");
        site.write(
            "content/nieuws/een.md",
            format!("---\ntitle: Een\ndate: 2026-01-02\n---\n{call}\n").as_bytes(),
        );
        site
    };
    let site = text("{{< button href=\"geheim.md\" >}}Lees{{< /button >}}");
    let built = site.build();
    built
        .finds(&["content/nieuws/een.md:5:1 link/unpublished"])
        .nowhere("geheim");
    built.page_contains("nieuws/een/index.html", "<p class=\"button-line\">Lees</p>");
    text("{{< button href=\"twee.md#weg\" >}}Lees{{< /button >}}")
        .build()
        .finds(&["content/nieuws/een.md:5:1 link/dead-anchor"]);
    text("{{< button href=\"nergens.md\" >}}Lees{{< /button >}}")
        .build()
        .finds(&["content/nieuws/een.md:5:1 link/dead"]);
}
