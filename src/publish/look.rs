//! A look at the output folder before anything is written: what Courant wrote there, what of that is as it was, and what else there is.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::disk;
use super::manifest::Manifest;
use super::unlisted::unlisted;

/// How an output folder was found.
#[derive(Debug)]
pub struct Look {
    pub(super) former: Manifest,
    /// For each file of the list, whether it is there as it was written, by size and time.
    pub(super) untouched: Vec<bool>,
    /// The files that are not on the list.
    pub(super) unlisted: Vec<String>,
    /// For each file of the list, when something last came into its folder or went, if that holds only what is on the list; else 0.
    pub(super) folders: Vec<u64>,
}

impl Look {
    /// Whether every file of the list is there as it was written, by a build that came to its end.
    pub(super) fn is_as_left(&self) -> bool {
        !self.former.under_way && self.untouched.iter().all(|untouched| *untouched)
    }

    /// Whether there are files that Courant wrote.
    pub fn holds_a_site(&self) -> bool {
        !self.former.files.is_empty()
    }
}

/// Looks at an output folder. Nothing in it is read but the list of files; so it can be done beside other work.
pub fn look(output: &Path) -> Look {
    let former = Manifest::read(output);
    let is_untouched = |(path, record): &(Arc<str>, _)| disk::is_untouched(&output.join(&**path), record);
    let (untouched, found) = rayon::join(
        || former.files.par_iter().with_min_len(64).map(is_untouched).collect(),
        || unlisted(output, &former),
    );
    Look {
        former,
        untouched,
        unlisted: found.files,
        folders: found.folders,
    }
}
