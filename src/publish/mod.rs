//! publish: bytes -> files in the output folder, only those that differ; what no longer belongs goes.
//!
//! **All or nothing.** Pages are rendered into memory first, so that a template that fails on the last page changes nothing.
//! Then a mark is set, files are written, stale ones removed, and the manifest is written last. A build that finds the mark of one that was killed trusts no record and compares by reading.
//!
//! **Whose file is it?** The manifest (`.courant-manifest` in the output folder, so that it goes where the folder goes) names
//! every file with size and hash. What it does not name is somebody else's: never touched, and an output folder that
//! holds such files is refused.

mod manifest;
mod output;
mod staged;

pub use manifest::MANIFEST;
pub use output::{Published, publish};
pub use staged::{Content, Staged};
