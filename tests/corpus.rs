//! Two thousand real articles of a public body, built as they stand; skipped where they are not at hand.

mod common;

use std::path::{Path, PathBuf};

use common::site;
use courant::build::Outcome;

fn corpus() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../shared/corpus/digitalgov");
    folder.is_dir().then_some(folder)
}

#[test]
fn the_corpus_builds_and_its_broken_files_are_named() {
    let Some(corpus) = corpus() else {
        println!("skipped: the corpus is not here");
        return;
    };
    let site = site(
        "
        -- site.toml --
        title = \"Digital government\"
        base_url = \"https://digital.example/\"
        language = \"en\"
        [taxonomies.topics]
        [sections.authors]
        title_key = \"display_name\"
        [sections.events]
        kind = \"event\"
        [markdown]
        unknown_shortcodes = \"warn\"
    ",
    );
    for entry in walkdir::WalkDir::new(&corpus)
        .into_iter()
        .flatten()
        .filter(|entry| entry.file_type().is_file())
    {
        let path = entry.path().strip_prefix(&corpus).expect("a file of the corpus");
        site.write(
            &format!("content/{}", path.display()),
            &std::fs::read(entry.path()).expect("a file"),
        );
    }
    let site = site.keep_going();
    let built = site.build();
    built.ends(Outcome::InPart);
    let tree = site.tree();
    // Pages of articles lie three folders deep: news/2015/06/slug/index.html.
    let pages = |section: &str| {
        tree.keys()
            .filter(|path| path.starts_with(section) && path.ends_with("/index.html") && path.matches('/').count() == 4)
            .count()
    };
    assert!(pages("news/2") >= 2_060, "{}", pages("news/2"));
    assert!(pages("events/2") >= 325, "{}", pages("events/2"));
    let unnamed = built
        .report
        .found
        .iter()
        .filter(|found| found.is_error() && (found.file.is_none() || found.span.is_none()));
    assert_eq!(unnamed.count(), 0);
}
