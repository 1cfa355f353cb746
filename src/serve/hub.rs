//! What the loop and the browsers both know: who looks at which page, in what state they have it, and what is wrong with the site.

use std::collections::{HashMap, VecDeque};
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::body::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::client::with_script;
use super::file::{self, Page, Stands};
use super::host::Host;
use super::place;
use super::stylesheets::only_stylesheets;

/// How many pages are remembered as they were shown, and of how many bytes together.
const REMEMBERED: usize = 64;
const REMEMBERED_BYTES: usize = 32 * 1024 * 1024;
/// How long a page may be, in bytes, for a browser to be told how it differs rather than to load it again.
const COMPARED: usize = 1024 * 1024;
/// How many messages wait for a browser before it counts as gone: it comes back by itself, and is told what it missed.
const WAITING: usize = 32;
/// How many other pages are offered.
const OFFERED: usize = 3;

/// What stands in an address as it is.
const AS_TYPED: AsciiSet = NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~');

/// What the loop and the browsers both know.
#[derive(Debug)]
pub(super) struct Hub {
    /// Where the built site is.
    pub site: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    viewers: Vec<Viewer>,
    /// Pages as they were shown, the last ones first, by the address without its query.
    shown: VecDeque<(String, Page)>,
    problems: Option<Arc<str>>,
    host: Arc<Host>,
}

/// A browser that has a page open.
#[derive(Debug)]
struct Viewer {
    /// The address of the page, without its query.
    page: String,
    /// The hash of the page as it has it.
    is: u128,
    send: Sender<Bytes>,
}

impl Hub {
    /// Of the site in `site`, which nobody looks at yet.
    pub fn new(site: PathBuf) -> Self {
        Self {
            site,
            state: Mutex::default(),
        }
    }

    /// Returns what the host of the site is told.
    pub fn host(&self) -> Arc<Host> {
        Arc::clone(&self.state().host)
    }

    /// Takes in what the host of the site, which lies in the folder `base` there, is told now.
    pub fn hosted(&self, base: &str) {
        let host = Arc::new(Host::of(&self.site, base));
        self.state().host = host;
    }

    /// Returns the page to show at an address, and remembers it. While something is wrong with the site, a page that has gone is shown as it last was.
    pub fn show(&self, address: &str) -> Page {
        let mut page = file::page(&self.site, address);
        let mut state = self.state();
        if page.stands != Stands::Itself && state.problems.is_some() {
            let known = state.shown.iter().find(|(known, _)| known == address);
            page = match known {
                Some((_, known)) => known.clone(),
                None => page.unless_hidden(state.host.base()),
            };
        }
        if page.stands == Stands::Itself {
            state.remember(address, page.clone());
        }
        page
    }

    /// Takes a browser in that has a page open, in this state; returns what it will be told.
    pub fn open(&self, page: &str, is: u128) -> Receiver<Bytes> {
        let (send, receive) = channel(WAITING);
        let mut viewer = Viewer {
            page: page.to_owned(),
            is,
            send,
        };
        let now = file::page(&self.site, page);
        let mut state = self.state();
        let now = state.instead(now);
        // Too new to be full.
        let _ = viewer.send.try_send(state.problems_message());
        let told = state.news(&mut viewer, &now);
        if told.is_none_or(|told| viewer.send.try_send(told).is_ok()) {
            state.viewers.push(viewer);
        }
        receive
    }

    /// Tells everybody what a build has made of the page that is open, and what is wrong; none where nothing is.
    pub fn built(&self, problems: Option<String>) {
        let mut pages: HashMap<String, Page> = HashMap::new();
        let open: Vec<String> = self.state().viewers.iter().map(|viewer| viewer.page.clone()).collect();
        for page in open {
            pages
                .entry(page)
                .or_insert_with_key(|page| file::page(&self.site, page));
        }
        let mut state = self.state();
        let problems: Option<Arc<str>> = problems.map(Into::into);
        let is_other = problems != state.problems;
        state.problems = problems;
        let message = is_other.then(|| state.problems_message());
        pages.values_mut().for_each(|page| *page = state.instead(page.clone()));
        let mut viewers = std::mem::take(&mut state.viewers);
        viewers.retain_mut(|viewer| {
            if viewer.send.is_closed() {
                return false;
            }
            // One that has come meanwhile was told at once.
            let news = pages.get(&viewer.page).and_then(|now| state.news(viewer, now));
            let mut messages = news.into_iter().chain(message.clone());
            messages.all(|message| viewer.send.try_send(message).is_ok())
        });
        state.viewers = viewers;
        for (address, page) in pages {
            if page.stands == Stands::Itself {
                state.remember(&address, page);
            }
        }
    }

