//! Slips by which something would be published that was to wait: a guard with another name, in another place, or without a value.
//! All of them are errors.

use super::HeadContext;
use super::near::{foreign, meant};
use super::split::Format;
use super::values::{Values, is_empty};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::pasted;
use crate::tree::{Key, Kind, Node};

/// The keys that keep a document from its readers; the last only from some day on.
const GUARDS: &[&str] = &["draft", "publish_at", "expires_at"];

/// What other programs call it that something is public; small letters, without `_` and `-`.
const PUBLIC: &[&str] = &[
    "published",
    "ispublished",
    "publish",
    "public",
    "ispublic",
    "publiek",
    "gepubliceerd",
    "publiceren",
];

const AT_ONCE: &str = "as it stands, this would be published at once";

fn lost(message: String, span: Span, hint: String) -> Diagnostic {
    Diagnostic::new(Code::LostEmbargo, message).at(span).hint(hint)
}

/// Tells of a guard without a value, as a template that was filled in by half has it.
pub(super) fn without_value(key: &Key, node: &Node, values: &mut Values<'_>) {
    if !GUARDS.contains(&&*key.text) || !is_empty(node) {
        return;
    }
    let message = match &*key.text {
        "expires_at" => "expires_at is empty, so this never expires".to_owned(),
        key => format!("{key} is empty, so nothing keeps this from being published at once"),
    };
    let hint = format!("{}  , or take the line out", values.hint_for((&*key.text).into()));
    values.found.push(lost(message, key.span, hint));
}

/// Tells of an unknown key of the top level that was meant for a guard; false where it was not.
pub(super) fn slip(key: &Key, node: &Node, context: &HeadContext<'_>, values: &mut Values<'_>) -> bool {
    let plain = pasted::meant(&key.text);
    if says_not_public(&plain, node) {
        let message = format!("{plain} is not a key of Courant, so it keeps nothing from the public");
        let hint = format!("{}  in its place; {AT_ONCE}", values.hint_with("draft", "true"));
        values.found.push(lost(message, key.span, hint));
        return true;
    }
    let odd = pasted::odd_key(&key.text);
    let Some(guard) = meant(&plain, context).filter(|meant| GUARDS.contains(meant)) else {
        return false;
    };
    let found = match odd {
        Some(odd) => lost(
            odd,
            key.span,
            format!("{}  ; {AT_ONCE}", values.hint_as_written(guard, node)),
        ),
        // Another name for an end is no key that is lost: nothing is public too early.
        None if guard == "expires_at" => return false,
        None => lost(
            format!("{plain} is not a key of Courant; did you mean {guard}?"),
            key.span,
            format!("write {guard} in its place; {AT_ONCE}"),
        ),
    };
    values.found.push(found);
    true
}

/// Tells of a key that a group does not know and that was meant for the document itself; false where it was not.
pub(super) fn inside(group: &str, key: &Key, node: &Node, values: &mut Values<'_>) -> bool {
    let plain = pasted::meant(&key.text);
    let of_habit = || foreign(&plain).filter(|meant| matches!(*meant, "draft" | "publish_at"));
    let guard = match guard(&plain).or_else(of_habit) {
        Some("draft") if says_no(node) => return false,
        Some(guard) => guard,
        None if says_not_public(&plain, node) => "draft",
        None => return false,
    };
    let before = values.file.get(..key.span.start as usize).unwrap_or_default();
    let starts_line = before.rsplit('\n').next().unwrap_or_default().trim().is_empty();
    let hint = match (values.format, starts_line) {
        (Format::Toml, true) => format!("put it above the first line with brackets, such as [{group}]"),
        (Format::Yaml, true) if plain == guard => format!("take the spaces before {guard} away"),
        _ => format!("put {guard} on a line of its own, with no space before it"),
    };
    let message = format!("{plain} stands inside {group}, where it is not read");
    values.found.push(lost(message, key.span, format!("{hint}; {AT_ONCE}")));
    true
}

/// Tells of guards that stand somewhere in the value of a key that Courant does not know.
pub(super) fn within(group: &str, node: &Node, values: &mut Values<'_>) {
    match &node.kind {
        Kind::Mapping(entries) => {
            for (key, node) in entries {
                // What else a site's own keys hold is its own affair.
                let guards = guard(&pasted::meant(&key.text)).is_some() && node.scalar().is_some() && !is_empty(node);
                if !guards || !inside(group, key, node, values) {
                    within(group, node, values);
                }
            }
        }
        Kind::Sequence(items) => items.iter().for_each(|item| within(group, item, values)),
        Kind::Null | Kind::Scalar(_) => {}
    }
}

/// Tells of a guard that became part of a text of several lines.
pub(super) fn in_text(key: &Key, node: &Node, values: &mut Values<'_>) {
    let written = values.file.get(node.span.range()).unwrap_or_default();
    if node.scalar().is_none() || !written.contains('\n') || values.format == Format::Toml {
        return;
    }
    let mut at = node.span.start as usize;
    for line in written.split_inclusive('\n') {
        let text = line.trim_start();
        let guard = GUARDS.iter().find(|guard| {
            let rest = text.strip_prefix(**guard).and_then(|rest| rest.strip_prefix(':'));
            rest.is_some_and(|rest| rest.starts_with(' ') && !rest.trim().is_empty())
        });
        if let Some(guard) = guard {
            let start = at + line.len() - text.len();
            let message = format!("{guard} stands inside the text of {}, where it is not read", key.text);
            let hint = format!("take the spaces before {guard} away; {AT_ONCE}");
            let found = lost(message, Span::new(start, start + guard.len()), hint);
            values.found.push(found);
            return;
        }
        at += line.len();
    }
}

/// Makes errors of slips of `date` in a document that has no other date, nor anything else by which it waits: a date may lie in the future,
/// and a document without one is public.
pub(super) fn of_date(slips: Vec<Diagnostic>, waits: bool, values: &mut Values<'_>) {
    values.found.extend(slips.into_iter().map(|slip| match waits {
        true => slip,
        false => lost(
            slip.message,
            slip.span.unwrap_or_default(),
            "write date in its place; as it stands, this has no date and would be published at once".to_owned(),
        ),
    }));
}

/// `published: false`
fn says_not_public(key: &str, node: &Node) -> bool {
    let bare: String = key.chars().filter(|c| !matches!(c, '_' | '-' | ' ')).collect();
    says_no(node) && PUBLIC.contains(&&*bare.to_lowercase())
}

fn says_no(node: &Node) -> bool {
    let no = ["false", "no", "off", "nee", "0"];
    let is_no = |text: &str| no.iter().any(|no| text.trim().eq_ignore_ascii_case(no));
    node.scalar().is_some_and(|scalar| is_no(&scalar.text))
}

/// Returns the guard that a key is, capitals and hyphens aside.
fn guard(key: &str) -> Option<&'static str> {
    let key = key.to_lowercase().replace('-', "_");
    GUARDS.iter().find(|guard| **guard == key).copied()
}
