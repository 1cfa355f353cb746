//! Putting a document together: what its path, its front matter and its text say.

use xxhash_rust::xxh3::xxh3_128;

use super::front_matter::{self, HeadContext, Role};
use super::markdown::{self, MarkdownContext, Sanitiser, ShortcodeSignatures};
use super::name::{document_name, foreign_language};
use super::references::{has_calls, references};
use super::{Document, Form};
use crate::config::Config;
use crate::date::Moment;
use crate::diagnostic::{Checked, Code, Diagnostic, Span, Spanned};
use crate::language::{Tag, own_name};
use crate::read::Source;
use crate::safe::has_scheme;

/// What it takes to read documents; the same for all of them.
#[derive(Debug)]
pub struct ParseContext<'a> {
    /// The site's settings.
    pub config: &'a Config,
    /// The shortcodes that the theme and the site have.
    pub shortcodes: &'a ShortcodeSignatures,
    /// The folders of taxonomies' own texts, by the taxonomy's name.
    pub taxonomy_folders: &'a [(String, String)],
    /// Cleans HTML.
    pub sanitiser: Sanitiser,
}

impl<'a> ParseContext<'a> {
    /// Returns that of a site.
    pub fn new(
        config: &'a Config,
        shortcodes: &'a ShortcodeSignatures,
        taxonomy_folders: &'a [(String, String)],
    ) -> Self {
        Self {
            config,
            shortcodes,
            taxonomy_folders,
            sanitiser: Sanitiser::default(),
        }
    }
}

/// Reads a document. What is found has its file; with an error among it the document is not fit to be published.
pub fn document(source: &Source, context: &ParseContext<'_>) -> Checked<Document> {
    let config = context.config;
    let languages: Vec<Tag> = config.languages.iter().map(|language| language.tag.clone()).collect();
    let mut name = document_name(&source.path, &languages);
    let logical = if name.folder.is_empty() {
        name.stem.to_string()
    } else {
        format!("{}/{}", name.folder, name.stem)
    };
    let inside = |folder: &str| logical.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
    let taxonomy = context
        .taxonomy_folders
        .iter()
        .find(|(_, folder)| inside(folder) || logical == **folder);
    let role = match taxonomy {
        Some((taxonomy, folder)) if taxonomy == "authors" && inside(folder) => Role::Person,
        Some(_) => Role::Index,
        None if name.form == Form::Index => Role::Index,
        None => Role::Article,
    };
    let top = logical.split('/').next().unwrap_or_default();
    let title_key = config.section(top).and_then(|section| section.title_key.as_deref());
    let taxonomies: Vec<&str> = config
        .taxonomies
        .iter()
        .map(|taxonomy| taxonomy.name.as_str())
        .collect();
    let head = HeadContext {
        timezone: &config.timezone,
        taxonomies: &taxonomies,
        title_keys: title_key.as_slice(),
        role,
        is_translation: name
            .language
            .as_ref()
            .is_some_and(|language| *language != config.language),
        heading_is_title: config.markdown.heading_as_title,
    };
    let (front, body_at) = front_matter::read(&source.text, &head);
    let mut found = front.found;
    let mut front = front.value;
    if let Some(date) = name.date.filter(|_| front.date.is_none()) {
        front.date = Some(Spanned::new(Moment::day(date, &config.timezone), front.span));
    }
    if let Some(language) = front.language.as_ref().filter(|_| name.language.is_none()) {
        if languages.contains(&language.value) {
            name.language = Some(language.value.clone());
        } else {
            found.push(unknown_language(&language.value, language.span));
        }
    }
    if let Some(tag) = foreign_language(&source.path, &languages) {
        found.push(unknown_language(
            &tag,
            Span {
                start: front.span.start,
                end: front.span.start,
            },
        ));
    }
    let language = name.language.as_ref().unwrap_or(&config.language);
    let markdown = MarkdownContext {
        language,
        settings: &config.markdown,
        wants_excerpt: front.summary.is_none(),
        base_urls: config.base_urls(),
        shortcodes: context.shortcodes,
        sanitiser: &context.sanitiser,
    };
    let body = markdown::read(&source.text, body_at, &markdown);
    found.extend(body.found);
    let mut body = body.value;
    if let Some(content) = &body.content {
        body.references = references(content, &config.base_urls()).into();
        body.has_calls = has_calls(content);
    }
    if let Some(image) = front
        .image
        .as_ref()
        .filter(|image| image.src.is_some() && image.alt.is_none())
    {
        let span = image.src.as_ref().map(|src| src.span).unwrap_or_default();
        found.push(
            Diagnostic::new(Code::NoAlt, "the picture has no text for who cannot see it")
                .at(span)
                .hint("say what is to be seen:  alt: \"De raad stemt\"  , or  alt: \"\"  if it only decorates")
                .grouped("alt"),
        );
    }
    let photo = front.person.as_deref().and_then(|person| person.photo.as_ref());
    let pictures = front
        .image
        .as_deref()
        .into_iter()
        .chain(photo)
        .filter_map(|image| image.src.as_ref());
    for src in pictures {
        if has_scheme(&src.value) && config.path_of(&src.value).is_none() {
            found.push(markdown::remote(&src.value, src.span));
        }
    }
    if !found.is_empty() {
        let file = source.path.from_root();
        found = found.into_iter().map(|found| found.in_file(&file)).collect();
    }
    Checked {
        value: Document {
            path: source.path.clone(),
            source: xxh3_128(source.text.as_bytes()),
            name,
            front,
            body,
        },
        found,
    }
}

fn unknown_language(tag: &Tag, span: Span) -> Diagnostic {
    let name = own_name(tag);
    let language = if name == tag.as_str() {
        format!("the language {tag}")
    } else {
        format!("{name} ({tag})")
    };
    Diagnostic::new(
        Code::UnknownTranslation,
        format!("this is in {language}, and the site has no such language"),
    )
    .at(span)
    .hint(format!(
        "add  [languages.{tag}]  to site.toml, or give the file another name"
    ))
}
