//! `theme.toml`: what a theme says of itself.

use std::sync::Arc;

use super::load::after_mark;
use crate::config::reader::{Reader, near_word};
use crate::diagnostic::{Checked, Code, Diagnostic, Span, Spanned};
use crate::tree::{Kind, Node, ScalarValue, read_toml};

/// A theme's manifest.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The theme that it extends.
    pub extends: Option<Spanned<String>>,
    /// The options that a site may set.
    pub options: Vec<OptionSpec>,
}

/// An option of a theme.
#[derive(Debug, Clone)]
pub(super) struct OptionSpec {
    pub name: String,
    pub kind: OptionKind,
    pub default: tera::Value,
    /// The words that it takes; any where there are none.
    pub values: Vec<String>,
}

/// The type of an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub(super) enum OptionKind {
    String,
    Integer,
    Bool,
    List,
    Table,
}

const KINDS: &[(&str, OptionKind)] = &[
    ("string", OptionKind::String),
    ("integer", OptionKind::Integer),
    ("bool", OptionKind::Bool),
    ("list", OptionKind::List),
    ("table", OptionKind::Table),
];

impl OptionKind {
    /// What it is called to a person.
    fn in_words(self) -> &'static str {
        match self {
            Self::String => "text",
            Self::Integer => "a whole number",
            Self::Bool => "true or false",
            Self::List => "a list",
            Self::Table => "a table",
        }
    }

    fn is_of(self, node: &Node) -> bool {
        match (&node.kind, self) {
            (Kind::Scalar(scalar), Self::String) => scalar.value == ScalarValue::Text,
            (Kind::Scalar(scalar), Self::Integer) => matches!(scalar.value, ScalarValue::Integer(_)),
            (Kind::Scalar(scalar), Self::Bool) => matches!(scalar.value, ScalarValue::Bool(_)),
            (Kind::Sequence(_), Self::List) | (Kind::Mapping(_), Self::Table) => true,
            _ => false,
        }
    }

    fn default(self) -> tera::Value {
        match self {
            Self::String => tera::Value::normal_string(""),
            Self::Integer => tera::Value::from(0),
            Self::Bool => tera::Value::from(false),
            Self::List => tera::Value::from(Vec::<tera::Value>::new()),
            Self::Table => tera::Value::from(tera::Map::default()),
        }
    }
}

impl OptionSpec {
    /// Says why the option cannot have the value of `key`; nothing where it can.
    pub fn misfit(&self, key: &str, node: &Node) -> Option<Diagnostic> {
        let example = match self.values.first() {
            Some(word) => format!("{word:?}"),
            None => match self.kind {
                OptionKind::String => "\"…\"".to_owned(),
                OptionKind::Integer => "3".to_owned(),
                OptionKind::Bool => "true".to_owned(),
                OptionKind::List => "[ … ]".to_owned(),
                OptionKind::Table => "{ … }".to_owned(),
            },
        };
        let hint = format!("write  {key} = {example}");
        if !self.kind.is_of(node) {
            let (is, wanted) = (node.described(), self.kind.in_words());
            let message = format!("{key} is {is}, and the theme wants {wanted}");
            return Some(Diagnostic::new(Code::ConfigType, message).at(node.span).hint(hint));
        }
        let text = &*node.scalar().filter(|_| !self.values.is_empty())?.text;
        if self.values.iter().any(|value| value == text) {
            return None;
        }
        let message = format!("{key} is \"{text}\", and should be one of: {}", self.values.join(", "));
        let words: Vec<&str> = self.values.iter().map(String::as_str).collect();
        let near = match near_word(&words, &text.to_lowercase()) {
            Some(near) => format!("did you mean \"{near}\"?"),
            None => format!("write one of these words: {}", words.join(", ")),
        };
        Some(Diagnostic::new(Code::ConfigValue, message).at(node.span).hint(near))
    }
}

/// Returns the name that was most likely meant.
pub(super) fn near<'n>(names: impl IntoIterator<Item = &'n String>, typed: &str) -> Option<&'n str> {
    let distances = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(name, typed), name.as_str()));
    let (distance, name) = distances.min()?;
    (distance <= 2 && distance * 2 < name.chars().count().max(3)).then_some(name)
}

