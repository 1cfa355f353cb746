//! Languages: their tags, and what CLDR says of each.

mod collation;
mod locale;
mod names;
mod plural;
mod table;
mod tag;
mod territory;

pub use collation::sort_key;
pub use locale::Locale;
pub use names::{direction, own_name, tag_of_name};
pub use plural::{PluralCategory, PluralRules};
pub use tag::Tag;
pub use territory::open_graph_locale;
