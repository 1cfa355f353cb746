//! The command line: arguments in, exit code out. The only place that prints, and that asks for the clock.

mod args;
mod build;
mod check;
mod explain;
mod git;
mod init;
mod list;
mod list_json;
mod new;
mod pages;
mod serve;
mod summary;

use std::ffi::OsString;
use std::io::{self, Write};

use clap::{CommandFactory as _, Parser};

use crate::start::Refused;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done, perhaps with warnings.
    Done = 0,
    /// The site has errors; the last good output is as it was.
    SiteHasErrors = 1,
    /// The command was called wrongly.
    WrongCall = 2,
    /// Everything is published but the documents in error.
    PublishedInPart = 3,
}

/// Runs the command that `arguments` (the program's name first) ask for.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> Exit {
    match args::Arguments::try_parse_from(arguments) {
        Ok(arguments) => match arguments.command {
            args::Command::Init(arguments) => init::init(&arguments),
            args::Command::Build(arguments) => build::build(&arguments),
            args::Command::Check(arguments) => check::check(&arguments),
            args::Command::Serve(arguments) => serve::serve(&arguments),
            args::Command::New(arguments) => new::new(&arguments),
            args::Command::List(arguments) => list::list(&arguments),
            args::Command::Explain(arguments) => explain::explain(&arguments),
            args::Command::Completions { shell } => pages::completions(shell),
            args::Command::Man(arguments) => pages::man(&arguments),
        },
        Err(error) => {
            // Help and version are what was asked for; a broken pipe is no error.
            let _ = error.print();
            if error.use_stderr() {
                Exit::WrongCall
            } else {
                Exit::Done
            }
        }
    }
}

/// Returns the commands and their options, as they are typed.
pub fn command() -> clap::Command {
    args::Arguments::command()
}

/// Prints to standard output; nobody listening is no error.
fn print(text: &str) {
    let _ = io::stdout().lock().write_all(text.as_bytes());
}

/// What a command prints when it ends otherwise than it should, and how it ends then.
type Ended = (Exit, String);

/// A command that was called wrongly.
fn wrong(problem: String) -> Ended {
    (Exit::WrongCall, format!("error: {problem}\n"))
}

/// What could not be begun.
fn refused(refused: Refused) -> Ended {
    let Refused { problem, hint } = refused;
    wrong(format!("{problem}\n    hint: {hint}"))
}

/// Prints what a command says, or why it ended.
fn ended(told: Result<String, Ended>) -> Exit {
    match told {
        Ok(text) => {
            print(&text);
            Exit::Done
        }
        Err((exit, text)) => {
            print_error(&text);
            exit
        }
    }
}

/// Prints to standard error.
fn print_error(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}
