//! Each example of the manual is run: settings are read, front matter and texts are built, commands are carried out, templates render. One
//! that cannot be says why: `<!-- not run: … -->`.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use courant::build::Outcome;
use courant::config;
use courant::diagnostic::Code;

use super::batch::{Batch, Told};
use super::blocks::{Block, Page, all_pages, read, words};
use super::check_example;
use super::common::{Site, site};

/// What the examples of the manual take to be there.
const NEWSROOM: &str = include_str!("newsroom.txt");
/// Where a text or a head stands that does not say where.
const ARTICLE: &str = "content/nieuws/2026/voorbeeld.md";

pub fn newsroom() -> Site {
    let site = site(NEWSROOM);
    for picture in [
        "foto.png",
        "raad.png",
        "zaal.png",
        "mijn foto.png",
        "kaart.png",
        "council.png",
    ] {
        site.write(&format!("content/nieuws/2026/{picture}"), PNG);
    }
    site.write("content/auteurs/jansen.png", PNG);
    for file in ["verslag.pdf", "report.pdf"] {
        site.write(&format!("content/nieuws/2026/{file}"), b"%PDF-1.4");
    }
    site
}

/// The smallest picture: one white dot.
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0:~\x9bU\0\0\0\nIDATx\x9cc\xf8\x0f\0\x01\x01\x01\0\x1b\xb6\xeeV\0\0\0\0IEND\xaeB`\x82";

#[test]
fn every_example_works() {
    let mut run = 0;
    let mut wrong = Vec::new();
    let mut articles = Batch::default();
    for page in all_pages() {
        run += run_all(&page, &mut articles, &mut wrong);
    }
    wrong.extend(articles.failing());
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
    assert!(run > 150, "{run}");
}

/// Runs the examples of a page, or adds them to `articles`; returns how many there were, and adds what is wrong.
fn run_all(page: &Page, articles: &mut Batch, wrong: &mut Vec<String>) -> usize {
    let blocks = page.parts().blocks;
    let mut shell = Shell::default();
    let of_theme: Vec<&Block> = blocks
        .iter()
        .filter(|block| block.about.starts_with("themes/"))
        .collect();
    if !of_theme.is_empty() {
        told(wrong, || of_a_theme(&of_theme));
    }
    let run = blocks
        .iter()
        .enumerate()
        .filter(|(_, block)| !block.about.starts_with("themes/"));
    for (n, block) in run {
        match (&block.not_run, &*block.language, &*block.about) {
            (Some(why), ..) => assert!(why.len() > 10, "{}: say why", block.place),
            (None, "yaml", "") => articles.add(&block.place, article(&block.text)),
            (None, "markdown", "") => articles.add(&block.place, of_text(&block.text)),
            (None, ..) => told(wrong, || run_one(block, blocks.get(n + 1), page, &mut shell)),
        }
    }
    blocks.iter().filter(|block| block.not_run.is_none()).count()
}

/// All that is wrong with the manual is told in one run.
fn told(wrong: &mut Vec<String>, example: impl FnOnce()) {
    if let Err(panic) = std::panic::catch_unwind(std::panic::AssertUnwindSafe(example)) {
        wrong.push(panic.downcast_ref::<String>().cloned().unwrap_or_default());
    }
}

fn run_one(block: &Block, next: Option<&Block>, page: &Page, shell: &mut Shell) {
    match &*block.language {
        // These are of the next test.
        _ if block.about == "wrong" && page.path.ends_with("/diagnostics.md") => {}
        "toml" => of_toml(block),
        "markdown" if block.about == "wrong" => {
            let told = next.filter(|told| told.language == "text");
            tells(block, told.unwrap_or_else(|| panic!("{}: what is told?", block.place)));
        }
        "markdown" => builds(&block.place, &newsroom(), &[(&block.about, &of_text(&block.text))]),
        "jinja" => of_a_template(block),
        "sh" => shell.run(block),
        "json" => drop(serde_json::from_str::<serde_json::Value>(&block.text).expect("JSON")),
        "text" => names_real_codes(block),
        other => panic!(
            "{}: what is {other:?}? Say it here, or say why it is not run",
            block.place
        ),
    }
}

/// A head as it is written in a page: the keys, without the lines around them.
fn article(keys: &str) -> String {
    let has = |key: &str| keys.lines().any(|line| line.starts_with(&format!("{key}:")));
    let title = if has("title") { "" } else { "title: Voorbeeld\n" };
    let date = if has("date") { "" } else { "date: 2026-03-06\n" };
    format!("---\n{title}{date}{keys}\n---\nTekst.\n")
}

#[track_caller]
pub fn builds(place: &str, site: &Site, files: &[(&str, &str)]) {
    for (path, text) in files {
        site.write(path, text.as_bytes());
    }
    let built = site.build();
    let found: Vec<&str> = built.report.found.iter().map(|found| &*found.message).collect();
    assert!(found.is_empty(), "{place}: {:?} {found:?}\n{files:?}", built.found());
    assert_eq!(built.report.outcome, Outcome::Done, "{place}");
}

/// A key with a value, as a table of keys has it, and the document that another of that key needs beside it.
pub fn key_builds(articles: &mut Batch, place: &str, example: &str) {
    if example.starts_with("translation_key:") {
        let other = format!("---\ntitle: Council\nlanguage: en\n{example}\n---\nText.\n");
        builds(
            place,
            &newsroom(),
            &[
                (ARTICLE, &article(example)),
                ("content/nieuws/2026/a-council.md", &other),
            ],
        );
    } else {
        articles.add(place, article(example));
    }
}

fn of_toml(block: &Block) {
    match &*block.about {
        "" | "site.toml" => check_example(&block.text),
        "theme.toml" => {
            let head = "name = \"mijn-thema\"\nversion = \"1.0\"\nrequires = \"0.1\"\nextends = \"courant\"\n";
            let site = with_settings("theme = \"mijn-thema\"\n");
            builds(
                &block.place,
                &site,
                &[("themes/mijn-thema/theme.toml", &format!("{head}{}", block.text))],
            );
        }
        path => builds(&block.place, &newsroom(), &[(path, &block.text)]),
    }
}

fn with_settings(more: &str) -> Site {
    let site = newsroom();
    let settings = fs::read_to_string(site.root().join("site.toml")).expect("settings");
    site.write("site.toml", format!("{more}{settings}").as_bytes());
    site
}

/// All files of a theme that a page shows, in one site.
fn of_a_theme(blocks: &[&Block]) {
    let site = with_settings("theme = \"mijn-thema\"\n");
    let files: Vec<(&str, &str)> = blocks.iter().map(|block| (&*block.about, &*block.text)).collect();
    builds(&blocks[0].place, &site, &files);
}

fn of_a_template(block: &Block) {
    assert!(
        block.about.starts_with("templates/"),
        "{}: which template is this?",
        block.place
    );
    let site = if block.about.ends_with(".svg") {
        let site = newsroom();
        let settings = fs::read_to_string(site.root().join("site.toml")).expect("settings");
        site.write("site.toml", format!("{settings}\n[social]\ncards = true\n").as_bytes());
        site
    } else {
        newsroom()
    };
    builds(&block.place, &site, &[(&block.about, &block.text)]);
}

/// What stands below the heading of a code is told of with that code.
#[test]
fn a_wrong_example_of_a_code_gives_that_code() {
    let page = read("docs/content/reference/diagnostics.md");
    let blocks = page.parts().blocks;
    let mut codes: Vec<String> = Vec::new();
    let mut articles = Batch::default();
    for block in blocks.iter().filter(|block| block.about == "wrong") {
        let text = match &*block.language {
            "yaml" => article(&block.text),
            "markdown" => of_text(&block.text),
            _ => {
                let text = format!("title = \"x\"\nbase_url = \"https://a.nl\"\n{}", block.text);
                let found = config::read(&text).found;
                let named = found.iter().any(|found| found.code.name() == block.heading);
                assert!(named, "{}: {found:?}", block.place);
                continue;
            }
        };
        articles.add(&block.place, text);
        codes.push(block.heading.clone());
    }
    let has = |n: usize, told: &Told| told.iter().any(|(code, _)| *code == codes[n]);
    let told = articles.told(has);
    let wrong: Vec<_> = told
        .iter()
        .enumerate()
        .filter(|(n, (_, told))| !has(*n, told))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    assert!(told.len() > 25, "{}", told.len());
}

/// A text as it is written in a page, with the head that it needs.
fn of_text(text: &str) -> String {
    if text.starts_with("---") || text.starts_with("+++") {
        return text.to_owned();
    }
    format!("---\ntitle: Voorbeeld\ndate: 2026-03-06\n---\n{text}")
}

/// A text in error, and what the program says of it, word for word.
fn tells(block: &Block, told: &Block) {
    let site = newsroom();
    let path = told.text.split(':').next().unwrap_or_default();
    assert!(path.starts_with("content/"), "{}: {path}", told.place);
    site.write(path, block.text.as_bytes());
    let output = Command::new(env!("CARGO_BIN_EXE_courant"))
        .args(["build", "--now", "2026-11-23"])
        .current_dir(site.root())
        .output()
        .expect("the program runs");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        said.contains(told.text.trim_end()),
        "{}: what is said is\n{said}\n and the page has\n{}",
        told.place,
        told.text
    );
}

/// The codes in what is shown of the program are codes that there are.
fn names_real_codes(block: &Block) {
    for start in ["error[", "warning["] {
        for part in block.text.split(start).skip(1) {
            let name = part.split(']').next().unwrap_or_default();
            assert!(
                Code::ALL.iter().any(|code| code.name() == name),
                "{}: {name}",
                block.place
            );
        }
    }
}

/// Where the commands of a page are carried out, one after the other.
#[derive(Default)]
struct Shell {
    site: Option<Site>,
    folder: Option<tempfile::TempDir>,
    here: PathBuf,
}

impl Shell {
    fn run(&mut self, block: &Block) {
        for line in block.text.lines() {
            let words = words(line);
            let place = format!("{}: {line}", block.place);
            match words.first().map(String::as_str) {
                None => {}
                Some("cd") => {
                    self.here.push(&words[1]);
                    assert!(self.here.is_dir(), "{place}");
                }
                Some("courant") => {
                    if let Err(error) = courant::cli::command().try_get_matches_from(&words) {
                        assert!(!error.use_stderr(), "{place}: {error}");
                    }
                    // It ends when somebody ends it; its options are parsed.
                    if words.get(1).is_none_or(|command| command != "serve") {
                        self.carry_out(&words, &place);
                    }
                }
                Some(_) => panic!("{place}: only courant and cd are run; say why with <!-- not run: … -->"),
            }
        }
    }

    fn carry_out(&mut self, words: &[String], place: &str) {
        // A page goes on where it was, if that suits: a new site begins where there is none, all else in a site.
        let is_site = self.here.join("site.toml").is_file();
        let begins = words.get(1).is_some_and(|command| command == "init");
        if begins && is_site || self.here == Path::new("") {
            let folder = tempfile::tempdir().expect("a folder");
            self.here = folder.path().to_owned();
            self.folder = Some(folder);
        }
        if !begins && !self.here.join("site.toml").is_file() {
            let site = newsroom();
            self.here = site.root().to_owned();
            self.site = Some(site);
        }
        let output = Command::new(env!("CARGO_BIN_EXE_courant"))
            .args(&words[1..])
            .current_dir(&self.here)
            .stdin(Stdio::null())
            .output()
            .expect("the program runs");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{place}: {said}");
    }
}

/// A command that stands in a sentence or a table can be typed, as far as it goes.
#[test]
fn every_command_in_a_sentence_is_one() {
    use clap::error::ErrorKind;
    let mut seen = 0;
    let mut wrong = Vec::new();
    for page in all_pages() {
        for (code, place) in page.parts().in_line {
            let is_synopsis = code.contains(['[', '…', '|', '<']);
            if !code.starts_with("courant ") || is_synopsis {
                continue;
            }
            let words = words(&code);
            seen += 1;
            if let Err(error) = courant::cli::command().try_get_matches_from(&words) {
                let stops_early = [
                    ErrorKind::MissingRequiredArgument,
                    ErrorKind::MissingSubcommand,
                    ErrorKind::DisplayHelp,
                    ErrorKind::DisplayVersion,
                ];
                if !stops_early.contains(&error.kind()) {
                    wrong.push(format!("{place}: {code}: {error}"));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(seen > 20, "{seen}");
}
