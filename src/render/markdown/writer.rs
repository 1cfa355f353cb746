//! Writing Markdown while HTML is read.

use html5ever::LocalName;
use html5ever::tokenizer::Tag;

use super::escape::{destination, ends_in_escape, escaped, push_text, title};
use super::frame::{Frame, Kind, behind, coded, fenced};
use super::table::Table;
use super::{attribute, has_class};

/// Elements that begin a line of their own and mean nothing more in Markdown.
const BLOCKS: [&str; 22] = [
    "p",
    "div",
    "section",
    "aside",
    "article",
    "figure",
    "figcaption",
    "details",
    "address",
    "header",
    "footer",
    "main",
    "nav",
    "hgroup",
    "center",
    "dl",
    "dd",
    "caption",
    "tbody",
    "thead",
    "tfoot",
    "form",
];

/// Elements of which nothing is shown.
const SKIPPED: [&str; 6] = ["script", "style", "template", "svg", "math", "rp"];

/// Markdown under construction.
#[derive(Debug)]
pub(super) struct Writer {
    /// The open elements; the first is the whole.
    frames: Vec<Frame>,
}

impl Default for Writer {
    fn default() -> Self {
        Self {
            frames: vec![Frame::new("", Kind::Root)],
        }
    }
}

impl Writer {
    /// Returns what was written.
    pub fn finish(mut self) -> String {
        while self.frames.len() > 1 {
            self.close();
        }
        self.frames.pop().map(Frame::finish).unwrap_or_default()
    }

    /// Adds text.
    pub fn text(&mut self, text: &str) {
        if self.is_in(|kind| matches!(kind, Kind::Skipped)) {
            return;
        }
        let is_pre = self.is_in(|kind| matches!(kind, Kind::Pre { .. }));
        let is_code = self.is_in(|kind| matches!(kind, Kind::Code));
        let Some(frame) = self.frames.last_mut() else { return };
        if is_pre {
            frame.inline.push_str(text);
        } else if is_code {
            frame.inline.push_str(&text.replace(['\n', '\r', '\t'], " "));
        } else {
            push_text(&mut frame.inline, text);
        }
    }

    /// Opens an element.
    pub fn start(&mut self, tag: &Tag) {
        let name = &*tag.name;
        if self.is_in(|kind| matches!(kind, Kind::Pre { .. })) {
            return self.in_code_block(tag);
        }
        match name {
            "br" => self.push("\\\n"),
            "hr" => self.whole_block("---"),
            "img" => self.picture(tag),
            "input" if attribute(tag, "type") == Some("checkbox") => {
                let is_done = attribute(tag, "checked").is_some();
                self.push(if is_done { "[x] " } else { "[ ] " });
            }
            "source" | "video" | "audio" => self.media(tag),
            "ul" | "ol" if self.is_in_notes() => self.open(name, Kind::Plain),
            "ul" => self.list(name, None),
            "ol" => {
                let start = attribute(tag, "start").and_then(|start| start.trim().parse().ok());
                self.list(name, Some(start.unwrap_or(1)));
            }
            "li" => self.item(tag),
            "blockquote" => self.open_block(name, Kind::Quote),
            "pre" => {
                let language = String::new();
                self.open_block(name, Kind::Pre { language });
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                let level = usize::from(name.as_bytes()[1] - b'0');
                self.open_block(name, Kind::Heading(level));
            }
            "dt" | "summary" => self.open_block(name, Kind::Bold),
            "table" => self.open_block(name, Kind::Table(Table::default())),
            "tr" => self.row(),
            "td" | "th" => self.cell(name),
            "section" | "div" if has_class(tag, "footnotes") => self.open_block(name, Kind::Notes),
            _ if BLOCKS.contains(&name) => self.paragraph(name == "p"),
            "strong" | "b" => self.open_mark(name, "**", "**"),
            "em" | "i" | "cite" | "dfn" => self.open_mark(name, "*", "*"),
            "del" | "s" => self.open_mark(name, "~~", "~~"),
            "q" => self.open(name, Kind::Mark("“", "”")),
            "sup" if has_class(tag, "footnote-ref") => self.open(name, Kind::NoteMark),
            "sup" => self.open(name, Kind::Mark("<sup>", "</sup>")),
            "sub" => self.open(name, Kind::Mark("<sub>", "</sub>")),
            "code" | "kbd" | "samp" => self.open(name, Kind::Code),
            "a" if has_class(tag, "footnote-backref") => self.open(name, Kind::Skipped),
            "a" => self.link(tag),
            _ if SKIPPED.contains(&name) && !tag.self_closing => self.open(name, Kind::Skipped),
            _ => {}
        }
    }

    /// Closes an element, with what is open in it; one that is not open was never written.
    pub fn end(&mut self, name: &LocalName) {
        let name = &**name;
        let open = self.frames.iter().rposition(|frame| &*frame.tag == name);
        if let Some(place) = open.filter(|place| *place > 0) {
            while self.frames.len() > place {
                self.close();
            }
        } else if BLOCKS.contains(&name) {
            self.paragraph(false);
        }
    }

