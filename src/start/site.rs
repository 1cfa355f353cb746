//! A new site: small, complete, with an article and an event to copy from.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use jiff::civil::Date;

use super::Refused;
use super::archetype::{Archetype, Value};
use super::settings::settings;
use super::write::{refused, with_folders};
use crate::config;
use crate::date::{Moment, TimeZone};
use crate::diagnostic::Diagnostic;
use crate::language::Tag;

/// How many days from today the event is.
const DAYS_TO_EVENT: i64 = 60;
/// What stays in a repository's folder of what Courant makes.
const GITIGNORE: &str = "/public/\n/.courant/\n";

/// What kind of site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SiteKind {
    /// News first, and events.
    Newsroom,
    /// Services, insights, and events.
    Consultancy,
    /// Events first, and news.
    EventSeries,
}

/// What is answered to the questions.
#[derive(Debug, Clone)]
pub struct Answers {
    /// The site's name.
    pub title: String,
    /// Where it will be published.
    pub address: String,
    /// Its language: one of [`LANGUAGES`].
    pub language: Tag,
    /// What kind of site it is.
    pub kind: SiteKind,
    /// Where the newsletter's form is sent, where there is a newsletter.
    pub newsletter: Option<String>,
}

/// The languages that a new site can have: those of which the default theme has the words. The texts to copy from are in Dutch and English.
pub const LANGUAGES: [&str; 5] = ["nl", "en", "de", "fr", "fy"];

impl Answers {
    /// Returns the zone of the language's own country; of English, which is at home in many, that of the others.
    pub(super) fn timezone(&self) -> &'static str {
        match self.language.primary() {
            "de" => "Europe/Berlin",
            "fr" => "Europe/Paris",
            _ => "Europe/Amsterdam",
        }
    }

    pub(super) fn is_dutch(&self) -> bool {
        self.language.primary() == "nl"
    }

    /// Returns the folder of articles.
    pub(super) fn folder(&self) -> &'static str {
        match (self.kind, self.is_dutch()) {
            (SiteKind::Consultancy, true) => "inzichten",
            (SiteKind::Consultancy, false) => "insights",
            (_, true) => "nieuws",
            (_, false) => "news",
        }
    }

    /// Returns what is wrong with the answers, as reading the settings would have it; none if nothing is.
    pub fn problem(&self) -> Option<String> {
        if !LANGUAGES.contains(&self.language.as_str()) {
            return Some(format!("the language is one of {}", LANGUAGES.join(", ")));
        }
        if self.title.trim().is_empty() {
            return Some("the name is empty".to_owned());
        }
        let found = config::read(&settings(self)).found;
        let error = found.into_iter().find(Diagnostic::is_error)?;
        // Who is asked for an address has not heard of the keys of settings.
        let key = ["base_url is ", "action is "]
            .into_iter()
            .find_map(|key| error.message.strip_prefix(key));
        Some(key.map_or_else(|| error.message.clone(), |rest| format!("the address is {rest}")))
    }
}

/// Makes a site in `folder`, whole or not at all; returns its files. What is there is never touched.
pub fn new_site(answers: &Answers, folder: &Path, now: Timestamp) -> Result<Vec<String>, Refused> {
    if let Some(problem) = answers.problem() {
        return Err(Refused::new(problem, "answer that otherwise"));
    }
    let zone = TimeZone::parse(answers.timezone()).unwrap_or_else(TimeZone::utc);
    let files = files(answers, Moment::at(now, &zone).date)?;
    let shown = folder.display().to_string();
    if fs::symlink_metadata(folder).is_ok() {
        into_folder(&files, folder, &shown)?;
    } else {
        new_folder(&files, folder).map_err(|error| refused(&shown, &error))?;
    }
    Ok(files.into_iter().map(|(path, _)| path).collect())
}

/// A file's path in the site, and its text.
type File = (String, String);

