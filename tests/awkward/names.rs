//! Names of files, folders, terms and addresses that are awkward on some disk: each works, or is refused in words; two that would be one file on the disk of a
//! Mac or of Windows are an error on every disk.

use std::fs;
use std::path::Path;

use courant::build::Outcome;

use super::common::{Site, site};

const GOOD: &str = "
    -- content/nieuws/goed.md --
    ---
    title: Goed nieuws
    date: 2026-01-01
    ---
";

fn article(title: &str, more: &str) -> Vec<u8> {
    format!("---\ntitle: {title}\ndate: 2026-01-01\n{more}---\nTekst.\n").into_bytes()
}

/// Adds files to a good site, and checks what is found; nothing is published with an error.
#[track_caller]
fn check(files: &[(&str, &[u8])], expected: &[&str]) -> Site {
    let site = site(GOOD);
    for (path, bytes) in files {
        site.write(path, bytes);
    }
    let built = site.build();
    assert_eq!(built.found(), expected, "{:#?}", built.report.found);
    let is_error = built.report.found.iter().any(|found| found.is_error());
    assert_eq!(built.report.outcome == Outcome::Failed, is_error);
    assert_eq!(site.output().join("nieuws/goed/index.html").is_file(), !is_error);
    site
}

#[test]
fn odd_names_of_articles_have_addresses() {
    let long = "lang".repeat(63);
    let names = [
        ("met een spatie", "met-een-spatie"),
        ("100% gratis", "100-gratis"),
        ("C# en C++", "c-sharp-en-c-plus-plus"),
        ("wat nu!", "wat-nu"),
        ("&amp; <b>", "amp-b"),
        ("😀", "😀"),
        ("👩🏽‍💻", "👩🏽‍💻"),
        ("Ça va", "ca-va"),
        ("дума", "дума"),
        ("'quotes'", "quotes"),
    ];
    let site = site(GOOD);
    for (name, _) in names {
        site.write(&format!("content/nieuws/{name}.md"), &article("Een titel", ""));
    }
    site.write(&format!("content/nieuws/{long}.md"), &article("Een titel", ""));
    // A name as Macs store it, and a link that is typed elsewhere.
    site.write("content/nieuws/cafe\u{301}.jpg", b"x");
    site.write(
        "content/nieuws/plaatje.md",
        "---\ntitle: P\ndate: 2026-01-01\n---\n[x](caf\u{e9}.jpg), [y](<met een spatie.md>), [z](😀.md)\n".as_bytes(),
    );
    let built = site.build();
    built.is_done();
    for (name, slug) in names {
        let page = site.output().join(format!("nieuws/{slug}/index.html"));
        assert!(page.is_file(), "{name}: {:?}", site.tree().keys().collect::<Vec<_>>());
    }
    built
        .page_contains("nieuws/plaatje/index.html", "href=\"/nieuws/cafe%CC%81.jpg\"")
        .page_contains("nieuws/plaatje/index.html", "href=\"/nieuws/met-een-spatie/\"")
        .page_contains("nieuws/plaatje/index.html", "href=\"/nieuws/%F0%9F%98%80/\"");
    let found = built.found();
    assert_eq!(found, ["content/nieuws/&amp; <b>.md read/not-on-windows"]);
    // The longest name there is, with what is longer than a name as its slug.
    let names: Vec<String> = site
        .tree()
        .into_keys()
        .filter(|path| path.contains("langlang"))
        .collect();
    assert!(
        names.iter().all(|path| path.split('/').all(|part| part.len() <= 255)),
        "{names:?}"
    );
    assert!(!names.is_empty());
}

