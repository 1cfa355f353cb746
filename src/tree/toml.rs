//! TOML as the same tree.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Key, Kind, Node, Scalar, ScalarValue};
use crate::diagnostic::{Code, Diagnostic, Span};

/// How deeply it may be nested.
const MAX_DEPTH: usize = 64;

/// Reads TOML `text` that starts at byte `offset` of its file. Returns what could be read, and all that was found wrong.
pub fn read_toml(text: &str, offset: usize) -> (Option<Node>, Vec<Diagnostic>) {
    if let Some(at) = too_deep(text) {
        let found = Diagnostic::new(Code::TooComplex, "this is nested too deeply")
            .at(Span::new(at + offset, at + 1 + offset))
            .hint(format!("keep it under {MAX_DEPTH} levels"));
        return (None, vec![found]);
    }
    let (table, errors) = DeTable::parse_recoverable(text);
    let found: Vec<_> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or(0..0);
            let duplicate = error.message().contains("duplicate key");
            let code = if duplicate { Code::DuplicateKey } else { Code::Syntax };
            let hint = if duplicate {
                "keep the line that is right and take the other one out"
            } else {
                "each line is  key = value  ; text stands between quotes, a list between [ and ]"
            };
            Diagnostic::new(code, format!("this cannot be read as TOML: {}", error.message()))
                .at(Span::new(span.start + offset, span.end + offset))
                .hint(hint)
        })
        .collect();
    let node = found
        .is_empty()
        .then(|| of_table(table.get_ref(), span(&table, offset), offset));
    (node, found)
}

/// Returns where brackets are nested more deeply than is allowed; strings are not looked into, so that this may only
/// err towards refusing absurd text.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0usize;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b'\n' if depth < MAX_DEPTH => {}
            _ => {}
        }
        if depth > MAX_DEPTH {
            return Some(at);
        }
    }
    None
}

fn span<T>(spanned: &Spanned<T>, offset: usize) -> Span {
    let range = spanned.span();
    Span::new(range.start + offset, range.end + offset)
}

fn of_table(table: &DeTable<'_>, at: Span, offset: usize) -> Node {
    let mut entries: Vec<(Key, Node)> = table
        .iter()
        .map(|(key, value)| {
            let name = Key {
                span: span(key, offset),
                text: key.get_ref().as_ref().into(),
            };
            (name, of_value(value, offset))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Node {
        span: at,
        kind: Kind::Mapping(entries),
    }
}

fn of_value(value: &Spanned<DeValue<'_>>, offset: usize) -> Node {
    let at = span(value, offset);
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
            let text = integer.to_string();
            let digits = integer.as_str();
            let value = i64::from_str_radix(digits, integer.radix()).map_or(ScalarValue::Text, ScalarValue::Integer);
            scalar(&text, value)
        }
        DeValue::Float(float) => {
            let text = float.as_str();
            scalar(text, text.parse().map_or(ScalarValue::Text, ScalarValue::Float))
        }
        DeValue::Datetime(date) => scalar(&date.to_string(), ScalarValue::Date),
        DeValue::Array(items) => Kind::Sequence(items.iter().map(|item| of_value(item, offset)).collect()),
        DeValue::Table(table) => return of_table(table, at, offset),
    };
    Node { span: at, kind }
}
