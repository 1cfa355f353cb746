//! Translations: which documents are one, and what a translation takes from its original.

use std::collections::{HashMap, HashSet};

use jiff::civil::Date;

use super::Material;
use super::paths::logical;
use super::reports::from_top;
use super::site::{Front, LanguageId};
use super::visibility::published;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Tag;
use crate::parse::front_matter::{FrontMatter, ImageSpec, Related};
use crate::parse::{Document, DocumentRef, Form, document_name};

/// A document with its language and what it inherits.
#[derive(Debug)]
pub(super) struct Placed<'a> {
    pub document: &'a Document,
    pub language: LanguageId,
    pub front: Front<'a>,
    /// `nieuws/2026/raad`
    pub logical: String,
    /// What it has in common with its translations: an index into the groups.
    pub group: u32,
    /// Whether the document that it translates is left out because of errors.
    pub original_in_error: bool,
}

/// What a document and its translations have in common.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InCommon<'a> {
    /// A key that they all name.
    Key(&'a str),
    /// For the text of a folder, where that lies and what it is called.
    Index(&'a str, &'a str),
    /// The folder, the name, and the date before it: two articles may have one name and differ in that.
    Name(&'a str, &'a str, Option<Date>),
}

impl<'a> InCommon<'a> {
    /// Returns what `document` has in common with its translations.
    pub fn of(document: &'a Document) -> Self {
        let name = &document.name;
        match &document.front.translation_key {
            Some(key) => Self::Key(&key.value),
            None if name.form == Form::Index => Self::Index(&name.folder, &name.stem),
            None => Self::Name(&name.folder, &name.stem, name.date),
        }
    }
}

/// Finds translations and lets them inherit.
pub(super) fn placed<'a>(material: Material<'a>, found: &mut Vec<Diagnostic>) -> Vec<Placed<'a>> {
    let config = material.config;
    let mut groups: HashMap<InCommon<'_>, u32> = HashMap::with_capacity(material.documents.len());
    let mut members: Vec<Vec<usize>> = Vec::with_capacity(material.documents.len());
    let mut placed: Vec<Placed<'a>> = Vec::with_capacity(material.documents.len());
    for document in material.documents {
        let tag = document.name.language.as_ref().unwrap_or(&config.language);
        let language = config.languages.iter().position(|known| known.tag == *tag).unwrap_or(0);
        let language = LanguageId(language as u32);
        let group = *groups.entry(InCommon::of(document)).or_insert_with(|| {
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
            front: Front::Written(DocumentRef::AtHand(document)),
            logical: logical(&document.name),
            group,
            original_in_error: false,
        });
    }
    for members in &members {
        // The other may be one that cannot be read now.
        if material.in_error.is_empty() {
            lonely_key(members, &placed, found);
        }
        // Most documents are in one language.
        if members.len() < 2 {
            continue;
        }
        let Some(&original) = members.iter().find(|n| placed[**n].language.index() == 0) else {
            continue;
        };
        let mut front = placed[original].document.front.clone();
        if let Some(announcement) = &mut front.announcement {
            let folder = placed[original].document.path.folder();
            announcement.value = from_top(folder, &announcement.value).unwrap_or_default();
        }
        for &n in members {
            if placed[n].language.index() != 0 {
                let mut own = inherited(&placed[n].document.front, &front);
                embargoed(&mut own, &front, material);
                placed[n].front = Front::Inherited(Box::new(own));
            }
        }
    }
    orphans(&mut placed, &members, material);
    found.extend(without_original(&placed, &members, material));
    for document in placed
        .iter()
        .filter(|document| !document.original_in_error)
        .filter(|document| document.front.event.is_none() && document.front.announcement.is_none())
    {
        found.extend(document.front.event_in_part.as_ref().map(|event| {
            Diagnostic::new(Code::BadValue, "this event has no start, and its original has no event")
                .at(event.span)
                .hint("say when it starts:  start: 2026-11-12 13:00")
                .in_file(&document.document.path.from_root())
        }));
    }
    placed
}

/// While its original waits, a translation with an earlier date of its own waits too.
fn embargoed(own: &mut FrontMatter, original: &FrontMatter, material: Material<'_>) {
    let Some(until) = original.publish_at.as_ref().or(original.date.as_ref()) else {
        return;
    };
    let lifts = published(original).filter(|lifts| !material.now.reached(*lifts));
    if lifts.is_some_and(|lifts| published(own).is_none_or(|own| own < lifts)) {
        own.publish_at = Some(until.clone());
    }
}

