//! What is wrong, where, and how to mend it: one type for every stage.
//!
//! A stage pushes [`Diagnostic`]s beside its value ([`Checked`]) and goes on; nothing is printed
//! here. A diagnostic points at bytes of a file; [`Located`] adds line, column and the line itself
//! when somebody is going to read it.

mod checked;
mod code;
mod fix;
mod github;
mod json;
mod located;
mod page;
mod sarif;
mod secret;
mod span;
mod text;

pub use checked::Checked;
pub use code::{Code, Severity};
pub use fix::{Fix, mended};
pub use github::github;
pub use json::json;
pub use located::{Located, Place, locate};
pub use page::{Lookup, look_up, page_in_terminal, page_of_all, page_of_names};
pub use sarif::sarif;
pub use secret::told_without_secrets;
pub use span::{Span, Spanned};
pub use text::{Colour, text};

use std::sync::Arc;

use serde::{Deserialize, Serialize};

/// One problem, told to the person who can mend it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What kind of problem; stable, with a page of its own.
    pub code: Code,
    /// Whether it stops the document (error) or not (warning).
    pub severity: Severity,
    /// What is wrong, in plain words, without the place.
    pub message: String,
    /// The file, as a path from the site's root with `/` between folders: `content/nieuws/raad.md`.
    pub file: Option<Arc<str>>,
    /// The bytes of the file that it is about.
    pub span: Option<Span>,
    /// How to mend it.
    pub hint: Option<String>,
    /// Warnings of one code with equal groups are shown once, with a count and a few places.
    /// Without a group the message itself serves.
    pub group: Option<String>,
    /// What mends it without asking anybody, where that is known.
    pub fix: Option<Box<Fix>>,
}

impl Diagnostic {
    /// Returns a diagnostic of `code`, with that code's own severity and no place yet.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: code.severity(),
            message: message.into(),
            file: None,
            span: None,
            hint: None,
            group: None,
            fix: None,
        }
    }

    /// Adds how to mend it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// Adds the bytes that it is about; the file follows with [`Diagnostic::in_file`].
    #[must_use]
    pub fn at(mut self, span: Span) -> Self {
        self.span = Some(span);
        self
    }

    /// Adds the file, unless there is one.
    #[must_use]
    pub fn in_file(mut self, file: &Arc<str>) -> Self {
        self.file.get_or_insert_with(|| Arc::clone(file));
        self
    }

    /// Shows it together with all others of this code and group.
    #[must_use]
    pub fn grouped(mut self, group: impl Into<String>) -> Self {
        self.group = Some(group.into());
        self
    }

    /// Adds what mends it without asking anybody.
    #[must_use]
    pub fn fix(mut self, fix: Fix) -> Self {
        self.fix = Some(Box::new(fix));
        self
    }

    /// Makes a warning of it, for a rule that the configuration relaxes.
    #[must_use]
    pub fn as_warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Whether it is an error.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }
}
