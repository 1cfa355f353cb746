//! Where a link leads.

use std::borrow::Cow;

use unicode_normalization::UnicodeNormalization;

use super::addresses::address_key;
use super::paths::join;
use super::site::{EntryId, Hidden, LanguageId, Named, Resolved, Site, Target, Unpublished};
use crate::parse::LinkBy;

/// The page that a link stands in, as far as where it leads depends on that.
#[derive(Debug, Clone, Copy)]
pub(super) struct Origin<'s> {
    pub folder: &'s str,
    url: &'s str,
    language: LanguageId,
    /// The document, if it is published, and its translations.
    own: Option<EntryId>,
    pub versions: &'s [EntryId],
}

impl<'s> Origin<'s> {
    pub fn published(site: &'s Site<'_>, id: EntryId) -> Self {
        let entry = &site.entries[id.index()];
        Self {
            folder: entry.document.path().folder(),
            url: entry.url.as_str(),
            language: entry.language,
            own: Some(id),
            versions: &entry.translations,
        }
    }

    /// As it will be once the document is published.
    pub fn hidden(hidden: &'s Hidden<'_>) -> Self {
        Self {
            folder: hidden.document.path().folder(),
            url: hidden.url.as_ref().map_or("/", |url| url.as_str()),
            language: hidden.language,
            own: None,
            versions: &[],
        }
    }
}

/// Works out where `target`, as written in the document `from`, leads.
pub fn resolve(site: &Site<'_>, from: EntryId, target: &str, by: LinkBy) -> Resolved {
    resolve_from(site, Origin::published(site, from), target, by)
}

pub(super) fn resolve_from(site: &Site<'_>, from: Origin<'_>, target: &str, by: LinkBy) -> Resolved {
    let (path, rest) = target.find(['#', '?']).map_or((target, ""), |at| target.split_at(at));
    let fragment = rest
        .split_once('#')
        .map(|(_, fragment)| fragment)
        .filter(|fragment| !fragment.is_empty());
    if path.is_empty() {
        return from.own.map_or(Resolved::Address(target.into()), |own| {
            to_entry(site, from, own, fragment)
        });
    }
    if !crate::safe::is_safe_file(path) {
        return Resolved::Dead;
    }
    let Some(joined) = join(from.folder, path) else {
        return Resolved::Dead;
    };
    if let Some(found) = at_path(site, from, &joined, fragment) {
        return found;
    }
    if by == LinkBy::Ref {
        return by_ref(site, from, path, &joined, fragment);
    }
    if path.ends_with(".md") {
        // A translation's own language may lack the file that its original has beside it.
        return Resolved::Dead;
    }
    let with_rest = |address: &str| [address, rest].concat().into();
    let absolute: Cow<'_, str> = if path.starts_with('/') {
        path.into()
    } else {
        // Relative to the page, as a browser would read it.
        let folder = from.url.rsplit_once('/').map_or("", |(folder, _)| folder);
        match join(folder, path) {
            Some(joined) => format!("/{joined}{}", if path.ends_with('/') { "/" } else { "" }).into(),
            None => return Resolved::Dead,
        }
    };
    let trimmed = absolute.trim_end_matches('/');
    let at = |address: &str| site.targets.by_url.get_key_value(address);
    let known = at(&absolute)
        .or_else(|| at(&format!("{trimmed}/")))
        .or_else(|| at(trimmed));
    match known {
        Some((_, Some(entry))) if rest.is_empty() || rest.starts_with('#') => to_entry_as_is(site, *entry, fragment),
        Some((address, _)) => Resolved::Address(with_rest(address.as_str())),
        None => match site.targets.withheld.get(address_key(&absolute).as_str()) {
            Some(why) => Resolved::Unpublished(*why),
            None if path.starts_with('/') => Resolved::UnknownAddress(with_rest(path)),
            None => Resolved::Dead,
        },
    }
}

/// Returns why the page at an address from the site's top is not published, if that is why there is none.
pub fn withheld(site: &Site<'_>, address: &str) -> Option<Unpublished> {
    let path = address.split(['#', '?']).next().unwrap_or(address);
    let (known, from_content) = (
        &site.targets.withheld,
        site.targets.by_path.get(path.trim_start_matches('/')),
    );
    match from_content {
        Some(Target::Unpublished(why)) => Some(*why),
        _ => known.get(address_key(path).as_str()).copied(),
    }
}

/// Returns the file that `src`, as written in the document `from`, names.
pub fn resolve_file(site: &Site<'_>, from: EntryId, src: &str) -> Option<u32> {
    file_from(site, Origin::published(site, from), src)
}

