//! Where white space means nothing in a template: read as HTML, by whichever way its tags lead.

use std::ops::Range;

/// The elements in which white space counts.
const VERBATIM: &[&str] = &[
    "pre",
    "textarea",
    "script",
    "style",
    "listing",
    "xmp",
    "plaintext",
    "title",
];

/// What there is to know of a template.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Found {
    pub gaps: Vec<Gap>,
    /// The blocks that stand where white space counts.
    pub blocks: Vec<String>,
    /// The templates that are included where white space counts.
    pub includes: Vec<String>,
}

/// White space that can go, with other white space before it that stays. At least four bytes, and on one line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Gap {
    pub place: Range<usize>,
    /// The blocks around it: another template may have one of the same name where white space counts.
    pub blocks: Vec<String>,
}

/// Where in HTML a place of a template is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Place {
    Text,
    /// In a tag, outside of quotes; of an element whose white space counts with its name.
    Tag(Option<&'static str>),
    Quoted(char, Option<&'static str>),
    Verbatim(&'static str),
    Comment,
}

/// A tag of the template that is open.
struct Open<'t> {
    name: &'t str,
    start: Place,
    /// Where its parts so far end, such as those before and behind an `else`.
    end: Option<Place>,
    has_else: bool,
    /// The name of a block; none of another tag.
    block: Option<&'t str>,
}

/// Reads a template; nothing where it depends on a condition whether a place is within a tag, a quote or an element whose white space counts.
pub(super) fn scan(text: &str) -> Option<Found> {
    let mut scanner = Scanner {
        text,
        at: 0,
        place: Place::Text,
        open: Vec::new(),
        found: Found::default(),
    };
    while scanner.at < text.len() {
        scanner.step()?;
    }
    (scanner.open.is_empty() && scanner.place == Place::Text).then_some(scanner.found)
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    place: Place,
    open: Vec<Open<'t>>,
    found: Found,
}

impl<'t> Scanner<'t> {
    fn step(&mut self) -> Option<()> {
        let rest = &self.text[self.at..];
        if rest.starts_with("{#") {
            self.at += rest.find("#}")? + 2;
            return Some(());
        }
        if rest.starts_with("{{") {
            self.at += end_of_tag(rest, "}}")?;
            return Some(());
        }
        if rest.starts_with("{%") {
            let length = end_of_tag(rest, "%}")?;
            self.at += length;
            return self.tag(rest[2..length - 2].trim_matches('-').trim());
        }
        let first = rest.chars().next()?;
        if first.is_ascii_whitespace() {
            self.white_space(rest);
            return Some(());
        }
        self.at += first.len_utf8();
        self.place = match (self.place, first) {
            (Place::Text, '<') if rest.starts_with("<!--") => Place::Comment,
            (Place::Text, '<') if rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) => {
                Place::Tag(verbatim(&rest[1..]))
            }
            (Place::Text, '<') if rest[1..].starts_with(['/', '!', '?']) => Place::Tag(None),
            // An element's name that a value makes can be any.
            (Place::Text, '<') if rest[1..].starts_with("{{") => Place::Tag(None),
            (Place::Tag(name), '"' | '\'') => Place::Quoted(first, name),
            (Place::Tag(None), '>') => Place::Text,
            (Place::Tag(Some(name)), '>') => Place::Verbatim(name),
            (Place::Quoted(quote, name), _) if first == quote => Place::Tag(name),
            (Place::Comment, '>') if self.text[..self.at].ends_with("-->") => Place::Text,
            (Place::Verbatim(name), '<') if rest[1..].starts_with('/') && verbatim(&rest[2..]) == Some(name) => {
                Place::Tag(None)
            }
            (place, _) => place,
        };
        Some(())
    }

    /// Goes over white space, and notes what of it can go.
    fn white_space(&mut self, rest: &str) {
        let length = rest.find(|c: char| !c.is_ascii_whitespace()).unwrap_or(rest.len());
        let start = self.at;
        self.at += length;
        let run = &rest[..length];
        let is_free = matches!(self.place, Place::Text | Place::Tag(_));
        // What a tag has set apart can be shown anywhere, or be counted.
        let is_taken = self
            .open
            .iter()
            .any(|open| !matches!(open.name, "if" | "for" | "block"));
        // The engine leaves it out by itself, if it stands right there.
        let is_trimmed = ["-}}", "-%}", "-#}"]
            .iter()
            .any(|tag| self.text[..start].ends_with(tag))
            || ["{{-", "{%-", "{#-"]
                .iter()
                .any(|tag| self.text[self.at..].starts_with(tag));
        if start == 0 || !is_free || is_taken || is_trimmed {
            return;
        }
        // A line break stays one, and what stands before it on its line.
        let from = start + run.rfind('\n').unwrap_or(0) + 1;
        if self.at - from >= 4 {
            self.found.gaps.push(Gap {
                place: from..self.at,
                blocks: self
                    .open
                    .iter()
                    .filter_map(|open| open.block.map(str::to_owned))
                    .collect(),
            });
        }
    }

    /// Follows a tag of the template.
    fn tag(&mut self, inner: &'t str) -> Option<()> {
        let name = inner.split_whitespace().next().unwrap_or_default();
        let is_text = self.place == Place::Text;
        match name {
            "include" if !is_text => {
                let names = inner.split(['"', '\'', '`']).skip(1).step_by(2);
                self.found.includes.extend(names.map(str::to_owned));
            }
            "if" | "for" | "block" | "filter" | "component" => self.opened(name, inner),
            "set" | "set_global" if !inner.contains('=') => self.opened("set", inner),
            "elif" | "else" => {
                let open = self.open.last_mut()?;
                open.has_else |= name == "else";
                if *open.end.get_or_insert(self.place) != self.place {
                    return None;
                }
                self.place = open.start;
            }
            "raw" => return None,
            _ if name.starts_with("</") => self.closed("<")?,
            _ if name.starts_with('<') && !inner.ends_with('/') => self.opened("<", inner),
            _ => {
                if let Some(name) = name.strip_prefix("end") {
                    self.closed(if name == "set_global" { "set" } else { name })?;
                }
            }
        }
        Some(())
    }

    fn opened(&mut self, name: &'t str, inner: &'t str) {
        let block = (name == "block").then(|| inner.split_whitespace().nth(1).unwrap_or_default());
        if let Some(block) = block
            && self.place != Place::Text
        {
            self.found.blocks.push(block.to_owned());
        }
        self.open.push(Open {
            name,
            start: self.place,
            end: None,
            has_else: false,
            block,
        });
    }

    fn closed(&mut self, name: &str) -> Option<()> {
        let open = self.open.pop().filter(|open| open.name == name)?;
        // What is not always gone through has to end where it starts.
        let ends_anywhere = open.name == "if" && open.has_else;
        let end = *open.end.as_ref().unwrap_or(&self.place);
        (end == self.place && (ends_anywhere || end == open.start)).then_some(())
    }
}

/// Returns the length of `{{ … }}` or `{% … %}`, texts in quotes gone over.
fn end_of_tag(rest: &str, end: &str) -> Option<usize> {
    let mut quote = None;
    let mut is_escaped = false;
    for (at, c) in rest.char_indices().skip(2) {
        match quote {
            _ if std::mem::take(&mut is_escaped) => {}
            Some(_) if c == '\\' => is_escaped = true,
            Some(open) if open == c => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'' | '`') => quote = Some(c),
            None if rest[at..].starts_with(end) => return Some(at + 2),
            None => {}
        }
    }
    None
}

/// Returns the name of the element that `rest` starts with, if white space counts in it.
fn verbatim(rest: &str) -> Option<&'static str> {
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
    VERBATIM
        .iter()
        .copied()
        .find(|name| name.eq_ignore_ascii_case(&rest[..end]))
}
