//! Values that several pages show, built when the first asks for them.

use std::sync::Arc;

use tera::Value;
use tera::value::Key;

use super::super::card::{Lead, card, lead};
use super::super::date::date;
use super::super::fields::Fields;
use super::super::head::{feed_links, trail};
use super::super::links::link_address;
use super::super::seen::Seen;
use super::super::social::{Social, social};
use super::super::{href, person, site};
use super::Shared;
use super::basis::{Made, Memo};
use super::recent::Recent;
use crate::date::Moment;
use crate::language::{Locale, Tag};
use crate::organise::{EntryId, LanguageId, SectionId, TaxonomyId, TermId};
use crate::parse::LinkBy;
use crate::parse::markdown;
use crate::plan::FeedOf;

/// Values that several pages show.
impl<'a> Shared<'a> {
    fn shared(&self, memo: &'a Memo, make: impl FnOnce(&Shared<'_>) -> Value) -> &'a Value {
        let (value, facts) = memo.get_or_init(|| {
            let seen = Seen::default();
            let value = make(&self.basis.seen_by(&seen));
            (value, seen.into_facts())
        });
        self.seen.note_all(facts);
        value
    }

    /// Returns the value `site` of a language.
    pub fn site_value(&self, language: LanguageId) -> Value {
        let (value, fact) = &self.basis.sites[language.index()];
        self.seen.note(*fact);
        value.clone()
    }

    /// The same for a value of a document.
    fn recent<T: Clone>(
        &self,
        recent: &Recent<EntryId, Made<T>>,
        id: EntryId,
        make: impl FnOnce(&Shared<'_>) -> T,
    ) -> T {
        let (value, facts) = recent.get(id.index(), id, || {
            let seen = Seen::default();
            let value = make(&self.basis.seen_by(&seen));
            (value, seen.into_facts().into())
        });
        self.seen.note_all(&facts);
        value
    }

    /// Returns the CARD of a document.
    pub fn card(&self, id: EntryId) -> Value {
        self.recent(&self.basis.cards, id, |shared| card(id, shared))
    }

    /// Returns the lead of a document.
    pub(in crate::plan::view) fn lead(&self, id: EntryId) -> Lead {
        self.recent(&self.basis.leads, id, |shared| lead(&shared.head(id), shared))
    }

    /// Returns a DATE in a language, or none.
    pub(in crate::plan::view) fn date(&self, moment: Option<&Moment>, language: LanguageId) -> Value {
        let Some(moment) = moment else { return Value::none() };
        let day = moment.date;
        let place = usize::from(day.day_of_year().unsigned_abs()) + usize::from(day.year().unsigned_abs()) * 366;
        let make = || date(moment, self.locale(language));
        self.basis
            .dates
            .get(place + language.index(), (*moment, language), make)
    }

    /// Returns the social card of a document, if it has one.
    pub(in crate::plan::view) fn social(&self, id: EntryId) -> Option<Arc<Social>> {
        self.recent(&self.basis.socials, id, |shared| social(id, shared))
    }

    /// Returns what social cards in a language see of the site, and a hash of what they are drawn from.
    pub fn social_ground(&self, language: LanguageId) -> Option<&'a (Value, u128)> {
        let (_, fact) = self.basis.sites[language.index()];
        self.seen.note(fact);
        self.basis.social_grounds.get(language.index())
    }

    /// Returns one field of the CARD of a document.
    pub(in crate::plan::view) fn of_card(&self, id: EntryId, field: &'static str) -> Value {
        let card = self.card(id);
        let field = card.as_map().and_then(|card| card.get(&Key::Str(field)));
        field.cloned().unwrap_or_else(Value::none)
    }

    /// Returns a LANG.
    pub(in crate::plan::view) fn language_value(&self, id: LanguageId) -> Value {
        self.shared(&self.basis.languages[id.index()], |shared| site::language(id, shared))
            .clone()
    }

    pub(in crate::plan::view) fn section_value(&self, id: SectionId) -> Value {
        let make = |shared: &Shared<'_>| {
            let section = shared.section(id);
            let url = href(section.url, shared.config);
            Fields::new()
                .text("name", section.name)
                .text("title", section.title)
                .text("url", &url)
                .into()
        };
        self.shared(&self.basis.sections[id.index()], make).clone()
    }

    /// Returns a TERM, or for `authors` what a byline shows.
    pub(in crate::plan::view) fn term_value(&self, id: TermId) -> Value {
        let make = |shared: &Shared<'_>| {
            let term = shared.term(id);
            let url = href(term.url, shared.config);
            Fields::new()
                .text("name", term.name)
                .text("slug", term.slug)
                .text("url", &url)
                .into()
        };
        self.shared(&self.basis.terms[id.index()], make).clone()
    }

    /// Returns what a byline shows of a person.
    pub(in crate::plan::view) fn author_value(&self, id: TermId) -> Value {
        self.shared(&self.basis.authors[id.index()], |shared| person::author(id, shared))
            .clone()
    }

    /// Returns a taxonomy with its title and address.
    pub(in crate::plan::view) fn taxonomy_value(&self, id: TaxonomyId) -> Value {
        self.shared(&self.basis.taxonomies[id.index()], |shared| site::taxonomy(id, shared))
            .clone()
    }

    pub(in crate::plan::view) fn language_feeds(&self, id: LanguageId) -> &'a [Value] {
        let make = |shared: &Shared<'_>| Value::from(feed_links(FeedOf::Language(id), shared));
        list(self.shared(&self.basis.language_feeds[id.index()], make))
    }

    pub(in crate::plan::view) fn section_feeds(&self, id: SectionId) -> &'a [Value] {
        let make = |shared: &Shared<'_>| Value::from(feed_links(FeedOf::Section(id), shared));
        list(self.shared(&self.basis.section_feeds[id.index()], make))
    }

    /// Returns the way from home to a section, itself included.
    pub(in crate::plan::view) fn section_trail(&self, id: SectionId) -> &'a [Value] {
        let make = |shared: &Shared<'_>| Value::from(trail(shared.section(id).language, Some(id), shared));
        list(self.shared(&self.basis.section_trails[id.index()], make))
    }
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap_or_default()
}

