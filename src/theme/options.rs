//! `[theme_options]`: what a site sets of what its theme lets it set.

use super::load::after_mark;
use super::manifest::near;
use super::option_spec::OptionSpec;
use crate::diagnostic::{Checked, Code, Diagnostic, Severity, Spanned};
use crate::language::Tag;
use crate::safe::{address_meant, could_run_code, is_from_everywhere};
use crate::tree::{Kind, Node, read_toml};

/// The options of a theme as a site has set them.
#[derive(Debug)]
pub(super) struct Options {
    /// As templates see them, in each language of the site.
    pub values: Vec<tera::Value>,
    /// The files that they name, each with its option, where it is written.
    pub files: Vec<Spanned<(String, String)>>,
    /// The addresses in them, likewise.
    pub addresses: Vec<Spanned<(String, String)>>,
}

/// Compares `[theme_options]` in the text of `site.toml` with what the theme declares, and fills in the defaults.
pub(super) fn options(site_toml: &str, languages: &[Tag], specs: &[OptionSpec]) -> Checked<Options> {
    let mut found = Vec::new();
    let mut maps = vec![tera::Map::default(); languages.len()];
    let mut files = Vec::new();
    let mut addresses = Vec::new();
    // The file has been read before: what is wrong with it as a whole has been told.
    let root = read_toml(site_toml, after_mark(site_toml)..site_toml.len()).0;
    let given = root.as_ref().and_then(|root| match &root.kind {
        Kind::Mapping(entries) => entries
            .iter()
            .find(|(key, _)| &*key.text == "theme_options")
            .map(|(_, node)| node),
        _ => None,
    });
    let given: &[_] = match given.map(|node| &node.kind) {
        Some(Kind::Mapping(entries)) => entries,
        _ => &[],
    };
    for (key, _) in given
        .iter()
        .filter(|(key, _)| !specs.iter().any(|spec| *spec.name == *key.text))
    {
        let unknown = Diagnostic::new(Code::UnknownKey, format!("the theme has no option {}", key.text)).at(key.span);
        let names: Vec<&String> = specs.iter().map(|spec| &spec.name).collect();
        found.push(match near(names.iter().copied(), &key.text) {
            // As with the other settings: what was meant does not happen.
            Some(name) => Diagnostic {
                severity: Severity::Error,
                ..unknown.hint(format!("did you mean  {name}  ?"))
            },
            None if names.is_empty() => unknown.hint("take it out: the theme has no options"),
            None => {
                let names: Vec<&str> = names.iter().map(|name| name.as_str()).collect();
                unknown.hint(format!("take it out; the theme knows: {}", names.join(", ")))
            }
        });
    }
    for spec in specs {
        let node = given
            .iter()
            .find(|(key, _)| *key.text == *spec.name)
            .map(|(_, node)| node);
        let misfits = node.map(|node| spec.misfits(&spec.name, node)).unwrap_or_default();
        let value = match node.filter(|_| misfits.is_empty()) {
            Some(node) => {
                let named = |node: &Node| {
                    let path = node.scalar()?.text.to_string();
                    Some(Spanned::new((spec.name.clone(), path), node.span))
                };
                files.extend(spec.files(node).into_iter().filter_map(named));
                addresses.extend(spec.addresses(node).into_iter().filter_map(named));
                spec.value(node)
            }
            None => spec.default.clone(),
        };
        if misfits.is_empty() {
            node.iter()
                .for_each(|node| leading_nowhere(&spec.name, node, &mut found));
            found.extend(node.and_then(|node| spec.hard_to_read(&spec.name, node)));
            found.extend(
                node.into_iter()
                    .flat_map(|node| spec.in_no_language(&spec.name, node, languages)),
            );
        }
        // An address that could run code has been told of with the settings.
        let dangers = node.map(|node| node.texts_that(could_run_code)).unwrap_or_default();
        let is_told = |found: &Diagnostic| dangers.iter().any(|danger| found.span == Some(danger.span));
        found.extend(misfits.into_iter().filter(|found| !is_told(found)));
        for (map, language) in maps.iter_mut().zip(languages) {
            map.insert(
                spec.name.clone().into(),
                spec.in_language(&value, language, &languages[0]),
            );
        }
    }
    let file = crate::config::SITE_TOML.into();
    let found = found
        .into_iter()
        .map(|found: Diagnostic| found.in_file(&file))
        .collect();
    Checked {
        value: Options {
            values: maps.into_iter().map(Into::into).collect(),
            files,
            addresses,
        },
        found,
    }
}

/// Tells of addresses in a list of links that lead elsewhere on every page.
fn leading_nowhere(name: &str, node: &Node, found: &mut Vec<Diagnostic>) {
    let Kind::Sequence(items) = &node.kind else { return };
    let entries = items.iter().filter_map(|item| match &item.kind {
        Kind::Mapping(entries) => Some(entries),
        _ => None,
    });
    for (_, node) in entries.flatten().filter(|(key, _)| &*key.text == "url") {
        let Some(url) = node.scalar().map(|scalar| scalar.text.trim()) else {
            continue;
        };
        if !url.is_empty() && !is_from_everywhere(url) {
            let message = format!("in {name}, url is \"{url}\", which leads nowhere");
            let hint = format!("write  url = \"{}\"", address_meant(url));
            found.push(Diagnostic::new(Code::ConfigValue, message).at(node.span).hint(hint));
        }
    }
}
