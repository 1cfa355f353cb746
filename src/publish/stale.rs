//! What a former build wrote and this one does not: removed, unless somebody has made it theirs since.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::disk::{self, Failure};
use super::manifest::{Manifest, Record};

/// Files of the former list that are not wanted any more, each sorted by path.
#[derive(Debug, Default)]
pub(super) struct Stale {
    /// Those that are as Courant wrote them: they go.
    pub ours: Vec<Arc<str>>,
    /// Those that somebody changed or replaced: they stay.
    pub kept: Vec<Arc<str>>,
}

impl Stale {
    /// Looks at what is on disk of the files that are on the former list and not among those `wanted`, which are sorted.
    pub fn of(output: &Path, former: &Manifest, wanted: &[Arc<str>]) -> Self {
        let is_wanted = |path: &str| wanted.binary_search_by(|known| (**known).cmp(path)).is_ok();
        let mut paths: Vec<&Arc<str>> = former.files.iter().map(|(path, _)| path).collect();
        paths.dedup();
        paths.retain(|path| !is_wanted(path));
        let whose: Vec<Whose> = paths.par_iter().map(|path| whose(output, former, path)).collect();
        let mut stale = Self::default();
        for (path, whose) in paths.into_iter().zip(whose) {
            match whose {
                Whose::Ours | Whose::Gone => stale.ours.push(Arc::clone(path)),
                Whose::SomebodyElses => stale.kept.push(Arc::clone(path)),
            }
        }
        stale
    }
}

enum Whose {
    Ours,
    SomebodyElses,
    Gone,
}

/// A file is ours if it holds what Courant wrote: any of what is known of it, for a build may have been killed.
fn whose(output: &Path, former: &Manifest, path: &str) -> Whose {
    let full = output.join(path);
    match disk::there(&full) {
        None => return Whose::Gone,
        // A folder that is there now is wanted, or was looked at file by file.
        Some(metadata) if metadata.is_dir() => return Whose::Gone,
        Some(metadata) if !metadata.is_file() => return Whose::SomebodyElses,
        Some(_) => {}
    }
    let records = former.records(path).iter().map(|(_, record)| record);
    let is_as_written = |record: &Record| {
        *record == Record::UNKNOWN
            || disk::is_untouched(&full, record)
            || disk::holds(&full, record.size, record.hash).is_some()
    };
    if records.into_iter().any(is_as_written) {
        Whose::Ours
    } else {
        Whose::SomebodyElses
    }
}

/// Removes files, none of which may lie behind a link, and the folders that they leave empty; returns how many were there. One that fails keeps no other
/// from going.
pub(super) fn remove(output: &Path, files: &[&str]) -> Result<usize, Failure> {
    let mut removed = 0;
    let mut failed = None;
    for path in files {
        let full = output.join(path);
        match fs::remove_file(&full) {
            Ok(()) => removed += 1,
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {}
            // A folder has taken its place, and is wanted.
            Err(_) if disk::there(&full).is_some_and(|metadata| metadata.is_dir()) => {}
            // No file can be there.
            Err(error) if error.kind() == io::ErrorKind::InvalidFilename => {}
            Err(error) => failed = failed.or(Some((full, error))),
        }
    }
    remove_empty(output, folders_of(files));
    failed.map_or(Ok(removed), Err)
}

/// Returns the folders that files lie in, those in which these lie included.
pub(super) fn folders_of<'p>(files: &[&'p str]) -> BTreeSet<&'p str> {
    let mut folders = BTreeSet::new();
    for path in files {
        // Deepest first: one that is known has brought those above it.
        for (at, _) in path.rmatch_indices('/') {
            if !folders.insert(&path[..at]) {
                break;
            }
        }
    }
    folders
}

/// Removes those of the folders that are empty.
pub(super) fn remove_empty<'p>(
    output: &Path,
    folders: impl IntoIterator<Item = &'p str, IntoIter: DoubleEndedIterator>,
) {
    // Deepest first; one that is not empty stays, which is what remove_dir does.
    for folder in folders.into_iter().rev() {
        let _ = fs::remove_dir(output.join(folder));
    }
}
