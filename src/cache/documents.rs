//! Documents as they were read, so that a file which has not changed need not be read again.
//!
//! Two files. `texts` holds the contents one behind the other, and is only added to; `documents` holds everything else, and names
//! the place of each content. A content is checked by its hash when it is fetched: what a build that was killed left of it is not
//! taken for whole.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom, Write};
use std::sync::Mutex;

use serde::{Deserialize, Serialize, Serializer};
use xxhash_rust::xxh3::xxh3_64;

use super::folder::{Cache, Draft};
use super::inputs::Stamp;
use super::outline::outline_of;
use crate::diagnostic::Diagnostic;
use crate::parse::front_matter::FrontMatter;
use crate::parse::{Body, Content, Document, DocumentName, Kept};
use crate::read::ContentPath;

const DOCUMENTS: &str = "documents";
const TEXTS: &str = "texts";
/// How many bytes of contents that nobody needs any more may lie about before all are kept anew.
const WASTE: u64 = 16 * 1024 * 1024;
/// How many bytes most records take, without the text.
const ROOM: usize = 1024;
/// How much of `texts` is written at once.
const BLOCK: usize = 1024 * 1024;

/// One document as it lies in the file.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
struct Record<'a> {
    path: &'a str,
    stamp: Stamp,
    source: u128,
    outline: u64,
    content: Kept,
    /// A [`Rest`].
    #[serde(serialize_with = "as_bytes")]
    rest: &'a [u8],
}

/// At once: a list would be written byte by byte.
fn as_bytes<S: Serializer>(bytes: &[u8], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_bytes(bytes)
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
    pub fn read(bytes: &'a [u8]) -> Self {
        let mut rest = bytes.get(16..).unwrap_or_default();
        let mut records: Vec<(Record<'a>, &'a [u8])> = Vec::new();
        while let Ok((record, behind)) = postcard::take_from_bytes::<Record<'a>>(rest) {
            records.push((record, &rest[..rest.len() - behind.len()]));
            rest = behind;
        }
        // Those that were kept on stand first, sorted, and so do the new ones: stable, for that sort knows what is in order.
        records.sort_by_key(|(record, _)| record.path);
        Self { records }
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
        let rest: Rest = postcard::from_bytes(record.rest).ok()?;
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
        static NONE: KeptDocuments<'static> = KeptDocuments { records: Vec::new() };
        &NONE
    }

    /// Whether nothing was kept.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty()
    }

    fn is_wasteful(&self) -> bool {
        let lengths = self.records.iter().map(|(record, _)| u64::from(record.content.length));
        let ends = self.records.iter().map(|(record, _)| record.content.at);
        ends.max().unwrap_or(0) > lengths.sum::<u64>() * 2 + WASTE
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
    texts: File,
    /// What is not yet in the file.
    ahead: Vec<u8>,
    /// Where the next content goes.
    at: u64,
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
        let hash = xxh3_64(&text);
        let length = u32::try_from(text.len()).ok()?;
        let mut new = self.new.lock().ok()?;
        if new.is_none() {
            *new = New::open(self.cache, self.context, self.former);
        }
        let new = new.as_mut()?;
        let content = Kept {
            at: new.at,
            length,
            hash,
        };
        new.put(&text);
        let record = Record {
            path: document.path.as_str(),
            stamp,
            source: document.source,
            outline,
            content,
            rest: &rest,
        };
        let room = Vec::with_capacity(rest.len() + ROOM);
        new.documents.add(&postcard::to_extend(&record, room).ok()?);
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
        new.flush();
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
        let mut texts = cache.open_beside(TEXTS, former.records.is_empty())?;
        let at = texts.seek(SeekFrom::End(0)).ok()?;
        let mut documents = cache.draft(DOCUMENTS)?;
        documents.add(&context.to_be_bytes());
        Some(Self {
            documents,
            texts,
            ahead: Vec::new(),
            at,
        })
    }

    fn put(&mut self, text: &[u8]) {
        self.at += text.len() as u64;
        self.ahead.extend_from_slice(text);
        if self.ahead.len() >= BLOCK {
            self.flush();
        }
    }

    fn flush(&mut self) {
        // What could not be written is not whole when it is fetched, and then read from its own file again.
        let _ = self.texts.write_all(&self.ahead);
        self.ahead.clear();
    }
}

impl KeptDocuments<'_> {
    /// Returns these, or none of them where so much of the file of texts is of documents long gone that all is better kept anew.
    #[must_use]
    pub fn unless_wasteful(self) -> Self {
        if self.is_wasteful() { Self::default() } else { self }
    }
}

/// The texts that were kept.
#[derive(Debug)]
pub struct KeptTexts(Option<Mutex<File>>);

impl KeptTexts {
    /// Opens them.
    pub fn open(cache: Option<&Cache>) -> Self {
        Self(cache.and_then(|cache| cache.open_beside(TEXTS, false)).map(Mutex::new))
    }

    /// Returns a text, if it is whole.
    pub fn get(&self, kept: Kept) -> Option<Content> {
        let mut bytes = vec![0; kept.length as usize];
        {
            let mut file = self.0.as_ref()?.lock().ok()?;
            file.seek(SeekFrom::Start(kept.at)).ok()?;
            file.read_exact(&mut bytes).ok()?;
        }
        (xxh3_64(&bytes) == kept.hash).then_some(())?;
        postcard::from_bytes(&bytes).ok()
    }
}
