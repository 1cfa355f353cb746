//! `courant check`: what is wrong with a site or could be better, without building it.

mod common;
#[path = "check/external.rs"]
mod external;
#[path = "check/pages.rs"]
mod pages;
#[path = "check/texts.rs"]
mod texts;

use std::process::Output;

use common::{Site, courant, site};
use courant::diagnostic::locate;

/// The start of an article in which nothing is found.
const HEAD: &str = "---\ntitle: Raad kiest\ndate: 2026-03-05\nsummary: De raad koos dinsdag.\n---\n";

fn article(text: &str) -> Site {
    let site = site("");
    site.write("content/nieuws/a.md", format!("{HEAD}{text}").as_bytes());
    site
}

fn check(site: &Site, arguments: &[&str]) -> Output {
    courant(site.root(), &[&["check", "--now", "2026-11-23"], arguments].concat())
}

/// What is found, each as `path:line:column code`.
#[track_caller]
fn found(site: &Site) -> Vec<String> {
    found_with(site, None)
}

/// The same, with links to other sites asked for at a moment, where there is one.
#[track_caller]
fn found_with(site: &Site, real_now: Option<jiff::Timestamp>) -> Vec<String> {
    let found = courant::build::check(&options(site), real_now).found;
    let told = found.iter().map(|found| {
        assert!(found.hint.as_ref().is_some_and(|hint| !hint.is_empty()), "{found:?}");
        let file = found.file.as_deref().unwrap_or_default();
        let bytes = std::fs::read(site.root().join(file)).ok();
        let place = locate(found, bytes.as_deref()).place;
        let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        format!("{file}{place} {}", found.code.name())
    });
    told.collect()
}

/// Exactly this is found in an article with this text, which starts on line 6: each as `line:column code`, without `check/`.
#[track_caller]
fn finds(text: &str, expected: &[&str]) {
    let site = article(text);
    let found = found(&site);
    let short: Vec<String> = found
        .iter()
        .map(|found| found.replace("content/nieuws/a.md:", "").replace("check/", ""))
        .collect();
    assert_eq!(
        short,
        expected,
        "{text}\n{}",
        String::from_utf8_lossy(&check(&site, &[]).stdout)
    );
}

#[test]
fn a_good_site_ends_with_0_and_nothing_is_written() {
    let site = article("De raad koos voor [open data](https://data.example/).\n");
    let output = check(&site, &[]);
    assert_eq!(
        String::from_utf8_lossy(&output.stdout),
        "Looked at 1 document. Nothing is wrong.\n"
    );
    assert_eq!(output.status.code(), Some(0));
    for folder in ["public", ".courant"] {
        assert!(!site.root().join(folder).exists(), "{folder}");
    }
}

#[test]
fn all_that_a_build_tells_is_told_and_more() {
    let site = article("Zie [dit stuk](weg.md) en [klik hier](https://a.example/).\n\n![](foto.jpg)\n");
    let expected = [
        "6:5 link/dead",
        "6:27 link-text",
        "8:1 markdown/no-alt",
        "8:1 link/missing-file",
    ];
    let short: Vec<String> = found(&site)
        .iter()
        .map(|one| one.replace("content/nieuws/a.md:", "").replace("check/", ""))
        .collect();
    assert_eq!(short, expected);
    assert_eq!(check(&site, &[]).status.code(), Some(1));
    // As a build has it.
    let built = site.build();
    assert_eq!(built.found().len(), 3, "{:?}", built.found());
}

#[test]
fn warnings_end_with_0_and_with_1_where_they_are_strict() {
    let site = article("Zie [hier](https://a.example/).\n");
    assert_eq!(check(&site, &[]).status.code(), Some(0));
    assert_eq!(check(&site, &["--strict"]).status.code(), Some(1));
    assert_eq!(check(&site, &["--now", "gisteren"]).status.code(), Some(2));
}

#[test]
fn a_draft_is_looked_at_unless_it_is_to_be_left_out() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: Ontwerp
        summary: Een begin.
        date: 2026-03-05
        draft: true
        ---
        Zie [hier](https://a.example/) en [dit stuk](weg.md).
    ",
    );
    assert_eq!(
        found(&site),
        [
            "content/nieuws/a.md:7:5 check/link-text",
            "content/nieuws/a.md:7:35 link/dead"
        ]
    );
    // What is wrong with a draft ends nothing.
    assert_eq!(check(&site, &[]).status.code(), Some(0));
    let output = check(&site, &["--no-drafts", "--strict"]);
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
}

