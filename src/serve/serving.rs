//! The loop: wait for a save, build, tell the browsers.

use std::fs;
use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::at_hand::AtHand;
use super::event::{Event, Events, Saved, Waited};
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
/// How long a build waits for another save where browsers are shown what was saved already: as long as the last one took, within these bounds, and
/// not longer than the last of them while one save follows the other.
const SOON: Duration = Duration::from_millis(30);
const LATE: Duration = Duration::from_secs(1);
const LATEST: Duration = Duration::from_secs(5);
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
        send: ended.clone(),
        events: Events::new(events),
        due: None,
        building: None,
        is_watched: watch.is_ok(),
        at_hand: None,
        is_refused: false,
        files: Listing::default(),
        found: Vec::new(),
        took: Duration::ZERO,
        look: Duration::ZERO,
    };
    server.first(tell);
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
        match server.wait(unasked) {
            Waited::Stopped => {
                tell(&Told::Stopping);
                server.end();
                folder.remove();
                return Ok(());
            }
            Waited::Ended => {
                return Err(ServeFailed::Server(io::Error::other(
                    "nothing answers requests any more",
                )));
            }
            Waited::Nothing => server.nothing(),
            Waited::Refused => server.refused(),
            Waited::Built(report, took) => server.built(*report, took, tell),
            Waited::Saved(saved) => {
                if saved.folders {
                    let anew = watch.as_mut().map_or(Ok(()), |watch| watch.anew());
                    if let Err(why) = anew {
                        tell(&Told::Unwatched(&why));
                        watch = Err(why);
                        server.is_watched = false;
                    }
                }
                server.saved(saved);
            }
        }
        server.build_if_due();
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
    /// Something was saved.
    Saved,
    /// Nobody said so.
    Unasked,
}

/// A build that is to be made.
#[derive(Debug, Clone, Copy)]
struct Due {
    why: Why,
    /// From when on.
    from: Instant,
    /// When the first save was that waits for it.
    since: Instant,
}

/// A server between two events.
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
    send: Sender<Event>,
    events: Events,
    /// The next build.
    due: Option<Due>,
    /// The one that is being made, and why.
    building: Option<(JoinHandle<()>, Why)>,
    /// Whether somebody tells of saves.
    is_watched: bool,
    /// The site of the last build that was good.
    at_hand: Option<AtHand>,
    /// Whether it has not taken in all that was saved since.
    is_refused: bool,
    /// What the last build left.
    files: Listing,
    /// What it found.
    found: Vec<Diagnostic>,
    /// How long it took.
    took: Duration,
    /// How long the last one took that found nothing.
    look: Duration,
}

