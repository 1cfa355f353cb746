//! Slips by which something would be published that was to wait: a guard with another name, in another place, or without a value.
//! All of them are errors.

use super::near::{bare, foreign, meant};
use super::split::Format;
use super::values::{Values, is_empty, yes_or_no};
use super::{HeadContext, Role};
use crate::date::Moment;
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

/// What other programs call it that something is hidden; small letters, without `_` and `-`.
const HIDDEN: &[&str] = &[
    "hidden",
    "ishidden",
    "private",
    "isprivate",
    "unpublished",
    "verborgen",
    "prive",
    "ongepubliceerd",
];

/// Keys behind which other programs have a word for what is not public, and those words.
const STATES: &[&str] = &["status", "state", "visibility", "zichtbaarheid"];
const NOT_PUBLIC: &[&str] = &[
    "draft",
    "concept",
    "private",
    "prive",
    "privé",
    "hidden",
    "verborgen",
    "unpublished",
    "ongepubliceerd",
    "embargo",
];

/// Keys that sound like a day to wait for, and may be of something else than the document; small letters, without `_` and `-`.
const SOUND_LIKE_A_WAIT: &[&str] = &[
    "releasedate",
    "release",
    "releaseat",
    "availablefrom",
    "beschikbaarvanaf",
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

fn keeps_nothing(key: &str, span: Span, values: &mut Values<'_>) {
    let message = format!("{key} is not a key of Courant, so it keeps nothing from the public");
    let hint = format!("{}  in its place; {AT_ONCE}", values.hint_with("draft", "true"));
    values.found.push(lost(message, span, hint));
}

/// Tells of an unknown key of the top level that was meant for a guard; false where it was not.
pub(super) fn slip(key: &Key, node: &Node, context: &HeadContext<'_>, values: &mut Values<'_>) -> bool {
    let plain = pasted::meant(&key.text);
    if says_not_public(&plain, node) {
        keeps_nothing(&plain, key.span, values);
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

/// A key that sounds like a date of the document and is none, with the date that stands behind it.
pub(super) struct OtherDate {
    found: Diagnostic,
    key: String,
    moment: Option<Moment>,
    /// The hint that makes it the day of publication.
    publish_at: String,
}

impl OtherDate {
    pub fn new(found: Diagnostic, key: &str, node: &Node, values: &Values<'_>) -> Self {
        let text = node.scalar().map_or("", |scalar| scalar.text.trim());
        Self {
            found,
            key: key.to_owned(),
            moment: Moment::parse(text, values.zone).ok(),
            publish_at: values.hint_as_written("publish_at", node),
        }
    }
}

/// By what a document waits for its day.
pub(super) struct Waits<'f> {
    /// Its `date`, where one stands there: its value, where that can be read.
    pub date: Option<Option<&'f Moment>>,
    /// Whether it has a `publish_at` or is a draft.
    pub guarded: bool,
    pub is_draft: bool,
}

/// Says of each slip of `date` what it comes to: a date may lie in the future, and a document without one is public. What is
/// later than the date that stands there was to be waited for.
pub(super) fn of_date(slips: Vec<OtherDate>, waits: &Waits<'_>, values: &mut Values<'_>) {
    for slip in slips {
        let span = slip.found.span.unwrap_or_default();
        let found = match waits.date {
            _ if waits.guarded => slip.found,
            None => lost(
                slip.found.message,
                span,
                "write date in its place; as it stands, this has no date and would be published at once".to_owned(),
            ),
            Some(date) if is_later(slip.moment.as_ref(), date) => lost(
                format!(
                    "{} is not a key of Courant, so nothing waits for this day, which is later than date",
                    slip.key
                ),
                span,
                format!("{}  in its place, or take the line out", slip.publish_at),
            ),
            Some(_) => {
                let message = format!("{} is not a key of Courant, and date stands here already", slip.key);
                let hint = format!(
                    "take it out, or write publish_at in its place if this is to wait for that day; templates see it as page.extra.{}",
                    slip.key
                );
                Diagnostic { message, ..slip.found }.hint(hint)
            }
        };
        values.found.push(found);
    }
}

/// Tells of an unknown key that hides something elsewhere, and of one that sounds like a day for which this is to wait, where nothing does.
pub(super) fn unheard(key: &Key, node: &Node, role: Role, waits: &Waits<'_>, values: &mut Values<'_>) {
    let plain = pasted::meant(&key.text);
    if !waits.is_draft && says_hidden(&plain, node, role) {
        keeps_nothing(&plain, key.span, values);
        return;
    }
    let own = bare(&key.text);
    let text = node.scalar().map(|scalar| scalar.text.trim());
    if waits.guarded || !SOUND_LIKE_A_WAIT.iter().any(|known| known.as_bytes() == own) {
        return;
    }
    let moment = text.and_then(|text| Moment::parse(text, values.zone).ok());
    if moment.is_none() || waits.date.is_some_and(|date| !is_later(moment.as_ref(), date)) {
        return;
    }
    let message = format!("{} is not a key of Courant, so nothing waits for this day", key.text);
    let hint = format!(
        "{}  in its place if this is to be public only then; templates see it as page.extra.{}",
        values.hint_as_written("publish_at", node),
        key.text
    );
    let found = Diagnostic::new(Code::NearMiss, message).at(key.span).hint(hint);
    values.found.push(found.grouped(&*key.text));
}

fn is_later(moment: Option<&Moment>, date: Option<&Moment>) -> bool {
    matches!((moment, date), (Some(moment), Some(date)) if moment.timestamp() > date.timestamp())
}

/// `hidden: true`, `status: draft`. The text of a list can be hidden from a menu, and is public all the same.
fn says_hidden(key: &str, node: &Node, role: Role) -> bool {
    let Some(scalar) = node.scalar() else { return false };
    let own = bare(key);
    let is_in = |words: &[&str]| words.iter().any(|word| word.as_bytes() == own);
    match yes_or_no(scalar) {
        Some(yes) => yes && role != Role::Index && is_in(HIDDEN),
        None => is_in(STATES) && NOT_PUBLIC.contains(&&*scalar.text.trim().to_lowercase()),
    }
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

#[cfg(test)]
mod tests {
    use super::super::near::{CORE_KEYS, PERSON_KEYS};
    use super::*;

    #[test]
    fn no_key_that_is_known_sounds_like_a_guard() {
        for key in CORE_KEYS.iter().chain(PERSON_KEYS) {
            let own = bare(key);
            let lists = [HIDDEN, STATES, SOUND_LIKE_A_WAIT];
            let sounds = lists
                .iter()
                .any(|list| list.iter().any(|known| known.as_bytes() == own));
            assert!(!sounds, "{key}");
        }
    }
}
