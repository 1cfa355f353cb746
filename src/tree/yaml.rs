//! YAML as a tree: granit-parser's events, with bounds on depth and size, and words for the most common slips.

use std::collections::HashMap;

use granit_parser::{Event, Options, Parser, ScalarStyle};

use super::{Key, Kind, Node, Scalar, ScalarValue};
use crate::diagnostic::{Code, Diagnostic, Span};

/// How many nodes a front matter may have, those that aliases repeat included.
const MAX_NODES: usize = 100_000;
/// How deeply it may be nested.
const MAX_DEPTH: usize = 64;

/// Reads YAML `text` that starts at byte `offset` of its file. Returns what could be read, and all that was found wrong.
pub fn read_yaml(text: &str, offset: usize) -> (Option<Node>, Vec<Diagnostic>) {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = MAX_DEPTH;
    options.block_nesting_limit = MAX_DEPTH;
    let mut builder = Builder {
        nodes: 0,
        open: Vec::new(),
        anchors: HashMap::new(),
        root: None,
        found: Vec::new(),
    };
    let mut documents = 0;
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = match event {
            Ok(event) => event,
            Err(error) => {
                let at = error.marker().byte_offset().unwrap_or(text.len()).min(text.len());
                builder.found.push(slip(text, at, &error.info()).shifted_by(offset));
                return (None, builder.found);
            }
        };
        if matches!(event, Event::DocumentStart(..)) {
            documents += 1;
            if documents > 1 {
                return (builder.root, builder.found);
            }
        }
        let range = span.byte_range().unwrap_or(0..0);
        if builder
            .take(event, Span::new(range.start + offset, range.end + offset))
            .is_err()
        {
            return (None, builder.found);
        }
    }
    (builder.root, builder.found)
}

struct TooComplex;

enum Open {
    Sequence(usize, u32, Vec<Node>),
    Mapping(usize, u32, Vec<(Key, Node)>, Option<Key>),
}

struct Builder {
    nodes: usize,
    open: Vec<Open>,
    /// A node with an anchor, and how many nodes it holds.
    anchors: HashMap<usize, (Node, usize)>,
    root: Option<Node>,
    found: Vec<Diagnostic>,
}

impl Builder {
    fn take(&mut self, event: Event<'_>, span: Span) -> Result<(), TooComplex> {
        match event {
            Event::Scalar(text, style, anchor, _) => {
                let kind = scalar(&text, style);
                self.add(Node { span, kind }, anchor, 1, span)
            }
            Event::SequenceStart(_, anchor, _) => self.open(Open::Sequence(anchor, span.start, Vec::new()), span),
            Event::MappingStart(_, anchor, _) => self.open(Open::Mapping(anchor, span.start, Vec::new(), None), span),
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
            Event::Alias(id) => match self.anchors.get(&id).cloned() {
                Some((node, size)) => self.add(Node { span, ..node }, 0, size, span),
                None => Ok(()),
            },
            _ => Ok(()),
        }
    }

    fn open(&mut self, open: Open, span: Span) -> Result<(), TooComplex> {
        if self.open.len() >= MAX_DEPTH {
            return self.too_complex(span);
        }
        self.open.push(open);
        Ok(())
    }

    fn close(&mut self, span: Span) -> Result<(), TooComplex> {
        let (anchor, node) = match self.open.pop() {
            Some(Open::Sequence(anchor, start, items)) => (
                anchor,
                Node {
                    span: Span {
                        start,
                        end: span.end.max(start),
                    },
                    kind: Kind::Sequence(items),
                },
            ),
            Some(Open::Mapping(anchor, start, entries, _)) => (
                anchor,
                Node {
                    span: Span {
                        start,
                        end: span.end.max(start),
                    },
                    kind: Kind::Mapping(entries),
                },
            ),
            None => return Ok(()),
        };
        // What it holds has been counted; an anchor on it counts once more where it is repeated.
        let size = if anchor == 0 { 1 } else { count(&node) };
        self.add(node, anchor, size, span)
    }

