//! A small site in, files and diagnostics out.
//!
//! A site is one text: `-- path --` starts a file. `site.toml` and a theme of a few lines are there unless the text has its own.

#![allow(dead_code)] // each file of tests uses a part of it

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use courant::build::{BuildOptions, BuildReport, Host, Memory, OnError, Outcome, Warnings, build};
use courant::diagnostic::{Diagnostic, locate};
use courant::organise::Drafts;

const SITE: &str = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n";

/// Runs the program in the folder `here`.
pub fn courant(here: &Path, arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_courant"));
    let command = command
        .current_dir(here)
        .args(arguments)
        .env_remove("SOURCE_DATE_EPOCH");
    command.output().expect("the program runs")
}

/// A site in a folder of its own.
pub struct Site {
    folder: tempfile::TempDir,
    options: BuildOptions,
}

/// What a build of it gave.
pub struct Built<'s> {
    site: &'s Site,
    pub report: BuildReport,
}

/// Makes a site of a text with `-- path --` lines; what stands on them is taken out of the text's common indentation.
#[track_caller]
pub fn site(text: &str) -> Site {
    let folder = tempfile::tempdir().expect("a folder for the test");
    let root = folder.path().to_owned();
    let options = BuildOptions {
        output: root.join("public"),
        cache: Some(root.join(".courant")),
        root,
        base_url: None,
        now: "2026-11-23T12:00:00Z".parse().expect("a moment"),
        drafts: Drafts::Hide,
        on_error: OnError::Stop,
        warnings: Warnings::Told,
        host: Host::Named,
        memory: Memory::Free,
    };
    let site = Site { folder, options };
    site.write("site.toml", SITE.as_bytes());
    for (path, content) in files(text) {
        site.write(&path, content.as_bytes());
    }
    site
}

fn files(text: &str) -> BTreeMap<String, String> {
    let indent = text
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| line.len() - line.trim_start_matches(' ').len())
        .min();
    let mut files = BTreeMap::new();
    let mut path: Option<String> = None;
    for line in text.lines() {
        let line = line.get(indent.unwrap_or(0)..).unwrap_or("");
        if let Some(name) = line.strip_prefix("-- ").and_then(|rest| rest.strip_suffix(" --")) {
            path = Some(name.to_owned());
            files.insert(name.to_owned(), String::new());
        } else if let Some(path) = &path {
            let file: &mut String = files.entry(path.clone()).or_default();
            file.push_str(line);
            file.push('\n');
        }
    }
    files
}

impl Site {
    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn output(&self) -> PathBuf {
        self.options.output.clone()
    }

    /// Writes a file of the site, or of its output.
    pub fn write(&self, path: &str, bytes: &[u8]) {
        let file = self.root().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(file, bytes).expect("a file");
    }

    pub fn remove(&self, path: &str) {
        fs::remove_file(self.root().join(path)).expect("a file to remove");
    }

    #[must_use]
    pub fn now(mut self, now: &str) -> Self {
        self.set_now(now);
        self
    }

    pub fn set_now(&mut self, now: &str) {
        let full = if now.len() == 10 {
            format!("{now}T12:00:00Z")
        } else {
            now.to_owned()
        };
        self.options.now = full.parse().expect("a moment");
    }

    #[must_use]
    pub fn keep_going(mut self) -> Self {
        self.options.on_error = OnError::KeepGoing;
        self
    }

    #[must_use]
    pub fn strict(mut self) -> Self {
        self.options.warnings = Warnings::Errors;
        self
    }

    /// Warnings are told, and no more.
    #[must_use]
    pub fn tolerant(mut self) -> Self {
        self.options.warnings = Warnings::Told;
        self
    }

    #[must_use]
    pub fn for_address(mut self, base_url: &str) -> Self {
        self.options.base_url = Some(base_url.to_owned());
        self
    }

    #[must_use]
    pub fn drafts(mut self) -> Self {
        self.options.drafts = Drafts::Show;
        self
    }

    #[must_use]
    pub fn output_in(mut self, folder: &str) -> Self {
        self.options.output = self.root().join(folder);
        self
    }

