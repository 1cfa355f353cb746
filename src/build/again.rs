//! The short way: where nothing has changed since the last build but the texts of a few documents and the lines over them, the site is the one that was
//! put together then, and only the pages are made that show those.
//!
//! Whatever is not as the last build left it, or is told of a document, leads back to the long way, which knows what to say of it. So does a
//! document that has changed in more than that: see [`outline`] and [`differ_in_lines`].

use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use rayon::prelude::*;

use super::BuildReport;
use super::crops::Uncropped;
use super::documents::Library;
use super::files::{File, MadeFrom};
use super::former::Shelf;
use super::kept_site::KeptSite;
use super::last::{Changed, FEW, KeptOfSite};
use super::maker::Maker;
use super::round::{common, engine, failing_shortcodes};
use super::stages::Ground;
use crate::cache::{self, Cache, Keeper, KeptDocuments, KeptPage, KeptPages, Stamp, Wanted, differ_in_lines, outline};
use crate::config::Config;
use crate::organise::{EntryId, Site, Target, restore, retitle};
use crate::parse::front_matter::FrontMatter;
use crate::parse::markdown::Highlighted;
use crate::parse::{self, Body, Document, DocumentRef, Fetched, document_name};
use crate::plan::view::{self, Basis, FactNumber};
use crate::plan::{Listed, Page};
use crate::publish::{Published, Publisher, Put};
use crate::read::ContentPath;
use crate::render::Items;
use crate::theme::made_of;

/// Builds the site of the last build with the documents that `changed` since; returns the report and what is kept of the site now. None where that
/// cannot be done: nothing has been published then.
pub(super) fn again(
    ground: &Ground<'_>,
    library: Library<'_>,
    changed: Changed,
) -> Option<(BuildReport, Option<KeptOfSite>)> {
    let cache = ground.cache.filter(|cache| cache.inputs().content().is_some())?;
    let (bytes, site_bytes) = rayon::join(
        || library.kept_bytes(),
        || KeptSite::bytes(cache, ground.options, changed.kept.site),
    );
    let site_bytes = site_bytes?;
    let ((known, new), (kept_site, shelf, kept_pages)) = rayon::join(
        || {
            let known = library.kept(&bytes, Wanted::Few).unless_wasteful();
            let new = new_versions(library, cache, &known, &changed);
            (known, new)
        },
        || {
            let shelf = Shelf::of(ground);
            let pages = KeptPages::read_as(cache, &shelf.name, changed.kept.pages);
            (KeptSite::read(&site_bytes), shelf, pages)
        },
    );
    let new = new?;
    // A card of another headline is a file that comes, and one that goes.
    if ground.social.is_some() && new.iter().any(|version| version.has_other_card) {
        return None;
    }
    let KeptSite { site: kept_site, pages } = kept_site?;
    let kept_pages = kept_pages?;
    let titled = titles(&new);

    let lost = AtomicBool::new(false);
    let fetch = |path: &ContentPath| {
        fetched(library, cache, &known, path).unwrap_or_else(|| {
            lost.store(true, Ordering::Relaxed);
            nothing_at(path)
        })
    };
    let mut documents: Vec<Fetched<'_>> = Vec::with_capacity(ground.inventory.markdown.len());
    let mut new_ones = new.into_iter().map(|version| version.document).peekable();
    for path in &ground.inventory.markdown {
        documents.push(match new_ones.next_if(|document| document.path == *path) {
            Some(document) => Fetched::read(document, &fetch),
            None => Fetched::new(path.clone(), &fetch),
        });
    }
    if new_ones.next().is_some() {
        return None;
    }
    let (site, titles, (published, made)) = thread::scope(|scope| {
        // Right whether what follows succeeds or not.
        scope.spawn(|| keep_documents(library, cache, &known, &documents, &changed.documents));
        let mut site = restore(kept_site, &documents, &ground.inventory.files, ground.clock)?;
        let titles = retitled(&mut site, &changed.kept.titles, titled, ground.config)?;
        let done = with_texts(ground, &site, (&pages, kept_pages, &shelf), &changed, &lost)?;
        Some((site, titles, done))
    })?;
    // What the long way would have found besides, it found then.
    ground.clock.narrow(changed.span());
    let kept = made.map(|pages| KeptOfSite {
        pages,
        titles,
        ..changed.kept
    });
    ground.options.memory.done(site);
    ground.options.memory.done((documents, pages));
    Some((changed.report(published)?, kept))
}

/// A document that has changed.
pub(super) struct Version {
    pub document: Document,
    /// Whether it has another title, or other lines beside it.
    has_other_lines: bool,
    /// Whether what its social card shows is among them.
    pub has_other_card: bool,
}

