//! `site.toml` in, configuration and diagnostics out.

use super::*;
use crate::diagnostic::{Code, Diagnostic, locate};

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
fn a_key_that_is_nearly_known_is_an_error() {
    for line in [
        "tilte = \"x\"",
        "[markdown]\nhighlite = true",
        "[markdown]\nsmart_puntuation = true",
    ] {
        let found = read(&format!("{LEAST}{line}")).found;
        assert!(found.iter().all(Diagnostic::is_error) && found.len() == 1, "{found:?}");
    }
}

#[test]
fn hints_name_a_key_as_it_is_written_below_its_table() {
    for (lines, hint) in [
        ("[share]\nlinks = \"linkedin\"", "write  links = [ … ]"),
        ("[feeds]\nitems = -1", "write  items = 20"),
        ("[feeds]\natom = \"ja\"", "write  atom = true"),
        ("[description]\nnl = 1", "write  nl = \"…\""),
        ("paginate_by = -1", "write  paginate_by = 20"),
    ] {
        let found = read(&format!("{LEAST}{lines}")).found;
        assert_eq!(found[0].hint.as_deref(), Some(hint), "{lines}");
    }
}

#[test]
fn the_folder_of_a_section_is_none_of_a_taxonomy() {
    check(
        "[taxonomies.tags]\npath = \"nieuws\"\n[sections.nieuws]",
        &["4:8 config/bad-value"],
    );
    check(
        "[taxonomies.tags]\npath = \"nieuws\"\n[sections.\"nieuws/raad\"]",
        &["4:8 config/bad-value"],
    );
    check("[taxonomies.tags]\npath = \"nieuws/tags\"\n[sections.nieuws]", &[]);
    check("[taxonomies.tags]\npath = \"nieuw\"\n[sections.nieuws]", &[]);
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
        "[theme_options]\nsocial = [{ title = \"x\", url = \"javascript:alert(1)\" }]\n[extra]\nx = \"data:text/html,x\"",
        &["4:32 config/bad-value", "6:5 config/bad-value"],
    );
    check("[extra]\nkop = \"Javascript: een inleiding\"", &[]);
    check(
        "[taxonomies.tags]\npath = \"../x\"\nfeed = \"ja\"",
        &["4:8 config/bad-value", "5:8 config/wrong-type"],
    );
    check(
        "theme = \"../x\"\nlanguage = \"hollands!\"",
        &["3:9 config/bad-value", "4:12 config/bad-value"],
    );
    check(
        "theme_options = 1\nextra = \"x\"",
        &["3:17 config/wrong-type", "4:9 config/wrong-type"],
    );
    check(
        "[organisation]\nemail = \"x\"\nsame_as = [\"javascript:x\", \"/a\"]\nnaam = 1",
        &[
            "4:9 config/bad-value",
            "5:12 config/bad-value",
            "5:28 config/bad-value",
            "6:1 config/unknown-key",
        ],
    );
    check(
        "[languages.en]\nfallback = \"shw\"\n[languages.\"x y\"]",
        &["4:12 config/bad-value", "5:12 config/bad-value"],
    );
    check("languages = 3", &["3:13 config/wrong-type"]);
    check("[languages]\nen = 3", &["4:6 config/wrong-type"]);
    check(
        "[markdown]\ntoc_levels = [0, 9]",
        &["4:15 config/bad-value", "4:18 config/bad-value"],
    );
    check("[markdown]\ntoc_levels = [3, 2]", &["4:14 config/bad-value"]);
    check(
        "[feeds]\nitems = 1.5\natom = 1",
        &["4:9 config/wrong-type", "5:8 config/wrong-type"],
    );
    check(
        "[reading_time]\nwords_per_minute = { nl = 0, zz9z9z9z9z = 1 }",
        &["4:27 config/bad-value", "4:30 config/bad-value"],
    );
    check(
        "[[menu.main]]\ntitle = \"x\"\n[[menu.main]]\ntitle = \"x\"\nurl = \"javascript:x\"",
        &["3:1 config/bad-value", "7:7 config/bad-value"],
    );
    check("description = { xx = \"x\" }", &["3:17 config/unknown-key"]);
}

