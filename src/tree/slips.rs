//! What is wrong with YAML that cannot be read, in plain words: the slips that people make, else the parser's words.

use granit_parser::{ErrorKind, ScanError};

use super::lines::{Entry, Line, floor, in_quotes, starts_with_apostrophe};
use super::too_complex;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::pasted;

/// Says what the parser stopped at; places are bytes of `text`.
pub(super) fn slip(text: &str, error: &ScanError) -> Diagnostic {
    let at = floor(text, error.marker().byte_offset().unwrap_or(text.len()));
    let line = Line::at(text, at);
    match error.kind() {
        ErrorKind::RecursionLimitExceeded => too_complex(one(text, at), "this is nested too deeply"),
        ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation
        | ErrorKind::TabInPlainScalar
        | ErrorKind::TabAtBlockScalarStart => tab(text, at),
        ErrorKind::UnclosedQuotedScalar => unclosed_quote(text, at),
        ErrorKind::InvalidTrailingSingleQuotedScalar | ErrorKind::InvalidTrailingDoubleQuotedScalar => {
            behind_quote(line, at)
        }
        ErrorKind::UnknownQuotedScalarEscape
        | ErrorKind::InvalidQuotedScalarHexEscape
        | ErrorKind::InvalidUnicodeEscape => backslash(line),
        ErrorKind::MappingValueNotAllowed => colon(text, line, at),
        ErrorKind::UnclosedFlowCollection { .. } => unclosed_bracket(line),
        ErrorKind::UnexpectedCharacter { character } if character.is_control() => {
            control_character(text, at, *character)
        }
        ErrorKind::SimpleKeyExpected => no_key(text, line),
        _ => bracket_before(text, line)
            .or_else(|| sign(line))
            .or_else(|| misplaced(text, line, at))
            .unwrap_or_else(|| other(line, at, &error.info())),
    }
}

/// Says that the value of the line in which byte `at` stands starts with a sign, where it does.
pub(super) fn sign_at(text: &str, at: usize) -> Option<Diagnostic> {
    sign(Line::at(text, at))
}

fn one(text: &str, at: usize) -> Span {
    let width = text[at..].chars().next().map_or(0, char::len_utf8);
    Span::new(at, at + width)
}

fn whole(entry: &Entry<'_>) -> Span {
    Span::new(entry.value_at, entry.value_at + entry.value.len())
}

fn syntax(message: String, span: Span, hint: String) -> Diagnostic {
    Diagnostic::new(Code::Syntax, message).at(span).hint(hint)
}

fn put_in_quotes(entry: &Entry<'_>) -> String {
    let what = if entry.key == "title" { "title" } else { "value" };
    format!("put the {what} in quotes:  {}", entry.quoted())
}

fn tab(text: &str, at: usize) -> Diagnostic {
    let mut line = Some(Line::at(text, at));
    while let Some(here) = line {
        if let Some(tab) = here.text[..here.indent()].find('\t') {
            return Diagnostic::new(
                Code::Tab,
                "a tab stands at the start of this line, where YAML wants spaces",
            )
            .at(one(text, here.start + tab))
            .hint("replace the tab by two spaces");
        }
        line = here.after(text);
    }
    let at = text[at..].find('\t').map_or(at, |tab| at + tab);
    Diagnostic::new(Code::Tab, "a tab stands here, where YAML wants spaces")
        .at(one(text, at))
        .hint("replace the tab by a space")
}

fn unclosed_quote(text: &str, at: usize) -> Diagnostic {
    let line = Line::at(text, at);
    let entry = line.entry();
    let value = &line.text[at - line.start..];
    let inner = value.trim_matches(['"', '\'']).trim();
    // The quote may open elsewhere than at the start of the value, as in a list between brackets.
    let hint = if entry.value != value.trim_end() {
        "put the same quote behind it, or take this one away".to_owned()
    } else if starts_with_apostrophe(value) {
        format!(
            "put the value in quotes of the other kind:  {}",
            entry.with_value(&in_quotes(value.trim_end()))
        )
    } else {
        format!(
            "put the same quote at both ends:  {}",
            entry.with_value(&in_quotes(inner))
        )
    };
    syntax(
        "a quote opens here and is never closed".to_owned(),
        Span::new(at, line.start + line.text.len()),
        hint,
    )
}

