//! Trying all shortcodes before anything is rendered: a writer's mistake in a call is an error at its place in the text.

use rayon::prelude::*;
use tera::Tera;

use super::body::{Addresses, TextFailed, fill};
use crate::diagnostic::{Code, Diagnostic};
use crate::organise::EntryId;
use crate::plan::view::{Basis, Seen};

/// Renders the texts of `wanted` documents that call shortcodes, and tells of the calls whose template fails. `explain` says of the engine's error
/// what it means.
pub fn check_shortcodes(
    basis: &Basis<'_>,
    tera: &Tera,
    wanted: impl Fn(EntryId) -> bool + Sync,
    explain: impl Fn(&tera::Error, &str) -> Diagnostic + Sync,
) -> Vec<Diagnostic> {
    let ids = (0..basis.entries().len()).into_par_iter().map(|n| EntryId(n as u32));
    // In this order: to ask a document for its text may mean to fetch it.
    let calling = ids.filter(|id| wanted(*id) && basis.entries()[id.index()].body().has_calls);
    let found = calling.filter_map(|id| {
        // Nothing is made here, so nothing has to be known of it.
        let seen = Seen::default();
        let shared = &basis.seen_by(&seen);
        // What became of a file is told where its page is made.
        let Err(TextFailed::Shortcode(failed)) = fill(id, Addresses::FromTop, shared, tera) else {
            return None;
        };
        let file = basis.entries()[id.index()].document.path().from_root();
        let told = explain(&failed.error, &file);
        let is_missing = told.message.contains("is not there");
        // A slip of the template is told of in the template; what the writer gave it, at the call.
        let is_harmful = told.message.contains("could run code");
        let is_given = is_missing || is_harmful;
        if !is_given && told.file.as_ref().is_some_and(|at| *at != file) {
            return Some(told);
        }
        let code = if is_missing {
            Code::MissingFile
        } else {
            Code::ShortcodeArgument
        };
        let message = if is_harmful {
            // What is wrong; how to mend it is the hint.
            let what = told.message.split("; write one that").next();
            what.unwrap_or(&told.message).to_owned()
        } else if is_missing {
            told.message
                .split(", while making")
                .next()
                .unwrap_or(&told.message)
                .to_owned()
        } else {
            format!("this shortcode cannot be shown: {}", told.message)
        };
        // What the writer can do about it, not the theme's maker.
        let hint = if is_harmful {
            "write an address that starts with https://, or the name of a file of the site".to_owned()
        } else if is_missing {
            "write the name of a file beside the article, or its path from content with / in front".to_owned()
        } else {
            told.hint.unwrap_or_default()
        };
        Some(Diagnostic::new(code, message).at(failed.span).hint(hint).in_file(&file))
    });
    found.collect()
}
