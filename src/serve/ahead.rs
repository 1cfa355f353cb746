//! What is shown of saves before a build has made all of them: pages as the site at hand makes them, and assets.

use std::collections::HashMap;
use std::fs;
use std::path::Path;
use std::sync::mpsc::Sender;

use tokio::sync::oneshot;

use super::file::Page;
use super::place;
use crate::build::Wish;

/// How many bytes of pages are kept. Past that those that are asked for are made again.
const KEPT: usize = 64 * 1024 * 1024;

/// A site that is ahead of the one in the folder, until a build has made that like it.
#[derive(Debug)]
pub(super) struct Ahead {
    /// Tells it from those before and behind it.
    pub number: u64,
    /// Where pages are asked for.
    site: Sender<Wish>,
    /// The assets that are others, by path from the site's top.
    assets: HashMap<String, Page>,
    /// The pages that were made, by path; none for what is no page, and lies in the folder as it is.
    pages: HashMap<String, Option<Page>>,
    /// Of `pages`, in bytes.
    size: usize,
    /// Who waits for a page.
    waiting: HashMap<String, Vec<oneshot::Sender<()>>>,
}

impl Ahead {
    /// One whose pages are asked for at `site`, with these assets.
    pub fn new(number: u64, site: Sender<Wish>, assets: Vec<(String, Vec<u8>)>) -> Self {
        Self {
            number,
            site,
            assets: assets
                .into_iter()
                .map(|(path, bytes)| (path, Page::of(bytes)))
                .collect(),
            pages: HashMap::new(),
            size: 0,
            waiting: HashMap::new(),
        }
    }

    /// Returns the file at an address, with its path from the site's top; none where the folder has it.
    pub fn file(&self, address: &str) -> Option<(String, &Page)> {
        let file = place::file_of(address)?;
        let page = self
            .pages
            .get(&file)
            .map_or_else(|| self.assets.get(&file), Option::as_ref)?;
        Some((file, page))
    }

    /// Returns the assets whose bytes are others than in the site that was ahead before, else in the folder `site`; not those that are new there, for these come
    /// with the pages that name them.
    pub fn others(&self, before: Option<&Self>, site: &Path) -> Vec<String> {
        let is_other = |(path, page): &(&String, &Page)| match before.and_then(|before| before.assets.get(*path)) {
            Some(before) => before.is != page.is,
            None => fs::read(site.join(path)).is_ok_and(|bytes| *bytes != *page.bytes),
        };
        let others = self.assets.iter().filter(is_other);
        others.map(|(path, _)| path.clone()).collect()
    }

    /// Returns who tells that the page at an address has been made, and what to ask for where nobody has yet; `arrived` is called with it. None where nobody need
    /// wait.
    pub fn ask(
        &mut self,
        address: &str,
        arrived: impl FnOnce(String, Option<Vec<u8>>) + Send + 'static,
    ) -> Option<(oneshot::Receiver<()>, Option<Asked>)> {
        let file = place::file_of(address)?;
        if self.pages.contains_key(&file) || self.assets.contains_key(&file) {
            return None;
        }
        let (tell, told) = oneshot::channel();
        if let Some(waiting) = self.waiting.get_mut(&file) {
            waiting.push(tell);
            return Some((told, None));
        }
        let mut arrives = Arrives(Some((file.clone(), arrived)));
        let made = Box::new(move |bytes| arrives.with(bytes));
        let asked = Asked(self.site.clone(), Wish::Page(file.clone(), made));
        self.waiting.insert(file, vec![tell]);
        Some((told, Some(asked)))
    }

    /// Takes in a page that was asked for, or that there is none.
    pub fn arrived(&mut self, file: String, page: Option<Page>) {
        let size = page.as_ref().map_or(0, |page| page.bytes.len());
        if self.size + size > KEPT {
            self.pages.clear();
            self.size = 0;
        }
        self.size += size;
        for waiting in self.waiting.remove(&file).into_iter().flatten() {
            // Who asked may have gone.
            let _ = waiting.send(());
        }
        self.pages.insert(file, page);
    }
}

/// A page to be asked for.
pub(super) struct Asked(Sender<Wish>, Wish);

impl Asked {
    /// Asks for it. Where nobody is there any more to make it, it arrives at once, as none.
    pub fn now(self) {
        let Self(site, wish) = self;
        let _ = site.send(wish);
    }
}

/// Calls a function once: with a page, or with none where whoever was to make it is gone.
struct Arrives<F: FnOnce(String, Option<Vec<u8>>)>(Option<(String, F)>);

impl<F: FnOnce(String, Option<Vec<u8>>)> Arrives<F> {
    fn with(&mut self, bytes: Option<Vec<u8>>) {
        if let Some((file, arrived)) = self.0.take() {
            arrived(file, bytes);
        }
    }
}

impl<F: FnOnce(String, Option<Vec<u8>>)> Drop for Arrives<F> {
    fn drop(&mut self) {
        self.with(None);
    }
}
