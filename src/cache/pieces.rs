//! A file of the cache to which pieces are added, one behind the other. Each is found again by its place, and checked by its hash: what a build that was
//! killed left of one is not taken for whole.

use std::borrow::Cow;
use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::Mutex;

use xxhash_rust::xxh3::xxh3_64;

use super::folder::Cache;
use crate::parse::Kept;

/// How much is written at once, in bytes.
const BLOCK: usize = 1024 * 1024;

/// A file while pieces are added to it.
#[derive(Debug)]
pub(super) struct Adding {
    file: File,
    /// What is not yet in the file.
    ahead: Vec<u8>,
    /// Where the next piece goes.
    at: u64,
}

impl Adding {
    /// Opens the file of this name, emptied first if `anew`.
    pub fn open(cache: &Cache, name: &str, anew: bool) -> Option<Self> {
        let mut file = cache.open_beside(name, anew)?;
        let at = file.seek(SeekFrom::End(0)).ok()?;
        Some(Self {
            file,
            ahead: Vec::new(),
            at,
        })
    }

    /// Adds a piece that has this hash; returns its place.
    pub fn put(&mut self, piece: &[u8], hash: u64) -> Option<Kept> {
        let length = u32::try_from(piece.len()).ok()?;
        let at = self.at;
        self.at += u64::from(length);
        self.ahead.extend_from_slice(piece);
        if self.ahead.len() >= BLOCK {
            self.flush();
        }
        Some(Kept { at, length, hash })
    }

    /// Writes what is not yet in the file.
    pub fn flush(&mut self) {
        // What could not be written is not whole when it is asked for, and then made again from what it was made from.
        let _ = self.file.write_all(&self.ahead);
        self.ahead.clear();
    }
}

/// The pieces of a file.
#[derive(Debug, Default)]
pub(super) enum Pieces {
    /// There are none.
    #[default]
    None,
    /// Each is read when it is asked for.
    InFile(Mutex<File>),
    /// All are at hand.
    AtHand(Vec<u8>),
}

impl Pieces {
    /// Opens the file of this name, for a few of its pieces.
    pub fn few(cache: &Cache, name: &str) -> Self {
        let file = cache.open_beside(name, false);
        file.map_or(Self::None, |file| Self::InFile(Mutex::new(file)))
    }

    /// Reads the file of this name, for most of its pieces.
    pub fn all(cache: &Cache, name: &str) -> Self {
        let mut bytes = Vec::new();
        let read = cache
            .open_beside(name, false)
            .and_then(|mut file| file.read_to_end(&mut bytes).ok());
        read.map_or(Self::None, |_| Self::AtHand(bytes))
    }

    /// Returns a piece, if it is whole.
    pub fn get(&self, kept: Kept) -> Option<Cow<'_, [u8]>> {
        let length = kept.length as usize;
        let bytes = match self {
            Self::None => return None,
            Self::AtHand(bytes) => {
                let from = usize::try_from(kept.at).ok()?;
                Cow::Borrowed(bytes.get(from..)?.get(..length)?)
            }
            Self::InFile(file) => {
                let mut bytes = vec![0; length];
                let mut file = file.lock().ok()?;
                file.seek(SeekFrom::Start(kept.at)).ok()?;
                file.read_exact(&mut bytes).ok()?;
                Cow::Owned(bytes)
            }
        };
        (xxh3_64(&bytes) == kept.hash).then_some(bytes)
    }
}
