//! The configuration as the stages see it: read, checked, with all defaults filled in.

use super::{Check, Feeds, Hosting, Limits, Localized, Metadata, Outputs, SearchEngines, Security, Serve, Social};
use crate::date::TimeZone;
use crate::diagnostic::{Span, Spanned};
use crate::language::Tag;

/// What `site.toml` says, defaults filled in.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's name.
    pub title: Localized,
    /// Where the site is published: `https://nieuws.example.org/`, always with a `/` at its end; it may have a path.
    pub base_url: String,
    /// The one in `site.toml`, where the site is made for another: links in texts have that.
    pub written_base_url: String,
    /// The default language.
    pub language: Tag,
    /// The time zone of dates without one.
    pub timezone: TimeZone,
    /// The theme's name.
    pub theme: String,
    /// Where `theme` stands in `site.toml`, where it does.
    pub theme_span: Option<Span>,
    /// What the site is about.
    pub description: Option<Localized>,
    /// The line at the foot about rights.
    pub copyright: Option<Localized>,
    /// Who publishes.
    pub organisation: Organisation,
    /// How many articles a page of a list holds where the list does not say otherwise; 0: all on one.
    pub paginate_by: usize,
    /// In which forms documents are published beside their pages, where their section does not say otherwise.
    pub outputs: Outputs,
    /// Whether what means nothing is left out of stylesheets and templates.
    pub minify: Minify,
    /// All languages, the default one first, then in the order of `site.toml`.
    pub languages: Vec<LanguageConfig>,
    /// All taxonomies, in the order of `site.toml`; `tags` and `authors` at the end unless it names them.
    pub taxonomies: Vec<TaxonomyConfig>,
    /// What `[sections]` says, by the name of the folder.
    pub sections: Vec<SectionConfig>,
    /// How reading time is worked out.
    pub reading_time: ReadingTime,
    /// Which share links.
    pub share: Share,
    /// The newsletter block, where one is configured.
    pub newsletter: Option<Newsletter>,
    /// What feeds hold.
    pub feeds: Feeds,
    /// The pages of years.
    pub archive: Archive,
    /// What search engines and other robots are told.
    pub search_engines: SearchEngines,
    /// What stands beside a link to a page.
    pub social: Social,
    /// What the server of the site is told.
    pub hosting: Hosting,
    /// Whom people tell of a weak spot.
    pub security: Option<Security>,
    /// What pages say of themselves in the words of Dublin Core, where they do.
    pub metadata: Option<Metadata>,
    /// How the site is shown while somebody works on it.
    pub serve: Serve,
    /// How `courant check` judges.
    pub check: Check,
    /// What is too much.
    pub limits: Limits,
    /// How Markdown is read.
    pub markdown: Markdown,
    /// The menus of the site.
    pub menu: Menu,
    /// What the theme asks for, unchecked: `[theme_options]`.
    pub theme_options: toml::Table,
    /// For the site's own templates: `[extra]`.
    pub extra: toml::Table,
}

impl Config {
    /// Returns the configuration of `language`, if the site has it.
    pub fn language(&self, language: &Tag) -> Option<&LanguageConfig> {
        self.languages.iter().find(|known| known.tag == *language)
    }

    /// Returns what `[sections.NAME]` says.
    pub fn section(&self, name: &str) -> Option<&SectionConfig> {
        self.sections.iter().find(|section| section.name == name)
    }

    /// Returns the taxonomy of that name.
    pub fn taxonomy(&self, name: &str) -> Option<&TaxonomyConfig> {
        self.taxonomies.iter().find(|taxonomy| taxonomy.name == name)
    }

    /// Whether a section has feeds: unless `site.toml` says no.
    pub fn section_has_feeds(&self, name: &str) -> bool {
        self.section(name).is_none_or(|section| section.feed)
    }

    /// Whether the terms of a taxonomy have feeds.
    pub fn taxonomy_has_feeds(&self, name: &str) -> bool {
        self.taxonomy(name).is_some_and(|taxonomy| taxonomy.feed)
    }

    /// Returns the path of the base URL, with a `/` at both ends: `/` or `/nieuws/`.
    pub fn base_path(&self) -> &str {
        // An address has `://` at its first colon, and this is asked of every address that is written.
        let scheme = self.base_url.find(':');
        let after_scheme = scheme
            .filter(|at| self.base_url[*at..].starts_with("://"))
            .map_or(0, |at| at + 3);
        let path = self.base_url[after_scheme..].find('/');
        path.map_or("/", |at| &self.base_url[after_scheme + at..])
    }

    /// Returns the path in the site that a whole address means, decoded: `/nieuws/raad/`; none for one of another host.
    pub fn path_of(&self, address: &str) -> Option<String> {
        super::base_url::path_under(&self.base_urls(), address)
    }

