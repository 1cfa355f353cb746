//! The newsroom's view of `courant serve`, at `/_courant/`.

mod common;
#[path = "common/server.rs"]
mod server;

use common::{Site, site};
use server::{Answer, Server, serve};

const NOW: &str = "2026-11-23T12:00:00Z";

fn newsroom() -> Site {
    site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://www.proef.example/nieuws/\"
        [languages.nl]
        [languages.en]
        -- content/nieuws/raad.md --
        ---
        title: Raad kiest voor café
        date: 2026-03-05
        tags: [Open data]
        summary: De raad koos dinsdag.
        image: {src: foto.png, alt: De raad}
        ---
        De raad koos.
        -- content/nieuws/raad.en.md --
        ---
        title: Council chooses
        date: 2026-03-05
        ---
        The council chose.
        -- content/nieuws/ontwerp.md --
        ---
        title: Ontwerp
        date: 2026-03-06
        draft: true
        summary: Wat het wordt.
        image: {src: foto.png, alt: De raad}
        ---
        Nog niet af.
        -- content/nieuws/embargo.md --
        ---
        title: \"Geheim <script>alert(1)</script> & \\\"slot\\\"\"
        date: 2026-12-01 09:00
        summary: \"<img src=x onerror=alert(1)>\"
        ---
        Onder embargo.
        -- content/nieuws/oud.md --
        ---
        title: Verlopen aanbod
        date: 2026-01-05
        expires_at: 2026-02-01
        ---
        Voorbij.
        -- content/nieuws/weg.md --
        ---
        title: Gaat straks weg
        date: 2026-01-06
        expires_at: 2026-12-05 17:00
        ---
        Nog even.
        -- content/nieuws/kapot.md --
        ---
        title: Kapot bericht
        date: gisteren
        ---
        Tekst.
        -- content/nieuws/let-op.md --
        ---
        title: Let op
        date: 2026-03-07
        ---
        Zie [[dit]] en ![](https://elders.example/a.png).
        -- content/evenementen/dag.md --
        ---
        title: Dag van de data
        date: 2026-10-01
        event:
          start: 2027-02-11 10:00
          end: 2027-02-11 16:00
          timezone: Europe/Lisbon
          venue: De Zaal
        ---
        Kom ook.
    ",
    )
}

fn served(site: &Site) -> Server {
    site.write("content/nieuws/foto.png", PNG);
    serve(site.root(), &["--now", NOW])
}

/// A picture of one point.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89\0\0\0\rIDATx\x9cc\xf8\xff\xff?\0\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\0\0\0\0IEND\xaeB`\x82";

/// Returns the rows of a list: title, and what stands behind it.
fn rows(answer: &Answer) -> Vec<(String, String)> {
    let page = answer.text();
    let body = page
        .split_once("<tbody")
        .and_then(|(_, rest)| rest.split_once("</tbody>"));
    let body = body.map_or("", |(body, _)| body);
    let rows = body.split("<tr").skip(1).map(|row| {
        let (head, rest) = row.split_once("</th>").expect("a title");
        let title = head.split_once("<a ").and_then(|(_, link)| link.split_once('>'));
        let title = title.and_then(|(_, title)| title.split_once("</a>")).expect("a link").0;
        (title.to_owned(), rest.to_owned())
    });
    rows.collect()
}

fn titles(server: &Server, query: &str) -> Vec<String> {
    let answer = server.get(&format!("/_courant/{query}"));
    assert_eq!(answer.status, 200, "{query}");
    rows(&answer).into_iter().map(|(title, _)| title).collect()
}

#[test]
fn every_document_is_listed_with_how_it_stands() {
    let site = newsroom();
    let server = served(&site);
    let all = rows(&server.get("/_courant/"));
    let row = |title: &str| {
        let found = all.iter().find(|(known, _)| known.contains(title));
        &found.unwrap_or_else(|| panic!("{title}: {all:?}")).1
    };
    assert_eq!(all.len(), 9);
    // What is in error stands first.
    assert_eq!(all[0].0, "Kapot bericht");
    assert!(
        row("Kapot").contains("Met fouten") && row("Kapot").contains("1 fout<"),
        "{}",
        row("Kapot")
    );
    assert!(row("Raad kiest").contains("Gepubliceerd") && row("Raad kiest").contains("5 mrt 2026"));
    assert!(row("Raad kiest").contains("1 min.") && !row("Raad kiest").contains("ontbreekt"));
    assert!(row("Council").contains(">en</abbr>"));
    assert!(row("Ontwerp").contains(">Concept<") && row("Ontwerp").contains("ontbreekt in EN"));
    assert!(
        row("Geheim").contains("Wacht tot 1 dec 2026, 09:00"),
        "{}",
        row("Geheim")
    );
    assert!(
        row("Verlopen").contains("Verlopen sinds 2 feb 2026"),
        "{}",
        row("Verlopen")
    );
    assert!(row("Let op").contains("waarschuwing"), "{}", row("Let op"));
    // Nothing is published.
    assert!(!site.output().exists());
}

