//! `courant new`

use std::fs;

use super::args::{NewArguments, NewKind};
use super::build::{here, now, site_root};
use super::list::looked_at;
use super::{Ended, Exit, ended, refused, wrong};
use crate::config::{self, SITE_TOML};
use crate::start::{Asked, AskedTranslation, DocumentKind, Made, new_document, new_translation};

/// Makes a document, and says where it is.
pub(super) fn new(arguments: &NewArguments) -> Exit {
    ended(made(arguments).map(|made| told(&made)))
}

fn made(arguments: &NewArguments) -> Result<Made, Ended> {
    let root = site_root(arguments.root.as_deref()).map_err(wrong)?;
    let here = here().map_err(wrong)?;
    let overview = looked_at(&root, now(arguments.now.as_deref(), &root).map_err(wrong)?)?;
    // It was read a moment ago, to look at the site.
    let config = config::read_all(&fs::read_to_string(root.join(SITE_TOML)).unwrap_or_default()).value;
    let kind = match arguments.kind {
        NewKind::Article => DocumentKind::Article,
        NewKind::Event => DocumentKind::Event,
        NewKind::Report => DocumentKind::Report,
        NewKind::Author => DocumentKind::Author,
        NewKind::Page => DocumentKind::Page,
        NewKind::Translation => {
            let asked = AskedTranslation {
                original: &arguments.subject,
                language: arguments.language.as_deref().unwrap_or_default(),
                title: arguments.title.as_deref(),
                here: &here,
            };
            return new_translation(&asked, &root, &config, &overview).map_err(refused);
        }
    };
    if let Some(event) = arguments.event.as_deref().filter(|_| kind != DocumentKind::Report) {
        let hint = "leave it out, or begin a report:  courant new report";
        return Err(wrong(format!("--event {event} is for reports\n    hint: {hint}")));
    }
    let asked = Asked {
        kind,
        title: &arguments.subject,
        slug: arguments.slug.as_deref(),
        section: arguments.section.as_deref(),
        language: arguments.language.as_deref(),
        event: arguments.event.as_deref(),
        here: &here,
    };
    new_document(&asked, &root, &config, &overview).map_err(refused)
}

fn told(made: &Made) -> String {
    let mut text = format!(
        "Made {}, a draft.\nOpen it in your editor, and see it with  courant serve  . To publish it, take out the line  draft: true\n",
        made.file
    );
    if let Some(note) = &made.note {
        text.push_str(note);
    }
    text
}
