//! What the loop and the browsers both know: who looks at which page, in what state they have it, and what is wrong with the site.

use std::collections::{HashMap, HashSet, VecDeque};
use std::path::PathBuf;
use std::sync::mpsc::Sender as StdSender;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::body::Bytes;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::sync::oneshot;

use super::ahead::{Ahead, Asked};
use super::client::with_script;
use super::file::{self, Page, Stands};
use super::host::Host;
use super::place;
use super::stylesheets::only_stylesheets;
use crate::build::Wish;
use crate::render::inline_sources;

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
    /// What is shown of saves that no build has made yet.
    ahead: Option<Ahead>,
    /// How many there have been.
    times_ahead: u64,
    /// How often something has come to be shown otherwise.
    changes: u64,
    /// The drafts that do not say so, by path from the site's top.
    unmarked: HashSet<String>,
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

impl Viewer {
    /// Tells it news of its page as it is now; false where it has gone.
    fn take(&mut self, news: &News, now: &Page) -> bool {
        let message = match news {
            News::Gone(message) => message,
            News::Other(message) => {
                self.is = now.is;
                message
            }
        };
        self.send.try_send(message.clone()).is_ok()
    }
}

/// What to tell a browser of the page that it has open.
#[derive(Debug)]
enum News {
    /// There is none any more: it keeps the state that it has.
    Gone(Bytes),
    /// It is in another state, which the browser has once it is told.
    Other(Bytes),
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

    /// Takes in what the host of the site, which lies in the folder `base` there, is told now, and which drafts do not say so.
    pub fn hosted(&self, base: &str, unmarked: &[String]) {
        let host = Arc::new(Host::of(&self.site, base));
        let mut state = self.state();
        state.host = host;
        state.unmarked = unmarked.iter().cloned().collect();
    }

    /// Returns the page to show at an address, and remembers it. While something is wrong with the site, a page that has gone is shown as it last was.
    pub fn show(&self, address: &str) -> Page {
        let mut page = self.page(address);
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
        // Read while nothing came to be shown otherwise: who tells of that knows only browsers that are in already.
        let (mut state, now) = loop {
            let changes = self.state().changes;
            let now = self.page(page);
            let state = self.state();
            if state.changes == changes {
                break (state, now);
            }
        };
        let now = state.instead(now);
        // Too new to be full.
        let _ = viewer.send.try_send(state.problems_message());
        let news = state.news(page, is, &now);
        if news.is_none_or(|news| viewer.take(&news, &now)) {
            state.viewers.push(viewer);
        }
        receive
    }

    /// Tells everybody what a build has made of the page that is open, and what is wrong; none where nothing is. From now on what lies in the folder is
    /// shown.
    pub fn built(&self, problems: Option<String>) {
        let mut pages: HashMap<String, Page> = HashMap::new();
        for page in self.open_pages() {
            pages
                .entry(page)
                .or_insert_with_key(|page| file::page(&self.site, page));
        }
        let mut state = self.state();
        state.ahead = None;
        state.changes += 1;
        let problems: Option<Arc<str>> = problems.map(Into::into);
        let is_other = problems != state.problems;
        state.problems = problems;
        let message = is_other.then(|| state.problems_message());
        for (address, page) in &mut pages {
            *page = state.instead(state.marked(address, page.clone()));
        }
        state.tell(pages, message.as_ref());
    }

    /// Whether saves are shown that no build has made yet.
    pub fn is_ahead(&self) -> bool {
        self.state().ahead.is_some()
    }

    /// From now on, and until a build has made all of it, shows what `site` makes, and these assets; tells everybody of the page that is open.
    pub fn go_ahead(self: &Arc<Self>, site: StdSender<Wish>, assets: Vec<(String, Vec<u8>)>) {
        let mut state = self.state();
        state.times_ahead += 1;
        let ahead = Ahead::new(state.times_ahead, site, assets);
        let others = ahead.others(state.ahead.as_ref(), &self.site);
        let others: Vec<&str> = others.iter().map(String::as_str).collect();
        let message = same_name(&others, state.host.base());
        state.ahead = Some(ahead);
        state.changes += 1;
        if let Some(message) = message {
            state
                .viewers
                .retain(|viewer| viewer.send.try_send(message.clone()).is_ok());
        }
        drop(state);
        for page in self.open_pages() {
            self.wanted(&page);
        }
    }

