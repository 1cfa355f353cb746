//! After any edit, a build that knows the one before gives what a clean build gives, byte for byte.

mod common;

use std::fs;
use std::path::Path;

use common::{Site, site};
use proptest::prelude::*;
use xxhash_rust::xxh3::{xxh3_64, xxh3_128};

/// What somebody does between two builds.
#[derive(Debug, Clone)]
enum Edit {
    /// Writes an article: its number, title, tag, day, section and language.
    Write {
        article: u8,
        title: u8,
        tag: u8,
        day: u8,
        section: bool,
        english: bool,
        more: u8,
    },
    /// Changes one line of an article: its title, tags, date or text.
    Line(u8, u8, u8),
    /// Changes a line over the text of an article, a section, a term, a person or an announcement, or puts one there; or one that only says more.
    Over(u8, u8, u8),
    /// Puts a line more at the end or the beginning of the text of an article, of a section, of a term or of a person.
    Text(u8, u8, bool),
    Remove(u8),
    Rename(u8, u8),
    /// From one section to the other.
    Move(u8),
    /// The file of a person, and the text of a term.
    Person(u8),
    /// The document that announces an event which articles may report; it can be a draft.
    Announcement(u8),
    Term(u8),
    Picture(u8),
    /// The photograph of which crops are made: other pixels, another shape, or broken.
    Photo(u8),
    Template(u8),
    Included(u8),
    Shortcode(u8),
    Word(u8),
    Setting(u8),
    /// What social cards are drawn with: their template, their typefaces, or whether there are any.
    Cards(u8),
    /// The clock goes to this day of June, forward or back.
    Clock(u8),
    /// Somebody edits or takes away a page of the output.
    Spoil(u8),
    Take(u8),
    /// The cache is gone, cut off, or filled with rubbish.
    NoCache,
    Rubbish(u8),
    /// Another version of the program kept it, which reads titles otherwise.
    Program,
    /// Nothing at all.
    Nothing,
}

/// What else an article may say: each way in which one page depends on another.
const MORE: [&str; 11] = [
    "authors: [anna]",
    "authors: [Piet Puk]\nseries: Reeks",
    "series: Reeks\nweight: 2",
    "aliases: [/oud/]",
    "summary: Lees [het andere](/nieuws/artikel-1.md) ook.",
    "withdrawn: { date: 2026-06-15, replaced_by: /nieuws/artikel-2.md }",
    "related: [/nieuws/artikel-0.md]",
    "event: { start: 2026-06-20 13:00, venue: Stadhuis }",
    "event: /nieuws/congres.md",
    "event: { announcement: congres.md, venue: Kerk }",
    "publish_at: 2026-06-18\nexpires_at: 2026-06-25",
];

/// Lines of a text: some of which only the page of the text has, some of which others have too, or that something is told of.
const LINES: [&str; 9] = [
    "Nog een zin.",
    "Een zin met **nadruk** en een teken: <.",
    "{{< eigen >}} in een zin.",
    "## Een kop",
    "[Daar](/nieuws/artikel-2.md) staat het.",
    "[Daar](#een-kop) ook, en [daar niet](#nergens).",
    "![](/beeld.svg)",
    "```rust\nfn main() {}\n```",
    "<script>alert(1)</script>",
];

