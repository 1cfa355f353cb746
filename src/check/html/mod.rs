//! What slipped through into a finished page: pieces of templates, names of words, empty elements, ids that lead nowhere.

mod audit;
mod leftover;
mod slip;
mod templates;

pub use templates::ByTemplate;

use super::PageView;
use crate::diagnostic::{Code, Diagnostic};
use slip::Slip;

/// Returns what is wrong with a finished page. It is told of the document that the page shows, else of the template that makes it.
pub(super) fn page(view: &PageView<'_>) -> Vec<Diagnostic> {
    let is_word = |text: &str| view.words.iter().any(|words| words.level(text).is_some());
    let slips = audit::audit(view.html, &is_word);
    slips.into_iter().map(|slip| told(&slip, view)).collect()
}

fn told(slip: &Slip, view: &PageView<'_>) -> Diagnostic {
    let by_template = "it comes from a template, a shortcode or typed HTML";
    let (code, message, hint) = match slip {
        Slip::Leftover(piece) => (
            Code::HtmlLeftover,
            format!("the finished page shows  {piece}  , which was meant for a template or a script"),
            "mend the call or the template; in a text that is about it, write it as code, between ` and `".to_owned(),
        ),
        Slip::WordKey(key) => (
            Code::HtmlWord,
            format!("the finished page shows {key}, the name of a word of the theme, in its place"),
            format!("write  {{{{ t(key=\"{key}\") }}}}  in the template"),
        ),
        Slip::Empty(name) => (
            Code::HtmlEmpty,
            format!("the finished page has a <{name}> with nothing in it"),
            format!("take it out, or put words in it; {by_template}"),
        ),
        Slip::EmptyLink(href) => (
            Code::HtmlEmpty,
            format!("the finished page has a link to {href} without words"),
            format!("say where it leads, with words, the alt of its picture, or aria-label; {by_template}"),
        ),
        Slip::IdTwice(id) => (
            Code::HtmlId,
            format!("the id {id} stands on the finished page twice, so that links to it lead to the first"),
            format!("give one of them another; {by_template}"),
        ),
        Slip::NoSuchId("href", id) => (
            Code::HtmlId,
            format!("the finished page has a link to #{id}, which is not on it"),
            format!("mend the link, or give the place that id; {by_template}"),
        ),
        Slip::NoSuchId(name, id) => (
            Code::HtmlId,
            format!("the finished page has {name}=\"{id}\", and no element with that id"),
            format!("mend it, or give the element that id; {by_template}"),
        ),
        Slip::NoAlt(src) => (
            Code::HtmlPicture,
            format!("the picture {src} on the finished page has no alt"),
            format!("say what is to be seen, or write  alt=\"\"  if it only decorates; {by_template}"),
        ),
        Slip::NoSize(src) => (
            Code::HtmlPicture,
            format!(
                "the picture {src} on the finished page has no width and height, so that the page jumps while it loads"
            ),
            format!("write them, or let  image(src=…)  do it; {by_template}"),
        ),
        Slip::NoMainHeading => (
            Code::HtmlHeading,
            "the finished page has no main heading (h1)".to_owned(),
            "let the template write the title of the page in one".to_owned(),
        ),
        Slip::MainHeadings(count) => (
            Code::HtmlHeading,
            format!("the finished page has {count} main headings (h1)"),
            "leave the title of the page that one, and make the others h2".to_owned(),
        ),
    };
    let found = Diagnostic::new(code, message).hint(hint);
    match view.document.as_ref().or(view.template.as_ref()) {
        Some(file) => found.in_file(file),
        None => found,
    }
}
