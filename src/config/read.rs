//! Reading `site.toml`: all problems at once, each at its line, with the key that was meant.

use super::content::{per_page, sections, taxonomies};
use super::languages::{language_tag, languages, overrides};
use super::pages::{feeds, markdown, menu, newsletter, reading_time, share};
use super::reader::{Reader, Table};
use super::types::{Config, Organisation};
use super::{Localized, base_url};
use crate::date::TimeZone;
use crate::diagnostic::{Checked, Code, Diagnostic, Span};
use crate::language::Tag;
use crate::tree::{Node, read_toml};

/// The name of the file, as diagnostics give it.
pub const SITE_TOML: &str = "site.toml";

const TOP: &[&str] = &[
    "title",
    "base_url",
    "language",
    "timezone",
    "theme",
    "description",
    "paginate_by",
    "copyright",
    "organisation",
    "languages",
    "taxonomies",
    "sections",
    "reading_time",
    "share",
    "newsletter",
    "feeds",
    "markdown",
    "menu",
    "theme_options",
    "extra",
];

/// Reads the text of `site.toml`; none where it has errors.
pub fn read(text: &str) -> Checked<Option<Config>> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let (root, mut found) = read_toml(text, start..text.len());
    for found in &mut found {
        found.code = Code::ConfigSyntax;
    }
    let Some(root) = root.filter(|_| found.is_empty()) else {
        return finish(None, found);
    };
    let mut reader = Reader { found };
    let config = config(&root, text, &mut reader);
    finish(config, reader.found)
}

fn finish(config: Option<Config>, mut found: Vec<Diagnostic>) -> Checked<Option<Config>> {
    found.sort_by_key(|found| found.span);
    let file = SITE_TOML.into();
    let found: Vec<_> = found.into_iter().map(|found| found.in_file(&file)).collect();
    let good = !found.iter().any(Diagnostic::is_error);
    Checked {
        value: config.filter(|_| good),
        found,
    }
}

fn config(root: &Node, text: &str, reader: &mut Reader) -> Option<Config> {
    let top = reader.table(root, "", TOP)?;
    let language = language_tag(&top, reader);
    let languages = languages(&top, &language, reader);
    let known: Vec<Tag> = languages.iter().map(|language| language.tag.clone()).collect();
    let mut title = top
        .get("title")
        .and_then(|node| reader.localized(node, "title", &known));
    let mut description = top
        .get("description")
        .and_then(|node| reader.localized(node, "description", &known));
    overrides(&top, &language, &known, &mut title, &mut description, reader);
    let base_url = match top
        .get("base_url")
        .and_then(|node| Some((node.span, reader.text(node, "base_url")?)))
    {
        None => {
            reader.missing("base_url", "base_url = \"https://nieuws.example.org/\"");
            String::new()
        }
        Some((span, url)) => base_url::checked(&url).unwrap_or_else(|problem| {
            let hint = "write  base_url = \"https://nieuws.example.org/\"";
            reader.found.push(
                Diagnostic::new(Code::ConfigValue, format!("base_url {problem}"))
                    .at(span)
                    .hint(hint),
            );
            String::new()
        }),
    };
    if title.is_none() && top.get("title").is_none() {
        reader.missing("title", "title = \"Nieuws van de gemeente\"");
    }
    let timezone = timezone(&top, reader);
    let theme_node = top.get("theme");
    let theme = theme_node.and_then(|node| reader.folder_name(node, "theme"));
    let table = |key: &str| toml_table(text, key);
    Some(Config {
        title: title.unwrap_or(Localized::All("".into())),
        base_url,
        language,
        timezone,
        theme: theme.unwrap_or_else(|| "courant".to_owned()),
        theme_span: theme_node.map(|node| node.span),
        description,
        copyright: top
            .get("copyright")
            .and_then(|node| reader.localized(node, "copyright", &known)),
        organisation: organisation(&top, &known, reader),
        paginate_by: per_page(&top, "paginate_by", reader).unwrap_or(20),
        taxonomies: taxonomies(&top, &known, reader),
        sections: sections(&top, &known, reader),
        reading_time: reading_time(&top, reader),
        share: share(&top, reader),
        newsletter: newsletter(&top, &known, reader),
        feeds: feeds(&top, reader),
        markdown: markdown(&top, reader),
        menu: menu(&top, &known, reader),
        theme_options: table("theme_options"),
        extra: table("extra"),
        languages,
    })
}

/// `[extra]` and `[theme_options]` are kept as they are; the text has been read without error before.
fn toml_table(text: &str, key: &str) -> toml::Table {
    let all: toml::Table = toml::from_str(text.trim_start_matches('\u{feff}')).unwrap_or_default();
    all.get(key)
        .and_then(toml::Value::as_table)
        .cloned()
        .unwrap_or_default()
}

fn timezone(top: &Table<'_>, reader: &mut Reader) -> TimeZone {
    let given = top.get("timezone").and_then(|node| {
        let text = reader.text(node, "timezone")?;
        let zone = TimeZone::parse(&text);
        if zone.is_none() {
            let hint = "write a region and a city:  timezone = \"Europe/Amsterdam\"";
            reader.bad_value(
                node.span,
                format!("timezone is \"{text}\", which is no time zone"),
                hint,
            );
        }
        zone
    });
    given
        .or_else(|| TimeZone::parse("Europe/Amsterdam"))
        .unwrap_or_else(TimeZone::utc)
}

fn organisation(top: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Organisation {
    let Some(node) = top.get("organisation") else {
        return Organisation::default();
    };
    let Some(table) = reader.table(node, "organisation", &["name", "url", "logo", "email", "same_as"]) else {
        return Organisation::default();
    };
    Organisation {
        name: table.get("name").and_then(|node| reader.localized(node, "name", known)),
        url: table.get("url").and_then(|node| reader.address(node, "url")),
        logo: table.get("logo").and_then(|node| reader.address(node, "logo")),
        email: table.get("email").and_then(|node| reader.text(node, "email")),
        same_as: table
            .get("same_as")
            .map(|node| reader.texts(node, "same_as"))
            .unwrap_or_default(),
    }
}

/// The place of a key that is missing: the start of the file.
pub(super) const TOP_OF_FILE: Span = Span { start: 0, end: 0 };
