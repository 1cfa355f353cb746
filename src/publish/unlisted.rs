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
use super::manifest::{MANIFEST, Manifest, beside};
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
    /// The folders of the list that hold none, by path, and when something last came into each or went: looked at before they were listed.
    pub folders: Vec<(String, u64)>,
}

/// Looks for files below `output` that its list does not name. No link is followed.
pub(super) fn unlisted(output: &Path, former: &Manifest) -> Found {
    let looked: Vec<Looked> = former
        .folders
        .par_iter()
        .with_min_len(64)
        .map(|known| look_into(output, known, former))
        .collect();
    let (mut files, inner) = list(output, "", former);
    let mut found = Found::default();
    for folder in inner {
        below(output, &folder, former, &mut files);
    }
    // What lies behind a link that has taken the place of a folder is elsewhere; the folder that it stands in shows it.
    let mut links: Vec<String> = Vec::new();
    for ((path, _), looked) in former.folders.iter().zip(looked) {
        if links.iter().any(|link| path.starts_with(link)) {
            continue;
        }
        match looked {
            Looked::Gone => {}
            Looked::NoFolder => links.push(format!("{path}/")),
            Looked::Clean(time) => found.folders.push((path.clone(), time)),
            Looked::Holds(unlisted) => files.extend(unlisted),
        }
    }
    found.files = files;
    found
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

fn look_into(output: &Path, (path, known): &(String, u64), former: &Manifest) -> Looked {
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
    let (mut files, inner) = list(output, path, former);
    for folder in inner {
        below(output, &folder, former, &mut files);
    }
    if files.is_empty() {
        Looked::Clean(time)
    } else {
        Looked::Holds(files)
    }
}

/// Adds the files below a folder that the list does not know, folders side by side.
fn below(output: &Path, folder: &str, former: &Manifest, files: &mut Vec<String>) {
    let (direct, inner) = list(output, folder, former);
    files.extend(direct);
    files.par_extend(inner.par_iter().with_min_len(16).flat_map_iter(|folder| {
        let mut files = Vec::new();
        below(output, folder, former, &mut files);
        files
    }));
}

/// Returns the files in a folder, itself not a link, that are not listed, and the folders in it that the list does not know.
fn list(output: &Path, folder: &str, former: &Manifest) -> (Vec<String>, Vec<String>) {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(output.join(folder)).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_kept = || name == STAGED || name == MANIFEST || name == beside() || is_tolerated(&name);
        if folder.is_empty() && is_kept() {
            continue;
        }
        let path = if folder.is_empty() {
            name.to_string()
        } else {
            format!("{folder}/{name}")
        };
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            let is_known = former
                .folders
                .binary_search_by(|(known, _)| known.as_str().cmp(&path))
                .is_ok();
            folders.extend((!is_known).then_some(path));
        } else if !former.names(&path) && !is_of_system(&name) && name != PROBE {
            files.push(path);
        }
    }
    (files, folders)
}
