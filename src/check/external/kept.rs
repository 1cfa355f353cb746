//! What hosts answered, kept from one run to the next.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::answer::Answer;
use super::settings::BAD_FOR;
use crate::cache::make_folder;
use crate::config::External;

/// The folder for it, in the folder of what is known from one build to the next: its own, so that it outlives another version of the program.
pub const KEPT: &str = "external-links";
const FILE: &str = "answers.json";
/// The form of the file; what has another is forgotten.
const VERSION: u32 = 1;

/// Answers by address.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Kept {
    version: u32,
    answers: BTreeMap<String, One>,
}

#[derive(Debug, Serialize, Deserialize)]
struct One {
    answer: Answer,
    /// In seconds since 1970.
    at: i64,
}

impl Kept {
    /// Reads what is kept in `folder`. A file that is not there or cannot be read costs questions, and nothing else.
    pub fn read(folder: &Path) -> Self {
        let kept = fs::read(folder.join(FILE)).ok();
        let kept: Option<Self> = kept.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        kept.filter(|kept| kept.version == VERSION).unwrap_or_default()
    }

    /// Returns the answer of an address, if it is young enough. One of the future is not trusted.
    pub fn answer(&self, address: &str, settings: &External, now: Timestamp) -> Option<Answer> {
        let one = self.answers.get(address)?;
        one.holds(settings, now).then(|| one.answer.clone())
    }

    /// Notes an answer.
    pub fn note(&mut self, address: &str, answer: &Answer, now: Timestamp) {
        if answer.is_kept() {
            let one = One {
                answer: answer.clone(),
                at: now.as_second(),
            };
            self.answers.insert(address.to_owned(), one);
        }
    }

    /// Writes what still holds: whole, or not at all. Where that cannot be done the next run asks again, and that is all.
    pub fn write(mut self, folder: &Path, settings: &External, now: Timestamp) {
        self.version = VERSION;
        self.answers.retain(|_, one| one.holds(settings, now));
        let Ok(text) = serde_json::to_vec(&self) else { return };
        let beside = folder.join(format!("{FILE}.new"));
        let written = make_folder(folder)
            .and_then(|()| fs::write(&beside, text))
            .and_then(|()| fs::rename(&beside, folder.join(FILE)));
        if written.is_err() {
            let _ = fs::remove_file(&beside);
        }
    }
}

impl One {
    fn holds(&self, settings: &External, now: Timestamp) -> bool {
        let longest = match self.answer {
            Answer::Fine | Answer::Moved(_) => settings.keep,
            _ => BAD_FOR,
        };
        let age = u64::try_from(now.as_second() - self.at).ok();
        age.is_some_and(|seconds| Duration::from_secs(seconds) < longest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).expect("a moment")
    }

    #[test]
    fn an_answer_holds_for_as_long_as_it_is_good_for() {
        let folder = tempfile::tempdir().expect("a folder");
        let settings = External {
            keep: Duration::from_secs(10_000),
            ..External::default()
        };
        let mut kept = Kept::read(folder.path());
        kept.note("https://goed.nl/", &Answer::Fine, at(1_000));
        kept.note("https://weg.nl/", &Answer::Gone(404), at(1_000));
        kept.note("https://binnen.nl/", &Answer::Private, at(1_000));
        kept.write(folder.path(), &settings, at(1_000));
        let kept = Kept::read(folder.path());
        let answer = |address: &str, seconds| kept.answer(address, &settings, at(seconds));
        assert_eq!(answer("https://goed.nl/", 10_999), Some(Answer::Fine));
        assert_eq!(answer("https://goed.nl/", 11_000), None);
        assert_eq!(answer("https://goed.nl/", 999), None);
        assert_eq!(answer("https://weg.nl/", 4_599), Some(Answer::Gone(404)));
        assert_eq!(answer("https://weg.nl/", 4_600), None);
        assert_eq!(answer("https://binnen.nl/", 1_000), None);
    }

    #[test]
    fn what_cannot_be_read_is_nothing() {
        let folder = tempfile::tempdir().expect("a folder");
        for bytes in [
            &b""[..],
            b"{",
            b"[]",
            b"{\"version\":9,\"answers\":{}}",
            b"\xff\xfe",
            b"{\"version\":1,\"answers\":{\"https://a.nl/\":{\"answer\":\"Nieuw\",\"at\":1}}}",
        ] {
            fs::write(folder.path().join(FILE), bytes).expect("a file");
            assert!(Kept::read(folder.path()).answers.is_empty());
        }
        // Nor is it a problem that nothing can be written.
        let file = folder.path().join("bestand");
        fs::write(&file, "x").expect("a file");
        Kept::default().write(&file, &External::default(), at(1));
        assert_eq!(fs::read(&file).expect("the file"), b"x");
    }
}