/// What follows from the settings and the theme alone.
impl<'a> Shared<'a> {
    /// Returns how a language writes dates and numbers.
    pub fn locale(&self, language: LanguageId) -> &'a Locale {
        &self.basis.common.locales[language.index()]
    }

    /// Returns the tag of a language.
    pub fn tag(&self, language: LanguageId) -> &'a Tag {
        &self.basis.common.config.languages[language.index()].tag
    }

    /// Returns a word of the theme; the key itself where the theme lacks it.
    pub fn word(&self, language: LanguageId, key: &str, values: &[(&str, &str)]) -> String {
        self.words[language.index()].text(key, values)
    }

    /// Returns a text of the configuration in `language`.
    pub fn localized(&self, text: &'a crate::config::Localized, language: LanguageId) -> &'a str {
        text.get(self.tag(language), &self.basis.common.config.language)
    }

    /// Returns inline Markdown as HTML in the language of `entry`, or none.
    pub(crate) fn inline(&self, entry: EntryId, text: Option<&str>) -> Value {
        let Some(text) = text else { return Value::none() };
        let resolve = |target: &str| link_address(self, entry, target, LinkBy::Path);
        // The language of a document is in the name of its file.
        let language = self.tag(self.basis.site.entries[entry.index()].language);
        Value::safe_string(&markdown::inline_with(text, language, &resolve))
    }

    /// Whether the term is one of `authors`.
    pub(crate) fn is_author(&self, term: TermId) -> bool {
        self.taxonomy(self.term(term).taxonomy).name == "authors"
    }
}
