//! HTML that writers typed: what may stay, and what goes.

use super::MarkdownContext;
use super::escape::unescaped;
use super::fragment::Part;
use super::media::{no_alt_attribute, remote};
use super::sanitiser;
use super::state::State;
use crate::config::RawHtml;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::parse::{Filling, Hole, LinkBy};

/// Around the number of a hole while the HTML is cleaned: noncharacters that the cleaner leaves alone.
const START: char = '\u{fdd0}';
const END: char = '\u{fdd1}';

/// In how many pieces of typed HTML an address is looked for, so that a thousand cost no million.
const LOOK_AHEAD: usize = 64;

/// Returns a part as it may be published, and tells of what was taken out of it.
pub(super) fn sanitised(part: Part, raw: &[(String, Span)], state: &mut State<'_>) -> Part {
    if raw.is_empty() || state.context.settings.raw_html != RawHtml::Sanitise {
        return part;
    }
    let cleaned = clean(part, state.context, raw);
    for (what, span) in state.context.sanitiser.removed(raw) {
        let found = Diagnostic::new(Code::HtmlRemoved, format!("{what} was taken out"));
        let hint = match sanitiser::kind(&what) {
            "address" => "write an address that starts with https://, or a file of the site",
            _ => "such HTML is not published; use Markdown or a shortcode for it",
        };
        state
            .found
            .push(found.at(span).hint(hint).grouped(sanitiser::kind(&what)));
    }
    for (src, span) in cleaned.without_alt {
        state.found.push(no_alt_attribute(&src, span));
    }
    for (src, span) in cleaned.remote {
        state.found.push(remote(&src, span));
    }
    cleaned.part
}

/// Cleans a part, its holes kept in their places; addresses that writers typed become holes too. `raw` is the HTML that they
/// typed, with its places.
fn clean(part: Part, context: &MarkdownContext<'_>, raw: &[(String, Span)]) -> Cleaned {
    let mut marked = String::with_capacity(part.html.len() + part.holes.len() * 8);
    let mut from = 0;
    for (n, hole) in part.holes.iter().enumerate() {
        push_clean(&mut marked, part.html.get(from..hole.at as usize).unwrap_or_default());
        from = hole.at as usize;
        marked.push_str(&format!("{START}{n}{END}"));
    }
    push_clean(&mut marked, part.html.get(from..).unwrap_or_default());
    let cleaned = context.sanitiser.clean(&marked);
    let mut rebuilt = Rebuilt {
        old: part.holes.into_iter().map(Some).collect(),
        new: Part {
            html: String::with_capacity(cleaned.len()),
            holes: Vec::new(),
        },
        typed: 0,
        without_alt: Vec::new(),
        remote: Vec::new(),
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
            // A link leads away; all else is fetched while the page is read.
            if is_address && !before.ends_with(" href=\"") && context.is_remote(&unescaped(value)) {
                let span = rebuilt.place_of(value, raw);
                rebuilt.remote.push((unescaped(value), span));
            }
            let is_own = |value: &str| before.ends_with(" href=\"") && context.is_own(&unescaped(value));
            if is_address && is_inside(value) {
                rebuilt.address(value, raw);
            } else if is_address && is_own(value) {
                rebuilt.address_hole(unescaped(value), value, raw);
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
        remote: rebuilt.remote,
    }
}

/// A part without what could do harm.
struct Cleaned {
    pub part: Part,
    /// The pictures in typed HTML that have no text for who cannot see them, and where they stand.
    pub without_alt: Vec<(String, Span)>,
    /// What readers' browsers would fetch from other hosts, and where it stands.
    pub remote: Vec<(String, Span)>,
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
    remote: Vec<(String, Span)>,
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
        if super::links::names_a_file(&target) {
            self.address_hole(target, value, raw);
        }
    }

    fn address_hole(&mut self, target: String, value: &str, raw: &[(String, Span)]) {
        let span = self.place_of(value, raw);
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
pub(super) fn ids(raw: &str) -> Vec<&str> {
    let values = memchr::memchr_iter(b'=', raw.as_bytes()).filter_map(|at| {
        let (name, value) = (&raw[..at], &raw[at + 1..]);
        let is_id = name.ends_with("id") || name.ends_with("name");
        is_id.then_some(value)
    });
    let ids = values.filter_map(|value| match value.chars().next() {
        Some(quote @ ('"' | '\'')) => value[1..].find(quote).map(|n| &value[1..=n]),
        _ => value.split([' ', '>', '\t', '\n']).next(),
    });
    ids.filter(|id| !id.is_empty()).collect()
}
