//! The list of all documents: what is looked for in it, and what of it is shown.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::asked::Asked;
use super::badge::{Badge, badge};
use super::calendar::{Soon, soon};
use super::desk::{Known, Newsroom};
use super::pages::{self, Choice};
use super::{DOCUMENT, NEWSROOM};
use crate::language::own_name;
use crate::newsroom::{Item, Overview, Status};
use crate::serve::answer::Answer;

/// How many documents a page of the list has.
const ON_A_PAGE: usize = 50;
/// Beside these: all that something is told of.
const WARNINGS: &str = "warnings";

#[derive(Debug, Serialize)]
struct View {
    /// What is chosen, as the form has it.
    q: String,
    lang: String,
    status: String,
    statuses: Vec<Count>,
    languages: Vec<Choice>,
    sections: Vec<Choice>,
    sorts: Vec<Choice>,
    only_missing: bool,
    is_filtered: bool,
    clear: String,
    total: usize,
    total_text: String,
    rows: Vec<Row>,
    has_languages: bool,
    number: usize,
    pages: usize,
    previous: Option<String>,
    next: Option<String>,
    soon: Soon,
}

/// How many documents are in a status.
#[derive(Debug, Serialize)]
struct Count {
    name: &'static str,
    href: String,
    count: String,
    is_none: bool,
    is_chosen: bool,
}

/// A document in the list.
#[derive(Debug, Serialize)]
struct Row {
    title: String,
    path: String,
    href: String,
    badge: Badge,
    date: Option<(String, String)>,
    language: String,
    language_name: String,
    missing: Vec<String>,
    minutes: Option<u32>,
    errors: usize,
    warnings: usize,
}

/// What is looked for.
struct Filter<'a> {
    q: &'a str,
    status: &'a str,
    language: Option<usize>,
    section: &'a str,
    only_missing: bool,
}

impl Filter<'_> {
    /// Whether a document is looked for, its status apart.
    fn takes(&self, item: &Item) -> bool {
        self.language.is_none_or(|language| item.language == language)
            && (self.section.is_empty() || section(item) == self.section)
            && (!self.only_missing || !item.missing.is_empty())
            && item.is_found_by(self.q)
    }

    fn takes_status(&self, item: &Item) -> bool {
        match self.status {
            "" => true,
            WARNINGS => item.warnings() > 0,
            status => item.status.name() == status,
        }
    }
}

/// The folder at the top that a document lies in.
fn section(item: &Item) -> &str {
    item.path.as_str().split_once('/').map_or("", |(section, _)| section)
}

/// Returns the page.
pub(super) fn page(asked: &Asked, known: &Known, overview: &Overview, newsroom: &Newsroom) -> Answer {
    let is_status = |status: &&str| Status::NAMES.contains(status) || *status == WARNINGS;
    let filter = Filter {
        q: asked.value("q"),
        status: Some(asked.value("status")).filter(is_status).unwrap_or_default(),
        language: overview
            .languages
            .iter()
            .position(|tag| tag.as_str() == asked.value("language")),
        section: asked.value("section"),
        only_missing: asked.value("missing") == "1",
    };
    let among: Vec<&Item> = overview.items.iter().filter(|item| filter.takes(item)).collect();
    let mut found: Vec<&Item> = among.iter().copied().filter(|item| filter.takes_status(item)).collect();
    sort(&mut found, asked.value("sort"));
    let pages = found.len().div_ceil(ON_A_PAGE).max(1);
    let number = asked.value("page").parse().unwrap_or(1).clamp(1, pages);
    let on_page = found.iter().skip((number - 1) * ON_A_PAGE).take(ON_A_PAGE);
    let at_page = |number: usize| asked.link_with(&[("page", &number.to_string())]);
    let is_filtered = !filter.q.is_empty()
        || !filter.status.is_empty()
        || filter.language.is_some()
        || !filter.section.is_empty()
        || filter.only_missing;
    let words = asked.words();
    let view = View {
        q: filter.q.to_owned(),
        lang: asked.value("lang").to_owned(),
        status: filter.status.to_owned(),
        statuses: counts(&among, &filter, asked),
        languages: languages(&filter, overview, asked),
        sections: sections(&filter, overview, asked),
        sorts: sorts(asked),
        only_missing: filter.only_missing,
        is_filtered,
        clear: asked.link(NEWSROOM, &[]),
        total: found.len(),
        total_text: words.count("found", found.len()),
        rows: on_page.map(|item| row(item, overview, asked)).collect(),
        has_languages: overview.languages.len() > 1,
        number,
        pages,
        previous: (number > 1).then(|| at_page(number - 1)),
        next: (number < pages).then(|| at_page(number + 1)),
        soon: soon(asked, overview),
    };
    pages::page("list.html", &view, asked, known, overview, newsroom)
}

