//! Drafts that nothing in their page tells from what is published.

use std::collections::HashMap;

use crate::organise::Site;
use crate::plan::view::{MadeOf, Wanted};
use crate::plan::{Page, Shows};

/// Returns the pages of drafts, by their path in the output, whose template does not ask whether they are drafts, so that it cannot say so.
pub(super) fn unmarked(pages: &[Page], site: &Site<'_>, templates: &HashMap<String, MadeOf>) -> Vec<String> {
    let asks = |page: &Page| {
        let template = page.template.as_deref().and_then(|name| templates.get(name));
        template.is_some_and(|template| match &template.wanted {
            // What it does with all of a page nobody can tell: one mark too many is better than none.
            Wanted::All => false,
            Wanted::Named(fields) => fields.iter().any(|field| **field == *"draft"),
        })
    };
    let drafts = pages.iter().filter(|page| match page.shows {
        Shows::Entry(id) => site.entries[id.index()].front.draft == Some(true),
        _ => false,
    });
    let unmarked = drafts.filter(|page| !asks(page));
    unmarked.map(|page| page.url.output_file()).collect()
}
