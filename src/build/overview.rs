//! The newsroom's overview of a site: the stages up to the site itself, without a page.

use std::sync::Arc;

use rayon::prelude::*;

use super::BuildOptions;
use super::documents::{Library, context_of};
use super::settings::read_config;
use crate::cache::{Cache, KeptDocuments, Wanted};
use crate::config::Config;
use crate::date::Clock;
use crate::diagnostic::{Checked, Diagnostic};
use crate::newsroom::{Of, Overview};
use crate::organise::{Drafts, Material, Unpublished, Waiting, check_links, organise, taxonomy_folders};
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
    let theme = theme::load(&options.root, &config, &site_toml).value.or_else(|| {
        let config = Config {
            theme: theme::BUILTIN.to_owned(),
            ..config.clone()
        };
        theme::load(&options.root, &config, "").value
    })?;
    let content = options.root.join("content");
    let cache = options
        .cache
        .as_deref()
        .and_then(|folder| Cache::look(folder, &options.root));
    let inventory = match cache.as_ref().and_then(|cache| cache.inputs().content()) {
        Some(files) => read::listed(&content, files),
        None => read::walk(&content),
    };
    let inventory = inventory.into_value(found);
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

type BrokenOnes = Vec<(Waiting, Option<Document>)>;

/// Returns the documents at `paths`, those in error apart.
fn documents(library: Library<'_>, paths: &[ContentPath], all: &mut Vec<Diagnostic>) -> (Vec<Document>, BrokenOnes) {
    let bytes = library
        .cache
        .map_or_else(Vec::new, |cache| KeptDocuments::bytes(cache, library.key));
    let kept = library
        .cache
        .map(|cache| KeptDocuments::read(cache, &bytes, Wanted::All));
    let kept = kept.unwrap_or_default();
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
    let read: Vec<(Option<Document>, Vec<Diagnostic>)> = paths.par_iter().with_min_len(8).map(one).collect();
    let (mut good, mut broken) = (Vec::with_capacity(read.len()), Vec::new());
    for ((document, found), path) in read.into_iter().zip(paths) {
        let is_broken = found.iter().any(Diagnostic::is_error);
        all.extend(found);
        match document {
            Some(document) if !is_broken => good.push(document),
            document => {
                let title = document.as_ref().and_then(|document| document.front.title.as_ref());
                let title = title.map_or_else(|| path.as_str().into(), |title| title.value.clone());
                let (path, why) = (path.clone(), Unpublished::InError);
                broken.push((Waiting { path, title, why }, document));
            }
        }
    }
    (good, broken)
}
