//! The output folder while a build fills it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::commit::STAGED;
use super::disk::{self, Failure};
use super::foreign::{self, Holds};
use super::look::Look;
use super::manifest::{MANIFEST, Manifest, Record, beside};
use super::pieces::Pieces;
use super::stale::{self, Stale};
use crate::diagnostic::{Code, Diagnostic};
use crate::read::plain_words;

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
    pub(super) output: &'a Path,
    pub(super) former: Manifest,
    /// For each file of the former list, whether it is as it was written.
    untouched: Vec<bool>,
    /// For each, when its folder last changed, if that holds nobody else's file; else 0.
    folders: Vec<u64>,
    /// What no longer belongs.
    pub(super) stale: Stale,
    /// What may be written, while it is written as it comes; nothing in a folder that holds a site.
    pub(super) into_new: Option<New>,
    held: AtomicUsize,
    staged: AtomicUsize,
    pub(super) done: bool,
}

/// A folder that holds no site yet.
#[derive(Debug)]
pub(super) struct New {
    planned: Vec<Arc<str>>,
    /// Whether the folder itself was made by this build.
    made: bool,
    /// Files that were met there, and are not this build's to remove. A lock, for hardly any build has one.
    met: Mutex<Vec<Arc<str>>>,
}

impl New {
    /// Returns the paths of files that are there only if this build wrote them.
    fn own(&self) -> impl Iterator<Item = &Arc<str>> {
        let met = self.met.lock().map(|met| met.clone()).unwrap_or_default();
        self.planned.iter().filter(move |path| !met.contains(path))
    }
}

/// A file of the new output: written, right already, or held back.
#[derive(Debug)]
pub struct Put(pub(super) State);

#[derive(Debug)]
pub(super) enum State {
    Written(Record),
    Unchanged(Record),
    /// In memory.
    Held(Vec<u8>),
    /// In a file of this number.
    Staged(usize, Record),
    /// To be copied from here.
    Copy(PathBuf),
    /// Somebody else's file stands in its place.
    Taken,
}

impl<'a> Publisher<'a> {
    /// Opens the output folder, found as `look` says, for exactly the files `planned`, by path with `/` between folders. Refuses a folder that holds files of
    /// somebody else.
    pub fn open(output: &'a Path, look: Look, mut planned: Vec<Arc<str>>) -> Result<Self, Vec<Diagnostic>> {
        planned.par_sort_unstable();
        let holds = foreign::check(output, &look, &planned)?;
        let stale = Stale::of(output, &look.former, &planned);
        let mut publisher = Self::onto(output, look, stale);
        if holds == Holds::Nothing {
            let made = !output.exists();
            fs::create_dir_all(output).map_err(|error| vec![failed(&(output.to_owned(), error))])?;
            // What a host keeps there may be part of the site too.
            let met = planned
                .iter()
                .filter(|path| foreign::is_tolerated(path) && disk::there(&output.join(&***path)).is_some());
            publisher.into_new = Some(New {
                made,
                met: Mutex::new(met.cloned().collect()),
                planned,
            });
            publisher.mark_new()?;
        }
        Ok(publisher)
    }

    /// Opens the output folder for a site of the same files, a few of which have changed: those that are given to [`Publisher::commit_over`]. None
    /// where the folder is not as the build left it whose list has this hash.
    pub fn over(output: &'a Path, look: Look, hash: u128) -> Option<Self> {
        if !is_as_left(output, &look, hash) || !look.holds_a_site() {
            return None;
        }
        Some(Self::onto(output, look, Stale::default()))
    }

    /// Makes the folder hold these files in the place of those that it holds, and leaves the others as they are.
    pub fn commit_over(self, changed: Vec<(Arc<str>, Put)>) -> Result<Published, Vec<Diagnostic>> {
        let mut files: Vec<(Arc<str>, Put)> = Vec::with_capacity(self.former.files.len());
        let all = self.former.files.iter().zip(&self.folders);
        files.extend(all.map(|((path, record), folder)| {
            let folder = *folder;
            (Arc::clone(path), Put(State::Unchanged(Record { folder, ..*record })))
        }));
        for (path, put) in changed {
            match self.former.index(&path) {
                Some(place) => files[place].1 = put,
                None => files.push((path, put)),
            }
        }
        self.commit(files)
    }

