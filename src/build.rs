//! The whole way: a folder -> a published site.

mod again;
mod at_hand;
mod check;
mod crops;
mod documents;
mod drafts;
mod files;
mod fonts;
mod former;
mod kept_site;
mod last;
mod looking;
mod maker;
mod mend;
mod names;
mod options;
mod other_theme;
mod overview;
mod report;
mod round;
mod settings;
mod social;
mod stages;
mod survey;

pub use at_hand::{Taken, Wish, at_hand};
pub use check::{CheckReport, check};
pub use mend::{Mended, mend};
pub use options::{BuildOptions, Host, Memory, OnError, Warnings};
pub use overview::{overview, overview_alone};
pub use report::{BuildReport, Outcome};
pub use stages::build;
