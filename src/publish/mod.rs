//! publish: bytes -> files in the output folder, only those that differ; what no longer belongs goes.
//!
//! **All or nothing.** A template that fails on the last page, or a full disk, changes nothing. Into a new folder pages are written as
//! they come, and taken out again should the build fail. In a folder that holds a site, what differs is held back (in memory, past a
//! limit on disk) until all is known to be good; then it is written, whole, beside the site, the way is looked at, a mark is set, and
//! each file is moved to its place; stale ones are removed, and the list of files comes last. A build that finds the mark of one that
//! was killed trusts no record and compares by reading.
//!
//! **Whose file is it?** The manifest (`.courant-manifest` in the output folder, so that it goes where the folder goes) names
//! every file with size and hash. What it does not name is somebody else's: never touched, and an output folder that
//! holds such files is refused. So is a stale file that does not hold what Courant wrote. Where the list is lost, what is byte for byte
//! what would be written is taken for ours. No file is written into: it is moved over, so that whatever else has its bytes (a hard link,
//! the target of a link) keeps them; and no link is followed but the output folder itself.

mod commit;
mod disk;
mod foreign;
mod hold;
mod listing;
mod look;
mod manifest;
mod pieces;
mod publisher;
mod stale;
mod unlisted;
mod way;

pub use hold::{Held, hold};
pub use listing::Listing;
pub use look::{Look, look};
pub use manifest::MANIFEST;
pub use pieces::Pieces;
pub use publisher::{Published, Publisher, Put, is_as_left, manifest_hash};
