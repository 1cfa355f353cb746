//! The value `page` of a home page.

use tera::Value;

use super::Shared;
use super::document::counted_term;
use super::fields::{Fields, list_of};
use super::head::Version;
use super::list::list;
use super::page::{Common, Own, common};
use super::wanted::PageFields;
use crate::organise::{LanguageId, TermId, calendar_of_list};
use crate::plan::pages::list_page;

/// How many coming events the home page shows.
const UPCOMING: usize = 5;
/// How many terms the home page shows.
const TOPICS: usize = 12;
/// How many documents of each section the home page shows.
const OF_SECTION: usize = 3;

/// Returns the value of a page of the home.
pub(super) fn home<'a>(id: LanguageId, number: usize, own: Own<'a>) -> PageFields<'a> {
    let shared = own.shared;
    let (config, language, lists) = (shared.config, shared.language(id), shared.language_lists(id));
    let own_title = language.home.map(|entry| shared.head(entry).title);
    let title = own_title.unwrap_or_else(|| shared.localized(&config.title, id));
    let versions = (0..config.languages.len()).map(|n| {
        let other = LanguageId(n as u32);
        let title = shared.localized(&config.title, other);
        Version {
            language: other,
            url: shared.language(other).url,
            title,
        }
    });
    let mut fields = common(
        Common {
            kind: "home",
            language: id,
            title,
            url: list_page(language.url, number),
            number,
            entry: language.home,
            versions: versions.collect(),
            breadcrumbs: &Vec::new,
            feeds: &Vec::new,
            section: None,
            calendar: calendar_of_list(language.url).filter(|_| language.calendar),
        },
        own,
    );
    fields.put("list", || {
        list(lists.latest, config.paginate_by, number, language.url, shared)
    });
    fields.put("upcoming", || {
        let upcoming = lists.upcoming.iter().take(if number == 1 { UPCOMING } else { 0 });
        list_of(upcoming.map(|id| shared.card(*id)))
    });
    fields.put("topics", || if number == 1 { topics(id, shared) } else { list_of([]) });
    fields.put("sections", || {
        list_of(shared.language_parts(id).sections.iter().map(|section| {
            let newest = shared.section_lists(*section).items.iter().take(OF_SECTION);
            let section = Fields::of(&shared.section_value(*section));
            section.list("items", newest.map(|id| shared.card(*id))).into()
        }))
    });
    fields
}

/// The most used terms of the first taxonomy that is not `authors`.
fn topics(id: LanguageId, shared: &Shared<'_>) -> Value {
    let taxonomies = shared.language_parts(id).taxonomies;
    let first = taxonomies
        .iter()
        .find(|taxonomy| shared.taxonomy(**taxonomy).name != "authors");
    let mut terms: Vec<TermId> = first.map_or_else(Vec::new, |first| shared.taxonomy_terms(*first).to_vec());
    // Stable: terms with as many documents stay in the order of their names.
    terms.sort_by_key(|term| std::cmp::Reverse(shared.term_items(*term).len()));
    list_of(
        terms
            .into_iter()
            .take(TOPICS)
            .map(|term| counted_term(term, shared).into()),
    )
}
