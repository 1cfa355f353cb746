//! A new document: its place, its name and what it holds at first.

use std::path::{Path, PathBuf};

use super::Refused;
use super::archetype::{Value, archetype};
use super::place::folder;
use super::write::new_file;
use crate::config::Config;
use crate::date::Moment;
use crate::language::Tag;
use crate::newsroom::Overview;
use crate::read::ContentPath;
use crate::slug::slugify;

/// How many days from today a new event is, until somebody writes when it is.
const DAYS_TO_EVENT: i64 = 30;

/// What is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DocumentKind {
    /// News.
    Article,
    /// The announcement of an event.
    Event,
    /// The report of an event.
    Report,
    /// A person.
    Author,
    /// A page without a date.
    Page,
}

impl DocumentKind {
    fn name(self) -> &'static str {
        match self {
            Self::Article => "article",
            Self::Event => "event",
            Self::Report => "report",
            Self::Author => "author",
            Self::Page => "page",
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Asked<'a> {
    /// What is made.
    pub kind: DocumentKind,
    /// Its title.
    pub title: &'a str,
    /// The name of its file, where the title is not to give that.
    pub slug: Option<&'a str>,
    /// The folder, where it is not the usual one.
    pub section: Option<&'a str>,
    /// Its language, where it is not the site's default.
    pub language: Option<&'a str>,
    /// Of a report: the file that announces the event, from the content folder, the site's or the one that somebody is in.
    pub event: Option<&'a str>,
    /// The folder that somebody is in.
    pub here: &'a Path,
}

/// What was made.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Made {
    /// The file, from the site's folder: `content/nieuws/raad.md`.
    pub file: String,
    /// What else to know.
    pub note: Option<String>,
}

/// Makes a document in the site in `root`, as a draft.
pub fn new_document(asked: &Asked<'_>, root: &Path, config: &Config, overview: &Overview) -> Result<Made, Refused> {
    let language = language(asked.language, config)?;
    let slug = slug(asked, &language)?;
    let today = Moment::at(overview.now, &overview.timezone).date;
    let paths: Vec<ContentPath> = overview.items.iter().map(|item| item.path.clone()).collect();
    let folder = folder(asked.kind, asked.section, config, &paths, today.year())?;
    let event = match asked.event {
        Some(event) => Some(announcement(event, asked.here, root, overview)?),
        None => None,
    };
    let values = [
        ("title", Value::Text(asked.title.trim().to_owned())),
        ("slug", Value::Text(slug.clone())),
        ("slug_name", Value::Plain(slug.clone())),
        ("date", Value::Plain(today.to_string())),
        (
            "event_line",
            Value::Plain(event.map_or_else(|| "# event: /…/….md".to_owned(), |event| format!("event: {event}"))),
        ),
        (
            "event_day",
            Value::Plain(
                (today
                    .checked_add(jiff::Span::new().days(DAYS_TO_EVENT))
                    .unwrap_or(today))
                .to_string(),
            ),
        ),
    ];
    let text = archetype(root, &config.theme, asked.kind.name(), &language)?.filled(&values)?;
    let base = if folder.is_empty() {
        slug
    } else {
        format!("{folder}/{slug}")
    };
    let name = if language == config.language {
        format!("{base}.md")
    } else {
        format!("{base}.{language}.md")
    };
    is_free(&base, &name, &overview.items)?;
    let file = format!("content/{name}");
    new_file(&root.join(&file), &file, &text)?;
    let top = folder.split('/').next().unwrap_or_default();
    let is_new = !top.is_empty() && !paths.iter().any(|path| path.as_str().starts_with(&format!("{top}/")));
    let needs_kind = is_new && asked.kind == DocumentKind::Event && config.section(top).is_none();
    let note = needs_kind.then(|| {
        format!("So that coming events stand apart from past ones, add these lines at the end of site.toml:\n\n    [sections.{top}]\n    kind = \"event\"\n")
    });
    Ok(Made { file, note })
}

