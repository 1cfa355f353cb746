//! People who have a page and have written nothing.

use crate::check::SiteView;
use crate::diagnostic::{Code, Diagnostic};

/// Tells of authors whom no document names.
pub(in crate::check) fn unused(view: &SiteView<'_>) -> Vec<Diagnostic> {
    let site = view.site;
    let is_author = |taxonomy: usize| &*site.taxonomies[taxonomy].name == "authors";
    let authors = site.terms.iter().filter(|term| is_author(term.taxonomy.index()));
    let idle = authors.filter(|term| {
        // In no language.
        term.items.is_empty()
            && term
                .translations
                .iter()
                .all(|id| site.terms[id.index()].items.is_empty())
    });
    let found = idle.filter_map(|term| {
        let entry = &site.entries[term.entry?.index()];
        let document = entry.document.get();
        let place = document
            .front
            .title
            .as_ref()
            .map_or(document.front.span, |title| title.span);
        // One whose only article waits is no stranger.
        let waits = site.hidden.iter().any(|hidden| {
            let names = hidden
                .document
                .get()
                .front
                .terms
                .iter()
                .filter(|(taxonomy, _)| &**taxonomy == "authors");
            names
                .flat_map(|(_, names)| names)
                .any(|name| *name.value == *term.slug || *name.value == *term.name)
        });
        let message = format!("no article names {} as its author", term.name);
        let hint = "name them under  authors  in what they wrote, or take the file out";
        let found = Diagnostic::new(Code::AuthorUnused, message).at(place).hint(hint);
        (!waits).then(|| found.in_file(&document.path.from_root()))
    });
    found.collect()
}
