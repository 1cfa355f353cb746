//! The value `page` of every kind of page.

use tera::{Map, Value};

use super::archive::{archive, year};
use super::calendar::calendar;
use super::card::{kind_word, plain_summary};
use super::document::{counted_term, document};
use super::fields::{list_of, or_none};
use super::head::{Version, alternates, browser_title, feed_links, link, trail, translations, untranslated};
use super::home::home;
use super::image::image;
use super::list::list;
use super::outputs::outputs;
use super::person::person;
use super::share::share;
use super::social::social_image;
use super::structured::{Described, graph};
use super::wanted::{PageFields, Wanted};
use super::{Shared, href, metadata, permalink};
use crate::organise::{
    EntryId, Kind, LanguageId, SectionId, SeriesId, TaxonomyId, TermId, calendar_of_event, calendar_of_list,
};
use crate::plan::pages::{list_page, section_paginate_by, term_paginate_by};
use crate::plan::{FeedOf, Page, Shows};
use crate::url_path::UrlPath;

/// Returns the language of a page and its value `page`, with the fields that are wanted; none for a page without template. `content` is
/// the text of its document with all holes filled.
pub fn page(page: &Page, wanted: &Wanted, content: Option<&str>, shared: &Shared<'_>) -> Option<(LanguageId, Value)> {
    let own = Own {
        shows: page.shows,
        wanted,
        content,
        shared,
    };
    let (language, fields) = match page.shows {
        Shows::Home(id, number) => (id, home(id, number, own)),
        Shows::Section(id, number) => (shared.section(id).language, section(id, number, own)),
        Shows::Entry(id) => (shared.head(id).language, entry(id, own)),
        Shows::Taxonomy(id) => (shared.taxonomy(id).language, taxonomy(id, own)),
        Shows::Term(id, number) => (shared.term(id).language, term(id, number, own)),
        Shows::Series(id) => (shared.series(id).language, series(id, own)),
        Shows::Archive(id) => (id, archive(id, own)?),
        Shows::Year(id, number) => (shared.year(id).language, year(id, number, own)),
        Shows::NotFound(id) => (id, not_found(id, &page.url, own)),
        Shows::Redirect(_) | Shows::Feed(..) | Shows::Calendar(_) | Shows::Sitemap(_) | Shows::SitemapIndex(_) => {
            return None;
        }
        Shows::Output(..) | Shows::Index(..) | Shows::Llms(_) => return None,
        Shows::Hosting(_) | Shows::SecurityTxt | Shows::NewsSitemap | Shows::IndexNowKey | Shows::Robots { .. } => {
            return None;
        }
    };
    Some((language, fields.into()))
}

/// What a page is made from beside what it shows.
#[derive(Clone, Copy)]
pub(super) struct Own<'a> {
    shows: Shows,
    wanted: &'a Wanted,
    content: Option<&'a str>,
    pub shared: &'a Shared<'a>,
}

/// Returns what the page at a former address sees: its language, the address now, and that with the host.
pub fn redirect(index: usize, shared: &Shared<'_>) -> (LanguageId, Value, Value) {
    let redirect = shared.redirect(index);
    let target = Value::normal_string(&href(&redirect.to, shared.config));
    (
        redirect.language,
        target,
        Value::normal_string(&permalink(&redirect.to, shared.config)),
    )
}

/// What every kind of page has.
pub(super) struct Common<'a> {
    pub kind: &'static str,
    pub language: LanguageId,
    pub title: &'a str,
    pub url: UrlPath,
    pub number: usize,
    pub entry: Option<EntryId>,
    pub versions: Vec<Version<'a>>,
    pub breadcrumbs: &'a dyn Fn() -> Vec<Value>,
    pub feeds: &'a dyn Fn() -> Vec<Value>,
    pub section: Option<SectionId>,
    pub calendar: Option<UrlPath>,
}

