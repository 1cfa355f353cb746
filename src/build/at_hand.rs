//! A site that stays at hand behind a build: any of its pages can be made at once, as it is after a save, before a build has made all others.
//!
//! It is the site that the last build put together and kept, of which documents are fetched when somebody looks into one, as on the short way
//! ([`super::again`]). It takes in what changes neither which pages there are nor what leads where: texts, the lines over them, templates, assets. All
//! else is left to the next build, and so is what goes wrong: that knows what to tell. Nothing is written, and no build waits.

use std::collections::{BTreeSet, HashMap};
use std::path::Path;
use std::sync::OnceLock;
use std::sync::mpsc::Receiver;

use tera::Tera;

use super::again::{Version, fetched, new_version, nothing_at, retitled};
use super::crops::Uncropped;
use super::documents::{self, Library};
use super::fonts::{Fonts, fonts};
use super::kept_site::KeptSite;
use super::looking::Looking;
use super::other_theme::{OtherAssets, like};
use super::round::{common, engine};
use super::settings::{locales, read_config};
use super::social::{ForSocial, for_social};
use super::stages::{Ground, MadeFor};
use super::{BuildOptions, last};
use crate::cache::{self, Cache, Wanted};
use crate::config::{Config, SITE_TOML};
use crate::date::Clock;
use crate::diagnostic::Diagnostic;
use crate::language::Locale;
use crate::organise::{EntryId, Front, Site, Target, restore, retitle, taxonomy_folders};
use crate::parse::markdown::Highlighted;
use crate::parse::{Contents, Document, DocumentRef, Fetched, ParseContext};
use crate::plan::view::{Basis, MadeOf, Seen};
use crate::plan::{Listed, Page};
use crate::read::{ContentPath, Inventory, is_left_out};
use crate::render::{Items, Renderer, render};
use crate::theme::{self, Theme, made_of};
use crate::words::Dictionary;

/// How many saved texts one site takes in: each stays, for pages may be made of it.
const MOST: usize = 256;

/// What is asked of a site at hand.
pub enum Wish {
    /// To take in that these files have changed, by path from the site's root.
    TakeIn(BTreeSet<String>, Box<dyn FnOnce(Taken) + Send>),
    /// To make the page that is this file of the output; none where it is no page, or fails.
    Page(String, Box<dyn FnOnce(Option<Vec<u8>>) + Send>),
}

/// Whether a site at hand has taken files in.
#[derive(Debug, PartialEq, Eq)]
pub enum Taken {
    /// From now on it makes pages of them. With the assets that may be others than in the output, by path there, with their bytes.
    In(Vec<(String, Vec<u8>)>),
    /// They are something for a build. It makes pages as before, and tries again with the next ones.
    No,
}

/// Puts the site together that the last build with these options reported to be this one ([`BuildReport::site`](super::BuildReport)), and answers wishes
/// until nobody can have one. Ends before that, and answers none any more, where it cannot be put together, since something has changed or is wrong, or has
/// taken in as much as it can.
pub fn at_hand(options: &BuildOptions, site: u128, wishes: &Receiver<Wish>) {
    // None is an end before that.
    let _ = stay(&options.seen_from_here(), site, wishes);
}

