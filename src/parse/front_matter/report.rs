//! What articles and reports carry besides their text.

use serde::{Deserialize, Serialize};

use super::Text;
use crate::date::Moment;
use crate::diagnostic::Spanned;

/// A picture as front matter names it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ImageSpec {
    /// The file beside the document, from the content folder with `/`, or an address with a scheme. A
    /// translation may leave it out and inherit it.
    pub src: Option<Text>,
    /// The text for who cannot see it; empty where it only decorates.
    pub alt: Option<Box<str>>,
    /// What is to be seen on it, where a line cannot hold that: of a chart, as inline Markdown source.
    pub long_description: Option<Box<str>>,
    /// The line under it.
    pub caption: Option<Box<str>>,
    /// Who made it.
    pub credit: Option<Box<str>>,
    /// Under which licence.
    pub license: Option<Box<str>>,
    /// What must stay in view when it is cut, as CSS `object-position` in per cent: `50% 30%`.
    pub focus: Option<Box<str>>,
}

/// What somebody said.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quote {
    /// Their words.
    pub text: Box<str>,
    /// Who.
    pub name: Option<Box<str>>,
    /// Their role.
    pub role: Option<Box<str>>,
}

/// A file to download.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Download {
    /// What it is; the file's name where absent.
    pub title: Option<Box<str>>,
    /// Where it is.
    pub source: Spanned<DownloadSource>,
    /// Its language, as written.
    pub language: Option<Box<str>>,
}

/// Where a download is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum DownloadSource {
    /// A file beside the document, or from the content folder with `/`.
    File(Box<str>),
    /// An address elsewhere.
    Url(Box<str>),
}

/// A dated line of a history: a correction or a change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// When.
    pub date: Moment,
    /// What, as inline Markdown source.
    pub text: Box<str>,
}

/// Why and since when a document no longer holds.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Withdrawn {
    /// Since when.
    pub date: Option<Moment>,
    /// Why, as inline Markdown source.
    pub reason: Option<Box<str>>,
    /// What to read now: a file or an address.
    pub replaced_by: Option<Text>,
}

/// What else to read.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub enum Related {
    /// What shares the rarest terms.
    #[default]
    Automatic,
    /// Nothing (`related: false`).
    Off,
    /// These files.
    Chosen(Vec<Text>),
}

/// What a person's own file says of them.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, Serialize, Deserialize)]
pub struct Person {
    /// What they do.
    pub role: Option<Box<str>>,
    /// For whom.
    pub organisation: Option<Box<str>>,
    /// Their picture.
    pub photo: Option<ImageSpec>,
    /// Their e-mail address.
    pub email: Option<Box<str>>,
    /// Where else they are.
    pub links: Vec<Link>,
}

/// A link with its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Link {
    /// Its text.
    pub title: Box<str>,
    /// Where it leads.
    pub url: Box<str>,
}
