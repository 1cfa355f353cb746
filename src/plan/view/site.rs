//! The value `site`: what every page of a language shows.

use tera::Value;

use super::address::configured;
use super::fields::{Fields, list_of, or_none};
use super::head::{feed_links, link};
use super::links::site_link;
use super::{Shared, href, permalink, social};
use crate::config::{MenuItem, Newsletter};
use crate::language::open_graph_locale;
use crate::organise::{EntryId, LanguageId, SectionId, TaxonomyId};
use crate::parse::markdown;
use crate::plan::FeedOf;

/// Returns a LANG.
pub(super) fn language(id: LanguageId, shared: &Shared<'_>) -> Value {
    let language = &shared.config.languages[id.index()];
    Fields::new()
        .text("code", language.tag.as_str())
        .text("name", &language.name)
        .text("dir", language.dir)
        .maybe("locale", open_graph_locale(&language.tag).as_deref())
        .text("url", &href(shared.language(id).url, shared.config))
        .into()
}

/// Returns a taxonomy with its title and address.
pub(super) fn taxonomy(id: TaxonomyId, shared: &Shared<'_>) -> Value {
    let taxonomy = shared.taxonomy(id);
    let title = match taxonomy.title {
        Some(title) => title.to_owned(),
        None => shared.word(taxonomy.language, &format!("taxonomy.{}", taxonomy.name), &[]),
    };
    Fields::new()
        .text("name", taxonomy.name)
        .text("title", &title)
        .text("url", &href(taxonomy.url, shared.config))
        .into()
}

/// Returns the value `site` of each language.
pub(super) fn sites(shared: &Shared<'_>) -> Vec<Value> {
    let extra = Value::from_serializable(&shared.config.extra);
    let languages = shared.options.iter().zip(0..);
    languages
        .map(|(options, n)| site(LanguageId(n), shared, open_options(options, shared), extra.clone()))
        .collect()
}

/// Returns the theme's options without what leads to a page that is not published: an address is empty, a link in a list is none of it.
fn open_options(options: &Value, shared: &Shared<'_>) -> Value {
    let is_withheld = |value: &Value| value.as_str().is_some_and(|text| shared.is_withheld(text));
    let leads_on = |item: &&Value| {
        let url = item.as_map().and_then(|map| map.get(&tera::value::Key::from("url")));
        !is_withheld(item) && !url.is_some_and(is_withheld)
    };
    let mut options = options.as_map().cloned().unwrap_or_default();
    for value in options.values_mut() {
        if is_withheld(value) {
            *value = Value::normal_string("");
        } else if let Some(items) = value.as_array() {
            let shown: Vec<Value> = items.iter().filter(leads_on).cloned().collect();
            *value = list_of(shown);
        }
    }
    options.into()
}

fn site(id: LanguageId, shared: &Shared<'_>, options: Value, extra: Value) -> Value {
    let (config, language, parts) = (shared.config, shared.language(id), shared.language_parts(id));
    let text = |text: Option<&_>| text.map(|text| shared.localized(text, id).to_owned());
    Fields::new()
        .text("title", shared.localized(&config.title, id))
        .maybe("description", text(config.description.as_ref()).as_deref())
        .text("base_url", &config.base_url)
        .text("url", &href(language.url, config))
        .text("permalink", &permalink(language.url, config))
        .text("version", env!("CARGO_PKG_VERSION"))
        .with("multilingual", config.languages.len() > 1)
        .maybe("copyright", text(config.copyright.as_ref()).as_deref())
        .text("timezone", config.timezone.name())
        .with("language", shared.language_value(id))
        .with(
            "languages",
            list_of((0..config.languages.len()).map(|n| {
                let value = shared.language_value(LanguageId(n as u32));
                with_current(&value, n == id.index())
            })),
        )
        .with("menu", menu(id, shared))
        .with(
            "sections",
            list_of(parts.sections.iter().map(|section| shared.section_value(*section))),
        )
        .with(
            "taxonomies",
            list_of(parts.taxonomies.iter().map(|taxonomy| shared.taxonomy_value(*taxonomy))),
        )
        .with("archive", or_none(archive(id, shared)))
        .with("organisation", organisation(id, shared))
        .with("social_image", social::of_site(id, shared))
        .with("feeds", list_of(feed_links(FeedOf::Language(id), shared)))
        .with(
            "newsletter",
            or_none(config.newsletter.as_ref().map(|block| newsletter(block, id, shared))),
        )
        .with("options", options)
        .with("extra", extra)
        .into()
}

fn with_current(language: &Value, current: bool) -> Value {
    Fields::of(language).with("current", current).into()
}

