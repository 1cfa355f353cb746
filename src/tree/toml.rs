//! TOML as the same tree.

use std::num::IntErrorKind;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue, Error};

use super::duplicates::line_of;
use super::lines::{Line, in_quotes, starts_with_apostrophe};
use super::{Key, Kind, Node, Scalar, ScalarValue, too_complex};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::pasted;

/// How many errors of a file are told of; one slip can make the parser stumble often.
const MAX_ERRORS: usize = 20;

/// Reads the TOML in a part of a file. Returns what could be read, without the lines in error, and all that was found wrong.
pub fn read_toml(file: &str, part: Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let at = part.start;
    let (table, errors) = DeTable::parse_recoverable(&file[part]);
    let root = of_table(table.get_ref(), span(&table, at), at);
    let mut found: Vec<Diagnostic> = Vec::new();
    for error in &errors {
        let next = diagnostic(error, file, at, &root);
        if next.code == Code::TooComplex {
            return (None, vec![next]);
        }
        let line = next.span.map(|span| line_of(span, file));
        let told = found
            .iter()
            .any(|known| known.span.map(|span| line_of(span, file)) == line);
        if !told && found.len() < MAX_ERRORS {
            found.push(next);
        }
    }
    let numbers = table.get_ref().iter().map(|(_, value)| value);
    numbers.for_each(|value| no_numbers(value, file, at, &mut found));
    found.sort_by_key(|found| found.span);
    (Some(without(root, &found)), found)
}

/// Tells of whole numbers that are none, which the parser leaves to who asks for their value: `0x` without a digit, digits of another script. One
/// that is only too large stays text.
fn no_numbers(value: &Spanned<DeValue<'_>>, file: &str, at: usize, found: &mut Vec<Diagnostic>) {
    match value.get_ref() {
        DeValue::Array(items) => items.iter().for_each(|item| no_numbers(item, file, at, found)),
        DeValue::Table(table) => table.iter().for_each(|(_, value)| no_numbers(value, file, at, found)),
        DeValue::Integer(integer) => {
            let read = i64::from_str_radix(integer.as_str(), integer.radix());
            let too_large = |kind: &IntErrorKind| matches!(kind, IntErrorKind::PosOverflow | IntErrorKind::NegOverflow);
            if read.is_err_and(|error| !too_large(error.kind())) {
                let place = span(value, at);
                let text = file.get(place.range()).unwrap_or_default();
                let hint = format!(
                    "write it with the digits 0 to 9, or between quotes if it is text:  {}",
                    in_quotes(text)
                );
                found.push(
                    Diagnostic::new(Code::Syntax, format!("{text} is no number"))
                        .at(place)
                        .hint(hint),
                );
            }
        }
        _ => {}
    }
}

/// Takes out the keys of the top level in which errors stand: they would only be told of twice.
fn without(mut root: Node, found: &[Diagnostic]) -> Node {
    let bad: Vec<u32> = found
        .iter()
        .filter(|found| found.code != Code::DuplicateKey)
        .map(|found| found.span.unwrap_or_default().start)
        .collect();
    if let Kind::Mapping(entries) = &mut root.kind
        && !bad.is_empty()
    {
        entries.retain(|(key, node)| !holds(key.span.start, node, &bad));
    }
    root
}

/// Whether one of the places stands in a value or its key; a table's own span is that of its `[header]`.
fn holds(from: u32, node: &Node, places: &[u32]) -> bool {
    let inside = places.iter().any(|place| (from..=node.span.end).contains(place));
    inside
        || match &node.kind {
            Kind::Mapping(entries) => entries.iter().any(|(key, node)| holds(key.span.start, node, places)),
            Kind::Sequence(items) => items.iter().any(|item| holds(item.span.start, item, places)),
            _ => false,
        }
}

