//! A document: one Markdown file, read and understood, before it knows of any other.

use jiff::civil;
use serde::{Deserialize, Serialize};

use super::front_matter::FrontMatter;
use crate::diagnostic::Span;
use crate::language::Tag;
use crate::read::ContentPath;
pub use crate::word_count::WordCount;

/// One Markdown file, read and understood.
#[derive(Debug, Clone)]
pub struct Document {
    /// Where it lies.
    pub path: ContentPath,
    /// The hash of its file: all that is known of it follows from that, and from what is the same for all documents.
    pub source: u128,
    /// What its path says about it.
    pub name: DocumentName,
    /// What its front matter says.
    pub front: FrontMatter,
    /// Its text.
    pub body: Body,
}

/// What the path of a document says about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentName {
    /// The folder that it belongs in, without a bundle's own: `nieuws/2026`; empty at the top.
    pub folder: Box<str>,
    /// The last part of its address before any `slug`: `raad`; empty for the home page. For a section index
    /// (`nieuws/_index.md`) it is the section's own folder name, `nieuws`, and `folder` is its parent.
    pub stem: Box<str>,
    /// How it lies in its folder.
    pub form: Form,
    /// The language in its name (`raad.en.md`), if one is there that the site has.
    pub language: Option<Tag>,
    /// The date in its name (`2026-03-05-raad.md`), which is no part of `stem`.
    #[serde(with = "crate::date::packed_date")]
    pub date: Option<civil::Date>,
}

/// How a document lies in its folder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Form {
    /// `raad.md`
    Leaf,
    /// `raad/index.md`, with its pictures beside it.
    Bundle,
    /// `nieuws/_index.md`: a section, a term or the home page.
    Index,
}

/// The text of a document, and what others need to know of it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Body {
    /// The text itself; none where it is not at hand ([`Contents`](super::Contents) finds it).
    #[serde(skip)]
    pub content: Option<Content>,
    /// Where else it is.
    #[serde(skip)]
    pub kept: Option<Kept>,
    /// All that it names: what its links, pictures and calls lead to, in the order of the text.
    pub references: Box<[Reference]>,
    /// The headings, in the order of the text.
    pub headings: Box<[Heading]>,
    /// All ids in the text, sorted: those of headings, of notes, and what a writer gave.
    pub anchors: Box<[Box<str>]>,
    /// What a reader reads.
    pub words: WordCount,
    /// The plain text before `<!-- more -->`, else of the first paragraph; none where front matter has a summary.
    pub excerpt: Option<Box<str>>,
    /// Whether it holds highlighted code.
    pub has_code: bool,
    /// Whether it calls shortcodes.
    pub has_calls: bool,
}

/// The text of a document: HTML with holes for what only the whole site knows.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Content {
    /// The HTML without what goes into the holes.
    pub html: Box<str>,
    /// Where something is put in, by ascending place; equal places in the order of the text.
    pub holes: Box<[Hole]>,
}

/// A place in the file of texts that is kept from one build to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// The first byte.
    pub at: u64,
    /// In bytes.
    pub length: u32,
    /// Of these bytes.
    pub hash: u64,
}

/// A page, file or picture that a text names.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Reference {
    /// What.
    pub to: ReferenceTo,
    /// Where it was written, in the bytes of the file.
    pub span: Span,
}

/// What a text names, as written.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum ReferenceTo {
    /// The target of a link.
    Link(Box<str>, LinkBy),
    /// A picture.
    Picture(Box<str>),
    /// An argument of a shortcode, which may be either.
    Argument {
        /// The shortcode.
        call: Box<str>,
        /// The argument's name.
        name: Box<str>,
        /// Its value.
        value: Box<str>,
    },
    /// An address with the site's own host.
    Address(Box<str>),
}

/// A place in the HTML of a body where something is put in later.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Hole {
    /// The byte of [`Content::html`] before which it goes.
    pub at: u32,
    /// What goes there.
    pub what: Filling,
    /// Where it was written, in the bytes of the file.
    pub span: Span,
}

/// What goes into a hole.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Filling {
    /// The opening tag of a link to a file or page of this site: `<a href="…" title="…">`, or nothing
    /// when its target is not published. Ends at the next [`Filling::LinkEnd`].
    LinkStart {
        /// The address as written, percent-decoded: `../2026/raad.md#besluit`, `/nieuws/`, `bijlage.pdf`.
        target: Box<str>,
        /// How the target was named.
        by: LinkBy,
        /// The link's title.
        title: Option<Box<str>>,
    },
    /// The address alone, as the value of an attribute that a writer typed as HTML.
    Address {
        /// The address as written.
        target: Box<str>,
        /// How the target was named.
        by: LinkBy,
    },
    /// ` width="…" height="…"` of a picture that a writer typed as HTML.
    Dimensions {
        /// The file, as written, percent-decoded.
        src: Box<str>,
    },
    /// `</a>`, unless its start became nothing.
    LinkEnd,
    /// The lines of a block of code, coloured where its language is known.
    Code(CodeBlock),
    /// A picture: the whole `<img …>` tag.
    Image(ImageCall),
    /// A call of a shortcode: the output of its template.
    Shortcode(Box<ShortcodeCall>),
}

/// How the target of a link was named.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LinkBy {
    /// In Markdown or HTML: relative to the file, or from the content folder's (or the site's) top with `/`.
    Path,
    /// With Hugo's `ref` or `relref`: also by file name alone, wherever it lies.
    Ref,
}

/// A block of code in a language that its writer named.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct CodeBlock {
    /// The language, as written.
    pub language: Box<str>,
    /// The code.
    pub code: Box<str>,
}

/// A picture in the text.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ImageCall {
    /// The file, as written, percent-decoded; or an address with a scheme.
    pub src: Box<str>,
    /// The text for who cannot see it; empty where it only decorates.
    pub alt: Box<str>,
    /// The title.
    pub title: Option<Box<str>>,
}

/// A call of a shortcode.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct ShortcodeCall {
    /// Its name, as in `shortcodes/NAME.html`.
    pub name: Box<str>,
    /// The named arguments, in the order of the call; a positional one has its number from 0 as name.
    pub arguments: Vec<(Box<str>, Box<str>)>,
    /// What stands between its opening and closing; Markdown and inner shortcodes already done.
    /// With `{{< >}}` the HTML is the escaped text itself.
    pub body: Option<Content>,
    /// Whether it stands within a line of text, where only such HTML may stand as a line can hold.
    pub inline: bool,
    /// Which call this is in the document, from 0, for unique ids.
    pub ordinal: u32,
}

/// A heading in the text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heading {
    /// 1 to 6.
    pub level: u8,
    /// The id, unique in the document.
    pub id: Box<str>,
    /// The text without markup.
    pub title: Box<str>,
}
