//! Each address belongs to one thing.

use super::*;

#[track_caller]
fn check(toml: &str, path: &str, head: &str, expected: &str) {
    let sample = sample(&format!(
        "[languages.en]\n{toml}\n-- {path} --\ndate: 2026-03-05\n{head}\n"
    ));
    let site = sample.clean();
    assert_eq!(site.entries[0].url.as_str(), expected, "{path}");
}

#[test]
fn an_address_follows_from_path_pattern_and_front_matter() {
    check("", "nieuws/2026/raad.md", "", "/nieuws/2026/raad/");
    check("", "nieuws/2026/raad.en.md", "", "/en/nieuws/2026/raad/");
    check("", "nieuws/2026/raad/index.md", "", "/nieuws/2026/raad/");
    check("", "nieuws/2026-03-05-raad.md", "", "/nieuws/raad/");
    check("", "nieuws/2026-03-05-raad/index.en.md", "", "/en/nieuws/raad/");
    check("", "nieuws/Mijn Artikel.md", "", "/nieuws/mijn-artikel/");
    check("", "Nieuws Van Nu/Één.md", "", "/nieuws-van-nu/een/");
    check("", "privacy.en.md", "", "/en/privacy/");
    check("", "nieuws/raad.md", "slug: Besluit", "/nieuws/besluit/");
    check("", "nieuws/raad.md", "url: /eigen/adres", "/eigen/adres/");
    check("", "nieuws/raad.md", "url: eigen.html", "/eigen.html");
    let pattern = |pattern: &str| format!("[sections.nieuws]\npermalink = \"{pattern}\"");
    check(&pattern("/nieuws/:slug/"), "nieuws/2026/raad.md", "", "/nieuws/raad/");
    check(
        &pattern("/n/:year/:month/:day/:slug/"),
        "nieuws/raad.en.md",
        "",
        "/en/n/2026/03/05/raad/",
    );
    check(
        &pattern("/x/:section/:path/:slug/"),
        "nieuws/oud/raad.md",
        "",
        "/x/nieuws/oud/raad/",
    );
}

#[test]
fn two_things_of_one_address_are_an_error_that_names_both() {
    let found = |text: &str| sample(text).found();
    assert_eq!(
        found("-- nieuws/a.md --\ndate: 2026-01-01\n-- nieuws/b.md --\ndate: 2026-01-01\nslug: A\n"),
        ["nieuws/b.md site/same-address: /nieuws/a/ is the address of this and of content/nieuws/a.md"]
    );
    // Capitals are no difference on many disks.
    assert_eq!(
        found("-- a.md --\nurl: /X/\n-- b.md --\nurl: /x/\n"),
        ["b.md site/same-address: /x/ is the address of this and of content/a.md"]
    );
    assert_eq!(
        found("-- index.html --\n-- nieuws/a.md --\ndate: 2026-01-01\n-- nieuws/a/index.html --\n"),
        [
            "index.html site/same-address: /index.html is the address of this and of the home page",
            "nieuws/a/index.html site/same-address: /nieuws/a/index.html is the address of this and of content/nieuws/a.md",
        ]
    );
    assert_eq!(
        found("-- nieuws/index.md --\n-- nieuws/a.md --\ndate: 2026-01-01\n"),
        ["nieuws/index.md site/same-address: /nieuws/ is the address of this and of the section nieuws"]
    );
    assert_eq!(
        found("-- nieuws/page/2.md --\ndate: 2026-01-01\n"),
        ["nieuws/page/2.md site/same-address: /nieuws/page/2/ is the address of this and of the section nieuws"]
    );
    assert_eq!(
        found("-- nieuws/page/x.md --\ndate: 2026-01-01\n"),
        Vec::<String>::new()
    );
    assert_eq!(
        found("-- tags.md --\n-- nieuws/a.md --\ndate: 2026-01-01\ntags: [X]\n"),
        ["tags.md site/same-address: /tags/ is the address of this and of the list of tags"]
    );
    let archive = "-- nieuws/a.md --\ndate: 2026-01-01\n";
    assert_eq!(
        found(&format!("{archive}-- archief.md --\n")),
        ["archief.md site/same-address: /archief/ is the address of this and of the archive"]
    );
    assert_eq!(
        found(&format!("{archive}-- x.md --\nurl: /archief/2026/\n")),
        ["x.md site/same-address: /archief/2026/ is the address of this and of the year 2026 in the archive"]
    );
    assert_eq!(
        found(&format!("{archive}-- archief/_index.md --\n")),
        ["- site/same-address: /archief/ is the address of the archive and of the section archief"]
    );
    assert_eq!(
        found(&format!("[archive]\npath = \"nieuws\"\n{archive}")),
        ["site.toml site/same-address: /nieuws/ is the address of the archive and of the section nieuws"]
    );
    assert_eq!(
        found("-- a.md --\nurl: /sitemap.xml\n"),
        ["a.md site/same-address: /sitemap.xml is the address of this and of the file /sitemap.xml"]
    );
    assert_eq!(
        found("[languages.en]\n-- nieuws/_index.en.md --\nurl: /nieuws/\n"),
        [
            "nieuws/_index.en.md site/same-address: /nieuws/ is the address of the section nieuws and of the section nieuws"
        ]
    );
    // A folder for a language, as other programs have it.
    assert_eq!(
        found("[languages.en]\n-- en/nieuws/a.md --\ndate: 2026-01-01\n"),
        ["- site/same-address: /en/ is the address of the section en and of the home page"]
    );
    assert_eq!(
        found("-- nieuws/a.md --\ndate: 2026-01-01\ntags: [x]\n-- tags/x.md --\n-- tags/X/_index.md --\n"),
        ["tags/x.md site/same-address: this and content/tags/X/_index.md are both the page of one term"]
    );
}

#[test]
fn a_former_address_leads_on_unless_something_lives_there() {
    let redirects = |text: &str| {
        let sample = sample(text);
        let site = sample.clean();
        let mut all: Vec<String> = site
            .redirects
            .iter()
            .map(|redirect| format!("{} {}", redirect.from, redirect.to))
            .collect();
        all.sort();
        all
    };
    assert_eq!(
        redirects("-- a.md --\naliases: [/oud, /oud/twee.html, /a/, /oud/]\n"),
        ["/oud/ /a/", "/oud/twee.html /a/"]
    );
    assert_eq!(
        redirects(
            "-- nieuws/_index.md --\naliases: [/news/]\n-- tags/x.md --\naliases: [/oud/x/]\n-- a.md --\ntags: [x]\n"
        ),
        ["/news/ /nieuws/", "/oud/x/ /tags/x/"]
    );
    assert_eq!(
        sample("-- a.md --\naliases: [/b/, /c/]\n-- b.md --\naliases: [/c/]\n").found(),
        [
            "a.md site/same-address: /b/ is the address of this and of content/b.md",
            "b.md site/same-address: /c/ is the address of this and of an alias in content/a.md",
        ]
    );
}

#[test]
fn odd_names_of_terms_and_series_make_no_odd_addresses() {
    let sample = sample("-- a.md --\ntags: ['..', '???', '  ', 'C++', 'c']\nseries: '../..'\n");
    let site = sample.clean();
    assert_eq!(
        addresses(&site),
        [
            "/",
            "/a/",
            "/series/-/",
            "/tags/",
            "/tags/-/",
            "/tags/c-plus-plus/",
            "/tags/c/"
        ]
    );
}
