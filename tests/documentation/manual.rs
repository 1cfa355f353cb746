//! The manual is a site that Courant builds without a word, and its source reads well where code is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use courant::build::{BuildOptions, Host, Memory, OnError, Outcome, Warnings, build};
use courant::organise::Drafts;

use super::blocks::{Page, all_pages, manual, root};
use super::common::tree;

/// Builds the manual as it stands into `output`.
fn built(output: &Path) -> BTreeMap<String, Vec<u8>> {
    let report = build(&BuildOptions {
        root: root().join("docs"),
        output: output.to_owned(),
        cache: None,
        base_url: None,
        now: "2026-12-01T12:00:00Z".parse().expect("a moment"),
        drafts: Drafts::Hide,
        on_error: OnError::Stop,
        warnings: Warnings::Errors,
        host: Host::Named,
        memory: Memory::Free,
    });
    assert_eq!(report.found, [], "{:#?}", report.found);
    assert_eq!(report.outcome, Outcome::Done);
    tree(output)
}

#[test]
fn the_manual_is_a_site_of_which_every_link_leads_somewhere() {
    let folder = tempfile::tempdir().expect("a folder");
    let tree = built(&folder.path().join("public"));
    let pages: BTreeMap<&str, String> = tree
        .iter()
        .filter(|(path, _)| path.ends_with(".html"))
        .map(|(path, bytes)| (path.as_str(), String::from_utf8_lossy(bytes).into_owned()))
        .collect();
    assert!(pages.len() > 30, "{:?}", pages.keys());
    let mut links = 0;
    for (path, html) in &pages {
        let addresses = ["href", "src"].map(|name| values(html, name)).concat();
        for address in addresses {
            if address.contains("://") || address.starts_with("mailto:") {
                continue;
            }
            links += 1;
            let (target, fragment) = address.split_once('#').unwrap_or((address, ""));
            let file = match target.trim_start_matches('/') {
                "" if target.is_empty() => (*path).to_owned(),
                target if target.is_empty() || target.ends_with('/') => format!("{target}index.html"),
                target => target.to_owned(),
            };
            assert!(tree.contains_key(&file), "{path}: {address}");
            if !fragment.is_empty() && file.ends_with(".html") {
                let id = format!("id=\"{fragment}\"");
                assert!(pages[file.as_str()].contains(&id), "{path}: {address}");
            }
        }
    }
    assert!(links > 500, "{links}");
    // A manual has no dates, no newsletter and no feeds to show.
    let page = &pages["guide/first-article/index.html"];
    for absent in ["<time", "newsletter", "atom.xml", "There is nothing here yet"] {
        assert!(
            !page.contains(absent) && !pages["index.html"].contains(absent),
            "{absent}"
        );
    }
    // Who has read a chapter finds the next, in its own language.
    assert!(page.contains("href=\"/guide/see-it/\" rel=\"next\""), "{page}");
    let dutch = &pages["nl/guide/first-article/index.html"];
    assert!(dutch.contains("href=\"/nl/guide/see-it/\" rel=\"next\""), "{dutch}");
}

fn values<'h>(html: &'h str, name: &str) -> Vec<&'h str> {
    let start = format!(" {name}=\"");
    let parts = html.split(&*start).skip(1);
    parts.map(|part| part.split('"').next().unwrap_or_default()).collect()
}

#[test]
fn the_source_begins_with_its_heading_and_has_one() {
    for page in manual() {
        assert!(page.text.starts_with("# "), "{}", page.path);
        let in_code = page
            .parts()
            .blocks
            .iter()
            .map(|block| block.text.matches("\n# ").count())
            .sum::<usize>();
        assert!(
            page.text.matches("\n# ").count() <= in_code,
            "{}: two headings of the first level",
            page.path
        );
    }
}

/// GitHub's id of a heading: small letters, digits, `_` and `-`; spaces become `-`.
fn id_of(heading: &str) -> String {
    let kept = heading.trim().to_lowercase();
    let kept = kept
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}

fn ids(page: &Page) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for heading in page.parts().headings {
        let id = id_of(&heading);
        let again = (1..).map(|n| format!("{id}-{n}")).find(|id| !ids.contains(id));
        if !ids.insert(id) {
            ids.extend(again);
        }
    }
    ids
}

#[test]
fn every_link_of_the_source_leads_somewhere_where_code_is_kept() {
    let mut links = 0;
    let mut wrong = Vec::new();
    for page in all_pages() {
        for (link, place) in page.parts().links {
            if link.contains("://") || link.starts_with("mailto:") {
                continue;
            }
            links += 1;
            let (path, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let own = Path::new(&page.path);
            let target = if path.is_empty() {
                own.to_owned()
            } else {
                own.parent().unwrap_or(Path::new("")).join(path)
            };
            let file = root().join(&target);
            if !file.exists() {
                wrong.push(format!("{place}: {link}"));
            } else if !fragment.is_empty() {
                let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{place}: {link}: {error}"));
                let target = Page {
                    path: target.to_string_lossy().into_owned(),
                    text,
                };
                if !ids(&target).contains(fragment) {
                    wrong.push(format!("{place}: {link}: {:?}", ids(&target)));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(links > 100, "{links}");
}

#[test]
fn the_guide_is_the_same_in_dutch_and_in_english() {
    let pages = manual();
    let guide: Vec<&Page> = pages.iter().filter(|page| page.path.contains("/guide/")).collect();
    let (dutch, english): (Vec<&&Page>, Vec<&&Page>) = guide.iter().partition(|page| page.path.ends_with(".nl.md"));
    assert_eq!(dutch.len(), english.len());
    for page in english {
        let path = page.path.replace(".md", ".nl.md");
        let other = dutch
            .iter()
            .find(|page| page.path == path)
            .unwrap_or_else(|| panic!("no {path}"));
        let shape = |page: &Page| {
            let parts = page.parts();
            let blocks: Vec<String> = parts.blocks.iter().map(|block| block.language.clone()).collect();
            (blocks, parts.headings.len(), page.text.matches("\n|").count())
        };
        assert_eq!(shape(page), shape(other), "{path}");
    }
}
