//! Reading single values: generous with what is clear, plain about what is not.

use super::embargo;
use super::example::{Name, line, with};
use super::near::nearest;
use super::split::Format;
use super::types::Text;
use crate::date::{Moment, TimeZone};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::parse::markdown::inline_links;
use crate::pasted;
use crate::tree::{Key, Kind, Node, Scalar, ScalarValue, in_quotes};

/// Collects what is wrong while values are read.
pub(super) struct Values<'a> {
    /// The whole file.
    pub file: &'a str,
    /// How its front matter is written.
    pub format: Format,
    /// The zone of dates without one.
    pub zone: &'a TimeZone,
    pub found: Vec<Diagnostic>,
    /// Where links in inline Markdown lead.
    pub links: Vec<Text>,
}

/// The entries of a group of keys, with the name of the group.
#[derive(Clone, Copy)]
pub(super) struct Group<'n> {
    name: &'static str,
    entries: &'n [(Key, Node)],
}

impl<'n> Group<'n> {
    /// Returns the value of a key and the key's whole name; none where it is absent or empty.
    pub fn get(&self, key: &'static str) -> Option<(&'n Node, Name<'static>)> {
        let (_, node) = self.entries.iter().find(|(known, _)| &*known.text == key)?;
        (!matches!(node.kind, Kind::Null)).then_some((node, Name::of(self.name, key)))
    }

    pub fn text(&self, key: &'static str, values: &mut Values<'_>) -> Option<Box<str>> {
        self.get(key).and_then(|(node, name)| values.text(node, name))
    }

    pub fn inline(&self, key: &'static str, values: &mut Values<'_>) -> Option<Box<str>> {
        self.get(key).and_then(|(node, name)| values.inline(node, name))
    }
}

