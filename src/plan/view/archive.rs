//! The value `page` of the archive: all years, and what came in one.

use tera::Value;

use super::fields::{Fields, list_of, or_none};
use super::head::{Version, link, trail};
use super::heads::YearHead;
use super::list::list;
use super::page::{Common, Own, common};
use super::wanted::PageFields;
use super::{Shared, href};
use crate::organise::{EntryId, LanguageId, Month, YearId};
use crate::plan::pages::list_page;

/// Returns the value of the page with all years of a language; none where it has no archive.
pub(super) fn archive<'a>(id: LanguageId, own: Own<'a>) -> Option<PageFields<'a>> {
    let shared = own.shared;
    let archive = shared.archive(id)?;
    let words: Vec<String> = (0..shared.config.languages.len())
        .map(|n| shared.word(LanguageId(n as u32), "archive", &[]))
        .collect();
    let versions = words.iter().zip(0..).filter_map(|(title, n)| {
        let language = LanguageId(n);
        let url = shared.archive(language)?.url;
        Some(Version { language, url, title })
    });
    let mut fields = common(
        Common {
            kind: "archive",
            language: id,
            title: &words[id.index()],
            url: archive.url.clone(),
            number: 1,
            entry: None,
            versions: versions.collect(),
            breadcrumbs: &|| trail(id, None, shared),
            feeds: &Vec::new,
            section: None,
            calendar: None,
        },
        own,
    );
    let count = |year: &YearId| shared.year_lists(*year).items.len();
    fields.put("years", || {
        list_of(archive.years.iter().map(|year| {
            let head = shared.year(*year);
            Fields::new()
                .with("year", i64::from(head.number))
                .text("url", &href(head.url, shared.config))
                .with("count", count(year))
                .into()
        }))
    });
    fields.put("total", || archive.years.iter().map(count).sum::<usize>());
    Some(fields)
}

/// Returns the value of a page of a year.
pub(super) fn year<'a>(id: YearId, number: usize, own: Own<'a>) -> PageFields<'a> {
    let shared = own.shared;
    let (year, lists) = (shared.year(id), shared.year_lists(id));
    let title_in = |language| shared.word(language, "archive_year", &[("year", &year.number.to_string())]);
    let titles: Vec<String> = year
        .translations
        .iter()
        .map(|other| title_in(shared.year(*other).language))
        .collect();
    let versions = year.translations.iter().zip(&titles).map(|(other, title)| {
        let other = shared.year(*other);
        Version {
            language: other.language,
            url: other.url,
            title,
        }
    });
    let breadcrumbs = || {
        let mut trail = trail(year.language, None, shared);
        let above = shared.archive(year.language).map(|archive| archive.url);
        trail.extend(above.map(|url| link(&shared.word(year.language, "archive", &[]), url, shared)));
        trail
    };
    let mut fields = common(
        Common {
            kind: "year",
            language: year.language,
            title: &title_in(year.language),
            url: list_page(year.url, number),
            number,
            entry: None,
            versions: versions.collect(),
            breadcrumbs: &breadcrumbs,
            feeds: &Vec::new,
            section: None,
            calendar: None,
        },
        own,
    );
    let per_page = shared.config.archive.paginate_by;
    fields.put("year", || i64::from(year.number));
    fields.put("list", || list(lists.items, per_page, number, year.url, shared));
    fields.put("months", || {
        // What of the list stands on this page.
        let on_page = match per_page {
            0 => 0..lists.items.len(),
            _ => (number - 1) * per_page..number * per_page,
        };
        let mut from = 0;
        list_of(lists.months.iter().map(|month| {
            let of_month = from..from + month.count;
            from = of_month.end;
            let shown = of_month.start.max(on_page.start)..of_month.end.min(on_page.end);
            let page = of_month.start.checked_div(per_page).unwrap_or(0) + 1;
            in_year(&year, month, lists.items.get(shown).unwrap_or_default(), page, shared)
        }))
    });
    let neighbour = |year: Option<YearId>| {
        or_none(year.map(|year| {
            let year = shared.year(year);
            link(&year.number.to_string(), year.url, shared)
        }))
    };
    fields.put("newer", || neighbour(year.newer));
    fields.put("older", || neighbour(year.older));
    fields
}

/// Returns a month, with those of its documents that the page shows; `page` is the one of the list on which the month begins.
fn in_year(year: &YearHead<'_>, month: &Month, shown: &[EntryId], page: usize, shared: &Shared<'_>) -> Value {
    let anchor = format!("_month-{}", month.number);
    let url = href(&list_page(year.url, page), shared.config);
    Fields::new()
        .with("number", i64::from(month.number))
        .text(
            "title",
            &shared.locale(year.language).month_of(year.number, month.number),
        )
        .text("id", &anchor)
        .text("url", &format!("{url}#{anchor}"))
        .with("count", month.count)
        .with("items", list_of(shown.iter().map(|id| shared.card(*id))))
        .into()
}
