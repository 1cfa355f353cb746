//! Reading the documents: those whose file has not changed as they were kept, the others from their file.

use std::path::Path;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_128;

use super::BuildOptions;
use super::names::Names;
use crate::cache::{Cache, Inputs, Keeper, KeptDocuments, KeptId, KeptTexts, Stamp, Wanted};
use crate::diagnostic::{Checked, Diagnostic};
use crate::organise::{Unpublished, Waiting};
use crate::parse::{self, Contents, Document, ParseContext};
use crate::read::{self, ContentPath, Inventory, Source};

/// Up to how many bytes of source the texts of all documents are at hand while a site is built. Past that they are fetched one by one,
/// so that a large site takes no more memory than its heads.
const AT_HAND: u64 = 512 * 1024 * 1024;

/// A document in error: what is told of it, and what could be read.
pub(super) struct Broken {
    pub waiting: Waiting,
    pub document: Option<Document>,
}

/// Where documents are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Library<'a> {
    pub content: &'a Path,
    pub context: &'a ParseContext<'a>,
    pub cache: Option<&'a Cache>,
    /// Under what documents are kept ([`context_of`]).
    pub key: u128,
}

impl<'a> Library<'a> {
    /// Returns the documents in the folder `content` of a site with these settings.
    pub fn of(
        options: &BuildOptions,
        site_toml: &str,
        content: &'a Path,
        context: &'a ParseContext<'a>,
        cache: Option<&'a Cache>,
    ) -> Self {
        Self {
            content,
            context,
            cache,
            key: context_of(options, site_toml, context),
        }
    }
    /// Reads a document's file; `size` is how large it was when somebody looked.
    pub fn source(self, path: &ContentPath, size: Option<u64>) -> Result<Source, Diagnostic> {
        read::source(self.content, path, size, self.context.config.limits.document_megabytes)
    }

    /// Returns the bytes in which documents were kept; none where none were.
    pub fn kept_bytes(self) -> Vec<u8> {
        self.cache
            .map_or_else(Vec::new, |cache| KeptDocuments::bytes(cache, self.key))
    }

    /// Reads what [`Library::kept_bytes`] returned.
    pub fn kept(self, bytes: &[u8], wanted: Wanted) -> KeptDocuments<'_> {
        let kept = self.cache.map(|cache| KeptDocuments::read(cache, bytes, wanted));
        kept.unwrap_or_default()
    }

    /// Returns a document as it was kept, and what was found in it, if its file, which stands as `stamp` says, is what it was then.
    pub fn unchanged(
        self,
        kept: &KeptDocuments<'_>,
        path: &ContentPath,
        stamp: &Stamp,
    ) -> Option<(KeptId, Document, Vec<Diagnostic>)> {
        let (id, then, _) = kept.find(path.as_str())?;
        if !then.is(stamp, &self.content.join(path.as_str())) {
            return None;
        }
        let (document, found) = kept.document(id, path)?;
        Some((id, document, found))
    }
}

/// Returns the hash of all that what is read of a document follows from, but for its file: the settings and the shortcodes.
fn context_of(options: &BuildOptions, site_toml: &str, context: &ParseContext<'_>) -> u128 {
    let ParseContext {
        config: _,
        shortcodes,
        taxonomy_folders,
        sanitiser: _,
    } = context;
    // The configuration is read from these.
    let settings = (site_toml, &options.base_url, options.host);
    let text = format!("{settings:?} {shortcodes:?} {taxonomy_folders:?}");
    xxh3_128(text.as_bytes())
}

/// What was read and is still to be kept. Where all documents are new that is done while the site is put together, for which one core does: while
/// they are read, each would wait for the other to write.
pub(super) struct ToKeep<'a> {
    keeper: Keeper<'a>,
    stamps: &'a Inputs,
}

impl ToKeep<'_> {
    /// Keeps those of `documents` that are not kept yet, in which nothing was found.
    pub fn keep(self, documents: &[Document]) {
        for document in documents.iter().filter(|document| document.body.kept.is_none()) {
            if let Some(stamp) = self.stamps.get(&document.path.from_root()) {
                self.keeper.keep(document, &[], *stamp);
            }
        }
        self.keeper.finish();
    }
}

/// Returns what there is in the folder `content`: as the cache has seen it, where that saw all of it.
pub(super) fn inventory(content: &Path, cache: Option<&Cache>) -> Checked<Inventory> {
    match cache.and_then(|cache| cache.inputs().content()) {
        Some(files) => read::listed(content, files),
        None => read::walk(content),
    }
}