    /// Has the page at an address made, where saves are ahead of the build; returns who tells when that is done. None where nobody need wait.
    pub fn wanted(self: &Arc<Self>, address: &str) -> Option<oneshot::Receiver<()>> {
        let mut state = self.state();
        let ahead = state.ahead.as_mut()?;
        let (hub, number) = (Arc::clone(self), ahead.number);
        let (told, asked) = ahead.ask(address, move |file, bytes| hub.arrived(number, file, bytes))?;
        // It may arrive while it is asked for.
        drop(state);
        asked.into_iter().for_each(Asked::now);
        Some(told)
    }

    /// Takes in a page that was asked for, and tells who has it open.
    fn arrived(&self, number: u64, file: String, bytes: Option<Vec<u8>>) {
        let page = bytes.filter(|bytes| self.is_let_through(&file, bytes)).map(Page::of);
        let mut state = self.state();
        let Some(ahead) = state.ahead.as_mut().filter(|ahead| ahead.number == number) else {
            return;
        };
        ahead.arrived(file.clone(), page.clone());
        state.changes += 1;
        let Some(page) = page else { return };
        let open = state.viewers.iter().map(|viewer| &viewer.page);
        let of_file = open.filter(|address| place::file_of(address).as_deref() == Some(&*file));
        let pages = of_file.map(|address| (address.clone(), state.marked(address, page.clone())));
        let pages = pages.collect();
        state.tell(pages, None);
    }

    /// Whether a page that is ahead of the build has nothing in itself but what the policy of the site in the folder lets run, or what the page there has as well. A
    /// build has a policy made for any other.
    fn is_let_through(&self, file: &str, page: &[u8]) -> bool {
        let sources = |page: &[u8]| inline_sources(&String::from_utf8_lossy(page));
        let mut new = sources(page);
        if new.is_empty() {
            return true;
        }
        let former = std::fs::read(self.site.join(file)).map(|page| sources(&page));
        new.retain(|source| !former.as_ref().is_ok_and(|former| former.contains(source)));
        let host = self.host();
        let address = format!("{}{}", host.base(), file.strip_suffix("index.html").unwrap_or(file));
        host.lets_through(&address, &new)
    }

    /// Returns the file at an address, with its path from the site's top, where saves are ahead of the build; none where the folder has it.
    pub fn file_ahead(&self, address: &str) -> Option<(String, Page)> {
        let state = self.state();
        let (file, page) = state.ahead.as_ref()?.file(address)?;
        Some((file, page.clone()))
    }

    /// Returns the page at an address as it is now.
    fn page(&self, address: &str) -> Page {
        let ahead = self.file_ahead(address);
        let page = ahead.map_or_else(|| file::page(&self.site, address), |(_, page)| page);
        self.state().marked(address, page)
    }

