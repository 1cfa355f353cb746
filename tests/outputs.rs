//! Documents as JSON, held to the public schema, and as Markdown, read by a parser that is not ours; the index of all, and `llms.txt`.

mod common;

use std::fs;
use std::path::Path;

use common::{Built, Site, site};
use serde_json::Value as Json;

const SITE: &str = "
    -- site.toml --
    title = { nl = \"Stad & co\", en = \"City & co\" }
    base_url = \"https://stad.example/map/\"
    description = \"Nieuws *uit* de stad\"
    copyright = \"CC BY 4.0\"
    outputs = [\"html\", \"json\", \"markdown\"]
    [organisation]
    name = \"Gemeente\"
    url = \"https://www.stad.example/\"
    [languages.en]
    [sections.blog]
    outputs = [\"html\"]
    [sections.verslagen]
    outputs = [\"html\", \"markdown\"]
    -- content/nieuws/raad.md --
    ---
    title: 'Raad: \"ja\" <b> & *nee* 👩🏽‍💻 שלום'
    date: 2026-01-05 09:30
    updated: 2026-02-01
    summary: Een *lead* met [twee](twee.md) & meer.
    tags: [Open data, 'R & D']
    authors: [Ada Voorbeeld]
    series: Reeks
    image: { src: foto.svg, alt: 'Een \"foto\"', caption: 'Van *Jan*', credit: Jan, license: CC0 }
    takeaways: ['Eén [ding](twee.md)']
    quotes: [{ text: 'Ja, *echt*', name: Jan, role: wethouder }]
    downloads: [{ title: Verslag, file: verslag.pdf, language: nl }]
    corrections: [{ date: 2026-01-06, text: 'Het was *drie*' }, { date: 2027-01-06, text: 'Nooit gezien' }]
    changes: [{ date: 2026-01-07, text: 'Nieuw' }]
    withdrawn: { date: 2026-03-01, reason: 'Er is een [nieuw besluit](twee.md)', replaced_by: twee.md }
    kicker: Besluit
    related: [twee.md]
    redactie: niet voor lezers
    ---
    Zie [twee](twee.md#kop), [een concept](concept.md) en ![x](foto.svg).[^1] <!-- voor de eindredactie -->

    {{% note type=\"tip\" %}}Let *op*.{{% /note %}}

    ## Een kop

    | a | b |
    | --- | --- |
    | 1 | 2 |

    ```rust
    fn main() {}
    ```

    [^1]: De noot.
    -- content/nieuws/foto.svg --
    <svg width=\"40\" height=\"30\"></svg>
    -- content/nieuws/verslag.pdf --
    pdf
    -- content/nieuws/twee.md --
    ---
    title: Twee
    date: 2026-01-04
    series: Reeks
    ---
    ## Kop
    -- content/nieuws/twee.en.md --
    ---
    title: Two
    ---
    Text.
    -- content/nieuws/concept.md --
    ---
    title: Geheim concept
    draft: true
    ---
    -- content/nieuws/straks.md --
    ---
    title: Geheim embargo
    date: 2027-01-01
    ---
    -- content/evenementen/congres.md --
    ---
    title: Congres
    date: 2026-01-02
    event:
      start: 2026-12-12 13:00
      end: 2026-12-12 17:00
      venue: Stadhuis
      address: Plein 1
      online_url: https://kijk.example/
      registration_url: https://meld.example/
      price: '12,5'
      previous_start: 2026-12-11 13:00
      status: rescheduled
      organiser: { name: Gemeente, url: https://www.stad.example/ }
      speakers: [{ name: Ada, role: spreker, organisation: Co, url: https://ada.example/ }]
      programme: [{ time: '13:00', end: '14:00', title: Opening, speakers: [Ada], room: Zaal 1 }]
    ---
    Kom.
    -- content/verslagen/terugblik.md --
    ---
    title: Terugblik
    date: 2026-01-03
    event: /evenementen/congres.md
    ---
    Zo was het.
    -- content/blog/dag.md --
    ---
    title: Dag
    date: 2026-01-01
    ---
    -- content/authors/ada-voorbeeld.md --
    ---
    title: Ada Voorbeeld
    role: redacteur
    organisation: Gemeente
    ---
    -- content/over.md --
    ---
    title: Over
    url: /over.html
    ---
    Over ons.
";

#[track_caller]
fn json(built: &Built<'_>, path: &str) -> Json {
    let text = built.page(path);
    serde_json::from_str(&text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"))
}

/// Fails where a value is not what the public schema says.
#[track_caller]
fn check(value: &Json, schema: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/reference/schema");
    let mut compiler = boon::Compiler::new();
    for name in ["document", "index"] {
        let text = fs::read_to_string(folder.join(format!("{name}.schema.json"))).expect("a schema");
        let schema: Json = serde_json::from_str(&text).expect("JSON");
        compiler
            .add_resource(&format!("urn:courant:schema:{name}:1"), schema)
            .expect("a schema");
    }
    let mut schemas = boon::Schemas::new();
    let schema = compiler
        .compile(&format!("urn:courant:schema:{schema}:1"), &mut schemas)
        .expect("a schema");
    if let Err(error) = schemas.validate(value, schema) {
        panic!("{error:#}\n{value:#}");
    }
}

#[test]
fn a_document_as_json_has_all_its_data_and_is_what_the_schema_says() {
    let built = site(SITE);
    let built = built.build();
    built.is_done();
    for path in [
        "nieuws/raad/index.json",
        "nieuws/twee/index.json",
        "en/nieuws/twee/index.json",
        "evenementen/congres/index.json",
        "over.json",
    ] {
        check(&json(&built, path), "document");
    }
    let raad = json(&built, "nieuws/raad/index.json");
    let top = "https://stad.example/map/";
    assert_eq!(raad["title"], "Raad: \"ja\" <b> & *nee* 👩🏽‍💻 שלום");
    assert_eq!(raad["date_published"], "2026-01-05T09:30:00+01:00");
    assert_eq!(raad["date_modified"], "2026-02-01");
    assert_eq!(raad["url"], format!("{top}nieuws/raad/"));
    assert_eq!(raad["markdown_url"], format!("{top}nieuws/raad/index.md"));
    assert_eq!(raad["summary"], "Een lead met twee & meer.");
    assert_eq!(raad["authors"][0]["role"], "redacteur");
    assert_eq!(raad["terms"][1]["name"], "R & D");
    assert_eq!(raad["image"]["url"], format!("{top}nieuws/foto.svg"));
    assert_eq!(
        (&raad["image"]["width"], &raad["downloads"][0]["size"]),
        (&40.into(), &4.into())
    );
    assert_eq!(raad["corrections"].as_array().map(Vec::len), Some(1));
    assert_eq!(raad["withdrawn"]["replaced_by"]["url"], format!("{top}nieuws/twee/"));
    assert_eq!(
        (&raad["series"]["number"], &raad["series"]["total"]),
        (&2.into(), &2.into())
    );
    assert_eq!(raad["headings"][0]["id"], "een-kop");
    let text = raad["content_html"].as_str().expect("a text");
    assert!(text.contains(&format!("href=\"{top}nieuws/twee/#kop\"")), "{text}");
    let congress = json(&built, "evenementen/congres/index.json");
    let event = &congress["event"];
    assert_eq!(event["start"], "2026-12-12T13:00:00+01:00");
    assert_eq!(
        (&event["attendance"], &event["status"]),
        (&"mixed".into(), &"rescheduled".into())
    );
    assert_eq!(
        event["price"],
        serde_json::json!({ "amount": "12.50", "currency": "EUR" })
    );
    assert_eq!(congress["calendar_url"], format!("{top}evenementen/congres/event.ics"));
    assert_eq!(congress["reports"][0]["title"], "Terugblik");
    let two = json(&built, "nieuws/twee/index.json");
    assert_eq!(
        two["translations"][0]["json_url"],
        format!("{top}en/nieuws/twee/index.json")
    );
}

/// Every field of the schema is in one of the documents, and so is held to it.
#[test]
fn the_schema_names_no_field_that_is_not_made() {
    let site = site(SITE);
    let built = site.build();
    let mut made = String::new();
    for path in site.tree().keys().filter(|path| path.ends_with(".json")) {
        made += &built.page(path);
    }
    for name in ["document", "index"] {
        let path = format!("docs/content/reference/schema/{name}.schema.json");
        let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("a schema");
        let schema: Json = serde_json::from_str(&text).expect("JSON");
        let mut named = Vec::new();
        fields(&schema, &mut named);
        // Of an index of several pages, which another test has.
        let further = ["previous_url", "next_url", "announcement"];
        let missing: Vec<&String> = named
            .iter()
            .filter(|name| !made.contains(&format!("\"{name}\":")) && !further.contains(&&***name))
            .collect();
        assert!(missing.is_empty(), "{missing:?}");
    }
}

/// Gathers the names of all fields of a schema.
fn fields(schema: &Json, named: &mut Vec<String>) {
    match schema {
        Json::Object(map) => {
            if let Some(Json::Object(properties)) = map.get("properties") {
                named.extend(properties.keys().cloned());
            }
            map.values().for_each(|value| fields(value, named));
        }
        Json::Array(items) => items.iter().for_each(|value| fields(value, named)),
        _ => {}
    }
}

#[test]
fn a_document_as_markdown_is_what_readers_see() {
    let site = site(SITE);
    let built = site.build();
    let text = built.page("nieuws/raad/index.md");
    for expected in [
        "---\ntitle: \"Raad: \\\"ja\\\" <b> & *nee* 👩🏽‍💻 שלום\"\nurl: \"https://stad.example/map/nieuws/raad/\"\n",
        "authors: [\"Ada Voorbeeld\"]\n",
        "terms: {\"tags\":[\"Open data\",\"R & D\"]}\n",
        "\n# Raad: \"ja\" \\<b> & \\*nee\\* 👩🏽‍💻 שלום\n",
        "> **Dit bericht is ingetrokken.** Er is een [nieuw besluit](https://stad.example/map/nieuws/twee/)",
        "\nEen *lead* met [twee](https://stad.example/map/nieuws/twee/) & meer.\n",
        "![Een \"foto\"](<https://stad.example/map/nieuws/foto.svg>)",
        "- Eén [ding](https://stad.example/map/nieuws/twee/)\n",
        "Zie [twee](https://stad.example/map/nieuws/twee/#kop), een concept en ![x](https://stad.example/map/nieuws/foto.svg).[^1]",
        "Let *op*.",
        "\n## Een kop\n",
        "| a | b |\n| --- | --- |\n| 1 | 2 |\n",
        "```rust\nfn main() {}\n```",
        "[^1]: De noot.",
        "> Ja, *echt*\n>\n> Jan, wethouder\n",
        "- [Verslag](<https://stad.example/map/nieuws/verslag.pdf>)\n",
        "- 2026-01-06: Het was *drie*\n",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in\n{text}");
    }
    for hidden in ["concept.md", "eindredactie", "Nooit gezien", "niet voor lezers", "{{"] {
        assert!(!text.contains(hidden), "{hidden}\n{text}");
    }
    // Each line of what is known of it is a key and JSON.
    let head = text.split("---\n").nth(1).expect("what is known");
    for line in head.lines() {
        let (key, value) = line.split_once(": ").expect("a key");
        assert!(serde_json::from_str::<Json>(value).is_ok(), "{key}: {value}");
    }
}

#[test]
fn forms_are_made_where_they_are_asked_for_and_pages_name_them() {
    let site = site(SITE);
    let built = site.build();
    built
        .is_done()
        .has_no_file("blog/dag/index.json")
        .has_no_file("verslagen/terugblik/index.json")
        .has_no_file("nieuws/concept/index.json")
        .has_no_file("authors/ada-voorbeeld/index.json")
        .page_contains("verslagen/terugblik/index.md", "Zo was het.")
        .page_lacks("blog/dag/index.html", "application/json")
        .page_contains(
            "nieuws/raad/index.html",
            "<link rel=\"alternate\" type=\"application/json\" href=\"/map/nieuws/raad/index.json\">",
        )
        .page_contains(
            "nieuws/raad/index.html",
            "<link rel=\"alternate\" type=\"text/markdown\" href=\"/map/nieuws/raad/index.md\">",
        )
        .page_contains(
            "index.html",
            "<link rel=\"alternate\" type=\"application/json\" href=\"/map/index.json\">",
        )
        .page_contains("over.html", "type=\"text/markdown\" href=\"/map/over.md\">")
        .nowhere("Geheim");
    let all: Vec<String> = site.tree().into_keys().filter(|path| path.ends_with(".json")).collect();
    assert_eq!(all.len(), 7, "{all:?}");
}

#[test]
fn nothing_is_made_unless_it_is_asked_for() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    site.build()
        .is_clean()
        .has_no_file("index.json")
        .has_no_file("llms.txt")
        .has_no_file("nieuws/a/index.md");
    assert!(
        site.build()
            .page("nieuws/a/index.html")
            .matches("rel=\"alternate\"")
            .count()
            > 0
    );
}

#[test]
fn the_index_has_all_in_pages() {
    let site = site(
        "
        -- site.toml --
        title = \"Stad\"
        base_url = \"https://stad.example/\"
        [sections.nieuws]
        outputs = [\"html\", \"json\"]
        [sections.blog]
        outputs = [\"html\", \"markdown\"]
        -- content/blog/nee.md --
        ---
        title: Niet als JSON
        date: 2026-01-01
        ---
    ",
    );
    let index = |path: &str| json(&site.build(), path);
    // What was asked for is there, though it is empty.
    let empty = index("index.json");
    check(&empty, "index");
    assert_eq!((empty["total"].as_u64(), empty["pages"].as_u64()), (Some(0), Some(1)));
    for n in 0..101 {
        let text = format!(
            "---\ntitle: Nummer {n}\ndate: 2026-01-{:02} 10:{:02}\n---\n",
            1 + n / 60,
            n % 60
        );
        site.write(&format!("content/nieuws/a-{n}.md"), text.as_bytes());
    }
    let (first, second) = (index("index.json"), index("page/2/index.json"));
    check(&first, "index");
    check(&second, "index");
    let titles = |page: &Json| -> Vec<String> {
        let items = page["items"].as_array().expect("a list").iter();
        items
            .map(|item| item["title"].as_str().expect("a title").to_owned())
            .collect()
    };
    assert_eq!((titles(&first).len(), titles(&first)[0].as_str()), (100, "Nummer 100"));
    assert_eq!(titles(&second), ["Nummer 0"]);
    assert_eq!(first["next_url"], second["url"]);
    assert_eq!(second["previous_url"], "https://stad.example/index.json");
    assert!(second.get("next_url").is_none() && first["last_url"] == second["url"]);
    site.build().has_no_file("page/3/index.json");
}

#[test]
fn a_language_model_reads_first_where_all_texts_are() {
    let site = site(SITE);
    let built = site.build();
    let text = built.page("llms.txt");
    assert!(
        text.starts_with("# Stad & co\n\n> Nieuws \\*uit\\* de stad\n\n## "),
        "{text}"
    );
    let top = "https://stad.example/map/";
    for expected in [
        "\n## Nieuws\n\n- [Raad: \"ja\" \\<b> & \\*nee\\* 👩🏽‍💻 שלום](https://stad.example/map/nieuws/raad/index.md): Een lead met twee & meer.\n",
        "(https://stad.example/map/evenementen/congres/index.md): Kom.\n",
        "- [Over](https://stad.example/map/over.md): Over ons.\n",
        "\n## Optional\n\n- [JSON](https://stad.example/map/index.json)\n- [Atom](https://stad.example/map/atom.xml)\n- [Sitemap](https://stad.example/map/sitemap.xml)\n- [English](https://stad.example/map/en/llms.txt)\n",
    ] {
        assert!(text.contains(expected), "{expected:?} is not in\n{text}");
    }
    assert!(!text.contains("blog/dag"));
    // What it leads to is there.
    let addresses = text.split(['(', ')', '>']).filter_map(|piece| piece.strip_prefix(top));
    let tree = site.tree();
    for address in addresses.filter(|address| !address.is_empty()) {
        assert!(tree.contains_key(address), "{address}");
    }
    built.page_contains("en/llms.txt", "# City & co\n");
}

#[test]
fn a_file_of_the_content_goes_before_one_that_would_be_made() {
    let site = site(&format!(
        "{SITE}
    -- content/llms.txt --
    eigen
    -- content/index.json --
    {{}}
    -- content/nieuws/vier/index.md --
    ---
    title: Vier
    date: 2026-01-01
    ---
    [Data](index.json), [van twee](/nieuws/twee/index.json) en [alles](/index.json).
    -- content/nieuws/vier/index.json --
    eigen
    "
    ));
    site.build()
        .is_done()
        .page_contains("llms.txt", "eigen")
        .page_contains("index.json", "{}")
        .page_contains("nieuws/vier/index.json", "eigen")
        .page_contains("nieuws/vier/index.html", "href=\"/map/nieuws/twee/index.json\"");
}

#[test]
fn a_slip_in_outputs_is_told_at_its_place() {
    let site = |outputs: &str| -> Site {
        let site = site("-- content/a.md --\n---\ntitle: A\n---\n");
        let text = format!("title = \"A\"\nbase_url = \"https://a.nl\"\noutputs = {outputs}\n");
        site.write("site.toml", text.as_bytes());
        site
    };
    site("[\"html\", \"jsn\"]")
        .build()
        .finds(&["site.toml:3:20 config/bad-value"]);
    site("[\"json\"]").build().finds(&["site.toml:3:11 config/bad-value"]);
    site("\"json\"").build().finds(&["site.toml:3:11 config/wrong-type"]);
}
