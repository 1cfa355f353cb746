//! What slipped through into finished pages.

use super::{HEAD, found, site};

#[test]
fn what_slipped_through_is_told_of_the_document_or_else_of_the_template() {
    let site = site(
        "
        -- templates/article.html --
        <!doctype html><html lang=\"nl\"><head><title>x</title></head><body>
        <h1>{{ page.title }}</h1><a href=\"/\"></a><p>undefined</p><p id=\"a\">b</p><p id=\"a\">c</p><img src=\"/favicon.svg\">
        {{ page.content | safe }}</body></html>
        -- templates/home.html --
        <!doctype html><html lang=\"nl\"><head><title>x</title></head><body><p>share_on</p></body></html>
    ",
    );
    site.write(
        "content/nieuws/a.md",
        format!("{HEAD}De raad koos, en schreef `{{{{ page.title }}}}`.\n").as_bytes(),
    );
    let expected = [
        "content/nieuws/a.md check/html-leftover",
        "content/nieuws/a.md check/html-empty",
        "content/nieuws/a.md check/html-id",
        "content/nieuws/a.md check/html-picture",
        "content/nieuws/a.md check/html-picture",
        "templates/home.html check/html-heading",
        "templates/home.html check/html-word",
    ];
    let mut found = found(&site);
    let mut expected = expected.map(str::to_owned).to_vec();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
    // What every page of a template has is told of the template, once.
    for name in ["b", "c"] {
        site.write(
            &format!("content/nieuws/{name}.md"),
            format!("{HEAD}De raad koos voor {name}.\n").as_bytes(),
        );
    }
    let found = super::found(&site);
    assert_eq!(
        found
            .iter()
            .filter(|one| one.starts_with("templates/article.html"))
            .count(),
        5,
        "{found:?}"
    );
    assert!(!found.iter().any(|one| one.starts_with("content/")), "{found:?}");
}

#[test]
fn the_pages_of_the_default_theme_have_nothing_of_it() {
    let site = site("");
    site.write(
        "content/nieuws/a.md",
        format!("{HEAD}De raad koos.\n\n- een\n- twee\n\n| a | b |\n| --- | --- |\n| c | d |\n").as_bytes(),
    );
    site.write(
        "content/over.md",
        b"---\ntitle: Over ons\nsummary: Wie wij zijn.\n---\nWij zijn de raad.\n",
    );
    assert_eq!(found(&site), Vec::<String>::new());
}
