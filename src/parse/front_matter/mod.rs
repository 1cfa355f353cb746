//! Front matter: the head of a Markdown file, YAML or TOML, as typed values with their places.
//!
//! One way for both: text -> `tree::Node` -> [`FrontMatter`]. All problems of a head are found in one go; a key
//! that cannot be read is left absent.

mod addresses;
mod event;
mod keys;
mod near;
mod read_event;
mod read_report;
mod report;
mod split;
mod types;
mod values;

pub use event::{Attendance, Event, EventStatus, Organiser, Session, Speaker};
pub use near::CORE_KEYS;
pub use report::{Change, Download, DownloadSource, ImageSpec, Link, Person, Quote, Related, Withdrawn};
pub use types::FrontMatter;

use split::{Format, split};
use values::Values;

use crate::date::TimeZone;
use crate::diagnostic::{Checked, Code, Diagnostic, Span};
use crate::tree::{read_toml, read_yaml};

/// What the reader of a head has to know.
#[derive(Debug, Clone)]
pub struct HeadContext<'a> {
    /// The zone of dates without one.
    pub timezone: &'a TimeZone,
    /// The names of all taxonomies, `authors` among them.
    pub taxonomies: &'a [&'a str],
    /// Keys beside `title` that hold the title.
    pub title_keys: &'a [&'a str],
    /// What kind of document it heads.
    pub role: Role,
}

/// What kind of document a head belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// An article, event or page: it needs a title.
    Article,
    /// The text of a section, a term or the home page: its title may come from elsewhere.
    Index,
    /// A person: the same, and with the keys of people.
    Person,
}

/// Reads the front matter of a whole file, and returns with it the byte at which the text starts.
pub fn read(file: &str, context: &HeadContext<'_>) -> (Checked<FrontMatter>, usize) {
    let mut front = FrontMatter::default();
    let head = match split(file) {
        Ok(Some(head)) => head,
        Ok(None) => {
            let mut found = Vec::new();
            if context.role == Role::Article {
                let end = file.lines().next().map_or(0, str::len);
                found.push(Diagnostic::new(Code::NoTitle, "this article has no title").at(Span::new(0, end)).hint(
                    "start the file with these three lines, each at the start of its line:  ---  title: \"…\"  ---",
                ));
            }
            return (Checked { value: front, found }, 0);
        }
        Err(unclosed) => {
            return (
                Checked {
                    value: front,
                    found: vec![unclosed],
                },
                file.len(),
            );
        }
    };
    front.span = head.span;
    let (root, mut found) = match head.format {
        Format::Yaml => read_yaml(head.text, head.at),
        Format::Toml => read_toml(head.text, head.at),
    };
    let readable = !found.iter().any(Diagnostic::is_error) || root.is_some();
    if let Some(root) = root {
        let mut values = Values {
            zone: context.timezone,
            found: Vec::new(),
        };
        keys::keys(&root, &mut front, context, &mut values);
        found.append(&mut values.found);
    }
    let told = found.iter().any(|found| found.code == Code::NoTitle);
    if front.title.is_none() && context.role == Role::Article && readable && !told && !found.iter().any(is_title_error)
    {
        let fence = Span {
            start: head.span.start,
            end: head.span.start + 3,
        };
        found.push(
            Diagnostic::new(Code::NoTitle, "this article has no title")
                .at(fence)
                .hint("add a line to the front matter:  title: \"Raad kiest voor open data\""),
        );
    }
    found.sort_by_key(|found| found.span);
    (Checked { value: front, found }, head.body)
}

/// A title that is there and cannot be read is not a missing one.
fn is_title_error(found: &Diagnostic) -> bool {
    found.code == Code::WrongType && found.message.starts_with("title ")
}

#[cfg(test)]
mod tests;