#[test]
fn a_title_is_there_in_a_language_of_the_site() {
    let base = "base_url = \"https://a.nl\"\n";
    check_file(&format!("{base}title = {{}}"), &["2:9 config/missing"]);
    check_file(
        &format!("{base}title = {{ en = \"x\" }}"),
        &["2:9 config/missing", "2:11 config/unknown-key"],
    );
    check_file(&format!("{base}title = {{ nl = 3 }}"), &["2:16 config/wrong-type"]);
    check_file(&format!("{base}title = \"\""), &["2:9 config/bad-value"]);
    check_file(&format!("{base}[languages.nl]\ntitle = \"x\""), &[]);
}

#[test]
fn a_newsletter_needs_to_go_somewhere() {
    let check = |lines: &str, expected: &[&str]| check(&format!("[newsletter]\n{lines}"), expected);
    check("button = \"x\"", &["3:1 config/missing"]);
    check("action = \"lijst\"", &["4:10 config/bad-value"]);
    check("action = \"HTTPS://a.nl/\"\nhidden = { u = \"\", id = \"7\" }", &[]);
    check("action = \"/x\"\nmethod = \"put\"", &["5:10 config/bad-value"]);
    let interests = |given: &str, expected: &[&str]| {
        check(&format!("action = \"/x\"\ninterests = {given}"), expected);
    };
    interests("{ field = \"x\" }", &["5:13 config/bad-value"]);
    interests(
        "{ field = \"x\", options = [{ label = \"x\" }] }",
        &["5:39 config/missing"],
    );
    interests(
        "{ field = 3, options = [{ value = \"x\" }] }",
        &["5:23 config/wrong-type"],
    );
}

#[test]
fn a_permalink_stays_in_the_site_and_is_one_of_its_own() {
    for (pattern, good) in [
        ("/:slug/", true),
        ("/nieuws/:year/:month/:day/:slug", true),
        ("/:section/:path/:slug/", true),
        ("nieuws/:slug/", false),
        ("/nieuws/", false),
        ("/nieuws/:name/:slug/", false),
        ("/../:slug/", false),
        ("/a%2e/:slug/", false),
        ("/a\\u0007/:slug/", false),
    ] {
        let read = read(&format!("{LEAST}[sections.nieuws]\npermalink = \"{pattern}\""));
        assert_eq!(read.value.is_some(), good, "{pattern}: {:?}", read.found);
    }
}

#[test]
fn a_taxonomy_has_a_name_that_can_be_a_key() {
    for (name, good) in [
        ("thema", true),
        ("Thema's", false),
        ("thème", true),
        ("open-data", true),
        ("", false),
        ("a/b", false),
        ("../x", false),
        ("title", false),
        ("series", false),
    ] {
        let read = read(&format!("{LEAST}[taxonomies.\"{name}\"]"));
        assert_eq!(read.value.is_some(), good, "{name}: {:?}", read.found);
    }
}

