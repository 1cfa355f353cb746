//! Slips in the words of a theme: a word that nothing asks for, a plural form that no language has, a `{name}` that nothing fills in.

use std::collections::{BTreeMap, BTreeSet};

use super::load::{SITE, TemplateFile, Theme, after_mark};
use super::manifest::near;
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::{PluralCategory, tag_of_name};
use crate::tree::{Kind, Node, read_toml};
use crate::words::{Words, placeholders};

/// Groups of words whose names are those of a site's own languages and taxonomies.
const OPEN_GROUPS: &[&str] = &["in_language.", "taxonomy."];

/// A text in a file of words.
struct Written {
    /// Its place in the file: `share_on`, `minutes.one`.
    path: String,
    key: Span,
    value: Span,
    text: String,
}

/// What the layers below a file of words say: each word with the names that are filled in, in any of its languages.
type Below = BTreeMap<String, BTreeSet<String>>;

/// Tells of slips in a file of words that lies over others, and returns which of its words nothing asks for. The lowest layer says which
/// words there are.
pub(super) fn slips(file: &TemplateFile, words: &Words, theme: &Theme) -> (Vec<Diagnostic>, Vec<String>) {
    let below = below(file, theme);
    if below.is_empty() {
        return (Vec::new(), Vec::new());
    }
    // A form that is told of takes the others of its word along: `minutes.one` is no word of its own.
    let is_known = |word: &str| below.contains_key(word) || is_open(word);
    let is_read = |word: &str| is_asked_for(word, theme) && (is_called(word, theme) || group(word, &below).is_empty());
    let unasked = words.keys().filter(|word| !is_known(word) && !is_read(word));
    let unasked = unasked.map(str::to_owned).collect();
    let all = written(&file.text);
    let mut found = Vec::new();
    for one in &all {
        let told = match known(&one.path, &below) {
            Some((word, filled_in)) => odd_name(one, word, filled_in, theme),
            None => unknown(&one.path, &below, theme)
                .map(|(message, hint)| Diagnostic::new(Code::UnknownWord, message).at(one.key).hint(hint)),
        };
        found.extend(told.map(|told| told.in_file(&file.from_root)));
    }
    (found, unasked)
}

/// Tells of the site's own files of words that are in no language of it; `read` are the names of those that were looked for.
pub(super) fn of_no_language(theme: &Theme, read: &dyn Fn(&str) -> bool, languages: &[&str]) -> Vec<Diagnostic> {
    let own = theme
        .words
        .iter()
        .filter(|file| file.layer == SITE && !read(&file.name));
    let told = own.map(|file| {
        let name = file.name.strip_suffix(".toml").unwrap_or(&file.name);
        let lower = name.to_lowercase();
        let is_near = |language: &&&str| {
            tag_of_name(name) == Some(**language) || strsim::osa_distance(&language.to_lowercase(), &lower) <= 1
        };
        let hint = match languages.iter().find(is_near) {
            Some(language) => format!("did you mean  i18n/{language}.toml  ?"),
            None => format!("take it out, or add  [languages.{name}]  to site.toml"),
        };
        let message = format!("the site has no language {name}, so nothing reads these words");
        Diagnostic::new(Code::UnknownWord, message)
            .in_file(&file.from_root)
            .hint(hint)
    });
    told.collect()
}

fn below(file: &TemplateFile, theme: &Theme) -> Below {
    let mut below = Below::new();
    let lower: Vec<&String> = theme
        .layers
        .iter()
        .skip_while(|layer| **layer != file.layer)
        .skip(1)
        .collect();
    for other in theme.words.iter().filter(|other| lower.contains(&&other.layer)) {
        for one in written(&other.text) {
            let names = placeholders(&one.text).into_iter().map(str::to_owned);
            below.entry(word_of(&one.path).to_owned()).or_default().extend(names);
        }
    }
    below
}

/// Returns the word that a text is a plural form of, or its own path.
fn word_of(path: &str) -> &str {
    match path.rsplit_once('.') {
        Some((word, form)) if PluralCategory::parse(form).is_some() => word,
        _ => path,
    }
}

fn known<'b>(path: &str, below: &'b Below) -> Option<(&'b String, &'b BTreeSet<String>)> {
    below.get_key_value(word_of(path)).or_else(|| below.get_key_value(path))
}

