//! CommonMark's and GitHub's own examples, as pulldown-cmark carries them with its source, through the whole Markdown stage.

use std::path::{Path, PathBuf};
use std::process::Command;

use courant::config;
use courant::parse::markdown::{self, MarkdownContext, Sanitiser, ShortcodeSignatures};
use courant::parse::{Content, Filling};

use super::differ;
use super::html::meaning;

/// An example: what it is of, which one, its Markdown and its HTML.
struct Example {
    name: String,
    markdown: String,
    html: String,
}

/// The folder with pulldown-cmark's tests, where cargo has put its source.
fn suite() -> Option<PathBuf> {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--locked", "--offline"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .ok()?;
    let known: serde_json::Value = serde_json::from_slice(&output.stdout).ok()?;
    let packages = known["packages"].as_array()?;
    let package = packages.iter().find(|package| package["name"] == "pulldown-cmark")?;
    let folder = Path::new(package["manifest_path"].as_str()?)
        .parent()?
        .join("tests/suite");
    folder.is_dir().then_some(folder)
}

/// Reads the examples of one of its files.
fn examples(folder: &Path, name: &str) -> Vec<Example> {
    let text = std::fs::read_to_string(folder.join(format!("{name}.rs"))).expect("examples");
    let mut examples = Vec::new();
    for (n, part) in text.split("#[test]").skip(1).enumerate() {
        let mut strings = part
            .split("r##\"")
            .skip(1)
            .filter_map(|rest| rest.split_once("\"##"))
            .map(|(text, _)| text.to_owned());
        examples.push(Example {
            name: format!("{name} {}", n + 1),
            markdown: strings.next().expect("Markdown"),
            html: strings.next().expect("HTML"),
        });
    }
    examples
}

/// Reads Markdown as an article is read, and fills its holes with what is written there.
fn read(text: &str) -> String {
    let settings = config::read(
        "title = \"x\"\nbase_url = \"https://proef.example/\"\n[markdown]\nraw_html = \"trust\"\nsmart_punctuation = false\n",
    );
    let config = settings.value.expect("settings");
    let context = MarkdownContext {
        language: &config.language,
        settings: &config.markdown,
        base_urls: config.base_urls(),
        wants_excerpt: false,
        shortcodes: &ShortcodeSignatures::new(),
        sanitiser: &Sanitiser::default(),
    };
    let body = markdown::read(text, 0, &context).value;
    filled(&body.content.expect("a text"))
}

