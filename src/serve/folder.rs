//! The folder in the cache that a server has for itself, as long as it runs.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::thread;

use rayon::prelude::*;

use crate::cache::{CACHE, IGNORE, make_folder};

/// How many servers of one site there can be at a time.
const MOST: usize = 16;
const LOCK: &str = "lock";

/// A folder that no other server of the site uses, until it is removed.
#[derive(Debug)]
pub(super) struct Folder {
    /// Where the site is built, as a path without links.
    pub site: PathBuf,
    /// Where it is kept what is known from one build to the next.
    pub kept: PathBuf,
    /// The folder itself.
    own: PathBuf,
    /// That of all servers of the site.
    all: PathBuf,
    /// Where the site at other moments is built.
    pub previews: PathBuf,
    /// Holds the lock.
    _lock: File,
}

impl Folder {
    /// Takes a folder for the site in `root`: one that a server left which was killed, if there is one, for the pages in it are half the work. What
    /// more of them left is removed, while nobody waits for it.
    pub fn take(root: &Path) -> io::Result<Self> {
        let all = root.join(CACHE).join("serve");
        make_folder(&all)?;
        let mut numbers = 1..=MOST;
        for number in numbers.by_ref() {
            let own = all.join(number.to_string());
            if let Some(lock) = locked(&own)? {
                let (site, kept) = (own.join("site"), own.join("kept"));
                let left: Vec<PathBuf> = numbers.map(|number| all.join(number.to_string())).collect();
                thread::spawn(move || left.iter().filter(|left| left.is_dir()).for_each(|left| put_away(left)));
                return Ok(Self {
                    site: own.canonicalize().map_or(site, |own| own.join("site")),
                    kept,
                    previews: own.join("as-at"),
                    own,
                    all,
                    _lock: lock,
                });
            }
        }
        Err(io::Error::other("too many servers of this site are running"))
    }

    /// Removes the folder, and those around it where nothing else is in them.
    pub fn remove(self) {
        empty(&self.own);
        let _ = fs::remove_file(self.own.join(LOCK));
        let _ = fs::remove_dir(&self.own);
        let is_last =
            fs::read_dir(&self.all).is_ok_and(|entries| entries.flatten().all(|entry| entry.file_name() == IGNORE));
        if is_last {
            let _ = fs::remove_file(self.all.join(IGNORE));
            let _ = fs::remove_dir(&self.all);
            if let Some(cache) = self.all.parent() {
                let _ = fs::remove_dir(cache);
            }
        }
    }
}

/// Returns the lock of a server's folder, which is made if it is not there; none where another server has it.
fn locked(own: &Path) -> io::Result<Option<File>> {
    fs::create_dir_all(own)?;
    let lock = File::create(own.join(LOCK))?;
    match lock.try_lock() {
        Ok(()) => Ok(Some(lock)),
        Err(TryLockError::WouldBlock) => Ok(None),
        Err(TryLockError::Error(error)) => Err(error),
    }
}

/// Removes what a server left in its folder that runs no more.
fn put_away(own: &Path) {
    if let Ok(Some(_lock)) = locked(own) {
        empty(own);
        let _ = fs::remove_file(own.join(LOCK));
        let _ = fs::remove_dir(own);
    }
}

/// Removes all that is in a server's folder but its lock.
fn empty(own: &Path) {
    for entry in fs::read_dir(own).into_iter().flatten().flatten() {
        if entry.file_name() != LOCK {
            remove(&entry.path());
        }
    }
}

/// Removes a file, or a folder with what is in it, on all cores: a large site is a hundred thousand of them. What a link leads to is left.
fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    if !is_folder {
        let _ = fs::remove_file(path);
        return;
    }
    let entries: Vec<PathBuf> = fs::read_dir(path)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .collect();
    entries.par_iter().for_each(|path| remove(path));
    let _ = fs::remove_dir(path);
}
