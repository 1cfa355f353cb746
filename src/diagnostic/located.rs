//! A diagnostic as a person reads it: with line, column and the line itself.

use super::{Diagnostic, Span};

/// A diagnostic with its place worked out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Located<'a> {
    /// What it is about.
    pub diagnostic: &'a Diagnostic,
    /// Where, if it is about a place in a file that can be read.
    pub place: Option<Place>,
}

/// A place in a file; lines and columns count from 1, columns in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the last character.
    pub end_line: usize,
    /// The column after the last character.
    pub end_column: usize,
    /// The first line itself, without its line ending.
    pub text: String,
}

/// Works out the place of `diagnostic` in `bytes`, the content of its file.
///
/// Bytes that are not UTF-8 count as one replacement character each run, as an editor shows them.
pub fn locate<'a>(diagnostic: &'a Diagnostic, bytes: Option<&[u8]>) -> Located<'a> {
    let place = match (bytes, diagnostic.span) {
        (Some(bytes), Some(span)) => Some(place(bytes, span)),
        _ => None,
    };
    Located { diagnostic, place }
}

fn place(bytes: &[u8], span: Span) -> Place {
    let start = (span.start as usize).min(bytes.len());
    let end = (span.end as usize).clamp(start, bytes.len());
    let (line, column, from) = position(bytes, start);
    let (end_line, end_column, _) = position(bytes, end);
    let rest = &bytes[from..];
    let length = rest.iter().position(|&b| b == b'\n').unwrap_or(rest.len());
    let text = String::from_utf8_lossy(&rest[..length]);
    Place {
        line,
        column,
        end_line,
        end_column,
        text: text.trim_end_matches('\r').trim_start_matches('\u{feff}').to_owned(),
    }
}

/// Returns line and column of the byte at `at`, and the byte at which its line starts.
fn position(bytes: &[u8], at: usize) -> (usize, usize, usize) {
    let before = &bytes[..at];
    let line = 1 + before.iter().filter(|&&b| b == b'\n').count();
    let from = before.iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
    let head = String::from_utf8_lossy(&bytes[from..at]);
    let column = 1 + head.trim_start_matches('\u{feff}').chars().count();
    (line, column, from)
}
