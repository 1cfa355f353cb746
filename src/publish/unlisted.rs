//! Files in the output folder that are not on its list.
//!
//! There is a folder a page, and listing one costs five times as much as looking at when something last came into it or went: so those are
//! listed in which nobody knows that there was nothing at that time.

use std::fs;
use std::path::Path;

use rayon::prelude::*;

use super::commit::STAGED;
use super::disk;
use super::foreign::is_tolerated;
use super::manifest::{MANIFEST, Manifest, beside, folder_of, mark};
use super::way::PROBE;
use crate::read::is_of_system;

/// Where a disk counts time in steps of this many nanoseconds or more (FAT, exFAT, HFS+), a time says too little. Times of others are multiples of
/// it once in ten million.
const COARSE: u64 = 10_000_000;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    /// The files that are not listed, by path, in no order.
    pub files: Vec<String>,
    /// For each file of the list, when something last came into its folder or went, looked at before that was listed; 0 where the folder holds
    /// a file that is not on the list.
    pub folders: Vec<u64>,
}

/// Looks for files below `output` that its list does not name. No link is followed.
pub(super) fn unlisted(output: &Path, former: &Manifest) -> Found {
    let folders = Folders(former.folders());
    let look = |known: &(&str, u64)| look_into(output, known, former, &folders);
    let looked: Vec<Looked> = folders.0.par_iter().with_min_len(64).map(look).collect();
    let (mut files, inner) = list(output, "", former, &folders);
    for folder in inner {
        below(output, &folder, former, &folders, &mut files);
    }
    // What lies behind a link that has taken the place of a folder is elsewhere; the folder that it stands in shows it.
    let mut links: Vec<String> = Vec::new();
    let mut times = vec![0; looked.len()];
    for ((looked, time), (path, _)) in looked.into_iter().zip(&mut times).zip(&folders.0) {
        if links.iter().any(|link| path.starts_with(link)) {
            continue;
        }
        match looked {
            Looked::Gone => {}
            Looked::NoFolder => links.push(format!("{path}/")),
            Looked::Clean(since) => *time = since,
            Looked::Holds(unlisted) => files.extend(unlisted),
        }
    }
    let time = |path: &str| folders.index(folder_of(path)).map_or(0, |at| times[at]);
    Found {
        folders: former.files.iter().map(|(path, _)| time(path)).collect(),
        files,
    }
}

/// The folders of the list, sorted by path, with the time that it has of each.
struct Folders<'m>(Vec<(&'m str, u64)>);

impl Folders<'_> {
    fn index(&self, path: &str) -> Option<usize> {
        self.0.binary_search_by(|(known, _)| (*known).cmp(path)).ok()
    }
}

/// What became of a folder of the list.
enum Looked {
    Gone,
    /// Something else stands there.
    NoFolder,
    /// Nothing that is not listed; last changed then.
    Clean(u64),
    /// These files, which are not listed.
    Holds(Vec<String>),
}

fn look_into(output: &Path, (path, known): &(&str, u64), former: &Manifest, folders: &Folders<'_>) -> Looked {
    let Some(metadata) = disk::there(&output.join(path)) else {
        return Looked::Gone;
    };
    if !metadata.is_dir() {
        return Looked::NoFolder;
    }
    let time = disk::modified(&metadata);
    if time == *known && !time.is_multiple_of(COARSE) {
        return Looked::Clean(time);
    }
    let (mut files, inner) = list(output, path, former, folders);
    for folder in inner {
        below(output, &folder, former, folders, &mut files);
    }
    if files.is_empty() {
        Looked::Clean(time)
    } else {
        Looked::Holds(files)
    }
}

/// Adds the files below a folder that the list does not know, folders side by side.
fn below(output: &Path, folder: &str, former: &Manifest, folders: &Folders<'_>, files: &mut Vec<String>) {
    let (direct, inner) = list(output, folder, former, folders);
    files.extend(direct);
    files.par_extend(inner.par_iter().with_min_len(16).flat_map_iter(|folder| {
        let mut files = Vec::new();
        below(output, folder, former, folders, &mut files);
        files
    }));
}

/// Returns the files in a folder, itself not a link, that are not listed, and the folders in it that the list does not know.
fn list(output: &Path, folder: &str, former: &Manifest, folders: &Folders<'_>) -> (Vec<String>, Vec<String>) {
    let (mut files, mut inner) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(output.join(folder)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let ours = || name == STAGED || name == MANIFEST || name == beside() || name == mark();
        let is_kept = || ours() || is_tolerated(&name);
        if folder.is_empty() && is_kept() {
            continue;
        }
        let path = if folder.is_empty() {
            name.to_string()
        } else {
            format!("{folder}/{name}")
        };
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            inner.extend(folders.index(&path).is_none().then_some(path));
        } else if !former.names(&path) && !is_of_system(&name) && name != PROBE {
            files.push(path);
        }
    }
    (files, inner)
}
