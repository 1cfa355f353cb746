//! What a text holds, gathered once for all rules: its blocks with their words, headings, links, pictures, tables, calls, and HTML that was typed.

use pulldown_cmark::{Event, HeadingLevel, LinkType, Tag, TagEnd};

use crate::diagnostic::Span;
use crate::parse::markdown::{Call, Part, Passage};

/// What a text holds; each kind in the order of the text.
#[derive(Debug, Clone, Default)]
pub struct Prose {
    /// Paragraphs, items, headings and cells, with their words.
    pub blocks: Vec<Block>,
    /// The headings.
    pub headings: Vec<ProseHeading>,
    /// The links.
    pub links: Vec<ProseLink>,
    /// The pictures.
    pub pictures: Vec<ProsePicture>,
    /// The tables.
    pub tables: Vec<ProseTable>,
    /// The calls of shortcodes.
    pub calls: Vec<(Call, Span)>,
    /// HTML that was typed, comments too: a line or a tag each.
    pub html: Vec<(Box<str>, Span)>,
}

/// A block that holds words.
#[derive(Debug, Clone)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// Where it stands.
    pub span: Span,
    /// Its words, piece by piece.
    pub runs: Vec<Run>,
    /// In which shortcode it stands.
    pub within: Option<Box<str>>,
}

/// What kind of block it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockKind {
    /// A paragraph; one of an item or a quotation too.
    Paragraph,
    /// An item of a list whose items are no paragraphs.
    Item,
    /// A heading.
    Heading,
    /// A cell of a table.
    Cell,
    /// A part of a list of definitions.
    Definition,
}

/// A piece of the words of a block.
#[derive(Debug, Clone)]
pub struct Run {
    /// The words; the end of a line is `\n`.
    pub text: Box<str>,
    /// Where they stand.
    pub span: Span,
    /// Whether they are bold.
    pub strong: bool,
    /// Whether they are in italics.
    pub emphasis: bool,
    /// Whether they are code.
    pub code: bool,
    /// Whether they are of a link.
    pub link: bool,
}

/// A heading.
#[derive(Debug, Clone)]
pub struct ProseHeading {
    /// From 1 to 6, as it was written.
    pub level: u8,
    /// The same as the page has it, in which the title stands above the text: a text with `#` begins at 2.
    pub shown: u8,
    /// Its words.
    pub text: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A link.
#[derive(Debug, Clone)]
pub struct ProseLink {
    /// Its words, and what is said in place of a picture in it.
    pub text: Box<str>,
    /// Where it leads, as it was written.
    pub target: Box<str>,
    /// Its title.
    pub title: Box<str>,
    /// Whether the address itself is what is shown: `<https://…>`.
    pub is_bare: bool,
    /// Where it stands.
    pub span: Span,
}

/// A picture.
#[derive(Debug, Clone)]
pub struct ProsePicture {
    /// The file or address, as it was written.
    pub src: Box<str>,
    /// What is said in its place.
    pub alt: Box<str>,
    /// The line under it.
    pub title: Box<str>,
    /// Where it stands.
    pub span: Span,
}

/// A table: its cells as plain text.
#[derive(Debug, Clone)]
pub struct ProseTable {
    /// The cells of the head.
    pub head: Vec<Box<str>>,
    /// The rows below it.
    pub rows: Vec<Vec<Box<str>>>,
    /// Where it stands.
    pub span: Span,
}

impl Block {
    /// Returns its words as plain text.
    pub fn text(&self) -> String {
        self.runs.iter().map(|run| &*run.text).collect()
    }

    /// Returns its words without code.
    pub fn words(&self) -> String {
        self.runs.iter().filter(|run| !run.code).map(|run| &*run.text).collect()
    }
}

impl Prose {
    /// Gathers what passages hold.
    pub fn of(passages: &[Passage]) -> Self {
        let mut prose = Self::default();
        for passage in passages {
            let mut gathering = Gathering {
                prose: &mut prose,
                within: passage.within.as_ref().map(|call| call.name.clone()),
                open: Vec::new(),
                links: Vec::new(),
                picture: None,
                table: None,
                strong: 0,
                emphasis: 0,
                in_code: false,
                shift: shift(passage),
            };
            for (part, span) in &passage.parts {
                gathering.part(part, *span);
            }
        }
        prose.blocks.retain(|block| !block.runs.is_empty());
        prose.blocks.sort_by_key(|block| block.span.start);
        prose.headings.sort_by_key(|heading| heading.span.start);
        prose.links.sort_by_key(|link| link.span.start);
        prose.pictures.sort_by_key(|picture| picture.span.start);
        prose.tables.sort_by_key(|table| table.span.start);
        prose.calls.sort_by_key(|(_, span)| span.start);
        prose.html.sort_by_key(|(_, span)| span.start);
        prose
    }
}

/// A passage while it is gone through.
struct Gathering<'g> {
    prose: &'g mut Prose,
    within: Option<Box<str>>,
    /// The blocks that are open, the innermost last.
    open: Vec<Block>,
    links: Vec<(ProseLink, String)>,
    picture: Option<(ProsePicture, String)>,
    table: Option<(ProseTable, bool)>,
    strong: usize,
    emphasis: usize,
    in_code: bool,
    /// By how many levels the headings of the page are below those of the text.
    shift: u8,
}

