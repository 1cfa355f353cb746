//! What a page tells of itself in its head: to services that make a card of it, and to readers of feeds.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{
    BufferQueue, CharacterTokens, EndTag, StartTag, Tag, TagToken, Token, TokenSink, TokenSinkResult, Tokenizer,
};

/// What a page tells of itself. Empty texts are absent.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(super) struct Metadata {
    /// The language of the page, a tag.
    pub lang: Option<String>,
    /// `<title>`
    pub title: Option<String>,
    /// `<meta name="description">`
    pub description: Option<String>,
    /// Open Graph (ogp.me) and Twitter cards: each property once, the first.
    properties: Vec<(String, String)>,
    /// Feeds of the page: media type and address.
    pub feeds: Vec<(String, String)>,
    /// `<link rel="canonical">`
    pub canonical: Option<String>,
}

impl Metadata {
    /// Reads the head of a page. What stands behind it is not looked at.
    pub fn of(html: &str) -> Self {
        let head = html.find("</head>").map_or(html, |end| &html[..end]);
        let sink = Sink::default();
        let tokenizer = Tokenizer::new(sink, Default::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(head));
        // Nothing here runs a script, which alone would make it stop half-way.
        let _ = tokenizer.feed(&queue);
        tokenizer.end();
        let mut found = tokenizer.sink.found.into_inner();
        found.title = found
            .title
            .map(|title| title.trim().to_owned())
            .filter(|title| !title.is_empty());
        found
    }

    /// Returns the first of these properties that there is.
    pub fn property(&self, names: &[&str]) -> Option<&str> {
        let find = |name: &&str| self.properties.iter().find(|(known, _)| known == name);
        names.iter().find_map(find).map(|(_, value)| value.as_str())
    }
}

#[derive(Default)]
struct Sink {
    found: RefCell<Metadata>,
    in_title: RefCell<bool>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        match token {
            TagToken(tag) if tag.kind == StartTag => {
                if &*tag.name == "title" {
                    *self.in_title.borrow_mut() = self.found.borrow().title.is_none();
                    return TokenSinkResult::RawData(html5ever::tokenizer::states::Rcdata);
                }
                if matches!(&*tag.name, "style" | "script") {
                    let kind = if &*tag.name == "style" {
                        html5ever::tokenizer::states::Rawtext
                    } else {
                        html5ever::tokenizer::states::ScriptData
                    };
                    return TokenSinkResult::RawData(kind);
                }
                self.found.borrow_mut().take(&tag);
            }
            TagToken(tag) if tag.kind == EndTag && &*tag.name == "title" => *self.in_title.borrow_mut() = false,
            CharacterTokens(text) if *self.in_title.borrow() => {
                self.found.borrow_mut().title.get_or_insert_default().push_str(&text);
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Metadata {
    fn take(&mut self, tag: &Tag) {
        let value = |name: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == name);
            found
                .map(|attribute| attribute.value.trim().to_owned())
                .filter(|value| !value.is_empty())
        };
        match &*tag.name {
            "html" => self.lang = value("lang"),
            "meta" => {
                let Some(content) = value("content") else { return };
                let Some(name) = value("property").or_else(|| value("name")) else {
                    return;
                };
                if name.eq_ignore_ascii_case("description") {
                    self.description.get_or_insert(content);
                } else if self.property(&[&name]).is_none() {
                    self.properties.push((name, content));
                }
            }
            "link" => {
                let (rel, href) = (value("rel").unwrap_or_default(), value("href"));
                let Some(href) = href else { return };
                if rel == "canonical" {
                    self.canonical.get_or_insert(href);
                } else if let Some(kind) = value("type").filter(|_| rel == "alternate") {
                    self.feeds.push((kind, href));
                }
            }
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_tells_of_itself_in_its_head_and_nowhere_else() {
        let page = "<!doctype html><html lang=nl-NL><head><title> Raad &amp; <b>markt</b>\n</title>
            <script>'<meta property=\"og:title\" content=\"Vals\">'</script><style>a::after { content: '<title>x' }</style>
            <meta content='Eerste &quot;zin&quot;' name=Description><meta property=og:title content=Raad><meta property=og:title content=Ander>
            <meta property=og:image content=''><link rel=canonical href=/raad/>
            <link rel=alternate type=application/atom+xml href=/atom.xml></head><body><meta property=og:image content=x><title>Icoon</title>";
        let told = Metadata::of(page);
        assert_eq!(told.lang.as_deref(), Some("nl-NL"));
        assert_eq!(told.title.as_deref(), Some("Raad & <b>markt</b>"));
        assert_eq!(told.description.as_deref(), Some("Eerste \"zin\""));
        assert_eq!(told.property(&["og:title"]), Some("Raad"));
        assert_eq!(told.property(&["twitter:title", "og:image"]), None);
        assert_eq!(told.canonical.as_deref(), Some("/raad/"));
        assert_eq!(
            told.feeds,
            [("application/atom+xml".to_owned(), "/atom.xml".to_owned())]
        );
        assert_eq!(Metadata::of(""), Metadata::default());
    }
}
