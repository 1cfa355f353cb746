//! The stages, one after the other, and the loop that leaves out documents in error.

use std::cell::OnceCell;
use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use super::again::again;
use super::crops::{Uncropped, add_uncropped};
use super::documents::{self, Broken, Library, ToKeep};
use super::fonts::{Fonts, fonts};
use super::last::{self, Changed, KeptOfSite, Since};
use super::looking::Looking;
use super::round::{Rendered, round, settings, try_out};
use super::settings::{locales, read_config, stand_in};
use super::social::{ForSocial, for_social};
use super::{BuildOptions, BuildReport, OnError, Outcome};
use crate::cache::Cache;
use crate::config::{self, Config, SITE_TOML};
use crate::date::Clock;
use crate::diagnostic::{Code, Diagnostic, Severity};
use crate::language::Locale;
use crate::organise::{Material, Site, Unpublished, Waiting, check_links, organise, taxonomy_folders};
use crate::parse::{Contents, Document, ParseContext};
use crate::plan::Page;
use crate::publish::hold;
use crate::read::{ContentFile, ContentPath, Inventory};
use crate::render::NO_WORD;
use crate::theme::{self, Theme};
use crate::words::Dictionary;

/// What pages are made for.
#[derive(Clone, Copy)]
pub(super) enum MadeFor<'a> {
    /// To be published.
    Readers,
    /// To be looked at, each as it is made: nothing is published, and nothing kept.
    Looking(&'a Look<'a>),
}

/// Looks at a page that was made.
pub(super) type Look<'a> = dyn Fn(&Page, &[u8], &Site<'_>, &Ground<'_>) + Sync + 'a;

/// Tells what a build would tell, without publishing anything or knowing of earlier builds. If nothing keeps the site from being published, `look` is
/// shown each page of it.
pub(super) fn try_build(options: &BuildOptions, look: &Look<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let looking = Looking::at(&options.output);
    let clock = Clock::at(options.now);
    run(
        options,
        (None, MadeFor::Looking(look)),
        &clock,
        (looking, None),
        &mut found,
    );
    found
}

/// Builds the site. Paths are taken from the working directory, which must stay what it is meanwhile.
pub fn build(options: &BuildOptions) -> BuildReport {
    let options = &options.seen_from_here();
    // Not before other builds of the site are done with it.
    let looking = OnceCell::new();
    let hold_and_look = || (hold(&options.output), Looking::at(&options.output));
    let cache = Cache::open(options.cache.as_deref(), &options.root, || {
        drop(looking.set(hold_and_look()))
    });
    let (_held, looking) = looking.into_inner().unwrap_or_else(hold_and_look);
    let key = last::key(options);
    let changed = match cache.as_ref().map(|cache| last::since(cache, &key, options, &looking)) {
        Some(Since::Nothing(report)) => return *report,
        Some(Since::Documents(changed)) => Some(*changed),
        Some(Since::More) | None => None,
    };
    let clock = Clock::at(options.now);
    let mut found = Vec::new();
    let (report, kept) = run(
        options,
        (cache.as_ref(), MadeFor::Readers),
        &clock,
        (looking, changed),
        &mut found,
    )
    .unzip();
    // What several pages meet is one problem: it is shown once, so it counts once.
    let mut told = HashSet::new();
    found.retain(|one| told.insert((one.code, one.file.clone(), one.span, one.message.clone())));
    let report = match report {
        Some(report) => BuildReport { found, ..report },
        None => BuildReport::nothing(found),
    };
    let kept = kept.flatten();
    let site = kept.as_ref().map(|kept| kept.site);
    if let Some(cache) = &cache {
        last::keep(cache, &key, options, (clock.span(), kept), &report);
    }
    BuildReport { site, ..report }
}

/// What to tell of content without a document. Where a disk is not connected, the folder that it should appear in is there, and empty: every page
/// would be taken down.
fn no_documents(looking: &Looking<'_>) -> Diagnostic {
    let message = "there is not one document in the folder content";
    let found = Diagnostic::new(Code::NoContent, message);
    if looking.done().holds_a_site() {
        let hint = "connect the disk that it is on; nothing has been changed. To take the site down, delete the folder that it was built into";
        return found.hint(hint);
    }
    Diagnostic {
        severity: Severity::Warning,
        ..found.hint("write your first article, for instance  content/nieuws/eerste.md")
    }
}

