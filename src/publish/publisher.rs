//! The output folder while a build fills it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::disk::{self, Failure};
use super::foreign;
use super::manifest::{MANIFEST, Manifest, Record};
use crate::diagnostic::{Code, Diagnostic};
use crate::read::plain_words;

/// The folder, in the output folder, for what is held back on disk.
pub(super) const STAGED: &str = ".courant-staged";
/// How many bytes are held back in memory before the disk is used.
const HELD: usize = 64 * 1024 * 1024;

/// What was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files that were written.
    pub written: usize,
    /// Files that were right already.
    pub unchanged: usize,
    /// Files that were removed.
    pub removed: usize,
}

/// The output folder while a build fills it. Dropped without [`Publisher::commit`], it leaves the folder as it was.
#[derive(Debug)]
pub struct Publisher<'a> {
    output: &'a Path,
    former: Manifest,
    /// What may be written, while it is written as it comes; nothing in a folder that holds a site.
    into_new: Option<New>,
    held: AtomicUsize,
    staged: AtomicUsize,
    done: bool,
}

/// A folder that holds no site yet.
#[derive(Debug)]
struct New {
    planned: Vec<String>,
    /// Whether the folder itself was made by this build.
    made: bool,
}

/// A file of the new output: written, right already, or held back.
#[derive(Debug)]
pub struct Put(State);

#[derive(Debug)]
enum State {
    Written(Record),
    Unchanged(Record),
    /// In memory.
    Held(Vec<u8>),
    /// In a file of this number.
    Staged(usize, Record),
    /// To be copied from here.
    Copy(PathBuf),
}

impl<'a> Publisher<'a> {
    /// Opens the output folder for the files `planned`, by path with `/` between folders. Refuses a folder that holds files of
    /// somebody else.
    pub fn open(output: &'a Path, planned: Vec<String>) -> Result<Self, Vec<Diagnostic>> {
        let former = Manifest::read(output);
        foreign::check(output, &former, &planned)?;
        let is_new = !former.exists;
        let mut publisher = Self {
            output,
            former,
            into_new: None,
            held: AtomicUsize::new(0),
            staged: AtomicUsize::new(0),
            done: false,
        };
        // Of a build that was killed.
        let _ = fs::remove_dir_all(output.join(STAGED));
        if is_new {
            let made = !output.exists();
            publisher.into_new = Some(New {
                planned: Vec::new(),
                made,
            });
            fs::create_dir_all(output).map_err(|error| vec![failed(&(output.to_owned(), error))])?;
            publisher.mark(planned.iter().map(String::as_str))?;
            publisher.into_new = Some(New { planned, made });
        }
        Ok(publisher)
    }

