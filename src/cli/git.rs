//! What git says of the folder of a site.

use std::collections::BTreeSet;
use std::io;
use std::path::Path;
use std::process::{Command, Output};

/// Returns the path of a folder from the top of its repository, with `/` at its end; nothing for the top itself, or where there is no git.
pub(super) fn prefix(root: &Path) -> String {
    let asked = run(root, &["rev-parse", "--show-prefix"]);
    let output = asked.ok().filter(|output| output.status.success());
    output.map_or_else(String::new, |output| {
        String::from_utf8_lossy(&output.stdout)
            .trim_end_matches(['\n', '\r'])
            .to_owned()
    })
}

/// Returns the files below `root` that differ from what they were where the present work left `reference`, those included that git does not know yet; as
/// paths from `root`. An error is in words for people.
pub(super) fn changed_since(root: &Path, reference: &str) -> Result<BTreeSet<String>, String> {
    let asked = |arguments: &[&str]| -> Result<Output, String> {
        run(root, arguments).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => "--changed-since asks git, and there is no git on this machine".to_owned(),
            _ => format!("--changed-since asks git, which cannot be run: {error}"),
        })
    };
    if !asked(&["rev-parse", "--is-inside-work-tree"])?.status.success() {
        return Err(format!(
            "--changed-since asks git, and {} is in no repository of git",
            root.display()
        ));
    }
    // Behind this an option is taken for a name.
    let commit = asked(&[
        "rev-parse",
        "--verify",
        "--quiet",
        "--end-of-options",
        &format!("{reference}^{{commit}}"),
    ])?;
    let commit = one_line(&commit).ok_or_else(|| {
        format!("git knows no {reference}; name a branch, a tag or a commit. Where only the last commit was fetched, fetch more:  git fetch --unshallow")
    })?;
    // What has changed there meanwhile is not of this work.
    let base = asked(&["merge-base", &commit, "HEAD"])?;
    let base = one_line(&base).unwrap_or(commit);
    let differ = asked(&[
        "diff",
        "--name-only",
        "--relative",
        "--no-renames",
        "--no-ext-diff",
        "-z",
        &base,
        "--",
        ".",
    ])?;
    let new = asked(&["ls-files", "--others", "--exclude-standard", "-z", "--", "."])?;
    let mut files = BTreeSet::new();
    for output in [differ, new] {
        if !output.status.success() {
            let said = String::from_utf8_lossy(&output.stderr);
            return Err(format!(
                "git could not tell what has changed since {reference}: {}",
                said.trim()
            ));
        }
        let names = output.stdout.split(|byte| *byte == 0).filter(|name| !name.is_empty());
        files.extend(names.map(|name| String::from_utf8_lossy(name).into_owned()));
    }
    Ok(files)
}

fn run(root: &Path, arguments: &[&str]) -> io::Result<Output> {
    Command::new("git").current_dir(root).args(arguments).output()
}

fn one_line(output: &Output) -> Option<String> {
    let text = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    (output.status.success() && !text.is_empty()).then_some(text)
}
