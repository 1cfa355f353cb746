//! What a text says that it should not, how hard it is to read, and in which language it is.

use super::{HEAD, article, check, finds, found, site};

const HARD: &str = "De gemeenteraad heeft tijdens de eerstvolgende beraadslagende vergadering besluitvormende maatregelen vastgesteld ten behoeve van de \
    herontwikkeling van recreatieve groenvoorzieningen in de gemeentelijke buitengebieden. ";

const ENGLISH: &str = "On Thursday the council chose a plan for the park at the edge of the town. There will be a path along the water, and more trees. The \
    alderman said that the work starts in spring and that people who live there can have a say in where the benches will be.\n";

#[test]
fn the_number_of_a_citizen_is_found_and_never_shown() {
    finds("Het BSN van de aanvrager is 123456782.\n", &["6:29 citizen-number"]);
    finds("Het **BSN**: 1234.56.782\n", &["6:14 citizen-number"]);
    finds(
        "| naam | nummer |\n| --- | --- |\n| A. de Vries | 111222333 |\n",
        &["8:17 citizen-number"],
    );
    finds("<p>Van A. de Vries (123456782)</p>\n", &["6:21 citizen-number"]);
    for text in [
        "Schrijf `123456782`, of:\n\n    123456782\n\n```\nBSN 123456782\n```\n",
        "Zie [de zaak](https://data.example/123456782) van de gemeente.\n",
        "Bel 0123456782, of KvK 123456782, of zaaknummer 123456782.\n",
        "Het kost € 123.456.782.\n",
    ] {
        finds(text, &[]);
    }
    let site = article("Zijn BSN is 123456782. [Klik hier](https://data.example/)\n");
    for arguments in [&["--json"][..], &[]] {
        let output = check(&site, arguments);
        let shown = String::from_utf8_lossy(&output.stdout);
        assert!(
            shown.contains("check/citizen-number") && shown.contains("check/link-text"),
            "{shown}"
        );
        assert!(!shown.contains("123456782"), "{shown}");
    }
    let in_head = site_with_head(
        "---\ntitle: Besluit over BSN 123456782\ndate: 2026-03-05\nsummary: De raad koos.\n---\nDe raad koos.\n",
    );
    assert_eq!(in_head, ["content/nieuws/a.md:2:25 check/citizen-number"]);
}

fn site_with_head(text: &str) -> Vec<String> {
    let site = site("");
    site.write("content/nieuws/a.md", text.as_bytes());
    found(&site)
}

#[test]
fn the_account_of_a_person_is_found_and_that_of_the_organisation_can_be_named() {
    let text = "Maak het over op NL91 ABNA 0417 1643 00.\n";
    finds(text, &["6:18 bank-account"]);
    let site = article(text);
    assert!(!String::from_utf8_lossy(&check(&site, &[]).stdout).contains("0417"));
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[check]\naccounts = [\"nl91 ABNA 0417 1643 00\"]\n",
    );
    assert_eq!(found(&site), Vec::<String>::new());
}

#[test]
fn a_hard_text_is_told_of_with_its_formula_and_a_site_says_what_is_hard() {
    finds(&format!("{}\n", HARD.repeat(12)), &["2:8 readability"]);
    finds(&format!("{HARD}\n"), &[]);
    finds(
        &"De raad koos een plan. Het gaat over het park. Er komt een pad. ".repeat(20),
        &[],
    );
    let site = article(&format!("{}\n", HARD.repeat(12)));
    let shown = String::from_utf8_lossy(&check(&site, &[]).stdout).into_owned();
    assert!(shown.contains("of 100 by Flesch-Douma"), "{shown}");
    site.write(
        "content/nieuws/a.md",
        format!("{HEAD}{}\n", "De gemeenteraad koos een plan voor het park. ".repeat(40)).as_bytes(),
    );
    site.write(
        "site.toml",
        b"title = \"Proef\"\nbase_url = \"https://proef.example/\"\n[check]\nreadability = 100\n",
    );
    assert_eq!(found(&site), ["content/nieuws/a.md:2:8 check/readability"]);
}

#[test]
fn a_text_in_another_language_than_its_page_says_is_told_of() {
    finds(ENGLISH, &["2:8 other-language"]);
    let site = site("-- site.toml --\ntitle = \"Proef\"\nbase_url = \"https://proef.example/\"\n[languages.en]\n");
    site.write("content/nieuws/a.md", format!("{HEAD}{ENGLISH}").as_bytes());
    let shown = String::from_utf8_lossy(&check(&site, &[]).stdout).into_owned();
    assert!(shown.contains("language: en"), "{shown}");
    site.remove("content/nieuws/a.md");
    site.write("content/nieuws/a.en.md", format!("{HEAD}{ENGLISH}").as_bytes());
    assert_eq!(found(&site), Vec::<String>::new());
}
