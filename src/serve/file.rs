//! A file of the built site on its way to a browser.

use std::fs::{self, File};
use std::io;
use std::path::Path;
use std::time::{SystemTime, UNIX_EPOCH};

use hyper::body::Bytes;
use memchr::memmem;
use xxhash_rust::xxh3::xxh3_128;

use super::place::{self, Place};

/// What is shown where there is no site at all: nothing but what is wrong, which comes by way of live reload.
const NO_SITE: &[u8] =
    b"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Courant</title><body></body></html>";
/// What stands in the place of a page that is not there while something is wrong with the site: it may be the one that is. In Dutch and in English.
const HIDDEN: [[&str; 4]; 2] = [
    [
        "nl",
        "Deze pagina is nu niet te zien",
        "Er staat een fout in, of ze bestaat niet. Wat er mis is, staat in het venster hieronder; zodra dat hersteld is, verschijnt de pagina vanzelf.",
        "Naar de voorpagina",
    ],
    [
        "en",
        "This page cannot be shown now",
        "Something is wrong with it, or it does not exist. What is wrong stands in the window below; once that is mended, the page appears by itself.",
        "To the front page",
    ],
];
/// The page for what is not there.
const NOT_FOUND: &str = "404.html";
/// In how many folders it is looked for.
const DEEP: usize = 8;

/// A page as it is now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Page {
    /// As the file has them.
    pub bytes: Bytes,
    /// A hash of these.
    pub is: u128,
    /// What it stands for.
    pub stands: Stands,
    /// Whether it is a draft that does not say so.
    pub is_unmarked: bool,
}

/// What a page stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stands {
    /// What was asked for.
    Itself,
    /// What is not there.
    NotFound,
    /// A site that is not there.
    NoSite,
}

impl Page {
    /// A page of these bytes.
    pub fn of(bytes: Vec<u8>) -> Self {
        Self::new(bytes, Stands::Itself)
    }

    fn new(bytes: Vec<u8>, stands: Stands) -> Self {
        Self {
            is: xxh3_128(&bytes),
            bytes: bytes.into(),
            stands,
            is_unmarked: false,
        }
    }

    /// Returns it as a draft that does not say so: with a mark it is another state of the page.
    pub fn unmarked(self) -> Self {
        Self {
            is: !self.is,
            is_unmarked: true,
            ..self
        }
    }

    /// Returns what is shown in the place of what is not there while something is wrong with the site, whose top is `top`. It says so in the language
    /// of the page that it takes the place of, where that is Dutch.
    pub fn unless_hidden(self, top: &str) -> Self {
        if self.stands != Stands::NotFound {
            return self;
        }
        let is_dutch = memmem::find(&self.bytes, b"lang=\"nl").is_some();
        let [lang, title, text, home] = HIDDEN[usize::from(!is_dutch)];
        let html = format!(
            "<!doctype html><html lang=\"{lang}\"><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>{title}</title>\
             <body><main><h1>{title}</h1><p>{text}</p><p><a href=\"{top}\">{home}</a></p></main></body></html>"
        );
        Self::new(html.into_bytes(), Stands::NotFound)
    }
}

/// Returns the page at an address in the site in `folder`, or that which stands in its place.
pub(super) fn page(folder: &Path, address: &str) -> Page {
    match read(folder, address) {
        Some(bytes) => Page::of(bytes),
        None => not_found(folder, address),
    }
}

fn read(folder: &Path, address: &str) -> Option<Vec<u8>> {
    match place::find(folder, address) {
        Place::File(path, _) => fs::read(path).ok(),
        Place::Folder | Place::Nothing => None,
    }
}

/// Returns the page that stands in the place of what is not there: the nearest one up from there, for each language has one.
pub(super) fn not_found(folder: &Path, address: &str) -> Page {
    let folders = address.match_indices('/').map(|(at, _)| &address[..=at]);
    let mut nearest = folders.collect::<Vec<_>>().into_iter().rev().take(DEEP).chain(["/"]);
    match nearest.find_map(|above| read(folder, &format!("{above}{NOT_FOUND}"))) {
        Some(bytes) => Page::new(bytes, Stands::NotFound),
        None => Page::new(NO_SITE.to_vec(), Stands::NoSite),
    }
}

/// An open file that is no page.
#[derive(Debug)]
pub(super) struct Opened {
    /// At its start.
    pub file: File,
    /// In bytes.
    pub size: u64,
    /// When it was last changed.
    pub modified: SystemTime,
}

impl Opened {
    /// Opens a file.
    pub fn at(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let metadata = file.metadata()?;
        Ok(Self {
            size: metadata.len(),
            modified: metadata.modified().unwrap_or(UNIX_EPOCH),
            file,
        })
    }

    /// What tells this state of the file from others.
    pub fn tag(&self) -> String {
        let since = self.modified.duration_since(UNIX_EPOCH).unwrap_or_default();
        format!("\"{:x}-{:x}\"", self.size, since.as_nanos())
    }
}
