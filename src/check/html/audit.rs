//! Going through a finished page, token by token: nothing of it is kept but what is open.

use std::cell::RefCell;
use std::collections::{BTreeSet, HashSet};

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};

use super::leftover;
use super::slip::Slip;
use crate::render::attribute;

/// Returns what is wrong with a page, each once, sorted. `is_word` says whether a text is the name of a word of the theme.
pub(super) fn audit(html: &str, is_word: &dyn Fn(&str) -> bool) -> Vec<Slip> {
    let page = Page {
        is_word,
        open: Vec::new(),
        ids: HashSet::new(),
        names: HashSet::new(),
        references: Vec::new(),
        main_headings: 0,
        leads_on: false,
        slips: BTreeSet::new(),
        pending: String::new(),
    };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(page)), TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from_slice(html));
    // A sink that never asks for a script to be run has all of it read in one go.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.0.into_inner().finish()
}

struct Sink<'a>(RefCell<Page<'a>>);

impl TokenSink for Sink<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        match token {
            // It comes in pieces, one for each sign that is written by its name.
            Token::CharacterTokens(text) => page.pending.push_str(&text),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                page.start(&tag);
                return raw_kind(&tag);
            }
            Token::TagToken(tag) => page.end(&tag.name),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

/// What stands in a script is no HTML: the tokenizer is told so, as a parser would (WHATWG HTML, 13.2.6.4.4).
fn raw_kind(tag: &Tag) -> TokenSinkResult<()> {
    use html5ever::tokenizer::states::{Rawtext, Rcdata, ScriptData};
    match &*tag.name {
        "script" => TokenSinkResult::RawData(ScriptData),
        "style" | "iframe" | "xmp" | "noembed" | "noframes" => TokenSinkResult::RawData(Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

/// An element that is open.
struct Open {
    name: Box<str>,
    /// Where it leads, of a link.
    href: Option<String>,
    /// Whether it may be empty: it is not shown, or a script fills it.
    may_be_empty: bool,
    /// Whether there is something in it to read, to hear or to do.
    has_content: bool,
    /// Whether there is an element in it.
    has_element: bool,
    /// Its own text, as long as it is short and nothing else is in it.
    text: String,
}

struct Page<'a> {
    is_word: &'a dyn Fn(&str) -> bool,
    open: Vec<Open>,
    ids: HashSet<String>,
    /// Names of anchors, to which an address may lead too.
    names: HashSet<String>,
    references: Vec<(&'static str, String)>,
    main_headings: usize,
    /// Whether it leads on to another page, and is read by nobody.
    leads_on: bool,
    slips: BTreeSet<Slip>,
    /// The text since the last tag.
    pending: String,
}

/// Elements without an end (WHATWG HTML, 13.1.2).
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "param",
];

/// Elements whose text is no language: code, and what only programs read.
const UNREAD: [&str; 9] = [
    "script", "style", "pre", "code", "samp", "kbd", "var", "template", "noscript",
];

/// Elements that are something by themselves.
const CONTENT: [&str; 12] = [
    "input", "select", "textarea", "video", "audio", "iframe", "object", "embed", "canvas", "meter", "progress", "hr",
];

/// Elements that make no sense without anything in them. A head of a table does, in its corner; those of texts have a rule of their own.
const NEVER_EMPTY: [&str; 13] = [
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "p",
    "li",
    "button",
    "figcaption",
    "summary",
    "legend",
    "label",
];

/// How much of a text is kept to compare it as a whole.
const SHORT: usize = 64;

impl Page<'_> {
    /// Looks at the text since the last tag.
    fn text(&mut self) {
        let text = std::mem::take(&mut self.pending);
        let text = text.as_str();
        if text.is_empty() {
            return;
        }
        if self.open.iter().any(|open| UNREAD.contains(&&*open.name)) {
            // To read it is something all the same, unless it is a script.
            if !text.trim().is_empty() && !self.is_in(&["script", "style", "template"]) {
                self.content();
            }
            return;
        }
        if let Some(piece) = leftover::in_text(text) {
            self.slips.insert(Slip::Leftover(piece));
        }
        if let Some(open) = self.open.last_mut()
            && open.text.len() < SHORT
        {
            open.text.push_str(text);
        }
        if !text.trim().is_empty() {
            self.content();
        }
    }

    fn is_in(&self, names: &[&str]) -> bool {
        self.open.iter().any(|open| names.contains(&&*open.name))
    }

    /// There is something in all that is open.
    fn content(&mut self) {
        self.open.iter_mut().for_each(|open| open.has_content = true);
    }

    fn start(&mut self, tag: &Tag) {
        self.text();
        let name = &*tag.name;
        self.close_before(name);
        if let Some(parent) = self.open.last_mut() {
            parent.has_element = true;
        }
        self.attributes(tag);
        let has_name = ["aria-label", "aria-labelledby", "title"]
            .iter()
            .any(|name| attribute(tag, name).is_some_and(|value| !value.trim().is_empty()));
        if CONTENT.contains(&name) || (has_name && name != "p" && name != "li") {
            self.content();
        }
        match name {
            "img" => self.picture(tag),
            "h1" if attribute(tag, "hidden").is_none() => self.main_headings += 1,
            "meta" => {
                self.leads_on |= attribute(tag, "http-equiv").is_some_and(|value| value.eq_ignore_ascii_case("refresh"))
            }
            _ => {}
        }
        if VOID.contains(&name) || tag.self_closing && self.is_in(&["svg", "math"]) {
            return;
        }
        let is_hidden = ["hidden", "aria-hidden", "aria-live", "role"]
            .iter()
            .any(|name| attribute(tag, name).is_some_and(|value| value != "false"));
        self.open.push(Open {
            name: name.into(),
            href: attribute(tag, "href").map(str::to_owned).filter(|_| name == "a"),
            may_be_empty: is_hidden || self.is_in(&["template", "noscript"]),
            has_content: has_name,
            has_element: false,
            text: String::new(),
        });
    }

    /// An item ends where the next begins, and a paragraph where a block does (13.1.2.4).
    fn close_before(&mut self, name: &str) {
        const BLOCKS: [&str; 20] = [
            "p",
            "ul",
            "ol",
            "dl",
            "div",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "table",
            "section",
            "article",
            "aside",
            "nav",
            "header",
            "footer",
            "figure",
            "blockquote",
        ];
        let is_before = |open: &Open| match &*open.name {
            "p" => BLOCKS.contains(&name),
            "li" => name == "li",
            "td" | "th" => matches!(name, "td" | "th" | "tr"),
            _ => false,
        };
        while self.open.last().is_some_and(is_before) {
            self.close_last();
        }
    }

    fn end(&mut self, name: &str) {
        self.text();
        // An end without a beginning means nothing.
        let Some(at) = self.open.iter().rposition(|open| &*open.name == name) else {
            return;
        };
        while self.open.len() > at {
            self.close_last();
        }
    }

    fn close_last(&mut self) {
        let Some(closed) = self.open.pop() else { return };
        let text = closed.text.trim();
        if !closed.has_element && !UNREAD.contains(&&*closed.name) && !self.is_in(&UNREAD) {
            if let Some(value) = leftover::in_whole(text) {
                self.slips.insert(Slip::Leftover(value.to_owned()));
            } else if leftover::is_like_a_key(text) && (self.is_word)(text) {
                self.slips.insert(Slip::WordKey(text.to_owned()));
            }
        }
        if closed.has_content || closed.may_be_empty {
            return;
        }
        if let Some(href) = closed.href {
            self.slips.insert(Slip::EmptyLink(href));
        } else if NEVER_EMPTY.contains(&&*closed.name) {
            self.slips.insert(Slip::Empty(closed.name.into()));
        } else {
            return;
        }
        // What holds nothing but that is told of with it.
        self.content();
    }

    fn picture(&mut self, tag: &Tag) {
        let src = attribute(tag, "src").unwrap_or_default();
        match attribute(tag, "alt") {
            None => drop(self.slips.insert(Slip::NoAlt(src.to_owned()))),
            Some(alt) if !alt.trim().is_empty() => self.content(),
            // One that only decorates makes a paragraph no empty one.
            Some(_) => self
                .open
                .iter_mut()
                .filter(|open| open.href.is_none() && &*open.name != "button")
                .for_each(|open| open.has_content = true),
        }
        let has_size = attribute(tag, "width").is_some() && attribute(tag, "height").is_some();
        // How large a picture of another site is nobody knows here.
        if !has_size && !src.contains("//") && !src.starts_with("data:") {
            self.slips.insert(Slip::NoSize(src.to_owned()));
        }
    }

    fn attributes(&mut self, tag: &Tag) {
        for attribute in &tag.attrs {
            let value = &*attribute.value;
            match &*attribute.name.local {
                "id" if value.is_empty() || self.ids.insert(value.to_owned()) => {}
                "id" => drop(self.slips.insert(Slip::IdTwice(value.to_owned()))),
                "name" if &*tag.name == "a" => drop(self.names.insert(value.to_owned())),
                "href" if &*tag.name == "a" => {
                    if let Some(id) = value.strip_prefix('#').filter(|id| !id.is_empty() && *id != "top") {
                        let id = percent_encoding::percent_decode_str(id)
                            .decode_utf8_lossy()
                            .into_owned();
                        self.references.push(("href", id));
                    }
                }
                "for" if &*tag.name == "label" => self.references.push(("for", value.to_owned())),
                "aria-labelledby" => self.all_of("aria-labelledby", value),
                "aria-describedby" => self.all_of("aria-describedby", value),
                "aria-controls" => self.all_of("aria-controls", value),
                "headers" => self.all_of("headers", value),
                _ => {}
            }
            let name = &*attribute.name.local;
            // What scripts read has its own form.
            if name.starts_with("data-") || name.starts_with("on") {
                continue;
            }
            let leftover = leftover::in_text(value).or_else(|| {
                let is_shown = matches!(
                    name,
                    "href" | "src" | "alt" | "title" | "content" | "aria-label" | "lang" | "class" | "id"
                );
                leftover::in_whole(value).filter(|_| is_shown).map(str::to_owned)
            });
            if let Some(piece) = leftover.filter(|_| !self.is_in(&UNREAD)) {
                self.slips.insert(Slip::Leftover(piece));
            }
        }
    }

    fn all_of(&mut self, name: &'static str, value: &str) {
        let ids = value.split_ascii_whitespace();
        self.references.extend(ids.map(|id| (name, id.to_owned())));
    }

    fn finish(mut self) -> Vec<Slip> {
        self.text();
        while !self.open.is_empty() {
            self.close_last();
        }
        let references = std::mem::take(&mut self.references);
        for (name, id) in references {
            let is_there = self.ids.contains(&id) || (name == "href" && self.names.contains(&id));
            if !is_there {
                self.slips.insert(Slip::NoSuchId(name, id));
            }
        }
        match self.main_headings {
            _ if self.leads_on => {}
            0 => drop(self.slips.insert(Slip::NoMainHeading)),
            1 => {}
            count => drop(self.slips.insert(Slip::MainHeadings(count))),
        }
        self.slips.into_iter().collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slips(html: &str) -> Vec<Slip> {
        audit(&format!("<h1>Kop</h1>{html}"), &|key| key == "share_on")
    }

    #[test]
    fn what_slipped_through_is_found() {
        let leftover = |text: &str| Slip::Leftover(text.to_owned());
        let empty = |name: &str| Slip::Empty(name.to_owned());
        for (html, slip) in [
            ("<p>Zie {{ page.title }}</p>", leftover("{{ page.title }}")),
            ("<p>{% if x %}</p>", leftover("{% if x %}")),
            ("<p>{{&lt; youtube id=1 &gt;}}</p>", leftover("{{< youtube id=1 >}}")),
            ("<a href=\"{{ url }}\">x</a>", leftover("{{ url }}")),
            ("<p>undefined</p>", leftover("undefined")),
            (
                "<img src=\"/a.png\" alt=\"undefined\" width=1 height=1>",
                leftover("undefined"),
            ),
            ("<p>Aan [object Object], graag</p>", leftover("[object Object], graag")),
            ("<p><span>share_on</span></p>", Slip::WordKey("share_on".into())),
            ("<h2></h2>", empty("h2")),
            ("<h2><span> </span></h2>", empty("h2")),
            ("<ul><li><li>b</ul>", empty("li")),
            ("<p>\n&nbsp;</p>", empty("p")),
            ("<button><svg><path/></svg></button>", empty("button")),
            ("<a href=\"/x/\"></a>", Slip::EmptyLink("/x/".into())),
            (
                "<a href=\"/x/\"><img src=\"/a.png\" alt=\"\" width=1 height=1></a>",
                Slip::EmptyLink("/x/".into()),
            ),
            ("<p><a href=\"/x/\"></a></p>", Slip::EmptyLink("/x/".into())),
            ("<ul><li><p></p></li></ul>", empty("p")),
            ("<p id=a>b</p><p id=a>c</p>", Slip::IdTwice("a".into())),
            ("<a href=\"#weg\">x</a>", Slip::NoSuchId("href", "weg".into())),
            ("<label for=weg>x</label>", Slip::NoSuchId("for", "weg".into())),
            (
                "<nav aria-labelledby=\"a weg\"><p id=a>x</p></nav>",
                Slip::NoSuchId("aria-labelledby", "weg".into()),
            ),
            ("<img src=\"/a.png\" width=1 height=1>", Slip::NoAlt("/a.png".into())),
            ("<img src=\"/a.png\" alt=\"x\">", Slip::NoSize("/a.png".into())),
            ("<h1>Nog een</h1>", Slip::MainHeadings(2)),
        ] {
            assert_eq!(slips(html), [slip], "{html}");
        }
        assert_eq!(audit("<p>x</p>", &|_| false), [Slip::NoMainHeading]);
    }

    #[test]
    fn what_is_meant_is_left_alone() {
        for html in [
            "<p>De raad koos.</p>",
            "<pre><code>{{ page.title }} undefined</code></pre>",
            "<p>Schrijf <code>{% if %}</code>, of <code>share_on</code></p>",
            "<p>De waarde is undefined, zegt men</p>",
            "<p>In de brief stond ‘{{ voornaam }}’, en ook “Beste {{ naam }}”.</p>",
            "<meta name=description content=\"Over «{{ voornaam }}» in brieven\">",
            "<script>let x = \"{{\"; if (a<b) {}</script>",
            "<style>a::before { content: \"{{\" }</style>",
            "<p><code></code>x</p>",
            "<a href=\"/\"><img src=\"/a.png\" alt=\"Home\" width=1 height=1></a>",
            "<a href=\"/\" aria-label=\"Home\"><svg><path/></svg></a>",
            "<a href=\"/\"><svg aria-label=\"Home\"><path/></svg></a>",
            "<a id=\"hier\"></a><a href=\"#hier\">x</a>",
            "<a name=\"hier\"></a><a href=\"#hier\">x</a>",
            "<h2 id=\"één\">x</h2><a href=\"#%C3%A9%C3%A9n\">x</a>",
            "<a href=\"#\">x</a><a href=\"#top\">x</a>",
            "<p role=\"status\"></p><p hidden></p><p aria-live=\"polite\"></p>",
            "<ul><li><ul><li>a</ul><li>b</ul>",
            "<p>a<p>b<div>c</div>",
            "<p><img src=\"https://a.nl/b.png\" alt=\"\"></p>",
            "<li><input type=checkbox aria-label=x></li>",
            "<p>open_data</p>",
            "<table><tr><td></td><th>x</th></tr></table>",
            "<button data-x=\"{{ y }}\">x</button>",
            "<p>1 < 2 & 3 > 2</p>",
            "<template><p></p><h2></h2></template>",
        ] {
            assert_eq!(slips(html), [], "{html}");
        }
        assert_eq!(
            audit("<meta http-equiv=refresh content=\"0; url=/\"><p>x</p>", &|_| false),
            []
        );
    }

    #[test]
    fn nothing_that_is_no_html_makes_it_fail() {
        for html in [
            "",
            "<",
            "</p>",
            "<p",
            "<a href",
            "<!--",
            "</",
            "<p><p><p>",
            "\u{0}",
            "<script>",
            "<title>",
        ] {
            let _ = audit(html, &|_| true);
        }
    }
}