/// Returns the titles of documents of which the lines over the text have changed.
fn titles(new: &[Version]) -> Vec<(ContentPath, Box<str>)> {
    let new = new.iter().filter(|version| version.has_other_lines);
    let titles = new.filter_map(|Version { document, .. }| {
        let title = document.front.title.as_ref()?;
        Some((document.path.clone(), title.value.clone()))
    });
    titles.collect()
}

/// Gives documents of the site the titles that they were given since it was put together, and those that are new; returns all of them. None where more
/// than a title follows from one.
pub(super) fn retitled(
    site: &mut Site<'_>,
    known: &[(EntryId, Box<str>)],
    new: Vec<(ContentPath, Box<str>)>,
    config: &Config,
) -> Option<Vec<(EntryId, Box<str>)>> {
    let mut titles: BTreeMap<EntryId, Box<str>> = known.iter().cloned().collect();
    for (path, title) in new {
        // One that is not published is told of by its title.
        let Some(Target::Entry(id)) = site.targets.by_path.get(&path) else {
            return None;
        };
        titles.insert(*id, title);
    }
    let fit = titles.len() <= FEW
        && titles
            .iter()
            .all(|(id, title)| retitle(site, *id, title.clone(), config));
    fit.then(|| titles.into_iter().collect())
}

/// Publishes a site of the last build with other documents. Returns what was done, and the hash of what is kept of its pages.
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
    // A build that met one kept no site.
    let none = Uncropped::new();
    let common = common(ground, &code, &templates, &none);
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
    let making = files.into_par_iter().map_init(Vec::new, |bytes, (place, file)| {
        let made = maker.make(&file, bytes).ok()?;
        let put = made.put?;
        let page = KeptPage {
            is: file.fact,
            hash: put.hash()?,
            from: made.from,
        };
        Some((place, page, (file.path, put)))
    });
    let made: Vec<(usize, KeptPage, (Arc<str>, Put))> = making.collect::<Option<_>>()?;
    let mut puts: Vec<(Arc<str>, Put)> = Vec::with_capacity(made.len());
    for (place, page, put) in made {
        kept[place] = page;
        puts.push(put);
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

/// Reads the documents that have changed. None where one has changed in more than its text and the lines over it, or something is to be told of it, or
/// was.
fn new_versions(
    library: Library<'_>,
    cache: &Cache,
    known: &KeptDocuments<'_>,
    changed: &Changed,
) -> Option<Vec<Version>> {
    let one = |path: &ContentPath| {
        let from_root = path.from_root();
        let (_, then, _) = known.find(path.as_str())?;
        // What is kept of it is what that build read.
        if changed.stamp(&from_root)? != then || changed.has_found(&from_root) {
            return None;
        }
        new_version(library, known, path, cache.inputs().get(&from_root).map(Stamp::size))
    };
    changed.documents.iter().map(one).collect()
}

/// Reads a document that has changed, whose file is so many bytes. None where it has changed in more than its text and the lines over it, or something is to
/// be told of it.
pub(super) fn new_version(
    library: Library<'_>,
    known: &KeptDocuments<'_>,
    path: &ContentPath,
    size: Option<u64>,
) -> Option<Version> {
    let (id, ..) = known.find(path.as_str())?;
    let source = library.source(path, size).ok()?;
    let read = parse::document(&source, library.context);
    if !read.found.is_empty() {
        return None;
    }
    let document = read.value;
    let has_other_lines = known.outline(id)? != outline(&document);
    let mut has_other_card = false;
    if has_other_lines {
        let (then, _) = known.document(id, path)?;
        differ_in_lines(&then, &document).then_some(())?;
        let on_card = |document: &Document| {
            let title = document.front.title.as_ref().map(|title| title.value.clone());
            (title, document.front.kicker.clone())
        };
        has_other_card = on_card(&then) != on_card(&document);
    }
    Some(Version {
        document,
        has_other_lines,
        has_other_card,
    })
}

/// Returns a document whose file has not changed: as it was kept, else read from its file again.
pub(super) fn fetched(
    library: Library<'_>,
    cache: &Cache,
    known: &KeptDocuments<'_>,
    path: &ContentPath,
) -> Option<Document> {
    let stamp = cache.inputs().get(&path.from_root())?;
    let kept = library.unchanged(known, path, stamp);
    let read = || {
        let source = library.source(path, Some(stamp.size())).ok()?;
        Some(parse::document(&source, library.context).value)
    };
    kept.map(|(_, document, _)| document).or_else(read)
}

/// What stands in the place of a document that is gone from where it was a moment ago. No page is published that shows it.
pub(super) fn nothing_at(path: &ContentPath) -> Document {
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
