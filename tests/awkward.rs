//! Awkward titles and documents, in every form in which they leave the site: each reader gets what the writer wrote, or is told what is wrong.

mod common;
#[path = "common/hostile.rs"]
mod harm;
#[path = "awkward/hostile.rs"]
mod hostile;
#[path = "awkward/names.rs"]
mod names;
#[path = "awkward/sizes.rs"]
mod sizes;

use calcard::icalendar::{ICalendarComponentType, ICalendarProperty};
use calcard::{Entry, Parser};
use common::{Built, site};
use serde_json::Value as Json;

const TITLES: [&str; 5] = [
    "'Enkel' \"dubbel\" „laag” «guille» ‹enkel› “Engels” ‘een’ ` ´ \\ </script> ]]> &amp; <b> {{ x }} %}",
    "👩🏽‍💻 🏳️‍🌈 👨‍👩‍👧‍👦 e\u{301}\u{308} ﷽",
    "שלום עולם مرحبا 123 (abc) [x]!",
    "# - * _ ~~ | 1. > :: ;,",
    "Een kop van driehonderd tekens over dienstverlening, privacy en open data, die er veel langer over doet dan nodig is om te zeggen wat er gebeurde, omdat niemand haar heeft ingekort, en die toch heel moet aankomen bij wie haar leest in een feed, een agenda, een zoekmachine of een taalmodel, tot en met dit woord.",
];

