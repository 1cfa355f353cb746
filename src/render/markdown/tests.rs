//! What HTML is as Markdown; and read again, it says the same.

use super::markdown;

#[track_caller]
fn check(html: &str, expected: &str) {
    assert_eq!(markdown(html), expected, "{html}");
}

#[test]
fn lines_have_their_marks_and_spaces_outside_of_them() {
    check(
        "<p>Een <strong>vet </strong>en <em>schuin</em> woord.</p>",
        "Een **vet** en *schuin* woord.",
    );
    check("<p><b>a <b>b</b></b><br>c</p>", "**a b**\\\nc");
    check(
        "<p>H<sub>2</sub>O en m<sup>2</sup>, <del>weg</del></p>",
        "H<sub>2</sub>O en m<sup>2</sup>, ~~weg~~",
    );
    check(
        "<p>Zie <a href=\"https://a.nl/x\" title='Een \"x\"'>dit\n stuk</a>.</p>",
        "Zie [dit stuk](https://a.nl/x \"Een \\\"x\\\"\").",
    );
    check(
        "<p><a href=\"https://a.nl/x (1)\">a</a> <a>b</a></p>",
        "[a](<https://a.nl/x (1)>) b",
    );
    check("<p><img src=\"/a.png\" alt=\"Een [x]\"></p>", "![Een \\[x\\]](/a.png)");
    check("<p><code>a*b</code> <code>`</code></p>", "`a*b` `` ` ``");
}

#[test]
fn what_would_mean_something_is_plain() {
    check(
        "<p>*a* _b_ c_d `e` [f] &lt;b> &amp;amp; 2 * 3 ~~g~~ \\</p>",
        "\\*a\\* \\_b\\_ c_d \\`e\\` \\[f\\] \\<b> \\&amp; 2 \\* 3 \\~\\~g\\~\\~ \\\\",
    );
    for (text, expected) in [
        ("# a", "\\# a"),
        ("#a", "#a"),
        ("- a", "\\- a"),
        ("-", "\\-"),
        ("---", "\\---"),
        ("12. a", "12\\. a"),
        ("12.5", "12.5"),
        ("+ a", "\\+ a"),
        ("===", "\\==="),
        ("| a", "\\| a"),
    ] {
        check(&format!("<p>{text}</p>"), expected);
    }
    check("<p>&gt; a</p>", "\\> a");
    check("<p>a<br># b</p>", "a\\\n\\# b");
}

#[test]
fn blocks_stand_apart() {
    check(
        "<h2 id=x>Kop *1*</h2>\n<p>Tekst.</p><hr><blockquote><p>a</p><p>b</p></blockquote>",
        "## Kop \\*1\\*\n\nTekst.\n\n---\n\n> a\n>\n> b",
    );
    check(
        "<div class=\"code\"><pre><code class=\"language-rust\"><span>fn</span> a() {\n\n  ``` }\n</code></pre></div>",
        "````rust\nfn a() {\n\n  ``` }\n````",
    );
    check(
        "<ul><li>a</li><li>b<ol><li>c</li></ol></li></ul><ul><li>d</li></ul>",
        "- a\n- b\n  1. c\n\n* d",
    );
    check(
        "<ol start=9><li><p>a</p><p>b</p></li><li><p>c</p></li></ol>",
        "9. a\n\n   b\n\n10. c",
    );
    check("<ul><li><input type=checkbox checked disabled> a</li></ul>", "- [x] a");
    check(
        "<details><summary>Meer</summary><p>a</p></details><dl><dt>b</dt><dd>c</dd></dl>",
        "**Meer**\n\na\n\n**b**\n\nc",
    );
}

#[test]
fn tables_have_a_row_for_what_their_columns_are() {
    check(
        "<table><thead><tr><th>a</th><th>b|c</th></tr></thead><tbody><tr><td>1</td><td><p>2</p><p>3</p></td></tr><tr><td>4</table>",
        "| a | b\\|c |\n| --- | --- |\n| 1 | 2 3 |\n| 4 |  |",
    );
    check(
        "<table><caption>Tabel</caption><tr><td>a</td></tr></table>",
        "Tabel\n\n|  |\n| --- |\n| a |",
    );
}

#[test]
fn notes_are_notes_again() {
    let html = "<p>a<sup class=\"footnote-ref\"><a href=\"#fn-1\" id=\"fnref-1\">1</a></sup></p>\n<section class=\"footnotes\">\n<ol>\n<li id=\"fn-1\"><p>De <em>noot</em>. <a class=\"footnote-backref\" href=\"#fnref-1\">↩</a></p>\n</li>\n</ol>\n</section>\n<p>b</p>";
    check(html, "a[^1]\n\n[^1]: De *noot*.\n\nb");
}

#[test]
fn what_is_not_closed_or_never_opened_does_no_harm() {
    check("<p>a <strong>b<p>c</p></em></div>", "a **b c**");
    check("<li>a<li>b", "- a\n- b");
    check("<td>a</td><tr></a>", "a");
    check("<script>x()</script><p>a<!-- b --></p>", "a");
    check("", "");
    let deep = "<blockquote><ul><li>".repeat(200);
    assert!(markdown(&deep).len() < 1_000_000);
}

/// Returns the plain text of a Markdown text, by the parser that knows nothing of this.
fn text_of(markdown: &str) -> String {
    use pulldown_cmark::{Event, Options, Parser, TagEnd};
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    let mut text = String::new();
    for event in Parser::new_ext(markdown, options) {
        match event {
            Event::Text(piece) | Event::Code(piece) => text.push_str(&piece),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell) => text.push(' '),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

proptest::proptest! {
    /// Any text comes back from a paragraph, an item and a cell as it was.
    #[test]
    fn a_text_is_read_again_as_it_was(text in "[-a-z0-9 *_`#>+.~<&\\[\\]()!|:=\\\\]{1,40}") {
        let words = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let html: String = words.replace('&', "&amp;").replace('<', "&lt;");
        for (before, after) in [("<p>", "</p>"), ("<ul><li>", "</li></ul>"), ("<h2>", "</h2>")] {
            let written = markdown(&format!("{before}{html}{after}"));
            proptest::prop_assert_eq!(&text_of(&written), &words, "{}", written);
        }
    }
}