#[test]
fn the_list_is_searched_and_filtered_by_its_address_alone() {
    let site = newsroom();
    let server = served(&site);
    assert_eq!(titles(&server, "?q=CAFE+raad"), ["Raad kiest voor café"]);
    // A translation has the subjects of its original.
    let both = ["Council chooses", "Raad kiest voor café"];
    assert_eq!(titles(&server, "?q=open+data&sort=title"), both);
    assert_eq!(titles(&server, "?q=nergens"), Vec::<String>::new());
    assert_eq!(titles(&server, "?status=draft"), ["Ontwerp"]);
    assert_eq!(titles(&server, "?status=error"), ["Kapot bericht"]);
    assert_eq!(titles(&server, "?status=expired"), ["Verlopen aanbod"]);
    assert_eq!(titles(&server, "?status=waiting").len(), 1);
    assert_eq!(titles(&server, "?status=warnings"), ["Let op"]);
    assert_eq!(titles(&server, "?language=en"), ["Council chooses"]);
    assert_eq!(titles(&server, "?section=evenementen"), ["Dag van de data"]);
    assert_eq!(
        titles(&server, "?missing=1&section=nieuws&status=published&sort=title"),
        ["Gaat straks weg", "Let op"]
    );
    // What nobody can mean is not meant.
    assert_eq!(
        titles(&server, "?status=%22%3E%3Cscript%3E&language=xx&page=999").len(),
        9
    );
    let page = server
        .get("/_courant/?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E&lang=%22%3E")
        .text();
    assert!(!page.contains("<script>alert"), "{page}");
}

#[test]
fn a_long_list_has_pages() {
    let site = newsroom();
    for n in 0..60 {
        let text = format!("---\ntitle: Bericht {n:02}\ndate: 2025-01-01\n---\nTekst.\n");
        site.write(&format!("content/archief/bericht-{n:02}.md"), text.as_bytes());
    }
    let server = served(&site);
    let first = titles(&server, "?section=archief&sort=title");
    let second = titles(&server, "?section=archief&sort=title&page=2");
    assert_eq!((first.len(), second.len()), (50, 10));
    assert_eq!((first[0].as_str(), second[0].as_str()), ("Bericht 00", "Bericht 50"));
    let page = server.get("/_courant/?section=archief&sort=title").text();
    assert!(
        page.contains("60 documenten")
            && page.contains("href=\"/_courant/?section=archief&amp;sort=title&amp;page=2\""),
        "{page}"
    );
}

