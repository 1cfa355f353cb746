//! Pictures as templates see them.

use tera::Value;

use super::Shared;
use super::address::{absolute, href, permalink};
use super::fields::Fields;
use crate::organise::{EntryId, FileCopy};
use crate::parse::front_matter::ImageSpec;

/// Returns an IMAGE, or none where the picture cannot be found.
pub fn image(spec: Option<&ImageSpec>, entry: EntryId, shared: &Shared<'_>) -> Value {
    let Some((spec, src)) = spec.and_then(|spec| Some((spec, spec.src.as_ref()?))) else {
        return Value::none();
    };
    let config = shared.config;
    let fields = if is_elsewhere(&src.value) {
        Fields::new()
            .text("url", &src.value)
            .text("permalink", &absolute(&src.value, config))
            .with("width", Value::none())
            .with("height", Value::none())
            .with("type", Value::none())
    } else {
        let Some(file) = shared.file(entry, &src.value) else {
            return Value::none();
        };
        Fields::new()
            .text("url", &href(&file.url, config))
            .text("permalink", &permalink(&file.url, config))
            .with("width", dimension(file, |(width, _)| width))
            .with("height", dimension(file, |(_, height)| height))
            .maybe("type", media_type(file.file.path.file_name()))
    };
    fields
        .text("alt", spec.alt.as_deref().unwrap_or_default())
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

fn dimension(file: &FileCopy<'_>, which: impl Fn((u32, u32)) -> u32) -> Value {
    file.file
        .dimensions
        .map_or_else(Value::none, |size| Value::from(which(size)))
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
