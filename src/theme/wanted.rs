//! Which fields of `page` a template can ask for.

use crate::plan::view::Wanted;

/// The name of the value that a page is.
const PAGE: &str = "page";

/// Returns the fields of `page` that `texts` name, the files of one template with all that it is made of.
///
/// One more than is asked for costs that it is made; one less would be missing. So where `page` stands in a tag without a `.` and a name
/// behind it, anything may be done with it, and all are wanted.
pub(super) fn wanted<'t>(texts: impl Iterator<Item = &'t str>) -> Wanted {
    let mut named: Vec<Box<str>> = Vec::new();
    for code in texts.flat_map(tags) {
        // By this name a template can have all values at once.
        if code.contains("__tera_context") {
            return Wanted::All;
        }
        for (at, _) in code.match_indices(PAGE) {
            let (before, behind) = (&code[..at], &code[at + PAGE.len()..]);
            let is_part = before.ends_with(is_of_name) || behind.starts_with(is_of_name);
            let is_text = before.ends_with('"') && behind.starts_with('"');
            if is_part || is_text || before.ends_with('.') {
                continue;
            }
            let field = behind.strip_prefix('.').map_or("", |behind| {
                let end = behind.find(|c| !is_of_name(c));
                &behind[..end.unwrap_or(behind.len())]
            });
            if field.is_empty() {
                return Wanted::All;
            }
            if named.iter().all(|named| **named != *field) {
                named.push(field.into());
            }
        }
    }
    Wanted::Named(named)
}

fn is_of_name(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Returns the tags of a template: each from what opens it to the last that may close it before another is opened, for in a text in a tag
/// may stand what looks like its end.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let is_open = |at: usize| matches!(text.as_bytes().get(at..at + 2), Some(b"{{" | b"{%"));
    let opens: Vec<usize> = text
        .match_indices('{')
        .map(|(at, _)| at)
        .filter(|at| is_open(*at))
        .collect();
    (0..opens.len()).map(move |n| {
        let from = opens[n] + 2;
        let to = opens.get(n + 1).copied().unwrap_or(text.len());
        // `{{{` opens twice.
        let piece = text.get(from..to).unwrap_or_default();
        let close = piece.rfind("}}").max(piece.rfind("%}"));
        &piece[..close.unwrap_or(piece.len())]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, fields: &[&str]) {
        let fields = fields.iter().map(|field| Box::from(*field)).collect();
        assert_eq!(wanted([text].into_iter()), Wanted::Named(fields), "{text}");
    }

    #[test]
    fn the_fields_that_tags_name_are_wanted() {
        check("page.x {{ page.title }}", &["title"]);
        check("{% if page.section?.url == page.url %}", &["section", "url"]);
        check(
            "<p class=\"page-top\">{{ t(key=\"page_n\", n=page.list.number) }}</p>",
            &["list"],
        );
        check("{% if x %}aria-current=\"page\"{% endif %}{{ t(key=\"page\") }}", &[]);
        check("{{ other.page.title }}{{ homepage.url }}{{ page_title }}", &[]);
        check(
            "{{ f(x={\"k\": page.date}) }}{{ \"}}\" ~ {\"k\": page.kind} }}",
            &["date", "kind"],
        );
        check("{{-page.a-}}{%- set b = -page.b -%}", &["a", "b"]);
    }

    #[test]
    fn all_are_wanted_by_who_takes_the_whole_page() {
        for text in [
            "{{ page }}",
            "{% for key, value in page %}",
            "{{ page[key] }}",
            "{{ page | json_encode }}",
            "{% set p=page %}",
            "{{ page .title }}",
            "{{ page?.title }}",
            "{{ __tera_context }}",
            "{{ \"}}\" ~ page }}",
            "{{ \"{{\" ~ page }}",
            "{{ page",
        ] {
            assert_eq!(wanted([text].into_iter()), Wanted::All, "{text}");
        }
    }
}
