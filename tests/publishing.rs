//! What stands in the output folder before and after a build.

mod common;

use std::fs;

use common::{Site, site};
use courant::build::Outcome;

fn small() -> Site {
    site(
        "
        -- content/nieuws/een.md --
        ---
        title: Een
        date: 2026-01-01
        tags: [Data]
        ---
        -- content/nieuws/twee.md --
        ---
        title: Twee
        date: 2026-01-02
        ---
        -- content/nieuws/bijlage.csv --
        a;b
    ",
    )
}

#[test]
fn a_second_build_writes_nothing() {
    let site = small();
    let first = site.build().report.published;
    assert!(first.written > 10 && first.unchanged == 0, "{first:?}");
    let second = site.build().report.published;
    assert_eq!(
        (second.written, second.removed, second.unchanged),
        (0, 0, first.written)
    );
}

#[test]
fn what_no_longer_belongs_goes_with_its_folder() {
    let site = small();
    site.build().is_clean().page("nieuws/een/index.html");
    site.remove("content/nieuws/een.md");
    let built = site.build();
    built
        .is_clean()
        .has_no_file("nieuws/een")
        .has_no_file("tags")
        .nowhere("Data");
}

#[test]
fn an_incremental_build_equals_a_clean_one() {
    let site = small();
    site.build().is_clean();
    site.write(
        "content/nieuws/een.md",
        b"---\ntitle: Anders\ndate: 2026-01-03\ntags: [Open]\n---\nNieuw.\n",
    );
    site.write(
        "content/nieuws/drie/index.md",
        b"---\ntitle: Drie\ndate: 2026-01-03\n---\n",
    );
    site.remove("content/nieuws/bijlage.csv");
    site.build().is_clean();
    let incremental = site.tree();
    fs::remove_dir_all(site.output()).expect("the output");
    site.build().is_clean();
    assert_eq!(site.tree(), incremental);
}

#[test]
fn a_page_that_somebody_changed_or_took_is_made_again() {
    let site = small();
    site.build().is_clean();
    let good = site.tree();
    site.write("public/nieuws/een/index.html", b"anders");
    site.remove("public/nieuws/twee/index.html");
    site.build().is_clean();
    assert_eq!(site.tree(), good);
}

#[test]
fn a_folder_with_files_of_somebody_else_is_refused_and_left_alone() {
    let site = small();
    site.write("public/foto.jpg", b"van mij");
    let built = site.build();
    built.finds(&[" publish/foreign-output"]).ends(Outcome::Failed);
    assert_eq!(site.tree().keys().collect::<Vec<_>>(), ["foto.jpg"]);
    assert!(built.report.found[0].message.contains("foto.jpg"));
    // The same after a good build.
    site.remove("public/foto.jpg");
    site.build().is_clean();
    site.write("public/nieuws/foto.jpg", b"van mij");
    let before = site.tree();
    site.write("content/nieuws/drie.md", b"---\ntitle: Drie\ndate: 2026-01-03\n---\n");
    site.build().finds(&[" publish/foreign-output"]).ends(Outcome::Failed);
    assert_eq!(site.tree(), before);
}

#[test]
fn what_a_host_keeps_in_the_folder_is_no_stranger() {
    let site = small();
    site.write("public/.git/config", b"x");
    site.write("public/CNAME", b"x");
    site.build().is_clean();
    assert!(site.tree().contains_key(".git/config"));
}

#[test]
fn a_build_that_was_killed_is_made_whole_by_the_next() {
    let site = small();
    site.build().is_clean();
    let good = site.tree();
    // As a kill leaves it: the list says "under way", a page is cut off, another is missing.
    let list = fs::read_to_string(site.output().join(".courant-manifest")).expect("the list");
    site.write(
        "public/.courant-manifest",
        list.replacen('\n', "\nunder way\n", 1).as_bytes(),
    );
    let page = good.get("nieuws/een/index.html").expect("a page");
    site.write("public/nieuws/een/index.html", &page[..page.len() / 2]);
    site.remove("public/index.html");
    site.build().is_clean();
    assert_eq!(site.tree(), good);
}

#[test]
fn a_damaged_list_of_files_costs_no_page() {
    let site = small();
    site.build().is_clean();
    let good = site.tree();
    site.write("public/.courant-manifest", b"\xff\x00 rubbish");
    site.build().is_clean();
    assert_eq!(site.tree(), good);
}

#[test]
fn a_page_may_become_a_folder_and_a_folder_a_page() {
    let site = small();
    site.write("content/los", b"een bestand");
    site.build().is_clean();
    site.remove("content/los");
    site.write("content/los/index.md", b"---\ntitle: Los\n---\n");
    site.build().is_clean().page_contains("los/index.html", "Los");
    site.remove("content/los/index.md");
    fs::remove_dir(site.root().join("content/los")).expect("an empty folder");
    site.write("content/los", b"een bestand");
    site.build().is_clean();
    assert_eq!(
        site.tree().get("los").map(Vec::as_slice),
        Some(b"een bestand".as_slice())
    );
}

#[test]
fn the_same_input_gives_the_same_bytes_on_one_thread_and_on_many() {
    let site = small();
    site.build().is_clean();
    let many = site.tree();
    fs::remove_dir_all(site.output()).expect("the output");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a pool");
    pool.install(|| site.build().is_clean().ends(Outcome::Done).page("index.html"));
    assert_eq!(site.tree(), many);
}
