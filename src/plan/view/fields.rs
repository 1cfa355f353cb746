//! Building the maps that templates read, without serialising: keys are static, values are shared.

use std::cmp::Ordering;
use std::collections::BTreeMap;

use tera::Value;
use tera::value::Key;

/// A map for a template under construction. A list until it is done: to hash every key twice is what maps cost.
#[derive(Debug, Clone, Default)]
pub struct Fields(Vec<(&'static str, Value)>);

impl Fields {
    /// Returns an empty one.
    pub fn new() -> Self {
        Self::sized(8)
    }

    /// Returns an empty one with room for `count` fields.
    pub fn sized(count: usize) -> Self {
        Self(Vec::with_capacity(count))
    }

    /// Adds a field.
    #[must_use]
    pub fn with(mut self, key: &'static str, value: impl Into<Value>) -> Self {
        self.put(key, value);
        self
    }

    /// Adds text, escaped when it is printed.
    #[must_use]
    pub fn text(self, key: &'static str, text: &str) -> Self {
        self.with(key, Value::normal_string(text))
    }

    /// Adds text or nothing.
    #[must_use]
    pub fn maybe(self, key: &'static str, text: Option<&str>) -> Self {
        self.with(key, text.map_or_else(Value::none, Value::normal_string))
    }

    /// Adds HTML that is printed as it is.
    #[must_use]
    pub fn html(self, key: &'static str, html: &str) -> Self {
        self.with(key, Value::safe_string(html))
    }

    /// Adds a list.
    #[must_use]
    pub fn list(self, key: &'static str, items: impl IntoIterator<Item = Value>) -> Self {
        self.with(key, Value::from(items.into_iter().collect::<Vec<_>>()))
    }

    /// Adds a field to a map that is kept elsewhere.
    pub fn put(&mut self, key: &'static str, value: impl Into<Value>) {
        self.0.push((key, value.into()));
    }
}

impl From<Fields> for Value {
    fn from(fields: Fields) -> Self {
        // Of what becomes a map, a sorted one alone is hashed once: these are sorted as they stand. Of two with one key the later counts.
        let placed = fields.0.into_iter().enumerate();
        let placed = placed.map(|(place, (key, value))| (Placed { place, key }, value));
        Value::from(BTreeMap::from_iter(placed))
    }
}

/// A key that is sorted by its place.
struct Placed {
    place: usize,
    key: &'static str,
}

impl Ord for Placed {
    fn cmp(&self, other: &Self) -> Ordering {
        self.place.cmp(&other.place)
    }
}

impl PartialOrd for Placed {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Placed {
    fn eq(&self, other: &Self) -> bool {
        self.place == other.place
    }
}

impl Eq for Placed {}

impl From<Placed> for Key<'static> {
    fn from(placed: Placed) -> Self {
        Key::Str(placed.key)
    }
}

/// Returns the value, or none.
pub fn or_none(value: Option<impl Into<Value>>) -> Value {
    value.map_or_else(Value::none, Into::into)
}

/// Returns a list.
pub fn list_of(items: impl IntoIterator<Item = Value>) -> Value {
    Value::from(items.into_iter().collect::<Vec<_>>())
}
