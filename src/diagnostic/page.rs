//! What there is to read about each code: in `docs/content/reference/diagnostics.md`, and in the terminal.

use std::fmt::Write as _;

use super::{Code, Severity};

/// The widest line of a page in the terminal, in characters.
const WIDTH: usize = 80;
/// What an example stands between.
const FENCE: &str = "```";
/// How many slips of the hand away from a code something may be to be taken for it.
const SLIPS: usize = 3;

/// What somebody means who asks for a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Lookup {
    /// One code.
    One(Code),
    /// Several: those of a group, or of one name in several groups.
    Several(Vec<Code>),
    /// None: the codes that it may be a slip of, the nearest first.
    Unknown(Vec<Code>),
}

/// Finds what is asked for: a code (`front-matter/tab`), as a message has it too (`error[front-matter/tab]`), its last part (`tab`) or its
/// group (`front-matter`).
pub fn look_up(asked: &str) -> Lookup {
    let inner = asked.split_once('[').map_or(asked, |(_, inner)| inner);
    let asked = inner.trim_matches([' ', '[', ']', ':', '/', '`']).to_lowercase();
    if let Some(code) = Code::ALL.iter().find(|code| code.name() == asked) {
        return Lookup::One(*code);
    }
    let named: Vec<Code> = codes(|group, name| group == asked || name == asked);
    match named[..] {
        [] => Lookup::Unknown(near(&asked)),
        [one] => Lookup::One(one),
        _ => Lookup::Several(named),
    }
}

fn codes(wanted: impl Fn(&str, &str) -> bool) -> Vec<Code> {
    let all = Code::ALL.iter().copied();
    all.filter(|code| wanted(group(*code), code.name().split_once('/').map_or("", |(_, name)| name)))
        .collect()
}

fn near(asked: &str) -> Vec<Code> {
    let distance = |code: &Code| {
        let (group, own) = code.name().split_once('/').unwrap_or_default();
        let to = |known: &str| strsim::damerau_levenshtein(known, asked);
        // Of a short word every third letter may be wrong, of a long one three.
        let enough = |known: &str| SLIPS.min(known.len() / 3);
        let known = [code.name(), own, group];
        let near = known.iter().map(|known| (to(known), enough(known)));
        near.filter(|(distance, enough)| distance <= enough)
            .map(|(distance, _)| distance)
            .min()
    };
    let mut near: Vec<(usize, Code)> = (Code::ALL.iter())
        .filter_map(|code| Some((distance(code)?, *code)))
        .collect();
    near.sort_by_key(|(distance, _)| *distance);
    near.into_iter().take(3).map(|(_, code)| code).collect()
}

impl Code {
    /// Returns the code that a name may be a slip of.
    pub fn near(name: &str) -> Option<Self> {
        near(&name.to_lowercase()).first().copied()
    }
}

/// Returns the page about a code for a terminal: its name, and what it means in lines of 80 characters.
pub fn page_in_terminal(code: Code) -> String {
    let severity = match code.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    let mut page = format!("{severity}[{}]\n", code.name());
    let text = text(code);
    let mut in_example = false;
    for paragraph in text.split("\n\n") {
        // An example may have empty lines.
        let starts = !in_example && paragraph.starts_with(FENCE);
        let ends = (in_example || starts) && paragraph.ends_with(FENCE) && paragraph != FENCE;
        if page.lines().count() > 1 {
            page.push('\n');
        }
        if in_example || starts {
            let lines = paragraph.lines().filter(|line| !line.starts_with(FENCE));
            lines.for_each(|line| {
                let _ = writeln!(page, "{}", format!("        {line}").trim_end());
            });
        } else {
            wrapped(paragraph, &mut page);
        }
        in_example = (in_example || starts) && !ends;
    }
    page
}

/// Adds a paragraph in lines that fit.
fn wrapped(paragraph: &str, page: &mut String) {
    let mut line = String::new();
    for word in words(paragraph) {
        if line.chars().count() + 1 + word.chars().count() > WIDTH && !line.is_empty() {
            let _ = writeln!(page, "{line}");
            line.clear();
        }
        line.push_str(if line.is_empty() { "    " } else { " " });
        line.push_str(word);
    }
    let _ = writeln!(page, "{line}");
}

/// Returns the words of a text; an example of what to write, between backticks, is one word.
fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let (mut start, mut is_code) = (0, false);
    for (at, c) in text.char_indices() {
        match c {
            '`' => is_code = !is_code,
            c if c.is_whitespace() && !is_code => {
                words.push(&text[start..at]);
                start = at + c.len_utf8();
            }
            _ => {}
        }
    }
    words.push(&text[start..]);
    words.retain(|word| !word.is_empty());
    words
}

/// Returns the names of codes, a line each, by group.
pub fn page_of_names(codes: &[Code]) -> String {
    let mut page = String::new();
    let mut last = "";
    for code in codes {
        if !last.is_empty() && last != group(*code) {
            page.push('\n');
        }
        last = group(*code);
        let _ = writeln!(page, "{}", code.name());
    }
    page
}