/// Says what is wrong with a word that the layers below lack; nothing where a template asks for it, or it is of an open group.
fn unknown(path: &str, below: &Below, theme: &Theme) -> Option<(String, String)> {
    let word = word_of(path);
    if let Some((group, form)) = path.rsplit_once('.')
        && below.contains_key(group)
    {
        let message = format!("{form} is no plural form of {group}");
        let hint = "the forms are called zero, one, two, few, many and other in every language; Dutch and English have one and other";
        return Some((message, hint.to_owned()));
    }
    let group = group(word, below);
    if !group.is_empty() && !is_called(word, theme) {
        let message = format!("{word} is a group of words, so nothing reads this text");
        let hint = format!(
            "write  [{word}]  and below that a line for each word: {}",
            group.join(", ")
        );
        return Some((message, hint));
    }
    if is_open(path) || is_asked_for(word, theme) {
        return None;
    }
    let message = format!("nothing asks for the word {word}");
    let hint = match near(below.keys(), word) {
        Some(meant) => format!("did you mean  {meant}  ?"),
        None => "take it out, or ask for it in a template with  t(key=\"…\")".to_owned(),
    };
    Some((message, hint))
}

/// Returns the words in the group of that name; none where there is no such group.
fn group<'b>(word: &str, below: &'b Below) -> Vec<&'b str> {
    let inside = |known: &'b String| known.strip_prefix(word)?.strip_prefix('.');
    below.keys().filter_map(inside).collect()
}

fn is_open(path: &str) -> bool {
    OPEN_GROUPS.iter().any(|group| path.starts_with(group))
}

/// Whether a template asks for a word by just this name: `t(key="note")`.
fn is_called(word: &str, theme: &Theme) -> bool {
    let calls = [format!("key=\"{word}\""), format!("key='{word}'")];
    let mut templates = theme.templates.iter();
    templates.any(|template| calls.iter().any(|call| template.text.contains(call)))
}

/// Whether a template names the word, or its group with something of its own behind: `"attendance." ~ kind`.
fn is_asked_for(word: &str, theme: &Theme) -> bool {
    let group = word.rsplit_once('.').map(|(group, _)| format!("{group}."));
    let is_named = |text: &str, name: &str| {
        ['"', '\'', '`']
            .iter()
            .any(|quote| text.contains(&format!("{quote}{name}{quote}")))
    };
    let mut templates = theme
        .templates
        .iter()
        .filter(|template| template.text.contains(word) || group.is_some());
    templates.any(|template| {
        let text = &template.text;
        is_named(text, word) || group.as_ref().is_some_and(|group| is_named(text, group))
    })
}

fn odd_name(one: &Written, word: &str, filled_in: &BTreeSet<String>, theme: &Theme) -> Option<Diagnostic> {
    let names = placeholders(&one.text);
    // `count` is filled in wherever there are plural forms.
    // A template of the theme's own can fill in more.
    let gives = |name: &str| {
        let given = format!("{name}=");
        let mut templates = theme.templates.iter();
        templates.any(|template| template.text.contains(word) && template.text.contains(&given))
    };
    let is_odd = |name: &&str| *name != "count" && !filled_in.contains(*name) && !gives(name);
    let odd = names.into_iter().find(is_odd)?;
    let names: Vec<String> = filled_in.iter().map(|name| format!("{{{name}}}")).collect();
    let message = format!("nothing fills in {{{odd}}} here, so readers would see it as it stands");
    let hint = match near(filled_in, odd) {
        Some(meant) => format!("did you mean  {{{meant}}}  ?"),
        None if names.is_empty() => "take it out: nothing is filled in in this word".to_owned(),
        None => format!("this word knows: {}", names.join(", ")),
    };
    let found = Diagnostic::new(Code::UnknownWord, message).at(one.value);
    Some(found.hint(hint))
}

/// Returns all texts of a file of words with their places; none where it cannot be read, which is told elsewhere.
fn written(text: &str) -> Vec<Written> {
    let mut all = Vec::new();
    if let Some(root) = read_toml(text, after_mark(text)..text.len()).0 {
        texts("", &root, &mut all);
    }
    all
}

fn texts(path: &str, node: &Node, all: &mut Vec<Written>) {
    for (key, node) in node.mapping().unwrap_or_default() {
        let path = if path.is_empty() {
            key.text.to_string()
        } else {
            format!("{path}.{}", key.text)
        };
        match &node.kind {
            Kind::Scalar(scalar) => all.push(Written {
                path,
                key: key.span,
                value: node.span,
                text: scalar.text.to_string(),
            }),
            _ => texts(&path, node, all),
        }
    }
}
