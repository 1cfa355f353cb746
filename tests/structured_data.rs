//! JSON-LD in pages: parsed from the page, and compared with the fields that Google's documentation of each type requires and recommends.

mod common;
#[path = "structured_data/crops.rs"]
mod crops;

use common::{Built, site};
use serde_json::Value;

/// Reads the one graph of a page.
#[track_caller]
fn graph(built: &Built<'_>, path: &str) -> Vec<Value> {
    let page = built.page(path);
    let mut scripts = page.split("<script type=\"application/ld+json\">").skip(1);
    let script = scripts.next().unwrap_or_else(|| panic!("{path} has none"));
    assert!(scripts.next().is_none(), "{path} has two");
    let text = script.split("</script>").next().unwrap_or_default();
    assert!(!text.contains('<'), "{text}");
    let json: Value = serde_json::from_str(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
    assert_eq!(json["@context"], "https://schema.org");
    let nodes = json["@graph"].as_array().cloned().unwrap_or_default();
    nothing_empty(&json);
    nodes
}

fn nothing_empty(value: &Value) {
    match value {
        Value::Null => panic!("null"),
        Value::String(text) => assert!(!text.is_empty()),
        Value::Array(items) => {
            assert!(!items.is_empty());
            items.iter().for_each(nothing_empty);
        }
        Value::Object(fields) => fields.values().for_each(nothing_empty),
        _ => {}
    }
}

#[track_caller]
fn node<'n>(nodes: &'n [Value], kind: &str) -> &'n Value {
    let found: Vec<&Value> = nodes.iter().filter(|node| node["@type"] == kind).collect();
    assert_eq!(found.len(), 1, "{kind} in {nodes:#?}");
    found[0]
}

#[track_caller]
fn has(node: &Value, fields: &[&str]) {
    for field in fields {
        let value = field.split('.').fold(node, |node, name| match node {
            Value::Array(items) => &items[0][name],
            _ => &node[name],
        });
        assert!(!value.is_null(), "no {field} in {node:#}");
    }
}

