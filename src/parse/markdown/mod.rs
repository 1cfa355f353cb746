//! Markdown: the text of a file -> a [`Body`] of HTML with holes.
//!
//! `shortcodes` puts placeholders where calls stand, `fragment` writes the parser's events as HTML, `html` cleans what
//! writers typed as HTML. A call with Markdown between its ends is a fragment of its own, with the same ids and counts.

mod arguments;
mod call;
mod calls;
mod code;
mod escape;
mod footnotes;
mod fragment;
mod highlight;
mod html;
mod ids;
mod inline;
mod labels;
mod links;
mod media;
mod output;
mod places;
mod quotes;
mod sanitiser;
mod shortcodes;
mod signature;
mod slips;
mod state;
mod stretches;
mod text;
mod walk;

pub use highlight::Highlighted;
pub use inline::{inline, inline_links, inline_with, plain, plain_of_html};
pub use media::remote;
pub use sanitiser::Sanitiser;
pub use signature::{Parameter, ShortcodeSignature, ShortcodeSignatures};
pub use walk::{Call, Part, Passage, check_comment, passages};

use crate::config;
use crate::diagnostic::Checked;
use crate::language::Tag;
use crate::parse::{Body, Content};
use state::State;

/// What the Markdown stage has to know.
#[derive(Debug, Clone, Copy)]
pub struct MarkdownContext<'a> {
    /// The language of the text.
    pub language: &'a Tag,
    /// The site's settings.
    pub settings: &'a config::Markdown,
    /// The site's own addresses.
    pub base_urls: [&'a str; 2],
    /// Whether a list shows how the text begins: its document has no summary.
    pub wants_excerpt: bool,
    /// The shortcodes that there are.
    pub shortcodes: &'a ShortcodeSignatures,
    /// Cleans HTML.
    pub sanitiser: &'a Sanitiser,
}

impl MarkdownContext<'_> {
    /// Whether a whole address is one of the site itself: then it may lead to what is not published.
    fn is_own(&self, address: &str) -> bool {
        config::base_url::path_under(&self.base_urls, address).is_some()
    }

    /// Whether a picture would be loaded from another host.
    fn is_remote(&self, src: &str) -> bool {
        crate::safe::has_scheme(src) && !self.is_own(src)
    }
}

/// Reads the text of `file` from byte `from` on.
pub fn read(file: &str, from: usize, context: &MarkdownContext<'_>) -> Checked<Body> {
    let text = file.get(from..).unwrap_or_default();
    let mut state = State::new(context);
    let part = fragment::fragment(text, places::Places::from(from), 0, &mut state);
    let anchors = state.ids.all();
    links::check_anchors(&mut state, &anchors);
    let headings = std::mem::take(&mut state.headings);
    Checked {
        value: Body {
            content: Some(Content {
                html: part.html.into(),
                holes: part.holes.into(),
            }),
            kept: None,
            references: Box::default(),
            has_calls: false,
            headings: headings.into(),
            anchors: anchors.into_iter().map(Into::into).collect(),
            words: state.words.count(),
            excerpt: state.excerpt.map(Into::into),
            has_code: state.has_code,
        },
        found: state.found,
    }
}

#[cfg(test)]
mod slip_tests;
#[cfg(test)]
mod tests;
