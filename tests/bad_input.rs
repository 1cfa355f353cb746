//! Bad input: each mistake is told at its place, nothing is published, and the last good site stays as it was.

mod common;

use common::{Site, site};
use courant::build::Outcome;

/// Builds a good site, adds `file` with `content`, and checks what is found and that the good output is untouched; then that
/// with `--keep-going` the good article is published.
#[track_caller]
fn check(file: &str, content: &str, expected: &[&str]) {
    check_bytes(file, content.as_bytes(), expected);
}

#[track_caller]
fn check_bytes(file: &str, content: &[u8], expected: &[&str]) {
    let site = good();
    site.build().is_done();
    let before = site.tree();
    site.write(file, content);
    site.build().finds(expected).ends(Outcome::Failed);
    assert_eq!(site.tree(), before, "the last good site has changed");
    let site = site.keep_going();
    site.build()
        .ends(Outcome::InPart)
        .page_contains("nieuws/goed/index.html", "Goed nieuws");
}

fn good() -> Site {
    site(
        "
        -- content/nieuws/goed.md --
        ---
        title: Goed nieuws
        date: 2026-01-01
        ---
        Tekst met een kop.

        ## Besluit

        Meer.
        -- content/auteurs/jansen.md --
        ---
        title: Jan Jansen
        ---
    ",
    )
}

/// Checks an article whose front matter has `lines` behind its title.
#[track_caller]
fn head(lines: &str, expected: &str) {
    check(
        "content/nieuws/fout.md",
        &format!("---\ntitle: Fout\ndate: 2026-01-02\n{lines}\n---\nTekst.\n"),
        &[&format!("content/nieuws/fout.md:{expected}")],
    );
}

/// Checks an article whose text is `body`, which starts on line 5.
#[track_caller]
fn body(body: &str, expected: &[&str]) {
    let expected: Vec<String> = expected
        .iter()
        .map(|one| format!("content/nieuws/fout.md:{one}"))
        .collect();
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    check(
        "content/nieuws/fout.md",
        &format!("---\ntitle: Fout\ndate: 2026-01-02\n---\n{body}\n"),
        &expected,
    );
}

#[test]
fn dates_that_do_not_exist_or_are_in_words() {
    head("updated: 2026-02-30", "4:10 front-matter/bad-date");
    head("updated: 5 maart 2026", "4:10 front-matter/bad-date");
    head("updated: 05/03/2026", "4:10 front-matter/bad-date");
}

#[test]
fn no_title_or_an_empty_one() {
    check(
        "content/nieuws/fout.md",
        "---\ndate: 2026-01-01\n---\n",
        &["content/nieuws/fout.md:1:1 front-matter/no-title"],
    );
    check(
        "content/nieuws/fout.md",
        "---\ntitle: \"\"\n---\n",
        &["content/nieuws/fout.md:2:8 front-matter/no-title"],
    );
}

#[test]
fn front_matter_that_cannot_be_read() {
    check(
        "content/nieuws/fout.md",
        "---\ntitle: Fout\n\nTekst.\n",
        &["content/nieuws/fout.md:1:1 front-matter/unclosed"],
    );
    head("kicker:\n\t- x", "5:1 front-matter/tab");
    check(
        "content/nieuws/fout.md",
        "---\ntitle: Raad: besluit\n---\n",
        &["content/nieuws/fout.md:2:8 front-matter/unquoted-colon"],
    );
    head("slug: a\nslug: b", "5:1 front-matter/duplicate-key");
}

#[test]
fn bombs() {
    let bomb = "a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
        d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]";
    head(bomb, "8:7 front-matter/too-complex");
    let site = good();
    site.write(
        "content/nieuws/fout.md",
        format!("---\ntitle: Fout\nx: {}\n---\n", "[".repeat(20_000)).as_bytes(),
    );
    let built = site.build();
    assert_eq!(built.report.found.len(), 1);
    built.ends(Outcome::Failed);
}

