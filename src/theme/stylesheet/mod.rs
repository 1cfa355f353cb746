//! Stylesheets as readers get them: joined with what they import, without what means nothing, with the names that browsers ask for.

mod imports;
mod lean;
mod pieces;
mod prefixes;
mod slips;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;

/// Returns each stylesheet of `sheets` (by path, with their texts) as it is to be published, and what is wrong with each, by its path.
///
/// One with an error is left as it was written, and so are those that import it.
pub(super) fn published<'p>(
    sheets: &BTreeMap<&'p str, &str>,
) -> (BTreeMap<&'p str, String>, Vec<(&'p str, Diagnostic)>) {
    let mut found = Vec::new();
    let mut lean: BTreeMap<&'p str, String> = BTreeMap::new();
    for (path, css) in sheets {
        // A byte order mark is none of its letters.
        let start = css.len() - css.trim_start_matches('\u{feff}').len();
        let css = &css[start..];
        let read = pieces::pieces(css);
        let mut problems = read.found;
        if problems.is_empty() {
            let text = lean::lean(css, &read.value, &mut problems);
            if !problems.iter().any(Diagnostic::is_error) {
                lean.insert(path, text);
            }
        }
        found.extend(problems.into_iter().map(|found| {
            let span = found.span.map(|span| span.shifted(start));
            (*path, Diagnostic { span, ..found })
        }));
    }
    let joined: Vec<_> = (lean.keys())
        .filter_map(|path| Some((*path, imports::joined(path, &lean)?)))
        .collect();
    lean.extend(joined);
    (lean, found)
}
