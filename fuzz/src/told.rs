//! What is told of a file can be shown: each place lies in it, between characters, and says how to mend what is wrong.

use courant::diagnostic::{Colour, Diagnostic, Span, json, locate, text as shown};

/// Checks all that was found in `file`.
pub fn check(found: &[Diagnostic], file: &str) {
    for one in found {
        assert!(!one.message.is_empty(), "{one:?}");
        assert!(one.hint.as_ref().is_none_or(|hint| !hint.is_empty()), "{one:?}");
        if let Some(span) = one.span {
            within(span, file);
        }
        let located = locate(one, Some(file.as_bytes()));
        assert_eq!(located.place.is_some(), one.span.is_some());
    }
    let read = |_: &str| Some(file.as_bytes().to_vec());
    let told = shown(found, Colour::No, &read);
    assert_eq!(told.is_empty(), found.is_empty());
    json(found, &read);
}

/// Checks a place.
pub fn within(span: Span, file: &str) {
    assert!(file.get(span.range()).is_some(), "{span:?} of {} bytes", file.len());
}
