//! Heads in, values and diagnostics out.

mod corpus;
mod embargo;
mod safety;
mod values;

use super::*;
use crate::diagnostic::locate;

fn read_as(role: Role, file: &str) -> (Checked<FrontMatter>, usize) {
    let zone = TimeZone::parse("Europe/Amsterdam").unwrap();
    read(
        file,
        &HeadContext {
            heading_is_title: false,
            timezone: &zone,
            taxonomies: &["tags", "authors"],
            title_keys: &["display_name"],
            role,
            is_translation: false,
        },
    )
}

/// Reads an article with the title `x` and these lines.
fn article(lines: &str) -> Checked<FrontMatter> {
    read_as(Role::Article, &format!("---\ntitle: x\n{lines}\n---\n")).0
}

/// Returns what was found, each as `line:column code`.
fn told(file: &str, found: &[Diagnostic]) -> Vec<String> {
    let told = found.iter().map(|found| {
        let place = locate(found, Some(file.as_bytes())).place;
        let (line, column) = place.map_or((0, 0), |place| (place.line, place.column));
        assert!(found.hint.is_some(), "{} has no hint", found.message);
        format!(
            "{line}:{column} {}",
            found.code.name().trim_start_matches("front-matter/")
        )
    });
    told.collect()
}

/// Checks what is found in a head that starts on line 2.
#[track_caller]
fn check(head: &str, expected: &[&str]) {
    check_file(&format!("---\n{head}\n---\nText.\n"), expected);
}

#[track_caller]
fn check_file(file: &str, expected: &[&str]) {
    let (checked, _) = read_as(Role::Article, file);
    assert_eq!(told(file, &checked.found), expected, "{file}\n{:#?}", checked.found);
}

/// Checks the only thing that is found in a line behind the title: its code, and what message and hint hold.
#[track_caller]
fn found(line: &str, code: Code, words: &[&str]) {
    let found = article(line).found;
    assert_eq!(
        found.iter().map(|found| found.code).collect::<Vec<_>>(),
        [code],
        "{line}\n{found:#?}"
    );
    let text = format!("{}\n{}", found[0].message, found[0].hint.as_deref().unwrap_or_default());
    for words in words {
        assert!(text.contains(words), "{line}\n{text}\nlacks {words}");
    }
}

#[track_caller]
fn clean(lines: &str) -> FrontMatter {
    let checked = article(lines);
    assert_eq!(checked.found, [], "{lines}");
    checked.value
}

#[test]
fn a_wrong_type_is_found_for_every_key() {
    let lines = [
        "seo_title: [a]",
        "date: [a]",
        "updated: {a: 1}",
        "publish_at: [a]",
        "expires_at: [a]",
        "draft: misschien",
        "summary: [a]",
        "kicker: {a: 1}",
        "authors: {a: 1}",
        "tags: {a: 1}",
        "image: [a]",
        "event: gauw",
        "takeaways: {a: 1}",
        "corrections: [gisteren]",
        "changes: [gisteren]",
        "withdrawn: ja",
        "slug: [a]",
        "url: [a]",
        "aliases: {a: 1}",
        "language: [a]",
        "translation_key: [a]",
        "template: [a]",
        "toc: veel",
        "share: veel",
        "newsletter: veel",
        "weight: zwaar",
        "series: [a]",
        "related: {a: 1}",
        "quotes: [[a]]",
        "downloads: [[a]]",
        "check: [a]",
    ];
    for line in lines {
        let (key, value) = line.split_once(": ").unwrap();
        let inner = if value.starts_with("[g") || value.starts_with("[[") {
            1
        } else {
            0
        };
        check(
            &format!("title: x\n{line}"),
            &[&format!("3:{} wrong-type", key.len() + 3 + inner)],
        );
        found(line, Code::WrongType, &[&format!("{key} is "), &format!("{key}: ")]);
    }
    check("title: [a]", &["2:8 wrong-type"]);
    for key in CORE_KEYS {
        assert!(
            *key == "title" || lines.iter().any(|line| line.split(": ").next() == Some(key)),
            "{key} is not tested"
        );
    }
}

