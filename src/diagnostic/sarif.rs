//! Diagnostics as SARIF 2.1.0 (OASIS, 2020-03-27), which code hosts show beside the lines of a change.

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::{Code, Diagnostic, Severity, locate};

/// What stays as it is in the path of an address (RFC 3986 §3.3).
const PATH: AsciiSet = NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// Returns all diagnostics as one log. `read` gives the bytes of a file by its path from the site's root; `prefix` is what stands before that in the
/// repository: `site/`, or nothing. What is about no file is about `site.toml`, since hosts leave out what has no place.
pub fn sarif(found: &[Diagnostic], prefix: &str, read: &dyn Fn(&str) -> Option<Vec<u8>>) -> String {
    let mut codes: Vec<Code> = found.iter().map(|found| found.code).collect();
    codes.sort();
    codes.dedup();
    let mut files: BTreeMap<&str, Option<Vec<u8>>> = BTreeMap::new();
    let results: Vec<Value> = found
        .iter()
        .map(|found| {
            let file = found.file.as_deref().unwrap_or("site.toml");
            let bytes = files.entry(file).or_insert_with(|| read(file)).as_deref();
            result(found, &codes, &format!("{prefix}{file}"), bytes)
        })
        .collect();
    let log = json!({
        "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "courant",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": codes.iter().map(|code| rule(*code)).collect::<Vec<_>>(),
            } },
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    });
    format!("{log}\n")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn rule(code: Code) -> Value {
    let page: Vec<&str> = code.page().split_whitespace().collect();
    let page = page.join(" ");
    let first = page.split_inclusive(". ").next().unwrap_or(&page).trim_end();
    json!({
        "id": code.name(),
        "shortDescription": { "text": first },
        "fullDescription": { "text": page },
        "help": { "text": page, "markdown": page },
        "defaultConfiguration": { "level": level(code.severity()) },
    })
}

fn result(found: &Diagnostic, codes: &[Code], path: &str, bytes: Option<&[u8]>) -> Value {
    let mut message = found.message.clone();
    if let Some(hint) = &found.hint {
        message = format!("{message}\n{hint}");
    }
    let region = match locate(found, bytes).place {
        // The end of a region is the character behind its last (SARIF §3.30.8).
        Some(place) => json!({
            "startLine": place.line,
            "startColumn": place.column,
            "endLine": place.end_line,
            "endColumn": place.end_column,
        }),
        None => json!({ "startLine": 1 }),
    };
    json!({
        "ruleId": found.code.name(),
        "ruleIndex": codes.binary_search(&found.code).unwrap_or_default(),
        "level": level(found.severity),
        "message": { "text": message },
        "locations": [{ "physicalLocation": {
            "artifactLocation": { "uri": utf8_percent_encode(path, &PATH).to_string() },
            "region": region,
        } }],
    })
}
