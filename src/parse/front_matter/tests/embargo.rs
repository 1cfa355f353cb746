//! No slip publishes what was to wait.

use super::*;

/// Checks that these lines, behind title and date, are one lost embargo.
#[track_caller]
fn lost(lines: &str, words: &[&str]) {
    found(&format!("date: 2026-01-02\n{lines}"), Code::LostEmbargo, words);
}

#[test]
fn quotes_and_invisible_characters_around_a_key_lose_no_embargo() {
    for (line, words) in [
        (
            "“draft”: true",
            "the key “draft” has curly quotes around it\nwrite  draft: true",
        ),
        ("‘draft’: true", "write  draft: true"),
        ("«draft»: ja", "write  draft: ja"),
        ("„publish_at”: 2027-01-01", "write  publish_at: 2027-01-01"),
        ("“expires_at”: 2026-02-01", "write  expires_at: 2026-02-01"),
        ("\u{200b}draft: true", "nobody can see (U+200B)"),
        ("draft\u{200b}: true", "nobody can see (U+200B)"),
        ("dr\u{ad}aft: true", "nobody can see (U+00AD)"),
        ("\u{a0}draft: true", "no-break space (U+00A0)"),
        ("“draft: true”", "write  draft: true  ;"),
        ("Draft: true", "did you mean draft?"),
        ("“Draft”: true", "write  draft: true"),
        ("dr\u{430}ft: true", "did you mean draft?"), // a Cyrillic а
        ("embargo tot: 2027-01-01", "did you mean publish_at?"),
    ] {
        lost(line, &[words]);
    }
}

#[test]
fn quotes_around_other_keys_are_told_of() {
    check("“title”: X", &["2:1 no-title"]);
    found(
        "“tags”: [a]",
        Code::NearMiss,
        &[
            "the key “tags” has curly quotes around it, so it is not read",
            "write  tags: [a]",
        ],
    );
    found("image: {src: a.jpg, “alt”: x}", Code::NearMiss, &["in image", "alt: x"])
}

#[test]
fn a_slip_of_the_only_date_is_an_error() {
    for key in ["Date", "datum", "Publicatiedatum", "DATE", "pubdate", "“date”"] {
        found(
            &format!("{key}: 2027-01-02"),
            Code::LostEmbargo,
            &["write date in its place"],
        );
        found(&format!("draft: true\n{key}: 2027-01-02"), Code::NearMiss, &["date"]);
    }
    found("Datum:", Code::NearMiss, &["did you mean date?"]);
}

#[test]
fn another_date_that_is_later_than_the_date_was_to_be_waited_for() {
    for key in [
        "published_at",
        "published",
        "publicatiedatum",
        "pubDate",
        "Datum",
        "publihsed_at",
    ] {
        let expected = ["write  publish_at: 2027-02-01", key];
        lost(&format!("{key}: 2027-02-01"), &expected);
        lost(
            &format!("{key}: \"2027-02-01 09:00\""),
            &["write  publish_at: \"2027-02-01 09:00\""],
        );
        for lines in [
            format!("date: 2026-01-02\n{key}: 2025-02-01"),
            format!("date: 2026-01-02\n{key}: 2026-01-02"),
            format!("date: 2026-01-02\npublish_at: 2027-02-01\n{key}: 2027-02-01"),
        ] {
            found(&lines, Code::NearMiss, &[key]);
        }
    }
    found(
        "date: 2026-01-02\npublished_at: 2025-02-01",
        Code::NearMiss,
        &["date stands here already"],
    );
}

#[test]
fn what_is_hidden_elsewhere_is_a_draft_here() {
    for line in [
        "status: draft",
        "Status: Concept",
        "visibility: private",
        "hidden: true",
        "private: ja",
        "unpublished: true",
    ] {
        lost(line, &["keeps nothing from the public", "write  draft: true"]);
    }
    for line in [
        "status: afgerond",
        "visibility: public",
        "hidden: false",
        "state: Utrecht",
        "project:\n  status: concept",
        "status: draft\ndraft: true",
    ] {
        clean(line);
    }
}

#[test]
fn a_day_that_sounds_like_a_wait_is_told_of() {
    for key in ["release_date", "available_from"] {
        let expected = ["nothing waits for this day", "write  publish_at: 2027-02-01"];
        found(
            &format!("date: 2026-01-02\n{key}: 2027-02-01"),
            Code::NearMiss,
            &expected,
        );
        clean(&format!("date: 2026-01-02\n{key}: 2025-02-01"));
        clean(&format!("date: 2026-01-02\ndraft: true\n{key}: 2027-02-01"));
    }
    lost("go_live: 2027-02-01", &["did you mean publish_at?"]);
}

#[test]
fn another_name_for_an_end_is_no_beginning() {
    for key in ["unpublish_at", "unpublish_on", "expire_at", "expiry"] {
        found(
            &format!("date: 2026-01-02\n{key}: 2026-02-01"),
            Code::NearMiss,
            &["did you mean expires_at?"],
        );
    }
}

#[test]
fn a_guard_inside_another_key_is_an_error() {
    for (lines, words) in [
        (
            "image:\n  src: https://a.nl/b.jpg\n  alt: x\n  draft: true",
            "draft stands inside image, where it is not read\ntake the spaces before draft away",
        ),
        (
            "event:\n  start: 2026-11-12\n  publish_at: 2027-01-01",
            "publish_at stands inside event",
        ),
        ("image: {src: a.jpg, alt: x, draft: true}", "on a line of its own"),
        (
            "image:\n  src: a.jpg\n  alt: x\n  Draft: true",
            "Draft stands inside image",
        ),
        (
            "image:\n  src: a.jpg\n  alt: x\n  embargo: 2027-01-01",
            "embargo stands inside image",
        ),
        (
            "downloads:\n  - file: a.pdf\n    expires_at: 2027-01-01",
            "inside downloads",
        ),
        ("kleuren:\n  vlak: rood\n  draft: true", "inside kleuren"),
        ("kleuren:\n  - vlak: rood\n    publish_at: 2027-01-01", "inside kleuren"),
        (
            "summary: |\n  De raad besloot.\n  draft: true",
            "inside the text of summary",
        ),
        (
            "summary: >\n  De raad besloot.\n\n  publish_at: 2027-01-01",
            "inside the text of summary",
        ),
    ] {
        lost(lines, &[words]);
    }
    let toml = "+++\ntitle = 'x'\n[image]\nsrc = 'a.jpg'\nalt = 'x'\ndraft = true\n+++\n";
    check_file(toml, &["6:1 lost-embargo"]);
    clean("kleuren:\n  vlak: rood\n  draft: false\n  public: false");
}

#[test]
fn what_is_not_public_elsewhere_is_a_draft_here() {
    for line in [
        "published: false",
        "Published: nee",
        "is_public: no",
        "publiceren: false",
    ] {
        lost(line, &["write  draft: true"]);
    }
    found(
        "published: true",
        Code::NearMiss,
        &["whatever is no draft is published"],
    );
}

#[test]
fn a_guard_without_a_value_is_an_error() {
    for key in ["draft", "publish_at", "expires_at"] {
        for value in ["", " \"\"", " null", " ~", " # nog invullen"] {
            lost(
                &format!("{key}:{value}"),
                &[
                    &format!("{key} is empty"),
                    &format!("write  {key}: "),
                    "take the line out",
                ],
            );
        }
    }
    check_file("+++\ntitle = 'x'\npublish_at = ''\n+++\n", &["3:1 lost-embargo"]);
}

#[test]
fn a_title_that_is_no_text_is_told_once() {
    check("title: true", &["2:8 wrong-type"]);
}
