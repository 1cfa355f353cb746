//! The page on which another moment is chosen.

use serde::Serialize;

use super::MOMENTS;
use super::asked::Asked;
use super::calendar::moments;
use super::desk::{Known, Newsroom};
use super::moment::At;
use super::pages::{self, Choice};
use crate::newsroom::{Overview, What, changes};
use crate::organise::Drafts;
use crate::serve::answer::{Answer, to_address};

/// How many moments are offered.
const OFFERED: usize = 8;

#[derive(Debug, Serialize)]
struct View {
    lang: String,
    /// What the field holds.
    moment: String,
    with_drafts: bool,
    is_wrong: bool,
    offered: Vec<Choice>,
}

/// Returns the page, or leads on to the moment that was chosen on it.
pub(super) fn page(asked: &Asked, known: &Known, overview: &Overview, newsroom: &Newsroom) -> Answer {
    let zone = &overview.timezone;
    let chosen = asked.value("moment");
    let drafts = if asked.value("drafts") == "1" {
        Drafts::Show
    } else {
        Drafts::Hide
    };
    if let Some(at) = At::typed(chosen, drafts, zone) {
        return to_address(&format!("{MOMENTS}{at}/"));
    }
    let first = moments(overview, OFFERED);
    let offered = first.iter().map(|at| {
        let titles = changes(overview)
            .into_iter()
            .filter(|change| change.at == *at && change.what != What::Draft);
        let titles: Vec<String> = titles.take(3).map(|change| change.item.title.to_string()).collect();
        Choice {
            name: asked.words().moment(*at, zone),
            href: format!("{MOMENTS}{}/", At::from(*at, Drafts::Hide, zone)),
            is_chosen: false,
            value: titles.join(" · "),
        }
    });
    let view = View {
        lang: asked.value("lang").to_owned(),
        offered: offered.collect(),
        moment: At::from(first.first().copied().unwrap_or(overview.now), drafts, zone).for_field(),
        with_drafts: drafts == Drafts::Show,
        is_wrong: !chosen.is_empty(),
    };
    pages::page("as_at.html", &view, asked, known, overview, newsroom)
}
