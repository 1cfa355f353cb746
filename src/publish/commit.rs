//! The end of a build: what was put comes to its places.
//!
//! Up to the first file that is moved nothing of the site has changed, whatever goes wrong: all that differs lies ready, whole, in a
//! folder beside the site, and so does the list of files; the folders are made, and what can be known of the way has been looked at.
//! Then each file is moved to its place, which no reader sees half done.

use std::fs;
use std::sync::Arc;

use rayon::prelude::*;

use super::disk::{self, Failure};
use super::foreign;
use super::manifest::{Manifest, Record, folder_of};
use super::publisher::{Published, Publisher, Put, State, failed};
use super::stale;
use super::way::Way;
use crate::diagnostic::{Code, Diagnostic};
use crate::read::plain_words;

/// The folder, in the output folder, for what lies ready.
pub(super) const STAGED: &str = ".courant-staged";

/// All that a build has put, ready to be moved to its places.
pub(super) struct Ready<'a> {
    publisher: Publisher<'a>,
    files: Vec<(Arc<str>, Put)>,
    published: Published,
}

impl<'a> Publisher<'a> {
    /// Makes the folder hold exactly the files that were put, by path.
    pub fn commit(self, files: Vec<(Arc<str>, Put)>) -> Result<Published, Vec<Diagnostic>> {
        self.ready(files)?.place()
    }

    /// Writes down all that differs. Nothing of the site has changed when this ends, well or not.
    pub(super) fn ready(self, mut files: Vec<(Arc<str>, Put)>) -> Result<Ready<'a>, Vec<Diagnostic>> {
        files.par_sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        let taken = files.iter().filter(|(_, put)| matches!(put.0, State::Taken));
        let taken: Vec<String> = taken.map(|(path, _)| path.to_string()).collect();
        if !taken.is_empty() {
            return Err(vec![foreign::in_the_way(self.output, &self.former, &taken)]);
        }
        let mut published = Published::default();
        for (_, put) in &files {
            match put.0 {
                State::Unchanged(_) => published.unchanged += 1,
                _ => published.written += 1,
            }
        }
        let laid = files
            .par_iter_mut()
            .with_min_len(16)
            .try_for_each(|(path, put)| self.lay_ready(path, &mut put.0));
        laid.map_err(|problem| vec![problem])?;
        Ok(Ready {
            files,
            publisher: self,
            published,
        })
    }

    /// Writes a file down that was held back.
    fn lay_ready(&self, path: &str, state: &mut State) -> Result<(), Diagnostic> {
        let staged = match state {
            State::Held(bytes) => self.stage(|staged| disk::write(staged, bytes)),
            State::Copy(source) => self.stage(|staged| disk::copy(source, staged)),
            State::Written(_) | State::Unchanged(_) | State::Staged(..) | State::Taken => return Ok(()),
        };
        *state = staged.map_err(|error| failed(&(self.output.join(path), error)))?;
        Ok(())
    }
}

