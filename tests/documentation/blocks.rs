//! The pages of the manual, and what stands in them: blocks of code, code in a line, links, headings.

use std::fs;
use std::path::{Path, PathBuf};

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page as its source stands in the repository.
pub struct Page {
    /// From the repository: `docs/content/guide/text.md`.
    pub path: String,
    pub text: String,
}

/// A block of code.
#[derive(Debug)]
pub struct Block {
    pub language: String,
    /// The word behind the language: the file that it is, or what is to be said of it.
    pub about: String,
    pub text: String,
    /// Why it is not run: `<!-- not run: … -->` before it.
    pub not_run: Option<String>,
    /// The heading below which it stands.
    pub heading: String,
    /// The page, and the line.
    pub place: String,
}

/// What a page holds.
#[derive(Default)]
pub struct Parts {
    pub blocks: Vec<Block>,
    pub in_line: Vec<(String, String)>,
    pub links: Vec<(String, String)>,
    pub headings: Vec<String>,
}

pub fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).to_owned()
}

/// All pages of the manual.
pub fn manual() -> Vec<Page> {
    let files = walkdir::WalkDir::new(root().join("docs/content")).sort_by_file_name();
    let files = files.into_iter().flatten().map(|entry| entry.into_path());
    let pages: Vec<Page> = files
        .filter(|path| path.extension().is_some_and(|ending| ending == "md"))
        .map(|path| {
            read(
                &path
                    .strip_prefix(root())
                    .expect("a file of the repository")
                    .to_string_lossy(),
            )
        })
        .collect();
    assert!(pages.len() > 20, "{}", pages.len());
    pages
}

/// The manual, and what else is read where the source is shown.
pub fn all_pages() -> Vec<Page> {
    let mut pages = manual();
    pages.extend(["README.md", "ARCHITECTURE.md", "docs/README.md"].map(read));
    pages
}

pub fn read(path: &str) -> Page {
    let text = fs::read_to_string(root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
    Page {
        path: path.to_owned(),
        text,
    }
}

impl Page {
    pub fn parts(&self) -> Parts {
        let options = Options::ENABLE_TABLES | Options::ENABLE_GFM | Options::ENABLE_FOOTNOTES;
        let mut parts = Parts::default();
        let mut not_run: Option<String> = None;
        let mut heading: Option<String> = None;
        let mut block: Option<Block> = None;
        for (event, range) in Parser::new_ext(&self.text, options).into_offset_iter() {
            let line = self.text[..range.start].matches('\n').count() + 1;
            let place = format!("{}:{line}", self.path);
            match event {
                Event::Html(html) => {
                    if let Some(why) = html.trim().strip_prefix("<!-- not run: ") {
                        not_run = Some(why.trim_end_matches("-->").trim().to_owned());
                    }
                }
                Event::Start(Tag::CodeBlock(kind)) => {
                    let info = match kind {
                        CodeBlockKind::Fenced(info) => info,
                        CodeBlockKind::Indented => "text".into(),
                    };
                    let mut words = info.split_whitespace().map(str::to_owned);
                    block = Some(Block {
                        language: words.next().unwrap_or_default(),
                        about: words.next().unwrap_or_default(),
                        text: String::new(),
                        not_run: not_run.take(),
                        heading: parts.headings.last().cloned().unwrap_or_default(),
                        place,
                    });
                }
                Event::End(TagEnd::CodeBlock) => parts.blocks.extend(block.take()),
                Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
                Event::End(TagEnd::Heading(_)) => parts.headings.extend(heading.take()),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    parts.links.push((dest_url.into_string(), place));
                }
                Event::Text(text) => {
                    if let Some(block) = &mut block {
                        block.text.push_str(&text);
                    } else if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                }
                Event::Code(text) => {
                    if let Some(heading) = &mut heading {
                        heading.push_str(&text);
                    }
                    parts.in_line.push((text.into_string(), place));
                }
                Event::Start(_) => not_run = None,
                _ => {}
            }
        }
        parts
    }
}

/// The words of a command line, as a shell parts them; without what stands behind `#`, `|` and `>`.
pub fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let (mut word, mut quote) = (None::<String>, None::<char>);
    for c in line.chars() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (None, '"' | '\'') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (None, ' ') => words.extend(word.take()),
            (None, '#' | '|' | '>') if word.is_none() => break,
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
