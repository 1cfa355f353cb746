//! The index: all that a language has as JSON, newest first, in pages.

use serde_json::json;

use super::content::home;
use super::json::summary;
use super::{VERSION, written};
use crate::organise::{LanguageId, index_of};
use crate::plan::INDEXED;
use crate::plan::view::{Shared, permalink, without_nothing};

/// Returns a page of the index, counted from 1.
pub fn index(id: LanguageId, number: usize, shared: &Shared<'_>) -> Vec<u8> {
    let config = shared.config;
    let (all, language) = (shared.language_json(id), shared.language(id));
    let pages = all.len().div_ceil(INDEXED).max(1);
    let address = |number: usize| index_of(language.url, number).map(|url| permalink(&url, config));
    let before = ((number - 1) * INDEXED).min(all.len());
    let items: Vec<_> = all[before..]
        .iter()
        .take(INDEXED)
        .map(|id| without_nothing(summary(*id, shared)))
        .collect();
    let publisher = config.organisation.name.as_ref().unwrap_or(&config.title);
    let mut index = without_nothing(json!({
        "version": VERSION,
        "title": shared.localized(&config.title, id),
        "description": config.description.as_ref().map(|text| shared.localized(text, id)),
        "language": shared.tag(id).as_str(),
        "publisher": { "name": shared.localized(publisher, id), "url": config.organisation.url.as_deref() },
        "license": config.copyright.as_ref().map(|text| shared.localized(text, id)),
        "home_url": home(id, shared),
        "url": address(number),
        "first_url": address(1),
        "previous_url": if number > 1 { address(number - 1) } else { None },
        "next_url": if number < pages { address(number + 1) } else { None },
        "last_url": address(pages),
        "page": number,
        "pages": pages,
        "total": all.len(),
    }));
    // An empty index has its list too.
    index["items"] = items.into();
    written(&index)
}
