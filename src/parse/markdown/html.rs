//! HTML that writers typed: what may stay, and what goes.

use std::collections::HashSet;

use super::escape::unescaped;
use super::fragment::Part;
use crate::diagnostic::Span;
use crate::parse::{Filling, Hole, LinkBy};

/// Around the number of a hole while the HTML is cleaned: noncharacters that the cleaner leaves alone.
const START: char = '\u{fdd0}';
const END: char = '\u{fdd1}';

/// In how many pieces of typed HTML an address is looked for, so that a thousand cost no million.
const LOOK_AHEAD: usize = 64;

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
    let mut rebuilt = Rebuilt {
        old: part.holes.into_iter().map(Some).collect(),
        new: Part {
            html: String::with_capacity(cleaned.len()),
            holes: Vec::new(),
        },
        typed: 0,
    };
    // One pass: text up to a tag, the tag up to each value of an attribute. The cleaner writes values in double quotes.
    let mut rest = cleaned.as_str();
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        rebuilt.with_holes(text);
        rest = tag;
        while let Some(at) = rest.find(['"', '>']) {
            let (before, after) = rest.split_at(at + 1);
            rebuilt.new.html.push_str(before);
            rest = after;
            if before.ends_with('>') {
                break;
            }
            let (value, after) = rest.split_at(rest.find('"').unwrap_or(rest.len()));
            let is_address = before.ends_with(" href=\"") || before.ends_with(" src=\"");
            if is_address && is_inside(value) {
                rebuilt.address(value, raw);
            } else {
                rebuilt.value(value);
            }
            let (quote, after) = after.split_at(after.len().min(1));
            rebuilt.new.html.push_str(quote);
            rest = after;
        }
    }
    rebuilt.with_holes(rest);
    rebuilt.close_link();
    rebuilt.new
}

/// Whether an address leads to a file or page of the site.
fn is_inside(value: &str) -> bool {
    !value.is_empty()
        && !value.starts_with('#')
        && !value.contains(START)
        && !crate::safe::has_scheme(&unescaped(value))
}

/// A part while its cleaned HTML is gone through.
struct Rebuilt {
    old: Vec<Option<Hole>>,
    new: Part,
    /// Which piece of typed HTML the last address was in.
    typed: usize,
}

impl Rebuilt {
    fn place(&self) -> u32 {
        u32::try_from(self.new.html.len()).unwrap_or(u32::MAX)
    }

    /// Adds text in which the marks of holes stand.
    fn with_holes(&mut self, text: &str) {
        self.keeping(text, |_| true);
    }

    /// Adds the value of an attribute: addresses may stand in it; a link, a picture or a template's output would break out
    /// of its quotes.
    fn value(&mut self, value: &str) {
        self.keeping(value, |what| matches!(what, Filling::Address { .. }));
    }

    fn keeping(&mut self, text: &str, keep: impl Fn(&Filling) -> bool) {
        let mut rest = text;
        while let Some((before, after)) = rest.split_once(START) {
            self.new.html.push_str(before);
            let Some((number, after)) = after.split_once(END) else {
                rest = after;
                continue;
            };
            let at = self.place();
            let hole = number
                .parse::<usize>()
                .ok()
                .and_then(|n| self.old.get_mut(n))
                .and_then(Option::take)
                .filter(|hole| keep(&hole.what));
            self.new.holes.extend(hole.map(|hole| Hole { at, ..hole }));
            rest = after;
        }
        self.new.html.push_str(rest);
    }

    /// A link whose end was taken out with what it stood in ends with the text.
    fn close_link(&mut self) {
        let is_link = |hole: &&Hole| matches!(hole.what, Filling::LinkStart { .. } | Filling::LinkEnd);
        let last = self.new.holes.iter().rev().find(is_link);
        if let Some(Hole {
            what: Filling::LinkStart { .. },
            span,
            ..
        }) = last
        {
            let (at, span) = (self.place(), *span);
            self.new.holes.push(Hole {
                at,
                what: Filling::LinkEnd,
                span,
            });
        }
    }

    /// Adds the address that a writer typed in HTML.
    fn address(&mut self, value: &str, raw: &[(String, Span)]) {
        let target = percent_encoding::percent_decode_str(&unescaped(value))
            .decode_utf8_lossy()
            .into_owned();
        // What was typed comes in the order of the text, but for notes.
        let ahead = raw.iter().enumerate().skip(self.typed).take(LOOK_AHEAD);
        let typed = ahead.clone().find(|(_, (text, _))| text.contains(value)).or_else(|| {
            raw.iter()
                .enumerate()
                .take(LOOK_AHEAD)
                .find(|(_, (text, _))| text.contains(value))
        });
        let span = typed.map_or_else(Span::default, |(_, (_, span))| *span);
        self.typed = typed.map_or(self.typed, |(n, _)| n.max(self.typed));
        if !super::links::names_a_file(&target) {
            return;
        }
        let at = self.place();
        self.new.holes.push(Hole {
            at,
            what: Filling::Address {
                target: target.into(),
                by: LinkBy::Path,
            },
            span,
        });
    }
}

fn push_clean(out: &mut String, text: &str) {
    if text.contains([START, END]) {
        out.push_str(&text.replace([START, END], "\u{fffd}"));
    } else {
        out.push_str(text);
    }
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
