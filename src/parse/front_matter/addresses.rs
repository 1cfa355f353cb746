//! Addresses and paths: they stay inside their folder and run nothing, or are refused.

use percent_encoding::percent_decode_str;

use super::example::Name;
use super::types::Text;
use super::values::{Group, Values};
use crate::diagnostic::{Span, Spanned};
use crate::language::Tag;
use crate::safe::{has_scheme, is_safe_address, is_safe_file};
use crate::slug::slugify;
use crate::tree::Node;

/// How long a part of an address may be, in bytes: as long as a name on nearly all disks.
const LONGEST_PART: usize = 255;

/// What a file name may end in to be a template.
const TEMPLATE: &str = ".html";

/// The last part of an address. One copied from a browser is percent-encoded; what it stands for is judged.
pub(super) fn slug(node: &Node, values: &mut Values<'_>) -> Option<Text> {
    let text = values.spanned_text(node, "slug".into())?;
    let decoded = percent_decode_str(&text.value).decode_utf8();
    let decoded = decoded.as_deref().unwrap_or(&text.value);
    let fault = if decoded.contains('/') {
        Some("/".to_owned())
    } else {
        fault(decoded)
    };
    let Some(fault) = fault else {
        return Some(Spanned::new(decoded.into(), text.span));
    };
    let message = format!(
        "slug is {}, and should be one part of an address; it has {fault} in it",
        shown(&text.value)
    );
    let hint = match sluggish(decoded) {
        Some(slug) => values.hint_with("slug", &format!("\"{slug}\"")),
        None => values.hint_for("slug".into()),
    };
    values.unsafe_path(text.span, message, hint);
    None
}

/// Returns the slug that was probably meant.
fn sluggish(text: &str) -> Option<String> {
    let slug = slugify(text, &Tag::parse("en")?);
    (!slug.is_empty()).then_some(slug)
}

/// A whole address of this site.
pub(super) fn url(node: &Node, values: &mut Values<'_>) -> Option<Text> {
    let text = values.spanned_text(node, "url".into())?;
    address_here(text, "url", values)
}

/// Former addresses of this site.
pub(super) fn aliases(node: &Node, values: &mut Values<'_>) -> Vec<Text> {
    let texts = values.texts(node, "aliases".into());
    texts
        .into_iter()
        .filter_map(|text| address_here(text, "aliases", values))
        .collect()
}

/// An address of this site as people write it: with or without `/` at the start, with `//` for `/`.
fn address_here(text: Text, key: &'static str, values: &mut Values<'_>) -> Option<Text> {
    let elsewhere = has_scheme(&text.value) || text.value.starts_with("//");
    if elsewhere && is_safe_address(&text.value) {
        let message = format!("{key} is {}, an address of another site", text.value);
        let path = behind_host(&text.value).filter(|path| path.split('/').any(|part| !part.is_empty()));
        let hint = match path {
            Some(path) => format!("write only what stands behind the host:  {path}"),
            None => values.hint_for(key.into()),
        };
        values.bad_value(text.span, message, hint);
        return None;
    }
    let mut parts = text.value.split('/').filter(|part| !part.is_empty()).peekable();
    let fault = match parts.peek() {
        None => Some("nothing but /".to_owned()),
        Some(_) => parts.find_map(fault),
    };
    if let Some(fault) = fault.or_else(|| elsewhere.then(|| "a host".to_owned())) {
        refuse(&text, key, "an address of this site", &fault, values);
        return None;
    }
    // Most are written as they should be.
    if text.value.starts_with('/') && !text.value.contains("//") {
        return Some(text);
    }
    let parts: Vec<&str> = text.value.split('/').filter(|part| !part.is_empty()).collect();
    let end = if text.value.ends_with('/') { "/" } else { "" };
    Some(Spanned::new(format!("/{}{end}", parts.join("/")).into(), text.span))
}

/// Returns the path of an address of another site.
fn behind_host(address: &str) -> Option<&str> {
    let (_, rest) = address.split_once("//")?;
    rest.find('/').map(|at| &rest[at..])
}

/// Returns what makes that a part of a path leads up or elsewhere, encoded or not.
fn fault(part: &str) -> Option<String> {
    match part {
        "" | "." | ".." => Some(format!("\"{part}\" for a part")),
        // Servers and tools keep their own files under such names, and Courant does.
        _ if part.starts_with('.') && part != ".well-known" => Some(format!("{part}, a hidden name,")),
        _ if part.len() > LONGEST_PART => Some(format!("a part of more than {LONGEST_PART} bytes")),
        _ => {
            let odd = |c: &char| matches!(c, '\\' | '%' | '?' | '#' | ':') || c.is_control() || is_direction_mark(*c);
            let odd = part.chars().find(odd)?;
            Some(if odd.is_ascii_punctuation() {
                odd.to_string()
            } else {
                format!("U+{:04X}, which nobody can see,", u32::from(odd))
            })
        }
    }
}