/// What is the same for every round of the loop.
pub(super) struct Ground<'a> {
    pub options: &'a BuildOptions,
    pub clock: &'a Clock,
    pub config: &'a Config,
    pub theme: &'a Theme,
    pub inventory: &'a Inventory,
    pub locales: &'a [Locale],
    pub words: &'a [Dictionary],
    /// What room the typefaces take that `site.toml` names.
    pub fonts: &'a Fonts,
    /// What social cards are drawn with, if there are any.
    pub social: Option<&'a ForSocial>,
    pub folders: &'a [(String, String)],
    pub contents: &'a Contents<'a>,
    pub looking: Looking<'a>,
    pub made_for: MadeFor<'a>,
    pub cache: Option<&'a Cache>,
    /// A hash of what all documents are read under.
    pub context: u128,
}

fn run(
    options: &BuildOptions,
    (cache, made_for): (Option<&Cache>, MadeFor<'_>),
    clock: &Clock,
    (looking, changed): (Looking<'_>, Option<Changed>),
    found: &mut Vec<Diagnostic>,
) -> Option<(BuildReport, Option<KeptOfSite>)> {
    let (config, site_toml) = read_config(options, found)?;
    let theme = theme::load(&options.root, &config, &site_toml).into_value(found);
    if !options.root.join("content").is_dir() {
        let message = "there is no folder content beside site.toml";
        let hint =
            "make it, with your first article in it, or connect the disk that it is on; nothing has been changed";
        found.push(Diagnostic::new(Code::NoContent, message).hint(hint));
        return None;
    }
    let content = options.root.join("content");
    let inventory = documents::inventory(&content, cache).into_value(found);
    if inventory.markdown.is_empty() && !found.iter().any(Diagnostic::is_error) {
        let empty = no_documents(&looking);
        let is_refused = empty.is_error();
        found.push(empty);
        if is_refused {
            return None;
        }
    }
    let documents: Vec<&str> = inventory.markdown.iter().map(ContentPath::as_str).collect();
    found.extend(config::sections_without_folder(&config, &documents));
    let theme_is_good = theme.is_some();
    let theme = theme.or_else(|| stand_in(&options.root, &config))?;
    found.extend(theme::missing_files(&theme, &inventory));
    let locales = locales(&config);
    for locale in locales.iter().filter(|locale| !locale.is_known()) {
        let tag = locale.tag();
        let message = format!("it is not known how dates are written in {tag}, so they are written as 2026-03-05");
        let hint = "nothing has to be done; tell the makers of Courant how the language has them";
        found.push(
            Diagnostic::new(Code::UnknownConventions, message)
                .hint(hint)
                .in_file(&SITE_TOML.into()),
        );
    }
    let words = theme::dictionaries(&theme, &config, &locales).into_value(found);
    let folders = taxonomy_folders(&config, &inventory.markdown);
    let context = ParseContext::new(&config, &theme.shortcodes, &folders);
    let library = Library::of(options, &site_toml, &content, &context, cache);
    let contents = documents::contents(library);
    let social = for_social((&config, &theme), &inventory, &content, found);
    let ground = Ground {
        options,
        clock,
        config: &config,
        theme: &theme,
        inventory: &inventory,
        locales: &locales,
        words: &words,
        fonts: &fonts(&theme, &inventory, &content),
        social: social.as_ref(),
        folders: &folders,
        contents: &contents,
        looking,
        made_for,
        cache,
        context: library.key,
    };
    if let Some((report, kept)) = changed.and_then(|changed| again(&ground, library, changed)) {
        // All that was found is in what the last build reported.
        found.clear();
        found.extend(report.found.iter().cloned());
        return Some((report, kept));
    }
    let before = found.len();
    let (documents, broken, to_keep) = documents::read_documents(library, &inventory.markdown, found);
    let is_of_the_content = |found: &Diagnostic| found.file.as_deref().is_some_and(|file| file.starts_with("content/"));
    let ground_is_good = !found[..before]
        .iter()
        .any(|found| found.is_error() && !is_of_the_content(found));
    // What is wrong with a file that could not even be read is told by its path.
    let has_error = found.iter().any(Diagnostic::is_error);
    if !ground_is_good || (options.on_error == OnError::Stop && has_error) {
        if let Some(to_keep) = to_keep {
            to_keep.keep(&documents);
        }
        judge(&ground, documents, broken, theme_is_good, found);
        if !ground_is_good {
            let of_documents = found.split_off(before);
            let follows = follows(&site_toml, found, theme_is_good);
            found.extend(of_documents.into_iter().filter(|found| !follows(found)));
        }
        return None;
    }
    if broken.iter().any(|broken| broken.document.is_some()) {
        found.extend(links_of_broken(&ground, &documents, &broken));
    }
    let mut in_error = LeftOut::default();
    for Broken { waiting, document } in broken {
        in_error.waiting.push(waiting);
        in_error.documents.extend(document);
    }
    rounds(&ground, documents, to_keep, &mut in_error, found)
}

/// Tells what else is wrong with a site that will not be published: links too, those of broken documents as well, so that all problems
/// come together.
fn judge(
    ground: &Ground<'_>,
    documents: Vec<Document>,
    mut broken: Vec<Broken>,
    theme_is_good: bool,
    found: &mut Vec<Diagnostic>,
) {
    let mut all = documents;
    all.extend(broken.iter_mut().filter_map(|broken| broken.document.take()));
    all.sort_by(|a, b| a.path.cmp(&b.path));
    let in_error = LeftOut {
        waiting: broken.into_iter().map(|broken| broken.waiting).collect(),
        documents: Vec::new(), // they are among the others
        uncropped: Uncropped::new(),
    };
    let mut organised = Vec::new();
    let site = organise(material(ground, &all, &ground.inventory.files, &in_error)).into_value(&mut organised);
    // What follows from a head that could not be read, such as a missing date, is no problem of its own.
    let files: BTreeSet<Arc<str>> = in_error
        .waiting
        .iter()
        .map(|waiting| waiting.path.from_root())
        .collect();
    found.extend(
        organised
            .into_iter()
            .filter(|problem| !problem.file.as_ref().is_some_and(|file| files.contains(file))),
    );
    // Nothing is published, so no link becomes plain text.
    let links = check_links(&site, ground.config).into_iter();
    found.extend(links.filter(|found| found.code != Code::LinkToBroken));
    found.extend(settings(ground, &site));
    if theme_is_good {
        let failing = try_out(ground, &site, found);
        found.extend(failing);
    }
}

/// Returns whether a problem of the content may be none once `site.toml` and the theme are mended: it depends on a setting that `site.toml`
/// has, or may have in what cannot be read of it, or on a theme that is not there.
fn follows<'t>(
    site_toml: &'t str,
    settings: &[Diagnostic],
    theme_is_good: bool,
) -> impl Fn(&Diagnostic) -> bool + use<'t> {
    let errors = || {
        settings
            .iter()
            .filter(|found| found.is_error() && found.code.name().starts_with("config/"))
    };
    let has_error = errors().next().is_some();
    // A key that was misspelt does not stand in the file: its hint says what was meant.
    let hints: String = errors().filter_map(|found| found.hint.as_deref()).collect();
    let error_below = |folder: &str| {
        let mut files = settings.iter().filter(|found| found.is_error());
        files.any(|found| found.file.as_deref().is_some_and(|file| file.contains(folder)))
    };
    let missing = settings.iter().filter(|found| found.code == Code::MissingFile);
    let missing: String = missing.map(|found| found.message.as_str()).collect();
    let is_missing_file = move |message: &str| {
        let path = message.split_once(" is not there").map(|(path, _)| path);
        path.is_some_and(|path| missing.contains(path))
    };
    let (no_words, no_signature) = (error_below("i18n/"), error_below("templates/shortcodes/"));
    move |found| {
        let is_there = |word: &str| site_toml.contains(word) || hints.contains(word);
        let on = |words: &[&str]| has_error && words.iter().any(|word| is_there(word));
        match found.code {
            // A file that a setting names has been told of there.
            Code::TemplateFailed if is_missing_file(&found.message) => true,
            Code::TemplateFailed if no_words && found.message.contains(NO_WORD) => true,
            Code::NoTitle => on(&["title_key"]),
            Code::UnknownAuthor => on(&["authors"]),
            Code::SameAddress | Code::UnknownAddress => on(&["path", "permalink"]),
            Code::UnknownTranslation | Code::TwoTranslations | Code::OriginalInError => on(&["language"]),
            Code::DatedTerm => on(&["taxonomies"]),
            Code::UnknownTemplate | Code::MissingAsset | Code::MissingWord | Code::TemplateFailed => !theme_is_good,
            code => code.name().starts_with("shortcode/") && (!theme_is_good || no_signature),
        }
    }
}

