//! The program itself: exit codes, what goes where, and what a call may say.

mod common;

use std::process::{Command, Output};

use common::{Site, site};

fn courant(site: &Site, arguments: &[&str]) -> Output {
    common::courant(site.root(), arguments)
}

fn small() -> Site {
    site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        -- content/nieuws/later.md --
        ---
        title: Later
        date: 2026-01-01
        publish_at: 2026-12-01 09:00
        ---
    ",
    )
}

#[test]
fn a_good_site_ends_with_0_and_says_what_waits() {
    let site = small();
    let output = courant(&site, &["build", "--now", "2026-11-23"]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert_eq!(output.status.code(), Some(0), "{told}");
    assert!(
        told.contains("1 waits: nieuws/later.md, on 1 December 2026 09:00."),
        "{told}"
    );
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(site.root().join("public/nieuws/a/index.html").is_file());
}

#[test]
fn errors_end_with_1_and_with_3_where_the_rest_is_published() {
    let site = small();
    site.write("content/nieuws/fout.md", b"---\ntitle: Fout\ndate: gisteren\n---\n");
    let output = courant(&site, &["build"]);
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(output.status.code(), Some(1));
    assert!(
        told.starts_with("content/nieuws/fout.md:3:7: error[front-matter/bad-date]: "),
        "{told}"
    );
    assert!(
        told.contains("\n    date: gisteren\n          ^^^^^^^^\n    hint: "),
        "{told}"
    );
    assert!(!site.root().join("public").exists());
    let output = courant(&site, &["build", "--keep-going"]);
    assert_eq!(output.status.code(), Some(3));
    let summary = String::from_utf8_lossy(&output.stdout).into_owned();
    let expected = "1 document left out because of errors: nieuws/fout.md. All others are published.\n";
    assert!(summary.contains(expected), "{summary}");
    assert!(site.root().join("public/nieuws/a/index.html").is_file());
}

#[test]
fn a_wrong_call_ends_with_2_and_help_with_0() {
    let site = small();
    for arguments in [
        &["bouw"][..],
        &["build", "--now", "gisteren"],
        &["build", "--output", "."],
        &["build", "--output", "content/x"],
        &["build", "--weg"],
    ] {
        let output = courant(&site, arguments);
        assert_eq!(
            output.status.code(),
            Some(2),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        assert!(!output.stderr.is_empty());
    }
    assert_eq!(courant(&site, &["--help"]).status.code(), Some(0));
    assert_eq!(courant(&site, &["--version"]).status.code(), Some(0));
    let empty = tempfile::tempdir().expect("a folder");
    let output = Command::new(env!("CARGO_BIN_EXE_courant"))
        .arg("build")
        .current_dir(empty.path())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&output.stderr).contains("site.toml"));
}

#[test]
fn json_is_one_object_a_line() {
    let site = small();
    site.write(
        "content/nieuws/fout.md",
        b"---\ntitle: Fout\ndate: 2026-02-30\ntags: {a: 1}\n---\n",
    );
    let output = courant(&site, &["build", "--message-format", "json"]);
    let lines: Vec<serde_json::Value> = String::from_utf8_lossy(&output.stderr)
        .lines()
        .map(|line| serde_json::from_str(line).expect("an object"))
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["code"], "front-matter/bad-date");
    assert_eq!(
        (&lines[0]["line"], &lines[0]["column"], &lines[0]["severity"]),
        (&3.into(), &7.into(), &"error".into())
    );
    assert!(lines[1]["hint"].as_str().is_some_and(|hint| !hint.is_empty()));
    let summary: serde_json::Value = serde_json::from_slice(&output.stdout).expect("an object");
    assert_eq!(summary["summary"]["outcome"], "failed");
}

#[test]
fn the_nearest_site_upward_is_built_and_another_address_can_be_given() {
    let site = small();
    let output = Command::new(env!("CARGO_BIN_EXE_courant"))
        .args([
            "build",
            "--base-url",
            "http://localhost:8000/proef",
            "--output",
            "../../elders",
        ])
        .current_dir(site.root().join("content/nieuws"))
        .output()
        .expect("the program runs");
    assert_eq!(
        output.status.code(),
        Some(0),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let page = std::fs::read_to_string(site.root().join("elders/nieuws/a/index.html")).expect("a page");
    assert!(
        page.contains("http://localhost:8000/proef/nieuws/a/") && page.contains("href=\"/proef/"),
        "{page}"
    );
}

#[test]
fn the_day_of_a_reproducible_build_comes_from_outside() {
    let site = small();
    let epoch = "1797000000"; // 11 December 2026
    let output = Command::new(env!("CARGO_BIN_EXE_courant"))
        .arg("build")
        .env("SOURCE_DATE_EPOCH", epoch)
        .current_dir(site.root())
        .output()
        .expect("the program runs");
    assert_eq!(output.status.code(), Some(0));
    assert!(site.root().join("public/nieuws/later/index.html").is_file());
}

#[test]
fn with_keep_going_translations_that_wait_for_their_original_are_named_too() {
    let site = small();
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[languages.en]\n",
    );
    site.write("content/nieuws/fout.md", b"---\ntitle: Fout\ndate: gisteren\n---\n");
    site.write("content/nieuws/fout.en.md", b"---\ntitle: Wrong\n---\n");
    let output = courant(&site, &["build", "--keep-going", "--now", "2026-11-23"]);
    let told = String::from_utf8_lossy(&output.stdout);
    let expected =
        "2 documents left out because of errors: nieuws/fout.en.md; nieuws/fout.md. All others are published.\n";
    assert!(told.contains(expected), "{told}");
}

