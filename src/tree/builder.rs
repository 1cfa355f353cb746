//! Builds the tree from the parser's events.

use std::collections::{HashMap, HashSet};

use granit_parser::{Event, Tag};

use super::lines::Line;
use super::scalar::scalar;
use super::slips::sign_at;
use super::{Key, Kind, Node, duplicates, too_complex};
use crate::diagnostic::{Code, Diagnostic, Span};

/// How many nodes the tree may have, those that aliases repeat included.
const MAX_NODES: usize = 100_000;

pub(super) struct Builder<'f> {
    /// The whole file.
    file: &'f str,
    /// The byte at which the front matter starts.
    at: usize,
    nodes: usize,
    open: Vec<Open>,
    anchors: HashMap<usize, Anchor>,
    root: Option<Node>,
    found: Vec<Diagnostic>,
}

/// A list or mapping that is not complete.
struct Open {
    anchor: usize,
    start: u32,
    content: Content,
}

enum Content {
    Sequence(Vec<Node>),
    Mapping {
        entries: Vec<(Key, Node)>,
        key: Option<Key>,
        merged: Vec<Node>,
    },
}

struct Anchor {
    span: Span,
    /// What it names, and how much that is; none until it is complete.
    node: Option<(Node, usize)>,
    used: bool,
}

impl<'f> Builder<'f> {
    pub fn new(file: &'f str, at: usize) -> Self {
        Self {
            file,
            at,
            nodes: 0,
            open: Vec::new(),
            anchors: HashMap::new(),
            root: None,
            found: Vec::new(),
        }
    }

    pub fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), Diagnostic> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                self.check_tag(tag.as_deref(), span)?;
                let is_text = tag.is_some_and(|tag| tag.core_suffix() == Some("str"));
                let style = if is_text {
                    granit_parser::ScalarStyle::DoubleQuoted
                } else {
                    style
                };
                self.add(
                    Node {
                        span,
                        kind: scalar(text.into(), style),
                    },
                    anchor,
                    1,
                )
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), span)?;
                self.open.push(Open {
                    anchor,
                    start: span.start,
                    content: Content::Sequence(Vec::new()),
                });
                Ok(())
            }
            Event::MappingStart(_, anchor, tag) => {
                self.check_tag(tag.as_deref(), span)?;
                let content = Content::Mapping {
                    entries: Vec::new(),
                    key: None,
                    merged: Vec::new(),
                };
                self.open.push(Open {
                    anchor,
                    start: span.start,
                    content,
                });
                Ok(())
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(anchor) => self.repeat(anchor, span),
            Event::Anchor(anchor, _) => {
                let of_scalar = self.open.last().is_none_or(|open| open.anchor != anchor);
                let known = self.anchors.entry(anchor).or_insert(Anchor {
                    span,
                    node: None,
                    used: !of_scalar,
                });
                known.span = span;
                Ok(())
            }
            Event::Comment(text, _) => {
                self.comment(&text, span);
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// Returns the tree. An anchor on a text that nothing refers to is no anchor, but a text that starts with `&`.
    pub fn finish(self) -> Result<(Option<Node>, Vec<Diagnostic>), Diagnostic> {
        let unused = self
            .anchors
            .values()
            .filter(|anchor| !anchor.used)
            .map(|anchor| anchor.span)
            .min();
        match unused {
            Some(span) => Err(self.sign_or(span, "this starts with & , which means something in YAML")),
            None => Ok((self.root, self.found)),
        }
    }

    /// Refuses `!word`, which is most likely text.
    fn check_tag(&self, tag: Option<&Tag>, span: Span) -> Result<(), Diagnostic> {
        match tag {
            Some(tag) if tag.core_suffix().is_none() => {
                Err(self.sign_or(span, "this starts with ! , which means something in YAML"))
            }
            _ => Ok(()),
        }
    }

    fn sign_or(&self, span: Span, message: &str) -> Diagnostic {
        let slip = sign_at(self.file, span.start as usize);
        slip.unwrap_or_else(|| {
            Diagnostic::new(Code::Syntax, message)
                .at(span)
                .hint("put the whole value in quotes")
        })
    }

    fn close(&mut self, span: Span) -> Result<(), Diagnostic> {
        let Some(Open { anchor, start, content }) = self.open.pop() else {
            return Ok(());
        };
        let (kind, last) = match content {
            Content::Sequence(items) => {
                let last = items.last().map(|node| node.span.end);
                (Kind::Sequence(items), last)
            }
            Content::Mapping {
                mut entries, merged, ..
            } => {
                let last = entries.last().map(|(_, node)| node.span.end);
                duplicates::remove(&mut entries, self.file, &mut self.found);
                merge(&mut entries, merged);
                (Kind::Mapping(entries), last)
            }
        };
        // The parser ends what has no bracket where the next thing starts.
        let bracket = span.end > span.start;
        let end = if bracket { span.end } else { last.unwrap_or(start) };
        let node = Node {
            span: Span {
                start,
                end: end.max(start),
            },
            kind,
        };
        let size = if anchor == 0 { 1 } else { weight(&node) };
        self.add(node, anchor, size)
    }

    fn repeat(&mut self, anchor: usize, span: Span) -> Result<(), Diagnostic> {
        let Some(Anchor { node, used, .. }) = self.anchors.get_mut(&anchor) else {
            return Ok(());
        };
        *used = true;
        match node {
            Some((node, size)) => {
                let (node, size) = (Node { span, ..node.clone() }, *size);
                self.add(node, 0, size)
            }
            None => Err(too_complex(span, "this refers to itself, and never ends")),
        }
    }

    fn add(&mut self, node: Node, anchor: usize, size: usize) -> Result<(), Diagnostic> {
        let span = node.span;
        self.nodes += size;
        if self.nodes > MAX_NODES {
            return Err(too_complex(
                span,
                "this is too large, or repeats itself too often with *",
            ));
        }
        if anchor != 0 {
            let size = weight(&node);
            let known = self.anchors.entry(anchor).or_insert(Anchor {
                span,
                node: None,
                used: false,
            });
            known.node = Some((node.clone(), size));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut open.content {
            Content::Sequence(items) => items.push(node),
            Content::Mapping { entries, key, merged } => match key.take() {
                None => *key = Some(as_key(node, self.file)?),
                Some(key) if &*key.text == "<<" => merged.extend(to_merge(node)?),
                Some(key) => entries.push((key, node)),
            },
        }
        Ok(())
    }

    /// Tells of a comment that looks like the end of a text: `Raad #1`.
    fn comment(&mut self, text: &str, span: Span) {
        let like_text = text.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '!' | '-' | '='));
        let line = Line::at(self.file, span.start as usize);
        let before = &self.file[line.start..span.start as usize];
        let plain = !before.trim().is_empty() && !before.trim_end().ends_with(['"', '\'', ']', '}']);
        if line.start < self.at || !like_text || !plain {
            return;
        }
        let entry = line.entry();
        self.found.push(
            Diagnostic::new(
                Code::Comment,
                format!(
                    "{} ends before the # ; what stands behind it is left out as a comment",
                    entry.name()
                ),
            )
            .at(span)
            .hint(format!(
                "put the value in quotes:  {}  ; a real comment has a space behind the #",
                entry.quoted()
            )),
        );
    }
}

