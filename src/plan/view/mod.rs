//! What templates see: plain values, each built in one place and shared where several pages show it.
//!
//! `docs/content/themes/theming.md` lists every field; a test compares it with what is built here.

mod address;
mod archive;
mod calendar;
mod card;
mod crops;
mod date;
mod document;
mod event;
pub mod fields;
mod head;
mod heads;
mod held;
mod home;
mod identity;
mod image;
mod links;
mod list;
mod metadata;
mod outputs;
mod page;
mod person;
mod seen;
mod share;
mod shared;
mod site;
mod social;
mod structured;
mod values;
mod wanted;

pub use address::{absolute, configured, href, href_below, permalink, query_value};
pub use card::{is_withdrawn, kicker, kind_word, plain_summary, summary_html};
pub use crops::{Crop, Crops, Part};
pub use event::{attendance_word, online, registration, status_word};
pub use heads::Head;
pub use image::{is_elsewhere, media_type, picture};
pub use links::link_address;
pub use page::{page, redirect};
pub use seen::{Fact, FactNumber, Question, Seen};
pub use share::shortened;
pub use shared::{Basis, Common, Shared};
pub use social::{Drawing, SOCIAL_SIZE, SOCIAL_TEMPLATE, Social};
pub use structured::without_nothing;
pub use values::page_name;
pub use wanted::{MadeOf, Wanted};