fn filled(content: &Content) -> String {
    let mut out = String::new();
    let mut from = 0;
    let title = |title: &Option<Box<str>>| {
        title
            .as_ref()
            .map_or_else(String::new, |title| format!(" title=\"{}\"", escaped(title)))
    };
    for hole in &content.holes {
        out.push_str(&content.html[from..hole.at as usize]);
        from = hole.at as usize;
        match &hole.what {
            Filling::LinkStart {
                target, title: named, ..
            } => {
                out.push_str(&format!("<a href=\"{}\"{}>", escaped(target), title(named)));
            }
            Filling::LinkEnd => out.push_str("</a>"),
            Filling::Address { target, .. } => out.push_str(&escaped(target)),
            Filling::Dimensions { .. } => {}
            Filling::Code(code) => out.push_str(&escaped(&code.code)),
            Filling::Image(image) => out.push_str(&format!(
                "<img src=\"{}\" alt=\"{}\"{}>",
                escaped(&image.src),
                escaped(&image.alt),
                title(&image.title)
            )),
            Filling::Shortcode(_) => out.push_str("[a call]"),
        }
    }
    out.push_str(&content.html[from..]);
    out
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// Takes out what is everywhere otherwise, so that each example shows what is otherwise in it alone:
/// headings have an id, and are one lower where there is one of the first level, which is the page's own; alignment is a class; tables and code stand in
/// a box that scrolls, which a keyboard reaches; heads of columns say that they are; a box of a task list says for who cannot see it what it is.
fn alike(html: &str, lower: bool) -> Vec<String> {
    const BOXES: [&str; 2] = ["<div class=\"code\"", "<div aria-label=\"Tabel\""];
    let mut out: Vec<String> = Vec::new();
    for part in meaning(html) {
        let after_box = out.last().is_some_and(|last| matches!(&**last, "</pre>" | "</table>"));
        if BOXES.iter().any(|known| part.starts_with(known)) || part == "</div>" && after_box {
            continue;
        }
        out.push(tag(&part, lower));
    }
    out
}

fn tag(part: &str, lower: bool) -> String {
    if !part.starts_with('<') {
        return part.to_owned();
    }
    let name = part
        .trim_start_matches(['<', '/'])
        .split([' ', '>'])
        .next()
        .unwrap_or_default();
    let level = name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok());
    if let Some(level) = level {
        let level = if lower { (level + 1).min(6) } else { level };
        return format!("{}h{level}>", if part.starts_with("</") { "</" } else { "<" });
    }
    let mut part = part.to_owned();
    for ours in [
        " tabindex=\"0\"",
        " scope=\"col\"",
        " aria-label=\"Gedaan\"",
        " aria-label=\"Nog te doen\"",
    ] {
        part = part.replace(ours, "");
    }
    for side in ["left", "center", "right"] {
        part = part.replace(
            &format!("style=\"text-align: {side}\""),
            &format!("class=\"align-{side}\""),
        );
    }
    part
}

/// Compares; returns the names of the examples that come out otherwise, and prints them where `SHOW_DIFFERENCES` is set.
fn compare(examples: &[Example]) -> Vec<String> {
    let mut otherwise = Vec::new();
    for example in examples {
        let lower = example.html.contains("<h1");
        let ours = alike(&read(&example.markdown), false);
        let theirs = alike(&example.html, lower);
        if ours != theirs {
            if std::env::var_os("SHOW_DIFFERENCES").is_some() {
                println!(
                    "== {}\n{:?}\n   {ours:?}\n   {theirs:?}",
                    example.name, example.markdown
                );
            }
            otherwise.push(example.name.clone());
        }
    }
    otherwise
}

/// Examples of CommonMark's that come out otherwise, by reason.
const OTHERWISE: &[(&str, &[u16])] = &[
    ("a link that leads nowhere is its text", &[200, 485, 486, 487, 567]),
    (
        "an address whose beginning could be taken for a scheme that nobody knows is none",
        &[500, 596, 598, 599, 601],
    ),
    (
        "a picture by itself with a title is a figure, and the title its caption",
        &[572, 573, 576, 577, 584, 585, 586, 588, 589, 591],
    ),
];

#[test]
fn commonmark_is_read_as_its_examples_say() {
    let Some(folder) = suite() else {
        println!("skipped: the source of pulldown-cmark is not here");
        return;
    };
    let examples = examples(&folder, "spec");
    assert!(examples.len() > 640, "{}", examples.len());
    let known = OTHERWISE.iter().flat_map(|(_, numbers)| numbers.iter());
    differ(compare(&examples), known.map(|number| format!("spec {number}")));
}

/// The same of GitHub's extensions.
const OTHERWISE_AT_GITHUB: &[(&str, &str)] = &[];

#[test]
fn the_extensions_of_github_are_read_as_its_examples_say() {
    let Some(folder) = suite() else {
        println!("skipped: the source of pulldown-cmark is not here");
        return;
    };
    let all: Vec<Example> = ["gfm_table", "gfm_strikethrough", "gfm_tasklist"]
        .iter()
        .flat_map(|name| examples(&folder, name))
        .collect();
    assert!(all.len() >= 12, "{}", all.len());
    let known = OTHERWISE_AT_GITHUB.iter().map(|(name, _)| (*name).to_owned());
    differ(compare(&all), known);
}
