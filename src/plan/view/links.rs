//! Where links in texts lead.

use super::seen::hash_of;
use super::{Shared, href, is_elsewhere};
use crate::config::Config;
use crate::organise::{Entry, EntryId, FileCopy, LanguageId, Resolved, Site, Target, resolve, resolve_file};
use crate::parse::front_matter::{DownloadSource, Related};
use crate::parse::{LinkBy, ReferenceTo};
use crate::url_path::UrlPath;

/// Where a link leads.
#[derive(Debug, Clone, Hash)]
pub struct Address<'a> {
    /// The address, from the host's top.
    pub url: String,
    /// The title of the document that it leads to.
    pub title: Option<&'a str>,
}

/// Returns where a link leads, from the host's top; none where it leads to nothing that is published.
pub fn link_address(shared: &Shared<'_>, from: EntryId, target: &str, by: LinkBy) -> Option<String> {
    if is_elsewhere(target) {
        let is_hidden = || shared.is_withheld(target);
        return (crate::safe::is_safe_address(target) && !is_hidden()).then(|| target.to_owned());
    }
    shared.resolved_link(from, target, by).map(|address| address.url)
}

/// Works out where a link within the site leads.
pub(super) fn address<'a>(
    site: &'a Site<'a>,
    config: &Config,
    from: EntryId,
    target: &str,
    by: LinkBy,
) -> Option<Address<'a>> {
    // A query goes along: `verslag.pdf?versie=2#page=3`, `/tags/data/?volgorde=oud`.
    let rest = target.find(['?', '#']).map_or("", |at| &target[at..]);
    let query = rest.split('#').next().unwrap_or_default();
    let entry = |id: EntryId| &site.entries[id.index()];
    let url = match resolve(site, from, target, by) {
        Resolved::Entry(id, fragment) => {
            let url = href(&entry(id).url, config) + query;
            let url = fragment.map_or(url.clone(), |fragment| format!("{url}#{fragment}"));
            let title = Some(&*entry(id).title);
            return Some(Address { url, title });
        }
        Resolved::File(file) => href(&site.files[file as usize].url, config) + rest,
        Resolved::Address(address) => {
            let path = address.strip_suffix(rest).unwrap_or(&address);
            UrlPath::parse(path).map_or_else(|| path.to_owned(), |url| href(&url, config)) + rest
        }
        Resolved::UnknownAddress(address) => address.to_string(),
        Resolved::DeadAnchor(id, _) => href(&entry(id).url, config),
        Resolved::Unpublished(_) | Resolved::Dead => return None,
    };
    Some(Address { url, title: None })
}

/// Returns the file that `src`, as written in the document `from`, names.
pub(super) fn file<'a>(site: &'a Site<'a>, from: EntryId, src: &str) -> Option<&'a FileCopy<'a>> {
    resolve_file(site, from, src).map(|file| &site.files[file as usize])
}

/// Returns all that a page can show of the file that `src` names.
pub(super) fn file_answer<'a>(site: &'a Site<'a>, from: EntryId, src: &str) -> impl std::hash::Hash + use<'a> {
    file(site, from, src).map(|copy| {
        let FileCopy { file, url } = copy;
        (file.path.as_str(), file.size, file.dimensions, url)
    })
}

/// Returns all that a template can learn of a content path.
pub(super) fn at_path<'a>(site: &'a Site<'a>, path: &str) -> impl std::hash::Hash + use<'a> {
    let versions = |id: &EntryId| {
        let versions = site.entries[id.index()].translations.iter();
        let versions = versions.map(|id| &site.entries[id.index()]);
        versions.map(|entry| (entry.language, &entry.url)).collect::<Vec<_>>()
    };
    match site.targets.by_path.get(path) {
        Some(Target::Entry(id)) => (1, versions(id), None),
        Some(Target::Unpublished(_)) => (2, Vec::new(), None),
        Some(Target::File(file)) => {
            let FileCopy { file, url } = &site.files[*file as usize];
            (3, Vec::new(), Some((file.dimensions, url)))
        }
        None => (0, Vec::new(), None),
    }
}

/// Whether a document itself names `target` that way, in its text or in its front matter: then [`answers`] has where it leads.
pub(super) fn is_named(entry: &Entry<'_>, target: &str, by: LinkBy) -> bool {
    named(entry).any(|(named, named_by)| named == target && (by == LinkBy::Path || by == named_by))
}

/// Returns a hash of where all leads that a document names, and of the files that it names.
pub(super) fn answers(id: EntryId, site: &Site<'_>, config: &Config) -> u64 {
    let entry = &site.entries[id.index()];
    let within = named(entry).filter(|(target, _)| !is_elsewhere(target));
    let answers: Vec<u64> = within
        .map(|(target, by)| {
            // What is named as Hugo's `ref` has it may be asked for as a path too.
            let by_path = address(site, config, id, target, LinkBy::Path);
            let by_ref = (by == LinkBy::Ref).then(|| address(site, config, id, target, LinkBy::Ref));
            hash_of((by_path, by_ref, file_answer(site, id, target)))
        })
        .collect();
    hash_of(answers)
}

/// Returns all that a document names, and how.
fn named<'e>(entry: &'e Entry<'_>) -> impl Iterator<Item = (&'e str, LinkBy)> {
    let front = &*entry.front;
    let in_text = entry.body().references.iter().map(|reference| match &reference.to {
        ReferenceTo::Link(target, by) => (&**target, *by),
        ReferenceTo::Picture(target) | ReferenceTo::Argument { value: target, .. } | ReferenceTo::Address(target) => {
            (&**target, LinkBy::Path)
        }
    });
    let person = front.person.as_deref().and_then(|person| person.photo.as_ref());
    let pictures = front
        .image
        .as_deref()
        .into_iter()
        .chain(person)
        .filter_map(|image| image.src.as_ref());
    let downloads = front
        .downloads
        .iter()
        .filter_map(|download| match &download.source.value {
            DownloadSource::File(path) => Some(&**path),
            DownloadSource::Url(_) => None,
        });
    let replaced_by = front
        .withdrawn
        .as_deref()
        .and_then(|notice| notice.replaced_by.as_ref());
    let chosen: &[_] = match &front.related {
        Related::Chosen(files) => files,
        Related::Automatic | Related::Off => &[],
    };
    let texts = front.links.iter().chain(chosen).chain(replaced_by).chain(pictures);
    let in_front = texts.map(|text| &*text.value).chain(downloads);
    in_text.chain(in_front.map(|target| (target, LinkBy::Path)))
}

/// Returns where a link in a text of `site.toml` leads; its paths start at the content folder, or at the site's top.
pub(super) fn site_link(shared: &Shared<'_>, language: LanguageId, target: &str) -> Option<String> {
    if shared.is_withheld(target) {
        return None;
    }
    if is_elsewhere(target) {
        return Some(target.to_owned());
    }
    let end = target.find(['?', '#']).unwrap_or(target.len());
    let (path, rest) = target.split_at(end);
    let url = match shared.target(path.trim_start_matches('/')) {
        Some(Target::Entry(id)) => {
            let versions = shared.head(id).translations;
            let own = versions.iter().find(|id| shared.head(**id).language == language);
            href(shared.head(*own.unwrap_or(&id)).url, shared.config)
        }
        Some(Target::File(file)) => shared.file_url(file),
        Some(Target::Unpublished(_)) => return None,
        None if path.is_empty() => String::new(),
        None => UrlPath::parse(path).map_or_else(|| path.to_owned(), |url| href(&url, shared.config)),
    };
    Some(url + rest)
}
