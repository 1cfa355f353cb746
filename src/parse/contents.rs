//! Where the texts of documents are: with the document, or elsewhere, so that a large site need not have all of them at hand.

use std::borrow::Cow;
use std::fmt;

use super::{Content, Document};

/// Finds a text that a document does not have with it.
type Find<'a> = dyn Fn(&Document) -> Option<Content> + Sync + 'a;

/// The texts of all documents.
pub struct Contents<'a>(Box<Find<'a>>);

impl<'a> Contents<'a> {
    /// Returns texts of which those that are not with their document are found by `find`.
    pub fn new(find: impl Fn(&Document) -> Option<Content> + Sync + 'a) -> Self {
        Self(Box::new(find))
    }

    /// Returns the text of a document; none where its file is no longer what was read.
    pub fn of<'d>(&self, document: &'d Document) -> Option<Cow<'d, Content>> {
        match &document.body.content {
            Some(content) => Some(Cow::Borrowed(content)),
            None => (self.0)(document).map(Cow::Owned),
        }
    }
}

impl fmt::Debug for Contents<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Contents")
    }
}
