//! The list of what a build wrote, kept in the output folder.

use std::fmt::Write as _;
use std::fs;
use std::io;
use std::path::Path;

/// The name of the list.
pub const MANIFEST: &str = ".courant-manifest";
/// The first line; another one is of another version, whose records are read the same way or not at all.
const HEAD: &str = "courant manifest 2";
/// The line that says that a build is under way, or was when it ended.
const UNDER_WAY: &str = "under way";

/// What is known of the files in an output folder.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// Size and hash of each file, sorted by path.
    pub files: Vec<(String, Record)>,
    /// Whether a build ended before it was done: then no record can be trusted.
    pub under_way: bool,
    /// Whether there is a list at all.
    pub exists: bool,
}

/// What is known of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Record {
    pub size: u64,
    /// XXH3, 128 bits: it tells changes from accidents, not from somebody who means to deceive.
    pub hash: u128,
    /// When it was last changed, in nanoseconds since 1970, as the file system says.
    pub modified: u64,
}

impl Manifest {
    /// Reads the list of an output folder. One that is damaged or of another version names nothing, but is one of ours.
    pub fn read(output: &Path) -> Self {
        let Ok(text) = fs::read_to_string(output.join(MANIFEST)) else {
            return Self {
                exists: output.join(MANIFEST).exists(),
                under_way: true,
                ..Self::default()
            };
        };
        let mut lines = text.lines();
        let known = lines.next() == Some(HEAD);
        let mut manifest = Self {
            exists: true,
            under_way: !known,
            files: Vec::new(),
        };
        for line in lines {
            if line == UNDER_WAY {
                manifest.under_way = true;
                continue;
            }
            match record(line) {
                Some((path, record)) => manifest.files.push((path.to_owned(), record)),
                None => manifest.under_way = true,
            }
        }
        manifest.files.sort_by(|a, b| a.0.cmp(&b.0));
        manifest.files.dedup_by(|later, first| later.0 == first.0);
        manifest
    }

    /// Returns what is known of a file.
    pub fn get(&self, path: &str) -> Option<&Record> {
        let at = self
            .files
            .binary_search_by(|(known, _)| known.as_str().cmp(path))
            .ok()?;
        Some(&self.files[at].1)
    }

    /// Writes the list: into a file beside it, which then takes its place.
    pub fn write(&self, output: &Path) -> io::Result<()> {
        let mut text = String::with_capacity(64 + self.files.len() * 120);
        text.push_str(HEAD);
        text.push('\n');
        if self.under_way {
            text.push_str(UNDER_WAY);
            text.push('\n');
        }
        for (path, record) in &self.files {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{} {:032x} {} {path}", record.size, record.hash, record.modified);
        }
        let beside = output.join(format!("{MANIFEST}.new"));
        fs::write(&beside, text)?;
        fs::rename(beside, output.join(MANIFEST))
    }
}

fn record(line: &str) -> Option<(&str, Record)> {
    let mut parts = line.splitn(4, ' ');
    let size = parts.next()?.parse().ok()?;
    let hash = u128::from_str_radix(parts.next()?, 16).ok()?;
    let modified = parts.next()?.parse().ok()?;
    let path = parts.next()?;
    let inside =
        !path.is_empty() && !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    inside.then_some((path, Record { size, hash, modified }))
}