/// Characters that let a name look other than it is (Unicode TR 36).
fn is_direction_mark(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The name of a template in the theme.
pub(super) fn template(node: &Node, values: &mut Values<'_>) -> Option<Text> {
    let text = values.spanned_text(node, "template".into())?;
    if let Some(fault) = text.value.split('/').find_map(fault) {
        refuse(&text, "template", "the name of a template", &fault, values);
        return None;
    }
    let name = if text.value.ends_with(TEMPLATE) {
        text.value
    } else {
        format!("{}{TEMPLATE}", text.value).into()
    };
    Some(Spanned::new(name, text.span))
}

fn refuse(text: &Text, key: &'static str, what: &str, fault: &str, values: &mut Values<'_>) {
    let message = format!(
        "{key} is {}, and should be {what}; it has {fault} in it",
        shown(&text.value)
    );
    let hint = values.hint_for(key.into());
    values.unsafe_path(text.span, message, hint);
}

/// Returns a text for a message: what cannot be seen as an escape, and not the whole of a long one.
pub(super) fn shown(text: &str) -> String {
    let start: String = text.chars().take(80).collect();
    let more = if start.len() < text.len() { "…" } else { "" };
    format!("\"{}{more}\"", start.escape_debug())
}

/// The address behind a key of a group.
pub(super) fn link_in(group: &Group<'_>, key: &'static str, values: &mut Values<'_>) -> Option<Box<str>> {
    let (node, name) = group.get(key)?;
    let text = link(node, name, values)?;
    let leads = has_scheme(&text.value) || text.value.starts_with(['/', '#']);
    if !leads {
        let message = format!("{name} is {}, which leads nowhere", shown(&text.value));
        let hint = match text.value.contains('.') && !text.value.contains(char::is_whitespace) {
            true if text.value.contains('@') => values.hint_with(name.key, &format!("\"mailto:{}\"", text.value)),
            true => values.hint_with(name.key, &format!("\"https://{}\"", text.value)),
            false => format!("{}  , or take the line out", values.hint_for(name)),
        };
        values.bad_value(text.span, message, hint);
        return None;
    }
    Some(text.value)
}

/// An address that a link may have: http, https, mailto and the like, or a path.
pub(super) fn link(node: &Node, name: Name<'_>, values: &mut Values<'_>) -> Option<Text> {
    let text = values.spanned_text(node, name)?;
    is_link(&text, name, values).then_some(text)
}

fn is_link(text: &Text, name: Name<'_>, values: &mut Values<'_>) -> bool {
    let safe = is_safe_address(&text.value) && !text.value.chars().any(is_direction_mark);
    if !safe {
        let message = format!(
            "{name} is {}, an address that could run code or that no browser opens",
            shown(&text.value)
        );
        values.unsafe_path(
            text.span,
            message,
            "write an address that starts with https://".to_owned(),
        );
    }
    safe
}

/// A file beside the document or in the content folder.
pub(super) fn file(text: Text, name: Name<'_>, values: &mut Values<'_>) -> Option<Text> {
    if is_safe_file(&text.value) && !has_scheme(&text.value) && !text.value.chars().any(is_direction_mark) {
        return Some(text);
    }
    refuse_file(text.span, &text.value, name, values);
    None
}

/// The same, or an address that starts with `https://` or `http://`.
pub(super) fn file_or_web(text: Text, name: Name<'_>, values: &mut Values<'_>) -> Option<Text> {
    if is_web(&text.value) {
        return is_link(&text, name, values).then_some(text);
    }
    file(text, name, values)
}

/// Whether an address starts with `https://` or `http://`.
pub(super) fn is_web(address: &str) -> bool {
    let start = |scheme: &str| {
        address
            .get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    start("https://") || start("http://")
}

fn refuse_file(span: Span, path: &str, name: Name<'_>, values: &mut Values<'_>) {
    let message = format!("{name} is {}, which is no file of this site", shown(path));
    let hint = format!(
        "{}  , a file beside the article; or its path from the content folder, with / at the start",
        values.hint_for(name)
    );
    values.unsafe_path(span, message, hint);
}
