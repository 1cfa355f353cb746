//! Text in Markdown: what would mean something there is marked as plain (CommonMark 0.31 §2.4).

/// Adds `text` to `out`, which it goes on from, so that it reads as it stands. White space is one space.
pub(super) fn push_text(out: &mut String, text: &str) {
    // A text comes in pieces: what a character at the end of one means is known now.
    let first = text.chars().next();
    if let Some(last @ ('<' | '&')) = out.chars().next_back()
        && opens(last, first)
        && !ends_in_escape(&out[..out.len() - 1])
    {
        out.insert(out.len() - 1, '\\');
    }
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied();
        let before = out.chars().next_back();
        match c {
            ' ' | '\t' | '\n' | '\r' | '\u{c}' => {
                if !matches!(before, Some(' ' | '\n')) {
                    out.push(' ');
                }
                continue;
            }
            '\\' | '`' | '*' | '[' | ']' | '~' => out.push('\\'),
            // Within a word it is a letter.
            '_' if !(is_letter(before) && is_letter(next)) => out.push('\\'),
            '<' | '&' if opens(c, next) => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
}

/// Whether what follows `text` is marked as plain.
pub(super) fn ends_in_escape(text: &str) -> bool {
    text.bytes().rev().take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Whether a tag or an entity begins here.
fn opens(c: char, next: Option<char>) -> bool {
    next.is_some_and(|next| match c {
        '<' => next.is_ascii_alphabetic() || matches!(next, '/' | '!' | '?'),
        _ => next.is_ascii_alphabetic() || next == '#',
    })
}

fn is_letter(c: Option<char>) -> bool {
    c.is_some_and(char::is_alphanumeric)
}

/// Returns a paragraph of which no line begins as something else: a heading, a list, a quote, a line under a heading.
pub(super) fn paragraph(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let digits = line.bytes().take_while(u8::is_ascii_digit).count();
        let rest = &line[digits..];
        if digits > 0 && rest.starts_with(['.', ')']) && rest[1..].bytes().next().is_none_or(|byte| byte == b' ') {
            out.push_str(&line[..digits]);
            out.push('\\');
            out.push_str(rest);
            continue;
        }
        if begins_a_block(line) {
            out.push('\\');
        }
        out.push_str(line);
    }
    out
}

fn begins_a_block(line: &str) -> bool {
    let first = line.chars().next().unwrap_or_default();
    let all = |mark: char| line.chars().all(|c| c == mark || c == ' ');
    match first {
        '#' => line.trim_start_matches('#').chars().next().is_none_or(|c| c == ' '),
        '-' => line.len() == 1 || line.starts_with("- ") || all('-'),
        '+' => line.len() == 1 || line.starts_with("+ "),
        '=' => all('='),
        '~' => line.starts_with("~~~"),
        '>' | '|' | ':' => true,
        _ => false,
    }
}

/// Returns plain text as a part of a paragraph.
pub fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    push_text(&mut out, text.trim());
    out
}

/// Returns plain text as a paragraph of its own, or the title of one.
pub fn line(text: &str) -> String {
    paragraph(&escaped(text))
}

/// Returns an address between the brackets of a link.
pub(super) fn destination(address: &str) -> String {
    let is_plain = |c: char| !c.is_whitespace() && !c.is_control() && !matches!(c, '(' | ')' | '<' | '>' | '\\');
    if !address.is_empty() && address.chars().all(is_plain) {
        return address.to_owned();
    }
    let mut out = String::with_capacity(address.len() + 2);
    out.push('<');
    for c in address.chars() {
        match c {
            '<' | '>' | '\\' => out.extend(['\\', c]),
            '\n' | '\r' => {}
            _ => out.push(c),
        }
    }
    out.push('>');
    out
}

/// Returns a title behind the address of a link, with the space before it; nothing for none.
pub(super) fn title(text: Option<&str>) -> String {
    let Some(text) = text.map(str::trim).filter(|text| !text.is_empty()) else {
        return String::new();
    };
    let plain = text.replace('\\', "\\\\").replace('"', "\\\"");
    let words: Vec<&str> = plain.split_ascii_whitespace().collect();
    format!(" \"{}\"", words.join(" "))
}

/// Returns the longest run of backticks in a text.
pub(super) fn longest_run(text: &str) -> usize {
    let runs = text.split(|c| c != '`').map(str::len);
    runs.max().unwrap_or_default()
}
