//! What each stage costs, and the whole: `cargo bench`. The site is made up, of 2,000 articles, on a tmpfs where there is one.
//!
//! Figures of two machines, or of two days, cannot be compared: compare two revisions in one sitting.

mod made_up;

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use courant::build::{BuildOptions, Host, Memory, OnError, Outcome, Warnings, build};
use courant::config::{self, Config};
use courant::date::Clock;
use courant::organise::{Drafts, Material, organise, taxonomy_folders};
use courant::parse::markdown::{ShortcodeSignatures, inline, plain_of_html};
use courant::parse::{self, Document, ParseContext};
use courant::read::{self, Inventory};
use courant::slug::slugify;
use divan::Bencher;

const ARTICLES: usize = 2_000;
const NOW: &str = "2026-11-24T12:00:00Z";
fn main() {
    site();
    divan::main();
}

/// The folder of the site, made once.
fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| made_up::site("courant-bench", ARTICLES))
}

fn settings() -> Config {
    let text = fs::read_to_string(site().join("site.toml")).expect("site.toml");
    config::read(&text).value.expect("settings that are right")
}

fn inventory() -> Inventory {
    read::walk(&site().join("content")).value
}

fn documents(config: &Config, inventory: &Inventory) -> Vec<Document> {
    let folders = taxonomy_folders(config, &inventory.markdown);
    let shortcodes = ShortcodeSignatures::new();
    let context = ParseContext::new(config, &shortcodes, &folders);
    let content = site().join("content");
    let sources = inventory
        .markdown
        .iter()
        .map(|path| read::source(&content, path, None, 16).expect("a text"));
    sources.map(|source| parse::document(&source, &context).value).collect()
}

fn options(output: &str, cache: Option<PathBuf>) -> BuildOptions {
    BuildOptions {
        root: site().to_owned(),
        output: site().join(output),
        base_url: None,
        now: NOW.parse().expect("a moment"),
        drafts: Drafts::Hide,
        on_error: OnError::Stop,
        warnings: Warnings::Told,
        host: Host::Named,
        memory: Memory::Leave,
        cache,
    }
}

/// The whole way into a new folder, knowing nothing of a build before.
#[divan::bench(sample_count = 10)]
fn whole_clean_build(bencher: Bencher) {
    let options = options("clean", None);
    bencher
        .with_inputs(|| drop(fs::remove_dir_all(&options.output)))
        .bench_values(|()| assert_eq!(build(&options).outcome, Outcome::Done));
}

/// The whole way into a folder that holds the site.
#[divan::bench(sample_count = 10)]
fn whole_build_over_the_same(bencher: Bencher) {
    let options = options("same", None);
    build(&options);
    bencher.bench(|| assert_eq!(build(&options).published.written, 0));
}

/// What it takes to see that nothing has changed.
#[divan::bench(sample_count = 20)]
fn nothing_changed(bencher: Bencher) {
    let options = options("known", Some(site().join(".courant")));
    build(&options);
    bencher.bench(|| assert_eq!(build(&options).published.written, 0));
}

/// The whole way after one article has changed.
#[divan::bench(sample_count = 20)]
fn one_article_changed(bencher: Bencher) {
    let options = options("changed", Some(site().join(".courant")));
    build(&options);
    let path = site().join("content/news/0/artikel-7.md");
    let text = fs::read_to_string(&path).expect("an article");
    let round = AtomicUsize::new(0);
    bencher
        .with_inputs(|| {
            let n = round.fetch_add(1, Ordering::Relaxed);
            fs::write(&path, format!("{text}\nRonde {n}.\n")).expect("an article");
        })
        .bench_values(|()| assert_eq!(build(&options).outcome, Outcome::Done));
}

/// Listing the content.
#[divan::bench]
fn walk() -> usize {
    inventory().markdown.len()
}

/// Reading and understanding all articles, on one core.
#[divan::bench(sample_count = 10)]
fn read_and_parse(bencher: Bencher) {
    let (config, inventory) = (settings(), inventory());
    bencher.bench(|| documents(&config, &inventory).len());
}

/// Addresses, lists, terms, neighbours and related articles.
#[divan::bench(sample_count = 10)]
fn organise_all(bencher: Bencher) {
    let (config, inventory) = (settings(), inventory());
    let documents = documents(&config, &inventory);
    let folders = taxonomy_folders(&config, &inventory.markdown);
    let clock = Clock::at(NOW.parse().expect("a moment"));
    bencher.bench(|| {
        let material = Material {
            documents: &documents,
            files: &inventory.files,
            in_error: &[],
            broken: &[],
            config: &config,
            taxonomy_folders: &folders,
            now: &clock,
            drafts: Drafts::Hide,
            has_archive: true,
        };
        organise(material).value.entries.len()
    });
}

/// The smaller steps that are taken for every article.
#[divan::bench]
fn slug_of_a_title(bencher: Bencher) {
    let language = settings().language;
    bencher.bench(|| {
        slugify(
            divan::black_box("De gemeenteraad kiest vóór open data én privacy"),
            &language,
        )
    });
}

#[divan::bench]
fn lead_with_markup(bencher: Bencher) {
    let language = settings().language;
    bencher.bench(|| {
        inline(
            divan::black_box("Over *open data* en de [raad](https://a.nl)."),
            &language,
        )
    });
}

#[divan::bench]
fn lead_without_markup() -> String {
    plain_of_html(divan::black_box(
        "Over <em>open data</em> en de <a href=\"https://a.nl\">raad</a>.",
    ))
}