fn behind_quote(line: Line<'_>, at: usize) -> Diagnostic {
    let entry = line.entry();
    if !entry.value.starts_with(['"', '\'']) {
        return syntax(
            "text stands right behind a closing quote".to_owned(),
            Span::new(at, line.start + line.text.len().max(at - line.start)),
            "put the quotes around the whole value, or a comma between two values".to_owned(),
        );
    }
    let (first, rest) = entry.value.split_at(1);
    let inner = rest
        .strip_suffix(first)
        .filter(|inner| !inner.is_empty())
        .unwrap_or(entry.value);
    let message = format!("{} goes on behind its closing quote", entry.name());
    let hint = format!(
        "put quotes around the whole, of a kind that does not stand in it:  {}",
        entry.with_value(&in_quotes(inner))
    );
    syntax(message, whole(&entry), hint)
}

fn backslash(line: Line<'_>) -> Diagnostic {
    let entry = line.entry();
    let inner = entry.value.trim_matches('"');
    syntax(
        format!(
            "{} has a backslash between double quotes, where it means something in YAML",
            entry.name()
        ),
        whole(&entry),
        format!(
            "write the backslash twice, or take single quotes:  {}",
            entry.with_value(&in_quotes(inner))
        ),
    )
}

fn colon(text: &str, line: Line<'_>, at: usize) -> Diagnostic {
    let entry = line.entry();
    let in_value = !entry.key.is_empty() && at >= entry.value_at && at < entry.value_at + entry.value.len();
    if in_value {
        return Diagnostic::new(
            Code::UnquotedColon,
            format!("{} has a colon in it, and no quotes around it", entry.name()),
        )
        .at(whole(&entry))
        .hint(put_in_quotes(&entry));
    }
    // The colon is that of the line's own key: the line above was taken together with this one.
    let Some(above) = line.before(text) else {
        return other(line, at, "a colon stands where none can stand");
    };
    if let Some(found) = missing_space(above) {
        return found;
    }
    if line.indent() > above.indent() {
        let hint = if above.entry().key.is_empty() {
            "let the line start at the same column as the lines above it".to_owned()
        } else {
            format!(
                "take the spaces before {} away, or the value behind {}:",
                entry.key,
                above.entry().key
            )
        };
        return syntax(
            "this line starts further to the right than the line above, which has a value already".to_owned(),
            content(line),
            hint,
        );
    }
    other(line, at, "a colon stands where none can stand")
}

/// Says of each line of a part of a file that it lacks the space behind its colon, where it does.
pub(crate) fn missing_spaces(file: &str, part: Span) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut line = Some(Line::at(file, part.start as usize));
    while let Some(here) = line.filter(|line| line.start < part.end as usize) {
        found.extend(missing_space(here));
        line = here.after(file);
    }
    found
}

fn missing_space(line: Line<'_>) -> Option<Diagnostic> {
    let (key, rest) = line.without_space()?;
    let colon = line.start + line.indent() + key.len();
    let meant = rest.trim_start_matches(|c: char| c.is_whitespace() || pasted::is_invisible(c));
    let value = if meant.contains(": ") {
        in_quotes(meant.trim_end())
    } else {
        meant.trim_end().to_owned()
    };
    let pasted = pasted::named(&rest[..rest.len() - meant.len()]);
    let (message, how, place) = match pasted {
        Some(odd) => (
            format!("behind the colon of {key} stands {odd}, which is not the space that belongs there"),
            "delete it, and type a space:",
            Span::new(colon + 1, colon + 1 + rest.len() - meant.len()),
        ),
        None => (
            format!("there is no space behind the colon of {key}"),
            "write",
            Span::new(colon, colon + 1),
        ),
    };
    Some(syntax(message, place, format!("{how}  {key}: {value}")))
}

