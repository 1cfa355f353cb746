//! One round: the documents that are good so far -> the site in the output folder, or what is wrong with them.

use std::collections::HashSet;
use std::path::Path;
use std::thread;

use rayon::prelude::*;

use super::Warnings;
use super::last::PROGRAM;
use super::stages::{Ground, material};
use crate::cache;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::organise::{self, Material, Site, Waiting, check_links, check_settings, organise};
use crate::parse::Document;
use crate::parse::markdown::Highlighted;
use crate::plan::{self, view};
use crate::publish::{Published, Publisher, Put};
use crate::read::{ContentFile, ContentPath};
use crate::render::{self, Failed, Items, Renderer, TextFailed, check_shortcodes, render};
use crate::theme::{self, Theme, template_error};

/// What a round without errors gives.
pub(super) struct Rendered {
    pub published: Published,
    pub pages: usize,
    pub documents: usize,
    pub waiting: Vec<Waiting>,
}

/// Organises, plans, renders and publishes `documents`. What was told before counts where warnings are errors.
pub(super) fn round(
    ground: &Ground<'_>,
    documents: &[Document],
    files: &[ContentFile],
    in_error: &[Waiting],
    told_before: &[Diagnostic],
    problems: &mut Vec<Diagnostic>,
) -> Option<Rendered> {
    // Organising goes one by one, and the first block of a language takes as long as a hundred articles: colouring code takes another
    // core until the first page is made.
    let known = ground
        .cache
        .map_or_else(Default::default, |cache| cache::code(cache, PROGRAM));
    let before = known.len();
    let code = Highlighted::known(known);
    let rendered = thread::scope(|scope| {
        let with_code = documents.iter().filter(|document| document.body.has_code);
        let contents = with_code.filter_map(|document| document.body.content.as_ref());
        let colouring = scope.spawn(|| code.prepare(contents));
        let ready = || {
            // What is not coloured by then is when it is asked for.
            let _ = colouring.join();
        };
        let material = material(ground, documents, files, in_error);
        round_with(ground, material, told_before, problems, &code, ready)
    });
    let known = code.into_known();
    if let Some(cache) = ground.cache.filter(|_| known.len() > before) {
        cache::keep_code(cache, PROGRAM, &known);
    }
    rendered
}

fn round_with<'a>(
    ground: &Ground<'a>,
    material: Material<'a>,
    told_before: &[Diagnostic],
    problems: &mut Vec<Diagnostic>,
    code: &Highlighted,
    ready: impl FnOnce(),
) -> Option<Rendered> {
    let Ground { config, theme, .. } = *ground;
    let site = organise(material).into_value(problems);
    problems.extend(check_links(&site, config));
    problems.extend(check_settings(&site, config));
    let pages = plan::plan(&site, config, &theme.template_names()).into_value(problems);
    let tera = engine(ground, &site).into_value(problems)?;
    let shared = view::shared(
        &site,
        config,
        &ground.locales,
        &ground.words,
        &theme.options,
        ground.contents,
        code,
    );
    let failing = check_shortcodes(&shared, &tera, |error, document| template_error(theme, error, document));
    // What a call names and is not there has been told of among the links.
    let is_told = |one: &Diagnostic| {
        problems
            .iter()
            .any(|known| known.is_error() && known.file == one.file && known.span == one.span)
    };
    let failing: Vec<Diagnostic> = failing.into_iter().filter(|one| !is_told(one)).collect();
    problems.extend(failing);
    if problems.iter().any(Diagnostic::is_error) {
        return None;
    }
    let items = Items::new(&shared);
    let renderer = Renderer {
        shared: &shared,
        tera: &tera,
        items: &items,
        pages: &pages,
    };
    let files = planned(&pages, &site, theme).into_value(problems);
    if problems.iter().any(Diagnostic::is_error) {
        return None;
    }
    // With warnings that count as errors pages are made all the same, so that what is wrong with templates is told too.
    let publisher = if ground.options.warnings == Warnings::Errors && !(problems.is_empty() && told_before.is_empty()) {
        None
    } else {
        let paths = files.iter().map(|(path, _)| path.clone()).collect();
        match Publisher::open(&ground.options.output, paths) {
            Ok(publisher) => Some(publisher),
            Err(refused) => {
                problems.extend(refused);
                return None;
            }
        }
    };
    ready();
    let content: &Path = &ground.options.root.join("content");
    let made: Vec<Result<Option<Put>, Diagnostic>> = files
        .par_iter()
        .with_min_len(8)
        .map_init(Vec::new, |bytes: &mut Vec<u8>, (path, from)| match (from, &publisher) {
            (MadeFrom::Page(page), _) => {
                render(page, renderer, bytes).map_err(|failed| render_error(&failed, page, &site, theme))?;
                publisher
                    .as_ref()
                    .map(|publisher| publisher.put(path, bytes))
                    .transpose()
            }
            (MadeFrom::Asset(asset), Some(publisher)) => publisher.put(path, &asset.bytes).map(Some),
            (MadeFrom::Content(file), Some(publisher)) => publisher.copy(path, &content.join(file.as_str())).map(Some),
            (_, None) => Ok(None),
        })
        .collect();
    let mut puts = Vec::with_capacity(files.len());
    let mut failed = Vec::new();
    for ((path, _), result) in files.into_iter().zip(made) {
        match result {
            Ok(put) => puts.extend(put.map(|put| (path, put))),
            Err(problem) => failed.push(problem),
        }
    }
    problems.extend(told_once(failed));
    if problems.iter().any(Diagnostic::is_error) {
        return None;
    }
    let shown = site
        .entries
        .iter()
        .filter(|entry| {
            matches!(
                entry.kind,
                organise::Kind::Article | organise::Kind::Event | organise::Kind::Page
            )
        })
        .count();
    let published = match publisher?.commit(puts) {
        Ok(published) => published,
        Err(refused) => {
            problems.extend(refused);
            return None;
        }
    };
    let rendered = Rendered {
        published,
        pages: pages.len(),
        documents: shown,
        waiting: site.waiting.clone(),
    };
    ground.options.memory.done((shared, tera, pages, items));
    ground.options.memory.done(site);
    Some(rendered)
}

