//! What has changed between two states of a page: where it is stylesheets alone, the browser can take them without loading the page again.

use std::ops::Range;

/// Returns the addresses of stylesheets that differ between two states of a page, as it was and as it is; none where something else differs too.
pub(super) fn only_stylesheets<'a>(was: &'a str, is: &'a str) -> Option<Vec<(&'a str, &'a str)>> {
    let (before, after) = (addresses(was), addresses(is));
    if before.len() != after.len() || without(was, &before) != without(is, &after) {
        return None;
    }
    let pairs = before
        .into_iter()
        .zip(after)
        .map(|(was_at, is_at)| (&was[was_at], &is[is_at]));
    Some(pairs.filter(|(was, is)| was != is).collect())
}

/// Returns where the addresses of a page's stylesheets stand. A theme may write its links as it likes: one that is not found here is a
/// difference like any other.
fn addresses(html: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (at, _) in html.match_indices("<link ") {
        let Some(tag) = html[at..].find('>').map(|end| &html[at..at + end]) else {
            break;
        };
        let Some(from) = tag.find("href=\"").map(|from| from + "href=\"".len()) else {
            continue;
        };
        if let Some(length) = tag[from..].find('"').filter(|_| tag.contains("stylesheet")) {
            found.push(at + from..at + from + length);
        }
    }
    found
}

/// Returns the text in pieces, without what stands at these places.
fn without<'t>(text: &'t str, places: &[Range<usize>]) -> Vec<&'t str> {
    let mut pieces = Vec::with_capacity(places.len() + 1);
    let mut from = 0;
    for place in places {
        pieces.push(&text[from..place.start]);
        from = place.end;
    }
    pieces.push(&text[from..]);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<link rel="icon" href="/i.svg"><link rel="stylesheet" href="/a.1.css"><link href="/b.1.css" rel="stylesheet"><p>Tekst"#;

    #[test]
    fn stylesheets_alone_are_told_apart_from_all_else() {
        assert_eq!(only_stylesheets(PAGE, PAGE), Some(vec![]));
        let other = PAGE.replace("a.1.css", "a.2.css");
        assert_eq!(only_stylesheets(PAGE, &other), Some(vec![("/a.1.css", "/a.2.css")]));
        assert_eq!(only_stylesheets(PAGE, &other.replace("Tekst", "Text")), None);
        assert_eq!(only_stylesheets(PAGE, &PAGE.replace("i.svg", "j.svg")), None);
        assert_eq!(
            only_stylesheets(PAGE, &PAGE.replace(r#"<link href="/b.1.css" rel="stylesheet">"#, "")),
            None
        );
        assert_eq!(only_stylesheets("<link ", "<link href=\"stylesheet"), None);
    }
}
