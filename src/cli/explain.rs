//! `courant explain`

use super::args::ExplainArguments;
use super::{Exit, print, print_error};
use crate::diagnostic::{Code, Lookup, look_up, page_in_terminal, page_of_names};

/// Tells what a code means.
pub(super) fn explain(arguments: &ExplainArguments) -> Exit {
    let Some(asked) = &arguments.code else {
        print(&page_of_names(Code::ALL));
        print("\ncourant explain CODE  says what one of them means.\n");
        return Exit::Done;
    };
    match look_up(asked) {
        Lookup::One(code) => print(&page_in_terminal(code)),
        Lookup::Several(codes) => {
            let pages: Vec<String> = codes.into_iter().map(page_in_terminal).collect();
            print(&pages.join("\n"));
        }
        Lookup::Unknown(near) => {
            print_error(&unknown(asked, &near));
            return Exit::WrongCall;
        }
    }
    Exit::Done
}

fn unknown(asked: &str, near: &[Code]) -> String {
    let mut text = format!("error: there is no code \"{asked}\"\n");
    match near {
        [] => text.push_str("    hint: courant explain  without a code lists all of them\n"),
        near => {
            let names: Vec<&str> = near.iter().map(|code| code.name()).collect();
            text.push_str(&format!("    hint: did you mean  {}  ?\n", names.join("  or  ")));
        }
    }
    text
}
