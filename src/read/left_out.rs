//! Which files go along into the site, and which are left out: the one place that decides, by name.

/// Files with a dot in front that hosts look for in a site. All others with a dot are somebody's own affair, or a secret.
const FOR_HOSTS: &[&str] = &[".htaccess", ".nojekyll", ".domains", ".well-known"];
/// How the names end of what editors keep beside a file.
const OF_EDITORS: &[&str] = &["~", ".swp", ".swo", ".bak", ".orig", ".tmp"];

/// Whether a file or folder of this name is left out: what systems and editors make, and what is hidden.
pub(crate) fn is_left_out(name: &str) -> bool {
    let hidden = name.starts_with('.') && !FOR_HOSTS.contains(&name);
    let of_editor = OF_EDITORS.iter().any(|ending| name.ends_with(ending))
        || name.starts_with("~$")
        || (name.len() > 1 && name.starts_with('#') && name.ends_with('#'));
    hidden || of_editor || is_of_system(name)
}

/// Whether Finder or Explorer puts a file of this name into any folder that is opened.
pub(crate) fn is_of_system(name: &str) -> bool {
    name == ".DS_Store"
        || name.starts_with("._")
        || name == "Icon\r"
        || ["Thumbs.db", "desktop.ini"]
            .iter()
            .any(|known| known.eq_ignore_ascii_case(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_host_looks_for_goes_along_and_what_others_leave_behind_does_not() {
        for name in [
            ".htaccess",
            ".nojekyll",
            ".domains",
            ".well-known",
            "_headers",
            "_redirects",
            "CNAME",
            "a.pdf",
            "#",
        ] {
            assert!(!is_left_out(name), "{name}");
        }
        for name in [
            ".git",
            ".env",
            ".htpasswd",
            ".DS_Store",
            "._a.jpg",
            "Thumbs.db",
            "thumbs.db",
            "desktop.ini",
            "Icon\r",
            ".a.md.swp",
            "a.md~",
            "~$brief.docx",
            "#a.md#",
            "a.bak",
            "a.orig",
            "a.tmp",
        ] {
            assert!(is_left_out(name), "{name}");
        }
    }

    #[test]
    fn the_page_for_writers_names_them_all() {
        let page = include_str!("../../docs/content/reference/writing.md");
        for name in FOR_HOSTS.iter().chain(OF_EDITORS).chain(&[
            "~$",
            "#",
            ".DS_Store",
            "._*",
            "Icon",
            "Thumbs.db",
            "desktop.ini",
        ]) {
            let is_named = page.contains(&format!("`{name}`")) || page.contains(&format!("`{name}/`"));
            assert!(is_named, "{name}");
        }
    }
}