#[test]
fn the_settings_say_how_bad_a_finding_is() {
    let text = "Zie [hier](https://a.example/) en <https://b.example/>.\n";
    let with = |levels: &str| {
        let site = article(text);
        let toml = format!("title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[check.levels]\n{levels}\n");
        site.write("site.toml", toml.as_bytes());
        let output = check(&site, &["--json"]);
        let told = String::from_utf8(output.stdout).expect("text");
        let severities: Vec<String> = told
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("an object"))
            .map(|line| {
                format!(
                    "{} {}",
                    line["code"].as_str().unwrap(),
                    line["severity"].as_str().unwrap()
                )
            })
            .collect();
        (severities, output.status.code())
    };
    let (text, address) = ("check/link-text", "check/link-address");
    assert_eq!(
        with("link-text = \"error\""),
        (vec![format!("{text} error"), format!("{address} warning")], Some(1))
    );
    assert_eq!(with("\"check/link\" = \"off\""), (vec![], Some(0)));
    // The longest name that means a code goes first.
    assert_eq!(
        with("check = \"off\"\n\"check/link-address\" = \"error\""),
        (vec![format!("{address} error")], Some(1))
    );
    let (told, exit) = with("link-txt = \"off\"\nlink-address = \"weg\"\n\"link/dead\" = \"off\"");
    assert_eq!(told, ["config/bad-value error"; 3]);
    assert_eq!(exit, Some(1));
}

#[test]
fn what_is_silenced_with_a_reason_is_not_told() {
    finds(
        "<!-- courant-check off link-text: zo heet de knop -->\nZie [hier](https://a.example/).\n\nEn [hier](https://b.example/).\n",
        &["9:4 link-text"],
    );
    // In a paragraph it is about what comes next.
    finds(
        "Zie <!-- courant-check off check/link-text: zo heet de knop -->[hier](https://a.example/) of [hier](https://b.example/).\n",
        &["6:94 link-text"],
    );
    finds(
        "<!-- courant-check off link: het zijn voorbeelden -->\n- [hier](https://a.example/)\n- <https://b.example/>\n",
        &[],
    );
    finds(
        "<!-- courant-check off link-text, link-address: voorbeelden -->\n\n[hier](https://a.example/) <https://b.example/>\n",
        &[],
    );
}

#[test]
fn a_silence_needs_a_reason_a_code_that_there_is_and_something_to_silence() {
    finds(
        "<!-- courant-check off link-text -->\nZie [hier](https://a.example/).\n",
        &["6:1 silence", "7:5 link-text"],
    );
    finds(
        "<!-- courant-check off link-tekst: zo heet het -->\nZie [hier](https://a.example/).\n",
        &["6:1 silence", "7:5 link-text"],
    );
    finds(
        "<!-- courant-check: link-text -->\n[hier](https://a.example/)\n",
        &["6:1 silence", "7:1 link-text"],
    );
    finds(
        "<!-- courant-check off link-text: zo heet het -->\nZie [de agenda](https://a.example/).\n",
        &["6:1 silence-unused"],
    );
    finds(
        "<!-- courant-check off link/dead: komt nog -->\n[het besluit](besluit.md)\n",
        &["6:1 silence", "7:1 link/dead"],
    );
    // A plain comment is one.
    finds("<!-- check off link-text: later -->\nTekst.\n", &[]);
}

