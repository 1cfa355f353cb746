//! Links by address to what is not published: like those by file, they are told of and become plain text.

mod common;

use common::Site;
use courant::build::Outcome;

/// In every form in which a site can be published nothing may be found.
const EVERY_FORM: &str = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\noutputs = [\"html\", \"json\", \"markdown\"]\n[feeds]\nrss = true\njson = true\n[metadata]\n";

/// Makes a site of a text, with these settings unless it has its own.
fn site(text: &str) -> Site {
    let site = common::site(text);
    if !text.contains("-- site.toml --") {
        site.write("site.toml", EVERY_FORM.as_bytes());
    }
    site
}

const GEHEIM: &str = "
        -- content/nieuws/geheim.md --
        ---
        title: Vertrouwelijk
        date: 2026-01-02
        publish_at: 2099-01-01
        aliases: [/oud/]
        ---
";

fn with(text: &str) -> common::Site {
    site(&format!(
        "
        -- content/nieuws/x.md --
        ---
        title: X
        date: 2026-01-02
        ---
        {text}
{GEHEIM}"
    ))
}

#[test]
fn a_link_by_address_to_what_is_not_published_is_plain_text() {
    for (link, shown) in [
        ("[a](/nieuws/geheim/)", "a"),
        ("[a](/nieuws/geheim)", "a"),
        ("[a](../geheim/)", "a"),
        ("[a](/oud/)", "a"),
        ("[a](https://proef.example/nieuws/geheim/)", "a"),
        ("[a](HTTP://Proef.example/oud/?x#y)", "a"),
        ("<a href=\"/nieuws/geheim/\">a</a>", "<a>a</a>"),
        ("<a href=\"https://proef.example/nieuws/geheim/\">a</a>", "<a>a</a>"),
    ] {
        let site = with(&format!("Zie {link}."));
        let built = site.build();
        built.finds(&["content/nieuws/x.md:5:5 link/unpublished"]);
        built
            .nowhere("geheim")
            .nowhere("/oud")
            .page_contains("nieuws/x/index.html", &format!("<p>Zie {shown}.</p>"));
    }
}

#[test]
fn a_button_to_what_is_not_published_is_its_text() {
    let site = with("{{< button href=\"/nieuws/geheim/\" >}}Lees{{< /button >}}");
    let built = site.build();
    built
        .finds(&["content/nieuws/x.md:5:1 link/unpublished"])
        .nowhere("geheim");
    built.page_contains("nieuws/x/index.html", "<p class=\"button-line\">Lees</p>");
}

#[test]
fn a_menu_leaves_out_what_is_not_published() {
    let site = with("Tekst.");
    let toml = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[[menu.main]]\ntitle = \"Later\"\nurl = \"/nieuws/geheim/\"\n\
                [[menu.main]]\ntitle = \"Nu\"\nurl = \"/nieuws/\"\n";
    site.write("site.toml", toml.as_bytes());
    let built = site.build();
    built
        .finds(&["site.toml:5:7 link/unpublished"])
        .nowhere("geheim")
        .nowhere("Later");
    built.page_contains("index.html", "Nu</a>");
}

#[test]
fn options_and_texts_of_the_settings_leave_out_what_is_not_published() {
    let site = with("Tekst.");
    let toml = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[newsletter]\naction = \"https://post.example/\"\n\
                consent = \"[Lees](/nieuws/geheim/) dit\"\n[theme_options]\n\
                social = [{ title = \"Later\", url = \"/nieuws/geheim/\" }, { title = \"Nu\", url = \"/nieuws/\" }]\n";
    site.write("site.toml", toml.as_bytes());
    let built = site.build();
    built
        .finds(&["site.toml:5:11 link/unpublished", "site.toml:7:36 link/unpublished"])
        .nowhere("geheim")
        .nowhere("Later");
    built.page_contains("index.html", "Nu</a>");
    assert!(
        built
            .report
            .found
            .iter()
            .all(|found| found.message.contains("is a draft") || found.message.contains("is not published before"))
    );
    let toml = "title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[theme_options]\n\
                social = [{ title = \"x\", url = \"/nee/\" }, { title = \"y\", url = \"/favicon.svg\" }]\n\
                [[menu.footer]]\ntitle = \"z\"\nurl = \"/favicon.svg\"\n";
    site.write("site.toml", toml.as_bytes());
    site.build().finds(&["site.toml:4:32 link/unknown-address"]);
}

#[test]
fn a_pattern_makes_the_address_that_a_link_names() {
    let site = site(&format!(
        "
        -- site.toml --
        title = \"Proef\"
        base_url = \"https://proef.example/\"
        [sections.nieuws]
        permalink = \"/n/:year/:slug/\"
        -- content/over.md --
        ---
        title: Over
        ---
        Zie [a](/n/2026/geheim/).
{GEHEIM}"
    ));
    site.build()
        .finds(&["content/over.md:4:5 link/unpublished"])
        .nowhere("geheim");
}

#[test]
fn under_a_base_path_an_address_may_have_that_in_front_or_not() {
    for link in [
        "/nieuws/geheim/",
        "/onder/nieuws/geheim/",
        "https://proef.example/onder/oud/",
    ] {
        let site = with(&format!("Zie [a]({link})."));
        site.write(
            "site.toml",
            b"title = \"Proef\"\nbase_url = \"https://proef.example/onder/\"\n",
        );
        let built = site.build();
        assert_eq!(built.found(), ["content/nieuws/x.md:5:5 link/unpublished"], "{link}");
        built
            .nowhere("geheim")
            .page_contains("nieuws/x/index.html", "<p>Zie a.</p>");
    }
}

#[test]
fn a_site_made_for_another_address_knows_the_one_in_its_texts() {
    let site = with("Zie [a](https://proef.example/nieuws/geheim/).").for_address("https://elders.example/x/");
    let built = site.build();
    built
        .finds(&["content/nieuws/x.md:5:5 link/unpublished"])
        .nowhere("geheim");
}

#[test]
fn whole_addresses_of_published_pages_stay_as_they_are() {
    let site = with(
        "Zie [a](https://proef.example/nieuws/x/) en [b](https://proef.example/weg/) en <https://ander.example/>.",
    );
    let built = site.build();
    built.finds(&["content/nieuws/x.md:5:45 link/unknown-address"]);
    built.page_contains(
        "nieuws/x/index.html",
        "<a href=\"https://proef.example/nieuws/x/\">a</a>",
    );
    built.page_contains("nieuws/x/index.html", "<a href=\"https://ander.example/\">");
}

#[test]
fn what_replaces_an_article_is_named_once_it_is_published() {
    let text = |target: &str, line: &str| {
        format!(
            "
            -- content/nieuws/x.md --
            ---
            title: X
            date: 2026-01-02
            withdrawn: {{ date: 2026-01-03, replaced_by: {target} }}
            ---
            -- content/nieuws/geheim.md --
            ---
            title: Vertrouwelijk
            date: 2026-01-02
            {line}
            ---
            "
        )
    };
    for target in ["geheim.md", "/nieuws/geheim/", "https://proef.example/nieuws/geheim/"] {
        let site = site(&text(target, "draft: true"));
        let built = site.build();
        assert_eq!(built.found(), ["content/nieuws/x.md:4:45 link/unpublished"], "{target}");
        built
            .nowhere("geheim")
            .page_lacks("nieuws/x/index.html", "Lees in plaats daarvan");
    }
    let broken = site(&text("geheim.md", "weight: zwaar")).keep_going();
    broken
        .build()
        .ends(Outcome::InPart)
        .nowhere("geheim")
        .page_lacks("nieuws/x/index.html", "Lees in plaats daarvan");
    let open = site(&text("geheim.md", "kicker: x"));
    open.build()
        .is_clean()
        .page_contains("nieuws/x/index.html", "<a href=\"/nieuws/geheim/\">Vertrouwelijk</a>");
}

#[test]
fn a_link_to_a_former_address_of_a_document_in_error_is_plain_text() {
    // What is wrong is found while the file is read, or when the site is put together.
    for (line, text) in [("weight: zwaar", ""), ("weight: 3", "[x](weg.md)")] {
        let site = site(&format!(
            "
            -- content/nieuws/x.md --
            ---
            title: X
            date: 2026-01-02
            ---
            Zie [a](/oud/), [b](/nieuws/anders/) en [c](/nee/).
            -- content/nieuws/geheim.md --
            ---
            title: Fout
            date: 2026-01-02
            slug: anders
            aliases: [/oud/]
            {line}
            ---
            {text}
            "
        ))
        .keep_going();
        let built = site.build();
        let found = built.found();
        let of_x: Vec<&str> = found
            .iter()
            .filter(|one| one.contains("/x.md"))
            .map(String::as_str)
            .collect();
        let expected = [
            "content/nieuws/x.md:5:17 link/in-error",
            "content/nieuws/x.md:5:41 link/unknown-address",
            "content/nieuws/x.md:5:5 link/in-error",
        ];
        assert_eq!(of_x, expected, "{found:?}");
        built.page_contains("nieuws/x/index.html", "Zie a, b en <a href=\"/nee/\">c</a>.");
    }
}

#[test]
fn a_document_that_names_itself_is_told_of() {
    let site = site(
        "
        -- content/nieuws/x.md --
        ---
        title: X
        date: 2026-01-02
        withdrawn: { date: 2026-01-03, replaced_by: /nieuws/x/ }
        related: [x.md]
        ---
    ",
    );
    site.build().finds(&[
        "content/nieuws/x.md:4:45 link/names-itself",
        "content/nieuws/x.md:5:11 link/names-itself",
    ]);
}

#[test]
fn what_is_announced_for_later_is_shown_from_then_on() {
    let mut site = site(
        "
        -- content/nieuws/x.md --
        ---
        title: X
        date: 2026-01-02
        withdrawn: { date: 2026-12-03, reason: Verlopen }
        changes: [{ date: 2026-12-02, text: Verbeterd }]
        ---
    ",
    );
    site.build()
        .nowhere("Verlopen")
        .nowhere("Verbeterd")
        .nowhere("ngetrokken");
    site.set_now("2026-12-02");
    site.build()
        .nowhere("Verlopen")
        .page_contains("nieuws/x/index.html", "Verbeterd");
    site.set_now("2026-12-03");
    site.build()
        .page_contains("nieuws/x/index.html", "Verlopen")
        .page_contains("nieuws/index.html", "ngetrokken");
}

#[test]
fn what_would_break_the_site_when_an_embargo_lifts_is_told_before() {
    let mut site = site(
        "
        -- content/auteurs/jansen.md --
        ---
        title: Jan Jansen
        ---
        -- content/nieuws/goed.md --
        ---
        title: Goed
        date: 2026-01-02
        authors: [jansen]
        aliases: [/oud/]
        ---
        -- content/nieuws/later.md --
        ---
        title: Later
        date: 2026-01-02
        publish_at: 2027-01-02
        authors: [jansn]
        template: artikel.html
        image: { src: weg.png, alt: x }
        aliases: [/oud/]
        ---
        [x](weg.md) [y](goed.md#weg) ![z](weg.jpg) [ook](samen.md) [stuk](later.pdf)

        {{< figure src=\"nergens.jpg\" alt=\"x\" >}}
        -- content/nieuws/later.pdf --
        x
        -- content/nieuws/samen.md --
        ---
        title: Samen
        date: 2026-01-02
        publish_at: 2027-01-02
        ---
        -- content/nieuws/concept.md --
        ---
        title: Concept
        date: 2026-01-02
        draft: true
        ---
        [x](weg.md)
    ",
    );
    let told = [
        "content/nieuws/later.md:10:1 link/dead",
        "content/nieuws/later.md:10:13 link/dead-anchor",
        "content/nieuws/later.md:10:30 link/missing-file",
        "content/nieuws/later.md:12:1 link/missing-file",
        "content/nieuws/later.md:5:11 site/unknown-author",
        "content/nieuws/later.md:6:11 site/unknown-template",
        "content/nieuws/later.md:7:15 link/missing-file",
        "content/nieuws/later.md:8:11 site/same-address",
    ];
    let built = site.build();
    built.is_done();
    assert_eq!(built.found(), told, "{:#?}", built.report.found);
    for found in &built.report.found {
        assert!(found.message.contains("waits until 2027-01-02"), "{}", found.message);
    }
    site.set_now("2027-01-03");
    assert_eq!(site.build().ends(Outcome::Failed).found(), told);
}

/// Checks the one thing that is told of a link, and how to mend it.
#[track_caller]
fn check(line: &str, message: &str, hint: &str) {
    let site = site(&format!(
        "
        -- content/nieuws/x.md --
        ---
        title: X
        date: 2026-01-02
        ---
        [a](b.md)
        -- content/nieuws/b.md --
        ---
        title: B
        date: 2026-01-02
        {line}
        ---
        "
    ));
    let site = site.keep_going();
    let built = site.build();
    let told: Vec<_> = built.report.found.iter().filter(|found| !found.is_error()).collect();
    let [told] = told.as_slice() else { panic!("{told:#?}") };
    assert_eq!((told.message.as_str(), told.hint.as_deref()), (message, Some(hint)));
}

#[test]
fn a_link_to_what_is_not_published_says_why_and_what_to_do() {
    let later = "nothing has to be done: it becomes a link when that is published";
    check(
        "draft: true",
        "b.md is a draft, so this link is plain text for now",
        later,
    );
    check(
        "publish_at: 2026-12-01 09:00",
        "b.md is not published before 2026-12-01, so this link is plain text for now",
        later,
    );
    for expires in ["2026-11-01", "2026-11-01 17:00"] {
        check(
            &format!("expires_at: {expires}"),
            "b.md was public until and including 2026-11-01, so this link is plain text",
            "take this link out",
        );
    }
    check(
        "weight: zwaar",
        "b.md has errors, so this link is plain text for now",
        "mend that file: then this is a link again",
    );
}

#[test]
fn a_template_that_is_not_there_is_told_with_those_that_are() {
    let hint = |name: &str| {
        let site = site(&format!(
            "-- content/nieuws/x.md --\n---\ntitle: X\ndate: 2026-01-02\ntemplate: {name}\n---\n"
        ));
        let built = site.build();
        built.finds(&["content/nieuws/x.md:4:11 site/unknown-template"]);
        built.report.found[0].hint.clone().unwrap_or_default()
    };
    for name in ["bijzonder.html", "weg.html"] {
        assert_eq!(
            hint(name),
            format!(
                "make templates/{name} beside site.toml, or write one of: archive.html, article.html, author.html, event.html, home.html, \
                 page.html, section.html, series.html, taxonomy.html, term.html, year.html"
            )
        );
    }
    assert_eq!(hint("artcle.html"), "did you mean  template: article.html  ?");
}

#[test]
fn addresses_in_front_matter_do_not_name_what_is_not_published() {
    for (line, place) in [
        (
            "downloads: [{ title: Stuk, url: 'https://proef.example/nieuws/geheim/' }]",
            "4:33",
        ),
        ("event: { start: 2027-01-02, registration_url: /nieuws/geheim/ }", "2:8"),
        (
            "event: { start: 2027-01-02, online_url: 'https://proef.example/oud/' }",
            "2:8",
        ),
        (
            "event: { start: 2027-01-02, organiser: { name: Jan, url: /nieuws/geheim/ } }",
            "2:8",
        ),
        (
            "event: { start: 2027-01-02, speakers: [{ name: Jan, url: /nieuws/geheim/ }] }",
            "2:8",
        ),
    ] {
        let site = site(&format!(
            "
        -- content/nieuws/x.md --
        ---
        title: X
        date: 2026-01-02
        {line}
        ---
{GEHEIM}"
        ));
        let built = site.build();
        assert_eq!(
            built.found(),
            [format!("content/nieuws/x.md:{place} link/unpublished")],
            "{line}"
        );
        built.nowhere("geheim").nowhere("/oud/");
    }
}

#[test]
fn a_template_that_does_not_ask_makes_no_link_to_what_is_not_published() {
    let site = with("{{< knop href=\"/nieuws/geheim/\" >}}");
    site.write(
        "templates/shortcodes/knop.html",
        b"{# arguments: href #}<a href=\"{{ args.href }}\">x</a>",
    );
    let built = site.build();
    built
        .finds(&["content/nieuws/x.md:5:1 link/unpublished"])
        .nowhere("geheim");
}

#[test]
fn addresses_that_clash_on_the_day_of_an_embargo_are_told_of_and_no_others() {
    let article = |name: &str, lines: &str| {
        format!("-- content/nieuws/{name}.md --\n---\ntitle: {name}\ndate: 2026-01-02\nslug: jaar\n{lines}\n---\n")
    };
    let clashes = |first: &str, second: &str| {
        let site = site(&(article("a", first) + &article("b", second)));
        site.build().found()
    };
    assert_eq!(
        clashes("publish_at: 2027-01-01", "publish_at: 2027-02-01"),
        ["content/nieuws/b.md:4:7 site/same-address"]
    );
    assert_eq!(
        clashes("kicker: x", "publish_at: 2027-02-01"),
        ["content/nieuws/b.md:4:7 site/same-address"]
    );
    // The one goes when the other comes.
    assert_eq!(clashes("expires_at: 2026-12-31", "publish_at: 2027-01-01"), [""; 0]);
    assert_eq!(clashes("draft: true", "publish_at: 2027-01-01"), [""; 0]);
    let text = site(
        "
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-02
        tags: [data]
        ---
        -- content/tags/data.md --
        ---
        title: Data
        publish_at: 2027-01-01
        ---
        -- content/nieuws/_index.md --
        ---
        title: Nieuws
        publish_at: 2027-01-01
        ---
        ",
    );
    text.build().is_clean();
}
