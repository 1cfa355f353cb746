//! Pages that are made from the code, or that must name all that the code knows.

mod common;

#[path = "documentation/batch.rs"]
mod batch;
#[path = "documentation/blocks.rs"]
mod blocks;
#[path = "documentation/examples.rs"]
mod examples;
#[path = "documentation/manual.rs"]
mod manual;
#[path = "documentation/options.rs"]
mod options;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use courant::config::KEYS;
use courant::diagnostic::{Code, page_of_all};
use courant::parse::front_matter::CORE_KEYS;

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs/content/reference")
        .join(name)
}

fn page(name: &str) -> String {
    fs::read_to_string(file(name)).unwrap_or_default()
}

/// With `UPDATE_DOCS=1` the page is written anew.
#[test]
fn the_page_of_diagnostics_is_that_of_the_program() {
    let made = page_of_all();
    if std::env::var_os("UPDATE_DOCS").is_some() {
        fs::write(file("diagnostics.md"), &made).expect("the page");
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

/// The parts of docs/content/reference/configuration.md, by the table of `site.toml` that each is about.
fn settings() -> BTreeMap<String, String> {
    let page = page("configuration.md");
    let parts = page.split("\n## ").skip(1).map(|part| {
        let heading = part.lines().next().unwrap_or_default();
        let table = heading.split('`').nth(1).unwrap_or_default().trim_matches(['[', ']']);
        (table.replace("menu.main", "menu.NAME"), part.to_owned())
    });
    parts.collect()
}

#[test]
fn the_page_of_settings_has_a_line_on_every_key_and_on_no_other() {
    let settings = settings();
    for (table, keys) in KEYS {
        // Small tables are told of where the table is that holds them.
        let (part, small) = match settings.get(*table) {
            Some(part) => (part, false),
            None => {
                let holder = table.split('.').next().unwrap_or_default();
                let part = settings.iter().find(|(name, _)| name.starts_with(holder));
                (
                    part.map(|(_, part)| part)
                        .unwrap_or_else(|| panic!("no part on {table}")),
                    true,
                )
            }
        };
        if small {
            let missing: Vec<_> = keys.iter().filter(|key| !part.contains(&format!("`{key}`"))).collect();
            assert!(missing.is_empty(), "{table}: {missing:?}");
            continue;
        }
        let lines = part.lines().filter(|line| line.starts_with("| `"));
        let told: BTreeSet<&str> = lines
            .flat_map(|line| {
                line.split(" | ")
                    .next()
                    .unwrap_or_default()
                    .split('`')
                    .skip(1)
                    .step_by(2)
            })
            .collect();
        assert_eq!(told, keys.iter().copied().collect(), "{table}");
        // Each line has a type, a default and a text.
        for line in part.lines().filter(|line| line.starts_with("| `")) {
            assert_eq!(line.matches(" | ").count(), 3, "{line}");
        }
    }
}

/// Settings as they are written in a page: what a site cannot do without is filled in.
fn check_example(example: &str) {
    let least = if example.contains("base_url") {
        ""
    } else {
        "title = \"x\"\nbase_url = \"https://a.nl\"\n"
    };
    let text = format!("{least}{example}");
    let read = courant::config::read(&text);
    assert_eq!(read.found, [], "{text}");
    let config = read.value.expect("a configuration");
    let theme = courant::theme::load(Path::new("/nowhere"), &config, &text);
    assert_eq!(theme.found, [], "{text}");
}

#[test]
fn no_taxonomy_has_the_name_of_a_core_key() {
    for key in CORE_KEYS {
        let text = format!("title = \"x\"\nbase_url = \"https://a.nl\"\n[taxonomies.{key}]\n");
        assert!(courant::config::read(&text).value.is_none(), "{key}");
    }
}

/// What cargo knows of the program and all that it is made of.
fn packages() -> Vec<serde_json::Value> {
    let output = std::process::Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let known: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    known["packages"].as_array().expect("packages").clone()
}

#[test]
fn each_dependency_is_told_of() {
    let page = page("../running/dependencies.md");
    let packages = packages();
    let own = packages.iter().find(|package| package["name"] == "courant");
    let dependencies = own.expect("the program")["dependencies"].as_array().expect("a list");
    let names: BTreeSet<&str> = dependencies.iter().filter_map(|one| one["name"].as_str()).collect();
    assert!(names.len() > 40, "{names:?}");
    let missing: Vec<_> = names
        .iter()
        .filter(|name| !page.contains(&format!("`{name}`")))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

/// With an older Rust than Cargo.toml says nothing is promised; with that one, all that the program is made of has to compile. (That the program's own
/// code takes nothing newer from the standard library is seen by clippy, `incompatible_msrv`.)
#[test]
fn no_dependency_asks_for_a_newer_rust_than_the_program_says() {
    let version = |package: &serde_json::Value| -> Option<Vec<u32>> {
        let text = package["rust_version"].as_str()?;
        Some(text.split('.').map(|part| part.parse().unwrap_or(0)).collect())
    };
    let packages = packages();
    let own = packages.iter().find(|package| package["name"] == "courant");
    let own = own.and_then(version).expect("a version");
    let newer: Vec<_> = packages
        .iter()
        .filter(|package| version(package).is_some_and(|asked| asked > own))
        .map(|package| (&package["name"], &package["rust_version"]))
        .collect();
    assert!(newer.is_empty(), "{newer:?}");
}
