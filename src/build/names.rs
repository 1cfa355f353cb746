//! Names that many documents have, each once in memory.

use std::collections::HashSet;
use std::sync::{Arc, Mutex};

use crate::parse::front_matter::FrontMatter;

/// The names of terms and taxonomies that were met.
#[derive(Debug, Default)]
pub(super) struct Names(Mutex<HashSet<Arc<str>>>);

impl Names {
    /// Puts in the place of all names in `front` those of the documents before it that are the same.
    pub fn share(&self, front: &mut FrontMatter) {
        // Without them there are as many as documents name; that is all.
        let Ok(mut known) = self.0.lock() else { return };
        let mut share = |name: &mut Arc<str>| match known.get::<str>(name) {
            Some(same) => *name = Arc::clone(same),
            None => {
                known.insert(Arc::clone(name));
            }
        };
        for (taxonomy, terms) in &mut front.terms {
            share(taxonomy);
            terms.iter_mut().for_each(|term| share(&mut term.value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Span, Spanned};

    #[test]
    fn what_two_documents_name_is_there_once() {
        let front = || {
            let name = Spanned::new("open data".into(), Span::default());
            let mut front = FrontMatter::default();
            front.terms.push(("tags".into(), [name].into()));
            front
        };
        let (mut one, mut other, names) = (front(), front(), Names::default());
        names.share(&mut one);
        names.share(&mut other);
        assert!(Arc::ptr_eq(&one.terms[0].0, &other.terms[0].0));
        assert!(Arc::ptr_eq(&one.terms[0].1[0].value, &other.terms[0].1[0].value));
    }
}
