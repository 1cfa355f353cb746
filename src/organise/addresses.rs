//! Addresses: each belongs to one thing, and everything that a link can lead to is known.

use std::collections::{HashMap, HashSet};
use std::fmt;

use jiff::Timestamp;

use super::Material;
use super::check::waits;
use super::inherit::head;
use super::paths::logical;
use super::sections::is_taxonomy;
use super::site::{EntryId, Kind, Redirect, Site, Target, Unpublished};
use crate::diagnostic::{Code, Diagnostic, Span};
use crate::parse::Form;
use crate::read::ContentPath;
use crate::url_path::UrlPath;

const FEED: &str = "a feed";
/// What search engines may read: made, unless the content has one of its own.
const ROBOTS: &str = "/robots.txt";

/// Who has an address.
struct Owner {
    name: Name,
    entry: Option<EntryId>,
    url: UrlPath,
    /// Where its file asks for it.
    span: Span,
    /// Whether it does, with a `slug` or `url`.
    asks: bool,
    /// Whether it is a list, which has more pages under its address.
    is_list: bool,
}

/// What an owner is called in a message; worked out when there is one.
enum Name {
    /// "content/nieuws/a.md"
    File(ContentPath),
    /// "an alias in content/nieuws/a.md"
    Alias(ContentPath),
    /// "the section nieuws"
    Made(&'static str, Box<str>),
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => write!(f, "content/{path}"),
            Self::Alias(path) => write!(f, "an alias in content/{path}"),
            Self::Made(what, name) => write!(f, "{what}{name}"),
        }
    }
}

/// Registers all addresses, former ones included, and what links can lead to.
pub(super) fn register(site: &mut Site<'_>, material: Material<'_>, found: &mut Vec<Diagnostic>) {
    let mut owners: HashMap<String, Owner> =
        HashMap::with_capacity(site.entries.len() + site.terms.len() + site.files.len() + 64);
    fixed(site, &mut owners, found);
    let mut entries: Vec<usize> = (0..site.entries.len()).collect();
    entries.retain(|n| matches!(site.entries[*n].kind, Kind::Article | Kind::Event | Kind::Page));
    for n in entries {
        let entry = &site.entries[n];
        let owner = Owner {
            name: Name::File(entry.document.path.clone()),
            entry: Some(EntryId(n as u32)),
            url: entry.url.clone(),
            span: Span::default(),
            asks: entry.document.front.url.is_some() || entry.document.front.slug.is_some(),
            is_list: false,
        };
        let own = &entry.document.front;
        let span = own
            .url
            .as_ref()
            .or(own.slug.as_ref())
            .map_or_else(|| head(entry.document), |own| own.span);
        claim(
            &mut owners,
            owner,
            span,
            &entry.document.path,
            "give one of the two another slug",
            found,
        );
    }
    for file in &site.files {
        let path = &file.file.path;
        let owner = Owner {
            name: Name::File(path.clone()),
            entry: None,
            url: file.url.clone(),
            span: Span::default(),
            asks: false,
            is_list: false,
        };
        claim(&mut owners, owner, Span::default(), path, "rename the file", found);
    }
    redirects(site, &mut owners, found);
    let withheld = withheld(site, material, &owners, found);
    files_in_the_way(&owners, found);
    targets(site, material, owners);
    site.targets.withheld = withheld;
    super::related::chosen(site);
}

