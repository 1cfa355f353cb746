//! `courant check`

use std::collections::BTreeSet;
use std::io::{self, IsTerminal};
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;

use super::args::{CheckArguments, CheckFormat};
use super::build::{colour, now, site_root};
use super::git::{changed_since, prefix};
use super::summary::counted;
use super::{Ended, Exit, ended, print, print_error, wrong};
use crate::build::{BuildOptions, CheckReport, Host, Memory, OnError, Warnings, check as check_site, mend};
use crate::diagnostic::{Diagnostic, github, json, sarif, text, told_without_secrets};
use crate::organise::Drafts;
use crate::theme::told_file;

/// Tells what is wrong with the site, or could be better.
pub(super) fn check(arguments: &CheckArguments) -> Exit {
    match checked(arguments) {
        Ok(exit) => exit,
        Err(problem) => ended(Err(problem)),
    }
}

fn checked(arguments: &CheckArguments) -> Result<Exit, Ended> {
    let root = site_root(arguments.root.as_deref()).map_err(wrong)?;
    let options = BuildOptions {
        now: now(arguments.now.as_deref(), &root).map_err(wrong)?,
        output: root.join("public"),
        cache: None,
        root,
        base_url: None,
        drafts: if arguments.no_drafts {
            Drafts::Hide
        } else {
            Drafts::Show
        },
        on_error: OnError::Stop,
        warnings: Warnings::Told,
        host: Host::Named,
        memory: Memory::Free,
    };
    if arguments.external && io::stderr().is_terminal() {
        print_error("Asking other sites for their pages; this can take some minutes.\n");
    }
    let changed = match &arguments.changed_since {
        Some(reference) => Some(changed_since(&options.root, reference).map_err(wrong)?),
        None => None,
    };
    let look = || {
        // How old an answer is has nothing to do with the moment that the site is looked at.
        let mut report = check_site(&options, arguments.external.then(Timestamp::now));
        report.found = told_without_secrets(report.found, &|file| told_file(&options.root, file));
        match &changed {
            Some(changed) => of_changed(report, changed),
            None => report,
        }
    };
    let mut report = look();
    let mut is_mended = true;
    if arguments.fix {
        (report, is_mended) = fix(report, &options.root, &look);
    }
    let read = |file: &str| told_file(&options.root, file);
    let format = if arguments.json {
        CheckFormat::Json
    } else {
        arguments.format
    };
    print(&match format {
        CheckFormat::Human => {
            let found = text(&report.found, colour(io::stdout().is_terminal()), &read);
            format!("{found}{}", summary(&report, changed.as_ref()))
        }
        CheckFormat::Json => json(&report.found, &read),
        CheckFormat::Sarif => sarif(&report.found, &prefix(&options.root), &read),
        CheckFormat::Github => github(&report.found, &prefix(&options.root), &read),
    });
    let ends = |found: &Diagnostic| arguments.strict || found.is_error();
    Ok(match report.found.iter().any(ends) || !is_mended {
        true => Exit::SiteHasErrors,
        false => Exit::Done,
    })
}

/// Returns of a report what is about files that have changed, and what is about none.
fn of_changed(mut report: CheckReport, changed: &BTreeSet<String>) -> CheckReport {
    let is_changed = |found: &Diagnostic| found.file.as_deref().is_none_or(|file| changed.contains(file));
    report.found.retain(is_changed);
    report
}

/// How often is looked again after something was mended: behind a mistake may stand another that only shows then.
const ROUNDS: usize = 50;

/// Mends what can be, and tells each; returns what is found then, and whether all files could be written. It is told on standard error, since standard
/// output may be for a program.
fn fix(mut report: CheckReport, root: &Path, look: &dyn Fn() -> CheckReport) -> (CheckReport, bool) {
    let mut left = BTreeSet::new();
    for _ in 0..ROUNDS {
        let mended = mend(root, &report.found, &report.sources);
        for (file, problem) in &mended.failed {
            if left.insert(Arc::clone(file)) {
                print_error(&format!("{file} is left as it is: {problem}\n"));
            }
        }
        for found in &mended.done {
            let file = found.file.as_deref().unwrap_or_default();
            print_error(&format!("mended {file} [{}]: {}\n", found.code.name(), found.message));
        }
        if mended.done.is_empty() {
            break;
        }
        report = look();
    }
    (report, left.is_empty())
}

fn summary(report: &CheckReport, changed: Option<&BTreeSet<String>>) -> String {
    let errors = report.found.iter().filter(|found| found.is_error()).count();
    let warnings = report.found.len() - errors;
    if !report.complete {
        return "The texts have not been looked at: mend site.toml first.\n".to_owned();
    }
    let mut looked = format!("Looked at {}", counted(report.documents, "document"));
    if let Some(changed) = changed {
        let count = report.sources.keys().filter(|file| changed.contains(&***file)).count();
        looked.push_str(&format!(", {count} of them changed, and told what is in those"));
    }
    if let Some((addresses, known)) = report.external {
        looked.push_str(&format!(
            " and {} of other sites",
            counted_as(addresses, ("address", "addresses"))
        ));
        if known > 0 {
            looked.push_str(&format!(" ({known} known from before)"));
        }
    }
    match (errors, warnings) {
        (0, 0) => format!("{looked}. Nothing is wrong.\n"),
        (0, _) => format!("{looked}. {}.\n", counted(warnings, "warning")),
        (_, 0) => format!("{looked}. {}.\n", counted(errors, "error")),
        _ => format!(
            "{looked}. {}, {}.\n",
            counted(errors, "error"),
            counted(warnings, "warning")
        ),
    }
}

fn counted_as(count: usize, (one, many): (&str, &str)) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
