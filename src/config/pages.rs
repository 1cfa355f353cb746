//! Reading what pages carry: reading time, share links, the newsletter block, Markdown, menus.

use super::reader::{Reader, Table};
use super::types::{
    DeadLinks, Interests, Markdown, Menu, MenuItem, Newsletter, RawHtml, ReadingTime, Share, ShareService,
    UnknownShortcodes,
};
use super::{Localized, form, keys};
use crate::language::Tag;
use crate::tree::Node;

pub(super) fn reading_time(top: &Table<'_>, reader: &mut Reader) -> ReadingTime {
    let mut speed = ReadingTime {
        words_per_minute: Vec::new(),
        characters_per_minute: 500,
    };
    let Some(node) = top.get("reading_time") else {
        return speed;
    };
    let Some(table) = reader.table(node, "reading_time", keys::of("reading_time")) else {
        return speed;
    };
    if let Some(node) = table.get("words_per_minute") {
        if let crate::tree::Kind::Mapping(entries) = &node.kind {
            for (key, node) in entries {
                let speed_of = reader.whole(node, &key.text, 1..=5_000, 238);
                match (Tag::parse(&key.text), speed_of) {
                    (Some(tag), Some(n)) => speed.words_per_minute.push((Some(tag), n as u32)),
                    (None, _) => reader.bad_value(
                        key.span,
                        format!("{} is no language code", key.text),
                        "write  { nl = 250, en = 238 }",
                    ),
                    _ => {}
                }
            }
        } else if let Some(n) = reader.whole(node, "words_per_minute", 1..=5_000, 238) {
            speed.words_per_minute.push((None, n as u32));
        }
    }
    if let Some(n) = table
        .get("characters_per_minute")
        .and_then(|node| reader.whole(node, "characters_per_minute", 1..=10_000, 500))
    {
        speed.characters_per_minute = n as u32;
    }
    speed
}

