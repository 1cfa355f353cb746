//! Dublin Core in the heads of pages, as Dutch government sites have it (OWMS 4.0).

mod common;

use common::site;

const SITE: &str = "
    -- site.toml --
    title = \"Stad\"
    base_url = \"https://stad.example/\"
    copyright = \"CC0\"
    [languages.en]
    [organisation]
    name = { nl = \"Gemeente Stad\", en = \"City\" }
    [metadata]
    authority_scheme = \"OVERHEID.Gemeente\"
    spatial = \"Stad\"
    spatial_scheme = \"OVERHEID.Gemeente\"
    types = { article = \"nieuwsbericht\" }
    -- content/nieuws/raad.md --
    ---
    title: 'Raad: \"ja\" & <nee>'
    date: 2026-01-05 09:30
    updated: 2026-02-01
    summary: Een *lead*.
    tags: [Open data]
    authors: [Jan]
    ---
    -- content/nieuws/raad.en.md --
    ---
    title: Council
    ---
    -- content/nieuws/concept.md --
    ---
    title: Concept
    draft: true
    ---
";

#[test]
fn a_page_describes_itself_in_the_words_of_dublin_core() {
    let site = site(SITE);
    let built = site.build();
    built.is_done();
    let page = built.page("nieuws/raad/index.html");
    let start = page.find("<link rel=\"schema.DCTERMS\"").expect("Dublin Core");
    let lines: Vec<&str> = page[start..]
        .lines()
        .take_while(|line| line.contains("DCTERMS") || line.contains("OVERHEID"))
        .collect();
    assert_eq!(
        lines,
        [
            "<link rel=\"schema.DCTERMS\" href=\"http://purl.org/dc/terms/\">",
            "<link rel=\"schema.OVERHEID\" href=\"http://standaarden.overheid.nl/owms/terms/\">",
            "<meta name=\"DCTERMS.identifier\" title=\"XSD.anyURI\" content=\"https://stad.example/nieuws/raad/\">",
            "<meta name=\"DCTERMS.title\" content=\"Raad: &quot;ja&quot; &amp; &lt;nee&gt;\">",
            "<meta name=\"DCTERMS.type\" title=\"OVERHEID.Informatietype\" content=\"nieuwsbericht\">",
            "<meta name=\"DCTERMS.language\" title=\"XSD.language\" content=\"nl\">",
            "<meta name=\"OVERHEID.authority\" title=\"OVERHEID.Gemeente\" content=\"Gemeente Stad\">",
            "<meta name=\"DCTERMS.creator\" title=\"OVERHEID.Gemeente\" content=\"Gemeente Stad\">",
            "<meta name=\"DCTERMS.spatial\" title=\"OVERHEID.Gemeente\" content=\"Stad\">",
            "<meta name=\"DCTERMS.modified\" title=\"XSD.date\" content=\"2026-02-01\">",
            "<meta name=\"DCTERMS.issued\" title=\"XSD.dateTime\" content=\"2026-01-05T09:30:00+01:00\">",
            "<meta name=\"DCTERMS.description\" content=\"Een lead.\">",
            "<meta name=\"DCTERMS.subject\" content=\"Open data\">",
            "<meta name=\"DCTERMS.rights\" content=\"CC0\">",
        ]
    );
    built
        .page_contains(
            "en/nieuws/raad/index.html",
            "title=\"OVERHEID.Gemeente\" content=\"City\"",
        )
        .page_contains("index.html", "title=\"OVERHEID.Informatietype\" content=\"webpagina\"")
        .page_lacks("404.html", "DCTERMS");
    let drafts = common::site(SITE).drafts();
    drafts.build().page_lacks("nieuws/concept/index.html", "DCTERMS");
}

#[test]
fn it_is_there_only_where_it_is_asked_for_and_slips_are_told() {
    let article = "-- content/nieuws/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\n";
    let site = site(article);
    site.build().is_clean().page_lacks("nieuws/a/index.html", "DCTERMS");
    site.write(
        "site.toml",
        b"title = \"A\"\nbase_url = \"https://a.nl\"\n[metadata]\nauthority_scheme = \"Gemeente\"\ntypes = { artikel = \"x\" }\n",
    );
    site.build()
        .finds(&["site.toml:4:20 config/bad-value", "site.toml:5:11 config/unknown-key"]);
}
