//! What is not published, as far as others must know of it: the addresses that it would have, so that a link to one says so.

use super::Material;
use super::addresses::{address_key, key};
use super::entries::{Named, document_url};
use super::inherit::Placed;
use super::paths::{folder_slug, logical, prefix};
use super::sections::{section_of, sections};
use super::site::{Hidden, LanguageId, Section, SectionId, Unpublished};
use crate::language::Tag;
use crate::parse::front_matter::FrontMatter;
use crate::parse::{DocumentRef, Form, document_name};
use crate::url_path::UrlPath;

/// Makes of each document that is not published what the site knows of it; `known` are the sections of what is.
pub(super) fn hidden<'a>(
    unpublished: Vec<(Placed<'a>, Unpublished)>,
    known: &[Section],
    material: Material<'a>,
) -> Vec<Hidden<'a>> {
    let (placed, why): (Vec<_>, Vec<_>) = unpublished.into_iter().unzip();
    // A section of which nothing is published is none of the site's, and its pattern still makes the addresses.
    let own = sections(&placed, material);
    let hidden = placed.into_iter().zip(why).map(|(document, why)| {
        let url = address(Named::of(&document), &document.logical, [known, &own], material);
        Hidden {
            document: DocumentRef::AtHand(document.document),
            language: document.language,
            front: document.front,
            url,
            why,
        }
    });
    hidden.collect()
}

/// Returns the keys of the addresses that documents in error would have, as far as their paths and what can be read of them tell.
pub(super) fn of_broken(known: &[Section], material: Material<'_>) -> Vec<String> {
    let config = material.config;
    let languages: Vec<Tag> = config.languages.iter().map(|language| language.tag.clone()).collect();
    let empty = FrontMatter::default();
    let paths = material.in_error.iter().map(|waiting| &waiting.path);
    let keys = paths.filter(|path| path.as_str().ends_with(".md")).flat_map(|path| {
        let document = material.broken.iter().find(|document| document.path == *path);
        let front = document.map_or(&empty, |document| &document.front);
        let name = document_name(path, &languages);
        let tag = name.language.as_ref();
        let language = languages.iter().position(|known| Some(known) == tag).unwrap_or(0);
        let named = Named {
            name: &name,
            front,
            language: LanguageId(language as u32),
            url: front.url.as_ref(),
        };
        let url = address(named, &logical(&name), [known, &[]], material);
        let aliases = front.aliases.iter().map(|alias| address_key(&alias.value));
        url.map(|url| key(&url)).into_iter().chain(aliases).collect::<Vec<_>>()
    });
    keys.collect()
}

fn address(named: Named<'_>, logical: &str, sections: [&[Section]; 2], material: Material<'_>) -> Option<UrlPath> {
    let config = material.config;
    if named.name.form == Form::Index {
        let own = named.url.map(|url| format!("{}/", url.value.trim_end_matches('/')));
        let folder = folder_slug(logical, &config.languages[named.language.index()].tag);
        let text = own.unwrap_or_else(|| format!("{}/{folder}/", prefix(named.language, config)));
        return UrlPath::parse(&text);
    }
    let in_both = sections.map(|sections| {
        let id = section_of(&named.name.folder, named.language, sections, config.languages.len());
        (id, sections)
    });
    // The innermost, as it would be if all were published.
    let depth = |(id, sections): &(Option<SectionId>, &[Section])| id.map_or(0, |id| sections[id.index()].name.len());
    let (id, sections) = in_both.into_iter().max_by_key(depth)?;
    document_url(named, id, sections, material)
}
