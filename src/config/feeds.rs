//! What readers can follow: feeds and calendars.

use serde::{Deserialize, Serialize};

use super::keys;
use super::reader::{Reader, Table};

/// What feeds hold.
#[derive(Debug, Clone)]
pub struct Feeds {
    /// How many of the newest articles.
    pub items: usize,
    /// The whole text rather than the summary.
    pub full: bool,
    /// Whether Atom feeds are made (`atom.xml`).
    pub atom: bool,
    /// Whether RSS feeds are made (`rss.xml`).
    pub rss: bool,
    /// Whether JSON feeds are made (`feed.json`).
    pub json: bool,
    /// Of how many pages of `items` a feed is; 0: as many as there are.
    pub pages: usize,
    /// The WebSub hub that tells subscribers of what is new.
    pub hub: Option<String>,
    /// Whether calendars are made: of each event (`event.ics`), and of what is to come (`calendar.ics`).
    pub calendar: bool,
}

impl Default for Feeds {
    fn default() -> Self {
        Self {
            items: 20,
            full: true,
            atom: true,
            rss: false,
            json: false,
            pages: 1,
            hub: None,
            calendar: true,
        }
    }
}

impl Feeds {
    /// Whether feeds are made in a format.
    pub fn are_made_in(&self, format: FeedFormat) -> bool {
        match format {
            FeedFormat::Atom => self.atom,
            FeedFormat::Rss => self.rss,
            FeedFormat::Json => self.json,
        }
    }

    /// Returns the formats in which feeds are made.
    pub fn formats(&self) -> impl Iterator<Item = FeedFormat> {
        FeedFormat::ALL.into_iter().filter(|format| self.are_made_in(*format))
    }
}

/// How a feed is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum FeedFormat {
    /// Atom 1.0 (RFC 4287), `atom.xml`.
    Atom,
    /// RSS 2.0, `rss.xml`.
    Rss,
    /// JSON Feed 1.1, `feed.json`.
    Json,
}

impl FeedFormat {
    /// All, in the order in which pages name them.
    pub const ALL: [Self; 3] = [Self::Atom, Self::Rss, Self::Json];

    /// Returns what people call it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Atom => "Atom",
            Self::Rss => "RSS",
            Self::Json => "JSON Feed",
        }
    }

    /// Returns the name of its file.
    pub fn file_name(self) -> &'static str {
        match self {
            Self::Atom => "atom.xml",
            Self::Rss => "rss.xml",
            Self::Json => "feed.json",
        }
    }

    /// Returns its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Atom => "application/atom+xml",
            Self::Rss => "application/rss+xml",
            Self::Json => "application/feed+json",
        }
    }
}

/// Reads `[feeds]`.
pub(super) fn feeds(top: &Table<'_>, reader: &mut Reader) -> Feeds {
    let mut feeds = Feeds::default();
    let Some(node) = top.get("feeds") else { return feeds };
    let Some(table) = reader.table(node, "feeds", keys::of("feeds")) else {
        return feeds;
    };
    if let Some(n) = table
        .get("items")
        .and_then(|node| reader.whole(node, "feeds.items", 0..=1_000_000, 20))
    {
        feeds.items = n as usize;
    }
    if let Some(full) = table
        .get("content")
        .and_then(|node| reader.word(node, "feeds.content", &[("full", true), ("summary", false)]))
    {
        feeds.full = full;
    }
    if let Some(n) = table
        .get("pages")
        .and_then(|node| reader.whole(node, "feeds.pages", 0..=1_000_000, 1))
    {
        feeds.pages = n as usize;
    }
    feeds.hub = table.get("hub").and_then(|node| reader.web_address(node, "hub"));
    let mut made = |key: &str, default: bool| {
        let node = table.get(key);
        node.and_then(|node| reader.boolean(node, &format!("feeds.{key}")))
            .unwrap_or(default)
    };
    feeds.atom = made("atom", feeds.atom);
    feeds.rss = made("rss", feeds.rss);
    feeds.json = made("json", feeds.json);
    feeds.calendar = made("calendar", feeds.calendar);
    feeds
}
