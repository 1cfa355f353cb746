//! Mending what can be mended without asking: each file whole or not at all.

use std::collections::{BTreeMap, HashMap};
use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use crate::diagnostic::{Diagnostic, Fix, mended};
use crate::read::plain_words;

/// What became of what could be mended.
#[derive(Debug, Default)]
pub struct Mended {
    /// What is mended.
    pub done: Vec<Diagnostic>,
    /// The files that could not be written, and why.
    pub failed: Vec<(Arc<str>, String)>,
}

/// Mends what was found in the files of the site in `root`. `sources` are the hashes of the files as they were looked at: what has changed since is
/// left as it is. A file in which nothing is mended is not touched.
pub fn mend(root: &Path, found: &[Diagnostic], sources: &HashMap<Arc<str>, u128>) -> Mended {
    let mut by_file: BTreeMap<&Arc<str>, Vec<(&Diagnostic, &Fix)>> = BTreeMap::new();
    for one in found {
        if let (Some(file), Some(fix)) = (&one.file, &one.fix) {
            by_file.entry(file).or_default().push((one, fix));
        }
    }
    let mut all = Mended::default();
    for (file, fixes) in by_file {
        match of_file(&root.join(&**file), sources.get(file).copied(), &fixes) {
            Ok(done) => {
                let told = fixes.iter().zip(done).filter(|(_, done)| *done);
                all.done.extend(told.map(|((found, _), _)| (*found).clone()));
            }
            Err(problem) => all.failed.push((Arc::clone(file), problem)),
        }
    }
    all
}

/// Mends one file; returns which fixes are done.
fn of_file(file: &Path, hash: Option<u128>, fixes: &[(&Diagnostic, &Fix)]) -> Result<Vec<bool>, String> {
    let text = fs::read_to_string(file).map_err(|error| plain_words(&error))?;
    if Some(xxh3_128(text.as_bytes())) != hash {
        return Err("it has changed meanwhile".to_owned());
    }
    let fixes: Vec<&Fix> = fixes.iter().map(|(_, fix)| *fix).collect();
    let (new, done) = mended(&text, &fixes);
    if new != text {
        put(file, &new).map_err(|error| plain_words(&error))?;
    }
    Ok(done)
}

/// Puts a text in the place of a file: written beside it first, then moved there, with the rights that the file has.
fn put(file: &Path, text: &str) -> io::Result<()> {
    // What a link leads to is mended, not the link.
    let file = file.canonicalize()?;
    let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // With a dot in front nobody takes it for an article.
    let beside = file.with_file_name(format!(".{name}.{}.mended", std::process::id()));
    let written = write_new(&beside, &file, text).and_then(|()| fs::rename(&beside, &file));
    if written.is_err() {
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(beside: &Path, file: &Path, text: &str) -> io::Result<()> {
    let mut open = OpenOptions::new().write(true).create_new(true).open(beside)?;
    open.write_all(text.as_bytes())?;
    open.set_permissions(fs::metadata(file)?.permissions())?;
    open.sync_all()
}
