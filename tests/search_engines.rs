//! Sitemaps, `robots.txt` and the key of IndexNow, the XML read by a parser that is not ours.

mod common;

use common::{Built, site};

const SITEMAP: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";
const IMAGE: &str = "http://www.google.com/schemas/sitemap-image/1.1";
const NEWS: &str = "http://www.google.com/schemas/sitemap-news/0.9";
const XHTML: &str = "http://www.w3.org/1999/xhtml";

/// An address of a sitemap with what stands under it: the names of the elements with their texts or addresses.
type Listed = (String, Vec<(String, String)>);

#[track_caller]
fn sitemap(built: &Built<'_>, path: &str) -> Vec<Listed> {
    let text = built.page(path);
    let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    assert!(document.root_element().has_tag_name((SITEMAP, "urlset")), "{text}");
    let urls = document.root_element().children().filter(|node| node.is_element());
    urls.map(|url| {
        assert!(url.has_tag_name((SITEMAP, "url")), "{text}");
        let loc = url.children().find(|node| node.has_tag_name((SITEMAP, "loc")));
        let under = url
            .descendants()
            .filter(|node| node.is_element() && node.children().all(|child| child.is_text()));
        let told = under.filter(|node| !node.has_tag_name((SITEMAP, "loc"))).map(|node| {
            let name = match node.tag_name().namespace() {
                Some(SITEMAP) => node.tag_name().name().to_owned(),
                Some(IMAGE) => format!("image:{}", node.tag_name().name()),
                Some(NEWS) => format!("news:{}", node.tag_name().name()),
                Some(XHTML) => node.attribute("hreflang").unwrap_or_default().to_owned(),
                other => panic!("{other:?}"),
            };
            let value = node.attribute("href").or(node.text()).unwrap_or_default();
            (name, value.to_owned())
        });
        (
            loc.and_then(|loc| loc.text()).unwrap_or_default().to_owned(),
            told.collect(),
        )
    })
    .collect()
}

