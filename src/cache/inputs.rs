//! What a site is made of: every file that a build may read, by size and time.

use std::fs::{self, File};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::time::{SystemTime, UNIX_EPOCH};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;
use xxhash_rust::xxh3::Xxh3;

use crate::config::SITE_TOML;
use crate::read::{FOLDERS, THEMES};

/// A file that was changed this shortly before, in nanoseconds, may be changed again without another time: disks count in steps of
/// up to two seconds (FAT).
const TRUSTED_AFTER: i64 = 2_000_000_000;

const CONTENT: &str = "content/";

/// How much of a file is hashed at a time, in bytes.
const BLOCK: usize = 256 * 1024;

/// Every file that a build may read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Inputs {
    /// Sorted by path.
    files: Vec<(String, Stamp)>,
    /// Whether the content is files in folders, and nothing else: no link, nothing that could not be looked at, and no name that stands here otherwise
    /// than on disk.
    #[serde(skip)]
    content_is_plain: bool,
}

/// A file, as far as one can tell without reading it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Stamp {
    /// In bytes.
    size: u64,
    /// When what it holds was last changed, in nanoseconds since 1970. Whoever sets it can set it back.
    modified: i64,
    /// When anything about it was last changed, where the system says: nobody can set that.
    changed: i64,
    /// What it holds, where the time says too little.
    hash: Option<u64>,
}

impl Inputs {
    /// Looks at the files of the site in `root`; `opened` is the time, in nanoseconds since 1970, by the clock of their disk.
    pub(super) fn of(root: &Path, opened: i64) -> Self {
        // The stages read nothing else.
        let themes = fs::read_dir(root.join(THEMES)).into_iter().flatten().flatten();
        let tops = [SITE_TOML]
            .into_iter()
            .chain(FOLDERS)
            .map(|part| root.join(part))
            .chain(themes.map(|theme| theme.path()));
        // A link within is a file here: what it leads to lies inside and is seen there, or outside and is not read.
        let mut files: Vec<(PathBuf, bool)> = Vec::new();
        let mut content_is_plain = true;
        for top in tops {
            let mut is_plain = true;
            // A folder that is a link is gone through, and where it leads may change too.
            if top.is_symlink() {
                is_plain = false;
                files.push((top.clone(), true));
            }
            for entry in WalkDir::new(&top).follow_links(false) {
                let Ok(entry) = entry else {
                    is_plain = false;
                    continue;
                };
                if !entry.file_type().is_dir() {
                    is_plain &= entry.file_type().is_file();
                    let is_link = entry.path_is_symlink();
                    files.push((entry.into_path(), is_link));
                }
            }
            content_is_plain &= is_plain || !top.ends_with("content");
        }
        let mut stamps: Vec<(String, Stamp)> = files
            .into_par_iter()
            .with_min_len(64)
            .map(|(path, is_link)| {
                let stamp = Stamp::of(&path, is_link, opened);
                let path = path.strip_prefix(root).unwrap_or(&path);
                (path.to_string_lossy().into_owned(), stamp)
            })
            .collect();
        // A name that is not plain text stands here otherwise than on disk, and so does a path where folders are parted by something else.
        let is_odd = |path: &str| path.contains(['\\', char::REPLACEMENT_CHARACTER]);
        content_is_plain &= !stamps
            .par_iter()
            .any(|(path, _)| is_odd(path) && path.starts_with("content"));
        stamps.sort_by(|a, b| a.0.cmp(&b.0));
        stamps.dedup_by(|later, first| later.0 == first.0);
        Self {
            files: stamps,
            content_is_plain,
        }
    }

    /// Returns the files of the content, by path from there; none where it must be looked at again, since it is more than files in folders.
    pub fn content(&self) -> Option<impl Iterator<Item = &str>> {
        let from = self.files.partition_point(|(path, _)| path.as_str() < CONTENT);
        let of_content = self.files[from..]
            .iter()
            .map_while(|(path, _)| path.strip_prefix(CONTENT));
        self.content_is_plain.then_some(of_content)
    }

    /// Returns how the file at `path`, from the site's root, stood.
    pub fn get(&self, path: &str) -> Option<&Stamp> {
        let at = self
            .files
            .binary_search_by(|(known, _)| known.as_str().cmp(path))
            .ok()?;
        Some(&self.files[at].1)
    }