fn content(line: Line<'_>) -> Span {
    Span::new(
        line.start + line.indent(),
        line.start + line.text.trim_end().len().max(line.indent()),
    )
}

fn no_key(text: &str, line: Line<'_>) -> Diagnostic {
    if let Some(found) = missing_space(line) {
        return found;
    }
    let above = line.before(text);
    if above.is_some_and(|above| matches!(above.entry().value, "|" | ">" | "|-" | ">-" | "|+" | ">+")) {
        let hint = format!("put two spaces before each line of it:    {}", line.text.trim());
        return syntax(
            "this text belongs to the key above, and is not indented".to_owned(),
            content(line),
            hint,
        );
    }
    let hint = "write  key: value  ; if the text of the article starts here, put a line with only --- above it";
    syntax("this line has no key".to_owned(), content(line), hint.to_owned())
}

fn unclosed_bracket(line: Line<'_>) -> Diagnostic {
    let entry = line.entry();
    let close = if entry.value.starts_with('{') { '}' } else { ']' };
    let closed = entry.with_value(&format!("{}{close}", entry.value.trim_end_matches(',')));
    syntax(
        format!("{} has a bracket that is opened and never closed", entry.name()),
        whole(&entry),
        format!(
            "close it:  {closed}  ; if it is text, put it in quotes:  {}",
            entry.quoted()
        ),
    )
}

/// A bracket that is not closed lets the parser stop some lines further on.
fn bracket_before(text: &str, line: Line<'_>) -> Option<Diagnostic> {
    let mut here = line;
    while !here.leaves_open() {
        if line.start - here.start > 2_000 {
            return None;
        }
        here = here.before(text)?;
        if here.is_top() && !here.leaves_open() {
            return None;
        }
    }
    Some(unclosed_bracket(here))
}

fn sign(line: Line<'_>) -> Option<Diagnostic> {
    let entry = line.entry();
    let sign = entry.sign()?;
    let message = format!("{} starts with {sign} , which means something in YAML", entry.name());
    Some(syntax(message, whole(&entry), put_in_quotes(&entry)))
}

fn control_character(text: &str, at: usize, character: char) -> Diagnostic {
    let at = text[at..].find(character).map_or(at, |further| at + further);
    syntax(
        format!(
            "a character stands here that nobody can see (U+{:04X})",
            u32::from(character)
        ),
        one(text, at),
        "delete it, and type what was meant".to_owned(),
    )
}

/// A line that starts at a column where nothing can start.
fn misplaced(text: &str, line: Line<'_>, at: usize) -> Option<Diagnostic> {
    let item = line.text.trim_start().starts_with("- ");
    let first = line.start + line.indent() + if item { 2 } else { 0 };
    if at > first || line.is_blank() {
        return None;
    }
    let above = line.before(text);
    if item && above.is_some_and(|above| !above.entry().value.is_empty() && above.indent() == line.indent()) {
        let hint = "put the key of the list above it, without a value:  tags:";
        return Some(syntax(
            "this line of a list has no key above it".to_owned(),
            content(line),
            hint.to_owned(),
        ));
    }
    let hint = "let lines that belong together start at the same column, each level two spaces further";
    Some(syntax(
        "this line does not start at the column of the lines to which it belongs".to_owned(),
        content(line),
        hint.to_owned(),
    ))
}

fn other(line: Line<'_>, at: usize, parser: &str) -> Diagnostic {
    syntax(
        format!("this line cannot be read as YAML ({parser})"),
        Span::new(at, (line.start + line.text.len()).max(at)),
        "each line is  key: value  ; put a value with signs such as : # [ ] { } @ in it between quotes".to_owned(),
    )
}
