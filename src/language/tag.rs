//! Language tags.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A BCP 47 language tag in its usual spelling: `nl`, `en-GB`, `zh-Hant-TW`.
///
/// The part of BCP 47 that sites use: a language of two or three letters, then perhaps a script, a region and
/// variants; no extensions and no private use. Whether the parts are registered is not looked at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Tag(Box<str>);

impl Tag {
    /// Reads a tag, whatever its capitals: `EN-gb` is `en-GB`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-').peekable();
        let primary = parts.next()?;
        if !matches!(primary.len(), 2 | 3) || !is_alphabetic(primary) {
            return None;
        }
        let mut tag = primary.to_ascii_lowercase();
        if let Some(script) = parts.next_if(|part| part.len() == 4 && is_alphabetic(part)) {
            tag.push('-');
            tag.push_str(&script[..1].to_ascii_uppercase());
            tag.push_str(&script[1..].to_ascii_lowercase());
        }
        if let Some(region) = parts.next_if(|part| is_region(part)) {
            tag.push('-');
            tag.push_str(&region.to_ascii_uppercase());
        }
        for variant in parts {
            if !is_variant(variant) {
                return None;
            }
            tag.push('-');
            tag.push_str(&variant.to_ascii_lowercase());
        }
        Some(Self(tag.into()))
    }

    /// Dutch: the language of a site that does not say otherwise.
    pub fn dutch() -> Self {
        Self("nl".into())
    }

    /// Returns it as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the language alone, without script, region and variants: `en` of `en-GB`.
    pub fn primary(&self) -> &str {
        self.0.split_once('-').map_or(&*self.0, |(primary, _)| primary)
    }
}

fn is_alphabetic(part: &str) -> bool {
    part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(part: &str) -> bool {
    (part.len() == 2 && is_alphabetic(part)) || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_variant(part: &str) -> bool {
    let length = match part.bytes().next() {
        Some(first) if first.is_ascii_digit() => 4..=8,
        _ => 5..=8,
    };
    length.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

impl fmt::Display for Tag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for Tag {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Self::parse(&text).ok_or_else(|| format!("{text:?} is no language tag; write one such as nl or en-GB"))
    }
}

impl From<Tag> for String {
    fn from(tag: Tag) -> Self {
        tag.0.into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_takes_its_usual_spelling() {
        for (written, usual) in [
            ("nl", "nl"),
            ("NL", "nl"),
            ("en-gb", "en-GB"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("ES-419", "es-419"),
            ("de-DE-1996", "de-DE-1996"),
            ("ca-valencia", "ca-valencia"),
            ("fy", "fy"),
            ("gsw-CH", "gsw-CH"),
        ] {
            assert_eq!(
                Tag::parse(written).map(String::from).as_deref(),
                Some(usual),
                "{written}"
            );
        }
    }

    #[test]
    fn what_is_no_tag_is_none() {
        for written in [
            "",
            "n",
            "raad",
            "en_GB",
            "en-",
            "-en",
            "en--GB",
            "en-G",
            "e1",
            "nl-x-eigen",
            "né",
            "en-GB-US",
            "en-é",
            "nl ",
        ] {
            assert_eq!(Tag::parse(written), None, "{written}");
        }
    }

    #[test]
    fn the_primary_part_is_the_language_alone() {
        assert_eq!(Tag::parse("en-GB").unwrap().primary(), "en");
        assert_eq!(Tag::parse("nl").unwrap().primary(), "nl");
    }

    #[test]
    fn a_tag_is_read_from_configuration() {
        assert_eq!(serde_json::from_str::<Tag>("\"en-gb\"").unwrap().as_str(), "en-GB");
        assert!(serde_json::from_str::<Tag>("\"Nederlands\"").is_err());
    }
}