impl Values<'_> {
    pub fn wrong_type(&mut self, node: &Node, name: Name<'_>, expected: &str) {
        let message = format!("{name} is {}, and should be {expected}", node.described());
        let hint = self.hint_for(name);
        self.found
            .push(Diagnostic::new(Code::WrongType, message).at(node.span).hint(hint));
    }

    pub fn bad_value(&mut self, span: Span, message: String, hint: String) {
        self.found
            .push(Diagnostic::new(Code::BadValue, message).at(span).hint(hint));
    }

    pub fn unsafe_path(&mut self, span: Span, message: String, hint: String) {
        self.found
            .push(Diagnostic::new(Code::UnsafePath, message).at(span).hint(hint));
    }

    /// Returns a hint with a value that is right for the key.
    pub fn hint_for(&self, name: Name<'_>) -> String {
        format!("write  {}", line(name, self.format))
    }

    /// Returns a hint that gives the key this value, which is right.
    pub fn hint_with(&self, key: &str, value: &str) -> String {
        format!("write  {}", with(key, value, self.format))
    }

    /// Returns a hint that gives the key the value that stands in the file, where that fits on a line.
    pub fn hint_as_written(&self, key: &str, node: &Node) -> String {
        let written = self.file.get(node.span.range()).unwrap_or_default().trim();
        // A quote that opened before the key closes behind its value.
        let written = match written.chars().next_back() {
            Some(last) if pasted::is_quote(last) && !written.starts_with(pasted::is_quote) => {
                written.trim_end_matches(pasted::is_quote)
            }
            _ => written,
        };
        let fits = !written.is_empty() && !written.contains('\n') && written.len() < 100;
        match self.format {
            Format::Yaml => format!("write  {key}: {}", if fits { written } else { "…" }),
            Format::Toml => format!("write  {key} = {}", if fits { written } else { "…" }),
        }
    }

    /// Text was wanted. Brackets and colons that a writer meant as text make a list or a group of it: then quotes help.
    fn not_text(&mut self, node: &Node, name: Name<'_>) {
        let message = format!("{name} is {}, and should be text", node.described());
        let hint = match self.in_quotes(node) {
            Some(quoted) => format!(
                "{}  ; if all of this is text, put it in quotes:  {}: {quoted}",
                self.hint_for(name),
                name.key
            ),
            None => self.hint_for(name),
        };
        self.found
            .push(Diagnostic::new(Code::WrongType, message).at(node.span).hint(hint));
    }

    /// The same in a list of texts.
    fn item_not_text(&mut self, node: &Node, name: Name<'_>) {
        let message = format!("{name} is a list of texts, and one of them is {}", node.described());
        let inner = match &node.kind {
            Kind::Mapping(entries) => entries
                .iter()
                .find(|(key, _)| matches!(&*key.text, "name" | "naam" | "title" | "titel"))
                .and_then(|(_, node)| node.scalar()),
            _ => None,
        };
        let hint = match inner.map(|scalar| in_quotes(scalar.text.trim())) {
            Some(inner) => {
                let items = self.hint_with(name.key, &format!("[{inner}]"));
                self.found.push(
                    Diagnostic::new(Code::WrongType, message)
                        .at(node.span)
                        .hint(format!("write only the name:{}", items.trim_start_matches("write"))),
                );
                return;
            }
            None => self.in_quotes(node),
        };
        let hint = match hint {
            Some(quoted) => format!("if this is text, put it in quotes:  - {quoted}"),
            None => self.hint_for(name),
        };
        self.found
            .push(Diagnostic::new(Code::WrongType, message).at(node.span).hint(hint));
    }

    /// Returns what was written as text between quotes, where it could have been meant so.
    fn in_quotes(&self, node: &Node) -> Option<String> {
        let written = self.file.get(node.span.range()).unwrap_or_default().trim();
        let like_text = !written.contains('\n') && !written.is_empty() && written.len() < 200;
        (self.format == Format::Yaml && like_text).then(|| in_quotes(written))
    }

    /// Any scalar that can be meant as text; empty is absent.
    pub fn text(&mut self, node: &Node, name: Name<'_>) -> Option<Box<str>> {
        match &node.kind {
            Kind::Null => None,
            Kind::Scalar(scalar) if is_text(scalar, name) => {
                let text = scalar.text.trim();
                (!text.is_empty()).then(|| text.into())
            }
            _ => {
                self.not_text(node, name);
                None
            }
        }
    }

    /// The same, as inline Markdown: its links are noted.
    pub fn inline(&mut self, node: &Node, name: Name<'_>) -> Option<Box<str>> {
        let text = self.text(node, name)?;
        let links = inline_links(&text).into_iter();
        self.links.extend(links.map(|link| Spanned::new(link, node.span)));
        Some(text)
    }

    pub fn spanned_text(&mut self, node: &Node, name: Name<'_>) -> Option<Text> {
        self.text(node, name).map(|text| Spanned::new(text, node.span))
    }

    pub fn boolean(&mut self, node: &Node, name: Name<'_>) -> Option<bool> {
        if let Kind::Scalar(scalar) = &node.kind {
            match yes_or_no(scalar) {
                Some(value) => return Some(value),
                None if scalar.text.trim().is_empty() => return None,
                None => {}
            }
        }
        if !matches!(node.kind, Kind::Null) {
            self.wrong_type(node, name, "true or false");
        }
        None
    }

    pub fn integer(&mut self, node: &Node, name: Name<'_>) -> Option<i64> {
        if let Kind::Scalar(scalar) = &node.kind {
            match scalar.text.trim().parse() {
                Ok(value) => return Some(value),
                Err(_) if scalar.text.trim().is_empty() => return None,
                Err(_) => {}
            }
        }
        if !matches!(node.kind, Kind::Null) {
            self.wrong_type(node, name, "a whole number");
        }
        None
    }

    pub fn moment(&mut self, node: &Node, name: Name<'_>) -> Option<Spanned<Moment>> {
        self.moment_in(node, name, self.zone)
    }

    pub fn moment_in(&mut self, node: &Node, name: Name<'_>, zone: &TimeZone) -> Option<Spanned<Moment>> {
        let text = match &node.kind {
            Kind::Null => return None,
            Kind::Scalar(scalar) if scalar.text.trim().is_empty() => return None,
            Kind::Scalar(scalar) => scalar.text.trim(),
            _ => {
                self.wrong_type(node, name, "a date");
                return None;
            }
        };
        match Moment::parse(text, zone) {
            Ok(moment) => Some(Spanned::new(moment, node.span)),
            Err(error) => {
                let found = Diagnostic::new(Code::BadDate, format!("{name}: {}", error.message()));
                self.found.push(found.at(node.span).hint(error.hint()));
                None
            }
        }
    }

    /// A list; a single value is a list of one, nothing is an empty list.
    pub fn items<'n>(&self, node: &'n Node) -> &'n [Node] {
        match &node.kind {
            Kind::Null => &[],
            Kind::Sequence(items) => items,
            Kind::Scalar(scalar) if scalar.text.trim().is_empty() => &[],
            _ => std::slice::from_ref(node),
        }
    }

    /// A list of texts, each once; empty ones are skipped.
    pub fn texts(&mut self, node: &Node, name: Name<'_>) -> Vec<Text> {
        if matches!(node.kind, Kind::Mapping(_)) {
            self.wrong_type(node, name, "a list of texts");
            return Vec::new();
        }
        let items = self.items(node);
        if let (Kind::Scalar(scalar), "tags" | "authors" | "topics") = (&node.kind, name.key)
            && scalar.text.contains(", ")
        {
            let parts: Vec<&str> = scalar.text.split(", ").map(str::trim).collect();
            let message = format!("{name} is one text with a comma in it, so it is one name");
            let hint = format!("if these are several, write  {}: [{}]", name.key, parts.join(", "));
            let found = Diagnostic::new(Code::CommaList, message).at(node.span).hint(hint);
            self.found.push(found.grouped(name.key));
        }
        let mut texts: Vec<Text> = Vec::with_capacity(items.len());
        for item in items {
            match &item.kind {
                Kind::Null => {}
                Kind::Scalar(scalar) if is_text(scalar, name) => {
                    let text = scalar.text.trim();
                    if !text.is_empty() {
                        texts.push(Spanned::new(text.into(), item.span));
                    }
                }
                _ => self.item_not_text(item, name),
            }
        }
        once(texts)
    }

    /// A group of keys that has no others than `known`.
    pub fn group<'n>(&mut self, node: &'n Node, name: &'static str, known: &[&'static str]) -> Option<Group<'n>> {
        let Kind::Mapping(entries) = &node.kind else {
            if !matches!(node.kind, Kind::Null) {
                self.wrong_type(node, name.into(), "a group of keys");
            }
            return None;
        };
        Some(self.group_of(entries, name, known))
    }

    /// Returns the text that a group cannot do without. Where it is absent, `missing` says so, and the example of the key
    /// `of` shows how to write it.
    pub fn needed(
        &mut self,
        group: &Group<'_>,
        key: &'static str,
        place: Span,
        missing: &str,
        of: Name<'_>,
    ) -> Option<Box<str>> {
        let before = self.found.len();
        // Of the texts that a group cannot do without, that of a quote is Markdown.
        let text = match key {
            "text" => group.inline(key, self),
            _ => group.text(key, self),
        };
        // A text that cannot be read has been told of already.
        if text.is_none() && self.found.len() == before {
            let hint = self.hint_for(of);
            self.bad_value(place, missing.to_owned(), hint);
        }
        text
    }

    /// The same as [`Values::group`] of what is known to be one.
    pub fn group_of<'n>(
        &mut self,
        entries: &'n [(Key, Node)],
        name: &'static str,
        known: &[&'static str],
    ) -> Group<'n> {
        for (key, node) in entries.iter().filter(|(key, _)| !known.contains(&&*key.text)) {
            if embargo::inside(name, key, node, self) {
                continue;
            }
            let plain = pasted::meant(&key.text);
            let same = known.iter().find(|known| **known == plain).copied();
            let hint = match same.or_else(|| nearest(&plain, known.iter().copied())) {
                Some(meant) if same.is_some() => self.hint_as_written(meant, node),
                Some(meant) => format!("did you mean  {meant}  ?"),
                None => format!("it knows: {}", known.join(", ")),
            };
            let message = match pasted::odd_key(&key.text).filter(|_| same.is_some()) {
                Some(odd) => format!("in {name}, {odd}, so it is not read"),
                None => format!("{name} has no key {}; it is not read", key.text),
            };
            let found = Diagnostic::new(Code::NearMiss, message).at(key.span).hint(hint);
            self.found.push(found.grouped(format!("{name}.{}", key.text)));
        }
        Group { name, entries }
    }

    /// One of a few words.
    pub fn word<T: Copy>(&mut self, node: &Node, name: Name<'_>, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.spanned_text(node, name)?;
        let lower = text.value.to_lowercase().replace(['_', ' '], "-");
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == lower) {
            return Some(*value);
        }
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let message = format!("{name} is \"{}\", and should be one of: {}", text.value, all.join(", "));
        // Another word than was meant is worse than none: it may announce an event that is cancelled.
        let translated = IN_OTHER_WORDS.iter().find(|(other, _)| *other == lower);
        let near = all.iter().map(|word| (strsim::osa_distance(word, &lower), *word)).min();
        let near = near
            .filter(|(distance, word)| distance * 3 <= word.len())
            .map(|(_, word)| word);
        let meant = translated.map(|(_, word)| *word).filter(|word| all.contains(word));
        let hint = match meant.or(near) {
            Some(word) => self.hint_with(name.key, &format!("\"{word}\"")),
            None => format!("write one of these words behind {}: {}", name.key, all.join(", ")),
        };
        self.bad_value(text.span, message, hint);
        None
    }
}