    /// Returns the paths of the files that are no longer what they were; none where some have come or gone. `self` is what was, `now` what is:
    /// where the time of a file said too little then, or says too little now, what it holds decides.
    pub fn changed(&self, now: &Self, root: &Path) -> Option<Vec<&str>> {
        let same_files = self.files.len() == now.files.len()
            && self
                .files
                .iter()
                .zip(&now.files)
                .all(|((path, _), (same, _))| path == same);
        let each = same_files.then(|| self.files.par_iter().with_min_len(256).zip(&now.files))?;
        let changed = each.filter(|((path, then), (_, now))| !then.is(now, &root.join(path)));
        Some(changed.map(|((path, _), _)| path.as_str()).collect())
    }
}

impl Stamp {
    fn of(path: &Path, is_link: bool, opened: i64) -> Self {
        let metadata = fs::metadata(path).ok();
        let modified = metadata.as_ref().and_then(|metadata| metadata.modified().ok());
        let modified = modified.map_or(0, nanoseconds);
        let changed = metadata.as_ref().map_or(0, changed);
        let is_fresh = modified.max(changed).saturating_add(TRUSTED_AFTER) >= opened;
        Self {
            size: metadata.map_or(0, |metadata| metadata.len()),
            modified,
            changed,
            hash: if is_link {
                let mut hasher = Xxh3::new();
                let _ = hash_file(path, &mut hasher);
                // Where it leads counts too.
                let target = fs::read_link(path).unwrap_or_default();
                hasher.update(target.as_os_str().as_encoded_bytes());
                Some(hasher.digest())
            } else if is_fresh {
                hash_of(path)
            } else {
                None
            },
        }
    }

    /// Returns how large the file is, in bytes.
    pub fn size(&self) -> u64 {
        self.size
    }

    /// Whether its time said too little, so that what it holds must be looked at to know whether it is the same.
    pub fn needs_a_look(&self) -> bool {
        self.hash.is_some()
    }

    /// Whether the file at `path` is now, when it stands as `now` says, what it was when it stood as this says.
    pub fn is(&self, now: &Self, path: &Path) -> bool {
        if (self.size, self.modified, self.changed) != (now.size, now.modified, now.changed) {
            return false;
        }
        match (self.hash, now.hash) {
            (None, _) => true,
            (Some(then), Some(now)) => then == now,
            (Some(then), None) => hash_of(path) == Some(then),
        }
    }
}

/// Returns the hash of what a file holds; none for what is no file: a pipe would be waited for, and what stands for a device may never end.
fn hash_of(path: &Path) -> Option<u64> {
    let mut hasher = Xxh3::new();
    hash_file(path, &mut hasher).ok()?;
    Some(hasher.digest())
}

/// Hashes a file a block at a time, for it may be a film.
fn hash_file(path: &Path, hasher: &mut Xxh3) -> io::Result<()> {
    let metadata = fs::metadata(path)?;
    if !metadata.is_file() {
        return Err(io::ErrorKind::InvalidInput.into());
    }
    let mut file = File::open(path)?;
    let size = usize::try_from(metadata.len().saturating_add(1)).unwrap_or(BLOCK);
    let mut block = vec![0; size.clamp(512, BLOCK)];
    loop {
        match file.read(&mut block) {
            Ok(0) => return Ok(()),
            Ok(read) => hasher.update(&block[..read]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// Returns a time in nanoseconds since 1970, or before.
pub(super) fn nanoseconds(time: SystemTime) -> i64 {
    match time.duration_since(UNIX_EPOCH) {
        Ok(since) => i64::try_from(since.as_nanos()).unwrap_or(i64::MAX),
        Err(before) => i64::try_from(before.duration().as_nanos()).map_or(i64::MIN, |before| -before),
    }
}

#[cfg(unix)]
fn changed(metadata: &fs::Metadata) -> i64 {
    use std::os::unix::fs::MetadataExt as _;
    let second = metadata.ctime().saturating_mul(1_000_000_000);
    second.saturating_add(metadata.ctime_nsec())
}

#[cfg(not(unix))]
fn changed(_: &fs::Metadata) -> i64 {
    0
}
