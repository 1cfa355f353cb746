//! `courant new`: a document in its place, that builds as it is, and nothing that was there is touched.

mod common;

use std::fs;
use std::process::Output;

use common::{Site, courant, site};

fn newsroom() -> Site {
    site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [languages.en]
        [sections.agenda]
        kind = \"event\"
        -- content/berichten/2025/raad.md --
        ---
        title: Raad kiest
        date: 2025-03-05
        ---
        De raad koos.
        -- content/berichten/2026/weg.md --
        ---
        title: Weg open
        date: 2026-03-05
        summary: De weg is open.
        ---
        De weg is [open](../2025/raad.md).
        -- content/agenda/dag.md --
        ---
        title: Dag
        date: 2026-11-01
        event: { start: 2026-11-25 10:00, end: 2026-11-25 12:00 }
        ---
        Kom.
        -- content/auteurs/ada.md --
        ---
        title: Ada
        ---
        Ada schrijft.
    ",
    )
}

fn new(site: &Site, arguments: &[&str]) -> Output {
    courant(site.root(), &[&["new", "--now", "2026-11-23"], arguments].concat())
}

/// Makes a document; returns its text.
#[track_caller]
fn made(site: &Site, arguments: &[&str], file: &str) -> String {
    let output = new(site, arguments);
    let wrong = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(0), "{wrong}");
    let told = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(told.starts_with(&format!("Made {file}, a draft.\n")), "{told}");
    fs::read_to_string(site.root().join(file)).expect("the file")
}

/// Asks in vain; returns what was said.
#[track_caller]
fn refused(site: &Site, arguments: &[&str]) -> String {
    let before = files(site);
    let output = new(site, arguments);
    assert_eq!(
        output.status.code(),
        Some(2),
        "{}",
        String::from_utf8_lossy(&output.stdout)
    );
    assert_eq!(files(site), before, "nothing has changed");
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn files(site: &Site) -> Vec<(String, Vec<u8>)> {
    let all = walkdir::WalkDir::new(site.root().join("content"))
        .sort_by_file_name()
        .into_iter()
        .flatten();
    all.map(|entry| {
        (
            entry.path().display().to_string(),
            fs::read(entry.path()).unwrap_or_default(),
        )
    })
    .collect()
}

#[test]
fn each_kind_goes_where_the_site_has_it_and_builds_without_a_word() {
    let site = newsroom();
    let article = made(
        &site,
        &["article", "Raad: \"nieuw\" besluit #1"],
        "content/berichten/2026/raad-nieuw-besluit-1.md",
    );
    assert!(
        article.starts_with("---\ntitle: \"Raad: \\\"nieuw\\\" besluit #1\"\n# De dag van publicatie."),
        "{article}"
    );
    assert!(
        article.contains("\ndate: 2026-11-23\n") && article.contains("\ndraft: true\n"),
        "{article}"
    );
    let event = made(&site, &["event", "Open dag"], "content/agenda/open-dag.md");
    assert!(event.contains("\n  start: 2026-12-23 13:00\n"), "{event}");
    let report = made(
        &site,
        &["report", "Zo was de dag", "--event", "agenda/dag.md"],
        "content/berichten/2026/zo-was-de-dag.md",
    );
    assert!(report.contains("\nevent: /agenda/dag.md\n"), "{report}");
    made(
        &site,
        &["report", "Zonder aankondiging"],
        "content/berichten/2026/zonder-aankondiging.md",
    );
    let author = made(&site, &["author", "Bo Anders"], "content/auteurs/bo-anders.md");
    assert!(
        author.contains("authors: [bo-anders]\ntitle: \"Bo Anders\"\n"),
        "{author}"
    );
    made(&site, &["page", "Over ons"], "content/over-ons.md");
    let english = made(
        &site,
        &["article", "Council", "--language", "en"],
        "content/berichten/2026/council.en.md",
    );
    assert!(english.contains("# The day of publication."), "{english}");
    let translation = made(
        &site,
        &["translation", "berichten/2026/weg.md", "--language", "en"],
        "content/berichten/2026/weg.en.md",
    );
    assert!(
        translation.contains("\ntitle: \"Weg open\"\n")
            && translation.ends_with("---\n\nDe weg is [open](../2025/raad.md).\n"),
        "{translation}"
    );
    site.build().is_clean().nowhere("besluit");
    // As nobody's drafts any more they are right too.
    for (path, text) in files(&site) {
        let text = String::from_utf8(text).expect("text");
        if text.contains("\ndraft: true\n") {
            fs::write(path, text.replace("\ndraft: true\n", "\n")).expect("a file");
        }
    }
    let built = site.build();
    built.is_clean();
    built.page_contains("berichten/2026/zo-was-de-dag/index.html", "href=\"/agenda/dag/\"");
}

#[test]
fn as_drafts_they_are_shown_without_a_word() {
    let site = newsroom();
    for arguments in [
        &["article", "Nieuws"][..],
        &["event", "Open dag"],
        &["page", "Over"],
        &["author", "Bo"],
    ] {
        assert_eq!(new(&site, arguments).status.code(), Some(0));
    }
    site.drafts().build().is_clean();
}

#[test]
fn what_cannot_be_is_refused_and_nothing_is_touched() {
    let site = newsroom();
    let said = refused(&site, &["article", "?!…"]);
    assert!(said.contains("no letter or digit") && said.contains("--slug"), "{said}");
    assert!(refused(&site, &["article", "  "]).contains("the title is empty"));
    assert!(refused(&site, &["article", "Weg"]).contains("content/berichten/2026/weg.md is there already"));
    site.write(
        "content/berichten/2026/map/index.md",
        b"---\ntitle: Map\ndate: 2026-01-01\n---\nMap.\n",
    );
    assert!(refused(&site, &["article", "Map"]).contains("content/berichten/2026/map/index.md is there already"));
    // A file that is no document, too.
    site.write("content/dicht", b"geen map");
    let said = refused(&site, &["article", "In een bestand", "--section", "dicht"]);
    assert!(
        said.contains("there is a file in the place of one of its folders"),
        "{said}"
    );
    assert!(refused(&site, &["article", "Weg", "--section", "../buiten"]).contains("is no folder of content"));
    let said = refused(&site, &["report", "Verslag", "--event", "berichten/2026/weg.md"]);
    assert!(said.contains("that file announces no event"), "{said}");
    assert!(refused(&site, &["report", "Verslag", "--event", "weg.md"]).contains("there is no such file"));
    assert!(refused(&site, &["article", "Nieuws", "--language", "de"]).contains("[languages.de]"));
    assert!(refused(&site, &["article", "Nieuws", "--event", "agenda/dag.md"]).contains("is for reports"));
    assert!(
        refused(&site, &["translation", "berichten/2026/weg.md", "--language", "nl"])
            .contains("in that language already")
    );
    assert!(refused(&site, &["translation", "berichten/2026/weg.md"]).contains("--language"));
    assert!(refused(&site, &["translation", "nergens.md", "--language", "en"]).contains("there is no file nergens.md"));
}

#[test]
fn a_folder_that_is_no_site_leads_to_a_new_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let output = courant(folder.path(), &["new", "article", "Nieuws"]);
    assert_eq!(output.status.code(), Some(2));
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains("there is no site.toml here") && said.contains("courant init"),
        "{said}"
    );
}

