//! Reading pictures, quotes, downloads, histories and people.

use super::addresses::{file, file_or_web, is_web, link, link_in};
use super::example::Name;
use super::values::{Group, Values, is_empty, yes_or_no};
use super::{Change, Download, DownloadSource, ImageSpec, Link, Person, Quote, Related, Text, Withdrawn};
use crate::diagnostic::{Code, Diagnostic, Spanned};
use crate::tree::{Kind, Node, ScalarValue};

/// Reads `image` or `photo`: a file, or a group of keys.
pub(super) fn image(node: &Node, key: &'static str, values: &mut Values<'_>) -> Option<ImageSpec> {
    let none = ImageSpec {
        src: None,
        alt: None,
        long_description: None,
        caption: None,
        credit: None,
        license: None,
        focus: None,
    };
    let name = Name::from(key);
    let entries = match &node.kind {
        Kind::Mapping(entries) => entries,
        Kind::Sequence(_) => {
            values.wrong_type(node, name, "one picture");
            return None;
        }
        // A number or a yes is no name of a file.
        Kind::Scalar(scalar) if !matches!(scalar.value, ScalarValue::Text | ScalarValue::Date) => {
            values.wrong_type(node, name, "one picture");
            return None;
        }
        _ => {
            let src = values
                .spanned_text(node, name)
                .and_then(|text| file_or_web(text, name, values))?;
            return Some(ImageSpec { src: Some(src), ..none });
        }
    };
    let keys = [
        "src",
        "alt",
        "decorative",
        "long_description",
        "caption",
        "credit",
        "license",
        "focus",
    ];
    let group = values.group_of(entries, key, &keys);
    let src = group
        .get("src")
        .and_then(|(node, name)| file_or_web(values.spanned_text(node, name)?, name, values));
    // An empty alt is a choice: the picture only decorates. It can be said in so many words too.
    let decorates = group
        .get("decorative")
        .and_then(|(node, name)| values.boolean(node, name))
        .unwrap_or_default();
    let empty = decorates || entries.iter().any(|(key, node)| &*key.text == "alt" && is_empty(node));
    Some(ImageSpec {
        src,
        alt: group.text("alt", values).or_else(|| empty.then(|| "".into())),
        long_description: group.inline("long_description", values),
        caption: group.inline("caption", values),
        credit: group.text("credit", values),
        license: group.text("license", values),
        focus: focus(&group, values),
    })
}

/// Tells of an `image` that names no file, in a document that inherits none.
pub(super) fn without_file(image: &ImageSpec, node: &Node, values: &mut Values<'_>) {
    // A template that was left empty wants no picture.
    let texts = [&image.alt, &image.caption, &image.credit, &image.license, &image.focus];
    let is_filled = texts
        .iter()
        .any(|text| text.as_deref().is_some_and(|text| !text.is_empty()));
    // What was meant for src may have been told of.
    let is_told = |found: &Diagnostic| {
        found
            .span
            .is_some_and(|span| node.span.range().contains(&(span.start as usize)))
    };
    if image.src.is_some() || !is_filled || values.found.iter().any(is_told) {
        return;
    }
    let hint = values.hint_for(Name::of("image", "src"));
    let hint = format!("say which file:  {}", hint.trim_start_matches("write  "));
    let found = Diagnostic::new(Code::BadValue, "image has no src, so no picture is shown");
    values.found.push(found.at(node.span).hint(hint).as_warning());
}

fn focus(group: &Group<'_>, values: &mut Values<'_>) -> Option<Box<str>> {
    let (node, name) = group.get("focus")?;
    let text = values.text(node, name)?;
    let is_percentage = |part: &str| {
        part.strip_suffix('%')
            .is_some_and(|number| number.parse::<u8>().is_ok_and(|number| number <= 100))
    };
    let mut parts = text.split_whitespace();
    if let (Some(left), Some(top), None) = (parts.next(), parts.next(), parts.next())
        && is_percentage(left)
        && is_percentage(top)
    {
        return Some(text);
    }
    let hint = format!(
        "{}  : how far from the left, how far from the top",
        values.hint_for(name)
    );
    values.bad_value(
        node.span,
        format!("{name} is \"{text}\", and should be two percentages"),
        hint,
    );
    None
}

pub(super) fn quotes(node: &Node, values: &mut Values<'_>) -> Vec<Quote> {
    values
        .items(node)
        .iter()
        .filter_map(|item| quote(item, values))
        .collect()
}

fn quote(item: &Node, values: &mut Values<'_>) -> Option<Quote> {
    let Kind::Mapping(entries) = &item.kind else {
        return values.inline(item, "quotes".into()).map(|text| Quote {
            text,
            name: None,
            role: None,
        });
    };
    let group = values.group_of(entries, "quotes", &["text", "name", "role"]);
    let (name, role) = (group.text("name", values), group.text("role", values));
    let text = values.needed(&group, "text", item.span, "this quote has no text", "quotes".into())?;
    Some(Quote { text, name, role })
}

pub(super) fn downloads(node: &Node, values: &mut Values<'_>) -> Vec<Download> {
    values
        .items(node)
        .iter()
        .filter_map(|item| download(item, values))
        .collect()
}

