//! Series: documents that belong together, in an order.

use std::collections::BTreeMap;

use super::Material;
use super::paths::{address, part, prefix};
use super::site::{Entry, EntryId, Kind, LanguageId, Series, SeriesId};

/// Finds all series, and tells each document which it is part of.
pub(super) fn series(entries: &mut [Entry<'_>], material: Material<'_>) -> Vec<Series> {
    let config = material.config;
    let mut gathered: BTreeMap<(LanguageId, String), Vec<EntryId>> = BTreeMap::new();
    for (n, entry) in entries.iter().enumerate() {
        let Some(name) = entry
            .front
            .series
            .as_ref()
            .filter(|_| matches!(entry.kind, Kind::Article | Kind::Event | Kind::Page))
        else {
            continue;
        };
        let Some(slug) = part(&name.value, &config.language) else {
            continue;
        };
        gathered
            .entry((entry.language, slug))
            .or_default()
            .push(EntryId(n as u32));
    }
    let mut all = Vec::new();
    for ((language, slug), mut items) in gathered {
        let weighed = items.iter().all(|id| entries[id.index()].front.weight.is_some());
        items.sort_by_key(|id| {
            let entry = &entries[id.index()];
            // Undated ones come last here too.
            (
                if weighed { entry.front.weight } else { None },
                entry.published.is_none(),
                entry.published,
                id.0,
            )
        });
        for (place, id) in items.iter().enumerate() {
            entries[id.index()].series = Some((SeriesId(all.len() as u32), place as u32));
        }
        let name = items
            .first()
            .and_then(|id| entries[id.index()].front.series.as_ref())
            .map(|name| name.value.clone());
        all.push(Series {
            name: name.unwrap_or_default(),
            language,
            url: address(&format!("{}/series/{slug}/", prefix(language, config))),
            translations: Vec::new(),
            items,
        });
    }
    for n in 0..all.len() {
        let of = |id: &EntryId| entries[id.index()].series.map(|(id, _)| id);
        let versions = all[n].items.iter().flat_map(|id| &entries[id.index()].translations);
        let mut same: Vec<SeriesId> = versions.filter_map(of).collect();
        same.sort();
        same.dedup();
        // One a language: a document may have been moved to another series in one of them.
        let mut languages = std::collections::BTreeSet::new();
        same.retain(|id| id.index() == n || all[id.index()].language != all[n].language);
        same.retain(|id| languages.insert(all[id.index()].language));
        all[n].translations = same;
    }
    all
}
