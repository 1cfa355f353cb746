//! What every file of the program keeps to.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

fn sources() -> Vec<(String, String)> {
    let files = walkdir::WalkDir::new(root().join("src"))
        .sort_by_file_name()
        .into_iter()
        .flatten();
    let files = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    files
        .map(|entry| {
            let name = entry
                .path()
                .strip_prefix(root())
                .expect("a file of the project")
                .to_string_lossy()
                .into_owned();
            (name, fs::read_to_string(entry.path()).expect("a source file"))
        })
        .collect()
}

#[test]
fn no_file_is_longer_than_500_lines() {
    let long: Vec<_> = sources()
        .into_iter()
        .map(|(name, text)| (text.lines().count(), name))
        .filter(|(lines, _)| *lines > 500)
        .collect();
    assert!(long.is_empty(), "{long:?}");
}

#[test]
fn every_file_says_what_it_is_about() {
    let silent: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| !text.starts_with("//!"))
        .map(|(name, _)| name)
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn a_module_uses_those_above_it_and_never_below() {
    let map = fs::read_to_string(root().join("src/lib.rs")).expect("lib.rs");
    let order: Vec<&str> = map
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'))
        .collect();
    assert!(order.len() > 10, "{order:?}");
    let rank = |module: &str| order.iter().position(|known| *known == module);
    let mut wrong = BTreeSet::new();
    for (name, text) in sources() {
        let own = name
            .trim_start_matches("src/")
            .split(['/', '.'])
            .next()
            .unwrap_or_default();
        let Some(own_rank) = rank(own) else { continue };
        for line in text.lines().map(str::trim_start).filter(|line| !line.starts_with("//")) {
            for (at, _) in line.match_indices("crate::") {
                let used: String = line[at + 7..]
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                    .collect();
                if rank(&used).is_some_and(|used| used > own_rank) {
                    wrong.insert(format!("{name} uses {used}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn the_map_names_every_folder() {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    let folders = fs::read_dir(root().join("src"))
        .expect("src")
        .flatten()
        .filter(|entry| entry.path().is_dir());
    let missing: Vec<_> = folders
        .map(|entry| format!("src/{}", entry.file_name().to_string_lossy()))
        .filter(|name| !map.contains(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn nothing_is_left_to_do() {
    let marks = [
        "todo!",
        "unimplemented!",
        "dbg!",
        concat!("TO", "DO"),
        concat!("FIX", "ME"),
    ];
    let left: Vec<_> = sources()
        .into_iter()
        .filter(|(_, text)| marks.iter().any(|mark| text.contains(mark)))
        .map(|(name, _)| name)
        .collect();
    assert!(left.is_empty(), "{left:?}");
}
