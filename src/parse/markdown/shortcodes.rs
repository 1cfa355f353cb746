//! Finding calls of shortcodes in a text, and putting placeholders in their place before Markdown is read.

use std::collections::HashMap;
use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Parser, Tag, TagEnd};

use super::call::{Written, written};
use super::fragment::OPTIONS;

/// A placeholder is `START`, the number of the call, `END`: noncharacters of Unicode, which no text has to contain.
pub(super) const START: char = '\u{fdd2}';
pub(super) const END: char = '\u{fdd3}';

/// What stands at a place in a text.
#[derive(Debug)]
pub(super) enum Piece {
    /// A call, its place in the text (opening only), and for a paired one the place of what stands between its ends.
    Call {
        call: Written,
        at: Range<usize>,
        body: Option<(Range<usize>, BodyIs)>,
    },
    /// `{{</* x */>}}`: the call itself, to be shown.
    Shown(String),
    /// A call that is wrong: what is, and where.
    Wrong { problem: Problem, at: Range<usize> },
}

/// How the body of a call is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum BodyIs {
    /// `{{< x >}}`: text as it is.
    Text,
    /// `{{% x %}}`: Markdown.
    Markdown,
}

/// What is wrong with a call.
#[derive(Debug)]
pub(super) enum Problem {
    /// `{{<` without `>}}`.
    NeverEnds,
    /// It cannot be read.
    Unreadable {
        /// Its name, as far as there is one.
        name: String,
        /// What is wrong, in words.
        why: String,
    },
    /// It closes what was never opened.
    ClosesNothing(Box<str>),
}

/// A text with placeholders, and what they stand for.
#[derive(Debug)]
pub(super) struct Replaced {
    pub text: String,
    pub pieces: Vec<Piece>,
    /// Where each placeholder stands: its start and length in the new text, its start and length in the old one.
    map: Vec<(usize, usize, usize, usize)>,
}

impl Replaced {
    /// Returns the byte of the original text that stands at byte `at` of the new one.
    pub fn original(&self, at: usize) -> usize {
        let after = self.map.partition_point(|(start, ..)| *start <= at);
        let Some((new, new_length, old, old_length)) = after.checked_sub(1).and_then(|n| self.map.get(n)) else {
            return at;
        };
        if at < new + new_length {
            *old
        } else {
            old + old_length + (at - new - new_length)
        }
    }
}

/// A delimiter in the text: `{{< … >}}` or `{{% … %}}`.
struct Mark {
    at: Range<usize>,
    percent: bool,
    inner: Range<usize>,
    in_code: bool,
}

/// Replaces the calls in `text`; none where there are none.
pub(super) fn replace(text: &str) -> Option<Replaced> {
    // Most texts have no brace at all.
    memchr::memchr(b'{', text.as_bytes())?;
    memmem::find(text.as_bytes(), b"{{<").or_else(|| memmem::find(text.as_bytes(), b"{{%"))?;
    let marks = marks(text);
    let closings = closings(text, &marks);
    let mut replaced = Replaced {
        text: String::with_capacity(text.len()),
        pieces: Vec::new(),
        map: Vec::new(),
    };
    let mut from = 0;
    let mut n = 0;
    while n < marks.len() {
        let mark = &marks[n];
        n += 1;
        let inner = &text[mark.inner.clone()];
        let shown = inner.trim().strip_prefix("/*").and_then(|rest| rest.strip_suffix("*/"));
        let (end, piece) = if !mark.ends() {
            (
                mark.at.end,
                Piece::Wrong {
                    problem: Problem::NeverEnds,
                    at: mark.at.clone(),
                },
            )
        } else if let Some(shown) = shown {
            let (open, close) = if mark.percent { ("{{%", "%}}") } else { ("{{<", ">}}") };
            (mark.at.end, Piece::Shown(format!("{open}{shown}{close}")))
        } else if mark.in_code {
            continue;
        } else {
            match written(inner) {
                Err(why) => {
                    let name = inner
                        .trim()
                        .trim_start_matches('/')
                        .split([' ', '"', '=', '\n', '\t'])
                        .next()
                        .unwrap_or_default()
                        .to_owned();
                    (
                        mark.at.end,
                        Piece::Wrong {
                            problem: Problem::Unreadable { name, why },
                            at: mark.at.clone(),
                        },
                    )
                }
                Ok(call) if call.closes => (
                    mark.at.end,
                    Piece::Wrong {
                        problem: Problem::ClosesNothing(call.name),
                        at: mark.at.clone(),
                    },
                ),
                Ok(call) => match closings[n - 1] {
                    Some(closing) => {
                        let close = &marks[closing];
                        let body = mark.at.end..close.at.start;
                        let is = if mark.percent { BodyIs::Markdown } else { BodyIs::Text };
                        let end = close.at.end;
                        n = closing + 1;
                        (
                            end,
                            Piece::Call {
                                call,
                                at: mark.at.clone(),
                                body: Some((body, is)),
                            },
                        )
                    }
                    None => (
                        mark.at.end,
                        Piece::Call {
                            call,
                            at: mark.at.clone(),
                            body: None,
                        },
                    ),
                },
            }
        };
        push_clean(&mut replaced.text, &text[from..mark.at.start]);
        let start = replaced.text.len();
        replaced
            .text
            .push_str(&format!("{START}{}{END}", replaced.pieces.len()));
        replaced
            .map
            .push((start, replaced.text.len() - start, mark.at.start, end - mark.at.start));
        replaced.pieces.push(piece);
        from = end;
    }
    push_clean(&mut replaced.text, &text[from..]);
    Some(replaced)
}