    fn add(&mut self, node: Node, anchor: usize, size: usize, span: Span) -> Result<(), TooComplex> {
        self.nodes += size;
        if self.nodes > MAX_NODES {
            return self.too_complex(span);
        }
        if anchor != 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        match self.open.last_mut() {
            None => self.root = Some(node),
            Some(Open::Sequence(_, _, items)) => items.push(node),
            Some(Open::Mapping(_, _, entries, pending)) => match pending.take() {
                None => {
                    let text = node.scalar().map_or_else(|| "".into(), |scalar| scalar.text.clone());
                    *pending = Some(Key { span: node.span, text });
                }
                Some(key) if &*key.text == "<<" => merge(entries, node),
                Some(key) => match entries.iter().find(|(known, _)| known.text == key.text) {
                    None => entries.push((key, node)),
                    Some((_, first)) => {
                        let found = duplicate(&key, same(first, &node));
                        self.found.push(found);
                    }
                },
            },
        }
        Ok(())
    }

    fn too_complex(&mut self, span: Span) -> Result<(), TooComplex> {
        let message = "this front matter is nested too deeply, or repeats itself too often";
        self.found
            .push(Diagnostic::new(Code::TooComplex, message).at(span).hint(format!(
                "keep it under {MAX_DEPTH} levels; write lists out rather than repeating them with *"
            )));
        self.root = None;
        Err(TooComplex)
    }
}

/// A merge key: `<<: *base` gives the keys that the mapping does not have itself.
fn merge(entries: &mut Vec<(Key, Node)>, node: Node) {
    if let Kind::Mapping(merged) = node.kind {
        for (key, value) in merged {
            if !entries.iter().any(|(known, _)| known.text == key.text) {
                entries.push((key, value));
            }
        }
    }
}

fn same(a: &Node, b: &Node) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Scalar(a), Kind::Scalar(b)) => a == b,
        (Kind::Null, Kind::Null) => true,
        (Kind::Sequence(a), Kind::Sequence(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b)),
        _ => false,
    }
}

fn duplicate(key: &Key, same: bool) -> Diagnostic {
    if same {
        return Diagnostic::new(
            Code::RepeatedKey,
            format!("{} stands here twice, with the same value", key.text),
        )
        .at(key.span)
        .hint("take one of the two lines out")
        .grouped(&*key.text);
    }
    Diagnostic::new(
        Code::DuplicateKey,
        format!("{} stands here twice, with two values", key.text),
    )
    .at(key.span)
    .hint("keep the line that is right and take the other one out")
}

fn count(node: &Node) -> usize {
    match &node.kind {
        Kind::Null | Kind::Scalar(_) => 1,
        Kind::Sequence(items) => 1 + items.iter().map(count).sum::<usize>(),
        Kind::Mapping(entries) => 1 + entries.iter().map(|(_, node)| count(node)).sum::<usize>(),
    }
}

/// YAML 1.2 core schema (chapter 10.3): what a plain scalar is.
fn scalar(text: &str, style: ScalarStyle) -> Kind {
    let value = match style {
        ScalarStyle::Plain => match text {
            "" | "~" | "null" | "Null" | "NULL" => return Kind::Null,
            "true" | "True" | "TRUE" => ScalarValue::Bool(true),
            "false" | "False" | "FALSE" => ScalarValue::Bool(false),
            _ => number(text),
        },
        _ => ScalarValue::Text,
    };
    Kind::Scalar(Scalar {
        text: text.into(),
        value,
    })
}

fn number(text: &str) -> ScalarValue {
    let starts = text
        .bytes()
        .next()
        .is_some_and(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.'));
    if !starts {
        return ScalarValue::Text;
    }
    if let Ok(integer) = text.parse::<i64>() {
        return ScalarValue::Integer(integer);
    }
    let digits = text
        .bytes()
        .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'+' | b'.' | b'e' | b'E'));
    match text.parse::<f64>() {
        Ok(float) if digits && float.is_finite() => ScalarValue::Float(float),
        _ => ScalarValue::Text,
    }
}

impl Diagnostic {
    fn shifted_by(mut self, offset: usize) -> Self {
        self.span = self.span.map(|span| span.shifted(offset));
        self
    }
}

