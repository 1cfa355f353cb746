//! The crops of pictures, while they are made.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::{fs, mem};

use super::stages::Ground;
use crate::diagnostic::{Code, Diagnostic};
use crate::plan::view::Crops;
use crate::read::{ContentPath, plain_words};
use crate::render::{self, CropFailed};

/// Pictures of which no crops can be made, with what is told of each.
pub(super) type Uncropped = BTreeMap<ContentPath, Diagnostic>;

/// A picture and its crops, all of which are made when the first is asked for: reading the picture is most of the work.
#[derive(Debug)]
pub(super) struct Cropping {
    pub crops: Crops,
    made: Mutex<Made>,
}

#[derive(Debug)]
enum Made {
    NotYet,
    /// Those that nobody has taken, by their places.
    Done(Vec<Vec<u8>>),
    Failed(Diagnostic),
}

impl Cropping {
    /// Returns a picture of which nothing has been made.
    pub fn of(crops: Crops) -> Self {
        Self {
            crops,
            made: Mutex::new(Made::NotYet),
        }
    }

    /// Returns the crop at this place, which can be taken once.
    pub fn take(&self, place: usize, ground: &Ground<'_>) -> Result<Vec<u8>, Diagnostic> {
        // Another thread that wants one of the same picture waits for it. One that panicked has made nothing.
        let mut made = self.made.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        if matches!(*made, Made::NotYet) {
            *made = self.make(ground).map_or_else(Made::Failed, Made::Done);
        }
        match &mut *made {
            Made::Done(bytes) => Ok(bytes.get_mut(place).map(mem::take).unwrap_or_default()),
            Made::Failed(failed) => Err(failed.clone()),
            Made::NotYet => Err(self.told(CropFailed::Unreadable)),
        }
    }

    fn make(&self, ground: &Ground<'_>) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let path = &self.crops.picture;
        let bytes = fs::read(ground.options.root.join("content").join(path.as_str())).map_err(|error| {
            let message = format!("this file cannot be read: {}", plain_words(&error));
            let hint = "look whether it is there and who may open it";
            Diagnostic::new(Code::Unreadable, message)
                .hint(hint)
                .in_file(&path.from_root())
        })?;
        render::crops(&bytes, self.crops.dimensions, &self.crops.crops).map_err(|failed| self.told(failed))
    }

    fn told(&self, failed: CropFailed) -> Diagnostic {
        let (message, hint) = match failed {
            CropFailed::TooLarge => (
                format!(
                    "this picture has more than {} million pixels, so no crops are made of it for search engines",
                    render::MOST_PIXELS / 1_000_000
                ),
                "save it smaller: 2400 pixels wide is enough for any screen",
            ),
            CropFailed::Unreadable => (
                "this picture cannot be read to its end, so no crops are made of it for search engines".to_owned(),
                "open it in a program for pictures and save it again, as JPEG, PNG or WebP",
            ),
            CropFailed::Changed => {
                let changed = Diagnostic::new(Code::Unreadable, "this file changed while the site was built");
                return changed.hint("build again").in_file(&self.crops.picture.from_root());
            }
        };
        let told = Diagnostic::new(Code::NoCrops, message).hint(hint);
        told.in_file(&self.crops.picture.from_root())
    }
}

/// Adds to `known` the pictures of which is told that they cannot be cropped; returns whether there is another one.
pub(super) fn add_uncropped(known: &mut Uncropped, told: &[Diagnostic]) -> bool {
    let before = known.len();
    for one in told.iter().filter(|one| one.code == Code::NoCrops) {
        let path = one.file.as_deref().and_then(|file| file.strip_prefix("content/"));
        if let Some(path) = path.and_then(ContentPath::new) {
            known.insert(path, one.clone());
        }
    }
    known.len() > before
}
