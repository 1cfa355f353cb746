//! `courant check`

use std::io::{self, IsTerminal};

use super::args::{CheckArguments, CheckFormat};
use super::build::{colour, now, site_root};
use super::summary::counted;
use super::{Ended, Exit, ended, print, wrong};
use crate::build::{BuildOptions, CheckReport, Host, Memory, OnError, Warnings, check as check_site};
use crate::diagnostic::{Diagnostic, json, text};
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
    let report = check_site(&options);
    let read = |file: &str| told_file(&options.root, file);
    let format = if arguments.json {
        CheckFormat::Json
    } else {
        arguments.format
    };
    print(&match format {
        CheckFormat::Human => {
            let found = text(&report.found, colour(io::stdout().is_terminal()), &read);
            format!("{found}{}", summary(&report))
        }
        CheckFormat::Json => json(&report.found, &read),
    });
    let ends = |found: &Diagnostic| arguments.strict || found.is_error();
    Ok(match report.found.iter().any(ends) {
        true => Exit::SiteHasErrors,
        false => Exit::Done,
    })
}

fn summary(report: &CheckReport) -> String {
    let errors = report.found.iter().filter(|found| found.is_error()).count();
    let warnings = report.found.len() - errors;
    if !report.complete {
        return "The texts have not been looked at: mend site.toml first.\n".to_owned();
    }
    let looked = format!("Looked at {}", counted(report.documents, "document"));
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
