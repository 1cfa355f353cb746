//! The newsroom's overview of a site: the stages up to the site itself, without a page.

use std::sync::Arc;

use rayon::prelude::*;

use super::BuildOptions;
use super::documents::{Broken, Library, context_of, inventory, parted};
use super::settings::{read_config, stand_in};
use crate::cache::{Cache, Wanted};
use crate::date::Clock;
use crate::diagnostic::{Checked, Diagnostic};
use crate::newsroom::{Of, Overview};
use crate::organise::{Drafts, Material, Waiting, check_links, organise, taxonomy_folders};
use crate::parse::markdown::Sanitiser;
use crate::parse::{self, Document, ParseContext};
use crate::read::{self, ContentPath};
use crate::theme;

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
    let (config, site_toml) = read_config(options, found)?;
    // Defaults stand in for what cannot be read: another site than the one that somebody works on.
    if found.iter().any(Diagnostic::is_error) {
        return None;
    }
    let theme = theme::load(&options.root, &config, &site_toml).value;
    let theme = theme.or_else(|| stand_in(&options.root, &config))?;
    let content = options.root.join("content");
    let cache = options
        .cache
        .as_deref()
        .and_then(|folder| Cache::look(folder, &options.root));
    let inventory = inventory(&content, cache.as_ref()).into_value(found);
    let folders = taxonomy_folders(&config, &inventory.markdown);
    let context = ParseContext {
        config: &config,
        shortcodes: &theme.shortcodes,
        taxonomy_folders: &folders,
        sanitiser: Sanitiser::default(),
    };
    let library = Library {
        content: &content,
        context: &context,
        cache: cache.as_ref(),
        key: context_of(options, &site_toml, &context),
    };
    let (documents, broken) = documents(library, &inventory.markdown, found);
    let broken = broken.into_iter().map(|broken| (broken.waiting, broken.document));
    let broken: Vec<(Waiting, Option<Document>)> = broken.collect();
    let (waiting, left_out): (Vec<Waiting>, Vec<Option<Document>>) = broken.iter().cloned().unzip();
    let left_out: Vec<Document> = left_out.into_iter().flatten().collect();
    let clock = Clock::at(options.now);
    let site = organise(Material {
        documents: &documents,
        files: &inventory.files,
        in_error: &waiting,
        broken: &left_out,
        config: &config,
        taxonomy_folders: &folders,
        now: &clock,
        drafts: Drafts::Show,
        has_archive: false,
    });
    found.extend(site.found);
    if given.is_none() {
        found.extend(check_links(&site.value, &config));
    }
    let found = &given.map_or_else(|| found.as_slice().into(), Arc::clone);
    Some(Overview::new(Of {
        config: &config,
        site: &site.value,
        documents: &documents,
        broken: &broken,
        found,
        now: options.now,
    }))
}

/// Returns the documents at `paths`, those in error apart.
fn documents(library: Library<'_>, paths: &[ContentPath], found: &mut Vec<Diagnostic>) -> (Vec<Document>, Vec<Broken>) {
    let bytes = library.kept_bytes();
    let kept = library.kept(&bytes, Wanted::All);
    let one = |path: &ContentPath| {
        let stamp = library.cache.and_then(|cache| cache.inputs().get(&path.from_root()));
        let known = stamp.and_then(|stamp| library.unchanged(&kept, path, stamp));
        if let Some((_, document, found)) = known {
            return (Some(document), found);
        }
        match read::source(library.content, path, None) {
            Ok(source) => {
                let read = parse::document(&source, library.context);
                (Some(read.value), read.found)
            }
            Err(unreadable) => (None, vec![unreadable]),
        }
    };
    let (read, problems) = paths.par_iter().with_min_len(8).map(one).unzip();
    parted(read, problems, paths, found)
}
