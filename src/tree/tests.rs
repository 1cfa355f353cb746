//! Texts in, trees and diagnostics out.

use std::time::{Duration, Instant};

use super::*;
use crate::diagnostic::locate;

/// Writes a tree as one line.
fn shown(node: &Node) -> String {
    match &node.kind {
        Kind::Null => "null".to_owned(),
        Kind::Scalar(scalar) => scalar.text.to_string(),
        Kind::Sequence(items) => format!("[{}]", items.iter().map(shown).collect::<Vec<_>>().join(", ")),
        Kind::Mapping(entries) => {
            let entries: Vec<String> = entries
                .iter()
                .map(|(key, node)| format!("{}: {}", key.text, shown(node)))
                .collect();
            format!("{{{}}}", entries.join(", "))
        }
    }
}

fn told(found: &[Diagnostic], text: &str) -> Vec<String> {
    let told = found.iter().map(|found| {
        let place = locate(found, Some(text.as_bytes()))
            .place
            .map(|place| (place.line, place.column));
        let (line, column) = place.unwrap_or_default();
        assert!(found.hint.is_some(), "{} has no hint", found.message);
        format!(
            "{line}:{column} {}",
            found.code.name().trim_start_matches("front-matter/")
        )
    });
    told.collect()
}

#[track_caller]
fn tree(text: &str, expected: &str) {
    let (root, found) = read_yaml(text, 0..text.len());
    assert_eq!(
        (root.as_ref().map(shown).as_deref(), found),
        (Some(expected), Vec::new()),
        "{text}"
    );
}

/// Checks what is found in a YAML text, what the hint of the first says, and what is left of it.
#[track_caller]
fn slip(text: &str, expected: &[&str], hint: &str, left: Option<&str>) {
    let (root, found) = read_yaml(text, 0..text.len());
    assert_eq!(told(&found, text), expected, "{text}\n{found:#?}");
    let first = found.first().and_then(|found| found.hint.clone()).unwrap_or_default();
    assert!(first.contains(hint), "{first}");
    assert_eq!(root.as_ref().map(shown).as_deref(), left, "{text}");
}

#[test]
fn yaml_becomes_a_tree() {
    tree(
        "a: 1\nb: [x, 'y: z']\nc:\n  d: ~\n  e: |\n    f\n",
        "{a: 1, b: [x, y: z], c: {d: null, e: f\n}}",
    );
    tree("a:\n- b: c\n  d: e\n- f\n", "{a: [{b: c, d: e}, f]}");
    tree("a: !!str 2019\nb: \"\\u00e9\"\r\nc: d\r\n", "{a: 2019, b: é, c: d}");
    tree("a: &x {b: c}\nd: *x\n", "{a: {b: c}, d: {b: c}}");
    tree(
        "base: &b {k: 1, l: 2}\nall:\n  l: 3\n  <<: *b\n",
        "{base: {k: 1, l: 2}, all: {l: 3, k: 1}}",
    );
    tree("# only a comment # here\n#more\na: b # c\n", "{a: b}");
    let empty = read_yaml("# nothing\n", 0..10);
    assert_eq!(empty, (None, Vec::new()));
}

#[test]
fn places_count_in_the_file() {
    let file = "---\né: {a: [b]}\nc:\n  - d\n\n---\n";
    let (root, _) = read_yaml(file, 4..file.len() - 4);
    let mut places = Vec::new();
    fn walk<'f>(node: &Node, file: &'f str, places: &mut Vec<&'f str>) {
        places.push(&file[node.span.range()]);
        match &node.kind {
            Kind::Sequence(items) => items.iter().for_each(|item| walk(item, file, places)),
            Kind::Mapping(entries) => entries.iter().for_each(|(key, node)| {
                places.push(&file[key.span.range()]);
                walk(node, file, places);
            }),
            _ => {}
        }
    }
    walk(&root.unwrap(), file, &mut places);
    assert_eq!(
        places,
        [
            "é: {a: [b]}\nc:\n  - d",
            "é",
            "{a: [b]}",
            "a",
            "[b]",
            "b",
            "c",
            "- d",
            "d"
        ]
    );
}

