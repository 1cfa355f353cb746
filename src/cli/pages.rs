//! What is made of the arguments themselves: completions for shells, and pages for `man`.

use std::fs;
use std::io;
use std::path::Path;

use clap_complete::{Shell, generate};
use clap_mangen::Man;

use super::args::ManArguments;
use super::{Exit, command, print, print_error};

/// Prints what a shell reads to complete what somebody types.
pub(super) fn completions(shell: Shell) -> Exit {
    let mut text = Vec::new();
    generate(shell, &mut command(), "courant", &mut text);
    print(&String::from_utf8_lossy(&text));
    Exit::Done
}

/// Writes a page for each command, or prints the one about all of them.
pub(super) fn man(arguments: &ManArguments) -> Exit {
    let pages = pages();
    let done = match (&arguments.folder, pages) {
        (None, Ok(pages)) => {
            // The first is about the program.
            print(pages.first().map_or("", |(_, text)| text));
            Ok(())
        }
        (Some(folder), Ok(pages)) => write(&pages, folder),
        (_, Err(error)) => Err(error),
    };
    match done {
        Ok(()) => Exit::Done,
        Err(error) => {
            print_error(&format!("error: the pages cannot be written: {error}\n"));
            Exit::SiteHasErrors
        }
    }
}

fn write(pages: &[(String, String)], folder: &Path) -> io::Result<()> {
    fs::create_dir_all(folder)?;
    for (name, text) in pages {
        fs::write(folder.join(name), text)?;
    }
    print(&format!("Wrote {} pages into {}.\n", pages.len(), folder.display()));
    Ok(())
}

/// Returns the page about the program, and one for each command: the file's name, and the text.
fn pages() -> io::Result<Vec<(String, String)>> {
    let mut program = command();
    program.build();
    let shown: Vec<clap::Command> = (program.get_subcommands().filter(|command| !command.is_hide_set()))
        .filter(|command| command.get_name() != "help")
        .cloned()
        .collect();
    let mut pages = vec![page(program)?];
    for shown in shown {
        pages.push(page(shown)?);
    }
    Ok(pages)
}

fn page(command: clap::Command) -> io::Result<(String, String)> {
    let man = Man::new(command);
    let mut text = Vec::new();
    man.render(&mut text)?;
    Ok((man.get_filename(), String::from_utf8_lossy(&text).into_owned()))
}
