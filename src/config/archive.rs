//! Reading what `[archive]` says.

use super::content::per_page;
use super::reader::{Reader, Table};
use super::{Archive, Localized, keys};
use crate::diagnostic::Spanned;
use crate::language::Tag;
use crate::url_path::UrlPath;

/// How many articles a page of a year holds: more than most newsrooms write in one.
const PER_PAGE: usize = 500;

pub(super) fn archive(top: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Archive {
    let table = top
        .get("archive")
        .and_then(|node| reader.table(node, "archive", keys::of("archive")));
    let Some(table) = table else {
        return Archive {
            years: None,
            path: None,
            paginate_by: PER_PAGE,
        };
    };
    Archive {
        years: table
            .get("years")
            .and_then(|node| reader.boolean(node, "archive.years")),
        path: path(&table, known, reader),
        paginate_by: per_page(&table, "paginate_by", reader).unwrap_or(PER_PAGE),
    }
}

/// A folder of the site, or one a language.
fn path(table: &Table<'_>, known: &[Tag], reader: &mut Reader) -> Option<Spanned<Localized>> {
    let node = table.get("path")?;
    let text = reader.localized(node, "archive.path", known)?;
    let mut trimmed = |text: &str| -> Option<Box<str>> {
        let path = text.trim_matches('/');
        let is_folder = !path.is_empty() && UrlPath::parse(&format!("/{path}/")).is_some();
        if !is_folder {
            let message = format!("archive.path is \"{text}\", which is no folder of the site");
            reader.bad_value(node.span, message, "write  path = \"archief\"");
        }
        is_folder.then(|| path.into())
    };
    let path = match text {
        Localized::All(text) => Localized::All(trimmed(&text)?),
        Localized::Each(texts) => {
            let each = texts.into_iter().map(|(tag, text)| Some((tag, trimmed(&text)?)));
            Localized::Each(each.collect::<Option<_>>()?)
        }
    };
    Some(Spanned::new(path, node.span))
}
