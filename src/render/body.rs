//! The text of a document with its holes filled: links, pictures and shortcodes.

use std::fmt::Write as _;

use tera::{Context, Tera, Value};

use super::asked::asked;
use super::image::{Image, Loading, escaped, image_tag};
use crate::diagnostic::Span;
use crate::organise::{EntryId, FileCopy};
use crate::parse::{Content, Filling, Hole, ImageCall, LinkBy, ShortcodeCall};
use crate::plan::view::fields::Fields;
use crate::plan::view::{Shared, absolute, href, link_address};

/// A shortcode's template that failed, and where it was called.
#[derive(Debug)]
pub struct ShortcodeFailed {
    /// What the template engine says.
    pub error: tera::Error,
    /// Where the call stands, in the bytes of the document's file.
    pub span: Span,
}

/// A text that cannot be shown.
#[derive(Debug)]
pub enum TextFailed {
    /// A shortcode in it failed.
    Shortcode(ShortcodeFailed),
    /// Its file is no longer what was read.
    Vanished,
}

/// Whether addresses are written from the host's top, or whole (for feeds).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Addresses {
    /// `/nieuws/raad/`
    FromTop,
    /// `https://nieuws.example.org/nieuws/raad/`
    Whole,
}

/// Returns the text of a document as HTML.
pub fn fill(id: EntryId, addresses: Addresses, shared: &Shared<'_>, tera: &Tera) -> Result<String, TextFailed> {
    let filler = Filler {
        id,
        addresses,
        shared,
        tera,
    };
    let content = shared.content(id).ok_or(TextFailed::Vanished)?;
    let html = filler.content(&content).map_err(TextFailed::Shortcode)?;
    Ok(match addresses {
        Addresses::FromTop => html,
        // Links to headings of the text itself, footnotes among them.
        Addresses::Whole => {
            let page = crate::plan::view::permalink(&shared.entry(id).url, shared.config);
            html.replace("href=\"#", &format!("href=\"{page}#"))
        }
    })
}

struct Filler<'a> {
    id: EntryId,
    addresses: Addresses,
    shared: &'a Shared<'a>,
    tera: &'a Tera,
}

impl<'a> Filler<'a> {
    fn content(&self, Content { html, holes }: &Content) -> Result<String, ShortcodeFailed> {
        if holes.is_empty() {
            return Ok(html.to_string());
        }
        let mut out = String::with_capacity(html.len() + holes.len() * 128);
        let mut from = 0;
        // Links do not nest; a link that leads nowhere now is plain text, so its end goes too.
        let mut link_is_open = false;
        for Hole { at, what, span } in holes {
            out.push_str(html.get(from..*at as usize).unwrap_or_default());
            from = *at as usize;
            match what {
                Filling::LinkStart { target, by, title } => {
                    link_is_open = self.link(&mut out, target, *by, title.as_deref());
                }
                Filling::LinkEnd => {
                    if std::mem::take(&mut link_is_open) {
                        out.push_str("</a>");
                    }
                }
                Filling::Address { target, by } => match link_address(self.shared, self.id, target, *by) {
                    Some(address) => out.push_str(&escaped(&self.written(&address))),
                    // A link without an address is plain text; with an empty one it would lead to the page itself.
                    None if out.ends_with(" href=\"") && html.get(from..).is_some_and(|rest| rest.starts_with('"')) => {
                        out.truncate(out.len() - " href=\"".len());
                        from += 1;
                    }
                    None => {}
                },
                Filling::Dimensions { src } => {
                    if let Some((width, height)) = self.file(src).and_then(|file| file.file.dimensions) {
                        // Writing to a string cannot fail.
                        let _ = write!(out, " width=\"{width}\" height=\"{height}\"");
                    }
                }
                Filling::Code(block) => self.shared.code.write(&mut out, block),
                Filling::Image(call) => self.image(&mut out, call),
                Filling::Shortcode(call) => {
                    let html = self.shortcode(call, *span)?;
                    // The line breaks of a template are none of the text.
                    out.push_str(if call.inline { html.trim() } else { &html });
                }
            }
        }
        out.push_str(html.get(from..).unwrap_or_default());
        Ok(out)
    }

