//! What somebody reads of a file, each piece in its place.

use std::ops::Range;

use crate::check::DocumentView;
use crate::check::external::addresses;

/// Returns a text as long as the file in which all is blank that nobody reads as words or numbers: code, addresses, markup, calls of shortcodes. So a place in it is a place
/// in the file, and what stands before a number on its line stands before it here too.
pub(super) fn readable(view: &DocumentView<'_>) -> String {
    let source = view.source;
    let mut text: Vec<u8> = source.bytes().map(blank).collect();
    let mut show = |range: Range<usize>| {
        if let Some(piece) = source.get(range.clone()) {
            text[range].copy_from_slice(piece.as_bytes());
        }
    };
    show(0..view.text_at);
    for run in view
        .prose
        .blocks
        .iter()
        .flat_map(|block| &block.runs)
        .filter(|run| !run.code)
    {
        show(run.span.range());
    }
    for (_, span) in &view.prose.html {
        between_tags(source, span.range()).into_iter().for_each(&mut show);
    }
    // Whole pieces were put in the place of blanks, so it is text.
    let mut text = String::from_utf8_lossy(&text).into_owned();
    for written in addresses(&text.clone(), &[]) {
        let blanks = text[written.at.clone()]
            .bytes()
            .map(|byte| char::from(blank(byte)))
            .collect::<String>();
        text.replace_range(written.at, &blanks);
    }
    text
}

fn blank(byte: u8) -> u8 {
    if byte == b'\n' { byte } else { b' ' }
}

/// Returns what stands between the tags of a piece of HTML; of a comment nothing.
fn between_tags(source: &str, range: Range<usize>) -> Vec<Range<usize>> {
    let html = source.get(range.clone()).unwrap_or_default();
    let mut pieces = Vec::new();
    let mut at = 0;
    while at < html.len() {
        let open = html[at..].find('<').map_or(html.len(), |open| at + open);
        pieces.push(range.start + at..range.start + open);
        let end = if html[open..].starts_with("<!--") { "-->" } else { ">" };
        at = html[open..]
            .find(end)
            .map_or(html.len(), |close| open + close + end.len());
    }
    pieces
}
