//! From what a page shows to what a browser gets.

use std::sync::LazyLock;

use hyper::StatusCode;
use hyper::body::Bytes;
use hyper::header::{CONTENT_SECURITY_POLICY, HeaderMap, HeaderValue, REFERRER_POLICY, X_FRAME_OPTIONS};
use serde::Serialize;
use tera::{Context, Kwargs, State, Tera, TeraResult, Value};
use xxhash_rust::xxh3::xxh3_64;

use super::asked::Asked;
use super::desk::{Known, Newsroom};
use super::words::Language;
use super::{AS_AT, CALENDAR, NEWSROOM};
use crate::diagnostic::Diagnostic;
use crate::newsroom::Overview;
use crate::serve::answer::{Answer, Content, Stateful, of_kind, plain, with};
use crate::serve::kind::HTML;
use crate::serve::problems::{Shown, shown};
use crate::theme::told_file;

/// What a page may load: its own stylesheet and script, and pictures of the site. It stands in no frame, and its forms lead here.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; \
     base-uri 'none'; frame-ancestors 'none'";

/// The templates, and what they are called.
const TEMPLATES: [(&str, &str); 9] = [
    ("base.html", include_str!("pages/base.html")),
    ("problems.html", include_str!("pages/problems.html")),
    ("list.html", include_str!("pages/list.html")),
    ("calendar.html", include_str!("pages/calendar.html")),
    ("as_at.html", include_str!("pages/as_at.html")),
    ("document.html", include_str!("pages/document.html")),
    ("groups.html", include_str!("pages/groups.html")),
    ("broken.html", include_str!("pages/broken.html")),
    ("mark.html", include_str!("pages/mark.html")),
];

/// What every page shows.
#[derive(Debug, Serialize)]
struct Frame {
    lang: &'static str,
    languages: Vec<Choice>,
    /// The site's name.
    site: String,
    /// Which of the pages in the menu this is.
    menu: Vec<Choice>,
    /// After which build.
    number: u64,
    moment: String,
    zone: String,
    version: String,
    /// What is wrong with what is no document.
    errors: Vec<Problem>,
    is_stale: bool,
    home: String,
}

/// Something that can be chosen.
#[derive(Debug, Clone, Serialize)]
pub(super) struct Choice {
    pub name: String,
    pub href: String,
    pub is_chosen: bool,
    /// As a form or an attribute has it.
    pub value: String,
}

/// A diagnostic as a page shows it.
#[derive(Debug, Serialize)]
pub(super) struct Problem {
    is_error: bool,
    #[serde(flatten)]
    shown: Shown,
}

/// Returns diagnostics as a page shows them, with the lines of the files that they are about.
pub(super) fn problems<'d>(found: impl Iterator<Item = &'d Diagnostic>, newsroom: &Newsroom) -> Vec<Problem> {
    let root = newsroom.options().root;
    let read = |file: &str| told_file(&root, file);
    found
        .map(|one| Problem {
            is_error: one.is_error(),
            shown: shown(one, &read, &|_, _, _| None),
        })
        .collect()
}

/// Returns a page.
pub(super) fn page<T: Serialize>(
    template: &str,
    view: &T,
    asked: &Asked,
    known: &Known,
    overview: &Overview,
    newsroom: &Newsroom,
) -> Answer {
    let words = asked.words();
    let frame = Frame {
        lang: asked.language.tag(),
        languages: languages(asked),
        site: overview.title.clone(),
        menu: menu(asked),
        number: known.number,
        moment: words.moment(overview.now, &overview.timezone),
        zone: overview.timezone.name().replace('_', " "),
        version: version().to_owned(),
        errors: problems(elsewhere(known, Some(overview)), newsroom),
        is_stale: known.is_stale,
        home: asked.link(NEWSROOM, &[]),
    };
    html(template, &frame, view, asked.language, StatusCode::OK)
}

/// The page of a site that could not be read since the server was started.
pub(super) fn broken(asked: &Asked, known: &Known, newsroom: &Newsroom) -> Answer {
    let frame = Frame {
        lang: asked.language.tag(),
        languages: languages(asked),
        site: String::new(),
        menu: Vec::new(),
        number: known.number,
        moment: String::new(),
        zone: String::new(),
        version: version().to_owned(),
        errors: problems(elsewhere(known, None), newsroom),
        is_stale: false,
        home: asked.link(NEWSROOM, &[]),
    };
    html(
        "broken.html",
        &frame,
        &(),
        asked.language,
        StatusCode::SERVICE_UNAVAILABLE,
    )
}

