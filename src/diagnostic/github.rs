//! Diagnostics as GitHub's workflow commands have them: each is shown at its line in a pull request.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::{Diagnostic, Severity, locate};

/// Returns a command a line for each diagnostic. `read` gives the bytes of a file by its path from the site's root; `prefix` is what stands before that in
/// the repository: `site/`, or nothing.
pub fn github(found: &[Diagnostic], prefix: &str, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let mut files: BTreeMap<&str, Option<Vec<u8>>> = BTreeMap::new();
    let mut out = String::new();
    for found in found {
        out.push_str(match found.severity {
            Severity::Error => "::error ",
            Severity::Warning => "::warning ",
        });
        if let Some(file) = found.file.as_deref() {
            let bytes = files.entry(file).or_insert_with(|| read(file)).as_deref();
            // Writing to a string cannot fail.
            let _ = write!(out, "file={},", property(&format!("{prefix}{file}")));
            if let Some(place) = locate(found, bytes).place {
                let _ = write!(out, "line={},endLine={},", place.line, place.end_line);
                // Columns are of one line.
                if place.line == place.end_line {
                    let _ = write!(out, "col={},endColumn={},", place.column, place.end_column);
                }
            }
        }
        let hint = found.hint.as_deref().map_or(String::new(), |hint| format!("\n{hint}"));
        let message = data(&format!("{}{hint}", found.message));
        let _ = writeln!(out, "title={}::{message}", property(found.code.name()));
    }
    out
}

/// Returns text as the message of a command (actions/toolkit, `packages/core/src/command.ts`).
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// The same as a property of one.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
