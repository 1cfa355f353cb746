//! Sections: every top folder, and every folder with an `_index.md`, in every language.

use std::collections::{BTreeMap, BTreeSet};

use super::Material;
use super::inherit::Placed;
use super::paths::{address, folder_slug, prefix};
use super::site::{LanguageId, Section, SectionId};
use crate::parse::Form;

/// Returns all sections of all languages, without their lists: by language, then by path.
pub(super) fn sections(public: &[Placed<'_>], material: Material<'_>) -> Vec<Section> {
    let config = material.config;
    let names = names(public, material);
    let mut indexes: BTreeMap<(&str, LanguageId), &Placed<'_>> = BTreeMap::new();
    for document in public
        .iter()
        .filter(|document| document.document.name.form == Form::Index)
    {
        indexes.insert((&document.logical, document.language), document);
    }
    let mut sections: Vec<Section> = Vec::new();
    for n in 0..config.languages.len() {
        let language = LanguageId(n as u32);
        let tag = &config.languages[n].tag;
        for name in &names {
            let index = indexes.get(&(name.as_str(), language));
            let original = indexes.get(&(name.as_str(), LanguageId(0)));
            let own_title = |index: &&&Placed<'_>| index.document.front.title.as_ref().map(|title| title.value.clone());
            let configured = config.section(name).and_then(|section| section.title.as_ref());
            let configured = configured.map(|title| Box::from(title.get(tag, &config.language)));
            let title = index
                .as_ref()
                .and_then(own_title)
                .or(configured)
                .or_else(|| original.as_ref().and_then(own_title));
            let own_url = index.and_then(|index| index.document.front.url.as_ref());
            let url = match own_url {
                Some(url) => format!("{}/", url.value.trim_end_matches('/')),
                None => format!("{}/{}/", prefix(language, config), folder_slug(name, tag)),
            };
            sections.push(Section {
                name: name.as_str().into(),
                language,
                title: title.unwrap_or_else(|| capitalised(name.rsplit('/').next().unwrap_or(name)).into()),
                url: address(&url),
                entry: None,
                translations: (0..config.languages.len()).map(|m| id(m, name, &names)).collect(),
                parent: parent(n, name, &names),
                children: Vec::new(),
                items: Vec::new(),
                upcoming: Vec::new(),
                weight: index.or(original).and_then(|index| index.front.weight),
                calendar: false,
            });
        }
    }
    for n in 0..sections.len() {
        if let Some(parent) = sections[n].parent {
            sections[parent.index()].children.push(SectionId(n as u32));
        }
    }
    for n in 0..sections.len() {
        let mut children = std::mem::take(&mut sections[n].children);
        by_weight(&mut children, &sections);
        sections[n].children = children;
    }
    sections
}

/// Returns a section and those that it lies in, the nearest first.
pub(super) fn upward(from: Option<SectionId>, sections: &[Section]) -> impl Iterator<Item = SectionId> {
    std::iter::successors(from, |id| sections[id.index()].parent)
}

/// Puts sections in the order of menus: light before heavy, without weight last, then by title.
pub(super) fn by_weight(ids: &mut [SectionId], sections: &[Section]) {
    ids.sort_by(|a, b| {
        let (a, b) = (&sections[a.index()], &sections[b.index()]);
        let weight = |section: &Section| section.weight.unwrap_or(i64::MAX);
        weight(a)
            .cmp(&weight(b))
            .then_with(|| a.title.cmp(&b.title))
            .then_with(|| a.name.cmp(&b.name))
    });
}

fn names(public: &[Placed<'_>], material: Material<'_>) -> Vec<String> {
    let mut names: BTreeSet<String> = BTreeSet::new();
    for document in public {
        if is_taxonomy(&document.logical, material) {
            continue;
        }
        let is_index = document.document.name.form == Form::Index;
        let folder = if is_index {
            &*document.logical
        } else {
            &*document.document.name.folder
        };
        let top = folder.split('/').next().unwrap_or_default();
        let own = if is_index { folder } else { top };
        for name in [top, own] {
            if !name.is_empty() && !names.contains(name) {
                names.insert(name.to_owned());
            }
        }
    }
    names.into_iter().collect()
}

/// Whether a document lies in the folder of a taxonomy, or is its index.
pub(super) fn is_taxonomy(logical: &str, material: Material<'_>) -> bool {
    let folders = material.taxonomy_folders.iter();
    folders.into_iter().any(|(_, folder)| {
        logical == folder
            || logical
                .strip_prefix(folder.as_str())
                .is_some_and(|rest| rest.starts_with('/'))
    })
}

fn id(language: usize, name: &str, names: &[String]) -> SectionId {
    let at = names.binary_search_by(|known| known.as_str().cmp(name)).unwrap_or(0);
    SectionId((language * names.len() + at) as u32)
}

fn parent(language: usize, name: &str, names: &[String]) -> Option<SectionId> {
    let (above, _) = name.rsplit_once('/')?;
    innermost(language, above, names)
}

fn innermost(language: usize, folder: &str, names: &[String]) -> Option<SectionId> {
    let mut folder = folder;
    loop {
        if let Ok(at) = names.binary_search_by(|known| known.as_str().cmp(folder)) {
            return Some(SectionId((language * names.len() + at) as u32));
        }
        folder = folder.rsplit_once('/')?.0;
    }
}

/// Returns the section that a folder lies in, in a language.
pub(super) fn section_of(
    folder: &str,
    language: LanguageId,
    sections: &[Section],
    languages: usize,
) -> Option<SectionId> {
    let count = sections.len() / languages.max(1);
    let own = sections.get(language.index() * count..(language.index() + 1) * count)?;
    let mut folder = folder;
    loop {
        if folder.is_empty() {
            return None;
        }
        if let Ok(at) = own.binary_search_by(|section| (*section.name).cmp(folder)) {
            return Some(SectionId((language.index() * count + at) as u32));
        }
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
}

/// Returns a name as a title: `open-data` as "Open data".
pub(super) fn capitalised(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut chars = spaced.chars();
    chars
        .next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