/// The errors that stand with no document.
fn elsewhere<'k>(known: &'k Known, overview: Option<&'k Overview>) -> impl Iterator<Item = &'k Diagnostic> {
    known.found.iter().filter(move |found| {
        let path = found.file.as_deref().and_then(|file| file.strip_prefix("content/"));
        let is_listed = path.is_some_and(|path| overview.is_some_and(|overview| overview.item(path).is_some()));
        found.is_error() && !is_listed
    })
}

fn languages(asked: &Asked) -> Vec<Choice> {
    let each = Language::ALL.into_iter().map(|language| Choice {
        name: language.own_name().to_owned(),
        href: asked.link_with(&[("lang", language.tag())]),
        is_chosen: language == asked.language,
        value: language.tag().to_owned(),
    });
    each.collect()
}

fn menu(asked: &Asked) -> Vec<Choice> {
    let pages = [("documents", NEWSROOM), ("agenda", CALENDAR), ("as_at", AS_AT)];
    let each = pages.into_iter().map(|(word, path)| Choice {
        name: asked.words().text(word, &[]),
        href: asked.link(path, &[]),
        is_chosen: asked.path == path,
        value: word.to_owned(),
    });
    each.collect()
}

/// What tells these stylesheets and scripts from those of another version.
fn version() -> &'static str {
    static VERSION: LazyLock<String> = LazyLock::new(|| {
        let all: String = super::FILES.iter().map(|(_, _, text)| *text).collect();
        format!("{:016x}", xxh3_64(all.as_bytes()))
    });
    &VERSION
}

fn html<T: Serialize>(template: &str, frame: &Frame, view: &T, language: Language, status: StatusCode) -> Answer {
    match render(template, &Both { frame, view }, language) {
        Ok(html) => answer(status, html),
        // The templates are part of the program, and its tests make each of them.
        Err(error) => answer(StatusCode::INTERNAL_SERVER_ERROR, error.to_string()),
    }
}

#[derive(Serialize)]
struct Both<'a, T> {
    frame: &'a Frame,
    view: &'a T,
}

/// Fills in a template. All text is escaped in it: nothing of a document is HTML here.
pub(super) fn render<T: Serialize>(template: &str, view: &T, language: Language) -> TeraResult<String> {
    static DUTCH: LazyLock<TeraResult<Tera>> = LazyLock::new(|| engine(Language::Dutch));
    static ENGLISH: LazyLock<TeraResult<Tera>> = LazyLock::new(|| engine(Language::English));
    let engine = match language {
        Language::Dutch => &DUTCH,
        Language::English => &ENGLISH,
    };
    let engine = engine
        .as_ref()
        .map_err(|error| tera::Error::message(error.to_string()))?;
    engine.render(template, &Context::from_serialize(view)?)
}

fn engine(language: Language) -> TeraResult<Tera> {
    let mut tera = Tera::new();
    tera.register_function("t", move |given: Kwargs, _: &State| t(&given, language));
    tera.add_raw_templates(TEMPLATES)?;
    Ok(tera)
}

/// `t(key="found", count=3)`: words of the page's language.
fn t(given: &Kwargs, language: Language) -> TeraResult<Value> {
    let key: &str = given.must_get("key")?;
    if let Some(count) = given.get::<u64>("count")? {
        return Ok(Value::from(
            language
                .words()
                .count(key, usize::try_from(count).unwrap_or(usize::MAX)),
        ));
    }
    let values: Vec<(String, String)> = given
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.to_string())))
        .collect();
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    Ok(Value::from(language.words().text(key, &values)))
}

fn answer(status: StatusCode, html: String) -> Answer {
    strict(of_kind(HTML, with(status, Content::Bytes(Bytes::from(html)))))
}

/// Adds what keeps a page to itself.
fn strict(mut answer: Answer) -> Answer {
    let headers = answer.headers_mut();
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(POLICY));
    headers.insert(X_FRAME_OPTIONS, HeaderValue::from_static("DENY"));
    headers.insert(REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    answer
}

/// A file that the pages load.
pub(super) fn file(text: &'static str, kind: &'static str, asked: &HeaderMap) -> Answer {
    let (bytes, hash) = (Bytes::from_static(text.as_bytes()), xxh3_64(text.as_bytes()));
    Stateful::bytes(bytes, kind, &format!("{hash:016x}")).answer(asked)
}

/// What a page of another site gets.
pub(super) fn refused() -> Answer {
    let text =
        "The newsroom is not shown to pages of another site: type its address, or go there from the site itself.\n";
    plain(StatusCode::FORBIDDEN, text)
}
