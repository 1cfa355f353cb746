//! The keys of front matter, one by one.

use super::addresses::{alias, slug, template, url};
use super::near::near_miss;
use super::read_event::event;
use super::read_report::{change, downloads, image, person, quotes, withdrawn};
use super::values::Values;
use super::{FrontMatter, HeadContext, Related, Role};
use crate::diagnostic::{Code, Diagnostic, Span, Spanned};
use crate::language::Tag;
use crate::tree::{Kind, Node};

/// Reads all keys of a head into `front`.
pub(super) fn keys(root: &Node, front: &mut FrontMatter, context: &HeadContext<'_>, values: &mut Values<'_>) {
    let Kind::Mapping(entries) = &root.kind else {
        if !matches!(root.kind, Kind::Null) {
            values.wrong_type(root, "the front matter", "lines of  key: value", "title: \"…\"");
        }
        return;
    };
    let mut terms: Vec<Option<Vec<Spanned<Box<str>>>>> = vec![None; context.taxonomies.len()];
    for (key, node) in entries {
        let name: &str = &key.text;
        if let Some(n) = context.taxonomies.iter().position(|taxonomy| *taxonomy == name) {
            terms[n] = Some(values.texts(node, name));
            continue;
        }
        match name {
            "title" => front.title = title(node, name, values),
            _ if context.title_keys.contains(&name) => {
                front.title = front.title.take().or_else(|| title(node, name, values));
                front.extra.push((key.text.clone(), node.to_value()));
            }
            "seo_title" => front.seo_title = values.text(node, name),
            "date" => front.date = values.moment(node, name),
            "updated" => front.updated = values.moment(node, name),
            "publish_at" => front.publish_at = values.moment(node, name),
            "expires_at" => front.expires_at = values.moment(node, name),
            "draft" => front.draft = values.boolean(node, name),
            "summary" => front.summary = values.text(node, name),
            "kicker" => front.kicker = values.text(node, name),
            "image" => front.image = image(node, name, values),
            "event" => front.event = event(node, context, values).map(Box::new),
            "takeaways" => front.takeaways = values.texts(node, name).into_iter().map(|text| text.value).collect(),
            "quotes" => front.quotes = quotes(node, values),
            "downloads" => front.downloads = downloads(node, values),
            "corrections" => front.corrections = changes(node, name, values),
            "changes" => front.changes = changes(node, name, values),
            "withdrawn" => front.withdrawn = withdrawn(node, values).map(Box::new),
            "slug" => front.slug = slug(node, values),
            "url" => front.url = url(node, values),
            "aliases" => {
                front.aliases = values
                    .texts(node, name)
                    .into_iter()
                    .filter_map(|text| alias(text, values))
                    .collect()
            }
            "language" => front.language = language(node, values),
            "translation_key" => front.translation_key = values.text(node, name),
            "template" => front.template = template(node, values),
            "toc" => front.toc = values.boolean(node, name),
            "share" => front.share = values.boolean(node, name),
            "newsletter" => front.newsletter = values.boolean(node, name),
            "weight" => front.weight = values.integer(node, name),
            "series" => front.series = values.spanned_text(node, name),
            "related" => front.related = related(node, values),
            "name" | "role" | "organisation" | "photo" | "email" | "links" if context.role == Role::Person => {
                let facts = front.person.get_or_insert_default();
                person(name, node, facts, values);
                if name == "name" {
                    front.title = front.title.take().or_else(|| title(node, name, values));
                }
            }
            _ => {
                values.found.extend(near_miss(key, context));
                front.extra.push((key.text.clone(), node.to_value()));
            }
        }
    }
    let named = context.taxonomies.iter().zip(terms);
    front.terms = named
        .filter_map(|(name, terms)| Some(((*name).into(), terms?)))
        .collect();
}

fn title(node: &Node, key: &str, values: &mut Values<'_>) -> Option<Spanned<Box<str>>> {
    let text = values.spanned_text(node, key);
    let empty = matches!(node.kind, Kind::Null | Kind::Scalar(_)) && text.is_none();
    if empty {
        let found = Diagnostic::new(Code::NoTitle, format!("the {key} is empty"));
        let at = if node.span.start == node.span.end {
            widened(node.span)
        } else {
            node.span
        };
        values.found.push(
            found
                .at(at)
                .hint(format!("write a headline:  {key}: \"Raad kiest voor open data\"")),
        );
    }
    // One line: a headline is shown in places that know no line breaks.
    text.map(|text| {
        text.map(|text| {
            if text.contains('\n') {
                text.split_whitespace().collect::<Vec<_>>().join(" ").into()
            } else {
                text
            }
        })
    })
}

fn widened(span: Span) -> Span {
    Span {
        start: span.start,
        end: span.end + 1,
    }
}

fn changes(node: &Node, key: &str, values: &mut Values<'_>) -> Vec<super::Change> {
    values
        .items(node)
        .iter()
        .filter_map(|item| change(item, key, values))
        .collect()
}

fn language(node: &Node, values: &mut Values<'_>) -> Option<Spanned<Tag>> {
    let text = values.spanned_text(node, "language")?;
    let tag = Tag::parse(&text.value);
    if tag.is_none() {
        let message = format!("language is \"{}\", which is no language code", text.value);
        values.bad_value(
            text.span,
            message,
            "write the code of the language:  language: en".to_owned(),
        );
    }
    tag.map(|tag| Spanned::new(tag, text.span))
}

fn related(node: &Node, values: &mut Values<'_>) -> Related {
    if let Some(scalar) = node.scalar() {
        match &*scalar.text {
            "false" => return Related::Off,
            "true" => return Related::Automatic,
            _ => {}
        }
    }
    let files = values.texts(node, "related");
    if files.is_empty() {
        Related::Automatic
    } else {
        Related::Chosen(files)
    }
}
