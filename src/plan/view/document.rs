//! What pages of articles, events and plain pages show.

use tera::Value;

use super::address::configured;
use super::card::{author_terms, is_withdrawn};
use super::date::{date, maybe_date};
use super::event::event;
use super::fields::{Fields, list_of, or_none};
use super::links::link_address;
use super::wanted::PageFields;
use super::{Shared, href, is_elsewhere};
use crate::organise::{Entry, EntryId, TermId};
use crate::parse::front_matter::{Change, Download, DownloadSource, Withdrawn};
use crate::parse::{Heading, LinkBy};

/// A table of contents helps from this many headings and words on.
const LONG: (usize, u32) = (4, 600);

/// Adds all that a document's page shows and a list does not.
pub(super) fn document(fields: &mut PageFields<'_>, id: EntryId, shared: &Shared<'_>) {
    let (entry, head) = (shared.entry(id), shared.head(id));
    let (front, locale) = (&entry.front, shared.locale(entry.language));
    let inline = |text: &str| shared.inline(id, Some(text));
    let card = |id: Option<EntryId>| or_none(id.map(|id| shared.card(id)));
    for field in ["date", "updated", "reading_time"] {
        fields.put(field, || shared.of_card(id, field));
    }
    fields.put("authors", || {
        list_of(author_terms(&head, shared).map(|term| shared.author_value(term)))
    });
    fields.put("taxonomies", || taxonomies(entry, shared));
    fields.put("toc", || toc(&entry.body().headings, shared.config.markdown.toc_levels));
    fields.put("show_toc", || {
        let long = entry.body().headings.len() >= LONG.0 && entry.body().words.words >= LONG.1;
        front.toc.unwrap_or(long) && !entry.body().headings.is_empty()
    });
    fields.put("takeaways", || list_of(front.takeaways.iter().map(|text| inline(text))));
    fields.put("quotes", || {
        list_of(front.quotes.iter().map(|quote| {
            Fields::new()
                .with("text", inline(&quote.text))
                .maybe("name", quote.name.as_deref())
                .maybe("role", quote.role.as_deref())
                .into()
        }))
    });
    fields.put("downloads", || {
        list_of(front.downloads.iter().filter_map(|file| download(file, id, shared)))
    });
    let history = |changes: &[Change]| {
        // What has a date in the future is announced by nobody.
        let known = changes.iter().filter(|change| shared.reached(change.date.timestamp()));
        list_of(known.map(|change| {
            Fields::new()
                .with("date", date(&change.date, locale))
                .with("text", inline(&change.text))
                .into()
        }))
    };
    fields.put("corrections", || history(&front.corrections));
    fields.put("changes", || history(&front.changes));
    fields.put("withdrawn", || {
        let notice = front.withdrawn.as_deref();
        let notice = notice.filter(|notice| is_withdrawn(Some(notice), shared));
        or_none(notice.map(|notice| withdrawn(notice, id, shared)))
    });
    fields.put("event", || event(&head, shared));
    fields.put("announcement", || card(entry.announcement()));
    fields.put("reports", || {
        let reports = entry.of_event.iter().flat_map(|of_event| &of_event.reports);
        list_of(reports.map(|id| shared.card(*id)))
    });
    fields.put("series", || series(entry, shared));
    fields.put("previous", || card(entry.previous));
    fields.put("next", || card(entry.next));
    fields.put("related", || list_of(entry.related.iter().map(|id| shared.card(*id))));
}

/// The terms by taxonomy, authors apart, in the order of the configuration.
fn taxonomies(entry: &Entry<'_>, shared: &Shared<'_>) -> Value {
    let mut groups: Vec<(crate::organise::TaxonomyId, Vec<Value>)> = Vec::new();
    for &term in entry.terms.iter().filter(|term| !shared.is_author(**term)) {
        let taxonomy = shared.term(term).taxonomy;
        match groups.last_mut() {
            Some((last, terms)) if *last == taxonomy => terms.push(shared.term_value(term)),
            _ => groups.push((taxonomy, vec![shared.term_value(term)])),
        }
    }
    list_of(
        groups
            .into_iter()
            .map(|(taxonomy, terms)| Fields::of(&shared.taxonomy_value(taxonomy)).with("terms", terms).into()),
    )
}

