//! The typefaces that `site.toml` names, measured.

use std::path::Path;

use crate::font::{Metrics, is_font, metrics};
use crate::read::Inventory;
use crate::theme::Theme;

/// What room typefaces take, by the path of their file without a `/` at the start.
pub(super) type Fonts = Vec<(String, Metrics)>;

/// Returns what room each font file takes that an option of the theme names, by its path without a `/` at the start: a file of the content, or else
/// of the theme. One that cannot be read is left out, and nothing stands in for it that is as large.
pub(super) fn fonts(theme: &Theme, inventory: &Inventory, content: &Path) -> Fonts {
    let named = theme
        .named_files
        .iter()
        .map(|named| named.value.1.trim_start_matches('/'));
    let measured = named.filter(|path| is_font(path)).filter_map(|path| {
        let is_content = inventory.files.iter().any(|file| file.path.as_str() == path);
        let of_theme = || {
            let mut files = theme.assets.files.iter();
            files.find(|asset| asset.path.strip_prefix("static/") == Some(path))
        };
        let metrics = match is_content {
            true => metrics(&std::fs::read(content.join(path)).ok()?)?,
            false => metrics(&of_theme()?.bytes)?,
        };
        Some((path.to_owned(), metrics))
    });
    measured.collect()
}
