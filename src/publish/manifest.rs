//! The list of what a build wrote, kept in the output folder.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use super::disk::{self, Failure};

/// The name of the list.
pub const MANIFEST: &str = ".courant-manifest";
/// The first line; another one is of another version, whose records are read the same way or not at all.
const HEAD: &str = "courant manifest 4";
/// The last line; without it, part of the list is lost.
const END: &str = "end";
/// The line that says that a build is under way, or was when it ended.
const UNDER_WAY: &str = "under way";
/// How much of the list is written at a time, in bytes.
const BLOCK: usize = 256 * 1024;

/// What is known of the files in an output folder.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// Size and hash of each file, sorted by path. While a build is under way a file has one for what it held and one for what it
    /// will hold.
    pub files: Vec<(Arc<str>, Record)>,
    /// Whether a build ended before it was done: then no record says what a file holds now.
    pub under_way: bool,
    /// Whether all of the list is there: only then is a file that it does not name somebody else's for certain.
    pub whole: bool,
    /// Whether there is a list at all.
    pub exists: bool,
}

/// What is known of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Record {
    pub size: u64,
    /// XXH3, 128 bits: it tells changes from accidents, not from somebody who means to deceive.
    pub hash: u128,
    /// When it was last changed, in nanoseconds since 1970, as the file system says.
    pub modified: u64,
    /// When something last came into its folder or went, likewise, and the folder held nobody else's file then; 0 where that is not known.
    pub folder: u64,
}

impl Record {
    /// Of a file that is about to be written into a new folder. No file has it: nothing at all has another hash.
    pub const UNKNOWN: Self = Self {
        size: 0,
        hash: 0,
        modified: 0,
        folder: 0,
    };
}

impl Manifest {
    /// Reads the list of an output folder. What can be read of one that is damaged or of another version counts.
    pub fn read(output: &Path) -> Self {
        let path = output.join(MANIFEST);
        let Ok(text) = fs::read_to_string(&path) else {
            return Self {
                exists: path.symlink_metadata().is_ok(),
                under_way: true,
                ..Self::default()
            };
        };
        let mut lines = text.lines();
        let mut whole = lines.next() == Some(HEAD) && text.ends_with(&format!("\n{END}\n"));
        let mut under_way = false;
        let mut files = Vec::new();
        for line in lines {
            match line {
                UNDER_WAY => under_way = true,
                END => {}
                line => match record(line) {
                    Some((path, record)) => files.push((path.into(), record)),
                    None => whole = false,
                },
            }
        }
        if let Ok(coming) = fs::read_to_string(output.join(mark())) {
            under_way = true;
            // One that is cut off was written before the first file came.
            files.extend(
                coming
                    .lines()
                    .map_while(record)
                    .map(|(path, record)| (path.into(), record)),
            );
        }
        let mut manifest = Self {
            files,
            under_way: under_way || !whole,
            whole,
            exists: true,
        };
        manifest.sort();
        manifest
    }

    /// A list of these files, of a build that is done.
    pub fn of(files: Vec<(Arc<str>, Record)>) -> Self {
        Self {
            files,
            under_way: false,
            whole: true,
            exists: true,
        }
    }

    /// Marks the folder as one that these files come into. Beside a list that says all of what is there a short one of them is enough.
    pub fn mark(&self, output: &Path, coming: impl Iterator<Item = (Arc<str>, Record)>) -> Result<(), Failure> {
        if !self.whole || self.under_way {
            return self.while_under_way(coming).write(output);
        }
        let path = output.join(mark());
        let mut text = Vec::new();
        coming.for_each(|(path, record)| line(&mut text, &path, &record));
        let written = disk::create(&path).and_then(|mut file| file.write_all(&text));
        written.map_err(|error| {
            let _ = fs::remove_file(&path);
            (path, error)
        })
    }

    /// What stands in the folder while a build puts files into it: those that are there, and those that will be.
    pub fn while_under_way(&self, coming: impl Iterator<Item = (Arc<str>, Record)>) -> Self {
        let mut manifest = Self {
            files: self.files.clone(),
            under_way: true,
            whole: true,
            exists: true,
        };
        manifest.files.extend(coming);
        manifest.sort();
        manifest
    }

    fn sort(&mut self) {
        // Stable, for that sort knows what is in order, and nearly all is.
        self.files.sort();
        self.files.dedup();
    }

    /// Returns all that is known of a file.
    pub fn records(&self, path: &str) -> &[(Arc<str>, Record)] {
        let from = self.files.partition_point(|(known, _)| **known < *path);
        let count = self.files[from..]
            .iter()
            .take_while(|(known, _)| **known == *path)
            .count();
        &self.files[from..from + count]
    }

    /// Returns the folders that the files lie in, and those in which these lie, but for the output folder itself: sorted by path, with what
    /// the files know of when each last changed.
    pub fn folders(&self) -> Vec<(&str, u64)> {
        let mut folders: Vec<(&str, u64)> = Vec::with_capacity(self.files.len());
        let mut above = "";
        for (path, record) in &self.files {
            let folder = folder_of(path);
            folders.push((folder, record.folder));
            if folder_of(folder) != above {
                above = folder_of(folder);
                let ends = above.match_indices('/').map(|(at, _)| at).chain([above.len()]);
                folders.extend(ends.map(|end| (&above[..end], 0)));
            }
        }
        // A new folder was last changed when the last of its files came.
        folders.sort_by(|a, b| a.0.cmp(b.0).then(b.1.cmp(&a.1)));
        folders.dedup_by_key(|(folder, _)| *folder);
        folders.retain(|(folder, _)| !folder.is_empty());
        folders
    }