/// A translation whose original is left out because of errors cannot know whether that is a draft or under embargo.
fn orphans(placed: &mut [Placed<'_>], members: &[Vec<usize>], material: Material<'_>) {
    if material.in_error.is_empty() {
        return;
    }
    let config = material.config;
    let languages: Vec<Tag> = config.languages.iter().map(|language| language.tag.clone()).collect();
    let left_out: HashSet<String> = material
        .in_error
        .iter()
        .map(|waiting| document_name(&waiting.path, &languages))
        .filter(|name| name.language.as_ref().is_none_or(|tag| *tag == config.language))
        .map(|name| logical(&name))
        .collect();
    for members in members {
        if members.iter().any(|n| placed[*n].language.index() == 0) {
            continue;
        }
        for &n in members {
            // Joined by a key alone, any of them may be its original.
            let by_key = members.len() == 1 && placed[n].document.front.translation_key.is_some();
            placed[n].original_in_error = by_key || left_out.contains(&placed[n].logical);
        }
    }
}

/// A file that calls itself a translation (`raaad.en.md`) of a file that is not there, while one of nearly that name is.
fn without_original(placed: &[Placed<'_>], members: &[Vec<usize>], material: Material<'_>) -> Vec<Diagnostic> {
    let lonely = members
        .iter()
        .filter(|members| !members.iter().any(|n| placed[*n].language.index() == 0))
        .flatten()
        .map(|n| &placed[*n]);
    let found = lonely.filter_map(|translation| {
        let document = translation.document;
        let tag = &material.config.languages[translation.language.index()].tag;
        let stem = document.path.file_name().strip_suffix(&format!(".{tag}.md"))?;
        let is_told = !material.in_error.is_empty()
            || document.name.form == Form::Index
            || document.front.translation_key.is_some()
            || translation.original_in_error;
        if is_told {
            return None;
        }
        let folder = document.path.folder();
        let near = material.documents.iter().filter(|other| other.path.folder() == folder);
        let near = near
            .filter_map(|other| other.path.file_name().strip_suffix(".md"))
            .filter(|name| !name.contains('.') && name.len().abs_diff(stem.len()) <= 2)
            .map(|name| (strsim::damerau_levenshtein(name, stem), name))
            .min();
        // With no name near it, it is an article in that language alone.
        let (_, name) = near.filter(|(distance, _)| *distance <= 2)?;
        let hint = format!("did you mean  {name}.{tag}.md  ? If not, give this another name");
        let message = format!("this is the {tag} translation of {stem}.md, and there is no such file beside it");
        let found = Diagnostic::new(Code::UnknownTranslation, message).at(head(document));
        Some(found.hint(hint).in_file(&document.path.from_root()))
    });
    found.collect()
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
            format!("no other document has the translation_key {}", key.value),
        )
        .at(key.span)
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
        date,
        updated,
        publish_at,
        expires_at,
        draft,
        slug,
        template,
        toc,
        share,
        newsletter,
        weight,
        series,
        withdrawn,
        announcement
    );
    if front.downloads.is_empty() {
        front.downloads.clone_from(&original.downloads);
    }
    for (name, terms) in &original.terms {
        if !front.terms.iter().any(|(known, _)| known == name) {
            front.terms.push((name.clone(), terms.clone()));
        }
    }
    front.image = image(own.image.as_deref(), original.image.as_deref()).map(Box::new);
    if front.related == Related::Automatic {
        front.related.clone_from(&original.related);
    }
    match (&mut front.event_in_part, &original.event_in_part) {
        (Some(own), Some(original)) => own.complete(original),
        (None, Some(original)) => front.event_in_part = Some(original.clone()),
        _ => {}
    }
    if let (Some(told), Some(event)) = (&front.event_in_part, &original.event) {
        front.event = Some(Box::new(told.completed(event)));
    }
    match (&mut front.event, &original.event) {
        (None, Some(event)) => front.event = Some(event.clone()),
        (Some(own), Some(event)) => own.complete(event),
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
    let src = |image: &ImageSpec| image.src.as_ref().map(|src| src.value.clone());
    if src(own).is_some() && src(own) != src(original) {
        // Another picture: it has another maker, and shows something else.
        return Some(own.clone());
    }
    let pick = |own: &Option<Box<str>>, original: &Option<Box<str>>| own.clone().or_else(|| original.clone());
    Some(ImageSpec {
        src: own.src.clone().or_else(|| original.src.clone()),
        alt: pick(&own.alt, &original.alt),
        long_description: pick(&own.long_description, &original.long_description),
        caption: pick(&own.caption, &original.caption),
        credit: pick(&own.credit, &original.credit),
        license: pick(&own.license, &original.license),
        focus: pick(&own.focus, &original.focus),
    })
}