fn stay(options: &BuildOptions, is: u128, wishes: &Receiver<Wish>) -> Option<()> {
    let cache = Cache::look(options.cache.as_deref()?, &options.root)?;
    let kept = last::site_as_it_is(&cache, options).filter(|kept| kept.site == is)?;
    let mut found = Vec::new();
    let (config, site_toml) = read_config(options, &mut found)?;
    let load = || theme::load(&options.root, &config, &site_toml);
    let built_with = load().value?;
    let content = options.root.join("content");
    let inventory = documents::inventory(&content, Some(&cache)).value;
    let locales = locales(&config);
    let folders = taxonomy_folders(&config, &inventory.markdown);
    let context = ParseContext::new(&config, &built_with.shortcodes, &folders);
    let library = Library::of(options, &site_toml, &content, &context, Some(&cache));
    let contents = documents::contents(library);
    let bytes = library.kept_bytes();
    let known = library.kept(&bytes, Wanted::Few);
    let site_bytes = KeptSite::bytes(&cache, options, kept.site)?;
    let KeptSite { site, pages } = KeptSite::read(&site_bytes)?;
    let fetch = |path: &ContentPath| fetched(library, &cache, &known, path).unwrap_or_else(|| nothing_at(path));
    let unread = |path: &ContentPath| Fetched::new(path.clone(), &fetch);
    let documents: Vec<Fetched<'_>> = inventory.markdown.iter().map(unread).collect();
    let saved: Vec<OnceLock<Fetched<'_>>> = (0..MOST).map(|_| OnceLock::new()).collect();
    let mut free = saved.iter();
    let clock = Clock::at(options.now);
    let mut site = restore(site, &documents, &inventory.files, &clock)?;
    retitled(&mut site, &kept.titles, Vec::new(), &config)?;
    let by_file: HashMap<String, usize> = (0..).zip(&pages).map(|(n, page)| (page.url.output_file(), n)).collect();
    let code = Highlighted::known(cache::code(&cache));
    // The same for every theme that is like the one that the site was built with.
    let words = theme::dictionaries(&built_with, &config, &locales).value;
    let fonts = fonts(&built_with, &inventory, &content);
    let social = for_social((&config, &built_with), &inventory, &content, &mut found);
    let footing = Footing {
        options,
        clock: &clock,
        config: &config,
        inventory: &inventory,
        locales: &locales,
        words: &words,
        fonts: &fonts,
        social: social.as_ref(),
        folders: &folders,
        contents: &contents,
        cache: &cache,
        context: library.key,
    };
    // A build that met one kept no site.
    let none = Uncropped::new();
    let mut with = With::of(None, &built_with, &site, &footing)?;
    let mut other_assets = OtherAssets::of(&built_with);
    let mut behind: BTreeSet<String> = BTreeSet::new();
    let mut answer: Option<Answer> = None;
    loop {
        let theme = with.theme.as_ref().unwrap_or(&built_with);
        let ground = footing.ground(theme);
        // Until there is another theme; texts come meanwhile.
        let next = loop {
            let basis = Basis::without_facts(&site, &contents, common(&ground, &code, &with.templates, &none));
            let maker = PageMaker {
                basis: &basis,
                tera: &with.tera,
                items: &Items::new(site.entries.len(), &config),
                listed: &Listed::new(&pages, &site),
            };
            if let Some(answer) = answer.take() {
                answer(Taken::In(other_assets.now(&built_with, theme, &site)));
            }
            let (paths, taken) = loop {
                match wishes.recv() {
                    Err(_) => return Some(()),
                    Ok(Wish::Page(file, made)) => made(by_file.get(&file).and_then(|n| maker.make(&pages[*n]))),
                    Ok(Wish::TakeIn(paths, taken)) => break (paths, taken),
                }
            };
            behind.extend(paths);
            let read = |path: &ContentPath| new_version(library, &known, path, None);
            let Some(changes) = Changes::of(&behind, &options.root, &site, &read) else {
                taken(Taken::No);
                continue;
            };
            let other = changes.is_of_theme.then(|| {
                let theme = like(&built_with, load(), social.is_some())?;
                With::of(Some(theme), &built_with, &site, &footing)
            });
            let draws_anew = social.is_some() && changes.texts.iter().any(|(_, version)| version.has_other_card);
            if draws_anew || matches!(other, Some(None)) {
                taken(Taken::No);
                continue;
            }
            let mut keep = |document| {
                let place = free.next()?;
                Some(place.get_or_init(|| Fetched::read(document, &fetch)))
            };
            match take_in(&mut site, changes.texts, &config, &mut keep) {
                TakenIn::All => {}
                TakenIn::Nothing => {
                    taken(Taken::No);
                    continue;
                }
                TakenIn::Half => return None,
            }
            behind.clear();
            answer = Some(taken);
            if let Some(Some(other)) = other {
                break other;
            }
        };
        with = next;
    }
}

/// What a site stands on besides its theme.
struct Footing<'a> {
    options: &'a BuildOptions,
    clock: &'a Clock,
    config: &'a Config,
    inventory: &'a Inventory,
    locales: &'a [Locale],
    words: &'a [Dictionary],
    fonts: &'a Fonts,
    social: Option<&'a ForSocial>,
    folders: &'a [(String, String)],
    contents: &'a Contents<'a>,
    cache: &'a Cache,
    context: u128,
}

