//! Keys that look like a slip of a key that Courant knows.

use super::{HeadContext, Role};
use crate::diagnostic::{Code, Diagnostic};
use crate::tree::Key;

/// The keys that any front matter may have, beside the taxonomies.
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

/// The keys that a person's front matter has beside them.
pub(super) const PERSON_KEYS: &[&str] = &["name", "role", "organisation", "photo", "email", "links"];

/// What other generators and other habits call it; small letters, without `_` and `-`.
const FOREIGN: &[(&str, &str)] = &[
    ("alias", "aliases"),
    ("author", "authors"),
    ("auteur", "authors"),
    ("auteurs", "authors"),
    ("concept", "draft"),
    ("correction", "corrections"),
    ("cover", "image"),
    ("datum", "date"),
    ("description", "summary"),
    ("download", "downloads"),
    ("embargo", "publish_at"),
    ("events", "event"),
    ("excerpt", "summary"),
    ("expires", "expires_at"),
    ("expirydate", "expires_at"),
    ("featuredimage", "image"),
    ("images", "image"),
    ("lang", "language"),
    ("lastmod", "updated"),
    ("lastmodified", "updated"),
    ("lastmodifiedat", "updated"),
    ("lastupdated", "updated"),
    ("layout", "template"),
    ("lead", "summary"),
    ("metatitle", "seo_title"),
    ("modified", "updated"),
    ("permalink", "url"),
    ("pubdate", "date"),
    ("publiceren", "publish_at"),
    ("publicerenop", "publish_at"),
    ("publishdate", "publish_at"),
    ("publishon", "publish_at"),
    ("published", "date"),
    ("publishedat", "date"),
    ("quote", "quotes"),
    ("redirectfrom", "aliases"),
    ("tableofcontents", "toc"),
    ("tag", "tags"),
    ("takeaway", "takeaways"),
    ("teaser", "summary"),
    ("titel", "title"),
    ("trefwoorden", "tags"),
    ("unpublishdate", "expires_at"),
    ("verloopt", "expires_at"),
    ("verlooptop", "expires_at"),
];

/// Words that look like a known key and are words of their own.
const OWN: &[&str] = &[
    "data",
    "late",
    "rate",
    "height",
    "updates",
    "charges",
    "changer",
    "ranges",
    "tabs",
    "rags",
    "image_url",
];

/// Returns a warning if `key` looks like a slip of a known one.
pub(super) fn near_miss(key: &Key, context: &HeadContext<'_>) -> Option<Diagnostic> {
    if matches!(
        &*key.text,
        "start" | "end" | "venue" | "registration_url" | "online_url"
    ) {
        let message = format!("{} stands outside of event, so it is not read", key.text);
        let hint = format!(
            "put it under event:  event:  and on the next line, two spaces in,  {}: …",
            key.text
        );
        return Some(
            Diagnostic::new(Code::NearMiss, message)
                .at(key.span)
                .hint(hint)
                .grouped(&*key.text),
        );
    }
    let meant = meant(&key.text, context)?;
    let text = &key.text;
    if matches!(meant, "publish_at" | "draft") {
        let message = format!("{text} is not a key of Courant; did you mean {meant}?");
        let hint = format!("write {meant} in its place; as it stands, this would be published at once");
        return Some(Diagnostic::new(Code::LostEmbargo, message).at(key.span).hint(hint));
    }
    Some(
        Diagnostic::new(
            Code::NearMiss,
            format!("{text} is not a key of Courant; did you mean {meant}?"),
        )
        .at(key.span)
        .hint(format!(
            "write {meant} in its place if you mean that; templates see this as page.extra.{text}"
        ))
        .grouped(&**text),
    )
}

fn meant<'a>(key: &str, context: &HeadContext<'a>) -> Option<&'a str> {
    let person: &[&str] = if context.role == Role::Person { PERSON_KEYS } else { &[] };
    let known = || CORE_KEYS.iter().chain(person).chain(context.taxonomies).copied();
    if OWN.contains(&key) {
        return None;
    }
    let bare = |key: &str| {
        key.bytes()
            .filter(|byte| !matches!(byte, b'_' | b'-'))
            .map(|byte| byte.to_ascii_lowercase())
            .collect::<Vec<u8>>()
    };
    let own = bare(key);
    if let Some((_, meant)) = FOREIGN.iter().find(|(foreign, _)| foreign.as_bytes() == own) {
        return known().find(|known| known == meant);
    }
    let same = known().find(|known| known.len().abs_diff(key.len()) <= 2 && bare(known) == own);
    same.or_else(|| nearest(key, known())).or_else(|| {
        let long = FOREIGN
            .iter()
            .map(|(foreign, _)| *foreign)
            .filter(|foreign| foreign.len() >= 8);
        let near = nearest(key, long)?;
        let (_, meant) = FOREIGN.iter().find(|(foreign, _)| *foreign == near)?;
        known().find(|known| known == meant)
    })
}

/// Returns the known key that a writer probably meant: one slip away, or two where the key is long. Short keys are too
/// often words of their own ("host", "deck", "toc").
pub(super) fn nearest<'k>(key: &str, known: impl Iterator<Item = &'k str>) -> Option<&'k str> {
    let allowed = match key.len() {
        0..=3 => return None,
        4..=5 => 1,
        _ => 2,
    };
    let letters = letters(key);
    let close = known.filter(|known| {
        known.len() >= 4
            && known.len().abs_diff(key.len()) <= allowed
            && (letters ^ self::letters(known)).count_ones() as usize <= 2 * allowed
    });
    let near = close
        .map(|known| (strsim::osa_distance(known, &key.to_ascii_lowercase()), known))
        .min();
    near.filter(|(distance, _)| *distance <= allowed)
        .map(|(_, known)| known)
}

/// Returns which letters stand in a key, one bit each: each slip changes two of them at most. Far cheaper than a
/// distance, which nearly no key then needs.
fn letters(key: &str) -> u32 {
    key.bytes()
        .filter(u8::is_ascii_alphabetic)
        .fold(0, |letters, byte| letters | 1 << ((byte | 0x20) - b'a'))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::TimeZone;

    #[track_caller]
    fn check(role: Role, key: &str, expected: Option<&str>) {
        let timezone = TimeZone::utc();
        let context = HeadContext {
            timezone: &timezone,
            taxonomies: &["tags", "topics", "authors"],
            title_keys: &[],
            role,
            is_translation: false,
        };
        assert_eq!(meant(key, &context), expected, "{key}");
    }

    #[test]
    fn slips_are_seen() {
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
            ("pubDate", "date"),
            ("descripton", "summary"),
            ("lastmod", "updated"),
            ("description", "summary"),
            ("Tags", "tags"),
            ("topcis", "topics"),
            ("newsleter", "newsletter"),
            ("expiry_date", "expires_at"),
            ("seotitle", "seo_title"),
            ("dates", "date"),
            ("wieght", "weight"),
            ("SLUG", "slug"),
            ("autors", "authors"),
            ("aliasses", "aliases"),
        ] {
            check(Role::Article, key, Some(known));
        }
        check(Role::Person, "emial", Some("email"));
    }

    #[test]
    fn other_words_are_left_alone() {
        for key in [
            "host",
            "deck",
            "source",
            "venue",
            "city",
            "zip",
            "data",
            "height",
            "subtitle",
            "canonical",
            "weights_of_things",
            "late",
            "page",
            "kind",
            "host_url",
            "source_url",
            "event_organizer",
            "youtube_id",
            "é",
            "",
            "name",
            "email",
            "updates",
            "short_url",
        ] {
            check(Role::Article, key, None);
        }
    }
}
