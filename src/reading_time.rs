//! How long it takes to read an article.
//!
//! Minutes are words by a speed, plus the characters of scripts without spaces by theirs. Speeds differ between people
//! far more than between languages, so a rounded minute is all that this tells. The speeds are of silent reading of
//! non-fiction by adults.

use crate::config;
use crate::language::Tag;
use crate::word_count::WordCount;

/// Words a minute by language.
///
/// - `nl`: 250, what Dutch newsrooms reckon with; Brysbaert et al. (2021) measured 238 at 5.1 letters a word and 270
///   at 4.5, and news lies between.
/// - `en`: 238, Brysbaert (2019), *How many words do we read per minute?*, Journal of Memory and Language 109.
const WORDS_PER_MINUTE: [(&str, u32); 2] = [("nl", 250), ("en", 238)];

/// Words a minute in all other languages: the figure for English, of which we know best how it was measured.
const OTHER_WORDS_PER_MINUTE: u32 = 238;

/// Characters a minute of scripts without spaces, where the configuration has none that can be.
const CHARACTERS_PER_MINUTE: u32 = 500;

/// Returns the minutes that reading takes, at least 1, rounded half up.
pub fn minutes(count: WordCount, speed: &config::ReadingTime, language: &Tag) -> u32 {
    let words_per_minute = u128::from(words_per_minute(speed, language));
    let characters_per_minute = match speed.characters_per_minute {
        0 => u128::from(CHARACTERS_PER_MINUTE),
        set => u128::from(set),
    };
    let (words, characters) = (u128::from(count.words), u128::from(count.characters));
    let whole = words_per_minute * characters_per_minute;
    let minutes = (2 * (words * characters_per_minute + characters * words_per_minute) + whole) / (2 * whole);
    u32::try_from(minutes).unwrap_or(u32::MAX).max(1)
}

/// Returns the speed for `language`: as configured for it, for its language without region, for all, else our own.
fn words_per_minute(speed: &config::ReadingTime, language: &Tag) -> u32 {
    let set = |wanted: Option<&str>| {
        let mut speeds = speed.words_per_minute.iter();
        let found = speeds.find(|(tag, words)| tag.as_ref().map(Tag::as_str) == wanted && *words > 0);
        found.map(|(_, words)| *words)
    };
    let own = || {
        WORDS_PER_MINUTE
            .iter()
            .find(|(code, _)| *code == language.primary())
            .map(|(_, words)| *words)
    };
    let configured = set(Some(language.as_str()))
        .or_else(|| set(Some(language.primary())))
        .or_else(|| set(None));
    configured.or_else(own).unwrap_or(OTHER_WORDS_PER_MINUTE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(text: &str) -> Tag {
        Tag::parse(text).unwrap()
    }

    fn read(words: u32, characters: u32, language: &str, speeds: &[(Option<&str>, u32)]) -> u32 {
        let speed = config::ReadingTime {
            words_per_minute: speeds.iter().map(|(code, words)| (code.map(tag), *words)).collect(),
            characters_per_minute: 500,
        };
        minutes(WordCount { words, characters }, &speed, &tag(language))
    }

    #[test]
    fn minutes_are_rounded_half_up_and_never_none() {
        for (words, expected) in [
            (0, 1),
            (1, 1),
            (361, 1),
            (374, 1),
            (375, 2),
            (624, 2),
            (625, 3),
            (700, 3),
        ] {
            assert_eq!(read(words, 0, "nl", &[]), expected, "{words} words");
        }
        assert_eq!(read(u32::MAX, u32::MAX, "nl", &[(None, 1)]), u32::MAX);
    }

    #[test]
    fn each_language_has_its_speed() {
        assert_eq!(read(356, 0, "en-GB", &[]), 1);
        assert_eq!(read(357, 0, "en-GB", &[]), 2);
        assert_eq!(read(357, 0, "de", &[]), 2);
        assert_eq!(read(0, 1750, "ja", &[]), 4);
        assert_eq!(read(125, 500, "nl", &[]), 2);
    }

    #[test]
    fn the_configuration_goes_before_and_the_nearest_setting_wins() {
        let speeds = [(None, 100), (Some("en"), 200), (Some("en-GB"), 400)];
        assert_eq!(read(800, 0, "nl", &speeds), 8);
        assert_eq!(read(800, 0, "en-US", &speeds), 4);
        assert_eq!(read(800, 0, "en-GB", &speeds), 2);
        assert_eq!(read(700, 0, "nl", &[(None, 0)]), 3);
    }
}
