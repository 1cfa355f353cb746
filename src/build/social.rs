//! The typefaces of social cards.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_128;

use crate::config::{Config, SITE_TOML};
use crate::diagnostic::{Code, Diagnostic};
use crate::font::{Typeface, Typefaces, is_font};
use crate::plan::view::{Drawing, SOCIAL_TEMPLATE};
use crate::read::Inventory;
use crate::theme::Theme;

/// What social cards are drawn with.
pub(super) struct ForSocial {
    /// The typefaces: those that an option of the theme names, by the name of the option; those of the site and its themes; those of the program.
    pub typefaces: Arc<Typefaces>,
    words: u128,
}

impl ForSocial {
    /// Returns what all social cards are drawn with.
    pub fn drawing(&self) -> Drawing<'_> {
        Drawing {
            typefaces: &self.typefaces,
            words: self.words,
        }
    }
}

/// Gathers what social cards are drawn with; none where the site has none.
pub(super) fn for_social(
    (config, theme): (&Config, &Theme),
    inventory: &Inventory,
    content: &Path,
    found: &mut Vec<Diagnostic>,
) -> Option<ForSocial> {
    let has_template = theme.templates.iter().any(|template| template.name == SOCIAL_TEMPLATE);
    if !config.social.cards || !has_template {
        return None;
    }
    let named: Vec<_> = theme
        .named_files
        .iter()
        .filter(|named| is_font(&named.value.1))
        .collect();
    let of_options = named.iter().map(|named| {
        let path = named.value.1.trim_start_matches('/');
        let is_content = inventory.files.iter().any(|file| file.path.as_str() == path);
        let mut files = theme.assets.files.iter();
        let of_theme = files.find(|asset| asset.path.strip_prefix("static/") == Some(path));
        match of_theme {
            Some(asset) if !is_content => Cow::Borrowed(&*asset.bytes),
            // One that is not there has been told of.
            _ => Cow::Owned(std::fs::read(content.join(path)).unwrap_or_default()),
        }
    });
    let of_options: Vec<Cow<'_, [u8]>> = of_options.collect();
    let options = named.iter().zip(&of_options).map(|(named, bytes)| Typeface {
        bytes,
        alias: Some(&*named.value.0),
    });
    let files = theme.fonts.iter().map(|font| Typeface {
        bytes: &font.bytes,
        alias: None,
    });
    let (typefaces, unreadable) = Typefaces::read(options.chain(files));
    let hint = "give the file as .ttf, .otf, .woff or .woff2, as it came from who made it";
    found.extend(unreadable.into_iter().map(|place| match named.get(place) {
        Some(named) => {
            let (option, path) = &named.value;
            let message =
                format!("{option} is {path}, which cannot be read as a typeface: social cards are written in another");
            let unreadable = Diagnostic::new(Code::UnreadableFont, message).hint(hint);
            unreadable.at(named.span).in_file(&SITE_TOML.into())
        }
        None => {
            let message = "this cannot be read as a typeface: social cards are written in another";
            let unreadable = Diagnostic::new(Code::UnreadableFont, message).hint(hint);
            unreadable.in_file(&theme.fonts[place - named.len()].from_root)
        }
    }));
    let words: Vec<_> = theme
        .words
        .iter()
        .map(|words| (&words.layer, &words.name, &words.text))
        .collect();
    Some(ForSocial {
        typefaces: Arc::new(typefaces),
        words: xxh3_128(format!("{words:?}").as_bytes()),
    })
}
