//! What a writer has silenced, and why: in front matter for the whole document, or in a comment before a block of its text.
//!
//! In front matter: `check: { ignore: [{ code: link-text, reason: "Zo heet de knop" }] }`. In the text, on a line of its own before the block that it
//! is about: `<!-- courant-check off link-text: Zo heet de knop -->`. A reason is always wanted: who reads the text next year has to know.

use pulldown_cmark::Event;

use super::DocumentView;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::parse::markdown::{Part, Passage, check_comment};
use crate::tree::{Kind, Node};

/// What is silenced in a document.
#[derive(Debug, Clone, Default)]
pub struct Silences {
    /// Each of them.
    pub all: Vec<Silence>,
    /// What is wrong with them.
    pub found: Vec<Diagnostic>,
}

/// Something that is silenced.
#[derive(Debug, Clone)]
pub struct Silence {
    /// What, as written.
    pub name: Box<str>,
    /// Where that is written.
    pub span: Span,
    /// In which bytes of the file it holds; none for all of them.
    pub over: Option<Span>,
}

impl Silences {
    /// Returns the number of the one that silences a finding.
    pub(super) fn silences_at(&self, found: &Diagnostic) -> Option<usize> {
        let holds = |silence: &Silence| match (silence.over, found.span) {
            (None, _) => true,
            (Some(over), Some(span)) => over.start <= span.start && span.start < over.end,
            (Some(_), None) => false,
        };
        let is_meant = |silence: &Silence| found.code.is_named_by(&silence.name) && holds(silence);
        // What is told of silences themselves is not silenced.
        let code = found.code;
        let can_be = !matches!(code, Code::BadSilence | Code::UselessSilence);
        self.all.iter().position(|silence| can_be && is_meant(silence))
    }
}

/// Reads what is silenced in a document.
pub fn silences(view: &DocumentView<'_>) -> Silences {
    let mut silences = Silences::default();
    // What is no group of keys is told of where the document is read.
    if let Some(node) = view.head_value(&["check"]).filter(|node| node.mapping().is_some()) {
        in_head(node, &mut silences);
    }
    for passage in view.passages {
        in_text(passage, &mut silences);
    }
    silences
}

/// Tells of a silence that silences nothing.
pub(super) fn useless(silence: &Silence) -> Diagnostic {
    let message = format!(
        "nothing of {} is found here any more, so there is nothing to silence",
        silence.name
    );
    Diagnostic::new(Code::UselessSilence, message)
        .at(silence.span)
        .hint("take it out; or, where it was meant for another place, put it just before that")
}

/// Tells of a silence of what keeps the document from being published.
pub(super) fn of_an_error(silence: &Silence) -> Diagnostic {
    let message = format!(
        "{} is an error here, and an error cannot be silenced: the document is not published with it",
        silence.name
    );
    Diagnostic::new(Code::BadSilence, message)
        .at(silence.span)
        .hint("mend what is told below this line, and take this out")
}

fn in_head(node: &Node, silences: &mut Silences) {
    let wrong = |span: Span, message: &str| {
        let hint = "write  check: { ignore: [{ code: link-text, reason: \"…\" }] }";
        Diagnostic::new(Code::BadSilence, message).at(span).hint(hint)
    };
    let ignore = node
        .mapping()
        .and_then(|entries| entries.iter().find(|(key, _)| &*key.text == "ignore"));
    let Some((_, list)) = ignore else {
        silences.found.push(wrong(
            node.span,
            "check says nothing that is known: it holds what to ignore",
        ));
        return;
    };
    let items = match &list.kind {
        Kind::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(list),
    };
    for item in items {
        let text = |key: &str| {
            let entries = item.mapping()?;
            let (_, node) = entries.iter().find(|(known, _)| &*known.text == key)?;
            let text = node.scalar()?.text.trim();
            (!text.is_empty()).then_some((text, node.span))
        };
        match (text("code"), text("reason")) {
            (Some((code, span)), Some(_)) => silences.take(code, span, None),
            (Some((code, span)), None) => {
                silences
                    .found
                    .push(wrong(span, &format!("{code} is silenced without a reason")));
            }
            (None, _) => silences
                .found
                .push(wrong(item.span, "this says not which code is to be ignored")),
        }
    }
}

fn in_text(passage: &Passage, silences: &mut Silences) {
    let events: Vec<(&Event<'static>, Span)> = (passage.parts.iter())
        .filter_map(|(part, span)| match part {
            Part::Event(event) => Some((event, *span)),
            Part::Call(_) => None,
        })
        .collect();
    for (n, (event, span)) in events.iter().enumerate() {
        let (Event::Html(raw) | Event::InlineHtml(raw)) = event else {
            continue;
        };
        let Some(said) = check_comment(raw) else { continue };
        let wrong = |message: &str| {
            let hint = "write on one line  <!-- courant-check off link-text: the reason -->";
            Diagnostic::new(Code::BadSilence, message).at(*span).hint(hint)
        };
        let Some((said, behind)) = said.split_once("-->") else {
            silences.found.push(wrong("this comment does not end on its line"));
            continue;
        };
        if matches!(event, Event::Html(_)) && !behind.trim().is_empty() {
            silences
                .found
                .push(wrong("this comment has text behind it, which Markdown takes for HTML"));
            continue;
        }
        let Some(said) = said
            .trim()
            .strip_prefix("off")
            .filter(|rest| rest.starts_with(char::is_whitespace))
        else {
            silences
                .found
                .push(wrong("this comment says not what is to be silenced"));
            continue;
        };
        let (codes, reason) = said.split_once(':').unwrap_or((said, ""));
        if reason.trim().is_empty() {
            silences
                .found
                .push(wrong(&format!("{} is silenced without a reason", codes.trim())));
            continue;
        }
        let over = next_block(&events[n + 1..]).unwrap_or(Span {
            start: span.end,
            end: span.end,
        });
        for code in codes.split([',', ' ']).map(str::trim).filter(|code| !code.is_empty()) {
            silences.take(code, *span, Some(over));
        }
    }
}

/// Returns where the next block stands that is not HTML alone.
fn next_block(events: &[(&Event<'static>, Span)]) -> Option<Span> {
    let mut depth = 0;
    for (event, span) in events {
        match event {
            Event::Start(pulldown_cmark::Tag::HtmlBlock) => depth += 1,
            Event::End(pulldown_cmark::TagEnd::HtmlBlock) => depth -= 1,
            Event::Html(raw) if check_comment(raw).is_some() || raw.trim().is_empty() => {}
            Event::End(_) => {}
            _ if depth <= 0 || matches!(event, Event::Html(_)) => return Some(*span),
            _ => {}
        }
    }
    None
}

impl Silences {
    fn take(&mut self, name: &str, span: Span, over: Option<Span>) {
        let name = name.trim();
        if Code::named(name).is_empty() {
            let message = format!("there is no code {name} to silence");
            let hint = match Code::near(name) {
                Some(near) => format!("did you mean  {}  ?", near.name()),
                None => "courant explain  lists all codes".to_owned(),
            };
            self.found
                .push(Diagnostic::new(Code::BadSilence, message).at(span).hint(hint));
            return;
        }
        self.all.push(Silence {
            name: name.into(),
            span,
            over,
        });
    }
}
