//! Files and folders on disk: writing, copying, comparing, clearing the way.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::manifest::{Manifest, Record};

/// How much of a file that is copied is held at a time, in bytes.
const BLOCK: usize = 256 * 1024;

/// What could not be done, and with which file.
pub(super) type Failure = (PathBuf, io::Error);

/// When a file was last changed, in nanoseconds since 1970.
fn modified(metadata: &fs::Metadata) -> u64 {
    let time = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.map_or(0, |time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX))
}

/// Writes a file; its folder must be there.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<Record> {
    let mut file = File::create(path)?;
    file.write_all(bytes)?;
    Ok(Record {
        size: bytes.len() as u64,
        hash: xxh3_128(bytes),
        modified: modified(&file.metadata()?),
    })
}

/// Writes a file, and the folders that it lies in where these are not there yet.
pub(super) fn write_with_folders(path: &Path, bytes: &[u8]) -> io::Result<Record> {
    with_folders(path, || write(path, bytes))
}

/// Copies a file, a block at a time.
pub(super) fn copy(source: &Path, path: &Path) -> io::Result<Record> {
    let mut from = File::open(source)?;
    with_folders(path, || {
        let mut to = File::create(path)?;
        let (size, hash) = through(&mut from, |block| to.write_all(block))?;
        let modified = modified(&to.metadata()?);
        Ok(Record { size, hash, modified })
    })
}

/// Returns size and hash of a file.
pub(super) fn measure(path: &Path) -> io::Result<(u64, u128)> {
    through(&mut File::open(path)?, |_| Ok(()))
}

/// Reads to the end and gives each block to `take`; returns size and hash of all.
fn through(from: &mut File, mut take: impl FnMut(&[u8]) -> io::Result<()>) -> io::Result<(u64, u128)> {
    let mut hasher = Xxh3::new();
    let mut size = 0;
    let length = from.metadata().map_or(BLOCK as u64, |metadata| metadata.len() + 1);
    let mut block = vec![0; usize::try_from(length).unwrap_or(BLOCK).clamp(512, BLOCK)];
    loop {
        let read = match from.read(&mut block) {
            Ok(0) => return Ok((size, hasher.digest128())),
            Ok(read) => read,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        hasher.update(&block[..read]);
        size += read as u64;
        take(&block[..read])?;
    }
}

/// Does `work` on the file at `path`, once more with its folders made where these are not there. Most pages have a folder of their
/// own, so that is made first.
fn with_folders<T>(path: &Path, work: impl FnOnce() -> io::Result<T>) -> io::Result<T> {
    if let Some(folder) = path.parent() {
        match fs::create_dir(folder) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder)?,
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        }
    }
    work()
}

/// Whether the file is there as it was written: by size and time.
pub(super) fn is_untouched(path: &Path, record: &Record) -> bool {
    fs::metadata(path).is_ok_and(|metadata| metadata.len() == record.size && modified(&metadata) == record.modified)
}

/// Returns the record of a file that holds this already, whatever is known of it.
pub(super) fn holds(path: &Path, size: u64, hash: u128) -> Option<Record> {
    let metadata = fs::metadata(path).ok().filter(|metadata| metadata.len() == size)?;
    let same = measure(path).is_ok_and(|measured| measured == (size, hash));
    same.then(|| Record {
        size,
        hash,
        modified: modified(&metadata),
    })
}

/// A page of the former build may stand where a folder must be now, or the reverse. `paths` are sorted.
pub(super) fn clear_way(output: &Path, paths: &[&str], former: &Manifest) -> Result<(), Failure> {
    for path in paths {
        let parents = path.match_indices('/').map(|(at, _)| &path[..at]);
        let in_the_way = |parent: &&str| former.get(parent).is_some() && paths.binary_search(parent).is_err();
        for parent in parents.filter(in_the_way) {
            let path = output.join(parent);
            if path.is_file() {
                fs::remove_file(&path).map_err(|error| (path, error))?;
            }
        }
        let full = output.join(path);
        if former.get(path).is_none() && full.is_dir() {
            // It holds nothing but former pages, or the folder would have been refused.
            fs::remove_dir_all(&full).map_err(|error| (full, error))?;
        }
    }
    Ok(())
}

/// Removes files that are there no longer wanted; returns how many.
pub(super) fn remove(output: &Path, stale: &[&str]) -> Result<usize, Failure> {
    let mut removed = 0;
    for path in stale {
        let full = output.join(path);
        match fs::remove_file(&full) {
            Ok(()) => removed += 1,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            // A folder has taken its place, and is wanted.
            Err(_) if full.is_dir() => {}
            Err(error) => return Err((full, error)),
        }
    }
    empty_folders(output, stale);
    Ok(removed)
}

/// Removes the folders that removed files leave empty.
fn empty_folders(output: &Path, stale: &[&str]) {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for path in stale {
        folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    // Deepest first; one that is not empty stays, which is what remove_dir does.
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(output.join(folder));
    }
}

/// Moves a file to its place, with the folders that it lies in.
pub(super) fn move_to(from: &Path, path: &Path) -> io::Result<()> {
    with_folders(path, || fs::rename(from, path))
}
