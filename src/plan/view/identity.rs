//! What a document is called by who follows the site: in feeds and in calendars.

use xxhash_rust::xxh3::xxh3_128;

use crate::config::Config;
use crate::parse::DocumentName;

/// Returns a UUID that is that of the document alone, in any site (RFC 9562 §5.8, version 8).
///
/// Made of the address of the site as `site.toml` has it and of where the document lies in the content: so it outlives its title, its date,
/// its `slug`, and the pattern of its section's addresses, and it is the same in a site that is made for another address with `--base-url`.
pub(super) fn uuid(name: &DocumentName, config: &Config) -> String {
    let DocumentName {
        folder,
        stem,
        form: _, // `raad.md` that becomes `raad/index.md` is the same article
        language,
        date,
    } = name;
    let language = language.as_ref().map_or("", |tag| tag.as_str());
    let site = config.written_base_url.split_once("://").map_or("", |(_, site)| site);
    let date = date.map(|date| date.to_string()).unwrap_or_default();
    // No path has this character, so what is joined can be parted again.
    let text = [site, folder, stem, &date, language].join("\0");
    let hash = xxh3_128(text.as_bytes());
    // Version 8 and variant 10, each in its place.
    let hash = hash & !(0xf << 76) | (8 << 76);
    let hash = hash & !(0b11 << 62) | (0b10 << 62);
    let digits = format!("{hash:032x}");
    let parts = [
        &digits[..8],
        &digits[8..12],
        &digits[12..16],
        &digits[16..20],
        &digits[20..],
    ];
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(path: &str, base_url: &str) -> String {
        let config = crate::config::read(&format!("title = \"x\"\nbase_url = \"{base_url}\""))
            .value
            .unwrap();
        let languages = config.languages.iter().map(|language| language.tag.clone());
        let path = crate::read::ContentPath::new(path).unwrap();
        uuid(
            &crate::parse::document_name(&path, &languages.collect::<Vec<_>>()),
            &config,
        )
    }

    #[test]
    fn it_is_a_uuid_of_the_document_and_the_site() {
        let one = of("nieuws/raad.md", "https://a.nl/");
        assert_eq!(one, of("nieuws/raad/index.md", "http://a.nl"));
        assert_eq!((one.len(), &one[14..15]), (36, "8"));
        assert!("89ab".contains(&one[19..20]), "{one}");
        for other in ["nieuws/raad2.md", "raad.md", "nieuws/2026-01-01-raad.md"] {
            assert_ne!(one, of(other, "https://a.nl/"), "{other}");
        }
        assert_ne!(one, of("nieuws/raad.md", "https://b.nl/"));
    }
}
