//! What templates see is what docs/content/themes/theming.md says: every field there exists, and no other does.

mod common;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use common::site;

type Fields = BTreeSet<String>;

/// The first cells of the tables of docs/content/themes/theming.md, by the heading over the table; and the smaller values by their names.
fn documented() -> (BTreeMap<String, Fields>, BTreeMap<String, Fields>) {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/themes/theming.md"))
        .expect("docs/content/themes/theming.md");
    let mut tables: BTreeMap<String, Fields> = BTreeMap::new();
    let mut values: BTreeMap<String, Fields> = BTreeMap::new();
    let mut heading = String::new();
    for line in page.lines() {
        if let Some(text) = line.strip_prefix("### ") {
            heading = text.to_owned();
        }
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        if !line.starts_with('|') || line.starts_with("| ---") || cells.len() < 2 {
            continue;
        }
        if heading == "The smaller values" {
            for name in cells[0].split(", ").filter(|name| name.chars().all(char::is_uppercase)) {
                values.insert(name.to_owned(), names(cells[1]));
            }
        } else if heading.contains("of a list") && cells.len() == 3 {
            for kind in cells[0].split(", ") {
                let kind = kind.split(' ').next().unwrap_or_default();
                tables.entry(kind.to_owned()).or_default().extend(names(cells[1]));
            }
        } else {
            tables.entry(heading.clone()).or_default().extend(names(cells[0]));
        }
    }
    (tables, values)
}

/// The names in backticks that do not stand in brackets.
fn names(cell: &str) -> Fields {
    let mut depth = 0;
    let outside: String = cell
        .chars()
        .filter(|c| {
            depth += match c {
                '(' => 1,
                ')' => -1,
                _ => 0,
            };
            depth == 0
        })
        .collect();
    outside.split('`').skip(1).step_by(2).map(str::to_owned).collect()
}

const DUMP: &str = "{% for k, v in site %}site={{ k }}\n{% endfor %}{% for k, v in page %}page={{ k }}\n{% endfor %}";

/// Values that pages of several kinds hold, with a name for each.
const ARTICLE: &str = "{% for k, v in page.date %}DATE={{ k }}\n{% endfor %}{% for k, v in page.reading_time %}READING={{ k }}\n{% endfor %}\
{% if page.image %}{% for k, v in page.image %}IMAGE={{ k }}\n{% endfor %}{% for k, v in page.event %}EVENT={{ k }}\n{% endfor %}\
{% for k, v in page.calendar %}CALENDAR={{ k }}\n{% endfor %}{% endif %}\
{% for k, v in page.language %}LANG={{ k }}\n{% endfor %}{% for k, v in page.section %}SECTION={{ k }}\n{% endfor %}\
{% for x in page.related %}{% for k, v in x %}CARD={{ k }}\n{% endfor %}{% endfor %}\
{% for x in page.feeds %}{% for k, v in x %}FEED={{ k }}\n{% endfor %}{% endfor %}\
{% for x in page.metadata %}{% for k, v in x %}META={{ k }}\n{% endfor %}{% endfor %}\
{% for x in page.outputs %}{% for k, v in x %}OUTPUT={{ k }}\n{% endfor %}{% endfor %}\
{% for x in page.breadcrumbs %}{% for k, v in x %}LINK={{ k }}\n{% endfor %}{% endfor %}\
{% for x in page.taxonomies %}{% for t in x.terms %}{% for k, v in t %}TERM={{ k }}\n{% endfor %}{% endfor %}{% endfor %}\
{% for k, v in site.newsletter %}NEWSLETTER={{ k }}\n{% endfor %}{% for x in site.taxonomies %}{% for k, v in x %}TAXONOMY={{ k }}\n{% endfor %}{% endfor %}";

fn dumped(text: &str) -> BTreeMap<String, Fields> {
    let mut found: BTreeMap<String, Fields> = BTreeMap::new();
    for (of, field) in text.lines().filter_map(|line| line.split_once('=')) {
        found.entry(of.to_owned()).or_default().insert(field.to_owned());
    }
    found
}

