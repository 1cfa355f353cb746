//! `site.toml`, read from its file.

use std::path::Path;
use std::sync::Arc;

use super::BuildOptions;
use crate::config::{self, Config, SITE_TOML};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::language::Locale;
use crate::read;
use crate::theme::{self, Theme};

/// Returns how each language of the site writes dates and numbers.
pub(super) fn locales(config: &Config) -> Vec<Locale> {
    let tags = config.languages.iter().map(|language| &language.tag);
    tags.map(Locale::of).collect()
}

/// Returns the site's settings, with what the command line says in their place, and the text of their file.
pub(super) fn read_config(options: &BuildOptions, found: &mut Vec<Diagnostic>) -> Option<(Config, String)> {
    let path = options.root.join(SITE_TOML);
    let file: Arc<str> = SITE_TOML.into();
    let text = match read::whole_file(&path) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => text,
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let message = "this file is not UTF-8 text from here on";
                let span = Span::new(at, at + 1);
                found.push(
                    Diagnostic::new(Code::NotUtf8, message)
                        .at(span)
                        .hint("save it as UTF-8")
                        .in_file(&file),
                );
                return None;
            }
        },
        Err(error) => {
            let message = format!(
                "site.toml cannot be read in {}: {}",
                options.folders()[0].display(),
                read::plain_words(&error)
            );
            let hint = "go to the folder of your site, or name it with --root";
            found.push(Diagnostic::new(Code::NoSite, message).hint(hint));
            return None;
        }
    };
    let config = options.host.told_by(config::read_all(&text).into_value(found));
    let config = match &options.base_url {
        None => config,
        Some(url) => match config.with_base_url(url) {
            Ok(config) => config,
            Err(problem) => {
                let hint = "write  --base-url https://nieuws.example.org/";
                found.push(Diagnostic::new(Code::ConfigValue, format!("--base-url {problem}")).hint(hint));
                return None;
            }
        },
    };
    Some((config, text))
}

/// Returns the theme of the program for the site in `root`, in the place of one that cannot be used: nothing is published with it, but documents can be
/// judged.
pub(super) fn stand_in(root: &Path, config: &Config) -> Option<Theme> {
    let config = Config {
        theme: theme::BUILTIN.to_owned(),
        ..config.clone()
    };
    theme::load(root, &config, "").value
}
