//! Where links lead.

use super::*;
use crate::parse::LinkBy;

const TEXT: &str = "
    [languages.en]
    -- nieuws/2026/raad.md --
    date: 2026-01-01

    ## Besluit
    -- nieuws/2026/raad.en.md --
    title: Council

    ## Decision
    -- nieuws/2026/ander.md --
    date: 2026-01-02
    tags: [Data]
    aliases: [/oud/]
    -- nieuws/2026/bijlage.pdf --
    -- nieuws/bundel/index.md --
    date: 2026-01-01
    -- nieuws/bundel/foto.png --
    -- nieuws/geheim.md --
    draft: true
    tags: [Leeg]
    -- tags/leeg/_index.md --
    -- beeld/logo.svg --
";

#[track_caller]
fn check(from: &str, target: &str, by: LinkBy, expected: &str) {
    let sample = sample(TEXT);
    let site = sample.clean();
    let from = site
        .entries
        .iter()
        .position(|entry| entry.document.path.as_str() == from)
        .unwrap();
    let path = |id: EntryId| site.entries[id.index()].document.path.as_str();
    let got = match resolve(&site, EntryId(from as u32), target, by) {
        Resolved::Entry(id, fragment) => format!("{} {}", path(id), fragment.as_deref().unwrap_or("")),
        Resolved::File(file) => format!("file {}", site.files[file as usize].file.path),
        Resolved::Address(address) => format!("address {address}"),
        Resolved::UnknownAddress(address) => format!("unknown {address}"),
        Resolved::Unpublished(why) => format!("{why:?}"),
        Resolved::DeadAnchor(id, fragment) => format!("no #{fragment} in {}", path(id)),
        Resolved::Dead => "dead".to_owned(),
    };
    assert_eq!(got.trim_end(), expected, "{target}");
}

#[test]
fn a_path_is_looked_up_from_the_file_or_the_top() {
    let from = "nieuws/2026/ander.md";
    let check = |target: &str, expected: &str| check(from, target, LinkBy::Path, expected);
    check("raad.md", "nieuws/2026/raad.md");
    check("./raad.md#besluit", "nieuws/2026/raad.md besluit");
    check("../2026/raad.md", "nieuws/2026/raad.md");
    check("/nieuws/2026/raad.md#besluit", "nieuws/2026/raad.md besluit");
    check("raad.md#geen", "no #geen in nieuws/2026/raad.md");
    check("raad.md#top", "nieuws/2026/raad.md top");
    check("#", "nieuws/2026/ander.md");
    check("raad.en.md#decision", "nieuws/2026/raad.en.md decision");
    check("../bundel/index.md", "nieuws/bundel/index.md");
    check("bijlage.pdf", "file nieuws/2026/bijlage.pdf");
    check("bijlage.pdf#page=2", "file nieuws/2026/bijlage.pdf");
    check("/beeld/logo.svg", "file beeld/logo.svg");
    check("../geheim.md", "Draft");
    check("/tags/leeg/_index.md", "Unused");
    check("niets.md", "dead");
    check("/niets.md", "dead");
    check("niets", "dead");
}

#[test]
fn an_address_of_the_site_is_known_or_not() {
    let check = |target: &str, expected: &str| check("nieuws/2026/ander.md", target, LinkBy::Path, expected);
    check("/nieuws/2026/raad/", "nieuws/2026/raad.md");
    check("/nieuws/2026/raad", "nieuws/2026/raad.md");
    check("../raad/#besluit", "nieuws/2026/raad.md besluit");
    check("/oud/", "nieuws/2026/ander.md");
    check("/nieuws/", "address /nieuws/");
    check("/tags/data?volgorde=oud#x", "address /tags/data/?volgorde=oud#x");
    check("/nieuws/geheim/", "Draft");
    check("/nieuws/Geheim", "Draft");
    check("/nieuws/geheim/index.html#x", "Draft");
    check("../../geheim/", "Draft");
    check("/weg/", "unknown /weg/");
}

