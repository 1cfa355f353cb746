//! The newsroom's overview of a site: the stages up to the site itself, without a page.

use std::sync::Arc;

use super::BuildOptions;
use super::survey::survey;
use crate::cache::Cache;
use crate::diagnostic::{Checked, Diagnostic};
use crate::newsroom::{Of, Overview};
use crate::organise::{Drafts, check_links};

/// Returns the overview of a site, of which a build with these options found what is in `found`. What the build kept of documents is read from there,
/// without waiting for a build or holding one up. None where there is no site to be seen, since its settings cannot be read.
///
/// Drafts are in it whatever the options say, since they are what a newsroom works on.
pub fn overview(options: &BuildOptions, found: &Arc<[Diagnostic]>) -> Option<Overview> {
    look(options, Some(found)).value
}

/// Returns the overview of a site without a build: what is found in it is what is found before a page is made. That is told beside it where there is no
/// site to be seen.
pub fn overview_alone(options: &BuildOptions) -> Checked<Option<Overview>> {
    look(options, None)
}

/// Looks at the site; `given` is what a build found, where there was one.
fn look(options: &BuildOptions, given: Option<&Arc<[Diagnostic]>>) -> Checked<Option<Overview>> {
    let mut found = Vec::new();
    let value = look_at(&options.seen_from_here(), given, &mut found);
    Checked { value, found }
}

fn look_at(options: &BuildOptions, given: Option<&Arc<[Diagnostic]>>, found: &mut Vec<Diagnostic>) -> Option<Overview> {
    let folder = options.cache.as_deref();
    let cache = folder.and_then(|folder| Cache::look(folder, &options.root));
    survey(options, (cache.as_ref(), Drafts::Show), found, |seen, found| {
        if given.is_none() {
            found.extend(check_links(seen.site, seen.config));
        }
        let found = &given.map_or_else(|| found.as_slice().into(), Arc::clone);
        Overview::new(Of {
            config: seen.config,
            site: seen.site,
            documents: seen.documents,
            broken: seen.broken,
            found,
            now: options.now,
        })
    })
}
