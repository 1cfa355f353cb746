//! Every link, picture and download of every document: does it lead somewhere?

use jiff::{Timestamp, ToSpan};
use rayon::prelude::*;

use super::inherit::head;
use super::links::{Origin, by_file_name, file_from, named, resolve_from, withheld};
use super::paths::join;
use super::site::{EntryId, Resolved, Site, Unpublished};
use crate::config::{Config, DeadLinks, UnknownShortcodes};
use crate::date::Moment;
use crate::diagnostic::{Code, Diagnostic, Severity, Span};
use crate::parse::front_matter::{DownloadSource, FrontMatter, ImageSpec, Related, Text};
use crate::parse::{Body, Document, LinkBy, Reference, ReferenceTo};
use crate::read::ContentPath;
use crate::safe::has_scheme;

/// Checks all links of the site, and those of what is under embargo.
pub fn check_links(site: &Site<'_>, config: &Config) -> Vec<Diagnostic> {
    let checker = |from, document, waits| Checker {
        site,
        config,
        from,
        document,
        waits,
        found: Vec::new(),
    };
    let found = (0..site.entries.len()).into_par_iter().map(|n| {
        let entry = &site.entries[n];
        let from = Origin::published(site, EntryId(n as u32));
        checker(from, entry.document.get(), None).document()
    });
    let mut found: Vec<Diagnostic> = found.collect::<Vec<_>>().into_iter().flatten().collect();
    for hidden in &site.hidden {
        if let Unpublished::Until(at) = hidden.why {
            found.extend(checker(Origin::hidden(hidden), hidden.document.get(), Some(at)).document());
        }
    }
    found
}

/// What is an error in a published document, in one under embargo: told of before its day, when nobody may be there to mend it.
pub fn waits(found: Diagnostic, until: Timestamp, config: &Config) -> Diagnostic {
    if !found.is_error() {
        return found;
    }
    let day = day(until, config);
    Diagnostic {
        message: format!(
            "{}; this waits until {day}, and no site can be made from then on",
            found.message
        ),
        ..found.as_warning()
    }
}

fn day(at: Timestamp, config: &Config) -> String {
    Moment::at(at, &config.timezone).date.to_string()
}

/// Returns what keeps a page from being there, behind its name.
pub(super) fn reason(why: Unpublished, config: &Config) -> String {
    match why {
        Unpublished::Draft => "is a draft".to_owned(),
        Unpublished::Until(at) => format!("is not published before {}", day(at, config)),
        Unpublished::Since(at) => {
            // The end of a day is the start of the next.
            let last = at.checked_sub(1.second()).unwrap_or(at);
            format!("was public until and including {}", day(last, config))
        }
        Unpublished::InError => "has errors".to_owned(),
        Unpublished::Unused => "is of a term that no published document has".to_owned(),
    }
}

/// In how many names a slip is looked for.
const MANY: usize = 20_000;
/// What a file is called that is to be seen.
const PICTURE: &str = "the picture";

/// Returns why what an address leads to is not published, with the site's own host in front or without.
pub fn withheld_at(site: &Site<'_>, config: &Config, url: &str) -> Option<Unpublished> {
    let path = config.path_of(url);
    let path = path.as_deref().or_else(|| url.starts_with('/').then_some(url))?;
    let plain = path.split(['?', '#']).next().unwrap_or(path);
    let lives = |address: &str| site.targets.by_url.contains_key(address);
    (!lives(plain) && !lives(&format!("{plain}/"))).then(|| withheld(site, path))?
}

/// Returns the addresses that stand in front matter without a place of their own: those of an event and of a person.
fn addresses(front: &FrontMatter) -> impl Iterator<Item = &str> {
    let event = front.event.as_deref();
    let person = front.person.as_deref();
    let of_event = event.into_iter().flat_map(|event| {
        let organiser = event.organiser.iter().filter_map(|organiser| organiser.url.as_deref());
        let speakers = event.speakers.iter().filter_map(|speaker| speaker.url.as_deref());
        let own = [event.online_url.as_deref(), event.registration_url.as_deref()];
        own.into_iter().flatten().chain(organiser).chain(speakers)
    });
    let of_person = person
        .into_iter()
        .flat_map(|person| person.links.iter().map(|link| &*link.url));
    of_event.chain(of_person)
}

