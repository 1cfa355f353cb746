//! Tags of a template that are opened and never closed: the engine meets them only where something else has to end.

use std::ops::Range;

use crate::diagnostic::{Code, Diagnostic, Span};

/// The tags that have an end.
const PAIRED: &[&str] = &["if", "for", "block", "filter", "component", "set", "set_global"];
/// All tags, for the one that was meant.
pub(super) const TAGS: &[&str] = &[
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "block",
    "endblock",
    "extends",
    "include",
    "set",
    "set_global",
    "filter",
    "raw",
];

/// A tag in a template.
struct Tag<'t> {
    name: &'t str,
    at: Range<usize>,
    inner: &'t str,
}

impl Tag<'_> {
    /// Whether an end has to follow: `{% set x = 1 %}` has none, `{% set x %}` has.
    fn opens(&self) -> bool {
        PAIRED.contains(&self.name) && !(self.name.starts_with("set") && self.inner.contains('='))
    }

    fn end(&self) -> String {
        format!("end{}", self.name.trim_end_matches("_global"))
    }
}

/// Says which tag is opened and not closed, or closed and not opened; nothing where each has its end.
pub(super) fn unclosed(text: &str) -> Option<Diagnostic> {
    let mut open: Vec<Tag<'_>> = Vec::new();
    for tag in tags(text) {
        if tag.opens() {
            open.push(tag);
        } else if tag.name.starts_with("end") {
            match open.pop() {
                Some(opened) if opened.end() == tag.name => {}
                Some(opened) => return Some(never_closed(&opened, Some((&tag, text)))),
                None => {
                    let start = tag.name.trim_start_matches("end");
                    let message = format!("this {} ends nothing: no {start} is open here", tag.name);
                    let found = Diagnostic::new(Code::TemplateSyntax, message).at(Span::new(tag.at.start, tag.at.end));
                    return Some(
                        found.hint("take it out, or look whether the one that it belongs to was ended before"),
                    );
                }
            }
        }
    }
    open.last().map(|opened| never_closed(opened, None))
}

fn never_closed(opened: &Tag<'_>, met: Option<(&Tag<'_>, &str)>) -> Diagnostic {
    let (name, end) = (opened.name, opened.end());
    let before = met.map_or_else(String::new, |(tag, text)| {
        let line = text[..tag.at.start].matches('\n').count() + 1;
        format!(" before the {} in line {line}", tag.name)
    });
    let found = Diagnostic::new(Code::TemplateSyntax, format!("this {name} has no {end}{before}"));
    let found = found.at(Span::new(opened.at.start, opened.at.end));
    found.hint(format!("write  {{% {end} %}}  where it ends"))
}

/// Returns all tags outside of comments and of what is to be shown as it stands.
fn tags(text: &str) -> Vec<Tag<'_>> {
    let mut tags = Vec::new();
    let mut at = 0;
    while let Some(start) = text[at..].find('{').map(|found| at + found) {
        let rest = &text[start..];
        if rest.starts_with("{#") {
            at = rest.find("#}").map_or(text.len(), |end| start + end + 2);
            continue;
        }
        if !rest.starts_with("{%") {
            at = start + 1;
            continue;
        }
        let end = rest.find("%}").map_or(text.len(), |end| start + end);
        let inner = text[start + 2..end].trim_matches('-');
        let name = inner.split_whitespace().next().unwrap_or_default();
        let from = start + text[start..end].find(name).unwrap_or(2);
        at = end;
        if name == "raw" {
            at = text[end..].find("endraw").map_or(text.len(), |length| end + length + 6);
            continue;
        }
        tags.push(Tag {
            name,
            at: from..from + name.len(),
            inner,
        });
    }
    tags
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_without_its_end_is_found_where_it_opens() {
        for (text, expected) in [
            ("{% if x %}{% endif %}", None),
            ("{% block a %}\n{% if x %}\n{% endblock %}", Some("2:if endif")),
            ("{% if x %}\nx", Some("1:if endif")),
            ("{% for x in y %}{%- if x -%}{% endfor %}", Some("1:if endif")),
            ("x\n{% endif %}", Some("2:endif ")),
            ("{# {% if x %} #}{% raw %}{% if x %}{% endraw %}", None),
            ("{% set x = 1 %}{% set y %}a{% endset %}", None),
            ("{% if", Some("1:if endif")),
        ] {
            let found = unclosed(text).map(|found| {
                let range = found.span.map(Span::range).unwrap_or_default();
                let line = text[..range.start].matches('\n').count() + 1;
                let end = found.message.split("has no ").nth(1).unwrap_or_default();
                format!("{line}:{} {}", &text[range], end.split(' ').next().unwrap_or_default())
            });
            assert_eq!(found.as_deref(), expected, "{text}");
        }
    }
}
