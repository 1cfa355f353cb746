//! render: one `Page` -> bytes. The only stage that runs templates.

mod asked;
mod body;
mod calendar;
mod clean;
mod crop;
mod engine;
mod feed;
mod functions;
mod hosting;
mod image;
mod markdown;
mod output;
mod page;
mod robots;
mod security_txt;
mod shortcodes;
mod sitemap;
mod social;
mod stream;
mod xml;

pub use body::TextFailed;
pub use calendar::newsroom as newsroom_calendar;
pub use crop::{CropFailed, MOST_PIXELS, crops};
pub use engine::{Lookup, OfTheme, lookup, register};
pub use feed::Items;
pub use functions::NO_WORD;
pub use hosting::inline_sources;
pub use markdown::attribute;
pub use page::{Failed, Renderer, own_text, render};
pub use shortcodes::check_shortcodes;
pub use social::{SocialFailed, social};