    /// Returns the addresses that the site has: the one that it is made for, and the one in `site.toml`.
    pub fn base_urls(&self) -> [&str; 2] {
        [&self.base_url, &self.written_base_url]
    }
}

/// Whether what means nothing, such as white space and comments, is left out of stylesheets and templates.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Minify {
    /// It is; and stylesheets are joined with what they import, and get the names that browsers ask for.
    Yes,
    /// All is published as it was written.
    No,
}

/// Who publishes the site.
#[derive(Debug, Clone, Default)]
pub struct Organisation {
    /// Its name; the site's title where absent.
    pub name: Option<Localized>,
    /// Its own site.
    pub url: Option<String>,
    /// Its logo, a path in the site.
    pub logo: Option<Spanned<String>>,
    /// Its e-mail address.
    pub email: Option<String>,
    /// Its pages elsewhere.
    pub same_as: Vec<String>,
}

/// A language of the site.
#[derive(Debug, Clone)]
pub struct LanguageConfig {
    /// Its tag.
    pub tag: Tag,
    /// Its own name for itself: "Nederlands".
    pub name: String,
    /// Whether lists show articles of the default language that are not translated.
    pub fallback: Fallback,
    /// `ltr` or `rtl`.
    pub dir: &'static str,
}

/// What a list shows of articles that are not translated.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Fallback {
    /// The article in the default language, marked.
    Show,
    /// Nothing.
    #[default]
    Hide,
}

/// A taxonomy: a way in which articles are sorted under terms.
#[derive(Debug, Clone)]
pub struct TaxonomyConfig {
    /// The key in front matter: `tags`.
    pub name: String,
    /// Its title; the theme has words for `tags`, `topics` and `authors`.
    pub title: Option<Localized>,
    /// The folder of its addresses and of its terms' own files, without `/` at the ends; where absent, its name (for
    /// `authors` also `auteurs`, if the content has that folder).
    pub path: Option<String>,
    /// Where that stands in `site.toml`.
    pub path_span: Option<Span>,
    /// How many articles a page of a term holds; 0: all on one.
    pub paginate_by: Option<usize>,
    /// Whether each term has feeds.
    pub feed: bool,
}

/// What `[sections.NAME]` says.
#[derive(Debug, Clone)]
pub struct SectionConfig {
    /// The path of its folder: `nieuws`.
    pub name: String,
    /// Where that stands in `site.toml`.
    pub span: Span,
    /// Its title, where `_index.md` does not say.
    pub title: Option<Localized>,
    /// The pattern of its documents' addresses, from the site's top: `/nieuws/:year/:slug/`. Knows `:year`, `:month`,
    /// `:day`, `:slug`, `:section` and `:path` (the folders between section and document).
    pub permalink: Option<String>,
    /// The line over the headlines.
    pub kicker: Option<Localized>,
    /// How many articles a page of its list holds; 0: all on one.
    pub paginate_by: Option<usize>,
    /// What its documents are.
    pub kind: SectionKind,
    /// The front matter key that holds the title.
    pub title_key: Option<String>,
    /// Whether it has feeds.
    pub feed: bool,
    /// In which forms its documents are published beside their pages, where it says so.
    pub outputs: Option<Outputs>,
    /// The order of its list.
    pub sort_by: SortBy,
}

/// What the documents of a section are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SectionKind {
    /// News, by date.
    #[default]
    Article,
    /// Events, coming ones apart from past ones.
    Event,
    /// Pages without date, by weight and title.
    Page,
}

/// The order of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SortBy {
    /// Newest first; undated last.
    #[default]
    Date,
    /// Light first; without weight last.
    Weight,
    /// By title.
    Title,
}

/// How reading time is worked out.
#[derive(Debug, Clone)]
pub struct ReadingTime {
    /// Words a minute that `site.toml` sets for all languages or for one; the program has defaults.
    pub words_per_minute: Vec<(Option<Tag>, u32)>,
    /// Characters a minute for scripts without spaces.
    pub characters_per_minute: u32,
}

/// Which share links, in which order.
#[derive(Debug, Clone)]
pub struct Share {
    /// The services.
    pub links: Vec<ShareService>,
}

/// Somewhere to share an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs)]
pub enum ShareService {
    LinkedIn,
    Bluesky,
    Mastodon,
    X,
    Facebook,
    WhatsApp,
    Email,
    Copy,
}

