//! The sample site in this repository: it shows everything once, and goes on doing so for years.

#[path = "common/sample.rs"]
mod sample;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use courant::build::BuildReport;
use courant::config::KEYS;
use courant::organise::Unpublished;
use courant::parse::front_matter::CORE_KEYS;
use sample::{NOW, build_sample, options};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// Builds it as it is on a day; gives the report and the home page.
fn built(now: &str) -> (BuildReport, String) {
    let output = tempfile::tempdir().expect("a folder for the test");
    let report = built_in(output.path(), now);
    let home = fs::read_to_string(output.path().join("public/index.html")).unwrap_or_default();
    (report, home)
}

fn built_in(output: &Path, now: &str) -> BuildReport {
    build_sample(&output.join("public"), now)
}

#[test]
fn for_years_there_are_three_events_to_come_and_an_article_that_waits() {
    for now in ["2026-11-24T12:00:00Z", "2030-12-31T12:00:00Z"] {
        let (report, home) = built(now);
        assert_eq!(report.found, [], "{now}");
        assert!(home.matches("<article class=\"event-card\"").count() >= 3, "{now}");
        let waits = |why: &Unpublished| matches!(why, Unpublished::Until(_));
        assert!(report.waiting.iter().any(|waiting| waits(&waiting.why)), "{now}");
    }
}

#[test]
fn nothing_in_it_could_be_better_by_the_rules_of_check() {
    let output = tempfile::tempdir().expect("a folder for the test");
    let report = courant::build::check(&options(&output.path().join("public"), NOW), None);
    assert_eq!(report.found, []);
    assert!(report.documents > 60, "{}", report.documents);
    assert!(!output.path().join("public").exists());
}

#[test]
fn every_part_of_a_page_is_shown_on_pages_of_its_kind() {
    let output = tempfile::tempdir().expect("a folder for the test");
    built_in(output.path(), "2026-11-24T12:00:00Z");
    let files = walkdir::WalkDir::new(output.path()).into_iter().flatten();
    let pages: Vec<String> = files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"))
        .map(|entry| fs::read_to_string(entry.path()).expect("a page"))
        .collect();
    for (kind, parts) in [
        (
            "article",
            "kicker lead published-and-updated byline author-photo picture credit toc takeaways pull-quote download download-facts \
             corrections changes notice-withdrawn tags share-list series-box neighbour-previous neighbour-next related newsletter \
             print-address table-wrap footnotes note video-link hl-k event-facts speaker-list programme-list",
        ),
        (
            "event",
            "event-facts is-past event-register programme-list programme-room speaker-list takeaways pull-quote download \
             pictures corrections notice-rescheduled author-photo picture related newsletter",
        ),
        (
            "home",
            "has-lead event-list topic-list home-about pagination more newsletter",
        ),
        ("section", "card pagination more feeds"),
        ("term", "term-picture prose card feeds"),
        ("author", "person-photo person-role person-links card"),
        ("taxonomy", "terms term-summary count"),
        ("series", "card"),
        ("archive", "years year-number"),
        ("year", "month month-list neighbours"),
        ("page", "prose"),
        ("404", "not-found"),
    ] {
        let of_kind: Vec<&String> = pages
            .iter()
            .filter(|page| page.contains(&format!("<body class=\"kind-{kind}\">")))
            .collect();
        for part in parts.split_whitespace() {
            let shows = |page: &&String| match part {
                "published-and-updated" => page.matches("<dt>").count() >= 3 && page.contains("Bijgewerkt"),
                // As one of the classes of an element.
                _ => [" ", "\""].iter().any(|before| {
                    [" ", "\""]
                        .iter()
                        .any(|after| page.contains(&format!("{before}{part}{after}")))
                }),
            };
            assert!(of_kind.iter().any(shows), "no {kind} shows {part}");
        }
    }
}

#[test]
fn every_page_that_can_be_found_says_what_it_is_about() {
    let output = tempfile::tempdir().expect("a folder for the test");
    built_in(output.path(), "2026-11-24T12:00:00Z");
    let files = walkdir::WalkDir::new(output.path()).into_iter().flatten();
    let pages = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"));
    let mut count = 0;
    for page in pages {
        let html = fs::read_to_string(page.path()).expect("a page");
        if html.contains("noindex") || html.contains("http-equiv=\"refresh\"") {
            continue;
        }
        let told = html.matches("<meta name=\"description\" content=\"").count();
        let empty = html.contains("<meta name=\"description\" content=\"\"");
        assert!(told == 1 && !empty, "{}: {told}", page.path().display());
        count += 1;
    }
    assert!(count > 50, "{count}");
}

#[test]
fn every_key_of_front_matter_is_used() {
    let files = walkdir::WalkDir::new(root().join("content")).into_iter().flatten();
    let texts: Vec<String> = files
        .filter(|entry| entry.path().extension().is_some_and(|ending| ending == "md"))
        .map(|entry| fs::read_to_string(entry.path()).expect("a text"))
        .collect();
    let is_used = |key: &str| {
        let starts = [format!("{key}:"), format!("{key} ="), format!("[{key}]")];
        let mut lines = texts.iter().flat_map(|text| text.lines());
        lines.any(|line| starts.iter().any(|start| line.trim_start().starts_with(start.as_str())))
    };
    let unused: Vec<_> = CORE_KEYS.iter().filter(|key| !is_used(key)).collect();
    assert!(unused.is_empty(), "{unused:?}");
}

#[test]
fn every_table_of_settings_is_used() {
    let text = fs::read_to_string(root().join("site.toml")).expect("site.toml");
    let tables = KEYS
        .iter()
        .map(|(table, _)| table.split('.').next().unwrap_or_default());
    let tables = tables
        .chain(["theme_options", "extra"])
        .filter(|table| !table.is_empty());
    let unused: BTreeSet<&str> = tables
        .filter(|table| {
            !text
                .lines()
                .any(|line| line.trim_start_matches('[').starts_with(table) && line.starts_with('['))
        })
        .collect();
    assert_eq!(
        unused,
        BTreeSet::from(["limits", "markdown", "security", "serve"]),
        "what the first two are by default suits the sample; the third warns from its day on, and the sample has to do for years; the last is of a \
         machine, not of a site"
    );
    for line in [
        "kind = \"event\"",
        "kind = \"page\"",
        "permalink = ",
        "[taxonomies.plaatsen]",
    ] {
        assert!(text.lines().any(|written| written.starts_with(line)), "{line}");
    }
}
