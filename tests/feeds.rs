//! Feeds in all three formats, read back by a parser that is not ours, and compared.

mod common;

use common::{Built, site};
use feed_rs::model::{Entry, Feed};

const FORMATS: [&str; 3] = ["atom.xml", "rss.xml", "feed.json"];

const SETTINGS: &str = "
    -- site.toml --
    title = { nl = \"Stad & co\", en = \"City & co\" }
    base_url = \"https://stad.example/map/\"
    description = \"Nieuws\"
    copyright = \"CC BY 4.0\"
    [organisation]
    name = \"Gemeente\"
    url = \"https://www.stad.example/\"
    [languages.en]
    fallback = \"show\"
    [feeds]
    rss = true
    json = true
";

#[track_caller]
fn feed(built: &Built<'_>, path: &str) -> Feed {
    let text = built.page(path);
    feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"))
}

/// What every format can tell of an article.
#[derive(Debug, PartialEq)]
struct Told {
    id: String,
    title: String,
    link: String,
    published: String,
    updated: Option<String>,
    authors: Vec<String>,
    subjects: Vec<String>,
    summary: String,
    html: String,
}

fn told(entry: &Entry) -> Told {
    let text =
        |text: &Option<feed_rs::model::Text>| text.as_ref().map_or_else(String::new, |text| text.content.clone());
    let link = entry
        .links
        .iter()
        .find(|link| link.rel.as_deref().is_none_or(|rel| rel == "alternate"));
    Told {
        id: entry.id.clone(),
        title: text(&entry.title),
        link: link.map(|link| link.href.clone()).unwrap_or_default(),
        published: entry.published.map(|at| at.to_rfc3339()).unwrap_or_default(),
        updated: entry.updated.map(|at| at.to_rfc3339()),
        // For an article without one the parser takes the feed's.
        authors: (entry.authors.iter().filter_map(|author| author.name.clone()))
            .filter(|name| name != "Gemeente")
            .collect(),
        subjects: entry.categories.iter().map(|category| category.term.clone()).collect(),
        summary: text(&entry.summary),
        html: entry
            .content
            .as_ref()
            .and_then(|content| content.body.as_ref())
            .map(|html| html.trim().to_owned())
            .unwrap_or_default(),
    }
}

fn titles(feed: &Feed) -> Vec<String> {
    feed.entries.iter().map(|entry| told(entry).title).collect()
}

#[test]
fn all_formats_tell_the_same() {
    let site = site(&format!(
        "{SETTINGS}
    -- content/nieuws/een.md --
    ---
    title: 'Één & \"twee\" <b> 👩🏽‍💻 שלום'
    date: 2026-01-05 09:30
    updated: 2026-02-01
    tags: [Open data, 'R & D']
    authors: [Jan Jansen, Ada Voorbeeld]
    summary: Een *lead* & meer.
    image: {{ src: foto.svg, alt: 'Een \"foto\"', credit: Jan }}
    ---
    Zie [twee](twee.md#kop), ![x](foto.svg) en ]]> &nbsp; <script>alert(1)</script>.
    -- content/nieuws/foto.svg --
    <svg width=\"40\" height=\"30\"></svg>
    -- content/nieuws/twee.md --
    ---
    title: Twee
    date: 2026-01-04
    tags: [Open data]
    ---
    ## Kop
    -- content/nieuws/twee.en.md --
    ---
    title: Two
    ---
    "
    ));
    let built = site.build();
    built.is_done();
    for list in [
        "",
        "nieuws/",
        "tags/open-data/",
        "en/",
        "en/nieuws/",
        "authors/jan-jansen/",
        "authors/ada-voorbeeld/",
    ] {
        let feeds = FORMATS.map(|format| feed(&built, &format!("{list}{format}")));
        let language = if list.starts_with("en/") { "en" } else { "nl" };
        let of_each = feeds
            .each_ref()
            .map(|feed| feed.entries.iter().map(told).collect::<Vec<_>>());
        assert!(!of_each[0].is_empty(), "{list}");
        for (n, format) in FORMATS.iter().enumerate() {
            assert_eq!(of_each[n], of_each[0], "{list}{format}");
            assert_eq!(feeds[n].language.as_deref(), Some(language), "{list}{format}");
            assert!(
                feeds[n]
                    .rights
                    .as_ref()
                    .is_none_or(|rights| rights.content == "CC BY 4.0")
            );
            let own = format!("https://stad.example/map/{list}{format}");
            let is_own = |link: &feed_rs::model::Link| link.href == own;
            assert!(feeds[n].links.iter().any(is_own), "{own}: {:?}", feeds[n].links);
        }
    }
    let all = feed(&built, "atom.xml");
    let first = told(&all.entries[0]);
    assert_eq!(first.title, "Één & \"twee\" <b> 👩🏽‍💻 שלום");
    assert_eq!(first.link, "https://stad.example/map/nieuws/een/");
    assert_eq!(first.published, "2026-01-05T08:30:00+00:00");
    assert_eq!(first.updated.as_deref(), Some("2026-01-31T23:00:00+00:00"));
    assert_eq!(
        (first.authors, first.subjects),
        (
            vec!["Jan Jansen".into(), "Ada Voorbeeld".into()],
            vec!["Open data".into(), "R & D".into()]
        )
    );
    assert_eq!(first.summary, "Een lead & meer.");
    assert!(
        first
            .html
            .contains("href=\"https://stad.example/map/nieuws/twee/#kop\""),
        "{}",
        first.html
    );
    assert!(first.html.contains("src=\"https://stad.example/map/nieuws/foto.svg\"") && !first.html.contains("script"));
    assert_eq!(
        all.updated.map(|at| at.to_rfc3339()),
        Some("2026-01-31T23:00:00+00:00".into())
    );
    assert_eq!(all.authors[0].name.as_deref(), Some("Gemeente"));
    // The picture.
    let picture = "https://stad.example/map/nieuws/foto.svg";
    let enclosure = all.entries[0]
        .links
        .iter()
        .find(|link| link.rel.as_deref() == Some("enclosure"));
    let enclosure = enclosure.expect("an enclosure");
    assert_eq!(
        (&*enclosure.href, enclosure.media_type.as_deref(), enclosure.length),
        (picture, Some("image/svg+xml"), Some(35))
    );
    let rss = feed(&built, "rss.xml");
    let media = &rss.entries[0].media[0];
    assert_eq!(media.content[0].url.as_ref().map(|url| url.as_str()), Some(picture));
    assert_eq!(
        (media.content[0].width, media.content[0].height, media.content[0].size),
        (Some(40), Some(30), Some(35))
    );
    assert_eq!(
        media.description.as_ref().map(|text| text.content.as_str()),
        Some("Een \"foto\"")
    );
    let json: serde_json::Value = serde_json::from_str(&built.page("feed.json")).expect("JSON");
    assert_eq!(json["version"], "https://jsonfeed.org/version/1.1");
    assert_eq!(json["items"][0]["image"], picture);
    assert_eq!(
        json["items"][0]["authors"][0]["url"],
        "https://stad.example/map/authors/jan-jansen/"
    );
    // What is not translated says in which language it is.
    let english = built.page("en/atom.xml");
    assert!(
        english.contains("xml:lang=\"en\">\n<title>City &amp; co</title>"),
        "{english}"
    );
    assert!(english.contains("<entry xml:lang=\"nl\">") && english.contains("<entry xml:lang=\"en\">"));
    for format in FORMATS {
        assert_eq!(titles(&feed(&built, &format!("en/{format}")))[1], "Two");
    }
    for (format, media_type) in [
        ("atom.xml", "atom+xml"),
        ("rss.xml", "rss+xml"),
        ("feed.json", "feed+json"),
    ] {
        let link = format!(
            "<link rel=\"alternate\" type=\"application/{media_type}\" title=\"Stad &amp; co\" href=\"/map/{format}\">"
        );
        built
            .page_contains("nieuws/een/index.html", &link)
            .page_contains("404.html", &link);
        built.page_contains("nieuws/een/index.html", &format!("href=\"/map/nieuws/{format}\""));
    }
}

#[test]
fn an_article_keeps_its_name_whatever_becomes_of_it() {
    let write = |head: &str| format!("---\ndate: 2026-01-05\n{head}\n---\nx\n");
    let site = site(&format!("{SETTINGS}\n    -- content/nieuws/een.md --\n"));
    let mut ids = Vec::new();
    for head in [
        "title: Een",
        "title: Anders",
        "title: Anders\nslug: elders",
        "title: Een\nurl: /heel/ergens/",
        "title: Een\nupdated: 2026-03-01",
    ] {
        site.write("content/nieuws/een.md", write(head).as_bytes());
        let built = site.build();
        built.is_clean();
        ids.extend(FORMATS.map(|format| feed(&built, format).entries[0].id.clone()));
        site.clean_build();
        assert_eq!(site.tree(), site.clean_tree(), "{head}");
    }
    site.write("content/nieuws/een/index.md", write("title: Een").as_bytes());
    site.remove("content/nieuws/een.md");
    ids.push(feed(&site.build(), "atom.xml").entries[0].id.clone());
    let site = site.for_address("https://proef.example/");
    ids.push(feed(&site.build(), "atom.xml").entries[0].id.clone());
    assert!(ids[0].starts_with("urn:uuid:"), "{ids:?}");
    assert!(ids.iter().all(|id| *id == ids[0]), "{ids:?}");
}

#[test]
fn a_feed_can_go_on_in_older_pages() {
    let mut text = SETTINGS.replace("json = true", "json = true\n    items = 2\n    pages = 0\n    content = \"summary\"\n    hub = \"https://hub.example/?a=1&b=2\"");
    for n in 1..=5 {
        text += &format!(
            "\n    -- content/nieuws/{n}.md --\n    ---\n    title: Nummer {n}\n    date: 2026-01-0{n}\n    ---\n    Tekst {n}.\n"
        );
    }
    text += "\n    -- content/nieuws/schets.md --\n    ---\n    title: Schets\n    date: 2026-01-06\n    draft: true\n    ---\n";
    text += "\n    -- content/nieuws/straks.md --\n    ---\n    title: Straks\n    date: 2027-01-06\n    ---\n";
    let mut site = site(&text);
    {
        let built = site.build();
        built.is_clean().nowhere("Straks").nowhere("Schets");
        for format in FORMATS {
            let mut seen = Vec::new();
            let mut next = Some(format!("https://stad.example/map/nieuws/{format}"));
            let mut links = Vec::new();
            while let Some(address) = next {
                let path = address.trim_start_matches("https://stad.example/map/").to_owned();
                let page = feed(&built, &path);
                seen.extend(titles(&page));
                let of = |rel: &str| {
                    let link = page.links.iter().find(|link| link.rel.as_deref() == Some(rel));
                    link.map(|link| link.href.trim_start_matches("https://stad.example/map/").to_owned())
                };
                links.push(["first", "previous", "next", "last", "hub"].map(of));
                next = match format {
                    "feed.json" => {
                        let json: serde_json::Value = serde_json::from_str(&built.page(&path)).expect("JSON");
                        assert_eq!(json["hubs"][0]["url"], "https://hub.example/?a=1&b=2");
                        assert_eq!(
                            json["items"][0]["content_text"],
                            json["items"][0]["content_text"].as_str().expect("text")
                        );
                        json["next_url"].as_str().map(str::to_owned)
                    }
                    _ => links
                        .last()
                        .and_then(|[_, _, next, ..]| next.as_ref())
                        .map(|path| format!("https://stad.example/map/{path}")),
                };
            }
            assert_eq!(
                seen,
                ["Nummer 5", "Nummer 4", "Nummer 3", "Nummer 2", "Nummer 1"],
                "{format}"
            );
            if format != "feed.json" {
                let (one, two, three) = (
                    format!("nieuws/{format}"),
                    format!("nieuws/page/2/{format}"),
                    format!("nieuws/page/3/{format}"),
                );
                let hub = Some("https://hub.example/?a=1&b=2".to_owned());
                let page = |previous: Option<&String>, next: Option<&String>| {
                    [
                        Some(one.clone()),
                        previous.cloned(),
                        next.cloned(),
                        Some(three.clone()),
                        hub.clone(),
                    ]
                };
                assert_eq!(
                    links,
                    [
                        page(None, Some(&two)),
                        page(Some(&one), Some(&three)),
                        page(Some(&two), None)
                    ],
                    "{format}"
                );
            }
        }
        // The pages are one feed, and a page of a site links to the first.
        assert_eq!(
            feed(&built, "nieuws/page/3/atom.xml").id,
            "https://stad.example/map/nieuws/atom.xml"
        );
        built.page_lacks("nieuws/index.html", "page/2/atom.xml");
    }
    site.set_now("2027-02-01");
    site.build().is_clean();
    site.clean_build();
    assert_eq!(site.tree(), site.clean_tree());
}

#[test]
fn a_browser_shows_a_feed_with_a_stylesheet() {
    let site = site(&format!(
        "{SETTINGS}\n    -- content/nieuws/een.md --\n    ---\n    title: Een\n    date: 2026-01-05\n    ---\n"
    ));
    let built = site.build();
    built.is_clean();
    for (path, words) in [
        ("nieuws/atom.xml", "Dit is een feed."),
        ("en/nieuws/rss.xml", "This is a feed."),
    ] {
        let text = built.page(path);
        let style = text
            .split("<?xml-stylesheet type=\"text/css\" href=\"/map/")
            .nth(1)
            .expect("a stylesheet");
        let style = style.split('"').next().unwrap_or_default();
        built.page_contains(style, "entry>title");
        let page = path.rsplit_once('/').map_or("", |(page, _)| page);
        let note = format!("<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>{words}");
        assert!(
            text.contains(&note) && text.contains(&format!("<a href=\"https://stad.example/map/{page}/\">")),
            "{text}"
        );
    }
}

#[test]
fn one_format_is_enough() {
    let site = site("-- content/nieuws/een.md --\n---\ntitle: Een\ndate: 2026-01-05\n---\n[x](/nieuws/rss.xml)\n");
    let built = site.build();
    built.finds(&["content/nieuws/een.md:5:1 link/unknown-address"]);
    built
        .has_no_file("rss.xml")
        .has_no_file("feed.json")
        .page_contains("atom.xml", "Een");
    site.write(
        "site.toml",
        b"title = \"x\"\nbase_url = \"https://a.nl\"\n[feeds]\nhub = \"hub\"\npages = -1\njson = 1\n",
    );
    site.build().finds(&[
        "content/nieuws/een.md:5:1 link/unknown-address",
        "site.toml:4:7 config/bad-value",
        "site.toml:5:9 config/bad-value",
        "site.toml:6:8 config/wrong-type",
    ]);
}

/// RFC 4287 wants a date of every feed: of an empty one that of the site's newest article, which every build finds.
#[test]
fn an_empty_feed_is_as_new_as_its_site() {
    let site = site(
        "
        -- content/leeg/_index.md --
        ---
        title: Leeg
        ---
        -- content/nieuws/een.md --
        ---
        title: Een
        date: 2026-01-05
        updated: 2026-02-01 10:00
        ---
    ",
    );
    let built = site.build();
    let empty = feed(&built, "leeg/atom.xml");
    assert!(empty.entries.is_empty());
    assert_eq!(
        empty.updated.map(|at| at.to_rfc3339()).as_deref(),
        Some("2026-02-01T09:00:00+00:00")
    );
    assert_eq!(empty.updated, feed(&built, "atom.xml").updated);
}

/// RSS 2.0 knows pictures of three kinds; the others are for those who do.
#[test]
fn a_logo_that_rss_does_not_know_is_not_in_it() {
    for (name, in_rss) in [("logo.svg", false), ("logo.png", true)] {
        let site = site(&format!(
            "
            -- site.toml --
            title = \"A\"
            base_url = \"https://a.nl/\"
            [organisation]
            logo = \"/{name}\"
            [feeds]
            rss = true
            -- content/{name} --
            x
            -- content/nieuws/a.md --
            ---
            title: A
            date: 2026-01-01
            ---
        "
        ));
        let built = site.build();
        assert_eq!(
            built
                .page("rss.xml")
                .contains(&format!("<url>https://a.nl/{name}</url>")),
            in_rss,
            "{name}"
        );
        built.page_contains("atom.xml", &format!("<logo>https://a.nl/{name}</logo>"));
    }
}

#[test]
fn a_feed_of_hundreds_follows_a_changed_title() {
    let mut text = String::from(
        "-- site.toml --\ntitle = \"Stad\"\nbase_url = \"https://stad.example/\"\n[feeds]\nitems = 0\nrss = true\njson = true\n",
    );
    let count = 300;
    for number in 1..=count {
        let (month, day) = (1 + number / 28, 1 + number % 28);
        text.push_str(&format!(
            "\n-- content/nieuws/bericht-{number}.md --\n---\ntitle: Bericht {number}\ndate: 2025-{month:02}-{day:02}\n---\nTekst {number}.\n"
        ));
    }
    let site = site(&text);
    site.build().is_done();
    let retitled = "---\ntitle: Ander bericht\ndate: 2025-06-11\n---\nTekst 150.\n";
    site.write("content/nieuws/bericht-150.md", retitled.as_bytes());
    let built = site.build();
    built.is_done();
    for format in FORMATS {
        let entries = feed(&built, format).entries;
        assert_eq!(entries.len(), count, "{format}");
        let published: Vec<_> = entries.iter().map(|entry| entry.published).collect();
        assert!(published.is_sorted_by(|a, b| a >= b), "{format}: {published:?}");
        let titles: Vec<String> = entries.iter().map(|entry| told(entry).title).collect();
        assert_eq!(titles.iter().filter(|title| *title == "Ander bericht").count(), 1);
        assert!(!titles.iter().any(|title| title == "Bericht 150"), "{format}");
    }
    site.clean_build().is_done();
    assert!(site.tree() == site.clean_tree());
}