    fn onto(output: &'a Path, look: Look, stale: Stale) -> Self {
        let Look {
            former,
            untouched,
            folders,
            unlisted: _,
        } = look;
        // Of a build that was killed.
        let _ = fs::remove_dir_all(output.join(STAGED));
        Self {
            output,
            former,
            untouched,
            folders,
            stale,
            into_new: None,
            held: AtomicUsize::new(0),
            staged: AtomicUsize::new(0),
            done: false,
        }
    }

    /// Names, before the first is written, all files that may be: were the build killed now, the next one would know them as ours.
    fn mark_new(&self) -> Result<(), Vec<Diagnostic>> {
        let planned = self.into_new.iter().flat_map(New::own);
        let coming = planned.map(|path| (Arc::clone(path), Record::UNKNOWN));
        let marked = self.former.while_under_way(coming).write(self.output);
        marked.map_err(|failure| vec![failed(&failure)])
    }

    /// Tells what is left in the folder although it does not belong there.
    pub fn warnings(&self) -> Vec<Diagnostic> {
        let kept = &self.stale.kept;
        if kept.is_empty() {
            return Vec::new();
        }
        let message = format!(
            "{} in {} is no longer part of the site, and is not as Courant wrote it, so it stays",
            foreign::named(kept),
            self.output.display()
        );
        let hint = "keep it elsewhere, or throw it away: the next build counts it as somebody else's, and stops";
        vec![Diagnostic::new(Code::ChangedOutput, message).hint(hint)]
    }

    /// Puts a file of these bytes at `path`.
    pub fn put(&self, path: &str, bytes: &[u8]) -> Result<Put, Diagnostic> {
        let full = self.output.join(path);
        let measured = || Ok((bytes.len() as u64, xxh3_128(bytes)));
        if self.into_new.is_some() {
            let written = disk::write(&full, bytes);
            return self.come_into_new(path, full, written, measured);
        }
        if let Some(state) = self.there(path, &full, measured()?) {
            return Ok(Put(state));
        }
        if self.held.fetch_add(bytes.len(), Ordering::Relaxed) + bytes.len() <= HELD {
            return Ok(Put(State::Held(bytes.to_vec())));
        }
        self.held.fetch_sub(bytes.len(), Ordering::Relaxed);
        match self.stage(|staged| disk::write(staged, bytes)) {
            Ok(state) => Ok(Put(state)),
            Err(error) => Err(failed(&(full, error))),
        }
    }

    /// Puts a file at `path` that comes in pieces.
    pub fn pieces<'p>(&'p self, path: &'p str) -> Pieces<'p> {
        Pieces::new(self, path)
    }

    /// Leaves the file at `path` as it is, if it is there as a former build left it and of these bytes.
    pub fn keep(&self, path: &str, hash: u128) -> Option<Put> {
        let record = self.untouched(path)?;
        (record.hash == hash).then_some(Put(State::Unchanged(record)))
    }

    /// Leaves the file at `path` as it is, if it is there as a former build left it: for one whose name says all that it is made from.
    pub fn keep_by_name(&self, path: &str) -> Option<Put> {
        Some(Put(State::Unchanged(self.untouched(path)?)))
    }

    /// Puts a copy of the file `source` at `path`.
    pub fn copy(&self, path: &str, source: &Path) -> Result<Put, Diagnostic> {
        let full = self.output.join(path);
        let measured = || disk::measure(source).map_err(|error| failed(&(source.to_owned(), error)));
        if self.into_new.is_some() {
            let written = disk::copy(source, &full);
            return self.come_into_new(path, full, written, measured);
        }
        let state = self.there(path, &full, measured()?);
        Ok(Put(state.unwrap_or_else(|| State::Copy(source.to_owned()))))
    }

