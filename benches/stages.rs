//! What each stage costs, and the whole: `cargo bench`. The site is made up, of 2,000 articles, on a tmpfs where there is one.
//!
//! Figures of two machines, or of two days, cannot be compared: compare two revisions in one sitting.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use courant::build::{BuildOptions, Memory, OnError, Outcome, Warnings, build};
use courant::config::{self, Config};
use courant::date::Clock;
use courant::organise::{Drafts, Material, organise, taxonomy_folders};
use courant::parse::markdown::{Sanitiser, ShortcodeSignatures, inline, plain_of_html};
use courant::parse::{self, Document, ParseContext};
use courant::read::{self, Inventory};
use courant::slug::slugify;
use divan::Bencher;

const ARTICLES: usize = 2_000;
const NOW: &str = "2026-11-24T12:00:00Z";
const WORDS: &[&str] = &[
    "gemeente",
    "raad",
    "besluit",
    "open",
    "data",
    "balie",
    "inwoner",
    "formulier",
    "digitaal",
    "toegankelijk",
    "privacy",
    "algoritme",
    "register",
    "dienst",
    "overheid",
    "brief",
    "loket",
    "archief",
    "veiligheid",
    "taal",
];

fn main() {
    site();
    divan::main();
}

/// A pseudo-random number for `seed`: the same site on every machine.
fn pick(seed: usize, of: usize) -> usize {
    (seed.wrapping_mul(2_654_435_761) >> 7) % of
}

fn article(n: usize) -> String {
    let word = |seed: usize| WORDS[pick(n * 131 + seed, WORDS.len())];
    let mut text = format!(
        "---\ntitle: \"De {} en de {} {n}\"\ndate: 20{:02}-{:02}-{:02}\ntags: [{}, {}]\nauthors: [Auteur {}]\nsummary: Over {} en *{}*.\n---\n",
        word(1),
        word(2),
        10 + n % 16,
        1 + n % 12,
        1 + n % 28,
        word(3),
        word(4),
        n % 60,
        word(5),
        word(6)
    );
    for paragraph in 0..8 {
        if paragraph % 3 == 0 {
            text.push_str(&format!("\n## {} {}\n", word(paragraph), word(paragraph + 40)));
        }
        text.push('\n');
        for seed in 0..70 {
            text.push_str(word(paragraph * 100 + seed));
            text.push_str(if seed % 17 == 16 { ". " } else { " " });
        }
        text.push_str(&format!(
            "Zie [dit](artikel-{}.md) of [dat](https://example.org/{n}).\n",
            (n / 1000) * 1000 + pick(n, 1000)
        ));
    }
    text
}

/// The folder of the site, made once.
fn site() -> &'static Path {
    static SITE: OnceLock<PathBuf> = OnceLock::new();
    SITE.get_or_init(|| {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() {
            memory.to_owned()
        } else {
            std::env::temp_dir()
        };
        let root = folder.join("courant-bench");
        let _ = fs::remove_dir_all(&root);
        let bench = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/news-site");
        for entry in walkdir::WalkDir::new(&bench)
            .into_iter()
            .flatten()
            .filter(|entry| entry.file_type().is_file())
        {
            let path = root.join(entry.path().strip_prefix(&bench).expect("a file of the bench"));
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::copy(entry.path(), path).expect("a copy");
        }
        for n in 0..ARTICLES {
            let path = root.join(format!("content/news/{}/artikel-{n}.md", n / 1000));
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, article(n)).expect("an article");
        }
        root
    })
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
    let context = ParseContext {
        config,
        shortcodes: &shortcodes,
        taxonomy_folders: &folders,
        sanitiser: Sanitiser::default(),
    };
    let content = site().join("content");
    let sources = inventory
        .markdown
        .iter()
        .map(|path| read::source(&content, path, None).expect("a text"));
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
