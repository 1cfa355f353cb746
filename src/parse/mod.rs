//! parse: one `Source` -> one `Document`. Pure; a document knows of no other here.

mod contents;
mod document;
mod fetched;
pub mod front_matter;
pub mod markdown;
mod name;
mod read_document;
mod references;

pub use crate::word_count::WordCount;
pub use contents::Contents;
pub use document::{
    Body, CodeBlock, Content, Document, DocumentName, Filling, Form, Heading, Hole, ImageCall, Kept, LinkBy, Reference,
    ReferenceTo, ShortcodeCall,
};
pub use fetched::{DocumentRef, Fetched};
pub use name::{document_name, foreign_language};
pub use read_document::{ParseContext, document};
