//! Addresses: each belongs to one thing, and everything that a link can lead to is known.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use jiff::Timestamp;

use super::Material;
use super::check::waits;
use super::inherit::head;
use super::outputs::{all_outputs, index_of, llms_of};
use super::owners::{Is, Owner, Owners, asked};
use super::paths::logical;
use super::sections::is_taxonomy;
use super::site::{
    EntryId, Kind, LanguageId, Redirect, SectionId, SeriesId, Site, Target, TaxonomyId, TermId, Unpublished, YearId,
};
use crate::config::{Config, OutputFormat, SITE_TOML};
use crate::diagnostic::{Code, Diagnostic};
use crate::disk_name::folded;
use crate::parse::Form;
use crate::read::ContentPath;
use crate::url_path::UrlPath;

/// What search engines may read: made, unless the content has one of its own.
const ROBOTS: &str = "/robots.txt";

/// What to do where something else has an address of the archive.
const OF_ARCHIVE: &str = "give the archive another place in site.toml:  [archive]  path = \"jaren\"";

/// Registers all addresses, former ones included, and what links can lead to.
pub(super) fn register(site: &mut Site<'_>, material: Material<'_>, found: &mut Vec<Diagnostic>) {
    let mut owners: Owners = HashMap::with_capacity(
        site.entries.len() + 3 * (site.sections.len() + site.terms.len()) + site.files.len() + 64,
    );
    fixed(site, material.config, &mut owners, found);
    for (n, entry) in site.entries.iter().enumerate() {
        if matches!(entry.kind, Kind::Article | Kind::Event | Kind::Page) {
            let owner = Owner {
                url: entry.url.clone(),
                is: Is::Document(EntryId(n as u32)),
            };
            claim(&mut owners, owner, site, "give one of the two another slug", found);
        }
    }
    for (n, file) in site.files.iter().enumerate() {
        let owner = Owner {
            url: file.url.clone(),
            is: Is::File(n as u32),
        };
        claim(&mut owners, owner, site, "rename the file", found);
    }
    calendars(site, material, &mut owners);
    outputs(site, material.config, &mut owners);
    site.redirects = redirects(site, &mut owners, found);
    site.targets.withheld = withheld(site, material, &owners, found);
    files_in_the_way(&owners, site, found);
    super::elsewhere::not_on_windows(&owners, site, found);
    site.targets.by_path = by_path(site, material.documents.iter().map(|document| &document.path));
    site.targets.by_url = owners
        .into_values()
        .map(|owner| {
            let entry = owner.entry(site);
            (owner.url, entry)
        })
        .collect();
    super::related::chosen(site);
}

/// What a site has without a document: home pages, lists, and the files that the program writes.
fn fixed(site: &Site<'_>, config: &Config, owners: &mut Owners, found: &mut Vec<Diagnostic>) {
    let mut add = |is: Is, url: UrlPath| {
        let owner = Owner { url, is };
        match owners.entry(key(&owner.url)) {
            // Two lists of one address, told already, have feeds of one address.
            Entry::Occupied(first) if is == Is::Feed && first.get().is == Is::Feed => {}
            Entry::Occupied(first) => {
                let (own, other) = (owner.name(site), first.get().name(site));
                let message = format!("{} is the address of {own} and of {other}", owner.url);
                if owner.is_archive() {
                    let clash = Diagnostic::new(Code::SameAddress, message).hint(OF_ARCHIVE);
                    let path = config.archive.path.as_ref();
                    let clash = path.map_or(clash.clone(), |path| clash.at(path.span).in_file(&SITE_TOML.into()));
                    return found.push(clash);
                }
                let hint = "give the folder another name; translations lie beside their original:  raad.en.md";
                let clash = Diagnostic::new(Code::SameAddress, message).hint(hint);
                found.push(
                    match owner.entry(site).map(|id| site.entries[id.index()].document.get()) {
                        Some(document) => clash.at(head(document)).in_file(&document.path.from_root()),
                        None => clash,
                    },
                );
            }
            Entry::Vacant(free) => {
                free.insert(owner);
            }
        }
    };
    for (n, language) in site.languages.iter().enumerate() {
        add(Is::Home(LanguageId(n as u32)), language.url.clone());
        let not_found = language.url.join("404.html");
        not_found.into_iter().for_each(|url| add(Is::NotFound, url));
    }
    let formats = || config.feeds.formats();
    let feeds = |url: &UrlPath| {
        formats()
            .filter_map(|format| url.join(format.file_name()))
            .collect::<Vec<_>>()
    };
    for language in &site.languages {
        feeds(&language.url).into_iter().for_each(|url| add(Is::Feed, url));
    }
    for (n, section) in site.sections.iter().enumerate() {
        add(Is::Section(SectionId(n as u32)), section.url.clone());
        if config.section_has_feeds(&section.name) {
            feeds(&section.url).into_iter().for_each(|url| add(Is::Feed, url));
        }
    }
    for (n, taxonomy) in site.taxonomies.iter().enumerate() {
        add(Is::Taxonomy(TaxonomyId(n as u32)), taxonomy.url.clone());
    }
    for (n, term) in site.terms.iter().enumerate() {
        add(Is::Term(TermId(n as u32)), term.url.clone());
        let taxonomy = &site.taxonomies[term.taxonomy.index()];
        if config.taxonomy_has_feeds(&taxonomy.name) && !term.items.is_empty() {
            feeds(&term.url).into_iter().for_each(|url| add(Is::Feed, url));
        }
    }
    for (n, series) in site.series.iter().enumerate() {
        add(Is::Series(SeriesId(n as u32)), series.url.clone());
    }
    for (n, language) in site.languages.iter().enumerate() {
        let archive = language.archive.as_ref();
        archive
            .into_iter()
            .for_each(|archive| add(Is::Archive(LanguageId(n as u32)), archive.url.clone()));
    }
    for (n, year) in site.years.iter().enumerate() {
        add(Is::Year(YearId(n as u32)), year.url.clone());
    }
    let has_own = site.files.iter().any(|file| file.url.as_str() == ROBOTS);
    let engines = &config.search_engines;
    let mut names = vec!["/sitemap.xml".to_owned(), ROBOTS.to_owned()];
    names.extend(engines.news_sitemap.then(|| "/sitemap-news.xml".to_owned()));
    let hosting = config.hosting.servers.iter().flat_map(|server| server.files());
    let security = config.security.as_ref().map(|_| ".well-known/security.txt");
    let theirs = hosting
        .map(|file| file.name())
        .chain(security)
        .map(|name| format!("/{name}"));
    names.extend(theirs.filter(|name| site.files.iter().all(|file| file.url.as_str() != name)));
    names.extend(engines.indexnow_key.as_ref().map(|key| format!("/{key}.txt")));
    for name in &names {
        UrlPath::parse(name)
            .into_iter()
            // A site's own takes its place.
            .filter(|url| url.as_str() != ROBOTS || !has_own)
            .for_each(|url| add(Is::Program, url));
    }
}

