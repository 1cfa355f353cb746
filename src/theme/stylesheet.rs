//! What a stylesheet refers to: `url(…)` and `@import "…"`.

/// Rewrites the addresses in a stylesheet to what `name` gives for them; those that it does not know stay as they are. A
/// `?query` or `#part` behind an address is kept.
pub(super) fn with_names(css: &str, mut name: impl FnMut(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((start, end)) = next(rest) {
        let written = &rest[start..end];
        let address = written.trim().trim_matches(['"', '\'']);
        let plain = address.split(['?', '#']).next().unwrap_or_default();
        out.push_str(&rest[..start]);
        match name(plain) {
            Some(new) => out.push_str(&format!("\"{new}{}\"", &address[plain.len()..])),
            None => out.push_str(written),
        }
        rest = &rest[end..];
    }
    out.push_str(rest);
    out
}

/// Returns where the next address stands, quotes included.
fn next(css: &str) -> Option<(usize, usize)> {
    let url = css.find("url(").map(|at| at + "url(".len());
    let import = css.find("@import").map(|at| at + "@import".len());
    let import = import.and_then(|at| {
        let quoted = css[at..].trim_start();
        let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let start = css.len() - quoted.len();
        let end = quoted[1..].find(quote)? + 2;
        Some((start, start + end))
    });
    match (url, import) {
        (Some(url), Some(import)) if import.0 < url => Some(import),
        (None, import) => import,
        (Some(url), _) => {
            let end = css[url..].find(')').map_or(css.len(), |end| url + end);
            Some((url, end))
        }
    }
}
