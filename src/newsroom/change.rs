//! What time will bring.

use jiff::Timestamp;

use super::{Item, Overview, Status};

/// A change of the site that time brings.
#[derive(Debug, Clone, Copy)]
pub struct Change<'o> {
    /// When.
    pub at: Timestamp,
    /// Of which document.
    pub item: &'o Item,
    /// What.
    pub what: What,
}

/// What becomes of a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// It is published.
    Lift,
    /// It would be published if it were no draft.
    Draft,
    /// It is not published any more.
    Expiry,
    /// The event that it announces is over, and stands among the past ones.
    EventOver,
}

impl What {
    /// Returns its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Lift => "lift",
            Self::Draft => "draft",
            Self::Expiry => "expiry",
            Self::EventOver => "event-over",
        }
    }
}

/// Returns when documents will be published and when they will not be any more, soonest first.
pub fn changes(overview: &Overview) -> Vec<Change<'_>> {
    let mut all = Vec::new();
    for item in &overview.items {
        let what = match item.status {
            Status::Waiting(_) if stays(item) => Some(What::Lift),
            Status::Draft => Some(What::Draft),
            _ => None,
        };
        all.extend(what.zip(item.lift).map(|(what, at)| Change { at, item, what }));
        let goes = item.expires.filter(|at| will_be_public(item) && *at > overview.now);
        all.extend(goes.map(|at| Change {
            at,
            item,
            what: What::Expiry,
        }));
    }
    sorted(all)
}

/// Returns what comes next by itself, so that the site has to be built again: all that comes at one moment; none if nothing will.
pub fn next(overview: &Overview) -> Vec<Change<'_>> {
    let mut all = changes(overview);
    all.retain(|change| change.what != What::Draft);
    // An event that is over before its announcement is published changes nothing.
    let ends = overview.items.iter().filter(|item| will_be_public(item));
    all.extend(ends.filter_map(|item| {
        let at = item.event.as_ref()?.over;
        let is_seen = item.lift.is_none_or(|lift| lift < at) && item.expires.is_none_or(|expires| expires > at);
        (at > overview.now && is_seen).then_some(Change {
            at,
            item,
            what: What::EventOver,
        })
    }));
    let mut all = sorted(all);
    let first = all.first().map(|change| change.at);
    all.retain(|change| Some(change.at) == first);
    all
}

/// Whether a document does not expire before it is published.
fn stays(item: &Item) -> bool {
    item.expires.is_none_or(|at| item.lift.is_none_or(|lift| lift < at))
}

fn will_be_public(item: &Item) -> bool {
    matches!(item.status, Status::Published | Status::Waiting(_)) && stays(item)
}

fn sorted(mut all: Vec<Change<'_>>) -> Vec<Change<'_>> {
    all.sort_by(|a, b| (a.at, &a.item.path).cmp(&(b.at, &b.item.path)));
    all
}
