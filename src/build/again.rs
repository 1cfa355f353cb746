//! The short way: where nothing has changed since the last build but the texts of a few documents, the site is the one that was put together then,
//! and only the pages are made that show those texts.
//!
//! Whatever is not as the last build left it, or is told of a document, leads back to the long way, which knows what to say of it. So does a
//! document that has changed in more than its text: its [outline](crate::cache::outline) is another one.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use super::BuildReport;
use super::documents::Library;
use super::files::{File, MadeFrom};
use super::former::Shelf;
use super::kept_site::KeptSite;
use super::last::{Changed, KeptOfSite};
use super::round::{Maker, common, engine, failing_shortcodes};
use super::stages::Ground;
use crate::cache::{self, Cache, Keeper, KeptDocuments, KeptPage, KeptPages, Stamp, outline};
use crate::organise::{EntryId, Site, Target, restore};
use crate::parse::front_matter::FrontMatter;
use crate::parse::markdown::Highlighted;
use crate::parse::{self, Body, Document, DocumentRef, Fetched, document_name};
use crate::plan::view::{self, Basis, FactNumber};
use crate::plan::{Listed, Page};
use crate::publish::{Published, Publisher, Put};
use crate::read::{self, ContentPath};
use crate::render::Items;
use crate::theme::made_of;

/// Builds the site of the last build with the texts that `changed` since; returns the report and what is kept of the site now. None where that
/// cannot be done: nothing has been published then.
pub(super) fn again(
    ground: &Ground<'_>,
    library: Library<'_>,
    changed: Changed,
) -> Option<(BuildReport, Option<KeptOfSite>)> {
    let cache = ground.cache.filter(|cache| cache.inputs().content().is_some())?;
    let (bytes, (kept_site, shelf, kept_pages)) = rayon::join(
        || KeptDocuments::bytes(cache, library.key),
        || {
            let site = KeptSite::read(cache, ground, changed.kept.site);
            let shelf = Shelf::of(ground);
            let pages = KeptPages::read_as(cache, &shelf.name, changed.kept.pages);
            (site, shelf, pages)
        },
    );
    let known = KeptDocuments::read(&bytes).unless_wasteful();
    let new = new_texts(library, cache, &known, &changed)?;
    let (kept_site, kept_pages) = (kept_site?, kept_pages?);

    let lost = AtomicBool::new(false);
    let fetch = |path: &ContentPath| {
        fetched(library, cache, &known, path).unwrap_or_else(|| {
            lost.store(true, Ordering::Relaxed);
            nothing_at(path)
        })
    };
    let mut documents: Vec<Fetched<'_>> = Vec::with_capacity(ground.inventory.markdown.len());
    let mut new_ones = new.into_iter().peekable();
    for path in &ground.inventory.markdown {
        documents.push(match new_ones.next_if(|document| document.path == *path) {
            Some(document) => Fetched::read(document, &fetch),
            None => Fetched::new(path.clone(), &fetch),
        });
    }
    if new_ones.next().is_some() {
        return None;
    }
    let (site, (published, made)) = thread::scope(|scope| {
        // Right whether what follows succeeds or not.
        scope.spawn(|| keep_documents(library, cache, &known, &documents, &changed.documents));
        let site = restore(kept_site.site(), &documents, &ground.inventory.files, ground.clock)?;
        let done = with_texts(ground, &site, (&kept_site.pages, kept_pages, &shelf), &changed, &lost)?;
        Some((site, done))
    })?;
    // What the long way would have found besides, it found then.
    ground.clock.narrow(changed.span());
    let kept = made.map(|pages| KeptOfSite { pages, ..changed.kept });
    ground.options.memory.done(site);
    ground.options.memory.done((documents, kept_site));
    Some((changed.report(published)?, kept))
}

/// Publishes a site of the last build with other texts. Returns what was done, and the hash of what is kept of its pages.
fn with_texts(
    ground: &Ground<'_>,
    site: &Site<'_>,
    (pages, kept_pages, shelf): (&[Page], KeptPages, &Shelf),
    changed: &Changed,
    lost: &AtomicBool,
) -> Option<(Published, Option<u128>)> {
    let (facts, mut kept) = kept_pages.into_parts();
    let entries: Vec<EntryId> = changed
        .documents
        .iter()
        .filter_map(|path| match site.targets.by_path.get(path) {
            Some(Target::Entry(id)) => Some(*id),
            _ => None,
        })
        .collect();
    let mut found = Vec::new();
    let tera = engine(ground, site).into_value(&mut found)?;
    let code = ground.cache.map(cache::code).unwrap_or_default();
    let coloured = code.len();
    let code = Highlighted::known(code);
    let templates = made_of(ground.theme);
    let common = common(ground, &code, &templates);
    let (basis, others) = Basis::with_texts(site, ground.contents, common, facts, &entries)?;

    let files = to_make(&basis, pages, &kept, &others)?;
    let wanted: HashSet<EntryId> = entries.iter().copied().collect();
    found.extend(failing_shortcodes(&basis, &tera, ground.theme, &[], |id| {
        wanted.contains(&id)
    }));
    let publisher = Publisher::over(&ground.options.output, ground.looking.done(), changed.manifest())?;
    let items = Items::new(site.entries.len(), ground.config);
    let maker = Maker {
        ground,
        basis: &basis,
        site,
        tera: &tera,
        items: &items,
        listed: &Listed::new(pages, site),
        publisher: Some(&publisher),
    };
    let mut puts: Vec<(Arc<str>, Put)> = Vec::with_capacity(files.len());
    let mut bytes = Vec::new();
    for (place, file) in files {
        let made = maker.make(&file, &mut bytes).ok()?;
        let put = made.put?;
        kept[place] = KeptPage {
            is: file.fact,
            hash: put.hash()?,
            from: made.from,
        };
        puts.push((file.path, put));
    }
    if !found.is_empty() || lost.load(Ordering::Relaxed) {
        return None;
    }
    let (published, pages) = rayon::join(
        || publisher.commit_over(puts),
        || shelf.keep(ground, kept, basis.into_facts()),
    );
    let code = code.into_known();
    if let Some(cache) = ground.cache.filter(|_| code.len() > coloured) {
        cache::keep_code(cache, &code);
    }
    ground.options.memory.done((tera, items));
    Some((published.ok()?, pages))
}