/// The calendars that are made. A file of the content at the address of one takes its place.
fn calendars(site: &Site<'_>, material: Material<'_>, owners: &mut Owners) {
    for (url, _) in super::calendars::calendars(site, material.config) {
        let is = Is::Calendar;
        owners.entry(key(&url)).or_insert(Owner { url, is });
    }
}

/// Documents in other forms, and the lists of those. A file of the content at such an address takes its place.
fn outputs(site: &Site<'_>, config: &Config, owners: &mut Owners) {
    let documents = all_outputs(site, config).map(|(url, ..)| url);
    let homes = || site.languages.iter().map(|language| &language.url);
    let indexes = homes().filter_map(|home| index_of(home, 1));
    let indexes = indexes.filter(|_| config.makes(OutputFormat::Json));
    let llms = homes().filter_map(llms_of);
    let llms = llms.filter(|_| config.makes(OutputFormat::Markdown));
    for url in documents.chain(indexes).chain(llms) {
        let is = Is::Output;
        owners.entry(key(&url)).or_insert(Owner { url, is });
    }
}

pub(super) fn key(url: &UrlPath) -> String {
    address_key(url.as_str())
}

/// Returns what addresses of one place have in common: those that are one file on the disks of most people ([`folded`]), and a page is a folder's
/// `index.html`.
pub fn address_key(text: &str) -> String {
    let text = text.strip_suffix("/index.html").unwrap_or(text);
    folded(text.trim_end_matches('/')).into_owned()
}

/// Returns the list of which an address would be a page: `/nieuws/` for `/nieuws/page/2/`.
fn list_of<'o>(key: &str, owners: &'o Owners) -> Option<&'o Owner> {
    let (above, number) = key.rsplit_once('/')?;
    let is_number = !number.is_empty() && number.bytes().all(|digit| digit.is_ascii_digit());
    let list = above.strip_suffix("/page").filter(|_| is_number)?;
    owners.get(list).filter(|owner| owner.is_list())
}

fn claim(owners: &mut Owners, owner: Owner, site: &Site<'_>, hint: &str, found: &mut Vec<Diagnostic>) {
    let key = key(&owner.url);
    let Some(first) = owners.get(&key).or_else(|| list_of(&key, owners)) else {
        owners.insert(key, owner);
        return;
    };
    if is_one_file(&owner, first, site) {
        return;
    }
    // Where one of the two asked for the address and the other has it by its name, the one that asked can change.
    let (told, other) = if first.asks(site) && !owner.asks(site) {
        (first, &owner)
    } else {
        (&owner, first)
    };
    let message = format!("{} is the address of this and of {}", owner.url, other.name(site));
    let hint = if other.is_archive() { OF_ARCHIVE } else { hint };
    let clash = Diagnostic::new(Code::SameAddress, message)
        .at(told.span(site))
        .hint(hint);
    found.extend(told.told_in(site).map(|path| clash.in_file(&path.from_root())));
}