fn as_key(node: Node, file: &str) -> Result<Key, Diagnostic> {
    let span = node.span;
    match node.kind {
        Kind::Scalar(scalar) => Ok(Key {
            span,
            text: scalar.text,
        }),
        Kind::Null => Err(Diagnostic::new(Code::Syntax, "there is no key before this colon")
            .at(span)
            .hint("write  key: value")),
        _ => Err(sign_at(file, span.start as usize).unwrap_or_else(|| {
            let message = "a list or a group stands where a key should stand";
            Diagnostic::new(Code::Syntax, message)
                .at(span)
                .hint("write  key: value  ; put text with brackets in quotes")
        })),
    }
}

/// Returns the mappings that a merge key names: one, or a list of them.
fn to_merge(node: Node) -> Result<Vec<Node>, Diagnostic> {
    let span = node.span;
    let nodes = match node.kind {
        Kind::Sequence(items) => items,
        kind => vec![Node { span, kind }],
    };
    if nodes.iter().all(|node| matches!(node.kind, Kind::Mapping(_))) {
        return Ok(nodes);
    }
    Err(Diagnostic::new(
        Code::Syntax,
        "<< takes the keys of another group over, and this is none",
    )
    .at(span)
    .hint("write  <<: *name  where  &name  stands before a group of keys, or take the line out"))
}

/// Adds the keys of `merged` that are not there; the first that has one gives it.
fn merge(entries: &mut Vec<(Key, Node)>, merged: Vec<Node>) {
    for node in merged {
        let Kind::Mapping(others) = node.kind else { continue };
        let known: HashSet<Box<str>> = entries.iter().map(|(key, _)| key.text.clone()).collect();
        entries.extend(others.into_iter().filter(|(key, _)| !known.contains(&key.text)));
    }
}

/// Returns how much a node weighs against [`MAX_NODES`]: its nodes, and its text in pieces of 16 bytes.
fn weight(node: &Node) -> usize {
    match &node.kind {
        Kind::Null => 1,
        Kind::Scalar(scalar) => 1 + scalar.text.len() / 16,
        Kind::Sequence(items) => 1 + items.iter().map(weight).sum::<usize>(),
        Kind::Mapping(entries) => {
            1 + entries
                .iter()
                .map(|(key, node)| 1 + key.text.len() / 16 + weight(node))
                .sum::<usize>()
        }
    }
}
