//! A stretch of Markdown as HTML with holes: the events of the parser, written one after the other.

use pulldown_cmark::{Alignment, BlockQuoteKind, Event, Options, Parser, Tag, TagEnd};
use std::collections::HashMap;
use std::ops::Range;

use super::escape::{escape_into, escaped};
use super::footnotes::Note;
use super::html;
use super::labels::{Labels, labels};
use super::links;
use super::media::{ImageIs, LinkEnd, only_pictures};
use super::places::Places;
use super::shortcodes::{self, Piece, Replaced};
use super::state::State;
use super::stretches::{clean_id, end_of, holds_calls, is_only_placeholders, placeholders, plain_of, plain_until};
use super::walk::check_comment;
use crate::config::RawHtml;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::parse::{Filling, Heading, Hole, LinkBy};

/// What Markdown we read: CommonMark, and what GitHub and others add.
pub(super) const OPTIONS: Options = Options::ENABLE_TABLES
    .union(Options::ENABLE_FOOTNOTES)
    .union(Options::ENABLE_STRIKETHROUGH)
    .union(Options::ENABLE_TASKLISTS)
    .union(Options::ENABLE_HEADING_ATTRIBUTES)
    .union(Options::ENABLE_DEFINITION_LIST)
    .union(Options::ENABLE_GFM);

/// How deeply shortcodes may stand in one another.
pub(super) const MAX_DEPTH: usize = 16;

/// A fragment's HTML and holes.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub html: String,
    pub holes: Vec<Hole>,
}