fn download(item: &Node, values: &mut Values<'_>) -> Option<Download> {
    let Kind::Mapping(entries) = &item.kind else {
        let name = Name::from("downloads");
        let text = values.spanned_text(item, name)?;
        return Some(Download {
            title: None,
            source: source(text, name, values)?,
            language: None,
        });
    };
    let group = values.group_of(entries, "downloads", &["title", "file", "url", "language"]);
    let (title, language) = (group.text("title", values), group.text("language", values));
    let Some((node, name)) = group.get("file").or_else(|| group.get("url")) else {
        let hint = values.hint_for("downloads".into());
        values.bad_value(item.span, "this download has no file and no url".to_owned(), hint);
        return None;
    };
    let text = values.spanned_text(node, name)?;
    Some(Download {
        title,
        source: source(text, name, values)?,
        language,
    })
}

fn source(text: Text, name: Name<'_>, values: &mut Values<'_>) -> Option<Spanned<DownloadSource>> {
    let text = file_or_web(text, name, values)?;
    Some(text.map(|text| {
        if is_web(&text) {
            DownloadSource::Url(text)
        } else {
            DownloadSource::File(text)
        }
    }))
}

/// Reads `corrections` or `changes`.
pub(super) fn changes(node: &Node, key: &'static str, values: &mut Values<'_>) -> Vec<Change> {
    values
        .items(node)
        .iter()
        .filter_map(|item| change(item, key, values))
        .collect()
}

fn change(item: &Node, key: &'static str, values: &mut Values<'_>) -> Option<Change> {
    let entries = match &item.kind {
        Kind::Mapping(entries) => entries,
        Kind::Null => return None,
        _ => {
            values.wrong_type(item, key.into(), "a list of dates with texts");
            return None;
        }
    };
    let group = values.group_of(entries, key, &["date", "text"]);
    let before = values.found.len();
    let date = group.get("date").and_then(|(node, name)| values.moment(node, name));
    let text = group.inline("text", values);
    if let (Some(date), Some(text)) = (date, text) {
        return Some(Change { date: date.value, text });
    }
    // What cannot be read has been told of already; what is absent has not.
    if values.found.len() == before {
        let hint = values.hint_for(key.into());
        values.bad_value(item.span, format!("each of {key} needs a date and a text"), hint);
    }
    None
}

pub(super) fn withdrawn(node: &Node, values: &mut Values<'_>) -> Option<Withdrawn> {
    let group = values.group(node, "withdrawn", &["date", "reason", "replaced_by"])?;
    Some(Withdrawn {
        date: group
            .get("date")
            .and_then(|(node, name)| values.moment(node, name))
            .map(|date| date.value),
        reason: group.inline("reason", values),
        replaced_by: group
            .get("replaced_by")
            .and_then(|(node, name)| link(node, name, values)),
    })
}

pub(super) fn related(node: &Node, values: &mut Values<'_>) -> Related {
    match node.scalar().and_then(yes_or_no) {
        Some(false) => return Related::Off,
        Some(true) => return Related::Automatic,
        None => {}
    }
    let name = Name::from("related");
    let files = values.texts(node, name);
    let files: Vec<_> = files.into_iter().filter_map(|text| file(text, name, values)).collect();
    if files.is_empty() {
        Related::Automatic
    } else {
        Related::Chosen(files)
    }
}

/// Reads one key of a person's own file.
pub(super) fn person(key: &str, node: &Node, person: &mut Person, values: &mut Values<'_>) {
    match key {
        "role" => person.role = values.text(node, key.into()),
        "organisation" => person.organisation = values.text(node, key.into()),
        "photo" => person.photo = image(node, "photo", values),
        "email" => person.email = email(node, values),
        "links" => {
            person.links = values
                .items(node)
                .iter()
                .filter_map(|item| link_with_title(item, values))
                .collect()
        }
        _ => {}
    }
}

fn email(node: &Node, values: &mut Values<'_>) -> Option<Box<str>> {
    let name = Name::from("email");
    let text = values.text(node, name)?;
    let address = text.strip_prefix("mailto:").unwrap_or(&text);
    let parts = address
        .split_once('@')
        .filter(|(user, host)| !user.is_empty() && !host.is_empty());
    let good = parts.is_some()
        && !address.contains(|c: char| c.is_whitespace() || c.is_control() || matches!(c, '<' | '>' | '"' | ',' | '?'));
    if good {
        return Some(address.into());
    }
    let hint = values.hint_for(name);
    values.bad_value(
        node.span,
        format!("email is \"{}\", which is no e-mail address", text.escape_debug()),
        hint,
    );
    None
}

fn link_with_title(item: &Node, values: &mut Values<'_>) -> Option<Link> {
    let Kind::Mapping(entries) = &item.kind else {
        let url = link(item, "links".into(), values)?.value;
        return Some(Link {
            title: without_scheme(&url).into(),
            url,
        });
    };
    let group = values.group_of(entries, "links", &["title", "url"]);
    let title = group.text("title", values);
    if group.get("url").is_none() {
        let hint = values.hint_for("links".into());
        values.bad_value(item.span, "this link has no url".to_owned(), hint);
        return None;
    }
    let url = link_in(&group, "url", values)?;
    Some(Link {
        title: title.unwrap_or_else(|| without_scheme(&url).into()),
        url,
    })
}

/// Returns an address as it is shown: `www.example.org` for `https://www.example.org/`.
fn without_scheme(url: &str) -> &str {
    let start = ["https://", "http://", "mailto:"]
        .iter()
        .find(|start| url.starts_with(**start));
    start.map_or(url, |start| &url[start.len()..]).trim_end_matches('/')
}
