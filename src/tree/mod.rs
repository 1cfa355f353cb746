//! One tree with spans for YAML and TOML, so that a reader of keys is written once and finds all problems at their places.

mod builder;
mod duplicates;
mod lines;
mod plain;
mod scalar;
mod slips;
mod toml;
mod yaml;

pub(crate) use self::lines::in_quotes;
pub(crate) use self::slips::missing_spaces;
pub use self::toml::read_toml;
pub use yaml::read_yaml;

use crate::diagnostic::{Code, Diagnostic, Span};

/// How deeply a file may be nested.
const MAX_DEPTH: usize = 64;

fn too_complex(span: Span, message: &str) -> Diagnostic {
    let hint = format!("keep it under {MAX_DEPTH} levels, and write lists out rather than repeating them with *");
    Diagnostic::new(Code::TooComplex, message).at(span).hint(hint)
}

/// A value and where it stands, in the bytes of its file.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: Kind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Kind {
    /// Nothing: an empty value, `~` or `null`.
    Null,
    /// A plain or quoted scalar.
    Scalar(Scalar),
    /// A list.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the text. A key stands once.
    Mapping(Vec<(Key, Node)>),
}

/// A key of a mapping.
#[derive(Debug, Clone, PartialEq)]
pub struct Key {
    /// Where it stands.
    pub span: Span,
    /// Its text.
    pub text: Box<str>,
}

/// A scalar: its text always, and its type where it has one.
#[derive(Debug, Clone, PartialEq)]
pub struct Scalar {
    /// The text, escapes resolved.
    pub text: Box<str>,
    /// What it is by the rules of YAML 1.2's core schema or of TOML.
    pub value: ScalarValue,
}

/// The type of a scalar.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum ScalarValue {
    /// Text.
    Text,
    /// `true` or `false`.
    Bool(bool),
    /// A whole number.
    Integer(i64),
    /// Another number.
    Float(f64),
    /// A date or time of TOML.
    Date,
}

impl Node {
    /// Returns the scalar, if it is one.
    pub fn scalar(&self) -> Option<&Scalar> {
        match &self.kind {
            Kind::Scalar(scalar) => Some(scalar),
            _ => None,
        }
    }

    /// Returns its keys and values, if it is a mapping.
    pub fn mapping(&self) -> Option<&[(Key, Node)]> {
        match &self.kind {
            Kind::Mapping(entries) => Some(entries),
            _ => None,
        }
    }

    /// Returns what it is, in words for a message.
    pub fn described(&self) -> &'static str {
        match &self.kind {
            Kind::Null => "nothing",
            Kind::Sequence(_) => "a list",
            Kind::Mapping(_) => "a group of keys",
            Kind::Scalar(scalar) => match scalar.value {
                ScalarValue::Text => "text",
                ScalarValue::Bool(_) => "true or false",
                ScalarValue::Integer(_) | ScalarValue::Float(_) => "a number",
                ScalarValue::Date => "a date",
            },
        }
    }

    /// Returns the nodes in it, itself too, that are texts of which `is` holds.
    pub fn texts_that(&self, is: fn(&str) -> bool) -> Vec<&Node> {
        match &self.kind {
            Kind::Sequence(items) => items.iter().flat_map(|item| item.texts_that(is)).collect(),
            Kind::Mapping(entries) => entries.iter().flat_map(|(_, node)| node.texts_that(is)).collect(),
            Kind::Scalar(scalar) if is(&scalar.text) => vec![self],
            Kind::Scalar(_) | Kind::Null => Vec::new(),
        }
    }

    /// Returns it as a value for templates.
    pub fn to_value(&self) -> tera::Value {
        use tera::Value;
        match &self.kind {
            Kind::Null => Value::none(),
            Kind::Sequence(items) => Value::from(items.iter().map(Node::to_value).collect::<Vec<_>>()),
            Kind::Mapping(entries) => {
                let mut map = tera::Map::default();
                for (key, node) in entries {
                    map.insert(key.text.to_string().into(), node.to_value());
                }
                Value::from(map)
            }
            Kind::Scalar(scalar) => match scalar.value {
                ScalarValue::Bool(value) => Value::from(value),
                ScalarValue::Integer(value) => Value::from(value),
                ScalarValue::Float(value) => Value::from(value),
                ScalarValue::Text | ScalarValue::Date => Value::normal_string(&scalar.text),
            },
        }
    }
}

#[cfg(test)]
mod tests;
