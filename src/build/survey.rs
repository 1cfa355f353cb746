//! A look at a site without a build: the stages up to the site itself, without a page.

use rayon::prelude::*;

use super::BuildOptions;
use super::documents::{Broken, Library, inventory, parted};
use super::settings::{read_config, stand_in};
use crate::cache::{Cache, Wanted};
use crate::config::Config;
use crate::date::Clock;
use crate::diagnostic::Diagnostic;
use crate::organise::{Drafts, Material, Site, Waiting, organise, taxonomy_folders};
use crate::parse::{self, Document, ParseContext};
use crate::read::{ContentPath, Inventory};
use crate::theme;

/// A site as it was found.
#[derive(Clone, Copy)]
pub(super) struct Survey<'s> {
    pub config: &'s Config,
    pub inventory: &'s Inventory,
    /// The documents that can be published, sorted by path.
    pub documents: &'s [Document],
    /// Those that are left out since they are in error, with what could be read of them.
    pub broken: &'s [(Waiting, Option<Document>)],
    /// What the good ones make together.
    pub site: &'s Site<'s>,
}

/// Looks at the site: what is known of its documents is taken from `cache`, without waiting for a build or holding one up. What is found before links
/// are looked at goes to `found`. None where there is no site to be seen, since its settings cannot be read.
pub(super) fn survey<T>(
    options: &BuildOptions,
    (cache, drafts): (Option<&Cache>, Drafts),
    found: &mut Vec<Diagnostic>,
    seen: impl FnOnce(Survey<'_>, &mut Vec<Diagnostic>) -> T,
) -> Option<T> {
    let (config, site_toml) = read_config(options, found)?;
    // Defaults stand in for what cannot be read: another site than the one that somebody works on.
    if found.iter().any(Diagnostic::is_error) {
        return None;
    }
    let theme = theme::load(&options.root, &config, &site_toml).value;
    let theme = theme.or_else(|| stand_in(&options.root, &config))?;
    let content = options.root.join("content");
    let inventory = inventory(&content, cache).into_value(found);
    let folders = taxonomy_folders(&config, &inventory.markdown);
    let context = ParseContext::new(&config, &theme.shortcodes, &folders);
    let library = Library::of(options, &site_toml, &content, &context, cache);
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
        drafts,
        has_archive: false,
    })
    .into_value(found);
    let survey = Survey {
        config: &config,
        inventory: &inventory,
        documents: &documents,
        broken: &broken,
        site: &site,
    };
    Some(seen(survey, found))
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
        match library.source(path, None) {
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
