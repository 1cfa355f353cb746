//! A page of the plan as bytes.

use tera::{Context, Tera, Value};

use super::asked::asked;
use super::body::{Addresses, TextFailed, fill};
use super::calendar::calendar;
use super::feed::{Items, feed};
use super::robots::robots;
use super::security_txt::security_txt;
use super::{hosting, output, sitemap};
use crate::organise::EntryId;
use crate::plan::view::{self, Shared, Wanted};
use crate::plan::{Listed, Page, Shows};

/// What it takes to make pages.
#[derive(Debug, Clone, Copy)]
pub struct Renderer<'a> {
    /// The site as the page sees it.
    pub shared: &'a Shared<'a>,
    /// The engine, with all templates and functions.
    pub tera: &'a Tera,
    /// What feeds hold.
    pub items: &'a Items,
    /// All pages, for sitemaps.
    pub listed: &'a Listed<'a>,
}

/// A page that could not be made.
#[derive(Debug)]
pub enum Failed {
    /// The page's template failed.
    Template(tera::Error),
    /// The text of a document cannot be shown.
    Text(EntryId, TextFailed),
}

/// Writes the page into `out`, which is emptied first; of a long feed or sitemap all before the end is given to `take`.
pub fn render(
    page: &Page,
    renderer: Renderer<'_>,
    out: &mut Vec<u8>,
    take: &mut dyn FnMut(&[u8]),
) -> Result<(), Failed> {
    out.clear();
    let Renderer {
        shared,
        tera,
        items,
        listed,
    } = renderer;
    match page.shows {
        Shows::Feed(at) => {
            let bytes = feed(at, items, shared, tera, take);
            *out = bytes.map_err(|(id, failed)| Failed::Text(id, failed))?;
            return Ok(());
        }
        Shows::Calendar(of) => {
            *out = calendar(of, &page.url, shared);
            return Ok(());
        }
        Shows::Output(id, format) => {
            let bytes = output::document(id, format, items, shared, tera);
            *out = bytes.map_err(|(id, failed)| Failed::Text(id, failed))?;
            return Ok(());
        }
        Shows::Index(id, number) => {
            *out = output::index(id, number, shared);
            return Ok(());
        }
        Shows::Llms(id) => {
            *out = output::llms(id, shared);
            return Ok(());
        }
        Shows::Sitemap(part) => {
            *out = sitemap::sitemap(part, listed, shared, take);
            return Ok(());
        }
        Shows::SitemapIndex(parts) => {
            *out = sitemap::index(parts, shared);
            return Ok(());
        }
        Shows::NewsSitemap => {
            *out = sitemap::news(shared);
            return Ok(());
        }
        Shows::Hosting(file) => {
            *out = hosting::file(file, renderer);
            return Ok(());
        }
        Shows::SecurityTxt => {
            let security = shared.config.security.as_ref();
            out.extend(
                security
                    .map(|security| security_txt(security, shared.config))
                    .unwrap_or_default(),
            );
            return Ok(());
        }
        Shows::IndexNowKey => {
            out.extend(
                shared
                    .config
                    .search_engines
                    .indexnow_key
                    .iter()
                    .flat_map(|key| key.bytes()),
            );
            return Ok(());
        }
        Shows::Robots { has_news } => {
            out.extend(robots(has_news, shared.config));
            return Ok(());
        }
        _ => {}
    }
    let text = own_text(page, shared);
    let content = text.map(|id| fill(id, Addresses::FromTop, shared, tera).map_err(|failed| Failed::Text(id, failed)));
    let content = content.transpose()?;
    // A page without a template writes nothing: the plan gives every other kind one.
    let Some(template) = &page.template else { return Ok(()) };
    shared.see_template(template);
    let mut run = |wanted: &Wanted| {
        let Some(context) = context(page, wanted, content.as_deref(), shared) else {
            return Ok(());
        };
        out.clear();
        asked(shared, || tera.render_to(template, &context, &mut *out))
    };
    let wanted = shared.templates.get(&**template).map(|template| &template.wanted);
    let made = run(wanted.unwrap_or(&Wanted::All));
    // The engine tells which fields there are where one is asked for that is not: of all.
    made.or_else(|_| run(&Wanted::All)).map_err(Failed::Template)
}

/// Returns all values that the page's template can ask for, of `page` those that are wanted; none where there is no template.
fn context(page: &Page, wanted: &Wanted, content: Option<&str>, shared: &Shared<'_>) -> Option<Context> {
    let mut context = Context::new();
    let language = if let Shows::Redirect(index) = page.shows {
        let (language, target, whole) = view::redirect(index, shared);
        context.insert_value("target", target);
        context.insert_value("permalink", whole);
        language
    } else {
        let (language, value) = view::page(page, wanted, content, shared)?;
        context.insert_value("page", value);
        language
    };
    context.insert_value("site", shared.site_value(language));
    context.insert_value("lang", Value::normal_string(shared.tag(language).as_str()));
    Some(context)
}

/// Returns the document whose text the page shows.
pub fn own_text(page: &Page, shared: &Shared<'_>) -> Option<EntryId> {
    match page.shows {
        Shows::Entry(id) | Shows::Output(id, _) => Some(id),
        Shows::Home(id, 1) => shared.language(id).home,
        Shows::Section(id, 1) => shared.section(id).entry,
        Shows::Taxonomy(id) => shared.taxonomy(id).entry,
        Shows::Term(id, 1) => shared.term(id).entry,
        _ => None,
    }
}
