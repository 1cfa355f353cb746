//! A document as Markdown: what is known of it as front matter, and the text as readers see it.

use serde_json::{Map, Value as Json, json};

use super::content::{self, history, inline, whole};
use super::event::event;
use crate::organise::EntryId;
use crate::parse::front_matter::{Change, Withdrawn};
use crate::plan::view::{
    Head, Shared, is_withdrawn, kicker, kind_word, permalink, picture, summary_html, without_nothing,
};
use crate::render::markdown::{escaped, line, markdown};

/// Returns a document; `text` is its text as HTML.
pub fn document(id: EntryId, text: &str, shared: &Shared<'_>) -> String {
    let head = shared.head(id);
    let front = &shared.entry(id).front;
    let word = |key: &str| shared.word(head.language, key, &[]);
    let mut blocks = vec![format!("# {}", line(head.title))];
    if let Some(notice) = head.withdrawn.filter(|notice| is_withdrawn(Some(notice), shared)) {
        blocks.push(format!("> {}", withdrawn(notice, id, shared)));
    }
    // The beginning of the text stands there.
    if front.summary.is_some() {
        let lead = summary_html(id, shared);
        blocks.push(markdown(&whole(lead.as_str().unwrap_or_default(), shared)));
    }
    if let Some(spec) = head.image
        && let Some(src) = &spec.src
        && let Some(picture) = picture(&src.value, id, shared)
    {
        let alt = escaped(spec.alt.as_deref().unwrap_or_default());
        blocks.push(format!("![{alt}](<{}>)", picture.url));
    }
    let of_inline = |text: &str| markdown(&inline(id, text, shared));
    let section = |blocks: &mut Vec<String>, key: &str, lines: Vec<String>| {
        if !lines.is_empty() {
            blocks.push(format!("## {}", line(&word(key))));
            blocks.push(lines.join("\n"));
        }
    };
    let item = |text: String| format!("- {}", text.replace('\n', "\n  "));
    let takeaways = front.takeaways.iter().map(|text| item(of_inline(text)));
    section(&mut blocks, "takeaways", takeaways.collect());
    blocks.push(markdown(text));
    for quote in &front.quotes {
        let said = of_inline(&quote.text).replace('\n', "\n> ");
        let by: Vec<String> = [&quote.name, &quote.role]
            .into_iter()
            .flatten()
            .map(|text| escaped(text))
            .collect();
        let by = if by.is_empty() {
            String::new()
        } else {
            format!("\n>\n> {}", line(&by.join(", ")))
        };
        blocks.push(format!("> {said}{by}"));
    }
    let files = front.downloads.iter().filter_map(|one| content::file(one, id, shared));
    let files = files.map(|file| format!("- [{}](<{}>)", escaped(file.title), file.url));
    section(&mut blocks, "downloads", files.collect());
    let lines = |changes: &[Change]| -> Vec<String> {
        let lines = history(changes, shared);
        lines
            .map(|one| item(format!("{}: {}", one.date.iso(), of_inline(&one.text))))
            .collect()
    };
    section(&mut blocks, "corrections", lines(&front.corrections));
    section(&mut blocks, "changes", lines(&front.changes));
    blocks.retain(|block| !block.is_empty());
    format!("---\n{}---\n\n{}\n", facts(id, &head, shared), blocks.join("\n\n"))
}

/// Returns what is known of a document, a line each: JSON, which YAML reads as it is (YAML 1.2 §1.3).
fn facts(id: EntryId, head: &Head<'_>, shared: &Shared<'_>) -> String {
    let config = shared.config;
    let authors = content::authors(head, shared).into_iter().map(|(_, name, _)| name);
    let mut terms = Map::new();
    for (taxonomy, name, _) in content::terms(head, shared) {
        let names = terms.entry(taxonomy).or_insert_with(|| json!([]));
        names
            .as_array_mut()
            .into_iter()
            .for_each(|names| names.push(name.into()));
    }
    let facts = [
        ("title", json!(head.title)),
        ("url", json!(permalink(head.url, config))),
        ("id", json!(format!("urn:uuid:{}", shared.uuid(id)))),
        ("type", json!(kind_word(head.kind))),
        ("language", json!(shared.tag(head.language).as_str())),
        ("date_published", json!(head.date.map(|date| date.iso()))),
        ("date_modified", json!(head.updated.map(|date| date.iso()))),
        (
            "section",
            json!(head.section.map(|section| shared.section(section).title)),
        ),
        ("kicker", json!(kicker(head, shared))),
        ("authors", json!(authors.collect::<Vec<_>>())),
        ("terms", Json::Object(terms)),
        ("event", json!(head.event.map(|one| event(one, head, shared)))),
        (
            "license",
            json!(
                config
                    .copyright
                    .as_ref()
                    .map(|text| shared.localized(text, head.language))
            ),
        ),
    ];
    let is_something = |value: &Json| match value {
        Json::Null => false,
        Json::Array(items) => !items.is_empty(),
        Json::Object(fields) => !fields.is_empty(),
        _ => true,
    };
    let facts = facts.into_iter().map(|(key, value)| (key, without_nothing(value)));
    let facts = facts.filter(|(_, value)| is_something(value));
    // JSON may hold them as they stand, YAML may not (§5.1).
    let forbidden = |c: char| matches!(c, '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    facts
        .map(|(key, value)| format!("{key}: {}\n", value.to_string().replace(forbidden, "")))
        .collect()
}

/// Returns why a document no longer holds, on one line.
fn withdrawn(notice: &Withdrawn, id: EntryId, shared: &Shared<'_>) -> String {
    let language = shared.head(id).language;
    let mut parts = vec![format!("**{}**", line(&shared.word(language, "withdrawn", &[])))];
    if let Some(reason) = &notice.reason {
        parts.push(markdown(&inline(id, reason, shared)).replace("\\\n", " "));
    }
    let replaced_by = notice.replaced_by.as_ref();
    if let Some((title, url)) = replaced_by.and_then(|target| content::replacement(&target.value, id, shared)) {
        let word = shared.word(language, "replaced_by", &[]);
        parts.push(format!("{} [{}](<{url}>)", escaped(&word), escaped(&title)));
    }
    parts.join(" ")
}