impl Server<'_> {
    /// Makes the first build, for which everybody waits.
    fn first(&mut self, tell: &mut dyn FnMut(&Told<'_>)) {
        let started = Instant::now();
        self.prepare();
        let report = build(&self.site);
        self.took = started.elapsed();
        self.show(report, None, tell);
    }

    /// Waits until something happens, or a build is due.
    fn wait(&mut self, unasked: Duration) -> Waited {
        let most = match (&self.building, self.due) {
            (None, Some(due)) => due.from.saturating_duration_since(Instant::now()),
            _ => unasked.max(self.look * IDLE),
        };
        self.events.wait(most)
    }

    /// Nothing has happened for long: a build finds what nobody told of. Or one is due.
    fn nothing(&mut self) {
        if self.building.is_none() && self.due.is_none() {
            self.hub.beat();
            self.newsroom.beat();
            let now = Instant::now();
            self.due = Some(Due {
                why: Why::Unasked,
                from: now,
                since: now,
            });
        }
    }

    /// What was saved is shown at once where that can be, and a build waits until no more comes. Else it is built at once.
    fn saved(&mut self, saved: Saved) {
        let now = Instant::now();
        let is_known = !saved.folders && !saved.paths.is_empty();
        let at_hand = self.at_hand.as_ref().filter(|_| is_known);
        let is_shown = at_hand.is_some_and(|at_hand| at_hand.take_in(saved.paths, &self.hub, &self.send));
        let since = self
            .due
            .filter(|due| due.why == Why::Saved)
            .map_or(now, |due| due.since);
        let from = if is_shown {
            (now + self.took.clamp(SOON, LATE)).min(since + LATEST)
        } else {
            self.is_refused = true;
            now
        };
        self.due = Some(Due {
            why: Why::Saved,
            from,
            since,
        });
    }

    /// What was saved could not be shown at once.
    fn refused(&mut self) {
        self.is_refused = true;
        if let Some(due) = &mut self.due {
            due.from = Instant::now();
        }
    }

    /// Starts the build that is due, on a thread of its own.
    fn build_if_due(&mut self) {
        if self.building.is_some() {
            return;
        }
        let Some(due) = self.due.take_if(|due| due.from <= Instant::now()) else {
            return;
        };
        self.prepare();
        let (site, send) = (self.site.clone(), self.send.clone());
        let thread = thread::spawn(move || {
            let started = Instant::now();
            let report = build(&site);
            // The loop has ended: so does the program.
            let _ = send.send(Event::Built(Box::new(report), started.elapsed()));
        });
        self.building = Some((thread, due.why));
    }

    fn prepare(&mut self) {
        self.site.now = (self.options.now)();
        self.settings = Settings::of(&self.options.root).unwrap_or_else(|| std::mem::take(&mut self.settings));
        self.site.base_url = Some(format!("{}{}", self.origin, self.settings.base));
    }

    /// A build has ended, after so long.
    fn built(&mut self, report: BuildReport, took: Duration, tell: &mut dyn FnMut(&Told<'_>)) {
        let Some((thread, why)) = self.building.take() else {
            return;
        };
        let _ = thread.join();
        self.took = took;
        let has_error = has_error(&report);
        let is_news = report.found != self.found;
        // Browsers have been shown more than is in it.
        if self.is_saved() && self.hub.is_ahead() {
            return;
        }
        // A file that is half saved is mostly wrong: what comes next will tell.
        if has_error && is_news && (self.is_saved() || self.events.happens_within(PATIENCE)) {
            return;
        }
        self.show(report, Some(why), tell);
    }

    /// Whether something was saved that no build has begun with.
    fn is_saved(&self) -> bool {
        self.due.is_some_and(|due| due.why == Why::Saved)
    }

    /// Shows what a build has made, and tells everybody; the first one was made for no reason.
    fn show(&mut self, report: BuildReport, why: Option<Why>, tell: &mut dyn FnMut(&Told<'_>)) {
        let is_first = why.is_none();
        let is_news = report.found != self.found;
        if report.outcome != Outcome::Failed {
            self.hub.hosted(&self.settings.base, &report.unmarked);
        }
        let root = self.options.root.as_path();
        let errors = has_error(&report).then(|| {
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
        self.have_at_hand(&report);
        // A document that is not shown may have changed without the site being another.
        if why != Some(Why::Unasked) || is_other || is_news {
            self.newsroom.built(&self.site, &report.found);
        }
        if !is_first && !is_other && !is_news {
            self.look = self.took;
        }
        if is_first || is_other || is_news {
            tell(&Told::Built {
                report: &report,
                took: self.took,
            });
        }
        self.found = report.found;
    }

    /// Has the site of a build at hand, where nothing is wrong with it and the one that is at hand is another, or has missed something.
    fn have_at_hand(&mut self, report: &BuildReport) {
        if !self.is_watched {
            self.at_hand = None;
            return;
        }
        // With an error the last good one stays, for when it is mended.
        let Some(site) = report.site.filter(|_| report.outcome == Outcome::Done) else {
            return;
        };
        let is_right = self.at_hand.as_ref().is_some_and(|at_hand| at_hand.site == site);
        if !is_right || self.is_refused {
            self.is_refused = false;
            self.at_hand = Some(AtHand::of(&self.site, site));
        }
    }

    /// Waits for a build that is being made: nothing may be written behind it.
    fn end(&mut self) {
        if let Some((thread, _)) = self.building.take() {
            let _ = thread.join();
        }
    }

    /// Returns the address that opens a file at a place in the editor; none on other devices, which have neither. What is part of the program is no file.
    fn in_editor(&self, file: &str, line: usize, column: usize) -> Option<String> {
        let editor = self.settings.serve.editor.as_ref().filter(|_| self.is_alone)?;
        let path = self.options.root.join(file);
        path.is_file().then(|| editor.link(&path, line, column))
    }
}

fn has_error(report: &BuildReport) -> bool {
    report.outcome == Outcome::Failed || report.found.iter().any(Diagnostic::is_error)
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
