//! A value together with what was found while making it.

use super::Diagnostic;

/// A value, and what was found while making it.
///
/// Not a `Result`: all problems of a run are reported together, so a stage goes on with what it has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checked<T> {
    /// What was made.
    pub value: T,
    /// Errors and warnings, in the order in which they were met.
    pub found: Vec<Diagnostic>,
}

impl<T> Checked<T> {
    /// A value about which there is nothing to say.
    pub fn clean(value: T) -> Self {
        Self {
            value,
            found: Vec::new(),
        }
    }

    /// Takes the value out and adds what was found to `found`.
    pub fn into_value(self, found: &mut Vec<Diagnostic>) -> T {
        found.extend(self.found);
        self.value
    }

    /// Makes another value of it, keeping what was found.
    pub fn map<U>(self, change: impl FnOnce(T) -> U) -> Checked<U> {
        Checked {
            value: change(self.value),
            found: self.found,
        }
    }

    /// Whether an error was found.
    pub fn has_error(&self) -> bool {
        self.found.iter().any(Diagnostic::is_error)
    }
}