#[test]
fn a_wrong_type_is_found_inside_groups() {
    for (line, words) in [
        ("image: {src: [a]}", "image.src is a list"),
        ("image: {src: a.jpg, alt: {b: c}}", "image.alt is a group"),
        ("event: {start: 2026-01-01, venue: [a]}", "event.venue is a list"),
        ("event: {start: [a]}", "event.start is a list"),
        (
            "event: {start: 2026-01-01, speakers: [{name: [a]}, b]}",
            "speakers.name is a list",
        ),
        ("quotes: [{text: [a]}]", "quotes.text is a list"),
        ("changes: [{date: [a], text: b}]", "changes.date is a list"),
        ("withdrawn: {date: [a]}", "withdrawn.date is a list"),
        ("tags: [a, {b: c}]", "one of them is a group of keys"),
    ] {
        let found = article(line).found;
        assert_eq!(found[0].code, Code::WrongType, "{line}");
        assert!(found[0].message.contains(words), "{line}: {}", found[0].message);
    }
}

#[test]
fn all_problems_of_a_head_come_together() {
    check(
        "title: x\ndate: 2026-02-30\ntags: {a: 1}\ndraft: soms\nkicker: Let op: nu\nslug: ../x",
        &[
            "3:7 bad-date",
            "4:7 wrong-type",
            "5:8 wrong-type",
            "6:9 unquoted-colon",
            "7:7 unsafe-path",
        ],
    );
    let event =
        "event:\n  end: morgen\n  online_url: javascript:x\n  status: afgelast\n  speakers: [{role: x}]\n  beginn: x";
    check(
        &format!("title: x\n{event}"),
        &[
            "4:3 bad-value",
            "4:8 bad-date",
            "5:15 unsafe-path",
            "6:11 bad-value",
            "7:14 bad-value",
            "8:3 near-miss",
        ],
    );
    check_file(
        "+++\ntitle = 1\ndate = \"morgen\"\ndraft = ja\n+++\n",
        &["3:8 bad-date", "4:9 syntax"],
    );
}

#[test]
fn a_title_is_needed_and_not_empty() {
    check("title: \"\"", &["2:8 no-title"]);
    check("title:", &["2:1 no-title"]);
    check("title: # besluit", &["2:1 no-title"]);
    check("tags: [a]", &["1:1 no-title"]);
    check("", &["1:1 no-title"]);
    check("- title", &["2:1 wrong-type"]);
    check("display_name: x", &[]);
    check("title: \"\"\ndisplay_name: x", &[]);
    check_file("Zomaar tekst.\n", &["1:1 no-title"]);
    check_file("\u{feff}\r\n", &["2:1 no-title"]);
    check_file("", &["1:1 no-title"]);
    check_file("----\ntitle: x\n----\n", &["1:1 no-title"]);
    check_file("---\ntitle: x\n\nTekst.\n", &["1:1 unclosed"]);
    // A title that cannot be read is not a missing one.
    check("title: Raad: x", &["2:8 unquoted-colon"]);
    check("title: \"Raad", &["2:8 syntax"]);
    for role in [Role::Index, Role::Person] {
        for file in ["", "---\n---\n", "---\ndraft: true\n---\nTekst"] {
            assert_eq!(read_as(role, file).0.found, [], "{file}");
        }
        assert_eq!(read_as(role, "---\ntitle: ''\n---\n").0.found.len(), 1);
    }
    let hint = read_as(Role::Article, "Tekst").0.found.remove(0).hint;
    assert!(hint.is_some_and(|hint| hint.contains("---") && hint.contains("title: ")));
}

#[test]
fn a_name_is_the_title_of_a_person() {
    let file = "---\nname: A. Jansen\nrole: Wethouder\nemail: mailto:j@example.org\nphoto: j.jpg\nlinks: [https://social.example/@j, {title: Site, url: \"https://j.example/\"}]\n---\n";
    let (checked, _) = read_as(Role::Person, file);
    assert_eq!(checked.found, []);
    let (title, person) = (
        checked.value.title.clone().map(|title| title.value),
        *checked.value.person.clone().unwrap(),
    );
    assert_eq!(
        (title.as_deref(), person.role.as_deref(), person.email.as_deref()),
        (Some("A. Jansen"), Some("Wethouder"), Some("j@example.org"))
    );
    let links: Vec<(&str, &str)> = person.links.iter().map(|link| (&*link.title, &*link.url)).collect();
    assert_eq!(
        links,
        [
            ("social.example/@j", "https://social.example/@j"),
            ("Site", "https://j.example/")
        ]
    );
    let (checked, _) = read_as(
        Role::Person,
        "---\ntitle: Jansen\nname: A. Jansen\nemail: nergens\nlinks: [{title: x}]\n---\n",
    );
    assert_eq!(checked.value.title.map(|title| title.value).as_deref(), Some("Jansen"));
    assert_eq!(
        checked.found.iter().map(|found| found.code).collect::<Vec<_>>(),
        [Code::BadValue, Code::BadValue]
    );
}

