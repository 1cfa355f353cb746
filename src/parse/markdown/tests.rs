//! Markdown in, HTML with visible holes out.

use proptest::prelude::*;

use super::*;
use crate::diagnostic::Code;
use crate::parse::Filling;

pub(super) fn read_text(text: &str) -> Checked<Body> {
    let shortcodes = [
        ("note", "{# arguments: type, title, body (required) #}"),
        ("youtube", "{# arguments: id (required), title #}"),
        (
            "button",
            "{# arguments: href (required), text, body (required without text) #}",
        ),
        ("figure", "{# arguments: src (required), alt #}"),
    ];
    let shortcodes = shortcodes
        .iter()
        .map(|(name, template)| ((*name).into(), ShortcodeSignature::of_template(template).value))
        .collect();
    let context = MarkdownContext {
        language: &Tag::dutch(),
        wants_excerpt: true,
        settings: &config::Markdown {
            unknown_shortcodes: config::UnknownShortcodes::Error,
            dead_links: config::DeadLinks::Error,
            raw_html: config::RawHtml::Sanitise,
            smart_punctuation: true,
            toc_levels: (2, 3),
            highlight: true,
            heading_as_title: false,
        },
        base_urls: ["https://proef.example/"; 2],
        shortcodes: &shortcodes,
        sanitiser: &Sanitiser::default(),
    };
    read(text, 0, &context)
}

fn content(body: Body) -> Content {
    body.content.unwrap()
}

/// Shows the text of a body with its holes in square brackets.
fn shown_of(body: &Body) -> String {
    shown(body.content.as_ref().unwrap())
}

fn shown(body: &Content) -> String {
    let mut out = String::new();
    let mut from = 0;
    for hole in &body.holes {
        out.push_str(&body.html[from..hole.at as usize]);
        from = hole.at as usize;
        match &hole.what {
            Filling::LinkStart { target, .. } => out.push_str(&format!("[a {target}]")),
            Filling::LinkEnd => out.push_str("[/a]"),
            Filling::Address { target, .. } => out.push_str(&format!("[at {target}]")),
            Filling::Code(block) => out.push_str(&format!("[code {}]", block.language)),
            Filling::Dimensions { src } => out.push_str(&format!("[size {src}]")),
            Filling::Image(image) => out.push_str(&format!("[img {} {}]", image.src, image.alt)),
            Filling::Shortcode(call) => {
                let body = call.body.as_ref().map(shown).unwrap_or_default();
                out.push_str(&format!("[{} {body}]", call.name));
            }
        }
    }
    out.push_str(&body.html[from..]);
    out
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let read = read_text(text);
    assert_eq!(shown_of(&read.value).trim_end(), expected, "{text}\n{:?}", read.found);
}

