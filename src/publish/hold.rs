//! One build of an output folder after the other, also where there is no cache with a lock, and where builds of two sites write into one folder.

use std::fs::File;
use std::path::Path;

/// An output folder that is kept for one build, until it is dropped.
#[derive(Debug)]
pub struct Held(#[allow(dead_code)] Option<File>);

/// Keeps an output folder for one build; waits for another that has it. It is the folder around it that is locked, since the folder itself may have to be made, and
/// nothing is written for that. Where folders cannot be locked (on Windows, on some network disks) builds at once are not kept apart.
pub fn hold(output: &Path) -> Held {
    let around = match output.parent() {
        Some(around) if around.as_os_str().is_empty() => Some(Path::new(".")),
        around => around,
    };
    let around = around.and_then(|around| File::open(around).ok());
    Held(around.filter(|around| around.lock().is_ok()))
}
