//! Loading a theme: the site's own layer, the theme, what it extends.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use super::assets::{Assets, assets};
use super::builtin;
use super::layer::{Layer, unreadable};
use super::manifest::{Manifest, manifest, nothing_in, unknown};
use super::option_spec::OptionSpec;
use super::options::{Options, options};
use super::spaces::collapse;
use crate::config::{Config, Minify, SITE_TOML};
use crate::diagnostic::{Checked, Code, Diagnostic, Span, Spanned};
use crate::font::is_font;
use crate::language::Tag;
use crate::parse::markdown::{ShortcodeSignature, ShortcodeSignatures};
use crate::plan::TemplateNames;
use crate::read::{Inventory, whole_file};
use crate::safe::has_scheme;

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
    /// The typefaces of pictures, uppermost layer first; those of the theme in the program at the end, whether it is among the layers or not.
    pub fonts: Vec<FontFile>,
    /// The theme's options as the site has set them, in each of its languages.
    pub options: Vec<tera::Value>,
    /// The files that `site.toml` names, each with its setting: the logo, and options that are files.
    pub named_files: Vec<Spanned<(String, String)>>,
    /// The addresses in its options, likewise.
    pub named_addresses: Vec<Spanned<(String, String)>>,
    /// The shortcodes, by name.
    pub shortcodes: ShortcodeSignatures,
}

/// A typeface of a theme.
#[derive(Debug, Clone)]
pub struct FontFile {
    /// Where it lies, from the site's root.
    pub from_root: Arc<str>,
    /// Its bytes.
    pub bytes: Cow<'static, [u8]>,
}

/// The name of the site's own layer.
pub(super) const SITE: &str = "site";

/// A text file of a theme.
#[derive(Debug, Clone)]
pub struct TemplateFile {
    /// The layer that it is from.
    pub layer: String,
    /// Its name in the layer: `article.html`, `partials/card.html`.
    pub name: String,
    /// Where it lies, from the site's root.
    pub from_root: Arc<str>,
    /// Its text, as it stands in the file.
    pub text: String,
    /// The text that the engine takes in its place, as long and with the same lines, if it is another one.
    pub(super) lean: Option<String>,
}

impl TemplateFile {
    /// Returns its text without the byte order mark that some editors write.
    pub fn plain_text(&self) -> &str {
        &self.text[after_mark(&self.text)..]
    }
}

/// Returns where a text starts: behind the byte order mark, if it has one.
pub(super) fn after_mark(text: &str) -> usize {
    text.len() - text.trim_start_matches('\u{feff}').len()
}

impl Theme {
    /// Returns the names of all templates.
    pub fn template_names(&self) -> TemplateNames {
        self.templates.iter().map(|template| template.name.clone()).collect()
    }
}

/// Tells of the files that `site.toml`, stylesheets and scripts name, and that are neither in the content nor in the theme.
pub fn missing_files(theme: &Theme, inventory: &Inventory) -> Vec<Diagnostic> {
    let is_missing = |path: &str| {
        let path = path.trim_start_matches('/');
        let of_theme = format!("static/{path}");
        !inventory.files.iter().any(|file| file.path.as_str() == path)
            && !theme.assets.files.iter().any(|asset| asset.path == of_theme)
    };
    let lacking = theme.assets.lacking.iter();
    let lacking = lacking.filter(|lacking| is_missing(&lacking.path));
    let lacking = lacking.map(|lacking| lacking.told.clone());
    let named = theme.named_files.iter();
    let missing = named.filter(|named| !has_scheme(&named.value.1) && is_missing(&named.value.1));
    let found = missing.map(|Spanned { value, span }| {
        let (setting, path) = value;
        let path = path.trim_start_matches('/');
        let name = path.rsplit('/').next().unwrap_or(path);
        let is_outside = path.split('/').any(|part| part == "..");
        let message = match is_outside {
            true => format!("{setting} is {path}, which is not in the folder content"),
            false => format!("{setting} is /{path}, and that is not there"),
        };
        // A disk may take L.svg for l.svg; the web does not.
        let is_called = |other: &str| other.to_lowercase() == name.to_lowercase();
        let statics = theme.assets.files.iter();
        let statics = statics.filter_map(|asset| asset.path.strip_prefix("static/"));
        let mut files = inventory.files.iter().map(|file| file.path.as_str()).chain(statics);
        let elsewhere = files.find(|file| is_called(file.rsplit('/').next().unwrap_or(file)));
        let hint = match elsewhere {
            Some(file) => format!("did you mean  \"/{file}\"  ?"),
            None if is_outside => format!("put the file in the folder content, and write  \"/{name}\""),
            None => format!("put the file in content/{path}, or take the line out"),
        };
        let found = Diagnostic::new(Code::MissingFile, message).at(*span).hint(hint);
        found.in_file(&SITE_TOML.into())
    });
    found.chain(lacking).collect()
}

