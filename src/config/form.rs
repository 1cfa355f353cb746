//! What can go wrong with the newsletter's form as a whole: two fields of one name, a text whose link runs code.

use pulldown_cmark::{Event, Parser, Tag};

use super::reader::{Reader, Table};
use crate::diagnostic::Span;
use crate::safe::is_safe_address;
use crate::tree::Node;

/// A field of the form: the setting that names it, its name, and where that is written, if it is.
struct Field {
    setting: String,
    name: String,
    span: Option<Span>,
}

/// Tells of fields with one name: what a reader types in one would be lost, or taken for the other.
pub(super) fn same_names(newsletter: &Table<'_>, reader: &mut Reader) {
    let mut fields: Vec<Field> = Vec::new();
    let named = |setting: &str, node: Option<&Node>, default: Option<&str>| {
        let given = node.and_then(Node::scalar).map(|scalar| scalar.text.trim());
        Some(Field {
            setting: setting.to_owned(),
            name: given.or(default)?.to_owned(),
            span: node.map(|node| node.span),
        })
    };
    fields.extend(named("email_field", newsletter.get("email_field"), Some("email")));
    fields.extend(named("name_field", newsletter.get("name_field"), None));
    let interests = newsletter.get("interests").and_then(Node::mapping).unwrap_or_default();
    let field = interests.iter().find(|(key, _)| &*key.text == "field");
    fields.extend(named("interests.field", field.map(|(_, node)| node), None));
    // Without a text there is no box.
    if newsletter.get("consent").is_some() {
        fields.extend(named("consent_field", newsletter.get("consent_field"), Some("consent")));
    }
    fields.extend(named("honeypot", newsletter.get("honeypot"), None));
    let hidden = newsletter.get("hidden").and_then(Node::mapping).unwrap_or_default();
    fields.extend(hidden.iter().map(|(key, _)| Field {
        setting: format!("hidden.{}", key.text),
        name: key.text.to_string(),
        span: Some(key.span),
    }));
    for (n, field) in fields.iter().enumerate() {
        let Some(other) = fields[..n].iter().find(|other| other.name == field.name) else {
            continue;
        };
        // One of the two is written: two defaults differ.
        let Some(span) = field.span.or(other.span) else {
            continue;
        };
        let message = format!(
            "{} and {} of the newsletter are both \"{}\", so that one of the two is lost",
            other.setting, field.setting, field.name
        );
        reader.bad_value(
            span,
            message,
            "give each its own name, as the service that you send to has them",
        );
    }
}

/// Tells of links that run code in a text with inline Markdown.
pub(super) fn harmful_links(newsletter: &Table<'_>, key: &str, reader: &mut Reader) {
    let texts = newsletter.get(key).map(|node| node.texts_that(links_to_code));
    for text in texts.unwrap_or_default() {
        let message = format!("newsletter.{key} has a link that could run code");
        reader.bad_value(text.span, message, "let the link start with https:// or /");
    }
}

fn links_to_code(text: &str) -> bool {
    let is_harmful = |event: Event<'_>| match event {
        Event::Start(Tag::Link { dest_url, .. }) => !is_safe_address(&dest_url),
        _ => false,
    };
    text.contains('[') && Parser::new(text).any(is_harmful)
}
