//! Listing the content folder.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use super::left_out::is_left_out;
use super::picture::dimensions;
use super::{ContentFile, ContentPath, Inventory};
use crate::diagnostic::{Checked, Code, Diagnostic};

/// Lists all files in the content folder, sorted by path, with the sizes of pictures.
///
/// Links to places inside the folder are followed; one that leads out of it, or round in a circle, is an error. What is
/// hidden, and what editors and systems make, is left out.
pub fn walk(content: &Path) -> Checked<Inventory> {
    let mut found = Vec::new();
    let mut inventory = Inventory::default();
    let mut others: Vec<(ContentPath, PathBuf)> = Vec::new();
    let real = content.canonicalize();
    let mut walker = WalkDir::new(content).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walker.next() {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                found.push(unreadable(content, &error));
                continue;
            }
        };
        if entry.depth() > 0 && is_left_out(&entry.file_name().to_string_lossy()) {
            if entry.file_type().is_dir() {
                walker.skip_current_dir();
            }
            continue;
        }
        if entry.path_is_symlink() && entry.depth() > 0 {
            let target = entry.path().canonicalize();
            let inside = matches!((&target, &real), (Ok(target), Ok(real)) if target.starts_with(real));
            if !inside {
                let message = "this is a link to a place outside the content folder";
                let hint = "copy the file into content instead of linking to it";
                found.push(
                    Diagnostic::new(Code::LinkOutside, message)
                        .hint(hint)
                        .in_file(&shown(content, entry.path())),
                );
                if entry.file_type().is_dir() {
                    walker.skip_current_dir();
                }
                continue;
            }
        }
        if entry.file_type().is_dir() {
            continue;
        }
        if !entry.file_type().is_file() {
            let message = "this is neither a file nor a folder";
            found.push(
                Diagnostic::new(Code::Unreadable, message)
                    .hint("take it out of content")
                    .in_file(&shown(content, entry.path())),
            );
            continue;
        }
        let Some(path) = content_path(content, entry.path()) else {
            let message = "the name of this file cannot be an address: it is not plain text, or has a backslash in it";
            found.push(
                Diagnostic::new(Code::BadName, message)
                    .hint("rename the file")
                    .in_file(&shown(content, entry.path())),
            );
            continue;
        };
        let ending = path
            .file_name()
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        let is_markdown = matches!(ending.as_deref(), Some("md" | "markdown" | "mdown" | "mkd"));
        if is_markdown && !path.as_str().ends_with(".md") {
            // Copied as it is, it would show an embargoed article to anyone.
            let message = "this looks like an article, and only files that end in .md are read";
            let hint = "rename it so that it ends in .md, in small letters";
            let shown = path.from_root();
            found.push(Diagnostic::new(Code::BadName, message).hint(hint).in_file(&shown));
            continue;
        }
        if path.as_str().ends_with(".md") {
            inventory.markdown.push(path);
        } else {
            others.push((path, entry.into_path()));
        }
    }
    inventory.files = others
        .into_par_iter()
        .map(|(path, file)| {
            let size = file.metadata().map_or(0, |metadata| metadata.len());
            ContentFile {
                dimensions: dimensions(&file),
                path,
                size,
            }
        })
        .collect();
    // The walk sorts within folders; paths as a whole sort otherwise ("a-b/x" stands before "a/x").
    inventory.markdown.sort();
    inventory.files.sort_by(|a, b| a.path.cmp(&b.path));
    Checked {
        value: inventory,
        found,
    }
}

fn content_path(content: &Path, path: &Path) -> Option<ContentPath> {
    let relative = path.strip_prefix(content).ok()?;
    let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
    let parts = parts?;
    let plain = parts.iter().all(|part| !part.chars().any(char::is_control));
    if plain {
        ContentPath::new(&parts.join("/"))
    } else {
        None
    }
}

fn shown(content: &Path, path: &Path) -> std::sync::Arc<str> {
    let relative = path.strip_prefix(content).unwrap_or(path);
    format!("content/{}", relative.to_string_lossy().replace('\\', "/")).into()
}

fn unreadable(content: &Path, error: &walkdir::Error) -> Diagnostic {
    let found = match error.loop_ancestor() {
        Some(_) => Diagnostic::new(Code::LinkOutside, "this link leads round in a circle").hint("take the link out"),
        None => {
            let why = error
                .io_error()
                .map_or_else(|| error.to_string(), super::source::plain_words);
            Diagnostic::new(Code::Unreadable, format!("this cannot be read: {why}"))
                .hint("look whether it is there and who may open it")
        }
    };
    match error.path() {
        Some(path) => found.in_file(&shown(content, path)),
        None => found,
    }
}
