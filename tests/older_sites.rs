//! A site that was written for an older version keeps building, with what that version promised (`docs/content/running/stability.md`).

mod common;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use common::{Site, site};
use courant::config::KEYS;
use courant::parse::front_matter::CORE_KEYS;

/// The moment for which they are built: with events to come and past, and with something that waits.
const NOW: &str = "2026-06-20T12:00:00Z";
/// What is promised of a site, each in a line.
const PROMISED: &str = "promised.txt";
/// Fields of the theme contract of which the value is promised for each page; of the others, that they are there.
const KEPT: [&str; 4] = ["page.kind", "page.url", "page.permalink", "page.calendar.webcal"];
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/older_sites")
}

/// Stand among the fields in the docs, as values of one.
const VALUES: [&str; 3] = ["json", "markdown", "datetime"];

/// The versions of which there is a site, oldest first.
fn versions() -> Vec<String> {
    let entries = fs::read_dir(folder()).expect("older sites").flatten();
    let mut versions: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    versions.sort_by_key(|version| {
        version
            .split('.')
            .map(|part| part.parse().unwrap_or(0))
            .collect::<Vec<u32>>()
    });
    assert!(!versions.is_empty());
    versions
}

/// The site of a version, in a folder of its own.
fn copied(version: &str) -> Site {
    let copy = site("").now(NOW);
    for (path, bytes) in common::tree(&folder().join(version)) {
        if path != PROMISED {
            copy.write(&path, &bytes);
        }
    }
    copy
}

/// All that is promised of what was built.
fn promised(site: &Site) -> BTreeSet<String> {
    let mut lines = BTreeSet::new();
    for (path, bytes) in site.tree() {
        // The name of an asset goes with what it holds.
        if path.starts_with("assets/") || path.ends_with(".css") || path.ends_with(".js") {
            continue;
        }
        lines.insert(format!("file {path}"));
        let text = String::from_utf8_lossy(&bytes);
        let ids = |begin: &'static str, end: &'static str| {
            let found = text.match_indices(begin).map(|(at, _)| &text[at + begin.len()..]);
            found
                .map(move |rest| &rest[..rest.find(end).unwrap_or(rest.len())])
                .collect::<Vec<&str>>()
        };
        let (kind, ids) = match path.rsplit('.').next() {
            Some("xml") if path.ends_with("atom.xml") => ("id", ids("<id>", "</id>")),
            Some("xml") if path.ends_with("rss.xml") => ("guid", ids("<guid isPermaLink=\"false\">", "</guid>")),
            Some("xml") => ("loc", ids("<loc>", "</loc>")),
            Some("ics") => ("uid", ids("\nUID:", "\r\n")),
            Some("html") => ("anchor", ids(" id=\"", "\"")),
            Some("json") => {
                let value: serde_json::Value = serde_json::from_slice(&bytes).expect("JSON");
                let name = path.rsplit('/').next().unwrap_or_default();
                keys(&value, &mut String::new(), &mut |key, value| {
                    lines.insert(format!("json {name} {key}"));
                    lines.extend(value.map(|value| format!("json {path} {key} {value}")));
                });
                continue;
            }
            _ => ("", Vec::new()),
        };
        lines.extend(ids.into_iter().map(|id| format!("{kind} {path} {id}")));
        for line in text
            .lines()
            .filter(|line| path.ends_with(".html") && !line.starts_with('<'))
        {
            let Some((field, value)) = line
                .split_once(": ")
                .or_else(|| line.strip_suffix(':').map(|field| (field, "")))
            else {
                continue;
            };
            if !field.contains('.') || field.contains(' ') {
                continue;
            }
            lines.insert(format!("field {field}"));
            if KEPT.contains(&field) {
                lines.insert(format!("value {path} {field} {value}"));
            }
        }
    }
    lines
}

