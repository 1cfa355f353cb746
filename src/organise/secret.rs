//! Which files lie with documents that are not published.

use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

use super::Material;
use super::paths::logical;
use crate::language::Tag;
use crate::parse::{Document, Form, document_name};
use crate::read::ContentPath;

/// What the places of documents say of the files beside them.
pub(super) struct Secret {
    /// Each folder with documents, the top apart: whether nothing of it is public.
    folders: HashMap<Box<str>, Holds>,
    /// What unpublished articles are called, without ending: a file or folder of that name belongs to them.
    names: HashSet<String>,
}

/// What the documents of a folder are.
#[derive(Default)]
struct Holds {
    /// Whether one is published.
    public: bool,
    /// Whether one is the text of the folder itself (`_index.md`, `index.md`), and whether such a one is published.
    own: bool,
    public_own: bool,
    /// Whether a published one is that of a bundle.
    bundle: bool,
}

impl Holds {
    fn is_secret(&self) -> bool {
        !self.public || (self.own && !self.public_own)
    }
}

impl Secret {
    /// Looks at where all documents lie, those in error with those that are not published.
    pub fn of(material: Material<'_>, is_shown: impl Fn(&Document) -> bool) -> Self {
        let config = material.config;
        let languages: Vec<Tag> = config.languages.iter().map(|language| language.tag.clone()).collect();
        let mut secret = Self {
            folders: HashMap::new(),
            names: HashSet::new(),
        };
        let mut open_names: HashSet<String> = HashSet::new();
        let mut note = |path: &ContentPath, form: Form, logical: String, is_public: bool| {
            let folder = secret.folders.entry(path.folder().into()).or_default();
            folder.public |= is_public;
            if form == Form::Leaf {
                let names = if is_public { &mut open_names } else { &mut secret.names };
                // As it is called with the date in its name, and without.
                let whole = path.as_str().strip_suffix(".md").unwrap_or(path.as_str());
                names.extend([key(&logical), key(whole)]);
            } else {
                folder.own = true;
                folder.public_own |= is_public;
                folder.bundle |= is_public && form == Form::Bundle;
            }
        };
        for document in material.documents {
            let name = &document.name;
            note(&document.path, name.form, logical(name), is_shown(document));
        }
        let in_error = material.in_error.iter().map(|waiting| &waiting.path);
        for path in in_error.filter(|path| path.as_str().ends_with(".md")) {
            let name = document_name(path, &languages);
            note(path, name.form, logical(&name), false);
        }
        // The top holds what is the site's own.
        secret.folders.remove("");
        // A translation that is published has the files that its original would have.
        secret.names.retain(|name| !open_names.contains(name));
        secret
    }

    /// Whether a file lies in the folder of what is not published (the innermost folder with documents decides), or is called after it.
    pub fn has(&self, file: &ContentPath) -> bool {
        let path = file.as_str();
        let mut above = path.rmatch_indices('/').map(|(at, _)| &path[..at]);
        let decided = above.find_map(|folder| {
            let holds = self.folders.get(folder).map(Holds::is_secret);
            holds.or_else(|| self.names.contains(&key(folder)).then_some(true))
        });
        if decided == Some(true) {
            return true;
        }
        let start = path.len() - file.file_name().len();
        let dots = path[start..].match_indices('.').map(|(at, _)| start + at);
        let mut names = dots.map(|at| &path[..at]);
        !self.names.is_empty() && (self.names.contains(&key(path)) || names.any(|name| self.names.contains(&key(name))))
    }

    /// Whether a folder is that of a published bundle, whose files are its own whatever else lies there.
    pub fn is_open(&self, folder: &str) -> bool {
        self.folders.get(folder).is_some_and(|holds| holds.bundle)
    }
}

/// Names that differ in capitals, or in how their accents are written, are one name to their writers.
fn key(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    name.nfc().collect::<String>().to_lowercase()
}
