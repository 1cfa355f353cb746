//! The archive: what came in each year, in each language.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Material;
use super::paths::{address, prefix};
use super::site::{Archive, Entry, EntryId, LanguageId, Month, Site, Year, YearId};
use crate::config::Config;
use crate::language::Tag;
use crate::url_path::UrlPath;

/// Documents by year, month and day, each newest first.
type ByDay = BTreeMap<Reverse<i16>, BTreeMap<Reverse<i8>, Vec<(Reverse<i8>, EntryId)>>>;

/// Puts what each language lists into years. What has no date is in none.
pub(super) fn fill(site: &mut Site<'_>, material: Material<'_>) {
    if !material.has_archive {
        return;
    }
    for n in 0..site.languages.len() {
        let language = LanguageId(n as u32);
        let by_day = by_day(&site.languages[n].latest, &site.entries);
        if by_day.is_empty() {
            continue;
        }
        let url = top(language, material.config);
        let first = site.years.len();
        let count = by_day.len();
        for (place, (Reverse(number), months)) in by_day.into_iter().enumerate() {
            let id = |place: usize| YearId((first + place) as u32);
            site.years.push(Year {
                number,
                language,
                url: address(&format!("{url}{number:04}/")),
                translations: Vec::new(),
                newer: place.checked_sub(1).map(id),
                older: Some(place + 1).filter(|place| *place < count).map(id),
                months: (months.iter())
                    .map(|(Reverse(number), items)| Month {
                        number: *number,
                        count: items.len(),
                    })
                    .collect(),
                items: months.into_values().flat_map(newest_first).collect(),
            });
        }
        let years = (first..site.years.len()).map(|n| YearId(n as u32)).collect();
        site.languages[n].archive = Some(Archive { url, years });
    }
    translations(&mut site.years);
}

fn by_day(latest: &[EntryId], entries: &[Entry<'_>]) -> ByDay {
    let mut by_day = ByDay::new();
    for id in latest {
        if let Some(day) = day(&entries[id.index()]) {
            let year = by_day.entry(Reverse(day.year())).or_default();
            let month = year.entry(Reverse(day.month())).or_default();
            month.push((Reverse(day.day()), *id));
        }
    }
    by_day
}

/// The day that lists show of a document: of an event that on which it was, of a report in a file of its own that on which it came.
fn day(entry: &Entry<'_>) -> Option<Date> {
    let start = entry.listed_event().map(|event| &event.start.value);
    start.or_else(|| entry.date()).map(|moment| moment.date)
}

fn newest_first(mut month: Vec<(Reverse<i8>, EntryId)>) -> impl Iterator<Item = EntryId> {
    // Stable: those of one day stay in the order of lists.
    month.sort_by_key(|(day, _)| *day);
    month.into_iter().map(|(_, id)| id)
}

/// Each year with those of the same number, in the order of the languages.
fn translations(years: &mut [Year]) {
    let mut same: BTreeMap<i16, Vec<YearId>> = BTreeMap::new();
    for (n, year) in years.iter().enumerate() {
        same.entry(year.number).or_default().push(YearId(n as u32));
    }
    for year in years {
        year.translations = same.get(&year.number).cloned().unwrap_or_default();
    }
}

/// The address of a language's archive.
fn top(language: LanguageId, config: &Config) -> UrlPath {
    let tag = &config.languages[language.index()].tag;
    let path = match &config.archive.path {
        Some(path) => path.value.get(tag, &config.language),
        None => word(tag),
    };
    address(&format!("{}/{path}/", prefix(language, config)))
}

/// What an archive is called in an address. A word of the theme would do too, but then another theme would move the pages.
fn word(tag: &Tag) -> &'static str {
    match tag.as_str().split('-').next().unwrap_or_default() {
        "nl" => "archief",
        "fy" => "argyf",
        "de" => "archiv",
        "fr" => "archives",
        "es" => "archivo",
        "it" => "archivio",
        "pt" => "arquivo",
        "pl" => "archiwum",
        "da" | "nb" | "sv" => "arkiv",
        _ => "archive",
    }
}