pub(super) fn common<'a>(common: Common<'_>, own: Own<'a>) -> PageFields<'a> {
    let (shared, config, language) = (own.shared, own.shared.config, common.language);
    let entry = common.entry.map(|id| shared.entry(id));
    let front = entry.map(|entry| &entry.front);
    let of_card = |field| common.entry.map_or_else(Value::none, |id| shared.of_card(id, field));
    let address = permalink(&common.url, config);
    let is_draft = front.is_some_and(|front| front.draft == Some(true));
    let mut fields = PageFields::new(own.wanted);
    fields.put("kind", || common.kind);
    fields.put("title", || common.title);
    fields.put("browser_title", || {
        match front.and_then(|front| front.seo_title.as_deref()) {
            Some(title) if common.number == 1 => title.to_owned(),
            _ => browser_title(common.title, common.number, language, shared),
        }
    });
    fields.put("description", || {
        or_none(common.entry.map(|id| plain_summary(id, shared)))
    });
    fields.put("lead", || match front.and_then(|front| front.summary.as_ref()) {
        Some(_) => of_card("summary"),
        None => Value::none(),
    });
    for field in ["summary", "kicker"] {
        fields.put(field, || of_card(field));
    }
    fields.put("url", || href(&common.url, config));
    fields.put("permalink", || &*address);
    fields.put("language", || shared.language_value(language));
    fields.put("translations", || translations(&common.versions, language, shared));
    fields.put("untranslated", || untranslated(&common.versions, language, shared));
    fields.put("alternates", || {
        alternates(if common.number == 1 { &common.versions } else { &[] }, shared)
    });
    fields.put("breadcrumbs", || (common.breadcrumbs)());
    fields.put("image", || of_card("image"));
    fields.put("social_image", || {
        social_image(common.entry, common.title, language, shared)
    });
    fields.put("content", || {
        Value::safe_string(own.content.filter(|_| common.number == 1).unwrap_or_default())
    });
    fields.put("has_code", || entry.is_some_and(|entry| entry.body().has_code));
    fields.put("extra", || extra(front.map_or(&[][..], |front| &front.extra)));
    fields.put("feeds", || {
        let mut feeds = (common.feeds)();
        feeds.extend_from_slice(shared.language_feeds(language));
        feeds
    });
    fields.put("outputs", || outputs(own.shows, shared));
    fields.put("calendar", || {
        or_none(common.calendar.as_ref().map(|url| calendar(url, config)))
    });
    fields.put("share", || {
        let shares = front.is_some_and(|front| front.share.unwrap_or(matches!(common.kind, "article" | "event")));
        let services: &[_] = if shares { &config.share.links } else { &[] };
        share(services, common.title, &address)
    });
    fields.put("newsletter", || {
        config.newsletter.is_some() && front.is_none_or(|front| front.newsletter != Some(false))
    });
    fields.put("section", || {
        or_none(common.section.map(|section| shared.section_value(section)))
    });
    fields.put("source", || entry.map(|entry| entry.document.path().as_str()));
    fields.put("metadata", || {
        if is_draft || common.number > 1 || common.kind == "404" {
            return list_of([]);
        }
        let described = metadata::Described {
            title: common.title,
            url: &address,
            language,
            entry: common.entry,
        };
        metadata::metadata(&described, shared)
    });
    fields.put("structured_data", || {
        if is_draft || common.number > 1 {
            return Value::none();
        }
        let described = Described {
            title: common.title,
            url: &address,
            language,
            entry: common.entry,
            breadcrumbs: (common.breadcrumbs)(),
        };
        graph(own.shows, &described, shared)
    });
    fields.put("draft", || is_draft);
    fields.put("noindex", || common.kind == "404" || is_draft);
    fields
}

fn extra(keys: &[(Box<str>, Value)]) -> Value {
    let mut map = Map::default();
    for (key, value) in keys {
        map.insert(key.to_string().into(), value.clone());
    }
    Value::from(map)
}

fn entry<'a>(id: EntryId, own: Own<'a>) -> PageFields<'a> {
    let shared = own.shared;
    let entry = shared.entry(id);
    let kind = if entry.kind == Kind::Event {
        "event"
    } else {
        kind_word(entry.kind)
    };
    let mut fields = common(
        Common {
            kind,
            language: entry.language,
            title: &entry.title,
            url: entry.url.clone(),
            number: 1,
            entry: Some(id),
            versions: entry.translations.iter().map(|id| version(*id, shared)).collect(),
            breadcrumbs: &|| match entry.section {
                Some(section) => shared.section_trail(section).to_vec(),
                None => trail(entry.language, None, shared),
            },
            feeds: &|| {
                let section = entry.section.map(|section| shared.section_feeds(section).to_vec());
                section.unwrap_or_default()
            },
            section: entry.section,
            calendar: calendar_of_event(&entry.url).filter(|_| shared.has_calendar(id)),
        },
        own,
    );
    document(&mut fields, id, shared);
    fields
}

fn version<'a>(id: EntryId, shared: &Shared<'a>) -> Version<'a> {
    let head = shared.head(id);
    Version {
        language: head.language,
        url: head.url,
        title: head.title,
    }
}

fn section<'a>(id: SectionId, number: usize, own: Own<'a>) -> PageFields<'a> {
    let shared = own.shared;
    let (config, section, lists) = (shared.config, shared.section(id), shared.section_lists(id));
    let versions = section.translations.iter().map(|other| {
        let other = shared.section(*other);
        Version {
            language: other.language,
            url: other.url,
            title: other.title,
        }
    });
    let mut fields = common(
        Common {
            kind: "section",
            language: section.language,
            title: section.title,
            url: list_page(section.url, number),
            number,
            entry: section.entry,
            versions: versions.collect(),
            breadcrumbs: &|| trail(section.language, section.parent, shared),
            feeds: &|| feed_links(FeedOf::Section(id), shared),
            section: Some(id),
            calendar: calendar_of_list(section.url).filter(|_| section.calendar),
        },
        own,
    );
    fields.put("list", || {
        let per_page = section_paginate_by(config, section.name);
        list(lists.items, per_page, number, section.url, shared)
    });
    fields.put("upcoming", || {
        let upcoming: &[EntryId] = if number == 1 { lists.upcoming } else { &[] };
        list_of(upcoming.iter().map(|id| shared.card(*id)))
    });
    fields.put("is_event", || {
        let section = config.section(section.name);
        section.is_some_and(|section| section.kind == crate::config::SectionKind::Event)
    });
    fields.put("children", || {
        list_of(lists.children.iter().map(|child| shared.section_value(*child)))
    });
    fields
}

