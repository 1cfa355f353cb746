//! One round: the documents that are good so far -> the site in the output folder, or what is wrong with them.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::thread;

use rayon::prelude::*;

use super::Warnings;
use super::crops::{Cropping, Uncropped};
use super::documents::ToKeep;
use super::drafts::unmarked;
use super::files::{File, MadeFrom, planned};
use super::former::Former;
use super::kept_site::KeptSite;
use super::last::KeptOfSite;
use super::maker::{Made, Maker, render_error, social_error};
use super::social::ForSocial;
use super::stages::{Ground, LeftOut, MadeFor, material};
use crate::cache::{self, KeptPage};
use crate::diagnostic::{Checked, Diagnostic};
use crate::organise::{self, EntryId, Material, OfTheme, Site, Waiting, check_links, check_settings, organise};
use crate::parse::Document;
use crate::parse::markdown::Highlighted;
use crate::plan::view::{Basis, Common, MadeOf, Seen};
use crate::plan::{self, view};
use crate::publish::{Published, Publisher};
use crate::read::ContentFile;
use crate::render::{self, Failed, Items, Renderer, check_shortcodes, own_text, render};
use crate::theme::{self, Theme, made_of, template_error};

/// From how many documents on what pages were made with is given back before they are brought to their places, which takes memory too: as much
/// as the site itself. Of a small site the system takes it all at once, which is sooner done.
const FREED_ABOVE: usize = 16_384;

/// What a round without errors gives.
pub(super) struct Rendered {
    pub published: Published,
    pub pages: usize,
    pub documents: usize,
    pub drafts: usize,
    pub waiting: Vec<Waiting>,
    pub unmarked: Vec<String>,
    /// What is kept of the site, for a build that changes only texts.
    pub kept: Option<KeptOfSite>,
}

