//! The last build: where nothing has changed since, neither what the site is made of nor what was made of it, there is nothing to do.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::looking::Looking;
use super::{BuildOptions, BuildReport, Outcome};
use crate::cache::{Cache, Inputs, Stamp};
use crate::date::{ClockSpan, TimeZone};
use crate::diagnostic::Diagnostic;
use crate::organise::{EntryId, Waiting};
use crate::publish::Published;
use crate::read::ContentPath;

/// As [`Last::outcome`] has [`Outcome::Done`].
const DONE: u8 = 0;

/// What was kept of the site itself, each file by the hash of what it holds: two builds may have written them.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct KeptOfSite {
    /// The site as it was put together, and its pages as they were planned.
    pub site: u128,
    /// What each page was made from.
    pub pages: u128,
    /// The titles that documents have been given since the site was put together; at most [`FEW`].
    pub titles: Vec<(EntryId, Box<str>)>,
}

/// What is kept of a build that published a site.
#[derive(Serialize, Deserialize)]
struct Last<'a> {
    /// The options but for the moment, as text.
    options: Cow<'a, str>,
    inputs: Cow<'a, Inputs>,
    /// In which stretch of time the same would be made: its first second, and the one behind it.
    from: i64,
    until: i64,
    /// What the list of files in the output said.
    manifest: u128,
    outcome: u8,
    pages: usize,
    documents: usize,
    drafts: usize,
    languages: Vec<String>,
    timezone: String,
    files: usize,
    waiting: Cow<'a, [Waiting]>,
    unmarked: Cow<'a, [String]>,
    /// Where what was kept of the site lies, if it was kept.
    kept: Option<KeptOfSite>,
    found: Cow<'a, [Diagnostic]>,
}

/// The name under which builds with these options are kept, and the options as text.
#[derive(Debug)]
pub(super) struct Key {
    hash: u64,
    options: String,
}

impl Key {
    /// Returns the name under which something is kept for these options.
    pub(super) fn named(&self, what: &str) -> String {
        format!("{what}-{:016x}", self.hash)
    }
}

/// Returns the key of `options`. All of them count but the moment, which has a span of its own.
pub(super) fn key(options: &BuildOptions) -> Key {
    let BuildOptions {
        root: _,
        output: _,
        base_url,
        now: _,
        drafts,
        on_error,
        warnings,
        host,
        memory: _,
        cache: _,
    } = options;
    let [root, output] = options.folders();
    let options = format!("{root:?} {output:?} {base_url:?} {drafts:?} {on_error:?} {warnings:?} {host:?}");
    Key {
        hash: xxh3_64(options.as_bytes()),
        options,
    }
}

/// What has changed since the last build that was given the same options.
pub(super) enum Since {
    /// Nothing, and the site that it made is there as it left it: what it reported.
    Nothing(Box<BuildReport>),
    /// Markdown files, and nothing else.
    Documents(Box<Changed>),
    /// More, or nobody knows what.
    More,
}

/// A last build since which nothing but Markdown files has changed.
pub(super) struct Changed {
    last: Last<'static>,
    /// Those that have.
    pub documents: Vec<ContentPath>,
    /// Where what it kept of the site lies.
    pub kept: KeptOfSite,
}

/// Above how many changed files nobody looks for a short way, nor goes on where as many titles have changed.
pub(super) const FEW: usize = 64;

/// Finds what has changed since the last build.
pub(super) fn since(cache: &Cache, key: &Key, options: &BuildOptions, looking: &Looking<'_>) -> Since {
    let Some(mut last) = read(cache, key, options) else {
        return Since::More;
    };
    match last.inputs.changed(cache.inputs(), &options.root) {
        Some(changed) if changed.is_empty() && looking.is_as_left(last.manifest) => match last.report() {
            Some(report) => Since::Nothing(Box::new(report)),
            None => Since::More,
        },
        Some(changed) if !changed.is_empty() && changed.len() <= FEW && last.outcome == DONE => {
            let document = |path: &&str| {
                let path = path.strip_prefix("content/").filter(|path| path.ends_with(".md"));
                ContentPath::new(path?)
            };
            let documents: Option<Vec<ContentPath>> = changed.iter().map(document).collect();
            match (documents, last.kept.take()) {
                (Some(documents), Some(kept)) => Since::Documents(Box::new(Changed { last, documents, kept })),
                _ => Since::More,
            }
        }
        _ => Since::More,
    }
}

