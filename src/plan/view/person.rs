//! Authors: in a byline, and on their own page.

use tera::Value;

use super::Shared;
use super::fields::{Fields, list_of};
use super::image::image;
use crate::organise::{TermId, withheld_at};

/// Returns for each term what a byline shows of it, if it is a person; none for other terms.
pub(super) fn authors(shared: &Shared<'_>) -> Vec<Value> {
    (0..shared.site.terms.len())
        .map(|n| TermId(n as u32))
        .map(|id| {
            if shared.is_author(id) {
                author(id, shared)
            } else {
                Value::none()
            }
        })
        .collect()
}

fn author(id: TermId, shared: &Shared<'_>) -> Value {
    let term = &shared.site.terms[id.index()];
    let url = super::href(&term.url, shared.config);
    let fields = Fields::new()
        .text("name", &term.name)
        .text("slug", &term.slug)
        .text("url", &url);
    with_facts(fields, id, shared).into()
}

/// Returns a person: all that their own file says.
pub(super) fn person(id: TermId, shared: &Shared<'_>) -> Value {
    let term = &shared.site.terms[id.index()];
    let facts = term.entry.and_then(|entry| shared.entry(entry).front.person.as_deref());
    let links = facts.map_or(&[][..], |facts| &facts.links);
    with_facts(Fields::new().text("name", &term.name), id, shared)
        .maybe("email", facts.and_then(|facts| facts.email.as_deref()))
        .with(
            "links",
            list_of(
                links
                    .iter()
                    .filter(|link| withheld_at(shared.site, shared.config, &link.url).is_none())
                    .map(|link| Fields::new().text("title", &link.title).text("url", &link.url).into()),
            ),
        )
        .into()
}

fn with_facts(fields: Fields, id: TermId, shared: &Shared<'_>) -> Fields {
    let entry = shared.site.terms[id.index()].entry;
    let facts = entry.and_then(|entry| Some((entry, shared.entry(entry).front.person.as_deref()?)));
    let photo = facts.map_or_else(Value::none, |(entry, facts)| image(facts.photo.as_ref(), entry, shared));
    let facts = facts.map(|(_, facts)| facts);
    fields
        .maybe("role", facts.and_then(|facts| facts.role.as_deref()))
        .maybe("organisation", facts.and_then(|facts| facts.organisation.as_deref()))
        .with("photo", photo)
}
