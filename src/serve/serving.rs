//! The loop: wait for a save, build, tell the browsers.

use std::io;
use std::net::{IpAddr, Ipv4Addr, TcpListener};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::event::{Event, Waited, wait};
use super::folder::Folder;
use super::guard::Names;
use super::http;
use super::hub::Hub;
use super::port::listen;
use super::problems::problems;
use super::watch::Watch;
use crate::build::{BuildOptions, BuildReport, Memory, OnError, Outcome, Warnings, build};
use crate::diagnostic::Diagnostic;
use crate::organise::Drafts;
use crate::publish::Listing;
use crate::theme::told_file;

/// How often a build is made without a save: what time brings (an event that is past) is shown then, and what nobody told of.
const UNASKED: Duration = Duration::from_secs(30);
/// How often where nobody tells of saves.
const UNTOLD: Duration = Duration::from_millis(500);
/// What is left over of all time for others than this: a build that finds nothing looks at every file.
const IDLE: u32 = 20;
/// For how long a new error waits for the rest of what is being saved.
const PATIENCE: Duration = Duration::from_millis(120);

/// What a server is asked to do.
pub struct ServeOptions<'a> {
    /// The folder with `site.toml`.
    pub root: PathBuf,
    /// The port that is tried first; 0 for any.
    pub port: u16,
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// Tells the moment for which the site is shown.
    pub now: &'a dyn Fn() -> Timestamp,
}

/// What a server tells the person who started it.
#[derive(Debug)]
pub enum Told<'a> {
    /// The port that was asked for is in use: another one is taken.
    PortInUse(u16),
    /// The site is there to be seen.
    Serving {
        /// Its address.
        address: &'a str,
    },
    /// Nobody tells of saves (and why): the files are looked at now and again.
    Unwatched(&'a str),
    /// A build in which something came out otherwise.
    Built {
        /// What it did.
        report: &'a BuildReport,
        /// How long it took.
        took: Duration,
    },
}

/// Why a server ended.
#[derive(Debug)]
pub enum ServeFailed {
    /// No port could be had.
    Port(io::Error),
    /// The folder for the pages could not be had.
    Folder(io::Error),
    /// Requests could not be answered any more.
    Server(io::Error),
}

/// Serves the site until the program ends.
pub fn serve(options: &ServeOptions<'_>, tell: &mut dyn FnMut(&Told<'_>)) -> ServeFailed {
    match run(options, tell) {
        Ok(()) => ServeFailed::Server(io::Error::other("nothing answers requests any more")),
        Err(failed) => failed,
    }
}

fn run(options: &ServeOptions<'_>, tell: &mut dyn FnMut(&Told<'_>)) -> Result<(), ServeFailed> {
    let listener = listen(IpAddr::V4(Ipv4Addr::LOCALHOST), options.port).map_err(ServeFailed::Port)?;
    let port = listener.local_addr().map_err(ServeFailed::Port)?.port();
    if options.port != 0 && port != options.port {
        tell(&Told::PortInUse(options.port));
    }
    let folder = Folder::take(&options.root).map_err(ServeFailed::Folder)?;
    let address = format!("http://127.0.0.1:{port}/");
    let hub = Arc::new(Hub::new(folder.site.clone()));
    let (send, events) = channel();
    // Before the first build, so that nothing is missed that is saved meanwhile.
    let ended = send.clone();
    let mut watch = Watch::over(&options.root, send);
    let mut server = Server {
        options,
        site: BuildOptions {
            root: options.root.clone(),
            output: folder.site.clone(),
            base_url: Some(address.clone()),
            now: (options.now)(),
            drafts: options.drafts,
            on_error: OnError::KeepGoing,
            warnings: Warnings::Told,
            memory: Memory::Free,
            cache: Some(folder.kept.clone()),
        },
        hub: Arc::clone(&hub),
        events,
        begun: None,
        files: Listing::default(),
        found: Vec::new(),
        took: Duration::ZERO,
    };
    server.build(true, tell);
    answer_browsers(listener, Names::local(port), hub, ended);
    tell(&Told::Serving { address: &address });
    if let Err(why) = &watch {
        tell(&Told::Unwatched(why));
    }
    loop {
        let unasked = if watch.is_ok() { UNASKED } else { UNTOLD };
        let waited = wait(&server.events, server.begun.take(), unasked.max(server.took * IDLE));
        match waited {
            Waited::Ended => return Ok(()),
            Waited::Nothing => server.hub.beat(),
            Waited::Saved { folders: false } => {}
            Waited::Saved { folders: true } => {
                let anew = watch.as_mut().map_or(Ok(()), |watch| watch.anew());
                if let Err(why) = anew {
                    tell(&Told::Unwatched(&why));
                    watch = Err(why);
                }
            }
        }
        server.build(false, tell);
    }
}

/// Answers browsers on a thread of its own. Should that end, so does the loop.
fn answer_browsers(listener: TcpListener, names: Names, hub: Arc<Hub>, ended: Sender<Event>) {
    thread::spawn(move || {
        let why = http::run(listener, names, hub);
        let _ = ended.send(Event::Ended);
        why
    });
}

/// A server between two builds.
struct Server<'a> {
    options: &'a ServeOptions<'a>,
    site: BuildOptions,
    hub: Arc<Hub>,
    events: Receiver<Event>,
    /// A save that has begun and is not built yet.
    begun: Option<Event>,
    /// What the last build left.
    files: Listing,
    /// What it found.
    found: Vec<Diagnostic>,
    /// How long it took.
    took: Duration,
}

impl Server<'_> {
    /// Builds the site, and tells everybody.
    fn build(&mut self, is_first: bool, tell: &mut dyn FnMut(&Told<'_>)) {
        let started = Instant::now();
        self.site.now = (self.options.now)();
        let report = build(&self.site);
        self.took = started.elapsed();
        let has_error = report.outcome == Outcome::Failed || report.found.iter().any(Diagnostic::is_error);
        let is_news = report.found != self.found;
        // A file that is half saved is mostly wrong: what comes next will tell.
        if has_error && is_news && !is_first {
            self.begun = self.events.recv_timeout(PATIENCE).ok();
            if self.begun.is_some() {
                return;
            }
        }
        let root = self.options.root.as_path();
        let errors = has_error.then(|| problems(&report.found, &|file| told_file(root, file)));
        self.hub.built(errors);
        let published = report.published;
        let is_other = published.written > 0 || published.removed > 0;
        if is_first || is_other {
            let files = Listing::of(&self.site.output);
            if !is_first {
                self.hub.changed(&files.changed_since(&self.files));
            }
            self.files = files;
        }
        if is_first || is_other || is_news {
            tell(&Told::Built {
                report: &report,
                took: self.took,
            });
        }
        self.found = report.found;
    }
}
