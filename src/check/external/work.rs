//! Asking for many addresses: hosts at the same time, the addresses of one after each other.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Mutex;
use std::thread;
use std::time::{Duration, Instant};

use url::Url;

use super::answer::{Answer, Unclear};
use super::ask::{Asker, How, Reply};
use super::host::{Hosts, locked, name};
use super::settings::Asking;

/// How far a page may lead on.
const MOST_STEPS: usize = 10;

/// Asks for all addresses.
pub(super) fn ask_all<'a>(addresses: Vec<&'a str>, asking: &Asking) -> Vec<(&'a str, Answer)> {
    if addresses.is_empty() {
        return Vec::new();
    }
    let mut by_host: BTreeMap<String, Vec<(&'a str, Url)>> = BTreeMap::new();
    for address in addresses {
        // What is no address was left out before.
        if let Ok(url) = Url::parse(address) {
            by_host.entry(name(&url)).or_default().push((address, url));
        }
    }
    // Those of which most is asked first, for they take longest.
    let mut queues: Vec<Vec<(&str, Url)>> = by_host.into_values().collect();
    queues.sort_by_key(|queue| std::cmp::Reverse(queue.len()));
    let threads = asking.at_once.clamp(1, queues.len());
    let queues = Mutex::new(VecDeque::from(queues));
    let all = Mutex::new(Vec::new());
    let round = Round {
        asker: Asker::new(asking),
        hosts: Hosts::default(),
        asking,
        end: Instant::now() + asking.in_all,
    };
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(queue) = next(&queues) {
                    for (address, url) in queue {
                        let answer = round.answer(&url);
                        locked(&all).push((address, answer));
                    }
                }
            });
        }
    });
    all.into_inner().unwrap_or_default()
}

/// Takes the next queue; the lock is let go before anybody works on it.
fn next<T>(queues: &Mutex<VecDeque<T>>) -> Option<T> {
    locked(queues).pop_front()
}

/// Whether no host at all answered, though some were asked: it is not they that are gone.
pub(super) fn nobody_answered(asked: &[(&str, Answer)]) -> bool {
    let is_asked = |answer: &Answer| !matches!(answer, Answer::Private | Answer::Unclear(Unclear::NoTime));
    asked.iter().any(|(_, answer)| is_asked(answer)) && !asked.iter().any(|(_, answer)| answer.is_from_a_host())
}

/// What is the same for all questions.
struct Round<'a> {
    asker: Asker,
    hosts: Hosts,
    asking: &'a Asking,
    end: Instant,
}

impl Round<'_> {
    /// Goes where an address leads, step by step.
    fn answer(&self, from: &Url) -> Answer {
        let mut url = from.clone();
        // How far it has moved for good: a step that is for now alone ends that.
        let mut moved = None;
        let mut is_for_good = true;
        for _ in 0..MOST_STEPS {
            let (status, location) = match self.question(&url) {
                Reply::Status { status, location, .. } => (status, location),
                Reply::NoHost => return Answer::NoHost,
                Reply::Private => return Answer::Private,
                Reply::Nothing(why) => return Answer::Unclear(why),
            };
            let target = location.filter(|_| matches!(status, 301 | 302 | 303 | 307 | 308));
            let Some(target) = target else {
                return of_status(status, moved);
            };
            // A fragment goes along (RFC 9110, 10.2.2); it means nothing to the host.
            let Ok(target) = url.join(&target) else {
                return Answer::Unclear(Unclear::Garbled);
            };
            if !matches!(target.scheme(), "http" | "https") {
                return Answer::Unclear(Unclear::Garbled);
            }
            is_for_good &= matches!(status, 301 | 308);
            if is_for_good {
                moved = Some(target.to_string());
            }
            url = target;
        }
        Answer::Unclear(Unclear::Loop)
    }

    /// Asks for one page until there is an answer, or it has been asked often enough.
    fn question(&self, url: &Url) -> Reply {
        let head = self.patiently(url, How::Head);
        let is_answer = match &head {
            // Some hosts refuse the question, or answer it as if there were nothing, and give the page all the same.
            Reply::Status { status, .. } => *status < 400 || *status == 429,
            Reply::Nothing(why) => !matches!(why, Unclear::Garbled | Unclear::NoConnection),
            Reply::NoHost | Reply::Private => true,
        };
        if is_answer { head } else { self.patiently(url, How::Get) }
    }

    fn patiently(&self, url: &Url, how: How) -> Reply {
        let mut backoff = self.asking.backoff;
        let mut times = 0;
        loop {
            let reply = self.once(url, how);
            let wait = match &reply {
                Reply::Status {
                    status: 429 | 503,
                    later,
                    ..
                } => later.unwrap_or(backoff),
                // To another question it may answer otherwise, and to the same one after a while.
                Reply::Status {
                    status: 500 | 502 | 504,
                    ..
                } if how == How::Get => backoff,
                Reply::Nothing(Unclear::Slow | Unclear::NoConnection | Unclear::NoNames)
                    if how == How::Get || !matches!(reply, Reply::Nothing(Unclear::NoConnection)) =>
                {
                    backoff
                }
                _ => return reply,
            };
            let is_enough = times >= self.asking.again
                || Instant::now() + wait >= self.end
                || locked(&self.hosts.of(url)).is_silent();
            if wait > self.asking.longest_wait {
                locked(&self.hosts.of(url)).closed = Some(wait.as_secs());
                return Reply::Nothing(Unclear::Later(wait.as_secs()));
            }
            if is_enough {
                return reply;
            }
            locked(&self.hosts.of(url)).asked(wait.max(self.asking.pause));
            backoff = backoff.saturating_mul(2);
            times += 1;
        }
    }

    /// Asks once, when it is this question's turn.
    fn once(&self, url: &Url, how: How) -> Reply {
        let host = self.hosts.of(url);
        let mut host = locked(&host);
        if let Some(seconds) = host.closed {
            return Reply::Nothing(Unclear::Later(seconds));
        }
        if host.is_silent() {
            return Reply::Nothing(Unclear::Silent);
        }
        if !host.wait(self.end) {
            return Reply::Nothing(Unclear::NoTime);
        }
        let reply = self.asker.ask(url, how);
        match &reply {
            Reply::Nothing(Unclear::Slow | Unclear::NoConnection | Unclear::NoNames) => host.did_not_answer(),
            _ => host.answered(),
        }
        host.asked(self.pause(&reply));
        reply
    }

    /// Nobody has to be spared who was not asked.
    fn pause(&self, reply: &Reply) -> Duration {
        match reply {
            Reply::Private | Reply::NoHost => Duration::ZERO,
            _ => self.asking.pause,
        }
    }
}

/// What the status of the last page means.
fn of_status(status: u16, moved: Option<String>) -> Answer {
    match status {
        200..=299 => moved.map_or(Answer::Fine, Answer::Moved),
        404 | 410 => Answer::Gone(status),
        _ => Answer::Unclear(Unclear::Status(status)),
    }
}