/// The template engine with everything that templates of this site can ask for.
fn engine(ground: &Ground<'_>, site: &Site<'_>) -> Checked<Option<tera::Tera>> {
    let Ground { config, theme, .. } = *ground;
    let assets = theme.assets.files.iter().map(|asset| {
        let url = crate::url_path::UrlPath::parse(&asset.url).map(|url| view::href(&url, config));
        (asset.path.clone(), url.unwrap_or_default())
    });
    let lookup = render::lookup(site, config, &ground.locales, &ground.words, assets);
    theme::engine(theme, |tera| render::register(tera, lookup))
}

/// A template that fails does so on every page that it makes: one place is told once, with how many pages it spoils.
fn told_once(failed: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let mut told: Vec<(Diagnostic, usize)> = Vec::new();
    for problem in failed {
        let same = told
            .iter_mut()
            .find(|(known, _)| known.file == problem.file && known.span == problem.span && known.code == problem.code);
        match same {
            Some((_, count)) => *count += 1,
            None => told.push((problem, 1)),
        }
    }
    let counted = told.into_iter().map(|(problem, count)| match count {
        1 => problem,
        _ => Diagnostic {
            message: format!("{} and {} more", problem.message, count - 1),
            ..problem
        },
    });
    counted.collect()
}

/// Tells what is wrong with templates and calls of a site that will not be published, so that all problems come together.
pub(super) fn try_out(ground: &Ground<'_>, site: &Site<'_>) -> Vec<Diagnostic> {
    let Ground { config, theme, .. } = *ground;
    let mut found = Vec::new();
    plan::plan(site, config, &theme.template_names()).into_value(&mut found);
    if let Some(tera) = engine(ground, site).into_value(&mut found) {
        let code = Highlighted::default();
        let shared = view::shared(
            site,
            config,
            &ground.locales,
            &ground.words,
            &theme.options,
            ground.contents,
            &code,
        );
        let explain = |error: &tera::Error, document: &str| template_error(theme, error, document);
        found.extend(check_shortcodes(&shared, &tera, explain));
    }
    found
}

/// What a file of the output is made from.
enum MadeFrom<'a> {
    Page(&'a plan::Page),
    Asset(&'a theme::Asset),
    Content(&'a ContentPath),
}

/// Returns all files of the output, by path; two with one path are told of.
fn planned<'a>(pages: &'a [plan::Page], site: &Site<'a>, theme: &'a Theme) -> Checked<Vec<(String, MadeFrom<'a>)>> {
    let mut files: Vec<(String, MadeFrom<'a>)> = Vec::with_capacity(pages.len() + site.files.len());
    files.extend(pages.iter().map(|page| (page.url.output_file(), MadeFrom::Page(page))));
    let copies = site.files.iter();
    files.extend(copies.map(|copy| (copy.url.output_file(), MadeFrom::Content(&copy.file.path))));
    let mut taken: HashSet<&str> = HashSet::with_capacity(files.len());
    let mut found = Vec::new();
    for (path, from) in &files {
        if !taken.insert(path) {
            let message = format!("/{path} is the address of two pages");
            let clash = Diagnostic::new(Code::SameAddress, message).hint("rename the file, or give the page a slug");
            found.push(match from {
                MadeFrom::Content(file) => clash.in_file(&file.from_root()),
                _ => clash,
            });
        }
    }
    let path_of = |asset: &theme::Asset| asset.url.trim_start_matches('/').to_owned();
    let clashes = theme.assets.files.iter().filter(|asset| {
        let path = path_of(asset);
        taken.contains(path.as_str()) && site.files.iter().all(|copy| copy.url.output_file() != path)
    });
    found.extend(clashes.map(|asset| {
        let message = format!(
            "{} is a file of the theme ({}), and the address of a page",
            asset.url, asset.path
        );
        Diagnostic::new(Code::SameAddress, message).hint("rename the file in the theme")
    }));
    // A file of the content goes before one of the theme.
    let assets: Vec<(String, MadeFrom<'a>)> = theme
        .assets
        .files
        .iter()
        .map(|asset| (asset.url.trim_start_matches('/'), asset))
        .filter(|(path, _)| !taken.contains(path))
        .map(|(path, asset)| (path.to_owned(), MadeFrom::Asset(asset)))
        .collect();
    files.extend(assets);
    Checked { value: files, found }
}

fn render_error(failed: &Failed, page: &plan::Page, site: &Site<'_>, theme: &Theme) -> Diagnostic {
    match failed {
        Failed::Template(error) => {
            let document = match page.shows {
                plan::Shows::Entry(id) => site.entries[id.index()].document.path.from_root().to_string(),
                _ => format!("the page {}", page.url),
            };
            template_error(theme, error, &document)
        }
        Failed::Text(id, failed) => {
            let file = site.entries[id.index()].document.path.from_root();
            match failed {
                TextFailed::Shortcode(failed) => template_error(theme, &failed.error, &file),
                TextFailed::Vanished => Diagnostic::new(Code::Unreadable, "this file changed while the site was built")
                    .hint("build again")
                    .in_file(&file),
            }
        }
    }
}