#[test]
fn accents_may_be_written_either_way() {
    let sample = sample(
        "-- a.md --\nweight: 1\n\n[x](e\u{301}\u{e9}n.pdf) [y](c\u{327}a.md)\n-- \u{e9}\u{e9}n.pdf --\n-- c\u{327}a.md --\n",
    );
    assert_eq!(sample.found(), Vec::<String>::new());
    let sample = super::sample("-- a.md --\nweight: 1\n\n![x](\u{e9}.png)\n-- e\u{301}.png --\n");
    assert_eq!(sample.found(), Vec::<String>::new());
}

#[test]
fn nothing_leads_out_of_the_site() {
    let check = |target: &str| check("nieuws/2026/ander.md", target, LinkBy::Path, "dead");
    for target in [
        "../../../x.md",
        "/../x.md",
        "..\\x.md",
        "%2e%2e/x.md",
        "a\0.md",
        "../../../../etc/passwd",
    ] {
        check(target);
    }
}

#[test]
fn a_link_leads_to_the_version_in_the_reader_s_language() {
    check(
        "nieuws/2026/raad.en.md",
        "raad.md",
        LinkBy::Path,
        "nieuws/2026/raad.en.md",
    );
    check(
        "nieuws/2026/raad.en.md",
        "ander.md",
        LinkBy::Path,
        "nieuws/2026/ander.md",
    );
    check(
        "nieuws/2026/raad.en.md",
        "raad.md#decision",
        LinkBy::Path,
        "nieuws/2026/raad.en.md decision",
    );
}

#[test]
fn ref_finds_a_page_by_path_or_by_its_name_alone() {
    let check = |target: &str, expected: &str| check("nieuws/bundel/index.md", target, LinkBy::Ref, expected);
    check("/nieuws/2026/raad", "nieuws/2026/raad.md");
    check("nieuws/2026/raad.md", "nieuws/2026/raad.md");
    check("ander.md", "nieuws/2026/ander.md");
    check("raad#besluit", "nieuws/2026/raad.md besluit");
    check("geheim", "Draft");
    check("/nieuws/bundel", "nieuws/bundel/index.md");
    check("niets", "dead");
}

#[test]
fn links_pictures_and_downloads_to_nothing_are_told() {
    let sample = sample(
        "
        -- a.md --
        image: weg.png
        downloads: [{ title: x, file: weg.pdf }]
        related: [weg.md]
        withdrawn: { reason: x, replaced_by: weg.md }

        [x](weg.md) ![y](weg.jpg) [z](/weg/) [s](sec.gov)
        ",
    );
    let mut found = sample.found();
    found.sort();
    assert_eq!(
        found,
        [
            "a.md link/dead: sec.gov is not there",
            "a.md link/dead: weg.md is not there",
            "a.md link/dead: weg.md is not there",
            "a.md link/dead: weg.md is not there",
            "a.md link/missing-file: the file to download weg.pdf is not there",
            "a.md link/missing-file: the picture weg.jpg is not there",
            "a.md link/missing-file: the picture weg.png is not there",
            "a.md link/unknown-address: nothing is published at /weg/",
        ]
    );
}

#[test]
fn a_short_name_is_not_taken_for_another() {
    let hint = |names: [&str; 2]| {
        let text = format!(
            "[languages.en]\n-- nieuws/{}.md --\ndate: 2026-01-01\n\n[x]({}.md)",
            names[0], names[1]
        );
        let sample = sample(&text);
        let organised = organise(sample.material());
        let found = check_links(&organised.value, &sample.config);
        found[0].hint.clone().unwrap_or_default()
    };
    for names in [["heel", "geen"], ["h.en", "geen"]] {
        assert!(hint(names).contains("write the way"), "{}", hint(names));
    }
    for names in [["raad", "raat"], ["begroting", "begrotign-"]] {
        assert!(hint(names).contains("there is a content/nieuws/"), "{}", hint(names));
    }
}