fn files(answers: &Answers, today: Date) -> Result<Vec<File>, Refused> {
    let nl = answers.is_dutch();
    let pick = |dutch: &'static str, english: &'static str| if nl { dutch } else { english };
    let (folder, events) = (answers.folder(), pick("evenementen", "events"));
    let name = pick("voorbeeld", "example");
    let event_day = today
        .checked_add(jiff::Span::new().days(DAYS_TO_EVENT))
        .unwrap_or(today);
    let values = [
        ("date", Value::Plain(today.to_string())),
        ("event_day", Value::Plain(event_day.to_string())),
        ("folder", Value::Plain(folder.to_owned())),
    ];
    let index = |title: &str| format!("---\ntitle: {title}\n---\n");
    let of_articles = match (answers.kind, nl) {
        (SiteKind::Consultancy, true) => "Inzichten",
        (SiteKind::Consultancy, false) => "Insights",
        (_, true) => "Nieuws",
        (_, false) => "News",
    };
    let mut texts = vec![
        (
            format!("{folder}/{name}.md"),
            pick(include_str!("sites/article.nl.md"), include_str!("sites/article.en.md")),
        ),
        (
            format!("{events}/{name}.md"),
            pick(include_str!("sites/event.nl.md"), include_str!("sites/event.en.md")),
        ),
        (
            pick("auteurs/redactie.md", "authors/editors.md").to_owned(),
            pick(include_str!("sites/author.nl.md"), include_str!("sites/author.en.md")),
        ),
        (
            pick("over-ons.md", "about.md").to_owned(),
            pick(include_str!("sites/about.nl.md"), include_str!("sites/about.en.md")),
        ),
        (
            "privacy.md".to_owned(),
            pick(include_str!("sites/privacy.nl.md"), include_str!("sites/privacy.en.md")),
        ),
        (
            pick("toegankelijkheid.md", "accessibility.md").to_owned(),
            pick(
                include_str!("sites/accessibility.nl.md"),
                include_str!("sites/accessibility.en.md"),
            ),
        ),
    ];
    let mut files = vec![
        ("site.toml".to_owned(), settings(answers)),
        (".gitignore".to_owned(), GITIGNORE.to_owned()),
        (format!("content/{folder}/_index.md"), index(of_articles)),
        (
            format!("content/{events}/_index.md"),
            index(pick("Evenementen", "Events")),
        ),
    ];
    if answers.kind == SiteKind::Consultancy {
        let services = pick("diensten", "services");
        files.push((
            format!("content/{services}/_index.md"),
            index(pick("Diensten", "Services")),
        ));
        texts.push((
            format!("{services}/{}.md", pick("advies", "advice")),
            pick(include_str!("sites/service.nl.md"), include_str!("sites/service.en.md")),
        ));
    }
    for (path, text) in texts {
        let text = Archetype::of(text, &path).filled(&values)?;
        files.push((format!("content/{path}"), text));
    }
    files.sort();
    Ok(files)
}

/// Makes all files in a folder beside the place where they belong, which is taken away if that fails.
fn made_beside(files: &[File], beside: &Path) -> io::Result<()> {
    let all = || {
        for (path, text) in files {
            let file = beside.join(path);
            if let Some(folder) = file.parent() {
                fs::create_dir_all(folder)?;
            }
            fs::write(file, text)?;
        }
        Ok(())
    };
    fs::create_dir(beside)?;
    let made = all();
    if made.is_err() {
        let _ = fs::remove_dir_all(beside);
    }
    made
}

/// A name that nobody else has, for as long as this takes.
fn beside(parent: &Path) -> PathBuf {
    parent.join(format!(".courant-init-{}", std::process::id()))
}

fn new_folder(files: &[File], folder: &Path) -> io::Result<()> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty());
    let parent = parent.unwrap_or_else(|| Path::new("."));
    let beside = beside(parent);
    with_folders(folder, || {
        made_beside(files, &beside)?;
        let moved = fs::rename(&beside, folder);
        if moved.is_err() {
            let _ = fs::remove_dir_all(&beside);
        }
        moved
    })
}

/// Moves a site into a folder that is there, such as that of a new repository.
fn into_folder(files: &[File], folder: &Path, shown: &str) -> Result<(), Refused> {
    if !folder.is_dir() {
        let hint = "name a folder:  courant init mijn-site";
        return Err(Refused::new(format!("{shown} is a file"), hint));
    }
    let mut tops: Vec<&str> = files
        .iter()
        .map(|(path, _)| path.split('/').next().unwrap_or(path))
        .collect();
    tops.sort_unstable();
    tops.dedup();
    // One's own list of what is not kept is as good.
    tops.retain(|top| *top != ".gitignore" || fs::symlink_metadata(folder.join(top)).is_err());
    if let Some(taken) = tops.iter().find(|top| fs::symlink_metadata(folder.join(top)).is_ok()) {
        let problem = format!("{shown} has a {taken} already, and is left as it is");
        let hint = if *taken == config::SITE_TOML {
            "it is a site: go on with  courant serve  . For another one, name another folder:  courant init mijn-site"
        } else {
            "name another folder:  courant init mijn-site"
        };
        return Err(Refused::new(problem, hint));
    }
    let beside = beside(folder);
    made_beside(files, &beside).map_err(|error| refused(shown, &error))?;
    let mut moved = Vec::new();
    // The settings last: without them the folder is no site.
    tops.sort_by_key(|top| *top == config::SITE_TOML);
    let mut failed = None;
    for top in tops {
        match fs::rename(beside.join(top), folder.join(top)) {
            Ok(()) => moved.push(top),
            Err(error) => {
                failed = Some(error);
                break;
            }
        }
    }
    if failed.is_some() {
        for top in moved {
            let _ = fs::rename(folder.join(top), beside.join(top));
        }
    }
    let _ = fs::remove_dir_all(&beside);
    failed.map_or(Ok(()), |error| Err(refused(shown, &error)))
}
