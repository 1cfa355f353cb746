//! The template engine with all templates of a theme, and its errors in words for people.

use tera::{ErrorKind, ReportError, Tera};

use super::load::{TemplateFile, Theme, after_mark};
use super::manifest::near;
use super::parents::text_of;
use super::tags::{TAGS, unclosed};
use crate::diagnostic::{Checked, Code, Diagnostic, Span};
use crate::plan::view::{SOCIAL_TEMPLATE, shortened};

/// Returns the engine; none where a template cannot be read. `register` gives it functions and filters.
pub fn engine(theme: &Theme, register: impl FnOnce(&mut Tera)) -> Checked<Option<Tera>> {
    let mut tera = Tera::new();
    tera.autoescape_on(vec![".html", ".htm", ".xml", ".svg"]);
    register(&mut tera);
    let prefixes: Vec<String> = theme.layers.iter().map(|layer| format!("{layer}/")).collect();
    let named = theme.templates.iter().map(|template| {
        (
            format!("{}/{}", template.layer, template.name),
            text_of(template, theme),
        )
    });
    let result = tera
        .set_fallback_prefixes(prefixes)
        .and_then(|()| tera.add_raw_templates(named));
    match result {
        Ok(()) => Checked::clean(Some(tera)),
        Err(error) => Checked {
            value: None,
            found: problems(theme, &error),
        },
    }
}

/// Says why a template failed while `document` was rendered (its path from the root, or what the page shows).
pub fn template_error(theme: &Theme, error: &tera::Error, document: &str) -> Diagnostic {
    let found = match error.kind() {
        ErrorKind::RenderingError(report) | ErrorKind::SyntaxError(report) => {
            placed(theme, report, Code::TemplateFailed)
        }
        _ => {
            let text = error.to_string();
            with_hint(theme, Diagnostic::new(Code::TemplateFailed, plain(&text)), &text)
        }
    };
    // A function of the engine can say what is wrong only in words.
    let found = if found.message.starts_with("there is no asset ") {
        let hint = "put the file into the folder assets of the site or the theme, or mend its name here";
        Diagnostic {
            code: Code::MissingAsset,
            ..found.hint(hint)
        }
    } else {
        found
    };
    let way: String = called_from(theme, &error.to_string())
        .iter()
        .map(|place| format!(", included at {place}"))
        .collect();
    let message = format!("{}{way}, while making {document}", found.message);
    Diagnostic { message, ..found }
}

/// Says why the SVG cannot be drawn that `social.svg` made for `document`, with its line at which that shows.
pub fn social_error(theme: &Theme, (why, line): (&str, Option<&str>), document: &str) -> Diagnostic {
    let shown = line
        .map(|line| format!(", at  {}", shortened(line, 80)))
        .unwrap_or_default();
    let message = format!("what this makes for {document} cannot be drawn: {}{shown}", plain(why));
    let hint =
        "it has to be an SVG of 1200 by 630, or of that shape; docs/content/themes/theming.md has what it may hold";
    let found = Diagnostic::new(Code::SocialCard, message).hint(hint);
    let Some(template) = template(theme, SOCIAL_TEMPLATE) else {
        return found;
    };
    // Where the line stands in the template as it came out, it can be shown.
    let at = line
        .filter(|line| !line.is_empty())
        .and_then(|line| Some((template.text.find(line)?, line.len())));
    let (start, length) = at.unwrap_or_default();
    found.at(Span::new(start, start + length)).in_file(&template.from_root)
}

/// Returns by way of which templates the one that failed was reached, innermost first: `themes/x/templates/article.html:12`. The engine tells
/// it only in its text.
fn called_from(theme: &Theme, text: &str) -> Vec<String> {
    let notes = text.lines().filter_map(|line| line.strip_prefix("note: called from "));
    let places = notes.filter_map(|place| {
        let (rest, _) = place.rsplit_once(':')?;
        let (name, line) = rest.rsplit_once(':')?;
        let template = template(theme, name)?;
        let line: u32 = line.parse().ok()?;
        Some(format!("{}:{line}", template.from_root))
    });
    places.collect()
}