/// What is in error stands first, then what is newest; what has no date last.
fn sort(found: &mut [&Item], by: &str) {
    match by {
        "title" => found.sort_by_cached_key(|item| (crate::language::sort_key(&item.title), item.path.clone())),
        "path" => found.sort_by(|a, b| a.path.cmp(&b.path)),
        _ => found.sort_by_cached_key(|item| {
            let at = item.date.map(|date| date.timestamp());
            (
                item.status != Status::InError,
                at.is_none(),
                Reverse(at),
                item.path.clone(),
            )
        }),
    }
}

fn counts(among: &[&Item], filter: &Filter<'_>, asked: &Asked) -> Vec<Count> {
    let link = |status: &str| asked.link_with(&[("status", status), ("page", "")]);
    let count = |name: &'static str, status: &str, count: usize| Count {
        name,
        href: link(status),
        count: asked.words().number(count),
        is_none: count == 0,
        is_chosen: filter.status == status,
    };
    let mut all = vec![count("all", "", among.len())];
    for status in Status::NAMES {
        let of_status = among.iter().filter(|item| item.status.name() == status).count();
        // Few sites have any of the last.
        if status != "unused" || of_status > 0 {
            all.push(count(status, status, of_status));
        }
    }
    let warned = among.iter().filter(|item| item.warnings() > 0).count();
    all.push(count(WARNINGS, WARNINGS, warned));
    all
}

fn choice(name: String, value: &str, is_chosen: bool) -> Choice {
    Choice {
        name,
        href: String::new(),
        is_chosen,
        value: value.to_owned(),
    }
}

fn languages(filter: &Filter<'_>, overview: &Overview, asked: &Asked) -> Vec<Choice> {
    let mut all = vec![choice(
        asked.words().text("every_language", &[]),
        "",
        filter.language.is_none(),
    )];
    for (n, tag) in overview.languages.iter().enumerate() {
        all.push(choice(
            own_name(tag).to_owned(),
            tag.as_str(),
            filter.language == Some(n),
        ));
    }
    all
}

fn sections(filter: &Filter<'_>, overview: &Overview, asked: &Asked) -> Vec<Choice> {
    let names: BTreeSet<&str> = overview
        .items
        .iter()
        .map(section)
        .filter(|name| !name.is_empty())
        .collect();
    let mut all = vec![choice(
        asked.words().text("every_section", &[]),
        "",
        filter.section.is_empty(),
    )];
    all.extend(
        names
            .into_iter()
            .map(|name| choice(name.to_owned(), name, filter.section == name)),
    );
    all
}

fn sorts(asked: &Asked) -> Vec<Choice> {
    let each = [("sort_date", ""), ("sort_title", "title"), ("sort_path", "path")].into_iter();
    each.map(|(word, value)| choice(asked.words().text(word, &[]), value, asked.value("sort") == value))
        .collect()
}

fn row(item: &Item, overview: &Overview, asked: &Asked) -> Row {
    let words = asked.words();
    let zone = &overview.timezone;
    let tag = &overview.languages[item.language];
    Row {
        title: item.title.to_string(),
        path: item.path.to_string(),
        href: asked.link(DOCUMENT, &[("path", item.path.as_str())]),
        badge: badge(item, words, zone),
        date: item.date.map(|date| (date.iso(), words.short(&date))),
        language: tag.as_str().to_owned(),
        language_name: own_name(tag).to_owned(),
        missing: item
            .missing
            .iter()
            .map(|n| overview.languages[*n].as_str().to_uppercase())
            .collect(),
        minutes: item.minutes,
        errors: item.errors,
        warnings: item.warnings(),
    }
}
