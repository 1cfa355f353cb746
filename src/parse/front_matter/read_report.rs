//! Reading pictures, quotes, downloads, histories and people.

use super::values::Values;
use super::{Change, Download, DownloadSource, ImageSpec, Link, Person, Quote, Withdrawn};
use crate::diagnostic::Spanned;
use crate::tree::{Key, Kind, Node};

fn get<'n>(entries: &'n [(Key, Node)], key: &str) -> Option<&'n Node> {
    entries
        .iter()
        .find(|(known, _)| &*known.text == key)
        .map(|(_, node)| node)
}

fn field(entries: &[(Key, Node)], of: &str, key: &str, values: &mut Values<'_>) -> Option<Box<str>> {
    get(entries, key).and_then(|node| values.text(node, &format!("{of}.{key}")))
}

pub(super) fn image(node: &Node, key: &str, values: &mut Values<'_>) -> Option<ImageSpec> {
    let none = ImageSpec {
        src: None,
        alt: None,
        caption: None,
        credit: None,
        license: None,
        focus: None,
    };
    let Kind::Mapping(entries) = &node.kind else {
        if matches!(node.kind, Kind::Sequence(_)) {
            values.wrong_type(
                node,
                key,
                "a file or a group of keys",
                &format!("{key}: {{ src: foto.jpg, alt: \"…\" }}"),
            );
            return None;
        }
        let src = values.spanned_text(node, key).and_then(|text| values.file(text, key))?;
        return Some(ImageSpec { src: Some(src), ..none });
    };
    let src = get(entries, "src").and_then(|node| values.spanned_text(node, &format!("{key}.src")));
    // An empty alt is a choice: the picture only decorates.
    let alt = match get(entries, "alt").map(|node| &node.kind) {
        Some(Kind::Scalar(scalar)) => Some(scalar.text.trim().into()),
        Some(Kind::Null) => Some("".into()),
        _ => field(entries, key, "alt", values),
    };
    Some(ImageSpec {
        src: src.and_then(|text| values.file(text, &format!("{key}.src"))),
        alt,
        caption: field(entries, key, "caption", values),
        credit: field(entries, key, "credit", values),
        license: field(entries, key, "license", values),
        focus: focus(entries, key, values),
    })
}

fn focus(entries: &[(Key, Node)], key: &str, values: &mut Values<'_>) -> Option<Box<str>> {
    let node = get(entries, "focus")?;
    let text = values.text(node, &format!("{key}.focus"))?;
    let parts: Vec<&str> = text.split_whitespace().collect();
    let percent = |part: &&str| {
        part.strip_suffix('%')
            .is_some_and(|n| n.parse::<u8>().is_ok_and(|n| n <= 100))
    };
    if parts.len() == 2 && parts.iter().all(percent) {
        return Some(text);
    }
    let message = format!("{key}.focus is \"{text}\", and should be two percentages");
    values.bad_value(
        node.span,
        message,
        "write how far from the left and from the top:  focus: \"50% 30%\"".to_owned(),
    );
    None
}

pub(super) fn quotes(node: &Node, values: &mut Values<'_>) -> Vec<Quote> {
    let items = values.items(node);
    items
        .iter()
        .filter_map(|item| {
            let Kind::Mapping(entries) = &item.kind else {
                return values.text(item, "quotes").map(|text| Quote {
                    text,
                    name: None,
                    role: None,
                });
            };
            let Some(text) = field(entries, "quotes", "text", values) else {
                let hint = "write  - { text: \"…\", name: \"…\" }".to_owned();
                values.bad_value(item.span, "this quote has no text".to_owned(), hint);
                return None;
            };
            Some(Quote {
                text,
                name: field(entries, "quotes", "name", values),
                role: field(entries, "quotes", "role", values),
            })
        })
        .collect()
}