fn problems(theme: &Theme, error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![placed(theme, report, Code::TemplateSyntax)]
        }
        ErrorKind::MissingParent { current, parent } => {
            let found = Diagnostic::new(
                Code::TemplateSyntax,
                format!("this extends {parent}, and there is no such template"),
            );
            vec![at_tag(
                theme,
                current,
                &[parent],
                found.hint(meant_template(theme, parent)),
            )]
        }
        ErrorKind::CircularExtend { tpl, .. } => vec![circle(theme, tpl, "extends")],
        ErrorKind::CircularInclude { tpl, .. } => vec![circle(theme, tpl, "includes")],
        // Several problems come as one text: a report a paragraph, with "--> file:line:column" in it.
        _ => {
            let text = error.to_string();
            let reports = text.split("\n\n").filter(|part| part.contains("--> "));
            let found: Vec<Diagnostic> = reports.map(|part| reported(theme, part)).collect();
            if found.is_empty() {
                vec![unplaced(theme, &text)]
            } else {
                found
            }
        }
    }
}

/// A template that extends or includes itself, perhaps by way of others.
fn circle(theme: &Theme, name: &str, verb: &str) -> Diagnostic {
    let own = template(theme, name);
    let short = own.map_or(name, |template| template.name.as_str());
    let below = own.and_then(|own| {
        let mut layers = theme.layers.iter().skip_while(|layer| **layer != own.layer).skip(1);
        layers.find(|layer| template(theme, &format!("{layer}/{short}")).is_some())
    });
    let hint = match below {
        Some(layer) => format!("to build on the one below, write its theme before its name:  \"{layer}/{short}\""),
        None => format!("take out the line in it, or in what it {verb}, that leads back to it"),
    };
    let message = format!("the template {short} {verb} itself");
    let found = Diagnostic::new(Code::TemplateSyntax, message).hint(hint);
    at_tag(theme, name, &[short, name], found)
}

/// Places `found` at the first of the names `targets` that stands in the template.
fn at_tag(theme: &Theme, name: &str, targets: &[&str], found: Diagnostic) -> Diagnostic {
    let quoted = targets
        .iter()
        .flat_map(|target| [format!("\"{target}\""), format!("'{target}'")]);
    let text = template(theme, name).map_or("", |template| template.text.as_str());
    let mut quoted = quoted;
    let place = quoted.find_map(|quoted| Some((text.find(&quoted)?, quoted.len())));
    let found = match place {
        Some((start, length)) => found.at(Span::new(start, start + length)),
        None => found.at(Span::new(0, 0)),
    };
    in_template(theme, name, found)
}

fn meant_template(theme: &Theme, name: &str) -> String {
    match near(theme.templates.iter().map(|template| &template.name), name) {
        Some(near) => format!("did you mean  \"{near}\"  ?"),
        None => format!("make the file templates/{name}, or name one that is there"),
    }
}

fn placed(theme: &Theme, report: &ReportError, code: Code) -> Diagnostic {
    let range = report.span().range.clone();
    let of = template(theme, report.filename());
    let from = of.map_or(0, |template| after_mark(&template.text));
    let text = of.map_or("", TemplateFile::plain_text);
    let message = report.message().to_lowercase();
    let (is_end, is_tag) = (message.contains("end of input"), message.contains("unknown tag"));
    let here = text.get(range.clone()).unwrap_or_default();
    if is_end || is_tag && here.starts_with("end") {
        // What is missing is missing at the tag that was opened, wherever the engine stumbled.
        if let Some(found) = unclosed(text) {
            let span = found.span.map(|span| span.shifted(from));
            return in_template(theme, report.filename(), Diagnostic { span, ..found });
        }
    }
    if is_tag {
        let meant = TAGS
            .iter()
            .map(|tag| (strsim::damerau_levenshtein(tag, here), *tag))
            .min();
        let hint = match meant {
            Some((distance, tag)) if distance <= 2 => format!("did you mean  {tag}  ?"),
            _ => format!("the tags are: {}", TAGS.join(", ")),
        };
        let found = Diagnostic::new(code, format!("there is no tag {here}")).hint(hint);
        let found = found.at(Span::new(range.start + from, range.end + from));
        return in_template(theme, report.filename(), found);
    }
    let found = Diagnostic::new(code, plain(report.message())).at(Span::new(range.start + from, range.end + from));
    with_hint(theme, in_template(theme, report.filename(), found), report.message())
}

