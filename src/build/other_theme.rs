//! A theme in the place of the one that a site was built with, of which nothing but templates and the bytes of assets are others: the pages are the same.

use crate::diagnostic::{Checked, Diagnostic};
use crate::font::is_font;
use crate::organise::Site;
use crate::plan::view::SOCIAL_TEMPLATE;
use crate::theme::{Asset, Theme, made_of};

/// Returns a theme that was loaded, if it can take the place of the one that the site was built with. Cards, where there are any, are files by names that
/// say what is drawn on them.
pub(super) fn like(built_with: &Theme, loaded: Checked<Option<Theme>>, has_cards: bool) -> Option<Theme> {
    let is_good = !loaded.found.iter().any(Diagnostic::is_error);
    let theme = loaded.value.filter(|_| is_good)?;
    (is_like(built_with, &theme) && (!has_cards || draws_like(built_with, &theme))).then_some(theme)
}

fn is_like(one: &Theme, other: &Theme) -> bool {
    let names = |theme: &Theme| -> Vec<(String, String)> {
        let files = theme.templates.iter();
        files.map(|file| (file.layer.clone(), file.name.clone())).collect()
    };
    let words = |theme: &Theme| -> Vec<(String, String, String)> {
        let files = theme.words.iter();
        files
            .map(|file| (file.layer.clone(), file.name.clone(), file.text.clone()))
            .collect()
    };
    let options = |theme: &Theme| serde_json::to_string(&theme.options).ok();
    // What room a typeface takes is in stylesheets.
    let same_asset = |(a, b): (&Asset, &Asset)| a.path == b.path && (!is_font(&a.path) || a.bytes == b.bytes);
    let mut assets = one.assets.files.iter().zip(&other.assets.files);
    let mut fonts = one.fonts.iter().zip(&other.fonts);
    let same_fonts = fonts.all(|(a, b)| a.from_root == b.from_root && a.bytes == b.bytes);
    one.layers == other.layers
        && one.shortcodes == other.shortcodes
        && names(one) == names(other)
        && words(one) == words(other)
        && options(one) == options(other)
        && one.assets.files.len() == other.assets.files.len()
        && assets.all(same_asset)
        && one.fonts.len() == other.fonts.len()
        && same_fonts
}

fn draws_like(one: &Theme, other: &Theme) -> bool {
    let card = |theme: &Theme| made_of(theme).get(SOCIAL_TEMPLATE).map(|template| template.hash);
    card(one) == card(other)
}

/// The assets that have been others than those that the site was built with, by their place among them.
#[derive(Debug)]
pub(super) struct OtherAssets(Vec<bool>);

impl OtherAssets {
    /// None has been.
    pub fn of(built_with: &Theme) -> Self {
        Self(vec![false; built_with.assets.files.len()])
    }

    /// Returns those of a theme that are others, or have been, for a build may have put these into the output: by their path there. A file of the content
    /// goes before one of the theme.
    pub fn now(&mut self, built_with: &Theme, theme: &Theme, site: &Site<'_>) -> Vec<(String, Vec<u8>)> {
        let each = built_with.assets.files.iter().zip(&theme.assets.files);
        let mut assets = Vec::new();
        for ((was, is), is_other) in each.zip(&mut self.0) {
            *is_other |= was.url != is.url || was.bytes != is.bytes;
            let path = is.url.trim_start_matches('/');
            if *is_other && !site.files.iter().any(|copy| copy.url.output_file() == path) {
                assets.push((path.to_owned(), is.bytes.to_vec()));
            }
        }
        assets
    }
}
