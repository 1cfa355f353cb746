//! What `[serve]` says: how the site is shown while somebody works on it. No page depends on it.

use std::path::Path;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::keys;
use super::reader::{Reader, Table};

/// What `[serve]` says.
#[derive(Debug, Clone, Default)]
pub struct Serve {
    /// What opens a file at the place of an error.
    pub editor: Option<Editor>,
    /// Whether the files are looked at now and again, rather than that the system is asked to tell of saves.
    pub poll: bool,
}

/// The addresses by which an editor opens a file: `{file}` stands for its path, `{line}` and `{column}` for the place, counted from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Editor(String);

/// Editors that have addresses, as their makers document them.
const EDITORS: [(&str, &str); 7] = [
    ("vscode", "vscode://file/{file}:{line}:{column}"),
    ("vscode-insiders", "vscode-insiders://file/{file}:{line}:{column}"),
    ("vscodium", "vscodium://file/{file}:{line}:{column}"),
    ("cursor", "cursor://file/{file}:{line}:{column}"),
    ("zed", "zed://file/{file}:{line}:{column}"),
    ("idea", "idea://open?file=/{file}&line={line}&column={column}"),
    ("textmate", "txmt://open?url=file:///{file}&line={line}&column={column}"),
];

/// Schemes by which a browser runs something, or takes the address for a page (WHATWG URL, "special scheme").
const OF_BROWSERS: [&str; 13] = [
    "javascript",
    "vbscript",
    "data",
    "blob",
    "about",
    "file",
    "filesystem",
    "view-source",
    "http",
    "https",
    "ws",
    "wss",
    "ftp",
];

impl Editor {
    /// Returns the editor of this name, or one with this address of a site's own. An error is in words for people.
    pub fn of(text: &str) -> Result<Self, String> {
        if let Some((_, pattern)) = EDITORS.iter().find(|(name, _)| *name == text) {
            return Ok(Self((*pattern).to_owned()));
        }
        let names: Vec<&str> = EDITORS.iter().map(|(name, _)| *name).collect();
        let Some((scheme, _)) = text.split_once(':') else {
            return Err(format!("\"{text}\" is no editor that is known: {}", names.join(", ")));
        };
        let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
            && scheme
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte));
        if !is_scheme || OF_BROWSERS.contains(&&*scheme.to_ascii_lowercase()) {
            return Err(format!("an address with {scheme}: opens no editor"));
        }
        if !text.contains("{file}") {
            return Err(format!("\"{text}\" does not say where the path goes: {{file}}"));
        }
        if text.bytes().any(|byte| !byte.is_ascii_graphic()) {
            return Err(format!("\"{text}\" has a space in it, or a sign that no address has"));
        }
        Ok(Self(text.to_owned()))
    }

    /// Returns the address that opens a file at a place.
    pub fn link(&self, file: &Path, line: usize, column: usize) -> String {
        const KEPT: AsciiSet = NON_ALPHANUMERIC
            .remove(b'/')
            .remove(b'-')
            .remove(b'_')
            .remove(b'.')
            .remove(b'~');
        let path = file.to_string_lossy().replace('\\', "/");
        // A disk of Windows is named `C:`; a path from the top begins with the `/` that stands in the address.
        let (disk, rest) = match path.split_once(':') {
            Some((disk, rest)) if disk.len() == 1 => (format!("{disk}:"), rest),
            _ => (String::new(), path.trim_start_matches('/')),
        };
        let file = format!("{disk}{}", utf8_percent_encode(rest, &KEPT));
        self.0
            .replace("{line}", &line.to_string())
            .replace("{column}", &column.to_string())
            .replace("{file}", &file)
    }
}

/// Reads `[serve]`.
pub(super) fn serve(top: &Table<'_>, reader: &mut Reader) -> Serve {
    let mut serve = Serve::default();
    let Some(node) = top.get("serve") else { return serve };
    let Some(table) = reader.table(node, "serve", keys::of("serve")) else {
        return serve;
    };
    if let Some(node) = table.get("editor")
        && let Some(text) = reader.text(node, "serve.editor")
    {
        match Editor::of(&text) {
            Ok(editor) => serve.editor = Some(editor),
            Err(problem) => reader.bad_value(node.span, problem, "write  editor = \"vscode\""),
        }
    }
    let poll = table.get("poll").and_then(|node| reader.boolean(node, "serve.poll"));
    serve.poll = poll.unwrap_or_default();
    serve
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_has_an_address_in_an_editor() {
        let link = |editor: &str, file: &str| Editor::of(editor).expect("an editor").link(Path::new(file), 3, 7);
        assert_eq!(
            link("vscode", "/home/anna/de krant/café#1.md"),
            "vscode://file/home/anna/de%20krant/caf%C3%A9%231.md:3:7"
        );
        assert_eq!(link("vscode", "C:\\krant\\a.md"), "vscode://file/C:/krant/a.md:3:7");
        assert_eq!(
            link("eigen://open?{line},{file}", "/a&b/{line}.md"),
            "eigen://open?3,a%26b/%7Bline%7D.md"
        );
    }

    #[test]
    fn no_pattern_runs_anything_or_is_a_page() {
        for odd in [
            "javascript:alert(1)//{file}",
            "JavaScript:{file}",
            "data:text/html,{file}",
            "https://a.example/{file}",
            "file:///{file}",
            "vscode://file/",
            "emacs",
            "://{file}",
            "java\tscript:{file}",
            "eigen:// {file}",
            " javascript:{file}",
            "1a:{file}",
        ] {
            assert!(Editor::of(odd).is_err(), "{odd}");
        }
    }
}
