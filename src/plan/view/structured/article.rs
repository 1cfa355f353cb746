//! News (schema.org/NewsArticle; Google, "Article structured data").

use serde_json::{Value as Json, json};

use super::{Described, event, images, people, website_id};
use crate::organise::EntryId;
use crate::parse::markdown;
use crate::plan::view::card::author_terms;
use crate::plan::view::{Shared, is_withdrawn, plain_summary};

/// Returns an article, or the report of an event.
pub(super) fn article(id: EntryId, page: &Described<'_>, shared: &Shared<'_>) -> Json {
    let (head, front) = (shared.head(id), &shared.entry(id).front);
    let publisher = json!({ "@id": people::publisher_id(shared) });
    let authors: Vec<Json> = author_terms(&head, shared)
        .map(|term| people::author(term, shared))
        .collect();
    let published = head.date.map(|date| date.rfc3339());
    let subjects = head.terms.iter().filter(|term| !shared.is_author(**term));
    let subjects: Vec<&str> = subjects.map(|term| shared.term(*term).name).collect();
    let summary = plain_summary(id, shared);
    let corrections = front
        .corrections
        .iter()
        .filter(|one| shared.reached(one.date.timestamp()));
    let corrections = corrections.map(|one| {
        let text = shared.inline(id, Some(&one.text));
        let text = markdown::plain_of_html(text.as_str().unwrap_or_default());
        json!({ "@type": "CorrectionComment", "text": text, "datePublished": one.date.rfc3339() })
    });
    json!({
        "@type": "NewsArticle",
        "@id": format!("{}#article", page.url),
        "url": page.url,
        "mainEntityOfPage": page.url,
        "headline": page.title,
        "description": summary.as_str(),
        "image": images(id, shared),
        "datePublished": published,
        "dateModified": head.updated.map(|date| date.rfc3339()).or(published.clone()),
        // Who is named by nobody is the publisher.
        "author": if authors.is_empty() { vec![publisher.clone()] } else { authors },
        "publisher": publisher,
        "articleSection": head.section.map(|section| shared.section(section).title),
        "keywords": subjects,
        "about": head.event.map(|event| event::event(event, &head, shared)),
        "correction": corrections.collect::<Vec<Json>>(),
        "creativeWorkStatus": is_withdrawn(head.withdrawn, shared).then_some("Withdrawn"),
        "inLanguage": shared.tag(head.language).as_str(),
        "isPartOf": { "@id": website_id(head.language, shared) },
    })
}
