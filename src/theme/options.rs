//! `[theme_options]`: what a site sets of what its theme lets it set.

use super::manifest::{OptionKind, OptionSpec};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::tree::{Kind, Node, ScalarValue, read_toml};

/// Compares `[theme_options]` in the text of `site.toml` with what the theme declares, and fills in the defaults.
pub(super) fn options(site_toml: &str, specs: &[OptionSpec]) -> Checked<tera::Value> {
    let mut found = Vec::new();
    let mut map = tera::Map::default();
    let text = site_toml.trim_start_matches('\u{feff}');
    // The file has been read before: what is wrong with it as a whole has been told.
    let root = read_toml(site_toml, site_toml.len() - text.len()..site_toml.len()).0;
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
        let near = specs
            .iter()
            .map(|spec| (strsim::damerau_levenshtein(&spec.name, &key.text), &spec.name))
            .min();
        let known: Vec<&str> = specs.iter().map(|spec| spec.name.as_str()).collect();
        let hint = match near {
            Some((distance, name)) if distance <= 2 => format!("did you mean  {name}  ?"),
            _ => format!("the theme knows: {}", known.join(", ")),
        };
        found.push(
            Diagnostic::new(Code::UnknownKey, format!("the theme has no option {}", key.text))
                .at(key.span)
                .hint(hint),
        );
    }
    for spec in specs {
        let node = given
            .iter()
            .find(|(key, _)| *key.text == *spec.name)
            .map(|(_, node)| node);
        let value = node
            .filter(|node| fits(node, spec, &mut found))
            .map_or_else(|| spec.default.clone(), Node::to_value);
        map.insert(spec.name.clone().into(), value);
    }
    let file = crate::config::SITE_TOML.into();
    let found = found
        .into_iter()
        .map(|found: Diagnostic| found.in_file(&file))
        .collect();
    Checked {
        value: map.into(),
        found,
    }
}

fn fits(node: &Node, spec: &OptionSpec, found: &mut Vec<Diagnostic>) -> bool {
    let right = match (&node.kind, spec.kind) {
        (Kind::Scalar(scalar), OptionKind::String) => scalar.value == ScalarValue::Text,
        (Kind::Scalar(scalar), OptionKind::Integer) => matches!(scalar.value, ScalarValue::Integer(_)),
        (Kind::Scalar(scalar), OptionKind::Bool) => matches!(scalar.value, ScalarValue::Bool(_)),
        (Kind::Sequence(_), OptionKind::List) | (Kind::Mapping(_), OptionKind::Table) => true,
        _ => false,
    };
    if !right {
        let message = format!(
            "{} is {}, and the theme wants {}",
            spec.name,
            node.described(),
            spec.kind.name()
        );
        found.push(
            Diagnostic::new(Code::ConfigType, message)
                .at(node.span)
                .hint(format!("the default is  {} = {}", spec.name, spec.default)),
        );
        return false;
    }
    let allowed = spec.values.is_empty()
        || node
            .scalar()
            .is_some_and(|scalar| spec.values.iter().any(|value| **value == *scalar.text));
    if !allowed {
        let message = format!("{} should be one of: {}", spec.name, spec.values.join(", "));
        found.push(
            Diagnostic::new(Code::ConfigValue, message)
                .at(node.span)
                .hint(format!("write  {} = \"{}\"", spec.name, spec.values[0])),
        );
    }
    allowed
}
