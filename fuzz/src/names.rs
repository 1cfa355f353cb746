//! Slugs, paths and addresses.

use std::path::{Component, Path};

use courant::config::base_url::path_under;
use courant::language::Tag;
use courant::parse::{document_name, foreign_language};
use courant::read::ContentPath;
use courant::safe::{
    address_meant, could_run_code, has_scheme, is_from_everywhere, is_safe_address, is_safe_file, runs_code,
};
use courant::slug::{slug_of_name, slugify};
use courant::url_path::UrlPath;

use super::{inert, text};

/// Schemes that run code, or open what is on the reader's own machine.
const HARMFUL: &[&str] = &["javascript", "vbscript", "data", "blob", "file", "about"];

/// Reads a text as all that a name can become.
pub fn names(bytes: &[u8]) {
    let Some(text) = text(bytes) else { return };
    slugs(text);
    paths(text);
    addresses(text);
}

fn slugs(text: &str) {
    for language in ["nl", "de", "tr", "ja"] {
        let language = Tag::parse(language).expect("a language");
        let slug = slugify(text, &language);
        assert_eq!(slugify(&slug, &language), slug);
        for slug in [slug, slug_of_name(text, &language)] {
            assert!(slug.len() <= 200, "{slug}");
            assert!(
                !slug.starts_with('-') && !slug.ends_with('-') && !slug.contains("--"),
                "{slug}"
            );
            assert!(!slug.contains(['/', '\\', '.', '%', '?', '#', ':', ' ']), "{slug}");
            assert!(
                slug.is_empty() || UrlPath::parse(&format!("/{slug}/")).is_some(),
                "{slug}"
            );
            assert_eq!(slug_of_name(&slug, &language), slug);
        }
    }
}

fn paths(text: &str) {
    if let Some(address) = UrlPath::parse(text) {
        stays_inside(&address.output_file());
        if let Some(more) = address.join("a/b") {
            stays_inside(&more.output_file());
        }
    }
    if let Some(address) = UrlPath::root().join(text) {
        stays_inside(&address.output_file());
    }
    if let Some(path) = ContentPath::new(text) {
        stays_inside(path.as_str());
        let languages = [Tag::dutch(), Tag::parse("en").expect("a language")];
        let name = document_name(&path, &languages);
        assert!(text.contains(&*name.stem) && text.starts_with(&*name.folder));
        foreign_language(&path, &languages);
    }
    if is_safe_file(text) && text.starts_with('/') {
        let mut depth = 0;
        for part in Path::new(text).components().skip(1) {
            depth += if part == Component::ParentDir { -1 } else { 1 };
            assert!(depth >= 0, "{text}");
        }
    }
}

/// Checks that a path names a file below the folder that it is taken from, on any system.
fn stays_inside(path: &str) {
    assert!(!path.contains(['\\', '\0']) && !path.is_empty(), "{path}");
    let parts = Path::new(path).components();
    assert!(parts.clone().all(|part| matches!(part, Component::Normal(_))), "{path}");
    assert!(path.split('/').all(|part| !matches!(part, "" | "." | "..")), "{path}");
}

fn addresses(text: &str) {
    let scheme = inert::scheme(text);
    if is_safe_address(text) {
        inert::harmless(text);
        assert!(!runs_code(text), "{text:?}");
    }
    if scheme.as_deref().is_some_and(|scheme| HARMFUL.contains(&scheme)) {
        assert!(runs_code(text) && has_scheme(text), "{text:?}");
    }
    if could_run_code(text) {
        assert!(runs_code(text), "{text:?}");
    }
    if !is_from_everywhere(text) {
        address_meant(text);
    }
    let own = ["https://proef.example/nieuws/", "http://127.0.0.1:1618/"];
    if let Some(path) = path_under(&own, text) {
        assert!(path.starts_with('/'));
    }
}