#[test]
fn drafts_that_are_shown_are_counted_and_marked() {
    let site = small();
    site.write(
        "content/nieuws/a.md",
        b"---\ntitle: A\ndate: 2026-01-01\ndraft: true\n---\n",
    );
    site.write("content/nieuws/b.md", b"---\ntitle: B\ndate: 2026-01-01\n---\n");
    // The second time nothing has changed.
    for _ in 0..2 {
        let output = courant(&site, &["build", "--drafts", "--now", "2026-11-23"]);
        let told = String::from_utf8_lossy(&output.stdout);
        assert!(told.contains("\n1 draft is in it: not for publishing.\n"), "{told}");
    }
    let page = |path: &str| std::fs::read_to_string(site.root().join("public").join(path)).expect("a page");
    let draft = page("nieuws/a/index.html");
    assert!(draft.contains("Concept: niet om te publiceren"), "{draft}");
    assert!(draft.contains("<meta name=\"robots\" content=\"noindex\">"), "{draft}");
    let other = page("nieuws/b/index.html");
    assert!(!other.contains("Concept:") && !other.contains("noindex"), "{other}");
    // One that is no draft any more loses its mark, though nothing else of it has changed.
    site.write(
        "content/nieuws/a.md",
        b"---\ntitle: A\ndate: 2026-01-01\ndraft: false\n---\n",
    );
    courant(&site, &["build", "--drafts", "--now", "2026-11-23"]);
    assert!(!page("nieuws/a/index.html").contains("noindex"));
    site.write(
        "content/nieuws/a.md",
        b"---\ntitle: A\ndate: 2026-01-01\ndraft: true\n---\n",
    );
    let output = courant(&site, &["build", "--now", "2026-11-23"]);
    let told = String::from_utf8_lossy(&output.stdout);
    assert!(
        told.contains("1 draft: nieuws/a.md.") && !told.contains("in it"),
        "{told}"
    );
}

fn told(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn complained(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn a_code_is_explained_as_the_page_of_the_documentation_has_it() {
    let folder = tempfile::tempdir().expect("a folder");
    let explain = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_courant"));
        let command = command.current_dir(folder.path()).arg("explain").args(arguments);
        command.output().expect("the program runs")
    };
    let output = explain(&["front-matter/unquoted-colon"]);
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        told(&output),
        "error[front-matter/unquoted-colon]
    A value has a colon in it and no quotes around it. A colon with a space
    behind it parts a key from its value, so a second one on the line leaves it
    open what was meant. It is an error.

        title: Raad: nieuw besluit

    Put the value in quotes:

        title: \"Raad: nieuw besluit\"
"
    );
    let all = explain(&[]);
    assert!(told(&all).contains("\nlink/dead\nlink/dead-anchor\n"), "{}", told(&all));
    let output = explain(&["link/ded"]);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(
        complained(&output),
        "error: there is no code \"link/ded\"\n    hint: did you mean  link/dead  ?\n"
    );
    let output = explain(&["abracadabra"]);
    assert!(
        complained(&output).contains("without a code lists all"),
        "{}",
        complained(&output)
    );
}

#[test]
fn completions_and_manual_pages_know_every_command() {
    let folder = tempfile::tempdir().expect("a folder");
    let run = |arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_courant"));
        let output = command
            .current_dir(folder.path())
            .args(arguments)
            .output()
            .expect("the program runs");
        assert_eq!(output.status.code(), Some(0), "{}", complained(&output));
        told(&output)
    };
    let commands = ["init", "build", "check", "serve", "new", "list", "explain"];
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let text = run(&["completions", shell]);
        for command in commands {
            assert!(text.contains(command), "{shell}: {command}");
        }
    }
    run(&["man", "pages"]);
    for command in commands {
        let page = std::fs::read_to_string(folder.path().join(format!("pages/courant-{command}.1"))).expect("a page");
        assert!(page.contains(".SH NAME\n") && page.contains(".SH OPTIONS\n"), "{page}");
    }
    assert!(run(&["man"]).contains("courant\\-list(1)"), "{}", run(&["man"]));
    let help = run(&["--help"]);
    assert!(!help.contains("completions"), "{help}");
    for command in commands {
        assert!(help.contains(&format!("\n  {command} ")), "{help}");
    }
}