/// Reads the documents at `paths`; those with errors apart.
pub(super) fn read_documents<'a>(
    library: Library<'a>,
    paths: &[ContentPath],
    found: &mut Vec<Diagnostic>,
) -> (Vec<Document>, Vec<Broken>, Option<ToKeep<'a>>) {
    let bytes = library.kept_bytes();
    let kept = library.kept(&bytes, Wanted::All).unless_wasteful();
    let stamps = library.cache.map(Cache::inputs);
    let size: u64 = paths
        .iter()
        .filter_map(|path| Some(stamps?.get(&path.from_root())?.size()))
        .sum();
    let drops_texts = size > AT_HAND;
    let keep_later = kept.is_empty() && !drops_texts;
    let cache = library.cache;
    let now = cache
        .filter(|_| !keep_later)
        .map(|cache| Keeper::new(cache, library.key, &kept));
    let later = cache
        .filter(|_| keep_later)
        .map(|cache| Keeper::new(cache, library.key, KeptDocuments::none()));
    let reader = Reader {
        library,
        kept: &kept,
        keeper: now.as_ref().or(later.as_ref()),
        keep_later,
        stamps,
        names: Names::default(),
        drops_texts,
    };
    // Two lists, and each to its size: of a large site documents are the larger half of what is at hand.
    let (mut documents, mut problems) = (Vec::new(), Vec::new());
    let read = paths.par_iter().with_min_len(8).map(|path| {
        let (mut document, problems) = reader.read(path);
        if let Some(document) = &mut document {
            reader.names.share(&mut document.front);
        }
        (document, problems)
    });
    read.unzip_into_vecs(&mut documents, &mut problems);
    if let Some(keeper) = now {
        keeper.finish();
    }
    let (documents, broken) = parted(documents, problems, paths, found);
    let to_keep = later.zip(stamps).map(|(keeper, stamps)| ToKeep { keeper, stamps });
    (documents, broken, to_keep)
}

/// Parts the documents at `paths` from those in error; `problems` are of each.
pub(super) fn parted(
    read: Vec<Option<Document>>,
    problems: Vec<Vec<Diagnostic>>,
    paths: &[ContentPath],
    found: &mut Vec<Diagnostic>,
) -> (Vec<Document>, Vec<Broken>) {
    let mut broken = Vec::new();
    let each = read.into_iter().zip(problems).zip(paths);
    let good = each.filter_map(|((document, problems), path)| {
        let has_error = problems.iter().any(Diagnostic::is_error);
        found.extend(problems);
        match document {
            Some(document) if !has_error => Some(document),
            document => {
                let title = document
                    .as_ref()
                    .and_then(|document| document.front.title.as_ref())
                    .map(|title| title.value.clone());
                let title = title.unwrap_or_else(|| path.as_str().into());
                let (path, why) = (path.clone(), Unpublished::InError);
                let waiting = Waiting { path, title, why };
                broken.push(Broken { waiting, document });
                None
            }
        }
    });
    (good.collect(), broken)
}

struct Reader<'a> {
    library: Library<'a>,
    kept: &'a KeptDocuments<'a>,
    keeper: Option<&'a Keeper<'a>>,
    /// Whether a document in which nothing is found is kept later.
    keep_later: bool,
    stamps: Option<&'a Inputs>,
    names: Names,
    drops_texts: bool,
}

impl Reader<'_> {
    fn read(&self, path: &ContentPath) -> (Option<Document>, Vec<Diagnostic>) {
        let stamp = self.stamps.and_then(|stamps| stamps.get(&path.from_root()));
        if let Some(stamp) = stamp
            && let Some((document, found)) = self.unchanged(path, stamp)
        {
            return (Some(document), found);
        }
        let source = match self.library.source(path, stamp.map(Stamp::size)) {
            Ok(source) => source,
            Err(unreadable) => return (None, vec![unreadable]),
        };
        // Touched, or put there again, and the same.
        if let Some(stamp) = stamp
            && let Some((id, _, hash)) = self.kept.find(path.as_str())
            && xxh3_128(source.text.as_bytes()) == hash
            && let Some((document, found)) = self.kept.document(id, path)
        {
            self.keep_on(id, stamp);
            return (Some(document), found);
        }
        let checked = parse::document(&source, self.library.context);
        let (mut document, found) = (checked.value, checked.found);
        // A file that changed between a look at it and its reading has another stamp by now, and is not taken for this.
        if let (Some(keeper), Some(stamp)) = (self.keeper, stamp)
            && !(self.keep_later && found.is_empty())
        {
            document.body.kept = keeper.keep(&document, &found, *stamp);
        }
        if self.drops_texts {
            document.body.content = None;
        }
        (Some(document), found)
    }

    fn unchanged(&self, path: &ContentPath, stamp: &Stamp) -> Option<(Document, Vec<Diagnostic>)> {
        let (id, document, found) = self.library.unchanged(self.kept, path, stamp)?;
        self.keep_on(id, stamp);
        Some((document, found))
    }

    fn keep_on(&self, id: KeptId, stamp: &Stamp) {
        if let Some(keeper) = self.keeper {
            keeper.keep_on(id, *stamp);
        }
    }
}

/// Returns the texts of documents: as they were kept, else read again from their files.
pub(super) fn contents(library: Library<'_>) -> Contents<'_> {
    let texts = KeptTexts::open(library.cache);
    Contents::new(move |document| {
        let kept = document.body.kept.and_then(|kept| texts.get(kept));
        kept.or_else(|| {
            let source = library.source(&document.path, None).ok()?;
            let is_same = xxh3_128(source.text.as_bytes()) == document.source;
            let read = is_same.then(|| parse::document(&source, library.context).value)?;
            read.body.content
        })
    })
}