/// Says in plain words what is wrong with the YAML around byte `at`: the slips that people make most, else the parser's words.
fn slip(text: &str, at: usize, parser: &str) -> Diagnostic {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let start = text[..at].rfind('\n').map_or(0, |n| n + 1);
    // The parser often stops a line before or after the one that is wrong.
    let before = text[..start.saturating_sub(1)].rfind('\n').map_or(0, |n| n + 1);
    let after = text[start..].find('\n').map_or(start, |n| start + n + 1);
    for start in [start, after, before] {
        let line = text[start..].lines().next().unwrap_or_default();
        if let Some(found) = slip_in_line(line, start) {
            return found;
        }
    }
    if parser.contains("nesting") || parser.contains("recursion") {
        return Diagnostic::new(Code::TooComplex, "this front matter is nested too deeply")
            .at(Span::new(at, (at + 1).min(text.len())))
            .hint(format!("keep it under {MAX_DEPTH} levels"));
    }
    let line = text[start..].lines().next().unwrap_or_default();
    Diagnostic::new(Code::Syntax, format!("this line cannot be read as YAML ({parser})"))
        .at(Span::new(at, start + line.len().max(at - start)))
        .hint("each line is  key: value  ; put a value with signs such as : # [ ] { } @ or quotes in it between quotes")
}

fn slip_in_line(line: &str, start: usize) -> Option<Diagnostic> {
    let span = |from: usize, to: usize| Span::new(start + from, start + to);
    let indent = line.len() - line.trim_start().len();
    if let Some(tab) = line[..indent].find('\t') {
        return Some(
            Diagnostic::new(
                Code::Tab,
                "a tab stands at the start of this line, where YAML wants spaces",
            )
            .at(span(tab, tab + 1))
            .hint("replace the tab by two spaces"),
        );
    }
    let trimmed = line.trim();
    let key_end = line
        .find(": ")
        .or_else(|| trimmed.ends_with(':').then(|| line.trim_end().len() - 1));
    let Some(key_end) = key_end else {
        let looks = line.find(':').filter(|at| {
            line[..*at]
                .trim()
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b == b'_')
        })?;
        let key = line[..looks].trim();
        return (!key.is_empty() && !line[looks..].starts_with("://")).then(|| {
            Diagnostic::new(Code::Syntax, format!("there is no space after the colon of {key}"))
                .at(span(looks, looks + 1))
                .hint(format!("write  {key}: {}", line[looks + 1..].trim()))
        });
    };
    let key = line[..key_end].trim().trim_start_matches("- ");
    let value_start = key_end + 1 + (line[key_end + 1..].len() - line[key_end + 1..].trim_start().len());
    let value = line[value_start..].trim_end();
    let at = span(value_start, value_start + value.len());
    let quoted = |value: &str| {
        format!(
            "put the {} in quotes:  {key}: \"{}\"",
            if key == "title" { "title" } else { "value" },
            value.replace('"', "\\\"")
        )
    };
    let first = value.chars().next()?;
    if matches!(first, '"' | '\'') {
        let rest = &value[1..];
        let closed = rest.len() > 1 && rest.ends_with(first) || rest.ends_with(first);
        if !closed {
            return Some(
                Diagnostic::new(Code::Syntax, format!("the quotes around the value of {key} do not fit"))
                    .at(at)
                    .hint(format!(
                        "put the same quotes before and after it:  {key}: \"{}\"",
                        value.trim_matches(['"', '\'']).replace('"', "\\\"")
                    )),
            );
        }
        return None;
    }
    if value.contains(": ") || value.ends_with(':') {
        return Some(
            Diagnostic::new(
                Code::UnquotedColon,
                format!("{key} has a colon in it, and no quotes around it"),
            )
            .at(at)
            .hint(quoted(value)),
        );
    }
    if matches!(
        first,
        '@' | '`' | '%' | '&' | '*' | '!' | '[' | ']' | '{' | '}' | '|' | '>' | ','
    ) {
        return Some(
            Diagnostic::new(
                Code::Syntax,
                format!("the value of {key} starts with {first}, which means something in YAML"),
            )
            .at(at)
            .hint(quoted(value)),
        );
    }
    None
}
