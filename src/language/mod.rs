//! Languages: their tags, and what CLDR says of each.

mod locale;
mod names;
mod plural;
mod table;
mod tag;

pub use locale::Locale;
pub use names::{direction, own_name};
pub use plural::{PluralCategory, PluralRules};
pub use tag::Tag;