#[test]
fn front_matter_silences_for_the_whole_document() {
    let with = |check: &str| {
        let site = site("");
        let head = HEAD.replace("summary:", &format!("{check}\nsummary:"));
        site.write(
            "content/nieuws/a.md",
            format!("{head}[hier](https://a.example/)\n").as_bytes(),
        );
        found(&site)
            .iter()
            .map(|one| one.replace("content/nieuws/a.md:", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        with("check: { ignore: [{ code: link-text, reason: Zo heet de knop }] }"),
        [""; 0]
    );
    let told = "7:1 check/link-text";
    assert_eq!(
        with("check: { ignore: [{ code: link-text }] }"),
        ["4:27 check/silence", told]
    );
    assert_eq!(
        with("check: { ignore: [{ reason: zomaar }] }"),
        ["4:19 check/silence", told]
    );
    assert_eq!(with("check: { negeer: [] }"), ["4:8 check/silence", told]);
    assert_eq!(with("check: link-text"), ["4:8 front-matter/wrong-type", told]);
}

#[test]
fn no_comment_to_check_reaches_a_page() {
    for trust in ["sanitise", "trust"] {
        let site = article(
            "<!-- courant-check off link-text: geheim -->\nZie <!-- courant-check off link-text: geheim --> [hier](https://a.example/).\n",
        );
        let toml =
            format!("title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[markdown]\nraw_html = \"{trust}\"\n");
        site.write("site.toml", toml.as_bytes());
        site.build().is_clean().nowhere("courant-check").nowhere("geheim");
    }
}

#[test]
fn settings_that_cannot_be_read_are_told_and_the_texts_wait() {
    let site = article("[hier](https://a.example/)\n");
    site.write("site.toml", b"title = \"x\"\n");
    assert_eq!(found(&site), ["site.toml:1:1 config/missing"]);
    let told = check(&site, &[]);
    assert!(String::from_utf8_lossy(&told.stdout).contains("mend site.toml first"));
    assert_eq!(told.status.code(), Some(1));
}

#[test]
fn links_say_where_they_lead() {
    for text in [
        "[hier](https://a.example/)",
        "[Lees meer »](https://a.example/)",
        "[read more](https://a.example/)",
        "[**Klik hier**!](https://a.example/)",
    ] {
        finds(&format!("{text}\n"), &["6:1 link-text"]);
    }
    finds(
        "<https://a.example/b> en [www.a.example](https://www.a.example/) en <redactie@a.example>\n",
        &["6:1 link-address", "6:26 link-address"],
    );
    finds(
        "[Het verslag](https://a.example/1) en [het verslag](https://a.example/2) en [Het verslag](https://www.a.example/1/)\n",
        &["6:39 link-same-text"],
    );
    let site = article(
        "[<img src=\"a.svg\" alt=\"De raad\">](https://a.example/3) [<img src=\"a.svg\" alt=\"\">](https://a.example/4)\n",
    );
    site.write("content/nieuws/a.svg", b"<svg width=\"10\" height=\"10\"/>");
    assert_eq!(found(&site), ["content/nieuws/a.md:6:56 check/link-empty"]);
    finds(
        "[](https://a.example/1) en [Meer lezen over hier](https://a.example/2)\n",
        &["6:1 link-empty"],
    );
    // In code, and in a call of a shortcode, a link is where it stands.
    finds(
        "`[hier](x)`\n\n{{% note %}}\nZie [hier](https://a.example/).\n{{% /note %}}\n",
        &["9:5 link-text"],
    );
}

#[test]
fn the_words_of_each_language_are_known() {
    for (code, text) in [
        ("de", "hier klicken"),
        ("fr", "En savoir plus"),
        ("fy", "Lês mear"),
        ("en", "Read more"),
    ] {
        let site = site("");
        site.write(
            "site.toml",
            format!("title = \"x\"\nbase_url = \"https://a.nl\"\nlanguage = \"{code}\"\n").as_bytes(),
        );
        site.write(
            "content/nieuws/a.md",
            format!("{HEAD}[{text}](https://a.example/)\n").as_bytes(),
        );
        assert_eq!(found(&site), ["content/nieuws/a.md:6:1 check/link-text"], "{code}");
    }
}

#[test]
fn pictures_say_what_is_to_be_seen() {
    let with = |image: &str, text: &str| {
        let site = site("");
        // 800 by 400 pixels, as far as anybody looks.
        site.write(
            "content/nieuws/foto.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"400\"/>",
        );
        site.write(
            "content/nieuws/ander.svg",
            b"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"800\" height=\"400\"/>",
        );
        let head = HEAD.replace("summary:", &format!("{image}\nsummary:"));
        site.write("content/nieuws/a.md", format!("{head}{text}\n").as_bytes());
        let found = found(&site);
        found
            .iter()
            .map(|one| one.replace("content/nieuws/a.md:", "").replace("check/", ""))
            .collect::<Vec<_>>()
    };
    let clean: [&str; 0] = [];
    assert_eq!(with("image: { src: foto.svg, alt: De raad stemt }", ""), clean);
    // An empty text is a choice only where that is said.
    assert_eq!(with("image: { src: foto.svg, alt: \"\" }", ""), ["4:30 alt-empty"]);
    assert_eq!(with("image: { src: foto.svg, decorative: true }", ""), clean);
    assert_eq!(with("image: { src: foto.svg, alt: \"\", decorative: true }", ""), clean);
    assert_eq!(
        with("image: { src: foto.svg, alt: De raad, decorative: true }", ""),
        ["4:30 alt-empty"]
    );
    assert_eq!(with("image: { src: foto.svg }", ""), ["4:15 markdown/no-alt"]);
    assert_eq!(
        with("kicker: x", "{{< figure src=\"foto.svg\" alt=\"\" >}}"),
        ["7:1 alt-empty"]
    );
    assert_eq!(
        with("kicker: x", "{{< figure src=\"foto.svg\" decorative=\"true\" >}}"),
        clean
    );
    for alt in ["foto.svg", "Foto", "IMG_2041", "afbeelding 2", "DSC_0012.JPG"] {
        assert_eq!(
            with("kicker: x", &format!("![{alt}](foto.svg)")),
            ["7:1 alt-file-name"],
            "{alt}"
        );
    }
    assert_eq!(
        with(
            "kicker: x",
            "![De raad](foto.svg) ![De raad](ander.svg) ![De raad](foto.svg)"
        ),
        ["7:22 alt-repeated"]
    );
    assert_eq!(
        with("kicker: x", "![De raad stemt](foto.svg \"De raad stemt.\")"),
        ["7:1 alt-repeated"]
    );
    // A chart is told in words, in a table or in a description of its own.
    let chart = "![Staafdiagram van de begroting](foto.svg)";
    assert_eq!(with("kicker: x", chart), ["7:1 alt-chart"]);
    assert_eq!(
        with(
            "kicker: x",
            &format!("{chart}\n\n| Jaar | Euro |\n| --- | --- |\n| 2026 | 4 |")
        ),
        clean
    );
    let described =
        "{{< figure src=\"foto.svg\" alt=\"Grafiek van de begroting\" long_description=\"In 2026 vier euro.\" >}}";
    assert_eq!(with("kicker: x", described), clean);
    assert_eq!(
        with(
            "kicker: x",
            "![De wethouder wijst op een grote en kleurige grafiek](foto.svg)"
        ),
        clean
    );
}

#[test]
fn a_picture_that_is_heavy_or_too_small_is_told() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-03-05
        summary: Kort.
        image: { src: klein.png, alt: De raad stemt }
        ---
        ![De zaal](zwaar.svg)
    ",
    );
    // The head of a PNG of 300 by 200 pixels (PNG, §5.2 and §11.2.2).
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\x2c\0\0\0\xc8\x08\x02\0\0\0\0\0\0\0";
    site.write("content/nieuws/klein.png", head);
    let heavy = format!(
        "<svg width=\"10\" height=\"10\"><!--{}--></svg>",
        "x".repeat(700 * 1024)
    );
    site.write("content/nieuws/zwaar.svg", heavy.as_bytes());
    let told = [
        "content/nieuws/a.md:5:15 check/picture-small",
        "content/nieuws/a.md:7:1 check/picture-heavy",
    ];
    assert_eq!(found(&site), told);
}