/// What a site has without a document: home pages, lists, and the files that the program writes.
fn fixed(site: &Site<'_>, owners: &mut HashMap<String, Owner>, found: &mut Vec<Diagnostic>) {
    let mut add = |(what, of): (&'static str, &str), entry: Option<EntryId>, url: UrlPath| match owners.get(&key(&url))
    {
        // Two lists of one address, told already, have feeds of one address.
        Some(Owner {
            name: Name::Made(FEED, _),
            ..
        }) if what == FEED => {}
        Some(first) => {
            let message = format!("{url} is the address of {what}{of} and of {}", first.name);
            let hint = "give the folder another name; translations lie beside their original:  raad.en.md";
            let clash = Diagnostic::new(Code::SameAddress, message).hint(hint);
            found.push(match entry.map(|id| site.entries[id.index()].document) {
                Some(document) => clash.at(head(document)).in_file(&document.path.from_root()),
                None => clash,
            });
        }
        None => {
            let is_list = url.as_str().ends_with('/');
            owners.insert(
                key(&url),
                Owner {
                    name: Name::Made(what, of.into()),
                    entry,
                    url,
                    span: Span::default(),
                    asks: false,
                    is_list,
                },
            );
        }
    };
    for language in &site.languages {
        add(("the home page", ""), language.home, language.url.clone());
        let not_found = language.url.join("404.html");
        not_found
            .into_iter()
            .for_each(|url| add(("the page for what is not found", ""), None, url));
    }
    let with_feeds = |url: &UrlPath| {
        ["atom.xml", "rss.xml"]
            .into_iter()
            .filter_map(|name| url.join(name))
            .collect::<Vec<_>>()
    };
    for language in &site.languages {
        with_feeds(&language.url)
            .into_iter()
            .for_each(|url| add((FEED, ""), None, url));
    }
    for section in &site.sections {
        add(("the section ", &section.name), section.entry, section.url.clone());
        with_feeds(&section.url)
            .into_iter()
            .for_each(|url| add((FEED, ""), None, url));
    }
    for taxonomy in &site.taxonomies {
        add(("the list of ", &taxonomy.name), taxonomy.entry, taxonomy.url.clone());
    }
    for term in &site.terms {
        add(("the page of ", &term.name), term.entry, term.url.clone());
        with_feeds(&term.url)
            .into_iter()
            .for_each(|url| add((FEED, ""), None, url));
    }
    for series in &site.series {
        add(("the series ", &series.name), None, series.url.clone());
    }
    let has_own = site.files.iter().any(|file| file.url.as_str() == ROBOTS);
    for name in ["/sitemap.xml", ROBOTS] {
        UrlPath::parse(name)
            .into_iter()
            // A site's own takes its place.
            .filter(|url| url.as_str() != ROBOTS || !has_own)
            .for_each(|url| add(("the file ", name), None, url));
    }
}

pub(super) fn key(url: &UrlPath) -> String {
    address_key(url.as_str())
}

/// Returns what addresses of one place have in common: those that differ only in capitals are one file on the disks of most people, and
/// a page is a folder's `index.html`.
pub fn address_key(text: &str) -> String {
    let text = text.strip_suffix("/index.html").unwrap_or(text);
    text.trim_end_matches('/').to_lowercase()
}

/// Returns the list of which an address would be a page: `/nieuws/` for `/nieuws/page/2/`.
fn list_of<'o>(key: &str, owners: &'o HashMap<String, Owner>) -> Option<&'o Owner> {
    let (list, number) = key.rsplit_once("/page/")?;
    let is_page = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    owners.get(list).filter(|owner| is_page && owner.is_list)
}

fn claim(
    owners: &mut HashMap<String, Owner>,
    owner: Owner,
    span: Span,
    file: &ContentPath,
    hint: &str,
    found: &mut Vec<Diagnostic>,
) {
    let key = key(&owner.url);
    match owners.get(&key).or_else(|| list_of(&key, owners)) {
        // Where one of the two asked for the address and the other has it by its name, the one that asked can change.
        Some(Owner {
            name: Name::File(asked),
            span: theirs,
            asks: true,
            ..
        }) if !owner.asks => {
            let message = format!("{} is the address of this and of {}", owner.url, owner.name);
            let clash = Diagnostic::new(Code::SameAddress, message).at(*theirs).hint(hint);
            found.push(clash.in_file(&asked.from_root()));
        }
        Some(first) => found.push(
            Diagnostic::new(
                Code::SameAddress,
                format!("{} is the address of this and of {}", owner.url, first.name),
            )
            .at(span)
            .hint(hint)
            .in_file(&file.from_root()),
        ),
        None => {
            owners.insert(key, Owner { span, ..owner });
        }
    }
}