#[test]
fn text_that_is_not_utf_8() {
    check_bytes(
        "content/nieuws/fout.md",
        b"---\ntitle: Fout\n---\nCaf\xe9\n",
        &["content/nieuws/fout.md:4:4 read/not-utf8"],
    );
}

#[test]
fn shortcodes() {
    body("{{< youtub id=\"x\" >}}", &["5:1 shortcode/unknown"]);
    body("{{% note %}}\nTekst.", &["5:1 shortcode/unclosed"]);
    body("Tekst.\n\n{{< youtube title=\"x\" >}}", &["7:1 shortcode/argument"]);
    body("{{< youtube id=\"x\" title=\"x", &["5:1 shortcode/unclosed"]);
    body("Tekst. {{< /note >}}", &["5:8 shortcode/unclosed"]);
    body(
        "{{< download file=\"weg.pdf\" title=\"x\" >}}",
        &["5:1 link/missing-file"],
    );
}

#[test]
fn events_that_cannot_be() {
    head(
        "event:\n  start: 2026-05-02\n  end: 2026-05-01",
        "6:8 event/ends-before-start",
    );
    head("event:\n  start: gauw", "5:10 front-matter/bad-date");
}

#[test]
fn what_is_not_there() {
    head("template: weg.html", "4:11 site/unknown-template");
    head("authors: [jansn]", "4:11 site/unknown-author");
    head("translation_key: alleen", "4:18 site/unknown-translation");
    head("image: { src: weg.jpg, alt: x }", "4:15 link/missing-file");
    body("[a](weg.md)", &["5:1 link/dead"]);
    body(
        "[a](goed.md#weg) en [b](#weg)",
        &["5:1 link/dead-anchor", "5:21 link/dead-anchor"],
    );
    body("[a](goed.md#besluit)\n\n![x](weg.png)", &["7:1 link/missing-file"]);
    body("[a](sec.gov)", &["5:1 link/dead"]);
}

#[test]
fn nothing_leaves_its_folder() {
    for slug in ["../x", "a/../../x", "a\\\\b", "%2e%2e", "/x/y", "a\\0b"] {
        head(&format!("slug: \"{slug}\""), "4:7 front-matter/unsafe-path");
    }
    head("url: /../x/", "4:6 front-matter/unsafe-path");
    head("aliases: [/a/../../x]", "4:11 front-matter/unsafe-path");
    head("image: \"..\\\\x.jpg\"", "4:8 front-matter/unsafe-path");
    head("image: /../x.jpg", "4:8 front-matter/unsafe-path");
    head("image: { src: ../../../etc/passwd, alt: x }", "4:15 link/missing-file");
    body("[x](javascript:alert(1))", &["5:1 markdown/unsafe-link"]);
}

#[cfg(unix)]
#[test]
fn a_link_out_of_content() {
    let site = good();
    site.build().is_done();
    std::os::unix::fs::symlink("/etc", site.root().join("content/nieuws/buiten")).expect("a link");
    site.build()
        .finds(&["content/nieuws/buiten read/link-outside"])
        .ends(Outcome::Failed);
}

#[test]
fn two_documents_with_one_address() {
    let site = good();
    site.write(
        "content/nieuws/ander.md",
        b"---\ntitle: Ander\ndate: 2026-01-01\nslug: goed\n---\n",
    );
    let built = site.build();
    built
        .finds(&["content/nieuws/ander.md:4:7 site/same-address"])
        .ends(Outcome::Failed);
    assert!(built.report.found[0].message.contains("content/nieuws/goed.md"));
}

