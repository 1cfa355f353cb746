//! Who publishes and who writes (schema.org/Organization, Person, ProfilePage).

use serde_json::{Value as Json, json};

use super::{Described, picture, website_id};
use crate::organise::{LanguageId, TermId};
use crate::plan::view::address::configured;
use crate::plan::view::image::image;
use crate::plan::view::{Shared, absolute, permalink};

/// Returns by what name a graph knows who publishes.
pub(super) fn publisher_id(shared: &Shared<'_>) -> String {
    format!("{}#organisation", shared.config.base_url)
}

/// Returns who publishes.
pub(super) fn publisher(language: LanguageId, shared: &Shared<'_>) -> Json {
    let config = shared.config;
    let organisation = &config.organisation;
    let logo = organisation.logo.as_ref().map(|logo| {
        let url = absolute(&configured(&logo.value, config), config);
        json!({ "@type": "ImageObject", "url": url })
    });
    json!({
        "@type": "Organization",
        "@id": publisher_id(shared),
        "name": shared.localized(organisation.name.as_ref().unwrap_or(&config.title), language),
        "url": organisation.url.as_deref().unwrap_or(&config.base_url),
        "logo": logo,
        "email": organisation.email.as_deref(),
        "sameAs": organisation.same_as,
    })
}

/// Returns what an article tells of who wrote it: the bare name, and apart from it what they do.
pub(super) fn author(id: TermId, shared: &Shared<'_>) -> Json {
    let term = shared.term(id);
    let facts = term.entry.and_then(|entry| shared.head(entry).person);
    let organisation = facts.and_then(|facts| facts.organisation.as_deref());
    json!({
        "@type": "Person",
        "name": term.name,
        "url": permalink(term.url, shared.config),
        "jobTitle": facts.and_then(|facts| facts.role.as_deref()),
        "worksFor": organisation.map(|name| json!({ "@type": "Organization", "name": name })),
    })
}

/// Returns the page of a person.
pub(super) fn profile(id: TermId, page: &Described<'_>, shared: &Shared<'_>) -> Json {
    let entry = shared.term(id).entry;
    let facts = entry.and_then(|entry| Some((entry, shared.head(entry).person?)));
    let photo = facts.map(|(entry, facts)| picture(&image(facts.photo.as_ref(), entry, shared)));
    let links = facts.map_or(&[][..], |(_, facts)| &facts.links);
    let links = links.iter().map(|link| absolute(&link.url, shared.config));
    let same: Vec<String> = links.filter(|url| !shared.is_withheld(url)).collect();
    let mut person = author(id, shared);
    person["image"] = json!(photo);
    person["sameAs"] = json!(same);
    person["email"] = json!(facts.and_then(|(_, facts)| facts.email.as_deref()));
    json!({
        "@type": "ProfilePage",
        "@id": page.url,
        "url": page.url,
        "name": page.title,
        "mainEntity": person,
        "inLanguage": shared.tag(page.language).as_str(),
        "isPartOf": { "@id": website_id(page.language, shared) },
    })
}
