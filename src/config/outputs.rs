//! In which forms a document is published beside its page.

use serde::{Deserialize, Serialize};

use super::reader::{Reader, Table};
use super::types::Config;

/// A form for machines, beside the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OutputFormat {
    /// All that is known of the document, `index.json`.
    Json,
    /// Its text, `index.md`.
    Markdown,
}

impl OutputFormat {
    /// All, in the order in which pages name them.
    pub const ALL: [Self; 2] = [Self::Json, Self::Markdown];

    /// Returns the word by which `site.toml` and templates know it, which is Hugo's.
    pub fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "markdown",
        }
    }

    /// Returns how the names of its files end.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Markdown => "md",
        }
    }

    /// Returns its media type (RFC 8259, RFC 7763).
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Markdown => "text/markdown",
        }
    }
}

/// The forms of a document beside its page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Outputs {
    /// Whether it is published as JSON.
    pub json: bool,
    /// Whether it is published as Markdown.
    pub markdown: bool,
}

impl Outputs {
    /// Whether `format` is one of them.
    pub fn has(self, format: OutputFormat) -> bool {
        match format {
            OutputFormat::Json => self.json,
            OutputFormat::Markdown => self.markdown,
        }
    }

    /// Returns them.
    pub fn formats(self) -> impl Iterator<Item = OutputFormat> {
        OutputFormat::ALL.into_iter().filter(move |format| self.has(*format))
    }
}

impl Config {
    /// Whether any document can be published in `format`.
    pub fn makes(&self, format: OutputFormat) -> bool {
        let of_sections = self.sections.iter().filter_map(|section| section.outputs);
        of_sections.chain([self.outputs]).any(|outputs| outputs.has(format))
    }

    /// Returns the forms of documents in these sections, the innermost first: the nearest that says so decides.
    pub fn outputs_in<'s>(&self, sections: impl IntoIterator<Item = &'s str>) -> Outputs {
        let mut said = sections.into_iter().filter_map(|name| self.section(name)?.outputs);
        said.next().unwrap_or(self.outputs)
    }
}

/// Reads `outputs`: the names of forms, the page among them.
pub(super) fn outputs(table: &Table<'_>, reader: &mut Reader) -> Option<Outputs> {
    let node = table.get("outputs")?;
    let words = [
        ("html", None),
        ("json", Some(OutputFormat::Json)),
        ("markdown", Some(OutputFormat::Markdown)),
    ];
    let mut outputs = Outputs::default();
    let (mut has_page, told) = (false, reader.found.len());
    for node in reader.items(node, "outputs") {
        match reader.word(node, "outputs", &words) {
            Some(None) => has_page = true,
            Some(Some(OutputFormat::Json)) => outputs.json = true,
            Some(Some(OutputFormat::Markdown)) => outputs.markdown = true,
            None => {}
        }
    }
    // What is for machines leads to the page, so there is one.
    if !has_page && reader.found.len() == told {
        let message = "outputs lacks \"html\", without which there would be no page to read".to_owned();
        let named: String = outputs
            .formats()
            .map(|format| format!(", \"{}\"", format.name()))
            .collect();
        reader.bad_value(node.span, message, &format!("write  outputs = [\"html\"{named}]"));
    }
    Some(outputs)
}