/// Loads the theme that `site.toml` (its text is `site_toml`) names; none where a part of it is not there. For what is wrong otherwise something
/// stands in, so that the rest of the site can be judged with it: for an option its default, for bytes that are no text a question mark.
pub fn load(root: &Path, config: &Config, site_toml: &str) -> Checked<Option<Theme>> {
    let mut found = Vec::new();
    let site_file: Arc<str> = SITE_TOML.into();
    let mut layers = vec![Layer::read(SITE, root, "", &mut found)];
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
        if name == SITE {
            let message = "a theme cannot be called site: that is what the site's own templates are called";
            found.push(about(
                Diagnostic::new(Code::ConfigValue, message).hint("give the theme's folder another name"),
            ));
            break;
        }
        let folder = root.join("themes").join(&name);
        let place = format!("themes/{name}/");
        let (layer, text) = if is_theme(&folder) {
            let text = manifest_text(&folder, &place, &mut found);
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
            let others = theme_names(root);
            let unknown = match folder.is_dir() {
                true => nothing_in(&name),
                false => unknown(&name, &others),
            };
            found.push(about(unknown));
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
    // Without the whole theme it is not known which options there are.
    let whole = !found.iter().any(Diagnostic::is_error);
    let Options {
        values: options,
        files,
        addresses,
    } = if whole {
        let languages: Vec<Tag> = config.languages.iter().map(|language| language.tag.clone()).collect();
        options(site_toml, &languages, &specs).into_value(&mut found)
    } else {
        Options {
            values: vec![tera::Value::none(); config.languages.len()],
            files: Vec::new(),
            addresses: Vec::new(),
        }
    };
    let named = |name: &str, file: &Option<Spanned<String>>| {
        let named = |file: &Spanned<String>| Spanned::new((name.to_owned(), file.value.clone()), file.span);
        file.as_ref().map(named)
    };
    let logo = named("organisation.logo", &config.organisation.logo);
    let picture = named("social.image", &config.social.image);
    let mut templates = texts(&layers, "templates", &mut found);
    if config.minify == Minify::Yes {
        collapse(&mut templates);
    }
    let words = texts(&layers, "i18n", &mut found);
    let mut shortcodes = ShortcodeSignatures::new();
    for template in &templates {
        if let Some(name) = template
            .name
            .strip_prefix("shortcodes/")
            .and_then(|name| name.strip_suffix(".html"))
        {
            shortcodes.entry(name.into()).or_insert_with(|| {
                let read = ShortcodeSignature::of_template(template.plain_text());
                let from = after_mark(&template.text);
                found.extend(read.found.into_iter().map(|told| Diagnostic {
                    span: told.span.map(|span| span.shifted(from)),
                    ..told.in_file(&template.from_root)
                }));
                read.value
            });
        }
    }
    let theme = Theme {
        layers: layers.iter().map(|layer| layer.name.clone()).collect(),
        templates,
        words,
        assets: assets(&layers, config.minify).into_value(&mut found),
        fonts: fonts(&layers),
        options,
        named_files: files.into_iter().chain(logo).chain(picture).collect(),
        named_addresses: addresses,
        shortcodes,
    };
    Checked {
        value: whole.then_some(theme),
        found,
    }
}

fn fonts(layers: &[Layer]) -> Vec<FontFile> {
    let of_layers = layers
        .iter()
        .filter(|layer| layer.place != builtin::PLACE)
        .flat_map(|layer| {
            let fonts = layer.below("fonts").filter(|(path, _)| is_font(path));
            fonts.map(|(path, bytes)| FontFile {
                from_root: format!("{}fonts/{path}", layer.place).into(),
                bytes: bytes.clone(),
            })
        });
    let builtin = builtin::fonts().map(|(path, bytes)| FontFile {
        from_root: format!("{}{path}", builtin::PLACE).into(),
        bytes: Cow::Borrowed(bytes),
    });
    of_layers.chain(builtin).collect()
}

fn texts(layers: &[Layer], folder: &str, found: &mut Vec<Diagnostic>) -> Vec<TemplateFile> {
    let mut files = Vec::new();
    for layer in layers {
        for (name, bytes) in layer.below(folder) {
            let from_root: Arc<str> = format!("{}{folder}/{name}", layer.place).into();
            let text = std::str::from_utf8(bytes).map(str::to_owned);
            let text = text.unwrap_or_else(|error| {
                found.push(not_utf8(error).in_file(&from_root));
                stand_in(bytes)
            });
            files.push(TemplateFile {
                layer: layer.name.clone(),
                name: name.to_owned(),
                from_root,
                text,
                lean: None,
            });
        }
    }
    files
}

/// Returns what can be read of bytes, each in its place.
fn stand_in(bytes: &[u8]) -> String {
    let chunks = bytes.utf8_chunks();
    chunks
        .flat_map(|chunk| [chunk.valid().to_owned(), "?".repeat(chunk.invalid().len())])
        .collect()
}

fn theme_names(root: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(root.join("themes")).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries
        .filter(|entry| is_theme(&entry.path()))
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.push(builtin::NAME.to_owned());
    names.sort();
    names.dedup();
    names
}

/// Whether a folder holds a theme: a manifest, or at least templates.
fn is_theme(folder: &Path) -> bool {
    folder.join("theme.toml").is_file() || folder.join("templates").is_dir()
}

/// Returns the text of a theme's manifest; a theme of a few templates need not have one.
fn manifest_text(folder: &Path, place: &str, found: &mut Vec<Diagnostic>) -> String {
    let file = format!("{place}theme.toml").into();
    let problem = match whole_file(&folder.join("theme.toml")) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => return text,
            Err(error) => not_utf8(error.utf8_error()),
        },
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return String::new(),
        Err(error) => unreadable(&error),
    };
    found.push(problem.in_file(&file));
    String::new()
}

fn not_utf8(error: std::str::Utf8Error) -> Diagnostic {
    let at = error.valid_up_to();
    Diagnostic::new(Code::NotUtf8, "this file is not UTF-8 text")
        .at(Span::new(at, at + error.error_len().unwrap_or(1)))
        .hint("save it as UTF-8")
}
