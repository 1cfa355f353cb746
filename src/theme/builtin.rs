//! The default theme, compiled into the program by `build.rs`.

/// The name of the default theme.
pub const NAME: &str = "courant";

/// Its files: path in the theme's folder, and bytes; sorted by path.
pub(super) static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/builtin_theme.rs"));

/// Where diagnostics say that the files of the default theme lie.
pub(super) const PLACE: &str = "(built in) themes/courant/";

/// Returns a file of the default theme by the path that diagnostics give it, so that its line can be shown too.
pub fn builtin_file(shown: &str) -> Option<&'static [u8]> {
    let path = shown.strip_prefix(PLACE)?;
    FILES.iter().find(|(known, _)| *known == path).map(|(_, bytes)| *bytes)
}
