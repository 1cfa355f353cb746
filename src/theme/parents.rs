//! What the templates for events and pages of the default theme extend: a theme's own `article.html` where that has their blocks.

use std::borrow::Cow;

use super::builtin;
use super::load::{TemplateFile, Theme};

/// The templates of the default theme that build on that of articles.
const BUILT_ON_ARTICLE: &[&str] = &["event.html", "page.html"];
/// How they say so; and the same, as many bytes long so that places in the file stay where they are, for the article of the default theme.
const ON_ANY: &str = "{% extends         \"article.html\" %}";
const ON_OWN: &str = "{% extends \"courant/article.html\" %}";

/// Returns the text of a template as the engine takes it.
///
/// What a theme adds to articles is to stand on events and pages too, so these extend whatever `article.html` is uppermost. One that
/// does not build on the default theme's own lacks the blocks that they fill: then they stand by themselves.
pub(super) fn text_of<'t>(template: &'t TemplateFile, theme: &Theme) -> Cow<'t, str> {
    let text = template.lean.as_deref().unwrap_or_else(|| template.plain_text());
    let follows = template.layer == builtin::NAME && BUILT_ON_ARTICLE.contains(&&*template.name);
    if follows && text.starts_with(ON_ANY) && !has_blocks_of_article(theme) {
        return Cow::Owned(text.replacen(ON_ANY, ON_OWN, 1));
    }
    Cow::Borrowed(text)
}

/// Whether the uppermost `article.html` builds on that of the default theme.
fn has_blocks_of_article(theme: &Theme) -> bool {
    let mut name = Some("article.html");
    // A chain that goes round is told of by the engine.
    for _ in 0..=theme.templates.len() {
        let Some(template) = name.and_then(|name| found(name, theme)) else {
            return false;
        };
        if BUILT_ON_ARTICLE.contains(&&*template.name) {
            return false;
        }
        if template.layer == builtin::NAME && template.name == "article.html" {
            return true;
        }
        name = parent(template.plain_text());
    }
    false
}

/// Returns the template of a name with its layer in front, or else the uppermost of that name, as the engine looks it up.
fn found<'t>(name: &str, theme: &'t Theme) -> Option<&'t TemplateFile> {
    let is_full = |template: &&TemplateFile| {
        let rest = name.strip_prefix(&*template.layer);
        rest.and_then(|rest| rest.strip_prefix('/')) == Some(&*template.name)
    };
    let uppermost = || theme.templates.iter().find(|template| template.name == name);
    uppermost().or_else(|| theme.templates.iter().find(is_full))
}

/// Returns the name in the tag `extends`.
fn parent(text: &str) -> Option<&str> {
    let tags = text.split("{%").skip(1);
    let mut extends = tags.filter_map(|tag| tag.trim_start_matches('-').trim_start().strip_prefix("extends"));
    let rest = extends.next()?.trim_start();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    rest[1..].split(quote).next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_ways_to_extend_are_as_long() {
        assert_eq!(ON_ANY.len(), ON_OWN.len());
        for name in BUILT_ON_ARTICLE {
            let path = format!("templates/{name}");
            let file = builtin::FILES.iter().find(|(known, _)| *known == path);
            let text = file.map(|(_, bytes)| String::from_utf8_lossy(bytes));
            assert!(text.is_some_and(|text| text.starts_with(ON_ANY)), "{name}");
        }
    }

    #[test]
    fn the_name_that_a_template_extends() {
        for (text, expected) in [
            ("{% extends \"a.html\" %}", Some("a.html")),
            ("\n{# x #}{%- extends 'b/a.html' -%}", Some("b/a.html")),
            ("{% if x %}", None),
            ("<h1>", None),
        ] {
            assert_eq!(parent(text), expected, "{text}");
        }
    }
}
