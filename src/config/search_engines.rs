//! What search engines and other robots are told.

use super::keys;
use super::reader::{Reader, Table};

/// What `[search_engines]` says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEngines {
    /// Whether there is a sitemap of the news of the last two days (`sitemap-news.xml`).
    pub news_sitemap: bool,
    /// What robots of makers of artificial intelligence may read.
    pub ai_crawlers: AiCrawlers,
    /// The key by which IndexNow knows that a message about the site is the site's own.
    pub indexnow_key: Option<String>,
    /// Whether they are given the picture of an article or an event in 16:9, 4:3 and 1:1 too.
    pub crops: bool,
}

/// What robots of makers of artificial intelligence may read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum AiCrawlers {
    /// Everything, as anybody.
    #[default]
    Allow,
    /// Nothing to train a model with; to answer a question they may.
    AnswersOnly,
    /// Nothing.
    Disallow,
}

impl Default for SearchEngines {
    fn default() -> Self {
        Self {
            news_sitemap: true,
            ai_crawlers: AiCrawlers::Allow,
            indexnow_key: None,
            crops: false,
        }
    }
}

/// Reads `[search_engines]`.
pub(super) fn search_engines(top: &Table<'_>, reader: &mut Reader) -> SearchEngines {
    let mut engines = SearchEngines::default();
    let Some(node) = top.get("search_engines") else {
        return engines;
    };
    let Some(table) = reader.table(node, "search_engines", keys::of("search_engines")) else {
        return engines;
    };
    let news = table.get("news_sitemap");
    engines.news_sitemap = news
        .and_then(|node| reader.boolean(node, "news_sitemap"))
        .unwrap_or(true);
    let crops = table.get("crops");
    engines.crops = crops.and_then(|node| reader.boolean(node, "crops")).unwrap_or_default();
    let words = [
        ("allow", AiCrawlers::Allow),
        ("answers-only", AiCrawlers::AnswersOnly),
        ("disallow", AiCrawlers::Disallow),
    ];
    let ai = table.get("ai_crawlers");
    engines.ai_crawlers = ai
        .and_then(|node| reader.word(node, "ai_crawlers", &words))
        .unwrap_or_default();
    if let Some(node) = table.get("indexnow_key")
        && let Some(key) = reader.text(node, "indexnow_key")
    {
        if is_indexnow_key(&key) {
            engines.indexnow_key = Some(key);
        } else {
            let message = "indexnow_key is no key: 8 to 128 letters, digits and hyphens";
            let hint = "make one, and keep it:  indexnow_key = \"3f1c2a9b8d7e4c5f\"";
            reader.bad_value(node.span, message.to_owned(), hint);
        }
    }
    engines
}

/// As indexnow.org has it: 8 to 128 of `a-z`, `A-Z`, `0-9` and `-`.
fn is_indexnow_key(key: &str) -> bool {
    (8..=128).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}
