//! What HTML articles may have, and what of it was taken out.

use std::collections::{HashMap, HashSet};

use super::escape::unescaped;
use crate::diagnostic::Span;

/// What Markdown itself writes and what articles need; all else is taken out, its text kept.
const TAGS: &[&str] = &[
    "a",
    "abbr",
    "address",
    "aside",
    "audio",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hgroup",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "picture",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "source",
    "span",
    "strong",
    "sub",
    "summary",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "track",
    "tr",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// Cleans HTML; made once and shared.
#[derive(Debug)]
pub struct Sanitiser {
    builder: ammonia::Builder<'static>,
    /// What every element may have.
    attributes: HashSet<&'static str>,
    /// What some elements may have besides.
    tag_attributes: HashMap<&'static str, HashSet<&'static str>>,
}

impl Default for Sanitiser {
    fn default() -> Self {
        let mut builder = ammonia::Builder::default();
        builder
            .tags(TAGS.iter().copied().collect())
            .generic_attributes(HashSet::from([
                "class",
                "id",
                "lang",
                "dir",
                "title",
                "role",
                "tabindex",
                "translate",
                "hidden",
            ]))
            .generic_attribute_prefixes(HashSet::from(["aria-"]))
            .link_rel(None)
            .url_schemes(HashSet::from(["http", "https", "mailto", "tel", "sms", "webcal"]))
            .url_relative(ammonia::UrlRelative::PassThrough)
            .strip_comments(true);
        // An address that nobody sees, and that the cleaner does not judge.
        for tag in ["blockquote", "q", "del", "ins"] {
            builder.rm_tag_attributes(tag, &["cite"]);
        }
        builder.add_tag_attributes("a", &["href", "hreflang", "rel", "name"]);
        builder.add_tag_attributes("img", &["src", "alt", "width", "height", "loading", "decoding"]);
        builder.add_tag_attributes("input", &["type", "disabled", "checked"]);
        // The only field that an article has is the box of a task list.
        builder.set_tag_attribute_value("input", "type", "checkbox");
        builder.set_tag_attribute_value("input", "disabled", "");
        builder.add_tag_attributes("th", &["scope", "colspan", "rowspan"]);
        builder.add_tag_attributes("td", &["colspan", "rowspan", "headers"]);
        builder.add_tag_attributes("ol", &["start", "reversed", "type"]);
        builder.add_tag_attributes("li", &["value"]);
        builder.add_tag_attributes("time", &["datetime"]);
        builder.add_tag_attributes("details", &["open"]);
        builder.add_tag_attributes("audio", &["src", "controls", "preload"]);
        builder.add_tag_attributes("video", &["src", "controls", "preload", "poster", "width", "height"]);
        builder.add_tag_attributes("source", &["src", "type"]);
        builder.add_tag_attributes("track", &["src", "kind", "srclang", "label", "default"]);
        Self {
            attributes: builder.clone_generic_attributes(),
            tag_attributes: builder.clone_tag_attributes(),
            builder,
        }
    }
}

impl Sanitiser {
    /// Returns `html` without what could run code or break the page.
    pub fn clean(&self, html: &str) -> String {
        self.builder.clean(html).to_string()
    }

    /// Whether an element, both in small letters, may have an attribute.
    fn knows(&self, tag: &str, attribute: &str) -> bool {
        attribute.starts_with("aria-")
            || self.attributes.contains(attribute)
            || self
                .tag_attributes
                .get(tag)
                .is_some_and(|known| known.contains(attribute))
    }

    /// Returns what will be taken out of what writers typed, with its place, each once a piece: elements (`<script>`), and attributes
    /// of elements that stay (`onclick of <p>`). Pieces that follow each other are one, for a tag may go over many lines.
    pub(super) fn removed(&self, raw: &[(String, Span)]) -> Vec<(String, Span)> {
        let mut removed = Vec::new();
        let mut text = String::new();
        let mut start = 0;
        for (n, (piece, span)) in raw.iter().enumerate() {
            if text.is_empty() {
                start = span.start;
            }
            text.push_str(piece);
            if raw.get(n + 1).is_none_or(|(_, next)| next.start != span.end) {
                self.removed_of(&text, start, span.end, &mut removed);
                text.clear();
            }
        }
        removed
    }

    fn removed_of(&self, text: &str, start: u32, end: u32, removed: &mut Vec<(String, Span)>) {
        let mut seen: HashSet<String> = HashSet::new();
        let mut note = |what: String, at: usize| {
            if seen.insert(what.clone()) {
                let from = (start as usize + at).min(end as usize);
                removed.push((what, Span::new(from, (from + 1).min(end as usize).max(from))));
            }
        };
        let mut comment_ends = 0;
        for (at, _) in text.match_indices('<') {
            if at < comment_ends {
                continue;
            }
            let tag = &text[at + 1..];
            if tag.starts_with("!--") {
                comment_ends = tag.find("-->").map_or(text.len(), |end| at + end);
                continue;
            }
            let length = tag
                .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
                .unwrap_or(tag.len());
            let (name, rest) = tag.split_at(length);
            let name = name.to_ascii_lowercase();
            if name.is_empty() {
                continue;
            }
            if !TAGS.contains(&name.as_str()) {
                note(format!("<{name}>"), at);
                continue;
            }
            for (attribute, value) in attributes(rest) {
                if !self.knows(&name, &attribute) {
                    note(format!("{attribute} of <{name}>"), at);
                } else if matches!(&*attribute, "href" | "src" | "poster")
                    && !crate::safe::is_safe_address(&as_browsers_read(value))
                {
                    note(format!("the address {value} of <{name}>"), at);
                }
            }
        }
    }
}

/// Elements that are taken out and mean something each; any other name between angle brackets was meant as text.
const ELEMENTS: &[&str] = &[
    "script", "style", "iframe", "object", "embed", "form", "button", "select", "textarea", "link", "meta", "base",
    "svg", "math", "canvas", "noscript", "frame", "applet",
];

/// Returns which of what was taken out is told of together: a table pasted from a word processor has twenty attributes that mean one thing.
pub(super) fn kind(removed: &str) -> &str {
    match removed {
        _ if removed.starts_with('<') && ELEMENTS.contains(&removed.trim_matches(['<', '>'])) => removed,
        _ if removed.starts_with('<') => "no element",
        _ if removed.starts_with("the address ") => "address",
        _ if removed.starts_with("on") => "handler",
        _ if removed.starts_with("style ") => "style",
        _ => "attribute",
    }
}

/// Returns the value of an attribute as a browser reads it, as far as that can make a scheme of it.
fn as_browsers_read(value: &str) -> String {
    let mut plain = String::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("&#") {
        plain.push_str(before);
        let hex = after.strip_prefix(['x', 'X']);
        let (digits, radix) = hex.map_or((after, 10), |after| (after, 16));
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let code = u32::from_str_radix(&digits[..end], radix).ok();
        match code.and_then(char::from_u32) {
            Some(c) => plain.push(c),
            None => plain.push_str("&#"),
        }
        rest = digits[end..].strip_prefix(';').unwrap_or(&digits[end..]);
    }
    plain.push_str(rest);
    unescaped(
        &plain
            .replace("&colon;", ":")
            .replace("&Tab;", "")
            .replace("&NewLine;", ""),
    )
}

/// Returns the attributes, their names in small letters, of what stands in a tag behind its name.
fn attributes(mut rest: &str) -> Vec<(String, &str)> {
    let mut attributes = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n', '/']);
        let end = rest.find([' ', '\t', '\r', '\n', '/', '=', '>']).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start_matches([' ', '\t', '\r', '\n']);
        // What a call of a shortcode left, and what lies outside the tag, names nothing.
        if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return attributes;
        }
        let name = name.to_ascii_lowercase();
        let Some(value) = rest.strip_prefix('=') else {
            attributes.push((name, ""));
            continue;
        };
        let value = value.trim_start_matches([' ', '\t', '\r', '\n']);
        let (value, after) = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).unwrap_or((&value[1..], "")),
            _ => value.split_at(value.find([' ', '\t', '\r', '\n', '>']).unwrap_or(value.len())),
        };
        attributes.push((name, value));
        rest = after;
    }
}
