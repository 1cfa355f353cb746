//! What a shortcode takes, as the first line of its template says.

use std::collections::BTreeMap;

use crate::diagnostic::{Checked, Code, Diagnostic, Span};

/// A parameter of a shortcode.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parameter {
    /// Its name; a number for a positional one.
    pub name: Box<str>,
    /// Whether a call must give it.
    pub required: Required,
    /// What it can be; anything where empty.
    pub values: Vec<Box<str>>,
}

/// Whether a call must give an argument.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Required {
    /// It must.
    Yes,
    /// It may.
    No,
}

/// Whether a call must have a text between its ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BodyNeeded {
    /// `body (required)` in the list: it must.
    Yes,
    /// `body (required without text)`: unless it has an argument `text`.
    WithoutText,
    /// It may.
    #[default]
    No,
}

/// What a shortcode takes, as the first line of its template says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShortcodeSignature {
    /// Its parameters.
    pub parameters: Vec<Parameter>,
    /// Whether it must be closed.
    pub body: BodyNeeded,
    /// Whether the template declares its parameters at all; otherwise any will do.
    pub declared: bool,
}

/// All shortcodes, by name.
pub type ShortcodeSignatures = BTreeMap<Box<str>, ShortcodeSignature>;

/// What the list of arguments begins with.
const WORD: &str = "arguments";
/// What others call it.
const OTHER_WORDS: &[&str] = &["args", "params", "parameters", "argument", "parameter"];
const EXAMPLE: &str = "{# arguments: id (required), title, type (note|tip) #}";

impl ShortcodeSignature {
    /// Reads a template: `{# arguments: id (required), title, type (note|tip) #}` in its first line. What is found has no file yet.
    pub fn of_template(template: &str) -> Checked<Self> {
        let mut found = Vec::new();
        let Some(list) = list(template, &mut found) else {
            return Checked {
                value: Self::default(),
                found,
            };
        };
        let mut signature = Self {
            declared: true,
            ..Self::default()
        };
        for one in list.split(',').map(str::trim).filter(|one| !one.is_empty()) {
            let end = one.find(|c: char| c.is_whitespace() || c == '(').unwrap_or(one.len());
            let (name, marks) = one.split_at(end);
            let mut parameter = Parameter {
                name: name.into(),
                required: Required::No,
                values: Vec::new(),
            };
            for mark in marks
                .split_inclusive(')')
                .map(str::trim)
                .filter(|mark| !mark.is_empty())
            {
                let inner = mark.strip_prefix('(').and_then(|mark| mark.strip_suffix(')'));
                match inner.map(str::trim) {
                    Some("required") => parameter.required = Required::Yes,
                    Some("required without text") if name == "body" => signature.body = BodyNeeded::WithoutText,
                    Some("optional") => {}
                    Some(words) if words.contains('|') => {
                        parameter.values = words.split('|').map(|word| word.trim().into()).collect();
                    }
                    _ => {
                        let message = format!("{mark} behind {name} says nothing that is known, so any call will do");
                        let plain = mark.trim_matches(['(', ')']).trim().to_lowercase();
                        let hint = if strsim::damerau_levenshtein(&plain, "required") <= 2 {
                            format!("write  {name} (required)")
                        } else {
                            format!("a list of arguments looks like this:  {EXAMPLE}")
                        };
                        found.push(odd(template, mark, message).hint(hint));
                    }
                }
            }
            if name == "body" {
                if parameter.required == Required::Yes {
                    signature.body = BodyNeeded::Yes;
                }
            } else {
                signature.parameters.push(parameter);
            }
        }
        Checked {
            value: signature,
            found,
        }
    }
}

/// Returns the list of arguments in the first line.
fn list<'t>(template: &'t str, found: &mut Vec<Diagnostic>) -> Option<&'t str> {
    let first = template.trim_start().lines().next()?;
    let comment = first.strip_prefix("{#")?.split("#}").next()?;
    let comment = comment.trim_start_matches('-').trim_end_matches('-').trim();
    let end = comment.find(|c: char| !c.is_alphanumeric()).unwrap_or(comment.len());
    let (word, rest) = comment.split_at(end);
    match rest.trim_start().strip_prefix(':') {
        Some(list) if word == WORD => return Some(list),
        list => {
            let lower = word.to_lowercase();
            let is_meant = list.is_some() && strsim::damerau_levenshtein(&lower, WORD) <= 2;
            if is_meant || word == WORD || list.is_some() && OTHER_WORDS.contains(&&*lower) {
                let message = format!("\"{word}\" says nothing here, so that any call will do");
                let hint = format!("write the word and a colon:  {EXAMPLE}");
                found.push(odd(template, word, message).hint(hint));
            }
        }
    }
    None
}

/// A diagnostic about `part`, a part of the template.
fn odd(template: &str, part: &str, message: String) -> Diagnostic {
    let start = part.as_ptr() as usize - template.as_ptr() as usize;
    Diagnostic::new(Code::ShortcodeHead, message).at(Span::new(start, start + part.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_says_what_it_takes() {
        let signature = ShortcodeSignature::of_template(
            "{# arguments: id (required), title, type (note|tip) (required), body (required) #}\n<p>{{ body }}</p>",
        );
        assert_eq!(signature.found, []);
        let signature = signature.value;
        let parameters = signature.parameters.iter();
        let parameters: Vec<_> = parameters
            .map(|one| (&*one.name, one.required, one.values.len()))
            .collect();
        assert_eq!(
            parameters,
            [
                ("id", Required::Yes, 0),
                ("title", Required::No, 0),
                ("type", Required::Yes, 2)
            ]
        );
        assert!(signature.body == BodyNeeded::Yes && signature.declared);
    }

    #[test]
    fn a_slip_in_what_it_takes_is_told_at_its_place() {
        for (template, place) in [
            ("{# arguments: x (requird) #}", Some("(requird)")),
            ("{# arguments: x required #}", Some("required")),
            ("{# arguments: y, x (required #}", Some("(required")),
            ("{# argumenten: x #}", Some("argumenten")),
            ("{#- Arguments: x -#}", Some("Arguments")),
            ("{# arguments x #}", Some("arguments")),
            ("{# parameters: x #}", Some("parameters")),
            ("{# Een knop. Let op: zonder tekst #}", None),
            ("{# arguments: x (optional), 0 #}", None),
            ("<p>", None),
        ] {
            let found = ShortcodeSignature::of_template(template).found;
            let places: Vec<&str> = found
                .iter()
                .filter_map(|found| template.get(found.span?.range()))
                .collect();
            assert_eq!(places, place.into_iter().collect::<Vec<_>>(), "{template}");
        }
    }
}
