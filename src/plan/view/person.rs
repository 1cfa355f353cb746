//! Authors: in a byline, and on their own page.

use tera::Value;

use super::Shared;
use super::fields::{Fields, list_of};
use super::image::image;
use crate::organise::TermId;

/// Returns what a byline shows of a person.
pub(super) fn author(id: TermId, shared: &Shared<'_>) -> Value {
    let term = shared.term(id);
    let url = super::href(term.url, shared.config);
    let fields = Fields::new()
        .text("name", term.name)
        .text("slug", term.slug)
        .text("url", &url);
    with_facts(fields, id, shared).into()
}

/// Returns a person: all that their own file says.
pub(super) fn person(id: TermId, shared: &Shared<'_>) -> Value {
    let term = shared.term(id);
    let facts = term.entry.and_then(|entry| shared.head(entry).person);
    let links = facts.map_or(&[][..], |facts| &facts.links);
    with_facts(Fields::new().text("name", term.name), id, shared)
        .maybe("email", facts.and_then(|facts| facts.email.as_deref()))
        .with(
            "links",
            list_of(
                links
                    .iter()
                    .filter(|link| !shared.is_withheld(&link.url))
                    .map(|link| Fields::new().text("title", &link.title).text("url", &link.url).into()),
            ),
        )
        .into()
}

fn with_facts(fields: Fields, id: TermId, shared: &Shared<'_>) -> Fields {
    let entry = shared.term(id).entry;
    let facts = entry.and_then(|entry| Some((entry, shared.head(entry).person?)));
    let photo = facts.map_or_else(Value::none, |(entry, facts)| image(facts.photo.as_ref(), entry, shared));
    let facts = facts.map(|(_, facts)| facts);
    fields
        .maybe("role", facts.and_then(|facts| facts.role.as_deref()))
        .maybe("organisation", facts.and_then(|facts| facts.organisation.as_deref()))
        .with("photo", photo)
}