#[test]
fn unknown_keys_are_kept_and_slips_of_known_ones_told() {
    let front = clean("kleur: rood\nplaats: {naam: Utrecht, aantal: 3}\npostcode: 01234\nleeg:");
    let extra: Vec<String> = front
        .extra
        .iter()
        .map(|(key, value)| format!("{key}={value}"))
        .collect();
    assert_eq!(extra[0], "kleur=rood");
    assert_eq!((extra[2].as_str(), front.extra.len()), ("postcode=01234", 4));
    found(
        "expirydate: 2026-01-01",
        Code::NearMiss,
        &[
            "expirydate is not a key of Courant; did you mean expires_at?",
            "page.extra.expirydate",
        ],
    );
    let warned = article("expirydate: 2026-01-01\nTag: a");
    assert_eq!(
        warned
            .found
            .iter()
            .map(|found| found.group.as_deref())
            .collect::<Vec<_>>(),
        [Some("expirydate"), Some("Tag")]
    );
    assert_eq!(warned.value.extra.len(), 2);
}

#[test]
fn a_key_that_stands_twice_is_told_of() {
    check("title: x\nslug: a\nslug: b", &["4:1 duplicate-key"]);
    check(
        "title: x\nexpires_at: 2026-01-01\nexpires_at: 2026-01-01",
        &["4:1 repeated-key"],
    );
    let file = "---\ntitle: x\nslug: a\nslug: b\n---\n";
    let found = read_as(Role::Article, file).0.found.remove(0);
    assert!(found.message.contains("line 3") && found.hint.is_some_and(|hint| hint.contains("line 3 or on line 4")));
}

#[test]
fn yaml_and_toml_say_the_same() {
    let yaml = "---\ntitle: 2019\ntags: Een\ndraft: yes\nweight: 3\ndate: 2026-03-05 9:00\nkleur: rood\n---\nTekst";
    let toml = "+++\ntitle = \"2019\"\ntags = [\"Een\"]\ndraft = true\nweight = 3\ndate = 2026-03-05T09:00:00\nkleur = \"rood\"\n+++\nTekst";
    let ((yaml, at), (toml, _)) = (read_as(Role::Article, yaml), read_as(Role::Article, toml));
    assert_eq!((yaml.found, toml.found), (vec![], vec![]));
    assert_eq!(at, 85);
    let facts = |front: &FrontMatter| {
        let title = front.title.as_ref().map(|title| title.value.clone());
        let date = front.date.as_ref().map(|date| date.value);
        (
            title,
            front.draft,
            front.weight,
            date,
            front.extra.len(),
            front.terms[0].1[0].value.clone(),
        )
    };
    assert_eq!(facts(&yaml.value), facts(&toml.value));
    let hint = read_as(Role::Article, "+++\ntitle = 'x'\nimage = [1]\n+++\n")
        .0
        .found
        .remove(0)
        .hint;
    assert_eq!(
        hint.as_deref(),
        Some("write  image = { src = \"foto.jpg\", alt = \"De raad stemt\" }")
    );
}

#[test]
fn a_byte_order_mark_and_other_line_ends_are_simply_read() {
    let (checked, at) = read_as(
        Role::Article,
        "\u{feff}---\r\ntitle: x\r\ntags:\r\n  - a\r\n---\r\nTekst",
    );
    assert_eq!((checked.found, at), (vec![], 37));
    assert_eq!(&*checked.value.terms[0].1[0].value, "a");
    assert_eq!(read_as(Role::Index, "\u{feff}Tekst").1, 3);
}

#[test]
fn a_head_with_what_most_have_takes_little_room() {
    assert!(size_of::<FrontMatter>() <= 160, "{}", size_of::<FrontMatter>());
    assert!(clean("summary: y\nslug: z").has_nothing_rare());
    assert!(!clean("kicker: y").has_nothing_rare());
}
