//! Sitemaps (sitemaps.org protocol 0.9), with the languages of each page and its picture, and the sitemap of news.

use jiff::Timestamp;

use super::stream::Stream;
use super::xml::Xml;
use crate::organise::{EntryId, Kind, LanguageId};
use crate::plan::view::{Head, Shared, permalink, picture};
use crate::plan::{Listed, Page, Part, Shows, news_until, sitemap_part};

const NAMESPACE: (&str, &str) = ("xmlns", "http://www.sitemaps.org/schemas/sitemap/0.9");

/// How many articles a sitemap of news may hold.
const MOST_NEWS: usize = 1000;

/// Returns the sitemap, of a long one all before its end given to `take`: first pages of lists and all documents. `lastmod` only where front
/// matter knows it; never when the site was built.
pub fn sitemap(part: Part, listed: &Listed<'_>, shared: &Shared<'_>, take: &mut dyn FnMut(&[u8])) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespaces = [
        NAMESPACE,
        ("xmlns:image", "http://www.google.com/schemas/sitemap-image/1.1"),
        ("xmlns:xhtml", "http://www.w3.org/1999/xhtml"),
    ];
    xml.start("urlset", &namespaces).raw("\n");
    let mut stream: Stream = xml.into_stream();
    for page in listed.part(part) {
        let mut xml = Xml::default();
        xml.raw("<url>").element("loc", &permalink(&page.url, shared.config));
        if let Some(changed) = changed(page, shared) {
            xml.element("lastmod", &changed);
        }
        let versions = versions(page, shared);
        if versions.len() > 1 {
            let each = versions
                .iter()
                .map(|(language, url)| (shared.tag(*language).as_str(), url));
            let default = versions.iter().find(|(language, _)| language.index() == 0);
            for (code, url) in each.chain(default.map(|(_, url)| ("x-default", url))) {
                let link = [("rel", "alternate"), ("hreflang", code), ("href", url)];
                xml.empty("xhtml:link", &link);
            }
        }
        if let Some(image) = image(page, shared) {
            xml.raw("<image:image>")
                .element("image:loc", &image)
                .raw("</image:image>\n");
        }
        xml.raw("</url>\n");
        stream.push(&xml.text_so_far());
        stream.spill(take);
    }
    stream.push("</urlset>\n");
    stream.finish()
}

/// Returns the list of the parts of a sitemap.
pub fn index(parts: usize, shared: &Shared<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    xml.start("sitemapindex", &[NAMESPACE]).raw("\n");
    for url in (1..=parts).filter_map(sitemap_part) {
        let url = permalink(&url, shared.config);
        xml.raw("<sitemap>").element("loc", &url).raw("</sitemap>\n");
    }
    xml.raw("</sitemapindex>\n");
    xml.into_stream().finish()
}

/// Returns the sitemap of the articles of the last two days, counted from the moment for which the site is made; without any none is made.
pub fn news(shared: &Shared<'_>) -> Vec<u8> {
    let mut xml = Xml::new();
    let namespaces = [
        NAMESPACE,
        ("xmlns:news", "http://www.google.com/schemas/sitemap-news/0.9"),
    ];
    xml.start("urlset", &namespaces).raw("\n");
    let mut count = 0;
    for language in (0..).map(LanguageId).take(shared.config.languages.len()) {
        let latest = shared.language_lists(language).latest;
        // Newest first: behind the first that is no news any more, none is.
        let news = latest.iter().take_while(|id| is_news(shared.published(**id), shared));
        for head in news.map(|id| shared.head(*id)) {
            if head.is_news_of(language) && count < MOST_NEWS {
                count += 1;
                article(&mut xml, &head, shared);
            }
        }
    }
    xml.raw("</urlset>\n");
    xml.into_stream().finish()
}

fn is_news(published: Option<Timestamp>, shared: &Shared<'_>) -> bool {
    news_until(published).is_some_and(|until| !shared.reached(until))
}

