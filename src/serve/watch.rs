//! Watching the files that the site is made of.

use std::path::{Path, PathBuf};
use std::sync::mpsc::Sender;

use notify::event::{AccessKind, AccessMode, ModifyKind};
use notify::{EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::event::Event;
use crate::config::SITE_TOML;
use crate::read::{FOLDERS, THEMES};

/// A watch over the files of a site, until it is dropped.
#[derive(Debug)]
pub(super) struct Watch {
    root: PathBuf,
    watcher: RecommendedWatcher,
}

impl Watch {
    /// Watches the site in `root`, and sends what happens. An error is in words for people.
    pub fn over(root: &Path, events: Sender<Event>) -> Result<Self, String> {
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
            watcher: watcher.map_err(|error| error.to_string())?,
        };
        let seen = watch.watcher.watch(root, RecursiveMode::NonRecursive);
        seen.map_err(|error| error.to_string())?;
        watch.anew()?;
        Ok(watch)
    }

    /// Watches the folders that are there now, those that have come since included.
    pub fn anew(&mut self) -> Result<(), String> {
        for folder in folders() {
            let folder = self.root.join(folder);
            // It is not watched, or has gone.
            let _ = self.watcher.unwatch(&folder);
            if folder.is_dir() {
                let seen = self.watcher.watch(&folder, RecursiveMode::Recursive);
                seen.or_else(|error| {
                    if folder.is_dir() {
                        Err(error.to_string())
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
    let mut parts = happened.paths.iter().filter_map(|path| path.strip_prefix(root).ok());
    let is_folder = |path: &Path| folders().any(|folder| path == Path::new(folder));
    let of_site = |path: &Path| path == Path::new(SITE_TOML) || folders().any(|folder| path.starts_with(folder));
    if happened.need_rescan() || (comes_or_goes(happened.kind) && parts.clone().any(is_folder)) {
        return Some(Event::Folders);
    }
    if !parts.any(of_site) {
        return None;
    }
    match happened.kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => Some(Event::Whole),
        EventKind::Access(_) => None,
        EventKind::Create(_) | EventKind::Modify(ModifyKind::Data(_)) if cfg!(target_os = "linux") => Some(Event::Half),
        _ => Some(Event::Whole),
    }
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