/// A file at an address under which there are others: on disk it would have to be a folder too.
fn files_in_the_way(owners: &HashMap<String, Owner>, found: &mut Vec<Diagnostic>) {
    let is_own =
        |owner: &Owner| matches!(owner.name, Name::File(_) | Name::Alias(_)) && !owner.url.as_str().ends_with('/');
    let files: HashSet<&str> = owners
        .iter()
        .filter(|(_, owner)| is_own(owner))
        .map(|(key, _)| key.as_str())
        .collect();
    if files.is_empty() {
        return;
    }
    let mut clashes = Vec::new();
    for (key, below) in owners {
        for (at, _) in key.match_indices('/') {
            let Some(file) = files.get(&key[..at]).and_then(|key| owners.get(*key)) else {
                continue;
            };
            let message = format!(
                "{} is the address of a file, {}, and {} of {} lies under it",
                file.url, file.name, below.url, below.name
            );
            let clash = Diagnostic::new(Code::SameAddress, message).hint("give one of the two another address");
            // The one of the two that a writer can change.
            let told = [file, below].into_iter().find_map(|owner| match &owner.name {
                Name::File(path) | Name::Alias(path) => Some((path, owner.span)),
                Name::Made(..) => None,
            });
            clashes.push(match told {
                Some((path, span)) => clash.at(span).in_file(&path.from_root()),
                None => clash,
            });
        }
    }
    clashes.sort_by(|a, b| (&a.file, &a.message).cmp(&(&b.file, &b.message)));
    found.extend(clashes);
}

/// Whether what has an address will be gone at a moment: an article that expires may give its address to another.
fn is_over(site: &Site<'_>, owner: &Owner, at: Timestamp, material: Material<'_>) -> bool {
    let entry = owner.entry.map(|id| &site.entries[id.index()]);
    let expires = entry.and_then(|entry| entry.front.expires_at.as_ref());
    expires.is_some_and(|expires| expires.value.end_timestamp(&material.config.timezone) <= at)
}

/// Returns the addresses that unpublished documents would have and nothing else has. One under embargo that would have the address of
/// something else is told of now: on its day nobody may be there to see the build fail.
fn withheld(
    site: &Site<'_>,
    material: Material<'_>,
    owners: &HashMap<String, Owner>,
    found: &mut Vec<Diagnostic>,
) -> HashMap<Box<str>, Unpublished> {
    let mut withheld: HashMap<Box<str>, Unpublished> = HashMap::new();
    let mut waiting: HashMap<String, &ContentPath> = HashMap::new();
    for hidden in &site.hidden {
        let front = &hidden.document.front;
        let own = front.url.as_ref().or(front.slug.as_ref());
        let span = own.map_or_else(|| head(hidden.document), |own| own.span);
        let url = hidden.url.iter().map(|url| (key(url), span));
        let aliases = front
            .aliases
            .iter()
            .map(|alias| (address_key(&alias.value), alias.span));
        let name = &hidden.document.name;
        // The text of a section or a term has the address of that.
        let is_text = name.form == Form::Index || is_taxonomy(&logical(name), material);
        for (key, span) in url.chain(aliases) {
            if let (Unpublished::Until(at), false) = (hidden.why, is_text) {
                let owner = owners.get(&key).filter(|owner| !is_over(site, owner, at, material));
                let other = owner.map(|owner| owner.name.to_string());
                let path = &hidden.document.path;
                let earlier = *waiting.entry(key.clone()).or_insert(path);
                let other = other.or_else(|| (earlier != path).then(|| format!("content/{earlier}, which waits too")));
                found.extend(other.map(|other| {
                    let message = format!("/{} is the address of this and of {other}", key.trim_start_matches('/'));
                    let clash = Diagnostic::new(Code::SameAddress, message).at(span);
                    let clash = clash.hint("give one of the two another slug");
                    waits(clash, at, material.config).in_file(&path.from_root())
                }));
            }
            if !owners.contains_key(&key) {
                withheld.insert(key.into(), hidden.why);
            }
        }
    }
    for key in super::hidden::of_broken(&site.sections, material) {
        if !owners.contains_key(&key) {
            withheld.insert(key.into(), Unpublished::InError);
        }
    }
    // The site's own front page is never a secret.
    withheld.remove("");
    // Copied from a browser, an address has the site's folder in front.
    let base = address_key(material.config.base_path());
    if !base.is_empty() {
        let under = withheld.iter().map(|(key, why)| (format!("{base}{key}").into(), *why));
        let under: Vec<(Box<str>, Unpublished)> = under.collect();
        under.into_iter().for_each(|(key, why)| {
            withheld.entry(key).or_insert(why);
        });
    }
    withheld
}