/// What else is wrong with documents that are left out: so that a writer who mends one thing need not find the next a build later.
fn links_of_broken(ground: &Ground<'_>, documents: &[Document], broken: &[Broken]) -> Vec<Diagnostic> {
    let files: BTreeSet<Arc<str>> = broken.iter().map(|broken| broken.waiting.path.from_root()).collect();
    let mut all = documents.to_vec();
    all.extend(broken.iter().filter_map(|broken| broken.document.clone()));
    all.sort_by(|a, b| a.path.cmp(&b.path));
    let none = LeftOut::default();
    let site = organise(material(ground, &all, &ground.inventory.files, &none)).value;
    let found = check_links(&site, ground.config).into_iter();
    found
        .filter(|found| found.is_error() && found.file.as_ref().is_some_and(|file| files.contains(file)))
        .collect()
}

/// What is left out because it is in error.
#[derive(Default)]
pub(super) struct LeftOut {
    waiting: Vec<Waiting>,
    /// Those documents of which something could be read.
    documents: Vec<Document>,
    /// Pictures of which no crops can be made; they are no errors.
    pub(super) uncropped: Uncropped,
}

/// What the site of a round is organised from.
pub(super) fn material<'a>(
    ground: &'a Ground<'a>,
    documents: &'a [Document],
    files: &'a [ContentFile],
    in_error: &'a LeftOut,
) -> Material<'a> {
    Material {
        documents,
        files,
        in_error: &in_error.waiting,
        broken: &in_error.documents,
        config: ground.config,
        taxonomy_folders: ground.folders,
        now: ground.clock,
        drafts: ground.options.drafts,
        // A theme that shows no years has none, unless the site asks for them.
        has_archive: (ground.config.archive.years).unwrap_or_else(|| ground.theme.template_names().show_archive()),
    }
}