#[test]
fn a_name_that_cannot_be_an_address_is_refused_in_words() {
    for name in ["100%.jpg", "wat?.jpg", "nr #1.jpg", "a\\b.jpg"] {
        let site = site(GOOD);
        site.write(&format!("content/nieuws/{name}"), b"x");
        let built = site.build();
        let found = built.found();
        assert!(
            found.iter().any(|one| one.ends_with("read/bad-name")),
            "{name}: {found:?}"
        );
        built.ends(Outcome::Failed);
    }
    // One that has nothing that an address could have.
    for name in ["%%%", "???", "###"] {
        let site = site(GOOD);
        site.write(&format!("content/nieuws/{name}.md"), &article("Een titel", ""));
        let built = site.build();
        let found = built.found();
        assert!(
            found.contains(&format!("content/nieuws/{name}.md read/bad-name")),
            "{name}: {found:?}"
        );
        built.ends(Outcome::Failed);
    }
    let long = "a".repeat(256);
    for key in ["slug: ", "url: /", "aliases: /"] {
        let head = format!("{key}{long}\n");
        let column = key.find(": ").expect("a key") + 3;
        let expected = format!("content/nieuws/x.md:4:{column} front-matter/unsafe-path");
        check(&[("content/nieuws/x.md", &article("X", &head))], &[&expected]);
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_no_text_is_refused_in_words() {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    for (folder, name) in [
        ("content/nieuws", &b"caf\xe9.md"[..]),
        ("content/nieuws", b"caf\xe9.jpg"),
        ("content/nieuws/caf\u{fffd}", b"\xe9.jpg"),
        ("assets/css", b"\xe9.css"),
        ("templates", b"\xe9.html"),
        ("i18n", b"\xe9.toml"),
        ("themes/t/static", b"\xe9.txt"),
    ] {
        let site = site(GOOD);
        if folder.starts_with("themes") {
            site.write(
                "site.toml",
                b"title = \"x\"\nbase_url = \"https://a.example/\"\ntheme = \"t\"\n",
            );
            site.write("themes/t/theme.toml", b"extends = \"courant\"\n");
        }
        let folder = site.root().join(folder);
        fs::create_dir_all(&folder).expect("a folder");
        fs::write(folder.join(OsStr::from_bytes(name)), "p { color: red }").expect("a file");
        let built = site.build();
        assert!(
            built.found().iter().any(|one| one.ends_with("read/bad-name")),
            "{folder:?}: {:#?}",
            built.report.found
        );
        built.ends(Outcome::Failed);
    }
    // A folder of such a name, and a file of somebody else's in the output.
    let site = site(GOOD);
    let folder = site.root().join("content").join(OsStr::from_bytes(b"\xff\xfe"));
    fs::create_dir_all(&folder).expect("a folder");
    fs::write(folder.join("a.md"), article("A", "")).expect("a file");
    site.build().ends(Outcome::Failed);
    fs::remove_dir_all(&folder).expect("the folder");
    site.build().is_clean();
    let stranger = site.output().join(OsStr::from_bytes(b"nieuws/\xff.html"));
    fs::write(&stranger, "van mij").expect("a file");
    site.build().finds(&[" publish/foreign-output"]);
    assert_eq!(fs::read(&stranger).expect("the file"), b"van mij");
}

#[test]
fn two_files_that_are_one_on_other_disks_are_an_error_on_each() {
    let slug = |slug: &str| article("Een titel", &format!("slug: {slug}\n"));
    if is_one_on_this_disk() {
        return println!("skipped: on this disk there cannot be two such files");
    }
    check(
        &[
            ("content/nieuws/Raad.md", &slug("a")),
            ("content/nieuws/raad.md", &slug("b")),
        ],
        &["content/nieuws/Raad.md read/same-name"],
    );
    check(
        &[("content/nieuws/X.jpg", b"1"), ("content/nieuws/x.JPG", b"2")],
        &["content/nieuws/x.JPG read/same-name"],
    );
    check(
        &[
            ("content/beeld/caf\u{e9}.jpg", b"1"),
            ("content/beeld/cafe\u{301}.jpg", b"2"),
        ],
        &["content/beeld/cafe\u{301}.jpg read/same-name"],
    );
    check(
        &[("content/Beeld/a.jpg", b"1"), ("content/beeld/b.jpg", b"2")],
        &["content/Beeld read/same-name"],
    );
}

/// Whether this disk itself takes two such names for one.
fn is_one_on_this_disk() -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join("a"), "").expect("a file");
    folder.path().join("A").exists()
}