/// Returns the language that is asked for, else the default one.
pub(super) fn language(asked: Option<&str>, config: &Config) -> Result<Tag, Refused> {
    let Some(asked) = asked else {
        return Ok(config.language.clone());
    };
    let known = Tag::parse(asked).and_then(|tag| config.language(&tag));
    known.map(|language| language.tag.clone()).ok_or_else(|| {
        let languages: Vec<&str> = config.languages.iter().map(|language| language.tag.as_str()).collect();
        let problem = format!(
            "the site has no language \"{asked}\"; its languages are: {}",
            languages.join(", ")
        );
        let hint = match Tag::parse(asked) {
            Some(tag) => format!("to add it, write a line  [languages.{tag}]  at the end of site.toml"),
            None => "a language is a short code, such as en".to_owned(),
        };
        Refused::new(problem, hint)
    })
}

fn slug(asked: &Asked<'_>, language: &Tag) -> Result<String, Refused> {
    let (what, text) = match asked.slug {
        Some(slug) => ("--slug", slug),
        None => ("the title", asked.title),
    };
    if asked.title.trim().is_empty() {
        return Err(Refused::new(
            "the title is empty",
            "write it in quotes:  courant new article \"Raad kiest voor open data\"",
        ));
    }
    if asked.title.chars().any(char::is_control) {
        return Err(Refused::new(
            "the title has a line break or another invisible sign in it",
            "write it on one line",
        ));
    }
    let slug = slugify(text, language);
    if slug.is_empty() {
        let problem = format!("{what} \"{text}\" has no letter or digit, so there is nothing to call the file");
        return Err(Refused::new(
            problem,
            "give another title, or name the file with  --slug raad-kiest",
        ));
    }
    // These two names mean something else.
    if slug == "index" {
        return Err(Refused::new(
            "a file that is called index is the text of its folder",
            "name it with  --slug",
        ));
    }
    Ok(slug)
}

/// Refuses a name under which there is a document in this language already, as a file or as a folder.
fn is_free(base: &str, name: &str, items: &[crate::newsroom::Item]) -> Result<(), Refused> {
    let ending = name.strip_prefix(base).unwrap_or(name);
    let others = [
        name.to_owned(),
        format!("{base}/index{ending}"),
        format!("{base}/_index{ending}"),
    ];
    let taken = others
        .iter()
        .find(|other| items.iter().any(|item| item.path.as_str() == *other));
    match taken {
        Some(path) => Err(Refused::new(
            format!("content/{path} is there already, and is left as it is"),
            "choose another title, or another name with  --slug",
        )),
        None => Ok(()),
    }
}

/// Returns the path in the content folder of a file that somebody names: from there, from the site's folder, or from where they are.
pub(super) fn content_path(named: &str, here: &Path, root: &Path) -> Option<String> {
    let content = root.join("content");
    let plain = named.trim_start_matches('/');
    let places: [PathBuf; 3] = [here.join(named), root.join(plain), content.join(plain)];
    let content = content.canonicalize().ok()?;
    let found = places
        .iter()
        .filter_map(|place| place.canonicalize().ok())
        .find(|place| place.is_file() && place.starts_with(&content))?;
    Some(found.strip_prefix(&content).ok()?.to_string_lossy().replace('\\', "/"))
}

fn announcement(named: &str, here: &Path, root: &Path, overview: &Overview) -> Result<String, Refused> {
    let path = content_path(named, here, root).ok_or_else(|| {
        let hint = "write where the announcement lies in content, for instance  --event evenementen/congres.md";
        Refused::new(format!("--event {named}: there is no such file in content"), hint)
    })?;
    match overview.item(&path) {
        Some(item) if item.event.is_some() => Ok(format!("/{path}")),
        _ => Err(Refused::new(
            format!("--event {named}: that file announces no event"),
            "name the file that has  event:  with a  start:  in its head",
        )),
    }
}
