//! `site.toml`: everything that a site decides for itself, with its defaults.

mod archive;
pub mod base_url;
mod check;
mod content;
mod external;
mod feeds;
mod folders;
mod form;
mod hosting;
mod keys;
mod languages;
mod limits;
mod localized;
mod metadata;
mod outputs;
mod pages;
mod read;
pub(crate) mod reader;
mod search_engines;
mod serve;
mod social;
mod types;

pub use check::{Check, Level};
pub use external::{External, Pattern, Private};
pub use feeds::{FeedFormat, Feeds};
pub use folders::sections_without_folder;
pub use hosting::{HostFile, Hosting, RedirectPages, Security, Server};
pub use keys::KEYS;
pub use limits::Limits;
pub use localized::Localized;
pub use metadata::Metadata;
pub use outputs::{OutputFormat, Outputs};
pub use read::{SITE_TOML, read, read_all};
pub use search_engines::{AiCrawlers, SearchEngines};
pub use serve::{Editor, Serve};
pub use social::Social;
pub use types::{
    Archive, Config, DeadLinks, Fallback, Interests, LanguageConfig, Markdown, Menu, MenuItem, Minify, Newsletter,
    Organisation, RawHtml, ReadingTime, SectionConfig, SectionKind, Share, ShareService, SortBy, TaxonomyConfig,
    UnknownShortcodes,
};

impl Config {
    /// Returns the configuration for another address than `site.toml` names, or what is wrong with that.
    pub fn with_base_url(self, url: &str) -> Result<Self, String> {
        Ok(Self {
            base_url: base_url::checked(url)?,
            ..self
        })
    }
}

#[cfg(test)]
mod tests;