fn edit() -> impl Strategy<Value = Edit> {
    let written = (0..5u8, 0..3u8, 0..3u8, 1..29u8, any::<bool>(), any::<bool>(), 0..11u8);
    prop_oneof![
        8 => written.prop_map(|(article, title, tag, day, section, english, more)| Edit::Write {
            article, title, tag, day, section, english, more,
        }),
        8 => (0..5u8, 0..4u8, 0..3u8).prop_map(|(article, line, n)| Edit::Line(article, line, n)),
        12 => (0..9u8, 0..9u8, any::<bool>()).prop_map(|(file, line, at_end)| Edit::Text(file, line, at_end)),
        12 => (0..9u8, 0..6u8, 0..4u8).prop_map(|(file, line, n)| Edit::Over(file, line, n)),
        1 => (0..5u8).prop_map(Edit::Move),
        1 => (0..3u8).prop_map(Edit::Person),
        3 => (0..6u8).prop_map(Edit::Announcement),
        1 => (0..3u8).prop_map(Edit::Term),
        2 => (0..5u8).prop_map(Edit::Remove),
        2 => (0..5u8, 0..5u8).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..3u8).prop_map(Edit::Picture),
        2 => (0..4u8).prop_map(Edit::Photo),
        1 => (0..3u8).prop_map(Edit::Template),
        1 => (0..3u8).prop_map(Edit::Included),
        1 => (0..3u8).prop_map(Edit::Shortcode),
        1 => (0..3u8).prop_map(Edit::Word),
        1 => (0..3u8).prop_map(Edit::Setting),
        2 => (0..4u8).prop_map(Edit::Cards),
        3 => (1..29u8).prop_map(Edit::Clock),
        1 => (0..9u8).prop_map(Edit::Spoil),
        1 => (0..9u8).prop_map(Edit::Take),
        1 => Just(Edit::NoCache),
        1 => (0..9u8).prop_map(Edit::Rubbish),
        1 => Just(Edit::Program),
        2 => Just(Edit::Nothing),
    ]
}

