//! Files of somebody else in the output folder.

use std::path::Path;
use std::sync::Arc;

use super::disk;
use super::look::Look;
use super::manifest::{MANIFEST, Manifest};
use crate::diagnostic::{Code, Diagnostic};
use crate::read::is_left_out;

/// Files that hosts and tools keep at the top of an output folder, and that nobody takes for pages.
const TOLERATED: &[&str] = &[
    ".git",
    ".gitignore",
    ".gitkeep",
    ".gitattributes",
    ".github",
    ".nojekyll",
    ".domains",
    "CNAME",
];

/// Whether a path is, or lies in, what hosts and tools keep in an output folder.
pub(super) fn is_tolerated(path: &str) -> bool {
    path.split('/').next().is_some_and(|top| TOLERATED.contains(&top))
}

/// What an output folder holds that may be written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// No file at all, but those that are tolerated.
    Nothing,
    /// Files, each of which is on the list, or may be what this build makes.
    Site,
}

/// Refuses a folder that holds files which no build of ours wrote. `planned`, sorted, is what this one will write: where the list is
/// lost or damaged, a file at such a path may be ours, which its bytes will tell.
pub(super) fn check(output: &Path, look: &Look, planned: &[Arc<str>]) -> Result<Holds, Vec<Diagnostic>> {
    let former = &look.former;
    let Ok(metadata) = output.metadata() else {
        return Ok(Holds::Nothing);
    };
    let refused = |message: String, hint: &str| vec![Diagnostic::new(Code::ForeignOutput, message).hint(hint)];
    if !metadata.is_dir() {
        let message = format!("{} is a file, and should be the folder for the site", output.display());
        return Err(refused(message, "move it away, or choose another folder with --output"));
    }
    let list = output.join(MANIFEST);
    if disk::there(&list).is_some_and(|metadata| !metadata.is_file()) {
        let message = format!(
            "{} is not the file in which Courant lists what it wrote",
            list.display()
        );
        let hint = "move it away, or choose another folder with --output; nothing has been changed";
        return Err(refused(message, hint));
    }
    let unlisted = &look.unlisted;
    let may_be_ours = |path: &str| !former.whole && planned.binary_search_by(|known| (**known).cmp(path)).is_ok();
    let is_empty = unlisted.is_empty();
    let mut strangers: Vec<String> = unlisted.iter().filter(|path| !may_be_ours(path)).cloned().collect();
    strangers.sort();
    if strangers.is_empty() {
        return Ok(if is_empty && !former.exists {
            Holds::Nothing
        } else {
            Holds::Site
        });
    }
    // A link to a folder: what lies behind it is elsewhere.
    let leads_away = |path: &&String| {
        let full = output.join(path);
        full.is_symlink() && full.is_dir()
    };
    if let Some(link) = strangers.iter().find(leads_away) {
        let message = format!(
            "{} is a link to a folder elsewhere, and Courant writes only into the output folder itself",
            output.join(link).display()
        );
        let hint = "take the link out, or choose another folder with --output; nothing has been changed";
        return Err(refused(message, hint));
    }
    Err(vec![not_ours(output, former, &strangers)])
}

/// Tells of files that Courant did not make, or of which nobody knows whether it did.
pub(super) fn not_ours(output: &Path, former: &Manifest, paths: &[String]) -> Diagnostic {
    let goes_along = |path: &&String| !path.ends_with(".md") && !path.split('/').any(is_left_out);
    let (message, hint) = if !former.whole {
        let message = format!(
            "the output folder {} holds files that are not on a list of Courant's, and are not what this build makes: {}",
            output.display(),
            named(paths)
        );
        let hint = "if all in it was made by Courant, and its list (.courant-manifest) was lost, empty the folder and build again; \
                    else choose another folder with --output; nothing has been changed";
        (message, hint.to_owned())
    } else {
        let message = format!(
            "the output folder {} holds files that Courant did not make: {}",
            output.display(),
            named(paths)
        );
        let hint = match paths.iter().find(|path| !goes_along(path)) {
            None => "move them into content, where they are copied along, or choose another folder with --output; \
                     nothing has been changed"
                .to_owned(),
            Some(path) => format!(
                "move them out of it ({path} would not be copied along from content), or choose another folder with --output; \
                 nothing has been changed"
            ),
        };
        (message, hint)
    };
    Diagnostic::new(Code::ForeignOutput, message).hint(hint)
}

/// Tells of files that stand where this build has others to put, and that Courant did not make.
pub(super) fn in_the_way(output: &Path, former: &Manifest, paths: &[String]) -> Diagnostic {
    if !former.whole {
        return not_ours(output, former, paths);
    }
    let message = format!(
        "the site has files to put where the output folder {} holds others, which Courant did not make: {}",
        output.display(),
        named(paths)
    );
    let hint = "take those in the output folder out if the site's own may stand there; nothing has been changed";
    Diagnostic::new(Code::ForeignOutput, message).hint(hint)
}

/// Returns the first few names of a list: "a, b, c and 5 more".
pub(super) fn named(paths: &[impl AsRef<str>]) -> String {
    let shown: Vec<&str> = paths.iter().take(3).map(AsRef::as_ref).collect();
    let more = if paths.len() > 3 {
        format!(" and {} more", paths.len() - 3)
    } else {
        String::new()
    };
    format!("{}{more}", shown.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_on_the_command_names_all_that_may_be_there() {
        let page = include_str!("../../docs/content/reference/command-line.md");
        for name in TOLERATED {
            assert!(page.contains(&format!("`{name}`")), "{name}");
        }
    }
}