#[test]
fn pages_are_in_dutch_or_english_and_keep_to_themselves() {
    let site = newsroom();
    let server = served(&site);
    for path in ["", "agenda", "as-at", "document?path=nieuws/embargo.md"] {
        let at = if path.contains('?') { '&' } else { '?' };
        for (lang, word) in [("nl", "Redactie van Proef"), ("en", "Newsroom of Proef")] {
            let answer = server.get(&format!("/_courant/{path}{at}lang={lang}"));
            let page = answer.text();
            assert!(
                page.contains(&format!("<html lang=\"{lang}\">")) && page.contains(word),
                "{path}: {page}"
            );
            let policy = answer.field("content-security-policy").expect("a policy");
            assert!(
                policy.contains("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
                "{policy}"
            );
            assert!(!policy.contains("unsafe"), "{policy}");
            assert_eq!(answer.field("x-frame-options"), Some("DENY"));
            assert_eq!(answer.field("x-content-type-options"), Some("nosniff"));
            // Nothing that a document says is HTML here, and each text has a word.
            assert!(
                !page.contains("<script>alert") && !page.contains("<img src=x"),
                "{page}"
            );
            assert!(!page.contains("style=") && !page.contains("javascript:"), "{page}");
            for key in ["status_", "soon.", "cards.", "document.", "as_at_page.", "feed."] {
                assert!(!page.contains(&format!(">{key}")), "{key} in {path}: {page}");
            }
        }
    }
    for file in ["newsroom.css", "newsroom.js", "newsroom.svg", "mark.css", "mark.js"] {
        let answer = server.get(&format!("/_courant/{file}"));
        assert!(answer.status == 200 && answer.field("etag").is_some(), "{file}");
    }
    // A page of another site can have nothing built here, and look at nothing, be it by a link.
    for target in [
        "/_courant/",
        "/_courant/as-at/2026-12-01T0900/",
        "/_courant/newsroom/live",
    ] {
        assert_eq!(
            server.ask("GET", target, &["Sec-Fetch-Site: cross-site"]).status,
            403,
            "{target}"
        );
        assert_eq!(
            server.ask("GET", target, &["Origin: http://evil.example"]).status,
            403,
            "{target}"
        );
        assert_eq!(
            server.ask("POST", target, &["Content-Length: 0"]).status,
            405,
            "{target}"
        );
    }
    let own = server.ask("GET", "/_courant/", &["Sec-Fetch-Site: same-origin"]);
    assert_eq!(own.status, 200);
    assert_eq!(server.get("/_courant").field("location"), Some("/_courant/"));
    let head = server.ask("HEAD", "/_courant/", &[]);
    assert_eq!((head.status, head.body.len()), (200, 0));
}

#[test]
fn what_is_to_come_is_told_in_the_zone_of_the_site() {
    let site = newsroom();
    let server = served(&site);
    let page = server.get("/_courant/agenda").text();
    let place = |what: &str| page.find(what).unwrap_or_else(|| panic!("{what}: {page}"));
    let (lift, expiry) = (place("dinsdag 1 december 2026"), place("zaterdag 5 december 2026"));
    assert!(lift < expiry && place("verschijnt</span>") > lift && place("verdwijnt</span>") > expiry);
    assert!(page.contains("href=\"/_courant/as-at/2026-12-01T0900/\""), "{page}");
    assert!(page.contains("href=\"/_courant/as-at/2026-12-05T1700/\""), "{page}");
    // In Lisbon it is an hour earlier.
    assert!(
        page.contains("11 februari 2027, 11:00–\u{2060}17:00") && page.contains("De Zaal"),
        "{page}"
    );
    assert!(!page.contains("Raad kiest"), "{page}");
}

#[test]
fn the_whole_site_is_seen_at_another_moment_and_nothing_of_that_is_elsewhere() {
    let site = newsroom();
    let server = served(&site);
    let to = server.get("/_courant/as-at?moment=2026-12-01T09%3A00");
    assert_eq!(
        (to.status, to.field("location")),
        (302, Some("/_courant/as-at/2026-12-01T0900/"))
    );
    assert_eq!(server.get("/nieuws/nieuws/embargo/").status, 404);
    assert!(
        server
            .get("/_courant/as-at?moment=morgen")
            .text()
            .contains("Dat is geen dag en tijd")
    );

    let at = "/_courant/as-at/2026-12-01T0900";
    let lifted = server.get(&format!("{at}/nieuws/embargo/"));
    assert_eq!(lifted.status, 200);
    let page = lifted.text();
    assert!(page.contains("Onder embargo."), "{page}");
    assert!(
        page.contains("Voorbeeld: de site op dinsdag 1 december 2026 om 09:00"),
        "{page}"
    );
    assert!(page.contains("Dit staat niet op de site."), "{page}");
    // All stays within, and the way back is there.
    assert!(
        page.contains(&format!("href=\"{at}/\"")) && page.contains("<a href=\"/nieuws/\">Terug naar nu</a>"),
        "{page}"
    );
    let home = server.get(&format!("{at}/"));
    assert!(home.text().contains("Geheim") && home.text().contains(&format!("{at}/nieuws/embargo/")));
    let english = server.get(&format!("{at}/nieuws/raad/")).text();
    assert!(
        english.contains("<a href=\"/nieuws/nieuws/raad/\">Terug naar nu</a>") && !english.contains("Dit staat niet")
    );
    assert_eq!(server.get(&format!("{at}/nieuws/foto.png")).body, PNG);
    assert_eq!(server.get(&format!("{at}/nergens/")).status, 404);
    let folder = server.get(&format!("{at}/nieuws"));
    assert_eq!(folder.field("location"), Some(&*format!("{at}/nieuws/")));

    // A minute earlier it has not lifted; drafts are shown only where they are asked for.
    assert_eq!(
        server.get("/_courant/as-at/2026-12-01T0859/nieuws/embargo/").status,
        404
    );
    assert_eq!(server.get(&format!("{at}/nieuws/ontwerp/")).status, 404);
    assert_eq!(server.get(&format!("{at}-drafts/nieuws/ontwerp/")).status, 200);
    assert_eq!(server.get("/_courant/as-at/2026-12-06T0000/nieuws/weg/").status, 404);
    assert_eq!(server.get(&format!("{at}/nieuws/weg/")).status, 200);

    // The pages of now are as they were, and nothing is published.
    assert_eq!(server.get("/nieuws/nieuws/embargo/").status, 404);
    assert!(!server.get("/").text().contains("Geheim"));
    assert!(!site.output().exists());
    for odd in [
        "2026-12-01",
        "..",
        "2026-13-01T0900",
        "2026-12-01T0900/../../geheim",
        "2026-12-01T0900/%2e%2e/kept/program",
    ] {
        assert_eq!(server.get(&format!("/_courant/as-at/{odd}/")).status, 404, "{odd}");
    }
}

#[test]
fn few_moments_are_kept_and_the_next_server_has_none() {
    let site = newsroom();
    let server = served(&site);
    for day in 1..=6 {
        let home = server.get(&format!("/_courant/as-at/2026-12-0{day}T1200/"));
        assert_eq!(home.status, 200);
    }
    let kept = || {
        let folders = std::fs::read_dir(site.root().join(".courant/serve/1/as-at")).expect("the folder");
        folders
            .flatten()
            .map(|folder| folder.file_name().to_string_lossy().into_owned())
            .collect::<Vec<_>>()
    };
    let mut folders = kept();
    folders.sort();
    assert_eq!(
        folders,
        [
            "2026-12-03T1200",
            "2026-12-04T1200",
            "2026-12-05T1200",
            "2026-12-06T1200"
        ]
    );
    drop(server);
    let _again = serve(site.root(), &["--now", NOW]);
    assert!(kept().is_empty());
}

#[test]
fn a_document_is_shown_as_it_will_be_shared_and_in_a_feed() {
    let site = newsroom();
    let server = served(&site);
    let document = |path: &str| server.get(&format!("/_courant/document?path={path}")).text();
    let raad = document("nieuws/raad.md");
    for part in [
        "Gepubliceerd",
        "content/nieuws/raad.md",
        "https://www.proef.example/nieuws/nieuws/raad/",
        "<a class=\"button\" href=\"/nieuws/nieuws/raad/\">",
        "<img src=\"/nieuws/nieuws/foto.png\" alt=\"De raad\">",
        "<p class=\"card-title\">Raad kiest voor café</p>",
        "<p class=\"card-description\">De raad koos dinsdag.</p>",
        "<p class=\"card-host\">proef.example</p>",
        "<p class=\"reader-title\">Raad kiest voor café</p>",
        "hreflang=\"en\">English</a>",
    ] {
        assert!(raad.contains(part), "{part}: {raad}");
    }
    let embargo = document("nieuws/embargo.md");
    assert!(
        embargo.contains("<a class=\"button\" href=\"/_courant/as-at/2026-12-01T0900/nieuws/embargo/\">"),
        "{embargo}"
    );
    assert!(embargo.contains("class=\"reader-title\">Geheim"), "{embargo}");
    let draft = document("nieuws/ontwerp.md");
    assert!(
        draft.contains("Concept – niet gepubliceerd") && draft.contains("href=\"/nieuws/nieuws/ontwerp/\""),
        "{draft}"
    );
    // A draft is marked where it is shown, and its card is the one that it will have.
    assert!(
        server
            .get("/nieuws/nieuws/ontwerp/")
            .text()
            .contains("Concept: niet om te publiceren")
    );
    let as_public = "/_courant/as-at/2026-11-24T0000-public/nieuws";
    assert!(
        draft.contains(&format!("<img src=\"{as_public}/foto.png\" alt=\"De raad\">")),
        "{draft}"
    );
    assert!(
        draft.contains("<p class=\"reader-title\">Ontwerp</p>") && draft.contains("Wat het wordt."),
        "{draft}"
    );
    let public = server.get(&format!("{as_public}/ontwerp/")).text();
    assert!(
        public.contains("concepten alsof ze zijn gepubliceerd") && !public.contains("niet om te publiceren"),
        "{public}"
    );
    let expired = document("nieuws/oud.md");
    assert!(
        expired.contains("href=\"/_courant/as-at/2026-02-01T2359/nieuws/oud/\""),
        "{expired}"
    );
    let broken = document("nieuws/kapot.md");
    assert!(
        broken.contains("regel 3") && broken.contains("<mark>gisteren</mark>") && broken.contains("2026-03-05"),
        "{broken}"
    );
    assert!(broken.contains("Zolang er fouten in staan"), "{broken}");
    for path in ["nergens.md", "../site.toml", "%00", ""] {
        assert!(document(path).contains("Dit document is er niet (meer)."), "{path}");
    }
}

#[test]
fn drafts_are_looked_at_where_the_server_leaves_them_out() {
    let site = newsroom();
    site.write("content/nieuws/foto.png", PNG);
    let server = serve(site.root(), &["--now", NOW, "--no-drafts"]);
    assert_eq!(titles(&server, "?status=draft"), ["Ontwerp"]);
    let draft = server.get("/_courant/document?path=nieuws/ontwerp.md").text();
    let at = "/_courant/as-at/2026-11-24T0000-drafts/nieuws/ontwerp/";
    assert!(draft.contains(&format!("href=\"{at}\"")), "{draft}");
    assert!(server.get(at).text().contains("Concept: niet om te publiceren"));
}

#[test]
fn it_is_as_of_the_last_save_and_browsers_are_told() {
    let site = newsroom();
    let server = served(&site);
    let mut open = server.events("/_courant/newsroom/live");
    open.until("state");
    assert_eq!(
        server.get("/_courant/as-at/2026-12-01T0900/nieuws/embargo/").status,
        200
    );
    let draft = "---\ntitle: Ontwerp\ndate: 2026-03-06\n---\nAf.\n";
    site.write("content/nieuws/ontwerp.md", draft.as_bytes());
    open.until("changed");
    let published = |answer: &Answer| {
        rows(answer)
            .iter()
            .any(|(title, row)| title == "Ontwerp" && row.contains("Gepubliceerd"))
    };
    server.wait_for("/_courant/", published);
    // The site at another moment goes along, and so does what is wrong.
    site.write(
        "content/nieuws/embargo.md",
        b"---\ntitle: Geheim\ndate: 2026-12-01 09:00\n---\nNieuwe tekst.\n",
    );
    server.wait_for("/_courant/as-at/2026-12-01T0900/nieuws/embargo/", |page| {
        page.text().contains("Nieuwe tekst.")
    });
    site.write(
        "content/nieuws/kapot.md",
        b"---\ntitle: Kapot bericht\ndate: 2026-03-03\n---\nTekst.\n",
    );
    server.wait_for("/_courant/?status=error", |page| rows(page).is_empty());
    site.remove("content/nieuws/weg.md");
    server.wait_for("/_courant/?q=straks", |page| rows(page).is_empty());
}

#[test]
fn a_site_that_cannot_be_read_is_told_of_with_the_last_good_list() {
    let site = newsroom();
    let server = served(&site);
    assert_eq!(server.get("/_courant/").status, 200);
    let good = std::fs::read(site.root().join("site.toml")).expect("settings");
    site.write("site.toml", b"title = \n");
    let page = server.wait_for("/_courant/", |page| {
        page.text().contains("De site kan niet worden gelezen")
    });
    assert!(
        page.text().contains("U ziet de laatste goede stand.") && rows(&page).len() == 9,
        "{}",
        page.text()
    );
    site.write("site.toml", &good);
    server.wait_for("/_courant/", |page| {
        !page.text().contains("De site kan niet worden gelezen")
    });
    drop(server);
    site.write("site.toml", b"title = \n");
    let server = serve(site.root(), &["--now", NOW]);
    let page = server.ask("GET", "/_courant/", &["Accept-Language: nl"]);
    assert_eq!(page.status, 503);
    assert!(
        page.text().contains("De site kan niet worden gelezen") && page.text().contains("site.toml"),
        "{}",
        page.text()
    );
    assert_eq!(server.get("/_courant/as-at/2026-12-01T0900/").status, 503);
}
