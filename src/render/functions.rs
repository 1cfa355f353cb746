//! The functions and filters of templates.

use tera::{Error, Kwargs, State, TeraResult, Value};

use super::asked::{Asked, note};
use super::engine::{File, Language, Lookup};
use super::image::{Image, Loading, image_tag};
use crate::colour::Colour;
use crate::font::{Like, near};
use crate::organise::{LanguageId, address_key};
use crate::parse::markdown as text_of;
use crate::plan::view::{href_below, is_elsewhere, query_value};
use crate::slug::slugify;

/// How it is said that a word is not there.
pub const NO_WORD: &str = "no language of the theme has the word";

/// `t(key="share_on", service="LinkedIn")`: a word of the theme in the page's language.
pub(super) fn t(lookup: &Lookup, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let language = language(lookup, state);
    let key: &str = kwargs.must_get("key")?;
    let given: Vec<(String, String)> = kwargs
        .iter()
        .filter_map(|(name, value)| Some((name.as_str()?.to_owned(), value.to_string())))
        .filter(|(name, _)| !matches!(name.as_str(), "key" | "count"))
        .collect();
    let borrowed: Vec<(&str, &str)> = given
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    if let Some(count) = kwargs.get::<u64>("count")? {
        return Ok(Value::from(language.words.plural_with(
            key,
            count,
            &language.locale,
            &borrowed,
        )));
    }
    if language.words.level(key).is_none() {
        return Err(Error::message(format!(
            "{NO_WORD} {key}; add it to i18n/{}.toml",
            language.tag
        )));
    }
    Ok(Value::from(language.words.text(key, &borrowed)))
}

/// `word_language(key="share_on")`: the language that a word is borrowed from where the page's has it not; none where it has.
pub(super) fn word_language(lookup: &Lookup, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let borrowed = language(lookup, state).words.borrowed_from(kwargs.must_get("key")?);
    Ok(borrowed.map_or_else(Value::none, |tag| Value::normal_string(tag.as_str())))
}

/// `asset(path="css/site.css")`: the address of an asset, with its fingerprint.
pub(super) fn asset(lookup: &Lookup, kwargs: &Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let path: &str = kwargs.must_get("path")?;
    let url = lookup.assets.get(path.trim_start_matches('/'));
    url.map(|url| Value::normal_string(url)).ok_or_else(|| {
        Error::message(format!(
            "there is no asset {path} in the theme or in the site's assets folder"
        ))
    })
}

/// `file(path="/beeld/logo.svg")`: the address of a file of the content, or of the theme's static files.
pub(super) fn file(lookup: &Lookup, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let path: &str = kwargs.must_get("path")?;
    safe(path)?;
    if is_elsewhere(path) {
        return Ok(Value::normal_string(path));
    }
    if let Some(file) = find(lookup, path, state) {
        return Ok(Value::normal_string(&file.url));
    }
    let theme_file = lookup.assets.get(&format!("static/{}", path.trim_start_matches('/')));
    theme_file
        .map(|url| Value::normal_string(url))
        .ok_or_else(|| missing(path))
}

/// `image(src="foto.jpg", alt="…")`: the whole `<img>` tag.
pub(super) fn image(lookup: &Lookup, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let src: &str = kwargs.must_get("src")?;
    safe(src)?;
    let file = if is_elsewhere(src) {
        None
    } else {
        Some(find(lookup, src, state).ok_or_else(|| missing(src))?)
    };
    let lazy = kwargs.get::<bool>("lazy")?.unwrap_or(true);
    let mut html = String::new();
    image_tag(
        &mut html,
        &Image {
            url: file.map_or(src, |file| &file.url),
            alt: kwargs
                .get::<Value>("alt")?
                .as_ref()
                .and_then(Value::as_str)
                .unwrap_or_default(),
            dimensions: file.and_then(|file| file.dimensions),
            title: kwargs.get::<Value>("title")?.as_ref().and_then(Value::as_str),
            class: kwargs.get::<Value>("class")?.as_ref().and_then(Value::as_str),
            loading: if lazy { Loading::Lazy } else { Loading::Eager },
        },
    );
    Ok(Value::safe_string(&html))
}

