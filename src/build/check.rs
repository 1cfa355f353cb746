//! `courant check`: what a build would tell, and what the rules of `check` find. Nothing is written.

use std::collections::{HashMap, HashSet};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;
use rayon::prelude::*;

use super::BuildOptions;
use super::stages::{Ground, try_build};
use super::survey::{Survey, survey};
use crate::cache::CACHE;
use crate::check::external::{self, Link, Which};
use crate::check::{
    ByTemplate, DocumentView, PageView, Prose, Settled, Silences, SiteView, judged, of_document, of_page, of_site,
    silences,
};
use crate::config::{Config, SITE_TOML};
use crate::diagnostic::{Diagnostic, Span};
use crate::organise::{Drafts, Hidden, Kind, Site, Target, check_links};
use crate::parse::front_matter::{self, FrontMatter};
use crate::parse::{Document, markdown};
use crate::plan::{Page, Shows};
use crate::read;
use crate::theme::template_file;

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
    /// How many addresses of other sites were asked for, and of how many the answer was known; none where nobody asked.
    pub external: Option<(usize, usize)>,
}

/// Checks the site. Drafts are looked at where the options show them; what they are told of is never an error, unless a build tells it too.
///
/// Links to other sites are looked at where `real_now` is given, the time by which their answers are kept.
pub fn check(options: &BuildOptions, real_now: Option<Timestamp>) -> CheckReport {
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
        let (found, silences, links) = documents(&view, seen, options);
        by_rules.extend(found);
        let broken = seen.broken.iter().filter_map(|(_, document)| document.as_ref());
        let all = seen.documents.iter().chain(broken);
        let sources = all.map(|document| (document.path.from_root(), document.source));
        (links, silences, sources.collect::<HashMap<_, _>>(), seen.config.clone())
    });
    let Some((mut links, silences, sources, config)) = looked else {
        let found = judged(try_build(options, &|_, _, _, _| {}), &Settled::default());
        return CheckReport {
            found,
            documents: 0,
            sources: HashMap::new(),
            complete: false,
            external: None,
        };
    };
    let as_published = BuildOptions {
        drafts: Drafts::Hide,
        ..options.clone()
    };
    let of_pages = Mutex::new(ByTemplate::default());
    let pages_are_made = AtomicBool::new(false);
    let mut found = try_build(&as_published, &|page, bytes, site, ground| {
        pages_are_made.store(true, Ordering::Relaxed);
        if let Some((template, found)) = page_found(page, bytes, site, ground) {
            of_pages
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .add(template, found);
        }
    });
    // What a build does not tell is of drafts, and ends no build.
    let known: HashSet<_> = found.iter().map(|one| (one.code, one.file.clone(), one.span)).collect();
    with_drafts.retain(|one| !known.contains(&(one.code, one.file.clone(), one.span)));
    found.extend(with_drafts.into_iter().map(Diagnostic::as_warning));
    found.extend(
        of_pages
            .into_inner()
            .unwrap_or_else(PoisonError::into_inner)
            .finish(&by_rules),
    );
    found.extend(by_rules);
    let external = real_now.map(|now| {
        links.extend(links_of_settings(options, &config));
        external::check(
            &links,
            &Which::of(&config),
            Some(&options.root.join(CACHE).join(external::KEPT)),
            now,
        )
    });
    let mut unasked = Vec::new();
    if external.is_none() {
        unasked.push("external");
    }
    if !pages_are_made.into_inner() {
        unasked.push("html");
    }
    let counts = external.as_ref().map(|told| (told.addresses, told.known));
    found.extend(external.into_iter().flat_map(|told| told.found));
    let settled = Settled {
        settings: config.check,
        silences,
        unasked,
    };
    CheckReport {
        found: judged(found, &settled),
        documents: sources.len(),
        sources,
        complete: true,
        external: counts,
    }
}

/// Returns what the rules find in each document, and what is silenced in it.
fn documents(
    site: &SiteView<'_>,
    seen: Survey<'_>,
    options: &BuildOptions,
) -> (Vec<Diagnostic>, HashMap<Arc<str>, Silences>, Vec<Link>) {
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
            return (Vec::new(), None, Vec::new());
        }
        let Ok(source) = read::source(
            &options.root.join("content"),
            &document.path,
            None,
            seen.config.limits.document_megabytes,
        ) else {
            return (Vec::new(), None, Vec::new());
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
        (found, silences, external::links(&view))
    });
    let each: Vec<(Vec<Diagnostic>, Option<_>, Vec<Link>)> = each.collect();
    let (mut all, mut all_silences, mut links) = (Vec::new(), HashMap::new(), Vec::new());
    for (found, silences, of_document) in each {
        all.extend(found);
        all_silences.extend(silences);
        links.extend(of_document);
    }
    (all, all_silences, links)
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

/// Returns the links of `site.toml` to other sites; what is behind a comment is none, nor is where a form is sent.
fn links_of_settings(options: &BuildOptions, config: &Config) -> Vec<Link> {
    let text = std::fs::read_to_string(options.root.join(SITE_TOML)).unwrap_or_default();
    let form = config.newsletter.as_ref().map(|newsletter| newsletter.action.as_str());
    let mut written = external::addresses(&text, &[]);
    written.retain(|one| {
        let line = text[..one.at.start].rsplit('\n').next().unwrap_or_default();
        !line.trim_start().starts_with('#') && Some(&*one.address) != form
    });
    let links = written.into_iter().map(|one| Link {
        address: one.address,
        file: SITE_TOML.into(),
        span: Span::new(one.at.start, one.at.end),
    });
    links.collect()
}

/// Returns what the rules find in a page of HTML, and the file of its template; none for what is no such page.
fn page_found(
    page: &Page,
    bytes: &[u8],
    site: &Site<'_>,
    ground: &Ground<'_>,
) -> Option<(Option<Arc<str>>, Vec<Diagnostic>)> {
    let config = ground.config;
    let html = std::str::from_utf8(bytes).ok()?;
    // What no template makes is no HTML, and what leads on is read by nobody.
    let is_read = !matches!(page.shows, Shows::Redirect(_));
    let template = template_file(ground.theme, page.template.as_deref().filter(|_| is_read)?);
    let document = match page.shows {
        Shows::Entry(id) => Some(&site.entries[id.index()]),
        _ => None,
    };
    let view = PageView {
        url: page.url.as_str(),
        html,
        document: document.map(|entry| entry.document.path().from_root()),
        template: template.clone(),
        words: ground.words,
        language: document.map(|entry| &config.languages[entry.language.index()].tag),
        config,
    };
    Some((template, of_page(&view)))
}
