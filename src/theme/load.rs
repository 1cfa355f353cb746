//! Loading a theme: the site's own layer, the theme, what it extends.

use std::path::Path;
use std::sync::Arc;

use super::assets::{Assets, assets};
use super::builtin;
use super::layer::Layer;
use super::manifest::{Manifest, OptionSpec, manifest, unknown};
use super::options::options;
use crate::config::{Config, SITE_TOML};
use crate::diagnostic::{Checked, Code, Diagnostic};
use crate::parse::markdown::{ShortcodeSignature, ShortcodeSignatures};
use crate::plan::TemplateNames;

/// Everything that pages are made with.
#[derive(Debug)]
pub struct Theme {
    /// The names of the layers, uppermost first: `site`, then themes.
    pub layers: Vec<String>,
    /// All templates of all layers.
    pub templates: Vec<TemplateFile>,
    /// The files of words of all layers, uppermost layer first.
    pub words: Vec<TemplateFile>,
    /// Assets and static files.
    pub assets: Assets,
    /// The theme's options as the site has set them.
    pub options: tera::Value,
    /// The shortcodes, by name.
    pub shortcodes: ShortcodeSignatures,
}

/// A text file of a theme.
#[derive(Debug, Clone)]
pub struct TemplateFile {
    /// The layer that it is from.
    pub layer: String,
    /// Its name in the layer: `article.html`, `partials/card.html`.
    pub name: String,
    /// Where it lies, from the site's root.
    pub from_root: Arc<str>,
    /// Its text.
    pub text: String,
}

impl Theme {
    /// Returns the names of all templates.
    pub fn template_names(&self) -> TemplateNames {
        self.templates.iter().map(|template| template.name.clone()).collect()
    }
}

/// Loads the theme that `site.toml` (its text is `site_toml`) names; none where it has errors.
pub fn load(root: &Path, config: &Config, site_toml: &str) -> Checked<Option<Theme>> {
    let mut found = Vec::new();
    let site_file: Arc<str> = SITE_TOML.into();
    let mut layers = vec![Layer::read("site", root, "", &mut found)];
    let mut specs: Vec<OptionSpec> = Vec::new();
    let mut next = Some((config.theme.clone(), site_file, config.theme_span));
    while let Some((name, named_in, span)) = next.take() {
        let about = |found: Diagnostic| match span {
            Some(span) => found.at(span).in_file(&named_in),
            None => found.in_file(&named_in),
        };
        if layers.iter().skip(1).any(|layer| layer.name == name) {
            let message = format!("the theme {name} extends itself, by way of what it extends");
            found.push(about(
                Diagnostic::new(Code::ThemeLoop, message).hint("take the extends out of one of them"),
            ));
            break;
        }
        let folder = root.join("themes").join(&name);
        let place = format!("themes/{name}/");
        let (layer, text) = if folder.join("theme.toml").is_file() || folder.join("templates").is_dir() {
            let text = std::fs::read_to_string(folder.join("theme.toml")).unwrap_or_default();
            (Layer::read(&name, &folder, &place, &mut found), text)
        } else if name == builtin::NAME {
            let layer = Layer::builtin();
            let text = layer
                .files
                .iter()
                .find(|(path, _)| path == "theme.toml")
                .map(|(_, bytes)| String::from_utf8_lossy(bytes).into_owned());
            (layer, text.unwrap_or_default())
        } else {
            found.push(about(unknown(&name, &theme_names(root))));
            break;
        };
        let file: Arc<str> = format!("{place}theme.toml").into();
        let Manifest { extends, options } = manifest(&text, &file).into_value(&mut found);
        for spec in options {
            if !specs.iter().any(|known| known.name == spec.name) {
                specs.push(spec);
            }
        }
        layers.push(layer);
        next = extends.map(|extends| (extends.value, file, Some(extends.span)));
    }
    let options = options(site_toml, &specs).into_value(&mut found);
    let templates = texts(&layers, "templates", &mut found);
    let words = texts(&layers, "i18n", &mut found);
    let mut shortcodes = ShortcodeSignatures::new();
    for template in &templates {
        if let Some(name) = template
            .name
            .strip_prefix("shortcodes/")
            .and_then(|name| name.strip_suffix(".html"))
        {
            shortcodes
                .entry(name.into())
                .or_insert_with(|| ShortcodeSignature::of_template(&template.text));
        }
    }
    let good = !found.iter().any(Diagnostic::is_error);
    let theme = Theme {
        layers: layers.iter().map(|layer| layer.name.clone()).collect(),
        templates,
        words,
        assets: assets(&layers),
        options,
        shortcodes,
    };
    Checked {
        value: good.then_some(theme),
        found,
    }
}

fn texts(layers: &[Layer], folder: &str, found: &mut Vec<Diagnostic>) -> Vec<TemplateFile> {
    let mut files = Vec::new();
    for layer in layers {
        for (name, bytes) in layer.below(folder) {
            let from_root: Arc<str> = format!("{}{folder}/{name}", layer.place).into();
            match std::str::from_utf8(bytes) {
                Ok(text) => files.push(TemplateFile {
                    layer: layer.name.clone(),
                    name: name.to_owned(),
                    from_root,
                    text: text.trim_start_matches('\u{feff}').to_owned(),
                }),
                Err(_) => {
                    let message = "this file is not UTF-8 text";
                    found.push(
                        Diagnostic::new(Code::NotUtf8, message)
                            .hint("save it as UTF-8")
                            .in_file(&from_root),
                    );
                }
            }
        }
    }
    files
}

fn theme_names(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("themes")).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| entry.path().is_dir())
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.push(builtin::NAME.to_owned());
    names.sort();
    names
}
