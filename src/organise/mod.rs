//! organise: all documents -> one `Site`. Decides what is public at `now` and the address of everything.
//! Never touches the disk.

mod addresses;
mod archive;
mod calendars;
mod check;
mod check_settings;
mod elsewhere;
mod entries;
mod events;
mod files;
mod hidden;
mod inherit;
mod kept;
mod links;
mod lists;
mod once;
mod outputs;
mod owners;
mod paths;
mod people;
mod related;
mod reports;
mod secret;
mod sections;
mod series;
mod site;
mod taxonomies;
mod terms;
mod visibility;

pub use addresses::address_key;
pub use calendars::{CalendarOf, calendar_of_event, calendar_of_list, calendars, has_calendar};
pub use check::{check_links, waits, withheld_at};
pub use check_settings::{OfTheme, check_settings};
pub use events::over as event_over;
pub use inherit::InCommon;
pub use kept::{Kept, preserve, restore, retitle};
pub use links::{resolve, resolve_file};
pub use outputs::{all_outputs, has_outputs, index_of, llms_of, output_of};
pub use paths::join;
pub use site::{
    Archive, Entry, EntryId, FileCopy, Front, Hidden, Kind, LanguageId, LanguageSite, Month, OfEvent, Redirect,
    Resolved, Section, SectionId, Series, SeriesId, Site, Target, Targets, Taxonomy, TaxonomyId, Term, TermId,
    Unpublished, Waiting, Year, YearId,
};
pub use taxonomies::taxonomy_folders;
pub use visibility::{Drafts, expires, published};

use crate::config::Config;
use crate::date::Clock;
use crate::diagnostic::{Checked, Diagnostic};
use crate::parse::Document;
use crate::read::ContentFile;

/// What a site is made of.
#[derive(Debug, Clone, Copy)]
pub struct Material<'a> {
    /// All documents that can be published, sorted by path.
    pub documents: &'a [Document],
    /// All other files of the content, sorted by path.
    pub files: &'a [ContentFile],
    /// Documents that are left out because they have errors.
    pub in_error: &'a [Waiting],
    /// Those of them of which something could be read: it says which addresses they would have.
    pub broken: &'a [Document],
    /// The site's settings.
    pub config: &'a Config,
    /// The folders of taxonomies ([`taxonomy_folders`]).
    pub taxonomy_folders: &'a [(String, String)],
    /// The moment for which the site is made.
    pub now: &'a Clock,
    /// Whether drafts are shown.
    pub drafts: Drafts,
    /// Whether there are pages of years.
    pub has_archive: bool,
}

/// Puts the site together.
pub fn organise<'a>(material: Material<'a>) -> Checked<Site<'a>> {
    let mut found: Vec<Diagnostic> = taxonomies::in_folders_of_articles(material);
    let placed = inherit::placed(material, &mut found);
    let (mut public, hidden) = visibility::part(placed, material, &mut found);
    let reports = reports::inherit(&mut public);
    let waiting = visibility::waiting(&hidden, material);
    let sections = sections::sections(&public, material);
    let mut terms = terms::terms(&public, &hidden, &waiting, material, &mut found);
    let mut entries = entries::entries(public, &sections, &mut terms, material, &mut found);
    reports::link(&mut entries, &reports);
    let hidden = hidden::hidden(hidden, &sections, material);
    let mut site = Site {
        now: material.now,
        languages: lists::languages(material.config),
        sections,
        taxonomies: terms.taxonomies,
        terms: terms.terms,
        series: Vec::new(),
        years: Vec::new(),
        files: Vec::new(),
        redirects: Vec::new(),
        waiting,
        hidden,
        kept_back: Vec::new(),
        targets: Targets::default(),
        entries: Vec::new(),
    };
    site.series = series::series(&mut entries, material);
    site.entries = entries;
    lists::fill(&mut site, material, &mut found);
    calendars::mark(&mut site, material.config);
    related::link(&mut site);
    once::leave_out_doubles(&mut site);
    archive::fill(&mut site, material);
    (site.files, site.kept_back) = files::files(&site, material, &mut found);
    addresses::register(&mut site, material, &mut found);
    Checked { value: site, found }
}

#[cfg(test)]
mod tests;