/// Reads `text`, which stands at `places` of its file and in `depth` shortcodes.
pub(super) fn fragment(text: &str, places: Places, depth: usize, state: &mut State<'_>) -> Part {
    let replaced = shortcodes::replace(text);
    let source = replaced.as_ref().map_or(text, |replaced| replaced.text.as_str());
    let mut options = OPTIONS;
    if state.context.settings.smart_punctuation {
        options |= Options::ENABLE_SMART_PUNCTUATION;
    }
    // A text has an event for some forty bytes.
    let mut events: Vec<(Event<'_>, Range<usize>)> = Vec::with_capacity(source.len() / 32 + 8);
    events.extend(Parser::new_ext(source, options).into_offset_iter());
    let has_h1 = events
        .iter()
        .any(|(event, _)| matches!(event, Event::Start(Tag::Heading { level, .. }) if *level as u8 == 1));
    // Before any heading takes one of them.
    for (event, _) in &events {
        match event {
            Event::Html(raw) | Event::InlineHtml(raw) => html::ids(raw).iter().for_each(|id| state.ids.note(id)),
            Event::Start(Tag::Heading { id: Some(id), .. }) => state.ids.keep(clean_id(id)),
            _ => {}
        }
    }
    let mut writer = Writer::new(text, replaced.as_ref(), places, depth, state);
    writer.shift = u8::from(has_h1);
    writer.part.html.reserve(source.len() + source.len() / 8);
    writer.slips(&events);
    writer.all(&events);
    writer.footnotes();
    let Writer { part, raw_html, .. } = writer;
    html::sanitised(part, &raw_html, state)
}

/// Writes events as HTML.
pub(super) struct Writer<'w, 'a> {
    /// The text as it stands in the file.
    pub(super) original: &'w str,
    /// The text that the parser saw, with placeholders.
    pub(super) source: &'w str,
    /// Where that stands in the file.
    pub(super) places: Places,
    pub(super) depth: usize,
    pub(super) replaced: Option<&'w Replaced>,
    pub(super) state: &'w mut State<'a>,
    pub(super) part: Part,
    pub(super) shift: u8,
    /// The HTML that writers typed, with its places.
    pub(super) raw_html: Vec<(String, Span)>,
    pub(super) alignments: Vec<Alignment>,
    pub(super) cell: usize,
    pub(super) in_head: bool,
    /// How many blocks are open that hold but lines: paragraphs, headings, cells.
    pub(super) in_line: usize,
    /// For each open link: what closes it.
    pub(super) tight_links: Vec<LinkEnd>,
    pub(super) notes: HashMap<String, Note>,
    pub(super) note_order: Vec<String>,
    pub(super) note_texts: HashMap<String, Part>,
    /// Where each note is defined.
    pub(super) note_places: HashMap<String, Span>,
    /// What was written before a footnote's definition began.
    pub(super) outer: Vec<(Part, String)>,
}

impl<'w, 'a> Writer<'w, 'a> {
    /// Returns a writer of `original`, which stands at `places` of its file; `replaced` is the same with placeholders.
    pub(super) fn new(
        original: &'w str,
        replaced: Option<&'w Replaced>,
        places: Places,
        depth: usize,
        state: &'w mut State<'a>,
    ) -> Self {
        Self {
            original,
            source: replaced.map_or(original, |replaced| replaced.text.as_str()),
            places,
            depth,
            replaced,
            state,
            part: Part::default(),
            shift: 0,
            raw_html: Vec::new(),
            alignments: Vec::new(),
            cell: 0,
            in_head: false,
            in_line: 0,
            tight_links: Vec::new(),
            notes: HashMap::new(),
            note_order: Vec::new(),
            note_texts: HashMap::new(),
            note_places: HashMap::new(),
            outer: Vec::new(),
        }
    }
}

impl Writer<'_, '_> {
    pub(super) fn labels(&self) -> &'static Labels {
        labels(self.state.context.language)
    }

    /// The place of a range of the source in the file.
    pub(super) fn span(&self, range: &Range<usize>) -> Span {
        let map = |at: usize| self.replaced.map_or(at, |replaced| replaced.original(at));
        self.places.span(&(map(range.start)..map(range.end)))
    }

    pub(super) fn find(
        &mut self,
        code: Code,
        message: impl Into<String>,
        span: Span,
        hint: impl Into<String>,
    ) -> &mut Diagnostic {
        self.state
            .found
            .push(Diagnostic::new(code, message).at(span).hint(hint));
        let last = self.state.found.len() - 1;
        &mut self.state.found[last]
    }

    pub(super) fn all(&mut self, events: &[(Event<'_>, Range<usize>)]) {
        let mut n = 0;
        while n < events.len() {
            n = self.event(events, n);
        }
    }

    /// Writes the event at `n` and returns the number of the next.
    pub(super) fn event(&mut self, events: &[(Event<'_>, Range<usize>)], n: usize) -> usize {
        let (event, range) = &events[n];
        match event {
            Event::Start(tag) => return self.start(tag, range, events, n),
            Event::End(tag) => self.end(*tag),
            Event::Text(text) => self.text(text, range),
            Event::Code(code) => {
                let code = self.shown_in_code(code);
                // A word that code stands in is one all the same: `e-mail`s.
                self.push("<code>");
                escape_into(&mut self.part.html, &code);
                self.push("</code>");
            }
            Event::Html(raw) | Event::InlineHtml(raw) => self.raw(raw, range),
            Event::FootnoteReference(label) => self.reference(label),
            Event::SoftBreak => {
                self.state.words.part();
                self.push("\n");
            }
            Event::HardBreak => {
                self.state.words.part();
                self.push("<br>\n");
            }
            Event::Rule => self.line("<hr>\n"),
            Event::TaskListMarker(done) => {
                let label = if *done { self.labels().done } else { self.labels().to_do };
                let checked = if *done { " checked" } else { "" };
                self.push(&format!(
                    "<input type=\"checkbox\" disabled{checked} aria-label=\"{label}\"> "
                ));
            }
            Event::InlineMath(text) | Event::DisplayMath(text) => self.text(text, range),
        }
        n + 1
    }

    pub(super) fn start(
        &mut self,
        tag: &Tag<'_>,
        range: &Range<usize>,
        events: &[(Event<'_>, Range<usize>)],
        n: usize,
    ) -> usize {
        match tag {
            Tag::Paragraph => return self.paragraph(events, n),
            Tag::Heading { level, id, classes, .. } => {
                let level = (*level as u8 + self.shift).min(6);
                let title = plain_until(events, n, self);
                let id = match id {
                    Some(id) => self.state.ids.given(clean_id(id)),
                    None => self.state.ids.of_text(&title, self.state.context.language),
                };
                self.in_line += 1;
                self.line("<h");
                self.level(level);
                self.attribute("id", &id);
                if !classes.is_empty() {
                    let classes: Vec<String> = classes.iter().map(|class| clean_id(class)).collect();
                    self.attribute("class", &classes.join(" "));
                }
                self.push(">");
                self.state.headings.push(Heading {
                    level,
                    id: id.into(),
                    title: title.into(),
                });
                // Words of one block do not run into those of the next.
                self.state.words.part();
            }
            Tag::BlockQuote(None) => self.line("<blockquote>\n"),
            Tag::BlockQuote(Some(kind)) => {
                let labels = self.labels();
                let (class, title) = match kind {
                    BlockQuoteKind::Note => ("note", labels.note),
                    BlockQuoteKind::Tip => ("tip", labels.tip),
                    BlockQuoteKind::Important => ("important", labels.important),
                    BlockQuoteKind::Warning => ("warning", labels.warning),
                    BlockQuoteKind::Caution => ("caution", labels.caution),
                };
                self.line(&format!(
                    "<div class=\"note note-{class}\" role=\"note\">\n<p class=\"note-title\">{title}</p>\n"
                ));
            }
            Tag::CodeBlock(kind) => return self.code_block(kind, events, n),
            Tag::HtmlBlock => {}
            Tag::List(None) => self.line("<ul>\n"),
            Tag::List(Some(1)) => self.line("<ol>\n"),
            Tag::List(Some(start)) => self.line(&format!("<ol start=\"{start}\">\n")),
            Tag::Item => self.line("<li>"),
            Tag::FootnoteDefinition(label) => {
                let outer = std::mem::take(&mut self.part);
                self.outer.push((outer, label.to_string()));
                let span = self.span(range);
                self.note_places.insert(label.to_string(), span);
            }
            Tag::DefinitionList => self.line("<dl>\n"),
            Tag::DefinitionListTitle => self.line("<dt>"),
            Tag::DefinitionListDefinition => self.line("<dd>"),
            Tag::Table(alignments) => {
                self.alignments.clone_from(alignments);
                let label = escaped(&self.state.name_of_table());
                self.line(&format!(
                    "<div class=\"table-wrap\" tabindex=\"0\" role=\"region\" aria-label=\"{label}\"><table>\n"
                ));
            }
            Tag::TableHead => {
                self.in_head = true;
                self.cell = 0;
                self.push("<thead><tr>");
            }
            Tag::TableRow => {
                self.cell = 0;
                self.push("<tr>");
            }
            Tag::TableCell => {
                let class = match self.alignments.get(self.cell) {
                    Some(Alignment::Right) => " class=\"align-right\"",
                    Some(Alignment::Center) => " class=\"align-center\"",
                    _ => "",
                };
                self.push(if self.in_head { "<th scope=\"col\"" } else { "<td" });
                self.push(class);
                self.push(">");
            }
            Tag::Emphasis => self.push("<em>"),
            Tag::Strong => self.push("<strong>"),
            Tag::Strikethrough => self.push("<del>"),
            Tag::Superscript => self.push("<sup>"),
            Tag::Subscript => self.push("<sub>"),
            Tag::Link {
                link_type,
                dest_url,
                title,
                ..
            } => self.link(*link_type, dest_url, title, range),
            Tag::Image { dest_url, title, .. } => return self.image(dest_url, title, events, n, ImageIs::Inline),
            Tag::MetadataBlock(_) => {}
        }
        n + 1
    }

    pub(super) fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => {
                self.in_line = self.in_line.saturating_sub(1);
                self.state.words.part();
                self.push("</p>\n");
            }
            TagEnd::Heading(level) => {
                self.in_line = self.in_line.saturating_sub(1);
                self.state.words.part();
                self.push("</h");
                self.level((level as u8 + self.shift).min(6));
                self.push(">\n");
            }
            TagEnd::BlockQuote(None) => self.line("</blockquote>\n"),
            TagEnd::BlockQuote(Some(_)) => self.line("</div>\n"),
            TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::MetadataBlock(_) => {}
            TagEnd::List(ordered) => self.line(if ordered { "</ol>\n" } else { "</ul>\n" }),
            TagEnd::Item => {
                self.state.words.part();
                self.push("</li>\n");
            }
            TagEnd::FootnoteDefinition => {
                if let Some((outer, label)) = self.outer.pop() {
                    let note = std::mem::replace(&mut self.part, outer);
                    self.note_texts.insert(label, note);
                }
            }
            TagEnd::DefinitionList => self.line("</dl>\n"),
            TagEnd::DefinitionListTitle => {
                self.state.words.part();
                self.push("</dt>\n");
            }
            TagEnd::DefinitionListDefinition => {
                self.state.words.part();
                self.push("</dd>\n");
            }
            TagEnd::Table => self.push("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = false;
                self.push("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.push("</tr>\n"),
            TagEnd::TableCell => {
                self.state.words.part();
                self.cell += 1;
                self.push(if self.in_head { "</th>" } else { "</td>" });
            }
            TagEnd::Emphasis => self.push("</em>"),
            TagEnd::Strong => self.push("</strong>"),
            TagEnd::Strikethrough => self.push("</del>"),
            TagEnd::Superscript => self.push("</sup>"),
            TagEnd::Subscript => self.push("</sub>"),
            TagEnd::Link => match self.tight_links.pop() {
                Some(LinkEnd::Tag) => self.push("</a>"),
                Some(LinkEnd::Hole) => self.hole(Filling::LinkEnd, Span::default()),
                Some(LinkEnd::Nothing) | None => {}
            },
            TagEnd::Image => {}
        }
    }

    /// A paragraph; one that holds only calls of shortcodes, or only a picture with a title, is none.
    pub(super) fn paragraph(&mut self, events: &[(Event<'_>, Range<usize>)], n: usize) -> usize {
        let end = end_of(events, n);
        let inner = &events[n + 1..end];
        let only_calls = self.replaced.is_some()
            && inner.iter().all(|(event, _)| match event {
                Event::Text(text) => is_only_placeholders(text),
                Event::SoftBreak | Event::HardBreak => true,
                _ => false,
            })
            && !self.holds_shown(inner);
        if only_calls {
            self.line("");
            for (event, range) in inner {
                if let Event::Text(text) = event {
                    self.text(text, range);
                }
            }
            self.line("");
            return end + 1;
        }
        if let [
            (Event::Start(Tag::Image { dest_url, title, .. }), _),
            ..,
            (Event::End(TagEnd::Image), _),
        ] = inner
            && end_of(events, n + 1) == end - 1
        {
            let after = self.image(dest_url, title, events, n + 1, ImageIs::Alone);
            return after + 1;
        }
        if only_pictures(inner) {
            return self.pictures(events, n);
        }
        self.take_excerpt(inner);
        self.missing_notes(inner);
        self.in_line += 1;
        self.line("<p>");
        n + 1
    }

    /// Whether one of the placeholders stands for a call that is to be shown as text.
    pub(super) fn holds_shown(&self, events: &[(Event<'_>, Range<usize>)]) -> bool {
        let Some(replaced) = self.replaced else { return false };
        let texts = events.iter().filter_map(|(event, _)| {
            if let Event::Text(text) = event {
                Some(text)
            } else {
                None
            }
        });
        texts.flat_map(|text| placeholders(text)).any(|piece| {
            let Some(n) = piece.call else { return false };
            matches!(replaced.pieces.get(n), Some(Piece::Shown(_)))
        })
    }

    /// The first paragraph with words is what a list shows where there is no summary.
    pub(super) fn take_excerpt(&mut self, inner: &[(Event<'_>, Range<usize>)]) {
        if !self.state.context.wants_excerpt
            || self.state.excerpt_is_final
            || self.state.excerpt.is_some()
            || self.depth > 0
            || !self.outer.is_empty()
        {
            return;
        }
        let text = plain_of(inner, self);
        if text.chars().any(char::is_alphanumeric) {
            self.state.excerpt = Some(text);
        }
    }

    pub(super) fn raw(&mut self, raw: &str, range: &Range<usize>) {
        let trimmed = raw.trim();
        if let Some(comment) = trimmed.strip_prefix("<!--") {
            if comment.trim_end_matches("-->").trim().eq_ignore_ascii_case("more") && self.depth == 0 {
                if self.state.context.wants_excerpt && !self.state.excerpt_is_final {
                    self.state.excerpt_is_final = true;
                    let text = super::inline::plain_of_html(&self.part.html);
                    self.state.excerpt = Some(text).filter(|text| !text.is_empty());
                }
                return;
            }
            let goes = self.state.context.settings.raw_html == RawHtml::Sanitise || check_comment(trimmed).is_some();
            if trimmed.ends_with("-->") && goes {
                return;
            }
        }
        let span = self.span(range);
        self.raw_html.push((raw.to_owned(), span));
        if self.replaced.is_none() || !holds_calls(raw) {
            self.push(raw);
            return;
        }
        for piece in placeholders(raw) {
            let call = piece.call.and_then(|n| Some((n, self.replaced?.pieces.get(n)?)));
            match call {
                None => self.push(piece.text),
                // In HTML a ref is the value of an attribute.
                Some((_, Piece::Call { call, at, .. })) if matches!(&*call.name, "ref" | "relref") => {
                    let target = links::ref_target(&call.arguments)
                        .filter(|target| links::names_a_file(target))
                        .unwrap_or_default();
                    let span = self.places.span(at);
                    self.hole(
                        Filling::Address {
                            target,
                            by: LinkBy::Ref,
                        },
                        span,
                    );
                }
                Some((n, _)) => self.piece(n),
            }
        }
    }
}