fn redirects(site: &mut Site<'_>, owners: &mut HashMap<String, Owner>, found: &mut Vec<Diagnostic>) {
    let mut all = Vec::new();
    for (n, entry) in site.entries.iter().enumerate() {
        // A translation does not inherit former addresses, so each alias is the entry's own.
        for alias in &entry.document.front.aliases {
            let is_file = alias.value.rsplit('/').next().is_some_and(|last| last.contains('.'));
            let text = if is_file || alias.value.ends_with('/') {
                alias.value.to_string()
            } else {
                format!("{}/", alias.value)
            };
            let file = &entry.document.path;
            let Some(from) = UrlPath::parse(&text) else { continue };
            let id = EntryId(n as u32);
            let is_told = owners.get(&key(&from)).is_some_and(|owner| owner.entry == Some(id));
            if is_told || key(&from) == key(&entry.url) {
                continue;
            }
            let before = found.len();
            let owner = Owner {
                name: Name::Alias(file.clone()),
                entry: Some(id),
                url: from.clone(),
                span: Span::default(),
                asks: false,
                is_list: false,
            };
            claim(
                owners,
                owner,
                alias.span,
                file,
                "take this alias out, or give the other another address",
                found,
            );
            if found.len() == before {
                all.push(Redirect {
                    from,
                    to: entry.url.clone(),
                    language: entry.language,
                });
            }
        }
    }
    site.redirects = all;
}

fn targets(site: &mut Site<'_>, material: Material<'_>, owners: HashMap<String, Owner>) {
    let mut targets = super::site::Targets::default();
    for (n, entry) in site.entries.iter().enumerate() {
        targets
            .by_path
            .insert(entry.document.path.as_str().into(), Target::Entry(EntryId(n as u32)));
    }
    for (n, file) in site.files.iter().enumerate() {
        targets
            .by_path
            .insert(file.file.path.as_str().into(), Target::File(n as u32));
    }
    for waiting in &site.waiting {
        targets
            .by_path
            .insert(waiting.path.as_str().into(), Target::Unpublished(waiting.why));
    }
    for document in material.documents {
        let unused = Target::Unpublished(Unpublished::Unused);
        targets.by_path.entry(document.path.as_str().into()).or_insert(unused);
    }
    let is_known = |path: &ContentPath| {
        material
            .documents
            .binary_search_by(|known| known.path.cmp(path))
            .is_ok()
    };
    let in_error = material.in_error.iter().map(|waiting| &waiting.path);
    let documents = material.documents.iter().map(|document| &document.path);
    for path in documents.chain(in_error.filter(|path| !is_known(path))) {
        let paths = targets.by_file_name.entry(path.file_name().into()).or_default();
        paths.push(path.as_str().into());
    }
    targets.by_url = owners
        .into_values()
        .map(|owner| (owner.url.as_str().into(), owner.entry))
        .collect();
    site.targets = targets;
}
