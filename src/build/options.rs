//! What a build is asked to do.

use std::env;
use std::path::{Path, PathBuf, absolute};

use jiff::Timestamp;

use crate::config::Config;
use crate::organise::Drafts;

/// What a build is asked to do. Nothing else comes in: no clock, no environment.
#[derive(Debug, Clone)]
pub struct BuildOptions {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The folder for the site.
    pub output: PathBuf,
    /// Another address than `site.toml` names.
    pub base_url: Option<String>,
    /// The moment for which the site is made.
    pub now: Timestamp,
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// What happens when a document has errors.
    pub on_error: OnError,
    /// Whether warnings stop the build.
    pub warnings: Warnings,
    /// Who gives the site out.
    pub host: Host,
    /// What becomes of the memory that the build took.
    pub memory: Memory,
    /// The folder for what is known from one build to the next; none to know nothing.
    pub cache: Option<PathBuf>,
}

impl BuildOptions {
    /// Returns the options with paths from the working directory where they lie in it. The system goes through each folder on a path, for each of thousands
    /// of files: a long way to the site is a third of what it costs to look at them.
    pub(super) fn seen_from_here(&self) -> Self {
        let Ok(here) = env::current_dir() else {
            return self.clone();
        };
        let short = |path: &Path| match path.strip_prefix(&here) {
            Ok(rest) if rest.as_os_str().is_empty() => PathBuf::from("."),
            Ok(rest) => rest.to_owned(),
            Err(_) => path.to_owned(),
        };
        Self {
            root: short(&self.root),
            output: short(&self.output),
            cache: self.cache.as_deref().map(short),
            ..self.clone()
        }
    }

    /// Returns the folders of the site and of the output as they are called from everywhere.
    pub(super) fn folders(&self) -> [PathBuf; 2] {
        [&self.root, &self.output].map(|path| absolute(path).unwrap_or_else(|_| path.clone()))
    }
}

/// Who gives the site out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Host {
    /// Those that `site.toml` names.
    #[default]
    Named,
    /// `courant serve`, for those: what it is told of headers and redirects is made as well.
    Here,
}

impl Host {
    /// Returns the settings of a site that is given out so.
    pub(super) fn told_by(self, config: Config) -> Config {
        match self {
            Self::Named => config,
            Self::Here => Config {
                hosting: config.hosting.also_here(),
                ..config
            },
        }
    }
}

/// What becomes of the memory that a build took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Memory {
    /// It is given back.
    #[default]
    Free,
    /// It is left to the system, which takes back the memory of a process that ends faster than a site can be dropped piece by piece.
    Leave,
}

impl Memory {
    /// Done with `value`.
    pub(super) fn done<T>(self, value: T) {
        match self {
            Self::Free => drop(value),
            Self::Leave => std::mem::forget(value),
        }
    }
}

/// What happens when a document has errors.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum OnError {
    /// Nothing is published.
    #[default]
    Stop,
    /// The others are published.
    KeepGoing,
}

/// Whether warnings stop a build.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Warnings {
    /// They are told.
    #[default]
    Told,
    /// They count as errors (`--strict`).
    Errors,
}