fn diagnostic(error: &Error, file: &str, at: usize, root: &Node) -> Diagnostic {
    let range = error.span().unwrap_or(0..0);
    let span = Span::new(range.start + at, range.end + at);
    let line = Line::at(file, span.start as usize);
    let (message, text) = (error.message(), line.text.trim());
    let syntax = |message: &str, hint: String| Diagnostic::new(Code::Syntax, message).at(span).hint(hint);
    let (key, value) = text
        .split_once('=')
        .map_or((text, ""), |(key, value)| (key.trim(), value.trim()));
    if message.contains("recursion") || message.contains("recurse") {
        let place = error.span().map_or_else(|| deepest(file, at), |_| span);
        return too_complex(place, "this is nested too deeply");
    }
    if message.contains("duplicate key") {
        return duplicate(span, file, root);
    }
    if let Some(odd) = pasted::odd_key(key) {
        let value = match value.chars().next() {
            Some(first) if pasted::is_quote(first) => in_quotes(value),
            _ => value.trim_end_matches(pasted::is_quote).to_owned(),
        };
        let hint = match value.is_empty() {
            true => "type it anew:  key = value".to_owned(),
            false => format!("write  {} = {value}", pasted::meant(key)),
        };
        return syntax(&odd, hint);
    }
    if text.contains('=') && !key.is_empty() && (value.is_empty() || value.starts_with('#')) {
        let end = line.start + line.text.trim_end().len();
        return Diagnostic::new(Code::Syntax, format!("{key} has no value"))
            .at(Span::new(line.start + line.indent(), end))
            .hint(format!("write  {key} = \"…\"  or take the line out"));
    }
    if message.starts_with("invalid date") || message.starts_with("invalid time") {
        return bad_date(span, file, key, message);
    }
    if message.contains("must be quoted") && !value.is_empty() {
        let quoted = match value.strip_prefix('[').and_then(|inner| inner.strip_suffix(']')) {
            Some(inner) if !inner.contains(['"', '\'', '[', '{']) => {
                let items: Vec<String> = inner.split(',').map(|item| in_quotes(item.trim())).collect();
                Some(format!("[{}]", items.join(", ")))
            }
            _ => (!value.starts_with(['[', '{', '"', '\''])).then(|| in_quotes(value)),
        };
        if let Some(quoted) = quoted {
            return syntax(
                &format!("the value of {key} has text without quotes"),
                format!("put it in quotes:  {key} = {quoted}"),
            );
        }
    }
    let is_word = !value.is_empty() && value.chars().all(char::is_alphabetic);
    if is_word {
        let meant = match value.to_lowercase().as_str() {
            "ja" | "yes" | "on" | "aan" | "waar" | "true" => Some("true"),
            "nee" | "no" | "off" | "uit" | "onwaar" | "false" => Some("false"),
            _ => None,
        };
        let written = meant.map_or_else(|| in_quotes(value), str::to_owned);
        return syntax(
            &format!("the value of {key} is a word without quotes"),
            format!("write  {key} = {written}"),
        );
    }
    if message.contains("basic string") || message.contains("literal string") {
        let quote = if message.contains("literal") { '\'' } else { '"' };
        if starts_with_apostrophe(value) {
            return syntax(
                &format!("the value of {key} starts with an apostrophe, and has no quotes around it"),
                format!("write  {key} = {}", in_quotes(value)),
            );
        }
        return syntax(
            &format!("the text of {key} starts with {quote} and does not end on this line"),
            format!("put {quote} behind it: text of more lines stands between three of them"),
        );
    }
    match text.split_once(": ") {
        Some((key, value)) if !key.contains(['=', '"', '\'', '[', '{', '#']) => {
            let value = value.trim();
            let value = if value.starts_with(['"', '\'', '[', '{']) {
                value.to_owned()
            } else {
                in_quotes(value)
            };
            syntax(
                "a colon stands where TOML wants =",
                format!("write  {} = {value}", key.trim()),
            )
        }
        _ => syntax(
            &format!("this cannot be read as TOML: {message}"),
            "each line is  key = value  ; text stands between quotes, a list between [ and ]".to_owned(),
        ),
    }
}

/// Returns the line with the most signs that nest: the parser does not say where it went too deep.
fn deepest(file: &str, at: usize) -> Span {
    let signs = |line: &str| line.bytes().filter(|byte| matches!(byte, b'.' | b'[' | b'{')).count();
    let mut deepest = Line::at(file, at);
    let mut next = Some(deepest);
    while let Some(line) = next {
        if signs(line.text) > signs(deepest.text) {
            deepest = line;
        }
        next = line.after(file);
    }
    Span::new(deepest.start, deepest.start + deepest.text.len())
}

