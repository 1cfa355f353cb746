//! Reading what `[taxonomies]` and `[sections]` say.

use super::keys;
use super::outputs::outputs;
use super::reader::{Reader, Table};
use super::types::{SectionConfig, SectionKind, SortBy, TaxonomyConfig};
use crate::language::Tag;
use crate::tree::Node;

/// The longest list that a page may hold; more is a slip.
const MAX_PER_PAGE: i64 = 10_000;

pub(super) fn per_page(table: &Table<'_>, key: &str, reader: &mut Reader) -> Option<usize> {
    reader
        .whole(table.get(key)?, key, 0..=MAX_PER_PAGE, 20)
        .map(|n| n as usize)
}

pub(super) fn taxonomies(top: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Vec<TaxonomyConfig> {
    let mut taxonomies: Vec<TaxonomyConfig> = Vec::new();
    for (key, node) in top
        .get("taxonomies")
        .map(|node| reader.entries(node, "taxonomies"))
        .unwrap_or_default()
    {
        if !is_taxonomy(&key.text) {
            let message = format!("\"{}\" cannot be the name of a taxonomy", key.text);
            let hint = "a name is one word, and a key that front matter has no other use for:  [taxonomies.topics]";
            reader.bad_value(key.span, message, hint);
            continue;
        }
        let path = format!("taxonomies.{}", key.text);
        let Some(table) = reader.table(node, &path, keys::of("taxonomies.NAME")) else {
            continue;
        };
        taxonomies.push(TaxonomyConfig {
            name: key.text.to_string(),
            title: table
                .get("title")
                .and_then(|node| reader.localized(node, "title", known)),
            path: table.get("path").and_then(|node| reader.folder_path(node, "path")),
            path_span: table.get("path").map(|node| node.span),
            paginate_by: per_page(&table, "paginate_by", reader),
            feed: table
                .get("feed")
                .and_then(|node| reader.boolean(node, "feed"))
                .unwrap_or(true),
        });
    }
    for name in ["tags", "authors"] {
        if !taxonomies.iter().any(|taxonomy| taxonomy.name == name) {
            taxonomies.push(TaxonomyConfig {
                name: name.to_owned(),
                title: None,
                path: None,
                path_span: None,
                paginate_by: None,
                feed: true,
            });
        }
    }
    taxonomies
}

/// Tells of taxonomies whose texts are to lie where a section is: all articles there would be texts of terms.
pub(super) fn in_sections(taxonomies: &[TaxonomyConfig], sections: &[SectionConfig], reader: &mut Reader) {
    for taxonomy in taxonomies {
        let (Some(path), Some(span)) = (&taxonomy.path, taxonomy.path_span) else {
            continue;
        };
        let is_in = |section: &&SectionConfig| {
            let below = section.name.strip_prefix(path.as_str());
            below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
        };
        if let Some(section) = sections.iter().find(is_in) {
            let message = format!(
                "the folder {path} is to hold the texts of {}, and [sections.{}] says that it holds articles",
                taxonomy.name, section.name
            );
            reader.bad_value(span, message, &format!("write  path = \"{}\"", taxonomy.name));
        }
    }
}

/// Whether a taxonomy may have that name: it is a key in front matter, and the folder of its addresses.
fn is_taxonomy(name: &str) -> bool {
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    plain && name.starts_with(char::is_alphabetic) && !RESERVED.contains(&name)
}

/// The keys of front matter that have a meaning of their own.
const RESERVED: &[&str] = &[
    "title",
    "seo_title",
    "date",
    "updated",
    "publish_at",
    "expires_at",
    "draft",
    "summary",
    "kicker",
    "image",
    "event",
    "takeaways",
    "quotes",
    "downloads",
    "corrections",
    "changes",
    "withdrawn",
    "slug",
    "url",
    "aliases",
    "language",
    "translation_key",
    "template",
    "toc",
    "share",
    "newsletter",
    "weight",
    "series",
    "related",
    "check",
];

pub(super) fn sections(top: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Vec<SectionConfig> {
    let kinds = [
        ("article", SectionKind::Article),
        ("event", SectionKind::Event),
        ("page", SectionKind::Page),
    ];
    let orders = [
        ("date", SortBy::Date),
        ("weight", SortBy::Weight),
        ("title", SortBy::Title),
    ];
    let mut sections = Vec::new();
    for (key, node) in top
        .get("sections")
        .map(|node| reader.entries(node, "sections"))
        .unwrap_or_default()
    {
        let Some(table) = reader.table(node, &format!("sections.{}", key.text), keys::of("sections.NAME")) else {
            continue;
        };
        sections.push(SectionConfig {
            name: key.text.trim_matches('/').to_owned(),
            span: key.span,
            title: table
                .get("title")
                .and_then(|node| reader.localized(node, "title", known)),
            permalink: table.get("permalink").and_then(|node| permalink(node, reader)),
            kicker: table
                .get("kicker")
                .and_then(|node| reader.localized(node, "kicker", known)),
            paginate_by: per_page(&table, "paginate_by", reader),
            kind: table
                .get("kind")
                .and_then(|node| reader.word(node, "kind", &kinds))
                .unwrap_or_default(),
            title_key: table.get("title_key").and_then(|node| reader.text(node, "title_key")),
            feed: table
                .get("feed")
                .and_then(|node| reader.boolean(node, "feed"))
                .unwrap_or(true),
            outputs: outputs(&table, reader),
            sort_by: table
                .get("sort_by")
                .and_then(|node| reader.word(node, "sort_by", &orders))
                .unwrap_or_default(),
        });
    }
    sections
}

/// The parts of an address that a permalink pattern knows.
const PARTS: &[&str] = &[":year", ":month", ":day", ":slug", ":section", ":path"];

pub(super) fn permalink(node: &Node, reader: &mut Reader) -> Option<String> {
    let pattern = reader.text(node, "permalink")?;
    let no_address = |c: char| c.is_control() || matches!(c, '\\' | '%' | '?' | '#');
    let parts: Vec<&str> = pattern.split('/').filter(|part| !part.is_empty()).collect();
    let unknown = parts.iter().find(|part| part.starts_with(':') && !PARTS.contains(part));
    let problem = if let Some(part) = unknown {
        format!("has {part}, and knows only {}", PARTS.join(", "))
    } else if !pattern.starts_with('/')
        || parts
            .iter()
            .any(|part| matches!(*part, "." | "..") || part.contains(no_address))
    {
        "must be an address from the site's top, without .. in it".to_owned()
    } else if !parts.contains(&":slug") {
        "needs :slug, or all articles would have one address".to_owned()
    } else {
        return Some(format!("/{}/", parts.join("/")));
    };
    reader.bad_value(
        node.span,
        format!("permalink {problem}"),
        "write  permalink = \"/nieuws/:year/:slug/\"",
    );
    None
}