const SITE: &str = "
    -- site.toml --
    title = { nl = \"Stad & co\", en = \"City\" }
    base_url = \"https://stad.example/\"
    [languages.en]
    fallback = \"show\"
    -- content/nieuws/nieuw.md --
    ---
    title: 'Nieuw & <anders>'
    date: 2026-11-22 13:00
    image: { src: foto.svg, alt: x }
    ---
    -- content/nieuws/nieuw.en.md --
    ---
    title: New
    ---
    -- content/nieuws/foto.svg --
    <svg width=\"4\" height=\"3\"></svg>
    -- content/nieuws/oud.md --
    ---
    title: Oud
    date: 2026-01-05
    updated: 2026-02-05 10:00
    ---
    -- content/nieuws/straks.md --
    ---
    title: Straks
    date: 2026-11-24
    ---
    -- content/nieuws/schets.md --
    ---
    title: Schets
    date: 2026-11-22
    draft: true
    ---
    -- content/over.md --
    ---
    title: Over
    ---
";

#[test]
fn the_sitemap_has_every_page_with_its_languages_its_picture_and_its_last_change() {
    let site = site(SITE);
    let built = site.build();
    built.is_clean().nowhere("straks").nowhere("schets");
    let listed = sitemap(&built, "sitemap.xml");
    let addresses: Vec<&str> = listed
        .iter()
        .map(|(loc, _)| loc.trim_start_matches("https://stad.example/"))
        .collect();
    assert_eq!(
        addresses,
        [
            "",
            "archief/",
            "archief/2026/",
            "en/",
            "en/archive/",
            "en/archive/2026/",
            "en/nieuws/",
            "en/nieuws/nieuw/",
            "nieuws/",
            "nieuws/nieuw/",
            "nieuws/oud/",
            "over/"
        ]
    );
    let of = |path: &str| {
        let found = listed
            .iter()
            .find(|(loc, _)| *loc == format!("https://stad.example/{path}"));
        found.map(|(_, told)| told.clone()).expect("an address")
    };
    let at = |name: &str, path: &str| (name.to_owned(), format!("https://stad.example/{path}"));
    let versions = [
        at("nl", "nieuws/nieuw/"),
        at("en", "en/nieuws/nieuw/"),
        at("x-default", "nieuws/nieuw/"),
    ];
    for path in ["nieuws/nieuw/", "en/nieuws/nieuw/"] {
        let told = of(path);
        assert_eq!(told[0], ("lastmod".to_owned(), "2026-11-22T13:00:00+01:00".to_owned()));
        assert_eq!(told[1..4], versions);
        assert_eq!(told[4..], [at("image:loc", "nieuws/foto.svg")]);
    }
    assert_eq!(
        of("nieuws/oud/"),
        [("lastmod".to_owned(), "2026-02-05T10:00:00+01:00".to_owned())]
    );
    assert_eq!(of("over/"), []);
    let drafts = site.drafts();
    let built = drafts.build();
    built
        .page_lacks("sitemap.xml", "schets")
        .page_lacks("sitemap-news.xml", "Schets");
}

#[test]
fn a_list_was_changed_when_the_last_of_it_was() {
    let site = site(SITE);
    site.write(
        "content/agenda/_index.md",
        b"---\ntitle: Agenda\nupdated: 2026-03-01\n---\n",
    );
    site.write(
        "content/nieuws/tag.md",
        b"---\ntitle: Tag\ndate: 2025-01-06\ntags: [Een]\n---\n",
    );
    let built = site.build();
    let all = sitemap(&built, "sitemap.xml");
    let of = |path: &str| -> Option<&str> {
        let (_, told) = all
            .iter()
            .find(|(url, _)| *url == format!("https://stad.example/{path}"))?;
        told.iter().find(|(name, _)| name == "lastmod").map(|(_, day)| &**day)
    };
    assert_eq!(of(""), Some("2026-11-22T13:00:00+01:00"));
    assert_eq!(of("nieuws/"), Some("2026-11-22T13:00:00+01:00"));
    assert_eq!(of("tags/een/"), Some("2025-01-06"));
    assert_eq!(of("archief/2025/"), Some("2025-01-06"));
    assert_eq!(of("agenda/"), Some("2026-03-01"));
    assert_eq!(of("tags/"), None);
}

#[test]
fn news_is_news_for_two_days() {
    let mut site = site(SITE);
    // An empty one would be none by the schema of the protocol, so nothing leads to it either.
    let titles = |built: &Built<'_>| -> Vec<String> {
        let is_there = built.page("robots.txt").contains("sitemap-news.xml");
        if !is_there {
            built.has_no_file("sitemap-news.xml");
            return Vec::new();
        }
        let news = sitemap(built, "sitemap-news.xml");
        let of = |told: &[(String, String)]| {
            told.iter()
                .find(|(name, _)| name == "news:title")
                .map(|(_, title)| title.clone())
        };
        news.iter().filter_map(|(_, told)| of(told)).collect()
    };
    {
        let built = site.build();
        let news = sitemap(&built, "sitemap-news.xml");
        assert_eq!(news.len(), 2);
        let text = |name: &str, value: &str| (name.to_owned(), value.to_owned());
        assert_eq!(
            news[0],
            (
                "https://stad.example/nieuws/nieuw/".to_owned(),
                vec![
                    text("news:name", "Stad & co"),
                    text("news:language", "nl"),
                    text("news:publication_date", "2026-11-22T13:00:00+01:00"),
                    text("news:title", "Nieuw & <anders>"),
                ]
            )
        );
        assert_eq!(
            (&*news[1].0, &news[1].1[0]),
            ("https://stad.example/en/nieuws/nieuw/", &text("news:name", "City"))
        );
    }
    for (now, expected) in [
        ("2026-11-24T11:59:59Z", &["Straks", "Nieuw & <anders>", "New"][..]),
        ("2026-11-24T12:00:00Z", &["Straks"]),
        ("2026-11-25T22:59:59Z", &["Straks"]),
        ("2026-11-25T23:00:00Z", &[]),
        ("2026-11-23T12:00:00Z", &["Nieuw & <anders>", "New"]),
    ] {
        site.set_now(now);
        let built = site.build();
        assert_eq!(titles(&built), expected, "{now}");
        site.clean_build();
        assert_eq!(site.tree(), site.clean_tree(), "{now}");
    }
}

#[test]
fn robots_are_told_what_they_may_read() {
    let site = site("-- content/a/b.md --\n---\ntitle: A\ndate: 2026-11-23\n---\n");
    let write = |rest: &str| {
        let text = format!("title = \"x\"\nbase_url = \"https://a.nl/\"\n{rest}");
        site.write("site.toml", text.as_bytes());
        site.build()
    };
    let all = "User-agent: *\nAllow: /\n\nSitemap: https://a.nl/sitemap.xml\n";
    let news = "Sitemap: https://a.nl/sitemap-news.xml\n";
    assert_eq!(write("").page("robots.txt"), format!("{all}{news}"));
    let built = write(
        "[search_engines]\nai_crawlers = \"answers-only\"\nnews_sitemap = false\nindexnow_key = \"3f1c2a9b-8D7e4c5f\"\n",
    );
    let text = built.page("robots.txt");
    assert!(
        text.starts_with("User-agent: GPTBot\nUser-agent: ") && text.ends_with(&format!("\nDisallow: /\n\n{all}")),
        "{text}"
    );
    assert!(text.contains("User-agent: ClaudeBot\n") && !text.contains("OAI-SearchBot"));
    built.has_no_file("sitemap-news.xml");
    assert_eq!(built.page("3f1c2a9b-8D7e4c5f.txt"), "3f1c2a9b-8D7e4c5f");
    let text = write("[search_engines]\nai_crawlers = \"disallow\"\n").page("robots.txt");
    assert!(
        text.contains("User-agent: GPTBot\n") && text.contains("User-agent: OAI-SearchBot\n"),
        "{text}"
    );
    write("[search_engines]\nai_crawlers = \"nee\"\nindexnow_key = \"../../x\"\nnews_sitemap = 1\n").finds(&[
        "site.toml:4:15 config/bad-value",
        "site.toml:5:16 config/bad-value",
        "site.toml:6:16 config/wrong-type",
    ]);
}
