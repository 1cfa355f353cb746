//! The default theme, compiled into the program by `build.rs`.

use std::path::Path;

use crate::font::is_font;
use crate::read::whole_file;

/// The name of the default theme.
pub const NAME: &str = "courant";

/// Its files: path in the theme's folder, and bytes; sorted by path.
pub(super) static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/builtin_theme.rs"));

/// Returns its typefaces for pictures, by path in the theme's folder.
pub(super) fn fonts() -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let fonts = FILES
        .iter()
        .filter(|(path, _)| path.starts_with("fonts/") && is_font(path));
    fonts.map(|(path, bytes)| (*path, *bytes))
}

/// Where diagnostics say that the files of the default theme lie.
pub(super) const PLACE: &str = "(built in) themes/courant/";

/// Returns a file that diagnostics are about, by the path that they give it: one of the site in `root`, or of the default theme.
pub fn told_file(root: &Path, shown: &str) -> Option<Vec<u8>> {
    match builtin_file(shown) {
        Some(bytes) => Some(bytes.to_vec()),
        None => whole_file(&root.join(shown)).ok(),
    }
}

/// Returns a file of the default theme by the path that diagnostics give it, so that its line can be shown too.
pub fn builtin_file(shown: &str) -> Option<&'static [u8]> {
    let path = shown.strip_prefix(PLACE)?;
    FILES.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
}
