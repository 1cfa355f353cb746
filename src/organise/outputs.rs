//! What is published of documents for machines, beside their pages, and where.

use super::sections::upward;
use super::site::{Entry, EntryId, Kind, Section, Site};
use crate::config::{Config, OutputFormat, Outputs};
use crate::url_path::UrlPath;

/// Returns the address of a document in another form, whose page is at `url`: `index.json` in its folder, as Hugo names it.
pub fn output_of(url: &UrlPath, format: OutputFormat) -> Option<UrlPath> {
    let ending = format.ending();
    if url.as_str().ends_with('/') {
        return url.join(&format!("index.{ending}"));
    }
    // A page that is a file has them beside itself.
    let (folder, name) = url.as_str().rsplit_once('/')?;
    let name = name.rsplit_once('.').map_or(name, |(name, _)| name);
    UrlPath::parse(&format!("{folder}/{name}.{ending}"))
}

/// Returns the address of a page of the index of all JSON of a language whose home is at `home`; they are counted from 1.
pub fn index_of(home: &UrlPath, number: usize) -> Option<UrlPath> {
    match number {
        1 => home.join("index.json"),
        _ => home.join(&format!("page/{number}/index.json")),
    }
}

/// Returns the address of what a language model reads first of the pages below `home` (llmstxt.org).
pub fn llms_of(home: &UrlPath) -> Option<UrlPath> {
    home.join("llms.txt")
}

/// Returns the forms in which a document is published beside its page. What is a draft is for the eyes of who writes it.
pub fn outputs(entry: &Entry<'_>, sections: &[Section], config: &Config) -> Outputs {
    if !has_outputs(entry.kind, entry.front.draft == Some(true)) {
        return Outputs::default();
    }
    config.outputs_in(upward(entry.section, sections).map(|id| &*sections[id.index()].name))
}

/// Whether a document of this kind can be published in other forms than its page: lists cannot.
pub fn has_outputs(kind: Kind, is_draft: bool) -> bool {
    matches!(kind, Kind::Article | Kind::Event | Kind::Page) && !is_draft
}

/// Notes of each language what it has as JSON; `order` holds all documents, newest first.
pub(super) fn list(site: &mut Site<'_>, order: &[EntryId], config: &Config) {
    if !config.makes(OutputFormat::Json) {
        return;
    }
    for &id in order {
        let entry = &site.entries[id.index()];
        if outputs(entry, &site.sections, config).json {
            site.languages[entry.language.index()].json.push(id);
        }
    }
}

/// Returns all documents in other forms, with their addresses.
pub fn all_outputs<'s>(
    site: &'s Site<'_>,
    config: &'s Config,
) -> impl Iterator<Item = (UrlPath, EntryId, OutputFormat)> + 's {
    let is_made = OutputFormat::ALL.iter().any(|format| config.makes(*format));
    let entries = (0..).map(EntryId).zip(&site.entries).filter(move |_| is_made);
    entries.flat_map(move |(id, entry)| {
        let formats = outputs(entry, &site.sections, config).formats();
        formats.filter_map(move |format| Some((output_of(&entry.url, format)?, id, format)))
    })
}
