//! Heads in, values and diagnostics out.

use super::*;
use crate::diagnostic::{Severity, locate};

fn zone() -> TimeZone {
    TimeZone::parse("Europe/Amsterdam").unwrap_or_else(TimeZone::utc)
}

fn read_as(role: Role, file: &str) -> (Checked<FrontMatter>, usize) {
    let zone = zone();
    read(
        file,
        &HeadContext {
            timezone: &zone,
            taxonomies: &["tags", "authors"],
            title_keys: &[],
            role,
        },
    )
}

/// Checks the diagnostics of a head, each as `line:column code`.
#[track_caller]
fn check(head: &str, expected: &[&str]) {
    let file = format!("---\n{head}\n---\nText.\n");
    check_file(&file, expected);
}

#[track_caller]
fn check_file(file: &str, expected: &[&str]) {
    let (checked, _) = read_as(Role::Article, file);
    let found: Vec<String> = checked
        .found
        .iter()
        .map(|found| {
            let place = locate(found, Some(file.as_bytes())).place;
            let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
            assert!(found.hint.is_some(), "{} has no hint", found.message);
            format!("{line}:{column} {}", found.code.name())
        })
        .collect();
    assert_eq!(found, expected, "{file}\n{:#?}", checked.found);
}

#[test]
fn a_wrong_type_is_found_for_every_key() {
    for (line, column) in [
        ("seo_title: [a]", 12),
        ("date: [a]", 7),
        ("updated: {a: 1}", 10),
        ("publish_at: [a]", 13),
        ("expires_at: [a]", 13),
        ("draft: misschien", 8),
        ("summary: [a]", 10),
        ("kicker: {a: 1}", 9),
        ("authors: {a: 1}", 10),
        ("tags: {a: 1}", 7),
        ("image: [a]", 8),
        ("event: gauw", 8),
        ("takeaways: {a: 1}", 12),
        ("corrections: [gisteren]", 15),
        ("changes: [gisteren]", 11),
        ("withdrawn: ja", 12),
        ("slug: [a]", 7),
        ("url: [a]", 6),
        ("aliases: {a: 1}", 10),
        ("language: [a]", 11),
        ("translation_key: [a]", 18),
        ("template: [a]", 11),
        ("toc: veel", 6),
        ("share: veel", 8),
        ("newsletter: veel", 13),
        ("weight: zwaar", 9),
        ("series: [a]", 9),
        ("related: {a: 1}", 10),
    ] {
        check(
            &format!("title: x\n{line}"),
            &[&format!("3:{column} front-matter/wrong-type")],
        );
    }
    check("title: [a]", &["2:8 front-matter/wrong-type"]);
}

#[test]
fn all_problems_of_a_head_come_together() {
    check(
        "title: x\ndate: 2026-02-30\ntags: {a: 1}\ndraft: soms\nslug: ../x",
        &[
            "3:7 front-matter/bad-date",
            "4:7 front-matter/wrong-type",
            "5:8 front-matter/wrong-type",
            "6:7 front-matter/unsafe-path",
        ],
    );
}

#[test]
fn common_slips_have_their_own_words() {
    check("title: Raad: nieuw besluit", &["2:8 front-matter/unquoted-colon"]);
    check("title: x\n\ttags: y", &["3:1 front-matter/tab"]);
    check("title: \"x", &["2:8 front-matter/syntax"]);
    check("title: @raad", &["2:8 front-matter/syntax"]);
    check("title: x\nslug: a\nslug: b", &["4:1 front-matter/duplicate-key"]);
    check("title: x\nslug: a\nslug: a", &["4:1 front-matter/repeated-key"]);
    check("title: \"\"", &["2:8 front-matter/no-title"]);
    check("tags: [a]", &["1:1 front-matter/no-title"]);
    check_file("Zomaar tekst.\n", &["1:1 front-matter/no-title"]);
    check_file("---\ntitle: x\n\nTekst.\n", &["1:1 front-matter/unclosed"]);
    check("title: x\ndate: 5 maart 2026", &["3:7 front-matter/bad-date"]);
    check(
        "Title: x\ntitle: y\nexpirydate: 2026-01-01",
        &["2:1 front-matter/near-miss", "4:1 front-matter/near-miss"],
    );
}

