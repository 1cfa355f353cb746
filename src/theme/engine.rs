//! The template engine with all templates of a theme, and its errors in words for people.

use tera::{ErrorKind, ReportError, Tera};

use super::load::{TemplateFile, Theme};
use crate::diagnostic::{Checked, Code, Diagnostic, Span};

/// Returns the engine; none where a template cannot be read. `register` gives it functions and filters.
pub fn engine(theme: &Theme, register: impl FnOnce(&mut Tera)) -> Checked<Option<Tera>> {
    let mut tera = Tera::new();
    register(&mut tera);
    let prefixes: Vec<String> = theme.layers.iter().map(|layer| format!("{layer}/")).collect();
    let named = theme
        .templates
        .iter()
        .map(|template| (format!("{}/{}", template.layer, template.name), template.text.as_str()));
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
        _ => Diagnostic::new(Code::TemplateFailed, plain(&error.to_string())),
    };
    let message = format!("{}, while making {document}", found.message);
    let hint = found
        .hint
        .clone()
        .unwrap_or_else(|| "look at the line in the template; docs/theming.md lists what it may use".to_owned());
    Diagnostic { message, ..found }.hint(hint)
}

fn problems(theme: &Theme, error: &tera::Error) -> Vec<Diagnostic> {
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            vec![placed(theme, report, Code::TemplateSyntax)]
        }
        // Several problems come as one text: a report a paragraph, with "--> file:line:column" in it.
        _ => {
            let text = error.to_string();
            let reports: Vec<&str> = text.split("\n\n").filter(|part| !part.trim().is_empty()).collect();
            let found = reports
                .iter()
                .filter(|part| part.contains("--> "))
                .map(|part| reported(theme, part));
            let found: Vec<Diagnostic> = found.collect();
            if found.is_empty() {
                vec![unplaced(theme, &text)]
            } else {
                found
            }
        }
    }
}

fn placed(theme: &Theme, report: &ReportError, code: Code) -> Diagnostic {
    let range = report.span().range.clone();
    let found = Diagnostic::new(code, plain(report.message())).at(Span::new(range.start, range.end));
    with_hint(in_template(theme, report.filename(), found), report.message())
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
    let text = template(theme, &name).map(|template| template.text.as_str());
    let found = match (text, line, column) {
        (Some(text), Some(line), Some(column)) => {
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
            found.at(Span::new(start + at, start + this.len()))
        }
        _ => found,
    };
    with_hint(in_template(theme, &name, found), message)
}

fn unplaced(theme: &Theme, text: &str) -> Diagnostic {
    let named = theme
        .templates
        .iter()
        .find(|template| text.contains(&format!("{}/{}", template.layer, template.name)));
    let found = with_hint(Diagnostic::new(Code::TemplateSyntax, plain(text)), text);
    match named {
        Some(template) => found.in_file(&template.from_root),
        None => found,
    }
}

fn with_hint(found: Diagnostic, message: &str) -> Diagnostic {
    let lower = message.to_lowercase();
    let hint = if lower.contains("none") {
        "this may be empty: ask for it with {% if … %} first"
    } else if lower.contains("not found")
        || lower.contains("undefined")
        || lower.contains("does not exist")
        || lower.contains("unknown")
    {
        "docs/theming.md lists every field, function and filter; one that may be missing is asked for with {% if … %} or {{ … or \"\" }}"
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
