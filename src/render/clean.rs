//! The text of an article as feed readers take it, and other machines.

use std::sync::OnceLock;

use crate::parse::markdown::Sanitiser;

/// What readers refuse, or show as nothing: a text with one of these is cleaned.
const REFUSED: [&str; 15] = [
    "script", "style", "iframe", "object", "embed", "link", "meta", "svg", "math", "form", "button", "select",
    "textarea", "template", "noscript",
];

/// Takes out of texts what only works in the page itself. What writers typed has been cleaned, unless all are trusted; what a shortcode's
/// template writes has not.
#[derive(Debug, Default)]
pub struct Cleaner(OnceLock<Sanitiser>);

impl Cleaner {
    /// Returns `html` without that.
    pub fn clean(&self, html: String) -> String {
        if has_refused(&html) {
            return self
                .0
                .get_or_init(Sanitiser::default)
                .clean(&html)
                .replace(" tabindex=\"0\"", "");
        }
        html.replace(" tabindex=\"0\"", "")
    }
}

/// Whether there is a tag that readers refuse, an element of the page's own (`<x-y>`), or an attribute with style or script.
fn has_refused(html: &str) -> bool {
    html.match_indices('<').any(|(at, _)| {
        let tag = &html[at + 1..];
        let tag = tag.find('>').map_or(tag, |end| &tag[..end]);
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && c != '-');
        let (name, attributes) = tag.split_at(end.unwrap_or(tag.len()));
        let is_refused = REFUSED.iter().any(|refused| name.eq_ignore_ascii_case(refused));
        let mut words = attributes.split_ascii_whitespace();
        let has_code = words.any(|word| {
            let starts = |with: &str| {
                word.get(..with.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(with))
            };
            (starts("on") && word.contains('=')) || starts("style=")
        });
        is_refused || name.contains('-') || has_code
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_readers_refuse_is_taken_out() {
        let cleaner = Cleaner::default();
        for (html, clean) in [
            (
                "<p tabindex=\"0\">a &lt;script> <a href=\"#on\">on = b</a></p>",
                "<p>a &lt;script> <a href=\"#on\">on = b</a></p>",
            ),
            ("<p>a<script>b</script></p>", "<p>a</p>"),
            ("<p STYLE=\"color:red\">a</p>", "<p>a</p>"),
            ("<p onclick=\"x()\">a</p><svg><path/></svg>", "<p>a</p>"),
            ("<x-kaart>a</x-kaart><IFRAME src=\"https://a.nl\"></IFRAME>", "a"),
        ] {
            assert_eq!(cleaner.clean(html.to_owned()), clean);
        }
    }
}
