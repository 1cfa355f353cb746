//! Colouring code: grammars of Sublime Text, a dozen short classes.

use std::collections::HashMap;
use std::sync::OnceLock;

use rayon::prelude::*;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::escape::escape_into;
use crate::parse::{Body, CodeBlock, Document, Filling};

/// Which class a scope gets; the first that fits the innermost scope counts.
const CLASSES: &[(&str, &str)] = &[
    ("comment", "hl-c"),
    ("string", "hl-s"),
    ("constant.numeric", "hl-m"),
    ("constant.character.escape", "hl-r"),
    ("constant", "hl-m"),
    ("keyword.operator", "hl-o"),
    ("keyword", "hl-k"),
    ("storage", "hl-k"),
    ("entity.name.tag", "hl-t"),
    ("entity.name.function", "hl-f"),
    ("entity.name", "hl-n"),
    ("entity.other.attribute-name", "hl-a"),
    ("support.function", "hl-f"),
    ("support", "hl-n"),
    ("variable.function", "hl-f"),
    ("variable.parameter", "hl-v"),
    ("variable.language", "hl-k"),
    ("markup.inserted", "hl-s"),
    ("markup.deleted", "hl-r"),
    ("markup.heading", "hl-k"),
    ("punctuation", "hl-p"),
];

/// All blocks of code of a site, coloured.
#[derive(Debug, Default)]
pub struct Highlighted(HashMap<CodeBlock, Option<Box<str>>>);

impl Highlighted {
    /// Adds a block to `out`: coloured where its language is known.
    pub fn write(&self, out: &mut String, block: &CodeBlock) {
        match self.0.get(block).and_then(Option::as_deref) {
            Some(html) => out.push_str(html),
            None => escape_into(out, &block.code),
        }
    }
}

/// Colours all code in `documents`, each block once.
pub fn highlighted(documents: &[Document]) -> Highlighted {
    let mut blocks: HashMap<CodeBlock, Option<Box<str>>> = HashMap::new();
    for document in documents.iter().filter(|document| document.body.has_code) {
        gather(&document.body, &mut blocks);
    }
    let highlighter = Highlighter::default();
    blocks.par_iter_mut().for_each(|(block, html)| {
        let mut out = String::with_capacity(block.code.len() * 3);
        let known = highlighter.highlight(&mut out, &block.code, &block.language);
        *html = known.map(|()| out.into());
    });
    Highlighted(blocks)
}

fn gather(body: &Body, blocks: &mut HashMap<CodeBlock, Option<Box<str>>>) {
    for hole in &body.holes {
        match &hole.what {
            Filling::Code(block) if !blocks.contains_key(block) => drop(blocks.insert(block.clone(), None)),
            Filling::Shortcode(call) => call.body.iter().for_each(|body| gather(body, blocks)),
            _ => {}
        }
    }
}

/// Colours code. The grammars are loaded with the first block that needs them, so a site without code pays nothing.
#[derive(Debug, Default)]
struct Highlighter(OnceLock<Grammars>);

#[derive(Debug)]
struct Grammars {
    syntaxes: SyntaxSet,
    classes: Vec<(Scope, &'static str)>,
}

impl Highlighter {
    fn grammars(&self) -> &Grammars {
        self.0.get_or_init(|| Grammars {
            syntaxes: two_face::syntax::extra_newlines(),
            classes: CLASSES
                .iter()
                .filter_map(|(scope, class)| Some((Scope::new(scope).ok()?, *class)))
                .collect(),
        })
    }

    /// Adds `code` with classes to `out`; none, and nothing added, where the language is not known.
    fn highlight(&self, out: &mut String, code: &str, language: &str) -> Option<()> {
        let grammars = self.grammars();
        let syntax = grammars.syntaxes.find_syntax_by_token(language)?;
        let before = out.len();
        let mut state = ParseState::new(syntax);
        let mut stack = ScopeStack::new();
        let mut open: Option<&'static str> = None;
        for line in code.split_inclusive('\n') {
            let Ok(operations) = state.parse_line(line, &grammars.syntaxes) else {
                out.truncate(before);
                return None;
            };
            let mut from = 0;
            for (at, operation) in operations {
                write(out, &line[from..at], class_of(&stack, &grammars.classes), &mut open);
                from = at;
                if stack.apply(&operation).is_err() {
                    out.truncate(before);
                    return None;
                }
            }
            write(out, &line[from..], class_of(&stack, &grammars.classes), &mut open);
        }
        if open.is_some() {
            out.push_str("</span>");
        }
        Some(())
    }
}

fn class_of(stack: &ScopeStack, classes: &[(Scope, &'static str)]) -> Option<&'static str> {
    let scopes = stack.as_slice().iter().rev();
    scopes
        .filter_map(|scope| classes.iter().find(|(known, _)| known.is_prefix_of(*scope)))
        .map(|(_, class)| *class)
        .next()
}

fn write(out: &mut String, text: &str, class: Option<&'static str>, open: &mut Option<&'static str>) {
    if text.is_empty() {
        return;
    }
    // White space has no colour, so a span need not end for it.
    if *open != class && !text.trim().is_empty() {
        if open.is_some() {
            out.push_str("</span>");
        }
        if let Some(class) = class {
            out.push_str("<span class=\"");
            out.push_str(class);
            out.push_str("\">");
        }
        *open = class;
    }
    escape_into(out, text);
}
