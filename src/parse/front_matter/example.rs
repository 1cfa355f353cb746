//! For each key a value that is right, ready to copy.

use std::fmt;

use super::split::Format;

/// The name of a key, with the group in which it stands: `event.start`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<'a> {
    /// The group; empty for a key of the top level.
    pub group: &'static str,
    pub key: &'a str,
}

impl<'a> Name<'a> {
    pub fn of(group: &'static str, key: &'a str) -> Self {
        Self { group, key }
    }
}

impl<'a> From<&'a str> for Name<'a> {
    fn from(key: &'a str) -> Self {
        Self { group: "", key }
    }
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if !self.group.is_empty() {
            write!(f, "{}.", self.group)?;
        }
        f.write_str(self.key)
    }
}

/// Returns a line that gives the key a value that is right.
pub(super) fn line(name: Name<'_>, format: Format) -> String {
    with(name.key, example(name), format)
}

/// Returns a line that gives `key` the value `value`, which is written as YAML has it between brackets.
pub(super) fn with(key: &str, value: &str, format: Format) -> String {
    match format {
        Format::Yaml => format!("{key}: {value}"),
        // The examples have no colon with a space behind it but between key and value.
        Format::Toml => format!("{key} = {}", value.replace(": ", " = ")),
    }
}

/// The example of a key; texts stand in quotes, so that they are right in TOML too.
fn example(name: Name<'_>) -> &'static str {
    match (name.group, name.key) {
        ("" | "event" | "programme", "title") => "\"Raad kiest voor open data\"",
        ("downloads" | "links", "title") => "\"Verslag van de bijeenkomst\"",
        (_, "date" | "publish_at" | "expires_at") => "2026-03-05",
        (_, "updated") => "2026-03-07",
        (_, "start" | "previous_start") => "2026-11-12 13:00",
        ("event", "end") => "2026-11-12 17:00",
        ("programme", "time") => "\"13:00\"",
        ("programme", "end") => "\"13:30\"",
        (_, "draft") => "true",
        (_, "toc") => "true",
        (_, "share" | "newsletter") => "false",
        (_, "weight") => "10",
        (_, "summary") => "\"De raad kiest voor open data. Wat verandert er?\"",
        (_, "kicker") => "\"Nieuws\"",
        (_, "authors") => "[\"jansen\", \"Een Gastauteur\"]",
        (_, "tags") => "[\"Digitalisering\", \"Open data\"]",
        (_, "image" | "photo") => "{ src: \"foto.jpg\", alt: \"De raad stemt\" }",
        (_, "src") => "\"foto.jpg\"",
        (_, "alt") => "\"De raad stemt\"",
        (_, "decorative") => "true",
        (_, "long_description") => "\"In juli ging de brug 268 keer open, in januari 41 keer\"",
        (_, "focus") => "\"50% 30%\"",
        ("", "event") => "{ start: 2026-11-12 13:00, venue: \"Stadhuis\" }",
        (_, "announcement") => "\"/evenementen/congres.md\"",
        (_, "takeaways") => "[\"Alle data zijn open\", \"Het begint in mei\"]",
        (_, "quotes") => "[{ text: \"Dit is een begin\", name: \"A. Jansen\" }]",
        (_, "downloads") => "[{ title: \"Verslag\", file: \"verslag.pdf\" }]",
        (_, "corrections" | "changes") => "[{ date: 2026-03-06, text: \"Het bedrag klopte niet\" }]",
        (_, "withdrawn") => "{ date: 2026-04-01, reason: \"Er is een nieuw besluit\" }",
        (_, "replaced_by") => "\"../2026/nieuw.md\"",
        (_, "slug") => "\"raad-kiest-open-data\"",
        (_, "url") if name.group.is_empty() => "\"/dossier/open-data/\"",
        (_, "url" | "online_url" | "registration_url") => "\"https://www.example.org/\"",
        (_, "aliases") => "[\"/oud/adres/\"]",
        (_, "language") => "\"nl\"",
        (_, "template") => "\"bijzonder.html\"",
        (_, "check") => "{ ignore: [{ code: \"link-text\", reason: \"Zo heet de knop\" }] }",
        (_, "related") => "[\"andere.md\"]",
        (_, "series") => "\"Open data in de praktijk\"",
        (_, "timezone") => "\"Europe/Amsterdam\"",
        (_, "price") => "12.50",
        (_, "currency") => "\"EUR\"",
        (_, "status") => "\"scheduled\"",
        (_, "attendance") => "\"offline\"",
        (_, "speakers") => "[{ name: \"A. Jansen\", role: \"Wethouder\" }]",
        (_, "programme") => "[{ time: \"13:00\", title: \"Opening\" }]",
        (_, "organiser") => "{ name: \"Gemeente Voorbeeld\", url: \"https://www.example.org/\" }",
        (_, "links") => "[{ title: \"Mastodon\", url: \"https://social.example/@jansen\" }]",
        (_, "file") => "\"verslag.pdf\"",
        (_, "email") => "\"jansen@example.org\"",
        (_, "name") => "\"A. Jansen\"",
        _ => "\"…\"",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn examples_are_right_in_both_formats() {
        for key in [
            "title",
            "date",
            "tags",
            "image",
            "event",
            "downloads",
            "changes",
            "withdrawn",
            "weight",
            "links",
        ] {
            let (yaml, toml) = (line(key.into(), Format::Yaml), line(key.into(), Format::Toml));
            let (yaml, slips) = crate::tree::read_yaml(&yaml, 0..yaml.len());
            assert_eq!(slips, []);
            let (toml, slips) = crate::tree::read_toml(&toml, 0..toml.len());
            assert_eq!(slips, []);
            let shown = |node: Option<crate::tree::Node>| node.map(|node| node.to_value().to_string());
            assert_eq!(shown(yaml).is_some(), shown(toml).is_some(), "{key}");
        }
    }
}