fn menu(id: LanguageId, shared: &Shared<'_>) -> Value {
    let language = shared.language_parts(id);
    let written = |items: &[MenuItem]| {
        // What is not published is not announced either.
        let shown = items.iter().filter(|item| !shared.is_withheld(&item.url));
        list_of(shown.map(|item| written_link(item, id, shared)))
    };
    let main = shared.config.menu.main.as_deref().map_or_else(
        || list_of(language.sections.iter().map(|section| section_link(*section, shared))),
        written,
    );
    let footer = shared.config.menu.footer.as_deref().map_or_else(
        || list_of(language.pages.iter().map(|page| page_link(*page, shared))),
        written,
    );
    Fields::new().with("main", main).with("footer", footer).into()
}

fn section_link(id: SectionId, shared: &Shared<'_>) -> Value {
    let section = shared.section(id);
    Fields::new()
        .text("title", section.title)
        .text("url", &href(section.url, shared.config))
        .into()
}

fn page_link(id: EntryId, shared: &Shared<'_>) -> Value {
    let head = shared.head(id);
    Fields::new()
        .text("title", head.title)
        .text("url", &href(head.url, shared.config))
        .into()
}

/// The page with all years of the language.
fn archive(id: LanguageId, shared: &Shared<'_>) -> Option<Value> {
    let url = shared.archive(id)?.url;
    Some(link(&shared.word(id, "archive", &[]), url, shared))
}

/// A path in a menu is that of the default language; where the same page exists in this one, it leads there.
fn written_link(item: &MenuItem, id: LanguageId, shared: &Shared<'_>) -> Value {
    let home = shared.language(id).url;
    let translated = home.join(item.url.trim_start_matches('/'));
    let there = translated.filter(|url| shared.has_address(url.as_str()));
    // Of all pages that have a translation without a document, the archive alone has another name in each language.
    let first = shared.archive(LanguageId(0));
    let is_archive = first.is_some_and(|archive| archive.url.as_str() == item.url);
    let archive = shared.archive(id).filter(|_| is_archive);
    let there = archive.map(|archive| archive.url.clone()).or(there);
    let url = there.map_or_else(|| configured(&item.url, shared.config), |url| href(&url, shared.config));
    Fields::new()
        .text("title", shared.localized(&item.title, id))
        .text("url", &url)
        .into()
}

fn organisation(id: LanguageId, shared: &Shared<'_>) -> Value {
    let organisation = &shared.config.organisation;
    let name = organisation.name.as_ref().unwrap_or(&shared.config.title);
    let logo = organisation.logo.as_ref();
    let logo = logo.map(|logo| configured(&logo.value, shared.config));
    Fields::new()
        .text("name", shared.localized(name, id))
        .maybe("url", organisation.url.as_deref())
        .maybe("logo", logo.as_deref())
        .maybe("email", organisation.email.as_deref())
        .with(
            "same_as",
            list_of(organisation.same_as.iter().map(|url| Value::normal_string(url))),
        )
        .into()
}

fn newsletter(block: &Newsletter, id: LanguageId, shared: &Shared<'_>) -> Value {
    let text = |text: &Option<_>| text.as_ref().map(|text| shared.localized(text, id).to_owned());
    let inline = |given: &Option<_>| {
        text(given).map_or_else(Value::none, |text| {
            let resolve = |target: &str| site_link(shared, id, target);
            Value::safe_string(&markdown::inline_with(&text, shared.tag(id), &resolve))
        })
    };
    let interests = block.interests.as_ref().map(|interests| {
        let options = interests.options.iter().map(|(value, label)| {
            Fields::new()
                .text("value", value)
                .text("label", shared.localized(label, id))
                .into()
        });
        Fields::new()
            .text("field", &interests.field)
            .with("options", list_of(options))
    });
    let hidden = block
        .hidden
        .iter()
        .map(|(name, value)| Fields::new().text("name", name).text("value", value).into());
    Fields::new()
        .text("action", &configured(&block.action, shared.config))
        .text("method", block.method)
        .text("email_field", &block.email_field)
        .maybe("name_field", block.name_field.as_deref())
        .with("interests", or_none(interests))
        .with("hidden", list_of(hidden))
        .with("consent", inline(&block.consent))
        .text("consent_field", &block.consent_field)
        .maybe(
            "privacy_url",
            block
                .privacy_url
                .as_deref()
                .filter(|url| !shared.is_withheld(url))
                .map(|url| configured(url, shared.config))
                .as_deref(),
        )
        .maybe("honeypot", block.honeypot.as_deref())
        .maybe("heading", text(&block.heading).as_deref())
        .with("text", inline(&block.text))
        .maybe("button", text(&block.button).as_deref())
        .into()
}
