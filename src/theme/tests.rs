//! A folder with themes in it: a theme and diagnostics out.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::*;
use crate::config;
use crate::diagnostic::Checked;
use crate::diagnostic::{Diagnostic, locate};
use crate::language::Locale;

const LEAST: &str = "title = \"x\"\nbase_url = \"https://a.nl/\"\n";
const OPTIONS: &str = "extends = \"courant\"\n[options.kleur]\ntype = \"string\"\nvalues = [\"rood\", \"blauw\"]\n\
    [options.aantal]\ntype = \"integer\"\ndefault = 3\n";

/// A folder with files in it: path and text.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder for the test");
    for (path, text) in files {
        let file = folder.path().join(path);
        fs::create_dir_all(file.parent().expect("a file lies in a folder")).expect("a folder");
        fs::write(file, text).expect("a file");
    }
    folder
}

/// Loads the theme of a site whose `site.toml` has `more` behind the two lines that it needs.
fn loaded(root: &Path, more: &str) -> Checked<Option<Theme>> {
    let text = format!("{LEAST}{more}");
    fs::write(root.join("site.toml"), &text).expect("a file");
    let config = config::read(&text);
    load(root, &config.value.expect("a good site.toml"), &text)
}

/// Each diagnostic as `path:line:column code`.
#[track_caller]
fn told(root: &Path, found: &[Diagnostic]) -> Vec<String> {
    let told = found.iter().map(|found| {
        assert!(found.hint.is_some(), "{} has no hint", found.message);
        let file = found.file.as_deref().unwrap_or("");
        let bytes = fs::read(root.join(file)).unwrap_or_default();
        let place = locate(found, Some(&bytes)).place;
        let place = place.map_or_else(String::new, |place| format!(":{}:{}", place.line, place.column));
        format!("{file}{place} {}", found.code.name())
    });
    told.collect()
}

/// Checks what is found while a theme is loaded.
#[track_caller]
fn check(files: &[(&str, &str)], more: &str, expected: &[&str]) -> Vec<Diagnostic> {
    let folder = folder(files);
    let found = loaded(folder.path(), more).found;
    assert_eq!(told(folder.path(), &found), expected, "{found:#?}");
    found
}

