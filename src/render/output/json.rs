//! A document as JSON: all that its page tells of it. What templates alone know (`extra`) may be a note of the newsroom, and is not told.

use serde_json::{Value as Json, json};

use super::VERSION;
use super::content::{self, history, in_form, inline, whole};
use super::event::event;
use crate::config::OutputFormat;
use crate::organise::{EntryId, TermId, calendar_of_event};
use crate::parse::front_matter::{Change, ImageSpec, Withdrawn};
use crate::plan::view::{
    Shared, is_withdrawn, kicker, kind_word, permalink, picture, plain_summary, summary_html, without_nothing,
};
use crate::reading_time;

/// Returns a document; `text` is its text as HTML.
pub fn document(id: EntryId, text: &str, shared: &Shared<'_>) -> Json {
    let (head, config) = (shared.head(id), shared.config);
    let entry = shared.entry(id);
    let front = &entry.front;
    let words = shared.word_count(id);
    let minutes = reading_time::minutes(words, &config.reading_time, shared.tag(head.language));
    let lines =
        |changes: &[Change]| -> Vec<Json> { history(changes, shared).map(|one| change(one, id, shared)).collect() };
    let quotes = front.quotes.iter().map(|quote| {
        let text = inline(id, &quote.text, shared);
        json!({ "text_html": text, "name": quote.name.as_deref(), "role": quote.role.as_deref() })
    });
    let files = front.downloads.iter().filter_map(|one| content::file(one, id, shared));
    let files =
        files.map(|file| json!({ "title": file.title, "url": file.url, "size": file.size, "language": file.language }));
    let headings = entry.body().headings.iter();
    let headings = headings.map(|one| json!({ "level": one.level, "id": &*one.id, "title": &*one.title }));
    let others = head.translations.iter().filter(|other| **other != id);
    let calendar = calendar_of_event(head.url).filter(|_| shared.has_calendar(id));
    let reports = entry.of_event.iter().flat_map(|of_event| &of_event.reports);
    let notice = head.withdrawn.filter(|notice| is_withdrawn(Some(notice), shared));
    // The beginning of the text, where there is no lead, is plain.
    let lead = front.summary.as_ref().map(|_| summary_html(id, shared));
    let lead = lead.map(|lead| whole(lead.as_str().unwrap_or_default(), shared));
    let mut document = summary(id, shared);
    let more = json!({
        "version": VERSION,
        "summary_html": lead,
        "content_html": text,
        "word_count": words.words,
        "reading_time": minutes,
        "headings": headings.collect::<Vec<_>>(),
        "takeaways_html": front.takeaways.iter().map(|text| inline(id, text, shared)).collect::<Vec<_>>(),
        "quotes": quotes.collect::<Vec<_>>(),
        "downloads": files.collect::<Vec<_>>(),
        "corrections": lines(&front.corrections),
        "changes": lines(&front.changes),
        "withdrawn": notice.map(|notice| withdrawn(notice, id, shared)),
        "event": head.event.map(|one| event(one, &head, shared)),
        "announcement": entry.announcement().map(|id| reference(id, shared)),
        "reports": reports.map(|id| reference(*id, shared)).collect::<Vec<_>>(),
        "series": series(id, shared),
        "translations": others.map(|id| reference(*id, shared)).collect::<Vec<_>>(),
        "related": entry.related.iter().map(|id| reference(*id, shared)).collect::<Vec<_>>(),
        "calendar_url": calendar.map(|url| permalink(&url, config)),
        "license": config.copyright.as_ref().map(|text| shared.localized(text, head.language)),
    });
    if let (Json::Object(document), Json::Object(more)) = (&mut document, more) {
        document.extend(more);
    }
    without_nothing(document)
}

/// Returns what the index tells of a document.
pub fn summary(id: EntryId, shared: &Shared<'_>) -> Json {
    let (head, config) = (shared.head(id), shared.config);
    let authors: Vec<Json> = content::authors(&head, shared)
        .into_iter()
        .map(|(term, name, url)| author(term, name, &url, shared))
        .collect();
    let terms: Vec<Json> = content::terms(&head, shared)
        .into_iter()
        .map(|(taxonomy, name, url)| json!({ "taxonomy": taxonomy, "name": name, "url": url }))
        .collect();
    let section = head.section.map(|id| {
        let section = shared.section(id);
        json!({ "name": section.name, "title": section.title, "url": permalink(section.url, config) })
    });
    json!({
        "id": format!("urn:uuid:{}", shared.uuid(id)),
        "type": kind_word(head.kind),
        "language": shared.tag(head.language).as_str(),
        "title": head.title,
        "kicker": kicker(&head, shared),
        "summary": plain_summary(id, shared).as_str(),
        "url": permalink(head.url, config),
        "json_url": in_form(id, OutputFormat::Json, shared),
        "markdown_url": in_form(id, OutputFormat::Markdown, shared),
        "date_published": head.date.map(|date| date.iso()),
        "date_modified": head.updated.map(|date| date.iso()),
        "section": section,
        "authors": authors,
        "terms": terms,
        "image": head.image.and_then(|spec| image(spec, id, shared)),
    })
}

/// Returns the name and the address of another document.
fn reference(id: EntryId, shared: &Shared<'_>) -> Json {
    let head = shared.head(id);
    json!({
        "title": head.title,
        "language": shared.tag(head.language).as_str(),
        "url": permalink(head.url, shared.config),
        "json_url": in_form(id, OutputFormat::Json, shared),
    })
}

fn author(id: TermId, name: &str, url: &str, shared: &Shared<'_>) -> Json {
    let facts = shared.term(id).entry.and_then(|entry| shared.head(entry).person);
    json!({
        "name": name,
        "url": url,
        "role": facts.and_then(|facts| facts.role.as_deref()),
        "organisation": facts.and_then(|facts| facts.organisation.as_deref()),
    })
}

fn image(spec: &ImageSpec, id: EntryId, shared: &Shared<'_>) -> Option<Json> {
    let picture = picture(&spec.src.as_ref()?.value, id, shared)?;
    let dimensions = picture.file.and_then(|file| file.file.dimensions);
    Some(json!({
        "url": picture.url,
        "width": dimensions.map(|(width, _)| width),
        "height": dimensions.map(|(_, height)| height),
        "alt": spec.alt.as_deref(),
        "caption_html": spec.caption.as_deref().map(|caption| inline(id, caption, shared)),
        "credit": spec.credit.as_deref(),
        "license": spec.license.as_deref(),
    }))
}

fn change(change: &Change, id: EntryId, shared: &Shared<'_>) -> Json {
    json!({ "date": change.date.iso(), "text_html": inline(id, &change.text, shared) })
}

fn withdrawn(notice: &Withdrawn, id: EntryId, shared: &Shared<'_>) -> Json {
    let replaced_by = notice.replaced_by.as_ref();
    let replaced_by = replaced_by.and_then(|target| content::replacement(&target.value, id, shared));
    let replaced_by = replaced_by.map(|(title, url)| json!({ "title": title, "url": url }));
    json!({
        "date": notice.date.map(|date| date.iso()),
        "reason_html": notice.reason.as_deref().map(|reason| inline(id, reason, shared)),
        "replaced_by": replaced_by,
    })
}

fn series(id: EntryId, shared: &Shared<'_>) -> Option<Json> {
    let (series, place) = shared.entry(id).series?;
    let series = shared.series(series);
    Some(json!({
        "name": &*series.name,
        "url": permalink(&series.url, shared.config),
        "number": place + 1,
        "total": series.items.len(),
    }))
}
