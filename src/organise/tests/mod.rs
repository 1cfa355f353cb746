//! Small sites, organised.

mod addresses;
mod always;
mod links;
mod lists;
mod not_yet;
mod translations;

use super::*;
use crate::config;
use crate::date::Clock;
use crate::parse::markdown::ShortcodeSignatures;
use crate::parse::{ParseContext, document};
use crate::read::{ContentPath, Source};

const SITE: &str = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n";
const NOW: &str = "2026-06-01T12:00:00Z";

/// A site before it is organised.
struct Sample {
    config: Config,
    documents: Vec<Document>,
    files: Vec<ContentFile>,
    in_error: Vec<Waiting>,
    folders: Vec<(String, String)>,
    now: Clock,
}

/// Reads a site: `-- path --` starts a file of the content; before the first stands what `site.toml` has besides a title and
/// an address. In a `.md` file, the front matter's lines end at a blank line, and the rest is the text.
#[track_caller]
fn sample(text: &str) -> Sample {
    let mut toml = SITE.to_owned();
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.lines().map(str::trim) {
        match line.strip_prefix("-- ").and_then(|line| line.strip_suffix(" --")) {
            Some(path) => files.push((path.to_owned(), String::new())),
            None => {
                let file = files.last_mut().map_or(&mut toml, |(_, text)| text);
                file.push_str(line);
                file.push('\n');
            }
        }
    }
    files.sort();
    let config = config::read(&toml);
    assert!(!config.has_error(), "{:?}", config.found);
    let config = config.value.unwrap();
    let (markdown, files): (Vec<_>, Vec<_>) = files.into_iter().partition(|(path, _)| path.ends_with(".md"));
    let paths: Vec<ContentPath> = markdown.iter().map(|(path, _)| path_of(path)).collect();
    let folders = taxonomy_folders(&config, &paths);
    let shortcodes = ShortcodeSignatures::default();
    let context = ParseContext::new(&config, &shortcodes, &folders);
    let read = |(path, text): &(String, String)| {
        let (head, body) = text.split_once("\n\n").unwrap_or((text, ""));
        let title = if head.lines().any(|line| line.starts_with("title:")) {
            ""
        } else {
            "title: T\n"
        };
        let source = Source {
            path: path_of(path),
            text: format!("---\n{title}{head}\n---\n{body}"),
        };
        let read = document(&source, &context);
        assert!(!read.has_error(), "{path}: {:?}", read.found);
        read.value
    };
    let documents = markdown.iter().map(read).collect();
    let file = |(path, _): (String, String)| ContentFile {
        path: path_of(&path),
        size: 1,
        dimensions: Some((2, 1)),
    };
    Sample {
        files: files.into_iter().map(file).collect(),
        in_error: Vec::new(),
        documents,
        folders,
        config,
        now: Clock::at(NOW.parse().unwrap()),
    }
}

#[track_caller]
fn path_of(path: &str) -> ContentPath {
    ContentPath::new(path).unwrap()
}

impl Sample {
    fn material(&self) -> Material<'_> {
        Material {
            documents: &self.documents,
            files: &self.files,
            in_error: &self.in_error,
            broken: &[],
            config: &self.config,
            taxonomy_folders: &self.folders,
            now: &self.now,
            drafts: Drafts::Hide,
            has_archive: true,
        }
    }

    fn at(mut self, now: &str) -> Self {
        self.now = Clock::at(now.parse().unwrap());
        self
    }

    /// Takes a document out as one in error.
    fn broken(mut self, path: &str) -> Self {
        self.documents.retain(|document| document.path.as_str() != path);
        self.in_error.push(Waiting {
            path: path_of(path),
            title: path.into(),
            why: Unpublished::InError,
        });
        self
    }

    /// The site, in which nothing is wrong.
    #[track_caller]
    fn clean(&self) -> Site<'_> {
        let organised = organise(self.material());
        assert_eq!(organised.found, []);
        organised.value
    }

    /// What is wrong with it: `path code: message`.
    fn found(&self) -> Vec<String> {
        let organised = organise(self.material());
        let mut found = organised.found;
        found.extend(check_links(&organised.value, &self.config));
        let told = found.iter().map(|found| {
            let file = found.file.as_deref().unwrap_or("-").trim_start_matches("content/");
            format!("{file} {}: {}", found.code.name(), found.message)
        });
        told.collect()
    }
}

/// The content paths of entries.
fn paths<'s>(site: &'s Site<'_>, ids: &[EntryId]) -> Vec<&'s str> {
    ids.iter()
        .map(|id| site.entries[id.index()].document.path.as_str())
        .collect()
}

#[track_caller]
fn entry<'s, 'a>(site: &'s Site<'a>, path: &str) -> &'s Entry<'a> {
    let found = site.entries.iter().find(|entry| entry.document.path.as_str() == path);
    found.unwrap_or_else(|| panic!("{path} is not published"))
}

/// All addresses of the site but those of feeds and of what each site has, sorted.
fn addresses(site: &Site<'_>) -> Vec<String> {
    let mut all: Vec<String> = site.targets.by_url.keys().map(|url| url.to_string()).collect();
    all.retain(|url| !url.ends_with(".xml") && !url.ends_with("404.html") && !url.ends_with("/robots.txt"));
    all.sort();
    all
}

fn files_of<'s>(site: &'s Site<'_>) -> Vec<&'s str> {
    site.files.iter().map(|file| file.file.path.as_str()).collect()
}
