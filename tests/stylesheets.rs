//! Stylesheets of a theme: what of them is published, and what is wrong with them.

mod common;

use common::{Site, site};
use courant::build::Outcome;

const SHEETS: &str = "
    -- assets/css/eigen.css --
    /* Kleuren */
    @import \"delen/kop.css\" layer(kop) print;
    a { color : red; user-select: none }
    -- assets/css/delen/kop.css --
    h1 { background: url(../../beeld/a.svg) }
    -- assets/beeld/a.svg --
    <svg/>
    -- content/a.md --
    ---
    title: A
    ---
";

/// Returns the name and the text of the stylesheet `css/eigen`.
fn own(site: &Site) -> (String, String) {
    let tree = site.tree();
    let found = tree.iter().find(|(path, _)| path.starts_with("assets/css/eigen."));
    let (path, bytes) = found.expect("the stylesheet");
    (path.clone(), String::from_utf8(bytes.clone()).expect("a text"))
}

#[test]
fn a_stylesheet_is_published_as_one_small_file() {
    let site = site(SHEETS);
    site.build().is_clean();
    let (_, text) = own(&site);
    let start = "@media print{@layer kop{h1{background:url(\"../beeld/a.";
    assert!(text.starts_with(start), "{text}");
    assert!(
        text.ends_with(".svg\")}}}a{color:red;-webkit-user-select:none;user-select:none}"),
        "{text}"
    );
}

#[test]
fn its_name_follows_what_is_published() {
    let site = site(SHEETS);
    site.build().is_clean();
    let (name, text) = own(&site);
    // A comment is no part of it.
    site.write(
        "assets/css/delen/kop.css",
        b"/* kop */ h1{ background: url(../../beeld/a.svg) }",
    );
    site.build().is_clean();
    assert_eq!(own(&site), (name.clone(), text));
    for (path, changed) in [
        ("assets/css/delen/kop.css", "h2{ background: url(../../beeld/a.svg) }"),
        ("assets/beeld/a.svg", "<svg></svg>"),
    ] {
        let before = own(&site).0;
        site.write(path, changed.as_bytes());
        site.build().is_clean();
        assert_ne!(own(&site).0, before, "{path}");
        site.clean_build();
        assert_eq!(site.clean_tree(), site.tree());
    }
}

#[test]
fn a_site_can_have_them_as_they_were_written() {
    let site = site(&format!(
        "
    -- site.toml --
    title = \"Proef\"
    base_url = \"https://proef.example/\"
    minify = false
    {SHEETS}"
    ));
    site.build().is_clean();
    let (_, text) = own(&site);
    assert!(text.starts_with("/* Kleuren */\n@import \"../css/delen/kop."), "{text}");
    assert!(text.ends_with("a { color : red; user-select: none }\n"), "{text}");
}

#[test]
fn what_cannot_be_read_is_an_error_at_its_place() {
    let site = site(
        "
        -- assets/css/a.css --
        a { color: red }
        b { color: blue
        -- assets/css/b.css --
        é { colour red }
        a { color: red
          margin: 0 }
        -- content/a.md --
        ---
        title: A
        ---
    ",
    );
    let built = site.build();
    built.ends(Outcome::Failed).finds(&[
        "assets/css/a.css:2:3 theme/stylesheet-syntax",
        "assets/css/b.css:1:5 theme/stylesheet-syntax",
        "assets/css/b.css:3:3 theme/stylesheet-syntax",
    ]);
    assert_eq!(built.report.found.iter().filter(|found| found.is_error()).count(), 1);
    assert!(site.tree().is_empty());
}
