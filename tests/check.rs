//! `courant check`: what is wrong with a site or could be better, without building it.

mod common;

use std::process::Output;

use common::{Site, courant, site};

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
    let output = check(site, &["--json"]);
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    let told = String::from_utf8(output.stdout).expect("text");
    let lines = told.lines().map(|line| {
        let line: serde_json::Value = serde_json::from_str(line).expect("an object");
        assert!(line["hint"].as_str().is_some_and(|hint| !hint.is_empty()), "{line}");
        let place = match line["line"].as_u64() {
            Some(at) => format!(":{at}:{}", line["column"]),
            None => String::new(),
        };
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        format!("{}{place} {}", text("file"), text("code"))
    });
    lines.collect()
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
