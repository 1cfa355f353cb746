//! Titles and leads: that they are there, and no longer than they are shown.

use crate::check::DocumentView;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::organise::Kind;
use crate::parse::markdown::plain;

/// How long a title may be before search engines cut it, in characters.
const TITLE: usize = 70;
/// How long the description of a page may be before search engines cut it, in characters.
const DESCRIPTION: usize = 160;
/// How long a lead may be before it is an article of its own, in characters.
const LEAD: usize = 400;

/// Tells of titles that are too long, or that end in spaces.
pub(in crate::check) fn title(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let shown = match (&view.front.seo_title, &view.document.front.title) {
        (Some(title), _) => Some((&**title, view.head_place(&["seo_title"]))),
        (None, Some(title)) => Some((&*title.value, title.span)),
        (None, None) => None,
    };
    let Some((title, span)) = shown else { return Vec::new() };
    let length = title.trim().chars().count();
    if length <= TITLE {
        return Vec::new();
    }
    let message = format!("this title has {length} characters, and search engines show about {TITLE}");
    let hint = match view.front.seo_title {
        Some(_) => "say the same in fewer words",
        None => "say the same in fewer words, or give search engines a shorter one:  seo_title: …",
    };
    vec![
        Diagnostic::new(Code::TitleLength, message)
            .at(span)
            .hint(hint)
            .grouped("title"),
    ]
}

/// Tells of articles and events without a lead, and of leads that are too long.
pub(in crate::check) fn lead(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let is_news = match view.kind {
        Some(kind) => matches!(kind, Kind::Article | Kind::Event),
        None => view.front.date.is_some() || view.front.event.is_some(),
    };
    let Some(summary) = &view.front.summary else {
        let missing = || {
            let place = view
                .document
                .front
                .title
                .as_ref()
                .map_or(view.top(), |title| title.span);
            Diagnostic::new(
                Code::LeadMissing,
                "this has no lead: lists, feeds and search engines show how the text begins",
            )
            .at(place)
            .hint("add a line with what is new and for whom, in two sentences:  summary: De raad koos dinsdag voor …")
            .grouped("lead")
        };
        // With `<!-- more -->` a writer has said what is shown.
        let is_chosen = view
            .prose
            .html
            .iter()
            .any(|(raw, _)| raw.contains("<!--") && raw.to_lowercase().contains("more"));
        return if is_news && !is_chosen {
            vec![missing()]
        } else {
            Vec::new()
        };
    };
    // What a translation inherits is told of where it is written.
    let Some(node) = view.head_value(&["summary"]) else {
        return Vec::new();
    };
    let length = plain(summary).chars().count();
    let told = |code: Code, message: String, hint: &str, span: Span| {
        vec![Diagnostic::new(code, message).at(span).hint(hint).grouped("lead")]
    };
    match length {
        _ if length > LEAD => {
            let message = format!("this lead has {length} characters: that is a text, not what leads to one");
            told(
                Code::LeadLength,
                message,
                "keep what is new and for whom; the rest is the text",
                node.span,
            )
        }
        _ if length > DESCRIPTION => {
            let message = format!("this lead has {length} characters, and search engines show about {DESCRIPTION}");
            told(
                Code::DescriptionLength,
                message,
                "let what matters most stand first, in fewer words",
                node.span,
            )
        }
        _ => Vec::new(),
    }
}