/// What people write for the words that keys take; small letters, with `-` for spaces.
const IN_OTHER_WORDS: &[(&str, &str)] = &[
    ("gepland", "scheduled"),
    ("gaat-door", "scheduled"),
    ("geannuleerd", "cancelled"),
    ("afgelast", "cancelled"),
    ("afgezegd", "cancelled"),
    ("vervallen", "cancelled"),
    ("gaat-niet-door", "cancelled"),
    ("uitgesteld", "postponed"),
    ("opgeschort", "postponed"),
    ("verplaatst", "rescheduled"),
    ("verzet", "rescheduled"),
    ("verschoven", "rescheduled"),
    ("verplaatst-naar-online", "moved-online"),
    ("hybride", "mixed"),
    ("hybrid", "mixed"),
    ("gemengd", "mixed"),
    ("beide", "mixed"),
    ("op-locatie", "offline"),
    ("fysiek", "offline"),
    ("digitaal", "online"),
    ("virtueel", "online"),
    ("virtual", "online"),
];

/// Returns what a scalar says, as YAML and as people have it.
pub(super) fn yes_or_no(scalar: &Scalar) -> Option<bool> {
    let same = |words: &[&str]| words.iter().any(|word| scalar.text.trim().eq_ignore_ascii_case(word));
    match scalar.value {
        ScalarValue::Bool(value) => Some(value),
        _ if same(&["true", "yes", "on", "ja"]) => Some(true),
        _ if same(&["false", "no", "off", "nee"]) => Some(false),
        _ => None,
    }
}

