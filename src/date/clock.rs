//! The moment for which a site is made, and how long what was made then holds.

use std::sync::atomic::{AtomicI64, Ordering};

use jiff::Timestamp;

/// The moment for which a site is made. It can only be compared, and it remembers with what: so it is known, by construction, from when
/// until when every comparison would have come out the same.
#[derive(Debug)]
pub struct Clock {
    now: Timestamp,
    /// The latest moment that it was found to have reached, and the earliest that it was not; seconds since 1970.
    reached: AtomicI64,
    ahead: AtomicI64,
}

/// A stretch of time, in seconds since 1970: its first second, and the one after its last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// The first second in it.
    pub from: i64,
    /// The first second behind it.
    pub until: i64,
}

impl Span {
    /// Whether a moment lies in it.
    pub fn holds(self, moment: Timestamp) -> bool {
        (self.from..self.until).contains(&seconds_up(moment))
    }
}

impl Clock {
    /// A clock that stands at `now`.
    pub fn at(now: Timestamp) -> Self {
        Self {
            now,
            reached: AtomicI64::new(i64::MIN),
            ahead: AtomicI64::new(i64::MAX),
        }
    }

    /// Whether `moment` has come.
    pub fn reached(&self, moment: Timestamp) -> bool {
        // Moments of front matter are whole seconds; one with a fraction counts from the next, on the safe side.
        let second = seconds_up(moment);
        if moment <= self.now {
            self.reached.fetch_max(second, Ordering::Relaxed);
            true
        } else {
            self.ahead.fetch_min(second, Ordering::Relaxed);
            false
        }
    }

    /// Remembers, of comparisons that were made before, the stretch of time in which they come out as they did.
    pub fn narrow(&self, span: Span) {
        self.reached.fetch_max(span.from, Ordering::Relaxed);
        self.ahead.fetch_min(span.until, Ordering::Relaxed);
    }

    /// Returns the stretch of time in which all comparisons so far come out as they did.
    pub fn span(&self) -> Span {
        Span {
            from: self.reached.load(Ordering::Relaxed),
            until: self.ahead.load(Ordering::Relaxed),
        }
    }
}

fn seconds_up(moment: Timestamp) -> i64 {
    moment.as_second() + i64::from(moment.subsec_nanosecond() > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap_or_default()
    }

    #[test]
    fn it_knows_how_long_its_answers_hold() {
        let clock = Clock::at(at(100));
        assert!(clock.span().holds(at(5)));
        assert!(clock.reached(at(100)) && clock.reached(at(40)) && !clock.reached(at(101)) && !clock.reached(at(300)));
        let span = clock.span();
        assert_eq!((span.from, span.until), (100, 101));
        let clock = Clock::at(at(100));
        assert!(clock.reached(at(60)) && !clock.reached(at(200)));
        let held = [59, 60, 199, 200].map(|second| clock.span().holds(at(second)));
        assert_eq!(held, [false, true, true, false]);
    }
}
