//! `courant build`

use std::env;
use std::io::{self, IsTerminal};
use std::path::{Component, Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use jiff::civil::Date;

use super::args::{BuildArguments, MessageFormat};
use super::summary::{human, json as summary_json};
use super::{Exit, ended, print, print_error, wrong};
use crate::build::{BuildOptions, Host, Memory, OnError, Outcome, Warnings, build as build_site};
use crate::cache::CACHE;
use crate::config::SITE_TOML;
use crate::date::{Moment, TimeZone};
use crate::diagnostic::{Colour, json, text};
use crate::organise::Drafts;
use crate::read::{FOLDERS, THEMES};
use crate::theme::told_file;

/// Builds the site, and tells what happened.
pub(super) fn build(arguments: &BuildArguments) -> Exit {
    let options = match options(arguments) {
        Ok(options) => options,
        Err(problem) => return ended(Err(wrong(problem))),
    };
    let started = Instant::now();
    let done = AtomicBool::new(false);
    let report = thread::scope(|scope| {
        let shows = io::stderr().is_terminal() && arguments.message_format == MessageFormat::Human;
        let shown = shows.then(|| scope.spawn(|| progress(&done, started)));
        let report = build_site(&options);
        done.store(true, Ordering::Relaxed);
        // Woken, so that nobody waits for its next look at the clock.
        if let Some(shown) = shown {
            shown.thread().unpark();
        }
        report
    });
    let read = |file: &str| told_file(&options.root, file);
    match arguments.message_format {
        MessageFormat::Json => {
            print_error(&json(&report.found, &read));
            print(&summary_json(&report, started.elapsed()));
        }
        MessageFormat::Human => {
            print_error(&text(&report.found, colour(io::stderr().is_terminal()), &read));
            print(&human(&report, started.elapsed()));
        }
    }
    match report.outcome {
        Outcome::Done => Exit::Done,
        Outcome::InPart => Exit::PublishedInPart,
        Outcome::Failed => Exit::SiteHasErrors,
    }
}

/// Whether colours are used for what goes to a terminal or elsewhere.
pub(super) fn colour(is_terminal: bool) -> Colour {
    if is_terminal && env::var_os("NO_COLOR").is_none() {
        Colour::Yes
    } else {
        Colour::No
    }
}

/// After a second, shows that something happens.
fn progress(done: &AtomicBool, started: Instant) {
    let mut shown = false;
    while !done.load(Ordering::Relaxed) {
        thread::park_timeout(Duration::from_millis(250));
        let seconds = started.elapsed().as_secs();
        if seconds >= 1 && !done.load(Ordering::Relaxed) {
            print_error(&format!("\rBuilding … {seconds} s"));
            shown = true;
        }
    }
    if shown {
        print_error("\r                    \r");
    }
}

/// Works out what is meant by what was typed.
fn options(arguments: &BuildArguments) -> Result<BuildOptions, String> {
    let here = here()?;
    let root = site_root(arguments.root.as_deref())?;
    let output = arguments
        .output
        .as_ref()
        .map_or_else(|| root.join("public"), |output| here.join(output));
    safe_output(&root, &output)?;
    Ok(BuildOptions {
        now: now(arguments.now.as_deref(), &root)?,
        cache: Some(root.join(CACHE)),
        root,
        output,
        base_url: arguments.base_url.clone(),
        drafts: if arguments.drafts { Drafts::Show } else { Drafts::Hide },
        on_error: if arguments.keep_going {
            OnError::KeepGoing
        } else {
            OnError::Stop
        },
        host: Host::Named,
        memory: Memory::Leave,
        warnings: if arguments.strict {
            Warnings::Errors
        } else {
            Warnings::Told
        },
    })
}

pub(super) fn here() -> Result<PathBuf, String> {
    env::current_dir().map_err(|error| format!("the folder that you are in cannot be read: {error}"))
}

/// Returns the folder with `site.toml`: the one that is named, else the nearest upward from here.
pub(super) fn site_root(named: Option<&Path>) -> Result<PathBuf, String> {
    let here = here()?;
    match named {
        Some(root) => Ok(here.join(root)),
        None => nearest(&here).ok_or_else(|| {
            format!("there is no {SITE_TOML} here or in a folder above; go to the folder of your site, or name it with --root; courant init  makes a new one")
        }),
    }
}

fn nearest(from: &Path) -> Option<PathBuf> {
    from.ancestors()
        .find(|folder| folder.join(SITE_TOML).is_file())
        .map(Path::to_owned)
}

/// An output folder that holds the site's sources would be refused as a stranger's anyway; this says it better.
fn safe_output(root: &Path, output: &Path) -> Result<(), String> {
    let real = |path: &Path| path.canonicalize().unwrap_or_else(|_| without_dots(path));
    let (root, output) = (real(root), real(output));
    let mut sources = FOLDERS.into_iter().chain([THEMES]);
    let inside = sources.any(|folder| output.starts_with(root.join(folder)));
    if root.starts_with(&output) || inside {
        return Err(format!(
            "{} holds what the site is made of; choose another folder with --output",
            output.display()
        ));
    }
    Ok(())
}

/// Returns a path that need not be there yet, its `..` worked out.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::ParentDir => drop(plain.pop()),
            Component::CurDir => {}
            part => plain.push(part),
        }
    }
    plain
}

/// The only place that asks for the clock.
pub(super) fn now(given: Option<&str>, root: &Path) -> Result<Timestamp, String> {
    if let Some(text) = given {
        if let Ok(moment) = text.parse::<Timestamp>() {
            return Ok(moment);
        }
        // A day alone is its start in the site's own zone.
        let day: Option<Date> = text.parse().ok().filter(|_| text.len() == 10);
        let start = day.map(|day| Moment::day(day, &zone(root)).timestamp());
        return start
            .ok_or_else(|| format!("--now {text} is no moment; write 2026-06-01 or 2026-06-01T09:00:00+02:00"));
    }
    match env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => {
            let moment = seconds
                .trim()
                .parse()
                .ok()
                .and_then(|seconds| Timestamp::from_second(seconds).ok());
            moment.ok_or_else(|| {
                format!("SOURCE_DATE_EPOCH is \"{seconds}\", and should be a number of seconds since 1970")
            })
        }
        Err(_) => Ok(Timestamp::now()),
    }
}

fn zone(root: &Path) -> TimeZone {
    let text = std::fs::read_to_string(root.join(SITE_TOML)).unwrap_or_default();
    let config = crate::config::read(&text).value;
    config.map_or_else(TimeZone::utc, |config| config.timezone)
}
