//! What would leave its folder, run code or cost too much is refused.

use super::*;

#[test]
fn nothing_leaves_its_folder() {
    for value in [
        "../x",
        "/etc",
        "a\\\\b",
        "%2e%2e",
        "a/b",
        "a\\0b",
        "..",
        ".",
        "C:",
        "a\\u202eb",
        "%2E%2e",
        "a%2fb",
        "100%",
        "a%00b",
    ] {
        found(&format!("slug: \"{value}\""), Code::UnsafePath, &["slug is"]);
    }
    for value in [
        "/../x",
        "/a/../../b",
        "/%2e%2e/",
        "a\\\\b",
        "/a\\0/",
        "/a%2fb/",
        "C:\\\\x",
        "/",
        "/a?b",
        "javascript:alert(1)",
    ] {
        found(&format!("url: \"{value}\""), Code::UnsafePath, &["url is"]);
        found(&format!("aliases: [\"{value}\"]"), Code::UnsafePath, &["aliases is"]);
    }
    for value in [
        "a\\\\b.jpg",
        "%2e%2e/a.jpg",
        "/../a.jpg",
        "a\\0.jpg",
        "C:\\\\a.jpg",
        "//host/a.jpg",
        "data:image/png,x",
        "a%2Fb.jpg",
    ] {
        for line in [
            "image: \"@\"",
            "image: {src: \"@\"}",
            "downloads: [\"@\"]",
            "downloads: [{url: \"@\"}]",
            "related: [\"@\"]",
        ] {
            found(&line.replace('@', value), Code::UnsafePath, &["no file of this site"]);
        }
    }
    for value in ["../x.html", "/x.html", "a/../../x", "a\\\\x.html"] {
        found(&format!("template: \"{value}\""), Code::UnsafePath, &["bijzonder.html"]);
    }
    let front = clean(
        "slug: raad-2\nurl: eigen/adres/\naliases: [\"/authors/christy-choi \", oud, /a//b/]\ntemplate: bijzonder\nimage: ../beeld/a b.jpg",
    );
    let texts: Vec<&str> = front.aliases.iter().map(|alias| &*alias.value).collect();
    assert_eq!(texts, ["/authors/christy-choi", "/oud", "/a/b/"]);
    assert_eq!(
        (
            &*front.url.as_ref().unwrap().value,
            &*front.template.as_ref().unwrap().value
        ),
        ("/eigen/adres/", "bijzonder.html")
    );
    found("aliases: [https://elders.example/x]", Code::BadValue, &["another site"]);
    found("url: //elders.example/x", Code::BadValue, &["another site"]);
}

#[test]
fn a_key_of_the_sites_own_holds_no_code_either() {
    for value in [
        "javascript:alert(1)",
        " JavaScript:x",
        "java\\tscript:x",
        "data:text/html,x",
    ] {
        let codes = article(&format!("eigen: {{knop: [\"{value}\"]}}")).found;
        let codes: Vec<Code> = codes.iter().map(|found| found.code).collect();
        assert_eq!(codes, [Code::UnsafePath], "{value}");
    }
    assert_eq!(article("onderkop: \"Javascript: een inleiding\"").found, []);
}

#[test]
fn no_address_runs_code() {
    let disguises = [
        "javascript:alert(1)",
        "JavaScript:x",
        " javascript:x",
        "java\\tscript:x",
        "java\\nscript:x",
        "\\x01javascript:x",
        "java\\0script:x",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "javascript\\t:x",
        "\\u00a0javascript:x",
    ];
    for value in disguises {
        for line in [
            "event: {start: 2026-01-01, online_url: \"@\"}",
            "event: {start: 2026-01-01, registration_url: \"@\"}",
            "event: {start: 2026-01-01, organiser: {name: a, url: \"@\"}}",
            "event: {start: 2026-01-01, speakers: [{name: a, url: \"@\"}]}",
            "withdrawn: {replaced_by: \"@\"}",
            "downloads: [{url: \"@\"}]",
            "image: \"@\"",
            "aliases: \"@\"",
            "url: \"@\"",
        ] {
            let line = line.replace('@', value);
            let codes: Vec<Code> = article(&line).found.iter().map(|found| found.code).collect();
            assert_eq!(codes, [Code::UnsafePath], "{line}");
        }
        let file = format!("---\nname: a\nlinks: [\"{value}\", {{title: b, url: \"{value}\"}}]\n---\n");
        let codes: Vec<Code> = read_as(Role::Person, &file)
            .0
            .found
            .iter()
            .map(|found| found.code)
            .collect();
        assert_eq!(codes, [Code::UnsafePath, Code::UnsafePath], "{file}");
    }
}

#[test]
fn bombs_and_deep_nesting_are_refused() {
    let codes = |file: &str| {
        read_as(Role::Article, file)
            .0
            .found
            .iter()
            .map(|found| found.code)
            .collect::<Vec<_>>()
    };
    let brackets = "[".repeat(20_000);
    assert_eq!(codes(&format!("---\ntitle: {brackets}\n---\n")), [Code::TooComplex]);
    assert_eq!(codes(&format!("+++\ntitle = {brackets}\n+++\n")), [Code::TooComplex]);
    assert_eq!(codes("---\ntitle: &a [*a]\n---\n"), [Code::TooComplex]);
}

#[test]
fn many_terms_and_keys_are_read_in_time() {
    let tags: Vec<String> = (0..30_000).map(|n| format!("t{n}")).collect();
    let keys: String = (0..30_000).map(|n| format!("k{n}: v\n")).collect();
    let start = std::time::Instant::now();
    let front = clean(&format!("tags: [{}]\n{keys}", tags.join(", ")));
    assert_eq!((front.terms[0].1.len(), front.extra.len()), (30_000, 30_000));
    assert!(start.elapsed().as_secs() < 10, "{:?}", start.elapsed());
}

proptest::proptest! {
    #[test]
    fn no_text_makes_it_panic(text in "\\PC{0,200}", head in "[a-z:é\\- \\[\\]{}\"'&*|>#!%@`,?<\\n\\t\\r]{0,200}", key in 0..CORE_KEYS.len()) {
        read_as(Role::Article, &text);
        for fence in ["---", "+++"] {
            for inner in [&head, &text, &format!("{}: {head}", CORE_KEYS[key]), &format!("{} = {head}", CORE_KEYS[key]), &format!("event: {{start: {head}}}")] {
                let file = format!("{fence}\n{inner}\n{fence}\n{text}");
                let (checked, body) = read_as(Role::Person, &file);
                proptest::prop_assert!(body <= file.len() && file.is_char_boundary(body));
                for found in &checked.found {
                    let span = found.span.unwrap_or_default();
                    proptest::prop_assert!(file.get(span.range()).is_some(), "{:?}", found);
                    proptest::prop_assert!(found.hint.is_some(), "{:?}", found);
                }
            }
        }
    }
}
