//! YAML as a tree: the events of granit-parser, with bounds on depth and size.
//!
//! The parser stops at the first error. Then the key of the top level in which it stands is taken out and the rest is
//! read again, so that a file's other problems are told as well.

use std::ops::Range;

use granit_parser::{Event, Options, Parser};

use super::builder::Builder;
use super::lines::Line;
use super::slips::slip;
use super::{MAX_DEPTH, Node, plain};
use crate::diagnostic::{Code, Diagnostic, Span};

/// How many keys that cannot be read are told of.
const MAX_SLIPS: usize = 20;

/// Reads the YAML in a part of a file. Returns what could be read, and all that was found wrong.
pub fn read_yaml(file: &str, part: Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let at = part.start;
    let text = &file[part];
    if let Some(root) = plain::read(text, at) {
        return (Some(root), Vec::new());
    }
    let (root, mut found) = match parse(file, text, at) {
        Ok(read) => read,
        Err(first) => without_slips(file, text, at, first),
    };
    found.sort_by_key(|found| found.span);
    (root, found)
}

/// Reads what can be read when the keys in error are taken out.
fn without_slips(file: &str, text: &str, at: usize, first: Diagnostic) -> (Option<Node>, Vec<Diagnostic>) {
    let mut rest = text.to_owned();
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut slips = vec![first];
    while slips.len() <= MAX_SLIPS {
        let Some(last) = slips.last().filter(|last| last.code != Code::TooComplex) else {
            break;
        };
        let block = block_around(&rest, (last.span.unwrap_or_default().start as usize).saturating_sub(at));
        blank(&mut rest, &block);
        taken.push(block);
        match parse(file, &rest, at) {
            Ok((root, mut found)) => {
                found.append(&mut slips);
                return (root, found);
            }
            Err(next) => {
                let place = next.span.map_or(0, |span| (span.start as usize).saturating_sub(at));
                let told = taken.iter().any(|taken| taken.contains(&place));
                // What nobody can put a name to is more likely to follow from the slip above than to be one.
                if told || next.code == Code::Syntax && taken.iter().any(|taken| taken.end == place) {
                    break;
                }
                slips.push(next);
            }
        }
    }
    (None, slips)
}

/// Returns the lines from the key of the top level that stands at or above byte `at` up to the next.
fn block_around(text: &str, at: usize) -> Range<usize> {
    let mut first = Line::at(text, at);
    while !first.is_top() {
        match first.before(text) {
            Some(above) => first = above,
            None => break,
        }
    }
    let mut next = first.after(text);
    while let Some(line) = next.filter(|line| !line.is_top()) {
        next = line.after(text);
    }
    first.start..next.map_or(text.len(), |next| next.start)
}

fn blank(text: &mut String, block: &Range<usize>) {
    let blank: String = text[block.clone()]
        .bytes()
        .map(|byte| if byte == b'\n' { '\n' } else { ' ' })
        .collect();
    text.replace_range(block.clone(), &blank);
}

/// Reads `text`, which starts at byte `at` of its file; what is wrong with single keys is told beside the tree.
pub(super) fn parse(file: &str, text: &str, at: usize) -> Result<(Option<Node>, Vec<Diagnostic>), Diagnostic> {
    let mut options = Options::default();
    // Only comments behind something can be text by mistake.
    options.set_emit_comments(text.contains(" #"));
    options.max_buffered_comment_events = usize::MAX;
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    options.emit_anchor_events = true;
    options.disallow_directives = true;
    // "..." ends YAML, and whatever follows would be lost in silence: a draft's "draft: true" too.
    if let Some(end) = end_of_document(text) {
        return Err(
            Diagnostic::new(Code::Syntax, "the front matter ends here, and there are keys below it")
                .at(Span::new(at + end, at + end + 3))
                .hint("take this line out; the front matter ends at the line  ---"),
        );
    }
    let mut builder = Builder::new(file, at);
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| shifted(slip(text, &error), at))?;
        let range = span.byte_range().unwrap_or(0..0);
        let span = Span::new(range.start + at, range.end + at);
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                return Err(Diagnostic::new(Code::Syntax, "a second front matter starts here")
                    .at(span)
                    .hint("a file has one; if the text of the article starts here, put nothing but --- on this line"));
            }
        }
        builder.take(event, span)?;
    }
    builder.finish()
}

/// Returns where a line `...` stands that has more below it.
fn end_of_document(text: &str) -> Option<usize> {
    if !text.contains("...") {
        return None;
    }
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        let rest = &text[at + line.len()..];
        if line.trim_end() == "..."
            && rest
                .lines()
                .any(|line| !line.trim().is_empty() && !line.starts_with('#'))
        {
            return Some(at);
        }
        at += line.len();
    }
    None
}

fn shifted(mut found: Diagnostic, by: usize) -> Diagnostic {
    found.span = found.span.map(|span| span.shifted(by));
    found
}