/// Organises, plans, renders and publishes documents, and keeps what is to be kept of them. What was told before counts where warnings are errors.
pub(super) fn round(
    ground: &Ground<'_>,
    (documents, to_keep): (&[Document], Option<ToKeep<'_>>),
    files: &[ContentFile],
    in_error: &LeftOut,
    told_before: &[Diagnostic],
    problems: &mut Vec<Diagnostic>,
) -> Option<Rendered> {
    // Organising goes one by one: another core colours code and writes down what was read meanwhile.
    let known = ground.cache.map_or_else(Default::default, cache::code);
    let before = known.len();
    let code = Highlighted::known(known);
    let rendered = thread::scope(|scope| {
        let with_code = documents.iter().filter(|document| document.body.has_code);
        let contents = with_code.filter_map(|document| document.body.content.as_ref());
        let colouring = scope.spawn(|| {
            code.prepare(contents);
            if let Some(to_keep) = to_keep {
                // In a thread of its own, for the first page need not wait for it.
                scope.spawn(|| to_keep.keep(documents));
            }
        });
        let ready = || {
            // What is not coloured by then is when it is asked for.
            let _ = colouring.join();
        };
        let material = material(ground, documents, files, in_error);
        round_with(
            ground,
            (material, &in_error.uncropped),
            told_before,
            problems,
            &code,
            ready,
        )
    });
    let known = code.into_known();
    if let Some(cache) = ground.cache.filter(|_| known.len() > before) {
        cache::keep_code(cache, &known);
    }
    rendered
}

fn round_with<'a>(
    ground: &Ground<'a>,
    (material, uncropped): (Material<'a>, &Uncropped),
    told_before: &[Diagnostic],
    problems: &mut Vec<Diagnostic>,
    code: &Highlighted,
    ready: impl FnOnce(),
) -> Option<Rendered> {
    let Ground { config, theme, .. } = *ground;
    let site = organise(material).into_value(problems);
    problems.extend(check_links(&site, config));
    problems.extend(settings(ground, &site));
    let mut pages = plan::plan(&site, config, &theme.template_names()).into_value(problems);
    // A theme's own takes the place of the one that is made.
    let has_robots = theme.assets.files.iter().any(|asset| asset.url == "/robots.txt");
    pages.retain(|page| !(has_robots && matches!(page.shows, plan::Shows::Robots { .. })));
    // They stay until the end, and how many pages a list takes was not known before.
    pages.shrink_to_fit();
    let tera = engine(ground, &site).into_value(problems)?;
    let templates = made_of(theme);
    problems.extend(uncropped.values().cloned());
    let basis = Basis::new(&site, ground.contents, common(ground, code, &templates, uncropped));
    if problems.iter().any(Diagnostic::is_error) {
        problems.extend(failing_shortcodes(&basis, &tera, theme, problems, |_| true));
        problems.extend(failing_templates(ground, &site, &basis, &tera, &pages, problems));
        return None;
    }
    let socials = basis.socials();
    let croppings: Vec<Cropping> = basis.crops().into_iter().map(Cropping::of).collect();
    let mut files = planned((&pages, &socials, &croppings), &basis, &site, ground).into_value(problems);
    if matches!(ground.made_for, MadeFor::Looking(_)) {
        // All cards are drawn with one template: the first shows what is wrong with it. Nobody looks at a crop.
        let mut is_first = true;
        files.retain(|file| match file.from {
            MadeFrom::Social(_) => std::mem::take(&mut is_first),
            MadeFrom::Crop(..) => false,
            _ => true,
        });
    }
    if problems.iter().any(Diagnostic::is_error) {
        return None;
    }
    let former = Former::read(ground, &basis);
    // With warnings that count as errors pages are made all the same, so that what is wrong with templates is told too.
    let is_told = problems.is_empty() && told_before.is_empty();
    let strict = ground.options.warnings == Warnings::Errors;
    let publisher = if (strict && !is_told) || matches!(ground.made_for, MadeFor::Looking(_)) {
        None
    } else {
        let paths = files.iter().map(|file| Arc::clone(&file.path)).collect();
        match Publisher::open(&ground.options.output, ground.looking.done(), paths) {
            Ok(publisher) => {
                problems.extend(publisher.warnings());
                Some(publisher).filter(|_| !strict || problems.is_empty())
            }
            Err(refused) => {
                problems.extend(refused);
                return None;
            }
        }
    };
    let kept = files.par_iter().map(|file| former.kept(file, publisher.as_ref()));
    let kept = kept.map(|kept| kept.map(|(put, from)| Made { put: Some(put), from }));
    // What is left as it is; the others come in their places.
    let mut made: Vec<Option<Made>> = kept.collect();
    let wanted = texts_of(&files, &made, &basis);
    let failing = failing_shortcodes(&basis, &tera, theme, problems, |id| wanted.contains(&id));
    problems.extend(failing);
    if problems.iter().any(Diagnostic::is_error) {
        problems.extend(failing_templates(ground, &site, &basis, &tera, &pages, problems));
        return None;
    }
    let items = Items::new(site.entries.len(), config);
    ready();
    let maker = Maker {
        ground,
        basis: &basis,
        site: &site,
        tera: &tera,
        items: &items,
        listed: &plan::Listed::new(&pages, &site),
        publisher: publisher.as_ref(),
    };
    let make = |made: &mut [Option<Made>], wanted: fn(&MadeFrom<'_>) -> bool, at_once: usize| -> Vec<Diagnostic> {
        files
            .par_iter()
            .zip(made)
            .with_min_len(at_once)
            .filter(|(file, made)| made.is_none() && wanted(&file.from))
            .map_init(Vec::new, |bytes, (file, made)| {
                *made = Some(maker.make(file, bytes)?);
                Ok(())
            })
            .filter_map(Result::err)
            .collect()
    };
    // Before any page: one that names the crops of a picture that cannot be cropped is another page.
    let failed = make(&mut made, |from| matches!(from, MadeFrom::Crop(..)), 1);
    if !failed.is_empty() {
        problems.extend(failed);
        return None;
    }
    let failed = make(&mut made, |_| true, 8);
    problems.extend(told_once(failed));
    if problems.iter().any(Diagnostic::is_error) {
        return None;
    }
    let mut puts = Vec::with_capacity(files.len());
    let mut records = Vec::with_capacity(files.len());
    for (file, made) in files.into_iter().zip(made) {
        if let Some(Made { put: Some(put), from }) = made {
            records.extend(put.hash().map(|hash| KeptPage {
                is: file.fact,
                hash,
                from,
            }));
            puts.push((file.path, put));
        }
    }
    let (planned, unmarked) = (pages.len(), unmarked(&pages, &site, &templates));
    let used = (tera, items);
    // Which pictures cannot be cropped is found by making their crops, which the short way does not.
    let pages = Some(pages).filter(|_| KeptSite::is_for(&material) && uncropped.is_empty());
    if site.entries.len() > FREED_ABOVE {
        drop(used);
    } else {
        ground.options.memory.done(used);
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
    let publisher = publisher?;
    // What is kept is right whether this succeeds or not: a page counts as made only where its file holds what is noted of it.
    let (published, kept) = rayon::join(
        || publisher.commit(puts),
        || {
            let made = former.shelf.keep(ground, records, basis.into_facts());
            let pages = pages.as_deref()?;
            let site = KeptSite::keep(ground, &site, &material, pages)?;
            Some(KeptOfSite {
                site,
                pages: made?,
                titles: Vec::new(),
            })
        },
    );
    let published = match published {
        Ok(published) => published,
        Err(refused) => {
            problems.extend(refused);
            return None;
        }
    };
    let rendered = Rendered {
        published,
        pages: planned,
        documents: shown,
        drafts: site
            .entries
            .iter()
            .filter(|entry| entry.front.draft == Some(true))
            .count(),
        waiting: site.waiting.clone(),
        unmarked,
        kept,
    };
    ground.options.memory.done(site);
    Some(rendered)
}

/// Returns what is wrong with addresses and links in `site.toml`.
pub(super) fn settings(ground: &Ground<'_>, site: &Site<'_>) -> Vec<Diagnostic> {
    let Ground { config, theme, .. } = *ground;
    let of_theme = OfTheme {
        addresses: &theme.named_addresses,
        has_file: &|address| theme.assets.files.iter().any(|asset| asset.url == address),
    };
    check_settings(site, config, of_theme)
}

/// What is the same for every page.
pub(super) fn common<'a>(
    ground: &'a Ground<'_>,
    code: &'a Highlighted,
    templates: &'a HashMap<String, MadeOf>,
    uncropped: &'a Uncropped,
) -> Common<'a> {
    Common {
        config: ground.config,
        locales: ground.locales,
        words: ground.words,
        options: &ground.theme.options,
        code,
        feed_style: ground.theme.assets.feed_style(),
        uncropped,
        social: ground.social.map(ForSocial::drawing),
        templates,
    }
}

