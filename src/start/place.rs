//! Where a new document belongs.

use std::collections::BTreeMap;

use super::{DocumentKind, Refused};
use crate::config::{Config, SectionKind};
use crate::language::Tag;
use crate::organise::taxonomy_folders;
use crate::read::ContentPath;

/// Returns the folder, from the content folder and without `/` at its ends: by the sections that `site.toml` and the content have.
pub(super) fn folder(
    kind: DocumentKind,
    section: Option<&str>,
    config: &Config,
    paths: &[ContentPath],
    year: i16,
) -> Result<String, Refused> {
    let of_taxonomies = taxonomy_folders(config, paths);
    let folder = match (section, kind) {
        (Some(section), _) => given(section)?,
        (None, DocumentKind::Author) => {
            let own = of_taxonomies.iter().find(|(name, _)| name == "authors");
            own.map_or_else(|| "authors".to_owned(), |(_, folder)| folder.clone())
        }
        (None, DocumentKind::Page) => String::new(),
        (None, DocumentKind::Event) => of_kind(SectionKind::Event, config, paths, &of_taxonomies)
            .unwrap_or_else(|| named("evenementen", "events", &config.language)),
        (None, DocumentKind::Article | DocumentKind::Report) => {
            of_kind(SectionKind::Article, config, paths, &of_taxonomies)
                .unwrap_or_else(|| named("nieuws", "news", &config.language))
        }
    };
    Ok(if has_years(&folder, paths) {
        format!("{folder}/{year}")
    } else {
        folder
    })
}

fn named(dutch: &str, english: &str, language: &Tag) -> String {
    let is_dutch = language.primary() == "nl";
    if is_dutch { dutch } else { english }.to_owned()
}

fn given(section: &str) -> Result<String, Refused> {
    let plain = section.replace('\\', "/");
    let plain = plain.strip_prefix("content/").unwrap_or(&plain).trim_matches('/');
    let is_odd = |part: &str| part.is_empty() || part.starts_with('.') || part.chars().any(char::is_control);
    if plain.split('/').any(is_odd) {
        let problem = format!("--section {section} is no folder of content");
        return Err(Refused::new(
            problem,
            "write the name of a section, such as  --section nieuws",
        ));
    }
    Ok(plain.to_owned())
}

/// Returns the section of this kind with the most documents; one that `site.toml` names goes before one that it does not.
fn of_kind(
    kind: SectionKind,
    config: &Config,
    paths: &[ContentPath],
    of_taxonomies: &[(String, String)],
) -> Option<String> {
    // A section that is named and has no document yet is one as well.
    let named = config.sections.iter().filter(|section| !section.name.contains('/'));
    let mut counts: BTreeMap<&str, usize> = named.map(|section| (&*section.name, 0)).collect();
    for path in paths {
        if let Some((top, rest)) = path.as_str().split_once('/') {
            *counts.entry(top).or_default() += usize::from(!rest.starts_with("_index."));
        }
    }
    let is_taxonomy = |folder: &str| of_taxonomies.iter().any(|(_, own)| own == folder);
    let all = counts.into_iter().filter(|(folder, _)| !is_taxonomy(folder));
    let right = all.filter(|(folder, _)| {
        config
            .section(folder)
            .map_or(SectionKind::default(), |section| section.kind)
            == kind
    });
    // Of as many the first in the alphabet.
    right
        .max_by_key(|(folder, count)| (config.section(folder).is_some(), *count, std::cmp::Reverse(*folder)))
        .map(|(folder, _)| folder.to_owned())
}

/// Whether most documents of a folder lie in folders of years.
fn has_years(folder: &str, paths: &[ContentPath]) -> bool {
    let below = |path: &ContentPath| -> Option<bool> {
        let rest = path.as_str().strip_prefix(folder)?.strip_prefix('/')?;
        let (first, _) = rest.split_once('/').unwrap_or((rest, ""));
        let is_index = first.starts_with("_index.");
        (!is_index).then(|| first.len() == 4 && first.bytes().all(|byte| byte.is_ascii_digit()))
    };
    let all: Vec<bool> = paths.iter().filter_map(below).collect();
    !folder.is_empty() && all.iter().filter(|in_year| **in_year).count() * 2 > all.len()
}
