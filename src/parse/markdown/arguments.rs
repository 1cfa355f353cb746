//! The arguments of a call, compared with what its shortcode takes: what lacks, and what was meant.

use super::call::Written;
use super::signature::{Parameter, Required, ShortcodeSignature};

/// Arguments that name a file or an address in every theme.
const ADDRESSES: &[&str] = &["href", "link", "to", "src", "file", "image"];

/// Returns what is wrong with a call that lacks arguments, and how to write it: all of them at once.
pub(super) fn missing(call: &Written, signature: &ShortcodeSignature) -> Option<(String, String)> {
    let gives = |one: &&Parameter| {
        let given = call.arguments.iter().find(|(given, _)| *given == one.name);
        given.is_some_and(|(_, value)| !value.is_empty() || &*one.name == "alt")
    };
    let required = signature.parameters.iter().filter(|one| one.required == Required::Yes);
    let mut missing: Vec<&str> = required.filter(|one| !gives(one)).map(|one| &*one.name).collect();
    if missing.is_empty() {
        return None;
    }
    let message = format!("{} needs {}", call.name, listed(&missing));
    let mut meant = Vec::new();
    let mut whole = format!("{{{{< {}", call.name);
    for (given, value) in &call.arguments {
        if missing.contains(&&**given) {
            continue; // It is there and empty.
        }
        let is_known = signature.parameters.iter().any(|one| one.name == *given);
        let place = match () {
            // Without a name it is what comes first.
            () if is_number(given) => (!missing.is_empty()).then_some(0),
            () if is_known => None,
            () => missing.iter().position(|name| is_near(name, given)),
        };
        let name = place.map_or(&**given, |at| missing.remove(at));
        if place.is_some() && !is_number(given) {
            meant.push(format!("did you mean {name} for {given}? "));
        }
        let value = value.replace('"', "\\\"");
        whole.push_str(&match is_number(name) {
            true => format!(" \"{value}\""),
            false => format!(" {name}=\"{value}\""),
        });
    }
    missing
        .iter()
        .for_each(|name| whole.push_str(&format!(" {name}=\"…\"")));
    Some((message, format!("{}write  {whole} >}}}}", meant.concat())))
}

/// Returns what is wrong with an argument that its shortcode does not know, and what it does know.
pub(super) fn unknown(
    shortcode: &str,
    (given, value): (&str, &str),
    signature: &ShortcodeSignature,
) -> (String, String) {
    let names: Vec<&str> = signature.parameters.iter().map(|one| &*one.name).collect();
    let all = format!("it knows: {}", names.join(", "));
    if is_number(given) {
        let message = format!("{shortcode} takes arguments by their names, and \"{value}\" has none");
        let takes = |one: &&Parameter| meant(value, &one.values).is_some();
        let hint = match (signature.parameters.iter().find(takes), &names[..]) {
            (Some(one), _) => {
                let meant = meant(value, &one.values).unwrap_or(value);
                format!("write  {}=\"{meant}\"", one.name)
            }
            (None, []) => "take it out".to_owned(),
            (None, [name, ..]) => format!("write its name before it, such as  {name}=\"{value}\"  ; {all}"),
        };
        return (message, hint);
    }
    let message = format!("{shortcode} knows no {given}");
    match names.iter().find(|name| is_near(name, given)) {
        Some(near) => (message, format!("did you mean {near}? {all}")),
        None => (message, all),
    }
}

/// Returns what to write in place of a value that is none of these words.
pub(super) fn fitting(value: &str, values: &[Box<str>]) -> String {
    let all = format!("it is one of: {}", values.join(", "));
    match meant(value, values) {
        Some(meant) => format!("did you mean {meant}? {all}"),
        None => all,
    }
}

/// Returns the one of these words that was meant.
fn meant<'w>(value: &str, values: &'w [Box<str>]) -> Option<&'w str> {
    let lower = value.to_lowercase();
    let distance = |word: &str| strsim::osa_distance(&word.to_lowercase(), &lower);
    let near = values.iter().map(|word| (distance(word), &**word)).min();
    near.filter(|(distance, word)| distance * 3 <= word.len() && (*distance == 0 || word.len() > 3))
        .map(|(_, word)| word)
}

/// Returns an argument that would be an address and run code there.
pub(super) fn harmful(call: &Written) -> Option<&str> {
    let bad = |(name, value): &&(Box<str>, Box<str>)| ADDRESSES.contains(&&**name) && crate::safe::runs_code(value);
    call.arguments.iter().find(bad).map(|(name, _)| &**name)
}

fn is_number(name: &str) -> bool {
    name.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_near(known: &str, given: &str) -> bool {
    strsim::damerau_levenshtein(known, &given.to_lowercase()) <= usize::from(known.len() > 3) + 1
}

/// "id", "id and title", "id, title and text".
fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::super::call::written;
    use super::*;

    #[track_caller]
    fn check(call: &str, message: &str, hint: &str) {
        let signature =
            ShortcodeSignature::of_template("{# arguments: id (required), title (required), start #}").value;
        let call = written(call).expect("a call that can be read");
        let expected = (message.to_owned(), hint.to_owned());
        assert_eq!(missing(&call, &signature), Some(expected));
    }

    #[test]
    fn a_value_without_a_name_and_a_word_with_a_slip_are_told_with_what_was_meant() {
        let signature = ShortcodeSignature::of_template("{# arguments: title, type (note|tip|warning) #}").value;
        let told = |given, value| unknown("note", (given, value), &signature);
        let (message, hint) = told("0", "tip");
        assert_eq!(message, "note takes arguments by their names, and \"tip\" has none");
        assert_eq!(hint, "write  type=\"tip\"");
        let (_, hint) = told("0", "Let op");
        assert_eq!(
            hint,
            "write its name before it, such as  title=\"Let op\"  ; it knows: title, type"
        );
        assert_eq!(told("titel", "x").1, "did you mean title? it knows: title, type");
        let words = &signature.parameters[1].values;
        assert_eq!(
            fitting("Tip", words),
            "did you mean tip? it is one of: note, tip, warning"
        );
        assert_eq!(
            fitting("warnign", words),
            "did you mean warning? it is one of: note, tip, warning"
        );
        assert_eq!(fitting("top", words), "it is one of: note, tip, warning");
    }

    #[test]
    fn all_that_lacks_is_told_at_once_and_what_was_given_keeps_its_place() {
        check(
            "youtube",
            "youtube needs id and title",
            "write  {{< youtube id=\"…\" title=\"…\" >}}",
        );
        check(
            "youtube dQw4w9WgXcQ",
            "youtube needs id and title",
            "write  {{< youtube id=\"dQw4w9WgXcQ\" title=\"…\" >}}",
        );
        check(
            "youtube id=a titel=\"Een \\\"film\\\"\" start=3",
            "youtube needs title",
            "did you mean title for titel? write  {{< youtube id=\"a\" title=\"Een \\\"film\\\"\" start=\"3\" >}}",
        );
        check(
            "youtube id=\"\" title=x",
            "youtube needs id",
            "write  {{< youtube title=\"x\" id=\"…\" >}}",
        );
    }
}
