//! What the head of a page says: titles, other languages, feeds, the way here.

use tera::Value;

use super::fields::{Fields, list_of};
use super::{Shared, href, permalink};
use crate::language::open_graph_locale;
use crate::organise::{LanguageId, SectionId};
use crate::plan::{FeedOf, feed_address};
use crate::url_path::UrlPath;

/// The same page in one language.
pub(super) struct Version<'a> {
    pub language: LanguageId,
    pub url: &'a UrlPath,
    pub title: &'a str,
}

/// Returns the page's other versions, for the switch in the page.
pub(super) fn translations(versions: &[Version<'_>], own: LanguageId, shared: &Shared<'_>) -> Value {
    list_of(
        versions
            .iter()
            .filter(|version| version.language != own)
            .map(|version| {
                let language = &shared.config.languages[version.language.index()];
                Fields::new()
                    .text("code", language.tag.as_str())
                    .text("name", &language.name)
                    .text("dir", language.dir)
                    .maybe("locale", open_graph_locale(&language.tag).as_deref())
                    .text("url", &href(version.url, shared.config))
                    .text("title", version.title)
                    .into()
            }),
    )
}

/// Returns the languages in which there is no such page.
pub(super) fn untranslated(versions: &[Version<'_>], own: LanguageId, shared: &Shared<'_>) -> Value {
    let all = (0..shared.config.languages.len()).map(|n| LanguageId(n as u32));
    let missing = all.filter(|id| *id != own && !versions.iter().any(|version| version.language == *id));
    list_of(missing.map(|id| shared.language_value(id)))
}

/// Returns all versions for search engines, the page itself and `x-default` included; none where there is but one.
pub(super) fn alternates(versions: &[Version<'_>], shared: &Shared<'_>) -> Value {
    if versions.len() < 2 {
        return list_of([]);
    }
    let line = |hreflang: &str, url: &UrlPath| -> Value {
        Fields::new()
            .text("hreflang", hreflang)
            .text("permalink", &permalink(url, shared.config))
            .into()
    };
    let default = versions.iter().find(|version| version.language.index() == 0);
    let each = versions
        .iter()
        .map(|version| line(shared.tag(version.language).as_str(), version.url));
    list_of(each.chain(default.map(|version| line("x-default", version.url))))
}

/// Returns the feeds of a section, a term or a language, for discovery.
pub(crate) fn feed_links(of: FeedOf, shared: &Shared<'_>) -> Vec<Value> {
    let config = shared.config;
    let (url, title, exists) = match of {
        FeedOf::Language(id) => (shared.language(id).url, shared.localized(&config.title, id), true),
        FeedOf::Section(id) => {
            let section = shared.section(id);
            (section.url, section.title, config.section_has_feeds(section.name))
        }
        FeedOf::Term(id) => {
            let term = shared.term(id);
            let taxonomy = shared.taxonomy(term.taxonomy);
            let exists = config.taxonomy_has_feeds(taxonomy.name) && !shared.term_items(id).is_empty();
            (term.url, term.name, exists)
        }
    };
    let formats = config.feeds.formats().filter(|_| exists);
    formats
        .filter_map(|format| {
            let address = feed_address(url, format, 1)?;
            Some(
                Fields::new()
                    .text("type", format.media_type())
                    .text("format", format.name())
                    .text("title", title)
                    .text("url", &href(&address, config))
                    .into(),
            )
        })
        .collect()
}

/// Returns a LINK.
pub(super) fn link(title: &str, url: &UrlPath, shared: &Shared<'_>) -> Value {
    Fields::new()
        .text("title", title)
        .text("url", &href(url, shared.config))
        .into()
}

/// Returns the way from home to the section `last`, itself included.
pub(super) fn trail(language: LanguageId, last: Option<SectionId>, shared: &Shared<'_>) -> Vec<Value> {
    let mut sections: Vec<Value> = shared
        .upward(last)
        .map(|section| link(section.title, section.url, shared))
        .collect();
    let home = shared.word(language, "home", &[]);
    sections.push(link(&home, shared.language(language).url, shared));
    sections.reverse();
    sections
}

/// Returns what stands in the browser's title bar.
pub(super) fn browser_title(title: &str, number: usize, language: LanguageId, shared: &Shared<'_>) -> String {
    let site = shared.localized(&shared.config.title, language);
    let mut parts = vec![title.to_owned()];
    if number > 1 {
        parts.push(shared.word(language, "page_n", &[("number", &number.to_string())]));
    }
    if title != site {
        parts.push(site.to_owned());
    }
    parts.join(" | ")
}
