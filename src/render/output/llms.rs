//! What a language model reads first of a site (llmstxt.org): its name, what it is about, and where its texts are as Markdown.

use std::collections::HashSet;
use std::fmt::Write as _;

use super::content::in_form;
use crate::config::{FeedFormat, OutputFormat};
use crate::organise::{EntryId, LanguageId, index_of, llms_of};
use crate::plan::feed_address;
use crate::plan::view::{Shared, permalink, plain_summary};
use crate::render::markdown::{escaped, line};
use crate::url_path::UrlPath;

/// How many documents of each section are named: with their summaries some pages of text, which is what such a reader takes at a time. All
/// are in the index.
const OF_SECTION: usize = 25;

/// Returns `llms.txt` of a language.
pub fn llms(id: LanguageId, shared: &Shared<'_>) -> Vec<u8> {
    let config = shared.config;
    let mut out = format!("# {}\n", line(shared.localized(&config.title, id)));
    if let Some(description) = &config.description {
        put(
            &mut out,
            format_args!("\n> {}\n", line(shared.localized(description, id))),
        );
    }
    let parts = shared.language_parts(id);
    for section in parts.sections {
        let lists = shared.section_lists(*section);
        let all = lists.upcoming.iter().chain(lists.items);
        list(&mut out, shared.section(*section).title, all, shared);
    }
    let site = shared.localized(&config.title, id);
    let about = shared.word(id, "about_site", &[("site", site)]);
    list(&mut out, &about, parts.pages.iter(), shared);
    // By this name a reader knows that it may be left out.
    out.push_str("\n## Optional\n\n");
    let language = shared.language(id);
    let mut link = |name: &str, url: Option<UrlPath>| {
        let url = url.map(|url| permalink(&url, config)).unwrap_or_default();
        put(&mut out, format_args!("- [{}]({url})\n", escaped(name)));
    };
    if config.makes(OutputFormat::Json) {
        link("JSON", index_of(language.url, 1));
    }
    for format in config.feeds.formats() {
        link(FeedFormat::name(format), feed_address(language.url, format, 1));
    }
    link("Sitemap", UrlPath::parse("/sitemap.xml"));
    let others = (0..config.languages.len()).map(|n| LanguageId(n as u32));
    for other in others.filter(|other| *other != id) {
        link(
            &config.languages[other.index()].name,
            llms_of(shared.language(other).url),
        );
    }
    out.into_bytes()
}

/// Adds the newest of a list that are published as Markdown.
fn list<'a>(out: &mut String, title: &str, ids: impl Iterator<Item = &'a EntryId>, shared: &Shared<'_>) {
    let mut seen = HashSet::new();
    let documents = ids.filter(|id| seen.insert(**id));
    let documents = documents.filter_map(|id| Some((*id, in_form(*id, OutputFormat::Markdown, shared)?)));
    for (n, (id, url)) in documents.take(OF_SECTION).enumerate() {
        if n == 0 {
            put(out, format_args!("\n## {}\n\n", escaped(title)));
        }
        put(out, format_args!("- [{}]({url})", escaped(shared.head(id).title)));
        let summary = plain_summary(id, shared);
        if let Some(summary) = summary.as_str().filter(|summary| !summary.is_empty()) {
            put(out, format_args!(": {}", escaped(summary)));
        }
        out.push('\n');
    }
}

fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = out.write_fmt(text);
}
