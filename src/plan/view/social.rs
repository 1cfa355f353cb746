//! What stands beside a link to a page where people share it: its picture, else one made of its headline (a social card), else the site's.

use std::sync::Arc;

use serde::Serialize;
use tera::Value;
use xxhash_rust::xxh3::xxh3_128;

use super::card::{kicker, kind_word};
use super::event::when_on_card;
use super::fields::{Fields, map_of};
use super::image::{image, is_elsewhere, media_type};
use super::{Shared, absolute, configured, href, permalink};
use crate::font::Typefaces;
use crate::organise::{EntryId, Kind, LanguageId, Target};
use crate::url_path::UrlPath;

/// The template of social cards.
pub const SOCIAL_TEMPLATE: &str = "social.svg";
/// How wide and high they are, in pixels: what LinkedIn, Facebook and Mastodon show whole.
pub const SOCIAL_SIZE: (u32, u32) = (1200, 630);
/// What tells this program from any other: the same card may be drawn otherwise by another one.
const PROGRAM: &str = env!("COURANT_IDENTITY");

/// What all social cards of a site are drawn with.
#[derive(Debug, Clone, Copy)]
pub struct Drawing<'a> {
    /// The typefaces.
    pub typefaces: &'a Typefaces,
    /// A hash of all words that a template can ask for.
    pub words: u128,
}

/// A social card of a document: what is written on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct SocialCard {
    kind: &'static str,
    /// In one line; a soft hyphen says where a word may be parted.
    headline: String,
    kicker: Option<String>,
    date: Option<String>,
    venue: Option<String>,
    status: Option<&'static str>,
    site: String,
    language: String,
    dir: &'static str,
}

/// A file with a social card.
#[derive(Debug)]
pub struct Social {
    /// Of which document.
    pub of: EntryId,
    /// In which language.
    pub language: LanguageId,
    /// Its address: a hash of all that it is drawn from is its name. So one at this address is the same picture, whenever it was drawn.
    pub url: UrlPath,
    card: SocialCard,
}

impl Social {
    /// Returns the value `social` of its template.
    pub fn value(&self) -> Value {
        map_of(&self.card)
    }
}

/// Returns the social card of a document; none for what is no article and no event, is not published, or has a picture of its own that can be
/// shown anywhere, and where a letter is in no typeface.
pub(super) fn social(id: EntryId, shared: &Shared<'_>) -> Option<Arc<Social>> {
    let drawing = shared.social?;
    let head = shared.head(id);
    if !matches!(head.kind, Kind::Article | Kind::Event) || head.is_draft {
        return None;
    }
    if head.image.is_some() && is_for_all(&image(head.image, id, shared)) {
        return None;
    }
    let text = |text: &str| drawing.typefaces.writable(text);
    let plain = |of: &str| Some(text(of)?.replace('\u{ad}', ""));
    let headline = text(head.title).filter(|headline| !headline.is_empty())?;
    let event = when_on_card(&head, shared);
    let date = head.date.map(|date| shared.locale(head.language).long_date(date.date));
    let date = event.as_ref().map_or(date, |event| Some(event.when.clone()));
    let venue = event.as_ref().and_then(|event| event.venue);
    let kicker = kicker(&head, shared);
    let language = &shared.config.languages[head.language.index()];
    let card = SocialCard {
        kind: kind_word(head.kind),
        headline,
        kicker: kicker.map_or(Some(None), |kicker| plain(kicker).map(Some))?,
        date: date.map_or(Some(None), |date| plain(&date).map(Some))?,
        venue: venue.map_or(Some(None), |venue| plain(venue).map(Some))?,
        status: event.map(|event| event.status),
        site: plain(shared.localized(&shared.config.title, head.language))?,
        language: language.tag.to_string(),
        dir: language.dir,
    };
    shared.see_template(SOCIAL_TEMPLATE);
    let template = shared.templates.get(SOCIAL_TEMPLATE)?.hash;
    let (_, ground) = shared.social_ground(head.language)?;
    // Texts and none can be written.
    let mut drawn_from = postcard::to_stdvec(&card).ok()?;
    drawn_from.extend(ground.to_le_bytes());
    drawn_from.extend(template.to_le_bytes());
    let name = format!("{:032x}", xxh3_128(&drawn_from));
    Some(Arc::new(Social {
        of: id,
        language: head.language,
        url: UrlPath::parse(&format!("/assets/social/{}.png", &name[..16]))?,
        card,
    }))
}