#[test]
fn a_byte_order_mark_moves_nothing() {
    check_file(&format!("\u{feff}{LEAST}tilte = 1"), &["3:1 config/unknown-key"]);
    check_file(
        "\u{feff}title = 3\nbase_url = \"https://a.nl\"",
        &["1:9 config/wrong-type"],
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

#[test]
fn each_setting_arrives() {
    let text = format!(
        "{LEAST}timezone = \"UTC\"\npaginate_by = 0\n[sections.\"nieuws/2026\"]\nkind = \"event\"\nsort_by = \"weight\"\n\
         permalink = \"/n//:slug\"\n[taxonomies.themas]\npath = \"/thema/\"\nfeed = false\n[share]\nlinks = [\"x\", \"email\", \"x\"]\n\
         [markdown]\ntoc_levels = [2, 4]\n[feeds]\ncontent = \"summary\"\n[theme_options]\na = 1\n[extra]\nb = 2\n"
    );
    let config = read(&text).value.expect("a good site.toml");
    assert_eq!((config.timezone.name(), config.paginate_by), ("UTC", 0));
    let section = config.section("nieuws/2026").expect("the section");
    assert_eq!((section.kind, section.sort_by), (SectionKind::Event, SortBy::Weight));
    assert_eq!(section.permalink.as_deref(), Some("/n/:slug/"));
    let taxonomy = config.taxonomy("themas").expect("the taxonomy");
    assert_eq!((taxonomy.path.as_deref(), taxonomy.feed), (Some("thema"), false));
    assert_eq!(config.share.links, [ShareService::X, ShareService::Email]);
    assert_eq!((config.markdown.toc_levels, config.feeds.full), ((2, 4), false));
    assert!(config.theme_options.contains_key("a") && config.extra.contains_key("b"));
    let moved = config.with_base_url("http://localhost:1111/x").expect("a good address");
    assert_eq!(
        (moved.base_url.as_str(), moved.base_path()),
        ("http://localhost:1111/x/", "/x/")
    );
    assert!(moved.with_base_url("localhost").is_err());
}

#[test]
fn every_wrong_thing_gives_a_diagnostic_and_no_panic() {
    let values = [
        "1",
        "-1",
        "1.5",
        "true",
        "\"\"",
        "\"x\"",
        "[]",
        "[1]",
        "[{}]",
        "{}",
        "{ nl = 1 }",
        "{ x = [] }",
        "2026-01-01",
    ];
    for (table, keys) in KEYS {
        for (key, value) in keys.iter().flat_map(|key| values.iter().map(move |value| (key, value))) {
            let header = table.replace("NAME", "main").replace("CODE", "en");
            let header = if header.is_empty() {
                header
            } else {
                format!("[{header}]\n")
            };
            for found in read(&format!("{LEAST}{header}{key} = {value}\n")).found {
                assert!(found.hint.is_some() && found.span.is_some(), "{found:?}");
            }
        }
    }
}

#[test]
fn a_section_that_the_content_lacks_is_told_of() {
    let documents = ["nieuws/a.md", "nieuws/2025/b.md", "nieuws/2026/_index.en.md", "over.md"];
    for (name, hint) in [
        ("nieuws", None),
        ("nieuws/2026", None),
        ("nieuws/2025", Some("_index.md")),
        ("niews", Some("[sections.nieuws]")),
        ("agenda", Some("take it out")),
        ("over", Some("take it out")),
    ] {
        let read = read(&format!("{LEAST}[sections.\"{name}\"]"));
        let config = read.value.expect("a good site.toml");
        let found = sections_without_folder(&config, &documents);
        assert_eq!(found.len(), usize::from(hint.is_some()), "{name}: {found:?}");
        for found in found {
            assert_eq!(found.span.map(|span| span.start), Some(49), "{name}");
            let told = found.hint.unwrap_or_default();
            assert!(hint.is_some_and(|hint| told.contains(hint)), "{name}: {told}");
        }
    }
}

#[test]
fn hints_say_it_in_the_words_of_the_file() {
    let hint = |more: &str| {
        let text = format!("title = \"x\"\nbase_url = \"https://a.nl\"\n{more}\n");
        let found = read(&text).found;
        found.first().and_then(|found| found.hint.clone()).unwrap_or_default()
    };
    for (more, expected) in [
        (
            "[markdown]\nsmart_punctuation = nee",
            "write  smart_punctuation = false",
        ),
        ("theme = courant", "theme = \"courant\""),
        ("copyright = \"x", "put \" behind it"),
        (
            "[feeds]\npaginate_by = 10",
            "put paginate_by above the first line with brackets",
        ),
        ("copyright = “CC BY”", "copyright = \"CC BY\""),
    ] {
        assert!(hint(more).contains(expected), "{more}: {}", hint(more));
    }
}

#[test]
fn an_address_leads_somewhere_from_every_page() {
    for (more, place, hint) in [
        (
            "[organisation]\nurl = \"www.x.nl\"",
            "4:7",
            "url = \"https://www.x.nl\"",
        ),
        (
            "[[menu.main]]\ntitle = \"x\"\nurl = \"www.q.nl\"",
            "5:7",
            "url = \"https://www.q.nl\"",
        ),
        (
            "[[menu.main]]\ntitle = \"x\"\nurl = \"nieuws/goed.md\"",
            "5:7",
            "url = \"/nieuws/goed/\"",
        ),
        (
            "[newsletter]\naction = \"/x\"\nprivacy_url = \"privacy/\"",
            "5:15",
            "privacy_url = \"/privacy/\"",
        ),
    ] {
        check(more, &[&format!("{place} config/bad-value")]);
        let found = read(&format!("{LEAST}{more}")).found.remove(0);
        assert!(found.message.contains("leads nowhere"), "{found:?}");
        assert!(
            found.hint.as_deref().is_some_and(|told| told.contains(hint)),
            "{found:?}"
        );
    }
}

#[test]
fn a_word_is_only_suggested_where_it_is_the_one_meant() {
    for (more, hint) in [
        (
            "[markdown]\nraw_html = \"ja\"",
            "write one of these words: sanitise, trust",
        ),
        ("[markdown]\nraw_html = \"trsut\"", "did you mean \"trust\"?"),
        ("[share]\nlinks = [\"twitter\"]", "did you mean \"x\"?"),
        ("[share]\nlinks = [\"LinkedIn\"]", "did you mean \"linkedin\"?"),
        ("[share]\nlinks = [\"hyves\"]", "write one of these words: linkedin"),
        ("[sections.agenda]\nkind = \"evenement\"", "did you mean \"event\"?"),
    ] {
        let found = read(&format!("{LEAST}{more}")).found.remove(0);
        assert!(
            found.hint.as_deref().is_some_and(|told| told.contains(hint)),
            "{found:?}"
        );
    }
    assert_eq!(reader::near_word(&["ink", "petrol"], "pink"), None);
}

#[test]
fn what_cannot_be_read_has_its_default_beside_the_errors() {
    let read = read_all("title = 3\nbase_url = \"weg\"\npaginate_by = \"20\"\ntheme = \"eigen\"\n");
    assert_eq!(read.found.iter().filter(|found| found.is_error()).count(), 3);
    assert_eq!((read.value.paginate_by, read.value.theme.as_str()), (20, "eigen"));
    assert_eq!(read.value.base_path(), "/");
    let read = read_all("title = \"x\npaginate_by = 7\n");
    let codes: Vec<Code> = read.found.iter().map(|found| found.code).collect();
    assert_eq!((codes, read.value.paginate_by), (vec![Code::ConfigSyntax], 7));
}

#[test]
fn each_field_of_the_newsletter_has_a_name_of_its_own() {
    let check = |lines: &str, expected: &[&str]| check(&format!("[newsletter]\naction = \"/x\"\n{lines}"), expected);
    check("honeypot = \"email\"", &["5:12 config/bad-value"]);
    check("email_field = \"e\"\nname_field = \"e\"", &["6:14 config/bad-value"]);
    check(
        "consent = \"ja\"\ninterests = { field = \"consent\", options = [{ value = \"a\" }] }",
        &["6:23 config/bad-value"],
    );
    check("hidden = { lijst = \"1\", email = \"2\" }", &["5:25 config/bad-value"]);
    check("consent_field = \"email\"\nhidden = { consent = \"1\" }", &[]);
}

#[test]
fn no_link_in_the_newsletter_runs_code() {
    check(
        "[newsletter]\naction = \"/x\"\nconsent = { nl = \"[x](javascript:alert(1))\" }\ntext = \"[x](/y/) [z](data:x)\"",
        &["5:18 config/bad-value", "6:8 config/bad-value"],
    );
}