#[test]
fn the_page_about_themes_lists_every_field_and_no_other() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        outputs = [\"html\", \"json\"]
        [metadata]
        [newsletter]
        action = \"https://lijst.example/\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        tags: [Data]
        authors: [Jan Jansen]
        series: Reeks
        image: { src: a.svg, alt: x }
        event: { start: 2026-02-01 }
        ---
        -- content/nieuws/a.svg --
        <svg width=\"1\" height=\"1\"></svg>
        -- content/nieuws/b.md --
        ---
        title: B
        date: 2026-01-02
        tags: [Data]
        ---
        -- content/over.md --
        ---
        title: Over
        ---
    ",
    );
    for kind in [
        "home", "section", "article", "event", "page", "taxonomy", "term", "author", "series", "archive", "year", "404",
    ] {
        let text = if kind == "article" {
            format!("{DUMP}{ARTICLE}")
        } else {
            DUMP.to_owned()
        };
        site.write(&format!("templates/{kind}.html"), text.as_bytes());
    }
    let built = site.build();
    built.is_clean();
    let (tables, values) = documented();
    let all = |names: &[&str]| -> Fields {
        names
            .iter()
            .flat_map(|name| {
                tables
                    .get(*name)
                    .unwrap_or_else(|| panic!("no table {name}: {:?}", tables.keys()))
            })
            .cloned()
            .collect()
    };
    let every = "`page`, of every kind";
    let document = "`page` of an article, an event or a page";
    let with_list = |kind: &str| -> Fields {
        all(&[every, kind])
            .into_iter()
            .chain(["list".to_owned(), "upcoming".to_owned()])
            .collect()
    };
    let just_list: Fields = all(&[every])
        .into_iter()
        .chain(["list".to_owned(), "upcoming".to_owned()])
        .collect();
    for (file, expected) in [
        ("index.html", with_list("home")),
        ("nieuws/index.html", with_list("section")),
        ("nieuws/a/index.html", all(&[every, document])),
        ("over/index.html", all(&[every, document])),
        ("tags/index.html", all(&[every, "taxonomy"])),
        ("tags/data/index.html", with_list("term")),
        ("authors/jan-jansen/index.html", with_list("author")),
        ("series/reeks/index.html", just_list),
        ("archief/index.html", all(&[every, "archive"])),
        (
            "archief/2026/index.html",
            all(&[every, "year"]).into_iter().chain(["list".to_owned()]).collect(),
        ),
        ("404.html", all(&[every])),
    ] {
        let found = dumped(&built.page(file));
        assert_eq!(found["page"], expected, "page of {file}");
        assert_eq!(found["site"], all(&["`site`"]), "site of {file}");
    }
    let found = dumped(&built.page("nieuws/a/index.html"));
    for value in [
        "DATE",
        "READING",
        "IMAGE",
        "EVENT",
        "LANG",
        "SECTION",
        "CARD",
        "FEED",
        "META",
        "OUTPUT",
        "CALENDAR",
        "LINK",
        "TERM",
        "NEWSLETTER",
        "TAXONOMY",
    ] {
        assert_eq!(found.get(value), values.get(value), "{value}");
    }
}

/// The files of the steps in docs/content/themes/theming.md: blocks with the name of a file, and names in backticks behind which stands what
/// they hold, if anything.
fn files_of_the_steps() -> Vec<(String, String)> {
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/themes/theming.md"))
        .expect("a page");
    let steps = page.split("\n## ").find(|part| part.starts_with("A theme of your own"));
    let mut files: BTreeMap<String, String> = BTreeMap::new();
    let mut shown: Option<String> = None;
    for line in steps.expect("the steps").lines() {
        let text = line.strip_prefix("   ").unwrap_or(line);
        match (&shown, text.strip_prefix("```")) {
            (None, Some(info)) => shown = info.split_once(' ').map(|(_, name)| name.to_owned()),
            (Some(_), Some(_)) => shown = None,
            (Some(name), None) => files.entry(name.clone()).or_default().push_str(&format!("{text}\n")),
            (None, None) => {
                let Some((_, rest)) = line.split_once("`themes/") else {
                    continue;
                };
                let name = rest.split('`').next().unwrap_or_default();
                let inline = rest
                    .split_once(" with `")
                    .map(|(_, text)| text.trim_end_matches(['`', '.']));
                files
                    .entry(format!("themes/{name}"))
                    .or_default()
                    .push_str(inline.unwrap_or_default());
            }
        }
    }
    files.into_iter().collect()
}

