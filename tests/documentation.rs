//! Pages that are made from the code, or that must name all that the code knows.

use std::fs;
use std::path::Path;

use courant::diagnostic::{Code, page_of_all};
use courant::parse::front_matter::CORE_KEYS;

fn page(name: &str) -> String {
    fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name)).unwrap_or_default()
}

/// With `UPDATE_DOCS=1` the page is written anew.
#[test]
fn the_page_of_diagnostics_is_that_of_the_program() {
    let made = page_of_all();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/diagnostics.md"), &made).expect("the page");
    }
    assert_eq!(
        page("diagnostics.md"),
        made,
        "run: UPDATE_DOCS=1 cargo test --test documentation"
    );
}

#[test]
fn codes_are_unique_and_in_groups() {
    let mut names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
    assert!(names.iter().all(|name| name.split('/').count() == 2));
}

#[test]
fn the_page_for_writers_names_every_key() {
    let writing = page("writing.md");
    let missing: Vec<_> = CORE_KEYS
        .iter()
        .filter(|key| !writing.contains(&format!("`{key}`")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// Each key of the tables of docs/configuration.md is one that the program knows: none of them makes it say "unknown".
#[test]
fn the_page_of_settings_names_no_key_that_is_not_there() {
    let page = page("configuration.md");
    let mut table = String::new();
    let mut checked = 0;
    for line in page.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            let name = heading.split('`').nth(1).unwrap_or_default();
            table = name.trim_matches(['[', ']']).replace("CODE", "en").replace("NAME", "x");
        }
        let Some(cell) = line.strip_prefix("| `").and_then(|line| line.split(" | ").next()) else {
            continue;
        };
        for key in format!("`{cell}").split('`').skip(1).step_by(2) {
            let text = if table.is_empty() {
                format!("{key} = \"x\"\n")
            } else {
                format!("[{table}]\n{key} = \"x\"\n")
            };
            let text = if table.is_empty() {
                text
            } else {
                format!("title = \"x\"\nbase_url = \"https://a.nl\"\n{text}")
            };
            let found = courant::config::read(&text).found;
            assert!(
                !found.iter().any(|found| found.code == Code::UnknownKey),
                "{table}.{key}: {found:?}"
            );
            checked += 1;
        }
    }
    assert!(checked > 40, "{checked}");
}
