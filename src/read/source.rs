//! A content file as it was found, before anyone looks inside.

use std::fs::File;
use std::io::{ErrorKind, Read as _};
use std::path::Path;
use std::sync::Arc;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::diagnostic::{Code, Diagnostic, Span};

/// The path of a file in the content folder, with `/` between folders: `nieuws/2026/raad.md`.
///
/// Relative, without `.` or `..`, valid UTF-8: made only by the walk.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub struct ContentPath(Arc<str>);

impl ContentPath {
    /// Returns the path, if it stays in the content folder.
    pub fn new(path: &str) -> Option<Self> {
        let inside = !path.is_empty()
            && !path.contains(['\\', '\0'])
            && path.split('/').all(|part| !matches!(part, "" | "." | ".."));
        inside.then(|| Self(path.into()))
    }

    /// Returns the path as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the folder it lies in, empty for the content folder itself.
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// Returns the name of the file.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&*self.0, |(_, name)| name)
    }

    /// Returns the path from the site's root, for diagnostics: `content/nieuws/2026/raad.md`.
    pub fn from_root(&self) -> Arc<str> {
        format!("content/{}", self.0).into()
    }
}

/// So that a map by path can be asked for a text.
impl std::borrow::Borrow<str> for ContentPath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

/// As it is kept from one build to the next.
impl<'de> Deserialize<'de> for ContentPath {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        Self::new(text).ok_or_else(|| D::Error::custom("not a path in content"))
    }
}

impl std::fmt::Display for ContentPath {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// The text of one Markdown file.
#[derive(Debug, Clone)]
pub struct Source {
    /// Where it lies.
    pub path: ContentPath,
    /// Its text, valid UTF-8, with byte order mark and line endings as they are in the file, so that spans fit.
    pub text: String,
}

/// What the content folder holds, sorted by path.
#[derive(Debug, Clone, Default)]
pub struct Inventory {
    /// The Markdown files (`.md`).
    pub markdown: Vec<ContentPath>,
    /// All other files, which are copied as they are.
    pub files: Vec<ContentFile>,
}

/// A file in the content folder that is not Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContentFile {
    /// Where it lies.
    pub path: ContentPath,
    /// Its size in bytes.
    pub size: u64,
    /// Width and height in pixels, if it is a picture that can be measured.
    pub dimensions: Option<(u32, u32)>,
}

/// Reads a Markdown file of the content folder; `size` is how large it was when somebody looked, `most` how large it may be, in megabytes of 1,000,000
/// bytes.
pub fn source(content: &Path, path: &ContentPath, size: Option<u64>, most: u64) -> Result<Source, Diagnostic> {
    let file = content.join(path.as_str());
    let unreadable = |error: std::io::Error| {
        let why = plain_words(&error);
        Diagnostic::new(Code::Unreadable, format!("this file cannot be read: {why}"))
            .hint("look whether it is there and who may open it")
            .in_file(&path.from_root())
    };
    let size = match size {
        Some(size) => size,
        None => file.metadata().map_err(unreadable)?.len(),
    };
    let most_bytes = most * 1_000_000;
    let is_within = |size: u64| match size > most_bytes {
        true => Err(too_large(size, most).in_file(&path.from_root())),
        false => Ok(()),
    };
    is_within(size)?;
    let bytes = bytes(&file, size, most_bytes).map_err(unreadable)?;
    // It may have grown since somebody looked.
    is_within(bytes.len() as u64)?;
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        Diagnostic::new(Code::NotUtf8, "this file is not UTF-8 text from here on")
            .at(Span::new(at, at + 1))
            .hint("open it in your editor and save it as UTF-8")
            .in_file(&path.from_root())
    })?;
    if let Some(at) = memchr::memchr(0, text.as_bytes()) {
        return Err(
            Diagnostic::new(Code::NotUtf8, "this file has a NUL in it, which no text has")
                .at(Span::new(at, at + 1))
                .hint("open it in your editor and save it as UTF-8 text")
                .in_file(&path.from_root()),
        );
    }
    Ok(Source {
        path: path.clone(),
        text,
    })
}

/// Reads a whole file, if it is one: a pipe would be waited for, and what stands for a device may never end.
pub(crate) fn whole_file(path: &Path) -> std::io::Result<Vec<u8>> {
    if std::fs::metadata(path)?.is_file() {
        std::fs::read(path)
    } else {
        Err(std::io::Error::other("it is no file"))
    }
}

fn too_large(size: u64, most: u64) -> Diagnostic {
    let megabytes = size.div_ceil(1_000_000);
    let message = format!("this document has {megabytes} megabytes, and {most} is the most that the site allows");
    let hint = format!(
        "part it into several documents, or put what is no text beside it; or allow more in site.toml:  [limits]  document_megabytes = {megabytes}"
    );
    Diagnostic::new(Code::TooLarge, message).hint(hint)
}

/// Reads a file that had `size` bytes when somebody looked: of one that has grown since past `most`, one byte more than that.
fn bytes(file: &Path, size: u64, most: u64) -> std::io::Result<Vec<u8>> {
    let size = usize::try_from(size).map_err(std::io::Error::other)?;
    let mut file = File::open(file)?;
    // With room for one byte more: a system that fills less of it has come to the end, and need not be asked again.
    let mut bytes = vec![0; size.saturating_add(1)];
    let mut filled = 0;
    loop {
        match file.read(&mut bytes[filled..]) {
            Ok(0) => break,
            Ok(read) => filled += read,
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
        if filled == size {
            break;
        }
    }
    bytes.truncate(filled);
    // It has grown since.
    if filled > size {
        let left = (most + 1).saturating_sub(filled as u64);
        file.take(left).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

/// Says what the system answered in words for people.
pub(crate) fn plain_words(error: &std::io::Error) -> String {
    match error.kind() {
        ErrorKind::NotFound => "it is not there".to_owned(),
        ErrorKind::PermissionDenied => "you may not open it".to_owned(),
        ErrorKind::StorageFull => "the disk is full".to_owned(),
        ErrorKind::ReadOnlyFilesystem => "the disk is read-only".to_owned(),
        ErrorKind::InvalidFilename => "its name, or the path to it, is longer than the disk can have".to_owned(),
        _ => error.to_string(),
    }
}
