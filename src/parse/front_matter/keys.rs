//! The keys of front matter, one by one.

use std::sync::Arc;

use super::addresses::{aliases, slug, template, url};
use super::embargo;
use super::near::{PERSON_KEYS, near_miss};
use super::read_event::event;
use super::read_report::{changes, downloads, image, person, quotes, related, withdrawn, without_file};
use super::values::Values;
use super::{FrontMatter, HeadContext, Role, Text};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::language::{Tag, tag_of_name};
use crate::parse::markdown::inline_links;
use crate::safe::could_run_code;
use crate::tree::{Key, Kind, Node, missing_spaces};

/// Whether a head says what its document is called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Title {
    /// It does, or what is wrong with it has been told.
    Told,
    /// It has no such key.
    Absent,
}

/// Reads all keys of a head into `front`.
pub(super) fn keys(root: &Node, front: &mut FrontMatter, context: &HeadContext<'_>, values: &mut Values<'_>) -> Title {
    let Kind::Mapping(entries) = &root.kind else {
        if matches!(root.kind, Kind::Null) {
            return Title::Absent;
        }
        let slips = missing_spaces(values.file, root.span);
        if root.scalar().is_some() && !slips.is_empty() {
            values.found.extend(slips);
            return Title::Told;
        }
        let hint = format!(
            "each line is a key, a colon, a space and a value; {}",
            values.hint_for("title".into())
        );
        let found = Diagnostic::new(Code::WrongType, "the front matter has no keys");
        values.found.push(found.at(root.span).hint(hint));
        return Title::Told;
    };
    let mut terms: Vec<Option<Vec<Text>>> = vec![None; context.taxonomies.len()];
    let mut dates = Vec::new();
    let mut unknown = Vec::new();
    for (key, node) in entries {
        embargo::without_value(key, node, values);
        embargo::in_text(key, node, values);
        let taxonomy = context.taxonomies.iter().position(|taxonomy| **taxonomy == *key.text);
        if let Some(taxonomy) = taxonomy {
            terms[taxonomy] = Some(values.texts(node, (&*key.text).into()));
        } else if !core_key(&key.text, node, front, context, values)
            && !person_key(&key.text, node, front, context, values)
        {
            if !context.title_keys.contains(&&*key.text) {
                near_miss(key, node, context, values, &mut dates);
                embargo::within(&key.text, node, values);
                unknown.push((key, node));
            }
            // A template can make an address of it.
            for bad in node.texts_that(could_run_code) {
                let message = format!("{} holds an address that could run code", key.text);
                let found = Diagnostic::new(Code::UnsafePath, message).at(bad.span);
                values
                    .found
                    .push(found.hint("write an address that starts with https://"));
            }
            front.extra.push((key.text.clone(), node.to_value()));
        }
    }
    let is_translation = context.is_translation || front.language.is_some() || front.translation_key.is_some();
    let image = entries.iter().find(|(key, _)| &*key.text == "image");
    if let (Some((_, node)), Some(image), false) = (image, &front.image, is_translation) {
        without_file(image, node, values);
    }
    let has_date = entries.iter().any(|(key, _)| &*key.text == "date");
    let waits = embargo::Waits {
        date: has_date.then(|| front.date.as_ref().map(|date| &date.value)),
        guarded: front.publish_at.is_some() || front.draft == Some(true),
        is_draft: front.draft == Some(true),
    };
    embargo::of_date(dates, &waits, values);
    for (key, node) in unknown {
        embargo::unheard(key, node, context.role, &waits, values);
    }
    if let (Some(expires), Some(published)) = (&front.expires_at, front.publish_at.as_ref().or(front.date.as_ref()))
        && expires.value.end_timestamp(context.timezone) <= published.value.timestamp()
    {
        let message = "this expires before it is published, so nobody will ever see it";
        let found = Diagnostic::new(Code::BadValue, message).at(expires.span).as_warning();
        values
            .found
            .push(found.hint("let it expire after it is published, or take the line out"));
    }
    if let (Some(updated), Some(date)) = (&front.updated, &front.date)
        && updated.value.end_timestamp(context.timezone) <= date.value.timestamp()
    {
        let found = Diagnostic::new(Code::BadValue, "updated lies before date").at(updated.span);
        let hint =
            "updated is the day of the last change, which comes after that of the article: one of the two is a slip";
        values.found.push(found.as_warning().hint(hint));
    }
    let named = context.taxonomies.iter().zip(terms);
    front.terms = named
        .filter_map(|(name, terms)| {
            Some((
                (*name).into(),
                terms?.into_iter().map(|term| term.map(Arc::from)).collect(),
            ))
        })
        .collect();
    title(entries, front, context, values)
}

