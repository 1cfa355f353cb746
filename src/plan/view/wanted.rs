//! The value `page`: only what the page's template can ask for is made.

use tera::Value;

use super::fields::Fields;

/// The fields of `page` that a template can ask for, with all templates that it is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Wanted {
    /// Any: it does more with `page` than to name its fields.
    All,
    /// Those that it names.
    Named(Vec<Box<str>>),
}

/// A template with all that it is made of.
#[derive(Debug)]
pub struct MadeOf {
    /// A hash of its files.
    pub hash: u64,
    /// What it can ask for.
    pub wanted: Wanted,
}

/// The value `page` under construction.
#[derive(Debug)]
pub(super) struct PageFields<'w> {
    wanted: &'w Wanted,
    fields: Fields,
}

impl<'w> PageFields<'w> {
    /// Returns an empty one for a template.
    pub fn new(wanted: &'w Wanted) -> Self {
        // More than any page has.
        let fields = Fields::sized(64);
        Self { wanted, fields }
    }

    /// Adds a field, made if it is wanted.
    pub fn put<V: Into<Value>>(&mut self, key: &'static str, make: impl FnOnce() -> V) {
        let is_wanted = match self.wanted {
            Wanted::All => true,
            // The functions of templates look there from where paths go.
            Wanted::Named(_) if key == "source" => true,
            Wanted::Named(named) => named.iter().any(|named| **named == *key),
        };
        if is_wanted {
            self.fields.put(key, make());
        }
    }
}

impl From<PageFields<'_>> for Value {
    fn from(page: PageFields<'_>) -> Self {
        page.fields.into()
    }
}
