//! Files of somebody else in the output folder.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

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
    let is_ours = |path: &str| former.get(path).is_some() || ours.contains(path);
    let mut strangers = below(output, "", &is_ours);
    strangers.sort();
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

/// Returns the files below a folder of the output that are not ours, by path; folders side by side, for there is one a page.
fn below(folder: &Path, prefix: &str, is_ours: &(dyn Fn(&str) -> bool + Sync)) -> Vec<String> {
    let mut strangers = Vec::new();
    let mut folders: Vec<(PathBuf, String)> = Vec::new();
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let is_kept =
            name == STAGED || name == MANIFEST || name == format!("{MANIFEST}.new") || TOLERATED.contains(&&*name);
        if prefix.is_empty() && is_kept {
            continue;
        }
        let path = format!("{prefix}{name}");
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            folders.push((entry.path(), format!("{path}/")));
        } else if !is_ours(&path) {
            strangers.push(path);
        }
    }
    let inner = folders.par_iter().with_min_len(16);
    strangers.par_extend(inner.flat_map_iter(|(folder, prefix)| below(folder, prefix, is_ours)));
    strangers
}
