//! Emphasis that hinders: capitals, whole paragraphs in bold or italics, underlining.

use std::ops::Range;

use crate::check::{BlockKind, DocumentView};
use crate::diagnostic::{Code, Diagnostic, Span};

/// How many words in capitals stand one after the other to be shouting, how long one of them has to be, and how many letters they have together: shorter
/// ones are abbreviations.
const WORDS: usize = 3;
const LONG: usize = 5;
const LETTERS: usize = 12;
/// From how many characters on a paragraph is too long to be all bold, and to be all in italics: newspapers set a note of the editors so.
const BOLD: usize = 140;
const ITALICS: usize = 300;
/// Which part of a text may be bold, in per cent, and of how many characters on.
const PART: usize = 20;
const TEXT: usize = 800;

/// Tells of words in capitals.
pub(in crate::check) fn capitals(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if let Some(title) = view.front.title.as_ref()
        && let Some(range) = shouted(&title.value)
    {
        found.push(shout(&title.value[range], title.span));
    }
    for block in &view.prose.blocks {
        for run in block.runs.iter().filter(|run| !run.code) {
            let Some(range) = shouted(&run.text) else { continue };
            let is_as_written = view.source.get(run.span.range()) == Some(&run.text);
            let span = match is_as_written {
                true => Span::new(
                    run.span.start as usize + range.start,
                    run.span.start as usize + range.end,
                ),
                false => run.span,
            };
            found.push(shout(&run.text[range], span));
        }
    }
    found
}

/// Tells of too much that is bold or in italics, and of underlining.
pub(in crate::check) fn too_much(view: &DocumentView<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let (mut all, mut bold) = (0, 0);
    for block in view
        .prose
        .blocks
        .iter()
        .filter(|block| matches!(block.kind, BlockKind::Paragraph | BlockKind::Item))
    {
        let length = |is: fn(&crate::check::Run) -> bool| -> usize {
            block
                .runs
                .iter()
                .filter(|run| is(run))
                .map(|run| run.text.chars().count())
                .sum()
        };
        let (whole, strong, emphasis) = (length(|_| true), length(|run| run.strong), length(|run| run.emphasis));
        all += whole;
        bold += strong;
        let is_all = |marked: usize, least: usize| whole >= least && marked * 10 >= whole * 9;
        let how = match (is_all(strong, BOLD), is_all(emphasis, ITALICS)) {
            (true, _) => Some("bold"),
            (false, true) => Some("in italics"),
            (false, false) => None,
        };
        if let Some(how) = how {
            let message =
                format!("this whole paragraph is {how}, so nothing in it stands out, and it is harder to read");
            let hint = "mark the few words that matter, or make a note of it:  > [!IMPORTANT]";
            found.push(Diagnostic::new(Code::EmphasisMuch, message).at(block.span).hint(hint));
        }
    }
    if found.is_empty() && all >= TEXT && bold * 100 > all * PART {
        let message = format!(
            "{} per cent of this text is bold, so nothing in it stands out",
            bold * 100 / all
        );
        let hint = "mark only the few words that a hurried reader has to see";
        found.push(Diagnostic::new(Code::EmphasisMuch, message).at(view.top()).hint(hint));
    }
    for (raw, span) in &view.prose.html {
        let lower = raw.to_ascii_lowercase();
        if ["<u>", "<u "].iter().any(|tag| lower.contains(tag)) {
            let message = "what is underlined is taken for a link";
            let hint = "write  **bold**  or  *italics*  in its place";
            found.push(Diagnostic::new(Code::Underline, message).at(*span).hint(hint));
        }
    }
    found
}

/// Returns where a text shouts: several words in capitals one after the other, one of them too long to be an abbreviation.
fn shouted(text: &str) -> Option<Range<usize>> {
    let (mut from, mut end, mut count, mut all, mut has_long) = (0, 0, 0, 0, false);
    let is_shouted = |count, all, has_long: bool| count >= WORDS && all >= LETTERS && has_long;
    for (at, word) in words(text) {
        let letters = word.chars().filter(|c| c.is_alphabetic()).count();
        let is_capital = letters > 0 && !word.chars().any(char::is_lowercase);
        // A sign behind a word ends what is shouted: of a list of abbreviations each stands alone.
        let parted = text[end..at].contains([',', ';', ':', '/', '(', ')', '|', '–']);
        if !is_capital || (parted && count > 0) {
            if is_shouted(count, all, has_long) {
                return Some(from..end);
            }
            (count, all, has_long) = (0, 0, false);
        }
        if is_capital {
            if count == 0 {
                from = at;
            }
            count += usize::from(letters > 1);
            all += letters;
            has_long |= letters >= LONG;
        }
        end = at + word.len();
    }
    is_shouted(count, all, has_long).then_some(from..end)
}

/// Returns the words of a text, and where each starts.
fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let words = text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-' | '.'));
    let words = words.filter(|word| !word.is_empty());
    words.map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn shout(words: &str, span: Span) -> Diagnostic {
    let message =
        format!("\"{words}\" is all in capitals: slower to read, and to some a row of letters when it is read aloud");
    Diagnostic::new(Code::Capitals, message)
        .at(span)
        .hint("write it in small letters, and  **bold**  where it matters")
        .grouped("capitals")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_shouted_is_told_from_abbreviations() {
        let of = |text: &str| shouted(text).map(|range| text[range].to_owned());
        for (text, expected) in [
            ("Lees dit: LET OP DEZE REGEL, allemaal", Some("LET OP DEZE REGEL")),
            ("NIEUWE SUBSIDIE VOOR WONINGEN", Some("NIEUWE SUBSIDIE VOOR WONINGEN")),
            ("De VNG, BZK, RVO en DICTU", None),
            ("EN 301 549 en WCAG 2.2 AA", None),
            ("Het NATO HQ SHAPE", None),
            ("FACT SHEET: FY 2016 Budget", None),
            ("ENISA, ETSI, CENELEC doen mee", None),
            ("Gewone tekst met SPOED erin", None),
            ("", None),
        ] {
            assert_eq!(of(text).as_deref(), expected, "{text}");
        }
    }
}