/// Reads a key that any document may have; false where it is none of these.
fn core_key(
    key: &str,
    node: &Node,
    front: &mut FrontMatter,
    context: &HeadContext<'_>,
    values: &mut Values<'_>,
) -> bool {
    match key {
        // Read last, since other keys may hold it.
        "title" => {}
        "seo_title" => front.seo_title = values.text(node, key.into()),
        "date" => front.date = values.moment(node, key.into()),
        "updated" => front.updated = values.moment(node, key.into()),
        "publish_at" => front.publish_at = values.moment(node, key.into()),
        "expires_at" => front.expires_at = values.moment(node, key.into()),
        "draft" => front.draft = values.boolean(node, key.into()),
        "summary" => front.summary = values.inline(node, key.into()),
        "kicker" => front.kicker = values.text(node, key.into()),
        "image" => front.image = image(node, "image", values).map(Box::new),
        "event" => {
            let told = event(node, context.is_translation, values);
            front.announcement = told.announcement;
            front.event = told.event.map(Box::new);
            front.event_in_part = told.part.map(Box::new);
        }
        "takeaways" => {
            let texts = values.texts(node, key.into());
            for text in &texts {
                let links = inline_links(&text.value).into_iter();
                values.links.extend(links.map(|link| Spanned::new(link, text.span)));
            }
            front.takeaways = texts.into_iter().map(|text| text.value).collect()
        }
        "quotes" => front.quotes = quotes(node, values),
        "downloads" => front.downloads = downloads(node, values),
        "corrections" => front.corrections = changes(node, "corrections", values),
        "changes" => front.changes = changes(node, "changes", values),
        "withdrawn" => front.withdrawn = withdrawn(node, values).map(Box::new),
        "slug" => front.slug = slug(node, values),
        "url" => front.url = url(node, values),
        "aliases" => front.aliases = aliases(node, values),
        "language" => front.language = language(node, values),
        "translation_key" => front.translation_key = values.spanned_text(node, key.into()),
        "template" => front.template = template(node, values),
        "toc" => front.toc = values.boolean(node, key.into()),
        "share" => front.share = values.boolean(node, key.into()),
        "newsletter" => front.newsletter = values.boolean(node, key.into()),
        "weight" => front.weight = values.integer(node, key.into()),
        "series" => front.series = values.spanned_text(node, key.into()),
        "related" => front.related = related(node, values),
        // What it says is for `courant check` alone, which reads it there.
        "check" if matches!(node.kind, Kind::Mapping(_) | Kind::Null) => {}
        "check" => values.wrong_type(node, key.into(), "a group of keys"),
        _ => return false,
    }
    true
}

/// Reads a key that only people have; false where it is none of these.
fn person_key(
    key: &str,
    node: &Node,
    front: &mut FrontMatter,
    context: &HeadContext<'_>,
    values: &mut Values<'_>,
) -> bool {
    let known = context.role == Role::Person && PERSON_KEYS.contains(&key);
    if known {
        person(key, node, front.person.get_or_insert_default(), values);
    }
    known
}

/// Reads the title from `title`, else from the section's own key for it, else from a person's `name`.
fn title(
    entries: &[(Key, Node)],
    front: &mut FrontMatter,
    context: &HeadContext<'_>,
    values: &mut Values<'_>,
) -> Title {
    let name: &[&str] = if context.role == Role::Person { &["name"] } else { &[] };
    let mut empty = None;
    for key in ["title"].iter().chain(context.title_keys).chain(name) {
        let Some((known, node)) = entries.iter().find(|(known, _)| &*known.text == *key) else {
            continue;
        };
        let before = values.found.len();
        if let Some(text) = values.spanned_text(node, (*key).into()) {
            front.title = Some(text.map(one_line));
            return Title::Told;
        }
        if values.found.len() > before {
            return Title::Told;
        }
        empty = empty.or(Some((known, node)));
    }
    let Some((key, node)) = empty else {
        // A key that was meant for it has been told of.
        let is_told = values.found.iter().any(|found| found.code == Code::NoTitle);
        return if is_told { Title::Told } else { Title::Absent };
    };
    // An empty value has no place of its own.
    let at = if node.span.start < node.span.end {
        node.span
    } else {
        Span {
            start: key.span.start,
            end: key.span.end,
        }
    };
    let hint = values.hint_for("title".into()).replace("title", &key.text);
    values.found.push(
        Diagnostic::new(Code::NoTitle, format!("{} is empty", key.text))
            .at(at)
            .hint(hint),
    );
    Title::Told
}

/// A headline is shown in places that know no line breaks.
pub(super) fn one_line(text: Box<str>) -> Box<str> {
    if text.contains(char::is_control) {
        let words: Vec<&str> = text
            .split(|c: char| c.is_whitespace() || c.is_control())
            .filter(|word| !word.is_empty())
            .collect();
        return words.join(" ").into();
    }
    text
}

fn language(node: &Node, values: &mut Values<'_>) -> Option<Spanned<Tag>> {
    let text = values.spanned_text(node, "language".into())?;
    let tag = Tag::parse(&text.value);
    if tag.is_none() {
        let named = tag_of_name(&text.value).map(|tag| values.hint_with("language", &format!("\"{tag}\"")));
        let hint = named.unwrap_or_else(|| values.hint_for("language".into()));
        let hint = format!("{hint}  , the code of the language");
        values.bad_value(
            text.span,
            format!(
                "language is \"{}\", which is no language code",
                text.value.escape_debug()
            ),
            hint,
        );
    }
    tag.map(|tag| Spanned::new(tag, text.span))
}