#[test]
fn two_addresses_that_are_one_file_on_other_disks_are_an_error_on_each() {
    // Of an alias and a picture, of two aliases, of a page and an alias in another form of accents.
    check(
        &[
            ("content/beeld/X.jpg", b"1"),
            ("content/nieuws/a.md", &article("A", "aliases: [/beeld/x.jpg]\n")),
        ],
        &["content/nieuws/a.md:4:11 site/same-address"],
    );
    check(
        &[
            ("content/nieuws/a.md", &article("A", "aliases: [/oud/caf\u{e9}/]\n")),
            ("content/nieuws/b.md", &article("B", "aliases: [/Oud/Cafe\u{301}/]\n")),
        ],
        &["content/nieuws/b.md:4:11 site/same-address"],
    );
    check(
        &[("content/nieuws/a.md", &article("A", "url: /NIEUWS/GOED/\n"))],
        &["content/nieuws/a.md:4:6 site/same-address"],
    );
    check(
        &[(
            "content/nieuws/a.md",
            &article("A", "url: /stra\u{df}e/\naliases: [/STRASSE/x/]\n"),
        )],
        &[],
    );
    // Terms have the address of their slug, which is small letters in one form.
    let site = check(
        &[(
            "content/nieuws/a.md",
            &article("A", "tags: [Caf\u{e9}, \"CAFE\u{301}\"]\n"),
        )],
        &[],
    );
    assert!(site.output().join("tags/cafe/index.html").is_file());
    // A file of the theme.
    if !is_one_on_this_disk() {
        let theme = "title = \"x\"\nbase_url = \"https://a.example/\"\ntheme = \"t\"\n";
        check(
            &[
                ("site.toml", theme.as_bytes()),
                ("themes/t/theme.toml", b"extends = \"courant\"\n"),
                ("themes/t/static/Logo.txt", b"1"),
                ("content/logo.txt", b"2"),
            ],
            &[" site/same-address"],
        );
    }
}

#[test]
fn names_that_windows_has_not_are_told_of() {
    let site = check(
        &[
            ("content/nieuws/aux.md", &article("Aux", "")),
            ("content/nieuws/con/index.md", &article("Con", "")),
            ("content/nieuws/vraag: antwoord.md", &article("Vraag", "")),
            ("content/nieuws/punt./foto.jpg", b"x"),
            ("content/nieuws/ruimte /foto.jpg", b"x"),
            (
                "content/nieuws/slug.md",
                &article("S", "slug: nul\naliases: [/oud/COM1/]\ntags: [PRN]\n"),
            ),
        ],
        &[
            " read/not-on-windows",
            "content/nieuws/aux.md read/not-on-windows",
            "content/nieuws/con read/not-on-windows",
            "content/nieuws/punt. read/not-on-windows",
            "content/nieuws/ruimte  read/not-on-windows",
            "content/nieuws/slug.md:4:7 read/not-on-windows",
            "content/nieuws/slug.md:5:11 read/not-on-windows",
            "content/nieuws/vraag: antwoord.md read/not-on-windows",
        ],
    );
    let names = [
        "nieuws/aux/index.html",
        "nieuws/con/index.html",
        "tags/prn/index.html",
        "nieuws/nul/index.html",
    ];
    assert!(names.iter().all(|path| site.output().join(path).is_file()));
}

/// The path of a file in the output can be longer than that in the content, and longer than a system takes.
#[cfg(target_os = "linux")]
#[test]
fn a_path_that_is_too_long_for_the_disk_changes_nothing() {
    let site = site(GOOD);
    site.build().is_clean();
    let before = site.tree();
    // One sign of three bytes is eighteen of two in an address.
    let part = "\u{fdfa}".repeat(80);
    let folder = vec![part; 14].join("/");
    let file = format!("content/nieuws/{folder}/a.md");
    if fs::create_dir_all(site.root().join(Path::new(&file).parent().expect("a folder"))).is_err() {
        return println!("skipped: this disk has no such paths");
    }
    site.write(&file, &article("Diep", ""));
    let built = site.build();
    built.ends(Outcome::Done);
    assert!(site.tree().len() > before.len());
    let deep = vec!["a".repeat(250); 15].join("/");
    let root = site.root().to_string_lossy().len();
    assert!(root + deep.len() < 4096);
    let file = format!("content/{deep}/x.txt");
    fs::create_dir_all(site.root().join(format!("content/{deep}"))).expect("a folder");
    site.write(&file, b"x");
    site.build().ends(Outcome::Done);
    // The same where the output lies deeper than the content.
    let other = site.output_in(&format!("{0}/{0}/public", "b".repeat(250)));
    let built = other.build();
    built.finds(&[" publish/cannot-write"]).ends(Outcome::Failed);
    assert!(
        built.report.found[0].message.contains("longer than the disk can have"),
        "{:?}",
        built.report.found
    );
    assert!(!other.output().exists());
}
