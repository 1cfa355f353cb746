//! The folder of the cache, and its lock.

use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::inputs::{Inputs, nanoseconds};

/// The name of the folder, beside `site.toml`.
pub const CACHE: &str = ".courant";
/// Which program this is: what another one kept says nothing of what this one would make.
const PROGRAM: &str = env!("COURANT_IDENTITY");
/// The file that says which program kept what lies beside it.
const KEPT_BY: &str = "program";
const LOCK: &str = "lock";
/// The file that keeps all beside it out of version control.
pub const IGNORE: &str = ".gitignore";

/// Makes a folder for what can be made again, if it is not there: wherever it lies, it is nothing to put under version control.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    let ignore = folder.join(IGNORE);
    if ignore.exists() {
        return Ok(());
    }
    fs::write(ignore, "*\n")
}

/// The cache of a site, locked until it is dropped.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// The files that the site is made of, as they were when it was locked: before anything was read.
    inputs: Inputs,
    /// Holds the lock; none for one that only looks.
    lock: Option<File>,
}

impl Cache {
    /// Opens the cache in `folder`, empties it of what another program kept, and looks at what the site in `root` is made of. Waits for another
    /// build that has it, and calls `alone` when none has it any more. None where there is to be none, or the folder cannot be written: that costs time
    /// and nothing else.
    pub fn open(folder: Option<&Path>, root: &Path, alone: impl FnOnce()) -> Option<Self> {
        let folder = folder?.to_owned();
        if !root.is_dir() {
            return None;
        }
        make_folder(&folder).ok()?;
        let mut lock = File::create(folder.join(LOCK)).ok()?;
        lock.lock().ok()?;
        alone();
        claim(&folder).ok()?;
        // The disk's own clock tells what was changed too shortly ago for its time to be trusted.
        lock.write_all(b"\n").ok()?;
        let opened = lock.metadata().and_then(|metadata| metadata.modified()).ok()?;
        let inputs = Inputs::of(root, nanoseconds(opened));
        Some(Self {
            folder,
            inputs,
            lock: Some(lock),
        })
    }

    /// Opens the cache in `folder` to look at what the last build kept, and holds no build up. Each file there is whole or not at all, and says what it
    /// is made from; nothing may be kept by way of this. None where there is nothing of this program's.
    pub fn look(folder: &Path, root: &Path) -> Option<Self> {
        is_own(folder).then(|| Self {
            folder: folder.to_owned(),
            // No time is too short ago here: where it was so for the build, what the file holds decides.
            inputs: Inputs::of(root, i64::MAX),
            lock: None,
        })
    }

    /// Returns what the site was made of when the cache was opened.
    pub fn inputs(&self) -> &Inputs {
        &self.inputs
    }

    /// Returns what was kept under `name`, if it is whole.
    pub fn read(&self, name: &str) -> Option<Vec<u8>> {
        self.read_if(name, |_| true)
    }

    /// Returns what was kept under `name`, if it is what has this hash.
    pub fn read_as(&self, name: &str, hash: u128) -> Option<Vec<u8>> {
        self.read_if(name, |kept| kept == hash)
    }

    fn read_if(&self, name: &str, is_wanted: impl FnOnce(u128) -> bool) -> Option<Vec<u8>> {
        let mut file = File::open(self.folder.join(name)).ok()?;
        let mut hash = [0; 16];
        file.read_exact(&mut hash).ok()?;
        let hash = Some(u128::from_be_bytes(hash)).filter(|hash| is_wanted(*hash))?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).ok()?;
        (xxh3_128(&bytes) == hash).then_some(bytes)
    }

    /// Keeps `bytes` under `name`: whole, or not at all. Returns their hash if they are kept.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Option<u128> {
        let beside = self.folder.join(format!("{name}.new"));
        let hash = xxh3_128(bytes);
        let write = || {
            let mut file = File::create(&beside)?;
            file.write_all(&hash.to_be_bytes())?;
            file.write_all(bytes)?;
            fs::rename(&beside, self.folder.join(name))
        };
        // Without it the next build takes longer; that is all.
        if write().is_err() {
            let _ = fs::remove_file(&beside);
            return None;
        }
        Some(hash)
    }

    /// Starts to write what is to be kept under `name`, piece by piece; none where the disk will not have it.
    pub(super) fn draft(&self, name: &str) -> Option<Draft> {
        let beside = self.folder.join(format!("{name}.new"));
        let mut file = BufWriter::with_capacity(256 * 1024, File::create(&beside).ok()?);
        file.write_all(&[0; 16]).ok()?;
        Some(Draft {
            beside,
            path: self.folder.join(name),
            hasher: Xxh3::new(),
            file: Some(file),
        })
    }

    /// Opens a file that is no whole: what is in it is checked piece by piece. Emptied first if `anew`. Who only looks makes none: the folder may be going.
    pub(super) fn open_beside(&self, name: &str, anew: bool) -> Option<File> {
        let may_write = self.lock.is_some();
        let mut options = File::options();
        options
            .read(true)
            .write(may_write)
            .create(may_write)
            .truncate(anew && may_write);
        options.open(self.folder.join(name)).ok()
    }

    /// Forgets what was kept under `name`.
    pub fn forget(&self, name: &str) {
        let _ = fs::remove_file(self.folder.join(name));
    }
}

/// Makes a folder that another program kept things in, or nobody knows which, this one's: it is emptied first, so that nothing is taken for this
/// program's own should it be killed before it has said so.
fn claim(folder: &Path) -> io::Result<()> {
    if is_own(folder) {
        return Ok(());
    }
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_type()?.is_file() && entry.file_name() != LOCK && entry.file_name() != IGNORE {
            fs::remove_file(entry.path())?;
        }
    }
    fs::write(folder.join(KEPT_BY), PROGRAM)
}

/// Whether what is kept in a folder is this program's.
fn is_own(folder: &Path) -> bool {
    fs::read(folder.join(KEPT_BY)).is_ok_and(|program| program == PROGRAM.as_bytes())
}

/// A file of the cache while it is written. Dropped before [`Draft::finish`], it leaves what was kept before.
pub(super) struct Draft {
    beside: PathBuf,
    path: PathBuf,
    hasher: Xxh3,
    /// None once a piece could not be written.
    file: Option<BufWriter<File>>,
}

impl Draft {
    /// Adds a piece.
    pub fn add(&mut self, bytes: &[u8]) {
        self.hasher.update(bytes);
        if self.file.as_mut().is_some_and(|file| file.write_all(bytes).is_err()) {
            self.file = None;
        }
    }

    /// Adds all of `bytes` once they are `most` or more, and leaves room for others.
    pub fn add_whole(&mut self, bytes: &mut Vec<u8>, most: usize) {
        if bytes.len() >= most {
            self.add(bytes);
            bytes.clear();
        }
    }

    /// Puts what was written in its place, and returns its hash; where it could not be written, nothing is kept.
    pub fn finish(mut self) -> Option<u128> {
        let digest = self.hasher.digest128();
        let hash = digest.to_be_bytes();
        let written = self.file.take().and_then(|file| {
            let mut file = file.into_inner().ok()?;
            file.seek(SeekFrom::Start(0)).ok()?;
            file.write_all(&hash).ok()?;
            fs::rename(&self.beside, &self.path).ok()
        });
        if written.is_none() {
            let _ = fs::remove_file(&self.path);
        }
        written.map(|()| digest)
    }
}

impl Drop for Draft {
    fn drop(&mut self) {
        // Gone already where it took its place.
        let _ = fs::remove_file(&self.beside);
    }
}

impl std::fmt::Debug for Draft {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Draft({})", self.path.display())
    }
}