/// Whether two are files of which it has been told that they are one on the disks of others.
fn is_one_file(owner: &Owner, other: &Owner, site: &Site<'_>) -> bool {
    let path = |owner: &Owner| match owner.is {
        Is::Document(_) | Is::File(_) => owner.told_in(site).map(|path| folded(path.as_str())),
        _ => None,
    };
    path(owner).is_some_and(|own| path(other) == Some(own))
}

/// A file at an address under which there are others: on disk it would have to be a folder too.
fn files_in_the_way(owners: &Owners, site: &Site<'_>, found: &mut Vec<Diagnostic>) {
    let is_own = |owner: &Owner| {
        matches!(owner.is, Is::Document(_) | Is::Alias(..) | Is::File(_)) && !owner.url.as_str().ends_with('/')
    };
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
                file.url,
                file.name(site),
                below.url,
                below.name(site)
            );
            let clash = Diagnostic::new(Code::SameAddress, message).hint("give one of the two another address");
            // The one of the two that a writer can change.
            let told = [file, below]
                .into_iter()
                .find_map(|owner| Some((owner.told_in(site)?, owner)));
            clashes.push(match told {
                Some((path, owner)) => clash.at(owner.span(site)).in_file(&path.from_root()),
                None => clash,
            });
        }
    }
    clashes.sort_by(|a, b| (&a.file, &a.message).cmp(&(&b.file, &b.message)));
    found.extend(clashes);
}

/// Whether what has an address will be gone at a moment: an article that expires may give its address to another.
fn is_over(site: &Site<'_>, owner: &Owner, at: Timestamp, material: Material<'_>) -> bool {
    let entry = owner.entry(site).map(|id| &site.entries[id.index()]);
    let expires = entry.and_then(|entry| entry.front.expires_at.as_ref());
    expires.is_some_and(|expires| expires.value.end_timestamp(&material.config.timezone) <= at)
}

/// Returns the addresses that unpublished documents would have and nothing else has. One under embargo that would have the address of
/// something else is told of now: on its day nobody may be there to see the build fail.
fn withheld(
    site: &Site<'_>,
    material: Material<'_>,
    owners: &Owners,
    found: &mut Vec<Diagnostic>,
) -> HashMap<Box<str>, Unpublished> {
    let mut withheld: HashMap<Box<str>, Unpublished> = HashMap::new();
    let mut waiting: HashMap<String, &ContentPath> = HashMap::new();
    for hidden in &site.hidden {
        let front = &hidden.document.front;
        let document = hidden.document.get();
        let span = asked(document).map_or_else(|| head(document), |own| own.span);
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
                let other = owner.map(|owner| owner.name(site));
                let path = hidden.document.path();
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

fn redirects(site: &Site<'_>, owners: &mut Owners, found: &mut Vec<Diagnostic>) -> Vec<Redirect> {
    let mut all = Vec::new();
    for (n, entry) in site.entries.iter().enumerate() {
        // A translation does not inherit former addresses, so each alias is the entry's own.
        for (alias, place) in entry.document.front.aliases.iter().zip(0..) {
            let is_file = alias.value.rsplit('/').next().is_some_and(|last| last.contains('.'));
            let text = if is_file || alias.value.ends_with('/') {
                alias.value.to_string()
            } else {
                format!("{}/", alias.value)
            };
            let Some(from) = UrlPath::parse(&text) else { continue };
            let id = EntryId(n as u32);
            let is_told = owners
                .get(&key(&from))
                .is_some_and(|owner| owner.entry(site) == Some(id));
            if is_told || key(&from) == key(&entry.url) {
                continue;
            }
            let before = found.len();
            let owner = Owner {
                url: from.clone(),
                is: Is::Alias(id, place),
            };
            let hint = "take this alias out, or give the other another address";
            claim(owners, owner, site, hint, found);
            if found.len() == before {
                all.push(Redirect {
                    from,
                    to: entry.url.clone(),
                    language: entry.language,
                });
            }
        }
    }
    all
}

/// Returns what lies at each path of the content; `documents` are those of all that can be published, sorted.
pub(super) fn by_path<'p>(
    site: &Site<'_>,
    documents: impl ExactSizeIterator<Item = &'p ContentPath>,
) -> HashMap<ContentPath, Target> {
    let count = documents.len() + site.files.len() + site.waiting.len();
    let mut targets = HashMap::with_capacity(count);
    // Both are in the order of their paths.
    let mut entries = site.entries.iter().zip(0..).peekable();
    for path in documents {
        let entry = entries.next_if(|(entry, _)| entry.document.path() == path);
        let target = entry.map(|(_, n)| Target::Entry(EntryId(n)));
        let target = target.unwrap_or(Target::Unpublished(Unpublished::Unused));
        targets.insert(path.clone(), target);
    }
    let files = site.files.iter().zip(0..);
    targets.extend(files.map(|(file, n)| (file.file.path.clone(), Target::File(n))));
    let waiting = site.waiting.iter();
    targets.extend(waiting.map(|waiting| (waiting.path.clone(), Target::Unpublished(waiting.why))));
    targets
}
