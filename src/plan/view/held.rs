//! A hash of what each part of the site holds.
//!
//! Each takes a part to pieces field by field, without `..`: a field that is added and not hashed does not compile. Where a field is
//! the number of another part, its name is hashed, for numbers change when anything is added.

use super::heads::{
    ArchiveHead, Head, Indexed, LanguageHead, LanguageLists, LanguageParts, SectionHead, SectionLists, TaxonomyHead,
    TermHead, YearHead, YearLists,
};
use super::seen::hash_of;
use crate::organise::{
    Entry, EntryId, Front, Kind, Month, OfEvent, SectionId, Series, SeriesId, Site, TaxonomyId, TermId, YearId,
};

/// The names of all parts.
#[derive(Debug)]
pub(super) struct Names<'a> {
    pub site: &'a Site<'a>,
    pub entries: Vec<u64>,
    pub sections: Vec<u64>,
    pub taxonomies: Vec<u64>,
    pub terms: Vec<u64>,
    pub series: Vec<u64>,
    pub years: Vec<u64>,
}

impl Names<'_> {
    pub fn entry(&self, id: EntryId) -> u64 {
        self.entries[id.index()]
    }

    pub fn section(&self, id: SectionId) -> u64 {
        self.sections[id.index()]
    }

    pub fn taxonomy(&self, id: TaxonomyId) -> u64 {
        self.taxonomies[id.index()]
    }

    pub fn term(&self, id: TermId) -> u64 {
        self.terms[id.index()]
    }

    pub fn series(&self, id: SeriesId) -> u64 {
        self.series[id.index()]
    }

    pub fn year(&self, id: YearId) -> u64 {
        self.years[id.index()]
    }

    pub fn years(&self, ids: &[YearId]) -> Vec<u64> {
        ids.iter().map(|id| self.year(*id)).collect()
    }

    pub fn entries(&self, ids: &[EntryId]) -> Vec<u64> {
        ids.iter().map(|id| self.entry(*id)).collect()
    }

    pub fn sections(&self, ids: &[SectionId]) -> Vec<u64> {
        ids.iter().map(|id| self.section(*id)).collect()
    }

    pub fn terms(&self, ids: &[TermId]) -> Vec<u64> {
        ids.iter().map(|id| self.term(*id)).collect()
    }

    pub fn kind(&self, kind: Kind) -> (u8, u64) {
        match kind {
            Kind::Home => (0, 0),
            Kind::Section(id) => (1, self.section(id)),
            Kind::Article => (2, 0),
            Kind::Event => (3, 0),
            Kind::Page => (4, 0),
            Kind::Term(id) => (5, self.term(id)),
        }
    }
}

pub(super) fn whole(entry: &Entry<'_>, names: &Names<'_>) -> u64 {
    let Entry {
        document,
        front,
        language,
        kind,
        url,
        section,
        title,
        published,
        is_in_feeds,
        translations,
        terms,
        previous,
        next,
        related,
        series,
        event_is_past,
        of_event,
    } = entry;
    let inherited = match front {
        Front::Written(_) => Vec::new(),
        Front::Inherited(front) => postcard::to_stdvec(front).unwrap_or_else(|_| format!("{front:?}").into_bytes()),
    };
    let one = |id: &Option<EntryId>| id.map(|id| names.entry(id));
    let series = series.map(|(id, place)| (names.series(id), place));
    let of_event = of_event.as_deref().map(|of_event| {
        let OfEvent { announcement, reports } = of_event;
        (one(announcement), names.entries(reports))
    });
    let links = (one(previous), one(next), names.entries(related), series, of_event);
    let place = (language, names.kind(*kind), url, section.map(|id| names.section(id)));
    let rest = (
        title,
        (published, is_in_feeds),
        names.entries(translations),
        names.terms(terms),
        event_is_past,
    );
    hash_of((document.source, inherited, links, place, rest))
}

pub(super) fn head(head: &Head<'_>, names: &Names<'_>) -> u64 {
    let Head {
        id: _, // its name
        kind,
        language,
        title,
        url,
        summary,
        kicker,
        date,
        updated,
        published,
        image,
        event,
        event_is_past,
        announcement,
        is_draft,
        withdrawn,
        person,
        section,
        terms,
        translations,
    } = head;
    let texts = (title, url, summary, kicker);
    let times = (date, updated, published);
    let front = (image, event, event_is_past, is_draft, withdrawn, person);
    let announcement = announcement.map(|id| names.entry(id));
    let place = (
        language,
        names.kind(*kind),
        section.map(|id| names.section(id)),
        announcement,
    );
    hash_of((
        texts,
        times,
        front,
        place,
        names.terms(terms),
        names.entries(translations),
    ))
}