/// Reads a manifest, whose path from the site's root is `file`.
pub(super) fn manifest(text: &str, file: &Arc<str>) -> Checked<Manifest> {
    let (root, found) = read_toml(text, after_mark(text)..text.len());
    let root = root.filter(|_| found.is_empty());
    let mut reader = Reader {
        found,
        unknown_hint: "take it out, or see docs/theming.md for what a manifest holds",
    };
    reader
        .found
        .iter_mut()
        .for_each(|found| found.code = Code::ConfigSyntax);
    let manifest = root.map(|root| read(&root, &mut reader)).unwrap_or_default();
    let found = reader.found.into_iter().map(|found| found.in_file(file)).collect();
    Checked { value: manifest, found }
}

fn read(root: &Node, reader: &mut Reader) -> Manifest {
    let Some(table) = reader.table(
        root,
        "",
        &["name", "version", "requires", "extends", "description", "options"],
    ) else {
        return Manifest::default();
    };
    for key in ["name", "version"] {
        table.get(key).and_then(|node| reader.text(node, key));
    }
    if let Some(node) = table.get("requires")
        && let Some(wanted) = reader.text(node, "requires")
    {
        let have = env!("CARGO_PKG_VERSION");
        match fits(&wanted, have) {
            Some(true) => {}
            Some(false) => {
                let hint = "install a newer Courant, or an older version of the theme";
                reader.bad_value(
                    node.span,
                    format!("this theme needs Courant {wanted}, and this is {have}"),
                    hint,
                );
            }
            None => {
                let hint = format!("write the oldest version that will do:  requires = \"{have}\"");
                reader.bad_value(
                    node.span,
                    format!("requires is \"{wanted}\", which is no version"),
                    &hint,
                );
            }
        }
    }
    let extends = table
        .get("extends")
        .and_then(|node| Some(Spanned::new(reader.folder_name(node, "extends")?, node.span)));
    let options = table
        .get("options")
        .map(|node| reader.entries(node, "options"))
        .unwrap_or_default();
    let options = options
        .into_iter()
        .filter_map(|(key, node)| option(&key.text, key.span, node, reader))
        .collect();
    Manifest { extends, options }
}

fn option(name: &str, span: Span, node: &Node, reader: &mut Reader) -> Option<OptionSpec> {
    let table = reader.table(
        node,
        &format!("options.{name}"),
        &["type", "default", "description", "values"],
    )?;
    let Some(kind) = table.get("type").and_then(|node| reader.word(node, "type", KINDS)) else {
        if table.get("type").is_none() {
            reader.bad_value(span, format!("the option {name} has no type"), "add  type = \"string\"");
        }
        return None;
    };
    let values = table
        .get("values")
        .map(|node| reader.texts(node, "values"))
        .unwrap_or_default();
    let mut spec = OptionSpec {
        name: name.to_owned(),
        kind,
        default: kind.default(),
        values,
    };
    match table.get("default") {
        Some(node) => match spec.misfit("default", node) {
            Some(found) => reader.found.push(found),
            None => spec.default = node.to_value(),
        },
        // Where only some words will do, the first of them.
        None => {
            if let Some(first) = spec.values.first() {
                spec.default = tera::Value::normal_string(first);
            }
        }
    }
    Some(spec)
}

/// Whether version `have` is at least `wanted`, part by part; none where `wanted` is no version.
fn fits(wanted: &str, have: &str) -> Option<bool> {
    let parts = |version: &str| {
        let parts = version.split('.').map(|part| part.parse::<u32>().ok());
        parts.collect::<Option<Vec<_>>>()
    };
    let (mut wanted, mut have) = (parts(wanted)?, parts(have)?);
    let length = wanted.len().max(have.len());
    wanted.resize(length, 0);
    have.resize(length, 0);
    Some(have >= wanted)
}

/// A diagnostic about a theme that is not there.
pub(super) fn unknown(name: &str, others: &[String]) -> Diagnostic {
    let hint = match near(others, name) {
        Some(other) => format!("did you mean  \"{other}\"  ?"),
        None => {
            format!("make the folder themes/{name}, or write  \"courant\"  for the theme that comes with the program")
        }
    };
    Diagnostic::new(Code::UnknownTheme, format!("there is no theme {name}")).hint(hint)
}

/// A diagnostic about a folder of themes that holds none.
pub(super) fn nothing_in(name: &str) -> Diagnostic {
    let message = format!("the folder themes/{name} holds no theme");
    let hint = format!("put a file theme.toml in it, with at least  name = \"{name}\"");
    Diagnostic::new(Code::UnknownTheme, message).hint(hint)
}
