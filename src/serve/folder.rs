//! The folder in the cache that a server has for itself.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use crate::cache::CACHE;

/// How many servers of one site there can be at a time.
const MOST: usize = 16;

/// A folder that no other server of the site uses, until this is dropped.
#[derive(Debug)]
pub(super) struct Folder {
    /// Where the site is built, as a path without links.
    pub site: PathBuf,
    /// Where it is kept what is known from one build to the next.
    pub kept: PathBuf,
    /// Holds the lock.
    _lock: File,
}

impl Folder {
    /// Takes a folder for the site in `root`: that of the last server, where this is gone.
    pub fn take(root: &Path) -> io::Result<Self> {
        let all = root.join(CACHE).join("serve");
        fs::create_dir_all(&all)?;
        // Wherever it is, it is nothing to put under version control.
        fs::write(all.join(".gitignore"), "*\n")?;
        for number in 1..=MOST {
            let folder = all.join(number.to_string());
            fs::create_dir_all(&folder)?;
            let lock = File::create(folder.join("lock"))?;
            match lock.try_lock() {
                Ok(()) => {
                    let (site, kept) = (folder.join("site"), folder.join("kept"));
                    return Ok(Self {
                        site: folder.canonicalize().map_or(site, |folder| folder.join("site")),
                        kept,
                        _lock: lock,
                    });
                }
                Err(TryLockError::WouldBlock) => {}
                Err(TryLockError::Error(error)) => return Err(error),
            }
        }
        Err(io::Error::other("too many servers of this site are running"))
    }
}
