//! Reading single values: generous with what is clear, plain about what is not.

use crate::date::{Moment, TimeZone};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::tree::{Key, Kind, Node, ScalarValue};

/// Collects what is wrong while values are read.
pub(super) struct Values<'a> {
    pub zone: &'a TimeZone,
    pub found: Vec<Diagnostic>,
}

impl Values<'_> {
    pub fn wrong_type(&mut self, node: &Node, key: &str, expected: &str, example: &str) {
        let message = format!("{key} is {}, and should be {expected}", node.described());
        self.found.push(
            Diagnostic::new(Code::WrongType, message)
                .at(node.span)
                .hint(format!("write  {example}")),
        );
    }

    pub fn bad_value(&mut self, span: Span, message: String, hint: String) {
        self.found
            .push(Diagnostic::new(Code::BadValue, message).at(span).hint(hint));
    }

    /// Any scalar as text; empty is absent.
    pub fn text(&mut self, node: &Node, key: &str) -> Option<Box<str>> {
        self.spanned_text(node, key).map(|text| text.value)
    }

    pub fn spanned_text(&mut self, node: &Node, key: &str) -> Option<Spanned<Box<str>>> {
        match &node.kind {
            Kind::Null => None,
            Kind::Scalar(scalar) => {
                let text = scalar.text.trim();
                (!text.is_empty()).then(|| Spanned::new(text.into(), node.span))
            }
            _ => {
                self.wrong_type(node, key, "text", &format!("{key}: \"…\""));
                None
            }
        }
    }

    pub fn boolean(&mut self, node: &Node, key: &str) -> Option<bool> {
        match &node.kind {
            Kind::Null => None,
            Kind::Scalar(scalar) => match (&scalar.value, scalar.text.to_ascii_lowercase().as_str()) {
                (ScalarValue::Bool(value), _) => Some(*value),
                (_, "yes" | "on" | "ja" | "true") => Some(true),
                (_, "no" | "off" | "nee" | "false") => Some(false),
                _ => {
                    self.wrong_type(node, key, "true or false", &format!("{key}: true"));
                    None
                }
            },
            _ => {
                self.wrong_type(node, key, "true or false", &format!("{key}: true"));
                None
            }
        }
    }

    pub fn integer(&mut self, node: &Node, key: &str) -> Option<i64> {
        match &node.kind {
            Kind::Null => None,
            Kind::Scalar(scalar) => match (scalar.value, scalar.text.trim().parse()) {
                (ScalarValue::Integer(value), _) | (_, Ok(value)) => Some(value),
                _ => {
                    self.wrong_type(node, key, "a whole number", &format!("{key}: 10"));
                    None
                }
            },
            _ => {
                self.wrong_type(node, key, "a whole number", &format!("{key}: 10"));
                None
            }
        }
    }

    pub fn moment(&mut self, node: &Node, key: &str) -> Option<Spanned<Moment>> {
        let zone = self.zone;
        self.moment_in(node, key, zone)
    }

    pub fn moment_in(&mut self, node: &Node, key: &str, zone: &TimeZone) -> Option<Spanned<Moment>> {
        let text = match &node.kind {
            Kind::Null => return None,
            Kind::Scalar(scalar) if scalar.text.trim().is_empty() => return None,
            Kind::Scalar(scalar) => scalar.text.trim(),
            _ => {
                self.wrong_type(node, key, "a date", &format!("{key}: 2026-03-05"));
                return None;
            }
        };
        match Moment::parse(text, zone) {
            Ok(moment) => Some(Spanned::new(moment, node.span)),
            Err(error) => {
                let message = format!("{key}: {}", error.message());
                self.found
                    .push(Diagnostic::new(Code::BadDate, message).at(node.span).hint(error.hint()));
                None
            }
        }
    }

    /// A list; a single value is a list of one, nothing is an empty list.
    pub fn items<'n>(&mut self, node: &'n Node) -> &'n [Node] {
        match &node.kind {
            Kind::Null => &[],
            Kind::Sequence(items) => items,
            _ => std::slice::from_ref(node),
        }
    }

    pub fn texts(&mut self, node: &Node, key: &str) -> Vec<Spanned<Box<str>>> {
        if matches!(node.kind, Kind::Mapping(_)) {
            self.wrong_type(node, key, "a list", &format!("{key}: [Een, Twee]"));
            return Vec::new();
        }
        let mut texts: Vec<Spanned<Box<str>>> = Vec::new();
        for item in self.items(node) {
            if matches!(item.kind, Kind::Null) {
                continue;
            }
            let Some(scalar) = item.scalar() else {
                let message = format!("{key} is a list of texts, and one of them is {}", item.described());
                let hint = format!("write  {key}: [Een, Twee]");
                self.found
                    .push(Diagnostic::new(Code::WrongType, message).at(item.span).hint(hint));
                continue;
            };
            let text = scalar.text.trim();
            if !text.is_empty() && !texts.iter().any(|known| &*known.value == text) {
                texts.push(Spanned::new(text.into(), item.span));
            }
        }
        texts
    }

    /// The entries of a mapping; `example` is one line that is right.
    pub fn mapping<'n>(&mut self, node: &'n Node, key: &str, example: &str) -> Option<&'n [(Key, Node)]> {
        match &node.kind {
            Kind::Null => None,
            Kind::Mapping(entries) => Some(entries),
            _ => {
                self.wrong_type(node, key, "a group of keys", example);
                None
            }
        }
    }

    /// One of a few words.
    pub fn word<T: Copy>(&mut self, node: &Node, key: &str, words: &[(&'static str, T)]) -> Option<T> {
        let text = self.spanned_text(node, key)?;
        let lower = text.value.to_lowercase().replace('_', "-");
        if let Some((_, value)) = words.iter().find(|(word, _)| *word == lower) {
            return Some(*value);
        }
        let all: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
        let nearest = all
            .iter()
            .min_by_key(|word| strsim::damerau_levenshtein(word, &lower))
            .copied()
            .unwrap_or("");
        self.bad_value(
            text.span,
            format!("{key} is \"{}\", and should be one of: {}", text.value, all.join(", ")),
            format!("write  {key}: {nearest}"),
        );
        None
    }

    /// An address or path that runs nothing.
    pub fn address(&mut self, node: &Node, key: &str) -> Option<Box<str>> {
        let text = self.spanned_text(node, key)?;
        self.safe_address(&text, key).then_some(text.value)
    }

    pub fn safe_address(&mut self, text: &Spanned<Box<str>>, key: &str) -> bool {
        if crate::safe::is_safe_address(&text.value) {
            return true;
        }
        let message = format!("{key} is an address that could run code or that no browser opens");
        self.found.push(
            Diagnostic::new(Code::UnsafePath, message)
                .at(text.span)
                .hint("write an address that starts with https://"),
        );
        false
    }

    /// A path of a file beside the document or in content.
    pub fn file(&mut self, text: Spanned<Box<str>>, key: &str) -> Option<Spanned<Box<str>>> {
        if crate::safe::has_scheme(&text.value) {
            return self.safe_address(&text, key).then_some(text);
        }
        if crate::safe::is_safe_file(&text.value) {
            return Some(text);
        }
        let message = format!(
            "{key} is \"{}\", which leads out of the content folder",
            text.value.escape_debug()
        );
        let hint =
            format!("write the name of a file beside the article, or a path from content:  {key}: /beeld/foto.jpg");
        self.found
            .push(Diagnostic::new(Code::UnsafePath, message).at(text.span).hint(hint));
        None
    }
}
