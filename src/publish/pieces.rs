//! A file that is too long to be in memory whole, such as a feed of all articles.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use xxhash_rust::xxh3::Xxh3;

use super::disk;
use super::manifest::Record;
use super::publisher::{Publisher, Put, State, failed};
use crate::diagnostic::Diagnostic;

/// A file of the new output that comes in pieces. They lie beside the site until the last has come, in a new folder too.
pub struct Pieces<'p> {
    publisher: &'p Publisher<'p>,
    path: &'p str,
    hasher: Xxh3,
    size: u64,
    /// In a file of this number, from the first piece on.
    file: Option<(usize, File)>,
    failed: Option<io::Error>,
}

impl<'p> Pieces<'p> {
    pub(super) fn new(publisher: &'p Publisher<'p>, path: &'p str) -> Self {
        Self {
            publisher,
            path,
            hasher: Xxh3::new(),
            size: 0,
            file: None,
            failed: None,
        }
    }

    /// Adds a piece. What goes wrong is told at the end.
    pub fn add(&mut self, piece: &[u8]) {
        if self.failed.is_none() {
            self.failed = self.write(piece).err();
        }
    }

    fn write(&mut self, piece: &[u8]) -> io::Result<()> {
        self.hasher.update(piece);
        self.size += piece.len() as u64;
        let (_, file) = match &mut self.file {
            Some(file) => file,
            None => {
                let number = self.publisher.next_staged();
                let file = disk::create(&self.publisher.staged_file(number))?;
                self.file.insert((number, file))
            }
        };
        file.write_all(piece)
    }

    /// Puts the file at its path, with this at its end. One of which no piece came before is put as any other.
    pub fn finish(mut self, rest: &[u8]) -> Result<Put, Diagnostic> {
        if self.file.is_none() && self.failed.is_none() {
            return self.publisher.put(self.path, rest);
        }
        self.add(rest);
        let full = self.publisher.output.join(self.path);
        let (hash, size, Some((number, file)), None) =
            (self.hasher.digest128(), self.size, self.file, self.failed.take())
        else {
            let error = self.failed.unwrap_or_else(|| ErrorKind::Other.into());
            return Err(failed(&(full, error)));
        };
        let staged = self.publisher.staged_file(number);
        if self.publisher.into_new.is_some() {
            let placed = place(&staged, &full).and_then(|()| disk::record(&file, size, hash));
            return self
                .publisher
                .come_into_new(self.path, full, placed, || Ok((size, hash)));
        }
        if let Some(state) = self.publisher.there(self.path, &full, (size, hash)) {
            let _ = fs::remove_file(&staged);
            return Ok(Put(state));
        }
        match disk::record(&file, size, hash) {
            Ok(record) => Ok(Put(State::Staged(number, Record { folder: 0, ..record }))),
            Err(error) => Err(failed(&(full, error))),
        }
    }
}

/// Moves a file to where none is yet. A second name fails where there is one, and a move would write over it; but not every disk has second names.
fn place(staged: &Path, full: &Path) -> io::Result<()> {
    disk::make_room(full)?;
    match fs::hard_link(staged, full) {
        Ok(()) => fs::remove_file(staged),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => Err(error),
        Err(_) if disk::there(full).is_some() => Err(ErrorKind::AlreadyExists.into()),
        Err(_) => fs::rename(staged, full),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::publish::{Published, look};

    /// Builds an output of one file, in these pieces and an end.
    fn build(output: &Path, pieces: &[&str], end: &str) -> Result<Published, Vec<Diagnostic>> {
        let path: Arc<str> = "nieuws/rss.xml".into();
        let publisher = Publisher::open(output, look(output), vec![Arc::clone(&path)])?;
        let put = {
            let mut file = publisher.pieces(&path);
            pieces.iter().for_each(|piece| file.add(piece.as_bytes()));
            file.finish(end.as_bytes()).map_err(|problem| vec![problem])?
        };
        publisher.commit(vec![(path, put)])
    }

    #[test]
    fn a_file_in_pieces_is_as_one_that_is_whole() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path().join("public");
        let text = || fs::read_to_string(output.join("nieuws/rss.xml")).unwrap_or_default();
        let written = |built: Result<Published, _>| built.map(|published: Published| published.written).ok();
        assert_eq!(written(build(&output, &["een ", "twee "], "drie")), Some(1));
        assert_eq!(text(), "een twee drie");
        // The same, however it comes; another; and another at once.
        assert_eq!(written(build(&output, &["een"], " twee drie")), Some(0));
        assert_eq!(written(build(&output, &[], "een twee drie")), Some(0));
        assert_eq!(written(build(&output, &["vier "], "vijf")), Some(1));
        assert_eq!(text(), "vier vijf");
        assert_eq!(written(build(&output, &[], "zes")), Some(1));
        assert_eq!(written(build(&output, &["zes"], "")), Some(0));
        let left: Vec<_> = fs::read_dir(&output)
            .expect("a folder")
            .flatten()
            .map(|entry| entry.file_name())
            .collect();
        assert!(
            left.iter().all(|name| !name.to_string_lossy().contains("staged")),
            "{left:?}"
        );
    }

    #[test]
    fn a_file_of_somebody_else_is_not_written_over_in_pieces_either() {
        let folder = tempfile::tempdir().expect("a folder");
        let output = folder.path();
        let path: Arc<str> = "nieuws/rss.xml".into();
        let publisher = Publisher::open(output, look(output), vec![Arc::clone(&path)]).expect("an empty folder");
        fs::create_dir(output.join("nieuws")).expect("a folder");
        fs::write(output.join(&*path), "van mij").expect("a file");
        let mut file = publisher.pieces(&path);
        file.add(b"een");
        let put = file.finish(b"twee").expect("somebody else's");
        assert!(publisher.commit(vec![(path, put)]).is_err());
        assert_eq!(
            fs::read_to_string(output.join("nieuws/rss.xml")).ok().as_deref(),
            Some("van mij")
        );
    }
}
