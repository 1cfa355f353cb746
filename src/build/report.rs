//! What a build did.

use crate::date::TimeZone;
use crate::diagnostic::Diagnostic;
use crate::organise::Waiting;
use crate::publish::Published;

/// What a build did.
#[derive(Debug)]
pub struct BuildReport {
    /// How it ended.
    pub outcome: Outcome,
    /// All that was found.
    pub found: Vec<Diagnostic>,
    /// How many pages there are, feeds and such included.
    pub pages: usize,
    /// How many of them show documents.
    pub documents: usize,
    /// How many drafts are shown.
    pub drafts: usize,
    /// The languages, as tags.
    pub languages: Vec<String>,
    /// What is not published now.
    pub waiting: Vec<Waiting>,
    /// The site's time zone, in which moments are told.
    pub timezone: TimeZone,
    /// What was written.
    pub published: Published,
    /// The pages of drafts that do not say so, by their path in the output: the theme has no mark for them.
    pub unmarked: Vec<String>,
    /// What tells the site as it was put together from others, if it was kept: another text or template makes no other one.
    pub site: Option<u128>,
}

impl BuildReport {
    /// Returns that of a build which published nothing.
    pub(super) fn nothing(found: Vec<Diagnostic>) -> Self {
        Self {
            outcome: Outcome::Failed,
            found,
            pages: 0,
            documents: 0,
            drafts: 0,
            languages: Vec::new(),
            waiting: Vec::new(),
            timezone: TimeZone::utc(),
            published: Published::default(),
            unmarked: Vec::new(),
            site: None,
        }
    }
}

/// How a build ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Everything is published.
    Done,
    /// Everything but the documents in error is published.
    InPart,
    /// Nothing is, and the last good site is as it was; unless `publish/unfinished` was found.
    Failed,
}