const SITE: &str = "
    -- site.toml --
    title = \"Stad\"
    base_url = \"https://stad.example/\"
    outputs = [\"html\", \"json\", \"markdown\"]
    [feeds]
    rss = true
    json = true
    [metadata]
    [sections.agenda]
    kind = \"event\"
";

/// Returns the nodes of the graph in a page, read as a browser reads it: up to the first end of a script.
#[track_caller]
fn graph(built: &Built<'_>, path: &str) -> Vec<Json> {
    let page = built.page(path);
    let start = page.find("<script type=\"application/ld+json\">").expect("a graph") + 35;
    let end = page[start..].find("</script").expect("an end") + start;
    let graph: Json = serde_json::from_str(&page[start..end]).expect("JSON");
    graph["@graph"].as_array().expect("nodes").clone()
}

fn summary(calendar: &str) -> String {
    let Entry::ICalendar(calendar) = Parser::new(calendar).entry() else {
        panic!("{calendar}")
    };
    let event = calendar
        .components
        .iter()
        .find(|one| one.component_type == ICalendarComponentType::VEvent);
    let summary = event.and_then(|event| event.property(&ICalendarProperty::Summary));
    let summary = summary.and_then(|summary| summary.values.first()?.as_text());
    summary.expect("a summary").to_owned()
}

#[test]
fn a_title_arrives_as_it_was_written() {
    assert!(TITLES[4].chars().count() >= 300);
    for title in TITLES {
        let site = site(SITE);
        let quoted = serde_json::to_string(title).expect("a text");
        let article = format!("---\ntitle: {quoted}\ndate: 2026-11-23\nsummary: x\n---\nTekst.\n");
        site.write("content/nieuws/a.md", article.as_bytes());
        let event = format!("---\ntitle: {quoted}\ndate: 2026-11-20\nevent: {{ start: 2026-12-01 10:00 }}\n---\n");
        site.write("content/agenda/b.md", event.as_bytes());
        let built = site.build();
        built.is_clean();
        // Feeds, by another's parser.
        for path in ["nieuws/atom.xml", "nieuws/rss.xml", "nieuws/feed.json"] {
            let text = built.page(path);
            let feed = feed_rs::parser::parse(text.as_bytes()).unwrap_or_else(|error| panic!("{path}: {error}"));
            let told = feed.entries[0].title.as_ref().map(|title| &*title.content);
            assert_eq!(told, Some(title), "{path}");
        }
        // Search engines.
        let article = graph(&built, "nieuws/a/index.html");
        assert_eq!(article[0]["headline"], title);
        assert_eq!(graph(&built, "agenda/b/index.html")[0]["name"], title);
        let news = built.page("sitemap-news.xml");
        let news = roxmltree::Document::parse(&news).expect("XML");
        let told = news.descendants().find(|node| node.tag_name().name() == "title");
        assert_eq!(told.and_then(|node| node.text()), Some(title));
        // Machines.
        let json: Json = serde_json::from_str(&built.page("nieuws/a/index.json")).expect("JSON");
        assert_eq!(json["title"], title);
        let index: Json = serde_json::from_str(&built.page("index.json")).expect("JSON");
        assert_eq!(index["items"][0]["title"], title);
        let markdown = built.page("nieuws/a/index.md");
        let head = markdown
            .lines()
            .find_map(|line| line.strip_prefix("title: "))
            .expect("a title");
        assert_eq!(serde_json::from_str::<String>(head).ok().as_deref(), Some(title));
        assert_eq!(heading(&markdown), title);
        // A calendar.
        assert_eq!(summary(&built.page("agenda/b/event.ics")), title);
    }
}

/// Returns the text of the first heading of a Markdown text, by the parser that knows nothing of who wrote it.
fn heading(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
    let options = Options::ENABLE_YAML_STYLE_METADATA_BLOCKS | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_TABLES;
    let events = Parser::new_ext(markdown, options);
    let events = events.skip_while(|event| !matches!(event, Event::Start(Tag::Heading { .. })));
    let events = events.take_while(|event| !matches!(event, Event::End(TagEnd::Heading(_))));
    let text = events.filter_map(|event| match event {
        Event::Text(text) | Event::Code(text) => Some(text.into_string()),
        _ => None,
    });
    text.collect()
}

#[test]
fn what_lacks_a_date_or_an_end_is_told_without_one() {
    let site = site(SITE);
    site.write("content/over.md", b"---\ntitle: Over\n---\nTekst.\n");
    site.write(
        "content/agenda/b.md",
        b"---\ntitle: B\nevent: { start: 2026-12-01 }\n---\n",
    );
    let built = site.build();
    built.is_clean();
    let page: Json = serde_json::from_str(&built.page("over/index.json")).expect("JSON");
    assert_eq!(page.get("date_published"), None);
    let event: Json = serde_json::from_str(&built.page("agenda/b/index.json")).expect("JSON");
    assert_eq!(
        (&event["event"]["start"], event["event"].get("end")),
        (&"2026-12-01".into(), None)
    );
    built
        .page_lacks("over/index.html", "DCTERMS.modified")
        .page_lacks("over/index.md", "date_published");
    let graph = graph(&built, "agenda/b/index.html");
    assert_eq!(
        (&graph[0]["startDate"], graph[0].get("endDate")),
        (&"2026-12-01".into(), None)
    );
}

/// An event over the night in which the clocks change has the offset of its own moment at both ends.
#[test]
fn an_event_across_a_change_of_the_clocks_has_both_offsets() {
    let site = site(SITE);
    let event = "---\ntitle: Nacht\nevent: { start: 2027-03-28 01:30, end: 2027-03-28 03:30 }\n---\n";
    site.write("content/agenda/b.md", event.as_bytes());
    let built = site.build();
    let json: Json = serde_json::from_str(&built.page("agenda/b/index.json")).expect("JSON");
    let graph = graph(&built, "agenda/b/index.html");
    for (start, end) in [
        (&json["event"]["start"], &json["event"]["end"]),
        (&graph[0]["startDate"], &graph[0]["endDate"]),
    ] {
        assert_eq!(
            (start, end),
            (&"2027-03-28T01:30:00+01:00".into(), &"2027-03-28T03:30:00+02:00".into())
        );
    }
}

#[test]
fn a_picture_that_is_not_there_is_told_of_and_nothing_is_published() {
    let site = site(SITE);
    site.write(
        "content/nieuws/a.md",
        b"---\ntitle: A\ndate: 2026-11-23\nimage: { src: weg.jpg, alt: x }\n---\n",
    );
    let built = site.build();
    built
        .ends(courant::build::Outcome::Failed)
        .has_no_file("nieuws/a/index.json");
    let told = "content/nieuws/a.md:4:15 link/missing-file".to_owned();
    assert!(built.found().contains(&told), "{:?}", built.found());
}