fn start() -> Site {
    let mut site = site(
        "
        -- site.toml --
        title = \"Nul\"
        base_url = \"https://a.nl\"
        outputs = [\"html\", \"json\", \"markdown\"]
        [languages.en]
        [markdown]
        dead_links = \"warn\"
        [feeds]
        content = \"summary\"
        [social]
        cards = true
        [search_engines]
        crops = true
        -- content/nieuws/_index.md --
        ---
        title: Nieuws
        ---
        -- content/nieuws/congres.md --
        ---
        title: Congres
        date: 2026-06-01
        event: { start: 2026-06-12 13:00, venue: Stadhuis }
        ---
        -- content/beeld.svg --
        <svg width='1' height='1'/>
        -- templates/article.html --
        {% extends \"courant/article.html\" %}
        {% block after_content %}nul {% include \"partials/eigen.html\" %}{% endblock %}
        -- templates/partials/eigen.html --
        nul {{ t(key=\"share_title\") }}
        -- templates/shortcodes/eigen.html --
        <b>nul</b>
        -- i18n/nl.toml --
        share_title = \"Deel nul\"
    ",
    )
    .now("2026-06-10T12:00:00Z");
    apply(&Edit::Photo(0), &mut site);
    site
}

/// What articles show, by their tag.
const PICTURES: [&str; 3] = ["/beeld.svg", "/foto.jpg", "/foto.jpg, focus: 20% 80%"];

fn path(article: u8, section: bool, english: bool) -> String {
    let folder = if section { "nieuws" } else { "blog" };
    let ending = if english { "en.md" } else { "md" };
    format!("content/{folder}/artikel-{article}.{ending}")
}

/// Returns the path of a document that may be there.
fn file_to_edit(number: u8) -> String {
    match number {
        5 => "content/nieuws/_index.md".to_owned(),
        6 => "content/tags/onderwerp-1/_index.md".to_owned(),
        7 => "content/authors/anna.md".to_owned(),
        8 => "content/nieuws/congres.md".to_owned(),
        article => path(article, true, article == 4),
    }
}

/// Does what the edit says; what is not there to be edited is left alone.
fn apply(edit: &Edit, site: &mut Site) {
    match edit {
        Edit::Write {
            article,
            title,
            tag,
            day,
            section,
            english,
            more,
        } => {
            let year = if day % 3 == 0 { 2025 } else { 2026 };
            let text = format!(
                "---\ntitle: Titel {title}\ndate: {year}-06-{day:02}\ntags: [Onderwerp {tag}]\nimage: {{ src: {}, alt: x }}\n{}\n---\nTekst {{{{< eigen >}}}} van [thuis](/nieuws/_index.md).\n",
                PICTURES[usize::from(*tag)],
                MORE[usize::from(*more)]
            );
            site.write(&path(*article, *section, *english), text.as_bytes());
        }
        Edit::Line(article, line, n) => {
            let new = match line {
                0 => format!("title: Titel {n}"),
                1 => format!("tags: [Onderwerp {n}]"),
                2 => format!("date: {}-06-{:02}", 2026 - i32::from(*n), n + 1),
                _ => format!("Tekst {n}."),
            };
            let key = new.split([' ']).next().unwrap_or_default();
            for (section, english) in [(true, false), (false, false), (true, true), (false, true)] {
                let file = path(*article, section, english);
                let Ok(text) = fs::read_to_string(site.root().join(&file)) else {
                    continue;
                };
                let lines = text
                    .lines()
                    .map(|line| if line.starts_with(key) { &*new } else { line });
                let text: Vec<&str> = lines.collect();
                site.write(&file, format!("{}\n", text.join("\n")).as_bytes());
            }
        }
        Edit::Over(file, line, n) => {
            let file = file_to_edit(*file);
            let Ok(text) = fs::read_to_string(site.root().join(&file)) else {
                return;
            };
            let key = ["title", "summary", "kicker", "seo_title", "weight", "eigen"][usize::from(*line)];
            let said = ["Over wegen", "Over *wegen* en water", "Bruggen", "Lees [het](/nieuws/congres.md)"];
            let new = match key {
                "weight" => format!("{key}: {n}"),
                "eigen" => format!("{key}: {{ span: {n} }}"),
                _ => format!("{key}: \"{}\"", said[usize::from(*n)]),
            };
            let others = text.lines().filter(|line| !line.starts_with(&format!("{key}:")));
            let lines: Vec<&str> = others.collect();
            let Some(fence) = lines.iter().skip(1).position(|line| *line == "---") else {
                return;
            };
            let mut lines = lines;
            lines.insert(fence + 1, &new);
            site.write(&file, format!("{}\n", lines.join("\n")).as_bytes());
        }
        Edit::Text(file, line, at_end) => {
            let file = file_to_edit(*file);
            let Ok(text) = fs::read_to_string(site.root().join(&file)) else {
                return;
            };
            let Some((head, body)) = text.strip_prefix("---\n").and_then(|text| text.split_once("\n---\n")) else {
                return;
            };
            let line = LINES[usize::from(*line)];
            let body = if *at_end {
                format!("{body}\n{line}\n")
            } else {
                format!("{line}\n\n{body}")
            };
            site.write(&file, format!("---\n{head}\n---\n{body}").as_bytes());
        }
        Edit::Move(article) => {
            let there = |section: bool| site.root().join(path(*article, section, false));
            if !there(false).exists() {
                let _ = fs::rename(there(true), there(false));
            }
        }
        Edit::Person(n) => {
            let text = format!("---\ntitle: Anna {n}\nperson: {{ role: Rol {n} }}\n---\nOver Anna.\n");
            site.write("content/authors/anna.md", text.as_bytes());
        }
        Edit::Announcement(n) => {
            let language = if n % 2 == 0 { "md" } else { "en.md" };
            let text = format!(
                "---\ntitle: Congres {n}\ndate: 2026-06-{:02}\ndraft: {}\nevent: {{ start: 2026-06-12 13:00, venue: Zaal {n} }}\n---\nKom.\n",
                1 + n * 3,
                *n == 2
            );
            site.write(&format!("content/nieuws/congres.{language}"), text.as_bytes());
        }
        Edit::Term(n) => {
            let text = format!("---\ntitle: Term {n}\n---\nOver de term.\n");
            site.write("content/tags/onderwerp-1/_index.md", text.as_bytes());
        }
        Edit::Remove(article) => {
            for (section, english) in [(true, false), (false, true)] {
                let _ = fs::remove_file(site.root().join(path(*article, section, english)));
            }
        }
        Edit::Rename(from, to) => {
            let there = |article: u8| site.root().join(path(article, true, false));
            let _ = fs::rename(there(*from), there(*to));
        }
        Edit::Picture(size) => {
            let picture = format!("<svg width='{}' height='1'/>", size + 1);
            site.write("content/beeld.svg", picture.as_bytes());
        }
        Edit::Photo(n) => {
            let (width, height) = if *n == 3 { (520, 240) } else { (300, 225) };
            let photo = image::RgbImage::from_fn(width, height, |x, _| image::Rgb([x as u8, 60 * n, 0]));
            let format = if *n == 2 { image::ImageFormat::Png } else { image::ImageFormat::Jpeg };
            let mut bytes = std::io::Cursor::new(Vec::new());
            photo.write_to(&mut bytes, format).expect("a picture");
            let bytes = bytes.into_inner();
            // The head of a picture whose pixels are not there.
            let end = if *n == 2 { 60 } else { bytes.len() };
            site.write("content/foto.jpg", &bytes[..end]);
        }
        Edit::Template(n) => {
            let text = format!(
                "{{% extends \"courant/article.html\" %}}\n{{% block after_content %}}{n} {{% include \"partials/eigen.html\" %}}{{% endblock %}}"
            );
            site.write("templates/article.html", text.as_bytes());
        }
        Edit::Included(n) => site.write(
            "templates/partials/eigen.html",
            format!("{n} {{{{ t(key=\"share_title\") }}}}").as_bytes(),
        ),
        Edit::Shortcode(n) => site.write("templates/shortcodes/eigen.html", format!("<b>{n}</b>").as_bytes()),
        Edit::Word(n) => site.write("i18n/nl.toml", format!("share_title = \"Deel {n}\"").as_bytes()),
        Edit::Setting(n) => site.write(
            "site.toml",
            format!(
                "title = \"Site {n}\"\nbase_url = \"https://a.nl\"\n{}[languages.en]\n[markdown]\ndead_links = \"warn\"\n[archive]\npaginate_by = {n}\n[feeds]\ncontent = \"{}\"\n[social]\ncards = true\n[search_engines]\ncrops = {}\n",
                ["", "outputs = [\"html\", \"json\"]\n", "[sections.nieuws]\noutputs = [\"html\", \"markdown\"]\n"][usize::from(*n)],
                if *n > 0 { "full" } else { "summary" },
                *n != 2,
            )
            .as_bytes(),
        ),
        Edit::Cards(0) => {
            let without = fs::read_to_string(site.root().join("site.toml")).unwrap_or_default();
            site.write("site.toml", without.replace("cards = true", "cards = false").as_bytes());
        }
        Edit::Cards(1) => {
            let typeface = include_bytes!("../themes/courant/fonts/CourantSans-Bold.ttf");
            site.write("fonts/letter.ttf", typeface);
        }
        Edit::Cards(n) => {
            let text = format!(
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1200 630'><text x='{n}' y='400' font-size='90'>{{{{ social.headline }}}}</text></svg>"
            );
            site.write("templates/social.svg", text.as_bytes());
        }
        Edit::Clock(day) => site.set_now(&format!("2026-06-{day:02}T12:00:00Z")),
        Edit::Spoil(n) | Edit::Take(n) => {
            let tree = site.tree();
            let pages: Vec<&String> = tree.keys().filter(|path| !path.starts_with('.')).collect();
            let Some(page) = pages.get(usize::from(*n) * pages.len() / 9) else {
                return;
            };
            if matches!(edit, Edit::Take(_)) {
                fs::remove_file(site.output().join(page)).expect("a page");
            } else {
                fs::write(site.output().join(page), "anders").expect("a page");
            }
        }
        Edit::NoCache => drop(fs::remove_dir_all(site.root().join(".courant"))),
        Edit::Rubbish(n) => {
            for entry in fs::read_dir(site.root().join(".courant"))
                .into_iter()
                .flatten()
                .flatten()
            {
                let bytes = fs::read(entry.path()).unwrap_or_default();
                let cut = bytes.len() * usize::from(*n) / 9;
                let _ = fs::write(entry.path(), if n % 2 == 0 { &bytes[..cut] } else { b"\xffrommel" });
            }
        }
        Edit::Program => kept_by_another_program(&site.root().join(".courant")),
        Edit::Nothing => {}
    }
}

/// A document as it lies in the file `documents`: path, how its file stood, hash of its source, outline, and the places of its text and of its head.
type Record = (String, (u64, i64, i64, Option<u64>), u128, u64, Piece, Piece);
/// First byte, length and hash of a piece of another file.
type Piece = (u64, u32, u64);

/// Makes a cache one that another program kept: whole, and of other titles.
fn kept_by_another_program(cache: &Path) {
    fs::write(cache.join("program"), "another").expect("a cache");
    let (Ok(documents), Ok(mut heads)) = (fs::read(cache.join("documents")), fs::read(cache.join("heads"))) else {
        return;
    };
    let Some((context, mut rest)) = documents.get(16..).and_then(|kept| kept.split_at_checked(16)) else {
        return;
    };
    let mut kept = context.to_vec();
    while let Ok((mut record, behind)) = postcard::take_from_bytes::<Record>(rest) {
        let (at, length, hash) = &mut record.5;
        let Some(head) = heads.get_mut(*at as usize..*at as usize + *length as usize) else {
            return;
        };
        for at in (0..head.len().saturating_sub(6))
            .filter(|at| head[*at..].starts_with(b"Titel "))
            .collect::<Vec<_>>()
        {
            head[at..at + 6].copy_from_slice(b"Total ");
        }
        *hash = xxh3_64(head);
        kept = postcard::to_extend(&record, kept).expect("a record");
        rest = behind;
    }
    let hash = xxh3_128(&kept).to_be_bytes();
    fs::write(cache.join("documents"), [&hash[..], &kept].concat()).expect("a cache");
    fs::write(cache.join("heads"), heads).expect("a cache");
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(60),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn a_build_that_knows_the_last_equals_a_clean_one(edits in prop::collection::vec(edit(), 1..10)) {
        let mut site = start();
        site.build();
        for (n, edit) in edits.iter().enumerate() {
            apply(edit, &mut site);
            let built = site.build();
            let (told, published) = (told(&built.report), site.tree());
            let clean = site.clean_build();
            prop_assert_eq!(&told, &self::told(&clean.report), "after {:?}", &edits[..=n]);
            if clean.report.outcome != courant::build::Outcome::Failed {
                prop_assert!(published == site.clean_tree(), "after {:?}", &edits[..=n]);
            }
        }
    }
}

/// What a report says, but for how much was written.
fn told(report: &courant::build::BuildReport) -> String {
    let mut found: Vec<String> = report.found.iter().map(|found| format!("{found:?}")).collect();
    found.sort();
    format!(
        "{:?} {} {} {:?} {:?} {found:#?}",
        report.outcome, report.pages, report.documents, report.languages, report.waiting
    )
}

#[test]
fn nothing_changed_is_nothing_done_until_an_embargo_lifts() {
    let mut site = start();
    site.write("content/nieuws/later.md", b"---\ntitle: Later\ndate: 2026-06-20\n---\n");
    site.build().is_done();
    // A file with the bytes of another but the same size, written within the disk's step of time.
    for title in ["Lazer", "Lager", "Later"] {
        site.write(
            "content/nieuws/nu.md",
            format!("---\ntitle: {title}\ndate: 2026-06-01\n---\n").as_bytes(),
        );
        site.build().is_done().page_contains("nieuws/nu/index.html", title);
        let again = site.build();
        assert_eq!(again.report.published.written, 0);
        assert_eq!(again.report.waiting.len(), 1);
    }
    site.set_now("2026-06-19T21:59:59Z");
    site.build().is_done().has_no_file("nieuws/later/index.html");
    site.set_now("2026-06-19T22:00:00Z");
    site.build().is_done().page_contains("nieuws/later/index.html", "Later");
    site.set_now("2026-06-19T21:59:59Z");
    site.build().is_done().has_no_file("nieuws/later/index.html");
}

#[test]
fn what_another_program_kept_is_not_taken_for_its_own() {
    let site = start();
    site.write("content/nieuws/a.md", b"---\ntitle: Titel 1\ndate: 2026-06-01\n---\n");
    site.build().is_done();
    let cache = site.root().join(".courant");
    kept_by_another_program(&cache);
    // As it would be found if nobody asked whose it is.
    let own = fs::read(cache.join("heads")).expect("kept documents");
    assert!(own.windows(7).any(|piece| piece == b"Total 1"));
    fs::write(cache.join("of-an-older-version"), "x").expect("a file");
    fs::remove_dir_all(site.output()).expect("the output");
    site.build()
        .is_done()
        .page_contains("nieuws/a/index.html", "Titel 1")
        .page_lacks("nieuws/a/index.html", "Total 1");
    assert!(!cache.join("of-an-older-version").exists());
}

#[test]
fn two_builds_at_once_go_one_after_the_other() {
    let site = start();
    site.build().is_done();
    let good = site.tree();
    fs::remove_dir_all(site.output()).expect("the output");
    std::thread::scope(|scope| {
        let builds: Vec<_> = (0..4).map(|_| scope.spawn(|| site.build().is_done().pages())).collect();
        for build in builds {
            assert!(build.join().expect("no panic") > 0);
        }
    });
    assert_eq!(site.tree(), good);
}

/// Builds a small site, makes an edit, and compares the next build with a clean one.
#[track_caller]
fn check_after(mut site: Site, edit: impl FnOnce(&mut Site)) {
    site.build().is_done();
    let before = site.tree();
    edit(&mut site);
    site.build();
    let published = site.tree();
    site.clean_build();
    assert!(published == site.clean_tree());
    assert!(published != before, "the edit shows");
}

/// Each line is put at the beginning and at the end of a text that nothing is told of, so that nothing but texts changes.
#[test]
fn a_text_is_seen_by_all_that_show_it() {
    let article = |more: &str| format!("---\ntitle: Raad\ndate: 2026-06-01\ntags: [Een]\n---\n{more}Tekst.\n");
    for line in LINES {
        for text in [format!("{line}\n\nTekst."), format!("Tekst.\n\n{line}")] {
            let site = start();
            site.write("content/nieuws/raad.md", article("").as_bytes());
            site.write("content/nieuws/ander.md", article("Ander. ").as_bytes());
            check_after(site, |site| {
                let changed = article("").replace("Tekst.", &text);
                site.write("content/nieuws/raad.md", changed.as_bytes());
            });
        }
    }
}

/// A title, a lead and a kicker are seen by lists, feeds, neighbours and whatever else names the document, and decide of order where a section is
/// sorted by title; so with a front matter that grows, so that all behind it stands elsewhere.
#[test]
fn the_lines_over_a_text_are_seen_by_all_that_show_them() {
    let lines = [
        "title: Zaken die de raad bespreekt",
        "summary: Een *nieuwe* lead, met [een link](/nieuws/congres.md).",
        "kicker: Besluit",
        "seo_title: Anders",
    ];
    let more = [
        "",
        "[sections.nieuws]\nsort_by = \"title\"",
        "[sections.nieuws]\nkind = \"page\"",
        "[sections.nieuws]\nsort_by = \"weight\"",
    ];
    let article = |head: &str, more: &str| format!("---\n{head}\n{more}\n---\nTekst.\n");
    let rest = "date: 2026-06-01\ntags: [Een]\nauthors: [anna]\nseries: Reeks\nweight: 2";
    for settings in more {
        for line in lines {
            let with = || {
                let site = start();
                let text = fs::read_to_string(site.root().join("site.toml")).expect("settings");
                site.write("site.toml", format!("{text}\n{settings}\n").as_bytes());
                for (name, title) in [("ander", "Ander"), ("raad", "Raad"), ("boven/diep", "Diep")] {
                    let text = article(&format!("title: {title}"), rest);
                    site.write(&format!("content/nieuws/{name}.md"), text.as_bytes());
                }
                site.write("content/nieuws/raad.en.md", b"---\ntitle: Council\n---\nText.\n");
                site
            };
            let file = |name: &str| format!("content/nieuws/{name}.md");
            for name in ["raad", "boven/diep", "raad.en"] {
                check_after(with(), |site| {
                    let text = fs::read_to_string(site.root().join(file(name))).expect("an article");
                    let has_title = line.starts_with("title");
                    let kept = text.lines().filter(|line| !has_title || !line.starts_with("title"));
                    let mut lines: Vec<&str> = kept.collect();
                    lines.insert(1, line);
                    site.write(&file(name), format!("{}\n", lines.join("\n")).as_bytes());
                });
            }
        }
    }
}

/// Each edit of one of two that lead to each other shows on the page of the other.
#[test]
fn a_report_and_its_announcement_see_each_other() {
    let report = |title: &str, event: &str| {
        format!("---\ntitle: {title}\ndate: 2026-06-05\nevent: {event}\n---\nTekst.\n").into_bytes()
    };
    let with = || {
        let site = start();
        site.write("content/blog/verslag.md", &report("Verslag", "/nieuws/congres.md"));
        site
    };
    let announcement = "content/nieuws/congres.md";
    let edits: [&dyn Fn(&mut Site); 7] = [
        &|site| site.write("content/blog/verslag.md", &report("Terugblik", "/nieuws/congres.md")),
        &|site| site.write("content/blog/verslag.md", &report("Verslag", "{ start: 2026-06-01 }")),
        &|site| site.remove("content/blog/verslag.md"),
        &|site| site.remove(announcement),
        &|site| {
            let text = fs::read_to_string(site.root().join(announcement)).expect("an announcement");
            site.write(announcement, text.replace("Stadhuis", "Kerk").as_bytes());
        },
        &|site| {
            let english = b"---\ntitle: Congress\nevent: { venue: Church }\n---\n";
            site.write("content/nieuws/congres.en.md", english);
            site.write("content/blog/verslag.en.md", b"---\ntitle: Report\n---\n");
        },
        &|site| site.set_now("2026-06-20"),
    ];
    for edit in edits {
        check_after(with(), |site| edit(site));
    }
}

#[test]
fn a_template_is_made_again_however_it_names_another() {
    for (quote, call) in [
        ("`", "<kaart t=\"x\" />"),
        ("'", "< kaart t=\"x\" />"),
        ("\"", "<\n  kaart t=\"x\" />"),
    ] {
        let template = format!(
            "{{% extends \"courant/article.html\" %}}\n{{% block after_content %}}{{% include {quote}eigen.html{quote} %}}{{{{ {call} }}}}{{% endblock %}}"
        );
        let with = || {
            let site = start();
            site.write("content/nieuws/a.md", b"---\ntitle: A\ndate: 2026-06-01\n---\nTekst.\n");
            site.write("templates/article.html", template.as_bytes());
            site.write("templates/eigen.html", b"een");
            site.write(
                "templates/kaarten.html",
                b"{% component kaart(t: string) %}een {{ t }}{% endcomponent kaart %}",
            );
            site
        };
        check_after(with(), |site| site.write("templates/eigen.html", b"twee"));
        check_after(with(), |site| {
            site.write(
                "templates/kaarten.html",
                b"{% component kaart(t: string) %}twee {{ t }}{% endcomponent kaart %}",
            );
        });
    }
}

#[cfg(unix)]
#[test]
fn files_below_a_linked_folder_are_looked_at() {
    let site = start();
    site.write(
        "content/map/k.md",
        b"---\ntitle: K\ndate: 2026-06-01\n---\n[c](c.csv)\n",
    );
    site.write("content/map/c.csv", b"1");
    std::os::unix::fs::symlink("../map", site.root().join("content/nieuws/kopie")).expect("a link");
    check_after(site, |site| site.write("content/map/c.csv", b"12"));
}

#[test]
fn a_time_that_was_set_back_hides_nothing() {
    let site = start();
    let article = |day: &str| format!("---\ntitle: A\ndate: 2026-06-01\npublish_at: {day}\n---\nTekst.\n");
    let set_back = |site: &Site| {
        let file = fs::File::options()
            .write(true)
            .open(site.root().join("content/nieuws/a.md"));
        let time = std::time::UNIX_EPOCH + std::time::Duration::from_secs(1_000_000_000);
        file.and_then(|file| file.set_modified(time)).expect("a file");
    };
    site.write("content/nieuws/a.md", article("2026-06-02").as_bytes());
    set_back(&site);
    check_after(site, |site| {
        site.write("content/nieuws/a.md", article("2027-06-02").as_bytes());
        set_back(site);
    });
}

#[cfg(unix)]
#[test]
fn a_folder_that_leads_nowhere_is_seen() {
    let site = start();
    fs::remove_dir_all(site.root().join("i18n")).expect("a folder");
    site.build().is_done();
    std::os::unix::fs::symlink("nergens", site.root().join("i18n")).expect("a link");
    let (built, clean) = (told(&site.build().report), told(&site.clean_build().report));
    assert_eq!(built, clean);
}
