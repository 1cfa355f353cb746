//! Names of files in the content that are good on this disk and not on those of others.

use std::collections::HashSet;

use unicode_normalization::UnicodeNormalization;

use super::Inventory;
use crate::diagnostic::{Code, Diagnostic};
use crate::disk_name::{Folders, clashes, not_on_windows};

/// Tells of names that would be one on a disk of a Mac or of Windows, and of those that Windows has not.
pub(super) fn check(inventory: &Inventory, found: &mut Vec<Diagnostic>) {
    let markdown = inventory.markdown.iter().map(|path| path.as_str());
    let mut paths: Vec<&str> = markdown
        .chain(inventory.files.iter().map(|file| file.path.as_str()))
        .collect();
    // Two runs, each sorted.
    paths.sort();
    for (path, other) in clashes(&paths, Folders::Clash) {
        let is_one_form = path.nfc().eq(other.nfc());
        let why = match is_one_form {
            true => "in how an accent is stored",
            false => "in capitals",
        };
        let message = format!("on a Mac or on Windows this and content/{other} are one: their names differ only {why}");
        let found_here = Diagnostic::new(Code::SameName, message).hint("give one of the two another name");
        found.push(found_here.in_file(&format!("content/{path}").into()));
    }
    let mut told: HashSet<&str> = HashSet::new();
    for path in &paths {
        let mut from = 0;
        for name in path.split('/') {
            let end = from + name.len();
            if let Some(why) = not_on_windows(name)
                && told.insert(&path[..end])
            {
                let message = format!("who works on Windows cannot have this file: Windows has no such names, {why}");
                let found_here = Diagnostic::new(Code::NotOnWindows, message).hint("give it another name");
                found.push(found_here.in_file(&format!("content/{}", &path[..end]).into()));
            }
            from = end + 1;
        }
    }
}
