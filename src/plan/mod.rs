//! plan: one `Site` -> all `Page`s, each with its address, its template and what that template may see.
//! Never touches the disk, and renders nothing.

mod followed;
mod outputs;
mod page;
mod pages;
mod sitemap;
mod templates;
pub mod view;

pub use followed::{feed_address, feed_pages};
pub use outputs::INDEXED;
pub use page::{FeedAt, FeedOf, Page, Shows};
pub use pages::plan;
pub use sitemap::{Listed, Part, news_until, sitemap_part};
pub use templates::TemplateNames;
