//! Whether HTML can run anything, as a tokenizer of browsers reads it.

use std::cell::Cell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

/// Elements that run something, take something in, or change what stands behind them.
const HARMFUL: &[&str] = &[
    "script",
    "style",
    "iframe",
    "frame",
    "object",
    "embed",
    "applet",
    "base",
    "link",
    "meta",
    "svg",
    "math",
    "form",
    "button",
    "textarea",
    "title",
    "xmp",
    "plaintext",
    "noscript",
    "template",
    "noembed",
    "noframes",
];
/// Attributes that hold an address.
const ADDRESSES: &[&str] = &[
    "href",
    "src",
    "poster",
    "action",
    "formaction",
    "background",
    "cite",
    "data",
    "longdesc",
    "ping",
    "srcset",
    "xlink:href",
];

struct Judge {
    tags: Cell<usize>,
}

impl TokenSink for Judge {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        if let Token::TagToken(tag) = token
            && tag.kind == TagKind::StartTag
        {
            self.tags.set(self.tags.get() + 1);
            assert!(!HARMFUL.contains(&&*tag.name), "<{}>", tag.name);
            for attribute in &tag.attrs {
                let name = &*attribute.name.local;
                assert!(
                    !name.starts_with("on") && name != "style" && name != "srcdoc",
                    "{name} of <{}>",
                    tag.name
                );
                if ADDRESSES.contains(&name) {
                    harmless(&attribute.value);
                }
            }
        }
        TokenSinkResult::Continue
    }
}

/// Checks HTML.
pub fn check(html: &str) {
    let tokenizer = Tokenizer::new(Judge { tags: Cell::new(0) }, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    let _ = tokenizer.feed(&input);
    tokenizer.end();
}

/// Checks that an address, as browsers read it (WHATWG URL), runs nothing.
pub fn harmless(address: &str) {
    if let Some(scheme) = scheme(address) {
        let known = ["http", "https", "mailto", "tel", "sms", "webcal"];
        assert!(known.contains(&&*scheme), "{address:?} leads to {scheme}:");
    }
}

/// The scheme of an address on a page of the web, as browsers read it; none where it leads nowhere.
pub fn scheme(address: &str) -> Option<String> {
    let page = url::Url::parse("https://proef.example/nieuws/").expect("an address");
    page.join(address).ok().map(|url| url.scheme().to_owned())
}