fn article(xml: &mut Xml, head: &Head<'_>, shared: &Shared<'_>) {
    let Some(date) = head.date else { return };
    let config = shared.config;
    xml.raw("<url>").element("loc", &permalink(head.url, config));
    xml.raw("<news:news>\n<news:publication>")
        .element("news:name", shared.localized(&config.title, head.language))
        .element("news:language", shared.tag(head.language).as_str())
        .raw("</news:publication>\n")
        .element("news:publication_date", &date.rfc3339())
        .element("news:title", head.title)
        .raw("</news:news>\n</url>\n");
}

/// Returns when a page was changed, as far as front matter knows it: a document itself, a list with the last of what it lists and with its own text.
fn changed(page: &Page, shared: &Shared<'_>) -> Option<String> {
    let lists: [&[EntryId]; 2];
    let text = match page.shows {
        Shows::Entry(id) => {
            let head = shared.indexed(id);
            if head.kind == Kind::Page && head.updated.is_none() {
                return None;
            }
            return head.updated.or(head.date).map(|moment| moment.iso());
        }
        Shows::Home(id, _) => {
            let of = shared.language_lists(id);
            lists = [of.latest, of.upcoming];
            shared.language(id).home
        }
        Shows::Section(id, _) => {
            let of = shared.section_lists(id);
            lists = [of.items, of.upcoming];
            shared.section(id).entry
        }
        Shows::Term(id, _) => {
            lists = [shared.term_items(id), &[]];
            shared.term(id).entry
        }
        Shows::Series(id) => {
            lists = [&shared.series(id).items, &[]];
            None
        }
        Shows::Year(id, _) => {
            lists = [shared.year_lists(id).items, &[]];
            None
        }
        _ => return None,
    };
    let of_items = lists.concat().into_iter().filter_map(|id| {
        let item = shared.indexed(id);
        item.updated.or(item.date)
    });
    let of_text = text.and_then(|id| shared.indexed(id).updated);
    let newest = of_items.chain(of_text).max_by_key(|moment| moment.timestamp());
    newest.map(|moment| moment.iso())
}

/// Returns the address of the picture of an article.
fn image(page: &Page, shared: &Shared<'_>) -> Option<String> {
    let Shows::Entry(id) = page.shows else { return None };
    let src = shared.indexed(id).image?;
    picture(src, id, shared).map(|picture| picture.url)
}

fn versions(page: &Page, shared: &Shared<'_>) -> Vec<(LanguageId, String)> {
    let config = shared.config;
    match page.shows {
        Shows::Entry(id) => {
            let versions = shared.indexed(id).translations.iter().map(|id| shared.indexed(*id));
            let public = versions.filter(|version| !version.is_draft);
            public
                .map(|version| (version.language, permalink(version.url, config)))
                .collect()
        }
        Shows::Section(id, _) => {
            let heads = shared.section(id).translations.iter().map(|id| shared.section(*id));
            heads.map(|head| (head.language, permalink(head.url, config))).collect()
        }
        Shows::Term(id, _) => {
            let heads = shared.term(id).translations.iter().map(|id| shared.term(*id));
            heads.map(|head| (head.language, permalink(head.url, config))).collect()
        }
        Shows::Taxonomy(id) => {
            let heads = shared.taxonomy(id).translations.iter().map(|id| shared.taxonomy(*id));
            heads.map(|head| (head.language, permalink(head.url, config))).collect()
        }
        Shows::Series(id) => {
            let series = shared.series(id).translations.iter().map(|id| shared.series(*id));
            series
                .map(|series| (series.language, permalink(&series.url, config)))
                .collect()
        }
        Shows::Archive(_) => {
            let languages = (0..config.languages.len()).map(|n| LanguageId(n as u32));
            let archives = languages.filter_map(|id| Some((id, shared.archive(id)?)));
            archives
                .map(|(id, archive)| (id, permalink(archive.url, config)))
                .collect()
        }
        Shows::Year(id, _) => {
            let years = shared.year(id).translations.iter().map(|id| shared.year(*id));
            years.map(|year| (year.language, permalink(year.url, config))).collect()
        }
        Shows::Home(..) => {
            let languages = (0..config.languages.len()).map(|n| LanguageId(n as u32));
            languages
                .map(|id| (id, permalink(shared.language(id).url, config)))
                .collect()
        }
        _ => Vec::new(),
    }
}
