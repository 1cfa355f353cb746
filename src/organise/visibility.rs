//! What is public at a moment, and what waits.

use super::Material;
use super::inherit::{Placed, head};
use super::site::{Front, Unpublished, Waiting};
use crate::date::TimeZone;
use crate::diagnostic::{Code, Diagnostic};
use crate::parse::Document;
use crate::parse::front_matter::FrontMatter;
use jiff::Timestamp;

/// Whether drafts are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Drafts {
    /// They are left out.
    #[default]
    Hide,
    /// They are shown as if they were published, and say what they are; embargoes still hold.
    Show,
    /// They are taken for no drafts, to see what will be there once they are none; embargoes still hold.
    Public,
}

/// Parts what is public from what is not, with the reason why.
pub(super) fn part<'a>(
    placed: Vec<Placed<'a>>,
    material: Material<'a>,
    found: &mut Vec<Diagnostic>,
) -> (Vec<Placed<'a>>, Vec<(Placed<'a>, Unpublished)>) {
    let mut hidden = Vec::new();
    let mut public = Vec::with_capacity(placed.len());
    for mut document in placed {
        if material.drafts == Drafts::Public && document.front.draft == Some(true) {
            document.front = no_draft(&document.front);
        }
        let why = unpublished(&document.front, material);
        match why.or(document.original_in_error.then_some(Unpublished::InError)) {
            None => public.push(document),
            Some(why) => {
                if why == Unpublished::InError {
                    found.push(original_in_error(document.document));
                }
                hidden.push((document, why));
            }
        }
    }
    (public, hidden)
}

/// Returns the front matter of a draft that is none any more.
fn no_draft<'a>(front: &Front<'_>) -> Front<'a> {
    let mut front = FrontMatter::clone(front);
    front.draft = None;
    Front::Inherited(Box::new(front))
}

/// Returns all that is not published, those in error among it, sorted by path.
pub(super) fn waiting(hidden: &[(Placed<'_>, Unpublished)], material: Material<'_>) -> Vec<Waiting> {
    let mut waiting: Vec<Waiting> = material.in_error.to_vec();
    waiting.extend(hidden.iter().map(|(document, why)| {
        let title = document.front.title.as_ref();
        Waiting {
            path: document.document.path.clone(),
            title: title.map_or_else(|| document.logical.clone().into(), |title| title.value.clone()),
            why: *why,
        }
    }));
    waiting.sort_by(|a, b| a.path.cmp(&b.path));
    waiting
}

fn original_in_error(document: &Document) -> Diagnostic {
    let message = "this is a translation, and its original has errors, so it is left out too";
    Diagnostic::new(Code::OriginalInError, message)
        .at(head(document))
        .hint("mend the original: whether this may be published depends on its dates")
        .in_file(&document.path.from_root())
}

/// Returns why a document with this front matter is not public.
fn unpublished(front: &FrontMatter, material: Material<'_>) -> Option<Unpublished> {
    if front.draft == Some(true) && material.drafts == Drafts::Hide {
        return Some(Unpublished::Draft);
    }
    if let Some(expired) = expires(front, &material.config.timezone).filter(|at| material.now.reached(*at)) {
        return Some(Unpublished::Since(expired));
    }
    published(front)
        .filter(|at| !material.now.reached(*at))
        .map(Unpublished::Until)
}

/// Returns from when on a document is not published any more, by the days of `zone`; none where it stays.
pub fn expires(front: &FrontMatter, zone: &TimeZone) -> Option<Timestamp> {
    front.expires_at.as_ref().map(|at| at.value.end_timestamp(zone))
}

/// Returns when a document is published: what it says itself, else its date.
pub fn published(front: &FrontMatter) -> Option<Timestamp> {
    front
        .publish_at
        .as_ref()
        .or(front.date.as_ref())
        .map(|at| at.value.timestamp())
}