#[test]
fn themes_and_templates() {
    let site = good();
    site.write(
        "site.toml",
        b"title = \"x\"\nbase_url = \"https://a.nl\"\ntheme = \"weg\"\n",
    );
    site.build()
        .finds(&["site.toml:3:9 theme/unknown"])
        .ends(Outcome::Failed);
    site.write("themes/weg/theme.toml", b"name = \"weg\"\nextends = \"weg\"\n");
    site.build()
        .finds(&["themes/weg/theme.toml:2:11 theme/loop"])
        .ends(Outcome::Failed);
    site.write("themes/weg/theme.toml", b"name = \"weg\"\nextends = \"courant\"\n");
    site.build().is_done();
    site.write("templates/article.html", b"<p>\n{{ page.title </p>\n");
    let built = site.build();
    assert_eq!(built.found().len(), 1);
    assert!(
        built.found()[0].starts_with("templates/article.html:2:"),
        "{:?}",
        built.report.found
    );
    site.write("templates/article.html", b"<p>\n{{ page.weg }}</p>\n");
    let built = site.build();
    assert!(
        built.found()[0].starts_with("templates/article.html:2:"),
        "{:?}",
        built.report.found
    );
    assert!(
        built.report.found[0].message.contains("content/nieuws/goed.md"),
        "{:?}",
        built.report.found
    );
}

#[test]
fn a_broken_site_toml() {
    let site = good();
    for (text, expected) in [
        ("title = \"x", "site.toml:1:11 config/syntax"),
        (
            "title = \"x\"\nbase_url = \"https://a.nl\"\nlangage = \"nl\"\n",
            "site.toml:3:1 config/unknown-key",
        ),
        (
            "title = \"x\"\nbase_url = \"a.nl\"\n",
            "site.toml:2:12 config/bad-value",
        ),
        (
            "title = 3\nbase_url = \"https://a.nl\"\n",
            "site.toml:1:9 config/wrong-type",
        ),
    ] {
        site.write("site.toml", text.as_bytes());
        site.build().finds(&[expected]).ends(Outcome::Failed);
    }
}

#[test]
fn a_file_under_whose_address_others_lie() {
    let expected = ["content/nieuws/fout.md:4:11 site/same-address"];
    check(
        "content/nieuws/fout.md",
        "---\ntitle: Fout\ndate: 2026-01-02\naliases: [/oud.html, /oud.html/x/]\n---\n",
        &expected,
    );
    let site = good();
    site.write("content/x", b"een bestand");
    site.build().is_done();
    let before = site.tree();
    site.write(
        "content/nieuws/fout.md",
        b"---\ntitle: Fout\ndate: 2026-01-02\naliases: [/x/y/]\n---\n",
    );
    site.build()
        .finds(&["content/x:1:1 site/same-address"])
        .ends(Outcome::Failed);
    assert_eq!(site.tree(), before);
}

#[test]
fn a_content_folder_that_is_gone_takes_no_page_down() {
    let site = good().keep_going();
    site.build().is_done();
    let before = site.tree();
    std::fs::rename(site.root().join("content"), site.root().join("weg")).expect("another name");
    site.build().finds(&[" config/no-content"]).ends(Outcome::Failed);
    assert_eq!(site.tree(), before);
    // The folder in which a disk would appear.
    std::fs::create_dir(site.root().join("content")).expect("an empty folder");
    site.build().finds(&[" config/no-content"]).ends(Outcome::Failed);
    assert_eq!(site.tree(), before);
    let new = common::site("-- content/robots.txt --\n");
    new.build().finds(&[" config/no-content"]).is_done();
}

#[test]
fn a_file_with_a_bad_name_does_not_keep_the_others() {
    let site = good().keep_going();
    site.write("content/nieuws/a%b.png", b"x");
    site.write("content/sitemap.xml", b"x");
    let built = site.build();
    built.ends(Outcome::InPart);
    let found = built.found();
    assert_eq!(
        found,
        [
            "content/nieuws/a%b.png read/bad-name",
            "content/sitemap.xml:1:1 site/same-address"
        ]
    );
    assert_eq!(built.report.waiting.len(), 2);
    // What editors leave behind is no file of the site.
    site.remove("content/nieuws/a%b.png");
    site.remove("content/sitemap.xml");
    site.write("content/nieuws/#a.md#", b"x");
    site.build().is_clean();
}

