//! The stages, one after the other, and the loop that leaves out documents in error.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use super::{BuildOptions, BuildReport, OnError, Outcome, Warnings};
use crate::config::{self, Config, SITE_TOML};
use crate::date::TimeZone;
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::language::Locale;
use crate::organise::{self, Material, Site, Unpublished, Waiting, check_links, organise, taxonomy_folders};
use crate::parse::markdown::{Highlighter, Sanitiser};
use crate::parse::{self, Document, ParseContext};
use crate::plan::{self, view};
use crate::publish::{Content, Published, Staged, publish};
use crate::read::{self, ContentPath, Inventory};
use crate::render::{self, Failed, Renderer, check_shortcodes, render};
use crate::theme::{self, Theme, template_error};
use crate::words::Dictionary;

/// Builds the site.
pub fn build(options: &BuildOptions) -> BuildReport {
    let mut found = Vec::new();
    match run(options, &mut found) {
        Some(report) => BuildReport { found, ..report },
        None => nothing(found),
    }
}

fn nothing(found: Vec<Diagnostic>) -> BuildReport {
    BuildReport {
        outcome: Outcome::Failed,
        found,
        pages: 0,
        documents: 0,
        languages: Vec::new(),
        waiting: Vec::new(),
        timezone: TimeZone::utc(),
        published: Published::default(),
    }
}

/// What is the same for every round of the loop.
struct Ground<'a> {
    options: &'a BuildOptions,
    config: &'a Config,
    theme: &'a Theme,
    inventory: &'a Inventory,
    locales: Vec<Locale>,
    words: Vec<Dictionary>,
    folders: Vec<(String, String)>,
}

fn run(options: &BuildOptions, found: &mut Vec<Diagnostic>) -> Option<BuildReport> {
    let (config, site_toml) = read_config(options, found)?;
    let theme = theme::load(&options.root, &config, &site_toml).into_value(found);
    let inventory = read::walk(&options.root.join("content")).into_value(found);
    let documents: Vec<&str> = inventory.markdown.iter().map(ContentPath::as_str).collect();
    found.extend(config::sections_without_folder(&config, &documents));
    let theme = theme?;
    let locales: Vec<Locale> = config
        .languages
        .iter()
        .map(|language| Locale::of(&language.tag))
        .collect();
    let words = theme::dictionaries(&theme, &config, &locales).into_value(found);
    let folders = taxonomy_folders(&config, &inventory.markdown);
    let ground = Ground {
        options,
        config: &config,
        theme: &theme,
        inventory: &inventory,
        locales,
        words,
        folders,
    };
    let before = found.len();
    let (documents, mut broken) = read_documents(&ground, found);
    // What is wrong with a file that could not even be read is told by its path.
    let unreadable = found[before..]
        .iter()
        .chain(&found[..before])
        .filter(|found| found.is_error())
        .count();
    if options.on_error == OnError::Stop && unreadable > 0 {
        // The links are checked all the same, those of broken documents too, so that all problems come together.
        let mut all = documents;
        all.extend(broken.iter_mut().filter_map(|broken| broken.document.take()));
        all.sort_by(|a, b| a.path.cmp(&b.path));
        let in_error: Vec<Waiting> = broken.into_iter().map(|broken| broken.waiting).collect();
        let mut organised = Vec::new();
        let site = organise(material(&ground, &all, &in_error)).into_value(&mut organised);
        // What follows from a head that could not be read, such as a missing date, is no problem of its own.
        let files: BTreeSet<Arc<str>> = in_error.iter().map(|waiting| waiting.path.from_root()).collect();
        found.extend(
            organised
                .into_iter()
                .filter(|problem| !problem.file.as_ref().is_some_and(|file| files.contains(file))),
        );
        // Nothing is published, so no link becomes plain text.
        let links = check_links(&site, &config).into_iter();
        found.extend(links.filter(|found| found.code != Code::LinkToBroken));
        engine(&ground, &site).into_value(found);
        return None;
    }
    if found[..before]
        .iter()
        .any(|found| found.is_error() && !found.file.as_deref().is_some_and(|file| file.starts_with("content/")))
    {
        return None;
    }
    let mut in_error = broken.into_iter().map(|broken| broken.waiting).collect();
    rounds(&ground, documents, &mut in_error, found)
}

