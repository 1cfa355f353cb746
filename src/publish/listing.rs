//! What an output folder holds, as its list says: what one build has made of the site, next to what another had.

use std::cmp::Ordering;
use std::path::Path;
use std::sync::Arc;

use super::manifest::Manifest;

/// The files of an output folder, as the last build left them.
#[derive(Debug, Default)]
pub struct Listing(Manifest);

impl Listing {
    /// Reads the list of an output folder; without one, there are no files.
    pub fn of(output: &Path) -> Self {
        Self(Manifest::read(output))
    }

    /// Returns the paths of files that are new since `former`, or hold something else, each with whether it is new; sorted by path.
    pub fn changed_since(&self, former: &Self) -> Vec<(Arc<str>, bool)> {
        let mut before = former.0.files.iter().peekable();
        let mut changed = Vec::new();
        for (path, record) in &self.0.files {
            while before.next_if(|(known, _)| known < path).is_some() {}
            let known = before.peek().filter(|(known, _)| known.cmp(path) == Ordering::Equal);
            match known {
                Some((_, known)) if known.hash == record.hash => {}
                known => changed.push((Arc::clone(path), known.is_none())),
            }
        }
        changed
    }
}

#[cfg(test)]
mod tests {
    use super::super::manifest::Record;
    use super::*;

    fn listing(files: &[(&str, u128)]) -> Listing {
        let record = |hash| Record {
            hash,
            ..Record::UNKNOWN
        };
        let files = files.iter().map(|(path, hash)| ((*path).into(), record(*hash)));
        Listing(Manifest::of(files.collect()))
    }

    #[test]
    fn what_is_new_and_what_is_other_is_told_apart() {
        let was = listing(&[("a", 1), ("b", 1), ("d", 1)]);
        let is = listing(&[("a", 2), ("b", 1), ("c", 1), ("e", 1)]);
        let expected = [("a", false), ("c", true), ("e", true)].map(|(path, new)| (path.into(), new));
        assert_eq!(is.changed_since(&was), expected);
        assert_eq!(is.changed_since(&is), []);
        assert_eq!(is.changed_since(&Listing::default()).len(), 4);
    }
}