#[test]
fn addresses_that_are_kept_for_others() {
    head("url: /.courant-manifest", "4:6 front-matter/unsafe-path");
    head("aliases: [/a/.git/]", "4:11 front-matter/unsafe-path");
    let site = good();
    site.write("themes/x/theme.toml", b"extends = \"courant\"");
    site.write("themes/x/static/sitemap.xml", b"x");
    site.write(
        "site.toml",
        b"title = \"x\"\nbase_url = \"https://a.nl\"\ntheme = \"x\"\n",
    );
    site.build().finds(&[" site/same-address"]).ends(Outcome::Failed);
}

#[test]
fn nothing_is_published_too_early_for_a_slip() {
    head("publish_on: 2027-01-01", "4:1 front-matter/lost-embargo");
    head("Draft: true", "4:1 front-matter/lost-embargo");
    head("embargo: 2027-01-01", "4:1 front-matter/lost-embargo");
    head("concept: true", "4:1 front-matter/lost-embargo");
    let site = good();
    site.write(
        "content/nieuws/geheim.MD",
        b"---\ntitle: Geheim\npublish_at: 2027-01-01\n---\n",
    );
    site.write("content/nieuws/geheim.bak", b"x");
    site.write("content/nieuws/~$geheim.docx", b"x");
    let built = site.build();
    built
        .finds(&["content/nieuws/geheim.MD read/bad-name"])
        .ends(Outcome::Failed);
    let site = site.keep_going();
    site.build().ends(Outcome::InPart).nowhere("eheim");
}

#[test]
fn what_is_meant_otherwise_than_it_is_written() {
    head(
        "event: {start: 2026-11-12 13:00, registration_url: www.meld.nl}",
        "4:52 front-matter/bad-value",
    );
    head(
        "event: {start: 2026-11-12 13:00, online_url: geen}",
        "4:46 front-matter/bad-value",
    );
    head(
        "event: {start: 2026-11-12 13:00, programme: [{title: a, time: '25:00'}]}",
        "4:63 front-matter/bad-value",
    );
    head(
        "event: {start: 2026-11-12, programme: [{title: a, time: '15:00', end: '14:00'}]}",
        "4:71 event/ends-before-start",
    );
    for (line, expected) in [
        ("tags: Open data, Raad", "4:7 front-matter/comma-list"),
        ("venue: Zaal", "4:1 front-matter/near-miss"),
        ("expires_at: 2026-01-01", "4:13 front-matter/bad-value"),
    ] {
        let site = good();
        site.write(
            "content/nieuws/fout.md",
            format!("---\ntitle: Fout\ndate: 2026-01-02\n{line}\n---\n").as_bytes(),
        );
        site.build()
            .finds(&[&format!("content/nieuws/fout.md:{expected}")])
            .is_done();
    }
    body("{{% note type=\"tips\" %}}a{{% /note %}}", &["5:1 shortcode/argument"]);
    body("{{< figure src=\"a.png\", alt=\"x\" >}}", &["5:1 shortcode/argument"]);
    let site = good();
    site.write(
        "content/nieuws/een.md",
        b"---\ntitle: Een\ndate: 2026-01-02\n---\n{{< youtube id = 'a' title=\"x\" >}}\n",
    );
    site.build().is_clean();
}

#[test]
fn a_slip_in_the_template_of_a_shortcode_is_told_of_there() {
    let site = good();
    site.write("templates/shortcodes/tel.html", b"<b>\n{{ page.titel }}</b>");
    site.write(
        "content/nieuws/een.md",
        b"---\ntitle: Een\ndate: 2026-01-02\n---\n{{< tel >}}\n",
    );
    site.build()
        .finds(&["templates/shortcodes/tel.html:2:9 template/failed"]);
}

