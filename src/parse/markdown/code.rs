//! Blocks of code.

use super::escape::{escape_into, escaped};
use super::highlight::Highlighter;

/// Longer code is shown without colours: it costs more than a reader gains.
const MAX_HIGHLIGHTED: usize = 100_000;

/// Adds a block of code to `out`.
pub(super) fn block(out: &mut String, code: &str, language: &str, highlighter: &Highlighter, highlight: bool) {
    out.push_str("<div class=\"code\"><pre tabindex=\"0\"><code");
    if !language.is_empty() {
        out.push_str(&format!(" class=\"language-{}\"", escaped(language)));
    }
    out.push('>');
    let coloured = highlight && !language.is_empty() && code.len() <= MAX_HIGHLIGHTED;
    if !coloured || highlighter.highlight(out, code, language).is_none() {
        escape_into(out, code);
    }
    out.push_str("</code></pre></div>\n");
}
