//! Keys that look like a slip of a key that Courant knows.

use super::embargo::{self, OtherDate};
use super::values::Values;
use super::{HeadContext, Role};
use crate::diagnostic::{Code, Diagnostic};
use crate::pasted;
use crate::tree::{Key, Node, ScalarValue};

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
    "check",
];

/// The keys that a person's front matter has beside them.
pub(super) const PERSON_KEYS: &[&str] = &["name", "role", "organisation", "photo", "email", "links"];

/// What other generators and other habits call it; small letters, without `_` and `-`.
const FOREIGN: &[(&str, &str)] = &[
    ("alias", "aliases"),
    ("auteur", "authors"),
    ("auteurs", "authors"),
    ("author", "authors"),
    ("concept", "draft"),
    ("correction", "corrections"),
    ("cover", "image"),
    ("datum", "date"),
    ("description", "summary"),
    ("download", "downloads"),
    ("embargo", "publish_at"),
    ("embargotot", "publish_at"),
    ("embargountil", "publish_at"),
    ("events", "event"),
    ("excerpt", "summary"),
    ("expiration", "expires_at"),
    ("expirationdate", "expires_at"),
    ("expireat", "expires_at"),
    ("expireon", "expires_at"),
    ("expires", "expires_at"),
    ("expireson", "expires_at"),
    ("expiry", "expires_at"),
    ("expirydate", "expires_at"),
    ("featuredimage", "image"),
    ("golive", "publish_at"),
    ("goliveat", "publish_at"),
    ("golivedate", "publish_at"),
    ("images", "image"),
    ("isdraft", "draft"),
    ("lang", "language"),
    ("lastmod", "updated"),
    ("lastmodified", "updated"),
    ("lastmodifiedat", "updated"),
    ("lastupdated", "updated"),
    ("layout", "template"),
    ("lead", "summary"),
    ("metatitle", "seo_title"),
    ("modified", "updated"),
    ("onlinevanaf", "publish_at"),
    ("permalink", "url"),
    ("pubdate", "date"),
    ("publicatiedatum", "date"),
    ("publiceren", "publish_at"),
    ("publicerenop", "publish_at"),
    ("publicerenvanaf", "publish_at"),
    ("publishdate", "publish_at"),
    ("published", "date"),
    ("publishedat", "date"),
    ("publishon", "publish_at"),
    ("quote", "quotes"),
    ("redirectfrom", "aliases"),
    ("tableofcontents", "toc"),
    ("tag", "tags"),
    ("takeaway", "takeaways"),
    ("teaser", "summary"),
    ("titel", "title"),
    ("trefwoorden", "tags"),
    ("unpublishat", "expires_at"),
    ("unpublishdate", "expires_at"),
    ("unpublishon", "expires_at"),
    ("verloopt", "expires_at"),
    ("verlooptop", "expires_at"),
    ("visiblefrom", "publish_at"),
    ("zichtbaarvanaf", "publish_at"),
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
    "unpublished",
];

/// Tells of an unknown key that looks like a slip of a known one. Those of `date` are held back in `dates`: what they are depends on the
/// other keys.
pub(super) fn near_miss(
    key: &Key,
    node: &Node,
    context: &HeadContext<'_>,
    values: &mut Values<'_>,
    dates: &mut Vec<OtherDate>,
) {
    if matches!(
        &*key.text,
        "start" | "end" | "venue" | "registration_url" | "online_url"
    ) {
        let message = format!("{} stands outside of event, so it is not read", key.text);
        let hint = format!(
            "put it under event:  event:  and on the next line, two spaces in,  {}: …",
            key.text
        );
        let found = Diagnostic::new(Code::NearMiss, message).at(key.span).hint(hint);
        values.found.push(found.grouped(&*key.text));
        return;
    }
    if embargo::slip(key, node, context, values) || pasted_space(key, values) {
        return;
    }
    let plain = pasted::meant(&key.text);
    let Some(meant) = meant(&plain, context) else { return };
    let found = match pasted::odd_key(&key.text) {
        Some(odd) => {
            let found = match meant {
                "title" if context.role == Role::Article => {
                    Diagnostic::new(Code::NoTitle, format!("{odd}, so this article has no title"))
                }
                _ => Diagnostic::new(Code::NearMiss, format!("{odd}, so it is not read")).grouped(&*key.text),
            };
            found.hint(values.hint_as_written(meant, node))
        }
        // `published: true`
        None if meant == "date" && is_yes_or_no(node) => {
            let message = format!("{plain} is not a key of Courant: whatever is no draft is published");
            Diagnostic::new(Code::NearMiss, message)
                .hint("take it out; templates see it as page.extra.".to_owned() + &plain)
                .grouped(&*key.text)
        }
        None => {
            let message = format!("{plain} is not a key of Courant; did you mean {meant}?");
            let hint = format!("write {meant} in its place if you mean that; templates see this as page.extra.{plain}");
            Diagnostic::new(Code::NearMiss, message).hint(hint).grouped(&*key.text)
        }
    };
    let found = found.at(key.span);
    let is_dated = || {
        node.scalar()
            .is_some_and(|scalar| scalar.text.bytes().any(|byte| byte.is_ascii_digit()))
    };
    match meant {
        "date" if is_dated() => dates.push(OtherDate::new(found, &plain, node, values)),
        _ => values.found.push(found),
    }
}

fn is_yes_or_no(node: &Node) -> bool {
    let value = node.scalar().map(|scalar| scalar.value);
    matches!(value, Some(ScalarValue::Bool(_)))
}

/// Tells of a key that spaces of another kind would put into the group above.
fn pasted_space(key: &Key, values: &mut Values<'_>) -> bool {
    let is_indented = key.text.starts_with(pasted::is_odd_space);
    if let Some(space) = pasted::named(&key.text).filter(|_| is_indented) {
        let message = format!("this line starts with {space}, which looks like a space and is none");
        let hint = format!(
            "delete what stands before {} and type spaces in its place",
            pasted::meant(&key.text)
        );
        values
            .found
            .push(Diagnostic::new(Code::Syntax, message).at(key.span).hint(hint));
    }
    is_indented
}

/// Returns the known key that an unknown one was meant for.
pub(super) fn meant<'a>(key: &str, context: &HeadContext<'a>) -> Option<&'a str> {
    let person: &[&str] = if context.role == Role::Person { PERSON_KEYS } else { &[] };
    let known = || CORE_KEYS.iter().chain(person).chain(context.taxonomies).copied();
    if OWN.contains(&key) {
        return None;
    }
    let own = bare(key);
    if let Some(meant) = foreign(key) {
        return known().find(|known| *known == meant);
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

/// Returns the known key for which other generators and other habits have this name.
pub(super) fn foreign(key: &str) -> Option<&'static str> {
    let own = bare(key);
    let known = FOREIGN.iter().find(|(foreign, _)| foreign.as_bytes() == own);
    known.map(|(_, meant)| *meant)
}

/// Returns a key in small letters, without `_` and `-`.
pub(super) fn bare(key: &str) -> Vec<u8> {
    key.bytes()
        .filter(|byte| !matches!(byte, b'_' | b'-'))
        .map(|byte| byte.to_ascii_lowercase())
        .collect()
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
            heading_is_title: false,
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
            ("unpublish_at", "expires_at"),
            ("unpublish_on", "expires_at"),
            ("expire_at", "expires_at"),
            ("expiry", "expires_at"),
            ("go_live", "publish_at"),
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
