//! The loop: wait for a save, build, tell the browsers.

use std::fs;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
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
use super::newsroom::{NEWSROOM, Newsroom, Previews};
use super::port::listen;
use super::problems::problems;
use super::watch::{Unwatched, Watch};
use super::{network, stop};
use crate::build::{BuildOptions, BuildReport, Host, Memory, OnError, Outcome, Warnings, build};
use crate::config::{self, SITE_TOML};
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
    /// Which addresses of this machine are listened to.
    pub host: IpAddr,
    /// Whether the files are looked at now and again, rather than that the system is asked to tell of saves.
    pub poll: bool,
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
        /// Its address for this machine.
        address: &'a str,
        /// That of the newsroom's view of it.
        newsroom: &'a str,
        /// Those for other devices; none where this machine alone is answered.
        others: &'a [String],
    },
    /// Nobody tells of saves (and why): the files are looked at now and again.
    Unwatched(&'a Unwatched),
    /// Somebody asked it to end: what it kept is removed.
    Stopping,
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

/// Serves the site until somebody asks the program to end (Ctrl-C); then nothing is left of it.
pub fn serve(options: &ServeOptions<'_>, tell: &mut dyn FnMut(&Told<'_>)) -> Result<(), ServeFailed> {
    let listener = listen(options.host, options.port).map_err(ServeFailed::Port)?;
    let port = listener.local_addr().map_err(ServeFailed::Port)?.port();
    if options.port != 0 && port != options.port {
        tell(&Told::PortInUse(options.port));
    }
    let (send, events) = channel();
    stop::heed(send.clone()).map_err(ServeFailed::Server)?;
    let folder = Folder::take(&options.root).map_err(ServeFailed::Folder)?;
    let (own, others) = (network::own(options.host, port), network::addresses(options.host, port));
    // What is shared from another device has to lead somewhere from there.
    let origin = format!("http://{}", others.first().unwrap_or(&own));
    let hub = Arc::new(Hub::new(folder.site.clone()));
    let previews = Previews::new(folder.previews.clone()).map_err(ServeFailed::Folder)?;
    // Before the first build, so that nothing is missed that is saved meanwhile.
    let ended = send.clone();
    let mut watch = if options.poll || Settings::of(&options.root).is_some_and(|settings| settings.serve.poll) {
        Err(Unwatched::Asked)
    } else {
        Watch::over(&options.root, send)
    };
    let site = BuildOptions {
        root: options.root.clone(),
        output: folder.site.clone(),
        base_url: None,
        now: (options.now)(),
        drafts: options.drafts,
        on_error: OnError::KeepGoing,
        warnings: Warnings::Told,
        host: Host::Here,
        memory: Memory::Free,
        cache: Some(folder.kept.clone()),
    };
    let newsroom = Arc::new(Newsroom::new(site.clone(), previews));
    let mut server = Server {
        options,
        site,
        hub: Arc::clone(&hub),
        newsroom: Arc::clone(&newsroom),
        origin,
        settings: Settings::default(),
        is_alone: others.is_empty(),
        events,
        begun: None,
        files: Listing::default(),
        found: Vec::new(),
        took: Duration::ZERO,
    };
    server.build(Why::First, tell);
    answer_browsers(listener, Names::local(port), (hub, newsroom), ended);
    let address = |at: &SocketAddr| format!("http://{at}{}", server.settings.base);
    tell(&Told::Serving {
        address: &address(&own),
        newsroom: &format!("http://{own}{NEWSROOM}"),
        others: &others.iter().map(address).collect::<Vec<_>>(),
    });
    if let Err(why) = &watch {
        tell(&Told::Unwatched(why));
    }
    loop {
        let unasked = if watch.is_ok() { UNASKED } else { UNTOLD };
        let waited = wait(&server.events, server.begun.take(), unasked.max(server.took * IDLE));
        match waited {
            Waited::Stopped => {
                tell(&Told::Stopping);
                folder.remove();
                return Ok(());
            }
            Waited::Ended => {
                return Err(ServeFailed::Server(io::Error::other(
                    "nothing answers requests any more",
                )));
            }
            Waited::Nothing => {
                server.hub.beat();
                server.newsroom.beat();
            }
            Waited::Saved { folders: false } => {}
            Waited::Saved { folders: true } => {
                let anew = watch.as_mut().map_or(Ok(()), |watch| watch.anew());
                if let Err(why) = anew {
                    tell(&Told::Unwatched(&why));
                    watch = Err(why);
                }
            }
        }
        let why = if waited == Waited::Nothing {
            Why::Unasked
        } else {
            Why::Saved
        };
        server.build(why, tell);
    }
}

/// Answers browsers on a thread of its own. Should that end, so does the loop.
fn answer_browsers(
    listener: TcpListener,
    names: Names,
    (hub, newsroom): (Arc<Hub>, Arc<Newsroom>),
    ended: Sender<Event>,
) {
    thread::spawn(move || {
        let why = http::run(listener, names, hub, newsroom);
        let _ = ended.send(Event::Ended);
        why
    });
}

/// Why a build is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// It is the first.
    First,
    /// Something was saved.
    Saved,
    /// Nobody said so.
    Unasked,
}

/// A server between two builds.
struct Server<'a> {
    options: &'a ServeOptions<'a>,
    site: BuildOptions,
    hub: Arc<Hub>,
    newsroom: Arc<Newsroom>,
    /// The server's own address, without the folder that the site lies in.
    origin: String,
    /// What `site.toml` said last when it could be read.
    settings: Settings,
    /// Whether nobody on other devices is answered.
    is_alone: bool,
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
    fn build(&mut self, why: Why, tell: &mut dyn FnMut(&Told<'_>)) {
        let is_first = why == Why::First;
        let started = Instant::now();
        self.site.now = (self.options.now)();
        self.settings = Settings::of(&self.options.root).unwrap_or_else(|| std::mem::take(&mut self.settings));
        self.site.base_url = Some(format!("{}{}", self.origin, self.settings.base));
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
        if report.outcome != Outcome::Failed {
            self.hub.hosted(&self.settings.base);
        }
        let root = self.options.root.as_path();
        let errors = has_error.then(|| {
            problems(&report.found, &|file| told_file(root, file), &|file, line, column| {
                self.in_editor(file, line, column)
            })
        });
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
        // A document that is not shown may have changed without the site being another.
        if why != Why::Unasked || is_other || is_news {
            self.newsroom.built(&self.site, &report.found);
        }
        if is_first || is_other || is_news {
            tell(&Told::Built {
                report: &report,
                took: self.took,
            });
        }
        self.found = report.found;
    }

    /// Returns the address that opens a file at a place in the editor; none on other devices, which have neither. What is part of the program is no file.
    fn in_editor(&self, file: &str, line: usize, column: usize) -> Option<String> {
        let editor = self.settings.serve.editor.as_ref().filter(|_| self.is_alone)?;
        let path = self.options.root.join(file);
        path.is_file().then(|| editor.link(&path, line, column))
    }
}

/// What a server has to know of `site.toml` besides what a build makes of it.
#[derive(Debug)]
struct Settings {
    /// The folder that the site is to lie in, from its host's top.
    base: String,
    serve: config::Serve,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            base: "/".to_owned(),
            serve: config::Serve::default(),
        }
    }
}

impl Settings {
    /// Reads those of the site in `root`; none where they cannot be read.
    fn of(root: &Path) -> Option<Self> {
        let text = fs::read_to_string(root.join(SITE_TOML)).ok()?;
        let config = config::read(&text).value?;
        Some(Self {
            base: config.base_path().to_owned(),
            serve: config.serve,
        })
    }
}
