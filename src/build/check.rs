//! `courant check`: what a build would tell, and what the rules of `check` find. Nothing is written.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use rayon::prelude::*;

use super::BuildOptions;
use super::stages::try_build;
use super::survey::{Survey, survey};
use crate::check::{
    DocumentView, PageView, Prose, Settled, Silences, SiteView, judged, of_document, of_page, of_site, silences,
};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::organise::{Drafts, Hidden, Kind, Site, Target, check_links};
use crate::parse::front_matter::{self, FrontMatter};
use crate::parse::{Document, markdown};
use crate::plan::{Page, Shows};
use crate::read;

/// What a check found.
#[derive(Debug)]
pub struct CheckReport {
    /// All of it, as bad as the settings say, without what is silenced.
    pub found: Vec<Diagnostic>,
    /// How many documents were looked at.
    pub documents: usize,
    /// The hash of each document's file as it was looked at.
    pub sources: HashMap<Arc<str>, u128>,
    /// Whether the rules were asked: not where the settings cannot be read.
    pub complete: bool,
}

/// Checks the site. Drafts are looked at where the options show them; what they are told of is never an error, unless a build tells it too.
pub fn check(options: &BuildOptions) -> CheckReport {
    let options = &BuildOptions {
        cache: None,
        ..options.seen_from_here()
    };
    let (mut with_drafts, mut by_rules) = (Vec::new(), Vec::new());
    let looked = survey(options, (None, options.drafts), &mut with_drafts, |seen, found| {
        found.extend(check_links(seen.site, seen.config));
        let view = SiteView {
            config: seen.config,
            site: seen.site,
            documents: seen.documents,
            inventory: seen.inventory,
            now: options.now,
        };
        by_rules.extend(of_site(&view));
        let (found, silences) = documents(&view, seen, options);
        by_rules.extend(found);
        let broken = seen.broken.iter().filter_map(|(_, document)| document.as_ref());
        let all = seen.documents.iter().chain(broken);
        let sources = all.map(|document| (document.path.from_root(), document.source));
        (silences, sources.collect::<HashMap<_, _>>(), seen.config.clone())
    });
    let Some((silences, sources, config)) = looked else {
        let found = judged(try_build(options, &|_, _, _| {}), &Settled::default());
        return CheckReport {
            found,
            documents: 0,
            sources: HashMap::new(),
            complete: false,
        };
    };
    let as_published = BuildOptions {
        drafts: Drafts::Hide,
        ..options.clone()
    };
    let of_pages = Mutex::new(Vec::new());
    let pages_are_made = AtomicBool::new(false);
    let mut found = try_build(&as_published, &|page, bytes, site| {
        pages_are_made.store(true, Ordering::Relaxed);
        let told = page_found(page, bytes, site, &config);
        if !told.is_empty() {
            of_pages.lock().unwrap_or_else(PoisonError::into_inner).extend(told);
        }
    });
    // What a build does not tell is of drafts, and ends no build.
    let known: HashSet<_> = found.iter().map(|one| (one.code, one.file.clone(), one.span)).collect();
    with_drafts.retain(|one| !known.contains(&(one.code, one.file.clone(), one.span)));
    found.extend(with_drafts.into_iter().map(Diagnostic::as_warning));
    found.extend(by_rules);
    found.extend(of_pages.into_inner().unwrap_or_else(PoisonError::into_inner));
    let settled = Settled {
        settings: config.check,
        silences,
        unasked: match pages_are_made.into_inner() {
            true => vec!["external"],
            false => vec!["external", "html"],
        },
    };
    CheckReport {
        found: judged(found, &settled),
        documents: sources.len(),
        sources,
        complete: true,
    }
}

/// Returns what the rules find in each document, and what is silenced in it.
fn documents(
    site: &SiteView<'_>,
    seen: Survey<'_>,
    options: &BuildOptions,
) -> (Vec<Diagnostic>, HashMap<Arc<str>, Silences>) {
    let hidden: HashMap<&str, &Hidden<'_>> = (seen.site.hidden.iter())
        .map(|hidden| (hidden.document.path().as_str(), hidden))
        .collect();
    let broken: Vec<&Document> = seen
        .broken
        .iter()
        .filter_map(|(_, document)| document.as_ref())
        .collect();
    let all = seen.documents.par_iter().chain(broken.into_par_iter());
    let each = all.map(|document| {
        let is_draft = document.front.draft == Some(true);
        if is_draft && options.drafts == Drafts::Hide {
            return (Vec::new(), None);
        }
        let Ok(source) = read::source(
            &options.root.join("content"),
            &document.path,
            None,
            seen.config.limits.document_megabytes,
        ) else {
            return (Vec::new(), None);
        };
        let (front, language, kind) = standing(document, seen.site, hidden.get(document.path.as_str()).copied());
        let language = language.map_or(&seen.config.language, |language| &seen.config.languages[language].tag);
        let (head, text_at) = front_matter::tree(&source.text);
        let passages = markdown::passages(&source.text, text_at);
        let prose = Prose::of(&passages);
        let view = DocumentView {
            document,
            front,
            source: &source.text,
            text_at,
            head: head.as_ref(),
            passages: &passages,
            prose: &prose,
            language,
            kind,
            site,
        };
        let mut found = of_document(&view);
        let mut silences = silences(&view);
        found.extend(
            std::mem::take(&mut silences.found)
                .into_iter()
                .map(|found| found.in_file(&view.file())),
        );
        let silences = (!silences.all.is_empty()).then(|| (view.file(), silences));
        (found, silences)
    });
    let (found, silences): (Vec<Vec<Diagnostic>>, Vec<Option<_>>) = each.unzip();
    (
        found.into_iter().flatten().collect(),
        silences.into_iter().flatten().collect(),
    )
}

/// Returns what is known of a document from the site: its front matter with what it inherits, its language (by number), and what it is.
fn standing<'d>(
    document: &'d Document,
    site: &'d Site<'_>,
    hidden: Option<&'d Hidden<'_>>,
) -> (&'d FrontMatter, Option<usize>, Option<Kind>) {
    if let Some(Target::Entry(id)) = site.targets.by_path.get(&document.path) {
        let entry = &site.entries[id.index()];
        return (&entry.front, Some(entry.language.index()), Some(entry.kind));
    }
    match hidden {
        Some(hidden) => (&hidden.front, Some(hidden.language.index()), None),
        None => (&document.front, None, None),
    }
}

/// Returns what the rules find in a page of HTML.
fn page_found(page: &Page, bytes: &[u8], site: &Site<'_>, config: &Config) -> Vec<Diagnostic> {
    let Ok(html) = std::str::from_utf8(bytes) else {
        return Vec::new();
    };
    // What no template makes is no HTML, and what leads on is read by nobody.
    if page.template.is_none() || matches!(page.shows, Shows::Redirect(_)) {
        return Vec::new();
    }
    let document = match page.shows {
        Shows::Entry(id) => Some(&site.entries[id.index()]),
        _ => None,
    };
    let view = PageView {
        url: page.url.as_str(),
        html,
        document: document.map(|entry| entry.document.path().from_root()),
        language: document.map(|entry| &config.languages[entry.language.index()].tag),
        config,
    };
    of_page(&view)
}