#[cfg(unix)]
#[test]
fn a_read_only_folder_is_said_to_be_one() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = newsroom();
    let folder = site.root().join("content/agenda");
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o555)).expect("permissions");
    // Who may write anywhere is not stopped by that.
    let is_free = fs::write(folder.join("proef"), b"").is_ok();
    let output = new(&site, &["event", "Open dag"]);
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).expect("permissions");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(is_free || said.contains("the folder is read-only for you"), "{said}");
}

#[test]
fn archetypes_of_the_site_go_before_those_of_its_theme_and_these_before_the_built_in_ones() {
    let site = newsroom();
    let config = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntheme = \"kind\"\n[languages.en]\n";
    site.write("site.toml", config.as_bytes());
    site.write(
        "themes/ouder/theme.toml",
        b"name = \"ouder\"\nversion = \"1\"\nextends = \"courant\"\n",
    );
    site.write(
        "themes/kind/theme.toml",
        b"name = \"kind\"\nversion = \"1\"\nextends = \"ouder\"\n",
    );
    site.write(
        "themes/ouder/archetypes/page.md",
        b"---\ntitle: {{ title }}\ndraft: true\n---\nVan het thema: {{title}}.\n",
    );
    let page = made(&site, &["page", "Een: twee"], "content/een-twee.md");
    assert_eq!(
        page,
        "---\ntitle: \"Een: twee\"\ndraft: true\n---\nVan het thema: Een: twee.\n"
    );
    site.write(
        "archetypes/page.md",
        b"---\ntitle: {{ title }}\ndate: {{ date }}\n---\nVan de site.\n",
    );
    let page = made(&site, &["page", "Drie"], "content/drie.md");
    assert_eq!(page, "---\ntitle: \"Drie\"\ndate: 2026-11-23\n---\nVan de site.\n");
    site.write("archetypes/page.en.md", b"---\ntitle: {{ title }}\n---\nOf the site.\n");
    assert!(made(&site, &["page", "Four", "--language", "en"], "content/four.en.md").ends_with("Of the site.\n"));
    site.write("archetypes/page.md", b"+++\ntitle = {{ title }}\n+++\n{{ title }}\n");
    let page = made(&site, &["page", "Zes \"6\""], "content/zes-6.md");
    assert_eq!(page, "+++\ntitle = \"Zes \\\"6\\\"\"\n+++\nZes \"6\"\n");
    site.write("archetypes/page.md", b"---\ntitle: {{ title }}\n---\n\n{{ titel }}\n");
    let said = refused(&site, &["page", "Vijf"]);
    assert!(
        said.contains("archetypes/page.md, line 5: there is nothing to fill in for {{ titel }}"),
        "{said}"
    );
    assert!(said.contains("{{ title }}, "), "{said}");
}

#[test]
fn a_section_that_the_settings_name_is_taken_before_there_is_anything_in_it() {
    let site = newsroom();
    let config = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[sections.dagen]\nkind = \"event\"\n";
    site.write("site.toml", config.as_bytes());
    made(&site, &["event", "Open dag"], "content/dagen/open-dag.md");
    // Where there is none it is called as usual, and what to add is said.
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\n",
    );
    let output = new(&site, &["event", "Andere dag"]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        told.starts_with("Made content/evenementen/andere-dag.md, a draft.\n"),
        "{told}"
    );
    assert!(
        told.ends_with("\n    [sections.evenementen]\n    kind = \"event\"\n"),
        "{told}"
    );
}
