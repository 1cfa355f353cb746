//! Links in texts, as the pages have them.

mod common;

use common::site;

#[test]
fn addresses_stand_under_the_base_path_and_keep_what_follows_them() {
    let site = site(
        "
        -- site.toml --
        title = \"x\"
        base_url = \"https://a.nl/onder/\"
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        tags: [Één]
        ---
        [file](bijlage.pdf?v=2#page=3) [list](/nieuws/) [term](/tags/een/?volgorde=oud#x) [page](b.md?van=a#kop)
        [whole](/nieuws/b/#kop) [former](/oud/) [alone](#top)
        -- content/nieuws/b.md --
        ---
        title: B
        date: 2026-01-01
        aliases: [/oud/]
        ---
        ## Kop
        -- content/nieuws/bijlage.pdf --
        x
    ",
    );
    let built = site.build();
    built.is_clean();
    let page = built.page("nieuws/a/index.html");
    for expected in [
        "<a href=\"/onder/nieuws/bijlage.pdf?v=2#page=3\">file",
        "<a href=\"/onder/nieuws/\">list",
        "<a href=\"/onder/tags/een/?volgorde=oud#x\">term",
        "<a href=\"/onder/nieuws/b/?van=a#kop\">page",
        "<a href=\"/onder/nieuws/b/#kop\">whole",
        "<a href=\"/onder/nieuws/b/\">former",
    ] {
        assert!(page.contains(expected), "{expected}\n{page}");
    }
}

#[test]
fn a_link_to_a_term_without_articles_is_plain_text_with_a_warning() {
    let site = site(
        "
        -- content/tags/stil/_index.md --
        ---
        title: Stil
        ---
        -- content/nieuws/a.md --
        ---
        title: A
        date: 2026-01-01
        ---
        Zie [het onderwerp](/tags/stil/_index.md).
    ",
    );
    let built = site.build();
    built.finds(&[
        "content/nieuws/a.md:5:5 link/unpublished",
        "content/tags/stil/_index.md:2:8 site/unused-term",
    ]);
    built.page_contains("nieuws/a/index.html", "Zie het onderwerp.");
}