    fn link(&self, out: &mut String, target: &str, by: LinkBy, title: Option<&str>) -> bool {
        let Some(address) = link_address(self.shared, self.id, target, by) else {
            return false;
        };
        out.push_str("<a href=\"");
        out.push_str(&escaped(&self.written(&address)));
        if let Some(title) = title {
            out.push_str("\" title=\"");
            out.push_str(&escaped(title));
        }
        out.push_str("\">");
        true
    }

    fn file(&self, src: &str) -> Option<&'a FileCopy<'a>> {
        self.shared.file(self.id, src)
    }

    fn image(&self, out: &mut String, call: &ImageCall) {
        let file = self.file(&call.src);
        let url = match file {
            Some(file) => href(&file.url, self.shared.config),
            None => call.src.to_string(),
        };
        image_tag(
            out,
            &Image {
                url: &self.written(&url),
                alt: &call.alt,
                dimensions: file.and_then(|file| file.file.dimensions),
                title: call.title.as_deref(),
                class: None,
                loading: Loading::Lazy,
            },
        );
    }

    fn written(&self, address: &str) -> String {
        match self.addresses {
            Addresses::FromTop => address.to_owned(),
            Addresses::Whole => absolute(address, self.shared.config),
        }
    }

    fn shortcode(&self, call: &ShortcodeCall, span: Span) -> Result<String, ShortcodeFailed> {
        let entry = self.shared.entry(self.id);
        let body = match &call.body {
            Some(body) => Value::safe_string(&self.content(body)?),
            None => Value::none(),
        };
        let mut arguments = tera::Map::default();
        for (name, value) in &call.arguments {
            arguments.insert(name.to_string().into(), Value::normal_string(value));
        }
        let page = Fields::new()
            .text("title", &entry.title)
            .text("url", &href(&entry.url, self.shared.config))
            .text(
                "permalink",
                &crate::plan::view::permalink(&entry.url, self.shared.config),
            )
            .text("source", entry.document.path().as_str());
        let mut context = Context::new();
        context.insert_value("args", Value::from(arguments));
        context.insert_value("body", body);
        context.insert_value("inline", Value::from(call.inline));
        context.insert_value("ordinal", Value::from(call.ordinal));
        context.insert_value("page", page.into());
        context.insert_value("site", self.shared.site_value(entry.language));
        context.insert_value("lang", Value::normal_string(self.shared.tag(entry.language).as_str()));
        let template = format!("shortcodes/{}.html", call.name);
        self.shared.see_template(&template);
        let html = asked(self.shared, || self.tera.render(&template, &context))
            .map_err(|error| ShortcodeFailed { error, span })?;
        if let Some(error) = harmful(&html, &call.arguments) {
            return Err(ShortcodeFailed { error, span });
        }
        let html = self.without_withheld(html, &call.arguments);
        Ok(match self.addresses {
            Addresses::FromTop => html,
            Addresses::Whole => html.replace("=\"/", &format!("=\"{}", absolute("/", self.shared.config))),
        })
    }
}

impl Filler<'_> {
    /// A theme's template need not ask where an argument leads: a link to what is not published is none all the same.
    fn without_withheld(&self, html: String, arguments: &[(Box<str>, Box<str>)]) -> String {
        let hidden = arguments.iter().filter(|(_, value)| self.shared.is_withheld(value));
        hidden.fold(html, |html, (_, value)| {
            let value = escaped(value);
            html.replace(&format!(" href=\"{value}\""), "")
                .replace(&format!(" href='{value}'"), "")
        })
    }
}

/// What a writer gives a call can end up as an address, whatever a template's maker thought of. An argument that would run code there is
/// refused; as text (`title="Javascript: een inleiding"`) it may stand.
fn harmful(html: &str, arguments: &[(Box<str>, Box<str>)]) -> Option<tera::Error> {
    let bad = |value: &str| {
        let written = escaped(value);
        crate::safe::runs_code(value)
            && ["href", "src", "action", "formaction", "poster", "data"]
                .iter()
                .any(|name| {
                    html.contains(&format!("{name}=\"{written}")) || html.contains(&format!("{name}='{written}"))
                })
    };
    let (name, value) = arguments.iter().find(|(_, value)| bad(value))?;
    Some(tera::Error::message(format!(
        "{name} is {value}, an address that could run code; write one that starts with https://"
    )))
}