    /// What became of a file in a new folder. One that stood there already, as `CNAME` may, is not written over.
    pub(super) fn come_into_new(
        &self,
        path: &str,
        full: PathBuf,
        written: io::Result<Record>,
        measured: impl Fn() -> Result<(u64, u128), Diagnostic>,
    ) -> Result<Put, Diagnostic> {
        match written {
            Ok(record) => Ok(Put(State::Written(record))),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
                if let Some(Ok(mut met)) = self.into_new.as_ref().map(|new| new.met.lock()) {
                    met.push(path.into());
                }
                let state = self.there(path, &full, measured()?);
                state.map(Put).ok_or_else(|| failed(&(full, error)))
            }
            Err(error) => Err(failed(&(full, error))),
        }
    }

    /// Returns what is known of a file that is there: that it holds what it should, or that it is somebody else's.
    pub(super) fn there(&self, path: &str, full: &Path, (size, hash): (u64, u128)) -> Option<State> {
        let known = if self.into_new.is_some() {
            &[]
        } else {
            self.former.records(path)
        };
        if let Some(record) = self.untouched(path) {
            return ((record.size, record.hash) == (size, hash)).then_some(State::Unchanged(record));
        }
        if let Some(record) = disk::holds(full, size, hash) {
            return Some(State::Unchanged(record));
        }
        let is_taken = known.is_empty() && disk::there(full).is_some_and(|metadata| !metadata.is_dir());
        is_taken.then_some(State::Taken)
    }

    /// Returns what is known of a file of the former list that is there as it was written.
    fn untouched(&self, path: &str) -> Option<Record> {
        let place = self
            .former
            .index(path)
            .filter(|_| !self.former.under_way && self.into_new.is_none())?;
        let (_, record) = self.former.files.get(place)?;
        let folder = self.folders.get(place).copied().unwrap_or_default();
        (self.untouched.get(place) == Some(&true)).then_some(Record { folder, ..*record })
    }

    /// Writes what will be moved to its place into a file beside the site.
    pub(super) fn stage(&self, write: impl FnOnce(&Path) -> io::Result<Record>) -> io::Result<State> {
        let number = self.next_staged();
        let record = write(&self.staged_file(number))?;
        // The folder that it will be moved to has another time then.
        Ok(State::Staged(number, Record { folder: 0, ..record }))
    }

    pub(super) fn next_staged(&self) -> usize {
        self.staged.fetch_add(1, Ordering::Relaxed)
    }

    pub(super) fn staged_file(&self, number: usize) -> PathBuf {
        self.output.join(STAGED).join(number.to_string())
    }
}

impl Put {
    /// What the list of files has of it, once it is on disk.
    pub(super) fn record(&self) -> Record {
        match self.0 {
            State::Written(record) | State::Unchanged(record) | State::Staged(_, record) => record,
            State::Held(_) | State::Copy(_) | State::Taken => Record::UNKNOWN,
        }
    }

    /// Returns the hash of the file, if it is known before the file is there.
    pub fn hash(&self) -> Option<u128> {
        match &self.0 {
            State::Written(record) | State::Unchanged(record) | State::Staged(_, record) => Some(record.hash),
            State::Held(bytes) => Some(xxh3_128(bytes)),
            State::Copy(_) | State::Taken => None,
        }
    }
}

impl Drop for Publisher<'_> {
    fn drop(&mut self) {
        if self.done {
            return;
        }
        let _ = fs::remove_dir_all(self.output.join(STAGED));
        let Some(new) = &self.into_new else { return };
        let beside = beside();
        let mut written: Vec<&str> = new.own().map(|path| &**path).collect();
        written.extend([MANIFEST, &beside]);
        let _ = stale::remove(self.output, &written);
        if new.made {
            let _ = fs::remove_dir(self.output);
        }
    }
}

/// Returns the hash of the list of files in an output folder.
pub fn manifest_hash(output: &Path) -> Option<u128> {
    fs::read(output.join(MANIFEST)).ok().map(|bytes| xxh3_128(&bytes))
}

/// Whether an output folder, found as `look` says, is as the build left it whose list has this hash: every file there, by size and time, and no
/// other.
pub fn is_as_left(output: &Path, look: &Look, hash: u128) -> bool {
    manifest_hash(output) == Some(hash) && look.is_as_left() && foreign::check(output, look, &[]).is_ok()
}

pub(super) fn failed((path, error): &Failure) -> Diagnostic {
    let message = format!("{} cannot be written: {}", path.display(), plain_words(error));
    Diagnostic::new(Code::CannotWrite, message).hint("make room, or see who may write there, and build again")
}
