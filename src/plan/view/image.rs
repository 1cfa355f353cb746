//! Pictures as templates see them.

use tera::Value;

use super::Shared;
use super::address::{absolute, href, permalink};
use super::fields::Fields;
use crate::organise::{EntryId, FileCopy};
use crate::parse::front_matter::ImageSpec;

/// A picture that a document shows.
pub struct Picture<'a> {
    /// Its whole address.
    pub url: String,
    /// Its file; none of one elsewhere.
    pub file: Option<&'a FileCopy<'a>>,
}

/// Finds the picture that is called `src` in a document; none where it is not there.
pub fn picture<'a>(src: &str, of: EntryId, shared: &Shared<'a>) -> Option<Picture<'a>> {
    if is_elsewhere(src) {
        let url = absolute(src, shared.config);
        return Some(Picture { url, file: None });
    }
    let file = shared.file(of, src)?;
    let url = permalink(&file.url, shared.config);
    Some(Picture { url, file: Some(file) })
}

/// Returns an IMAGE, or none where the picture cannot be found.
pub fn image(spec: Option<&ImageSpec>, entry: EntryId, shared: &Shared<'_>) -> Value {
    let found = spec.and_then(|spec| {
        let src = &*spec.src.as_ref()?.value;
        Some((spec, src, picture(src, entry, shared)?))
    });
    let Some((spec, src, Picture { url, file })) = found else {
        return Value::none();
    };
    let dimensions = file.and_then(|file| file.file.dimensions);
    let dimension = |number: Option<u32>| number.map_or_else(Value::none, Value::from);
    let own = file.map(|file| href(&file.url, shared.config));
    Fields::new()
        .text("url", own.as_deref().unwrap_or(src))
        .text("permalink", &url)
        .with("width", dimension(dimensions.map(|(width, _)| width)))
        .with("height", dimension(dimensions.map(|(_, height)| height)))
        .maybe("type", file.and_then(|file| media_type(file.file.path.file_name())))
        .text("alt", spec.alt.as_deref().unwrap_or_default())
        .with(
            "long_description",
            shared.inline(entry, spec.long_description.as_deref()),
        )
        .with("caption", shared.inline(entry, spec.caption.as_deref()))
        .maybe("credit", spec.credit.as_deref())
        .maybe("license", spec.license.as_deref())
        .maybe("focus", spec.focus.as_deref())
        .into()
}

/// Whether a picture's address has a scheme or a host of its own.
pub fn is_elsewhere(src: &str) -> bool {
    src.starts_with("https://")
        || src.starts_with("//")
        || src
            .find(':')
            .is_some_and(|at| src[..at].bytes().all(|b| b.is_ascii_alphabetic()))
}

/// Returns the media type of a picture by its name's ending.
pub fn media_type(name: &str) -> Option<&'static str> {
    let ending = name.rsplit_once('.')?.1.to_ascii_lowercase();
    Some(match ending.as_str() {
        "jpg" | "jpeg" => "image/jpeg",
        "png" => "image/png",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "gif" => "image/gif",
        "svg" => "image/svg+xml",
        _ => return None,
    })
}
