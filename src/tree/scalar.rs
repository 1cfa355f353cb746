//! What a plain scalar of YAML is.

use granit_parser::ScalarStyle;

use super::{Kind, Scalar, ScalarValue};

/// Returns the scalar by the core schema of YAML 1.2 (§10.3.2), with one reserve: what does not look like a number when
/// it is written again (`01234`, `+31201234567`, `0x1F`) stays text, since it may be a postal code or a telephone number.
pub(super) fn scalar(text: Box<str>, style: ScalarStyle) -> Kind {
    let value = match style {
        ScalarStyle::Plain => match &*text {
            "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
            "true" | "True" | "TRUE" => ScalarValue::Bool(true),
            "false" | "False" | "FALSE" => ScalarValue::Bool(false),
            _ => number(&text),
        },
        _ => ScalarValue::Text,
    };
    Kind::Scalar(Scalar { text, value })
}

fn number(text: &str) -> ScalarValue {
    let unsigned = text.strip_prefix('-').unwrap_or(text);
    let (first, second) = (unsigned.as_bytes().first(), unsigned.as_bytes().get(1));
    let starts = match first {
        Some(b'0') => second.is_none_or(|second| *second == b'.'),
        Some(b'.') => second.is_some_and(u8::is_ascii_digit),
        Some(first) => first.is_ascii_digit(),
        None => false,
    };
    let signs = |byte: u8| byte.is_ascii_digit() || matches!(byte, b'-' | b'+' | b'.' | b'e' | b'E');
    if !starts || !text.bytes().all(signs) {
        return ScalarValue::Text;
    }
    match (text.parse(), text.parse::<f64>()) {
        (Ok(integer), _) => ScalarValue::Integer(integer),
        // A whole number too large for an integer would lose digits as a float.
        (_, Ok(float)) if float.is_finite() && text.contains(['.', 'e', 'E']) => ScalarValue::Float(float),
        _ => ScalarValue::Text,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plain_scalar_is_what_the_core_schema_says() {
        let value = |text: &str| match scalar(text.into(), ScalarStyle::Plain) {
            Kind::Scalar(scalar) => Some(scalar.value),
            _ => None,
        };
        for text in ["", "~", "null", "NULL"] {
            assert_eq!(value(text), None, "{text}");
        }
        for (text, integer) in [("0", 0), ("-3", -3), ("2019", 2019)] {
            assert_eq!(value(text), Some(ScalarValue::Integer(integer)), "{text}");
        }
        for (text, float) in [("1.50", 1.5), ("-.5", -0.5), ("1e3", 1000.0), ("0.1", 0.1)] {
            assert_eq!(value(text), Some(ScalarValue::Float(float)), "{text}");
        }
        assert_eq!(value("True"), Some(ScalarValue::Bool(true)));
        for text in [
            "yes",
            "01234",
            "+31201234567",
            "0x1F",
            "1_000",
            "-",
            ".",
            "1.2.3",
            "2026-03-05",
            "12:30",
            "1e999",
            "e",
            "-e",
            "99999999999999999999",
        ] {
            assert_eq!(value(text), Some(ScalarValue::Text), "{text}");
        }
        assert!(
            matches!(scalar("true".into(), ScalarStyle::SingleQuoted), Kind::Scalar(scalar) if scalar.value == ScalarValue::Text)
        );
    }
}
