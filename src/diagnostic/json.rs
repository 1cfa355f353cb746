//! Diagnostics for programs: one JSON object a line.

use serde::Serialize;

use super::{Diagnostic, Severity, locate};

/// A diagnostic as a program reads it. Lines and columns count from 1, columns in characters.
#[derive(Debug, Serialize)]
struct Line<'a> {
    code: &'a str,
    severity: &'a str,
    message: &'a str,
    file: Option<&'a str>,
    line: Option<usize>,
    column: Option<usize>,
    end_line: Option<usize>,
    end_column: Option<usize>,
    hint: Option<&'a str>,
}

/// Returns all diagnostics, one a line, by file and place. `read` gives the bytes of a file by its path from the root.
pub fn json(found: &[Diagnostic], read: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let mut ordered: Vec<&Diagnostic> = found.iter().collect();
    ordered.sort_by(|a, b| (&a.file, a.span, a.code).cmp(&(&b.file, b.span, b.code)));
    let mut last: Option<(&str, Option<Vec<u8>>)> = None;
    let mut out = String::new();
    for found in ordered {
        let file = found.file.as_deref();
        if let Some(file) = file
            && last.as_ref().is_none_or(|(known, _)| *known != file)
        {
            last = Some((file, read(file)));
        }
        let bytes = last
            .as_ref()
            .filter(|(known, _)| Some(*known) == file)
            .and_then(|(_, bytes)| bytes.as_deref());
        let place = locate(found, bytes).place;
        let line = Line {
            code: found.code.name(),
            severity: match found.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
            },
            message: &found.message,
            file,
            line: place.as_ref().map(|place| place.line),
            column: place.as_ref().map(|place| place.column),
            end_line: place.as_ref().map(|place| place.end_line),
            end_column: place.as_ref().map(|place| place.end_column),
            hint: found.hint.as_deref(),
        };
        // Text and numbers always have a form in JSON.
        out.push_str(&serde_json::to_string(&line).unwrap_or_default());
        out.push('\n');
    }
    out
}
