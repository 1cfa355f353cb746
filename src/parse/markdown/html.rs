//! HTML that writers typed: what may stay, and what goes.

use std::collections::HashSet;

use super::escape::unescaped;
use super::fragment::Part;
use crate::diagnostic::Span;
use crate::parse::{Filling, Hole, LinkBy};

/// Around the number of a hole while the HTML is cleaned: noncharacters that the cleaner leaves alone.
const START: char = '\u{fdd0}';
const END: char = '\u{fdd1}';

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
pub struct Sanitiser(ammonia::Builder<'static>);

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
        Self(builder)
    }
}

impl Sanitiser {
    /// Returns `html` without what could run code or break the page.
    pub fn clean(&self, html: &str) -> String {
        self.0.clean(html).to_string()
    }
}

/// Cleans a part, its holes kept in their places; addresses that writers typed become holes too. `raw` is the HTML that they
/// typed, with its places.
pub(super) fn clean(part: Part, sanitiser: &Sanitiser, raw: &[(String, Span)]) -> Part {
    let mut marked = String::with_capacity(part.html.len() + part.holes.len() * 8);
    let mut from = 0;
    for (n, hole) in part.holes.iter().enumerate() {
        push_clean(&mut marked, part.html.get(from..hole.at as usize).unwrap_or_default());
        from = hole.at as usize;
        marked.push_str(&format!("{START}{n}{END}"));
    }
    push_clean(&mut marked, part.html.get(from..).unwrap_or_default());
    let cleaned = sanitiser.clean(&marked);
    let mut old: Vec<Option<Hole>> = part.holes.into_iter().map(Some).collect();
    let mut new = Part {
        html: String::with_capacity(cleaned.len()),
        holes: Vec::new(),
    };
    let mut rest = cleaned.as_str();
    while let Some(at) = next_of_interest(rest) {
        let (before, after) = rest.split_at(at);
        new.html.push_str(before);
        let place = u32::try_from(new.html.len()).unwrap_or(u32::MAX);
        if let Some(inner) = after.strip_prefix(START) {
            let Some((number, tail)) = inner.split_once(END) else {
                rest = inner;
                continue;
            };
            let hole = number
                .parse::<usize>()
                .ok()
                .and_then(|n| old.get_mut(n))
                .and_then(Option::take);
            new.holes.extend(hole.map(|hole| Hole { at: place, ..hole }));
            rest = tail;
            continue;
        }
        // ` href="` or ` src="`
        let value_at = after.find('"').map_or(after.len(), |n| n + 1);
        let (name, value) = after.split_at(value_at);
        new.html.push_str(name);
        let (value, tail) = value.split_at(value.find('"').unwrap_or(value.len()));
        let inside = !value.is_empty()
            && !value.starts_with('#')
            && !value.contains(START)
            && !crate::safe::has_scheme(&unescaped(value));
        if inside {
            let at = u32::try_from(new.html.len()).unwrap_or(u32::MAX);
            let target = percent_encoding::percent_decode_str(&unescaped(value))
                .decode_utf8_lossy()
                .into_owned();
            let typed = raw.iter().find(|(text, _)| text.contains(value));
            let span = typed.map_or_else(Span::default, |(_, span)| *span);
            new.holes.push(Hole {
                at,
                what: Filling::Address {
                    target: target.into(),
                    by: LinkBy::Path,
                },
                span,
            });
            rest = tail;
        } else {
            rest = &after[value_at..];
        }
    }
    new.html.push_str(rest);
    new
}

fn push_clean(out: &mut String, text: &str) {
    if text.contains([START, END]) {
        out.push_str(&text.replace([START, END], "\u{fffd}"));
    } else {
        out.push_str(text);
    }
}

/// Returns the place of the next hole's mark, or of the next address that is an attribute's value.
fn next_of_interest(html: &str) -> Option<usize> {
    let mark = html.find(START);
    let before = &html[..mark.unwrap_or(html.len())];
    // The cleaner writes attributes with one space before and double quotes; in text it escapes quotes only in attributes,
    // so the same letters in text are told apart by the tag that they stand in.
    let attribute = [" href=\"", " src=\""]
        .iter()
        .filter_map(|name| find_in_tag(before, name))
        .min();
    [mark, attribute].into_iter().flatten().min()
}

fn find_in_tag(html: &str, name: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(found) = html[from..].find(name) {
        let at = from + found;
        let open = html[..at].rfind('<');
        let close = html[..at].rfind('>');
        if open > close {
            return Some(at);
        }
        from = at + name.len();
    }
    None
}

/// Returns the names of elements in `raw` that will be taken out.
pub(super) fn forbidden(raw: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in raw.split('<').skip(1) {
        let name: String = part
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || *c == '-')
            .collect();
        let name = name.to_ascii_lowercase();
        if !name.is_empty() && !TAGS.contains(&name.as_str()) && !names.contains(&name) {
            names.push(name);
        }
    }
    names
}

/// Returns the ids that `raw` gives.
pub(super) fn ids(raw: &str) -> Vec<String> {
    let mut ids = Vec::new();
    for attribute in ["id=", "name="] {
        for (at, _) in raw.match_indices(attribute) {
            let value = &raw[at + attribute.len()..];
            let end = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].find(quote).map(|n| &value[1..=n]),
                _ => value.split([' ', '>', '\t', '\n']).next(),
            };
            ids.extend(end.filter(|id| !id.is_empty()).map(str::to_owned));
        }
    }
    ids
}
