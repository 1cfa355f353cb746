//! What is wrong with all pages of a template is the template's fault, and told of it once.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};

/// Of how few pages nobody can tell whose fault it is.
const LEAST: usize = 3;

/// What was found in finished pages, by the template that makes them.
#[derive(Debug, Default)]
pub struct ByTemplate {
    of_templates: HashMap<Arc<str>, OfTemplate>,
    of_none: Vec<Diagnostic>,
}

#[derive(Debug, Default)]
struct OfTemplate {
    pages: usize,
    found: Vec<Diagnostic>,
}

impl ByTemplate {
    /// Adds what was found in a page; nothing too, so that pages are counted.
    pub fn add(&mut self, template: Option<Arc<str>>, found: Vec<Diagnostic>) {
        let Some(template) = template else {
            self.of_none.extend(found);
            return;
        };
        let of_template = self.of_templates.entry(template).or_default();
        of_template.pages += 1;
        of_template.found.extend(found);
    }

    /// Returns all of it, what every page of a template has told of the template alone. What rules about texts told of already, at its place, is left out: that something
    /// is empty, and that there is a second main heading.
    pub fn finish(self, told: &[Diagnostic]) -> Vec<Diagnostic> {
        let files = |is_said: fn(Code) -> bool| -> HashSet<&str> {
            let told = told.iter().filter(|one| is_said(one.code));
            told.filter_map(|one| one.file.as_deref()).collect()
        };
        let empty = files(|code| code.name().ends_with("-empty"));
        let headed = files(|code| code == Code::HeadingTitle);
        let mut all = self.of_none;
        for (template, OfTemplate { pages, found }) in self.of_templates {
            let mut counts: HashMap<(Code, &str), usize> = HashMap::new();
            for one in &found {
                *counts.entry((one.code, &one.message)).or_default() += 1;
            }
            let is_of_all = |one: &Diagnostic| pages >= LEAST && counts.get(&(one.code, &*one.message)) == Some(&pages);
            let told = found.iter().map(|one| match is_of_all(one) {
                true => Diagnostic {
                    file: Some(Arc::clone(&template)),
                    span: None,
                    ..one.clone()
                },
                false => one.clone(),
            });
            all.extend(told.collect::<Vec<_>>());
        }
        all.retain(|one| {
            let told = match one.code {
                Code::HtmlEmpty => &empty,
                Code::HtmlHeading => &headed,
                _ => return true,
            };
            !one.file.as_deref().is_some_and(|file| told.contains(file))
        });
        all
    }
}
