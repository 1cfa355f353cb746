//! cache: what is known from one build to the next, in `.courant/` beside `site.toml`.
//!
//! Safe to delete, to copy, to find cut off or full of rubbish: what cannot be read is not there. What another version of the program kept
//! goes when the folder is opened, in one place, so that nothing in it need say whose it is. It is locked while a build uses it, so two builds of
//! one site go one after the other.

mod inputs;
mod folder;
mod documents;
mod outline;
mod packed;
mod code;
mod pages;
mod pieces;

pub use code::{Coloured, code, keep_code};
pub use documents::{Keeper, KeptDocuments, KeptId, KeptTexts, Wanted};
pub use folder::{CACHE, Cache, IGNORE, make_folder};
pub use inputs::{Inputs, Stamp};
pub use outline::{differ_in_lines, outline};
pub use packed::Numbers;
pub use pages::{KeptPage, KeptPages};
