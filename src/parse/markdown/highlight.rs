//! Colouring code: grammars of Sublime Text, a dozen short classes.

use std::collections::{HashMap, HashSet};
use std::sync::{OnceLock, RwLock};

use rayon::prelude::*;
use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::escape::escape_into;
use crate::parse::{CodeBlock, Content, Filling};

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

/// Blocks of code, each coloured once: when it is first asked for, or ahead of that.
#[derive(Debug, Default)]
pub struct Highlighted {
    blocks: RwLock<HashMap<CodeBlock, Option<Box<str>>>>,
    highlighter: Highlighter,
}

impl Highlighted {
    /// Returns blocks that were coloured before.
    pub fn known(blocks: HashMap<CodeBlock, Option<Box<str>>>) -> Self {
        Self {
            blocks: RwLock::new(blocks),
            highlighter: Highlighter::default(),
        }
    }

    /// Colours all code in `contents` that is not known yet.
    pub fn prepare<'c>(&self, contents: impl Iterator<Item = &'c Content>) {
        let mut wanted: HashSet<&CodeBlock> = HashSet::new();
        contents.for_each(|content| gather(content, &mut wanted));
        if let Ok(known) = self.blocks.read() {
            wanted.retain(|block| !known.contains_key(*block));
        }
        let coloured: Vec<_> = wanted
            .into_par_iter()
            .map(|block| (block.clone(), self.coloured(block)))
            .collect();
        if let Ok(mut known) = self.blocks.write() {
            known.extend(coloured);
        }
    }

    /// Adds a block to `out`: coloured where its language is known.
    pub fn write(&self, out: &mut String, block: &CodeBlock) {
        let is_known = self.blocks.read().is_ok_and(|known| known.contains_key(block));
        if !is_known {
            let coloured = self.coloured(block);
            if let Ok(mut known) = self.blocks.write() {
                known.entry(block.clone()).or_insert(coloured);
            }
        }
        let known = self.blocks.read();
        match known.as_ref().ok().and_then(|known| known.get(block)?.as_deref()) {
            Some(html) => out.push_str(html),
            None => escape_into(out, &block.code),
        }
    }

    /// Returns all blocks that are known.
    pub fn into_known(self) -> HashMap<CodeBlock, Option<Box<str>>> {
        self.blocks.into_inner().unwrap_or_default()
    }

    fn coloured(&self, block: &CodeBlock) -> Option<Box<str>> {
        let mut out = String::with_capacity(block.code.len() * 3);
        self.highlighter.highlight(&mut out, &block.code, &block.language)?;
        Some(out.into())
    }
}

fn gather<'c>(content: &'c Content, blocks: &mut HashSet<&'c CodeBlock>) {
    for hole in &content.holes {
        match &hole.what {
            Filling::Code(block) => drop(blocks.insert(block)),
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