#[test]
fn keys_below_three_dots_are_not_lost() {
    check(
        "content/nieuws/fout.md",
        "---\ntitle: Fout\n...\ndraft: true\n---\n",
        &["content/nieuws/fout.md:3:1 front-matter/syntax"],
    );
    head(
        "event: {start: 2026-11-12, end: 2026-11-12 17:00}",
        "4:16 front-matter/bad-date",
    );
    head("updated: 2026-03-29 02:30", "4:10 front-matter/bad-date");
}

#[test]
fn an_address_that_runs_code_in_an_argument() {
    let site = good();
    site.write(
        "templates/shortcodes/mijn.html",
        b"{# arguments: title, url #}<a title=\"{{ args.title }}\" href=\"{{ args.url }}\">x</a>",
    );
    let article = |call: &str| format!("---\ntitle: Een\ndate: 2026-01-02\n---\n{call}\n");
    site.write(
        "content/nieuws/een.md",
        article("{{< mijn url=\" JavaScript:x\" >}}").as_bytes(),
    );
    site.build().finds(&["content/nieuws/een.md:5:1 shortcode/argument"]);
    site.write(
        "content/nieuws/een.md",
        article("{{< mijn title=\"Javascript: een begin\" url=\"/nieuws/\" >}}").as_bytes(),
    );
    site.build().is_clean();
}

#[test]
fn news_in_the_folder_of_a_taxonomy_is_told_of() {
    let site = good();
    site.write(
        "site.toml",
        b"title = \"x\"\nbase_url = \"https://a.nl\"\n[taxonomies.tags]\npath = \"nieuws\"\n",
    );
    let found = site.build().found();
    assert!(found.iter().any(|one| one.ends_with(" site/dated-term")), "{found:?}");
    assert!(
        found.contains(&"site.toml:4:8 config/bad-value".to_owned()),
        "{found:?}"
    );
}

#[test]
fn a_damaged_list_of_files_is_no_leave_to_write_over_others() {
    let site = good();
    site.build().is_done();
    site.write("public/index.html", b"van een ander");
    site.write("public/.courant-manifest", b"rommel");
    let before = site.tree();
    site.build().finds(&[" publish/foreign-output"]).ends(Outcome::Failed);
    assert_eq!(site.tree(), before);
}

#[test]
fn all_problems_of_all_files_come_in_one_run() {
    let site = good();
    site.write(
        "content/nieuws/a.md",
        b"---\ntitle: A\ndate: gisteren\ndraft: soms\n---\n{{< weg >}}\n",
    );
    site.write(
        "content/nieuws/b.md",
        b"---\ntitle: B\ndate: 2026-01-01\n---\n[x](weg.md)\n",
    );
    site.build().finds(&[
        "content/nieuws/a.md:3:7 front-matter/bad-date",
        "content/nieuws/a.md:4:8 front-matter/wrong-type",
        "content/nieuws/a.md:6:1 shortcode/unknown",
        "content/nieuws/b.md:5:1 link/dead",
    ]);
}

#[test]
fn a_broken_template_is_told_beside_broken_articles() {
    let site = good();
    site.write("content/nieuws/a.md", b"---\ntitle: A\ndate: gisteren\n---\n");
    site.write("templates/article.html", b"{{ page.title\n");
    let found = site.build().found();
    assert_eq!(found[0], "content/nieuws/a.md:3:7 front-matter/bad-date");
    assert!(found[1].starts_with("templates/article.html:"), "{found:?}");
}

