//! Documents as they were read, so that a file which has not changed need not be read again.
//!
//! Three files. `texts` holds the contents, `heads` what is known of each document besides, and both are [only added to](super::pieces); `documents` is
//! what is written anew: how the file of each stood, and the places of the two. So a build after which one text has changed reads and writes little.

use std::sync::Mutex;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::folder::{Cache, Draft};
use super::inputs::Stamp;
use super::outline::outline_of;
use super::pieces::{Adding, Pieces};
use crate::diagnostic::Diagnostic;
use crate::parse::front_matter::FrontMatter;
use crate::parse::{Body, Content, Document, DocumentName, Kept};
use crate::read::ContentPath;

const DOCUMENTS: &str = "documents";
const HEADS: &str = "heads";
const TEXTS: &str = "texts";
/// How many bytes that nobody needs any more may lie about before all is kept anew.
const WASTE: u64 = 16 * 1024 * 1024;
/// How many bytes most records take, without the text.
const ROOM: usize = 1024;

/// One document as it lies in the file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Record<'a> {
    path: &'a str,
    stamp: Stamp,
    source: u128,
    outline: u64,
    content: Kept,
    /// A [`Rest`].
    rest: Kept,
}

/// What is known of a document besides its path and its text.
#[derive(Deserialize)]
struct Rest {
    name: DocumentName,
    front: FrontMatter,
    body: Body,
    found: Vec<Diagnostic>,
}

/// What the last build kept of documents.
#[derive(Debug, Default)]
pub struct KeptDocuments<'a> {
    /// Sorted by path, each with the bytes that it lies in.
    records: Vec<(Record<'a>, &'a [u8])>,
    heads: Pieces,
}

/// How many of the documents that were kept will be asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Most.
    All,
    /// A few.
    Few,
}

/// The number of a document that was kept.
#[derive(Debug, Clone, Copy)]
pub struct KeptId(usize);

impl<'a> KeptDocuments<'a> {
    /// Returns the bytes in which documents were kept that were read under `context`: by the same program, with the same settings.
    pub fn bytes(cache: &Cache, context: u128) -> Vec<u8> {
        let bytes = cache.read(DOCUMENTS).unwrap_or_default();
        let same = bytes
            .first_chunk()
            .is_some_and(|head| u128::from_be_bytes(*head) == context);
        if same { bytes } else { Vec::new() }
    }

    /// Reads what [`KeptDocuments::bytes`] returned.
    pub fn read(cache: &Cache, bytes: &'a [u8], wanted: Wanted) -> Self {
        let mut rest = bytes.get(16..).unwrap_or_default();
        let mut records: Vec<(Record<'a>, &'a [u8])> = Vec::new();
        while let Ok((record, behind)) = postcard::take_from_bytes::<Record<'a>>(rest) {
            records.push((record, &rest[..rest.len() - behind.len()]));
            rest = behind;
        }
        // Those that were kept on stand first, sorted, and so do the new ones: stable, for that sort knows what is in order.
        records.sort_by_key(|(record, _)| record.path);
        let heads = match wanted {
            _ if records.is_empty() => Pieces::None,
            Wanted::All => Pieces::all(cache, HEADS),
            Wanted::Few => Pieces::few(cache, HEADS),
        };
        Self { records, heads }
    }

    /// Returns what is kept of a document: how its file stood, and the hash of that.
    pub fn find(&self, path: &str) -> Option<(KeptId, &Stamp, u128)> {
        let found = self
            .records
            .binary_search_by_key(&path, |(record, _)| record.path)
            .ok()?;
        let (record, _) = &self.records[found];
        Some((KeptId(found), &record.stamp, record.source))
    }

    /// Returns all documents that were kept: the path of each, and how its file stood.
    pub fn all(&self) -> impl Iterator<Item = (KeptId, &'a str, &Stamp)> {
        let records = self.records.iter().enumerate();
        records.map(|(n, (record, _))| (KeptId(n), record.path, &record.stamp))
    }

    /// Returns the outline of a document.
    pub fn outline(&self, id: KeptId) -> Option<u64> {
        self.records.get(id.0).map(|(record, _)| record.outline)
    }

    /// Returns a document without its text, and what was found in it; none if it cannot be read.
    pub fn document(&self, id: KeptId, path: &ContentPath) -> Option<(Document, Vec<Diagnostic>)> {
        let (record, _) = self.records.get(id.0)?;
        let rest: Rest = postcard::from_bytes(&self.heads.get(record.rest)?).ok()?;
        let document = Document {
            path: path.clone(),
            source: record.source,
            name: rest.name,
            front: rest.front,
            body: Body {
                kept: Some(record.content),
                ..rest.body
            },
        };
        Some((document, rest.found))
    }

    /// Returns that nothing was kept.
    pub fn none() -> &'static Self
    where
        'a: 'static,
    {
        static NONE: KeptDocuments<'static> = KeptDocuments {
            records: Vec::new(),
            heads: Pieces::None,
        };
        &NONE
    }

    /// Whether nothing was kept.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    fn is_wasteful(&self) -> bool {
        let of = |piece: fn(&Record<'_>) -> Kept| {
            let pieces = self.records.iter().map(move |(record, _)| piece(record));
            let end = pieces.clone().map(|piece| piece.at).max().unwrap_or(0);
            end > pieces.map(|piece| u64::from(piece.length)).sum::<u64>() * 2 + WASTE
        };
        of(|record| record.content) || of(|record| record.rest)
    }
}

