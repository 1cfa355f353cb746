//! parse: one `Source` -> one `Document`. Pure; a document knows of no other here.

mod document;
pub mod front_matter;
pub mod markdown;
mod name;
mod read_document;

pub use crate::word_count::WordCount;
pub use document::{
    Body, CodeBlock, Document, DocumentName, Filling, Form, Heading, Hole, ImageCall, LinkBy, ShortcodeCall,
};
pub use name::{document_name, foreign_language};
pub use read_document::{ParseContext, document};