impl Ready<'_> {
    /// Moves everything to its place.
    pub fn place(mut self) -> Result<Published, Vec<Diagnostic>> {
        let list = Manifest::of(self.files.iter().map(|(path, put)| self.listed(path, put)).collect());
        let publisher = &self.publisher;
        let output = publisher.output;
        let nothing_differs = self.published.written == 0 && publisher.stale.ours.is_empty();
        if publisher.into_new.is_some() || (nothing_differs && !publisher.former.under_way) {
            // A file that was put back as it was has another time, which the list should know.
            if publisher.into_new.is_some() || list.files != publisher.former.files {
                list.write(output).map_err(|failure| vec![failed(&failure)])?;
            }
            self.publisher.done = true;
            // What came in pieces lay there, and was the same or has gone to its place.
            let _ = fs::remove_dir_all(output.join(STAGED));
            return Ok(self.published);
        }
        let stale: Vec<&str> = publisher.stale.ours.iter().map(|path| &**path).collect();
        let coming = coming(&self.files);
        let paths: Vec<&str> = coming.iter().map(|(path, ..)| &***path).collect();
        let way = Way::look(output, &paths, &stale)?;
        let ready = output.join(STAGED).join("list");
        list.write_to(&ready).map_err(|failure| vec![failed(&failure)])?;
        way.make_folders(output).map_err(|failure| vec![failed(&failure)])?;
        let known = coming.iter().map(|(path, _, record)| (Arc::clone(path), *record));
        let marked = publisher.former.mark(output, known);
        if let Err(failure) = marked {
            way.undo(output);
            return Err(vec![failed(&failure)]);
        }
        // From here on the site changes; the mark makes the next build finish what this one cannot.
        self.published.removed = self
            .move_all(&way, &coming, &stale)
            .and_then(|removed| {
                Manifest::place(&ready, output).map_err(|failure| vec![failure])?;
                Ok(removed)
            })
            .map_err(|failures| vec![unfinished(&failures)])?;
        self.publisher.done = true;
        let _ = fs::remove_dir_all(output.join(STAGED));
        Ok(self.published)
    }

    /// Returns what the list has of a file. What stays although it is on no list any more is somebody else's from now on, and its folder no longer
    /// one that holds only what is ours.
    fn listed(&self, path: &Arc<str>, put: &Put) -> (Arc<str>, Record) {
        let record = put.record();
        let kept = &self.publisher.stale.kept;
        let holds_kept = kept.iter().any(|kept| folder_of(kept) == folder_of(path));
        let folder = if holds_kept { 0 } else { record.folder };
        (Arc::clone(path), Record { folder, ..record })
    }

    fn move_all(&self, way: &Way<'_>, coming: &[Coming<'_>], stale: &[&str]) -> Result<usize, Vec<Failure>> {
        let output = self.publisher.output;
        way.clear(output, stale).map_err(|failure| vec![failure])?;
        // One that fails keeps no other from its place.
        let failures: Vec<Failure> = coming
            .par_iter()
            .with_min_len(16)
            .filter_map(|(path, number, _)| {
                let full = output.join(&***path);
                let moved = fs::rename(self.publisher.staged_file(*number), &full);
                moved.err().map(|error| (full, error))
            })
            .collect();
        if !failures.is_empty() {
            return Err(failures);
        }
        stale::remove(output, stale).map_err(|failure| vec![failure])
    }
}

/// A file that is to be moved to its place: the path, under which number it lies ready, and what it holds.
type Coming<'p> = (&'p Arc<str>, usize, Record);

fn coming(files: &[(Arc<str>, Put)]) -> Vec<Coming<'_>> {
    let staged = files.iter().filter_map(|(path, put)| match put.0 {
        State::Staged(number, record) => Some((path, number, record)),
        _ => None,
    });
    staged.collect()
}

