//! The site at other moments: each built into a folder of its own, when somebody asks for it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use super::MOMENTS;
use super::desk::here;
use super::moment::At;
use crate::build::{BuildOptions, Host, Memory, OnError, Outcome, Warnings, build};
use crate::date::TimeZone;

/// How many are kept; the one that was asked for longest ago goes.
const MOST: usize = 4;

/// The site at other moments.
#[derive(Debug)]
pub(in crate::serve) struct Previews {
    /// A folder for nothing else, as a path without links.
    folder: PathBuf,
    kept: Mutex<Vec<Kept>>,
}

#[derive(Debug)]
struct Kept {
    at: At,
    /// After which build of the site it was built.
    number: u64,
    is_good: bool,
}

impl Previews {
    /// Keeps sites in `folder`, which is emptied: those of the last server are of a site as it was then.
    pub fn new(folder: PathBuf) -> io::Result<Self> {
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(&folder)?;
        Ok(Self {
            folder: folder.canonicalize()?,
            kept: Mutex::default(),
        })
    }

    /// Returns the folder of the site at a moment, built if it is not as of the build of this number; none where it cannot be built. One is built
    /// at a time, and who asks meanwhile waits.
    pub(super) fn folder(&self, at: At, number: u64, zone: &TimeZone, site: &BuildOptions) -> Option<PathBuf> {
        // A build that fails leaves the last good pages, and is not noted.
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let place = kept.iter().position(|known| known.at == at);
        let mut one = place.map_or_else(
            || Kept {
                at,
                number: 0,
                is_good: false,
            },
            |place| kept.remove(place),
        );
        let own = self.folder.join(at.to_string());
        let output = own.join("site");
        if one.number != number {
            let (address, _) = here(site);
            let report = build(&BuildOptions {
                root: site.root.clone(),
                output: output.clone(),
                base_url: Some(format!("{address}{MOMENTS}{at}/")),
                now: at.timestamp(zone),
                drafts: at.drafts,
                on_error: OnError::KeepGoing,
                warnings: Warnings::Told,
                host: Host::Named,
                memory: Memory::Free,
                cache: Some(own.join("kept")),
            });
            one.number = number;
            one.is_good |= report.outcome != Outcome::Failed;
        }
        let is_good = one.is_good;
        kept.push(one);
        if kept.len() > MOST {
            let oldest = kept.remove(0);
            drop_folder(&self.folder.join(oldest.at.to_string()));
        }
        is_good.then_some(output)
    }
}

/// What cannot be removed is emptied at the next start.
fn drop_folder(folder: &Path) {
    let _ = fs::remove_dir_all(folder);
}