pub(super) fn indexed(indexed: &Indexed<'_>, names: &Names<'_>) -> u64 {
    let Indexed {
        kind,
        language,
        url,
        date,
        updated,
        image,
        is_draft,
        translations,
    } = indexed;
    let what = (names.kind(*kind), language, url, is_draft);
    hash_of((what, date, updated, image, names.entries(translations)))
}

pub(super) fn section_head(head: &SectionHead<'_>, names: &Names<'_>) -> u64 {
    let SectionHead {
        name,
        language,
        title,
        url,
        entry,
        translations,
        parent,
        calendar,
    } = head;
    let links = (
        entry.map(|id| names.entry(id)),
        names.sections(translations),
        parent.map(|id| names.section(id)),
    );
    hash_of((name, language, title, url, links, calendar))
}

pub(super) fn section_lists(lists: &SectionLists<'_>, names: &Names<'_>) -> u64 {
    let SectionLists {
        items,
        upcoming,
        children,
    } = lists;
    hash_of((names.entries(items), names.entries(upcoming), names.sections(children)))
}

pub(super) fn taxonomy_head(head: &TaxonomyHead<'_>, names: &Names<'_>) -> u64 {
    let TaxonomyHead {
        name,
        language,
        title,
        url,
        entry,
        translations,
    } = head;
    let translations: Vec<u64> = translations.iter().map(|id| names.taxonomy(*id)).collect();
    hash_of((
        name,
        language,
        title,
        url,
        entry.map(|id| names.entry(id)),
        translations,
    ))
}

pub(super) fn term_head(head: &TermHead<'_>, names: &Names<'_>) -> u64 {
    let TermHead {
        taxonomy,
        language,
        slug,
        name,
        url,
        entry,
        translations,
        calendar,
    } = head;
    let links = (
        names.taxonomy(*taxonomy),
        entry.map(|id| names.entry(id)),
        names.terms(translations),
    );
    hash_of((language, slug, name, url, links, calendar))
}

pub(super) fn whole_series(series: &Series, names: &Names<'_>) -> u64 {
    let Series {
        name,
        language,
        url,
        translations,
        items,
    } = series;
    let translations: Vec<u64> = translations.iter().map(|id| names.series(*id)).collect();
    hash_of((name, language, url, translations, names.entries(items)))
}

pub(super) fn year_head(head: &YearHead<'_>, names: &Names<'_>) -> u64 {
    let YearHead {
        number,
        language,
        url,
        translations,
        newer,
        older,
    } = head;
    let neighbours = [newer, older].map(|year| year.map(|id| names.year(id)));
    hash_of((number, language, url, names.years(translations), neighbours))
}

pub(super) fn year_lists(lists: &YearLists<'_>, names: &Names<'_>) -> u64 {
    let YearLists { items, months } = lists;
    let months: Vec<(i8, usize)> = months.iter().map(|Month { number, count }| (*number, *count)).collect();
    hash_of((names.entries(items), months))
}

pub(super) fn archive(head: &ArchiveHead<'_>, names: &Names<'_>) -> u64 {
    let ArchiveHead { url, years } = head;
    hash_of((url, names.years(years)))
}

pub(super) fn language_head(head: &LanguageHead<'_>, names: &Names<'_>) -> u64 {
    let LanguageHead { url, home, calendar } = head;
    // How many languages there are is known from the settings.
    let home = home.map(|id| names.entry(id));
    hash_of((url, home, names.site.languages.len(), calendar))
}

pub(super) fn language_lists(lists: &LanguageLists<'_>, names: &Names<'_>) -> u64 {
    let LanguageLists { latest, upcoming } = lists;
    hash_of((names.entries(latest), names.entries(upcoming)))
}

pub(super) fn language_parts(parts: &LanguageParts<'_>, names: &Names<'_>) -> u64 {
    let LanguageParts {
        sections,
        taxonomies,
        pages,
    } = parts;
    let taxonomies: Vec<u64> = taxonomies.iter().map(|id| names.taxonomy(*id)).collect();
    hash_of((names.sections(sections), taxonomies, names.entries(pages)))
}
