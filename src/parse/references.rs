//! What a text names: gathered once, so that nobody has to have the text at hand to follow its links.

use super::{Content, Filling, Reference, ReferenceTo};
use crate::diagnostic::Span;

/// Returns all that `content` names, in the order of the text; addresses that start with one of `own`, the site's own, last.
pub(super) fn references(content: &Content, own: &[&str]) -> Vec<Reference> {
    let mut references = Vec::new();
    gather(content, &mut references);
    // Links with the site's own host are no holes.
    for (_, own) in own.iter().enumerate().filter(|(n, one)| !own[..*n].contains(one)) {
        for at in memchr::memmem::find_iter(content.html.as_bytes(), own.as_bytes()) {
            let address = &content.html[at..];
            let address = address.split(['"', '<', ' ']).next().unwrap_or(address);
            references.push(Reference {
                to: ReferenceTo::Address(address.into()),
                span: Span::default(),
            });
        }
    }
    references
}

fn gather(content: &Content, references: &mut Vec<Reference>) {
    for hole in &content.holes {
        let mut add = |to| references.push(Reference { to, span: hole.span });
        match &hole.what {
            Filling::LinkStart { target, by, .. } | Filling::Address { target, by } => {
                add(ReferenceTo::Link(target.clone(), *by));
            }
            Filling::Image(image) => add(ReferenceTo::Picture(image.src.clone())),
            Filling::Shortcode(call) => {
                let arguments = call.arguments.iter().filter(|(_, value)| !value.is_empty());
                arguments.for_each(|(name, value)| {
                    add(ReferenceTo::Argument {
                        call: call.name.clone(),
                        name: name.clone(),
                        value: value.clone(),
                    });
                });
                call.body.iter().for_each(|body| gather(body, references));
            }
            Filling::LinkEnd | Filling::Dimensions { .. } | Filling::Code(_) => {}
        }
    }
}

/// Whether a text calls shortcodes.
pub(super) fn has_calls(content: &Content) -> bool {
    content
        .holes
        .iter()
        .any(|hole| matches!(hole.what, Filling::Shortcode(_)))
}
