//! Colouring code: grammars of Sublime Text, a dozen short classes.

use std::sync::OnceLock;

use syntect::parsing::{ParseState, Scope, ScopeStack, SyntaxSet};

use super::escape::escape_into;

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

/// Colours code. The grammars are loaded with the first block that needs them, so a site without code pays nothing.
#[derive(Debug, Default)]
pub struct Highlighter(OnceLock<Grammars>);

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
    pub fn highlight(&self, out: &mut String, code: &str, language: &str) -> Option<()> {
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