fn bad_date(span: Span, file: &str, key: &str, parser: &str) -> Diagnostic {
    let written = file.get(span.range()).unwrap_or_default();
    // "invalid date, expected day between 01 and 28"
    let last = |of: &str| {
        Some(
            parser
                .split_once(of)?
                .1
                .rsplit(' ')
                .next()
                .unwrap_or_default()
                .to_owned(),
        )
    };
    let parts: Vec<&str> = written.split('-').collect();
    let hint = if parser.starts_with("invalid time") {
        "a time goes from 00:00 up to and including 23:59".to_owned()
    } else if let Some(last) = last("expected day between ") {
        format!("the days of that month go from 01 up to and including {last}")
    } else if parser.contains("expected month between ") {
        "the months go from 01 up to and including 12; the month comes before the day".to_owned()
    } else if let [year, month, day] = parts[..]
        && parts
            .iter()
            .all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit()))
    {
        format!("write  {key} = {year:0>4}-{month:0>2}-{day:0>2}")
    } else {
        format!("write year, month and day:  {key} = 2026-03-05")
    };
    Diagnostic::new(Code::BadDate, format!("{written} is no date or time that exists"))
        .at(span)
        .hint(hint)
}

fn duplicate(span: Span, file: &str, root: &Node) -> Diagnostic {
    let name = file.get(span.range()).unwrap_or_default();
    let line = line_of(span, file);
    let first = first_of(root, name.trim_matches(['"', '\'']), span).map(|first| line_of(first, file));
    let is_table = Line::at(file, span.start as usize).text.trim_start().starts_with('[');
    let (place, hint) = match first {
        _ if is_table => (
            "above",
            format!("put what stands below this line under the first [{name}]"),
        ),
        Some(first) if first == line => ("on this line", "keep the one of the two that is right".to_owned()),
        Some(first) => {
            let hint = format!("keep the one that is right, on line {first} or on line {line}");
            return Diagnostic::new(Code::DuplicateKey, format!("{name} stands on line {first} already"))
                .at(span)
                .hint(hint);
        }
        None => ("above", format!("keep the one that is right, above or on line {line}")),
    };
    Diagnostic::new(Code::DuplicateKey, format!("{name} stands {place} already"))
        .at(span)
        .hint(hint)
}

/// Returns the last place before `again` at which a key of that name stands.
fn first_of(node: &Node, name: &str, again: Span) -> Option<Span> {
    match &node.kind {
        Kind::Mapping(entries) => {
            let own = entries
                .iter()
                .filter(|(key, _)| &*key.text == name && key.span < again)
                .map(|(key, _)| key.span);
            own.chain(entries.iter().filter_map(|(_, node)| first_of(node, name, again)))
                .max()
        }
        Kind::Sequence(items) => items.iter().filter_map(|item| first_of(item, name, again)).max(),
        _ => None,
    }
}

fn span<T>(spanned: &Spanned<T>, at: usize) -> Span {
    let range = spanned.span();
    Span::new(range.start + at, range.end + at)
}

fn of_table(table: &DeTable<'_>, place: Span, at: usize) -> Node {
    let mut entries: Vec<(Key, Node)> = table
        .iter()
        .map(|(key, value)| {
            (
                Key {
                    span: span(key, at),
                    text: key.get_ref().as_ref().into(),
                },
                of_value(value, at),
            )
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Node {
        span: place,
        kind: Kind::Mapping(entries),
    }
}

fn of_value(value: &Spanned<DeValue<'_>>, at: usize) -> Node {
    let place = span(value, at);
    let scalar = |text: &str, value| {
        Kind::Scalar(Scalar {
            text: text.into(),
            value,
        })
    };
    let kind = match value.get_ref() {
        DeValue::String(text) => scalar(text, ScalarValue::Text),
        DeValue::Boolean(value) => scalar(if *value { "true" } else { "false" }, ScalarValue::Bool(*value)),
        DeValue::Integer(integer) => {
            let value = i64::from_str_radix(integer.as_str(), integer.radix());
            match value {
                Ok(value) => scalar(&value.to_string(), ScalarValue::Integer(value)),
                Err(_) => scalar(integer.as_str(), ScalarValue::Text),
            }
        }
        DeValue::Float(float) => {
            let text = float.as_str();
            scalar(text, text.parse().map_or(ScalarValue::Text, ScalarValue::Float))
        }
        DeValue::Datetime(date) => {
            let text = date.to_string();
            let time = date
                .date
                .is_none()
                .then(|| text.strip_suffix(":00").filter(|short| short.contains(':')))
                .flatten();
            scalar(time.unwrap_or(&text), ScalarValue::Date)
        }
        DeValue::Array(items) => Kind::Sequence(items.iter().map(|item| of_value(item, at)).collect()),
        DeValue::Table(table) => return of_table(table, place, at),
    };
    Node { span: place, kind }
}
