//! An element that is open, and what has been written in it.

use super::escape::{longest_run, paragraph};
use super::table::Table;

/// What an open element means.
#[derive(Debug)]
pub(super) enum Kind {
    /// The whole text.
    Root,
    /// Nothing of its own.
    Plain,
    /// A quotation.
    Quote,
    /// A list: the number of its next item where it is ordered, and the mark of its items.
    List {
        next: Option<u64>,
        mark: char,
        items: Vec<(String, bool)>,
    },
    /// An item of a list; loose if it holds paragraphs.
    Item { loose: bool },
    /// Code in lines of its own, in this language.
    Pre { language: String },
    /// A heading.
    Heading(usize),
    /// A line that stands for a heading.
    Bold,
    /// Words between two marks.
    Mark(&'static str, &'static str),
    /// Code in a line.
    Code,
    /// A link.
    Link { href: String, title: Option<String> },
    /// A table.
    Table(Table),
    /// A cell of one.
    Cell,
    /// The mark of a note.
    NoteMark,
    /// The notes.
    Notes,
    /// A note, with its number.
    Note(String),
    /// What is not for who reads Markdown.
    Skipped,
}

impl Kind {
    /// Whether it stands within a line.
    pub fn is_inline(&self) -> bool {
        matches!(
            self,
            Self::Mark(..) | Self::Code | Self::Link { .. } | Self::NoteMark | Self::Skipped
        )
    }
}

/// An open element.
#[derive(Debug)]
pub(super) struct Frame {
    /// Its name.
    pub tag: Box<str>,
    pub kind: Kind,
    /// The blocks in it that are done.
    pub blocks: Vec<String>,
    /// The line that is not.
    pub inline: String,
    /// The mark of the list that the last block is, if it is one: the next list has another, or both would be one.
    pub last_list: Option<char>,
}

impl Frame {
    pub fn new(tag: &str, kind: Kind) -> Self {
        Self {
            tag: tag.into(),
            kind,
            blocks: Vec::new(),
            inline: String::new(),
            last_list: None,
        }
    }

    /// Ends the paragraph that is open.
    pub fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.inline);
        let text = text.trim_matches([' ', '\n']);
        if !text.is_empty() {
            self.block(paragraph(text));
        }
    }

    /// Adds a block.
    pub fn block(&mut self, block: String) {
        self.blocks.push(block);
        self.last_list = None;
    }

    /// Returns all blocks, the open paragraph among them.
    pub fn finish(mut self) -> String {
        self.end_paragraph();
        self.blocks.join("\n\n")
    }

    /// Returns the content of an item, and whether it needs an empty line about it: a paragraph in it, or a block that would go on with the line
    /// before it.
    pub fn finish_item(mut self, loose: bool) -> (String, bool) {
        self.end_paragraph();
        let is_list = |block: &String| block.starts_with("- ") || block.starts_with("* ") || block.starts_with("1. ");
        let tight = !loose && self.blocks.iter().skip(1).all(is_list);
        (self.blocks.join(if tight { "\n" } else { "\n\n" }), !tight)
    }
}

/// Returns `text` with each line after the first behind `indent`, and the first behind `first`.
pub(super) fn behind(text: &str, first: &str, indent: &str) -> String {
    let mut out = String::with_capacity(text.len() + 64);
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let before = if n == 0 { first } else { indent };
        out.push_str(if line.is_empty() { before.trim_end() } else { before });
        out.push_str(line);
    }
    out
}

/// Returns a block of code between fences that it does not hold.
pub(super) fn fenced(code: &str, language: &str) -> String {
    let fence = "`".repeat(longest_run(code).max(2) + 1);
    let end = if code.ends_with('\n') || code.is_empty() {
        ""
    } else {
        "\n"
    };
    format!("{fence}{language}\n{code}{end}{fence}")
}

/// Returns code within a line.
pub(super) fn coded(code: &str) -> String {
    let code = code.trim_matches(' ');
    if code.is_empty() {
        return String::new();
    }
    let fence = "`".repeat(longest_run(code) + 1);
    let space = if code.starts_with('`') || code.ends_with('`') {
        " "
    } else {
        ""
    };
    format!("{fence}{space}{code}{space}{fence}")
}