pub(super) fn share(top: &Table<'_>, reader: &mut Reader) -> Share {
    let words: Vec<(&'static str, ShareService)> = ShareService::ALL
        .iter()
        .map(|(name, _, service)| (*name, *service))
        .collect();
    let default = || ["linkedin", "bluesky", "mastodon", "whatsapp", "email", "copy"];
    let links = top
        .get("share")
        .and_then(|node| reader.table(node, "share", keys::of("share")))
        .and_then(|table| table.get("links"))
        .map(|node| reader.items(node, "share.links"));
    let links = match links {
        Some(nodes) => {
            let mut links = Vec::new();
            for node in nodes {
                let service = reader.word(node, "share.links", &words);
                links.extend(service.filter(|service| !links.contains(service)));
            }
            links
        }
        None => default()
            .iter()
            .filter_map(|name| words.iter().find(|(known, _)| known == name))
            .map(|(_, service)| *service)
            .collect(),
    };
    Share { links }
}

pub(super) fn newsletter(top: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Option<Newsletter> {
    let node = top.get("newsletter")?;
    let table = reader.table(node, "newsletter", keys::of("newsletter"))?;
    let action = match table.get("action") {
        Some(node) => form_address(node, reader),
        None => {
            let example = "action = \"https://lijst.example.org/aanmelden\"";
            reader.missing("newsletter.action", node.span, example);
            None
        }
    };
    form::same_names(&table, reader);
    for key in ["consent", "text"] {
        form::harmful_links(&table, key, reader);
    }
    let interests = table.get("interests").and_then(|node| interests(node, known, reader));
    let hidden = table
        .get("hidden")
        .map(|node| reader.entries(node, "hidden"))
        .unwrap_or_default();
    let hidden = hidden
        .iter()
        .filter_map(|(key, node)| Some((key.text.to_string(), reader.text_or_empty(node, &key.text)?)))
        .collect();
    let span = |key: &str| table.get(key).map_or(node.span, |node| node.span);
    Some(Newsletter {
        consent_span: span("consent"),
        privacy_span: span("privacy_url"),
        text_span: span("text"),
        action: action?,
        method: table
            .get("method")
            .and_then(|node| reader.word(node, "method", &[("post", "post"), ("get", "get")]))
            .unwrap_or("post"),
        email_field: table
            .get("email_field")
            .and_then(|node| reader.text(node, "email_field"))
            .unwrap_or_else(|| "email".to_owned()),
        name_field: table.get("name_field").and_then(|node| reader.text(node, "name_field")),
        interests,
        hidden,
        consent: table
            .get("consent")
            .and_then(|node| reader.localized(node, "consent", known)),
        consent_field: table
            .get("consent_field")
            .and_then(|node| reader.text(node, "consent_field"))
            .unwrap_or_else(|| "consent".to_owned()),
        privacy_url: table
            .get("privacy_url")
            .and_then(|node| reader.address(node, "privacy_url")),
        honeypot: table.get("honeypot").and_then(|node| reader.text(node, "honeypot")),
        heading: table
            .get("heading")
            .and_then(|node| reader.localized(node, "heading", known)),
        text: table.get("text").and_then(|node| reader.localized(node, "text", known)),
        button: table
            .get("button")
            .and_then(|node| reader.localized(node, "button", known)),
    })
}

/// Where the form is sent: a web address, or a path in the site.
fn form_address(node: &Node, reader: &mut Reader) -> Option<String> {
    let action = reader.address(node, "action")?;
    let lower = action.to_ascii_lowercase();
    if lower.starts_with("https://") || lower.starts_with("http://") || lower.starts_with('/') {
        return Some(action);
    }
    let hint = "write where the form is sent:  action = \"https://lijst.example.org/aanmelden\"";
    reader.bad_value(
        node.span,
        format!("newsletter.action is \"{action}\", which is no web address"),
        hint,
    );
    None
}

pub(super) fn interests(node: &Node, known: &[Tag], reader: &mut Reader) -> Option<Interests> {
    let before = reader.found.len();
    let table = reader.table(node, "newsletter.interests", keys::of("newsletter.interests"))?;
    let field = table.get("field").and_then(|node| reader.text(node, "field"));
    let items = table
        .get("options")
        .map(|node| reader.items(node, "options"))
        .unwrap_or_default();
    let mut options = Vec::new();
    for node in items {
        let name = "newsletter.interests.options";
        let Some(table) = reader.table(node, name, keys::of(name)) else {
            continue;
        };
        let Some(value) = table.get("value") else {
            reader.missing("value", node.span, "value = \"data\"");
            continue;
        };
        let label = table
            .get("label")
            .and_then(|node| reader.localized(node, "label", known));
        if let Some(value) = reader.text(value, "value") {
            options.push((value.clone(), label.unwrap_or_else(|| Localized::All(value.into()))));
        }
    }
    match field {
        Some(field) if !options.is_empty() => Some(Interests { field, options }),
        // Why there is nothing to choose has been told.
        _ if reader.found.len() > before => None,
        _ => {
            let hint =
                "write  interests = { field = \"onderwerp\", options = [{ value = \"data\", label = \"Open data\" }] }";
            reader.bad_value(
                node.span,
                "newsletter.interests needs a field and options".to_owned(),
                hint,
            );
            None
        }
    }
}

pub(super) fn markdown(top: &Table<'_>, reader: &mut Reader) -> Markdown {
    let mut markdown = Markdown::default();
    let Some(node) = top.get("markdown") else {
        return markdown;
    };
    let Some(table) = reader.table(node, "markdown", keys::of("markdown")) else {
        return markdown;
    };
    // In place of a word that cannot be read stands the one that refuses least: nothing is published, and what the right word would not
    // tell of should not be told.
    let words = [("error", UnknownShortcodes::Error), ("warn", UnknownShortcodes::Warn)];
    markdown.unknown_shortcodes = table
        .get("unknown_shortcodes")
        .map(|node| {
            reader
                .word(node, "unknown_shortcodes", &words)
                .unwrap_or(UnknownShortcodes::Warn)
        })
        .unwrap_or_default();
    let words = [("error", DeadLinks::Error), ("warn", DeadLinks::Warn)];
    markdown.dead_links = table
        .get("dead_links")
        .map(|node| reader.word(node, "dead_links", &words).unwrap_or(DeadLinks::Warn))
        .unwrap_or_default();
    let words = [("sanitise", RawHtml::Sanitise), ("trust", RawHtml::Trust)];
    markdown.raw_html = table
        .get("raw_html")
        .map(|node| reader.word(node, "raw_html", &words).unwrap_or(RawHtml::Trust))
        .unwrap_or_default();
    markdown.smart_punctuation = table
        .get("smart_punctuation")
        .and_then(|node| reader.boolean(node, "smart_punctuation"))
        .unwrap_or(true);
    markdown.highlight = table
        .get("highlight")
        .and_then(|node| reader.boolean(node, "highlight"))
        .unwrap_or(true);
    markdown.heading_as_title = table
        .get("heading_as_title")
        .and_then(|node| reader.boolean(node, "heading_as_title"))
        .unwrap_or(false);
    if let Some(node) = table.get("toc_levels") {
        let before = reader.found.len();
        let nodes = reader.items(node, "toc_levels");
        let levels: Vec<i64> = nodes
            .into_iter()
            .filter_map(|node| reader.whole(node, "a level of toc_levels", 1..=6, 2))
            .collect();
        match levels[..] {
            [first, last] if first <= last => markdown.toc_levels = (first as u8, last as u8),
            _ if reader.found.len() > before => {}
            _ => reader.bad_value(
                node.span,
                "toc_levels needs a first and a last level".to_owned(),
                "write  toc_levels = [2, 3]",
            ),
        }
    }
    markdown
}

pub(super) fn menu(top: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Menu {
    let Some(table) = top
        .get("menu")
        .and_then(|node| reader.table(node, "menu", keys::of("menu")))
    else {
        return Menu::default();
    };
    let mut of = |key: &str| -> Option<Vec<MenuItem>> {
        let nodes = reader.items(table.get(key)?, key);
        Some(
            nodes
                .into_iter()
                .filter_map(|node| {
                    let table = reader.table(node, &format!("menu.{key}"), keys::of("menu.NAME"))?;
                    let title = table
                        .get("title")
                        .and_then(|node| reader.localized(node, "title", known));
                    let url = table.get("url").and_then(|node| reader.address(node, "url"));
                    if table.get("title").is_none() || table.get("url").is_none() {
                        let hint = format!("write  [[menu.{key}]]  with  title = \"…\"  and  url = \"/…/\"");
                        reader.bad_value(node.span, "a line of a menu needs a title and a url".to_owned(), &hint);
                    }
                    Some(MenuItem {
                        title: title?,
                        url: url?,
                        url_span: table.get("url").map_or(node.span, |node| node.span),
                    })
                })
                .collect(),
        )
    };
    Menu {
        main: of("main"),
        footer: of("footer"),
    }
}
