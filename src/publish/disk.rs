//! Files on disk: written, copied, compared. Nothing here follows a link that stands where a file of the output should be, and
//! nothing writes into a file that is there.

use std::fs::{self, File, Metadata};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use xxhash_rust::xxh3::{Xxh3, xxh3_128};

use super::manifest::Record;

/// How much of a file that is copied is held at a time, in bytes.
const BLOCK: usize = 256 * 1024;

/// What could not be done, and with which file.
pub(super) type Failure = (PathBuf, io::Error);

/// When a file was last changed, in nanoseconds since 1970.
pub(super) fn modified(metadata: &Metadata) -> u64 {
    metadata.modified().map_or(0, nanoseconds)
}

fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(UNIX_EPOCH).ok();
    since.map_or(0, |since| u64::try_from(since.as_nanos()).unwrap_or(u64::MAX))
}

/// Writes a file that is not there yet.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<Record> {
    let mut file = create(path)?;
    file.write_all(bytes)?;
    record(&file, bytes.len() as u64, xxh3_128(bytes))
}

/// Makes a file where none is yet, and its folder.
pub(super) fn create(path: &Path) -> io::Result<File> {
    with_folder(path, || File::create_new(path))
}

/// Copies a file to where none is yet, a block at a time.
pub(super) fn copy(source: &Path, path: &Path) -> io::Result<Record> {
    let mut from = File::open(source)?;
    let mut to = create(path)?;
    let (size, hash) = through(&mut from, |block| to.write_all(block))?;
    record(&to, size, hash)
}

/// Returns what is known of a file that has just been written.
pub(super) fn record(file: &File, size: u64, hash: u128) -> io::Result<Record> {
    let metadata = file.metadata()?;
    Ok(Record {
        size,
        hash,
        modified: modified(&metadata),
        // With the file its folder changed; if something else has come since, the folder has another time.
        folder: metadata.created().map_or(0, nanoseconds),
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

/// Opens the file at `path`, with its folder made where that is not there. Most pages have a folder of their own, which is made
/// first; where other files go there is a folder mostly.
fn with_folder(path: &Path, open: impl Fn() -> io::Result<File>) -> io::Result<File> {
    let Some(folder) = path.parent() else { return open() };
    if path.file_name().is_some_and(|name| name == "index.html") {
        make_folder(folder)?;
        return open();
    }
    match open() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            make_folder(folder)?;
            open()
        }
        opened => opened,
    }
}

/// Makes the folder of a file.
pub(super) fn make_room(path: &Path) -> io::Result<()> {
    path.parent().map_or(Ok(()), make_folder)
}

fn make_folder(folder: &Path) -> io::Result<()> {
    match fs::create_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => fs::create_dir_all(folder),
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// What stands at a path, links not followed; nothing where nothing does.
pub(super) fn there(path: &Path) -> Option<Metadata> {
    fs::symlink_metadata(path).ok()
}

/// Whether the file is there as it was written: by size and time.
pub(super) fn is_untouched(path: &Path, record: &Record) -> bool {
    there(path).is_some_and(|metadata| {
        metadata.is_file() && metadata.len() == record.size && modified(&metadata) == record.modified
    })
}

/// Returns the record of a file that holds this already, whatever is known of it.
pub(super) fn holds(path: &Path, size: u64, hash: u128) -> Option<Record> {
    let metadata = there(path).filter(|metadata| metadata.is_file() && metadata.len() == size)?;
    let same = measure(path).is_ok_and(|measured| measured == (size, hash));
    same.then(|| Record {
        size,
        hash,
        modified: modified(&metadata),
        folder: 0,
    })
}
