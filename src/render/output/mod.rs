//! Documents for machines: as JSON, as Markdown, and the lists of both. `docs/content/reference/machine-readable.md` says what each field is.

mod content;
mod event;
mod index;
mod json;
mod llms;
mod markdown;

pub use index::index;
pub use llms::llms;

use serde_json::Value as Json;
use tera::Tera;

use super::feed::{FeedFailed, Items};
use crate::config::OutputFormat;
use crate::organise::EntryId;
use crate::plan::view::Shared;

/// The version of the fields of a document and of the index. A field that is added leaves it as it is; one that goes, or means something else, is
/// another version.
const VERSION: u32 = 1;

/// Returns a document in another form than its page.
pub fn document(
    id: EntryId,
    format: OutputFormat,
    items: &Items,
    shared: &Shared<'_>,
    tera: &Tera,
) -> Result<Vec<u8>, FeedFailed> {
    let text = content::text(id, &items.cleaner, shared, tera)?;
    Ok(match format {
        OutputFormat::Json => written(&json::document(id, &text, shared)),
        OutputFormat::Markdown => markdown::document(id, &text, shared).into_bytes(),
    })
}

/// Writes JSON on one line.
fn written(value: &Json) -> Vec<u8> {
    let mut bytes = value.to_string().into_bytes();
    bytes.push(b'\n');
    bytes
}