impl Footing<'_> {
    fn ground<'t>(&'t self, theme: &'t Theme) -> Ground<'t> {
        Ground {
            options: self.options,
            clock: self.clock,
            config: self.config,
            theme,
            inventory: self.inventory,
            locales: self.locales,
            words: self.words,
            fonts: self.fonts,
            social: self.social,
            folders: self.folders,
            contents: self.contents,
            looking: Looking::if_asked(&self.options.output),
            made_for: MadeFor::Readers,
            cache: Some(self.cache),
            context: self.context,
        }
    }
}

type Answer = Box<dyn FnOnce(Taken) + Send>;

/// A theme, and what pages are made with of it.
struct With {
    /// None for that of the last build.
    theme: Option<Theme>,
    tera: Tera,
    templates: HashMap<String, MadeOf>,
}

impl With {
    /// None where a template is wrong.
    fn of(theme: Option<Theme>, built_with: &Theme, site: &Site<'_>, footing: &Footing<'_>) -> Option<Self> {
        let of = theme.as_ref().unwrap_or(built_with);
        let made = engine(&footing.ground(of), site);
        let tera = made.value.filter(|_| !made.found.iter().any(Diagnostic::is_error))?;
        let templates = made_of(of);
        Some(Self { theme, tera, templates })
    }
}

/// Makes pages of one state of the site.
struct PageMaker<'a> {
    basis: &'a Basis<'a>,
    tera: &'a Tera,
    items: &'a Items,
    listed: &'a Listed<'a>,
}

impl PageMaker<'_> {
    fn make(&self, page: &Page) -> Option<Vec<u8>> {
        let seen = Seen::default();
        let renderer = Renderer {
            shared: &self.basis.seen_by(&seen),
            tera: self.tera,
            items: self.items,
            listed: self.listed,
        };
        let (mut bytes, mut end) = (Vec::new(), Vec::new());
        render(page, renderer, &mut end, &mut |piece| bytes.extend_from_slice(piece)).ok()?;
        bytes.append(&mut end);
        Some(bytes)
    }
}

/// How much was taken in.
enum TakenIn {
    All,
    Nothing,
    Half,
}

/// Puts other versions of documents into the site, which `keep` keeps as long as it lasts.
fn take_in<'a>(
    site: &mut Site<'a>,
    texts: Vec<(EntryId, Version)>,
    config: &Config,
    keep: &mut dyn FnMut(Document) -> Option<&'a Fetched<'a>>,
) -> TakenIn {
    for (n, (id, version)) in texts.into_iter().enumerate() {
        let document = version.document;
        let title = document.front.title.as_ref().map(|title| title.value.clone());
        let other = title.filter(|title| **title != *site.entries[id.index()].title);
        if other.is_some_and(|title| !retitle(site, id, title, config)) {
            return if n == 0 { TakenIn::Nothing } else { TakenIn::Half };
        }
        let Some(of) = keep(document).map(DocumentRef::Fetched) else {
            return TakenIn::Half;
        };
        let entry = &mut site.entries[id.index()];
        entry.document = of;
        if let Front::Written(written) = &mut entry.front {
            *written = of;
        }
    }
    TakenIn::All
}

/// What has changed in files, where it is something that a site at hand may take in.
struct Changes {
    texts: Vec<(EntryId, Version)>,
    is_of_theme: bool,
}

impl Changes {
    /// `read` reads a document that has changed, by its path; none where it would make another site.
    fn of(
        paths: &BTreeSet<String>,
        root: &Path,
        site: &Site<'_>,
        read: &dyn Fn(&ContentPath) -> Option<Version>,
    ) -> Option<Self> {
        let mut changes = Self {
            texts: Vec::new(),
            is_of_theme: false,
        };
        for path in paths.iter().filter(|path| !path.split('/').any(is_left_out)) {
            if path == SITE_TOML {
                return None;
            }
            let Some(of_content) = path.strip_prefix("content/") else {
                changes.is_of_theme = true;
                continue;
            };
            let of_content = ContentPath::new(of_content)?;
            match site.targets.by_path.get(&of_content) {
                Some(Target::Entry(id)) => changes.texts.push((*id, read(&of_content)?)),
                // Put there and taken away again, as some programs save.
                None if !root.join(path).exists() => {}
                _ => return None,
            }
        }
        Some(changes)
    }
}
