//! What was meant as a link, a call or a note and is none: it would stand in the page as it was typed, and nobody would say so.

use std::ops::Range;

use memchr::memmem;
use pulldown_cmark::{Event, Tag, TagEnd};

use super::fragment::Writer;
use crate::diagnostic::Code;

/// The kinds of notes that Markdown knows.
const NOTES: &[&str] = &["NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"];

/// How far an address, a call and the name of a note may go on, and how many slips of a kind are told of in one text.
const FAR: usize = 300;
const LABEL: usize = 30;
const MANY: usize = 20;

impl Writer<'_, '_> {
    /// Tells of slips in the text that the parser took for plain text.
    pub(super) fn slips(&mut self, events: &[(Event<'_>, Range<usize>)]) {
        let bytes = self.source.as_bytes();
        let spaces = places(bytes, *b"](").filter(|at| spaced_address(self.source, *at).is_some());
        let spaces: Vec<usize> = spaces.collect();
        let braces = places(bytes, *b"{<").chain(places(bytes, *b"{%"));
        let braces: Vec<usize> = braces.filter(|at| self.one_brace(*at).is_some()).collect();
        let notes: Vec<usize> = places(bytes, *b"[!")
            .filter(|at| note_kind(self.source, *at).is_some())
            .collect();
        if spaces.is_empty() && braces.is_empty() && notes.is_empty() {
            return;
        }
        let text = text_ranges(events);
        let is_text = |at: &usize| {
            let next = text.partition_point(|range| range.start <= *at);
            next.checked_sub(1).is_some_and(|n| text[n].contains(at))
        };
        for at in spaces.into_iter().filter(|at| is_text(&(at + 1))).take(MANY) {
            let Some(address) = spaced_address(self.source, at) else {
                continue;
            };
            let span = self.span(&(at + 2..at + 2 + address.len()));
            let message = format!("{address} has a space in it, so this is no link or picture but text");
            let hint = match address.contains(':') {
                true => "take the space out: such an address has none".to_owned(),
                false => format!("put  <  and  >  around the address:  (<{address}>)"),
            };
            self.find(Code::SpaceInAddress, message, span, hint).group = Some("space".to_owned());
        }
        for at in braces.into_iter().filter(is_text).take(MANY) {
            let Some((name, end)) = self.one_brace(at) else {
                continue;
            };
            let message = format!("this call of {name} has one brace, so it is no call but text");
            let written = self.source[at..end].trim_matches(['{', '}']).to_owned();
            let span = self.span(&(at..end));
            self.find(Code::OneBrace, message, span, format!("write two:  {{{{{written}}}}}"));
        }
        for at in notes.into_iter().filter(is_text).take(MANY) {
            let Some(kind) = note_kind(self.source, at) else {
                continue;
            };
            let near = NOTES
                .iter()
                .map(|known| (strsim::damerau_levenshtein(known, &kind.to_uppercase()), known))
                .min();
            let hint = match near {
                Some((distance, known)) if distance <= 2 => format!("did you mean  [!{known}]  ?"),
                _ => format!("it is one of: {}", NOTES.join(", ")),
            };
            let span = self.span(&(at..at + kind.len() + 3));
            let message = format!("there is no kind of note {kind}, so this is a quotation");
            self.find(Code::UnknownNote, message, span, hint);
        }
    }

    /// Returns the shortcode that is called with one brace at a place, and where the call ends.
    fn one_brace(&self, at: usize) -> Option<(String, usize)> {
        let (before, rest) = (self.source[..at].chars().next_back(), &self.source[at..]);
        let close = if rest.starts_with("{<") { ">}" } else { "%}" };
        let end = memmem::find(&rest.as_bytes()[..rest.len().min(FAR)], close.as_bytes())?;
        let inner = rest.get(2..end)?.trim_start().trim_start_matches('/').trim_start();
        let name = inner.split([' ', '"', '\n']).next().unwrap_or_default();
        let known = self.state.context.shortcodes.contains_key(name);
        (known && before != Some('{')).then(|| (name.to_owned(), at + end + close.len()))
    }
}

/// All places of two signs, of which the second is the rarer one. In one pass.
fn places(text: &[u8], [first, second]: [u8; 2]) -> impl Iterator<Item = usize> {
    let seconds = memchr::memchr_iter(second, text);
    seconds.filter_map(move |at| at.checked_sub(1).filter(|before| text[*before] == first))
}

/// Returns the address behind the `](` at a place, if it is one of a file or page and has a space in it.
fn spaced_address(source: &str, at: usize) -> Option<&str> {
    let rest = &source[at + 2..];
    let near = &rest.as_bytes()[..rest.len().min(FAR)];
    let end = memchr::memchr2(b')', b'\n', near)?;
    let inner = rest.get(..end).filter(|_| near[end] == b')')?;
    // Nearly every address ends here.
    memchr::memchr(b' ', inner.as_bytes())?;
    // Behind the address may stand a title.
    let title = [" \"", " '"].iter().filter_map(|mark| inner.find(mark)).min();
    let address = &inner[..title.unwrap_or(inner.len())];
    let address = address.trim();
    let last = address.rsplit(['/', ' ']).next().unwrap_or(address);
    let ending = last.rsplit_once('.').map_or("", |(_, ending)| ending);
    let is_file = (2..=5).contains(&ending.len()) && ending.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_address = is_file || address.starts_with(['/', '.']) || address.contains("://");
    (address.contains(' ') && !address.contains(['<', '>', '"']) && is_address).then_some(address)
}

/// Returns the kind in `> [!KIND]`, if Markdown does not know it.
fn note_kind(source: &str, at: usize) -> Option<&str> {
    let before = source.as_bytes()[..at]
        .iter()
        .rev()
        .take(FAR)
        .take_while(|byte| **byte != b'\n');
    let is_mark = |byte: &&u8| matches!(**byte, b'>' | b' ');
    if !before.clone().all(|byte| is_mark(&byte)) || !before.clone().any(|byte| *byte == b'>') {
        return None;
    }
    let length = source.as_bytes()[at..]
        .iter()
        .take(LABEL)
        .position(|byte| *byte == b']')?;
    let (kind, rest) = (&source[at + 2..at + length], &source[at + length + 1..]);
    let alone = rest.lines().next().unwrap_or_default().trim().is_empty();
    let is_word = !kind.is_empty() && kind.chars().all(char::is_alphabetic);
    let is_known = alone && NOTES.iter().any(|known| known.eq_ignore_ascii_case(kind));
    (is_word && !is_known).then_some(kind)
}

/// Returns where the parser found plain text, code apart.
fn text_ranges(events: &[(Event<'_>, Range<usize>)]) -> Vec<Range<usize>> {
    let mut ranges = Vec::new();
    let mut in_code = false;
    for (event, range) in events {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => ranges.push(range.clone()),
            _ => {}
        }
    }
    ranges
}