struct Checker<'s> {
    site: &'s Site<'s>,
    config: &'s Config,
    from: Origin<'s>,
    document: &'s Document,
    /// Until when the document waits, if it does.
    waits: Option<Timestamp>,
    found: Vec<Diagnostic>,
}

impl Checker<'_> {
    fn document(mut self) -> Vec<Diagnostic> {
        // What a translation inherits is checked where it is written.
        let front = &self.document.front;
        let images = front
            .image
            .as_deref()
            .into_iter()
            .chain(front.person.as_deref().and_then(|person| person.photo.as_ref()));
        images.for_each(|image| self.front_image(image));
        for download in &front.downloads {
            match &download.source.value {
                DownloadSource::File(path) => self.file(path, download.source.span, "the file to download"),
                DownloadSource::Url(url) => self.address(url, download.source.span),
            }
        }
        for url in addresses(front) {
            self.address(url, head(self.document));
        }
        if let Related::Chosen(files) = &front.related {
            files
                .iter()
                .for_each(|file| self.other(&file.value, "related", file.span));
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
            self.other(&target.value, "replaced_by", target.span);
        }
        if let Some(file) = &front.announcement {
            self.announcement(file);
        }
        self.body(&self.document.body);
        self.found
    }

    /// An address in front matter, which may be anything but that of what is not published.
    fn address(&mut self, url: &str, span: Span) {
        if let Some(why) = withheld_at(self.site, self.config, url) {
            self.unpublished(url, why, span);
        }
    }

    /// A document that front matter names beside this one.
    fn other(&mut self, target: &str, key: &str, span: Span) {
        self.link(target, LinkBy::Path, span);
        let own = self.config.path_of(target);
        if let Resolved::Entry(id, _) =
            resolve_from(self.site, self.from, own.as_deref().unwrap_or(target), LinkBy::Path)
            && std::ptr::eq(self.site.entries[id.index()].document.get(), self.document)
        {
            let message = format!("{key} names this page itself");
            let found = Diagnostic::new(Code::NamesItself, message).at(span);
            self.push(found.hint("name another document, or take it out"));
        }
    }

    /// The document that announces the event which this one reports.
    fn announcement(&mut self, file: &Text) {
        self.other(&file.value, "event", file.span);
        let Resolved::Entry(id, _) = resolve_from(self.site, self.from, &file.value, LinkBy::Path) else {
            return;
        };
        let other = &self.site.entries[id.index()];
        let path = other.document.path();
        if std::ptr::eq(other.document.get(), self.document) {
            return;
        }
        let (message, hint) = match &other.front.announcement {
            _ if self.from.versions.contains(&id) => (
                "event names a translation of this page".to_owned(),
                "write the event itself here:  event: { start: 2026-11-12 13:00 }",
            ),
            Some(_) => (
                format!("content/{path} does not announce the event, it reports it too"),
                "name the file that announces it, as that one does",
            ),
            None if other.front.event.is_none() => (
                format!("content/{path} announces no event"),
                "name a file with an event, or write under this one's own  event:  when it was",
            ),
            None => return,
        };
        self.push(Diagnostic::new(Code::NoAnnouncement, message).at(file.span).hint(hint));
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
                ReferenceTo::Argument { name, value, .. }
                    if matches!(&**name, "href" | "link" | "to" | "transcript") =>
                {
                    self.link(value, LinkBy::Path, *span);
                }
                // In a published document the template itself tells.
                ReferenceTo::Argument { call, name, value }
                    if self.waits.is_some() && &**call == "figure" && &**name == "src" =>
                {
                    self.file(value, *span, PICTURE);
                }
                ReferenceTo::Argument { .. } | ReferenceTo::Address(_) => {}
            }
        }
    }

    fn push(&mut self, found: Diagnostic) {
        // By then what it leads to may be published too.
        if self.waits.is_some() && matches!(found.code, Code::LinkToUnpublished | Code::LinkToBroken) {
            return;
        }
        let found = match self.waits {
            Some(until) => waits(found, until, self.config),
            None => found,
        };
        self.found.push(found.in_file(&self.document.path.from_root()));
    }

    fn link(&mut self, target: &str, by: LinkBy, span: Span) {
        // With the site's own host in front it is an address of the site.
        let own = self.config.path_of(target);
        if own.is_none() && has_scheme(target) {
            return;
        }
        let settings = &self.config.markdown;
        let lenient = settings.dead_links == DeadLinks::Warn
            || (by == LinkBy::Ref && settings.unknown_shortcodes == UnknownShortcodes::Warn);
        match resolve_from(self.site, self.from, own.as_deref().unwrap_or(target), by) {
            Resolved::Entry(..) | Resolved::File(_) | Resolved::Address(_) => {}
            Resolved::UnknownAddress(address) => self.unknown_address(&address, span),
            Resolved::Unpublished(why) => self.unpublished(target, why, span),
            Resolved::DeadAnchor(..) | Resolved::Dead if own.is_some() => {}
            Resolved::Dead if self.kept_back(target) => {}
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

    fn unknown_address(&mut self, address: &str, span: Span) {
        let found = Diagnostic::new(Code::UnknownAddress, format!("nothing is published at {address}")).at(span);
        let hint = "link to the file instead, so that it is checked:  [text](../2026/raad.md)";
        self.push(found.hint(hint).grouped("address"));
    }

    fn unpublished(&mut self, target: &str, why: Unpublished, span: Span) {
        let replaces = self.document.front.withdrawn.as_deref();
        let replaces = replaces.and_then(|notice| notice.replaced_by.as_ref());
        let announcement = self.document.front.announcement.as_ref();
        let is_announcement = announcement.is_some_and(|file| file.span == span);
        let shown = match replaces {
            _ if is_announcement => "the page shows nothing of its event and no link to it",
            Some(other) if other.span == span => "the page does not name it",
            _ => "this link is plain text",
        };
        let (code, hint) = match why {
            Unpublished::InError if is_announcement => (Code::LinkToBroken, "mend that file: then this page shows it"),
            Unpublished::InError => (Code::LinkToBroken, "mend that file: then this is a link again"),
            Unpublished::Since(_) if is_announcement => (
                Code::LinkToUnpublished,
                "take expires_at out of that file, or write here when and where it was:  event: { start: 2026-11-12 13:00 }",
            ),
            Unpublished::Since(_) => (Code::LinkToUnpublished, "take this link out"),
            _ if is_announcement => (
                Code::LinkToUnpublished,
                "nothing has to be done: the page shows it when that is published",
            ),
            _ => (
                Code::LinkToUnpublished,
                "nothing has to be done: it becomes a link when that is published",
            ),
        };
        let now = if matches!(why, Unpublished::Since(_)) {
            ""
        } else {
            " for now"
        };
        let message = format!("{target} {}, so {shown}{now}", reason(why, self.config));
        self.push(Diagnostic::new(code, message).at(span).hint(hint).grouped(target));
    }

    /// Whether a file is there and waits as this document does.
    fn kept_back(&self, path: &str) -> bool {
        let path = path.split(['?', '#']).next().unwrap_or(path);
        let joined = join(self.from.folder, path).filter(|_| self.waits.is_some());
        let known = &self.site.kept_back;
        joined.is_some_and(|path| known.binary_search_by(|file| file.path.as_str().cmp(&path)).is_ok())
    }

    fn dead_anchor(&mut self, to: EntryId, fragment: &str, span: Span, lenient: bool) {
        let other = &self.site.entries[to.index()];
        let near = other
            .body()
            .headings
            .iter()
            .map(|heading| (strsim::damerau_levenshtein(&heading.id, fragment), &heading.id))
            .min();
        let hint = match near {
            Some((distance, id)) if distance <= 1 + fragment.len() / 3 => format!("did you mean #{id}?"),
            _ => "write the heading's own words in small letters with hyphens:  #een-kop".to_owned(),
        };
        let message = format!("content/{} has no heading #{fragment}", other.document.path());
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
        let elsewhere = named(self.site, name).first().map(|known| &known.path);
        let nearly = || {
            let known = by_file_name(self.site);
            // Each search goes through all names.
            if known.len() > MANY || name.len() < 6 {
                return None;
            }
            let near = known
                .iter()
                .filter(|known| known.name().len().abs_diff(name.len()) <= 2);
            // The first of those that are as near.
            let near = near.map(|known| (strsim::damerau_levenshtein(known.name(), name), &known.path));
            let (distance, path) = near.min_by_key(|(distance, _)| *distance)?;
            // In a short name two letters make another word.
            let stem = name.split('.').next().unwrap_or(name).chars().count();
            (distance <= if stem > 6 { 2 } else { 1 }).then_some(path)
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
        if self.kept_back(path) {
            return;
        }
        if let Some(file) = file_from(self.site, self.from, path) {
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
        let folder = self.from.folder;
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
