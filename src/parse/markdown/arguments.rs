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

/// Returns what the shortcode knows in place of an argument that it does not.
pub(super) fn known(given: &str, signature: &ShortcodeSignature) -> String {
    let names: Vec<&str> = signature.parameters.iter().map(|one| &*one.name).collect();
    let all = format!("it knows: {}", names.join(", "));
    match names.iter().find(|name| !is_number(given) && is_near(name, given)) {
        Some(near) => format!("did you mean {near}? {all}"),
        None => all,
    }
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