fn read_config(options: &BuildOptions, found: &mut Vec<Diagnostic>) -> Option<(Config, String)> {
    let path = options.root.join(SITE_TOML);
    let file: Arc<str> = SITE_TOML.into();
    let text = match std::fs::read(&path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let message = "this file is not UTF-8 text from here on";
                let span = crate::diagnostic::Span::new(at, at + 1);
                found.push(
                    Diagnostic::new(Code::NotUtf8, message)
                        .at(span)
                        .hint("save it as UTF-8")
                        .in_file(&file),
                );
                return None;
            }
        },
        Err(error) => {
            let message = format!(
                "site.toml cannot be read in {}: {}",
                options.root.display(),
                read::plain_words(&error)
            );
            let hint = "go to the folder of your site, or name it with --root";
            found.push(Diagnostic::new(Code::NoSite, message).hint(hint));
            return None;
        }
    };
    let config = config::read(&text).into_value(found)?;
    let config = match &options.base_url {
        None => config,
        Some(url) => match config.with_base_url(url) {
            Ok(config) => config,
            Err(problem) => {
                let hint = "write  --base-url https://nieuws.example.org/";
                found.push(Diagnostic::new(Code::ConfigValue, format!("--base-url {problem}")).hint(hint));
                return None;
            }
        },
    };
    Some((config, text))
}

/// A document in error: what is told of it, and what could be read.
struct Broken {
    waiting: Waiting,
    document: Option<Document>,
}

/// Reads all documents; those with errors apart.
fn read_documents(ground: &Ground<'_>, found: &mut Vec<Diagnostic>) -> (Vec<Document>, Vec<Broken>) {
    let context = ParseContext {
        config: ground.config,
        shortcodes: &ground.theme.shortcodes,
        taxonomy_folders: &ground.folders,
        sanitiser: Sanitiser::default(),
        highlighter: Highlighter::default(),
    };
    let content = ground.options.root.join("content");
    let read = ground
        .inventory
        .markdown
        .par_iter()
        .with_min_len(8)
        .map(|path| match read::source(&content, path) {
            Ok(source) => {
                let checked = parse::document(&source, &context);
                (Some(checked.value), checked.found)
            }
            Err(unreadable) => (None, vec![unreadable]),
        });
    let read: Vec<(Option<Document>, Vec<Diagnostic>)> = read.collect();
    let mut documents = Vec::with_capacity(read.len());
    let mut broken = Vec::new();
    for ((document, problems), path) in read.into_iter().zip(&ground.inventory.markdown) {
        let has_error = problems.iter().any(Diagnostic::is_error);
        found.extend(problems);
        match document {
            Some(document) if !has_error => documents.push(document),
            document => {
                let title = document
                    .as_ref()
                    .and_then(|document| document.front.title.as_ref())
                    .map(|title| title.value.clone());
                let title = title.unwrap_or_else(|| path.as_str().into());
                broken.push(Broken {
                    waiting: Waiting {
                        path: path.clone(),
                        title,
                        why: Unpublished::InError,
                    },
                    document,
                });
            }
        }
    }
    (documents, broken)
}

fn material<'a>(ground: &'a Ground<'a>, documents: &'a [Document], in_error: &'a [Waiting]) -> Material<'a> {
    Material {
        documents,
        files: &ground.inventory.files,
        in_error,
        config: ground.config,
        taxonomy_folders: &ground.folders,
        now: ground.options.now,
        drafts: ground.options.drafts,
    }
}

/// Organises and renders, again without the documents in which errors were found, until there is none.
fn rounds(
    ground: &Ground<'_>,
    mut documents: Vec<Document>,
    in_error: &mut Vec<Waiting>,
    found: &mut Vec<Diagnostic>,
) -> Option<BuildReport> {
    let before = found.len();
    loop {
        let mut problems = Vec::new();
        let result = round(ground, &documents, in_error, &mut problems);
        let broken: BTreeSet<Arc<str>> = problems
            .iter()
            .filter(|problem| problem.is_error())
            .filter_map(|problem| problem.file.clone())
            .filter(|file| file.starts_with("content/"))
            .collect();
        let elsewhere = problems.iter().any(|problem| {
            problem.is_error() && !problem.file.as_deref().is_some_and(|file| file.starts_with("content/"))
        });
        // Warnings of the last round hold; errors of every round do.
        let kept: Vec<Diagnostic> = found.drain(before..).filter(Diagnostic::is_error).collect();
        found.extend(kept);
        found.extend(problems);
        if let Some(rendered) = result {
            return finish(ground, rendered, in_error, found);
        }
        if elsewhere || ground.options.on_error == OnError::Stop {
            return None;
        }
        let count = documents.len();
        documents.retain(|document| {
            let is_broken = broken.contains(&document.path.from_root());
            if is_broken {
                let title = document
                    .front
                    .title
                    .as_ref()
                    .map_or_else(|| document.path.as_str().into(), |title| title.value.clone());
                in_error.push(Waiting {
                    path: document.path.clone(),
                    title,
                    why: Unpublished::InError,
                });
            }
            !is_broken
        });
        // A file that is no document, and in error, cannot be left out this way.
        if documents.len() == count {
            return None;
        }
    }
}