/// Reads the documents that have changed. None where one has changed in more than its text, or something is to be told of it, or was.
fn new_texts(
    library: Library<'_>,
    cache: &Cache,
    known: &KeptDocuments<'_>,
    changed: &Changed,
) -> Option<Vec<Document>> {
    let one = |path: &ContentPath| {
        let from_root = path.from_root();
        let (id, then, _) = known.find(path.as_str())?;
        // What is kept of it is what that build read.
        if changed.stamp(&from_root)? != then || changed.has_found(&from_root) {
            return None;
        }
        let size = cache.inputs().get(&from_root).map(Stamp::size);
        let source = read::source(library.content, path, size).ok()?;
        let read = parse::document(&source, library.context);
        let same = read.found.is_empty() && known.outline(id) == Some(outline(&read.value));
        same.then_some(read.value)
    };
    changed.documents.iter().map(one).collect()
}

/// Returns a document whose file has not changed: as it was kept, else read from its file again.
fn fetched(library: Library<'_>, cache: &Cache, known: &KeptDocuments<'_>, path: &ContentPath) -> Option<Document> {
    let stamp = cache.inputs().get(&path.from_root())?;
    let kept = library.unchanged(known, path, stamp);
    let read = || {
        let source = read::source(library.content, path, Some(stamp.size())).ok()?;
        Some(parse::document(&source, library.context).value)
    };
    kept.map(|(_, document, _)| document).or_else(read)
}

/// What stands in the place of a document that is gone from where it was a moment ago. No page is published that shows it.
fn nothing_at(path: &ContentPath) -> Document {
    Document {
        path: path.clone(),
        source: 0,
        name: document_name(path, &[]),
        front: FrontMatter::default(),
        body: Body::default(),
    }
}

/// Returns the files that show what has changed, each with its place among those that are kept. None where one of them is no page.
fn to_make<'p>(
    basis: &Basis<'_>,
    pages: &'p [Page],
    kept: &[KeptPage],
    others: &[FactNumber],
) -> Option<Vec<(usize, File<'p>)>> {
    let most = others.iter().max().map_or(0, |fact| *fact as usize + 1);
    let mut is_other = vec![false; most];
    for fact in others {
        is_other[*fact as usize] = true;
    }
    let is_other = |fact: FactNumber| is_other.get(fact as usize).copied().unwrap_or_default();
    let shows = |page: &KeptPage| page.from.iter().any(is_other);
    let concerned: HashMap<u64, usize> = kept
        .iter()
        .enumerate()
        .filter(|(_, page)| shows(page))
        .map(|(place, page)| (page.is.name, place))
        .collect();
    let files = pages.iter().filter_map(|page| {
        let place = *concerned.get(&view::page_name(page))?;
        let file = File {
            path: page.url.output_file().into(),
            from: MadeFrom::Page(page),
            fact: basis.page_fact(page),
        };
        Some((place, file))
    });
    let files: Vec<(usize, File<'p>)> = files.collect();
    (files.len() == concerned.len()).then_some(files)
}

/// Keeps the documents for the next build.
fn keep_documents(
    library: Library<'_>,
    cache: &Cache,
    known: &KeptDocuments<'_>,
    documents: &[Fetched<'_>],
    changed: &[ContentPath],
) {
    let keeper = Keeper::new(cache, library.key, known);
    let stamp = |path: &str| cache.inputs().get(&format!("content/{path}")).copied();
    for (id, path, then) in known.all() {
        if changed.iter().any(|document| document.as_str() == path) {
            continue;
        }
        // The others stand as they stood; the time of some says more than it did then.
        let now = if then.needs_a_look() { stamp(path) } else { Some(*then) };
        if let Some(now) = now {
            keeper.keep_on(id, now);
        }
    }
    let new = documents.iter().filter(|document| changed.contains(document.path()));
    for document in new {
        if let Some(stamp) = stamp(document.path().as_str()) {
            keeper.keep(DocumentRef::Fetched(document).get(), &[], stamp);
        }
    }
    keeper.finish();
}
