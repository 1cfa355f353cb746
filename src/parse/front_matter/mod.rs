//! Front matter: the head of a Markdown file, YAML or TOML, as typed values with their places.
//!
//! One way for both: text -> `tree::Node` -> [`FrontMatter`]. All problems of a head are found in one go; a key
//! that cannot be read is left absent.

mod addresses;
mod embargo;
mod event;
mod example;
mod extra;
mod heading;
mod keys;
mod near;
mod read_event;
mod read_price;
mod read_report;
mod report;
mod split;
mod types;
mod values;

pub use event::{Attendance, Event, EventInPart, EventStatus, Organiser, Price, Session, Speaker};
pub use near::CORE_KEYS;
pub use report::{Change, Download, DownloadSource, ImageSpec, Link, Person, Quote, Related, Withdrawn};
pub use split::text_of;
pub use types::{FrontMatter, Rare, TermName, Text};

use keys::Title;
use split::{Format, split};
use values::Values;

use crate::date::TimeZone;
use crate::diagnostic::{Checked, Code, Diagnostic, Span};
use crate::tree::{Node, read_toml, read_yaml};

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
    /// Whether its file's name says that it is a translation, which inherits what it does not say.
    pub is_translation: bool,
    /// Whether the heading with which the text starts is the title, where no key says it.
    pub heading_is_title: bool,
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
///
/// With an error among what is found the document is not fit to be published; the keys that could be read are there.
pub fn read(file: &str, context: &HeadContext<'_>) -> (Checked<FrontMatter>, usize) {
    let mut front = FrontMatter::default();
    let heading_at = |from: usize| context.heading_is_title.then(|| heading::leading(file, from)).flatten();
    let head = match split(file) {
        Ok(Some(head)) => head,
        Ok(None) => {
            let (title, body) = heading_at(bom(file)).unzip();
            let found = if title.is_none() && context.role == Role::Article {
                vec![no_front_matter(file)]
            } else {
                Vec::new()
            };
            front.title = title;
            return (Checked { value: front, found }, body.unwrap_or(bom(file)));
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
    let (root, found) = match head.format {
        Format::Yaml => read_yaml(file, head.inner.range()),
        Format::Toml => read_toml(file, head.inner.range()),
    };
    // What could not be read may have been the title.
    let unread = found
        .iter()
        .any(|found| found.is_error() && found.code != Code::DuplicateKey);
    let mut values = Values {
        file,
        format: head.format,
        zone: context.timezone,
        found,
        links: Vec::new(),
    };
    let title = match root {
        Some(root) => keys::keys(&root, &mut front, context, &mut values),
        None => Title::Absent,
    };
    let heading = heading_at(head.body).filter(|_| title == Title::Absent && !unread);
    let (heading, behind) = heading.unzip();
    front.title = front.title.or(heading);
    if title == Title::Absent && front.title.is_none() && context.role == Role::Article && !unread {
        let fence = Span {
            start: head.span.start,
            end: head.span.start + 3,
        };
        let hint = values
            .hint_for("title".into())
            .replace("write", "add a line to the front matter:");
        values.found.push(
            Diagnostic::new(Code::NoTitle, "this article has no title")
                .at(fence)
                .hint(hint),
        );
    }
    values.found.sort_by_key(|found| found.span);
    if !values.links.is_empty() {
        front.links = values.links;
    }
    // A million heads are at hand at once.
    front.terms.shrink_to_fit();
    (
        Checked {
            value: front,
            found: values.found,
        },
        behind.unwrap_or(head.body),
    )
}

/// Returns the front matter of a whole file as a tree, for who looks at how it was written, and the byte at which the text starts. Without one that can
/// be read there is none.
pub fn tree(file: &str) -> (Option<Node>, usize) {
    match split(file) {
        Ok(Some(head)) => {
            let (root, _) = match head.format {
                Format::Yaml => read_yaml(file, head.inner.range()),
                Format::Toml => read_toml(file, head.inner.range()),
            };
            (root, head.body)
        }
        Ok(None) => (None, bom(file)),
        Err(_) => (None, file.len()),
    }
}

fn bom(file: &str) -> usize {
    file.len() - file.trim_start_matches('\u{feff}').len()
}

fn no_front_matter(file: &str) -> Diagnostic {
    let start = file.len() - file.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']).len();
    let first = file[start..].lines().next().unwrap_or_default().trim_end();
    let found = Diagnostic::new(Code::NoTitle, "this article has no title").at(Span::new(start, start + first.len()));
    if split::is_like_fence(first) {
        return found.hint(format!("the first line is  {first}  ; let it be --- and nothing else"));
    }
    found.hint("start the file with three lines: the first is  ---  , the second  title: \"Raad kiest voor open data\"  , the third  ---")
}

#[cfg(test)]
mod tests;
