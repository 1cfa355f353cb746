//! The folders of taxonomies.

use super::Material;
use crate::config::{Config, SITE_TOML};
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::{Document, Form};
use crate::read::ContentPath;

/// Returns the folder of each taxonomy, in the order of the configuration: what `path` says, else its name. Authors may also
/// stand in `auteurs`, where the content has that folder and no `authors`.
pub fn taxonomy_folders(config: &Config, paths: &[ContentPath]) -> Vec<(String, String)> {
    let holds = |folder: &str| {
        paths.iter().any(|path| {
            path.as_str()
                .strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        })
    };
    let folder = |name: &str, path: &Option<String>| match path {
        Some(path) => path.clone(),
        None if name == "authors" && !holds("authors") && holds("auteurs") => "auteurs".to_owned(),
        None => name.to_owned(),
    };
    config
        .taxonomies
        .iter()
        .map(|taxonomy| (taxonomy.name.clone(), folder(&taxonomy.name, &taxonomy.path)))
        .collect()
}

/// Tells of taxonomies whose `path` is a folder of articles: these would be texts of terms, of which no page is made. A text of a term may
/// have a date by a slip; where at least half of them have one, they are articles.
pub(super) fn in_folders_of_articles(material: Material<'_>) -> Vec<Diagnostic> {
    let file = SITE_TOML.into();
    let told = material.config.taxonomies.iter().filter_map(|taxonomy| {
        let (path, span) = (taxonomy.path.as_deref()?, taxonomy.path_span?);
        let lies_here = |document: &&Document| &*document.name.folder == path && document.name.form != Form::Index;
        let here = || material.documents.iter().filter(lies_here);
        let dated = here().filter(|document| document.front.date.is_some()).count();
        if dated == 0 || dated * 2 < here().count() {
            return None;
        }
        let message = format!(
            "the folder {path} is to hold the texts of {}, and articles lie in it, which would not be published",
            taxonomy.name
        );
        let hint = format!("write  path = \"{}\"  or the name of another folder", taxonomy.name);
        let found = Diagnostic::new(Code::ConfigValue, message).at(span).hint(hint);
        Some(found.in_file(&file))
    });
    told.collect()
}