/// Returns the page that lists all codes, `docs/content/reference/diagnostics.md`.
pub fn page_of_all() -> String {
    let mut page = String::from(
        "# Diagnostics\n\nEvery problem that Courant tells of has a code. `courant explain CODE` shows what stands here of one. This page is made \
         from the program.\n",
    );
    let mut groups: Vec<&str> = Vec::new();
    for code in Code::ALL {
        if !groups.contains(&group(*code)) {
            groups.push(group(*code));
        }
    }
    for name in groups {
        let _ = write!(page, "\n## {name}\n");
        for code in Code::ALL.iter().filter(|code| group(**code) == name) {
            let _ = write!(page, "\n### `{}`\n\n{}\n", code.name(), text(*code));
        }
    }
    page
}

fn group(code: Code) -> &'static str {
    code.name().split_once('/').map_or(code.name(), |(group, _)| group)
}

/// Examples and cures of the codes that people meet most, by group: below a heading with the code what follows its first paragraph.
const MORE: &[&str] = &[
    include_str!("pages/read.md"),
    include_str!("pages/front-matter.md"),
    include_str!("pages/event.md"),
    include_str!("pages/shortcode.md"),
    include_str!("pages/markdown.md"),
    include_str!("pages/link.md"),
    include_str!("pages/site.md"),
    include_str!("pages/config.md"),
    include_str!("pages/publish.md"),
];

/// The codes of which there is more to say, each with that.
fn all_more() -> impl Iterator<Item = (&'static str, &'static str)> {
    let parts = MORE.iter().flat_map(|file| file.trim_start_matches("# ").split("\n# "));
    parts
        .filter_map(|part| part.split_once('\n'))
        .map(|(name, text)| (name.trim(), text.trim()))
}

/// Returns what there is to say of a code, in Markdown.
fn text(code: Code) -> String {
    let severity = match code.severity() {
        Severity::Error => "an error",
        Severity::Warning => "a warning",
    };
    let text: Vec<&str> = code.page().lines().map(str::trim).collect();
    let mut text = format!("{} It is {severity}.", text.join("\n").trim_end());
    if let Some((_, more)) = all_more().find(|(name, _)| *name == code.name()) {
        text.push_str("\n\n");
        text.push_str(more);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_found_as_people_type_or_paste_it() {
        for asked in [
            "front-matter/tab",
            "tab",
            "Tab",
            "error[front-matter/tab]",
            "error[front-matter/tab]:",
            "[front-matter/tab]",
        ] {
            assert_eq!(look_up(asked), Lookup::One(Code::Tab), "{asked}");
        }
        assert!(matches!(look_up("front-matter"), Lookup::Several(codes) if codes.contains(&Code::Tab)));
        assert_eq!(
            look_up("syntax"),
            Lookup::Several(vec![Code::Syntax, Code::ConfigSyntax, Code::TemplateSyntax])
        );
    }

    #[test]
    fn a_slip_names_what_was_meant_and_nonsense_nothing() {
        for slip in [
            "front-mater/bad-date",
            "frontmatter/bad-date",
            "bad-dat",
            "front-matter/bad-dates",
        ] {
            assert!(
                matches!(look_up(slip), Lookup::Unknown(near) if near.first() == Some(&Code::BadDate)),
                "{slip}"
            );
        }
        for nonsense in ["", "zzzzzzzz", "🙂", "[[["] {
            assert_eq!(look_up(nonsense), Lookup::Unknown(Vec::new()), "{nonsense}");
        }
    }

    #[test]
    fn what_more_is_said_is_said_of_a_code() {
        let known: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
        let named: Vec<&str> = all_more().map(|(name, _)| name).collect();
        assert!(
            named.len() > 30 && named.iter().all(|name| known.contains(name)),
            "{named:?}"
        );
    }

    #[test]
    fn an_example_keeps_its_lines_in_the_terminal() {
        let page = page_in_terminal(Code::Unclosed);
        assert!(page.contains("\n        date: 2026-03-05\n\n        De raad"), "{page}");
        assert!(!page.contains(FENCE), "{page}");
    }

    #[test]
    fn a_page_holds_all_its_words_in_lines_that_fit() {
        for code in Code::ALL {
            let page = page_in_terminal(*code);
            let longest = page.lines().map(|line| line.chars().count()).max();
            // An example is not broken, however long.
            assert!(longest <= Some(WIDTH) || page.contains('`'), "{page}");
            let flat: Vec<&str> = page.split_whitespace().skip(1).collect();
            let full = text(*code);
            let said = full.lines().filter(|line| !line.starts_with(FENCE));
            assert_eq!(flat, said.flat_map(str::split_whitespace).collect::<Vec<_>>());
        }
    }
}
