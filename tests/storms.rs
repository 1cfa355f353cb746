//! Storms: a site is served while things happen to its files as editors, version control and people do them, fast and in no order. Once it is quiet,
//! everything that is served is what a clean build gives, byte for byte, but for the script of live reload.
//!
//! `COURANT_STORMS=200 cargo test --test storms` rages longer, `COURANT_STORM_SEED=7` elsewhere; the seed of each storm is told where it fails.

mod common;
#[path = "storms/deeds.rs"]
mod deeds;
#[path = "common/server.rs"]
mod server;

use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::Path;
use std::time::{Duration, Instant};

use common::{Site, site};
use courant::build::{BuildOptions, Host, Memory, OnError, Outcome, Warnings, build};
use courant::config::HostFile;
use courant::organise::Drafts;
use deeds::{Chance, Storm};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use server::{Server, serve};

const NOW: &str = "2026-11-23T12:00:00Z";
/// How many storms there are without anybody asking for more.
const STORMS: u64 = 3;
/// How many things happen in one.
const DEEDS: usize = 30;
/// How many things happen behind one, each by itself.
const ALONE: usize = 4;
/// What is served is right well before the look at all files that a server takes now and again without being told of a save: that look would hide
/// that one was missed.
const PATIENCE: Duration = Duration::from_secs(20);

#[test]
fn after_any_storm_what_is_served_is_what_a_clean_build_gives() {
    let number = |name: &str, default| env::var(name).map_or(default, |text| text.parse().expect("a number"));
    let (storms, first) = (number("COURANT_STORMS", STORMS), number("COURANT_STORM_SEED", 1));
    let site = newsroom();
    let server = serve(site.root(), &["--now", NOW]);
    let mut known = BTreeSet::new();
    for seed in first..first + storms {
        let mut storm = Storm::over(site.root(), Chance::of(seed));
        let mut done: Vec<String> = (0..DEEDS).map(|_| storm.deed()).collect();
        storm.calm();
        is_right(&site, &server, &mut known, (seed, &done));
        // In the quiet behind it each deed has to be noticed by itself.
        for _ in 0..ALONE {
            done.push(format!("alone: {}", storm.alone()));
            is_right(&site, &server, &mut known, (seed, &done));
        }
    }
}

/// Waits until all is served as it should be. Under an error stands the last good page, gone or not: what has gone is looked for once there is none.
#[track_caller]
fn is_right(site: &Site, server: &Server, known: &mut BTreeSet<String>, (seed, done): (u64, &[String])) {
    loop {
        let clean = clean(site, server);
        let told = Told { seed, done, server };
        let is_good = clean.errors.is_empty();
        told.is_served(&clean.files, if is_good { known } else { const { &BTreeSet::new() } });
        told.is_told(&clean.errors);
        known.extend(clean.files.into_keys());
        if is_good {
            return;
        }
        let broken: BTreeSet<String> = clean.errors.into_iter().map(|(file, _)| file).collect();
        broken.iter().for_each(|file| site.remove(file));
    }
}

fn newsroom() -> Site {
    let site = site(
        "
        -- content/nieuws/_index.md --
        ---
        title: Nieuws
        ---
        -- content/bestand.txt --
        0123456789
        -- assets/css/eigen.css --
        p { color: #111 }
    ",
    );
    deeds::settle(site.root());
    site
}

/// What a clean build gives.
struct Clean {
    files: BTreeMap<String, Vec<u8>>,
    /// The errors that it finds, each with its file and code.
    errors: BTreeSet<(String, String)>,
}

fn clean(site: &Site, server: &Server) -> Clean {
    let output = tempfile::tempdir().expect("a folder");
    let output = output.path().join("site");
    let report = build(&BuildOptions {
        root: site.root().to_owned(),
        output: output.clone(),
        base_url: Some(format!("http://{}/", server.host())),
        now: NOW.parse().expect("a moment"),
        drafts: Drafts::Show,
        on_error: OnError::KeepGoing,
        warnings: Warnings::Told,
        host: Host::Here,
        memory: Memory::Free,
        cache: None,
    });
    assert_ne!(report.outcome, Outcome::Failed, "{:#?}", report.found);
    let errors = report.found.iter().filter(|found| found.is_error());
    let errors = errors.map(|found| {
        let file = found.file.as_deref().unwrap_or_default();
        (file.to_owned(), found.code.name().to_owned())
    });
    Clean {
        errors: errors.collect(),
        // What tells a host is for the host.
        files: common::tree(&output)
            .into_iter()
            .filter(|(path, _)| !HostFile::ALL.iter().any(|file| file.name() == path))
            .collect(),
    }
}

/// A storm that is over.
struct Told<'a> {
    seed: u64,
    done: &'a [String],
    server: &'a Server,
}

