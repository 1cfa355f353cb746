//! Sections that `site.toml` names and the content does not have.

use super::{Config, SITE_TOML};
use crate::diagnostic::{Code, Diagnostic};

/// Tells of each `[sections.NAME]` that is about no section. `documents` are the paths of the Markdown files in the content.
pub fn sections_without_folder(config: &Config, documents: &[&str]) -> Vec<Diagnostic> {
    let file = SITE_TOML.into();
    let missing = config
        .sections
        .iter()
        .filter(|section| !is_there(&section.name, documents));
    let told = missing.map(|section| {
        let name = &section.name;
        let folder = format!("{name}/");
        let (message, hint) = if documents.iter().any(|path| path.starts_with(&folder)) {
            (
                format!("the folder {name} is no section of its own, so what is said here does nothing"),
                format!("put a file  content/{name}/_index.md  in it, to make it one"),
            )
        } else {
            let message = format!("there are no articles in content/{name}, so what is said here does nothing");
            (message, nearest(name, documents))
        };
        Diagnostic::new(Code::UnknownSection, message)
            .at(section.span)
            .hint(hint)
            .in_file(&file)
    });
    told.collect()
}

/// Every top folder is a section, a deeper one if it has an `_index.md`.
fn is_there(name: &str, documents: &[&str]) -> bool {
    let start = if name.contains('/') {
        format!("{name}/_index.")
    } else {
        format!("{name}/")
    };
    documents.iter().any(|path| path.starts_with(&start))
}

fn nearest(name: &str, documents: &[&str]) -> String {
    let folders = documents
        .iter()
        .filter_map(|path| path.split_once('/'))
        .map(|(top, _)| top);
    let near = folders.map(|top| (strsim::damerau_levenshtein(top, name), top)).min();
    match near {
        Some((distance, top)) if distance <= 2 => format!("did you mean  [sections.{top}]  ?"),
        _ => "write the name of a folder of content, or take it out".to_owned(),
    }
}