#[test]
fn headings_keep_their_order() {
    finds("## Een\n\n### Twee\n\n## Drie\n", &[]);
    finds("### Een\n", &["6:1 heading-order"]);
    finds("## Een\n\n#### Twee\n", &["8:1 heading-order"]);
    // A text that begins at the first level stands a level lower on the page.
    finds("# Een\n\n## Twee\n", &[]);
    finds("# Een\n\n# Twee\n", &["8:1 heading-title"]);
    finds("# Raad kiest\n\nTekst.\n", &["6:1 heading-title"]);
    finds("##\n\nTekst.\n", &["6:1 heading-empty"]);
    finds("<h1>Kop</h1>\n", &["6:1 heading-title"]);
    finds("**Wat er verandert**\n\nTekst.\n", &["6:1 heading-fake"]);
    finds("**Let op: dit is een hele zin.**\n\nTekst met **nadruk**.\n", &[]);
    finds("##Wat er verandert\n", &["6:1 heading-space"]);
    finds("#raad is een woord om op te zoeken.\n", &[]);
}

#[test]
fn tables_have_heads_and_no_room_to_make() {
    finds("| Jaar | Euro |\n| --- | --- |\n| 2026 | 4 |\n", &[]);
    finds("|  | Euro |\n| --- | --- |\n| 2026 | 4 |\n", &[]);
    finds("|  |  |\n| --- | --- |\n| 2026 | 4 |\n", &["6:1 table-head"]);
    finds(
        "| Jaar |  | Euro |\n| --- | --- | --- |\n| 2026 |  | 4 |\n",
        &["6:1 table-head", "6:1 table-empty"],
    );
    finds("<table>\n<tr><td>a</td></tr>\n</table>\n", &["6:1 table-head"]);
    finds(
        "<table>\n<tr><th scope=\"col\">a</th></tr>\n<tr><td>b</td></tr>\n</table>\n",
        &[],
    );
    finds(
        "<table>\n<tr><th>a</th></tr>\n<tr><td colspan=\"2\">b</td></tr>\n</table>\n",
        &["6:1 table-merged"],
    );
}

#[test]
fn lists_are_lists() {
    finds("- een\n- twee\n\n1. een\n2. twee\n", &[]);
    finds("• een\n• twee\n", &["6:1 list-fake"]);
    finds("Wat nodig is:\n– een pas\n– een foto\n", &["6:1 list-fake"]);
    finds("-een\n-twee\n", &["6:1 list-fake"]);
    finds("1)een\n\n2)twee\n", &["8:1 list-fake"]);
    finds("– Een zin die zo begint, en niets daarna.\n\nTekst.\n", &[]);
}

#[test]
fn emphasis_marks_a_few_words() {
    let long = "De gemeente heeft dinsdag besloten dat alle inwoners hun zaken voortaan thuis kunnen regelen. ";
    finds(&format!("**{}**\n", long.repeat(2).trim()), &["6:1 emphasis-much"]);
    finds(&format!("*{}*\n", long.repeat(2).trim()), &[]);
    finds(&format!("*{}*\n", long.repeat(4).trim()), &["6:1 emphasis-much"]);
    finds(&format!("{long}**Let op.** {long}\n"), &[]);
    finds("Dit is HEEL ERG BELANGRIJK voor u.\n", &["6:8 emphasis-capitals"]);
    finds("Een <u>belangrijk</u> woord.\n", &["6:5 emphasis-underline"]);
}

