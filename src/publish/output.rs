//! Writing what differs, and removing what no longer belongs.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::manifest::{MANIFEST, Manifest, Record, hash};
use super::staged::{Content, Staged};
use crate::diagnostic::{Code, Diagnostic};
use crate::read::plain_words;

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

/// Files that hosts and tools keep in an output folder, and that nobody takes for pages.
const TOLERATED: &[&str] = &[".git", ".gitignore", ".gitkeep", ".nojekyll", "CNAME", ".DS_Store"];

/// Makes the output folder hold exactly `files`. Nothing is changed where a file of somebody else is in the way.
pub fn publish(output: &Path, mut files: Vec<Staged>) -> Result<Published, Vec<Diagnostic>> {
    files.par_sort_by(|a, b| a.path.cmp(&b.path));
    let former = Manifest::read(output);
    foreign(output, &former, &files)?;
    let fail = |path: &Path, error: &io::Error| {
        let message = format!("{} cannot be written: {}", path.display(), plain_words(error));
        vec![Diagnostic::new(Code::CannotWrite, message).hint("make room, or see who may write there, and build again")]
    };
    fs::create_dir_all(output).map_err(|error| fail(output, &error))?;
    let is_new = former.files.is_empty();
    // While files are written, the list names what is there and what may be: were the build killed now, the next one would know
    // every file as ours, and trust none.
    let mut under_way = Manifest {
        files: former.files.clone(),
        under_way: true,
        exists: true,
    };
    for file in &files {
        under_way.files.entry(file.path.clone()).or_insert(Record {
            size: 0,
            hash: [0; 16],
            modified: 0,
        });
    }
    let changes = is_new
        || files.len() != former.files.len()
        || former.under_way
        || files.iter().any(|file| !is_right(output, file, &former));
    if changes {
        under_way.write(output).map_err(|error| fail(output, &error))?;
    }
    if changes {
        clear_way(output, &files, &former).map_err(|(path, error)| fail(&path, &error))?;
        folders(output, &files).map_err(|(path, error)| fail(&path, &error))?;
    }
    let results: Vec<Result<(Record, bool), (PathBuf, io::Error)>> = files
        .par_iter()
        .with_min_len(16)
        .map(|file| write(output, file, &former))
        .collect();
    let mut now: BTreeMap<String, Record> = BTreeMap::new();
    let mut published = Published::default();
    for (file, result) in files.into_iter().zip(results) {
        let (record, written) = result.map_err(|(path, error)| fail(&path, &error))?;
        if written {
            published.written += 1;
        } else {
            published.unchanged += 1;
        }
        now.insert(file.path, record);
    }
    let stale: Vec<&String> = former.files.keys().filter(|path| !now.contains_key(*path)).collect();
    for path in &stale {
        match fs::remove_file(output.join(path)) {
            Ok(()) => published.removed += 1,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            // A folder has taken its place, and is wanted.
            Err(_) if output.join(path).is_dir() => {}
            Err(error) => return Err(fail(&output.join(path), &error)),
        }
    }
    empty_folders(output, &stale);
    if changes {
        Manifest {
            files: now,
            under_way: false,
            exists: true,
        }
        .write(output)
        .map_err(|error| fail(output, &error))?;
    }
    Ok(published)
}

/// Refuses a folder that holds files which no build of ours wrote.
fn foreign(output: &Path, former: &Manifest, files: &[Staged]) -> Result<(), Vec<Diagnostic>> {
    if !output.exists() {
        return Ok(());
    }
    if !output.is_dir() {
        let message = format!("{} is a file, and should be the folder for the site", output.display());
        return Err(vec![
            Diagnostic::new(Code::ForeignOutput, message).hint("move it away, or choose another folder with --output"),
        ]);
    }
    // With a list that was damaged, what would be written now is taken for ours if it is there byte for byte.
    let ours: BTreeSet<&str> = if former.exists && former.files.is_empty() {
        files.iter().map(|file| file.path.as_str()).collect()
    } else {
        BTreeSet::new()
    };
    let mut strangers = Vec::new();
    let walker = WalkDir::new(output).sort_by_file_name().into_iter();
    let inner =
        walker.filter_entry(|entry| !(entry.depth() == 1 && TOLERATED.iter().any(|name| entry.file_name() == *name)));
    for entry in inner.flatten().filter(|entry| !entry.file_type().is_dir()) {
        let Ok(relative) = entry.path().strip_prefix(output) else {
            continue;
        };
        let path = relative.to_string_lossy().replace('\\', "/");
        let own = path == MANIFEST || path == format!("{MANIFEST}.new");
        if !own && !former.files.contains_key(&path) && !ours.contains(path.as_str()) {
            strangers.push(path);
        }
    }
    if strangers.is_empty() {
        return Ok(());
    }
    let shown: Vec<&str> = strangers.iter().take(3).map(String::as_str).collect();
    let more = if strangers.len() > 3 {
        format!(" and {} more", strangers.len() - 3)
    } else {
        String::new()
    };
    let message = format!(
        "the output folder {} holds files that Courant did not make: {}{more}",
        output.display(),
        shown.join(", ")
    );
    let hint = "move them into content, where they are copied along, or choose another folder with --output; nothing has been changed";
    Err(vec![Diagnostic::new(Code::ForeignOutput, message).hint(hint)])
}

