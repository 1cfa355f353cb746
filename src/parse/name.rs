//! What the path of a document says: its folder, its name, its language, its date.

use jiff::civil::Date;

use super::document::{DocumentName, Form};
use crate::language::{Tag, own_name};
use crate::read::ContentPath;

/// Reads the path of a Markdown file. `languages` are those of the site.
pub fn document_name(path: &ContentPath, languages: &[Tag]) -> DocumentName {
    let name = path.file_name();
    let name = name.strip_suffix(".md").unwrap_or(name);
    let (name, language) = split_language(name, languages);
    let parent = |folder: &str| -> (Box<str>, Box<str>) {
        let (above, own) = folder.rsplit_once('/').unwrap_or(("", folder));
        (above.into(), own.into())
    };
    match name {
        "_index" | "index" => {
            let (folder, own) = parent(path.folder());
            let form = if name == "_index" || (folder.is_empty() && own.is_empty()) {
                Form::Index
            } else {
                Form::Bundle
            };
            let (stem, date) = if form == Form::Bundle {
                split_date(&own)
            } else {
                (&*own, None)
            };
            DocumentName {
                folder,
                stem: stem.into(),
                form,
                language,
                date,
            }
        }
        _ => {
            let (stem, date) = split_date(name);
            DocumentName {
                folder: path.folder().into(),
                stem: stem.into(),
                form: Form::Leaf,
                language,
                date,
            }
        }
    }
}

/// Returns the language that a file name seems to have and the site has not: `raad.de.md` without `[languages.de]`.
pub fn foreign_language(path: &ContentPath, languages: &[Tag]) -> Option<Tag> {
    let name = path.file_name().strip_suffix(".md")?;
    let tag = Tag::parse(name.rsplit_once('.')?.1)?;
    let is_known_code = tag.as_str().len() <= 5 && own_name(&tag) != tag.as_str();
    (is_known_code && !languages.contains(&tag)).then_some(tag)
}

fn split_language<'n>(name: &'n str, languages: &[Tag]) -> (&'n str, Option<Tag>) {
    let found = name.rsplit_once('.').and_then(|(stem, code)| {
        let tag = languages.iter().find(|tag| tag.as_str().eq_ignore_ascii_case(code))?;
        Some((stem, tag.clone()))
    });
    found.map_or((name, None), |(stem, tag)| (stem, Some(tag)))
}

/// Splits `2026-03-05-raad`; a name that is a date alone stays whole.
fn split_date(name: &str) -> (&str, Option<Date>) {
    let date = name.get(..10).and_then(|date| date.parse::<Date>().ok());
    match (date, name.get(10..).and_then(|rest| rest.strip_prefix(['-', '_']))) {
        (Some(date), Some(stem)) if !stem.is_empty() => (stem, Some(date)),
        _ => (name, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, folder: &str, stem: &str, form: Form, language: Option<&str>, date: Option<&str>) {
        let languages: Vec<Tag> = ["nl", "en"].iter().filter_map(|code| Tag::parse(code)).collect();
        let path = ContentPath::new(path);
        let name = path.map(|path| document_name(&path, &languages));
        let expected = DocumentName {
            folder: folder.into(),
            stem: stem.into(),
            form,
            language: language.and_then(Tag::parse),
            date: date.and_then(|date| date.parse().ok()),
        };
        assert_eq!(name, Some(expected));
    }

    #[test]
    fn a_path_says_where_a_document_belongs() {
        check("nieuws/2026/raad.md", "nieuws/2026", "raad", Form::Leaf, None, None);
        check(
            "nieuws/2026/raad.en.md",
            "nieuws/2026",
            "raad",
            Form::Leaf,
            Some("en"),
            None,
        );
        check(
            "nieuws/2026/raad/index.en.md",
            "nieuws/2026",
            "raad",
            Form::Bundle,
            Some("en"),
            None,
        );
        check(
            "nieuws/2026-03-05-raad.md",
            "nieuws",
            "raad",
            Form::Leaf,
            None,
            Some("2026-03-05"),
        );
        check("nieuws/2026-03-05.md", "nieuws", "2026-03-05", Form::Leaf, None, None);
        check("nieuws/raad.v2.md", "nieuws", "raad.v2", Form::Leaf, None, None);
        check("nieuws/_index.en.md", "", "nieuws", Form::Index, Some("en"), None);
        check("_index.md", "", "", Form::Index, None, None);
        check("index.md", "", "", Form::Index, None, None);
        check("privacy.md", "", "privacy", Form::Leaf, None, None);
    }
}
