//! HTML as what it means: two texts of it are the same if a browser makes the same of them.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use percent_encoding::percent_decode_str;

#[derive(Default)]
struct Seen {
    parts: RefCell<Vec<String>>,
    in_pre: RefCell<bool>,
}

/// Returns the tags with their attributes in order, and the text between them with its white space as a browser shows it.
pub fn meaning(html: &str) -> Vec<String> {
    let tokenizer = Tokenizer::new(Seen::default(), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    let parts = tokenizer.sink.parts.take();
    // White space at the edge of a block is not shown.
    let is_block = |part: Option<&String>| part.is_none_or(|part| is_block(part));
    let mut out = Vec::new();
    for (n, part) in parts.iter().enumerate() {
        let mut part = part.as_str();
        if !part.starts_with(['<', '\u{1}']) {
            if is_block(n.checked_sub(1).and_then(|n| parts.get(n))) {
                part = part.trim_start();
            }
            if is_block(parts.get(n + 1)) {
                part = part.trim_end();
            }
        }
        if !part.is_empty() {
            out.push(part.to_owned());
        }
    }
    out
}

fn is_block(tag: &str) -> bool {
    let name = tag
        .trim_start_matches(['<', '/'])
        .split([' ', '>'])
        .next()
        .unwrap_or_default();
    const BLOCKS: [&str; 31] = [
        "p",
        "ul",
        "ol",
        "li",
        "blockquote",
        "pre",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
        "div",
        "br",
        "dl",
        "dt",
        "dd",
        "section",
        "aside",
        "figure",
        "details",
        "article",
        "script",
        "style",
    ];
    tag.starts_with('<') && BLOCKS.contains(&name)
}

impl Seen {
    fn text(&self, text: &str) {
        let mut parts = self.parts.borrow_mut();
        let in_pre = *self.in_pre.borrow();
        let mut last = parts.pop().unwrap_or_default();
        let goes_on = !last.is_empty() && !last.starts_with('<');
        if !goes_on && !last.is_empty() {
            parts.push(std::mem::take(&mut last));
        }
        if in_pre {
            if last.is_empty() {
                last.push('\u{1}');
            }
            last.push_str(text);
        } else {
            for c in text.chars() {
                let c = if matches!(c, ' ' | '\n' | '\t' | '\r') { ' ' } else { c };
                if c != ' ' || !last.ends_with(' ') {
                    last.push(c);
                }
            }
        }
        parts.push(last);
    }

    fn tag(&self, tag: &Tag) {
        if &*tag.name == "pre" {
            *self.in_pre.borrow_mut() = tag.kind == TagKind::StartTag;
        }
        let mut shown = String::from(if tag.kind == TagKind::EndTag { "</" } else { "<" });
        shown.push_str(&tag.name);
        let mut attributes: Vec<String> = tag
            .attrs
            .iter()
            .map(|attribute| {
                // An address means the same whichever of its signs are encoded.
                let value = percent_decode_str(&attribute.value).decode_utf8_lossy();
                format!(" {}=\"{value}\"", &*attribute.name.local)
            })
            .collect();
        attributes.sort();
        shown.extend(attributes);
        shown.push('>');
        self.parts.borrow_mut().push(shown);
    }
}

impl TokenSink for Seen {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) => self.tag(&tag),
            Token::CharacterTokens(text) => self.text(&text),
            Token::NullCharacterToken => self.text("\u{fffd}"),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}
