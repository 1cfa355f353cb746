//! Short texts outside the body: leads, take-aways, captions.

use memchr::{memchr3, memmem};
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::escape::{escape_into, escaped, unescaped};
use super::links::{Destination, destination};
use super::quotes;
use crate::language::Tag as Language;

const OPTIONS: Options = Options::ENABLE_STRIKETHROUGH.union(Options::ENABLE_SMART_PUNCTUATION);

/// Returns inline Markdown as HTML that is safe anywhere in a page: emphasis, code, links to safe addresses. HTML in it is
/// shown as text; blocks lose their form and keep their words.
pub fn inline(text: &str, language: &Language) -> String {
    inline_with(text, language, &|target| Some(target.to_owned()))
}

/// The same; `resolve` says where a link leads, none where it is to be plain text.
pub fn inline_with(text: &str, language: &Language, resolve: &dyn Fn(&str) -> Option<String>) -> String {
    // Most leads have nothing to mark up.
    if is_plain(text) {
        escaped(text.trim_end())
    } else {
        marked_up(text, language, resolve)
    }
}

/// Whether Markdown leaves a text as it is: one line that is a paragraph, for it starts with a letter or with a number that is none of a
/// list, without what marks up or becomes another sign.
fn is_plain(text: &str) -> bool {
    let marks = |byte: u8| {
        matches!(
            byte,
            b'*' | b'_' | b'`' | b'[' | b'<' | b'&' | b'\\' | b'"' | b'\'' | b'~'
        ) | byte.is_ascii_control()
    };
    let behind_number = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.starts_with(char::is_alphanumeric)
        && !behind_number.starts_with(['.', ')'])
        // Without an early end, so that many bytes are looked at in one go.
        && !text.bytes().fold(false, |marked, byte| marked | marks(byte))
        && ["--", ".."].iter().all(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_none())
}

fn marked_up(text: &str, language: &Language, resolve: &dyn Fn(&str) -> Option<String>) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut links = Vec::new();
    for (event, range) in Parser::new_ext(text, OPTIONS).into_offset_iter() {
        match event {
            Event::Text(piece) => {
                let mut chars = piece.chars();
                match (chars.next(), chars.next()) {
                    (Some(smart @ ('‘' | '’' | '“' | '”')), None) => {
                        let before = &text[..range.start];
                        let source = text.get(range.clone()).unwrap_or_default();
                        out.push_str(quotes::mark(smart, source, before, &text[range.end..], language));
                    }
                    _ => escape_into(&mut out, &piece),
                }
            }
            Event::Code(code) => {
                out.push_str("<code>");
                escape_into(&mut out, &code);
                out.push_str("</code>");
            }
            Event::Html(raw) | Event::InlineHtml(raw) => escape_into(&mut out, raw.trim_end()),
            Event::SoftBreak | Event::HardBreak | Event::Rule => out.push(' '),
            Event::Start(Tag::Emphasis) => out.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => out.push_str("</em>"),
            Event::Start(Tag::Strong) => out.push_str("<strong>"),
            Event::End(TagEnd::Strong) => out.push_str("</strong>"),
            Event::Start(Tag::Strikethrough) => out.push_str("<del>"),
            Event::End(TagEnd::Strikethrough) => out.push_str("</del>"),
            Event::Start(Tag::Link { dest_url, .. }) => {
                let address = match destination(&dest_url, &[]) {
                    Destination::Outside(url) => resolve(&url),
                    Destination::Inside(target, _) => resolve(&target),
                    Destination::Anchor(id) => resolve(&format!("#{id}")),
                    Destination::Empty | Destination::Unsafe => None,
                };
                if let Some(address) = &address {
                    out.push_str("<a href=\"");
                    escape_into(&mut out, address);
                    out.push_str("\">");
                }
                links.push(address.is_some());
            }
            Event::End(TagEnd::Link) if links.pop() == Some(true) => out.push_str("</a>"),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_))
                if !out.is_empty() && range.end < text.len() =>
            {
                out.push(' ')
            }
            _ => {}
        }
    }
    out.truncate(out.trim_end().len());
    out
}

/// Returns what links in inline Markdown lead to, as written: files and pages of this site, and whole addresses, which may be its own.
pub fn inline_links(text: &str) -> Vec<Box<str>> {
    if !text.contains('[') {
        return Vec::new();
    }
    let links = Parser::new_ext(text, OPTIONS).filter_map(|event| match event {
        Event::Start(Tag::Link { dest_url, .. }) => match destination(&dest_url, &[]) {
            Destination::Inside(target, _) => Some(target.into()),
            Destination::Outside(url) if url.contains("//") => Some(url.into()),
            _ => None,
        },
        _ => None,
    });
    links.collect()
}

/// Returns Markdown as plain text.
pub fn plain(text: &str) -> String {
    let mut out = String::new();
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Text(piece) | Event::Code(piece) => out.push_str(&piece),
            Event::SoftBreak | Event::HardBreak => out.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_)) => out.push(' '),
            _ => {}
        }
    }
    out.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns HTML that this stage wrote as plain text.
pub fn plain_of_html(html: &str) -> String {
    if memchr3(b'<', b'&', b'\n', html.as_bytes()).is_none() {
        return html.to_owned();
    }
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let Some(close) = rest.find('>') else { break };
        let tag = &rest[..=close];
        // Blocks part words; inline markup does not.
        if tag.starts_with("</p") || tag.starts_with("</h") || tag.starts_with("</li") || tag.starts_with("<br") {
            text.push(' ');
        }
        rest = &rest[close + 1..];
    }
    text.push_str(rest);
    unescaped(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_plain_is_as_markdown_has_it() {
        let language = Language::parse("nl").unwrap();
        for text in [
            "Over 1. de raad - en 2) wat #hij = + doet! | Zo: ja. ",
            "a > b. c^d ](x) {#id} $x$ ==y== :tada: https://a.nl/b?c=d",
            "2025 was 1.5",
            "é  twee  spaties\u{a0}",
        ] {
            assert!(is_plain(text), "{text}");
            assert_eq!(inline(text, &language), marked_up(text, &language, &|_| None), "{text}");
        }
        for text in [
            "1. een", "12) een", "- een", "> een", " een", "", "a *b*", "a's", "a -- b", "a.. b", "a\nb", "a\tb",
            "a\\b",
        ] {
            assert!(!is_plain(text), "{text}");
        }
    }
}