pub(super) fn file_from(site: &Site<'_>, from: Origin<'_>, src: &str) -> Option<u32> {
    let path = src.split(['?', '#']).next().unwrap_or(src);
    if path.is_empty() || !crate::safe::is_safe_file(path) {
        return None;
    }
    let file = |folder: &str| match target_at(site, &join(folder, path)?) {
        Some(Target::File(file)) => Some(*file),
        _ => None,
    };
    // A translation inherits its picture from the original, and the path with it: that may lie in another folder.
    file(from.folder).or_else(|| {
        let others = from.versions.iter();
        others
            .map(|id| site.entries[id.index()].document.path().folder())
            .find_map(file)
    })
}

/// Returns what lies at a content path, whichever way its accents are written: a disk may part them from their letters.
fn target_at<'s>(site: &'s Site<'_>, path: &str) -> Option<&'s Target> {
    let known = &site.targets.by_path;
    known.get(path).or_else(|| {
        let composed = || path.nfc().collect::<String>();
        let parted = || path.nfd().collect::<String>();
        let other = |path: String| known.get(path.as_str());
        (!path.is_ascii()).then(|| other(composed()).or_else(|| other(parted())))?
    })
}

fn at_path(site: &Site<'_>, from: Origin<'_>, path: &str, fragment: Option<&str>) -> Option<Resolved> {
    Some(match target_at(site, path)? {
        Target::Entry(entry) => to_entry(site, from, *entry, fragment),
        Target::Unpublished(why) => Resolved::Unpublished(*why),
        Target::File(file) => Resolved::File(*file),
    })
}

/// To a document: its version in the reader's language, where the link names no language itself.
fn to_entry(site: &Site<'_>, from: Origin<'_>, to: EntryId, fragment: Option<&str>) -> Resolved {
    let target = &site.entries[to.index()];
    let names_language = target.document.name.language.is_some();
    let own = target
        .translations
        .iter()
        .copied()
        .find(|id| site.entries[id.index()].language == from.language);
    let to = if names_language { to } else { own.unwrap_or(to) };
    to_entry_as_is(site, to, fragment)
}

fn to_entry_as_is(site: &Site<'_>, to: EntryId, fragment: Option<&str>) -> Resolved {
    let Some(fragment) = fragment else {
        return Resolved::Entry(to, None);
    };
    let anchors = &site.entries[to.index()].body().anchors;
    // What every browser finds in any page: its top (HTML, "select the indicated part"), and a stretch of text.
    let is_everywhere = fragment.eq_ignore_ascii_case("top") || fragment.starts_with(":~:");
    if is_everywhere || anchors.binary_search_by(|known| (**known).cmp(fragment)).is_ok() {
        Resolved::Entry(to, Some(fragment.into()))
    } else {
        Resolved::DeadAnchor(to, fragment.into())
    }
}

/// Returns the paths of all documents by their file names. Few sites ask, so it is made when one does.
pub(super) fn by_file_name<'s>(site: &'s Site<'_>) -> &'s [Named] {
    site.targets.by_file_name.get_or_init(|| {
        let documents = site.targets.by_path.iter();
        let documents = documents.filter(|(_, target)| !matches!(target, Target::File(_)));
        let mut named: Box<[Named]> = documents.map(|(path, _)| Named::of(path)).collect();
        named.sort_unstable_by(|a, b| (a.name(), &a.path).cmp(&(b.name(), &b.path)));
        named
    })
}

/// Returns the paths of documents that end in a file name.
pub(super) fn named<'s>(site: &'s Site<'_>, name: &str) -> &'s [Named] {
    let all = by_file_name(site);
    let from = all.partition_point(|known| known.name() < name);
    let count = all[from..].partition_point(|known| known.name() == name);
    &all[from..from + count]
}

/// As Hugo's `ref` finds a page: by path from the content's top or the file's folder, with or without ending, else by file name alone
/// where only one has it.
fn by_ref(site: &Site<'_>, from: Origin<'_>, path: &str, joined: &str, fragment: Option<&str>) -> Resolved {
    let from_top = path.trim_matches('/');
    for base in [joined, from_top] {
        for ending in ["", ".md", "/_index.md", "/index.md"] {
            if let Some(found) = at_path(site, from, &format!("{base}{ending}"), fragment) {
                return found;
            }
        }
    }
    let name = from_top.rsplit('/').next().unwrap_or(from_top);
    for name in [name.to_owned(), format!("{name}.md")] {
        if let [only] = named(site, &name) {
            return at_path(site, from, only.path.as_str(), fragment).unwrap_or(Resolved::Dead);
        }
    }
    Resolved::Dead
}
