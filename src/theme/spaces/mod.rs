//! Templates without the white space that makes them readable and means nothing in HTML: done once, when they are loaded, so that it costs no
//! page anything. What articles hold comes from elsewhere, and is left as it is.

mod scan;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use super::load::TemplateFile;
use super::made_of::quoted;
use scan::{Found, scan};

/// Gives each template the text that the engine takes in the place of its own, where they differ.
///
/// Both are of the same length with the same lines, so that whatever the engine says of a place holds for the file: white space becomes a comment
/// of the template, `{#   #}`. A template that may be put where white space counts (in a `<pre>`, a script, an attribute) is left as it is; so
/// is a shortcode, for nobody knows where a writer will call it.
pub(super) fn collapse(templates: &mut [TemplateFile]) {
    // Where a theme is written without it there is nothing to find out, such as in the default one.
    let mut indented = templates.iter().filter(|template| has_run(&template.text));
    if !indented.any(|template| scan(template.plain_text()).is_some_and(|found| !found.gaps.is_empty())) {
        return;
    }
    let scans: Vec<Option<Found>> = templates
        .iter()
        .map(|template| template.name.ends_with(".html").then(|| scan(template.plain_text()))?)
        .collect();
    let blocks: BTreeSet<String> = scans.iter().flatten().flat_map(|found| found.blocks.clone()).collect();
    let mut kept: BTreeSet<String> = scans
        .iter()
        .flatten()
        .flat_map(|found| found.includes.clone())
        .collect();
    for (template, found) in templates.iter().zip(&scans) {
        // One of which it cannot be told where it stands in HTML may include others anywhere.
        if found.is_none() || template.name.starts_with("shortcodes/") {
            kept.insert(template.name.clone());
        }
    }
    // A name can have that of its layer before it.
    let is_of = |template: &TemplateFile, name: &str| {
        let rest = name
            .strip_prefix(&*template.layer)
            .and_then(|rest| rest.strip_prefix('/'));
        name == template.name || rest == Some(&*template.name)
    };
    let mut is_kept = vec![false; templates.len()];
    let mut next: Vec<String> = kept.into_iter().collect();
    while let Some(name) = next.pop() {
        for (template, is_kept) in templates.iter().zip(&mut is_kept) {
            if !*is_kept && is_of(template, &name) {
                *is_kept = true;
                next.extend(quoted(&template.text).map(str::to_owned));
            }
        }
    }
    for ((template, found), is_kept) in templates.iter_mut().zip(scans).zip(is_kept) {
        let Some(found) = found.filter(|_| !is_kept) else {
            continue;
        };
        let text = template.plain_text();
        let mut out = String::with_capacity(text.len());
        for gap in found
            .gaps
            .iter()
            .filter(|gap| !gap.blocks.iter().any(|block| blocks.contains(block)))
        {
            out.push_str(&text[out.len()..gap.place.start]);
            out.push_str("{#");
            out.push_str(&text[gap.place.start + 2..gap.place.end - 2]);
            out.push_str("#}");
        }
        if !out.is_empty() {
            out.push_str(&text[out.len()..]);
            template.lean = Some(out);
        }
    }
}

/// Whether four signs of white space stand together.
fn has_run(text: &str) -> bool {
    text.as_bytes()
        .windows(4)
        .any(|signs| signs.iter().all(u8::is_ascii_whitespace))
}