    /// Puts a file of these bytes at `path`.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, Diagnostic> {
        let full = self.output.join(path);
        if self.into_new.is_some() {
            let written = disk::write_with_folders(&full, bytes);
            return match written {
                Ok(record) => Ok(Put(State::Written(record))),
                Err(error) => Err(failed(&(full, error))),
            };
        }
        let (size, hash) = (bytes.len() as u64, xxh3_128(bytes));
        if let Some(record) = self.there(path, &full, size, hash) {
            return Ok(Put(State::Unchanged(record)));
        }
        self.refuse_unknown(path, &full)?;
        if self.held.fetch_add(bytes.len(), Ordering::Relaxed) + bytes.len() <= HELD {
            return Ok(Put(State::Held(bytes.to_vec())));
        }
        self.held.fetch_sub(bytes.len(), Ordering::Relaxed);
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        let staged = self.staged_file(number);
        match disk::write_with_folders(&staged, bytes) {
            Ok(record) => Ok(Put(State::Staged(number, record))),
            Err(error) => Err(failed(&(staged, error))),
        }
    }

    /// Leaves the file at `path` as it is, if it is there as a former build left it and of these bytes.
    pub fn keep(&self, path: &str, hash: u128) -> Option<Put> {
        let record = self.former.get(path).filter(|record| record.hash == hash)?;
        let is_there = !self.former.under_way && disk::is_untouched(&self.output.join(path), record);
        is_there.then_some(Put(State::Unchanged(*record)))
    }

    /// Puts a copy of the file `source` at `path`.
    pub fn copy(&self, path: &str, source: &Path) -> Result<Put, Diagnostic> {
        let full = self.output.join(path);
        if self.into_new.is_some() {
            return match disk::copy(source, &full) {
                Ok(record) => Ok(Put(State::Written(record))),
                Err(error) => Err(failed(&(full, error))),
            };
        }
        let (size, hash) = disk::measure(source).map_err(|error| failed(&(source.to_owned(), error)))?;
        if let Some(record) = self.there(path, &full, size, hash) {
            return Ok(Put(State::Unchanged(record)));
        }
        self.refuse_unknown(path, &full)?;
        Ok(Put(State::Copy(source.to_owned())))
    }

    /// With a list that was damaged nobody knows whose a file is; one that is not what this build makes is left alone.
    fn refuse_unknown(&self, path: &str, full: &Path) -> Result<(), Diagnostic> {
        if !self.former.exists || !self.former.files.is_empty() || !full.is_file() {
            return Ok(());
        }
        let message = format!(
            "the list of what Courant wrote into {} is damaged, and {path} there may be somebody else's",
            self.output.display()
        );
        let hint = "remove the folder if all of it was made by Courant, or choose another with --output; nothing has been changed";
        Err(Diagnostic::new(Code::ForeignOutput, message).hint(hint))
    }

    /// Returns the record of the file if it is there and holds what it should.
    fn there(&self, path: &str, full: &Path, size: u64, hash: u128) -> Option<Record> {
        let Some(record) = self.former.get(path) else {
            // With a list that was damaged, what is there byte for byte is taken for ours.
            let damaged = self.former.exists && self.former.files.is_empty();
            return damaged.then(|| disk::holds(full, size, hash))?;
        };
        if !self.former.under_way && disk::is_untouched(full, record) {
            return Some(*record).filter(|record| (record.size, record.hash) == (size, hash));
        }
        disk::holds(full, size, hash)
    }

    /// Makes the folder hold exactly the files that were put, by path.
    pub fn commit(mut self, mut files: Vec<(String, Put)>) -> Result<Published, Vec<Diagnostic>> {
        files.par_sort_by(|a, b| a.0.cmp(&b.0));
        let mut published = Published::default();
        for (_, put) in &files {
            match put.0 {
                State::Unchanged(_) => published.unchanged += 1,
                _ => published.written += 1,
            }
        }
        let is_wanted = |path: &str| files.binary_search_by(|(known, _)| known.as_str().cmp(path)).is_ok();
        let names = self.former.files.iter().map(|(path, _)| path.as_str());
        let stale: Vec<&str> = names.filter(|path| !is_wanted(path)).collect();
        if published.written == 0 && stale.is_empty() && !self.former.under_way {
            self.done = true;
            // A file that was put back as it was has another time.
            let same = files.len() == self.former.files.len()
                && files
                    .iter()
                    .zip(&self.former.files)
                    .all(|((_, put), (_, record))| matches!(&put.0, State::Unchanged(now) if now == record));
            if !same {
                self.write_manifest(files.into_iter().map(|(path, put)| (path, put.0.record())).collect())?;
            }
            return Ok(published);
        }
        let paths: Vec<&str> = files.iter().map(|(path, _)| path.as_str()).collect();
        if self.into_new.is_none() {
            self.mark(paths.iter().copied())?;
            disk::clear_way(self.output, &paths, &self.former).map_err(|failure| vec![failed(&failure)])?;
        }
        let records: Vec<Result<Record, Failure>> = files
            .par_iter()
            .with_min_len(16)
            .map(|(path, put)| self.finish(path, &put.0))
            .collect();
        let records: Result<Vec<Record>, Failure> = records.into_iter().collect();
        let records = records.map_err(|failure| vec![failed(&failure)])?;
        published.removed = disk::remove(self.output, &stale).map_err(|failure| vec![failed(&failure)])?;
        self.done = true;
        let _ = fs::remove_dir_all(self.output.join(STAGED));
        self.write_manifest(files.into_iter().map(|(path, _)| path).zip(records).collect())?;
        Ok(published)
    }

    fn finish(&self, path: &str, state: &State) -> Result<Record, Failure> {
        let full = self.output.join(path);
        let result = match state {
            State::Written(record) | State::Unchanged(record) => Ok(*record),
            State::Held(bytes) => disk::write_with_folders(&full, bytes),
            State::Copy(source) => disk::copy(source, &full),
            State::Staged(number, record) => disk::move_to(&self.staged_file(*number), &full).map(|()| *record),
        };
        result.map_err(|error| (full, error))
    }

    fn staged_file(&self, number: usize) -> PathBuf {
        self.output.join(STAGED).join(number.to_string())
    }

    /// Names, before any of them is written, all files that are there and that may be: were the build killed now, the next one would
    /// know every file as ours, and trust none.
    fn mark<'p>(&self, planned: impl Iterator<Item = &'p str>) -> Result<(), Vec<Diagnostic>> {
        let unknown = Record {
            size: 0,
            hash: 0,
            modified: 0,
        };
        let mut files = self.former.files.clone();
        let new = planned.filter(|path| self.former.get(path).is_none());
        files.extend(new.map(|path| (path.to_owned(), unknown)));
        files.sort_by(|a, b| a.0.cmp(&b.0));
        let manifest = Manifest {
            files,
            under_way: true,
            exists: true,
        };
        self.write(&manifest)
    }

    fn write_manifest(&self, files: Vec<(String, Record)>) -> Result<(), Vec<Diagnostic>> {
        self.write(&Manifest {
            files,
            under_way: false,
            exists: true,
        })
    }

    fn write(&self, manifest: &Manifest) -> Result<(), Vec<Diagnostic>> {
        let written = manifest.write(self.output);
        written.map_err(|error| vec![failed(&(self.output.join(MANIFEST), error))])
    }
}

