//! `theme.toml`: what a theme says of itself.

use std::sync::Arc;

use crate::config::reader::Reader;
use crate::diagnostic::{Checked, Code, Diagnostic, Span, Spanned};
use crate::tree::{Node, read_toml};

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
    pub fn name(self) -> &'static str {
        KINDS
            .iter()
            .find(|(_, kind)| *kind == self)
            .map_or("", |(name, _)| name)
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

/// Reads a manifest, whose path from the site's root is `file`.
pub(super) fn manifest(text: &str, file: &Arc<str>) -> Checked<Manifest> {
    let (root, found) = read_toml(text, 0..text.len());
    let root = root.filter(|_| found.is_empty());
    let mut reader = Reader { found };
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
        && !fits(&wanted, env!("CARGO_PKG_VERSION"))
    {
        let message = format!(
            "this theme needs Courant {wanted}, and this is {}",
            env!("CARGO_PKG_VERSION")
        );
        reader.bad_value(
            node.span,
            message,
            "install a newer Courant, or an older version of the theme",
        );
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
    Some(OptionSpec {
        name: name.to_owned(),
        kind,
        default: table.get("default").map_or_else(|| kind.default(), Node::to_value),
        values: table
            .get("values")
            .map(|node| reader.texts(node, "values"))
            .unwrap_or_default(),
    })
}

/// Whether version `have` is at least `wanted`, part by part.
fn fits(wanted: &str, have: &str) -> bool {
    let parts = |version: &str| {
        version
            .split('.')
            .map(|part| part.trim().parse::<u32>().unwrap_or(0))
            .collect::<Vec<_>>()
    };
    let (wanted, have) = (parts(wanted), parts(have));
    let length = wanted.len().max(have.len());
    let at = |parts: &[u32], n: usize| parts.get(n).copied().unwrap_or(0);
    (0..length)
        .map(|n| at(&have, n).cmp(&at(&wanted, n)))
        .find(|order| order.is_ne())
        .is_none_or(std::cmp::Ordering::is_gt)
}

/// A diagnostic about a theme that is not there.
pub(super) fn unknown(name: &str, others: &[String]) -> Diagnostic {
    let near = others
        .iter()
        .map(|other| (strsim::damerau_levenshtein(other, name), other))
        .min();
    let hint = match near {
        Some((distance, other)) if distance <= 3 => format!("did you mean  \"{other}\"  ?"),
        _ => format!("make the folder themes/{name}, or write  \"courant\"  for the theme that comes with the program"),
    };
    Diagnostic::new(Code::UnknownTheme, format!("there is no theme {name}")).hint(hint)
}
