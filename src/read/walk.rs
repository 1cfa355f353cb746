//! Listing the content folder.

use std::path::Path;

use rayon::prelude::*;
use walkdir::WalkDir;

use super::left_out::is_left_out;
use super::names;
use super::picture::dimensions;
use super::{ContentFile, ContentPath, Inventory};
use crate::diagnostic::{Checked, Code, Diagnostic};

/// Lists all files in the content folder, sorted by path, with the sizes of pictures.
///
/// Links to places inside the folder are followed; one that leads out of it, or round in a circle, is an error. What is
/// hidden, and what editors and systems make, is left out.
pub fn walk(content: &Path) -> Checked<Inventory> {
    let mut found = Vec::new();
    let mut listing = Listing::default();
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
        match content_path(content, entry.path()) {
            Some(path) => listing.add(path, &mut found),
            None => found.push(bad_name(&shown(content, entry.path()))),
        }
    }
    listing.checked(content, found)
}

/// Lists the content folder as [`walk`] does, from its files by path: all that is in it, of which none is a link.
pub fn listed<'p>(content: &Path, files: impl Iterator<Item = &'p str>) -> Checked<Inventory> {
    let mut found = Vec::new();
    let mut listing = Listing::default();
    for file in files.filter(|file| !file.split('/').any(is_left_out)) {
        match ContentPath::new(file).filter(|_| !file.chars().any(char::is_control)) {
            Some(path) => listing.add(path, &mut found),
            None => found.push(bad_name(&format!("content/{file}").into())),
        }
    }
    listing.checked(content, found)
}

/// Files of the content, as they are found.
#[derive(Default)]
struct Listing {
    markdown: Vec<ContentPath>,
    others: Vec<ContentPath>,
}

impl Listing {
    fn add(&mut self, path: ContentPath, found: &mut Vec<Diagnostic>) {
        let ending = path
            .file_name()
            .rsplit_once('.')
            .map(|(_, ending)| ending.to_lowercase());
        let is_markdown = matches!(ending.as_deref(), Some("md" | "markdown" | "mdown" | "mkd"));
        if path.as_str().ends_with(".md") {
            self.markdown.push(path);
        } else if is_markdown {
            // Copied as it is, it would show an embargoed article to anyone.
            let message = "this looks like an article, and only files that end in .md are read";
            let hint = "rename it so that it ends in .md, in small letters";
            let shown = path.from_root();
            found.push(Diagnostic::new(Code::BadName, message).hint(hint).in_file(&shown));
        } else {
            self.others.push(path);
        }
    }

    /// Returns them, their names checked.
    fn checked(self, content: &Path, mut found: Vec<Diagnostic>) -> Checked<Inventory> {
        let value = self.measured(content);
        names::check(&value, &mut found);
        Checked { value, found }
    }

    /// Returns them sorted by path, with the sizes of pictures.
    fn measured(mut self, content: &Path) -> Inventory {
        let others = self.others.into_par_iter().map(|path| {
            let file = content.join(path.as_str());
            ContentFile {
                dimensions: dimensions(&file),
                size: file.metadata().map_or(0, |metadata| metadata.len()),
                path,
            }
        });
        let mut files: Vec<ContentFile> = others.collect();
        // A walk sorts within folders; paths as a whole sort otherwise ("a-b/x" stands before "a/x").
        self.markdown.sort();
        files.sort_by(|a, b| a.path.cmp(&b.path));
        Inventory {
            markdown: self.markdown,
            files,
        }
    }
}

fn bad_name(shown: &std::sync::Arc<str>) -> Diagnostic {
    let message = "the name of this file cannot be an address: it is not plain text, or has a backslash in it";
    Diagnostic::new(Code::BadName, message)
        .hint("rename the file")
        .in_file(shown)
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

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_list_of_files_gives_what_a_walk_gives() {
        let folder = tempfile::tempdir().expect("a folder");
        let files = [
            ".htaccess",
            ".verborgen/a.md",
            "_headers",
            "a/_index.md",
            "a-b/x.md",
            "a/x.md",
            "a/x.MD",
            "a/x.md~",
            "a/Thumbs.db",
            "b/#x#",
            "b/beeld.svg",
            "b/met\u{7}teken.md",
        ];
        for file in files {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, "<svg width='1' height='2'/>").expect("a file");
        }
        let (walked, listed) = (walk(folder.path()), listed(folder.path(), files.into_iter()));
        let shown = |checked: &Checked<Inventory>| {
            let mut found: Vec<String> = checked.found.iter().map(|found| format!("{found:?}")).collect();
            found.sort();
            format!("{:#?} {found:#?}", checked.value)
        };
        assert_eq!(shown(&walked), shown(&listed));
        assert_eq!((walked.value.markdown.len(), walked.value.files.len()), (3, 3));
        assert_eq!(walked.found.len(), 2);
    }
}
