//! The other forms of a page, for machines to discover.

use tera::Value;

use super::fields::{Fields, list_of};
use super::{Shared, href};
use crate::config::OutputFormat;
use crate::organise::{index_of, output_of};
use crate::plan::Shows;
use crate::url_path::UrlPath;

/// Returns the other forms of a document, or of a home page the index of all documents: a list of OUTPUT.
pub(super) fn outputs(shows: Shows, shared: &Shared<'_>) -> Value {
    let config = shared.config;
    let one = |format: OutputFormat, url: Option<UrlPath>| {
        let url = url?;
        let output = Fields::new()
            .text("type", format.media_type())
            .text("format", format.name())
            .text("url", &href(&url, config));
        Some(Value::from(output))
    };
    match shows {
        Shows::Entry(id) => {
            let formats = shared.outputs(id).formats();
            list_of(formats.filter_map(|format| one(format, output_of(shared.head(id).url, format))))
        }
        Shows::Home(id, 1) if config.makes(OutputFormat::Json) => {
            list_of(one(OutputFormat::Json, index_of(shared.language(id).url, 1)))
        }
        _ => list_of([]),
    }
}