#[test]
fn what_is_wrong_with_the_theme_hides_nothing_else() {
    const ARTICLE: &str = "content/nieuws/a.md";
    const TEMPLATE: &str = "templates/article.html";
    let settings = "title = \"x\"\nbase_url = \"https://a.nl\"\n";
    let accent = format!("{settings}[theme_options]\naccent = \"blauw\"\n");
    let article = |text: &str| format!("---\ntitle: A\ndate: 2026-01-01\n{text}\n");
    let build = |files: &[(&str, &[u8])], expected: &[&str]| {
        let site = good();
        for (path, bytes) in files {
            site.write(path, bytes);
        }
        site.build().finds(expected).ends(Outcome::Failed);
    };
    let calls = article("---\n{{< figuur >}} {{< figure >}}");
    let of_calls = [
        "content/nieuws/a.md:5:1 shortcode/unknown",
        "content/nieuws/a.md:5:16 shortcode/argument",
    ];
    let syntax: (&str, &[u8]) = (TEMPLATE, b"{{ page.title </p>");
    build(
        &[("site.toml", accent.as_bytes()), (ARTICLE, calls.as_bytes()), syntax],
        &[
            of_calls[0],
            of_calls[1],
            "site.toml:4:10 config/bad-value",
            "templates/article.html:1:15 template/syntax",
        ],
    );
    let field: (&str, &[u8]) = (TEMPLATE, b"<p>{{ page.weg }}</p>");
    let of_field = "templates/article.html:1:12 template/failed";
    build(
        &[(ARTICLE, article("template: nee.html\n---").as_bytes()), field],
        &["content/nieuws/a.md:4:11 site/unknown-template", of_field],
    );
    build(
        &[(ARTICLE, article("---\n[x](weg.md)").as_bytes()), field],
        &["content/nieuws/a.md:5:1 link/dead", of_field],
    );
    build(
        &[("i18n/nl.toml", b"a = \n"), field],
        &["i18n/nl.toml:1:5 config/syntax", of_field],
    );
    // What a file that cannot be read may have is not told to be missing.
    build(
        &[("i18n/nl.toml", b"eigen = \n"), (TEMPLATE, b"{{ t(key=\"eigen\") }}")],
        &["i18n/nl.toml:1:9 config/syntax"],
    );
    let latin: &[u8] = b"caf\xe9";
    build(
        &[
            ("i18n/nl.toml", b"share_on = \"{service} \xe9\""),
            (ARTICLE, calls.as_bytes()),
        ],
        &[of_calls[0], of_calls[1], "i18n/nl.toml:1:23 read/not-utf8"],
    );
    build(
        &[(TEMPLATE, latin), (ARTICLE, calls.as_bytes())],
        &[of_calls[0], of_calls[1], "templates/article.html:1:4 read/not-utf8"],
    );
    let untitled = b"---\ndate: 2026-01-01\n---\n";
    let no_title = "content/nieuws/a.md:1:1 front-matter/no-title";
    for (more, told) in [("titel = \"x\"", "config/unknown-key"), ("titel", "config/syntax")] {
        let text = format!("{settings}{more}\n");
        let site = good();
        site.write("site.toml", text.as_bytes());
        site.write(ARTICLE, untitled);
        let built = site.build();
        let found = built.found();
        assert!(
            found.len() == 2 && found[0] == no_title && found[1].ends_with(told),
            "{found:?}"
        );
    }
    let text = format!("{settings}[sections.nieuws]\ntitle_keys = \"h1\"\n");
    build(
        &[("site.toml", text.as_bytes()), (ARTICLE, untitled)],
        &["site.toml:4:1 config/unknown-key"],
    );
}

#[test]
fn a_byte_order_mark_and_windows_line_endings_are_simply_read() {
    let site = good();
    site.write(
        "content/nieuws/windows.md",
        "\u{feff}---\r\ntitle: Venster\r\ndate: 2026-01-01\r\n---\r\nTekst.\r\n".as_bytes(),
    );
    site.build()
        .is_clean()
        .page_contains("nieuws/windows/index.html", "Venster");
}

