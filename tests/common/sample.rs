//! The sample site, built as it stands.

use std::path::Path;

use courant::build::{BuildOptions, BuildReport, Host, Memory, OnError, Warnings, build};
use courant::organise::Drafts;

/// A moment at which one of its articles waits.
#[allow(dead_code)] // some have moments of their own
pub const NOW: &str = "2026-11-24T12:00:00Z";

/// Builds the sample site into `output` as it is at `now` (RFC 3339), as if nothing were known.
#[allow(dead_code)] // some only look at it
pub fn build_sample(output: &Path, now: &str) -> BuildReport {
    build(&options(output, now))
}

/// What that takes.
pub fn options(output: &Path, now: &str) -> BuildOptions {
    BuildOptions {
        root: Path::new(env!("CARGO_MANIFEST_DIR")).to_owned(),
        output: output.to_owned(),
        cache: None,
        base_url: None,
        now: now.parse().expect("a moment"),
        drafts: Drafts::Hide,
        on_error: OnError::Stop,
        warnings: Warnings::Told,
        host: Host::Named,
        memory: Memory::Free,
    }
}