#[test]
fn common_slips_have_their_own_words() {
    slip(
        "title: Raad: besluit\na: b",
        &["1:8 unquoted-colon"],
        "put the title in quotes:  title: \"Raad: besluit\"",
        Some("{a: b}"),
    );
    slip("a:\n  - b: c: d", &["2:8 unquoted-colon"], "b: \"c: d\"", None);
    slip("a: \"x\" en: y", &["1:4 syntax"], "'\"x\" en: y'", None);
    slip("title: don't: x", &["1:8 unquoted-colon"], "title: \"don't: x\"", None);
    slip("a: x\n\tb: y\nc: d", &["2:1 tab"], "two spaces", Some("{c: d}"));
    slip("a:\n\t- x", &["2:1 tab"], "two spaces", None);
    slip("a: \"x\nb: y\n", &["1:4 syntax"], "a: \"x\"", Some("{b: y}"));
    slip("a: 'x\nb: y\n", &["1:4 syntax"], "a: \"x\"", Some("{b: y}"));
    slip("a: [\"x, y]\nb: y\n", &["1:5 syntax"], "behind it", Some("{b: y}"));
    slip("a: 'Raad's besluit'", &["1:4 syntax"], "a: \"Raad's besluit\"", None);
    slip(
        "a: \"De raad\" besluit",
        &["1:4 syntax"],
        "a: '\"De raad\" besluit'",
        None,
    );
    slip("a: \"C:\\map\"", &["1:4 syntax"], "a: 'C:\\map'", None);
    for value in [
        "@raad",
        "`raad`",
        "%raad",
        "*raad",
        "&raad besluit",
        "!raad x",
        "! x",
        "]x",
        "}",
        "[Nieuw] raad",
        "{{ x }}",
        "> x",
        "| x",
        ", x",
        "- x",
        "? x",
    ] {
        slip(
            &format!("a: {value}\nb: c"),
            &["1:4 syntax"],
            &format!("a: \"{value}\""),
            Some("{b: c}"),
        );
    }
    slip("a: [x, y\nb: c", &["1:4 syntax"], "a: [x, y]", Some("{b: c}"));
    slip("a: {x: y\nb: c", &["1:4 syntax"], "a: {x: y}", Some("{b: c}"));
    slip(
        "a: [x,\n  y\nb: c\nd: e",
        &["1:4 syntax"],
        "close it",
        Some("{b: c, d: e}"),
    );
    slip(
        "a: b\ntitle:Raad\nc: d",
        &["2:6 syntax"],
        "title: Raad",
        Some("{a: b, c: d}"),
    );
    slip("title:Raad\nc: d", &["1:6 syntax"], "title: Raad", Some("{c: d}"));
    slip(
        "a: b\nZomaar tekst\nc: d",
        &["2:1 syntax"],
        "put a line with only ---",
        Some("{a: b, c: d}"),
    );
    slip("a: x\n  b: y\nc: d", &["2:3 syntax"], "spaces before b", Some("{c: d}"));
    slip(
        "a:\n  b: x\n c: y\nd: e",
        &["3:2 syntax"],
        "same column",
        Some("{d: e}"),
    );
    slip(
        "a: |\ntekst\nb: c",
        &["2:1 syntax"],
        "two spaces before",
        Some("{a: , b: c}"),
    );
    slip("a: x\n- y\nb: c", &["2:1 syntax"], "key of the list", Some("{b: c}"));
    slip("a: x\u{1}y\nb: c", &["1:5 syntax"], "delete", Some("{b: c}"));
    slip(": x\nb: c", &["1:1 syntax"], "key: value", Some("{b: c}"));
    slip(
        "a: b\n--- # c\nd: e",
        &["2:1 syntax"],
        "nothing but ---",
        Some("{d: e}"),
    );
    slip("<<: x\nb: c", &["1:5 syntax"], "<<: *name", Some("{b: c}"));
}

#[test]
fn all_slips_of_a_text_come_together() {
    slip(
        "a: b: c\nd: @e\nf: \"g\nh: i\nk: 1\nk: 2\n",
        &["1:4 unquoted-colon", "2:4 syntax", "3:4 syntax", "6:1 duplicate-key"],
        "",
        Some("{h: i, k: 1}"),
    );
}

