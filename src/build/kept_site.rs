//! The site as it was put together and its pages as they were planned, kept for a build that changes neither.

use super::last;
use super::stages::Ground;
use crate::cache::Cache;
use crate::organise::{Material, Site, preserve};
use crate::plan::Page;

/// Up to how many documents a site is kept: one of more is put together again.
const MOST: usize = 131_072;

/// A site that was kept.
#[derive(Debug)]
pub(super) struct KeptSite {
    bytes: Vec<u8>,
    /// Where in `bytes` the site begins.
    site_at: usize,
    /// All of its pages.
    pub pages: Vec<Page>,
}

impl KeptSite {
    /// Whether a site made of this is kept: nothing in it may be in error, for that would have to be told again.
    pub fn is_for(material: &Material<'_>) -> bool {
        material.documents.len() <= MOST && material.in_error.is_empty()
    }

    /// Keeps a site; returns the hash of what is kept.
    pub fn keep(ground: &Ground<'_>, site: &Site<'_>, material: &Material<'_>, pages: &[Page]) -> Option<u128> {
        let cache = ground.cache?;
        let name = name(ground);
        let pages = postcard::to_stdvec(pages).ok();
        let bytes = pages.and_then(|pages| preserve(site, material.documents, material.files, pages));
        let Some(bytes) = bytes else {
            cache.forget(&name);
            return None;
        };
        cache.write(&name, &bytes)
    }

    /// Returns the site that was kept, if what was kept has this hash.
    pub fn read(cache: &Cache, ground: &Ground<'_>, hash: u128) -> Option<Self> {
        let bytes = cache.read_as(&name(ground), hash)?;
        let (pages, site) = postcard::take_from_bytes::<Vec<Page>>(&bytes).ok()?;
        let site_at = bytes.len() - site.len();
        Some(Self { pages, site_at, bytes })
    }

    /// The site, for [`restore`](crate::organise::restore).
    pub fn site(&self) -> &[u8] {
        &self.bytes[self.site_at..]
    }
}

fn name(ground: &Ground<'_>) -> String {
    last::key(ground.options).named("site")
}