#[test]
fn bombs_and_deep_nesting_are_refused_quickly() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ntitle: x";
    let codes = |file: &str| {
        read_as(Role::Article, file)
            .0
            .found
            .iter()
            .map(|found| found.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(codes(&format!("---\n{bomb}\n---\n")), [Code::TooComplex]);
    let brackets = "[".repeat(20_000);
    assert_eq!(codes(&format!("---\ntitle: {brackets}\n---\n")).len(), 1);
    assert_eq!(codes(&format!("+++\ntitle = {brackets}\n+++\n")), [Code::TooComplex]);
}

#[test]
fn nothing_leaves_its_folder() {
    for value in ["../x", "/etc", "a\\\\b", "%2e%2e", "a/b", "a\\0b"] {
        let (checked, _) = read_as(Role::Article, &format!("---\ntitle: x\nslug: \"{value}\"\n---\n"));
        let refused = checked
            .found
            .first()
            .is_some_and(|found| found.code == Code::UnsafePath);
        assert!(refused || value == "/etc", "slug {value}: {:?}", checked.found);
    }
    for line in [
        "url: /../x",
        "aliases: [/a/../../b]",
        "aliases: [\"/%2e%2e/\"]",
        "image: \"a\\\\b.jpg\"",
        "image: javascript:x.jpg",
        "template: ../x.html",
        "downloads: [{file: \"/../x.pdf\"}]",
        "event: {start: 2026-01-01, online_url: \"java\\tscript:x\"}",
    ] {
        let (checked, _) = read_as(Role::Article, &format!("---\ntitle: x\n{line}\n---\n"));
        let codes: Vec<_> = checked.found.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::UnsafePath], "{line}");
    }
}

#[test]
fn an_event_is_read_in_its_own_zone() {
    let (checked, _) = read_as(
        Role::Article,
        "---\ntitle: x\nevent:\n  start: 2026-11-12 13:00\n  end: 2026-11-12 12:00\n---\n",
    );
    assert_eq!(
        checked.found.iter().map(|found| found.code).collect::<Vec<_>>(),
        [Code::EndsBeforeStart]
    );
    let (checked, _) = read_as(
        Role::Article,
        "---\ntitle: x\nevent: {start: 2026-11-12 13:00, timezone: Europe/London, status: Cancelled}\n---\n",
    );
    assert_eq!(checked.found, []);
    let event = checked.value.event;
    assert_eq!(
        event.as_ref().map(|event| event.start.value.rfc3339()).as_deref(),
        Some("2026-11-12T13:00:00+00:00")
    );
    assert_eq!(event.map(|event| event.status), Some(EventStatus::Cancelled));
}

#[test]
fn yaml_and_toml_say_the_same() {
    let yaml = "---\ntitle: 2019\ntags: Een\ndraft: yes\nweight: 3\ndate: 2026-03-05 9:00\nkleur: rood\n---\nTekst";
    let toml = "+++\ntitle = \"2019\"\ntags = [\"Een\"]\ndraft = true\nweight = 3\ndate = 2026-03-05T09:00:00\nkleur = \"rood\"\n+++\nTekst";
    let ((yaml, at), (toml, _)) = (read_as(Role::Article, yaml), read_as(Role::Article, toml));
    assert_eq!((yaml.found, toml.found), (vec![], vec![]));
    assert_eq!(at, 85);
    let facts = |front: &FrontMatter| {
        let title = front.title.as_ref().map(|title| title.value.clone());
        (
            title,
            front.draft,
            front.weight,
            front.date.as_ref().map(|date| date.value),
            front.extra.len(),
            front.terms[0].1[0].value.clone(),
        )
    };
    assert_eq!(facts(&yaml.value), facts(&toml.value));
}

#[test]
fn the_corpus_is_read_as_it_stands() {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/digitalgov/news");
    if !corpus.exists() {
        println!("skipped: the corpus is not here");
        return;
    }
    let (mut good, mut bad) = (0, Vec::new());
    for entry in walkdir::WalkDir::new(corpus)
        .sort_by_file_name()
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
    {
        let Ok(text) = std::fs::read_to_string(entry.path()) else {
            continue;
        };
        let zone = zone();
        let context = HeadContext {
            timezone: &zone,
            taxonomies: &["topics", "authors"],
            title_keys: &[],
            role: Role::Article,
        };
        let errors: Vec<_> = read(&text, &context)
            .0
            .found
            .into_iter()
            .filter(|found| found.severity == Severity::Error)
            .collect();
        if errors.is_empty() {
            good += 1
        } else {
            bad.push((entry.path().to_owned(), errors))
        }
    }
    for (path, errors) in &bad {
        println!(
            "{}: {:?}",
            path.display(),
            errors.iter().map(|error| &error.message).collect::<Vec<_>>()
        );
    }
    assert!(good >= 2_065, "{good} good");
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}", head in "[a-z:\\- \\[\\]{}\"'&*|>\\n\\t]{0,200}") {
        read_as(Role::Article, &text);
        read_as(Role::Person, &format!("---\n{head}\n---\n{text}"));
        read_as(Role::Index, &format!("+++\n{head}\n+++\n{text}"));
    }
}
