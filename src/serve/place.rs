//! Where in the built site the address of a request leads.

use std::path::{Path, PathBuf};

use percent_encoding::percent_decode_str;

/// The page of a folder.
const INDEX: &str = "index.html";
/// Courant's own files in an output folder begin like this.
const OWN: &str = ".courant";

/// What an address leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Place {
    /// The file at this path, and its path from the site's root with `/` between folders.
    File(PathBuf, String),
    /// A folder that was asked for without the `/` at its end.
    Folder,
    /// Nothing that is part of the site.
    Nothing,
}

/// Returns the file of an address without its query, as a path from the site's root with `/` between folders, whether it is there or not. None for
/// what can be no file of a site: every part of the address is a name, and nothing in it leads elsewhere.
pub(super) fn file_of(address: &str) -> Option<String> {
    let mut file = String::new();
    let mut parts = address.strip_prefix('/')?.split('/').peekable();
    while let Some(part) = parts.next() {
        let name = percent_decode_str(part).decode_utf8().ok()?;
        let is_last = parts.peek().is_none();
        if is_last && name.is_empty() {
            file.push_str(INDEX);
            break;
        }
        // A colon names a disk or a stream on Windows.
        let is_odd = |sign: char| matches!(sign, '/' | '\\' | '\0') || (cfg!(windows) && sign == ':');
        if matches!(&*name, "" | "." | "..") || name.contains(is_odd) {
            return None;
        }
        file.push_str(&name);
        if !is_last {
            file.push('/');
        }
    }
    let is_own = file
        .get(..OWN.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(OWN));
    (!is_own).then_some(file)
}

/// Finds what an address leads to in the site in `folder`, which is a path without links. What is reached by a link is no part of the site, nor
/// what the disk takes for the file that was asked for although it has another name.
pub(super) fn find(folder: &Path, address: &str) -> Place {
    let Some(file) = file_of(address) else {
        return Place::Nothing;
    };
    let path = folder.join(&file);
    let Ok(metadata) = path.symlink_metadata() else {
        return Place::Nothing;
    };
    if path.canonicalize().ok().as_deref() != Some(&*path) {
        return Place::Nothing;
    }
    if metadata.is_file() {
        Place::File(path, file)
    } else if metadata.is_dir() && path.join(INDEX).is_file() {
        Place::Folder
    } else {
        Place::Nothing
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn an_address_is_a_file_or_the_page_of_a_folder() {
        for (address, file) in [
            ("/", "index.html"),
            ("/nieuws/raad/", "nieuws/raad/index.html"),
            ("/nieuws/caf%C3%A9/", "nieuws/café/index.html"),
            ("/css/site.css", "css/site.css"),
            ("/.well-known/security.txt", ".well-known/security.txt"),
            ("/a...b/..c", "a...b/..c"),
        ] {
            assert_eq!(file_of(address).as_deref(), Some(file), "{address}");
        }
    }

    #[test]
    fn no_address_leads_out_of_the_site_or_to_what_is_not_of_it() {
        for address in [
            "",
            "*",
            "x",
            "/../a",
            "/a/../b",
            "/..",
            "/.",
            "/a/./b",
            "/%2e%2e/a",
            "/%2E./a",
            "/.%2e/a",
            "/a%2f..%2fb",
            "/..%5ca",
            "/..\\a",
            "/a%5Cb",
            "/a%00",
            "/%00",
            "//a",
            "/a//b",
            "///",
            "/%ff",
            "/.courant-manifest",
            "/.COURANT-manifest",
            "/.courant-staged/1",
            "/%2ecourant-manifest",
        ] {
            assert_eq!(file_of(address), None, "{address}");
        }
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_reached_by_a_link() {
        let folder = tempfile::tempdir().expect("a folder");
        let root = folder.path().canonicalize().expect("its path");
        let site = root.join("site");
        fs::create_dir_all(site.join("a")).expect("a folder");
        fs::write(site.join("a/index.html"), "a").expect("a file");
        fs::write(root.join("geheim"), "geheim").expect("a file");
        std::os::unix::fs::symlink(root.join("geheim"), site.join("link")).expect("a link");
        std::os::unix::fs::symlink(&root, site.join("folder")).expect("a link");
        assert_eq!(
            find(&site, "/a/"),
            Place::File(site.join("a/index.html"), "a/index.html".into())
        );
        assert_eq!(find(&site, "/a"), Place::Folder);
        for address in [
            "/link",
            "/folder/geheim",
            "/folder/",
            "/folder",
            "/b",
            "/a/index.html/",
            "/a/b",
        ] {
            assert_eq!(find(&site, address), Place::Nothing, "{address}");
        }
    }
}
