//! What translations have in common, and mistakes with them.

use super::*;
use crate::parse::front_matter::Related;

#[test]
fn a_translation_takes_what_it_does_not_say() {
    let sample = sample(
        "
        [languages.en]
        -- nieuws/a.md --
        title: Raad
        date: 2026-01-01
        tags: [Data]
        authors: [Piet Jansen]
        kicker: Besluit
        slug: besluit
        series: Reeks
        weight: 3
        related: false
        image: { src: a.png, alt: Zaal, credit: Kim }
        event: { start: 2026-02-01 10:00, venue: Utrecht, speakers: [Kim] }
        -- nieuws/a.en.md --
        title: Council
        tags: [Open data]
        image: { alt: Hall }
        event: { start: 2026-02-01 10:00, venue: Utrecht city }
        -- nieuws/a.png --
        ",
    );
    let site = sample.clean();
    let english = entry(&site, "nieuws/a.en.md");
    assert_eq!(english.url.as_str(), "/en/nieuws/besluit/");
    assert_eq!(&*english.title, "Council");
    assert_eq!(english.published, entry(&site, "nieuws/a.md").published);
    assert_eq!(english.front.kicker, None);
    assert_eq!(english.front.weight, Some(3));
    assert_eq!(english.front.related, Related::Off);
    let image = english.front.image.as_ref().unwrap();
    assert_eq!(image.alt.as_deref(), Some("Hall"));
    assert_eq!(image.credit.as_deref(), Some("Kim"));
    assert!(image.src.is_some());
    let event = english.front.event.as_ref().unwrap();
    assert_eq!(
        (event.venue.as_deref(), event.speakers.len()),
        (Some("Utrecht city"), 1)
    );
    let terms: Vec<&str> = english.terms.iter().map(|id| &*site.terms[id.index()].name).collect();
    assert_eq!(terms, ["Open data", "Piet Jansen"]);
    assert_eq!(paths(&site, &english.translations), ["nieuws/a.md", "nieuws/a.en.md"]);
    assert_eq!(site.series.len(), 2);
}

#[test]
fn another_picture_has_its_own_maker() {
    let sample = sample(
        "
        [languages.en]
        -- a.md --
        image: { src: a.png, alt: Zaal, credit: Kim }
        -- a.en.md --
        image: b.png
        -- a.png --
        -- b.png --
        ",
    );
    let site = sample.clean();
    let image = entry(&site, "a.en.md").front.image.as_ref().unwrap();
    assert_eq!((image.alt.as_deref(), image.credit.as_deref()), (None, None));
}

#[test]
fn a_key_joins_documents_of_different_names() {
    let sample = sample(
        "
        [languages.en]
        -- nieuws/raad.md --
        date: 2026-01-01
        translation_key: raad
        -- nieuws/council.en.md --
        translation_key: raad
        ",
    );
    let site = sample.clean();
    let english = entry(&site, "nieuws/council.en.md");
    assert_eq!(english.url.as_str(), "/en/nieuws/council/");
    assert_eq!(english.translations.len(), 2);
}

#[test]
fn mistakes_are_told() {
    assert_eq!(
        sample("[languages.en]\n-- a.md --\n-- a/index.md --\n").found()[0],
        "a/index.md site/two-translations: this and content/a.md are both the nl version of one document"
    );
    assert_eq!(
        sample("[languages.en]\n-- a.md --\ntranslation_key: x\n").found(),
        ["a.md site/unknown-translation: no other document has the translation_key x"]
    );
    assert_eq!(sample("[languages.en]\n-- a.en.md --\n").found(), Vec::<String>::new());
}

#[test]
fn sections_stand_in_every_language_and_lists_fall_back_where_asked() {
    let text = |fallback: &str| {
        format!(
            "
            [languages.en]
            fallback = \"{fallback}\"
            -- nieuws/_index.md --
            title: Het nieuws
            -- nieuws/a.md --
            date: 2026-01-01
            tags: [Data]
            -- nieuws/b.md --
            date: 2026-01-02
            tags: [Data]
            -- nieuws/b.en.md --
            title: B
            "
        )
    };
    let sample = sample(&text("show"));
    let site = sample.clean();
    let english = &site.languages[1];
    assert_eq!(paths(&site, &english.latest), ["nieuws/b.en.md", "nieuws/a.md"]);
    let section = &site.sections[english.sections[0].index()];
    assert_eq!((section.url.as_str(), &*section.title), ("/en/nieuws/", "Het nieuws"));
    assert_eq!(paths(&site, &section.items), ["nieuws/b.en.md", "nieuws/a.md"]);
    let term = site
        .terms
        .iter()
        .find(|term| term.url.as_str() == "/en/tags/data/")
        .unwrap();
    assert_eq!(paths(&site, &term.items), ["nieuws/b.en.md", "nieuws/a.md"]);
    // Neighbours and related articles are in one language.
    let b = entry(&site, "nieuws/b.en.md");
    assert!(b.previous.is_none() && b.related.is_empty());

    let sample = super::sample(&text("hide"));
    let site = sample.clean();
    assert_eq!(paths(&site, &site.languages[1].latest), ["nieuws/b.en.md"]);
}
