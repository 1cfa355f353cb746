//! The default theme, compiled into the program by `build.rs`.

/// The name of the default theme.
pub const NAME: &str = "courant";

/// Its files: path in the theme's folder, and bytes; sorted by path.
pub(super) static FILES: &[(&str, &[u8])] = include!(concat!(env!("OUT_DIR"), "/builtin_theme.rs"));