fn taxonomy<'a>(id: TaxonomyId, own: Own<'a>) -> PageFields<'a> {
    let shared = own.shared;
    let taxonomy = shared.taxonomy(id);
    let value = shared.taxonomy_value(id);
    let own_title = taxonomy.entry.map(|entry| shared.head(entry).title);
    let worded = value.get_from_path("title").and_then(Value::as_str).unwrap_or_default();
    let versions = taxonomy.translations.iter().map(|other| {
        let other = shared.taxonomy(*other);
        Version {
            language: other.language,
            url: other.url,
            title: other.title.unwrap_or(other.name),
        }
    });
    let mut fields = common(
        Common {
            kind: "taxonomy",
            language: taxonomy.language,
            title: own_title.unwrap_or(worded),
            url: taxonomy.url.clone(),
            number: 1,
            entry: taxonomy.entry,
            versions: versions.collect(),
            breadcrumbs: &|| trail(taxonomy.language, None, shared),
            feeds: &Vec::new,
            section: None,
            calendar: None,
        },
        own,
    );
    fields.put("terms", || {
        list_of(shared.taxonomy_terms(id).iter().map(|term| listed_term(*term, shared)))
    });
    fields.put("taxonomy", || value);
    fields
}

fn listed_term(id: TermId, shared: &Shared<'_>) -> Value {
    let own = shared.term(id).entry.map(|entry| shared.head(entry));
    let lead = own.map_or_else(Value::none, |own| shared.lead(own.id).html);
    let photo = own.map_or_else(Value::none, |own| {
        let photo = own.person.and_then(|person| person.photo.as_ref());
        image(photo.or(own.image), own.id, shared)
    });
    counted_term(id, shared)
        .with("summary", lead)
        .with("image", photo)
        .into()
}

fn term<'a>(id: TermId, number: usize, own: Own<'a>) -> PageFields<'a> {
    let shared = own.shared;
    let term = shared.term(id);
    let taxonomy = shared.taxonomy(term.taxonomy);
    let value = shared.taxonomy_value(term.taxonomy);
    let breadcrumbs = || {
        let mut trail = trail(term.language, None, shared);
        let above = value.get_from_path("title").and_then(Value::as_str).unwrap_or_default();
        trail.push(link(above, taxonomy.url, shared));
        trail
    };
    let versions = term.translations.iter().map(|other| {
        let other = shared.term(*other);
        Version {
            language: other.language,
            url: other.url,
            title: other.name,
        }
    });
    let is_author = shared.is_author(id);
    let mut fields = common(
        Common {
            kind: if is_author { "author" } else { "term" },
            language: term.language,
            title: term.name,
            url: list_page(term.url, number),
            number,
            entry: term.entry,
            versions: versions.collect(),
            breadcrumbs: &breadcrumbs,
            feeds: &|| feed_links(FeedOf::Term(id), shared),
            section: None,
            calendar: calendar_of_list(term.url).filter(|_| term.calendar),
        },
        own,
    );
    fields.put("list", || {
        let per_page = term_paginate_by(shared.config, taxonomy.name);
        list(shared.term_items(id), per_page, number, term.url, shared)
    });
    fields.put("upcoming", || list_of([]));
    fields.put("term", || counted_term(id, shared).with("taxonomy", value));
    if is_author {
        fields.put("person", || person(id, shared));
    }
    fields
}

fn series<'a>(id: SeriesId, own: Own<'a>) -> PageFields<'a> {
    let shared = own.shared;
    let series = shared.series(id);
    let versions = series.translations.iter().map(|other| {
        let other = shared.series(*other);
        Version {
            language: other.language,
            url: &other.url,
            title: &other.name,
        }
    });
    let mut fields = common(
        Common {
            kind: "series",
            language: series.language,
            title: &series.name,
            url: series.url.clone(),
            number: 1,
            entry: None,
            versions: versions.collect(),
            breadcrumbs: &|| trail(series.language, None, shared),
            feeds: &Vec::new,
            section: None,
            calendar: None,
        },
        own,
    );
    fields.put("list", || list(&series.items, 0, 1, &series.url, shared));
    fields.put("upcoming", || list_of([]));
    fields
}

fn not_found<'a>(id: LanguageId, url: &UrlPath, own: Own<'a>) -> PageFields<'a> {
    let shared = own.shared;
    common(
        Common {
            kind: "404",
            language: id,
            title: &shared.word(id, "not_found_title", &[]),
            url: url.clone(),
            number: 1,
            entry: None,
            versions: Vec::new(),
            breadcrumbs: &|| trail(id, None, shared),
            feeds: &Vec::new,
            section: None,
            calendar: None,
        },
        own,
    )
}
