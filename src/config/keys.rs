//! The keys of `site.toml`, table by table; `docs/configuration.md` has a line on each.

/// The tables and their keys. `NAME` stands for a name of the site's own choice, `CODE` for the code of a language.
///
/// `[theme_options]` and `[extra]` are not among them: they hold what the theme and the site say.
pub const KEYS: &[(&str, &[&str])] = &[
    (
        "",
        &[
            "title",
            "base_url",
            "language",
            "timezone",
            "theme",
            "description",
            "paginate_by",
            "outputs",
            "minify",
            "copyright",
            "organisation",
            "languages",
            "taxonomies",
            "sections",
            "reading_time",
            "share",
            "newsletter",
            "feeds",
            "archive",
            "search_engines",
            "social",
            "hosting",
            "security",
            "metadata",
            "serve",
            "markdown",
            "menu",
            "theme_options",
            "extra",
        ],
    ),
    ("organisation", &["name", "url", "logo", "email", "same_as"]),
    ("languages.CODE", &["name", "title", "description", "fallback", "dir"]),
    ("taxonomies.NAME", &["title", "path", "paginate_by", "feed"]),
    (
        "sections.NAME",
        &[
            "title",
            "permalink",
            "kicker",
            "paginate_by",
            "kind",
            "title_key",
            "feed",
            "outputs",
            "sort_by",
        ],
    ),
    ("reading_time", &["words_per_minute", "characters_per_minute"]),
    ("share", &["links"]),
    (
        "newsletter",
        &[
            "action",
            "method",
            "email_field",
            "name_field",
            "interests",
            "hidden",
            "consent",
            "consent_field",
            "privacy_url",
            "honeypot",
            "heading",
            "text",
            "button",
        ],
    ),
    ("newsletter.interests", &["field", "options"]),
    ("newsletter.interests.options", &["value", "label"]),
    (
        "feeds",
        &["items", "content", "atom", "rss", "json", "pages", "hub", "calendar"],
    ),
    ("archive", &["years", "path", "paginate_by"]),
    ("search_engines", &["news_sitemap", "ai_crawlers", "indexnow_key"]),
    ("social", &["cards", "image"]),
    ("hosting", &["servers", "redirect_pages", "sources"]),
    (
        "security",
        &[
            "contact",
            "expires",
            "encryption",
            "acknowledgments",
            "policy",
            "hiring",
            "languages",
        ],
    ),
    ("serve", &["editor", "poll"]),
    (
        "metadata",
        &[
            "authority",
            "authority_scheme",
            "creator",
            "creator_scheme",
            "spatial",
            "spatial_scheme",
            "type_scheme",
            "types",
        ],
    ),
    ("metadata.types", &["article", "event", "page", "list"]),
    (
        "markdown",
        &[
            "unknown_shortcodes",
            "dead_links",
            "raw_html",
            "smart_punctuation",
            "toc_levels",
            "highlight",
        ],
    ),
    ("menu", &["main", "footer"]),
    ("menu.NAME", &["title", "url"]),
];

/// Returns the keys of a table.
pub(super) fn of(table: &str) -> &'static [&'static str] {
    let found = KEYS.iter().find(|(name, _)| *name == table);
    found.map_or(&[], |(_, keys)| keys)
}
