//! publish: bytes -> files in the output folder, only those that differ; what no longer belongs goes.
//!
//! **All or nothing.** A template that fails on the last page changes nothing. Into a new folder pages are written as they come,
//! and taken out again should the build fail; in a folder that holds a site, what differs is held back (in memory, past a limit on
//! disk) until all is known to be good. Then a mark is set, files are written, stale ones removed, and the manifest is written
//! last. A build that finds the mark of one that was killed trusts no record and compares by reading.
//!
//! **Whose file is it?** The manifest (`.courant-manifest` in the output folder, so that it goes where the folder goes) names
//! every file with size and hash. What it does not name is somebody else's: never touched, and an output folder that
//! holds such files is refused.

mod disk;
mod foreign;
mod manifest;
mod publisher;

pub use manifest::MANIFEST;
pub use publisher::{Published, Publisher, Put, is_as_left, manifest_hash};
