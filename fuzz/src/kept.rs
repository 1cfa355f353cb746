//! What lies in `.courant/` from one build to the next, and the list in the output folder.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use courant::build::{BuildOptions, Host, Memory, OnError, Outcome, Warnings, build};
use courant::organise::Drafts;
use courant::publish::MANIFEST;
use xxhash_rust::xxh3::xxh3_128;

/// The site that is built, by path.
const SITE: &[(&str, &str)] = &[
    (
        "site.toml",
        "title = \"Proef\"\nbase_url = \"https://proef.example/\"\ntheme = \"klein\"\n",
    ),
    (
        "content/nieuws/raad.md",
        "---\ntitle: Raad\ndate: 2026-03-05\n---\n## Kop\nDe raad koos. [Meer](markt.md)\n\n```rust\nfn a() {}\n```\n",
    ),
    (
        "content/nieuws/markt.md",
        "---\ntitle: Markt\ndate: 2026-02-05\n---\nDe markt {{< note >}}nota{{< /note >}}\n",
    ),
    (
        "content/nieuws/later.md",
        "---\ntitle: Later\ndate: 2026-12-05\n---\nDit wacht.\n",
    ),
    // Three templates are enough for the cache, and take a tenth of the time of the default theme.
    ("themes/klein/theme.toml", "name = \"klein\"\nversion = \"1\"\n"),
    ("themes/klein/templates/page.html", "{{ page.title }}"),
    (
        "themes/klein/templates/home.html",
        "{% for one in page.list.items %}{{ one.title }}{% endfor %}",
    ),
    (
        "themes/klein/templates/article.html",
        "{{ page.title }}{{ page.content }}",
    ),
    (
        "themes/klein/templates/shortcodes/note.html",
        "{# arguments: type, title, body #}<aside>{{ body }}</aside>",
    ),
];

/// A site that was built, as it lies on disk, and what a build of it gives once a text has changed.
struct Newsroom {
    folder: tempfile::TempDir,
    /// The files of the cache and of the output that a build left.
    left: BTreeMap<PathBuf, Vec<u8>>,
    changed: BTreeMap<PathBuf, Vec<u8>>,
}

thread_local! {
    static NEWSROOM: Newsroom = Newsroom::new();
}

/// Changes what a build left behind, and builds again: never a panic, and where no more happened than what a disk or somebody else's hand can do
/// (the hash of the file does not fit), the site is that which a build gives that knows nothing.
///
/// The first byte says which file is changed and whether its hash is made to fit, the second and third where; what follows goes there, and the
/// file ends there if nothing follows.
pub fn kept(bytes: &[u8]) {
    let Some(([which, low, high], rest)) = bytes.split_first_chunk() else {
        return;
    };
    NEWSROOM.with(|newsroom| newsroom.change(*which, u16::from_le_bytes([*low, *high]), rest));
}

impl Newsroom {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (path, text) in SITE {
            write(&folder.path().join(path), text.as_bytes());
        }
        let mut newsroom = Self {
            folder,
            left: BTreeMap::new(),
            changed: BTreeMap::new(),
        };
        newsroom.turn(false);
        let options = newsroom.options();
        let report = build(&options);
        assert!(report.outcome == Outcome::Done, "{:#?}", report.found);
        newsroom.left = files(newsroom.folder.path(), &[".courant", "public"]);
        newsroom.turn(true);
        let clean = BuildOptions {
            output: newsroom.folder.path().join("clean"),
            cache: None,
            ..options
        };
        assert!(build(&clean).outcome == Outcome::Done);
        newsroom.changed = newsroom.published("clean");
        newsroom
    }

    fn options(&self) -> BuildOptions {
        let root = self.folder.path().to_owned();
        BuildOptions {
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
        }
    }

    /// Gives the article the one text or the other.
    fn turn(&self, changed: bool) {
        let (path, text) = SITE[1];
        let text = if changed {
            text.replace("koos", "besloot")
        } else {
            text.to_owned()
        };
        write(&self.folder.path().join(path), text.as_bytes());
    }

    fn change(&self, which: u8, at: u16, rest: &[u8]) {
        for folder in [".courant", "public"] {
            let _ = fs::remove_dir_all(self.folder.path().join(folder));
        }
        for (path, bytes) in &self.left {
            write(path, bytes);
        }
        self.turn(which & 64 != 0);
        let fits = which & 128 != 0;
        let of_cache: Vec<_> = self
            .left
            .iter()
            .filter(|(path, _)| !path.starts_with(self.folder.path().join("public")) || path.ends_with(MANIFEST))
            .collect();
        let (path, before) = of_cache[usize::from(which & 63) % of_cache.len()];
        let bytes = changed(before, usize::from(at), rest, fits);
        write(path, &bytes);
        let report = build(&self.options());
        let is_list = path.ends_with(MANIFEST);
        if fits || is_list {
            return;
        }
        assert!(
            report.outcome == Outcome::Done,
            "{}: {:#?}",
            path.display(),
            report.found
        );
        if which & 64 != 0 {
            assert!(self.published("public") == self.changed, "{}", path.display());
        }
    }

    /// What was published, by path from the output folder, but for the list.
    fn published(&self, output: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let folder = self.folder.path().join(output);
        let all = files(self.folder.path(), &[output]).into_iter();
        all.filter(|(path, _)| !path.ends_with(MANIFEST))
            .map(|(path, bytes)| (path.strip_prefix(&folder).expect("a file below").to_owned(), bytes))
            .collect()
    }
}

/// Returns the bytes of a file of the cache with `rest` in it from `at` on, as the file that it is: with its hash in front, if that is to fit.
fn changed(before: &[u8], at: usize, rest: &[u8], fits: bool) -> Vec<u8> {
    let head = if fits { before.len().min(16) } else { 0 };
    let mut body = before[head..].to_vec();
    let at = at % (body.len() + 1);
    if rest.is_empty() {
        body.truncate(at);
    } else {
        body.truncate(body.len().max(at + rest.len()));
        body.resize(body.len().max(at + rest.len()), 0);
        body[at..at + rest.len()].copy_from_slice(rest);
    }
    if fits {
        let hash = xxh3_128(&body).to_be_bytes();
        return [&hash[..], &body].concat();
    }
    body
}

fn files(root: &Path, folders: &[&str]) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = folders
        .iter()
        .flat_map(|folder| walkdir::WalkDir::new(root.join(folder)));
    let files = entries.flatten().filter(|entry| entry.file_type().is_file());
    files
        .map(|entry| (entry.path().to_owned(), fs::read(entry.path()).expect("a file")))
        .collect()
}

fn write(file: &Path, bytes: &[u8]) {
    fs::create_dir_all(file.parent().expect("a folder")).expect("a folder");
    fs::write(file, bytes).expect("a file");
}
