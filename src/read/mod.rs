//! read: the content folder -> paths and texts. Knows nothing of Markdown.

mod left_out;
mod names;
mod picture;
mod source;
mod walk;

pub(crate) use left_out::{is_left_out, is_of_system};
pub use source::{ContentFile, ContentPath, Inventory, Source, source};
pub(crate) use source::{plain_words, whole_file};
pub use walk::{listed, walk};

/// The folders that a site is made of, beside `site.toml`; those of its themes lie in [`THEMES`].
pub(crate) const FOLDERS: [&str; 5] = ["content", "templates", "assets", "i18n", "fonts"];
/// The folder of the site's themes, each of which may be a link.
pub(crate) const THEMES: &str = "themes";