#[test]
fn a_key_stands_once() {
    slip(
        "a: 1\nb: 2\na: 3",
        &["3:1 duplicate-key"],
        "on line 1 or on line 3",
        Some("{a: 1, b: 2}"),
    );
    slip(
        "a: 1\na: 1\na: 2",
        &["2:1 repeated-key", "3:1 duplicate-key"],
        "one of the two",
        Some("{a: 1}"),
    );
    let many: String = (0..40).map(|n| format!("k{n}: x\n")).collect();
    slip(
        &format!("{many}k3: y\n"),
        &["41:1 duplicate-key"],
        "on line 4 or on line 41",
        Some(&shown(&read_yaml(&many, 0..many.len()).0.unwrap())),
    );
}

#[test]
fn text_that_is_taken_for_a_comment_is_told_of() {
    slip(
        "title: Raad #1\na: b",
        &["1:13 comment"],
        "title: \"Raad #1\"",
        Some("{title: Raad, a: b}"),
    );
    slip(
        "tags:\n  - #open\n",
        &["2:5 comment"],
        "- \"#open\"",
        Some("{tags: [null]}"),
    );
    tree(
        "a: \"b\" #c\n#d: e\nf: g # h\n#\n  #i\nj: [k] #l",
        "{a: b, f: g, j: [k]}",
    );
}

#[test]
fn what_would_cost_too_much_is_refused_at_once() {
    let nested = |open: &str| open.repeat(20_000);
    let list = |name: char| format!("[{}]", vec![format!("*{name}"); 9].join(","));
    let bomb: String = ('b'..='h')
        .zip('a'..)
        .map(|(name, last)| format!("{name}: &{name} {}\n", list(last)))
        .collect();
    let long = format!("a: &a {}\nb: [{}]", "x".repeat(1_000_000), vec!["*a"; 20_000].join(","));
    for text in [
        format!("a: {}", nested("[")),
        format!("a: {}", nested("{")),
        nested("- "),
        nested("? "),
        nested("["),
        nested("{a: "),
        format!("a: &a [x]\n{bomb}"),
        long,
        "a: &a [*a]".to_owned(),
        format!("a: [{}]", "x,".repeat(200_000)),
    ] {
        let start = Instant::now();
        let (root, found) = read_yaml(&text, 0..text.len());
        let codes: Vec<Code> = found.iter().map(|found| found.code).collect();
        assert_eq!(
            (root, codes),
            (None, vec![Code::TooComplex]),
            "{}",
            &text[..60.min(text.len())]
        );
        assert!(start.elapsed() < Duration::from_secs(5), "{:?}", start.elapsed());
    }
    for text in [
        format!("{}=1", vec!["a"; 20_000].join(".")),
        format!("[{}]", vec!["a"; 20_000].join(" . ")),
        format!("a={}", nested("[")),
        format!("a={}", nested("{a=")),
    ] {
        let (root, found) = read_toml(&text, 0..text.len());
        let codes: Vec<Code> = found.iter().map(|found| found.code).collect();
        assert_eq!((root, codes), (None, vec![Code::TooComplex]), "{}", &text[..40]);
    }
}

#[track_caller]
fn toml_slip(text: &str, expected: &[&str], hint: &str, left: &str) {
    let (root, found) = read_toml(text, 0..text.len());
    assert_eq!(told(&found, text), expected, "{text}\n{found:#?}");
    let first = found.first().and_then(|found| found.hint.clone()).unwrap_or_default();
    assert!(first.contains(hint), "{first}");
    assert_eq!(root.as_ref().map(shown).as_deref(), Some(left), "{text}");
}

#[test]
fn toml_becomes_the_same_tree() {
    toml_slip(
        "a = 1\nb = [\"x\", 'y']\n[c]\nd = 2026-03-05 09:00\ne = 13:00\nf = 0x1F",
        &[],
        "",
        "{a: 1, b: [x, y], c: {d: 2026-03-05T09:00, e: 13:00, f: 31}}",
    );
    toml_slip(
        "title = Raad besluit\ndraft = ja\nx = 1",
        &["1:9 syntax", "2:9 syntax"],
        "title = \"Raad besluit\"",
        "{x: 1}",
    );
    toml_slip(
        "title: Raad\ntags = [\"a\"]\n",
        &["1:8 syntax"],
        "title = \"Raad\"",
        "{}",
    );
    toml_slip(
        "title = 'x'\na = 1\ntitle = 'y'",
        &["3:1 duplicate-key"],
        "on line 1 or on line 3",
        "{title: x, a: 1}",
    );
    toml_slip(
        "title = \"x\ntags = [1]\n",
        &["1:11 syntax"],
        "put \" behind it",
        "{tags: [1]}",
    );
    toml_slip(
        "a = 1\nb = {c = 1, c = 2}",
        &["2:13 duplicate-key"],
        "keep the one of the two that is right",
        "{a: 1, b: {c: 1}}",
    );
    toml_slip(
        "title = 's Avonds naar de raad\na = 1",
        &["1:31 syntax"],
        "title = \"'s Avonds naar de raad\"",
        "{a: 1}",
    );
    toml_slip(
        "a = 1\n[event]\nstart = morgen",
        &["3:9 syntax"],
        "start = \"morgen\"",
        "{a: 1}",
    );
}