/// Finds where the last build with these options keeps the site that it put together, if nothing has changed since and nothing was wrong.
pub(super) fn site_as_it_is(cache: &Cache, options: &BuildOptions) -> Option<KeptOfSite> {
    let last = read(cache, &key(options), options)?;
    let changed = last.inputs.changed(cache.inputs(), &options.root)?;
    last.kept.filter(|_| changed.is_empty() && last.outcome == DONE)
}

/// Returns what is kept of the last build with these options, if the moment is one for which it would make the same.
fn read(cache: &Cache, key: &Key, options: &BuildOptions) -> Option<Last<'static>> {
    let bytes = cache.read(&key.named("last"))?;
    let last: Last<'static> = postcard::from_bytes(&bytes).ok()?;
    let span = ClockSpan {
        from: last.from,
        until: last.until,
    };
    (last.options == key.options && span.holds(options.now)).then_some(last)
}

impl Last<'_> {
    /// Returns what the build reported, with all files as they were.
    fn report(self) -> Option<BuildReport> {
        Some(BuildReport {
            site: self.kept.as_ref().map(|kept| kept.site),
            outcome: if self.outcome == DONE {
                Outcome::Done
            } else {
                Outcome::InPart
            },
            found: self.found.into_owned(),
            pages: self.pages,
            documents: self.documents,
            drafts: self.drafts,
            languages: self.languages,
            waiting: self.waiting.into_owned(),
            unmarked: self.unmarked.into_owned(),
            timezone: TimeZone::parse(&self.timezone)?,
            published: Published {
                unchanged: self.files,
                ..Published::default()
            },
        })
    }
}

impl Changed {
    /// Returns how a file stood.
    pub fn stamp(&self, path: &str) -> Option<&Stamp> {
        self.last.inputs.get(path)
    }

    /// Whether something was found in a file.
    pub fn has_found(&self, path: &str) -> bool {
        self.last.found.iter().any(|found| found.file.as_deref() == Some(path))
    }

    /// The hash of the list of files that the build left in the output folder.
    pub fn manifest(&self) -> u128 {
        self.last.manifest
    }

    /// In which stretch of time the build would have made the same.
    pub fn span(&self) -> ClockSpan {
        ClockSpan {
            from: self.last.from,
            until: self.last.until,
        }
    }

    /// Returns what the build reported, but for what was published.
    pub fn report(self, published: Published) -> Option<BuildReport> {
        let report = self.last.report()?;
        Some(BuildReport { published, ..report })
    }
}

/// Keeps what a build did; one that published nothing leaves no trace, not even of the one before.
pub(super) fn keep(
    cache: &Cache,
    key: &Key,
    options: &BuildOptions,
    (span, kept): (ClockSpan, Option<KeptOfSite>),
    report: &BuildReport,
) {
    let outcome = match report.outcome {
        Outcome::Done => DONE,
        Outcome::InPart => 1,
        Outcome::Failed => return cache.forget(&key.named("last")),
    };
    let Some(manifest) = crate::publish::manifest_hash(&options.output) else {
        return cache.forget(&key.named("last"));
    };
    let last = Last {
        options: Cow::Borrowed(&key.options),
        inputs: Cow::Borrowed(cache.inputs()),
        from: span.from,
        until: span.until,
        manifest,
        outcome,
        pages: report.pages,
        documents: report.documents,
        drafts: report.drafts,
        languages: report.languages.clone(),
        timezone: report.timezone.name().to_owned(),
        files: report.published.written + report.published.unchanged,
        waiting: Cow::Borrowed(&report.waiting),
        unmarked: Cow::Borrowed(&report.unmarked),
        kept,
        found: Cow::Borrowed(&report.found),
    };
    if let Ok(bytes) = postcard::to_stdvec(&last) {
        cache.write(&key.named("last"), &bytes);
    }
}