#[test]
fn the_steps_to_a_theme_of_one_s_own_work_as_they_are_written() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        theme = \"mijn-thema\"
        [sections.agenda]
        kind = \"event\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        -- content/agenda/b.md --
        ---
        title: B
        date: 2026-01-02
        event: { start: 2026-02-01, programme: [{ time: 10.00, title: Opening }] }
        ---
        -- content/over.md --
        ---
        title: Over
        ---
    ",
    );
    let files = files_of_the_steps();
    assert_eq!(files.len(), 6, "{files:?}");
    for (path, text) in &files {
        let text = if text.is_empty() {
            "<footer>Mijn eigen voet</footer>"
        } else {
            text
        };
        site.write(path, text.as_bytes());
    }
    let built = site.build();
    built.is_clean();
    for text in [
        "Deel dit bericht",
        "Mijn eigen voet",
        "<p>Vragen? Bel 14 0123.</p>",
        "/assets/css/eigen.",
    ] {
        built.page_contains("nieuws/a/index.html", text);
    }
    // Each colour of the steps has a value for dark screens: one alone would put light letters on white there.
    let (_, css) = files
        .iter()
        .find(|(path, _)| path.ends_with(".css"))
        .expect("a stylesheet");
    let (light, dark) = css.split_once("prefers-color-scheme: dark").expect("dark screens");
    assert!(light.contains("--paper:") && dark.contains("--paper:"), "{css}");
    // What it adds to articles stands on events and pages too, and what those have of their own stays.
    built.page_contains("agenda/b/index.html", "Vragen? Bel 14 0123.");
    built.page_contains("agenda/b/index.html", "Opening");
    built.page_contains("over/index.html", "Vragen? Bel 14 0123.");
}

#[test]
fn an_article_template_without_the_blocks_of_the_default_one_leaves_events_and_pages_as_they_are() {
    let site = site(
        "
        -- templates/article.html --
        <h1>{{ page.title }}</h1>
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        -- content/over.md --
        ---
        title: Over
        ---
    ",
    );
    let built = site.build();
    built.is_clean();
    assert_eq!(built.page("nieuws/a/index.html"), "<h1>A</h1>\n");
    built.page_contains("over/index.html", "site-footer");
}

