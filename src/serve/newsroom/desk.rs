//! What the newsroom knows between two builds.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use hyper::body::Bytes;
use tokio::sync::mpsc::{Receiver, Sender, channel};

use super::previews::Previews;
use crate::build::{BuildOptions, overview};
use crate::diagnostic::Diagnostic;
use crate::newsroom::Overview;
use crate::organise::Drafts;

/// How many messages wait for a browser before it counts as gone.
const WAITING: usize = 8;

/// The newsroom of a site that is served.
#[derive(Debug)]
pub(in crate::serve) struct Newsroom {
    /// The site at other moments.
    pub(super) previews: Previews,
    built: Mutex<Built>,
    made: Mutex<Made>,
    listeners: Mutex<Vec<Sender<Bytes>>>,
}

/// The last build.
#[derive(Debug, Clone)]
struct Built {
    /// How many there have been in which something may have changed.
    number: u64,
    /// How it was made.
    options: BuildOptions,
    found: Arc<[Diagnostic]>,
}

/// The overview that was made last, and after which build.
#[derive(Debug, Default)]
struct Made {
    number: Option<u64>,
    overview: Option<Arc<Overview>>,
    is_stale: bool,
}

/// What is known after the last build.
#[derive(Debug)]
pub(super) struct Known {
    /// After which build.
    pub number: u64,
    /// All documents; of the last build after which they could be seen. None where that is none.
    pub overview: Option<Arc<Overview>>,
    /// Whether that was an earlier build, since the site cannot be read now.
    pub is_stale: bool,
    /// What the last build found.
    pub found: Arc<[Diagnostic]>,
}

impl Newsroom {
    /// Of the site that is built as `options` say; `previews` are of the same.
    pub fn new(options: BuildOptions, previews: Previews) -> Self {
        let built = Built {
            number: 0,
            options,
            found: Arc::default(),
        };
        Self {
            previews,
            built: Mutex::new(built),
            made: Mutex::default(),
            listeners: Mutex::default(),
        }
    }

    /// Takes in that a build was made with these options, in which something may have changed.
    pub fn built(&self, options: &BuildOptions, found: &[Diagnostic]) {
        let mut built = locked(&self.built);
        let number = built.number + 1;
        *built = Built {
            number,
            options: options.clone(),
            found: found.into(),
        };
        drop(built);
        let message = Bytes::from(format!("event: changed\ndata: {number}\n\n"));
        self.tell(&message);
    }

    /// Finds out who has gone without a word.
    pub fn beat(&self) {
        self.tell(&Bytes::from_static(b": \n\n"));
    }

    fn tell(&self, message: &Bytes) {
        locked(&self.listeners).retain(|listener| listener.try_send(message.clone()).is_ok());
    }

    /// Takes a browser in; returns what it will be told, at first after which build this is.
    pub(super) fn listen(&self) -> Receiver<Bytes> {
        let (send, receive) = channel(WAITING);
        let number = locked(&self.built).number;
        // Too new to be full.
        let _ = send.try_send(Bytes::from(format!("event: state\ndata: {number}\n\n")));
        locked(&self.listeners).push(send);
        receive
    }

    /// Returns what is known after the last build. The first who asks after it has the overview made, and others wait for that.
    pub(super) fn known(&self) -> Known {
        let mut made = locked(&self.made);
        let built = locked(&self.built).clone();
        if made.number != Some(built.number) {
            let new = overview(&built.options, &built.found).map(Arc::new);
            made.is_stale = new.is_none();
            made.overview = new.or_else(|| made.overview.take());
            made.number = Some(built.number);
        }
        Known {
            number: built.number,
            overview: made.overview.clone(),
            is_stale: made.is_stale,
            found: built.found,
        }
    }

    /// Whether the site is shown with its drafts.
    pub(super) fn shows_drafts(&self) -> bool {
        self.options().drafts == Drafts::Show
    }

    /// How the site was built last.
    pub(super) fn options(&self) -> BuildOptions {
        locked(&self.built).options.clone()
    }
}

/// Returns where the server is, without a slash at the end, and in which folder of it the site lies, with one at both: `http://127.0.0.1:1618` and
/// `/nieuws/`. The newsroom lies at the server's top, wherever the site does.
pub(super) fn here(options: &BuildOptions) -> (&str, &str) {
    let address = options.base_url.as_deref().unwrap_or_default();
    let host = address.find("://").map_or(0, |at| at + 3);
    match address[host..].find('/') {
        Some(at) => address.split_at(host + at),
        None => (address, "/"),
    }
}

/// Nothing that is done while it is locked can leave it half done.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
