//! Documents that are read from where they are kept when they are first looked at: of a site of which one text has changed, few are.

use std::fmt;
use std::ops::Deref;
use std::sync::OnceLock;

use super::Document;
use crate::read::ContentPath;

/// Finds the document at a path.
type Fetch<'a> = dyn Fn(&ContentPath) -> Document + Sync + 'a;

/// A document that is fetched when it is first asked for.
pub struct Fetched<'a> {
    path: ContentPath,
    document: OnceLock<Document>,
    fetch: &'a Fetch<'a>,
}

impl<'a> Fetched<'a> {
    /// The document at `path`, which `fetch` finds.
    pub fn new(path: ContentPath, fetch: &'a Fetch<'a>) -> Self {
        Self {
            path,
            document: OnceLock::new(),
            fetch,
        }
    }

    /// A document that has been read already.
    pub fn read(document: Document, fetch: &'a Fetch<'a>) -> Self {
        Self {
            path: document.path.clone(),
            document: OnceLock::from(document),
            fetch,
        }
    }

    /// Returns where it lies.
    pub fn path(&self) -> &ContentPath {
        &self.path
    }

    fn get(&self) -> &Document {
        self.document.get_or_init(|| (self.fetch)(&self.path))
    }
}

impl fmt::Debug for Fetched<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Fetched({})", self.path)
    }
}

/// A document of the site, at hand or to be fetched.
#[derive(Debug, Clone, Copy)]
pub enum DocumentRef<'a> {
    /// At hand.
    AtHand(&'a Document),
    /// Fetched when something besides its path is asked for.
    Fetched(&'a Fetched<'a>),
}

impl<'a> DocumentRef<'a> {
    /// Returns where it lies, which is known before it is fetched.
    pub fn path(self) -> &'a ContentPath {
        match self {
            Self::AtHand(document) => &document.path,
            Self::Fetched(fetched) => &fetched.path,
        }
    }

    /// Returns the document.
    pub fn get(self) -> &'a Document {
        match self {
            Self::AtHand(document) => document,
            Self::Fetched(fetched) => fetched.get(),
        }
    }
}

impl Deref for DocumentRef<'_> {
    type Target = Document;

    fn deref(&self) -> &Document {
        self.get()
    }
}
