//! Keys that decide addresses and names of templates: they stay inside their folder, or are refused.

use super::values::Values;
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::tree::Node;

pub(super) fn slug(node: &Node, values: &mut Values<'_>) -> Option<Spanned<Box<str>>> {
    let text = values.spanned_text(node, "slug")?;
    // A slug copied from a browser is percent-encoded; what it stands for is judged.
    let decoded = percent_encoding::percent_decode_str(&text.value).decode_utf8().ok();
    let inner = decoded.as_deref().unwrap_or(&text.value).trim_matches('/');
    let one_part = !inner.is_empty() && inner != "." && inner != ".." && is_part_safe(inner) && !inner.contains('/');
    if !one_part {
        values.found.push(unsafe_path(
            text.span,
            "slug",
            &text.value,
            "slug: raad-kiest-open-data",
        ));
        return None;
    }
    Some(Spanned::new(inner.into(), text.span))
}

pub(super) fn url(node: &Node, values: &mut Values<'_>) -> Option<Spanned<Box<str>>> {
    let text = values.spanned_text(node, "url")?;
    path(&text, "url", "url: /dossier/open-data/", values)
}

/// An alias as people write it: with or without `/` at the start, with spaces at the end.
pub(super) fn alias(text: Spanned<Box<str>>, values: &mut Values<'_>) -> Option<Spanned<Box<str>>> {
    if crate::safe::has_scheme(&text.value) {
        let message = format!(
            "the alias {} has a host of its own; an alias is a former address of this site",
            text.value
        );
        values.bad_value(
            text.span,
            message,
            "write what follows the host:  aliases: [/oud/adres/]".to_owned(),
        );
        return None;
    }
    path(&text, "aliases", "aliases: [/oud/adres/]", values)
}

fn path(text: &Spanned<Box<str>>, key: &str, example: &str, values: &mut Values<'_>) -> Option<Spanned<Box<str>>> {
    let with_slash = if text.value.starts_with('/') {
        text.value.to_string()
    } else {
        format!("/{}", text.value)
    };
    // Twice the same separator is a slip that browsers forgive.
    let clean = with_slash.split('/').filter(|part| !part.is_empty());
    let inside = is_part_safe(&text.value)
        && !text.value.starts_with("//")
        && clean.clone().all(|part| part != "." && part != "..");
    if !inside || clean.clone().next().is_none() {
        values.found.push(unsafe_path(text.span, key, &text.value, example));
        return None;
    }
    let mut path = String::new();
    for part in clean {
        path.push('/');
        path.push_str(part);
    }
    if with_slash.ends_with('/') {
        path.push('/');
    }
    Some(Spanned::new(path.into(), text.span))
}

fn is_part_safe(text: &str) -> bool {
    !text.contains(['\\', '\0', '%', '?', '#', ':']) && !text.chars().any(char::is_control)
}

pub(super) fn template(node: &Node, values: &mut Values<'_>) -> Option<Spanned<Box<str>>> {
    let text = values.spanned_text(node, "template")?;
    let plain = is_part_safe(&text.value)
        && !text.value.starts_with('/')
        && text.value.split('/').all(|part| !matches!(part, "" | "." | ".."));
    if !plain {
        values.found.push(unsafe_path(
            text.span,
            "template",
            &text.value,
            "template: bijzonder.html",
        ));
        return None;
    }
    let name = if text.value.ends_with(".html") {
        text.value
    } else {
        format!("{}.html", text.value).into()
    };
    Some(Spanned::new(name, text.span))
}

fn unsafe_path(span: Span, key: &str, value: &str, example: &str) -> Diagnostic {
    let message = format!(
        "{key} is \"{}\", which would leave its folder or is no address",
        value.escape_debug()
    );
    Diagnostic::new(Code::UnsafePath, message)
        .at(span)
        .hint(format!("write letters, digits and hyphens:  {example}"))
}