#[test]
fn a_link_to_a_file_says_so() {
    let site = article(
        "[Het verslag](verslag.pdf) en [het verslag (PDF, 12 kB)](verslag.pdf) en [de bijlage](https://a.example/b.DOCX) en [de lijst (Excel)](https://a.example/c.xlsx) en [een stuk](verslag.pdf) (pdf, 12 kB)\n",
    );
    site.write("content/nieuws/verslag.pdf", &[b'x'; 12_000]);
    let told = String::from_utf8(check(&site, &["--json"]).stdout).expect("text");
    let lines: Vec<serde_json::Value> = told
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    let told: Vec<(u64, &str)> = lines
        .iter()
        .map(|line| (line["column"].as_u64().unwrap(), line["code"].as_str().unwrap()))
        .collect();
    assert_eq!(told, [(1, "check/download-facts"), (74, "check/download-facts")]);
    assert_eq!(lines[0]["hint"], "write  [Het verslag (PDF, 12 kB)](verslag.pdf)");
}

#[test]
fn titles_and_leads_are_there_and_not_too_long() {
    let with = |head: &str| {
        let site = site("");
        site.write(
            "content/nieuws/a.md",
            format!("---\ndate: 2026-03-05\n{head}\n---\nTekst.\n").as_bytes(),
        );
        found(&site)
            .iter()
            .map(|one| one.replace("content/nieuws/a.md:", "").replace("check/", ""))
            .collect::<Vec<_>>()
    };
    let clean: [&str; 0] = [];
    let words = |count: usize| "woord ".repeat(count).trim().to_owned();
    assert_eq!(with("title: Raad"), ["3:8 lead-missing"]);
    assert_eq!(with("title: Raad\nsummary: Kort."), clean);
    assert_eq!(
        with(&format!("title: {}\nsummary: Kort.", words(12))),
        ["3:8 title-length"]
    );
    assert_eq!(
        with(&format!("title: {}\nseo_title: Raad\nsummary: Kort.", words(12))),
        clean
    );
    assert_eq!(
        with(&format!("title: Raad\nsummary: {}", words(27))),
        ["4:10 description-length"]
    );
    assert_eq!(
        with(&format!("title: Raad\nsummary: {}", words(70))),
        ["4:10 lead-length"]
    );
    assert_eq!(with("title: \" Raad  kiest\"\nsummary: Kort."), ["3:9 title-spaces"]);
}

#[test]
fn video_and_audio_are_there_in_words_too() {
    let call = |arguments: &str| format!("{{{{< youtube id=\"x\" title=\"De raad\" {arguments} >}}}}\n");
    finds(&call(""), &["6:1 video-text"]);
    finds(&call("captions=\"nl\""), &[]);
    for (text, expected) in [
        ("<video src=\"a.mp4\"></video>", &["6:1 video-text"][..]),
        (
            "<video src=\"a.mp4\"><track kind=\"captions\" src=\"a.vtt\"></video>",
            &[],
        ),
        ("<audio src=\"a.mp3\"></audio>", &["6:1 video-text"]),
        (
            "<audio src=\"a.mp3\"></audio> [Transcript van het gesprek](https://a.example/)",
            &[],
        ),
    ] {
        let site = article(&format!("{text}\n"));
        for name in ["a.mp4", "a.mp3", "a.vtt"] {
            site.write(&format!("content/nieuws/{name}"), b"x");
        }
        let found = found(&site)
            .iter()
            .map(|one| one.replace("content/nieuws/a.md:", "").replace("check/", ""))
            .collect::<Vec<_>>();
        assert_eq!(found, expected, "{text}");
    }
    let site = article(&call("transcript=\"gesprek.md\""));
    site.write(
        "content/nieuws/gesprek.md",
        b"---\ntitle: Gesprek\ndate: 2026-03-05\nsummary: Kort.\n---\nTekst.\n",
    );
    assert_eq!(found(&site), [""; 0]);
    let page = site.build().page("nieuws/a/index.html");
    assert!(
        page.contains("href=\"/nieuws/gesprek/\">Uitgeschreven tekst van De raad</a>"),
        "{page}"
    );
    let site = article(&call("transcript=\"weg.md\""));
    assert_eq!(found(&site), ["content/nieuws/a.md:6:1 link/dead"]);
}

#[test]
fn a_passage_can_be_in_another_language_and_a_picture_described() {
    let site = article(
        "Dat heet {{% lang code=\"en\" %}}freedom of information{{% /lang %}}.\n\n{{% lang code=\"fy\" %}}\nIn hiele alinea.\n{{% /lang %}}\n\n{{< figure src=\"a.svg\" alt=\"Kaart\" long_description=\"Drie *wijken*.\" >}}\n",
    );
    site.write("content/nieuws/a.svg", b"<svg width=\"10\" height=\"10\"/>");
    let built = site.build();
    built.is_clean();
    built.page_contains(
        "nieuws/a/index.html",
        "Dat heet <span lang=\"en\">freedom of information</span>.",
    );
    built.page_contains("nieuws/a/index.html", "<div lang=\"fy\">");
    let page = built.page("nieuws/a/index.html");
    assert!(
        page.contains("<summary>Wat er te zien is</summary>") && page.contains("Drie <em>wijken</em>."),
        "{page}"
    );
}

