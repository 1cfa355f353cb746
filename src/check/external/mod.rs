//! Links to other sites: do they still lead somewhere?
//!
//! Only where somebody asks for it, since it takes time and other people's servers. Each host is asked by one at a time, with a pause between; what it answered is kept for some
//! days. What is certain (gone, no such host, moved for good) is told apart from what is not: a host that refuses a program, is too busy or does not
//! answer in time says nothing about its page.

mod address;
mod answer;
mod ask;
mod host;
mod kept;
mod public;
mod settings;
mod tell;
mod work;

pub use address::{Written, addresses};
pub use kept::KEPT;
pub use settings::Which;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::path::Path;
use std::sync::Arc;

use jiff::Timestamp;
use pulldown_cmark::{Event, Tag};

use super::DocumentView;
use crate::diagnostic::{Diagnostic, Span};
use crate::parse::markdown::Part;
use answer::Answer;
use kept::Kept;

/// A link to another site, where it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The address, as written.
    pub address: String,
    /// The file that it stands in, from the site's root.
    pub file: Arc<str>,
    /// Where in the file.
    pub span: Span,
}

/// What was asked, and what was found.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Told {
    /// What is wrong, or cannot be said.
    pub found: Vec<Diagnostic>,
    /// How many addresses there are.
    pub addresses: usize,
    /// Of how many the answer was known from before.
    pub known: usize,
}

/// Returns the links of a document to other sites: in its text and in its front matter, code and comments apart.
pub fn links(view: &DocumentView<'_>) -> Vec<Link> {
    let is_code = |part: &Part| matches!(part, Part::Event(Event::Code(_) | Event::Start(Tag::CodeBlock(_))));
    let parts = view.passages.iter().flat_map(|passage| &passage.parts);
    let code = parts.filter(|(part, _)| is_code(part)).map(|(_, span)| span.range());
    let comments = view
        .prose
        .html
        .iter()
        .filter(|(html, _)| html.starts_with("<!--"))
        .map(|(_, span)| span.range());
    let skipped: Vec<Range<usize>> = code.chain(comments).collect();
    let file = view.file();
    let written = addresses(view.source, &skipped).into_iter();
    let links = written.map(|Written { address, at }| Link {
        address,
        file: Arc::clone(&file),
        span: Span::new(at.start, at.end),
    });
    links.collect()
}

/// Asks for the addresses of all links, but for those that are left out, and tells which lead nowhere. Answers that are kept in `folder` (none to
/// keep none) are taken if they are young enough at `now`, which is the real time. Returns within the time that the settings give it, and one answer's.
pub fn check(links: &[Link], which: &Which, folder: Option<&Path>, now: Timestamp) -> Told {
    let mut by_address: BTreeMap<&str, Vec<&Link>> = BTreeMap::new();
    for link in links {
        by_address.entry(&link.address).or_default().push(link);
    }
    let mut kept = folder.map_or_else(Kept::default, Kept::read);
    let mut answers: BTreeMap<&str, Answer> = BTreeMap::new();
    let mut to_ask = BTreeSet::new();
    for address in by_address.keys().filter(|address| !which.leaves_out(address)) {
        match kept.answer(address, &which.settings, now) {
            Some(answer) => drop(answers.insert(address, answer)),
            None => drop(to_ask.insert(*address)),
        }
    }
    let known = answers.len();
    let asked = work::ask_all(to_ask.into_iter().collect(), &which.asking());
    let nobody_answered = work::nobody_answered(&asked);
    // Where there is no way out, no answer says anything of a page.
    if let Some(folder) = folder.filter(|_| !asked.is_empty() && !nobody_answered) {
        asked
            .iter()
            .for_each(|(address, answer)| kept.note(address, answer, now));
        kept.write(folder, &which.settings, now);
    }
    answers.extend(asked);
    Told {
        addresses: answers.len(),
        known,
        found: tell::told(&by_address, &answers, nobody_answered),
    }
}
