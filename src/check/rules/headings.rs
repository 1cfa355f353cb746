//! The headings of a text (WCAG 2.2, 1.3.1 and 2.4.6): who listens to a page finds the way by them, as another does by looking.

use crate::check::{BlockKind, DocumentView, ProseHeading};
use crate::diagnostic::{Code, Diagnostic, Span};

/// How long a paragraph in bold may be to be taken for a heading, in characters.
const FAKE: usize = 80;

/// Tells of levels that are skipped, of empty headings, and of headings that stand for the title.
pub(in crate::check) fn order(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    // Above the text stands its title.
    let mut last = 1;
    let mut titles = 0;
    for heading in &view.prose.headings {
        if heading.text.is_empty() && !has_picture(view, heading.span) {
            found.push(empty(heading.span));
            continue;
        }
        if heading.shown > last + 1 {
            found.push(skipped(heading, last));
        }
        last = heading.shown;
        titles += usize::from(heading.level == 1);
        let repeats = || {
            view.front
                .title
                .as_ref()
                .is_some_and(|title| same(&title.value, &heading.text))
        };
        if heading.level == 1 && (titles > 1 || repeats()) {
            found.push(title(heading, titles > 1));
        }
    }
    for (raw, span) in &view.prose.html {
        if raw.trim_start().to_ascii_lowercase().starts_with("<h1") {
            let message = "this is a second heading of the first level: the first is the title of the page";
            let hint = "write  ## De kop  in place of the HTML";
            found.push(Diagnostic::new(Code::HeadingTitle, message).at(*span).hint(hint));
        }
    }
    found
}

/// Tells of paragraphs in bold that stand for a heading (WCAG 2.2, failure F2).
pub(in crate::check) fn fake(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let paragraphs = view
        .prose
        .blocks
        .iter()
        .filter(|block| block.kind == BlockKind::Paragraph && block.within.is_none());
    let fake = paragraphs.filter(|block| {
        let text = block.text();
        let text = text.trim();
        let is_bold = block.runs.iter().all(|run| run.strong || run.text.trim().is_empty());
        let is_short = (2..=FAKE).contains(&text.chars().count()) && !text.contains('\n');
        is_bold
            && is_short
            && !text.ends_with(['.', ',', ';', ':', '!', '…', '”', '"', '’'])
            && !block.runs.iter().any(|run| run.link || run.code)
    });
    fake.map(|block| {
        let text = block.text();
        let message = format!("\"{}\" looks like a heading and is a paragraph in bold", text.trim());
        Diagnostic::new(Code::HeadingFake, message)
            .at(block.span)
            .hint(format!("write  ## {}  , without the stars", text.trim()))
            .grouped("fake")
    })
    .collect()
}

fn has_picture(view: &DocumentView<'_>, span: Span) -> bool {
    let inside = |at: u32| (span.start..span.end).contains(&at);
    let picture = view
        .prose
        .pictures
        .iter()
        .any(|picture| inside(picture.span.start) && !picture.alt.is_empty());
    picture || view.prose.calls.iter().any(|(_, call)| inside(call.start))
}

fn same(title: &str, heading: &str) -> bool {
    let plain = |text: &str| -> String { text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect() };
    plain(title) == plain(heading)
}

fn empty(span: Span) -> Diagnostic {
    Diagnostic::new(Code::HeadingEmpty, "this heading has no words")
        .at(span)
        .hint("write its words behind the signs, or take them out")
}

fn skipped(heading: &ProseHeading, last: u8) -> Diagnostic {
    let above = match last {
        1 => "the title of the page".to_owned(),
        _ => format!("a heading of level {last}"),
    };
    let message = format!(
        "\"{}\" is a heading of level {} below {above}: a level is skipped",
        heading.text, heading.shown
    );
    let signs = "#".repeat(usize::from(heading.level - (heading.shown - last - 1)));
    Diagnostic::new(Code::HeadingOrder, message)
        .at(heading.span)
        .hint(format!("write  {signs} {}", heading.text))
}

fn title(heading: &ProseHeading, is_second: bool) -> Diagnostic {
    let message = match is_second {
        true => format!(
            "\"{}\" is another heading of the first level in this text",
            heading.text
        ),
        false => format!(
            "\"{}\" is the title of the page, which stands above the text already",
            heading.text
        ),
    };
    let hint = match is_second {
        true => format!(
            "write  ## {}  : the title of the page is in its front matter",
            heading.text
        ),
        false => "take this heading out".to_owned(),
    };
    Diagnostic::new(Code::HeadingTitle, message).at(heading.span).hint(hint)
}
