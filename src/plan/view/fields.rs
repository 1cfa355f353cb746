//! Building the maps that templates read: keys are static, values are shared.

use serde::ser::{Serialize, SerializeStruct, Serializer};
use tera::Value;
use tera::value::Key;

/// A map for a template under construction.
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

    /// Returns the fields of a map that was made of such.
    pub fn of(map: &Value) -> Self {
        let fields = map.as_map().into_iter().flatten();
        Self(
            fields
                .filter_map(|(key, value)| match key {
                    Key::Str(key) => Some((*key, value.clone())),
                    _ => None,
                })
                .collect(),
        )
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
        map_of(&fields)
    }
}

/// As a struct whose keys are known while the program is compiled, of which a map is made with each key hashed once. Of two with one key the
/// later counts.
impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_struct("Fields", self.0.len())?;
        for (key, value) in &self.0 {
            map.serialize_field(key, value)?;
        }
        map.end()
    }
}

/// Returns a struct as a map with its fields for keys; a value in it is shared.
pub fn map_of(fields: &impl Serialize) -> Value {
    // Texts, numbers and values can be written.
    Value::try_from_serializable(fields).unwrap_or_else(|_| Value::none())
}

/// Returns the value, or none.
pub fn or_none(value: Option<impl Into<Value>>) -> Value {
    value.map_or_else(Value::none, Into::into)
}

/// Returns a list.
pub fn list_of(items: impl IntoIterator<Item = Value>) -> Value {
    Value::from(items.into_iter().collect::<Vec<_>>())
}