/// `near_font(file="/letter/kop.woff2", name="Site head", like="serif")`: rules for `NAME near 1` and `NAME near 2`, typefaces of systems made as wide and
/// high as that one; nothing where it cannot be read.
pub(super) fn near_font(lookup: &Lookup, kwargs: &Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let file: &str = kwargs.must_get("file")?;
    let name: &str = kwargs.must_get("name")?;
    let like = match kwargs.must_get("like")? {
        "serif" => Like::Serif,
        "sans" => Like::Sans,
        other => {
            return Err(Error::message(format!(
                "like is \"serif\" or \"sans\", not \"{other}\""
            )));
        }
    };
    if name.contains(|c: char| !c.is_alphanumeric() && !" -_".contains(c)) {
        return Err(Error::message(format!(
            "{name} is no name of a typeface: write letters and spaces"
        )));
    }
    let metrics = lookup.fonts.get(file.trim_start_matches('/'));
    let css = metrics.map(|metrics| near(name, metrics, like)).unwrap_or_default();
    Ok(Value::safe_string(&css))
}

/// `legible(colour="#ffcc00", on=["#ffffff"])`: the colour itself if text in it can be read on all of those, else the nearest that can.
pub(super) fn legible(_: &Lookup, kwargs: &Kwargs, _: &State<'_>) -> TeraResult<Value> {
    let colour = |text: &str| {
        Colour::parse(text).ok_or_else(|| Error::message(format!("\"{text}\" is no colour; write #0b5563")))
    };
    let grounds: Value = kwargs.must_get("on")?;
    let grounds = grounds.as_array().unwrap_or(std::slice::from_ref(&grounds)).iter();
    let grounds = grounds.map(|ground| colour(ground.as_str().unwrap_or_default()));
    let grounds = grounds.collect::<TeraResult<Vec<Colour>>>()?;
    let legible = colour(kwargs.must_get("colour")?)?.legible_on(&grounds);
    Ok(Value::from(legible.to_string()))
}

/// `link(to="../2026/raad.md")`: the address of a document or file, as Markdown's links have it; none while that is not published.
pub(super) fn link(lookup: &Lookup, kwargs: &Kwargs, state: &State<'_>) -> TeraResult<Value> {
    let to: &str = kwargs.must_get("to")?;
    safe(to)?;
    let address = address(lookup, to, state)?;
    Ok(address.map_or_else(Value::none, Value::from))
}

/// Where `to` leads; none while that is not published.
fn address(lookup: &Lookup, to: &str, state: &State<'_>) -> TeraResult<Option<String>> {
    let own = crate::config::base_url::path_under(&lookup.base_urls, to);
    let from_top = own
        .as_deref()
        .unwrap_or(to)
        .split(['?', '#'])
        .next()
        .unwrap_or_default();
    if from_top.starts_with('/') {
        note(Asked::Address(from_top.to_owned()));
    }
    if from_top.starts_with('/') && lookup.withheld.contains(address_key(from_top).as_str()) {
        return Ok(None);
    }
    if is_elsewhere(to) || to.starts_with('#') {
        return Ok(Some(to.to_owned()));
    }
    let (path, fragment) = to
        .split_once('#')
        .map_or((to, None), |(path, fragment)| (path, Some(fragment)));
    let with_fragment = |url: &str| fragment.map_or_else(|| url.to_owned(), |fragment| format!("{url}#{fragment}"));
    let tag = &language(lookup, state).tag;
    let is_own = |id: LanguageId| {
        lookup
            .languages
            .get(id.index())
            .is_some_and(|language| language.tag == *tag)
    };
    let path_there = relative(path, state);
    path_there.iter().for_each(|path| note(Asked::Path(path.clone())));
    if path_there
        .as_ref()
        .is_some_and(|path| lookup.unpublished.contains(path))
    {
        return Ok(None);
    }
    let versions = path_there.and_then(|path| lookup.documents.get(path.as_str()));
    if let Some(versions) = versions {
        let own = versions
            .iter()
            .find(|(language, _)| is_own(*language))
            .or_else(|| versions.first());
        let own = own.map(|(_, url)| href_below(&lookup.base_path, url));
        return own.map(|url| Some(with_fragment(&url))).ok_or_else(|| missing(to));
    }
    if let Some(file) = find(lookup, path, state) {
        return Ok(Some(file.url.clone()));
    }
    if let Some(rest) = path.strip_prefix('/').filter(|rest| !rest.ends_with(".md")) {
        return Ok(Some(with_fragment(&format!("{}{rest}", lookup.base_path))));
    }
    Err(missing(to))
}

