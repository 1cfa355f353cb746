//! What can be wrong with a finished page.

/// What is wrong with a finished page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Slip {
    /// A piece of a template, or of a call of a shortcode, stands in it as it was typed.
    Leftover(String),
    /// The name of a word of the theme stands where the word should.
    WordKey(String),
    /// An element without anything in it: its name.
    Empty(String),
    /// A link without words: where it leads.
    EmptyLink(String),
    /// An id that stands in it twice.
    IdTwice(String),
    /// What an attribute refers to is not there: the attribute, and the id.
    NoSuchId(&'static str, String),
    /// A picture without `alt`.
    NoAlt(String),
    /// A picture of the site without `width` and `height`.
    NoSize(String),
    /// It has no main heading.
    NoMainHeading,
    /// It has this many of them.
    MainHeadings(usize),
}