/// Whether a value is none: nothing, or a text of nothing but spaces.
pub(super) fn is_empty(node: &Node) -> bool {
    matches!(node.kind, Kind::Null) || node.scalar().is_some_and(|scalar| scalar.text.trim().is_empty())
}

/// Whether a scalar can be meant as text. A number can where a name may be one, such as a year: title, slug, terms; nobody is called
/// 3, or sums up an article in it. Yes and no never can.
fn is_text(scalar: &Scalar, name: Name<'_>) -> bool {
    match scalar.value {
        ScalarValue::Text | ScalarValue::Date => true,
        ScalarValue::Bool(_) => false,
        ScalarValue::Integer(_) | ScalarValue::Float(_) => !matches!(
            name.key,
            "summary" | "takeaways" | "quotes" | "text" | "reason" | "url" | "aliases" | "authors" | "image" | "src"
        ),
    }
}

/// Keeps the first of what is written the same.
fn once(mut texts: Vec<Text>) -> Vec<Text> {
    const FEW: usize = 16;
    if texts.len() <= FEW {
        let mut n = 0;
        while n < texts.len() {
            if texts[..n].iter().any(|known| known.value == texts[n].value) {
                texts.remove(n);
            } else {
                n += 1;
            }
        }
        return texts;
    }
    let mut known = std::collections::HashSet::with_capacity(texts.len());
    texts.retain(|text| known.insert(text.value.clone()));
    texts
}