    fn is_in(&self, what: impl Fn(&Kind) -> bool) -> bool {
        self.frames.iter().any(|frame| what(&frame.kind))
    }

    /// Whether the innermost list is that of the notes.
    fn is_in_notes(&self) -> bool {
        let list = |frame: &&Frame| matches!(frame.kind, Kind::List { .. } | Kind::Notes | Kind::Note(_));
        let innermost = self.frames.iter().rev().find(list);
        innermost.is_some_and(|frame| matches!(frame.kind, Kind::Notes))
    }

    fn push(&mut self, text: &str) {
        if let Some(frame) = self.frames.last_mut() {
            frame.inline.push_str(text);
        }
    }

    fn open(&mut self, tag: &str, kind: Kind) {
        self.frames.push(Frame::new(tag, kind));
    }

    /// Opens something that begins a line; what is open within the line before ends with that.
    fn open_block(&mut self, tag: &str, kind: Kind) {
        self.end_line();
        self.open(tag, kind);
    }

    fn end_line(&mut self) {
        while self.frames.last().is_some_and(|frame| frame.kind.is_inline()) {
            self.close();
        }
        if let Some(frame) = self.frames.last_mut() {
            frame.end_paragraph();
        }
    }

    fn whole_block(&mut self, block: &str) {
        self.end_line();
        if let Some(frame) = self.frames.last_mut() {
            frame.block(block.to_owned());
        }
    }

    /// Begins or ends a paragraph. Within something that stands in a line it is a space.
    fn paragraph(&mut self, is_one: bool) {
        let Some(frame) = self.frames.last_mut() else { return };
        if frame.kind.is_inline() {
            return push_text(&mut frame.inline, " ");
        }
        frame.end_paragraph();
        if let Kind::Item { loose } = &mut frame.kind {
            *loose |= is_one;
        }
    }

    /// Opens words between marks, unless they are between the same already.
    fn open_mark(&mut self, tag: &str, before: &'static str, after: &'static str) {
        let is_same = |kind: &Kind| matches!(kind, Kind::Mark(mark, _) if *mark == before);
        let kind = if self.is_in(is_same) {
            Kind::Mark("", "")
        } else {
            Kind::Mark(before, after)
        };
        self.open(tag, kind);
    }

    fn in_code_block(&mut self, tag: &Tag) {
        let classes = attribute(tag, "class").unwrap_or_default();
        let named = classes
            .split_ascii_whitespace()
            .find_map(|class| class.strip_prefix("language-"));
        if &*tag.name == "br" {
            self.push("\n");
        }
        let block = self.frames.iter_mut().rev().find_map(|frame| match &mut frame.kind {
            Kind::Pre { language } => Some(language),
            _ => None,
        });
        if let (Some(named), Some(language)) = (named, block) {
            *language = named.replace('`', "");
        }
    }

    fn picture(&mut self, tag: &Tag) {
        let Some(src) = attribute(tag, "src") else { return };
        let alt = escaped(attribute(tag, "alt").unwrap_or_default());
        let title = title(attribute(tag, "title"));
        self.push(&format!("![{alt}]({}{title})", destination(src)));
    }

    fn media(&mut self, tag: &Tag) {
        if let Some(src) = attribute(tag, "src") {
            self.push(&format!("[{}]({}) ", escaped(src), destination(src)));
        }
    }

    fn link(&mut self, tag: &Tag) {
        // The mark of a note is one already.
        let kind = match attribute(tag, "href") {
            Some(href) if !self.is_in(|kind| matches!(kind, Kind::NoteMark)) => Kind::Link {
                href: href.to_owned(),
                title: attribute(tag, "title").map(str::to_owned),
            },
            _ => Kind::Mark("", ""),
        };
        self.open("a", kind);
    }

    fn list(&mut self, tag: &str, next: Option<u64>) {
        self.end_line();
        let last = self.frames.last().and_then(|frame| frame.last_list);
        let marks = if next.is_some() { ['.', ')'] } else { ['-', '*'] };
        let mark = if last == Some(marks[0]) { marks[1] } else { marks[0] };
        let items = Vec::new();
        self.open(tag, Kind::List { next, mark, items });
    }

    /// Opens an item; one before it that was left open ends.
    fn item(&mut self, tag: &Tag) {
        let is_list = |frame: &Frame| matches!(frame.kind, Kind::List { .. } | Kind::Notes);
        match self.frames.iter().rposition(is_list) {
            Some(list) => {
                let inside = if matches!(self.frames[list].kind, Kind::Notes) {
                    2
                } else {
                    1
                };
                while self.frames.len() > list + inside {
                    self.close();
                }
            }
            None => self.list("ul", None),
        }
        let number = attribute(tag, "id").and_then(|id| id.strip_prefix("fn-"));
        let number = number.filter(|_| self.is_in_notes());
        let kind = match number {
            Some(number) => Kind::Note(number.chars().take_while(char::is_ascii_digit).collect()),
            None => Kind::Item { loose: false },
        };
        self.open("li", kind);
    }