pub(super) fn downloads(node: &Node, values: &mut Values<'_>) -> Vec<Download> {
    let items = values.items(node);
    items
        .iter()
        .filter_map(|item| {
            let Kind::Mapping(entries) = &item.kind else {
                let file = values.spanned_text(item, "downloads")?;
                return source(file, values).map(|source| Download {
                    title: None,
                    source,
                    language: None,
                });
            };
            let file = get(entries, "file").or_else(|| get(entries, "url"));
            let Some(file) = file.and_then(|node| values.spanned_text(node, "downloads.file")) else {
                let hint = "write  - { title: \"Verslag\", file: verslag.pdf }".to_owned();
                values.bad_value(item.span, "this download has no file and no url".to_owned(), hint);
                return None;
            };
            Some(Download {
                title: field(entries, "downloads", "title", values),
                source: source(file, values)?,
                language: field(entries, "downloads", "language", values),
            })
        })
        .collect()
}

fn source(text: Spanned<Box<str>>, values: &mut Values<'_>) -> Option<Spanned<DownloadSource>> {
    let elsewhere = crate::safe::has_scheme(&text.value);
    let text = values.file(text, "downloads.file")?;
    Some(text.map(|text| {
        if elsewhere {
            DownloadSource::Url(text)
        } else {
            DownloadSource::File(text)
        }
    }))
}

pub(super) fn change(node: &Node, key: &str, values: &mut Values<'_>) -> Option<Change> {
    let example = format!("{key}: [{{ date: 2026-03-06, text: \"…\" }}]");
    let Kind::Mapping(entries) = &node.kind else {
        values.wrong_type(node, key, "a list of dates with texts", &example);
        return None;
    };
    let date = get(entries, "date").map(|node| values.moment(node, &format!("{key}.date")));
    let text = field(entries, key, "text", values);
    match (date, text) {
        (Some(Some(date)), Some(text)) => Some(Change { date: date.value, text }),
        // A date that cannot be read has been told already.
        (Some(None), Some(_)) => None,
        _ => {
            values.bad_value(
                node.span,
                format!("a line of {key} needs a date and a text"),
                format!("write  {example}"),
            );
            None
        }
    }
}

pub(super) fn withdrawn(node: &Node, values: &mut Values<'_>) -> Option<Withdrawn> {
    let entries = values.mapping(node, "withdrawn", "withdrawn: { date: 2026-04-01, reason: \"…\" }")?;
    let replaced_by = get(entries, "replaced_by").and_then(|node| values.spanned_text(node, "withdrawn.replaced_by"));
    Some(Withdrawn {
        date: get(entries, "date")
            .and_then(|node| values.moment(node, "withdrawn.date"))
            .map(|date| date.value),
        reason: field(entries, "withdrawn", "reason", values),
        replaced_by: replaced_by.filter(|text| values.safe_address(text, "withdrawn.replaced_by")),
    })
}

/// Reads one key of a person's own file.
pub(super) fn person(key: &str, node: &Node, facts: &mut Person, values: &mut Values<'_>) {
    match key {
        "role" => facts.role = values.text(node, key),
        "organisation" => facts.organisation = values.text(node, key),
        "photo" => facts.photo = image(node, key, values),
        "email" => facts.email = values.text(node, key),
        "links" => facts.links = links(node, values),
        _ => {}
    }
}

fn links(node: &Node, values: &mut Values<'_>) -> Vec<Link> {
    let items = values.items(node);
    items
        .iter()
        .filter_map(|item| {
            let Kind::Mapping(entries) = &item.kind else {
                let url = values.address(item, "links")?;
                let shown = url.trim_start_matches("https://").trim_end_matches('/').into();
                return Some(Link { title: shown, url });
            };
            let url = get(entries, "url").and_then(|node| values.address(node, "links.url"))?;
            let title = field(entries, "links", "title", values).unwrap_or_else(|| url.clone());
            Some(Link { title, url })
        })
        .collect()
}