/// Gives each key of a JSON value with the keys that it stands in, and the value of an `id`.
fn keys(value: &serde_json::Value, above: &mut String, put: &mut dyn FnMut(&str, Option<&serde_json::Value>)) {
    match value {
        serde_json::Value::Object(all) => {
            for (key, value) in all {
                let length = above.len();
                above.push('.');
                above.push_str(key);
                put(above, (key == "id").then_some(value));
                keys(value, above, put);
                above.truncate(length);
            }
        }
        serde_json::Value::Array(all) => all.iter().for_each(|value| keys(value, above, put)),
        _ => {}
    }
}

#[test]
fn an_older_site_builds_as_it_did() {
    for version in versions() {
        let site = copied(&version);
        let built = site.build();
        let errors: Vec<_> = built.report.found.iter().filter(|found| found.is_error()).collect();
        assert!(errors.is_empty(), "{version}: {errors:#?}");
        built.is_done();
        let now = promised(&site);
        let file = folder().join(&version).join(PROMISED);
        if std::env::var("FREEZE_SITE").is_ok_and(|frozen| frozen == version) && !file.exists() {
            let text: String = now.iter().map(|line| format!("{line}\n")).collect();
            fs::write(&file, text).expect("what is promised");
        }
        let then = fs::read_to_string(&file).expect("what was promised");
        let lost: Vec<&str> = then.lines().filter(|line| !now.contains(*line)).collect();
        assert!(
            lost.is_empty(),
            "{version} was promised, and lost:\n{}",
            lost.join("\n")
        );
        assert!(then.lines().count() > 400, "{version} promises next to nothing");
    }
}

#[test]
fn the_newest_of_them_has_every_setting_and_every_key() {
    let newest = versions().pop().expect("a version");
    let files = common::tree(&folder().join(newest));
    let settings = String::from_utf8_lossy(&files["site.toml"]).into_owned();
    let words: BTreeSet<&str> = settings
        .split(|c: char| !c.is_ascii_alphanumeric() && c != '_')
        .collect();
    let keys = KEYS
        .iter()
        .flat_map(|(table, keys)| keys.iter().map(move |key| (table, key)));
    let missing: Vec<_> = keys.filter(|(_, key)| !words.contains(*key)).collect();
    assert!(missing.is_empty(), "site.toml lacks {missing:?}");
    let heads: Vec<_> = files.iter().filter(|(path, _)| path.ends_with(".md")).collect();
    let has = |key: &str| {
        let mut lines = heads.iter().flat_map(|(_, bytes)| bytes.split(|byte| *byte == b'\n'));
        lines.any(|line| {
            [": ", ":", " = "]
                .iter()
                .any(|sign| line.starts_with(format!("{key}{sign}").as_bytes()))
        })
    };
    let missing: Vec<_> = CORE_KEYS.iter().filter(|key| !has(key)).collect();
    assert!(missing.is_empty(), "front matter lacks {missing:?}");
}

#[test]
fn the_newest_of_them_shows_every_field_of_the_theme_contract() {
    let newest = versions().pop().expect("a version");
    let templates: String = common::tree(&folder().join(newest).join("themes"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(_, bytes)| String::from_utf8_lossy(&bytes).into_owned())
        .collect();
    let page = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/content/themes/theming.md"))
        .expect("the page");
    let (_, chapter) = page.split_once("## What a template sees").expect("the chapter");
    let (chapter, _) = chapter.split_once("## Shortcodes").expect("the next chapter");
    let rows = chapter
        .lines()
        .filter(|line| line.starts_with("| ") && !line.starts_with("| --- "));
    let mut fields = 0;
    for row in rows {
        let cells: Vec<&str> = row.trim_matches('|').split(" | ").map(str::trim).collect();
        // The names of fields stand in the first column, or behind the value or kind that has them.
        let names = cells.iter().take(2).find(|cell| cell.starts_with('`'));
        let names = names.into_iter().flat_map(|cell| cell.split('`').skip(1).step_by(2));
        for name in names
            .filter(|name| !VALUES.contains(name))
            .filter(|name| name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_'))
        {
            fields += 1;
            assert!(
                templates.contains(&format!(".{name}")),
                "no template shows {name}: {row}"
            );
        }
    }
    assert!(fields > 120, "{fields}");
}
