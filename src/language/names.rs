//! What languages call themselves, and in which direction they are written.

use super::Tag;

/// Languages and the name that they have for themselves, with a capital as a list wants it.
const NAMES: [(&str, &str); 51] = [
    ("ar", "العربية"),
    ("bg", "Български"),
    ("bs", "Bosanski"),
    ("ca", "Català"),
    ("cs", "Čeština"),
    ("cy", "Cymraeg"),
    ("da", "Dansk"),
    ("de", "Deutsch"),
    ("el", "Ελληνικά"),
    ("en", "English"),
    ("es", "Español"),
    ("et", "Eesti"),
    ("eu", "Euskara"),
    ("fa", "فارسی"),
    ("fi", "Suomi"),
    ("fr", "Français"),
    ("fy", "Frysk"),
    ("ga", "Gaeilge"),
    ("gl", "Galego"),
    ("he", "עברית"),
    ("hi", "हिन्दी"),
    ("hr", "Hrvatski"),
    ("hu", "Magyar"),
    ("id", "Bahasa Indonesia"),
    ("is", "Íslenska"),
    ("it", "Italiano"),
    ("ja", "日本語"),
    ("ko", "한국어"),
    ("lb", "Lëtzebuergesch"),
    ("lt", "Lietuvių"),
    ("lv", "Latviešu"),
    ("mt", "Malti"),
    ("nb", "Norsk bokmål"),
    ("nds", "Plattdüütsch"),
    ("nl", "Nederlands"),
    ("nn", "Norsk nynorsk"),
    ("no", "Norsk"),
    ("pap", "Papiamentu"),
    ("pl", "Polski"),
    ("pt", "Português"),
    ("ro", "Română"),
    ("ru", "Русский"),
    ("sk", "Slovenčina"),
    ("sl", "Slovenščina"),
    ("so", "Soomaali"),
    ("sr", "Српски"),
    ("sv", "Svenska"),
    ("ti", "ትግርኛ"),
    ("tr", "Türkçe"),
    ("uk", "Українська"),
    ("zh", "中文"),
];

/// Languages and scripts that are written from right to left.
const RIGHT_TO_LEFT: [&str; 13] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "nqo", "ps", "sd", "syr", "ug", "ur",
];
const RIGHT_TO_LEFT_SCRIPTS: [&str; 7] = ["Adlm", "Arab", "Hebr", "Nkoo", "Rohg", "Syrc", "Thaa"];

/// Returns the name that the language has for itself, "Nederlands"; the tag where it is not known.
pub fn own_name(tag: &Tag) -> &str {
    let known = NAMES.iter().find(|(code, _)| *code == tag.primary());
    known.map_or(tag.as_str(), |(_, name)| name)
}

/// What the languages that a Dutch newsroom meets are called in Dutch and in English; small letters.
const CALLED: [(&str, &[&str]); 16] = [
    ("ar", &["arabisch", "arabic"]),
    ("de", &["duits", "german"]),
    ("en", &["engels"]),
    ("es", &["spaans", "spanish"]),
    ("fa", &["farsi", "perzisch", "persian"]),
    ("fr", &["frans", "french"]),
    ("fy", &["fries", "westerlauwers fries", "frisian"]),
    ("it", &["italiaans", "italian"]),
    ("nds", &["nedersaksisch", "low saxon"]),
    ("nl", &["dutch", "hollands", "vlaams"]),
    ("pap", &["papiaments"]),
    ("pl", &["pools", "polish"]),
    ("pt", &["portugees", "portuguese"]),
    ("ro", &["roemeens", "romanian"]),
    ("tr", &["turks", "turkish"]),
    ("uk", &["oekraïens", "oekraiens", "ukrainian"]),
];

/// Returns the tag of a language by its name in itself, in Dutch or in English, for hints.
pub fn tag_of_name(name: &str) -> Option<&'static str> {
    let name = name.trim().to_lowercase();
    let own = NAMES.iter().find(|(_, own)| own.to_lowercase() == name);
    let called = || CALLED.iter().find(|(_, called)| called.contains(&&*name));
    own.map(|(tag, _)| *tag).or_else(|| called().map(|(tag, _)| *tag))
}

/// Returns the direction in which the language is written, as HTML has it: `ltr` or `rtl`.
pub fn direction(tag: &Tag) -> &'static str {
    let script = tag.as_str().split('-').nth(1).filter(|part| part.len() == 4);
    let right_to_left = match script {
        Some(script) => RIGHT_TO_LEFT_SCRIPTS.contains(&script),
        None => RIGHT_TO_LEFT.contains(&tag.primary()),
    };
    if right_to_left { "rtl" } else { "ltr" }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Tag {
        Tag::parse(text).unwrap()
    }

    #[test]
    fn a_language_calls_itself_by_its_own_name() {
        for (code, name) in [
            ("nl", "Nederlands"),
            ("en-GB", "English"),
            ("fy", "Frysk"),
            ("fr", "Français"),
        ] {
            assert_eq!(own_name(&tag(code)), name);
        }
        for (name, code) in [
            ("nederlands", "nl"),
            ("Engels", "en"),
            ("English", "en"),
            ("Frysk", "fy"),
        ] {
            assert_eq!(tag_of_name(name), Some(code));
        }
        assert_eq!(tag_of_name("nl"), None);
        assert_eq!(own_name(&tag("tlh")), "tlh");
        assert!(NAMES.is_sorted_by_key(|(code, _)| code));
    }

    #[test]
    fn the_script_decides_the_direction_before_the_language() {
        for (code, expected) in [
            ("nl", "ltr"),
            ("ar", "rtl"),
            ("ar-EG", "rtl"),
            ("he", "rtl"),
            ("fa-AF", "rtl"),
            ("az-Arab", "rtl"),
            ("ar-Latn", "ltr"),
            ("de-1996", "ltr"),
        ] {
            assert_eq!(direction(&tag(code)), expected, "{code}");
        }
    }
}
