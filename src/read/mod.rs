//! read: the content folder -> paths and texts. Knows nothing of Markdown.

mod left_out;
mod picture;
mod source;
mod walk;

pub(crate) use left_out::{is_left_out, is_of_system};
pub(crate) use source::plain_words;
pub use source::{ContentFile, ContentPath, Inventory, Source, source};
pub use walk::{listed, walk};