#[test]
fn terms_that_are_nearly_one_are_told_where_the_rarer_stands() {
    let site = site("");
    for (n, tags) in [
        "Open data, Dienstverlening",
        "Open data, WCAG 2.1",
        "open data, WCAG 2.2",
        "Dienstverlenning",
    ]
    .iter()
    .enumerate()
    {
        let text = format!("---\ntitle: A{n}\ndate: 2026-03-05\nsummary: Kort.\ntags: [{tags}]\n---\nTekst.\n");
        site.write(&format!("content/nieuws/{n}.md"), text.as_bytes());
    }
    // Of two that stand in as many places it cannot be known which is the slip.
    assert_eq!(
        found(&site),
        [
            "content/nieuws/2.md:5:8 check/term-spelling",
            "content/nieuws/3.md:5:8 check/term-spelling"
        ]
    );
}

#[test]
fn what_time_has_brought_and_will_bring_is_told() {
    let site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [sections.evenementen]
        kind = \"event\"
        -- content/evenementen/dag.md --
        ---
        title: Dag
        summary: Kort.
        event: { start: 2026-11-01 10:00, end: 2026-11-01 12:00 }
        ---
        Kom.
        -- content/evenementen/vorige.md --
        ---
        title: Vorige
        summary: Kort.
        event: { start: 2026-10-01 10:00, end: 2026-10-01 12:00 }
        ---
        Kom.
        -- content/evenementen/verslag.md --
        ---
        title: Verslag
        date: 2026-10-03
        summary: Kort.
        event: vorige.md
        ---
        Het was goed.
        -- content/evenementen/af.md --
        ---
        title: Af
        summary: Kort.
        event: { start: 2026-11-01 10:00, status: cancelled }
        ---
        Kom niet.
        -- content/nieuws/straks.md --
        ---
        title: Straks
        date: 2026-11-23
        publish_at: 2026-11-23 20:00
        summary: Kort.
        ---
        Nog even.
        -- content/auteurs/jansen.md --
        ---
        title: A. Jansen
        ---
    ",
    );
    assert_eq!(
        found(&site),
        [
            "content/auteurs/jansen.md:2:8 check/author-unused",
            "content/evenementen/dag.md:2:8 check/event-report",
            "content/nieuws/straks.md:4:13 check/embargo-soon"
        ]
    );
}

#[test]
fn a_language_is_complete_only_where_it_is_said_to_be() {
    let site = article("Tekst.\n");
    let toml =
        |check: &str| format!("title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[languages.en]\n{check}");
    site.write("site.toml", toml("").as_bytes());
    assert_eq!(found(&site), [""; 0]);
    site.write("site.toml", toml("[check]\ncomplete = [\"en\"]\n").as_bytes());
    assert_eq!(found(&site), ["content/nieuws/a.md:2:8 check/translation-missing"]);
    site.write(
        "content/nieuws/a.en.md",
        b"---\ntitle: Council\nsummary: Short.\n---\nText.\n",
    );
    assert_eq!(found(&site), [""; 0]);
    site.write("site.toml", toml("[check]\ncomplete = [\"fr\"]\n").as_bytes());
    assert_eq!(found(&site), ["site.toml:5:13 config/bad-value"]);
}

#[test]
fn sarif_has_what_the_standard_wants() {
    let site = article("Zie [hier](https://a.example/) en [dit stuk](weg.md).\n");
    site.write(
        "content/nieuws/é (1).md",
        format!("{HEAD}[hier](https://a.example/)\n").as_bytes(),
    );
    let output = check(&site, &["--format", "sarif"]);
    let log: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "courant");
    let rules = driver["rules"].as_array().expect("rules");
    let results = run["results"].as_array().expect("results");
    assert_eq!((rules.len(), results.len()), (2, 3));
    for rule in rules {
        for text in ["shortDescription", "fullDescription", "help"] {
            assert!(
                rule[text]["text"].as_str().is_some_and(|text| text.len() > 10),
                "{rule}"
            );
        }
    }
    for result in results {
        assert!(result["message"]["text"].as_str().is_some_and(|text| !text.is_empty()));
        let rule = &rules[result["ruleIndex"].as_u64().expect("a number") as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        let place = &result["locations"][0]["physicalLocation"];
        let region = &place["region"];
        assert!(region["startLine"].as_u64() >= Some(1) && region["startColumn"].as_u64() >= Some(1));
        assert!(region["endColumn"].as_u64() > region["startColumn"].as_u64());
        let uri = place["artifactLocation"]["uri"].as_str().expect("an address");
        assert!(
            uri.bytes()
                .all(|byte| byte.is_ascii_graphic() && !b"()\"<>".contains(&byte)),
            "{uri}"
        );
    }
    assert_eq!(results[0]["level"], "warning");
    assert_eq!(results[1]["level"], "error");
    assert_eq!(
        results[2]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "content/nieuws/%C3%A9%20%281%29.md"
    );
}

