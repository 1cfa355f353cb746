//! `site.toml` in, configuration and diagnostics out.

use super::*;
use crate::diagnostic::locate;

const LEAST: &str = "title = \"x\"\nbase_url = \"https://a.nl/\"\n";

/// Checks what is found in the two lines that every site needs, with `more` behind them.
#[track_caller]
fn check(more: &str, expected: &[&str]) {
    check_file(&format!("{LEAST}{more}"), expected);
}

#[track_caller]
fn check_file(text: &str, expected: &[&str]) {
    let checked = read(text);
    let found: Vec<String> = checked
        .found
        .iter()
        .map(|found| {
            assert!(found.hint.is_some(), "{} has no hint", found.message);
            let place = locate(found, Some(text.as_bytes())).place;
            let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
            format!("{line}:{column} {}", found.code.name())
        })
        .collect();
    assert_eq!(found, expected, "{text}\n{:#?}", checked.found);
}

#[test]
fn two_lines_make_a_site() {
    let config = read(LEAST).value;
    let config = config.as_ref();
    assert_eq!(config.map(|config| config.language.as_str()), Some("nl"));
    assert_eq!(config.map(|config| config.timezone.name()), Some("Europe/Amsterdam"));
    assert_eq!(config.map(|config| config.theme.as_str()), Some("courant"));
    let names: Vec<&str> = config
        .map(|config| {
            config
                .taxonomies
                .iter()
                .map(|taxonomy| taxonomy.name.as_str())
                .collect()
        })
        .unwrap_or_default();
    assert_eq!(names, ["tags", "authors"]);
}

#[test]
fn each_mistake_is_told_at_its_place() {
    check_file("", &["1:1 config/missing", "1:1 config/missing"]);
    check_file("title = \"x", &["1:11 config/syntax"]);
    check("tilte = \"x\"", &["3:1 config/unknown-key"]);
    check("langage = \"x\"", &["3:1 config/unknown-key"]);
    check("[share]\nlinks = [\"linkedn\"]", &["4:10 config/bad-value"]);
    check("timezone = \"Amsterdam\"", &["3:12 config/bad-value"]);
    check("paginate_by = -1", &["3:15 config/bad-value"]);
    check(
        "[sections.nieuws]\nkind = \"nieuws\"\npermalink = \"/x/\"",
        &["4:8 config/bad-value", "5:13 config/bad-value"],
    );
    check("[newsletter]\naction = \"javascript:x\"", &["4:10 config/bad-value"]);
    check(
        "[taxonomies.tags]\npath = \"../x\"\nfeed = \"ja\"",
        &["4:8 config/bad-value", "5:8 config/wrong-type"],
    );
    check(
        "theme = \"../x\"\nlanguage = \"hollands!\"",
        &["3:9 config/bad-value", "4:12 config/bad-value"],
    );
}

#[test]
fn a_key_that_is_near_a_known_one_is_an_error_and_another_a_warning() {
    assert!(read(&format!("{LEAST}tilte = 1")).value.is_none());
    assert!(read(&format!("{LEAST}analytics = 1")).value.is_some());
}

#[test]
fn a_language_has_its_own_title() {
    let config = read(&format!("{LEAST}[languages.en]\ntitle = \"News\"\nfallback = \"show\"")).value;
    let (nl, en) = (crate::language::Tag::parse("nl"), crate::language::Tag::parse("en"));
    let title = config.zip(en).zip(nl).map(|((config, en), nl)| {
        (
            config.title.get(&en, &nl).to_owned(),
            config.title.get(&nl, &nl).to_owned(),
        )
    });
    assert_eq!(title, Some(("News".to_owned(), "x".to_owned())));
}
