//! Translations: which documents are one, and what a translation takes from its original.

use std::borrow::Cow;
use std::collections::HashMap;

use super::Material;
use super::paths::logical;
use super::site::LanguageId;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::parse::front_matter::{FrontMatter, ImageSpec, Related};
use crate::parse::{Document, Form};

/// A document with its language and what it inherits.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub document: &'a Document,
    pub language: LanguageId,
    pub front: Cow<'a, FrontMatter>,
    /// `nieuws/2026/raad`
    pub logical: String,
    /// What it has in common with its translations: an index into the groups.
    pub group: u32,
}

/// Finds translations and lets them inherit.
pub(super) fn placed<'a>(material: Material<'a>, found: &mut Vec<Diagnostic>) -> Vec<Placed<'a>> {
    let config = material.config;
    let mut groups: HashMap<String, u32> = HashMap::with_capacity(material.documents.len());
    let mut members: Vec<Vec<usize>> = Vec::with_capacity(material.documents.len());
    let mut placed: Vec<Placed<'a>> = Vec::with_capacity(material.documents.len());
    for document in material.documents {
        let tag = document.name.language.as_ref().unwrap_or(&config.language);
        let language = config.languages.iter().position(|known| known.tag == *tag).unwrap_or(0);
        let language = LanguageId(language as u32);
        let logical = logical(&document.name);
        let key = match &document.front.translation_key {
            Some(key) => format!("\0{key}"),
            None if document.name.form == Form::Index => format!("{logical}/"),
            // Two articles may have one name and differ in the date before it.
            None => match document.name.date {
                Some(date) => format!("{logical}\0{date}"),
                None => logical.clone(),
            },
        };
        let group = *groups.entry(key).or_insert_with(|| {
            members.push(Vec::new());
            (members.len() - 1) as u32
        });
        let same = members[group as usize]
            .iter()
            .find(|n| placed[**n].language == language);
        if let Some(other) = same {
            let path = &placed[*other].document.path;
            found.push(
                Diagnostic::new(
                    Code::TwoTranslations,
                    format!("this and content/{path} are both the {} version of one document", tag),
                )
                .at(head(document))
                .hint("rename one of the two, or give it a translation_key of its own")
                .in_file(&document.path.from_root()),
            );
        }
        members[group as usize].push(placed.len());
        placed.push(Placed {
            document,
            language,
            front: Cow::Borrowed(&document.front),
            logical,
            group,
        });
    }
    for members in &members {
        lonely_key(members, &placed, found);
        let Some(&original) = members.iter().find(|n| placed[**n].language.index() == 0) else {
            continue;
        };
        let front = placed[original].document.front.clone();
        for &n in members {
            if placed[n].language.index() != 0 {
                placed[n].front = Cow::Owned(inherited(&placed[n].document.front, &front));
            }
        }
    }
    placed
}

/// A translation key that no other document has is a slip, unless the site has one language.
fn lonely_key(members: &[usize], placed: &[Placed<'_>], found: &mut Vec<Diagnostic>) {
    let [only] = members else { return };
    let document = placed[*only].document;
    let Some(key) = &document.front.translation_key else {
        return;
    };
    found.push(
        Diagnostic::new(
            Code::UnknownTranslation,
            format!("no other document has the translation_key {key}"),
        )
        .at(head(document))
        .hint("give its translation the same translation_key, or take the line out")
        .in_file(&document.path.from_root()),
    );
}

pub(super) fn head(document: &Document) -> Span {
    let start = document.front.span.start;
    document
        .front
        .title
        .as_ref()
        .map_or(Span { start, end: start + 3 }, |title| title.span)
}

/// Returns `own` with what it does not say taken from `original`.
fn inherited(own: &FrontMatter, original: &FrontMatter) -> FrontMatter {
    let mut front = own.clone();
    macro_rules! inherit {
        ($($field:ident),+) => { $(if front.$field.is_none() { front.$field.clone_from(&original.$field); })+ };
    }
    inherit!(
        date, updated, publish_at, expires_at, draft, slug, template, toc, share, newsletter, weight, series, withdrawn
    );
    if front.downloads.is_empty() {
        front.downloads.clone_from(&original.downloads);
    }
    for (name, terms) in &original.terms {
        if !front.terms.iter().any(|(known, _)| known == name) {
            front.terms.push((name.clone(), terms.clone()));
        }
    }
    front.image = image(own.image.as_ref(), original.image.as_ref());
    if front.related == Related::Automatic {
        front.related.clone_from(&original.related);
    }
    match (&mut front.event, &original.event) {
        (None, Some(event)) => front.event = Some(event.clone()),
        (Some(own), Some(event)) => {
            if own.speakers.is_empty() {
                own.speakers.clone_from(&event.speakers);
            }
            if own.programme.is_empty() {
                own.programme.clone_from(&event.programme);
            }
        }
        _ => {}
    }
    if let Some(original) = &original.person {
        let own = front.person.get_or_insert_default();
        own.photo = image(own.photo.as_ref(), original.photo.as_ref());
        own.role = own.role.take().or_else(|| original.role.clone());
        own.organisation = own.organisation.take().or_else(|| original.organisation.clone());
        own.email = own.email.take().or_else(|| original.email.clone());
        if own.links.is_empty() {
            own.links.clone_from(&original.links);
        }
    }
    front
}

fn image(own: Option<&ImageSpec>, original: Option<&ImageSpec>) -> Option<ImageSpec> {
    let (Some(own), Some(original)) = (own, original) else {
        return own.or(original).cloned();
    };
    let pick = |own: &Option<Box<str>>, original: &Option<Box<str>>| own.clone().or_else(|| original.clone());
    Some(ImageSpec {
        src: own.src.clone().or_else(|| original.src.clone()),
        alt: pick(&own.alt, &original.alt),
        caption: pick(&own.caption, &original.caption),
        credit: pick(&own.credit, &original.credit),
        license: pick(&own.license, &original.license),
        focus: pick(&own.focus, &original.focus),
    })
}
