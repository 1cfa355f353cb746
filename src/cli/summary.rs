//! The last lines of a build: what happened, and what waits.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::build::{BuildReport, Outcome};
use crate::date::{Moment, TimeZone};
use crate::diagnostic::Code;
use crate::organise::{Unpublished, Waiting};

/// How many waiting documents are named.
const NAMED: usize = 5;

/// Returns the summary for people.
pub(super) fn human(report: &BuildReport, took: Duration) -> String {
    let errors = report.found.iter().filter(|found| found.is_error()).count();
    let warnings = report.found.len() - errors;
    let mut lines = Vec::new();
    match report.outcome {
        Outcome::Failed => {
            let what = if errors > 0 {
                counted(errors, "error")
            } else {
                counted(warnings, "warning")
            };
            lines.push(if report.found.iter().any(|found| found.code == Code::Unfinished) {
                format!("Part of the site was published: {what}. The next build makes it whole.")
            } else {
                format!("Nothing was published: {what}. The last good site is as it was.")
            });
        }
        Outcome::Done | Outcome::InPart => {
            let published = report.published;
            lines.push(format!(
                "Published {} ({}) in {} in {:.2} s: {} written, {} unchanged, {} removed.",
                counted(report.pages, "page"),
                counted(report.documents, "document"),
                counted(report.languages.len(), "language"),
                took.as_secs_f64(),
                published.written,
                published.unchanged,
                published.removed,
            ));
        }
    }
    let in_error = of(&report.waiting, |why| *why == Unpublished::InError);
    if report.outcome == Outcome::InPart && !in_error.is_empty() {
        lines.push(format!(
            "{} left out because of errors: {}. All others are published.",
            counted(in_error.len(), "document"),
            named(&in_error, |waiting| waiting.path.to_string())
        ));
    }
    if report.drafts > 0 {
        let verb = if report.drafts == 1 { "is" } else { "are" };
        lines.push(format!(
            "{} {verb} in it: not for publishing.",
            counted(report.drafts, "draft")
        ));
    }
    lines.extend(waiting(&report.waiting, &report.timezone));
    if warnings > 0 && report.outcome != Outcome::Failed {
        lines.push(format!("{}.", counted(warnings, "warning")));
    }
    lines.push(String::new());
    lines.join("\n")
}

fn waiting(all: &[Waiting], zone: &TimeZone) -> Vec<String> {
    let mut lines = Vec::new();
    let until = of(all, |why| matches!(why, Unpublished::Until(_)));
    if !until.is_empty() {
        let verb = if until.len() == 1 { "waits" } else { "wait" };
        lines.push(format!(
            "{} {verb}: {}.",
            until.len(),
            named(&until, |waiting| match waiting.why {
                Unpublished::Until(at) => format!("{}, on {}", waiting.path, moment(at, zone)),
                _ => waiting.path.to_string(),
            })
        ));
    }
    let drafts = of(all, |why| *why == Unpublished::Draft);
    if !drafts.is_empty() {
        lines.push(format!(
            "{}: {}.",
            counted(drafts.len(), "draft"),
            named(&drafts, |waiting| waiting.path.to_string())
        ));
    }
    let expired = of(all, |why| matches!(why, Unpublished::Since(_)));
    if !expired.is_empty() {
        lines.push(format!(
            "{} expired: {}.",
            expired.len(),
            named(&expired, |waiting| waiting.path.to_string())
        ));
    }
    lines
}

fn of(all: &[Waiting], wanted: impl Fn(&Unpublished) -> bool) -> Vec<&Waiting> {
    all.iter().filter(|waiting| wanted(&waiting.why)).collect()
}

fn named(waiting: &[&Waiting], name: impl Fn(&Waiting) -> String) -> String {
    let mut names: Vec<String> = waiting.iter().take(NAMED).map(|waiting| name(waiting)).collect();
    if waiting.len() > NAMED {
        names.push(format!("and {} more", waiting.len() - NAMED));
    }
    names.join("; ")
}

/// A moment as the newsroom's clock shows it: "1 December 2026 09:00".
pub(super) fn moment(at: Timestamp, zone: &TimeZone) -> String {
    let moment = Moment::at(at, zone);
    let day = moment.date.strftime("%-d %B %Y");
    let time = moment.time.filter(|time| time.hour() + time.minute() > 0);
    time.map_or_else(|| day.to_string(), |time| format!("{day} {}", time.strftime("%H:%M")))
}

pub(super) fn counted(count: usize, what: &str) -> String {
    format!("{count} {what}{}", if count == 1 { "" } else { "s" })
}

/// Returns the summary for programs: one JSON object.
pub(super) fn json(report: &BuildReport, took: Duration) -> String {
    let errors = report.found.iter().filter(|found| found.is_error()).count();
    let waiting: Vec<Value> = report
        .waiting
        .iter()
        .map(|waiting| {
            let (why, at) = match waiting.why {
                Unpublished::Draft => ("draft", None),
                Unpublished::Until(at) => ("until", Some(at.to_string())),
                Unpublished::Since(at) => ("expired", Some(at.to_string())),
                Unpublished::InError => ("error", None),
                Unpublished::Unused => ("unused", None),
            };
            json!({ "path": waiting.path.as_str(), "title": &*waiting.title, "why": why, "at": at })
        })
        .collect();
    let line = json!({
        "summary": {
            "outcome": match report.outcome { Outcome::Done => "done", Outcome::InPart => "in-part", Outcome::Failed => "failed" },
            "pages": report.pages,
            "documents": report.documents,
            "drafts": report.drafts,
            "languages": report.languages,
            "errors": errors,
            "warnings": report.found.len() - errors,
            "written": report.published.written,
            "unchanged": report.published.unchanged,
            "removed": report.published.removed,
            "waiting": waiting,
            "seconds": took.as_secs_f64(),
        }
    });
    format!("{line}\n")
}
