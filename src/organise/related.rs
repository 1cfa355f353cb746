//! What else to read: documents that share the rarest terms.

use std::collections::HashSet;

use rayon::prelude::*;

use super::links::resolve;
use super::lists::place;
use super::once::is_told_by_another;
use super::site::{Entry, EntryId, Kind, Resolved, Site, Term};
use crate::parse::LinkBy;
use crate::parse::front_matter::Related;

/// How many are shown.
const SHOWN: usize = 4;
/// How many neighbours in time each term proposes, on either side: so a term of a hundred thousand documents costs no more
/// than one of twenty, and what is proposed is near in time.
const PROPOSED: usize = 10;

/// Finds the related documents of all.
pub(super) fn link(site: &mut Site<'_>) {
    let related: Vec<Box<[EntryId]>> = (0..site.entries.len())
        .into_par_iter()
        .map(|n| automatic(EntryId(n as u32), site))
        .collect();
    for (entry, related) in site.entries.iter_mut().zip(related) {
        entry.related = related;
    }
}

/// Fills in what writers chose themselves, once files can be found.
pub(super) fn chosen(site: &mut Site<'_>) {
    for n in 0..site.entries.len() {
        let Related::Chosen(files) = &site.entries[n].front.related else {
            continue;
        };
        let found = files.iter().filter_map(
            |file| match resolve(site, EntryId(n as u32), &file.value, LinkBy::Path) {
                Resolved::Entry(id, _) if id.index() != n => Some(id),
                _ => None,
            },
        );
        let found: Box<[EntryId]> = found.collect();
        site.entries[n].related = found;
    }
}

fn automatic(id: EntryId, site: &Site<'_>) -> Box<[EntryId]> {
    let entry = &site.entries[id.index()];
    if entry.front.related != Related::Automatic || !matches!(entry.kind, Kind::Article | Kind::Event) {
        return Box::default();
    }
    let mut scores: Vec<(EntryId, f64)> = Vec::new();
    // People are no subject.
    let is_subject = |term: &Term| &*site.taxonomies[term.taxonomy.index()].name != "authors";
    let terms = entry.terms.iter().map(|term| &site.terms[term.index()]);
    for Term { items, .. } in terms.filter(|term| is_subject(term)) {
        let Ok(place) = items.binary_search_by_key(&place(&site.entries, id), |other| place(&site.entries, *other))
        else {
            continue;
        };
        let rarity = 1.0 / items.len() as f64;
        let from = place.saturating_sub(PROPOSED);
        let to = (place + PROPOSED + 1).min(items.len());
        for &other in items[from..to].iter().filter(|other| **other != id) {
            if site.entries[other.index()].language != entry.language || tell_of_the_same(entry, other) {
                continue;
            }
            match scores.iter_mut().find(|(known, _)| *known == other) {
                Some((_, score)) => *score += rarity,
                None => scores.push((other, rarity)),
            }
        }
    }
    scores.sort_by(|(a, one), (b, other)| {
        let published = |id: &EntryId| site.entries[id.index()].published;
        other
            .total_cmp(one)
            .then_with(|| published(b).cmp(&published(a)))
            .then_with(|| a.cmp(b))
    });
    if scores.iter().any(|(id, _)| site.entries[id.index()].of_event.is_some()) {
        let proposed: HashSet<EntryId> = scores.iter().map(|(id, _)| *id).collect();
        scores.retain(|(id, _)| !is_told_by_another(*id, entry.language, &proposed, &site.entries));
    }
    scores.into_iter().take(SHOWN).map(|(id, _)| id).collect()
}

/// Whether another document is the announcement of this report, or a report of it: the two lead to each other already.
fn tell_of_the_same(entry: &Entry<'_>, other: EntryId) -> bool {
    let of_event = entry.of_event.as_deref();
    of_event.is_some_and(|of_event| of_event.announcement == Some(other) || of_event.reports.contains(&other))
}