fn reported(theme: &Theme, report: &str) -> Diagnostic {
    let message = report
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or(report);
    let message = message.trim_start_matches("error: ").trim_start_matches("Error: ");
    let place = report
        .lines()
        .find_map(|line| line.trim().strip_prefix("--> "))
        .unwrap_or_default();
    let mut parts = place.trim().rsplitn(3, ':');
    let column: Option<usize> = parts.next().and_then(|part| part.trim().parse().ok());
    let line: Option<usize> = parts.next().and_then(|part| part.parse().ok());
    let name = parts.next().unwrap_or_default().trim_start_matches('[').to_owned();
    let found = Diagnostic::new(Code::TemplateSyntax, plain(message));
    let text = template(theme, &name).map(|template| (template.plain_text(), after_mark(&template.text)));
    let found = match (text, line, column) {
        (Some((text, from)), Some(line), Some(column)) => {
            let start = text
                .split_inclusive('\n')
                .take(line.saturating_sub(1))
                .map(str::len)
                .sum::<usize>();
            let this = text[start..].lines().next().unwrap_or_default();
            let at = this
                .char_indices()
                .nth(column.saturating_sub(1))
                .map_or(this.len(), |(at, _)| at);
            let rest = &this[at..];
            let length = rest.char_indices().nth(marked(report)).map_or(rest.len(), |(at, _)| at);
            found.at(Span::new(from + start + at, from + start + at + length))
        }
        _ => found,
    };
    with_hint(theme, in_template(theme, &name, found), message)
}

/// How many characters are marked with `^` in a report.
fn marked(report: &str) -> usize {
    let marks = report.lines().filter_map(|line| line.trim_start().strip_prefix('|'));
    let marks = marks.map(str::trim).find(|line| line.starts_with('^'));
    marks.map_or(1, |marks| marks.chars().take_while(|c| *c == '^').count())
}

fn unplaced(theme: &Theme, text: &str) -> Diagnostic {
    let named = theme
        .templates
        .iter()
        .find(|template| text.contains(&format!("{}/{}", template.layer, template.name)));
    let found = with_hint(theme, Diagnostic::new(Code::TemplateSyntax, plain(text)), text);
    match named {
        Some(template) => found.in_file(&template.from_root),
        None => found,
    }
}

fn with_hint(theme: &Theme, found: Diagnostic, message: &str) -> Diagnostic {
    let lower = message.to_lowercase();
    if let Some(name) = message
        .strip_prefix("Unknown template `")
        .and_then(|rest| rest.split('`').next())
    {
        return found.hint(meant_template(theme, name));
    }
    let says = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    let hint = if lower.starts_with("block ") {
        "a template that extends another fills its blocks: look for their names there"
    } else if says(&["none"]) {
        "this may be empty: ask for it with {% if … %} first"
    } else if says(&["not found", "undefined", "not defined", "does not exist", "unknown"]) {
        "docs/content/themes/theming.md lists every field, function and filter; one that may be missing is asked for with {% if … %} or {{ … or \"\" }}"
    } else if found.code == Code::TemplateFailed {
        "look at this line; docs/content/themes/theming.md lists what a template may use"
    } else {
        "every {{ needs its }}, every {% its %}, and every {% if %}, {% for %} and {% block %} its end"
    };
    found.hint(hint)
}

fn in_template(theme: &Theme, name: &str, found: Diagnostic) -> Diagnostic {
    match template(theme, name) {
        Some(template) => found.in_file(&template.from_root),
        None => found,
    }
}

/// Returns the file of a template, from the site's root, as diagnostics name it.
pub fn template_file(theme: &Theme, name: &str) -> Option<std::sync::Arc<str>> {
    template(theme, name).map(|template| template.from_root.clone())
}

fn template<'t>(theme: &'t Theme, name: &str) -> Option<&'t TemplateFile> {
    let full = theme.templates.iter().find(|template| {
        name.strip_prefix(template.layer.as_str())
            .and_then(|rest| rest.strip_prefix('/'))
            == Some(template.name.as_str())
    });
    full.or_else(|| theme.templates.iter().find(|template| template.name == name))
}

/// One sentence of what the engine says.
fn plain(message: &str) -> String {
    let first = message
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty())
        .unwrap_or("the template cannot be used");
    first.trim_end_matches('.').to_owned()
}
