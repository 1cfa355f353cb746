//! The heads of a real site.

use super::*;

/// Reads a folder of the corpus; prints what is refused, and how often each warning stands there.
fn corpus(folder: &str, role: Role) -> Option<usize> {
    let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../shared/corpus/digitalgov")
        .join(folder);
    if !corpus.exists() {
        println!("skipped: the corpus is not here");
        return None;
    }
    let zone = TimeZone::parse("America/New_York").unwrap();
    let context = HeadContext {
        heading_is_title: false,
        timezone: &zone,
        taxonomies: &["topics", "authors", "tags"],
        title_keys: &["display_name"],
        role,
        is_translation: false,
    };
    let mut good = 0;
    let mut warnings = std::collections::BTreeMap::<String, usize>::new();
    for entry in walkdir::WalkDir::new(&corpus).sort_by_file_name().into_iter().flatten() {
        let Ok(text) = std::fs::read_to_string(entry.path()) else {
            continue;
        };
        let found = read(&text, &context).0.found;
        good += usize::from(!found.iter().any(Diagnostic::is_error));
        for found in found {
            let place = locate(&found, Some(text.as_bytes()))
                .place
                .map(|place| format!("{}:{} {}", place.line, place.column, place.text));
            if found.is_error() {
                let path = entry.path().strip_prefix(&corpus).unwrap_or(entry.path()).display();
                println!(
                    "{path}:{}\n    {}\n    {}",
                    place.unwrap_or_default(),
                    found.message,
                    found.hint.unwrap_or_default()
                );
            } else {
                let message = if found.code == Code::Comment {
                    format!("{} {}", found.message, place.unwrap_or_default())
                } else {
                    found.message
                };
                *warnings
                    .entry(
                        found
                            .group
                            .map_or(message, |group| format!("{}: {group}", found.code.name())),
                    )
                    .or_default() += 1;
            }
        }
    }
    warnings
        .iter()
        .for_each(|(warning, times)| println!("{times} x {warning}"));
    println!("{folder}: {good} good");
    Some(good)
}

#[test]
fn the_corpus_is_read_as_it_stands() {
    for (folder, role, least) in [
        ("news", Role::Article, 2_060),
        ("events", Role::Article, 325),
        ("authors", Role::Person, 0),
        ("topics", Role::Index, 0),
    ] {
        let good = corpus(folder, role);
        assert!(good.is_none_or(|good| good >= least), "{good:?} good in {folder}");
    }
}