fn made(theme: &Theme) -> Checked<Option<tera::Tera>> {
    engine(theme, |tera| {
        for name in [
            "t",
            "word_language",
            "asset",
            "file",
            "image",
            "link",
            "legible",
            "near_font",
            "fit",
        ] {
            tera.register_function(name, |_: tera::Kwargs, _: &tera::State<'_>| "");
        }
        for name in ["number", "markdown", "absolute", "slugify", "urlencode"] {
            tera.register_filter(name, |x: tera::Value, _: tera::Kwargs, _: &tera::State<'_>| x);
        }
    })
}

/// Checks what is found in templates.
#[track_caller]
fn check_templates(files: &[(&str, &str)], more: &str, expected: &[&str]) -> Vec<Diagnostic> {
    let folder = folder(files);
    let theme = loaded(folder.path(), more).value.expect("a theme");
    let made = made(&theme);
    assert_eq!(told(folder.path(), &made.found), expected, "{:#?}", made.found);
    assert_eq!(made.value.is_some(), expected.is_empty());
    made.found
}

#[test]
fn the_theme_in_the_program_stands_by_itself() {
    let folder = folder(&[]);
    let theme = loaded(folder.path(), "");
    assert_eq!(theme.found, []);
    let theme = theme.value.expect("a theme");
    assert_eq!(theme.layers, ["site", "courant"]);
    assert!(theme.shortcodes.contains_key("youtube"));
    assert!(theme.assets.files.iter().any(|asset| asset.path == "css/code.css"));
    assert_eq!(made(&theme).found, []);
}

#[test]
fn a_theme_is_laid_over_what_it_extends() {
    let folder = folder(&[
        ("themes/b/theme.toml", "extends = \"a\""),
        ("themes/a/theme.toml", "extends = \"courant\""),
        ("themes/a/templates/base.html", "a({% block content %}{% endblock %})"),
        (
            "themes/a/templates/only.html",
            "{% extends \"base.html\" %}{% block content %}only{% endblock %}",
        ),
        (
            "themes/b/templates/only.html",
            "{% extends \"a/only.html\" %}{% block content %}b+{{ super() }}{% endblock %}",
        ),
        (
            "templates/only.html",
            "{% extends \"b/only.html\" %}{% block content %}site+{{ super() }}{% endblock %}",
        ),
        ("assets/css/site.css", "site{}"),
        ("themes/a/assets/css/site.css", "a{}"),
        ("themes/a/assets/x.js", "a"),
        ("themes/a/static/favicon.svg", "a"),
    ]);
    let theme = loaded(folder.path(), "theme = \"b\"");
    assert_eq!(theme.found, []);
    let theme = theme.value.expect("a theme");
    assert_eq!(theme.layers, ["site", "b", "a", "courant"]);
    // Only courant's own templates want blocks that this base lacks.
    let texts = theme.templates.iter().filter(|template| template.layer != "courant");
    let small = Theme {
        templates: texts.cloned().collect(),
        ..theme
    };
    let tera = made(&small).value.expect("templates that can be read");
    assert_eq!(
        tera.render("only.html", &tera::Context::new()).ok().as_deref(),
        Some("a(site+b+only)")
    );
    let bytes = |path: &str| {
        let asset = small.assets.files.iter().find(|asset| asset.path == path);
        asset.map(|asset| &*asset.bytes)
    };
    assert_eq!(bytes("css/site.css"), Some(&b"site{}"[..]));
    assert_eq!(bytes("x.js"), Some(&b"a"[..]));
    assert_eq!(bytes("static/favicon.svg"), Some(&b"a"[..]));
    assert!(bytes("css/code.css").is_some());
}

#[test]
fn a_folder_with_the_name_of_the_default_theme_is_that_theme() {
    let folder = folder(&[("themes/courant/templates/base.html", "mine")]);
    let theme = loaded(folder.path(), "").value.expect("a theme");
    assert_eq!(theme.templates.len(), 1);
}

#[test]
fn a_theme_that_is_not_there_or_is_none() {
    let unknown = "site.toml:3:9 theme/unknown";
    let found = check(&[], "theme = \"currant\"", &[unknown]);
    assert!(
        found[0]
            .hint
            .as_deref()
            .is_some_and(|hint| hint.contains("\"courant\""))
    );
    let found = check(&[("themes/leeg/x.txt", "")], "theme = \"leeg\"", &[unknown]);
    assert!(found[0].message.contains("holds no theme"), "{found:?}");
    check(
        &[("themes/a/theme.toml", "extends = \"weg\"")],
        "theme = \"a\"\n[theme_options]\naccent = \"x\"",
        &["themes/a/theme.toml:1:11 theme/unknown"],
    );
    check(
        &[("themes/site/theme.toml", "")],
        "theme = \"site\"",
        &["site.toml:3:9 config/bad-value"],
    );
}

#[test]
fn themes_that_extend_each_other_round() {
    check(
        &[("themes/a/theme.toml", "name = \"a\"\nextends = \"a\"")],
        "theme = \"a\"",
        &["themes/a/theme.toml:2:11 theme/loop"],
    );
    check(
        &[
            ("themes/a/theme.toml", "extends = \"b\""),
            ("themes/b/theme.toml", "\nextends = \"a\""),
        ],
        "theme = \"a\"",
        &["themes/b/theme.toml:2:11 theme/loop"],
    );
}

#[test]
fn a_manifest_is_told_of_at_its_place() {
    let check = |text: &str, expected: &str| {
        let expected = format!("themes/a/theme.toml:{expected}");
        check(&[("themes/a/theme.toml", text)], "theme = \"a\"", &[expected.as_str()]);
    };
    check("name = \"a", "1:10 config/syntax");
    check("name = 3", "1:8 config/wrong-type");
    check("naam = \"a\"", "1:1 config/unknown-key");
    check("\u{feff}name = \"a\"\nrequires = \"99.0\"", "2:12 config/bad-value");
    check("requires = \">= 0.1\"", "1:12 config/bad-value");
    check("extends = \"../a\"", "1:11 config/bad-value");
    check("[options.x]\ntype = \"strin\"", "2:8 config/bad-value");
    check(
        "[options.x]\ntype = \"bool\"\nitems = \"string\"",
        "3:9 config/bad-value",
    );
    check(
        "[options.x]\ntype = \"list\"\nitems = { a = \"strin\" }",
        "3:15 config/bad-value",
    );
    check("[options.x]\ndefault = 1", "1:10 config/bad-value");
    check("[options.x]\ntype = \"bool\"\ndefault = 1", "3:11 config/wrong-type");
    check(
        "[options.x]\ntype = \"string\"\nvalues = [\"a\"]\ndefault = \"b\"",
        "4:11 config/bad-value",
    );
}

#[test]
fn options_are_checked_and_have_defaults() {
    let files = [("themes/a/theme.toml", OPTIONS)];
    let site = folder(&files);
    let theme = loaded(site.path(), "theme = \"a\"\n[theme_options]\naantal = 5").value;
    let value = |name: &'static str| {
        let theme = theme.as_ref().expect("a theme");
        theme.options[0]
            .as_map()
            .and_then(|map| map.get(&tera::value::Key::Str(name)))
            .map(ToString::to_string)
    };
    let [kleur, aantal, accent] = ["kleur", "aantal", "accent"].map(value);
    assert_eq!(kleur.as_deref(), Some("rood"));
    assert_eq!(aantal.as_deref(), Some("5"));
    assert_eq!(accent.as_deref(), Some("petrol"), "of the theme that it extends");
    for (line, expected) in [
        ("aantal = \"veel\"", "site.toml:5:10 config/wrong-type"),
        ("kleur = \"groen\"", "site.toml:5:9 config/bad-value"),
        ("kleuren = \"rood\"", "site.toml:5:1 config/unknown-key"),
        ("anders = 1", "site.toml:5:1 config/unknown-key"),
    ] {
        let more = format!("theme = \"a\"\n[theme_options]\n{line}");
        let found = check(&files, &more, &[expected]);
        assert_eq!(found[0].is_error(), !line.starts_with("anders"), "{line}");
    }
}

#[test]
fn a_type_of_another_language_is_told_by_its_name_here() {
    for (typed, meant) in [
        ("int", "integer"),
        ("boolean", "bool"),
        ("array", "list"),
        ("strin", "string"),
    ] {
        let text = format!("[options.x]\ntype = \"{typed}\"");
        let found = check(
            &[("themes/a/theme.toml", &text)],
            "theme = \"a\"",
            &["themes/a/theme.toml:2:8 config/bad-value"],
        );
        let hint = format!("did you mean \"{meant}\"?");
        assert_eq!(found[0].hint.as_deref(), Some(&*hint));
    }
}

#[test]
fn what_a_list_of_options_holds_is_checked_item_by_item() {
    let check = |line: &str, expected: &[&str]| check(&[], &format!("[theme_options]\n{line}"), expected);
    check("social = [{ title = \"x\", url = \"https://a.nl\" }]", &[]);
    check("social = [\"https://a.nl\"]", &["site.toml:4:11 config/wrong-type"]);
    check(
        "social = [{ titel = \"x\", url = \"/x/\" }]",
        &["site.toml:4:13 config/unknown-key"],
    );
    check("social = [{ title = \"x\" }]", &["site.toml:4:11 config/missing"]);
    check(
        "social = [{ title = 3, url = \"java script:x\" }]",
        &["site.toml:4:21 config/wrong-type", "site.toml:4:30 config/bad-value"],
    );
    check("social = [{ title = { nl = \"x\" }, url = \"/x/\" }]", &[]);
    check(
        "social = [{ title = { nl = 3 }, url = \"/x/\" }]",
        &["site.toml:4:28 config/wrong-type"],
    );
    check(
        "social = [{ title = { nl = \"x\", xx = \"y\" }, url = \"/x/\" }]",
        &["site.toml:4:33 config/unknown-key"],
    );
}

#[test]
fn templates_are_told_of_at_their_place() {
    for (text, expected) in [
        ("<p>\n{{ page.title </p>", &["2:15"][..]),
        ("\u{feff}<p>{{ page.title </p>", &["1:18"]),
        ("\u{feff}{{ 1 | wg }}", &["1:8"]),
        ("é {% if x %}", &["1:6"]),
        ("{% block b %}\n{% if x %}\n{% endblock %}", &["2:4"]),
        ("{% blok x %}", &["1:4"]),
        (
            "<p>\né {{ 1 | wg }} {{ weg() }}\n{% include \"weg.html\" %}",
            &["2:10", "2:19", "3:12"],
        ),
        ("{% extends \"weg.html\" %}", &["1:12"]),
        ("\n{% extends \"a.html\" %}", &["2:12"]),
        ("\n{% extends \"site/a.html\" %}", &["2:12"]),
        ("{% include \"a.html\" %}", &["1:12"]),
        (
            "{% extends \"courant/base.html\" %}{% block weg %}x{% endblock %}",
            &["1:43"],
        ),
    ] {
        let expected: Vec<String> = expected
            .iter()
            .map(|place| format!("templates/a.html:{place} template/syntax"))
            .collect();
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        check_templates(&[("templates/a.html", text)], "", &expected);
    }
}

#[test]
fn a_template_that_extends_itself_is_told_how_to_name_the_one_below() {
    let files = [("templates/article.html", "{% extends \"article.html\" %}")];
    let found = check_templates(&files, "", &["templates/article.html:1:12 template/syntax"]);
    let hint = found[0].hint.as_deref().unwrap_or_default();
    assert!(hint.contains("\"courant/article.html\""), "{hint}");
    let files = [("templates/a.html", "{% include \"artcle.html\" %}")];
    let found = check_templates(&files, "", &["templates/a.html:1:12 template/syntax"]);
    let hint = found[0].hint.as_deref().unwrap_or_default();
    assert!(hint.contains("\"article.html\""), "{hint}");
}

#[test]
fn a_template_that_fails_names_the_document_and_its_own_line() {
    let folder = folder(&[("templates/a.html", "<p>\n  {{ page.weg }}</p>")]);
    let theme = loaded(folder.path(), "").value.expect("a theme");
    let tera = made(&theme).value.expect("templates that can be read");
    let mut context = tera::Context::new();
    context.insert("page", &std::collections::BTreeMap::from([("title", "x")]));
    let error = tera.render("a.html", &context).expect_err("no field of that name");
    let found = template_error(&theme, &error, "content/nieuws/a.md");
    assert!(found.message.contains("content/nieuws/a.md"), "{}", found.message);
    let told = told(folder.path(), &[found]);
    assert!(told[0].starts_with("templates/a.html:2:"), "{told:?}");
}

#[test]
fn a_template_that_is_not_text() {
    let folder = folder(&[("templates/b.html", "")]);
    fs::write(folder.path().join("templates/a.html"), b"caf\xe9").expect("a file");
    let found = loaded(folder.path(), "").found;
    assert_eq!(told(folder.path(), &found), ["templates/a.html:1:4 read/not-utf8"]);
}

#[cfg(unix)]
#[test]
fn links_out_of_a_theme_are_not_followed() {
    use std::os::unix::fs::symlink;
    let folder = folder(&[
        ("themes/a/theme.toml", ""),
        ("themes/a/assets/a.css", "a{}"),
        ("geheim/b.css", "b"),
    ]);
    let assets = folder.path().join("themes/a/assets");
    symlink("a.css", assets.join("same.css")).expect("a link");
    symlink("../../../geheim", assets.join("map")).expect("a link");
    symlink("../../../geheim/b.css", assets.join("b.css")).expect("a link");
    symlink(".", assets.join("rond")).expect("a link");
    symlink("weg.css", assets.join("weg.css")).expect("a link");
    symlink("iemand@computer", assets.join(".#a.css")).expect("a link");
    let loaded = loaded(folder.path(), "theme = \"a\"");
    let told: Vec<String> = loaded
        .found
        .iter()
        .map(|found| format!("{} {}", found.file.as_deref().unwrap_or(""), found.code.name()))
        .collect();
    assert_eq!(
        told,
        [
            "themes/a/assets/b.css read/link-outside",
            "themes/a/assets/map read/link-outside",
            "themes/a/assets/rond read/link-outside",
            "themes/a/assets/weg.css read/unreadable",
        ]
    );
}

#[test]
fn an_asset_whose_name_cannot_be_an_address_is_told_of() {
    check(
        &[
            ("assets/50%.css", "a{}"),
            ("themes/x/static/a#b.txt", "x"),
            ("themes/x/theme.toml", ""),
        ],
        "theme = \"x\"",
        &["assets/50%.css read/bad-name", "themes/x/static/a#b.txt read/bad-name"],
    );
}

#[test]
fn hidden_files_are_left_alone() {
    let folder = folder(&[
        ("assets/.git/config", "x"),
        ("assets/.DS_Store", "x"),
        ("assets/a.js", "x"),
    ]);
    let theme = loaded(folder.path(), "").value.expect("a theme");
    assert!(
        theme
            .assets
            .files
            .iter()
            .all(|asset| !asset.path.contains("/.") && !asset.path.starts_with('.'))
    );
    assert!(theme.assets.files.iter().any(|asset| asset.path == "a.js"));
}

#[test]
fn words_that_a_language_lacks_are_told_once() {
    let check = |files: &[(&str, &str)], more: &str, expected: &[&str]| {
        let mut all = vec![("themes/a/theme.toml", "")];
        all.extend_from_slice(files);
        let folder = folder(&all);
        let text = format!("{LEAST}theme = \"a\"\n{more}");
        let config = config::read(&text).value.expect("a good site.toml");
        let theme = load(folder.path(), &config, &text).value.expect("a theme");
        let locales: Vec<Locale> = config
            .languages
            .iter()
            .map(|language| Locale::of(&language.tag))
            .collect();
        let checked = dictionaries(&theme, &config, &locales);
        let told: Vec<&str> = checked.found.iter().map(|found| found.message.as_str()).collect();
        assert_eq!(told, expected);
        checked.value
    };
    let nl = ("themes/a/i18n/nl.toml", "deel = \"Deel\"\nmeer = \"Meer\"");
    let en = ("themes/a/i18n/en.toml", "deel = \"Share\"\nmeer = \"More\"");
    check(&[nl, en], "[languages.en-GB]", &[]);
    let half = ("themes/a/i18n/fy.toml", "deel = \"Diel\"");
    let words = check(&[nl, half], "[languages.fy]", &["the theme has no fy words for: meer"]);
    assert_eq!(words[1].text("meer", &[]), "Meer");
    // The site's own words go before those of its theme.
    let own = ("i18n/nl.toml", "\u{feff}deel = \"Vertel\"");
    assert_eq!(check(&[nl, own], "", &[])[0].text("deel", &[]), "Vertel");
    let words = check(
        &[nl, en],
        "language = \"es\"\n[languages.pt]",
        &["the theme has no words in es"],
    );
    assert_eq!(words[0].text("deel", &[]), "Share");
    assert_eq!(words[1].text("deel", &[]), "Share");
    let broken = check(
        &[("themes/a/i18n/nl.toml", "deel = 3")],
        "",
        &["deel is a number, and must be a text"],
    );
    assert_eq!(broken.len(), 1);
}
