//! What is not translated, in languages that are to be complete.

use crate::check::SiteView;
use crate::diagnostic::{Code, Diagnostic};
use crate::organise::{Kind, LanguageId};

/// Tells of documents of the default language that lack a translation into a language of which `[check] complete` says that it has all.
///
/// Without that setting none is missing: most sites translate what matters to readers of another language, and no more.
pub(in crate::check) fn missing(view: &SiteView<'_>) -> Vec<Diagnostic> {
    let site = view.site;
    let complete: Vec<(LanguageId, &str)> = (view.config.languages.iter().enumerate())
        .filter(|(n, language)| *n > 0 && view.config.check.complete.contains(&language.tag))
        .map(|(n, language)| (LanguageId(n as u32), language.name.as_str()))
        .collect();
    let mut found = Vec::new();
    for entry in site.entries.iter().filter(|entry| entry.language.index() == 0) {
        // People have names, not texts.
        if matches!(entry.kind, Kind::Term(_)) {
            continue;
        }
        let has = |language: &LanguageId| {
            entry
                .translations
                .iter()
                .any(|id| site.entries[id.index()].language == *language)
        };
        for (language, name) in complete.iter().filter(|(language, _)| !has(language)) {
            let document = entry.document.get();
            let place = document
                .front
                .title
                .as_ref()
                .map_or(document.front.span, |title| title.span);
            let tag = &view.config.languages[language.index()].tag;
            let message = format!("there is no translation of this in {name}");
            let hint = format!(
                "begin one:  courant new translation content/{} --language {tag}",
                document.path
            );
            let missing = Diagnostic::new(Code::TranslationMissing, message).at(place).hint(hint);
            found.push(missing.grouped(*name).in_file(&document.path.from_root()));
        }
    }
    found
}
