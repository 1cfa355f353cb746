//! What a template or a script leaves in a page where it had no value, or was never run.

/// Beginnings of what is typed for a template engine.
const MARKS: [&str; 5] = ["{{", "{%", "[object ", "&lt;no value&gt;", "<no value>"];

/// What scripts and engines write for a value that is not there; as the whole of a text or an attribute, for in a sentence it may be a word.
const NO_VALUES: [&str; 5] = ["undefined", "null", "NaN", "[object Object]", "[object]"];

/// How much of it is shown, in characters.
const SHOWN: usize = 40;

/// Returns the piece of a text that a template left there. One between quotation marks is what the text is about.
pub(super) fn in_text(text: &str) -> Option<String> {
    let places = MARKS.iter().flat_map(|mark| text.match_indices(mark));
    let at = places.map(|(at, _)| at).filter(|at| !is_quoted(text, *at)).min()?;
    let piece = text[at..].split('\n').next().unwrap_or_default();
    let shown: String = piece.chars().take(SHOWN).collect();
    let is_cut = shown.len() < piece.len();
    Some(format!("{}{}", shown.trim_end(), if is_cut { "…" } else { "" }))
}

/// Whether what begins at a place has a quotation mark right before it or right behind its end.
fn is_quoted(text: &str, at: usize) -> bool {
    let is_mark = |c: char| matches!(c, '"' | '\'' | '‘' | '’' | '“' | '”' | '„' | '‚' | '«' | '»');
    let end = ["}}", "%}", "]"]
        .iter()
        .filter_map(|end| Some(at + text[at..].find(end)? + end.len()))
        .min();
    let is_closed = end.is_some_and(|end| text[end..].starts_with(is_mark));
    text[..at].ends_with(is_mark) || is_closed
}

/// Returns what stands in a text or an attribute in place of a value.
pub(super) fn in_whole(text: &str) -> Option<&str> {
    let text = text.trim();
    NO_VALUES.contains(&text).then_some(text)
}

/// Whether a text has the form of the name of a word: `share_on`, `months.one`.
pub(super) fn is_like_a_key(text: &str) -> bool {
    let is_part = |part: &str| {
        !part.is_empty()
            && part
                .bytes()
                .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    text.contains(['_', '.']) && text.len() < 64 && text.split(['_', '.']).all(is_part)
}
