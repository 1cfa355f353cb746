//! `site.toml`.

use courant::config::{read, read_all};

use super::{text, told};

/// Reads settings: with an error there are none to publish with, and defaults to judge the rest by in any case.
pub fn settings(bytes: &[u8]) {
    let Some(file) = text(bytes) else { return };
    let all = read_all(file);
    told::check(&all.found, file);
    let good = read(file);
    assert_eq!(good.value.is_none(), all.has_error());
    assert_eq!(good.found, all.found);
    assert!(
        all.value
            .base_urls()
            .iter()
            .all(|url| url.is_empty() || url.ends_with('/'))
    );
}
