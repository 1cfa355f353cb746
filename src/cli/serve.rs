//! `courant serve`

use std::io::{self, IsTerminal};
use std::time::Duration;

use jiff::Timestamp;

use super::args::ServeArguments;
use super::build::{colour, now, site_root};
use super::summary::counted;
use super::{Exit, print, print_error};
use crate::build::{BuildReport, Outcome};
use crate::diagnostic::text;
use crate::organise::Drafts;
use crate::serve::{ServeFailed, ServeOptions, Told, serve as serve_site};
use crate::theme::told_file;

/// Serves the site until somebody stops it.
pub(super) fn serve(arguments: &ServeArguments) -> Exit {
    let asked = site_root(arguments.root.as_deref())
        .and_then(|root| now(arguments.now.as_deref(), &root).map(|moment| (root, moment)));
    let (root, moment) = match asked {
        Ok(asked) => asked,
        Err(problem) => {
            print_error(&format!("error: {problem}\n"));
            return Exit::WrongCall;
        }
    };
    let is_fixed = arguments.now.is_some();
    let options = ServeOptions {
        root: root.clone(),
        port: arguments.port,
        drafts: if arguments.no_drafts {
            Drafts::Hide
        } else {
            Drafts::Show
        },
        now: &|| if is_fixed { moment } else { Timestamp::now() },
    };
    let mut is_first = true;
    let failed = serve_site(&options, &mut |told| match told {
        Told::PortInUse(port) => print_error(&format!("Port {port} is in use: the next one that is free is taken.\n")),
        Told::Serving { address } => {
            print(&format!("\nYour site: {address}   (Ctrl-C to stop)\n"));
        }
        Told::Unwatched(why) => print_error(&format!(
            "The system does not tell of saves here ({why}): the files are looked at twice a second.\n"
        )),
        Told::Built { report, took } => {
            print_error(&text(&report.found, colour(io::stderr().is_terminal()), &|file| {
                told_file(&root, file)
            }));
            if std::mem::take(&mut is_first) {
                print(&ready(report, *took));
            } else {
                print(&line(report, *took));
            }
        }
    });
    print_error(&match failed {
        ServeFailed::Port(error) => format!("error: port {} cannot be listened to: {error}\n", arguments.port),
        ServeFailed::Folder(error) => format!(
            "error: the pages cannot be put into {}: {error}\n",
            root.join(crate::cache::CACHE).join("serve").display()
        ),
        ServeFailed::Server(error) => format!("error: {error}\n"),
    });
    Exit::SiteHasErrors
}

/// What there is to be seen.
fn ready(report: &BuildReport, took: Duration) -> String {
    if report.outcome == Outcome::Failed {
        return "The site is shown as soon as this is mended.\n".to_owned();
    }
    let drafts = match report.drafts {
        0 => String::new(),
        count => format!(", {}", counted(count, "draft")),
    };
    let published = report.published;
    format!(
        "{} ({}{drafts}) in {:.2} s: {} written, {} unchanged.\n",
        counted(report.pages, "page"),
        counted(report.documents, "document"),
        took.as_secs_f64(),
        published.written,
        published.unchanged
    )
}

/// What a build did, in a line.
fn line(report: &BuildReport, took: Duration) -> String {
    let published = report.published;
    let errors = report.found.iter().filter(|found| found.is_error()).count();
    let took = took.as_millis();
    if report.outcome == Outcome::Failed {
        return format!(
            "{}: the last good pages are shown. ({took} ms)\n",
            counted(errors, "error")
        );
    }
    let removed = match published.removed {
        0 => String::new(),
        count => format!(", {count} removed"),
    };
    let wrong = match errors {
        0 => String::new(),
        count => format!("; {}", counted(count, "error")),
    };
    format!(
        "{} changed{removed}{wrong}. ({took} ms)\n",
        counted(published.written, "file")
    )
}
