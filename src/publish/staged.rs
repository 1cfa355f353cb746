//! What is to be written, before anything is.

use std::path::PathBuf;

/// A file of the new output.
#[derive(Debug)]
pub struct Staged {
    /// Its path in the output folder, with `/` between folders; made of a `UrlPath`, so it stays inside.
    pub path: String,
    /// What it holds.
    pub content: Content,
}

/// What a file holds.
#[derive(Debug)]
pub enum Content {
    /// These bytes.
    Bytes(Vec<u8>),
    /// The same as this file of the content folder.
    CopyOf(PathBuf),
}