#[test]
fn a_site_goes_before_its_theme() {
    let site = site(
        "
        -- templates/partials/footer.html --
        <footer>Van de site</footer>
        -- templates/shortcodes/hallo.html --
        {# arguments: wie (required) #}
        <b>Hallo {{ args.wie }}</b>
        -- i18n/nl.toml --
        share_title = \"Vertel het door\"
        -- assets/css/site.css --
        body { color: red }
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        {{< hallo wie=\"<i>\" >}}
    ",
    );
    let built = site.build();
    built.is_clean();
    for text in ["Van de site", "Vertel het door", "<b>Hallo &lt;i&gt;</b>"] {
        built.page_contains("nieuws/a/index.html", text);
    }
    assert!(
        site.tree()
            .iter()
            .any(|(path, bytes)| path.starts_with("assets/css/site.") && bytes == b"body{color:red}")
    );
}

#[test]
fn an_error_in_an_included_template_says_by_way_of_which_others() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        -- templates/article.html --
        <h1>{{ page.title }}</h1>
        {% include \"partials/a.html\" %}
        -- templates/partials/a.html --
        <p>
        {% include \"partials/b.html\" %}
        -- templates/partials/b.html --
        {{ page.nothing.more }}
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    let built = site.build();
    built.finds(&["templates/partials/b.html:1:9 template/failed"]);
    let message = &built.report.found[0].message;
    assert!(
        message.contains(", included at templates/partials/a.html:2, included at templates/article.html:2, while making content/nieuws/a.md"),
        "{message}"
    );
}

#[test]
fn a_site_in_a_language_that_its_theme_lacks_is_published_in_english_words() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        language = \"es\"
        -- content/noticias/a.md --
        ---
        title: Hola
        date: 2026-01-01
        ---
    ",
    );
    let built = site.build();
    built.finds(&[" theme/missing-word"]).is_done();
    built.page_contains("noticias/a/index.html", "lang=\"es\"");
    built.page_contains("noticias/a/index.html", "Skip to content");
}

#[test]
fn a_file_that_a_setting_names_and_that_is_not_there_is_told_in_the_setting() {
    let build = |settings: &str| {
        let toml = format!("title = \"x\"\nbase_url = \"https://a.nl\"\n{settings}");
        let site = site("-- content/nieuws/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\n");
        site.write("site.toml", toml.as_bytes());
        site.write("content/beeld/logo.svg", b"<svg/>");
        site
    };
    for line in [
        "[theme_options]\nlogo = \"/nope.svg\"",
        "[organisation]\nlogo = \"weg.svg\"",
    ] {
        build(line).build().finds(&["site.toml:4:8 link/missing-file"]);
    }
    // Every page shows it, so its path begins at the top, with or without a / in front.
    let site = build("[theme_options]\nlogo = \"beeld/logo.svg\"\n[organisation]\nlogo = \"beeld/logo.svg\"");
    let built = site.build();
    built.is_clean();
    built.page_contains("nieuws/a/index.html", "<img src=\"/beeld/logo.svg\"");
    build("[organisation]\nlogo = \"/favicon.svg\"").build().is_clean();
    let hint = |path: &str| {
        let site = build(&format!("[organisation]\nlogo = \"{path}\""));
        let built = site.build();
        built.finds(&["site.toml:4:8 link/missing-file"]);
        built.report.found[0].hint.clone().unwrap_or_default()
    };
    assert_eq!(hint("/beeld/Logo.svg"), "did you mean  \"/beeld/logo.svg\"  ?");
    assert_eq!(
        hint("../weg.svg"),
        "put the file in the folder content, and write  \"/weg.svg\""
    );
}

#[test]
fn a_logo_of_another_site_is_told_of_or_refused() {
    let build = |settings: &str, expected: &[&str]| {
        let site = site("-- content/nieuws/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\n");
        let toml = format!("title = \"x\"\nbase_url = \"https://a.nl\"\n{settings}\n");
        site.write("site.toml", toml.as_bytes());
        site.build().finds(expected);
    };
    build(
        "[theme_options]\nlogo = \"https://e.example/l.svg\"",
        &["site.toml:4:8 config/bad-value"],
    );
    build(
        "[organisation]\nlogo = \"https://e.example/l.svg\"",
        &["site.toml:4:8 link/remote-picture"],
    );
    build("[organisation]\nlogo = \"https://a.nl/l.svg\"", &[]);
    // An address that runs code is one mistake, and told once.
    let social = "[theme_options]\nsocial = [{ title = \"x\", url = \"javascript:alert(1)\" }]";
    build(social, &["site.toml:4:32 config/bad-value"]);
}

#[test]
fn an_error_in_a_template_of_the_program_has_its_line() {
    let site = site(
        "
        -- templates/home.html --
        {% set image = page.list %}{% include \"partials/figure.html\" %}
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    site.build()
        .finds(&["(built in) themes/courant/templates/partials/figure.html:2:20 template/failed"]);
}

#[test]
fn a_document_cannot_ask_for_a_part_of_a_page() {
    let site = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        template: partials/card.html
        ---
    ",
    );
    let built = site.build();
    built.finds(&["content/nieuws/a.md:4:11 site/unknown-template"]);
}

#[test]
fn an_asset_that_is_not_there_is_told_where_it_is_named() {
    let site = site(
        "
        -- templates/home.html --
        {{ asset(path=\"nope.css\") }}
        -- assets/css/eigen.css --
        a { b: url(nope.png) }
        @font-face { src: url(/assets/fonts/a.woff2) }
        c { d: url(../../beeld/d.png) url(../../beeld/weg.png) url(https://a.nl/e.png) url(/elders/f.png) }
        -- assets/js/a.js --
        import \"./weg.js\";
        import lib from \"lib\";
        if (x) import(\"./b.js\");
        -- content/beeld/d.png --
        x
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    let told = [
        "assets/css/eigen.css:1:12 theme/missing-asset",
        "assets/css/eigen.css:2:23 theme/missing-asset",
        "assets/css/eigen.css:3:35 theme/missing-asset",
        "assets/js/a.js:1:9 theme/missing-asset",
        "assets/js/a.js:3:16 theme/missing-asset",
        "templates/home.html:1:4 theme/missing-asset",
    ];
    site.build().finds(&told);
}

#[test]
fn slips_in_words_are_told_at_their_place() {
    let site = site(
        "
        -- i18n/nl.toml --
        share_titel = \"x\"
        share_on = \"Deel op {servce}\"
        eigen = \"wordt gebruikt\"
        niemand = \"vraagt hierom\"
        [minutes]
        een = \"{count} minuut\"
        [in_language]
        pl = \"in het Pools\"
        [articles_word]
        one = \"{count} bericht\"
        other = \"berichten\"
        -- templates/shortcodes/eigen.html --
        {{ t(key=\"eigen\") }}
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    let built = site.build();
    built.finds(&[
        "i18n/nl.toml:1:1 theme/unknown-word",
        "i18n/nl.toml:2:12 theme/unknown-word",
        "i18n/nl.toml:4:1 theme/unknown-word",
        "i18n/nl.toml:6:1 theme/unknown-word",
    ]);
    let hints = |line: usize| built.report.found[line].hint.as_deref().unwrap_or_default().to_owned();
    assert!(hints(0).contains("share_title"), "{}", hints(0));
    assert!(hints(1).contains("{service}"), "{}", hints(1));
}

#[test]
fn a_slip_in_words_is_told_once_and_not_as_missing_in_other_languages() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl/\"
        [languages.en]
        [languages.de]
        -- i18n/nl.toml --
        share_titel = \"Deel\"
        minutes = { one = \"{count} minuut\", othr = \"{count} minuten\" }
        note = \"Let op\"
        -- i18n/nll.toml --
        share_title = \"Deel\"
        -- i18n/fr.toml --
        share_title = \"Partager\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    let built = site.build();
    built.finds(&[
        "i18n/fr.toml theme/unknown-word",
        "i18n/nl.toml:1:1 theme/unknown-word",
        "i18n/nl.toml:2:37 theme/unknown-word",
        "i18n/nl.toml:3:1 theme/unknown-word",
        "i18n/nll.toml theme/unknown-word",
    ]);
    let found = &built.report.found;
    let said = |words: &str| {
        let mut all = found.iter();
        all.any(|found| found.message.contains(words) || found.hint.as_deref().is_some_and(|hint| hint.contains(words)))
    };
    for words in [
        "did you mean  i18n/nl.toml  ?",
        "[languages.fr]",
        "did you mean  share_title  ?",
        "othr is no plural form",
        "note is a group of words",
    ] {
        assert!(said(words), "{words}\n{found:#?}");
    }
}

#[test]
fn what_several_pages_lack_counts_once() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl\"
        theme = \"leeg\"
        -- themes/leeg/theme.toml --
        name = \"leeg\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        -- content/agenda/b.md --
        ---
        title: B
        date: 2026-01-01
        ---
    ",
    );
    let built = site.build();
    let mut messages: Vec<&str> = built.report.found.iter().map(|found| found.message.as_str()).collect();
    let all = messages.len();
    messages.sort_unstable();
    messages.dedup();
    assert_eq!(messages.len(), all, "{messages:?}");
}

#[test]
fn a_colour_that_is_hard_to_read_is_told_of_with_its_contrast_and_a_better_one() {
    let with = |options: &str| {
        let site = site("-- content/nieuws/a.md --\n---\ntitle: A\ndate: 2026-01-01\n---\n");
        let settings = format!("title = \"x\"\nbase_url = \"https://a.nl\"\n[theme_options]\n{options}\n");
        site.write("site.toml", settings.as_bytes());
        site
    };
    let site = with("accent_colour = \"#ffcc00\"");
    let yellow = site.build();
    yellow.is_done().finds(&["site.toml:4:17 config/low-contrast"]);
    let told = &yellow.report.found[0];
    assert!(told.message.contains("1.3 : 1"), "{}", told.message);
    let better = told
        .hint
        .as_deref()
        .and_then(|hint| hint.split('"').nth(1))
        .expect("a colour");
    // It is what was asked for all the same, on light; on dark it can be read.
    yellow.page_contains("nieuws/a/index.html", "--accent: #ffcc00; --on-accent: #");
    with(&format!("accent_colour = \"{better}\"")).build().is_clean();
    with("accent_colour = \"#0b5563\"")
        .build()
        .is_clean()
        .page_contains("nieuws/a/index.html", "--accent: #0b5563; --on-accent: #ffffff")
        .page_lacks(
            "nieuws/a/index.html",
            "(prefers-color-scheme: dark) { :root { --accent: #0b5563",
        );
    with("accent_colour_dark = \"#0b5563\"")
        .build()
        .finds(&["site.toml:4:22 config/low-contrast"]);
    with("").build().page_lacks("nieuws/a/index.html", "<style>");
    for wrong in ["\"yellow\"", "\"#ff\"", "\"#ffcc0080\"", "\"#fff;}body{display:none\""] {
        with(&format!("accent_colour = {wrong}"))
            .build()
            .finds(&["site.toml:4:17 config/bad-value"]);
    }
}

#[test]
fn a_site_has_typefaces_of_its_own_from_its_own_host() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl/sub/\"
        [theme_options]
        head_font = \"/letter/kop.woff2\"
        -- content/letter/kop.woff2 --
        wOF2
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    site.build()
        .is_clean()
        .page_contains("nieuws/a/index.html", "src: url(\"/sub/letter/kop.woff2\")")
        .page_contains("nieuws/a/index.html", "--head: \"Site head\"")
        .page_lacks("nieuws/a/index.html", "--text: \"Site text\"");
}

#[test]
fn what_a_colour_of_a_theme_is_legible_on_must_be_colours() {
    let with = |option: &str| {
        let site = site("-- content/a.md --\n---\ntitle: A\n---\n");
        site.write(
            "site.toml",
            b"title = \"x\"\nbase_url = \"https://a.nl\"\ntheme = \"t\"\n",
        );
        let manifest = format!("name = \"t\"\nextends = \"courant\"\n[options.kleur]\n{option}\n");
        site.write("themes/t/theme.toml", manifest.as_bytes());
        site
    };
    with("type = \"colour\"\nlegible_on = [\"white\"]")
        .build()
        .finds(&["themes/t/theme.toml:5:14 config/bad-value"]);
    with("type = \"string\"\nlegible_on = [\"#fff\"]")
        .build()
        .finds(&["themes/t/theme.toml:5:14 config/bad-value"]);
    with("type = \"color\"")
        .build()
        .finds(&["themes/t/theme.toml:4:8 config/bad-value"]);
}

#[test]
fn texts_and_logos_among_a_theme_s_options_follow_the_reader() {
    let site = site(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        theme = \"eigen\"
        [languages.en]
        [theme_options]
        social = [
          { title = { nl = \"Onze films\", en = \"Our films\" }, url = \"https://video.example/\" },
          { title = \"Mastodon\", url = \"https://social.example/\" },
        ]
        logo = \"/logo.svg\"
        logo_dark = \"/licht.svg\"
        balk = { en = \"Trial <version>\", nl = \"Proef<versie>\" }
        -- themes/eigen/theme.toml --
        name = \"eigen\"
        version = \"1\"
        extends = \"courant\"
        [options.balk]
        type = \"text\"
        [options.groet]
        type = \"text\"
        default = { nl = \"Dag\", en = \"Hello\" }
        -- themes/eigen/templates/partials/header.html --
        <p>{{ site.options.balk }}, {{ site.options.groet }}</p>{% include \"courant/partials/header.html\" %}
        -- content/logo.svg --
        <svg width='1' height='1'/>
        -- content/licht.svg --
        <svg width='1' height='1'/>
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
    ",
    );
    let built = site.build();
    built.is_clean();
    for (page, texts) in [
        (
            "index.html",
            ["<p>Proef&lt;versie&gt;, Dag</p>", ">Onze films</a>", ">Mastodon</a>"],
        ),
        (
            "en/index.html",
            ["<p>Trial &lt;version&gt;, Hello</p>", ">Our films</a>", ">Mastodon</a>"],
        ),
    ] {
        for text in texts {
            built.page_contains(page, text);
        }
        built.page_contains(
            page,
            "<picture><source srcset=\"/licht.svg\" media=\"(prefers-color-scheme: dark)\"><img src=\"/logo.svg\"",
        );
    }
}