    fn open_pages(&self) -> Vec<String> {
        let state = self.state();
        let mut pages: Vec<String> = state.viewers.iter().map(|viewer| viewer.page.clone()).collect();
        // Who came last looks now.
        pages.reverse();
        pages
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
        let others = files.iter().filter(|(file, is_new)| !is_new && !is_page(file));
        let others: Vec<&str> = others.map(|(file, _)| &**file).collect();
        let host = self.host();
        let base = host.base();
        let offered: Vec<Value> = pages.iter().take(OFFERED).map(|file| self.offer(file, base)).collect();
        let more = pages.len().saturating_sub(OFFERED);
        let mut messages = Vec::new();
        messages.extend(same_name(&others, base).map(|message| (None, message)));
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
    /// Tells browsers of the page that each has open, by its address, if that is another one now, and all of them this message.
    fn tell(&mut self, pages: HashMap<String, Page>, message: Option<&Bytes>) {
        let mut viewers = std::mem::take(&mut self.viewers);
        let mut known: HashMap<(String, u128), Option<News>> = HashMap::new();
        viewers.retain_mut(|viewer| {
            if viewer.send.is_closed() {
                return false;
            }
            // One that has come meanwhile was told at once.
            let told = pages.get(&viewer.page).is_none_or(|now| {
                // Many may have the same page open, in the same state.
                let news = known
                    .entry((viewer.page.clone(), viewer.is))
                    .or_insert_with(|| self.news(&viewer.page, viewer.is, now));
                news.as_ref().is_none_or(|news| viewer.take(news, now))
            });
            told && message.is_none_or(|message| viewer.send.try_send(message.clone()).is_ok())
        });
        self.viewers = viewers;
        for (address, page) in pages {
            if page.stands == Stands::Itself {
                self.remember(&address, page);
            }
        }
    }

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

    /// Returns the page at an address, which may be a draft that does not say so.
    fn marked(&self, address: &str, page: Page) -> Page {
        let is_unmarked = || place::file_of(address).is_some_and(|file| self.unmarked.contains(&file));
        if page.stands == Stands::Itself && !self.unmarked.is_empty() && is_unmarked() {
            page.unmarked()
        } else {
            page
        }
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

    /// Returns what to tell a browser of the page that it has open at an address, in the state with this hash, if that is another one now.
    fn news(&self, address: &str, was_is: u128, now: &Page) -> Option<News> {
        if was_is == now.is {
            return None;
        }
        let was = self
            .shown
            .iter()
            .find(|(page, was)| page == address && was.is == was_is);
        if now.stands != Stands::Itself && was.is_some() {
            // Its last good state stays, with what is wrong over it.
            return self
                .problems
                .is_none()
                .then(|| News::Gone(message("gone", &Value::Null)));
        }
        let was_is_unmarked = was.is_some_and(|(_, was)| was.is_unmarked);
        let both = was.and_then(|(_, was)| Some((text(&was.bytes)?, text(&now.bytes)?)));
        let Some((before, after)) = both.filter(|_| now.stands == Stands::Itself) else {
            return Some(News::Other(message("page", &Value::Null)));
        };
        let is = format!("{:032x}", now.is);
        Some(News::Other(match only_stylesheets(before, after) {
            Some(pairs) if now.is_unmarked == was_is_unmarked => {
                message("stylesheets", &json!({ "is": is, "links": pairs }))
            }
            _ => {
                let sent =
                    |page: &str, is| String::from_utf8_lossy(&with_script(page.as_bytes(), is, false)).into_owned();
                let (was, after) = (sent(before, was_is), sent(after, now.is));
                message(
                    "page",
                    &json!({ "is": is, "was": was, "now": after, "draft": now.is_unmarked }),
                )
            }
        }))
    }
}

/// Returns a page that can be compared with another state of itself, and be sent.
fn text(page: &[u8]) -> Option<&str> {
    std::str::from_utf8(page).ok().filter(|page| page.len() <= COMPARED)
}

/// Returns the message that tells of files which are others under the same address, in a site that lies in the folder `base`; none where there are none.
fn same_name(files: &[&str], base: &str) -> Option<Bytes> {
    let files: Vec<String> = files.iter().map(|file| format!("{base}{file}")).collect();
    (!files.is_empty()).then(|| message("files", &json!(files)))
}

/// Returns a message to a browser (WHATWG HTML, server-sent events).
fn message(name: &str, data: &Value) -> Bytes {
    text_message(name, &data.to_string())
}

/// `data` is JSON, which has no line of its own.
fn text_message(name: &str, data: &str) -> Bytes {
    format!("event: {name}\ndata: {data}\n\n").into()
}
