//! Texts for readers among a theme's options: one for all languages, or one a language.

use tera::value::Key as MapKey;

use super::option_spec::{Items, OptionKind, OptionSpec};
use crate::diagnostic::{Code, Diagnostic};
use crate::language::Tag;
use crate::tree::Node;

/// Says why a value cannot be a text for readers; nothing where it can.
pub(super) fn misfit(key: &str, node: &Node, example: &str) -> Option<Diagnostic> {
    let texts = node.mapping().into_iter().flatten();
    let other = texts.into_iter().find(|(_, node)| !OptionKind::String.is_of(node));
    other.map(|(language, node)| {
        let message = format!(
            "{key}.{} is {}, and the theme wants text",
            language.text,
            node.described()
        );
        let hint = format!("write  {key} = {example}  , or  {key} = {{ nl = {example}, en = {example} }}");
        Diagnostic::new(Code::ConfigType, message).at(node.span).hint(hint)
    })
}

impl OptionSpec {
    /// Tells of texts in what is no language of the site.
    pub fn in_no_language(&self, key: &str, node: &Node, languages: &[Tag]) -> Vec<Diagnostic> {
        let nodes = self.all_of_kind(OptionKind::Text, node);
        let texts = nodes.into_iter().filter_map(Node::mapping).flatten();
        let others = texts.filter(|(name, _)| Tag::parse(&name.text).is_none_or(|tag| !languages.contains(&tag)));
        let told = others.map(|(name, _)| {
            let message = format!("{key} has a text for {}, which is no language of this site", name.text);
            let hint = format!("add  [languages.{}]  or take the text out", name.text);
            Diagnostic::new(Code::UnknownKey, message).at(name.span).hint(hint)
        });
        told.collect()
    }

    /// Returns a value of the option as pages in `language` see it: of texts the one in that language, else in the site's own.
    pub fn in_language(&self, value: &tera::Value, language: &Tag, default: &Tag) -> tera::Value {
        let text = |value: &tera::Value| text(value, language, default);
        match (&self.items, value.as_array()) {
            _ if self.kind == OptionKind::Text => text(value),
            (Some(Items::Each(OptionKind::Text)), Some(items)) => items.iter().map(text).collect::<Vec<_>>().into(),
            (Some(Items::Tables(keys)), Some(items)) => {
                let is_text = |name: &MapKey<'_>| {
                    let of_key = keys.iter().find(|(key, _)| name.as_str() == Some(key));
                    of_key.is_some_and(|(_, kind)| *kind == OptionKind::Text)
                };
                let item = |item: &tera::Value| {
                    let mut fields = item.as_map().cloned().unwrap_or_default();
                    for (name, value) in &mut fields {
                        if is_text(name) {
                            *value = text(value);
                        }
                    }
                    tera::Value::from(fields)
                };
                items.iter().map(item).collect::<Vec<_>>().into()
            }
            _ => value.clone(),
        }
    }
}

fn text(value: &tera::Value, language: &Tag, default: &Tag) -> tera::Value {
    let Some(texts) = value.as_map() else {
        return value.clone();
    };
    let find = |wanted: &Tag| {
        let is_wanted = |name: &str| Tag::parse(name).is_some_and(|tag| tag == *wanted);
        texts.iter().find(|(name, _)| name.as_str().is_some_and(is_wanted))
    };
    let first = || texts.iter().min_by_key(|(name, _)| name.as_str());
    let found = find(language).or_else(|| find(default)).or_else(first);
    found.map_or_else(|| tera::Value::normal_string(""), |(_, text)| text.clone())
}
