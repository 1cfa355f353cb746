//! Reading `site.toml`: all problems at once, each at its line, with the key that was meant.

use super::archive::archive;
use super::check::check;
use super::content::{in_sections, per_page, sections, taxonomies};
use super::feeds::feeds;
use super::hosting::{hosting, security};
use super::languages::{language_tag, languages, overrides};
use super::limits::limits;
use super::metadata::metadata;
use super::outputs::outputs;
use super::pages::{markdown, menu, newsletter, reading_time, share};
use super::reader::{Reader, Table};
use super::search_engines::search_engines;
use super::serve::serve;
use super::social::social;
use super::types::{Config, Minify, Organisation};
use super::{Localized, base_url, keys};
use crate::date::TimeZone;
use crate::diagnostic::{Checked, Code, Diagnostic, Span, Spanned};
use crate::language::Tag;
use crate::safe::{could_run_code, has_scheme};
use crate::tree::{Kind, Node, read_toml};

/// The name of the file, as diagnostics give it.
pub const SITE_TOML: &str = "site.toml";

/// Reads the text of `site.toml`; none where it has errors.
pub fn read(text: &str) -> Checked<Option<Config>> {
    let Checked { value, found } = read_all(text);
    let good = !found.iter().any(Diagnostic::is_error);
    Checked {
        value: good.then_some(value),
        found,
    }
}

/// The same, with a default in place of all that cannot be read: good for judging the rest of a site, never for publishing it.
pub fn read_all(text: &str) -> Checked<Config> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let (root, mut found) = read_toml(text, start..text.len());
    for found in &mut found {
        found.code = Code::ConfigSyntax;
    }
    let is_toml = found.is_empty();
    let mut reader = Reader {
        found,
        unknown_hint: "take it out, or put it under [extra], where templates can read it",
    };
    let root = root.unwrap_or(Node {
        span: TOP_OF_FILE,
        kind: Kind::Mapping(Vec::new()),
    });
    let config = config(&root, text, &mut reader);
    let mut found = reader.found;
    // What is missing may stand in a line that cannot be read.
    found.retain(|found| is_toml || found.code != Code::ConfigMissing);
    found.sort_by_key(|found| found.span);
    let file = SITE_TOML.into();
    let found = found.into_iter().map(|found| found.in_file(&file)).collect();
    Checked { value: config, found }
}

fn config(root: &Node, text: &str, reader: &mut Reader) -> Config {
    let top = reader.table_or_empty(root, "", keys::of(""));
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
            reader.missing("base_url", TOP_OF_FILE, "base_url = \"https://nieuws.example.org/\"");
            STAND_IN.to_owned()
        }
        Some((span, url)) => base_url::checked(&url).unwrap_or_else(|problem| {
            let hint = "write  base_url = \"https://nieuws.example.org/\"";
            reader.found.push(
                Diagnostic::new(Code::ConfigValue, format!("base_url {problem}"))
                    .at(span)
                    .hint(hint),
            );
            STAND_IN.to_owned()
        }),
    };
    if title.is_none() {
        // A table may have no text in a language of the site; any other reason has been told.
        let place = top.get("title").map_or(TOP_OF_FILE, |node| node.span);
        let told = |found: &Diagnostic| {
            found.is_error()
                && found
                    .span
                    .is_some_and(|span| place.range().contains(&(span.start as usize)))
        };
        if top.get("title").is_none() || !reader.found.iter().any(told) {
            reader.missing("title", place, "title = \"Nieuws van de gemeente\"");
        }
    }
    let timezone = timezone(&top, reader);
    let security = security(&top, &timezone, reader);
    let theme_node = top.get("theme");
    let theme = theme_node.and_then(|node| reader.folder_name(node, "theme"));
    let mut table = |key: &str| {
        // Any key will do in it, as long as it is a table.
        for (name, node) in top.get(key).map(|node| reader.entries(node, key)).unwrap_or_default() {
            // A template can make an address of it.
            for bad in node.texts_that(could_run_code) {
                let message = format!("{key}.{} holds an address that could run code", name.text);
                reader.bad_value(bad.span, message, "write an address that starts with https://");
            }
        }
        toml_table(text, key)
    };
    let (theme_options, extra) = (table("theme_options"), table("extra"));
    let (taxonomies, sections) = (taxonomies(&top, &known, reader), sections(&top, &known, reader));
    in_sections(&taxonomies, &sections, reader);
    Config {
        title: title.unwrap_or(Localized::All("".into())),
        written_base_url: base_url.clone(),
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
        outputs: outputs(&top, reader).unwrap_or_default(),
        minify: match top.get("minify").and_then(|node| reader.boolean(node, "minify")) {
            Some(false) => Minify::No,
            _ => Minify::Yes,
        },
        taxonomies,
        sections,
        reading_time: reading_time(&top, reader),
        share: share(&top, reader),
        newsletter: newsletter(&top, &known, reader),
        feeds: feeds(&top, reader),
        archive: archive(&top, &known, reader),
        search_engines: search_engines(&top, reader),
        social: social(&top, reader),
        hosting: hosting(&top, reader),
        security,
        metadata: metadata(&top, &known, reader),
        serve: serve(&top, reader),
        check: check(&top, &known, reader),
        limits: limits(&top, reader),
        markdown: markdown(&top, reader),
        menu: menu(&top, &known, reader),
        theme_options,
        extra,
        languages,
    }
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
    let Some(table) = reader.table(node, "organisation", keys::of("organisation")) else {
        return Organisation::default();
    };
    Organisation {
        name: table.get("name").and_then(|node| reader.localized(node, "name", known)),
        url: table.get("url").and_then(|node| reader.address(node, "url")),
        logo: table
            .get("logo")
            .and_then(|node| Some(Spanned::new(from_top(reader.safe_address(node, "logo")?), node.span))),
        email: table.get("email").and_then(|node| reader.email(node, "email")),
        same_as: table
            .get("same_as")
            .map(|node| reader.items(node, "same_as"))
            .unwrap_or_default()
            .into_iter()
            .filter_map(|node| reader.web_address(node, "same_as"))
            .collect(),
    }
}

/// Where a site is judged whose address cannot be read.
const STAND_IN: &str = "https://nieuws.example.org/";

/// A file of the site is shown on pages of every folder, so its path begins at the top, whether or not that was written.
pub(super) fn from_top(path: String) -> String {
    if path.starts_with('/') || has_scheme(&path) {
        path
    } else {
        format!("/{path}")
    }
}

/// The place of a key that is missing: the start of the file.
const TOP_OF_FILE: Span = Span { start: 0, end: 0 };
