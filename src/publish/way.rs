//! The way for files that are about to be moved to their places: looked at before the first is, so that nothing stops half-way.

use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

use walkdir::WalkDir;

use super::disk::{self, Failure};
use super::manifest::folder_of;
use super::stale;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::plain_words;

/// The file that shows whether a folder may be written to. It is there for a moment.
pub(super) const PROBE: &str = ".courant-probe";

/// What must be done before files can be moved to their places.
#[derive(Debug, Default)]
pub(super) struct Way<'p> {
    /// Former files where a folder must be.
    files: Vec<&'p str>,
    /// Former folders, all in them stale, where a file must be.
    folders: Vec<&'p str>,
    /// Folders that are not there, those they lie in first.
    missing: Vec<&'p str>,
}

impl<'p> Way<'p> {
    /// Looks whether files can be moved to all paths `coming`, and the files `stale` be removed; both sorted. Changes nothing.
    pub fn look(output: &Path, coming: &[&'p str], stale: &[&'p str]) -> Result<Self, Vec<Diagnostic>> {
        let root = fs::metadata(output).map_err(|error| vec![refused(output, plain_words(&error))])?;
        let mut found = Vec::new();
        let mut way = Self::default();
        let is_stale = |path: &str| stale.binary_search(&path).is_ok();
        let needed = stale::folders_of(coming);
        let mut there: Vec<(&str, Metadata)> = Vec::new();
        let mut gone: BTreeSet<&str> = BTreeSet::new();
        // Those that others lie in come first.
        for folder in stale::folders_of(stale).union(&needed).copied() {
            let is_needed = needed.contains(folder);
            let metadata = if gone.contains(folder_of(folder)) {
                None
            } else {
                disk::there(&output.join(folder))
            };
            match metadata {
                Some(metadata) if metadata.is_dir() => there.push((folder, metadata)),
                Some(_) if is_needed && !is_stale(folder) => {
                    let why = "it is no folder, and pages must stand in it".to_owned();
                    found.push(refused(&output.join(folder), why));
                }
                other => {
                    gone.insert(folder);
                    if is_needed {
                        way.missing.push(folder);
                        way.files.extend(other.map(|_| folder));
                    }
                }
            }
        }
        let entries = coming.iter().chain(stale).chain(&way.missing);
        let changing: BTreeSet<&str> = entries.map(|path| folder_of(path)).collect();
        for (folder, metadata) in there.iter().filter(|(folder, _)| changing.contains(folder)) {
            let full = output.join(folder);
            if let Err(error) = may_write(&full, metadata, &root) {
                found.push(refused(&full, plain_words(&error)));
            }
        }
        for path in coming.iter().filter(|path| !gone.contains(folder_of(path))) {
            let full = output.join(path);
            if disk::there(&full).is_some_and(|metadata| metadata.is_dir()) {
                match only_stale(output, path, stale) {
                    Ok(()) => way.folders.push(path),
                    Err(why) => found.push(refused(&full, why)),
                }
            }
        }
        if found.is_empty() { Ok(way) } else { Err(found) }
    }

    /// Makes the folders that are not there, but for those in whose place a file stands still. Takes them away again should one fail.
    pub fn make_folders(&self, output: &Path) -> Result<(), Failure> {
        let is_file = |folder: &str| self.files.binary_search(&folder).is_ok();
        self.make(output, |folder| {
            !is_file(folder) && !folder.match_indices('/').any(|(at, _)| is_file(&folder[..at]))
        })
    }

    fn make(&self, output: &Path, wanted: impl Fn(&str) -> bool) -> Result<(), Failure> {
        for (n, folder) in self.missing.iter().enumerate().filter(|(_, folder)| wanted(folder)) {
            let full = output.join(folder);
            match fs::create_dir(&full) {
                Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                    stale::remove_empty(output, self.missing[..n].iter().copied());
                    return Err((full, error));
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// Takes away the folders that were made, where nothing has come into them.
    pub fn undo(&self, output: &Path) {
        stale::remove_empty(output, self.missing.iter().copied());
    }

    /// Removes what stands in the way, all of it stale, and makes the folders behind it.
    pub fn clear(&self, output: &Path, stale: &[&str]) -> Result<(), Failure> {
        stale::remove(output, &self.files)?;
        for folder in &self.folders {
            let inside = format!("{folder}/");
            let from = stale.partition_point(|path| *path < inside.as_str());
            let inside: Vec<&str> = stale[from..]
                .iter()
                .copied()
                .take_while(|path| path.starts_with(&inside))
                .collect();
            stale::remove(output, &inside)?;
            let full = output.join(folder);
            // Folders in it that were empty before.
            let left = WalkDir::new(&full).contents_first(true).into_iter().flatten();
            for entry in left {
                fs::remove_dir(entry.path()).map_err(|error| (entry.path().to_owned(), error))?;
            }
        }
        self.make(output, |_| true)
    }
}

/// A folder where a file must be can go if it was one of the former site and all in it is stale. A build that was killed may have made it, and put nothing
/// in it yet: what was to come is on the list.
fn only_stale(output: &Path, folder: &str, stale: &[&str]) -> Result<(), String> {
    let is_stale = |path: &str| stale.binary_search(&path).is_ok();
    let inside = format!("{folder}/");
    let first = stale.partition_point(|path| *path < inside.as_str());
    let mut any = stale.get(first).is_some_and(|path| path.starts_with(&inside));
    for entry in WalkDir::new(output.join(folder)).into_iter() {
        let entry = entry.map_err(|error| error.to_string())?;
        if entry.file_type().is_dir() {
            continue;
        }
        let path = entry
            .path()
            .strip_prefix(output)
            .unwrap_or(entry.path())
            .to_string_lossy()
            .replace('\\', "/");
        if !is_stale(&path) {
            return Err(format!(
                "it is a folder with {} in it, and a page must stand there",
                entry.file_name().to_string_lossy()
            ));
        }
        any = true;
    }
    if any {
        Ok(())
    } else {
        Err("it is a folder, and a page must stand there".to_owned())
    }
}

/// Whether files can come into a folder and go from it. What lies ready was written in the folder of the output itself, so that what is
/// like that one needs no trial.
#[cfg(unix)]
fn may_write(folder: &Path, metadata: &Metadata, root: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::MetadataExt;
    if metadata.dev() != root.dev() {
        return Err(io::Error::other("it is another disk than that of the output folder"));
    }
    let rights = |metadata: &Metadata| (metadata.uid(), metadata.gid(), metadata.mode());
    if rights(metadata) == rights(root) {
        Ok(())
    } else {
        try_out(folder)
    }
}

#[cfg(not(unix))]
fn may_write(folder: &Path, _: &Metadata, _: &Metadata) -> io::Result<()> {
    try_out(folder)
}

fn try_out(folder: &Path) -> io::Result<()> {
    let probe = folder.join(PROBE);
    match File::create_new(&probe) {
        // Of a build that was killed.
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => fs::remove_file(&probe),
    }
}

fn refused(path: &Path, why: String) -> Diagnostic {
    let message = format!("{} cannot be written to: {why}", path.display());
    let hint = "move it away, or see who may write there, and build again; nothing has been changed";
    Diagnostic::new(Code::CannotWrite, message).hint(hint)
}
