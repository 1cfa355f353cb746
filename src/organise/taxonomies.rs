//! The folders of taxonomies.

use crate::config::Config;
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
