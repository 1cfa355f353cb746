//! Where links in texts lead.

use super::{Shared, href, is_elsewhere};
use crate::organise::{EntryId, LanguageId, Resolved, Target, resolve, withheld_at};
use crate::parse::LinkBy;
use crate::url_path::UrlPath;

/// Returns where a link leads, from the host's top; none where it leads to nothing that is published.
pub fn link_address(shared: &Shared<'_>, from: EntryId, target: &str, by: LinkBy) -> Option<String> {
    if is_elsewhere(target) {
        let is_hidden = || withheld_at(shared.site, shared.config, target).is_some();
        return (crate::safe::is_safe_address(target) && !is_hidden()).then(|| target.to_owned());
    }
    let (site, config) = (shared.site, shared.config);
    // A query goes along: `verslag.pdf?versie=2#page=3`, `/tags/data/?volgorde=oud`.
    let rest = target.find(['?', '#']).map_or("", |at| &target[at..]);
    let query = rest.split('#').next().unwrap_or_default();
    match resolve(site, from, target, by) {
        Resolved::Entry(id, fragment) => {
            let url = href(&shared.entry(id).url, config) + query;
            Some(fragment.map_or(url.clone(), |fragment| format!("{url}#{fragment}")))
        }
        Resolved::File(file) => Some(href(&site.files[file as usize].url, config) + rest),
        Resolved::Address(address) => {
            let path = address.strip_suffix(rest).unwrap_or(&address);
            Some(UrlPath::parse(path).map_or_else(|| path.to_owned(), |url| href(&url, config)) + rest)
        }
        Resolved::UnknownAddress(address) => Some(address.to_string()),
        Resolved::DeadAnchor(id, _) => Some(href(&shared.entry(id).url, config)),
        Resolved::Unpublished(_) | Resolved::Dead => None,
    }
}

/// Returns where a link in a text of `site.toml` leads; its paths start at the content folder, or at the site's top.
pub(super) fn site_link(shared: &Shared<'_>, language: LanguageId, target: &str) -> Option<String> {
    if withheld_at(shared.site, shared.config, target).is_some() {
        return None;
    }
    if is_elsewhere(target) {
        return Some(target.to_owned());
    }
    let end = target.find(['?', '#']).unwrap_or(target.len());
    let (path, rest) = target.split_at(end);
    let url = match shared.site.targets.by_path.get(path.trim_start_matches('/')) {
        Some(Target::Entry(id)) => {
            let versions = &shared.entry(*id).translations;
            let own = versions.iter().find(|id| shared.entry(**id).language == language);
            href(&shared.entry(*own.unwrap_or(id)).url, shared.config)
        }
        Some(Target::File(file)) => href(&shared.site.files[*file as usize].url, shared.config),
        Some(Target::Unpublished(_)) => return None,
        None if path.is_empty() => String::new(),
        None => UrlPath::parse(path).map_or_else(|| path.to_owned(), |url| href(&url, shared.config)),
    };
    Some(url + rest)
}