/// Returns what is wrong with calls of shortcodes in `wanted` documents, but for what is told of already.
pub(super) fn failing_shortcodes(
    basis: &Basis<'_>,
    tera: &tera::Tera,
    theme: &Theme,
    told: &[Diagnostic],
    wanted: impl Fn(EntryId) -> bool + Sync,
) -> Vec<Diagnostic> {
    let failing = check_shortcodes(basis, tera, wanted, |error, document| {
        template_error(theme, error, document)
    });
    // What a call names and is not there has been told of among the links.
    let is_told = |one: &Diagnostic| {
        let same = |known: &Diagnostic| known.is_error() && known.file == one.file && known.span == one.span;
        told.iter().any(same)
    };
    failing.into_iter().filter(|one| !is_told(one)).collect()
}

/// Returns the documents whose texts are shown by files that are made now.
fn texts_of(files: &[File<'_>], kept: &[Option<Made>], basis: &Basis<'_>) -> HashSet<EntryId> {
    let seen = Seen::default();
    let shared = basis.seen_by(&seen);
    let made = files.iter().zip(kept).filter(|(_, kept)| kept.is_none());
    let pages = made.filter_map(|(file, _)| match file.from {
        MadeFrom::Page(page) => Some(page),
        MadeFrom::Asset(_) | MadeFrom::Content(..) | MadeFrom::Crop(..) | MadeFrom::Social(_) => None,
    });
    pages.filter_map(|page| own_text(page, &shared)).collect()
}

/// The template engine with everything that templates of this site can ask for.
pub(super) fn engine(ground: &Ground<'_>, site: &Site<'_>) -> Checked<Option<tera::Tera>> {
    let Ground { config, theme, .. } = *ground;
    let assets = theme.assets.files.iter().map(|asset| {
        let url = crate::url_path::UrlPath::parse(&asset.url).map(|url| view::href(&url, config));
        (asset.path.clone(), url.unwrap_or_default())
    });
    let of_theme = render::OfTheme {
        words: ground.words,
        fonts: ground.fonts,
        typefaces: ground.social.map(|social| &social.typefaces),
        assets: assets.collect(),
    };
    let lookup = render::lookup(site, config, ground.locales, of_theme);
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
pub(super) fn try_out(ground: &Ground<'_>, site: &Site<'_>, told: &[Diagnostic]) -> Vec<Diagnostic> {
    let Ground { config, theme, .. } = *ground;
    let mut found = Vec::new();
    let pages = plan::plan(site, config, &theme.template_names()).into_value(&mut found);
    if let Some(tera) = engine(ground, site).into_value(&mut found) {
        let code = Highlighted::default();
        let templates = made_of(theme);
        let none = Uncropped::new();
        let basis = Basis::new(site, ground.contents, common(ground, &code, &templates, &none));
        found.extend(failing_shortcodes(&basis, &tera, theme, told, |_| true));
        let told: Vec<Diagnostic> = told.iter().chain(&found).cloned().collect();
        found.extend(failing_templates(ground, site, &basis, &tera, &pages, &told));
    }
    found
}

/// Returns what fails in templates of a site that will not be published: each makes one page, of each kind that it is for, and none of a document
/// that is in error itself.
fn failing_templates(
    ground: &Ground<'_>,
    site: &Site<'_>,
    basis: &Basis<'_>,
    tera: &tera::Tera,
    pages: &[plan::Page],
    told: &[Diagnostic],
) -> Vec<Diagnostic> {
    let errors = told.iter().filter(|found| found.is_error());
    let in_error: HashSet<_> = errors.filter_map(|found| found.file.clone()).collect();
    let items = Items::new(site.entries.len(), ground.config);
    let listed = plan::Listed::new(pages, site);
    let mut tried = HashSet::new();
    let mut failing = Vec::new();
    for page in pages {
        let seen = Seen::default();
        let shared = &basis.seen_by(&seen);
        let text = own_text(page, shared).map(|id| site.entries[id.index()].document.path().from_root());
        let Some(template) = page.template.as_deref() else {
            continue;
        };
        if text.is_some_and(|file| in_error.contains(&file))
            || !tried.insert((template, std::mem::discriminant(&page.shows)))
        {
            continue;
        }
        let renderer = Renderer {
            shared,
            tera,
            items: &items,
            listed: &listed,
        };
        // What is wrong with a text has been told.
        if let Err(failed @ Failed::Template(_)) = render(page, renderer, &mut Vec::new(), &mut |_| {}) {
            failing.push(render_error(&failed, page, site, ground.theme));
        }
    }
    // Of social cards too.
    if let Some(card) = basis.socials().first() {
        let seen = Seen::default();
        let failed = render::social(card, &basis.seen_by(&seen), tera).err();
        failing.extend(failed.map(|failed| social_error(&failed, card, site, ground.theme)));
    }
    told_once(failing)
}
