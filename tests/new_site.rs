//! `courant init`: a whole site, or nothing.

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

fn courant(here: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_courant"));
    let command = command
        .current_dir(here)
        .args(arguments)
        .env("SOURCE_DATE_EPOCH", "1795435200");
    command.output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!(
        "{}{}",
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr)
    )
}

#[test]
fn every_kind_in_every_language_builds_without_a_word_and_goes_on() {
    for language in ["nl", "en", "de", "fr", "fy"] {
        for kind in ["newsroom", "consultancy", "events"] {
            for newsletter in ["", "https://lijst.example.org/aanmelden?id=7"] {
                let folder = tempfile::tempdir().expect("a folder");
                let here = folder.path();
                let title = "Nieuws \"nu\" & straks";
                let arguments = [
                    "init",
                    "mijn site",
                    "--language",
                    language,
                    "--kind",
                    kind,
                    "--title",
                    title,
                ];
                let output = courant(here, &[&arguments[..], &["--newsletter", newsletter]].concat());
                assert_eq!(output.status.code(), Some(0), "{}", said(&output));
                assert!(
                    said(&output).contains("cd \"mijn site\"\n    courant serve\n    courant new article "),
                    "{}",
                    said(&output)
                );
                let site = here.join("mijn site");
                let name = format!("{language} {kind} {newsletter:?}");
                for drafts in [&[][..], &["--drafts"]] {
                    let output = courant(&site, &[&["build", "--strict"], drafts].concat());
                    assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
                    assert!(output.stderr.is_empty(), "{name}: {}", said(&output));
                }
                let home = fs::read_to_string(site.join("public/index.html")).expect("a home page");
                assert!(home.contains(&format!("<html lang=\"{language}\"")), "{home}");
                assert!(
                    home.contains("Nieuws &quot;nu&quot; &amp; straks") || home.contains("Nieuws \"nu\" &amp; straks"),
                    "{home}"
                );
                assert_eq!(home.contains("lijst.example.org"), !newsletter.is_empty(), "{name}");
                // What is begun next finds its place, and builds too.
                let events = if language == "nl" {
                    "evenementen/voorbeeld.md"
                } else {
                    "events/example.md"
                };
                for begun in [
                    &["new", "article", "Tweede"][..],
                    &["new", "event", "Derde"],
                    &["new", "author", "Vierde"],
                    &["new", "report", "Vijfde", "--event", events],
                ] {
                    let output = courant(&site, begun);
                    assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
                }
                let output = courant(&site, &["build", "--strict", "--drafts"]);
                assert_eq!(output.status.code(), Some(0), "{name}: {}", said(&output));
            }
        }
    }
}

#[test]
fn a_folder_with_other_things_in_it_keeps_them() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    fs::create_dir(here.join(".git")).expect("a folder");
    fs::write(here.join("LEESMIJ.md"), "van mij").expect("a file");
    fs::write(here.join(".gitignore"), "eigen").expect("a file");
    let output = courant(here, &["init", "--yes"]);
    assert_eq!(output.status.code(), Some(0), "{}", said(&output));
    assert!(
        said(&output).contains("in this folder. Go on with:\n\n    courant serve\n"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read_to_string(here.join("LEESMIJ.md")).expect("a file"), "van mij");
    assert_eq!(fs::read_to_string(here.join(".gitignore")).expect("a file"), "eigen");
    let mut names: Vec<_> = fs::read_dir(here)
        .expect("a folder")
        .flatten()
        .map(|entry| entry.file_name())
        .collect();
    names.sort();
    assert_eq!(names, [".git", ".gitignore", "LEESMIJ.md", "content", "site.toml"]);
    // Once more is refused.
    let before = fs::read_to_string(here.join("site.toml")).expect("a file");
    let output = courant(here, &["init", "--title", "Anders"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        said(&output).contains("has a content already") || said(&output).contains("has a site.toml already"),
        "{}",
        said(&output)
    );
    assert_eq!(fs::read_to_string(here.join("site.toml")).expect("a file"), before);
}

#[test]
fn nothing_is_half_made() {
    let folder = tempfile::tempdir().expect("a folder");
    let here = folder.path();
    fs::write(here.join("bestand"), "van mij").expect("a file");
    let cases: [(&[&str], &str); 6] = [
        (&["init", "bestand"], "is a file"),
        (
            &["init", "bestand/site"],
            "there is a file in the place of one of its folders",
        ),
        (
            &["init", "site", "--address", "www.mijn.nl"],
            "should start with https://",
        ),
        (
            &["init", "site", "--language", "ja"],
            "the language is one of nl, en, de, fr, fy",
        ),
        (&["init", "site", "--title", "  "], "the name is empty"),
        (&["init", "site", "--newsletter", "geen adres"], "newsletter"),
    ];
    for (arguments, expected) in cases {
        let output = courant(here, arguments);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}: {}", said(&output));
        assert!(said(&output).contains(expected), "{arguments:?}: {}", said(&output));
        let names: Vec<_> = fs::read_dir(here)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert_eq!(names, ["bestand"], "{arguments:?}");
    }
}
