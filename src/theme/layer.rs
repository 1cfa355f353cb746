//! A layer: one folder with `templates`, `assets`, `static` and `i18n`, or the theme in the program.

use std::borrow::Cow;
use std::path::Path;

use walkdir::WalkDir;

use super::builtin;
use crate::diagnostic::{Code, Diagnostic};

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
            place: "(built in) themes/courant/".to_owned(),
            files: files.collect(),
        }
    }

    /// Reads the layer in `folder`: only the folders that a layer has, so that a site's other files stay out.
    pub fn read(name: &str, folder: &Path, place: &str, found: &mut Vec<Diagnostic>) -> Self {
        let mut files = Vec::new();
        let real = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let kinds: &[&str] = if place.is_empty() {
            &["templates", "assets", "i18n"]
        } else {
            &["templates", "assets", "static", "i18n"]
        };
        for kind in kinds {
            for entry in WalkDir::new(folder.join(kind)).follow_links(true).sort_by_file_name() {
                let Ok(entry) = entry else { continue };
                let hidden = entry.file_name().to_string_lossy().starts_with('.');
                if !entry.file_type().is_file() || hidden {
                    continue;
                }
                let path = entry
                    .path()
                    .strip_prefix(folder)
                    .unwrap_or(entry.path())
                    .to_string_lossy()
                    .replace('\\', "/");
                let shown = format!("{place}{path}").into();
                let inside = entry
                    .path()
                    .canonicalize()
                    .is_ok_and(|target| target.starts_with(&real));
                if !inside {
                    let message = "this is a link to a place outside the theme";
                    found.push(
                        Diagnostic::new(Code::LinkOutside, message)
                            .hint("copy the file into the theme")
                            .in_file(&shown),
                    );
                    continue;
                }
                match std::fs::read(entry.path()) {
                    Ok(bytes) => files.push((path, Cow::Owned(bytes))),
                    Err(error) => {
                        let message = format!("this file cannot be read: {}", crate::read::plain_words(&error));
                        let hint = "look who may open it";
                        found.push(Diagnostic::new(Code::Unreadable, message).hint(hint).in_file(&shown));
                    }
                }
            }
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
