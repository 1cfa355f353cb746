//! The last build: where nothing has changed since, neither what the site is made of nor what was made of it, there is nothing to do.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::{BuildOptions, BuildReport, Outcome};
use crate::cache::{Cache, Inputs};
use crate::date::{ClockSpan, TimeZone};
use crate::diagnostic::Diagnostic;
use crate::organise::{Unpublished, Waiting};
use crate::publish::{Published, is_as_left};
use crate::read::ContentPath;

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
    waiting: Vec<(String, String, Why)>,
    found: Cow<'a, [Diagnostic]>,
}

#[derive(Serialize, Deserialize)]
enum Why {
    Draft,
    /// As RFC 3339 has it.
    Until(String),
    Since(String),
    InError,
    Unused,
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
        root,
        output,
        base_url,
        now: _,
        drafts,
        on_error,
        warnings,
        memory: _,
        cache: _,
    } = options;
    let options = format!("{root:?} {output:?} {base_url:?} {drafts:?} {on_error:?} {warnings:?}");
    Key {
        hash: xxh3_64(options.as_bytes()),
        options,
    }
}

/// Returns the report of the last build, if this one would do the same, and the site that it made is there as it left it.
pub(super) fn unchanged(cache: &Cache, key: &Key, options: &BuildOptions) -> Option<BuildReport> {
    let bytes = cache.read(&key.named("last"))?;
    let last: Last<'_> = postcard::from_bytes(&bytes).ok()?;
    let span = ClockSpan {
        from: last.from,
        until: last.until,
    };
    let same = last.options == key.options
        && span.holds(options.now)
        && last.inputs.are(cache.inputs(), &options.root)
        && is_as_left(&options.output, last.manifest);
    if !same {
        return None;
    }
    let waiting: Option<Vec<Waiting>> = last.waiting.into_iter().map(waiting).collect();
    Some(BuildReport {
        outcome: if last.outcome == 0 {
            Outcome::Done
        } else {
            Outcome::InPart
        },
        found: last.found.into_owned(),
        pages: last.pages,
        documents: last.documents,
        drafts: last.drafts,
        languages: last.languages,
        waiting: waiting?,
        timezone: TimeZone::parse(&last.timezone)?,
        published: Published {
            unchanged: last.files,
            ..Published::default()
        },
    })
}

/// Keeps what a build did; one that published nothing leaves no trace, not even of the one before.
pub(super) fn keep(cache: &Cache, key: &Key, options: &BuildOptions, span: ClockSpan, report: &BuildReport) {
    let outcome = match report.outcome {
        Outcome::Done => 0,
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
        waiting: report.waiting.iter().map(kept_waiting).collect(),
        found: Cow::Borrowed(&report.found),
    };
    if let Ok(bytes) = postcard::to_stdvec(&last) {
        cache.write(&key.named("last"), &bytes);
    }
}

fn kept_waiting(waiting: &Waiting) -> (String, String, Why) {
    let why = match waiting.why {
        Unpublished::Draft => Why::Draft,
        Unpublished::Until(at) => Why::Until(at.to_string()),
        Unpublished::Since(at) => Why::Since(at.to_string()),
        Unpublished::InError => Why::InError,
        Unpublished::Unused => Why::Unused,
    };
    (waiting.path.to_string(), waiting.title.to_string(), why)
}

fn waiting((path, title, why): (String, String, Why)) -> Option<Waiting> {
    Some(Waiting {
        path: ContentPath::new(&path)?,
        title: title.into(),
        why: match why {
            Why::Draft => Unpublished::Draft,
            Why::Until(at) => Unpublished::Until(at.parse().ok()?),
            Why::Since(at) => Unpublished::Since(at.parse().ok()?),
            Why::InError => Unpublished::InError,
            Why::Unused => Unpublished::Unused,
        },
    })
}
