//! `courant serve`

use std::io::{self, IsTerminal};
use std::time::Duration;

use jiff::Timestamp;
use qrcode::QrCode;
use qrcode::render::unicode::Dense1x2;

use super::args::ServeArguments;
use super::build::{colour, now, site_root};
use super::summary::counted;
use super::{Exit, ended, print, print_error, wrong};
use crate::build::{BuildReport, Outcome};
use crate::diagnostic::text;
use crate::organise::Drafts;
use crate::serve::{ServeFailed, ServeOptions, Told, Unwatched, serve as serve_site};
use crate::theme::told_file;

/// Serves the site until somebody stops it.
pub(super) fn serve(arguments: &ServeArguments) -> Exit {
    let asked = site_root(arguments.root.as_deref())
        .and_then(|root| now(arguments.now.as_deref(), &root).map(|moment| (root, moment)));
    let (root, moment) = match asked {
        Ok(asked) => asked,
        Err(problem) => return ended(Err(wrong(problem))),
    };
    let is_fixed = arguments.now.is_some();
    let options = ServeOptions {
        root: root.clone(),
        port: arguments.port,
        host: arguments.host,
        poll: arguments.poll,
        drafts: if arguments.no_drafts {
            Drafts::Hide
        } else {
            Drafts::Show
        },
        now: &|| if is_fixed { moment } else { Timestamp::now() },
    };
    let mut is_first = true;
    let served = serve_site(&options, &mut |told| match told {
        Told::PortInUse(port) => print_error(&format!("Port {port} is in use: the next one that is free is taken.\n")),
        Told::Serving {
            address,
            newsroom,
            others,
        } => {
            print(&format!(
                "\nYour site: {address}   (Ctrl-C to stop)\nThe newsroom: {newsroom}\n"
            ));
            print(&on_other_devices(others, io::stdout().is_terminal()));
        }
        Told::Unwatched(why) => print_error(&unwatched(why)),
        Told::Stopping => print("\nStopped: nothing of it is left.\n"),
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
    let Err(failed) = served else {
        return Exit::Done;
    };
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

/// Where the site is on other devices, with a code to point a phone at, and what that means.
fn on_other_devices(addresses: &[String], is_terminal: bool) -> String {
    let Some(first) = addresses.first() else {
        return String::new();
    };
    let code = if is_terminal { code(first) } else { None };
    format!(
        "On other devices: {}\n{}\
         Everybody on this network can open this, and sees drafts and what is under embargo. Do this at home or in the office, not in a café.\n",
        addresses.join("  or  "),
        code.unwrap_or_default()
    )
}

/// A QR code for a terminal, in black on white whatever its colours are, with the margin that the standard asks for (ISO/IEC 18004).
fn code(text: &str) -> Option<String> {
    const BLACK_ON_WHITE: &str = "\x1b[38;5;16;48;5;231m";
    let code = QrCode::new(text).ok()?.render::<Dense1x2>().quiet_zone(true).build();
    let lines = code.lines().map(|line| format!("  {BLACK_ON_WHITE}{line}\x1b[0m\n"));
    Some(format!("\n{}\n", lines.collect::<String>()))
}

/// Why saves are not told of, and what that means.
fn unwatched(why: &Unwatched) -> String {
    let looked = "the files are looked at twice a second";
    match why {
        Unwatched::Asked => format!("Saves are not waited for: {looked}.\n"),
        Unwatched::Full => format!(
            "The system watches so many files already that it tells of no saves here: {looked}. \
             On Linux  sudo sysctl fs.inotify.max_user_watches=524288  lets it watch more.\n"
        ),
        Unwatched::Crowded => format!(
            "So many programs watch files already that the system tells of no saves here: {looked}. \
             On Linux  sudo sysctl fs.inotify.max_user_instances=1024  lets more of them.\n"
        ),
        Unwatched::Other(why) => format!("The system does not tell of saves here ({why}): {looked}.\n"),
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_devices_are_told_of_with_a_warning_and_a_code_where_it_can_be_seen() {
        let address = "http://192.0.2.7:1618/".to_owned();
        let told = on_other_devices(std::slice::from_ref(&address), true);
        assert!(told.contains(&address) && told.contains("embargo"), "{told}");
        // The middle of a finder pattern, as two rows in one line show it: a code is there, and as wide as it is high.
        let rows: Vec<&str> = told.lines().filter(|line| line.contains("\x1b[0m")).collect();
        let width = rows[0]
            .chars()
            .filter(|sign| matches!(sign, ' ' | '█' | '▀' | '▄'))
            .count()
            - 2;
        assert!(width.abs_diff(rows.len() * 2) <= 1, "{width} to {}", rows.len());
        assert!(!on_other_devices(&[address], false).contains('█'));
        assert_eq!(on_other_devices(&[], true), "");
    }
}
