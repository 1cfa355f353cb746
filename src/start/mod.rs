//! start: what a newsroom begins with: a new document in its place, or a new site. Only adds: no file that is there is ever touched.

mod archetype;
mod document;
mod place;
mod settings;
mod site;
mod translation;
mod write;

pub use document::{Asked, DocumentKind, Made, new_document};
pub use site::{Answers, LANGUAGES, SiteKind, new_site};
pub use translation::{AskedTranslation, new_translation};

/// Why something was not made, and what to do. Nothing has been written then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// What is in the way, in plain words.
    pub problem: String,
    /// What to do.
    pub hint: String,
}

impl Refused {
    fn new(problem: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            problem: problem.into(),
            hint: hint.into(),
        }
    }
}
