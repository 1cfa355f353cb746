//! What holds for every site.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

/// Sites of a few documents whose names, terms and addresses often meet.
fn sites() -> impl Strategy<Value = String> {
    let folder = prop::sample::select(vec![
        "",
        "nieuws/",
        "nieuws/x/",
        "tags/",
        "authors/",
        "en/",
        "Nieuws/",
        "page/",
    ]);
    let name = prop::sample::select(vec![
        "a",
        "b",
        "A",
        "a.en",
        "index",
        "_index",
        "_index.en",
        "2026-01-02-a",
        "2",
        "ü",
        "tags",
        "..a",
        "a%b",
    ]);
    let line = prop::sample::select(vec![
        "draft: true",
        "date: 2026-01-01",
        "date: 2027-01-01",
        "expires_at: 2026-01-01",
        "tags: [a, B, '..', '/']",
        "authors: [a, Kim de Vries, '?']",
        "series: '..'",
        "slug: a",
        "url: /nieuws/",
        "url: /tags/a/",
        "aliases: [/a/, /nieuws/b/, /en/]",
        "translation_key: k",
        "related: [a.md, /nieuws/a.md]",
        "event: { start: 2026-06-01 }",
        "weight: 1",
    ]);
    let document = (folder, name, prop::collection::hash_set(line, 0..4));
    prop::collection::vec(document, 0..8).prop_map(|documents| {
        let mut paths = HashSet::new();
        let mut text = "[languages.en]\nfallback = \"show\"\n[sections.nieuws]\nkind = \"event\"\n".to_owned();
        for (folder, name, lines) in documents {
            if !paths.insert(format!("{folder}{name}")) {
                continue;
            }
            // A key stands once.
            let mut keys = HashSet::new();
            let mut lines: Vec<&str> = lines.into_iter().collect();
            lines.sort_unstable();
            lines.retain(|line| keys.insert(line.split(':').next()));
            text += &format!(
                "-- {folder}{name}.md --\n{}\n\n[x](a.md) [y](../nieuws/b.md#z)\n",
                lines.join("\n")
            );
        }
        text
    })
}

proptest! {
    #[test]
    fn no_site_makes_it_fail_and_addresses_are_one_thing_s_own(text in sites()) {
        let sample = sample(&text);
        let organised = organise(sample.material());
        let again = organise(sample.material());
        prop_assert_eq!(&organised.found, &again.found);
        let site = &organised.value;
        check_links(site, &sample.config);
        if !organised.found.iter().any(Diagnostic::is_error) {
            let lists = site.languages.iter().map(|language| &language.url)
                .chain(site.sections.iter().map(|section| &section.url))
                .chain(site.taxonomies.iter().map(|taxonomy| &taxonomy.url))
                .chain(site.terms.iter().map(|term| &term.url))
                .chain(site.series.iter().map(|series| &series.url));
            let documents = site.entries.iter()
                .filter(|entry| matches!(entry.kind, Kind::Article | Kind::Event | Kind::Page))
                .map(|entry| &entry.url);
            let redirects = site.redirects.iter().map(|redirect| &redirect.from);
            let mut all = HashSet::new();
            for url in lists.chain(documents).chain(redirects) {
                prop_assert!(all.insert(url.output_file().to_lowercase()), "{} twice in\n{}", url, text);
            }
        }
        for entry in &site.entries {
            let ids = entry.related.iter().chain(&entry.translations).chain(&entry.previous).chain(&entry.next);
            for id in ids {
                prop_assert!(id.index() < site.entries.len());
            }
            prop_assert!(entry.front.draft != Some(true));
        }
    }
}