impl Told<'_> {
    /// Waits until every file is served as it should be, and none of those that were `known` before and are gone.
    fn is_served(&self, files: &BTreeMap<String, Vec<u8>>, known: &BTreeSet<String>) {
        let started = Instant::now();
        let gone = known.iter().filter(|path| !files.contains_key(*path));
        let mut wanted: Vec<(&str, Option<&[u8]>)> =
            files.iter().map(|(path, bytes)| (&**path, Some(&**bytes))).collect();
        wanted.extend(gone.map(|path| (&**path, None)));
        // What was right once may be wrong later: only a whole look at a quiet site counts.
        while let Some((path, why)) = wanted.iter().find_map(|wanted| self.wrong(wanted)) {
            assert!(
                started.elapsed() < PATIENCE,
                "storm {}: /{path} {why}, after:\n{}",
                self.seed,
                self.done.join("\n")
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Returns what is wrong with a file as it is served.
    fn wrong<'p>(&self, (path, wanted): &(&'p str, Option<&[u8]>)) -> Option<(&'p str, String)> {
        let answer = self.server.get(&address(path));
        let Some(wanted) = wanted else {
            return (answer.status != 404).then(|| (*path, format!("is still there, with {}", answer.status)));
        };
        let got = without_script(&answer.body);
        if answer.status == 200 && got == *wanted {
            return None;
        }
        let (is, should) = (String::from_utf8_lossy(&got), String::from_utf8_lossy(wanted));
        let differs = is.lines().zip(should.lines()).find(|(is, should)| is != should);
        Some((*path, format!("differs ({}): {differs:?}", answer.status)))
    }

    /// Waits until browsers are told what is wrong with the site, and nothing else.
    fn is_told(&self, errors: &BTreeSet<(String, String)>) {
        let started = Instant::now();
        loop {
            let (shown, more) = self.problems();
            if (more == 0 && shown == *errors) || (more > 0 && shown.is_subset(errors)) {
                return;
            }
            assert!(
                started.elapsed() < PATIENCE,
                "storm {}: {shown:?} is told, {errors:?} is wrong, after:\n{}",
                self.seed,
                self.done.join("\n")
            );
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    /// Returns what a browser is told that is wrong, each with its file and code, and how many more there are.
    fn problems(&self) -> (BTreeSet<(String, String)>, u64) {
        let (_, told) = self.server.listen_told("/");
        let told: serde_json::Value = serde_json::from_str(&told).expect("JSON");
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let problems = told["problems"].as_array().expect("a list");
        let shown = problems.iter().map(|one| (text(&one["file"]), text(&one["code"])));
        (shown.collect(), told["more"].as_u64().unwrap_or_default())
    }
}

/// As a browser asks for it.
fn address(path: &str) -> String {
    const KEPT: AsciiSet = NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'_')
        .remove(b'.')
        .remove(b'~');
    format!("/{}", utf8_percent_encode(path, &KEPT))
}

/// Takes the script of live reload out of a page.
fn without_script(bytes: &[u8]) -> Vec<u8> {
    const START: &[u8] = b"<script src=\"/_courant/live.js";
    const END: &[u8] = b"</script>";
    let find = |bytes: &[u8], what: &[u8]| bytes.windows(what.len()).position(|part| part == what);
    let Some(from) = find(bytes, START) else {
        return bytes.to_vec();
    };
    let length = find(&bytes[from..], END).expect("the script ends") + END.len();
    [&bytes[..from], &bytes[from + length..]].concat()
}

/// Whether a folder is there, and is one.
fn is_folder(path: &Path) -> bool {
    fs::metadata(path).is_ok_and(|found| found.is_dir())
}