/// Placeholders cannot be forged: the two characters are taken for another, as long, where a text does have them.
fn push_clean(out: &mut String, text: &str) {
    if text.contains([START, END]) {
        out.push_str(&text.replace([START, END], "\u{fffd}"));
    } else {
        out.push_str(text);
    }
}

/// Returns for each mark the number of the one that closes it: the nearest opening of a name that is still open. What was
/// opened in between stands alone. In one pass, so that a thousand calls cost no million steps.
fn closings(text: &str, marks: &[Mark]) -> Vec<Option<usize>> {
    let mut closed_by = vec![None; marks.len()];
    let mut open: Vec<(usize, Box<str>)> = Vec::new();
    let mut counts: HashMap<Box<str>, usize> = HashMap::new();
    for (n, mark) in marks
        .iter()
        .enumerate()
        .filter(|(_, mark)| !mark.in_code && mark.ends())
    {
        let Ok(call) = written(&text[mark.inner.clone()]) else {
            continue;
        };
        if call.self_closing {
            continue;
        }
        if !call.closes {
            *counts.entry(call.name.clone()).or_default() += 1;
            open.push((n, call.name));
            continue;
        }
        if counts.get(&call.name).is_none_or(|count| *count == 0) {
            continue;
        }
        while let Some((opening, name)) = open.pop() {
            counts.entry(name.clone()).and_modify(|count| *count -= 1);
            if name == call.name {
                closed_by[opening] = Some(n);
                break;
            }
        }
    }
    closed_by
}

impl Mark {
    /// Whether its end was found.
    fn ends(&self) -> bool {
        self.at.end != self.inner.end
    }
}

/// Finds all delimiters, and which of them stand in code.
fn marks(text: &str) -> Vec<Mark> {
    let code = code_ranges(text);
    let mut marks: Vec<Mark> = Vec::new();
    let bytes = text.as_bytes();
    let mut at = 0;
    let mut code_at = 0;
    let mut never_end = 0;
    let (mut ends, mut opens) = ([Ahead::default(); 2], [Ahead::default(); 2]);
    while let Some(found) = memmem::find(&bytes[at..], b"{{") {
        let start = at + found;
        let percent = match bytes.get(start + 2) {
            Some(b'<') if names_a_call(&bytes[start + 3..]) => false,
            Some(b'%') if names_a_call(&bytes[start + 3..]) => true,
            _ => {
                at = start + 1;
                continue;
            }
        };
        while code_at < code.len() && code[code_at].end <= start {
            code_at += 1;
        }
        let in_code = code.get(code_at).is_some_and(|range| range.contains(&start));
        let close: &[u8] = if percent { b"%}}" } else { b">}}" };
        let open: &[u8] = if percent { b"{{%" } else { b"{{<" };
        let end = ends[usize::from(percent)].after(bytes, start + 3, close);
        // The next opening before the end means that this one never ends.
        let next = opens[usize::from(percent)].after(bytes, start + 3, open);
        match end.filter(|end| next.is_none_or(|next| next > *end)) {
            Some(end) => {
                marks.push(Mark {
                    at: start..end + 3,
                    percent,
                    inner: start + 3..end,
                    in_code,
                });
                at = end + 3;
            }
            None => {
                at = start + 3;
                // In code it is no call, and past the first ones a writer knows; calls that do end still count.
                never_end += usize::from(!in_code);
                if in_code || never_end > MAX_NEVER_END {
                    continue;
                }
                let open = start..at;
                marks.push(Mark {
                    inner: open.end..open.end,
                    at: open,
                    percent,
                    in_code,
                });
            }
        }
    }
    marks
}

/// Whether a name follows, or the mark of one that closes or is to be shown: without it the braces are just characters.
fn names_a_call(rest: &[u8]) -> bool {
    let rest = rest.trim_ascii_start();
    let rest = rest.strip_prefix(b"/").unwrap_or(rest).trim_ascii_start();
    rest.first()
        .is_some_and(|first| first.is_ascii_alphabetic() || *first == b'*')
}

/// How many calls that never end are told of in one text.
const MAX_NEVER_END: usize = 20;

/// The next place of something, kept until it is passed, so that what is far away is not looked for again and again.
#[derive(Debug, Clone, Copy)]
enum Ahead {
    /// It was found here.
    At(usize),
    /// There is none.
    Never,
}

impl Default for Ahead {
    fn default() -> Self {
        Self::At(0)
    }
}

impl Ahead {
    fn after(&mut self, bytes: &[u8], from: usize, what: &[u8]) -> Option<usize> {
        match *self {
            Self::Never => None,
            Self::At(at) if at >= from && at > 0 => Some(at),
            Self::At(_) => {
                let found = memmem::find(&bytes[from..], what).map(|n| from + n);
                *self = found.map_or(Self::Never, Self::At);
                found
            }
        }
    }
}

fn code_ranges(text: &str) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    // Code has one of these before it; most texts with calls have none, and need not be read twice.
    if !["`", "~~~", "    ", "\t"].iter().any(|mark| text.contains(mark)) {
        return ranges;
    }
    let mut open = 0;
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Code(_) => ranges.push(range),
            Event::Start(Tag::CodeBlock(_)) => open = range.start,
            Event::End(TagEnd::CodeBlock) => ranges.push(open..range.end),
            _ => {}
        }
    }
    ranges
}