/// What a round without errors gives.
struct Rendered {
    files: Vec<Staged>,
    pages: usize,
    documents: usize,
    waiting: Vec<Waiting>,
}

fn round(
    ground: &Ground<'_>,
    documents: &[Document],
    in_error: &[Waiting],
    problems: &mut Vec<Diagnostic>,
) -> Option<Rendered> {
    let Ground { config, theme, .. } = *ground;
    let site = organise(material(ground, documents, in_error)).into_value(problems);
    problems.extend(check_links(&site, config));
    let pages = plan::plan(&site, config, &theme.template_names()).into_value(problems);
    let tera = engine(ground, &site).into_value(problems)?;
    let shared = view::shared(&site, config, &ground.locales, &ground.words, &theme.options);
    problems.extend(check_shortcodes(&shared, &tera, |error, document| {
        template_error(theme, error, document)
    }));
    if problems.iter().any(Diagnostic::is_error) {
        return None;
    }
    let renderer = Renderer {
        shared: &shared,
        tera: &tera,
        pages: &pages,
    };
    let rendered: Vec<Result<Staged, Diagnostic>> = pages
        .par_iter()
        .with_min_len(8)
        .map(|page| {
            let mut bytes = Vec::new();
            match render(page, renderer, &mut bytes) {
                Ok(()) => Ok(Staged {
                    path: page.url.output_file(),
                    content: Content::Bytes(bytes),
                }),
                Err(failed) => Err(render_error(&failed, page, &site, theme)),
            }
        })
        .collect();
    let mut files = Vec::with_capacity(rendered.len() + site.files.len() + theme.assets.files.len());
    let mut failed = Vec::new();
    for result in rendered {
        match result {
            Ok(file) => files.push(file),
            Err(problem) => failed.push(problem),
        }
    }
    problems.extend(told_once(failed));
    if problems.iter().any(Diagnostic::is_error) {
        return None;
    }
    let pages = files.len();
    copies(ground, &site, &mut files);
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
    Some(Rendered {
        files,
        pages,
        documents: shown,
        waiting: site.waiting,
    })
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

fn copies(ground: &Ground<'_>, site: &Site<'_>, files: &mut Vec<Staged>) {
    let content: &Path = &ground.options.root.join("content");
    let copies = site.files.iter().map(|copy| Staged {
        path: copy.url.output_file(),
        content: Content::CopyOf(content.join(copy.file.path.as_str())),
    });
    files.extend(copies);
    for asset in &ground.theme.assets.files {
        let path = asset.url.trim_start_matches('/').to_owned();
        // A file of the content goes before one of the theme.
        if !files.iter().any(|file| file.path == path) {
            files.push(Staged {
                path,
                content: Content::Bytes(asset.bytes.to_vec()),
            });
        }
    }
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
        Failed::Shortcode(id, failed) => {
            let file = site.entries[id.index()].document.path.from_root();
            template_error(theme, &failed.error, &file)
        }
    }
}

fn finish(
    ground: &Ground<'_>,
    rendered: Rendered,
    in_error: &[Waiting],
    found: &mut Vec<Diagnostic>,
) -> Option<BuildReport> {
    if ground.options.warnings == Warnings::Errors && !found.is_empty() {
        return None;
    }
    let published = match publish(&ground.options.output, rendered.files) {
        Ok(published) => published,
        Err(problems) => {
            found.extend(problems);
            return None;
        }
    };
    let has_error = found.iter().any(Diagnostic::is_error);
    Some(BuildReport {
        outcome: if in_error.is_empty() && !has_error {
            Outcome::Done
        } else {
            Outcome::InPart
        },
        found: Vec::new(),
        pages: rendered.pages,
        documents: rendered.documents,
        languages: ground
            .config
            .languages
            .iter()
            .map(|language| language.tag.to_string())
            .collect(),
        waiting: rendered.waiting,
        timezone: ground.config.timezone.clone(),
        published,
    })
}