#[test]
fn a_key_of_toml_without_a_value_is_told_so() {
    for text in ["b =\na = 1\n", "b = # nog invullen\na = 1\n", "b =  \r\na = 1\r\n"] {
        toml_slip(
            text,
            &["1:1 syntax"],
            "write  b = \"…\"  or take the line out",
            "{a: 1}",
        );
        let found = read_toml(text, 0..text.len()).1;
        assert_eq!(found[0].message, "b has no value", "{text}");
    }
    toml_slip("a = 1\nb =", &["2:1 syntax"], "take the line out", "{a: 1}");
}

#[test]
fn a_date_of_toml_is_judged_in_the_words_of_its_writer() {
    for (date, hint) in [
        ("2026-02-30", "the days of that month go from 01 up to and including 28"),
        ("2026-13-01", "the months go from 01 up to and including 12"),
        ("2026-3-5", "write  date = 2026-03-05"),
        (
            "2026-03-05 25:00:00",
            "a time goes from 00:00 up to and including 23:59",
        ),
    ] {
        let text = format!("date = {date}\na = 1");
        toml_slip(&text, &["1:8 bad-date"], hint, "{a: 1}");
        let found = read_toml(&text, 0..text.len()).1.remove(0);
        assert!(!found.message.contains("expected"), "{}", found.message);
    }
}

#[test]
fn a_number_of_toml_without_digits_is_none() {
    for number in ["0x", "0b", "0o", "1_0٠"] {
        let hint = format!("between quotes if it is text:  \"{number}\"");
        toml_slip(&format!("n = {number}\na = 1"), &["1:5 syntax"], &hint, "{a: 1}");
    }
    toml_slip("a = [{ b = 0x }]\nc = 0x1F", &["1:12 syntax"], "0 to 9", "{c: 31}");
    // Larger than any number that is counted with: a telephone number, an archive's.
    let large = "a = 99999999999999999999";
    assert_eq!(read_toml(large, 0..large.len()).1, []);
}

#[test]
fn toml_that_is_nested_too_deeply_is_told_at_its_line() {
    let text = format!("+++\na = 1\n{}x = 1\n+++\n", "a.".repeat(200));
    let found = read_toml(&text, 4..text.len() - 4).1;
    assert_eq!(told(&found, &text), ["3:1 too-complex"]);
}

#[test]
fn an_apostrophe_at_the_start_is_no_quote() {
    for (title, hint) in [
        ("'s Avonds naar de raad", "title: \"'s Avonds naar de raad\""),
        ("'t Hof besluit", "title: \"'t Hof besluit\""),
        ("'90 was het jaar", "title: \"'90 was het jaar\""),
        ("'Raad besluit", "title: \"Raad besluit\""),
    ] {
        slip(&format!("title: {title}\n"), &["1:8 syntax"], hint, None);
    }
}

#[test]
fn a_key_of_toml_with_pasted_characters_is_told_without_them() {
    toml_slip(
        "“draft” = true\na = 1",
        &["1:1 syntax"],
        "write  draft = true",
        "{a: 1}",
    );
    toml_slip(
        "\u{200b}draft = true\na = 1",
        &["1:1 syntax"],
        "write  draft = true",
        "{a: 1}",
    );
    toml_slip(
        "“title” = “X”\na = 1",
        &["1:1 syntax"],
        "write  title = \"X\"",
        "{a: 1}",
    );
}

#[test]
fn a_space_that_is_none_is_told_of() {
    slip(
        "a: 1\ntitle:\u{a0}X\n",
        &["2:7 syntax"],
        "delete it, and type a space:  title: X",
        Some("{a: 1}"),
    );
}