    /// Returns whether the list names a file.
    pub fn names(&self, path: &str) -> bool {
        self.index(path).is_some()
    }

    /// Returns at which place of the list a file stands.
    pub fn index(&self, path: &str) -> Option<usize> {
        self.files.binary_search_by(|(known, _)| (**known).cmp(path)).ok()
    }

    /// Writes the list into a file of this name, which no list stands in yet.
    pub fn write_to(&self, path: &Path) -> Result<(), Failure> {
        let written = disk::create(path).and_then(|file| self.write_text(file));
        written.map_err(|error| (path.to_owned(), error))
    }

    /// The text of a million files is as large as all else that is known of them, so it is never whole in memory.
    fn write_text(&self, mut file: File) -> io::Result<()> {
        let mut text = Vec::with_capacity(BLOCK + 4096);
        writeln!(text, "{HEAD}")?;
        if self.under_way {
            writeln!(text, "{UNDER_WAY}")?;
        }
        for (path, record) in &self.files {
            line(&mut text, path, record);
            if text.len() >= BLOCK {
                file.write_all(&text)?;
                text.clear();
            }
        }
        writeln!(text, "{END}")?;
        file.write_all(&text)
    }

    /// Writes the list in the place of the one that is there: into a file beside it, which then takes its place.
    pub fn write(&self, output: &Path) -> Result<(), Failure> {
        let beside = output.join(beside());
        // Of a build that was killed.
        let _ = fs::remove_file(&beside);
        let placed = self.write_to(&beside).and_then(|()| Self::place(&beside, output));
        if placed.is_err() {
            let _ = fs::remove_file(&beside);
        }
        placed
    }

    /// Makes the file `written` the list of the folder, in which nothing is under way any more.
    pub fn place(written: &Path, output: &Path) -> Result<(), Failure> {
        let path = output.join(MANIFEST);
        fs::rename(written, &path).map_err(|error| (path, error))?;
        // If it stays, the next build looks closer than it must.
        let _ = fs::remove_file(output.join(mark()));
        Ok(())
    }
}

/// The name of the file that is there while files come into a folder of which all is known: it lists them.
pub(super) fn mark() -> String {
    format!("{MANIFEST}.under-way")
}

/// Adds the line of a file.
fn line(text: &mut Vec<u8>, path: &str, record: &Record) {
    let Record {
        size,
        hash,
        modified,
        folder,
    } = record;
    digits(text, *size);
    text.push(b' ');
    text.extend_from_slice(&hex(*hash));
    for number in [*modified, *folder] {
        text.push(b' ');
        digits(text, number);
    }
    text.push(b' ');
    text.extend_from_slice(path.as_bytes());
    text.push(b'\n');
}

/// The name of the list while it is written.
pub(super) fn beside() -> String {
    format!("{MANIFEST}.new")
}

/// Adds a number in digits: `{}` would be a third of what it takes to write the list.
fn digits(text: &mut Vec<u8>, number: u64) {
    text.extend_from_slice(itoa::Buffer::new().format(number).as_bytes());
}

/// Returns a hash in 32 digits: `{:032x}` would be a third of what it takes to write the list.
fn hex(hash: u128) -> [u8; 32] {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let mut hex = [0; 32];
    for (digits, byte) in hex.chunks_exact_mut(2).zip(hash.to_be_bytes()) {
        digits[0] = DIGITS[usize::from(byte >> 4)];
        digits[1] = DIGITS[usize::from(byte & 15)];
    }
    hex
}

/// Returns the folder that a file or folder lies in; nothing where that is the output folder itself.
pub(super) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// Takes a number and the space behind it.
fn number(rest: &mut &str) -> Option<u64> {
    let end = rest
        .bytes()
        .position(|byte| !byte.is_ascii_digit())
        .filter(|end| *end > 0)?;
    let (digits, behind) = rest.split_at(end);
    *rest = behind.strip_prefix(' ')?;
    digits.bytes().try_fold(0, |number: u64, digit| {
        number.checked_mul(10)?.checked_add(u64::from(digit - b'0'))
    })
}

/// Reads a line; by hand, for there is one for every file of the output.
fn record(line: &str) -> Option<(&str, Record)> {
    let mut rest = line;
    let size = number(&mut rest)?;
    let (digits, behind) = rest.split_at_checked(32)?;
    let hash = digits.bytes().try_fold(0, |hash: u128, digit| {
        let digit = char::from(digit).to_digit(16)?;
        Some(hash << 4 | u128::from(digit))
    })?;
    rest = behind.strip_prefix(' ')?;
    let modified = number(&mut rest)?;
    let folder = number(&mut rest)?;
    let path = rest;
    let inside =
        !path.is_empty() && !path.starts_with('/') && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
    inside.then_some((
        path,
        Record {
            size,
            hash,
            modified,
            folder,
        },
    ))
}