/// Organises and renders, again without the documents in which errors were found, until there is none.
fn rounds(
    ground: &Ground<'_>,
    mut documents: Vec<Document>,
    mut to_keep: Option<ToKeep<'_>>,
    in_error: &mut LeftOut,
    found: &mut Vec<Diagnostic>,
) -> Option<(BuildReport, Option<KeptOfSite>)> {
    let mut files = ground.inventory.files.clone();
    let before = found.len();
    loop {
        let mut problems = Vec::new();
        let result = round(
            ground,
            (&documents, to_keep.take()),
            &files,
            in_error,
            &found[..before],
            &mut problems,
        );
        let is_cropped_otherwise = add_uncropped(&mut in_error.uncropped, &problems);
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
        if let Some(mut rendered) = result {
            ground.options.memory.done(documents);
            let kept = rendered.kept.take();
            return Some((finish(ground, rendered, &in_error.waiting, found), kept));
        }
        if is_cropped_otherwise {
            continue;
        }
        if elsewhere || ground.options.on_error == OnError::Stop {
            return None;
        }
        let count = documents.len() + files.len();
        files.retain(|file| {
            let is_broken = broken.contains(&file.path.from_root());
            if is_broken {
                in_error.waiting.push(Waiting {
                    path: file.path.clone(),
                    title: file.path.as_str().into(),
                    why: Unpublished::InError,
                });
            }
            !is_broken
        });
        documents.retain(|document| {
            let is_broken = broken.contains(&document.path.from_root());
            if is_broken {
                let title = document
                    .front
                    .title
                    .as_ref()
                    .map_or_else(|| document.path.as_str().into(), |title| title.value.clone());
                in_error.waiting.push(Waiting {
                    path: document.path.clone(),
                    title,
                    why: Unpublished::InError,
                });
                in_error.documents.push(document.clone());
            }
            !is_broken
        });
        // What is neither a document nor a file of the content cannot be left out this way.
        if documents.len() + files.len() == count {
            return None;
        }
    }
}

fn finish(ground: &Ground<'_>, rendered: Rendered, in_error: &[Waiting], found: &[Diagnostic]) -> BuildReport {
    let has_error = found.iter().any(Diagnostic::is_error);
    BuildReport {
        outcome: if in_error.is_empty() && !has_error {
            Outcome::Done
        } else {
            Outcome::InPart
        },
        found: Vec::new(),
        pages: rendered.pages,
        documents: rendered.documents,
        drafts: rendered.drafts,
        languages: ground
            .config
            .languages
            .iter()
            .map(|language| language.tag.to_string())
            .collect(),
        waiting: rendered.waiting,
        timezone: ground.config.timezone.clone(),
        published: rendered.published,
        unmarked: rendered.unmarked,
        site: None,
    }
}
