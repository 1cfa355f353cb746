//! HTML that writers typed: what may stay, and what goes.

use std::collections::{HashMap, HashSet};

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
            for attribute in attribute_names(rest) {
                if !self.knows(&name, &attribute) {
                    note(format!("{attribute} of <{name}>"), at);
                }
            }
        }
    }
}

/// Returns which of what was taken out is told of together: a table pasted from a word processor has twenty attributes that mean one thing.
pub(super) fn kind(removed: &str) -> &str {
    match removed {
        _ if removed.starts_with('<') => removed,
        _ if removed.starts_with("on") => "handler",
        _ if removed.starts_with("style ") => "style",
        _ => "attribute",
    }
}

/// Returns the names of attributes, in small letters, of what stands in a tag behind its name.
fn attribute_names(mut rest: &str) -> Vec<String> {
    let mut names = Vec::new();
    loop {
        rest = rest.trim_start_matches([' ', '\t', '\r', '\n', '/']);
        let end = rest.find([' ', '\t', '\r', '\n', '/', '=', '>']).unwrap_or(rest.len());
        let name = &rest[..end];
        rest = rest[end..].trim_start_matches([' ', '\t', '\r', '\n']);
        // What a call of a shortcode left, and what lies outside the tag, names nothing.
        if name.is_empty() || !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return names;
        }
        names.push(name.to_ascii_lowercase());
        let Some(value) = rest.strip_prefix('=') else { continue };
        let value = value.trim_start_matches([' ', '\t', '\r', '\n']);
        rest = match value.chars().next() {
            Some(quote @ ('"' | '\'')) => value[1..].split_once(quote).map_or("", |(_, after)| after),
            _ => &value[value.find([' ', '\t', '\r', '\n', '>']).unwrap_or(value.len())..],
        };
    }
}

/// Cleans a part, its holes kept in their places; addresses that writers typed become holes too. `raw` is the HTML that they
/// typed, with its places.
pub(super) fn clean(part: Part, sanitiser: &Sanitiser, raw: &[(String, Span)]) -> Cleaned {
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
        without_alt: Vec::new(),
    };
    // One pass: text up to a tag, the tag up to each value of an attribute. The cleaner writes values in double quotes.
    let mut rest = cleaned.as_str();
    while let Some(open) = rest.find('<') {
        let (text, tag) = rest.split_at(open);
        rebuilt.with_holes(text);
        rest = tag;
        let mut picture = rest.starts_with("<img ").then(Picture::default);
        while let Some(at) = rest.find(['"', '>']) {
            let (before, after) = rest.split_at(at + 1);
            rest = after;
            if let Some(inner) = before.strip_suffix('>') {
                rebuilt.new.html.push_str(inner);
                if let Some(picture) = picture.take() {
                    rebuilt.picture(&picture, raw);
                }
                rebuilt.new.html.push('>');
                break;
            }
            rebuilt.new.html.push_str(before);
            let (value, after) = rest.split_at(rest.find('"').unwrap_or(rest.len()));
            if let Some(picture) = &mut picture {
                picture.note(before, value);
            }
            let is_address = [" href=\"", " src=\"", " poster=\""]
                .iter()
                .any(|name| before.ends_with(name));
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
    Cleaned {
        part: rebuilt.new,
        without_alt: rebuilt.without_alt,
    }
}

/// A part without what could do harm.
pub(super) struct Cleaned {
    pub part: Part,
    /// The pictures in typed HTML that have no text for who cannot see them, and where they stand.
    pub without_alt: Vec<(String, Span)>,
}

/// What an `<img>` that a writer typed says.
#[derive(Default)]
struct Picture {
    src: String,
    has_alt: bool,
    has_size: bool,
    has_loading: bool,
    has_decoding: bool,
}

impl Picture {
    /// Notes the attribute whose value comes after `before`.
    fn note(&mut self, before: &str, value: &str) {
        let name = before.trim_end_matches("=\"").rsplit(' ').next().unwrap_or_default();
        match name {
            "src" => self.src = value.to_owned(),
            "alt" => self.has_alt = true,
            "width" | "height" => self.has_size = true,
            "loading" => self.has_loading = true,
            "decoding" => self.has_decoding = true,
            _ => {}
        }
    }
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
    without_alt: Vec<(String, Span)>,
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
        let target = decoded(value);
        let span = self.place_of(value, raw);
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

    /// Finishes the tag of a picture that a writer typed: with what keeps the page from jumping while it loads.
    fn picture(&mut self, picture: &Picture, raw: &[(String, Span)]) {
        let span = self.place_of(&picture.src, raw);
        if !picture.has_alt {
            self.without_alt.push((decoded(&picture.src), span));
            self.new.html.push_str(" alt=\"\"");
        }
        if !picture.has_size && is_inside(&picture.src) {
            let at = self.place();
            let src = decoded(&picture.src).into();
            let what = Filling::Dimensions { src };
            self.new.holes.push(Hole { at, what, span });
        }
        if !picture.has_loading {
            self.new.html.push_str(" loading=\"lazy\"");
        }
        if !picture.has_decoding {
            self.new.html.push_str(" decoding=\"async\"");
        }
    }

    /// Returns where a value was typed.
    fn place_of(&mut self, value: &str, raw: &[(String, Span)]) -> Span {
        // What was typed comes in the order of the text, but for notes.
        let ahead = raw.iter().enumerate().skip(self.typed).take(LOOK_AHEAD);
        let typed = ahead.clone().find(|(_, (text, _))| text.contains(value)).or_else(|| {
            raw.iter()
                .enumerate()
                .take(LOOK_AHEAD)
                .find(|(_, (text, _))| text.contains(value))
        });
        self.typed = typed.map_or(self.typed, |(n, _)| n.max(self.typed));
        typed.map_or_else(Span::default, |(_, (_, span))| *span)
    }
}

/// Returns the value of an attribute as the name of a file or page.
fn decoded(value: &str) -> String {
    percent_encoding::percent_decode_str(&unescaped(value))
        .decode_utf8_lossy()
        .into_owned()
}

fn push_clean(out: &mut String, text: &str) {
    if text.contains([START, END]) {
        out.push_str(&text.replace([START, END], "\u{fffd}"));
    } else {
        out.push_str(text);
    }
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
