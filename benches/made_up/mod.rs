//! A site that is made up: any number of articles of eight paragraphs, the same on every machine.

use std::fs;
use std::path::{Path, PathBuf};

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

/// Makes a site of this many articles, on a tmpfs where there is one; returns its folder.
pub fn site(name: &str, articles: usize) -> PathBuf {
    let memory = Path::new("/dev/shm");
    let folder = if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    };
    let root = folder.join(name);
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
    for n in 0..articles {
        let path = root.join(format!("content/news/{}/artikel-{n}.md", n / 1000));
        fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
        fs::write(path, article(n)).expect("an article");
    }
    root
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