impl Gathering<'_> {
    fn part(&mut self, part: &Part, span: Span) {
        let event = match part {
            Part::Call(call) => {
                // What a call shows in a link is what the link says, as far as its words are among its arguments.
                let said = ["alt", "title", "text", "caption"];
                let said = said
                    .iter()
                    .find_map(|name| call.argument(name))
                    .or(call.body.as_deref());
                for (_, words) in &mut self.links {
                    words.push_str(said.unwrap_or(&call.name));
                }
                self.prose.calls.push((call.clone(), span));
                return;
            }
            Part::Event(event) => event,
        };
        match event {
            Event::Start(tag) => self.start(tag, span),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) if !self.in_code => self.run(text, span, false),
            Event::Code(text) => self.run(text, span, true),
            Event::SoftBreak | Event::HardBreak => self.run("\n", span, false),
            Event::Html(raw) | Event::InlineHtml(raw) => {
                // What a typed picture says is what a link around it says.
                for (_, words) in &mut self.links {
                    words.push_str(alt_of(raw).unwrap_or_default());
                }
                self.prose.html.push((raw.as_ref().into(), span));
            }
            _ => {}
        }
    }

    fn run(&mut self, text: &str, span: Span, code: bool) {
        if let Some((_, alt)) = &mut self.picture {
            alt.push_str(text);
            return;
        }
        for (_, words) in &mut self.links {
            words.push_str(text);
        }
        let run = Run {
            text: text.into(),
            span,
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            code,
            link: !self.links.is_empty(),
        };
        if let Some(block) = self.open.last_mut() {
            block.runs.push(run);
        }
    }

    fn start(&mut self, tag: &Tag<'_>, span: Span) {
        let kind = match tag {
            Tag::Paragraph => Some(BlockKind::Paragraph),
            Tag::Item => Some(BlockKind::Item),
            Tag::Heading { .. } => Some(BlockKind::Heading),
            Tag::TableCell => Some(BlockKind::Cell),
            Tag::DefinitionListTitle | Tag::DefinitionListDefinition => Some(BlockKind::Definition),
            _ => None,
        };
        if let Some(kind) = kind {
            self.open.push(Block {
                kind,
                span,
                runs: Vec::new(),
                within: self.within.clone(),
            });
        }
        match tag {
            Tag::Strong => self.strong += 1,
            Tag::Emphasis => self.emphasis += 1,
            Tag::CodeBlock(_) => self.in_code = true,
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => {
                let mail = if matches!(link_type, LinkType::Email) {
                    "mailto:"
                } else {
                    ""
                };
                let link = ProseLink {
                    text: "".into(),
                    target: format!("{mail}{dest_url}").into(),
                    title: title.as_ref().into(),
                    is_bare: matches!(link_type, LinkType::Autolink),
                    span,
                };
                self.links.push((link, String::new()));
            }
            // What stands within one is said in its place.
            Tag::Image { dest_url, title, .. } if self.picture.is_none() => {
                let picture = ProsePicture {
                    src: dest_url.as_ref().into(),
                    alt: "".into(),
                    title: title.as_ref().into(),
                    span,
                };
                self.picture = Some((picture, String::new()));
            }
            Tag::Table(_) => {
                let table = ProseTable {
                    head: Vec::new(),
                    rows: Vec::new(),
                    span,
                };
                self.table = Some((table, false));
            }
            Tag::TableHead => self.table.iter_mut().for_each(|(_, in_head)| *in_head = true),
            Tag::TableRow => self.table.iter_mut().for_each(|(table, _)| table.rows.push(Vec::new())),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::CodeBlock => self.in_code = false,
            TagEnd::Link => {
                if let Some((link, words)) = self.links.pop() {
                    let text = one_line(&words).into();
                    self.prose.links.push(ProseLink { text, ..link });
                }
            }
            TagEnd::Image => {
                if let Some((picture, alt)) = self.picture.take() {
                    let alt = one_line(&alt);
                    for (_, words) in &mut self.links {
                        words.push_str(&alt);
                    }
                    let alt = alt.into();
                    self.prose.pictures.push(ProsePicture { alt, ..picture });
                }
            }
            TagEnd::Table => self.prose.tables.extend(self.table.take().map(|(table, _)| table)),
            TagEnd::TableHead => self.table.iter_mut().for_each(|(_, in_head)| *in_head = false),
            TagEnd::Paragraph
            | TagEnd::Item
            | TagEnd::Heading(_)
            | TagEnd::TableCell
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition => self.close(tag),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        let Some(block) = self.open.pop() else { return };
        if let TagEnd::Heading(level) = tag {
            self.prose.headings.push(ProseHeading {
                level: level as u8,
                shown: (level as u8 + self.shift).min(6),
                text: one_line(&block.text()).into(),
                span: block.span,
            });
        }
        if tag == TagEnd::TableCell
            && let Some((table, in_head)) = &mut self.table
        {
            let text = one_line(&block.text()).into();
            match (*in_head, table.rows.last_mut()) {
                (true, _) | (false, None) => table.head.push(text),
                (false, Some(row)) => row.push(text),
            }
        }
        self.prose.blocks.push(block);
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns how much lower the headings of a passage stand on the page.
fn shift(passage: &Passage) -> u8 {
    let is_first = |part: &Part| matches!(part, Part::Event(Event::Start(Tag::Heading { level, .. })) if *level == HeadingLevel::H1);
    u8::from(passage.parts.iter().any(|(part, _)| is_first(part)))
}

/// Returns what a picture that was typed as HTML says, where its `alt` has quotes around it.
fn alt_of(raw: &str) -> Option<&str> {
    let (_, behind) = raw.strip_prefix("<img")?.split_once(" alt=")?;
    let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    behind[1..].split(quote).next()
}
