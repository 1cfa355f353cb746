//! `theme.toml`: what a theme says of itself.

use std::sync::Arc;

use super::load::after_mark;
use super::option_spec::{Items, KINDS, OptionKind, OptionSpec};
use crate::colour::Colour;
use crate::config::reader::Reader;
use crate::diagnostic::{Checked, Code, Diagnostic, Span, Spanned};
use crate::tree::{Kind, Node, read_toml};

/// A theme's manifest.
#[derive(Debug, Default)]
pub(super) struct Manifest {
    /// The theme that it extends.
    pub extends: Option<Spanned<String>>,
    /// The options that a site may set.
    pub options: Vec<OptionSpec>,
}

/// Returns the name that was most likely meant.
pub(super) fn near<'n>(names: impl IntoIterator<Item = &'n String>, typed: &str) -> Option<&'n str> {
    let distances = names
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(name, typed), name.as_str()));
    let (distance, name) = distances.min()?;
    let length = name.chars().count();
    (distance <= (length / 3).max(2) && distance * 2 < length.max(3)).then_some(name)
}

/// Reads a manifest, whose path from the site's root is `file`.
pub(super) fn manifest(text: &str, file: &Arc<str>) -> Checked<Manifest> {
    let (root, found) = read_toml(text, after_mark(text)..text.len());
    let root = root.filter(|_| found.is_empty());
    let mut reader = Reader {
        found,
        unknown_hint: "take it out, or see docs/content/themes/theming.md for what a manifest holds",
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
        &["type", "items", "default", "description", "values", "legible_on"],
    )?;
    let Some(kind) = table.get("type").and_then(|node| kind(node, "type", reader)) else {
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
        items: table.get("items").and_then(|node| items(kind, node, reader)),
        default: kind.default(),
        values,
        legible_on: table
            .get("legible_on")
            .map(|node| grounds(kind, node, reader))
            .unwrap_or_default(),
    };
    match table.get("default") {
        Some(node) => {
            let misfits = spec.misfits("default", node);
            if misfits.is_empty() {
                spec.default = spec.value(node);
            }
            reader.found.extend(misfits);
        }
        // Where only some words will do, the first of them.
        None => {
            if let Some(first) = spec.values.first() {
                spec.default = tera::Value::normal_string(first);
            }
        }
    }
    Some(spec)
}

/// Reads what text in the colour of an option stands on.
fn grounds(of: OptionKind, node: &Node, reader: &mut Reader) -> Vec<Colour> {
    if of != OptionKind::Colour {
        let hint = "take it out, or write  type = \"colour\"";
        reader.bad_value(node.span, "only a colour is legible on something".to_owned(), hint);
        return Vec::new();
    }
    let colours = reader
        .texts(node, "legible_on")
        .into_iter()
        .map(|text| match Colour::parse(&text) {
            Some(colour) => Some(colour),
            None => {
                let hint = "write it with a # and six digits:  legible_on = [\"#ffffff\"]";
                reader.bad_value(node.span, format!("\"{text}\" in legible_on is no colour"), hint);
                None
            }
        });
    colours.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// Reads a type, by its name.
fn kind(node: &Node, key: &str, reader: &mut Reader) -> Option<OptionKind> {
    let text = reader.text(node, key)?;
    if let Some((_, kind)) = KINDS.iter().find(|(name, _)| *name == text) {
        return Some(*kind);
    }
    // What other languages call them; the nearest word by its letters is another one ("int" and "list").
    let other = match text.to_lowercase().as_str() {
        "int" | "number" | "num" | "float" => Some("integer"),
        "str" | "word" => Some("string"),
        "boolean" | "flag" | "switch" => Some("bool"),
        "array" => Some("list"),
        "object" | "map" | "dict" | "group" => Some("table"),
        "path" | "image" | "picture" => Some("file"),
        "link" | "address" | "href" => Some("url"),
        "color" | "hex" => Some("colour"),
        _ => None,
    };
    let names: Vec<String> = KINDS.iter().map(|(name, _)| (*name).to_owned()).collect();
    let hint = match other.or_else(|| near(&names, &text)) {
        Some(meant) => format!("did you mean \"{meant}\"?"),
        None => format!("write one of them:  {key} = \"string\""),
    };
    let message = format!("{key} is \"{text}\", and should be one of: {}", names.join(", "));
    reader.bad_value(node.span, message, &hint);
    None
}

/// Reads what the items of a list are: a type, or a table with the type of each key.
fn items(of: OptionKind, node: &Node, reader: &mut Reader) -> Option<Items> {
    if of != OptionKind::List {
        let hint = "take it out, or write  type = \"list\"";
        reader.bad_value(node.span, "only a list has items".to_owned(), hint);
        return None;
    }
    let Kind::Mapping(entries) = &node.kind else {
        return kind(node, "items", reader).map(Items::Each);
    };
    let keys = entries
        .iter()
        .filter_map(|(key, node)| Some((key.text.to_string(), kind(node, &key.text, reader)?)));
    Some(Items::Tables(keys.collect()))
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