impl ShareService {
    /// All, with the name that `site.toml` and templates use and the name that people know.
    pub const ALL: [(&'static str, &'static str, Self); 8] = [
        ("linkedin", "LinkedIn", Self::LinkedIn),
        ("bluesky", "Bluesky", Self::Bluesky),
        ("mastodon", "Mastodon", Self::Mastodon),
        ("x", "X", Self::X),
        ("facebook", "Facebook", Self::Facebook),
        ("whatsapp", "WhatsApp", Self::WhatsApp),
        ("email", "E-mail", Self::Email),
        ("copy", "Copy", Self::Copy),
    ];
}

/// The newsletter block: a form that posts to any provider.
#[derive(Debug, Clone)]
pub struct Newsletter {
    /// Where the form goes.
    pub action: String,
    /// `post` or `get`.
    pub method: &'static str,
    /// The name of the e-mail field.
    pub email_field: String,
    /// The name of the name field; no such field where absent.
    pub name_field: Option<String>,
    /// What a reader can choose.
    pub interests: Option<Interests>,
    /// Hidden fields, in the order of `site.toml`.
    pub hidden: Vec<(String, String)>,
    /// The text by which a reader agrees, as inline Markdown.
    pub consent: Option<Localized>,
    /// Where that stands in `site.toml`.
    pub consent_span: Span,
    /// The name of the field that says so: with the value `yes`.
    pub consent_field: String,
    /// The privacy page: an address or a path in the site.
    pub privacy_url: Option<String>,
    /// Where that stands in `site.toml`.
    pub privacy_span: Span,
    /// The name of the field that must stay empty.
    pub honeypot: Option<String>,
    /// The heading; the theme has one.
    pub heading: Option<Localized>,
    /// The text under it.
    pub text: Option<Localized>,
    /// Where that stands in `site.toml`.
    pub text_span: Span,
    /// The button's text; the theme has one.
    pub button: Option<Localized>,
}

/// What a reader of the newsletter can choose.
#[derive(Debug, Clone)]
pub struct Interests {
    /// The name of the field.
    pub field: String,
    /// The values and their labels.
    pub options: Vec<(String, Localized)>,
}

/// The pages of years.
#[derive(Debug, Clone)]
pub struct Archive {
    /// Whether they are made; where absent, if the theme has templates for them.
    pub years: Option<bool>,
    /// The folder of their addresses, without `/` at its ends; where absent, a word of the language.
    pub path: Option<Spanned<Localized>>,
    /// How many articles a page of a year holds; 0: all on one.
    pub paginate_by: usize,
}

/// How Markdown is read.
#[derive(Debug, Clone)]
pub struct Markdown {
    /// What an unknown shortcode is.
    pub unknown_shortcodes: UnknownShortcodes,
    /// What a link is that leads to nothing.
    pub dead_links: DeadLinks,
    /// What happens to HTML in Markdown.
    pub raw_html: RawHtml,
    /// Whether quotes and dashes become those of the language.
    pub smart_punctuation: bool,
    /// The levels of headings in the table of contents, first and last.
    pub toc_levels: (u8, u8),
    /// Whether code is highlighted.
    pub highlight: bool,
    /// Whether the heading with which a text starts is its title, where front matter has none.
    pub heading_as_title: bool,
}

/// What an unknown shortcode is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnknownShortcodes {
    /// An error.
    #[default]
    Error,
    /// A warning, and nothing in the page; also for a `ref` to a file that is not there.
    Warn,
}

/// What a link is that leads to nothing, or to an address that no browser should open.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum DeadLinks {
    /// An error.
    #[default]
    Error,
    /// A warning, and plain text in the page: for old articles that nobody will mend.
    Warn,
}

/// What happens to HTML in Markdown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum RawHtml {
    /// What could run code or break the page is taken out.
    #[default]
    Sanitise,
    /// It is left as it is; for sites whose writers are all trusted.
    Trust,
}

/// The menus of the site; the stages fill in the sections and pages where absent.
#[derive(Debug, Clone, Default)]
pub struct Menu {
    /// At the top.
    pub main: Option<Vec<MenuItem>>,
    /// At the foot.
    pub footer: Option<Vec<MenuItem>>,
}

/// A line of a menu.
#[derive(Debug, Clone)]
pub struct MenuItem {
    /// Its text.
    pub title: Localized,
    /// Where it leads: a path in the site (`/nieuws/`, put under the language where that exists) or an address.
    pub url: String,
    /// Where that stands in `site.toml`.
    pub url_span: Span,
}

impl Default for Markdown {
    fn default() -> Self {
        Self {
            unknown_shortcodes: UnknownShortcodes::Error,
            dead_links: DeadLinks::Error,
            raw_html: RawHtml::Sanitise,
            smart_punctuation: true,
            toc_levels: (2, 3),
            highlight: true,
            heading_as_title: false,
        }
    }
}