const SITE: &str = "
    -- site.toml --
    title = { nl = \"Stad\", en = \"City\" }
    base_url = \"https://stad.example/map/\"
    description = \"Nieuws uit de stad\"
    [organisation]
    name = { nl = \"Gemeente Stad\", en = \"Municipality\" }
    url = \"https://www.stad.example/\"
    logo = \"/logo.png\"
    email = \"a@stad.example\"
    same_as = [\"https://social.example/@stad\"]
    [languages.en]
    [sections.agenda]
    kind = \"event\"
    -- content/logo.png --
    x
    -- content/foto.svg --
    <svg width=\"1600\" height=\"900\"></svg>
    -- content/auteurs/jan.md --
    ---
    title: Jan Jansen
    role: verslaggever
    organisation: Stad Digitaal
    photo: { src: /foto.svg, alt: Jan }
    email: jan@stad.example
    links: [{ title: Mastodon, url: \"https://social.example/@jan\" }]
    ---
    -- content/nieuws/raad.md --
    ---
    title: 'Raad </script><script>alert(1)</script> <!-- & \"x\"'
    date: 2026-03-05
    updated: 2026-03-06 09:30
    authors: [jan, Ada Voorbeeld]
    tags: [Open data]
    summary: 'Een *lead* </script>.'
    image: { src: /foto.svg, alt: Foto, credit: Jan, license: 'https://creativecommons.org/licenses/by/4.0/' }
    corrections: [{ date: 2026-03-06, text: 'Het was **drie**.' }, { date: 2027-03-06, text: Later. }]
    ---
    -- content/nieuws/kaal.md --
    ---
    title: Kaal
    date: 2026-03-04
    ---
";

#[test]
fn an_article_has_what_google_asks_of_news() {
    let site = site(SITE);
    let built = site.build();
    built.is_done();
    let nodes = graph(&built, "nieuws/raad/index.html");
    let article = node(&nodes, "NewsArticle");
    // https://developers.google.com/search/docs/appearance/structured-data/article: recommended, for nothing is required.
    has(
        article,
        &[
            "headline",
            "image",
            "datePublished",
            "dateModified",
            "author",
            "author.name",
            "author.url",
        ],
    );
    has(
        article,
        &[
            "publisher",
            "mainEntityOfPage",
            "description",
            "inLanguage",
            "articleSection",
            "keywords",
            "isPartOf",
        ],
    );
    assert_eq!(
        article["headline"],
        "Raad </script><script>alert(1)</script> <!-- & \"x\""
    );
    assert_eq!(article["description"], "Een lead </script>.");
    assert_eq!(article["datePublished"], "2026-03-05T00:00:00+01:00");
    assert_eq!(article["dateModified"], "2026-03-06T09:30:00+01:00");
    let authors = article["author"].as_array().expect("a list");
    assert_eq!(authors.len(), 2);
    assert_eq!(
        (&authors[0]["@type"], &authors[0]["name"]),
        (&"Person".into(), &"Jan Jansen".into())
    );
    assert_eq!(authors[0]["jobTitle"], "verslaggever");
    assert_eq!(authors[0]["url"], "https://stad.example/map/auteurs/jan/");
    assert_eq!(authors[1]["name"], "Ada Voorbeeld");
    // https://developers.google.com/search/docs/appearance/structured-data/image-license-metadata
    let image = &article["image"][0];
    has(image, &["contentUrl", "creditText", "license"]);
    assert_eq!(
        (&image["url"], &image["width"]),
        (&"https://stad.example/map/foto.svg".into(), &1600.into())
    );
    let corrections = article["correction"].as_array().expect("a list");
    assert_eq!(corrections.len(), 1);
    assert_eq!(corrections[0]["text"], "Het was drie.");
    // https://developers.google.com/search/docs/appearance/structured-data/organization
    let publisher = node(&nodes, "Organization");
    has(publisher, &["name", "url", "logo.url", "sameAs", "email"]);
    assert_eq!(publisher["@id"], article["publisher"]["@id"]);
    assert_eq!(publisher["logo"]["url"], "https://stad.example/map/logo.png");
    // https://developers.google.com/search/docs/appearance/structured-data/breadcrumb
    let crumbs = &node(&nodes, "BreadcrumbList")["itemListElement"];
    let steps: Vec<(u64, &str, &str)> = crumbs
        .as_array()
        .expect("a list")
        .iter()
        .map(|item| {
            has(item, &["position", "name", "item"]);
            (
                item["position"].as_u64().unwrap_or(0),
                item["name"].as_str().unwrap_or(""),
                item["item"].as_str().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        steps[..2],
        [
            (1, "Home", "https://stad.example/map/"),
            (2, "Nieuws", "https://stad.example/map/nieuws/")
        ]
    );
    assert_eq!((steps.len(), steps[2].0), (3, 3));
    built.page_contains("nieuws/raad/index.html", "max-image-preview:large");
    // What an article does not have is not made up; who wrote it is who publishes it.
    let nodes = graph(&built, "nieuws/kaal/index.html");
    let article = node(&nodes, "NewsArticle");
    assert!(article.get("image").is_none() && article.get("description").is_none());
    assert_eq!(article["author"][0], article["publisher"]);
}

#[test]
fn an_announcement_has_what_google_asks_of_an_event_and_a_report_is_about_it() {
    let site = site(&format!(
        "{SITE}
    -- content/agenda/congres.md --
    ---
    title: Elf gemeenten
    date: 2026-03-05
    summary: Lead.
    image: {{ src: /foto.svg, alt: x }}
    event:
      name: Congres
      start: 2026-12-05 09:30
      end: 2026-12-05 17:00
      venue: De Punt
      address: Plein 1
      online_url: https://kijk.example/
      registration_url: https://meld.example/
      organiser: {{ name: Gemeente, url: 'https://www.stad.example/' }}
      status: rescheduled
      previous_start: 2026-11-05 09:30
      speakers: [{{ name: Ada, role: wethouder, organisation: Stad, url: 'https://ada.example/' }}]
    ---
    -- content/agenda/dag.md --
    ---
    title: Dag
    date: 2026-03-05
    event: {{ start: 2026-12-05, end: 2026-12-06, venue: Hal, status: postponed, previous_start: 2026-11-01 }}
    ---
    -- content/agenda/online.md --
    ---
    title: Online
    date: 2026-03-05
    event: {{ start: 2026-12-05 10:00, venue: Hal, online_url: 'https://kijk.example/', status: moved-online }}
    ---
    -- content/agenda/weg.md --
    ---
    title: Weg
    date: 2026-03-05
    event: {{ start: 2026-12-05 10:00, status: cancelled }}
    ---
    -- content/agenda/ingetrokken.md --
    ---
    title: Ingetrokken
    date: 2026-03-05
    withdrawn: {{ date: 2026-03-06 }}
    event: {{ start: 2026-12-05 10:00 }}
    ---
    "
    ));
    let mut site = site;
    {
        let built = site.build();
        built.is_done();
        let nodes = graph(&built, "agenda/congres/index.html");
        let event = node(&nodes, "Event");
        // https://developers.google.com/search/docs/appearance/structured-data/event: required,
        has(event, &["name", "startDate", "location", "location.address"]);
        // and recommended; a price is known to nobody.
        has(
            event,
            &[
                "endDate",
                "eventStatus",
                "description",
                "image",
                "location.name",
                "organizer",
                "organizer.name",
                "organizer.url",
            ],
        );
        has(
            event,
            &[
                "performer",
                "performer.name",
                "offers",
                "offers.url",
                "previousStartDate",
                "eventAttendanceMode",
            ],
        );
        assert_eq!(
            (&event["startDate"], &event["endDate"]),
            (&"2026-12-05T09:30:00+01:00".into(), &"2026-12-05T17:00:00+01:00".into())
        );
        assert_eq!(event["previousStartDate"], "2026-11-05T09:30:00+01:00");
        assert_eq!(event["eventStatus"], "https://schema.org/EventRescheduled");
        assert_eq!(
            event["eventAttendanceMode"],
            "https://schema.org/MixedEventAttendanceMode"
        );
        assert_eq!(event["location"][0]["@type"], "Place");
        assert_eq!(
            (&event["location"][1]["@type"], &event["location"][1]["url"]),
            (&"VirtualLocation".into(), &"https://kijk.example/".into())
        );
        assert_eq!(event["performer"][0]["affiliation"]["name"], "Stad");
        assert!(nodes.iter().all(|node| node["@type"] != "NewsArticle"));
        // A day is a day, and only what is rescheduled has an earlier start.
        let nodes = graph(&built, "agenda/dag/index.html");
        let event = node(&nodes, "Event");
        assert_eq!(
            (&event["startDate"], &event["endDate"]),
            (&"2026-12-05".into(), &"2026-12-06".into())
        );
        assert_eq!(
            (&event["eventStatus"], event.get("previousStartDate")),
            (&"https://schema.org/EventPostponed".into(), None)
        );
        assert_eq!(event["location"][0]["address"], "Hal");
        let nodes = graph(&built, "agenda/online/index.html");
        let event = node(&nodes, "Event");
        assert_eq!(event["location"].as_array().map(Vec::len), Some(1));
        assert_eq!(
            event["eventAttendanceMode"],
            "https://schema.org/OnlineEventAttendanceMode"
        );
        for (path, status) in [
            ("weg", "EventCancelled"),
            ("ingetrokken", "EventCancelled"),
            ("online", "EventMovedOnline"),
        ] {
            let nodes = graph(&built, &format!("agenda/{path}/index.html"));
            assert_eq!(
                node(&nodes, "Event")["eventStatus"],
                format!("https://schema.org/{status}")
            );
        }
    }
    site.set_now("2026-12-24");
    let built = site.build();
    let nodes = graph(&built, "agenda/congres/index.html");
    let report = node(&nodes, "NewsArticle");
    assert_eq!(
        (&report["about"]["@type"], &report["about"]["name"]),
        (&"Event".into(), &"Congres".into())
    );
    assert!(nodes.iter().all(|node| node["@type"] != "Event"));
    site.clean_build();
    assert_eq!(site.tree(), site.clean_tree());
}

#[test]
fn home_lists_people_and_pages_say_what_they_are() {
    let site = site(&format!(
        "{SITE}
    -- content/over.md --
    ---
    title: Over
    ---
    -- content/nieuws/schets.md --
    ---
    title: Schets
    date: 2026-03-05
    draft: true
    ---
    -- content/over.en.md --
    ---
    title: About
    ---
    "
    ));
    let site = site.drafts();
    let built = site.build();
    built.is_done();
    // https://developers.google.com/search/docs/appearance/site-names
    for (path, name, url, publisher) in [
        ("index.html", "Stad", "https://stad.example/map/", "Gemeente Stad"),
        ("en/index.html", "City", "https://stad.example/map/en/", "Municipality"),
    ] {
        let nodes = graph(&built, path);
        let website = node(&nodes, "WebSite");
        assert_eq!((&website["name"], &website["url"]), (&name.into(), &url.into()));
        assert_eq!(node(&nodes, "Organization")["name"], publisher);
        assert!(nodes.iter().all(|node| node["@type"] != "BreadcrumbList"));
    }
    // https://developers.google.com/search/docs/appearance/structured-data/profile-page
    let nodes = graph(&built, "auteurs/jan/index.html");
    let profile = node(&nodes, "ProfilePage");
    has(
        profile,
        &[
            "mainEntity",
            "mainEntity.name",
            "mainEntity.image",
            "mainEntity.sameAs",
            "mainEntity.jobTitle",
            "mainEntity.worksFor",
        ],
    );
    assert_eq!(profile["mainEntity"]["sameAs"][0], "https://social.example/@jan");
    for (path, kind) in [
        ("nieuws/index.html", "CollectionPage"),
        ("tags/index.html", "CollectionPage"),
        ("tags/open-data/index.html", "CollectionPage"),
        ("archief/index.html", "CollectionPage"),
        ("archief/2026/index.html", "CollectionPage"),
        ("over/index.html", "WebPage"),
        ("en/over/index.html", "WebPage"),
    ] {
        let nodes = graph(&built, path);
        has(node(&nodes, kind), &["name", "url", "inLanguage", "isPartOf"]);
        assert!(
            node(&nodes, "BreadcrumbList")["itemListElement"]
                .as_array()
                .is_some_and(|items| items.len() > 1)
        );
    }
    for path in ["404.html", "nieuws/schets/index.html"] {
        built.page_lacks(path, "ld+json");
    }
}

/// An offer has a price only where its writer gave one (Google, "Event structured data": `offers.price` is 0 for what is free).
#[test]
fn an_event_is_offered_for_what_its_writer_says() {
    let offer = |keys: &str| {
        let site = site(&format!(
            "
            -- content/agenda/a.md --
            ---
            title: A
            date: 2026-01-01
            event: {{ start: 2026-12-05 13:00, {keys} }}
            ---
        "
        ));
        let built = site.build();
        built.is_clean();
        let nodes = graph(&built, "agenda/a/index.html");
        let event = node(&nodes, "Event");
        (
            event["offers"].clone(),
            event["isAccessibleForFree"].clone(),
            built.page("agenda/a/index.html"),
        )
    };
    let page = "https://proef.example/agenda/a/";
    let (offers, free, html) = offer("price: 0");
    assert_eq!(
        offers,
        serde_json::json!({ "@type": "Offer", "url": page, "price": "0", "priceCurrency": "EUR" })
    );
    assert_eq!(free, true);
    assert!(html.contains("<dt>Kosten</dt>") && html.contains("<dd>Gratis</dd>"));
    let (offers, free, html) = offer("price: 12.5, currency: usd, registration_url: https://meld.example/");
    let url = "https://meld.example/";
    assert_eq!(
        offers,
        serde_json::json!({ "@type": "Offer", "url": url, "price": "12.50", "priceCurrency": "USD" })
    );
    assert_eq!(free, false);
    assert!(html.contains("<dd>USD\u{a0}12,50</dd>"), "{html}");
    let (offers, free, _) = offer("registration_url: https://meld.example/");
    assert_eq!(
        (offers, free),
        (
            serde_json::json!({ "@type": "Offer", "url": url }),
            serde_json::Value::Null
        )
    );
    let (offers, _, html) = offer("price: 5, status: cancelled");
    assert_eq!(offers, serde_json::Value::Null);
    assert!(!html.contains("<dt>Kosten</dt>"));
}

#[test]
fn a_slip_in_a_price_is_told_at_its_place() {
    let site = site(
        "
        -- content/agenda/a.md --
        ---
        title: A
        date: 2026-01-01
        event:
          start: 2026-12-05 13:00
          price: vanaf 5
          currency: euro
        ---
        -- content/agenda/b.md --
        ---
        title: B
        date: 2026-01-01
        event: { start: 2026-12-05 13:00, currency: EUR }
        ---
    ",
    );
    site.build().finds(&[
        "content/agenda/a.md:6:10 front-matter/bad-value",
        "content/agenda/a.md:7:13 front-matter/bad-value",
        "content/agenda/b.md:4:45 front-matter/bad-value",
    ]);
}
