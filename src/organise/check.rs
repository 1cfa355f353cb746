//! Every link, picture and download of every document: does it lead somewhere?

use rayon::prelude::*;

use super::links::{resolve, resolve_file};
use super::site::{EntryId, Resolved, Site, Unpublished};
use crate::config::{Config, DeadLinks, UnknownShortcodes};
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::parse::front_matter::{DownloadSource, ImageSpec, Related};
use crate::parse::{Body, LinkBy, Reference, ReferenceTo};
use crate::read::ContentPath;
use crate::safe::has_scheme;

/// Checks all links of the site.
pub fn check_links(site: &Site<'_>, config: &Config) -> Vec<Diagnostic> {
    let found = (0..site.entries.len()).into_par_iter().map(|n| {
        let mut checker = Checker {
            site,
            config,
            id: EntryId(n as u32),
            found: Vec::new(),
        };
        checker.document();
        checker.found
    });
    found.collect::<Vec<_>>().into_iter().flatten().collect()
}

/// In how many names a slip is looked for.
const MANY: usize = 20_000;
/// What a file is called that is to be seen.
const PICTURE: &str = "the picture";

struct Checker<'s> {
    site: &'s Site<'s>,
    config: &'s Config,
    id: EntryId,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn document(&mut self) {
        let entry = &self.site.entries[self.id.index()];
        // What a translation inherits is checked where it is written.
        let front = &entry.document.front;
        let images = front
            .image
            .iter()
            .chain(front.person.as_deref().and_then(|person| person.photo.as_ref()));
        images.for_each(|image| self.front_image(image));
        for download in &front.downloads {
            if let DownloadSource::File(path) = &download.source.value {
                self.file(path, download.source.span, "the file to download");
            }
        }
        if let Related::Chosen(files) = &front.related {
            files
                .iter()
                .for_each(|file| self.link(&file.value, LinkBy::Path, file.span));
        }
        front
            .links
            .iter()
            .for_each(|link| self.link(&link.value, LinkBy::Path, link.span));
        if let Some(target) = front
            .withdrawn
            .as_deref()
            .and_then(|notice| notice.replaced_by.as_ref())
        {
            self.link(&target.value, LinkBy::Path, target.span);
        }
        self.body(entry.body);
    }

    fn front_image(&mut self, image: &ImageSpec) {
        if let Some(src) = &image.src {
            self.file(&src.value, src.span, PICTURE);
        }
    }

    fn body(&mut self, body: &Body) {
        for Reference { to, span } in &body.references {
            match to {
                ReferenceTo::Link(target, by) => self.link(target, *by, *span),
                ReferenceTo::Picture(src) => self.file(src, *span, PICTURE),
                ReferenceTo::Argument(name, value) if matches!(&**name, "href" | "link" | "to") => {
                    self.link(value, LinkBy::Path, *span);
                }
                ReferenceTo::Argument(..) | ReferenceTo::Address(_) => {}
            }
        }
    }

    fn push(&mut self, found: Diagnostic) {
        let file = self.site.entries[self.id.index()].document.path.from_root();
        self.found.push(found.in_file(&file));
    }

    fn link(&mut self, target: &str, by: LinkBy, span: Span) {
        if has_scheme(target) {
            return;
        }
        let settings = &self.config.markdown;
        let lenient = settings.dead_links == DeadLinks::Warn
            || (by == LinkBy::Ref && settings.unknown_shortcodes == UnknownShortcodes::Warn);
        match resolve(self.site, self.id, target, by) {
            Resolved::Entry(..) | Resolved::File(_) | Resolved::Address(_) => {}
            Resolved::UnknownAddress(address) => {
                let found =
                    Diagnostic::new(Code::UnknownAddress, format!("nothing is published at {address}")).at(span);
                self.push(
                    found
                        .hint("link to the file instead, so that it is checked:  [text](../2026/raad.md)")
                        .grouped("address"),
                );
            }
            Resolved::Unpublished(why) => {
                let when = match why {
                    Unpublished::Draft => "is a draft".to_owned(),
                    Unpublished::Until(at) => format!("is not published before {}", self.moment(at)),
                    Unpublished::Since(at) => format!("expired on {}", self.moment(at)),
                    Unpublished::InError => "has errors".to_owned(),
                    Unpublished::Unused => "is of a term that no published document has".to_owned(),
                };
                let code = match why {
                    Unpublished::InError => Code::LinkToBroken,
                    _ => Code::LinkToUnpublished,
                };
                let found =
                    Diagnostic::new(code, format!("{target} {when}, so this link is plain text for now")).at(span);
                self.push(
                    found
                        .hint("nothing has to be done: it becomes a link when that is published")
                        .grouped(target),
                );
            }
            Resolved::DeadAnchor(to, fragment) => self.dead_anchor(to, &fragment, span, lenient),
            Resolved::Dead => {
                let found = Diagnostic::new(Code::DeadLink, format!("{target} is not there"))
                    .at(span)
                    .hint(self.dead_hint(target));
                self.push(if lenient {
                    Diagnostic {
                        severity: Severity::Warning,
                        ..found.grouped("dead")
                    }
                } else {
                    found
                });
            }
        }
    }

    fn moment(&self, at: jiff::Timestamp) -> String {
        crate::date::Moment::at(at, &self.config.timezone).date.to_string()
    }

    fn dead_anchor(&mut self, to: EntryId, fragment: &str, span: Span, lenient: bool) {
        let other = &self.site.entries[to.index()];
        let near = other
            .body
            .headings
            .iter()
            .map(|heading| (strsim::damerau_levenshtein(&heading.id, fragment), &heading.id))
            .min();
        let hint = match near {
            Some((distance, id)) if distance <= 1 + fragment.len() / 3 => format!("did you mean #{id}?"),
            _ => "write the heading's own words in small letters with hyphens:  #een-kop".to_owned(),
        };
        let message = format!("content/{} has no heading #{fragment}", other.document.path);
        let found = Diagnostic::new(Code::DeadAnchor, message).at(span).hint(hint);
        self.push(if lenient {
            Diagnostic {
                severity: Severity::Warning,
                ..found.grouped("ref")
            }
        } else {
            found
        });
    }

    fn dead_hint(&self, target: &str) -> String {
        let first = target.split('/').next().unwrap_or(target);
        let ending = first.rsplit_once('.').map(|(_, ending)| ending);
        let is_file = ending.is_some_and(|ending| {
            matches!(
                ending,
                "md" | "pdf" | "html" | "jpg" | "png" | "webp" | "docx" | "xlsx" | "pptx" | "csv" | "zip"
            )
        });
        let is_host = !is_file
            && first.contains('.')
            && ending.is_some_and(|ending| ending.len() >= 2 && ending.bytes().all(|b| b.is_ascii_alphabetic()));
        if target.contains('@') && !target.contains('/') {
            return format!("for an e-mail address, write mailto: in front:  mailto:{target}");
        }
        if is_host && !target.starts_with(['.', '/']) {
            return format!("for another site, write https:// in front:  https://{target}");
        }
        let name = target
            .split(['#', '?'])
            .next()
            .unwrap_or(target)
            .rsplit('/')
            .next()
            .unwrap_or(target);
        let elsewhere = self.site.targets.by_file_name.get(name).and_then(|paths| paths.first());
        let nearly = || {
            // Each search goes through all names.
            if self.site.targets.by_file_name.len() > MANY {
                return None;
            }
            let known = self.site.targets.by_file_name.keys();
            let near = known.filter(|known| known.len().abs_diff(name.len()) <= 2 && name.len() >= 6);
            let near = near
                .map(|known| (strsim::damerau_levenshtein(known, name), known))
                .min()?;
            let paths = self.site.targets.by_file_name.get(near.1)?;
            paths.first().filter(|_| near.0 <= 2)
        };
        match elsewhere.or_else(nearly) {
            Some(path) => format!("there is a content/{path}; write  /{path}"),
            None => "write the way from this file's folder:  ../2026/raad.md  , or from content:  /nieuws/2026/raad.md"
                .to_owned(),
        }
    }

    fn file(&mut self, path: &str, span: Span, what: &str) {
        if has_scheme(path) {
            return;
        }
        if let Some(file) = resolve_file(self.site, self.id, path) {
            let file = self.site.files[file as usize].file;
            // A drawing need not say how large it is.
            let is_drawing = path.to_lowercase().ends_with(".svg");
            if what == PICTURE && file.dimensions.is_none() && !is_drawing {
                let message = format!("{path} is no picture that a browser shows, or it is damaged");
                let hint = "open it in a picture program and save it as .jpg, .png, .webp or .svg";
                self.push(
                    Diagnostic::new(Code::NoPicture, message)
                        .at(span)
                        .hint(hint)
                        .grouped("picture"),
                );
            }
            return;
        }
        let folder = self.site.entries[self.id.index()].document.path.folder();
        let message = format!("{what} {path} is not there");
        let hint = match self.nearest_file(path) {
            Some(near) => format!("did you mean  /{near}  ?"),
            None => format!(
                "put the file in content/{folder}, or write its path from content:  /beeld/{}",
                path.rsplit('/').next().unwrap_or(path)
            ),
        };
        self.push(Diagnostic::new(Code::MissingFile, message).at(span).hint(hint));
    }

    /// Returns a file of nearly the same name, looked for only once something is missing.
    fn nearest_file(&self, path: &str) -> Option<&str> {
        let name = path.rsplit('/').next().unwrap_or(path);
        let alike = |file: &&ContentPath| {
            let other = file.file_name();
            other.len().abs_diff(name.len()) <= 2 && other.chars().next() == name.chars().next()
        };
        let files = self.site.files.iter().map(|file| &file.file.path);
        let near = files
            .filter(alike)
            .map(|file| (strsim::damerau_levenshtein(file.file_name(), name), file.as_str()))
            .min();
        near.filter(|(distance, _)| *distance <= 2).map(|(_, path)| path)
    }
}
