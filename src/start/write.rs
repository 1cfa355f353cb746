//! Writing what was not there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use super::Refused;

/// Writes a new file, and the folders on its way. If that fails nothing of it stays; a file that is there is left as it is.
pub(super) fn new_file(file: &Path, shown: &str, text: &str) -> Result<(), Refused> {
    with_folders(file, || written(file, text)).map_err(|error| refused(shown, &error))
}

fn written(file: &Path, text: &str) -> io::Result<()> {
    let mut open = OpenOptions::new().write(true).create_new(true).open(file)?;
    let written = open.write_all(text.as_bytes());
    if written.is_err() {
        let _ = fs::remove_file(file);
    }
    written
}

/// Does `then` with the folders made that `file` needs; if it fails they go again.
pub(super) fn with_folders(file: &Path, then: impl FnOnce() -> io::Result<()>) -> io::Result<()> {
    let made = folders(file)?;
    let done = then();
    if done.is_err() {
        // Only those that are empty go.
        for folder in made.iter().rev() {
            let _ = fs::remove_dir(folder);
        }
    }
    done
}

/// Makes the folders that a file needs; returns those that were not there, the uppermost first.
fn folders(file: &Path) -> io::Result<Vec<PathBuf>> {
    let mut missing: Vec<&Path> = (file.ancestors().skip(1))
        .take_while(|folder| !folder.as_os_str().is_empty() && !folder.exists())
        .collect();
    missing.reverse();
    let there = missing.first().map_or(file, |first| first).parent();
    // The system would say that the file is there already.
    if there.is_some_and(|there| there.is_file()) {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    let mut made: Vec<PathBuf> = Vec::new();
    for folder in missing {
        if let Err(error) = fs::create_dir(folder) {
            for folder in made.iter().rev() {
                let _ = fs::remove_dir(folder);
            }
            return Err(error);
        }
        made.push(folder.to_owned());
    }
    Ok(made)
}

/// Returns why a file could not be written, for people.
pub(super) fn refused(shown: &str, error: &io::Error) -> Refused {
    let (problem, hint) = match error.kind() {
        io::ErrorKind::AlreadyExists => (
            format!("{shown} is there already, and is left as it is"),
            "choose another title, or another name with  --slug".to_owned(),
        ),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => (
            format!("{shown} cannot be written: the folder is read-only for you"),
            "ask whoever looks after it for the right to write there, or work in a copy of your own".to_owned(),
        ),
        io::ErrorKind::NotADirectory => (
            format!("{shown} cannot be written: there is a file in the place of one of its folders"),
            "give that file another name, or choose another place".to_owned(),
        ),
        io::ErrorKind::StorageFull => (
            format!("{shown} cannot be written: the disk is full"),
            "make room, and try again; nothing has been changed".to_owned(),
        ),
        _ => (
            format!("{shown} cannot be written: {error}"),
            "nothing has been changed; try again when that is mended".to_owned(),
        ),
    };
    Refused::new(problem, hint)
}