/// Tells that some files are new and others are not.
fn unfinished(failures: &[Failure]) -> Diagnostic {
    let (first, why) = match failures {
        [(path, error), ..] => (path.display().to_string(), plain_words(error)),
        [] => (String::new(), String::new()),
    };
    let more = match failures.len() {
        0 | 1 => String::new(),
        count => format!(", nor could {} more", count - 1),
    };
    let message =
        format!("part of the site is new and part is not: {first} could not be put in its place ({why}){more}");
    let hint = "move away what stands there, or see who may write there, and build again: that makes the site whole";
    Diagnostic::new(Code::Unfinished, message).hint(hint)
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::publish::look;
    use crate::publish::manifest::mark;

    fn build(output: &Path, files: &[(&str, &str)]) -> Result<Published, Vec<Diagnostic>> {
        ready(output, files)?.place()
    }

    fn ready<'a>(output: &'a Path, files: &[(&str, &str)]) -> Result<Ready<'a>, Vec<Diagnostic>> {
        let planned = files.iter().map(|(path, _)| (*path).into()).collect();
        let publisher = Publisher::open(output, look(output), planned)?;
        let mut put = Vec::new();
        for (path, text) in files {
            let one = publisher.put(path, text.as_bytes()).map_err(|problem| vec![problem])?;
            put.push(((*path).into(), one));
        }
        publisher.ready(put)
    }

    fn text(output: &Path, path: &str) -> String {
        fs::read_to_string(output.join(path)).unwrap_or_default()
    }

    #[test]
    fn a_build_that_is_stopped_half_way_says_so_and_the_next_makes_it_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path();
        build(output, &[("a", "1"), ("b/c", "1"), ("d", "1")]).expect("a first build");
        let ready = ready(output, &[("a", "2"), ("b/c", "2"), ("e", "2")]).expect("all is good");
        assert_eq!((text(output, "a"), text(output, "e")), ("1".to_owned(), String::new()));
        // Between the look at the way and the move.
        let files = coming(&ready.files);
        let known = files.iter().map(|(path, _, record)| (Arc::clone(path), *record));
        ready.publisher.former.mark(output, known).expect("a mark");
        fs::remove_file(output.join("a")).expect("a file");
        fs::create_dir(output.join("a")).expect("a folder");
        let failures = ready
            .move_all(&Way::default(), &files, &["d"])
            .expect_err("a folder in the way");
        let told = unfinished(&failures);
        assert_eq!(told.code, Code::Unfinished);
        assert!(
            told.message.contains("/a could not be put in its place"),
            "{}",
            told.message
        );
        // The others have come, and nothing has gone.
        assert_eq!(
            (text(output, "b/c"), text(output, "e"), text(output, "d")),
            ("2".to_owned(), "2".to_owned(), "1".to_owned())
        );
        drop(ready);
        fs::remove_dir(output.join("a")).expect("the folder");
        // What is stale by now is known to be ours, whether it came or was there before.
        build(output, &[("a", "3")]).expect("a build that makes it whole");
        assert_eq!(text(output, "a"), "3");
        assert!(!output.join("b").exists() && !output.join("d").exists() && !output.join("e").exists());
        assert!(!output.join(mark()).exists());
    }

    #[test]
    fn a_mark_that_is_cut_off_makes_the_next_build_look_closer_and_no_more() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path();
        let files = [("a", "1"), ("b/c", "1")];
        build(output, &files).expect("a first build");
        for left in ["", "1 0123", "7 00000000000000000000000000000000 1 1 b/e"] {
            fs::write(output.join(mark()), left).expect("a mark");
            assert!(look(output).former.under_way);
            let published = build(output, &files).expect("the next build");
            assert_eq!((published.unchanged, published.written), (2, 0), "{left}");
            assert!(!output.join(mark()).exists() && look(output).is_as_left());
        }
    }

    #[test]
    fn what_a_killed_first_build_wrote_is_taken_for_ours() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path();
        let publisher = Publisher::open(output, look(output), vec!["a".into(), "b".into()]).expect("an empty folder");
        publisher.put("a", b"1").expect("a file");
        std::mem::forget(publisher);
        build(output, &[("c", "1")]).expect("the next build");
        assert!(!output.join("a").exists());
    }

    #[test]
    fn a_file_that_comes_into_a_new_folder_meanwhile_is_left() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path();
        let publisher = Publisher::open(output, look(output), vec!["a".into(), "b".into()]).expect("an empty folder");
        fs::write(output.join("a"), "van mij").expect("a file");
        let a = publisher.put("a", b"1").expect("somebody else's");
        let b = publisher.put("b", b"1").expect("a file");
        let put = vec![("a".into(), a), ("b".into(), b)];
        assert!(publisher.commit(put).is_err());
        assert_eq!(text(output, "a"), "van mij");
        assert!(!output.join("b").exists());
    }
}
