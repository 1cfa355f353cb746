//! What a reader has to load: a page with its stylesheets, scripts and icons, gzipped as any host does.

#[path = "common/sample.rs"]
mod sample_site;

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use courant::build::Outcome;
use flate2::{Compression, write::GzEncoder};
use sample_site::{NOW, build_sample};

/// What an article may weigh, pictures and fonts apart, in bytes.
const ARTICLE: usize = 30_000;
/// What all stylesheets of a page may weigh together.
const STYLESHEETS: usize = 12_000;
/// What all scripts of a page may weigh together, not even gzipped.
const SCRIPTS: usize = 3_000;
/// The level that hosts use unless told otherwise.
const LEVEL: u32 = 6;

/// The sample site, built into a folder.
fn sample() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let report = build_sample(&folder.path().join("public"), NOW);
    assert_eq!(report.outcome, Outcome::Done, "{:?}", report.found);
    folder
}

fn pages(output: &Path) -> Vec<(PathBuf, String)> {
    let files = walkdir::WalkDir::new(output).sort_by_file_name().into_iter().flatten();
    let pages = files.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "html"));
    let read = |path: PathBuf| {
        let html = fs::read_to_string(&path).expect("a page");
        (path, html)
    };
    pages.map(|entry| read(entry.into_path())).collect()
}

/// The files that a page loads whatever its reader does, by their addresses; pictures in the text apart.
fn loaded(html: &str) -> BTreeSet<&str> {
    let attributes = ["href=\"", "src=\""]
        .into_iter()
        .flat_map(|name| html.split(name).skip(1));
    let addresses = attributes.map(|rest| rest.split(['"', '#']).next().unwrap_or_default());
    addresses
        .filter(|address| address.starts_with("/assets/") || *address == "/favicon.svg")
        .collect()
}

fn gzipped(bytes: &[u8]) -> usize {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(LEVEL));
    encoder.write_all(bytes).expect("memory");
    encoder.finish().expect("memory").len()
}

#[test]
fn every_page_is_light() {
    let folder = sample();
    let output = folder.path().join("public");
    let mut heaviest = (0, PathBuf::new());
    for (path, html) in pages(&output) {
        let (mut all, mut stylesheets, mut scripts) = (gzipped(html.as_bytes()), 0, 0);
        for address in loaded(&html) {
            let bytes = fs::read(output.join(address.trim_start_matches('/'))).expect("a file of the site");
            let size = gzipped(&bytes);
            all += size;
            match address.rsplit_once('.') {
                Some((_, "css")) => stylesheets += size,
                Some((_, "js")) => scripts += bytes.len(),
                _ => {}
            }
        }
        let inline = html.split("<script>").count() + html.split("<script type=\"module\"").count() - 2;
        let shown = path.display();
        assert_eq!(inline, 0, "{shown} has a script in it, which no limit counts");
        assert!(
            stylesheets <= STYLESHEETS,
            "{shown}: {stylesheets} bytes of stylesheets"
        );
        assert!(scripts <= SCRIPTS, "{shown}: {scripts} bytes of scripts");
        if html.contains("<body class=\"kind-") {
            assert!(stylesheets > 0, "{shown} has no stylesheet");
        }
        if ["article", "event", "page"]
            .iter()
            .any(|kind| html.contains(&format!("<body class=\"kind-{kind}\"")))
        {
            assert!(all <= ARTICLE, "{shown}: {all} bytes");
            heaviest = heaviest.max((all, path));
        }
    }
    println!("the heaviest: {} bytes, {}", heaviest.0, heaviest.1.display());
    assert!(heaviest.0 > 0, "there is no article");
}

#[test]
fn nothing_waits_for_a_script() {
    let folder = sample();
    let mut scripts = 0;
    for (path, html) in pages(&folder.path().join("public")) {
        for script in html.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap_or_default();
            let is_data = tag.contains("type=\"application/ld+json\"");
            assert!(is_data || tag.ends_with(" defer"), "{}: <script{tag}>", path.display());
            scripts += usize::from(!is_data);
        }
        // What only a script can do is hidden until it is there.
        for item in html
            .split("<li")
            .filter(|item| item.contains("<button type=\"button\""))
        {
            assert!(item.starts_with(" hidden>"), "{}: <li{item}", path.display());
        }
    }
    assert!(scripts > 0);
}