#[track_caller]
fn finds(text: &str, expected: &[(Code, &str)]) {
    let found = read_text(text).found;
    let found: Vec<_> = found
        .iter()
        .map(|one| (one.code, &text[one.span.unwrap_or_default().range()]))
        .collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn plain_markdown_is_html() {
    check("Een *alinea*.", "<p>Een <em>alinea</em>.</p>");
    check("# Kop\n\n## Kop", "<h2 id=\"kop\">Kop</h2>\n<h3 id=\"kop-1\">Kop</h3>");
    check("## A {#eigen .breed}", "<h2 id=\"eigen\" class=\"breed\">A</h2>");
    check("~~weg~~", "<p><del>weg</del></p>");
    check(
        "> [!TIP]\n> Doe dit.",
        "<div class=\"note note-tip\" role=\"note\">\n<p class=\"note-title\">Tip</p>\n<p>Doe dit.</p>\n</div>",
    );
    check("'s Avonds zei hij \"ja\".", "<p>’s Avonds zei hij “ja”.</p>");
    check("`\"a\"`", "<p><code>&quot;a&quot;</code></p>");
}

#[test]
fn quotation_marks_are_those_of_the_language_whatever_was_typed() {
    for (language, text, expected) in [
        ("de", "Er sagt „nein\".", "Er sagt „nein“."),
        ("de", "„Kapitel 5\" und \"ja\"", "„Kapitel 5“ und „ja“"),
        ("de", "Hans' Haus heißt 'so'", "Hans’ Haus heißt ‚so‘"),
        ("pl", "To „cytat\" i \"drugi\"", "To „cytat” i „drugi”"),
        ("nl", "Ze zei „nee\" en \"ja\".", "Ze zei „nee” en “ja”."),
        ("nl", "Een 5\" buis en een \"woord\"", "Een 5″ buis en een “woord”"),
        ("nl", "Hij is \"pas 5\" zei ze", "Hij is “pas 5” zei ze"),
        ("nl", "rock 'n' roll (\"a.\")", "rock ’n’ roll (“a.”)"),
        ("fr", "Il dit \"oui\" ici", "Il dit «\u{202f}oui\u{202f}» ici"),
    ] {
        let language = crate::language::Tag::parse(language).unwrap();
        assert_eq!(inline(text, &language), expected, "{text}");
    }
}

#[test]
fn the_excerpt_and_the_text_of_a_picture_have_the_marks_of_the_text() {
    let text = "rock 'n' roll en \"x\"";
    let read = read_text(text).value;
    assert_eq!(read.excerpt.as_deref(), Some("rock ’n’ roll en “x”"));
    check(&format!("![{text}](a.svg)"), "<p>[img a.svg rock ’n’ roll en “x”]</p>");
}

#[test]
fn braces_are_characters() {
    for text in ["{{ x }}", "{% if x %}", "{{{ x", "{{ <", "}} %}"] {
        check(text, &format!("<p>{}</p>", escape::escaped(text)));
        assert!(read_text(text).found.is_empty(), "{text}");
    }
}

#[test]
fn links_and_pictures_are_holes() {
    check("[t](../a%20b.md#x)", "<p>[a ../a b.md#x]t[/a]</p>");
    check(
        "[t](https://a.nl/?a&b)",
        "<p><a href=\"https://a.nl/?a&amp;b\">t</a></p>",
    );
    check(
        "![Raad](r.jpg \"Bijschrift\")",
        "<figure>[img r.jpg Raad]<figcaption>Bijschrift</figcaption></figure>",
    );
    // Several together are a row, a picture among text is not.
    check(
        "![A](a.jpg \"Bij A\") ![B](b.jpg)\n![C](c.jpg)",
        "<div class=\"pictures\">\n<figure>[img a.jpg A]<figcaption>Bij A</figcaption></figure>\n<p>[img b.jpg B]</p>\n<p>[img c.jpg C]</p>\n</div>",
    );
    check("![A](a.jpg) en ![B](b.jpg)", "<p>[img a.jpg A] en [img b.jpg B]</p>");
    check("[t]({{< ref \"a.md\" >}}#x)", "<p>[a a.md#x]t[/a]</p>");
    check(
        "<a href=\"{{< ref \"a.md\" >}}\">t</a>",
        "<p><a href=\"[at a.md]\">t</a></p>",
    );
    check("[t]()", "<p>t</p>");
    check("[t](a.md \"{{< youtube x >}}\")", "<p>[a a.md]t[/a]</p>");
}

#[test]
fn calls_are_holes() {
    check("{{< youtube id=\"x\" >}}", "[youtube ]");
    check("Een {{< youtube id=\"x\" >}} hier.", "<p>Een [youtube ] hier.</p>");
    check(
        "{{% note %}}\n## Kop\n{{% /note %}}",
        "[note <h2 id=\"kop\">Kop</h2>\n]",
    );
    check("{{< note >}}<b>{{< /note >}}", "[note &lt;b&gt;]");
    check(
        "{{% note %}}a {{% note %}}b{{% /note %}}{{% /note %}}",
        "[note <p>a [note b]</p>\n]",
    );
    check("{{</* youtube x */>}}", "<p>{{&lt; youtube x &gt;}}</p>");
    check("`{{< youtube x >}}`", "<p><code>{{&lt; youtube x &gt;}}</code></p>");
    check("`{{</* youtube x */>}}`", "<p><code>{{&lt; youtube x &gt;}}</code></p>");
    check(
        "\u{fdd2}0\u{fdd3} {{< youtube id=x >}}",
        "<p>\u{fffd}0\u{fffd} [youtube ]</p>",
    );
}

#[test]
fn what_is_wrong_with_a_call_is_said_at_its_place() {
    finds(
        "Eén {{< yuotube id=x >}}",
        &[(Code::UnknownShortcode, "{{< yuotube id=x >}}")],
    );
    finds("Eén {{< youtube >}}", &[(Code::ShortcodeArgument, "{{< youtube >}}")]);
    finds(
        "a {{< youtube id= >}}",
        &[(Code::ShortcodeArgument, "{{< youtube id= >}}")],
    );
    finds(
        "a {{< youtube id=x start=3 >}}",
        &[(Code::UnknownArgument, "{{< youtube id=x start=3 >}}")],
    );
    finds("a {{< note >}} b", &[(Code::UnclosedShortcode, "{{< note >}}")]);
    finds("a {{< /note >}} b", &[(Code::UnclosedShortcode, "{{< /note >}}")]);
    let many = format!("```\n{}```\n\n{{{{< yuotube id=x >}}}}", "{{<\n".repeat(30));
    finds(&many, &[(Code::UnknownShortcode, "{{< yuotube id=x >}}")]);
    finds("a {{< youtube\n\nb", &[(Code::UnclosedShortcode, "{{<")]);
    finds(
        "{{< youtube id=x >}}\n\n{{% note %}}\nEén [a](#er-niet)\n{{% /note %}}",
        &[(Code::DeadAnchor, "[a](#er-niet)")],
    );
}

#[test]
fn nothing_that_runs_code_is_published() {
    for text in [
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](&#106;avascript:alert(1))",
        "[x](java&#9;script:alert(1))",
        "[x](javascript%3Aalert(1))",
        "[x]({{< ref \"javascript:alert(1)\" >}})",
        "{{< ref \"https://a.nl\" >}} [x]({{< ref \"java\" >}}script:alert(1))",
        "![x](javascript%3Aalert(1))",
        "![x](data:text/html,x)",
        "<javascript:alert(1)>",
        "[x]\n\n[x]: javascript:alert(1)",
        "<a href=\"javascript%3Aalert(1)\">x</a>",
        "<a href=\"jav&#x09;ascript:alert(1)\">x</a>",
        "<a href=\"{{< ref \"javascript:alert(1)\" >}}\">x</a>",
        "<img src=x onerror=alert(1)>",
        "<svg onload=alert(1)>",
        "<iframe src=\"https://a.nl\"></iframe>",
        "<script>alert(1)</script>",
        "<p style=\"x\" onclick=\"alert(1)\">x</p>",
        "<div title=\"{{< youtube id=\"onmouseover=alert(1)\" >}}\">x</div>",
    ] {
        let shown = shown_of(&read_text(text).value).to_lowercase();
        let ok = [
            "href=\"java",
            "[a java",
            "[at java",
            "[img java",
            "[img data",
            "<script",
            "<svg",
            "<iframe",
            " on",
        ];
        assert!(!ok.iter().any(|bad| shown.contains(bad)), "{text}\n{shown}");
        assert!(!shown.contains("=\"[youtube"), "{text}\n{shown}");
    }
}

#[test]
fn a_link_whose_end_is_taken_out_still_ends() {
    let shown = shown_of(&read_text("[a<script>](b.md) c").value);
    assert_eq!(
        shown.matches("[a b.md]").count(),
        shown.matches("[/a]").count(),
        "{shown}"
    );
}

#[test]
fn notes_have_ways_back() {
    let html = shown_of(&read_text("A[^x] B[^x]\n\n[^x]: Noot\n").value);
    assert_eq!(html.matches("footnote-backref").count(), 2, "{html}");
    assert!(
        html.contains("href=\"#fn-1\" id=\"fnref-1\" aria-label=\"Voetnoot 1\""),
        "{html}"
    );
    let html = shown_of(&read_text("A[^x]\n\n[^x]: Noot\n\n    {{< youtube id=x >}}\n").value);
    assert!(html.contains("<p>Noot</p>\n[youtube ]"), "{html}");
}

#[test]
fn a_picture_typed_as_html_is_a_picture_like_any_other() {
    let read =
        read_text("<p><img src=\"foto.jpg\"></p>\n\n<img src=\"b.png\" alt=\"B\" width=\"10\" loading=\"eager\">\n");
    let html = shown_of(&read.value);
    assert!(
        html.contains("<img src=\"[at foto.jpg]\" alt=\"\"[size foto.jpg] loading=\"lazy\" decoding=\"async\">"),
        "{html}"
    );
    assert!(
        html.contains("<img src=\"[at b.png]\" alt=\"B\" width=\"10\" loading=\"eager\" decoding=\"async\">"),
        "{html}"
    );
    let codes: Vec<_> = read.found.iter().map(|found| found.code).collect();
    assert_eq!(codes, [crate::diagnostic::Code::NoAlt]);
    assert_eq!(read.found[0].span.map(|span| span.start), Some(0));
}

#[test]
fn attributes_that_are_taken_out_are_told_of_where_they_stand() {
    let read = read_text(
        "Tekst.\n\n<div\n  class=\"a\" onclick=\"x('>')\"\n  STYLE=color:red>\n<b title=\"style=x\">a</b></div>\n<!-- <i style=x> -->\n",
    );
    let told: Vec<&str> = read.found.iter().map(|found| &*found.message).collect();
    assert_eq!(told, ["onclick of <div> was taken out", "style of <div> was taken out"]);
    assert_eq!(read.found[0].span.map(|span| span.start), Some(8));
    assert!(!content(read.value).html.contains("onclick"));
}

#[test]
fn a_heading_takes_no_id_that_html_gives_further_down() {
    let html = shown_of(&read_text("## Kop\n\n<p id=\"kop\">a</p>\n").value);
    assert!(html.contains("<h2 id=\"kop-1\">"), "{html}");
}

#[test]
fn text_between_the_ends_of_a_call_in_a_list_is_no_code() {
    let text = "- Een\n\n      {{% note %}}\n      Twee\n\n      Drie {{< nergens >}}\n      {{% /note %}}\n";
    let text = text.replace("      ", "  ");
    let read = read_text(&text);
    let html = shown_of(&read.value);
    assert!(html.contains("<p>Twee</p>") && !html.contains("<pre>"), "{html}");
    let at = read
        .found
        .iter()
        .find_map(|found| found.span)
        .map(|span| span.start as usize);
    assert_eq!(at, text.find("{{< nergens"));
    let html = shown_of(&read_text("1.  {{% note %}}\n    Twee\n    {{% /note %}}\n").value);
    assert!(html.contains("<p>Twee</p>") && !html.contains("<pre>"), "{html}");
}

#[test]
fn words_are_what_a_reader_reads() {
    let count = |text: &str| read_text(text).value.words.words;
    assert_eq!(count("Eén *twee* [drie](https://a.nl) `geen` foto's"), 4);
    assert_eq!(count("Eén\n\n```\nniet dit\n```\n\n<https://a.nl/b>"), 1);
    assert_eq!(count("| a | b |\n|---|---|\n| c | d |"), 4);
    assert_eq!(count("{{% note %}}een twee{{% /note %}} drie"), 3);
}

#[test]
fn the_excerpt_ends_at_more() {
    let excerpt = |text: &str| read_text(text).value.excerpt.unwrap_or_default().to_string();
    assert_eq!(excerpt("Een *a*.\n\nTwee."), "Een a.");
    assert_eq!(excerpt("Een.\n\nTwee.\n\n<!-- more -->\n\nDrie."), "Een. Twee.");
    assert_eq!(excerpt("![x](y.jpg)\n\nTwee."), "Twee.");
}

#[test]
fn much_of_one_thing_takes_no_long_time() {
    for (piece, times) in [
        ("> ", 1000),
        ("[", 20_000),
        ("{{< youtube id=x >}} ", 20_000),
        ("{{< note >}}", 5_000),
        ("{{<", 50_000),
        ("{<", 50_000),
        ("[!", 50_000),
        ("> [!", 1000),
        ("](a ", 50_000),
        ("# Kop\n\n", 20_000),
        ("[a](#b)\n\n## Kop\n\n", 5_000),
        ("<a href=\"x.md\">a</a> ", 5_000),
    ] {
        let start = std::time::Instant::now();
        read_text(&piece.repeat(times));
        assert!(start.elapsed().as_secs() < 5, "{piece} took {:?}", start.elapsed());
    }
}

/// Whether there is a script; within the quotes of an attribute it is but text.
fn has_script(html: &str) -> bool {
    let (mut in_tag, mut in_quotes) = (false, false);
    for (at, c) in html.char_indices() {
        match c {
            '<' if !in_tag => {
                if html[at..].starts_with("<script") {
                    return true;
                }
                in_tag = true;
            }
            '"' if in_tag => in_quotes = !in_quotes,
            '>' if in_tag && !in_quotes => in_tag = false,
            _ => {}
        }
    }
    false
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_safe_html_with_holes_in_order(
        pieces in prop::collection::vec(prop_oneof![
            Just("{{< "), Just(" >}}"), Just("{{% note %}}"), Just("{{% /note %}}"), Just("youtube id=x"), Just("["),
            Just("](javascript:x)"), Just("](a.md)"), Just("<script>"), Just("</script>"), Just("<div title=\""),
            Just("\">"), Just("`"), Just("\n\n"), Just("> "), Just("[^1]"), Just("[^1]: "), Just("![x](y \"z\")"),
            Just("é"), Just("\u{fdd0}0\u{fdd1}"), Just("\u{fdd2}0\u{fdd3}"), Just("    "), Just("<!--"), Just("- "),
            Just("\""), Just("| a |\n|---|\n"), Just("```rust\n"), Just("<a href="),
        ], 0..24)
    ) {
        let body = content(read_text(&pieces.concat()).value);
        let mut last = 0;
        for hole in &body.holes {
            prop_assert!(hole.at >= last && body.html.is_char_boundary(hole.at as usize));
            last = hole.at;
        }
        let html = shown(&body);
        prop_assert!(!has_script(&body.html), "{}", body.html);
        prop_assert!(!html.contains("href=\"javascript"));
        prop_assert!(!html.contains("[a javascript"));
    }
}
