//! What is told of a text, and with which hint.

use super::tests::read_text;

/// Checks what is told of a text: `place code: message; hint`, a line each.
#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = read_text(text).found;
    let told: Vec<String> = found
        .iter()
        .map(|found| {
            let at = found.span.map_or(0, |span| span.start);
            let hint = found.hint.as_deref().unwrap_or_default();
            format!("{at} {}: {}; {hint}", found.code.name(), found.message)
        })
        .collect();
    assert_eq!(told, expected, "{text}");
}

#[test]
fn an_address_with_a_space_is_told_of() {
    check(
        "![a](mijn foto.jpg \"Titel\")",
        &[
            "5 markdown/space-in-address: mijn foto.jpg has a space in it, so this is no link or picture but text; \
            put  <  and  >  around the address:  (<mijn foto.jpg>)",
        ],
    );
    check(
        "- [b](mijn stuk.pdf)",
        &[
            "6 markdown/space-in-address: mijn stuk.pdf has a space in it, so this is no link or picture but text; \
            put  <  and  >  around the address:  (<mijn stuk.pdf>)",
        ],
    );
    check(
        "[b](https://a.nl/ b)",
        &[
            "4 markdown/space-in-address: https://a.nl/ b has a space in it, so this is no link or picture but text; \
            take the space out: such an address has none",
        ],
    );
    for fine in [
        "[b](<mijn stuk.pdf>) [c](d.pdf \"Een titel\")",
        "`[b](mijn stuk.pdf)`",
        "    [b](mijn stuk.pdf)",
        "Zie [1](en ook de rest) van het stuk.",
    ] {
        check(fine, &[]);
    }
}

#[test]
fn a_call_with_one_brace_is_told_of() {
    check(
        "Zie {< youtube id=\"abc\" >}.",
        &[
            "4 shortcode/one-brace: this call of youtube has one brace, so it is no call but text; \
            write two:  {{< youtube id=\"abc\" >}}",
        ],
    );
    check(
        "{% note %}",
        &[
            "0 shortcode/one-brace: this call of note has one brace, so it is no call but text; write two:  {{% note %}}",
        ],
    );
    for fine in [
        "`{< youtube id=\"abc\" >}`",
        "{% raw %} en {< 3 >}",
        "{{< youtube id=\"abc\" >}}",
    ] {
        check(fine, &[]);
    }
}

#[test]
fn a_kind_of_note_that_there_is_not_is_told_of() {
    check(
        "> [!TIPP]\n> Tekst.",
        &["2 markdown/unknown-note: there is no kind of note TIPP, so this is a quotation; did you mean  [!TIP]  ?"],
    );
    check(
        "> [!DEFINITIE]\n> Tekst.",
        &[
            "2 markdown/unknown-note: there is no kind of note DEFINITIE, so this is a quotation; \
            it is one of: NOTE, TIP, IMPORTANT, WARNING, CAUTION",
        ],
    );
    for fine in [
        "> [!tip]\n> Tekst.",
        "Zie [!TIPP]",
        "> zie [!TIPP]",
        "```\n> [!TIPP]\n```",
    ] {
        check(fine, &[]);
    }
}

#[test]
fn a_note_that_nothing_refers_to_is_told_of() {
    check(
        "Een.[^1]\n\n[^1]: Noot.\n[^9]: Tekst.",
        &["22 markdown/unused-note: the text does not refer to note 9; \
            write  [^9]  where it belongs in the text, or take the note out"],
    );
}

#[test]
fn an_address_in_html_that_could_run_code_is_told_of() {
    let hint = "write an address that starts with https://, or a file of the site";
    for address in ["javascript:alert(1)", "java&#115;cript:x", "data:text/html,x"] {
        let told = format!("0 markdown/html-removed: the address {address} of <a> was taken out; {hint}");
        check(&format!("<a href=\"{address}\">a</a>"), &[&told]);
    }
    check("<a href=\"https://a.nl\">a</a> <a href='b.md'>b</a>", &[]);
}

#[test]
fn a_call_that_would_run_code_or_shows_nothing_is_told_of() {
    let hint = "write an address that starts with https://, or the name of a file of the site";
    let told = |of: &str| format!("0 shortcode/argument: {of} is an address that could run code; {hint}");
    check(
        "{{< button href=\"javascript:alert(1)\" text=x >}}",
        &[&told("href of button")],
    );
    check(
        "{{< figure src=\"javascript:alert(1)\" alt=x >}}",
        &[&told("src of figure")],
    );
    check(
        "{{< button href=\"/nieuws/\" >}}",
        &["0 shortcode/unclosed: button is opened here and never closed; \
            close it after its text:  {{< /button >}}  , or give it  text=\"…\""],
    );
    check("{{< button href=\"/nieuws/\" text=\"Lees\" >}}", &[]);
    let empty = "write its text there, or take the call out";
    check(
        "{{< note >}} {{< /note >}}",
        &[&format!(
            "0 shortcode/empty: note has nothing between its ends; {empty}"
        )],
    );
    check(
        "{{< button href=\"/\" >}}{{< /button >}}",
        &[&format!(
            "0 shortcode/empty: button has nothing between its ends; {empty}"
        )],
    );
}

#[test]
fn a_picture_of_another_site_is_told_of() {
    let told = |at: &str| {
        format!(
            "{at} link/remote-picture: the picture https://a.nl/b.jpg comes from another site, which then knows who reads this page; \
             put the picture beside the article, and write its name:  foto.jpg"
        )
    };
    check("![x](https://a.nl/b.jpg)", &[&told("0")]);
    check("{{< figure src=\"https://a.nl/b.jpg\" alt=\"x\" >}}", &[&told("0")]);
    check("<img src=\"https://a.nl/b.jpg\" alt=\"x\">", &[&told("0")]);
    check("![x](https://proef.example/b.jpg) [x](https://a.nl/b.jpg)", &[]);
}

#[test]
fn a_figure_without_text_for_the_blind_is_told_how_a_figure_has_it() {
    check(
        "{{< figure src=\"b.jpg\" >}}",
        &[
            "0 markdown/no-alt: the picture b.jpg has no text for who cannot see it; \
            say what is to be seen:  alt=\"De raad stemt\"  , or  alt=\"\"  if it only decorates",
        ],
    );
}