impl Put {
    /// Returns the hash of the file, if it is known before the file is there.
    pub fn hash(&self) -> Option<u128> {
        match &self.0 {
            State::Written(record) | State::Unchanged(record) | State::Staged(_, record) => Some(record.hash),
            State::Held(bytes) => Some(xxh3_128(bytes)),
            State::Copy(_) => None,
        }
    }
}

impl State {
    /// What is known of the file, once it is there.
    fn record(&self) -> Record {
        match self {
            Self::Written(record) | Self::Unchanged(record) | Self::Staged(_, record) => *record,
            Self::Held(_) | Self::Copy(_) => Record {
                size: 0,
                hash: 0,
                modified: 0,
            },
        }
    }
}

impl Drop for Publisher<'_> {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        let _ = fs::remove_dir_all(self.output.join(STAGED));
        let Some(New { planned, made }) = &self.into_new else {
            return;
        };
        let mut written: Vec<&str> = planned.iter().map(String::as_str).collect();
        let beside = format!("{MANIFEST}.new");
        written.extend([MANIFEST, &beside]);
        let _ = disk::remove(self.output, &written);
        if *made {
            let _ = fs::remove_dir(self.output);
        }
    }
}

/// Returns the hash of the list of files in an output folder.
pub fn manifest_hash(output: &Path) -> Option<u128> {
    fs::read(output.join(MANIFEST)).ok().map(|bytes| xxh3_128(&bytes))
}

/// Whether an output folder is as the build left it whose list has this hash: every file there, by size and time, and no other.
pub fn is_as_left(output: &Path, hash: u128) -> bool {
    if manifest_hash(output) != Some(hash) {
        return false;
    }
    let manifest = Manifest::read(output);
    let (files, strangers) = rayon::join(
        || {
            let files = manifest.files.par_iter().with_min_len(64);
            files.all(|(path, record)| disk::is_untouched(&output.join(path), record))
        },
        || foreign::check(output, &manifest, &[]).is_ok(),
    );
    !manifest.under_way && files && strangers
}

fn failed((path, error): &(PathBuf, io::Error)) -> Diagnostic {
    let message = format!("{} cannot be written: {}", path.display(), plain_words(error));
    Diagnostic::new(Code::CannotWrite, message).hint("make room, or see who may write there, and build again")
}
