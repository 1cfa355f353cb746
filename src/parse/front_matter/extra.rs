//! Keys of the writer's own, as they are kept from one build to the next. A template's value says nothing of its type when it is kept;
//! this does.

use serde::{Deserialize, Deserializer, Serialize, Serializer};
use tera::Value;

/// A value as front matter can hold it.
#[derive(Serialize, Deserialize)]
enum Kept {
    Nothing,
    Bool(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Kept>),
    Map(Vec<(String, Kept)>),
}

impl From<&Value> for Kept {
    fn from(value: &Value) -> Self {
        if let Some(text) = value.as_str() {
            Self::Text(text.to_owned())
        } else if let Some(items) = value.as_array() {
            Self::List(items.iter().map(Self::from).collect())
        } else if let Some(map) = value.as_map() {
            Self::Map(map.iter().map(|(key, value)| (key.to_string(), value.into())).collect())
        } else if let Some(value) = value.as_bool() {
            Self::Bool(value)
        } else if value.is_f64() {
            value.as_f64().map_or(Self::Nothing, Self::Float)
        } else {
            value.as_i64().map_or(Self::Nothing, Self::Integer)
        }
    }
}

impl From<Kept> for Value {
    fn from(kept: Kept) -> Self {
        match kept {
            Kept::Nothing => Self::none(),
            Kept::Bool(value) => Self::from(value),
            Kept::Integer(value) => Self::from(value),
            Kept::Float(value) => Self::from(value),
            Kept::Text(text) => Self::normal_string(&text),
            Kept::List(items) => Self::from(items.into_iter().map(Self::from).collect::<Vec<_>>()),
            Kept::Map(entries) => {
                let mut map = tera::Map::default();
                for (key, value) in entries {
                    map.insert(key.into(), value.into());
                }
                Self::from(map)
            }
        }
    }
}

pub(super) fn serialize<S: Serializer>(extra: &[(Box<str>, Value)], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(extra.iter().map(|(key, value)| (key, Kept::from(value))))
}

pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<(Box<str>, Value)>, D::Error> {
    let kept = Vec::<(Box<str>, Kept)>::deserialize(deserializer)?;
    Ok(kept.into_iter().map(|(key, value)| (key, value.into())).collect())
}
