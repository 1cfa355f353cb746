//! Keys that look like a slip of a key that Courant knows.

use super::HeadContext;
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::Key;

/// The keys of DESIGN's table, without the taxonomies.
pub const CORE_KEYS: &[&str] = &[
    "title",
    "seo_title",
    "date",
    "updated",
    "publish_at",
    "expires_at",
    "draft",
    "summary",
    "kicker",
    "image",
    "event",
    "takeaways",
    "quotes",
    "downloads",
    "corrections",
    "changes",
    "withdrawn",
    "slug",
    "url",
    "aliases",
    "language",
    "translation_key",
    "template",
    "toc",
    "share",
    "newsletter",
    "weight",
    "series",
    "related",
];

/// What other generators call it.
const FOREIGN: &[(&str, &str)] = &[
    ("expirydate", "expires_at"),
    ("unpublishdate", "expires_at"),
    ("expires", "expires_at"),
    ("expiry_date", "expires_at"),
    ("publishdate", "publish_at"),
    ("pubdate", "date"),
    ("published", "date"),
    ("lastmod", "updated"),
    ("modified", "updated"),
    ("last_modified_at", "updated"),
    ("tag", "tags"),
    ("author", "authors"),
    ("alias", "aliases"),
    ("redirect_from", "aliases"),
    ("layout", "template"),
    ("lang", "language"),
    ("lead", "summary"),
    ("excerpt", "summary"),
    ("description", "summary"),
    ("meta_title", "seo_title"),
    ("download", "downloads"),
    ("quote", "quotes"),
    ("takeaway", "takeaways"),
    ("correction", "corrections"),
    ("translationkey", "translation_key"),
    ("events", "event"),
];

/// Returns a warning if `key` looks like a slip of a known one.
pub(super) fn near_miss(key: &Key, context: &HeadContext<'_>) -> Option<Diagnostic> {
    let meant = meant(&key.text, context.taxonomies)?;
    Some(
        Diagnostic::new(
            Code::NearMiss,
            format!("{} is not a key that Courant knows; did you mean {meant}?", key.text),
        )
        .at(key.span)
        .hint(format!(
            "write  {meant}:  where you mean that; otherwise leave it, templates see it as page.extra.{}",
            key.text
        ))
        .grouped(&*key.text),
    )
}

fn meant<'a>(key: &str, taxonomies: &[&'a str]) -> Option<&'a str> {
    let lower = key.to_lowercase().replace('-', "_");
    let known = || CORE_KEYS.iter().copied().chain(taxonomies.iter().copied());
    if let Some(same) = known().find(|known| *known == lower && *known != key) {
        return Some(same);
    }
    if let Some((_, meant)) = FOREIGN
        .iter()
        .find(|(foreign, _)| *foreign == lower.replace('_', "") || *foreign == lower)
    {
        return known().find(|known| known == meant);
    }
    // A word of its own ("host", "deck", "source") is no slip of another short word: the longer the key, the more may differ.
    let allowed = match lower.len() {
        0..=4 => return None,
        5..=7 => 1,
        _ => 2,
    };
    let close = known().filter(|known| known.len() >= 5);
    let near = close
        .map(|known| (strsim::damerau_levenshtein(known, &lower), known))
        .min();
    near.filter(|(distance, _)| *distance <= allowed)
        .map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::meant;

    #[test]
    fn slips_are_seen_and_other_words_left_alone() {
        let meant = |key| meant(key, &["tags", "authors"]);
        for (key, known) in [
            ("expirydate", "expires_at"),
            ("tag", "tags"),
            ("Title", "title"),
            ("author", "authors"),
            ("sumary", "summary"),
            ("publishDate", "publish_at"),
            ("takeaway", "takeaways"),
            ("publish-at", "publish_at"),
            ("tilte", "title"),
        ] {
            assert_eq!(meant(key), Some(known), "{key}");
        }
        for key in [
            "topics",
            "host",
            "deck",
            "source",
            "venue",
            "city",
            "zip",
            "weights_of_things",
            "canonical",
            "featured_image",
        ] {
            assert_eq!(meant(key), None, "{key}");
        }
    }
}
