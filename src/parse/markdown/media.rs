//! Links, pictures and blocks of code.

use std::borrow::Cow;
use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Tag, TagEnd};

use super::escape::{escape_into, escaped};
use super::fragment::Writer;
use super::links::{self, Destination};
use super::stretches::{end_of, plain_of, without_calls};
use crate::config::DeadLinks;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::parse::{Filling, ImageCall, LinkBy};

/// What closes a link.
pub(super) enum LinkEnd {
    Tag,
    Hole,
    Nothing,
}

/// Where a picture stands.
#[derive(Debug, Clone, Copy)]
pub(super) enum ImageIs {
    Alone,
    Inline,
}

/// The warning for a picture that has no text for who cannot see it.
pub(super) fn no_alt(src: &str, span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::NoAlt,
        format!("the picture {src} has no text for who cannot see it"),
    )
    .at(span)
    .hint("say what is to be seen:  ![De raad stemt](foto.jpg)")
    .grouped("alt")
}

/// The same for one whose text is an attribute.
pub(super) fn no_alt_attribute(src: &str, span: Span) -> Diagnostic {
    no_alt(src, span).hint("say what is to be seen:  alt=\"De raad stemt\"  , or  alt=\"\"  if it only decorates")
}

/// The warning for a picture that readers' browsers would fetch from another host.
pub fn remote(src: &str, span: Span) -> Diagnostic {
    let message = format!("the picture {src} comes from another site, which then knows who reads this page");
    Diagnostic::new(Code::RemotePicture, message)
        .at(span)
        .hint("put the picture beside the article, and write its name:  foto.jpg")
        .grouped("remote")
}

