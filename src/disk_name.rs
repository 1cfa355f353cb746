//! What a name is on the disks that people have. On most of them (APFS, NTFS, exFAT) two names that differ only in capitals are one, on those of Macs also two
//! that differ in how an accent is stored (Unicode TR 15); and Windows has names that no file can have.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use unicode_normalization::UnicodeNormalization;

/// Signs that no name on Windows has ("Naming Files, Paths, and Namespaces").
const NOT_ON_WINDOWS: &[char] = &['<', '>', ':', '"', '|', '?', '*', '\\'];
/// Names of devices there, whatever stands behind a dot.
const DEVICES: &[&str] = &["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Returns what names of one file have in common, of a name or a path: full case folding, by way of capitals, and one form of accents.
pub fn folded(path: &str) -> Cow<'_, str> {
    if is_folded(path) {
        return Cow::Borrowed(path);
    }
    if path.is_ascii() {
        return path.to_ascii_lowercase().into();
    }
    let capitals = path.nfd().flat_map(char::to_uppercase);
    capitals.flat_map(char::to_lowercase).nfc().collect::<String>().into()
}

/// Whether a name is its own [`folded`] for certain: nearly all are.
pub fn is_folded(path: &str) -> bool {
    path.bytes()
        .fold(true, |is, byte| is & byte.is_ascii() & !byte.is_ascii_uppercase())
}

/// What two folders are that would be one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Folders {
    /// A clash. What lies in them is not told too.
    Clash,
    /// One folder, in which all that lies in both has its place.
    Merge,
}

/// Returns the pairs of files, or of a file and a folder, that are one on such a disk; `files` are paths with `/` between folders, sorted.
pub fn clashes<'p>(files: &[&'p str], folders: Folders) -> Vec<(&'p str, &'p str)> {
    // One of two that clash is not its own folded form, and hardly any is not.
    let mut odd: HashMap<String, &'p str> = HashMap::new();
    let mut seen: HashSet<(&str, &str)> = HashSet::new();
    let mut found = Vec::new();
    for path in files.iter().filter(|path| !is_folded(path)) {
        let inner = path.match_indices('/').filter(|_| folders == Folders::Clash);
        for end in inner.map(|(at, _)| at).chain([path.len()]) {
            let part = &path[..end];
            let Cow::Owned(key) = folded(part) else { continue };
            if key == part {
                continue;
            }
            let other = plain(files, &key).or_else(|| Some(*odd.entry(key).or_insert(part)));
            if let Some(other) = other.filter(|other| *other != part) {
                if seen.insert((part, other)) {
                    found.push((part, other));
                }
                break;
            }
        }
    }
    found
}

/// Returns the file or folder of exactly this path.
fn plain<'p>(files: &[&'p str], path: &str) -> Option<&'p str> {
    let is_or_is_in = |file: &&&'p str| {
        let rest = file.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let at = |from: &str| files.partition_point(|file| *file < from);
    let file = files.get(at(path)).filter(is_or_is_in);
    // Between a folder's name and what lies in it others may stand: `a-b` before `a/b`.
    let file = file.or_else(|| files.get(at(&format!("{path}/"))).filter(is_or_is_in));
    file.map(|file| &file[..path.len()])
}

/// Returns why a file or folder on Windows cannot have this name, in words that follow "Windows has no such names, ".
pub fn not_on_windows(name: &str) -> Option<String> {
    if name.ends_with(['.', ' ']) {
        return Some("this one ends with a dot or a space".to_owned());
    }
    if let Some(sign) = name.chars().find(|c| NOT_ON_WINDOWS.contains(c)) {
        return Some(format!("there is a {sign} in this one"));
    }
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    is_device(stem).then(|| format!("{stem} is that of a device"))
}

fn is_device(stem: &str) -> bool {
    if DEVICES.iter().any(|device| stem.eq_ignore_ascii_case(device)) {
        return true;
    }
    // COM1 to COM9 and LPT1 to LPT9, with superscripts too.
    let numbered = ["com", "lpt"].iter().find_map(|device| {
        let start = stem.get(..device.len())?;
        start.eq_ignore_ascii_case(device).then(|| &stem[device.len()..])
    });
    numbered.is_some_and(|rest| {
        let mut rest = rest.chars();
        matches!((rest.next(), rest.next()), (Some('1'..='9' | '¹' | '²' | '³'), None))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_one_file_fold_to_one() {
        for (a, b) in [
            ("Raad.md", "raad.MD"),
            ("caf\u{e9}", "cafe\u{301}"),
            ("CAFÉ", "cafe\u{301}"),
            ("straße", "STRASSE"),
            ("ΟΔΟΣ", "οδος"),
            ("\u{212b}", "å"),
            ("ſ", "S"),
        ] {
            assert_eq!(folded(a), folded(b), "{a} {b}");
        }
        assert_ne!(folded("cafe"), folded("café"));
        assert_eq!(folded("CAFÉ"), "café");
    }

    #[test]
    fn what_clashes_is_told_once_at_its_highest_folder() {
        let check = |files: &[&'static str], expected: &[(&str, &str)]| {
            let mut files = files.to_vec();
            files.sort_unstable();
            assert_eq!(clashes(&files, Folders::Clash), expected, "{files:?}");
        };
        check(&["a/b.md", "a-b", "b", "É", "c/É"], &[]);
        check(&["a/Raad.md", "a/raad.md"], &[("a/Raad.md", "a/raad.md")]);
        check(&["A/x", "A/y", "a-b/x", "a/z"], &[("A", "a")]);
        assert_eq!(clashes(&["A/x", "a/y"], Folders::Merge), []);
        assert_eq!(
            clashes(&["A/x", "a/x", "a/y", "b/C", "b/c/x"], Folders::Merge),
            [("A/x", "a/x"), ("b/C", "b/c")]
        );
        check(&["RAAD", "Raad"], &[("Raad", "RAAD")]);
        check(&["a/b/x", "a/B"], &[("a/B", "a/b")]);
        check(
            &["caf\u{e9}.jpg", "cafe\u{301}.jpg"],
            &[("cafe\u{301}.jpg", "caf\u{e9}.jpg")],
        );
        check(
            &["\u{e9}/X", "\u{e9}/x", "E\u{301}/y"],
            &[("E\u{301}", "\u{e9}"), ("\u{e9}/X", "\u{e9}/x")],
        );
    }

    #[test]
    fn windows_has_no_names_of_devices() {
        for name in [
            "con",
            "AUX.md",
            "nul.tar.gz",
            "Com1",
            "lpt9.md",
            "com³",
            "a.",
            "a ",
            "a:b",
            "wat?.md",
            "prn .md",
            "CONIN$",
        ] {
            assert!(not_on_windows(name).is_some(), "{name}");
        }
        for name in [
            "contact.md",
            "aux-in.md",
            "com0",
            "com10",
            "com",
            ".htaccess",
            "nulpunt",
            "lpté",
            "a b.md",
            "#1.md",
            "50%.md",
        ] {
            assert_eq!(not_on_windows(name), None, "{name}");
        }
    }
}
