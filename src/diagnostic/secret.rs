//! What nobody else may read is not told: what is written to a terminal is often kept where many can read it.

use std::collections::BTreeSet;

use super::Diagnostic;

/// Returns a file without what nobody else may read, each sign of it a star, whichever line is shown and why.
pub(super) fn without_secrets(found: &[Diagnostic], file: &str, mut bytes: Vec<u8>) -> Vec<u8> {
    let secret = found
        .iter()
        .filter(|found| found.code.is_secret() && found.file.as_deref() == Some(file));
    for span in secret.filter_map(|found| found.span) {
        bytes.get_mut(span.range()).into_iter().flatten().for_each(star);
    }
    bytes
}

/// Returns diagnostics without what nobody else may read in their words: a rule that has a text repeated repeats what stands in it. `read` gives the bytes of a
/// file by its path from the root.
pub fn told_without_secrets(found: Vec<Diagnostic>, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> Vec<Diagnostic> {
    let secrets = found.iter().filter(|found| found.code.is_secret());
    let secrets = secrets.filter_map(|found| {
        let bytes = read(found.file.as_deref()?)?;
        let secret = std::str::from_utf8(bytes.get(found.span?.range())?).ok()?;
        (!secret.is_empty()).then(|| secret.to_owned())
    });
    let secrets: BTreeSet<String> = secrets.collect();
    if secrets.is_empty() {
        return found;
    }
    let hidden = |words: String| {
        let hide = |words: String, secret: &String| words.replace(secret.as_str(), &starred(secret));
        secrets.iter().fold(words, hide)
    };
    let found = found.into_iter().map(|one| Diagnostic {
        message: hidden(one.message),
        hint: one.hint.map(hidden),
        ..one
    });
    found.collect()
}

fn starred(secret: &str) -> String {
    let star = |c: char| if c.is_ascii_alphanumeric() { '*' } else { c };
    secret.chars().map(star).collect()
}

fn star(sign: &mut u8) {
    if sign.is_ascii_alphanumeric() {
        *sign = b'*';
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Span};

    #[test]
    fn words_do_not_repeat_what_nobody_else_may_read() {
        let file = "content/a.md".into();
        let read = |_: &str| Some(b"##BSN 123.456.782\n".to_vec());
        let secret = Diagnostic::new(Code::CitizenNumber, "a number stands here")
            .at(Span::new(6, 17))
            .in_file(&file);
        let other =
            Diagnostic::new(Code::HeadingSpace, "\"##BSN 123.456.782\" has no space").hint("write ## BSN 123.456.782");
        let told = told_without_secrets(vec![secret, other.in_file(&file)], &read);
        assert_eq!(told[1].message, "\"##BSN ***.***.***\" has no space");
        assert_eq!(told[1].hint.as_deref(), Some("write ## BSN ***.***.***"));
    }
}