/// Nests headings: each holds those that follow it and are deeper.
fn toc(headings: &[Heading], (first, last): (u8, u8)) -> Value {
    let shown: Vec<&Heading> = headings
        .iter()
        .filter(|heading| (first..=last).contains(&heading.level))
        .collect();
    list_of(nest(&shown))
}

fn nest(headings: &[&Heading]) -> Vec<Value> {
    let mut items = Vec::new();
    let mut rest = headings;
    // Depth is bounded by the six levels of HTML.
    while let Some((heading, below)) = rest.split_first() {
        let end = below
            .iter()
            .position(|next| next.level <= heading.level)
            .unwrap_or(below.len());
        items.push(
            Fields::new()
                .with("level", heading.level)
                .text("id", &heading.id)
                .text("title", &heading.title)
                .with("children", list_of(nest(&below[..end])))
                .into(),
        );
        rest = &below[end..];
    }
    items
}

fn download(download: &Download, id: EntryId, shared: &Shared<'_>) -> Option<Value> {
    let (url, name, size) = match &download.source.value {
        DownloadSource::Url(url) if shared.is_withheld(url) => return None,
        DownloadSource::Url(url) => (configured(url, shared.config), url.as_ref(), None),
        DownloadSource::File(path) => {
            let file = shared.file(id, path);
            let url = file.map(|file| href(&file.url, shared.config)).unwrap_or_default();
            (url, path.as_ref(), file.map(|file| file.file.size))
        }
    };
    let locale = shared.locale(shared.entry(id).language);
    let file_name = name.rsplit('/').next().unwrap_or(name);
    let plain = file_name.split(['?', '#']).next().unwrap_or(file_name);
    let ending = plain
        .rsplit_once('.')
        .map(|(_, ending)| ending)
        .filter(|ending| ending.len() <= 5);
    let fields = Fields::new()
        .text("title", download.title.as_deref().unwrap_or(file_name))
        .text("url", &url)
        .text("type", &ending.map(str::to_uppercase).unwrap_or_default())
        .maybe("size", size.map(|size| locale.file_size(size)).as_deref())
        .maybe("language", download.language.as_deref());
    Some(fields.into())
}

fn withdrawn(notice: &Withdrawn, id: EntryId, shared: &Shared<'_>) -> Fields {
    let locale = shared.locale(shared.entry(id).language);
    let replaced_by = notice.replaced_by.as_ref();
    let replaced_by = replaced_by.and_then(|target| replacement(&target.value, id, shared));
    Fields::new()
        .with("date", maybe_date(notice.date.as_ref(), locale))
        .with("reason", shared.inline(id, notice.reason.as_deref()))
        .with("replaced_by", or_none(replaced_by))
}

/// Returns a LINK to what stands in the place of a document; none while that is not published.
fn replacement(target: &str, id: EntryId, shared: &Shared<'_>) -> Option<Value> {
    let (title, url) = if is_elsewhere(target) {
        (target, link_address(shared, id, target, LinkBy::Path)?)
    } else {
        let address = shared.resolved_link(id, target, LinkBy::Path)?;
        (address.title.unwrap_or(target), address.url)
    };
    Some(Fields::new().text("title", title).text("url", &url).into())
}

fn series(entry: &Entry<'_>, shared: &Shared<'_>) -> Value {
    let Some((id, place)) = entry.series else {
        return Value::none();
    };
    let series = shared.series(id);
    Fields::new()
        .text("name", &series.name)
        .text("url", &href(&series.url, shared.config))
        .with("number", place + 1)
        .with("total", series.items.len())
        .with("items", list_of(series.items.iter().map(|id| shared.card(*id))))
        .into()
}

/// Returns a TERM with how many documents it has.
pub(super) fn counted_term(id: TermId, shared: &Shared<'_>) -> Fields {
    let term = shared.term(id);
    Fields::new()
        .text("name", term.name)
        .text("slug", term.slug)
        .text("url", &href(term.url, shared.config))
        .with("count", shared.term_items(id).len())
}
