//! Watching the files that the site is made of.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::event::Event;
use crate::config::SITE_TOML;
use crate::read::{FOLDERS, THEMES};

/// Why nobody tells of saves.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Unwatched {
    /// It was asked for.
    Asked,
    /// The system watches no more files than it does already.
    Full,
    /// So many programs watch files that no more can.
    Crowded,
    /// The system's own words.
    Other(String),
}

impl From<notify::Error> for Unwatched {
    fn from(error: notify::Error) -> Self {
        const NO_SPACE: i32 = 28;
        const TOO_MANY_FILES: i32 = 24;
        match &error.kind {
            ErrorKind::MaxFilesWatch => Self::Full,
            // So inotify says that there are no more watches, or no more who watch (inotify(7), inotify_add_watch(2), inotify_init(2)).
            ErrorKind::Io(error) if error.raw_os_error() == Some(NO_SPACE) => Self::Full,
            ErrorKind::Io(error) if error.raw_os_error() == Some(TOO_MANY_FILES) => Self::Crowded,
            _ => Self::Other(error.to_string()),
        }
    }
}

/// A watch over the files of a site, until it is dropped.
#[derive(Debug)]
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches the site in `root`, and sends what happens.
    pub fn over(root: &Path, events: Sender<Event>) -> Result<Self, Unwatched> {
        let from = root.to_owned();
        let watcher = notify::recommended_watcher(move |happened: notify::Result<notify::Event>| {
            let event = match happened {
                Ok(happened) => event(&from, &happened),
                // What was missed, the build finds.
                Err(_) => Some(Event::Folders),
            };
            if let Some(event) = event {
                // The loop has ended: so does the program.
                let _ = events.send(event);
            }
        });
        let mut watch = Self {
            root: root.to_owned(),
            watcher: watcher?,
        };
        watch.watcher.watch(root, RecursiveMode::NonRecursive)?;
        watch.anew()?;
        Ok(watch)
    }

    /// Watches the folders that are there now, those that have come since included.
    pub fn anew(&mut self) -> Result<(), Unwatched> {
        for folder in folders() {
            let folder = self.root.join(folder);
            // It is not watched, or has gone.
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() {
                let seen = self.watcher.watch(&folder, RecursiveMode::Recursive);
                seen.or_else(|error| {
                    if folder.is_dir() {
                        Err(Unwatched::from(error))
                    } else {
                        Ok(())
                    }
                })?;
            }
        }
        Ok(())
    }
}

/// What the loop has to know of something that happened below `root`. A build reads files too, so that reading is nothing.
fn event(root: &Path, happened: &notify::Event) -> Option<Event> {
    let parts = happened.paths.iter().filter_map(|path| path.strip_prefix(root).ok());
    let is_folder = |path: &Path| folders().any(|folder| path == Path::new(folder));
    let of_site = |path: &Path| path == Path::new(SITE_TOML) || folders().any(|folder| path.starts_with(folder));
    if happened.need_rescan() || (comes_or_goes(happened.kind) && parts.clone().any(is_folder)) {
        return Some(Event::Folders);
    }
    if !parts.clone().any(of_site) {
        return None;
    }
    let happens: fn(Vec<String>) -> Event = match happened.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Event::Whole,
        EventKind::Access(_) => return None,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => Event::Half,
        _ => Event::Whole,
    };
    Some(happens(parts.map(from_root).collect()))
}

/// Returns a path from the site's root with `/` between folders.
fn from_root(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

/// The folders that a site is made of; `site.toml` besides.
fn folders() -> impl Iterator<Item = &'static str> {
    FOLDERS.into_iter().chain([THEMES])
}

fn comes_or_goes(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Create(_) | EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    )
}