/// Returns what the template of social cards sees of the site in a language, and a hash of all that cards in it are drawn from but their texts and
/// the template.
pub(super) fn ground(site: &Value, drawing: Drawing<'_>) -> (Value, u128) {
    let field = |name: &str| site.get_from_path(name).cloned().unwrap_or_else(Value::none);
    let mut seen = Fields::new();
    for name in ["base_url", "language", "organisation", "options", "extra"] {
        seen.put(name, field(name));
    }
    let seen = Value::from(seen);
    let printed = serde_json::to_string(&seen).unwrap_or_default();
    let (words, fonts) = (drawing.words, drawing.typefaces.hash());
    let hash = xxh3_128(format!("{PROGRAM} {words} {fonts} {printed}").as_bytes());
    (seen, hash)
}

/// Returns the IMAGE that stands beside a link to a page, or none.
pub(super) fn social_image(entry: Option<EntryId>, title: &str, language: LanguageId, shared: &Shared<'_>) -> Value {
    let own = entry.map_or_else(Value::none, |id| shared.of_card(id, "image"));
    if is_for_all(&own) {
        return own;
    }
    if let Some(social) = entry.and_then(|id| shared.social(id)) {
        return picture(&social, title, shared);
    }
    let of_site = shared.site_value(language);
    let of_site = of_site.get_from_path("social_image").filter(|image| !image.is_none());
    of_site.cloned().unwrap_or(own)
}

/// Whether a picture is shown wherever people share: none is, and of the kinds of pictures not these.
fn is_for_all(image: &Value) -> bool {
    let kind = image.get_from_path("type").and_then(Value::as_str);
    !image.is_none() && !matches!(kind, Some("image/svg+xml" | "image/avif"))
}

/// Returns the social card of a document as an IMAGE, or none.
pub(super) fn card_image(id: EntryId, shared: &Shared<'_>) -> Value {
    let social = shared.social(id);
    social.map_or_else(Value::none, |social| picture(&social, shared.head(id).title, shared))
}

fn picture(social: &Social, title: &str, shared: &Shared<'_>) -> Value {
    image_of(
        (
            &href(&social.url, shared.config),
            &permalink(&social.url, shared.config),
        ),
        Some(SOCIAL_SIZE),
        Some("image/png"),
        title,
    )
}

/// Returns the picture of all pages without one as an IMAGE, or none.
pub(super) fn of_site(language: LanguageId, shared: &Shared<'_>) -> Value {
    let Some(picture) = &shared.config.social.image else {
        return Value::none();
    };
    let alt = shared.localized(&shared.config.title, language);
    let (url, kind) = (configured(&picture.value, shared.config), media_type(&picture.value));
    if is_elsewhere(&picture.value) {
        return image_of((&url, &url), None, kind, alt);
    }
    let size = match shared.target(picture.value.trim_start_matches('/')) {
        Some(Target::File(file)) => shared.file_size(file),
        // It is a file of the theme.
        _ => None,
    };
    image_of((&url, &absolute(&url, shared.config)), size, kind, alt)
}

fn image_of((url, permalink): (&str, &str), size: Option<(u32, u32)>, kind: Option<&str>, alt: &str) -> Value {
    let number = |number: Option<u32>| number.map_or_else(Value::none, Value::from);
    Fields::new()
        .text("url", url)
        .text("permalink", permalink)
        .with("width", number(size.map(|(width, _)| width)))
        .with("height", number(size.map(|(_, height)| height)))
        .maybe("type", kind)
        .text("alt", alt)
        .with("long_description", Value::none())
        .with("caption", Value::none())
        .maybe("credit", None)
        .maybe("license", None)
        .maybe("focus", None)
        .into()
}