/// Whether a paragraph holds two pictures or more, and nothing else.
pub(super) fn only_pictures(inner: &[(Event<'_>, Range<usize>)]) -> bool {
    let (mut pictures, mut depth) = (0, 0);
    let all = inner.iter().all(|(event, _)| match event {
        Event::Start(Tag::Image { .. }) => {
            pictures += usize::from(depth == 0);
            depth += 1;
            true
        }
        Event::End(TagEnd::Image) => {
            depth -= 1;
            true
        }
        Event::Text(text) => depth > 0 || text.trim().is_empty(),
        Event::SoftBreak | Event::HardBreak => true,
        _ => depth > 0,
    });
    all && pictures > 1
}

impl Writer<'_, '_> {
    /// Pictures that stand together: a row of them.
    pub(super) fn pictures(&mut self, events: &[(Event<'_>, Range<usize>)], n: usize) -> usize {
        let end = end_of(events, n);
        self.line("<div class=\"pictures\">\n");
        let mut at = n + 1;
        while at < end {
            at = match &events[at].0 {
                Event::Start(Tag::Image { dest_url, title, .. }) => {
                    self.image(dest_url, title, events, at, ImageIs::Alone)
                }
                _ => at + 1,
            };
        }
        self.line("</div>\n");
        end + 1
    }

    pub(super) fn link(&mut self, kind: LinkType, dest: &str, title: &str, range: &Range<usize>) {
        let span = self.span(range);
        let dest = match kind {
            LinkType::Email => Cow::Owned(format!("mailto:{dest}")),
            _ => Cow::Borrowed(dest),
        };
        let title = without_calls(title);
        let title = Some(&*title).filter(|title| !title.is_empty());
        let pieces = self
            .replaced
            .map(|replaced| replaced.pieces.as_slice())
            .unwrap_or_default();
        let end = match links::destination(&dest, pieces) {
            // As it is, unless what it leads to is not published.
            Destination::Outside(url) if self.state.context.is_own(&url) => {
                self.hole(
                    Filling::LinkStart {
                        target: url.into(),
                        by: LinkBy::Path,
                        title: title.map(Into::into),
                    },
                    span,
                );
                LinkEnd::Hole
            }
            Destination::Outside(url) => {
                self.push("<a");
                self.attribute("href", &url);
                if let Some(title) = title {
                    self.attribute("title", title);
                }
                self.push(">");
                LinkEnd::Tag
            }
            Destination::Anchor(id) => {
                self.state.anchors.push((id.clone(), span));
                self.push("<a href=\"#");
                escape_into(&mut self.part.html, &id);
                self.push("\">");
                LinkEnd::Tag
            }
            Destination::Inside(target, by) => {
                self.hole(
                    Filling::LinkStart {
                        target: target.into(),
                        by,
                        title: title.map(Into::into),
                    },
                    span,
                );
                LinkEnd::Hole
            }
            Destination::Empty => {
                let hint = "write the address between the brackets:  [text](https://…)";
                let found = self.find(
                    Code::DeadLink,
                    "this link leads nowhere: its address is empty",
                    span,
                    hint,
                );
                found.severity = crate::diagnostic::Severity::Warning;
                found.group = Some("empty".to_owned());
                LinkEnd::Nothing
            }
            Destination::Unsafe => {
                let hint = "write an address that starts with https://, or a file of the site";
                let message = if crate::safe::runs_code(&dest) {
                    "this link has an address that could run code"
                } else {
                    "this link has an address that no browser knows"
                };
                let warn = self.state.context.settings.dead_links == DeadLinks::Warn;
                let found = self.find(Code::UnsafeLink, message, span, hint);
                if warn {
                    found.severity = crate::diagnostic::Severity::Warning;
                }
                LinkEnd::Nothing
            }
        };
        self.tight_links.push(end);
    }

    pub(super) fn image(
        &mut self,
        dest: &str,
        title: &str,
        events: &[(Event<'_>, Range<usize>)],
        n: usize,
        is: ImageIs,
    ) -> usize {
        let end = end_of(events, n);
        let span = self.span(&events[n].1);
        let alt = plain_of(&events[n + 1..end], self);
        let pieces = self
            .replaced
            .map(|replaced| replaced.pieces.as_slice())
            .unwrap_or_default();
        let src = match links::destination(dest, pieces) {
            Destination::Outside(url) => url,
            Destination::Inside(target, _) => target,
            _ => {
                let hint = "write the name of a file beside the article:  ![text](foto.jpg)";
                self.find(
                    Code::UnsafeLink,
                    "this picture has no address that can be shown",
                    span,
                    hint,
                );
                return end + 1;
            }
        };
        if alt.trim().is_empty() {
            self.state.found.push(no_alt(&src, span));
        }
        if self.state.context.is_remote(&src) {
            self.state.found.push(remote(&src, span));
        }
        let title = without_calls(title);
        let title = Some(&*title).filter(|title| !title.is_empty());
        let caption = title.filter(|_| matches!(is, ImageIs::Alone));
        match (is, caption) {
            (ImageIs::Alone, Some(_)) => self.line("<figure>"),
            (ImageIs::Alone, None) => self.line("<p>"),
            (ImageIs::Inline, _) => {}
        }
        let shown = if caption.is_some() { None } else { title };
        self.hole(
            Filling::Image(ImageCall {
                src: src.into(),
                alt: alt.into(),
                title: shown.map(Into::into),
            }),
            span,
        );
        match (is, caption) {
            (ImageIs::Alone, Some(caption)) => {
                self.state.words.part();
                self.push(&format!("<figcaption>{}</figcaption></figure>\n", escaped(caption)));
            }
            (ImageIs::Alone, None) => self.push("</p>\n"),
            (ImageIs::Inline, _) => {}
        }
        end + 1
    }

    pub(super) fn code_block(
        &mut self,
        kind: &CodeBlockKind<'_>,
        events: &[(Event<'_>, Range<usize>)],
        n: usize,
    ) -> usize {
        let end = end_of(events, n);
        let texts = events[n + 1..end].iter().filter_map(|(event, _)| {
            if let Event::Text(text) = event {
                Some(&**text)
            } else {
                None
            }
        });
        let code = self.shown_in_code(&texts.collect::<String>());
        let language = match kind {
            CodeBlockKind::Fenced(info) => without_calls(info.split([' ', ',', '{']).next().unwrap_or_default()),
            CodeBlockKind::Indented => Cow::Borrowed(""),
        };
        self.state.has_code = true;
        self.line("");
        let span = self.span(&events[n].1);
        self.block(&code, &language, span);
        end + 1
    }
}