#[test]
fn github_shows_each_finding_at_its_line() {
    let site = site("");
    site.write(
        "content/nieuws/50%, of niet.md",
        format!("{HEAD}Zie [hier](https://a.example/).\n").as_bytes(),
    );
    let told = String::from_utf8(check(&site, &["--format", "github"]).stdout).expect("text");
    assert_eq!(
        told,
        "::warning file=content/nieuws/50%25%2C of niet.md,line=6,endLine=6,col=5,endColumn=31,title=check/link-text::\"hier\" does not say where this link \
         leads%0Alet the link say what is behind it:  [het verslag van de raad](verslag.md)\n"
    );
}

fn git(site: &Site, arguments: &[&str]) {
    let mut command = std::process::Command::new("git");
    let command = command.current_dir(site.root()).args([
        "-c",
        "user.name=x",
        "-c",
        "user.email=x@a.example",
        "-c",
        "commit.gpgsign=false",
    ]);
    let output = command.args(arguments).output().expect("git");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn of_a_pull_request_only_what_it_changes_is_told() {
    let site = article("Zie [hier](https://a.example/).\n");
    let refused = check(&site, &["--changed-since", "main"]);
    let said = String::from_utf8_lossy(&refused.stderr).into_owned();
    assert!(
        refused.status.code() == Some(2) && said.contains("is in no repository of git"),
        "{said}"
    );
    site.write(
        "content/nieuws/oud.md",
        format!("{HEAD}[hier](https://b.example/)\n").as_bytes(),
    );
    git(&site, &["init", "-q", "-b", "main"]);
    git(&site, &["add", "."]);
    git(&site, &["commit", "-q", "-m", "x"]);
    git(&site, &["checkout", "-q", "-b", "werk"]);
    let since = |reference: &str| {
        let output = check(&site, &["--json", "--changed-since", reference]);
        let told = String::from_utf8_lossy(&output.stdout).into_owned();
        let files = told
            .lines()
            .map(|line| serde_json::from_str::<serde_json::Value>(line).expect("an object")["file"].to_string());
        (
            files.collect::<Vec<_>>(),
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    assert_eq!(since("main").0, [""; 0]);
    // One that is committed, and one that git does not know yet.
    for name in ["b", "é c"] {
        site.write(
            &format!("content/nieuws/{name}.md"),
            format!("{HEAD}[hier](https://a.example/)\n").as_bytes(),
        );
    }
    git(&site, &["add", "content/nieuws/b.md"]);
    git(&site, &["commit", "-q", "-m", "y"]);
    assert_eq!(
        since("main").0,
        ["\"content/nieuws/b.md\"", "\"content/nieuws/é c.md\""]
    );
    site.write(
        "content/nieuws/a.md",
        format!("{HEAD}Nu [hier](https://a.example/).\n").as_bytes(),
    );
    assert_eq!(since("main").0.len(), 3);
    // What others do on main meanwhile is not of this work.
    git(&site, &["add", "."]);
    git(&site, &["commit", "-q", "-m", "z"]);
    git(&site, &["checkout", "-q", "main"]);
    site.write(
        "content/nieuws/oud.md",
        format!("{HEAD}Nu [hier](https://b.example/).\n").as_bytes(),
    );
    git(&site, &["commit", "-q", "-a", "-m", "w"]);
    git(&site, &["checkout", "-q", "werk"]);
    assert_eq!(since("main").0.len(), 3);
    for bad in ["nergens", "--output=/tmp/x", "-h", ""] {
        let output = check(&site, &[&format!("--changed-since={bad}")]);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{bad}: {said}");
        assert!(said.contains("git knows no"), "{said}");
    }
}

#[test]
fn what_is_safe_is_mended_and_told() {
    let site = article("");
    let text = "\u{feff}---\r\ntitle: \"Raad  kiest \" # zo\r\ndate: 2026-03-05\r\ndate: 2026-03-05\r\nsummary: Kort.\r\n---\r\n##Plannen\r\n\r\n• een\r\n• twee\r\n\r\n<div class=“kader”>x</div>\r\n\r\n[hier](https://a.example/)\r\n";
    site.write("content/nieuws/a.md", text.as_bytes());
    let output = check(&site, &["--fix"]);
    let mended =
        String::from_utf8(std::fs::read(site.root().join("content/nieuws/a.md")).expect("a file")).expect("text");
    let expected = "\u{feff}---\r\ntitle: \"Raad kiest\" # zo\r\ndate: 2026-03-05\r\nsummary: Kort.\r\n---\r\n## Plannen\r\n\r\n- een\r\n- twee\r\n\r\n<div class=\"kader\">x</div>\r\n\r\n[hier](https://a.example/)\r\n";
    assert_eq!(mended, expected);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    for code in [
        "check/title-spaces",
        "front-matter/repeated-key",
        "check/heading-space",
        "check/list-fake",
        "check/curly-quotes",
    ] {
        assert!(
            told.contains(&format!("mended content/nieuws/a.md [{code}]: ")),
            "{told}"
        );
    }
    // What takes a person is left and told.
    assert_eq!(found(&site), ["content/nieuws/a.md:13:1 check/link-text"]);
    assert_eq!(output.status.code(), Some(0));
    let files: Vec<_> = std::fs::read_dir(site.root().join("content/nieuws"))
        .expect("a folder")
        .flatten()
        .collect();
    assert_eq!(files.len(), 1, "nothing is left beside it");
}

#[test]
fn what_cannot_be_mended_surely_is_left_as_it_is() {
    for text in [
        // The two dates differ; one of the lines holds more; the list has a line before it; the quotes are in the text.
        "---\ntitle: A\ndate: 2026-03-05\ndate: 2026-03-06\nsummary: Kort.\n---\nTekst.\n",
        "---\n{ title: A, summary: Kort,\n  title: A }\n---\nTekst.\n",
        "---\ntitle: A\nsummary: Kort.\n---\nNodig:\n• een\n• twee\n",
        "---\ntitle: “A  B”\nsummary: Kort.\n---\nHij zei “ja”, <b>“nee”</b>.\n",
    ] {
        let site = article("");
        site.write("content/nieuws/a.md", text.as_bytes());
        check(&site, &["--fix"]);
        let now = std::fs::read_to_string(site.root().join("content/nieuws/a.md")).expect("a file");
        assert_eq!(now, text);
    }
}

/// Bullets as they come from a word processor: how far one is indented says in which list it is.
#[test]
fn a_list_of_bullets_keeps_its_lists_within() {
    let site = article("• Een\n  • onderdeel\n• Twee\n\nTekst.\n\n  • Drie\n  • Vier\n");
    check(&site, &["--fix"]);
    let now = std::fs::read_to_string(site.root().join("content/nieuws/a.md")).expect("a file");
    assert!(
        now.ends_with("- Een\n  - onderdeel\n- Twee\n\nTekst.\n\n  - Drie\n  - Vier\n"),
        "{now}"
    );
}

#[test]
fn no_format_and_no_mending_repeats_a_number_of_somebody() {
    let site = article("##Brief aan BSN 111222333\n\n##Rekening NL91ABNA0417164300\n\nTekst.\n");
    for arguments in [
        &[][..],
        &["--json"],
        &["--format", "sarif"],
        &["--format", "github"],
        &["--fix"],
    ] {
        let output = check(&site, arguments);
        for told in [&output.stdout, &output.stderr] {
            let told = String::from_utf8_lossy(told);
            assert!(
                !told.contains("111222333") && !told.contains("0417164300"),
                "{arguments:?}: {told}"
            );
        }
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_written_is_told_and_rights_stay() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = article("##Plannen\n");
    let file = site.root().join("content/nieuws/a.md");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o640)).expect("rights");
    check(&site, &["--fix"]);
    assert_eq!(
        std::fs::metadata(&file).expect("a file").permissions().mode() & 0o777,
        0o640
    );
    assert!(
        std::fs::read_to_string(&file)
            .expect("a file")
            .ends_with("## Plannen\n")
    );
}

proptest::proptest! {
    #![proptest_config(proptest::test_runner::Config { cases: 16, ..Default::default() })]

    /// To mend twice is to mend once, and what is mended is not found any more.
    #[test]
    fn mending_ends(pieces in proptest::collection::vec(proptest::sample::select(vec![
        "##Kop\n", "###\u{a0}Kop\n", "• een\n", "•\u{a0}twee\n", "Tekst.\n", "\n", "\n\n", "<div class=“a”>x</div>\n", "<a href=‘b’ title=“c d”>e</a>\n",
        "{{% note %}}\n", "{{% /note %}}\n", "- item\n  ##Kop\n", "> • een\n> • twee\n", "`##Kop`\n", "    • code\n", "#### **Kop**\n", "•\n", "é ",
    ]), 0..12), head in proptest::sample::select(vec!["", "kicker: \"  a  b \"\n", "summary: Kort.\n", "title: \" A\"\n", "seo_title: ' B  C '\n"])) {
        let site = site("");
        let text = format!("---\ntitle: \" A\"\ndate: 2026-03-05\nsummary: Kort.\n{head}---\n{}", pieces.concat());
        site.write("content/nieuws/a.md", text.as_bytes());
        let read = || std::fs::read_to_string(site.root().join("content/nieuws/a.md")).expect("a file");
        let fixable = |site: &Site| {
            let report = courant::build::check(&options(site), None);
            report.found.into_iter().filter(|found| found.fix.is_some()).count()
        };
        check(&site, &["--fix"]);
        let once = read();
        proptest::prop_assert_eq!(fixable(&site), 0, "{}", once);
        check(&site, &["--fix"]);
        proptest::prop_assert_eq!(once, read());
    }
}

fn options(site: &Site) -> courant::build::BuildOptions {
    courant::build::BuildOptions {
        root: site.root().to_owned(),
        output: site.output(),
        base_url: None,
        now: "2026-11-23T12:00:00Z".parse().expect("a moment"),
        drafts: courant::organise::Drafts::Show,
        on_error: courant::build::OnError::Stop,
        warnings: courant::build::Warnings::Told,
        host: courant::build::Host::Named,
        memory: courant::build::Memory::Free,
        cache: None,
    }
}