/// A page of the former build may stand where a folder must be now, or the reverse.
fn clear_way(output: &Path, files: &[Staged], former: &Manifest) -> Result<(), (PathBuf, io::Error)> {
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    for file in files {
        let parents = file.path.match_indices('/').map(|(at, _)| &file.path[..at]);
        for parent in parents.filter(|parent| former.files.contains_key(*parent) && !paths.contains(parent)) {
            let path = output.join(parent);
            if path.is_file() {
                fs::remove_file(&path).map_err(|error| (path, error))?;
            }
        }
        let path = output.join(&file.path);
        if !former.files.contains_key(&file.path) && path.is_dir() {
            // It holds nothing but former pages, or the folder would have been refused.
            fs::remove_dir_all(&path).map_err(|error| (path, error))?;
        }
    }
    Ok(())
}

/// Makes all folders once, parents first.
fn folders(output: &Path, files: &[Staged]) -> Result<(), (PathBuf, io::Error)> {
    let mut made: BTreeSet<&str> = BTreeSet::new();
    for file in files {
        for (at, _) in file.path.match_indices('/') {
            let folder = &file.path[..at];
            if made.insert(folder) {
                let path = output.join(folder);
                match fs::create_dir(&path) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err((path, error)),
                    _ => {}
                }
            }
        }
    }
    Ok(())
}

/// Whether the file is there as the record says, and is what is wanted. Bytes are compared by hash.
fn is_right(output: &Path, file: &Staged, former: &Manifest) -> bool {
    let Some(record) = former.files.get(&file.path) else {
        return false;
    };
    let Ok(metadata) = fs::metadata(output.join(&file.path)) else {
        return false;
    };
    let untouched = metadata.len() == record.size && modified(&metadata) == record.modified;
    untouched
        && match &file.content {
            Content::Bytes(bytes) => bytes.len() as u64 == record.size && hash(bytes) == record.hash,
            Content::CopyOf(source) => {
                fs::read(source).is_ok_and(|bytes| bytes.len() as u64 == record.size && hash(&bytes) == record.hash)
            }
        }
}

fn modified(metadata: &fs::Metadata) -> u64 {
    let time = metadata
        .modified()
        .ok()
        .and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    time.map_or(0, |time| u64::try_from(time.as_nanos()).unwrap_or(u64::MAX))
}

/// Writes a file unless it is right, and says whether it did.
fn write(output: &Path, file: &Staged, former: &Manifest) -> Result<(Record, bool), (PathBuf, io::Error)> {
    let path = output.join(&file.path);
    let read;
    let bytes: &[u8] = match &file.content {
        Content::Bytes(bytes) => bytes,
        Content::CopyOf(source) => {
            read = fs::read(source).map_err(|error| (source.clone(), error))?;
            &read
        }
    };
    let hash = hash(bytes);
    let size = bytes.len() as u64;
    if let Some(record) = former.files.get(&file.path) {
        let metadata = fs::metadata(&path).ok();
        let untouched = metadata
            .as_ref()
            .is_some_and(|metadata| metadata.len() == record.size && modified(metadata) == record.modified);
        let same = if untouched && !former.under_way {
            record.hash == hash && record.size == size
        } else {
            fs::read(&path).is_ok_and(|there| there == bytes)
        };
        if same {
            let modified = metadata.as_ref().map_or(0, modified);
            return Ok((Record { size, hash, modified }, false));
        }
    }
    let wrapped = |error| (path.clone(), error);
    fs::write(&path, bytes).map_err(wrapped)?;
    let metadata = fs::metadata(&path).map_err(wrapped)?;
    Ok((
        Record {
            size,
            hash,
            modified: modified(&metadata),
        },
        true,
    ))
}

/// Removes the folders that removed files leave empty.
fn empty_folders(output: &Path, stale: &[&String]) {
    let mut folders: BTreeSet<&str> = BTreeSet::new();
    for path in stale {
        folders.extend(path.match_indices('/').map(|(at, _)| &path[..at]));
    }
    // Deepest first; one that is not empty stays, which is what remove_dir does.
    for folder in folders.iter().rev() {
        let _ = fs::remove_dir(output.join(folder));
    }
}