    /// Closes what is open in the innermost table; none where there is no table.
    fn table(&mut self) -> Option<&mut Table> {
        let is_table = |frame: &Frame| matches!(frame.kind, Kind::Table(_));
        let place = self.frames.iter().rposition(is_table)?;
        while self.frames.len() > place + 1 {
            self.close();
        }
        match &mut self.frames.last_mut()?.kind {
            Kind::Table(table) => Some(table),
            _ => None,
        }
    }

    fn row(&mut self) {
        match self.table() {
            Some(table) => table.row(),
            None => self.paragraph(false),
        }
    }

    fn cell(&mut self, name: &str) {
        if self.table().is_some() {
            self.open(name, Kind::Cell);
        } else {
            self.paragraph(false);
        }
    }

    /// Closes the innermost element.
    fn close(&mut self) {
        let Some(mut frame) = self.frames.pop() else { return };
        let tag = std::mem::take(&mut frame.tag);
        let kind = std::mem::replace(&mut frame.kind, Kind::Root);
        let Some(outer) = self.frames.last_mut() else { return };
        match kind {
            Kind::Mark(before, after) => put(outer, &frame.inline, |text| format!("{before}{text}{after}")),
            Kind::Code => put(outer, &frame.inline, coded),
            Kind::Link { href, title: named } => {
                let address = format!("({}{})", destination(&href), title(named.as_deref()));
                put(outer, &frame.inline, |text| format!("[{text}]{address}"));
            }
            Kind::NoteMark => put(outer, &frame.inline, |text| format!("[^{text}]")),
            Kind::Skipped => {}
            Kind::Root | Kind::Plain | Kind::Notes => {
                frame.end_paragraph();
                outer.last_list = None;
                outer.blocks.append(&mut frame.blocks);
            }
            Kind::Quote => {
                let text = frame.finish();
                if !text.is_empty() {
                    outer.block(behind(&text, "> ", "> "));
                }
            }
            Kind::Heading(level) => {
                let text = one_line(frame);
                if !text.is_empty() {
                    // At its end they would close it.
                    let (text, marks) = text.split_at(text.trim_end_matches('#').len());
                    let escape = if marks.is_empty() || ends_in_escape(text) {
                        ""
                    } else {
                        "\\"
                    };
                    outer.block(format!("{} {text}{escape}{marks}", "#".repeat(level)));
                }
            }
            Kind::Bold => {
                let text = one_line(frame);
                if !text.is_empty() {
                    outer.block(format!("**{text}**"));
                }
            }
            Kind::Pre { language } => outer.block(fenced(&frame.inline, &language)),
            Kind::Item { loose } => {
                let item = frame.finish_item(loose);
                match &mut outer.kind {
                    Kind::List { items, .. } => items.push(item),
                    _ => outer.block(item.0),
                }
            }
            Kind::List { next, mark, items } => {
                let block = list(next, mark, &items);
                if !block.is_empty() {
                    outer.block(block);
                    outer.last_list = Some(mark);
                }
            }
            Kind::Note(number) => {
                let text = frame.finish();
                outer.block(behind(&text, &format!("[^{number}]: "), "    "));
            }
            Kind::Cell => {
                let text = frame.finish();
                if let Kind::Table(table) = &mut outer.kind {
                    table.cell(&text, &*tag == "th");
                }
            }
            Kind::Table(table) => {
                frame.end_paragraph();
                outer.blocks.append(&mut frame.blocks);
                table.finish().into_iter().for_each(|table| outer.block(table));
            }
        }
    }
}

/// Adds words to the line of what they stand in; the white space about them stays outside their marks.
fn put(outer: &mut Frame, inline: &str, written: impl Fn(&str) -> String) {
    let text = inline.trim_matches([' ', '\n']);
    if inline.starts_with(' ') {
        push_text(&mut outer.inline, " ");
    }
    if !text.is_empty() {
        outer.inline.push_str(&written(text));
    }
    if inline.ends_with(' ') {
        push_text(&mut outer.inline, " ");
    }
}

/// What holds a heading is one line.
fn one_line(mut frame: Frame) -> String {
    frame.end_paragraph();
    frame.blocks.join(" ").replace("\\\n", " ")
}

fn list(next: Option<u64>, mark: char, items: &[(String, bool)]) -> String {
    let loose = items.iter().any(|(_, loose)| *loose);
    let written = (0..).zip(items).map(|(n, (text, _))| {
        let first = match next {
            Some(next) => format!("{}{mark} ", next.saturating_add(n)),
            None => format!("{mark} "),
        };
        behind(text, &first, &" ".repeat(first.len()))
    });
    let written: Vec<String> = written.collect();
    written.join(if loose { "\n\n" } else { "\n" })
}
