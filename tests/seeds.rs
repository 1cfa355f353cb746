//! The targets that are fuzzed (`fuzz/`), over the seeds that are kept of them: what once failed does so never again.

#[path = "../fuzz/src/lib.rs"]
mod targets;

use std::fs;
use std::path::Path;

/// Runs a target over its seeds, each of which is named when it fails.
fn run(name: &str, target: fn(&[u8])) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/seeds").join(name);
    let mut files: Vec<_> = fs::read_dir(folder)
        .expect("seeds")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    assert!(files.len() >= 5, "{name}: {files:?}");
    let mut failed = Vec::new();
    for file in files {
        let bytes = fs::read(&file).expect("a seed");
        if std::panic::catch_unwind(|| target(&bytes)).is_err() {
            failed.push(file);
        }
    }
    assert!(failed.is_empty(), "{failed:?}");
}

#[test]
fn front_matter() {
    run("front_matter", targets::front_matter);
}

#[test]
fn markdown() {
    run("markdown", targets::markdown);
}

#[test]
fn settings() {
    run("settings", targets::settings);
}

#[test]
fn names() {
    run("names", targets::names);
}

#[test]
fn what_is_kept() {
    run("kept", targets::kept);
}

#[test]
fn requests() {
    run("requests", targets::requests);
}