#[test]
fn a_warning_stops_a_strict_build_and_no_other() {
    let site = good();
    site.write("content/nieuws/los.md", b"---\ntitle: Los\n---\n");
    site.build()
        .finds(&["content/nieuws/los.md:1:1 site/no-date"])
        .is_done();
    site.strict().build().ends(Outcome::Failed);
}

#[test]
fn what_is_wrong_with_the_settings_hides_nothing_else() {
    let settings = |more: &str| format!("title = \"x\"\nbase_url = \"https://a.nl\"\n{more}\n");
    let build = |more: &str, article: &str, expected: &[&str]| {
        for site in [good(), good().keep_going()] {
            site.write("site.toml", settings(more).as_bytes());
            let article = format!("---\ntitle: Fout\n{article}\n---\nZie [dit](weg.md).\n");
            site.write("content/nieuws/fout.md", article.as_bytes());
            site.build().finds(expected).ends(Outcome::Failed);
            assert!(site.tree().is_empty());
        }
    };
    build(
        "paginate_by = \"20\"\ntheme = \"weg\"",
        "date: 2026-02-30",
        &[
            "content/nieuws/fout.md:3:7 front-matter/bad-date",
            "content/nieuws/fout.md:5:5 link/dead",
            "site.toml:3:15 config/wrong-type",
            "site.toml:4:9 theme/unknown",
        ],
    );
    build(
        "copyright = \"x",
        "date: 2026-01-02\ndraft:",
        &[
            "content/nieuws/fout.md:4:1 front-matter/lost-embargo",
            "content/nieuws/fout.md:6:5 link/dead",
            "site.toml:3:15 config/syntax",
        ],
    );
    // What may be right once the settings are is not told.
    build(
        "[markdown]\ndead_links = \"ja\"\n[langauges.en]",
        "date: 2026-01-02\nlanguage: en",
        &[
            "content/nieuws/fout.md:6:5 link/dead",
            "site.toml:4:14 config/bad-value",
            "site.toml:5:2 config/unknown-key",
        ],
    );
}

#[test]
fn addresses_and_links_of_the_settings() {
    let site = good();
    site.write(
        "site.toml",
        b"title = \"x\"\nbase_url = \"https://a.nl\"\n[newsletter]\naction = \"/x\"\nprivacy_url = \"/weg/\"\n\
        consent = \"[a](weg.md) [b](/privacy/) [c](/nieuws/goed.md)\"\n[[menu.main]]\ntitle = \"x\"\nurl = \"/weg/\"\n\
        [[menu.main]]\ntitle = \"x\"\nurl = \"/nieuws/goed.md\"\n[[menu.main]]\ntitle = \"x\"\nurl = \"/nieuws/goed/\"\n",
    );
    site.build()
        .finds(&[
            "site.toml:12:7 link/unknown-address",
            "site.toml:5:15 link/unknown-address",
            "site.toml:6:11 link/dead",
            "site.toml:6:11 link/unknown-address",
            "site.toml:9:7 link/unknown-address",
        ])
        .ends(Outcome::Failed);
    site.write(
        "site.toml",
        b"title = \"x\"\nbase_url = \"https://a.nl\"\n[theme_options]\nsocial = [{ title = \"x\", url = \"mastodon.nl/@x\" }]\n",
    );
    let built = site.build();
    built.finds(&["site.toml:4:32 config/bad-value"]).ends(Outcome::Failed);
    let hint = built.report.found[0].hint.clone().unwrap_or_default();
    assert!(hint.contains("https://mastodon.nl/@x"), "{hint}");
}

#[test]
fn a_language_without_a_known_name_is_named_once() {
    let site = good();
    site.write(
        "content/nieuws/fout.md",
        b"---\ntitle: Fout\ndate: 2026-01-02\nlanguage: xx\n---\n",
    );
    let built = site.build();
    assert_eq!(
        built.report.found[0].message,
        "this is in the language xx, and the site has no such language"
    );
}
