//! Files of somebody else in the output folder.

use std::collections::BTreeSet;
use std::path::Path;

use walkdir::WalkDir;

use super::manifest::{MANIFEST, Manifest};
use super::publisher::STAGED;
use crate::diagnostic::{Code, Diagnostic};

/// Files that hosts and tools keep in an output folder, and that nobody takes for pages.
const TOLERATED: &[&str] = &[".git", ".gitignore", ".gitkeep", ".nojekyll", "CNAME", ".DS_Store"];

/// Refuses a folder that holds files which no build of ours wrote. `planned` is what this one will write.
pub(super) fn check(output: &Path, former: &Manifest, planned: &[String]) -> Result<(), Vec<Diagnostic>> {
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
        planned.iter().map(String::as_str).collect()
    } else {
        BTreeSet::new()
    };
    let mut strangers = Vec::new();
    let walker = WalkDir::new(output).min_depth(1).sort_by_file_name().into_iter();
    let is_kept = |name: &std::ffi::OsStr| name == STAGED || TOLERATED.iter().any(|known| name == *known);
    let inner = walker.filter_entry(|entry| !(entry.depth() == 1 && is_kept(entry.file_name())));
    for entry in inner.flatten().filter(|entry| !entry.file_type().is_dir()) {
        let Ok(relative) = entry.path().strip_prefix(output) else {
            continue;
        };
        let path = relative.to_string_lossy().replace('\\', "/");
        let own = path == MANIFEST || path == format!("{MANIFEST}.new");
        if !own && former.get(&path).is_none() && !ours.contains(path.as_str()) {
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