/// `1234 | number`: as the page's language writes it.
pub(super) fn number(lookup: &Lookup, n: f64, state: &State<'_>) -> Value {
    let locale = &language(lookup, state).locale;
    // Numbers in pages are counts; a fraction keeps one digit.
    if n.fract() == 0.0 && (0.0..1e15).contains(&n) {
        Value::from(locale.number(n as i64))
    } else {
        Value::from(locale.decimal(n))
    }
}

/// `text | markdown`: inline Markdown as safe HTML.
pub(super) fn markdown(lookup: &Lookup, text: &str, state: &State<'_>) -> Value {
    let resolve = |target: &str| address(lookup, target, state).ok().flatten();
    Value::safe_string(&text_of::inline_with(text, &language(lookup, state).tag, &resolve))
}

/// `text | slugify`
pub(super) fn slug(lookup: &Lookup, text: &str, state: &State<'_>) -> Value {
    Value::from(slugify(text, &language(lookup, state).tag))
}

/// `url | absolute`: with the host in front, if it is a path.
pub(super) fn absolute(lookup: &Lookup, url: &str) -> Value {
    if url.starts_with('/') && !url.starts_with("//") {
        Value::from(format!("{}{url}", lookup.host))
    } else {
        Value::normal_string(url)
    }
}

/// `text | urlencode`: as the value of a query or one part of a path.
pub(super) fn urlencode(text: &str) -> Value {
    Value::from(query_value(text))
}

/// The language of the page being rendered; the site's default one where the template hid it.
fn language<'a>(lookup: &'a Lookup, state: &State<'_>) -> &'a Language {
    let tag = state.get::<Value>("lang").ok().flatten();
    let tag = tag.as_ref().and_then(Value::as_str);
    let found = lookup
        .languages
        .iter()
        .find(|language| Some(language.tag.as_str()) == tag);
    found.unwrap_or(&lookup.languages[0])
}

fn find<'a>(lookup: &'a Lookup, path: &str, state: &State<'_>) -> Option<&'a File> {
    let path = relative(path, state)?;
    note(Asked::Path(path.clone()));
    lookup.files.get(&path)
}

/// Returns the content path that `path` means in the document being rendered.
fn relative(path: &str, state: &State<'_>) -> Option<String> {
    if let Some(from_top) = path.strip_prefix('/') {
        return Some(from_top.to_owned());
    }
    let page = state.get::<Value>("page").ok().flatten();
    let source = page.as_ref().and_then(|page| page.get_from_path("source"));
    let folder = source
        .and_then(Value::as_str)
        .and_then(|source| source.rsplit_once('/'))
        .map_or("", |(f, _)| f);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// What a writer gives a shortcode may be an address; one that runs code goes no further.
fn safe(address: &str) -> TeraResult<()> {
    if crate::safe::is_safe_address(address) {
        return Ok(());
    }
    Err(Error::message(format!(
        "{address} is an address that could run code; write one that starts with https://"
    )))
}

fn missing(path: &str) -> Error {
    Error::message(format!(
        "{path} is not there; write the path of a file in content, from this file's folder or with / in front"
    ))
}