    /// Builds into a folder of its own, as if nothing were known.
    pub fn clean_build(&self) -> Built<'_> {
        let output = self.clean_output();
        let _ = fs::remove_dir_all(&output);
        let options = BuildOptions {
            output,
            cache: None,
            ..self.options.clone()
        };
        Built {
            report: build(&options),
            site: self,
        }
    }

    fn clean_output(&self) -> PathBuf {
        self.root().join("clean")
    }

    /// What the clean build published, but for the list of files with their times.
    pub fn clean_tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.clean_output())
    }

    pub fn build(&self) -> Built<'_> {
        Built {
            site: self,
            report: build(&self.options),
        }
    }

    /// All files of the output with their bytes, the list of what was written apart.
    pub fn tree(&self) -> BTreeMap<String, Vec<u8>> {
        tree(&self.options.output)
    }
}

/// All files below a folder, but for Courant's own list.
pub fn tree(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut tree = BTreeMap::new();
    let files = walkdir::WalkDir::new(output).into_iter().flatten();
    for entry in files.filter(|entry| entry.file_type().is_file()) {
        let path = entry.path().strip_prefix(output).expect("a file of the output");
        let path = path.to_string_lossy().into_owned();
        if !path.starts_with(".courant-manifest") {
            tree.insert(path, fs::read(entry.path()).expect("a file that can be read"));
        }
    }
    tree
}

impl Built<'_> {
    /// Nothing was found, and everything is published.
    #[track_caller]
    pub fn is_clean(&self) -> &Self {
        assert_eq!(self.report.found, [], "{:#?}", self.report.found);
        assert_eq!(self.report.outcome, Outcome::Done);
        self
    }

    /// Everything is published, whatever warnings there were.
    #[track_caller]
    pub fn is_done(&self) -> &Self {
        assert_eq!(self.report.outcome, Outcome::Done, "{:#?}", self.report.found);
        self
    }

    #[track_caller]
    pub fn ends(&self, outcome: Outcome) -> &Self {
        assert_eq!(self.report.outcome, outcome, "{:#?}", self.report.found);
        self
    }

    /// The text of a file of the output.
    #[track_caller]
    pub fn page(&self, path: &str) -> String {
        let file = self.site.options.output.join(path);
        fs::read_to_string(&file).unwrap_or_else(|error| {
            panic!(
                "{path}: {error}; there is {:?}",
                self.site.tree().keys().collect::<Vec<_>>()
            )
        })
    }

    #[track_caller]
    pub fn page_contains(&self, path: &str, text: &str) -> &Self {
        let page = self.page(path);
        assert!(page.contains(text), "{path} lacks {text:?}:\n{page}");
        self
    }

    #[track_caller]
    pub fn page_lacks(&self, path: &str, text: &str) -> &Self {
        let page = self.page(path);
        assert!(!page.contains(text), "{path} has {text:?}:\n{page}");
        self
    }

    #[track_caller]
    pub fn has_no_file(&self, path: &str) -> &Self {
        assert!(!self.site.options.output.join(path).exists(), "{path} is there");
        self
    }

    /// No file of the output has `text` in its content or its name.
    #[track_caller]
    pub fn nowhere(&self, text: &str) -> &Self {
        for (path, bytes) in self.site.tree() {
            assert!(!path.contains(text), "{path}");
            assert!(!String::from_utf8_lossy(&bytes).contains(text), "{path} has {text:?}");
        }
        self
    }

    /// What was found, each as `path:line:column code`, sorted.
    pub fn found(&self) -> Vec<String> {
        let mut all: Vec<String> = self.report.found.iter().map(|found| self.told(found)).collect();
        all.sort();
        all
    }

    fn told(&self, found: &Diagnostic) -> String {
        let file = found.file.as_deref().unwrap_or("");
        let builtin = courant::theme::builtin_file(file).map(<[u8]>::to_vec);
        let bytes = builtin.or_else(|| fs::read(self.site.root().join(file)).ok());
        let place = locate(found, bytes.as_deref()).place;
        let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        format!("{file}{place} {}", found.code.name())
    }

    pub fn pages(&self) -> usize {
        self.report.pages
    }

    /// Exactly these problems were found.
    #[track_caller]
    pub fn finds(&self, expected: &[&str]) -> &Self {
        assert_eq!(self.found(), expected, "{:#?}", self.report.found);
        for found in &self.report.found {
            assert!(
                found.hint.as_ref().is_some_and(|hint| !hint.is_empty()),
                "{} has no hint",
                found.message
            );
        }
        self
    }
}