/// Documents while a build keeps them.
#[derive(Debug)]
pub struct Keeper<'a> {
    cache: &'a Cache,
    context: u128,
    former: &'a KeptDocuments<'a>,
    /// Those of the former that are kept on, and how their files stand now.
    on: Mutex<Vec<(KeptId, Stamp)>>,
    /// Made with the first document that is new.
    new: Mutex<Option<New>>,
}

#[derive(Debug)]
struct New {
    documents: Draft,
    heads: Adding,
    texts: Adding,
}

impl<'a> Keeper<'a> {
    /// Starts to keep documents that are read under `context`, beside those of `former`. Where all of those would have to be kept anew,
    /// `former` must be empty: see [`KeptDocuments::unless_wasteful`].
    pub fn new(cache: &'a Cache, context: u128, former: &'a KeptDocuments<'a>) -> Self {
        Self {
            cache,
            context,
            former,
            on: Mutex::new(Vec::new()),
            new: Mutex::new(None),
        }
    }

    /// Keeps a document that was read now; returns where its text is.
    pub fn keep(&self, document: &Document, found: &[Diagnostic], stamp: Stamp) -> Option<Kept> {
        let content = document.body.content.as_ref()?;
        // With room for what it takes, as a rule: nothing is moved while it grows.
        let room = content.html.len() + content.holes.len() * 64 + 64;
        let text = postcard::to_extend(content, Vec::with_capacity(room)).ok()?;
        // A `Rest`, field by field.
        let head = postcard::to_extend(&(&document.name, &document.front), Vec::with_capacity(ROOM)).ok()?;
        let outline = outline_of(&head, &document.body);
        let rest = postcard::to_extend(&(&document.body, found), head).ok()?;
        let (text_hash, rest_hash) = (xxh3_64(&text), xxh3_64(&rest));
        let mut new = self.new.lock().ok()?;
        if new.is_none() {
            *new = New::open(self.cache, self.context, self.former);
        }
        let new = new.as_mut()?;
        let content = new.texts.put(&text, text_hash)?;
        let record = Record {
            path: document.path.as_str(),
            stamp,
            source: document.source,
            outline,
            content,
            rest: new.heads.put(&rest, rest_hash)?,
        };
        new.documents.add(&postcard::to_stdvec(&record).ok()?);
        Some(content)
    }

    /// Keeps a document as it is kept already; its file stands as `stamp` says.
    pub fn keep_on(&self, id: KeptId, stamp: Stamp) {
        if let Ok(mut on) = self.on.lock() {
            on.push((id, stamp));
        }
    }

    /// Makes what was kept the last build's.
    pub fn finish(self) {
        let (Ok(on), Ok(new)) = (self.on.into_inner(), self.new.into_inner()) else {
            return;
        };
        let as_before = on.len() == self.former.records.len()
            && on.iter().all(|(id, stamp)| self.former.records[id.0].0.stamp == *stamp);
        if new.is_none() && as_before {
            return;
        }
        let Some(mut new) = new.or_else(|| New::open(self.cache, self.context, self.former)) else {
            return;
        };
        new.heads.flush();
        new.texts.flush();
        for (id, stamp) in on {
            let (record, bytes) = self.former.records[id.0];
            if record.stamp == stamp {
                new.documents.add(bytes);
                continue;
            }
            let record = Record { stamp, ..record };
            let Ok(bytes) = postcard::to_stdvec(&record) else {
                return;
            };
            new.documents.add(&bytes);
        }
        let _ = new.documents.finish();
    }
}

impl New {
    fn open(cache: &Cache, context: u128, former: &KeptDocuments<'_>) -> Option<Self> {
        let anew = former.records.is_empty();
        let (heads, texts) = (Adding::open(cache, HEADS, anew)?, Adding::open(cache, TEXTS, anew)?);
        let mut documents = cache.draft(DOCUMENTS)?;
        documents.add(&context.to_be_bytes());
        Some(Self {
            documents,
            heads,
            texts,
        })
    }
}

impl KeptDocuments<'_> {
    /// Returns these, or none of them where so much of the files is of documents long gone that all is better kept anew.
    #[must_use]
    pub fn unless_wasteful(self) -> Self {
        if self.is_wasteful() { Self::default() } else { self }
    }
}

/// The texts that were kept.
#[derive(Debug)]
pub struct KeptTexts(Pieces);

impl KeptTexts {
    /// Opens them.
    pub fn open(cache: Option<&Cache>) -> Self {
        Self(cache.map_or(Pieces::None, |cache| Pieces::few(cache, TEXTS)))
    }

    /// Returns a text, if it is whole.
    pub fn get(&self, kept: Kept) -> Option<Content> {
        postcard::from_bytes(&self.0.get(kept)?).ok()
    }
}
