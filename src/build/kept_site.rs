//! The site as it was put together and its pages as they were planned, kept for a build that changes neither.

use super::stages::Ground;
use super::{BuildOptions, last};
use crate::cache::Cache;
use crate::organise::{Kept, Material, Site, preserve};
use crate::plan::Page;

/// Up to how many documents a site is kept: one of more is put together again.
const MOST: usize = 131_072;

/// A site that was kept.
pub(super) struct KeptSite<'a> {
    /// The site.
    pub site: Kept<'a>,
    /// All of its pages.
    pub pages: Vec<Page>,
}

impl<'a> KeptSite<'a> {
    /// Whether a site made of this is kept: nothing in it may be in error, for that would have to be told again.
    pub fn is_for(material: &Material<'_>) -> bool {
        material.documents.len() <= MOST && material.in_error.is_empty()
    }

    /// Keeps a site; returns the hash of what is kept.
    pub fn keep(ground: &Ground<'_>, site: &Site<'_>, material: &Material<'_>, pages: &[Page]) -> Option<u128> {
        let cache = ground.cache?;
        let name = name(ground.options);
        let pages = postcard::to_stdvec(pages).ok();
        let bytes = pages.and_then(|pages| preserve(site, material.documents, material.files, pages));
        let Some(bytes) = bytes else {
            cache.forget(&name);
            return None;
        };
        cache.write(&name, &bytes)
    }

    /// Returns the bytes in which the site was kept, if what was kept has this hash.
    pub fn bytes(cache: &Cache, options: &BuildOptions, hash: u128) -> Option<Vec<u8>> {
        cache.read_as(&name(options), hash)
    }

    /// Reads what [`KeptSite::bytes`] returned.
    pub fn read(bytes: &'a [u8]) -> Option<Self> {
        let (pages, site) = postcard::take_from_bytes(bytes).ok()?;
        Some(Self {
            site: Kept::read(site)?,
            pages,
        })
    }
}

fn name(options: &BuildOptions) -> String {
    last::key(options).named("site")
}
