//! A layer: one folder with `templates`, `assets`, `static`, `i18n` and `fonts`, or the theme in the program.

use std::borrow::Cow;
use std::path::Path;

use walkdir::WalkDir;

use super::builtin;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::{is_left_out, whole_file};
use crate::url_path::UrlPath;

/// A layer's files.
#[derive(Debug)]
pub(super) struct Layer {
    /// The name under which templates of the layers above can extend its own.
    pub name: String,
    /// Where it lies, from the site's root with a `/` at the end: `themes/courant/`; empty for the site's own.
    pub place: String,
    /// Its files by path (`templates/base.html`), sorted.
    pub files: Vec<(String, Cow<'static, [u8]>)>,
}

impl Layer {
    /// Returns the layer of the theme that is compiled into the program.
    pub fn builtin() -> Self {
        let files = builtin::FILES
            .iter()
            .map(|(path, bytes)| ((*path).to_owned(), Cow::Borrowed(*bytes)));
        Self {
            name: builtin::NAME.to_owned(),
            place: builtin::PLACE.to_owned(),
            files: files.collect(),
        }
    }

    /// Reads the layer in `folder`: only the folders that a layer has, so that a site's other files stay out.
    pub fn read(name: &str, folder: &Path, place: &str, found: &mut Vec<Diagnostic>) -> Self {
        let mut files = Vec::new();
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let kinds: &[&str] = if place.is_empty() {
            &["templates", "assets", "i18n", "fonts"]
        } else {
            &["templates", "assets", "static", "i18n", "fonts"]
        };
        for kind in kinds {
            read_below(&folder.join(kind), folder, &real, place, &mut files, found);
        }
        files.sort_by(|(a, _), (b, _)| a.cmp(b));
        Self {
            name: name.to_owned(),
            place: place.to_owned(),
            files,
        }
    }

    /// Returns the files below `folder`, with their paths there.
    pub fn below<'l>(&'l self, folder: &'l str) -> impl Iterator<Item = (&'l str, &'l Cow<'static, [u8]>)> {
        self.files.iter().filter_map(move |(path, bytes)| {
            let rest = path.strip_prefix(folder)?.strip_prefix('/')?;
            Some((rest, bytes))
        })
    }
}

/// Reads the files below `top`. Goes into nothing that lies outside the layer (`real`, without links), not even to look.
fn read_below(
    top: &Path,
    folder: &Path,
    real: &Path,
    place: &str,
    files: &mut Vec<(String, Cow<'static, [u8]>)>,
    found: &mut Vec<Diagnostic>,
) {
    let mut walk = WalkDir::new(top).follow_links(true).sort_by_file_name().into_iter();
    while let Some(entry) = walk.next() {
        let entry = match entry {
            Ok(entry) => entry,
            // A layer need not have each of its folders.
            Err(error) if error.depth() == 0 && !top.is_symlink() && !top.exists() => return,
            // Editors lock a file with a hidden link that leads to nothing.
            Err(error) if error.path().is_some_and(|path| is_passed_over(path, top)) => continue,
            Err(error) => {
                let shown = shown(error.path().unwrap_or(top), folder, place).into();
                found.push(not_walked(&error).in_file(&shown));
                continue;
            }
        };
        let is_folder = entry.file_type().is_dir();
        let hidden = is_passed_over(entry.path(), top);
        let outside =
            entry.path_is_symlink() && !entry.path().canonicalize().is_ok_and(|target| target.starts_with(real));
        if hidden || outside {
            if is_folder {
                walk.skip_current_dir();
            }
            if outside && !hidden {
                let shown = shown(entry.path(), folder, place).into();
                let message = "this is a link to a place outside the theme";
                let hint = "copy what it leads to into the theme, or take the link out";
                found.push(Diagnostic::new(Code::LinkOutside, message).hint(hint).in_file(&shown));
            }
            continue;
        }
        if is_folder {
            continue;
        }
        let path = below(entry.path(), folder);
        let is_published = path.starts_with("assets/") || path.starts_with("static/");
        let is_text = entry.path().to_str().is_some();
        if !is_text || (is_published && UrlPath::parse(&format!("/{path}")).is_none()) {
            let message = match is_text {
                true => "this file's name cannot be an address: it has a sign such as % ? or # in it",
                false => "the name of this file is not plain text",
            };
            let hint = "rename the file with letters, digits and hyphens";
            let shown = format!("{place}{path}").into();
            found.push(Diagnostic::new(Code::BadName, message).hint(hint).in_file(&shown));
            continue;
        }
        match whole_file(entry.path()) {
            Ok(bytes) => files.push((path, Cow::Owned(bytes))),
            Err(error) => found.push(unreadable(&error).in_file(&format!("{place}{path}").into())),
        }
    }
}

/// What is hidden, and what editors and systems make; in `static` files for hosts go along.
fn is_passed_over(path: &Path, top: &Path) -> bool {
    let is_static = top.file_name().is_some_and(|name| name == "static");
    path.file_name().is_some_and(|name| {
        let name = name.to_string_lossy();
        is_left_out(&name) || (name.starts_with('.') && !is_static)
    })
}

fn below(path: &Path, folder: &Path) -> String {
    let path = path.strip_prefix(folder).unwrap_or(path);
    path.to_string_lossy().replace('\\', "/")
}

fn shown(path: &Path, folder: &Path, place: &str) -> String {
    format!("{place}{}", below(path, folder))
}

/// A diagnostic about a file that cannot be read.
pub(super) fn unreadable(error: &std::io::Error) -> Diagnostic {
    let why = crate::read::plain_words(error);
    let found = Diagnostic::new(Code::Unreadable, format!("this file cannot be read: {why}"));
    found.hint("look whether it is there and who may open it, or take it out")
}

fn not_walked(error: &walkdir::Error) -> Diagnostic {
    match error.io_error() {
        Some(error) => unreadable(error),
        // The only other thing that stops a walk.
        None => {
            let found = Diagnostic::new(Code::LinkOutside, "this is a link to a folder that it lies in itself");
            found.hint("take the link out")
        }
    }
}
