//! What can be mended without asking anybody: other bytes in the place of some of a file's.

use serde::{Deserialize, Serialize};

use super::Span;

/// What to write in a place so that a problem is gone. Only where nothing that somebody may have meant is lost.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The place of each piece in the bytes of the file, and what goes there; by ascending place, without overlap.
    pub pieces: Vec<(Span, Box<str>)>,
}

/// Returns a text with fixes in it, and which of them are: one that would change what another has changed waits for the next time, and so does one
/// whose places are not in the text.
pub fn mended(text: &str, fixes: &[&Fix]) -> (String, Vec<bool>) {
    let mut pieces: Vec<(Span, &str)> = Vec::new();
    let mut done = Vec::with_capacity(fixes.len());
    for fix in fixes {
        let fits = |(span, _): &(Span, Box<str>)| text.get(span.range()).is_some();
        let apart = |(span, _): &(Span, Box<str>)| {
            // Two that only touch could be meant for one place as well.
            let is_apart = |known: &Span| span.end < known.start || known.end < span.start;
            pieces.iter().all(|(known, _)| is_apart(known))
        };
        let is_done = fix.pieces.iter().all(|piece| fits(piece) && apart(piece));
        if is_done {
            pieces.extend(fix.pieces.iter().map(|(span, text)| (*span, &**text)));
        }
        done.push(is_done);
    }
    pieces.sort_by_key(|(span, _)| *span);
    let mut mended = String::with_capacity(text.len());
    let mut from = 0;
    for (span, new) in pieces {
        mended.push_str(text.get(from..span.start as usize).unwrap_or_default());
        mended.push_str(new);
        from = span.end as usize;
    }
    mended.push_str(text.get(from..).unwrap_or_default());
    (mended, done)
}