    /// Tells which files have changed, each with whether it is new: those whose page did not change can go and see.
    pub fn changed(&self, files: &[(Arc<str>, bool)]) {
        let is_page = |file: &str| file.ends_with(".html");
        let mut pages: Vec<&str> = files
            .iter()
            .map(|(file, _)| &**file)
            .filter(|file| is_page(file))
            .collect();
        // An article lies deeper than the lists that name it.
        pages.sort_by_key(|file| std::cmp::Reverse(file.matches('/').count()));
        let same_name = files.iter().filter(|(file, is_new)| !is_new && !is_page(file));
        let host = self.host();
        let base = host.base();
        let same_name: Vec<String> = same_name.map(|(file, _)| format!("{base}{file}")).collect();
        let offered: Vec<Value> = pages.iter().take(OFFERED).map(|file| self.offer(file, base)).collect();
        let more = pages.len().saturating_sub(OFFERED);
        let mut messages = Vec::new();
        if !same_name.is_empty() {
            messages.push((None, message("files", &json!(same_name))));
        }
        if !offered.is_empty() {
            messages.push((
                Some(&pages),
                message("others", &json!({ "pages": offered, "more": more })),
            ));
        }
        self.state().viewers.retain(|viewer| {
            let file = place::file_of(&viewer.page);
            let concerns = |pages: &Option<&Vec<&str>>| {
                pages.is_none_or(|pages| !file.as_deref().is_some_and(|file| pages.contains(&file)))
            };
            let mut messages = messages.iter().filter(|(pages, _)| concerns(pages));
            messages.all(|(_, message)| viewer.send.try_send(message.clone()).is_ok())
        });
    }

    /// Finds out who has gone without a word.
    pub fn beat(&self) {
        let beat = Bytes::from_static(b": \n\n");
        self.state()
            .viewers
            .retain(|viewer| viewer.send.try_send(beat.clone()).is_ok());
    }

    fn offer(&self, file: &str, base: &str) -> Value {
        let html = std::fs::read_to_string(self.site.join(file)).unwrap_or_default();
        let title = html
            .split_once("<title>")
            .and_then(|(_, rest)| rest.split_once("</title>"));
        let address = file.strip_suffix("index.html").unwrap_or(file);
        let url = format!("{base}{}", utf8_percent_encode(address, &AS_TYPED));
        json!({ "url": url, "title": title.map_or(&*url, |(title, _)| title) })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Nothing that is done while it is locked can leave it half done.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    fn remember(&mut self, address: &str, page: Page) {
        self.shown
            .retain(|(known, shown)| known != address || shown.is != page.is);
        self.shown.push_front((address.to_owned(), page));
        let mut bytes = 0;
        let fits = self.shown.iter().take(REMEMBERED).take_while(|(_, page)| {
            bytes += page.bytes.len();
            bytes <= REMEMBERED_BYTES
        });
        let fits = fits.count();
        self.shown.truncate(fits);
    }

    /// Returns what stands in the place of a page as things are.
    fn instead(&self, page: Page) -> Page {
        if self.problems.is_none() {
            return page;
        }
        page.unless_hidden(self.host.base())
    }

    fn problems_message(&self) -> Bytes {
        let none = "{\"problems\":[],\"more\":0}";
        text_message("problems", self.problems.as_deref().unwrap_or(none))
    }

    /// Returns what to tell a browser of the page that it has open, if that is another one now; it has that one then.
    fn news(&self, viewer: &mut Viewer, now: &Page) -> Option<Bytes> {
        if viewer.is == now.is {
            return None;
        }
        let was = self
            .shown
            .iter()
            .find(|(page, was)| *page == viewer.page && was.is == viewer.is);
        if now.stands != Stands::Itself && was.is_some() {
            // Its last good state stays, with what is wrong over it.
            return self.problems.is_none().then(|| message("gone", &Value::Null));
        }
        let was_is = std::mem::replace(&mut viewer.is, now.is);
        let both = was.and_then(|(_, was)| Some((text(&was.bytes)?, text(&now.bytes)?)));
        let Some((before, after)) = both.filter(|_| now.stands == Stands::Itself) else {
            return Some(message("page", &Value::Null));
        };
        let is = format!("{:032x}", now.is);
        Some(match only_stylesheets(before, after) {
            Some(pairs) => message("stylesheets", &json!({ "is": is, "links": pairs })),
            None => {
                let sent = |page: &str, is| String::from_utf8_lossy(&with_script(page.as_bytes(), is)).into_owned();
                let (was, now) = (sent(before, was_is), sent(after, now.is));
                message("page", &json!({ "is": is, "was": was, "now": now }))
            }
        })
    }
}

/// Returns a page that can be compared with another state of itself, and be sent.
fn text(page: &[u8]) -> Option<&str> {
    std::str::from_utf8(page).ok().filter(|page| page.len() <= COMPARED)
}

/// Returns a message to a browser (WHATWG HTML, server-sent events).
fn message(name: &str, data: &Value) -> Bytes {
    text_message(name, &data.to_string())
}

/// `data` is JSON, which has no line of its own.
fn text_message(name: &str, data: &str) -> Bytes {
    format!("event: {name}\ndata: {data}\n\n").into()
}
