//! `robots.txt` (RFC 9309).

use crate::config::{AiCrawlers, Config};

/// Robots that gather texts to train models with, by the names that their makers publish. The last two are no robots but names by which a
/// search engine asks whether it may use for training what it reads for searching.
const TRAINING: [&str; 11] = [
    "GPTBot",
    "ClaudeBot",
    "CCBot",
    "Meta-ExternalAgent",
    "Amazonbot",
    "Bytespider",
    "AI2Bot",
    "cohere-training-data-crawler",
    "Diffbot",
    "Google-Extended",
    "Applebot-Extended",
];

/// Robots that fetch pages to answer somebody's question with.
const ANSWERS: [&str; 8] = [
    "OAI-SearchBot",
    "ChatGPT-User",
    "Claude-SearchBot",
    "Claude-User",
    "PerplexityBot",
    "Perplexity-User",
    "DuckAssistBot",
    "MistralAI-User",
];

/// Returns `robots.txt`: what may be read by whom, and where the sitemaps are.
pub fn robots(has_news: bool, config: &Config) -> Vec<u8> {
    let engines = &config.search_engines;
    let refused: Vec<&str> = match engines.ai_crawlers {
        AiCrawlers::Allow => Vec::new(),
        AiCrawlers::AnswersOnly => TRAINING.to_vec(),
        AiCrawlers::Disallow => [&TRAINING[..], &ANSWERS].concat(),
    };
    let mut text = String::new();
    if !refused.is_empty() {
        // One group may begin with several names (§2.2.1).
        refused.iter().for_each(|name| text += &format!("User-agent: {name}\n"));
        text += "Disallow: /\n\n";
    }
    text += "User-agent: *\nAllow: /\n\n";
    let sitemaps = ["sitemap.xml", "sitemap-news.xml"];
    let count = if has_news { 2 } else { 1 };
    for sitemap in &sitemaps[..count] {
        text += &format!("Sitemap: {}{sitemap}\n", config.base_url);
    }
    text.into_bytes()
}
