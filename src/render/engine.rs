//! What templates can ask the program for, kept apart from the site so that the engine can hold it.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tera::Tera;

use super::asked::is_alone;
use super::{functions, social};
use crate::config::Config;
use crate::font::{Metrics, Typefaces};
use crate::language::{Locale, Tag};
use crate::organise::{LanguageId, Site, Target};
use crate::plan::view::href;
use crate::read::ContentPath;
use crate::url_path::UrlPath;
use crate::words::Dictionary;

/// What functions and filters of templates look things up in.
#[derive(Debug)]
pub struct Lookup {
    pub(super) languages: Vec<Language>,
    /// Fingerprinted addresses of assets, and of the theme's own files, by path without a `/` at the start.
    pub(super) assets: HashMap<String, String>,
    pub(super) files: HashMap<String, File>,
    /// What room typefaces take, by the path of their file without a `/` at the start.
    pub(super) fonts: HashMap<String, Metrics>,
    /// The typefaces of social cards, where there are any.
    pub(super) typefaces: Option<Arc<Typefaces>>,
    /// The address of each document in each language it has, by content path.
    pub(super) documents: HashMap<ContentPath, Box<[(LanguageId, UrlPath)]>>,
    /// The content paths of documents that are not published.
    pub(super) unpublished: HashSet<String>,
    /// The addresses that they would have, by key.
    pub(super) withheld: HashSet<Box<str>>,
    /// The site's own addresses.
    pub(super) base_urls: [String; 2],
    /// The host with its scheme: `https://nieuws.example.org`.
    pub(super) host: String,
    pub(super) base_path: String,
}

/// A language of the site.
#[derive(Debug)]
pub(super) struct Language {
    pub tag: Tag,
    pub words: Dictionary,
    pub locale: Locale,
}

/// A file of the site.
#[derive(Debug)]
pub(super) struct File {
    pub url: String,
    pub dimensions: Option<(u32, u32)>,
}

/// What the theme has that templates can ask for.
#[derive(Debug)]
pub struct OfTheme<'a> {
    /// Its words, a dictionary a language of the site.
    pub words: &'a [Dictionary],
    /// What room typefaces take, by the path of their file without a `/` at the start.
    pub fonts: &'a [(String, Metrics)],
    /// The typefaces of social cards, where there are any.
    pub typefaces: Option<&'a Arc<Typefaces>>,
    /// Its assets by path, with their addresses in the site.
    pub assets: HashMap<String, String>,
}

/// Gathers what templates of `site` can ask for.
pub fn lookup(site: &Site<'_>, config: &Config, locales: &[Locale], theme: OfTheme<'_>) -> Lookup {
    let OfTheme {
        words,
        fonts,
        typefaces,
        assets,
    } = theme;
    let languages = config.languages.iter().zip(locales).zip(words);
    let files = site.files.iter().map(|copy| {
        let file = File {
            url: href(&copy.url, config),
            dimensions: copy.file.dimensions,
        };
        (copy.file.path.as_str().to_owned(), file)
    });
    let mut documents: HashMap<ContentPath, Box<[(LanguageId, UrlPath)]>> = HashMap::with_capacity(site.entries.len());
    let mut unpublished = HashSet::new();
    for (path, target) in &site.targets.by_path {
        let id = match target {
            Target::Entry(id) => id,
            Target::Unpublished(_) => {
                unpublished.insert(path.to_string());
                continue;
            }
            Target::File(_) => continue,
        };
        let versions = site.entries[id.index()].translations.iter().map(|id| {
            let entry = &site.entries[id.index()];
            (entry.language, entry.url.clone())
        });
        documents.insert(path.clone(), versions.collect());
    }
    let base_path = config.base_path().to_owned();
    Lookup {
        languages: languages
            .map(|((language, locale), words)| Language {
                tag: language.tag.clone(),
                words: words.clone(),
                locale: locale.clone(),
            })
            .collect(),
        assets,
        fonts: fonts.iter().cloned().collect(),
        files: files.collect(),
        typefaces: typefaces.cloned(),
        documents,
        unpublished,
        withheld: site.targets.withheld.keys().cloned().collect(),
        base_urls: config.base_urls().map(str::to_owned),
        host: config.base_url[..config.base_url.len() - base_path.len()].to_owned(),
        base_path,
    }
}

fn not_in_cards(name: &str) -> String {
    format!("{name} cannot be asked for in a social card: it sees what is written on it, and nothing else of the site")
}

/// Gives the engine all functions and filters of `docs/content/themes/theming.md`.
pub fn register(tera: &mut Tera, lookup: Lookup) {
    let lookup = Arc::new(lookup);
    // Of the site: a social card is kept by what is written on it, and would not know that one of these is another now.
    macro_rules! of_site {
        ($name:literal, $function:path) => {{
            let lookup = Arc::clone(&lookup);
            tera.register_function($name, move |kwargs: tera::Kwargs, state: &tera::State| {
                if is_alone() {
                    return Err(tera::Error::message(not_in_cards($name)));
                }
                $function(&lookup, &kwargs, state)
            });
        }};
    }
    macro_rules! function {
        ($name:literal, $function:path) => {{
            let lookup = Arc::clone(&lookup);
            tera.register_function($name, move |kwargs: tera::Kwargs, state: &tera::State| {
                $function(&lookup, &kwargs, state)
            });
        }};
    }
    function!("t", functions::t);
    function!("word_language", functions::word_language);
    of_site!("asset", functions::asset);
    of_site!("file", functions::file);
    of_site!("image", functions::image);
    of_site!("link", functions::link);
    function!("legible", functions::legible);
    of_site!("near_font", functions::near_font);
    let typefaces = lookup.typefaces.clone();
    tera.register_function(
        "fit",
        move |kwargs: tera::Kwargs, state: &tera::State| match &typefaces {
            Some(typefaces) => social::fit(typefaces, &kwargs, state),
            None => Err(tera::Error::message(
                "fit is for social cards, which site.toml does not ask for",
            )),
        },
    );
    let shared = Arc::clone(&lookup);
    tera.register_filter("number", move |n: f64, _: tera::Kwargs, state: &tera::State| {
        functions::number(&shared, n, state)
    });
    let shared = Arc::clone(&lookup);
    tera.register_filter(
        "markdown",
        move |text: &str, _: tera::Kwargs, state: &tera::State| match is_alone() {
            true => Err(tera::Error::message(not_in_cards("markdown"))),
            false => Ok(functions::markdown(&shared, text, state)),
        },
    );
    let shared = Arc::clone(&lookup);
    tera.register_filter("slugify", move |text: &str, _: tera::Kwargs, state: &tera::State| {
        functions::slug(&shared, text, state)
    });
    tera.register_filter("urlencode", |text: &str, _: tera::Kwargs, _: &tera::State| {
        functions::urlencode(text)
    });
    let shared = Arc::clone(&lookup);
    tera.register_filter("absolute", move |url: &str, _: tera::Kwargs, _: &tera::State| {
        functions::absolute(&shared, url)
    });
}
