//! `courant list`

use std::io::{self, IsTerminal};
use std::path::Path;

use jiff::Timestamp;

use super::args::ListArguments;
use super::build::{colour, now, site_root};
use super::list_json::{documents, json_of_next};
use super::summary::{counted, moment};
use super::{Ended, Exit, ended, wrong};
use crate::build::{BuildOptions, Host, Memory, OnError, Warnings, overview_alone};
use crate::cache::CACHE;
use crate::date::Moment;
use crate::diagnostic::text;
use crate::newsroom::{Change, Item, Overview, Status, What, next};
use crate::organise::Drafts;
use crate::render::newsroom_calendar;
use crate::theme::told_file;

/// Tells how the documents stand, or what comes next.
pub(super) fn list(arguments: &ListArguments) -> Exit {
    ended(told(arguments))
}

fn told(arguments: &ListArguments) -> Result<String, Ended> {
    let root = site_root(arguments.root.as_deref()).map_err(wrong)?;
    let overview = looked_at(&root, now(arguments.now.as_deref(), &root).map_err(wrong)?)?;
    if arguments.next {
        let next = next(&overview);
        return Ok(if arguments.json {
            json_of_next(&next, &overview)
        } else {
            of_next(&next, &overview)
        });
    }
    let language = match &arguments.language {
        Some(asked) => Some(language(asked, &overview).map_err(wrong)?),
        None => None,
    };
    let is_asked = |item: &Item| {
        let has_status = |name: &str| arguments.status.is_empty() || arguments.status.iter().any(|asked| asked == name);
        language.is_none_or(|language| item.language == language) && has_status(item.status.name())
    };
    if arguments.ics {
        let calendar = newsroom_calendar(&overview, is_asked);
        return Ok(String::from_utf8_lossy(&calendar).into_owned());
    }
    let items: Vec<&Item> = overview.items.iter().filter(|item| is_asked(item)).collect();
    if arguments.json {
        return Ok(documents(&items, &overview));
    }
    Ok(for_people(&items, &overview))
}

/// Looks at the site in `root`; what is wrong where that cannot be done.
pub(super) fn looked_at(root: &Path, now: Timestamp) -> Result<Overview, Ended> {
    let looked = overview_alone(&BuildOptions {
        now,
        output: root.join("public"),
        cache: Some(root.join(CACHE)),
        root: root.to_owned(),
        base_url: None,
        host: Host::Named,
        drafts: Drafts::Show,
        on_error: OnError::Stop,
        memory: Memory::Leave,
        warnings: Warnings::Told,
    });
    looked.value.ok_or_else(|| {
        let read = |file: &str| told_file(root, file);
        let found = text(&looked.found, colour(io::stderr().is_terminal()), &read);
        (Exit::SiteHasErrors, found)
    })
}

fn language(asked: &str, overview: &Overview) -> Result<usize, String> {
    let position = overview
        .languages
        .iter()
        .position(|tag| tag.as_str().eq_ignore_ascii_case(asked));
    position.ok_or_else(|| {
        let known: Vec<&str> = overview.languages.iter().map(|tag| tag.as_str()).collect();
        format!(
            "the site has no language \"{asked}\"; its languages are: {}",
            known.join(", ")
        )
    })
}

fn for_people(items: &[&Item], overview: &Overview) -> String {
    let mut text = String::new();
    for name in Status::NAMES {
        let those: Vec<&&Item> = items.iter().filter(|item| item.status.name() == name).collect();
        if those.is_empty() {
            continue;
        }
        text.push_str(&format!("{}: {}\n", heading(name), those.len()));
        let rows: Vec<[String; 4]> = those.iter().map(|item| row(item, overview)).collect();
        text.push_str(&table(&rows));
        text.push('\n');
    }
    if items.is_empty() {
        text.push_str("There is no such document.\n\n");
    }
    text.push_str(&of_next(&next(overview), overview));
    if items.iter().any(|item| item.status == Status::InError) {
        text.push_str("courant build  shows what is wrong, at its line.\n");
    }
    text
}

fn heading(name: &str) -> &'static str {
    match name {
        "error" => "With errors",
        "draft" => "Drafts",
        "waiting" => "Waiting",
        "published" => "Published",
        "expired" => "Expired",
        _ => "Not used (texts of terms that no published document has)",
    }
}

fn row(item: &Item, overview: &Overview) -> [String; 4] {
    let zone = &overview.timezone;
    let when = match item.status {
        Status::InError => counted(item.errors.max(1), "error"),
        Status::Waiting(at) => format!("until {}", moment(at, zone)),
        Status::Expired(at) => format!("since {}", moment(at, zone)),
        Status::Published => match item.expires {
            Some(at) => format!("until {}", moment(at, zone)),
            None => item
                .date
                .map_or_else(String::new, |date| date.in_zone(zone).date.to_string()),
        },
        Status::Draft | Status::Unused => String::new(),
    };
    let language = overview.languages.get(item.language).map_or("", |tag| tag.as_str());
    [when, language.to_owned(), item.path.to_string(), item.title.to_string()]
}

/// Returns rows with what is in a column under each other; a column with nothing in it is left out.
fn table(rows: &[[String; 4]]) -> String {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..4).map(width).collect();
    let mut text = String::new();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths).filter(|(_, width)| **width > 0) {
            line.push_str(&format!("  {cell:width$}"));
        }
        text.push_str(line.trim_end());
        text.push('\n');
    }
    text
}

fn of_next(next: &[Change<'_>], overview: &Overview) -> String {
    let Some(first) = next.first() else {
        return "Next: nothing waits for a day.\n".to_owned();
    };
    let at = Moment::at(first.at, &overview.timezone);
    let mut text = format!("Next: {} ({}):\n", moment(first.at, &overview.timezone), at.rfc3339());
    for change in next {
        let what = match change.what {
            What::Lift | What::Draft => "is published",
            What::Expiry => "goes offline",
            What::EventOver => "is over, and stands among the past events",
        };
        text.push_str(&format!("  {} ({}) {what}\n", change.item.path, change.item.title));
    }
    text
}
